//! What a new profile gets its credentials from, as properties: those of the kind, and the removal of all others', so
//! that no profile has two kinds.

use super::edit::{Assignment, ID, SECRET};
use super::summary::ProfileKind;
use crate::credentials::Credentials;

/// Where the credentials of a profile come from.
#[derive(Clone, Debug)]
pub enum CredentialSource {
    /// A pair, with its token where it is temporary.
    Keys(Credentials),
    /// IAM Identity Center by way of an `[sso-session]`.
    Sso {
        /// The name of the session's section.
        session: String,
        /// Where people log in.
        start_url: String,
        /// The region of Identity Center.
        region: String,
        /// The account, twelve digits.
        account_id: String,
        /// The permission set.
        role_name: String,
    },
    /// A role on top of another profile.
    Role {
        /// The role.
        role_arn: String,
        /// The profile that assumes it.
        source_profile: String,
        /// `external_id`, `role_session_name`, `duration_seconds`, `mfa_serial`, as far as given.
        options: Vec<(&'static str, String)>,
    },
    /// A program that prints credentials.
    Process(String),
    /// A role by a web identity token.
    WebIdentity {
        /// The role.
        role_arn: String,
        /// The file with the token.
        token_file: String,
    },
}

/// The keys of all kinds, in the order in which they are written.
const ALL_KEYS: &[&str] = &[
    ID,
    SECRET,
    "aws_session_token",
    "aws_security_token",
    "role_arn",
    "source_profile",
    "credential_source",
    "web_identity_token_file",
    "external_id",
    "role_session_name",
    "duration_seconds",
    "mfa_serial",
    "credential_process",
    "sso_session",
    "sso_account_id",
    "sso_role_name",
    "sso_start_url",
    "sso_region",
    "login_session",
];

impl CredentialSource {
    /// The profile's properties, and the removal of every other kind's.
    pub fn assignments(&self) -> Vec<Assignment> {
        let own = self.own();
        let others = ALL_KEYS.iter().filter(|key| own.iter().all(|one| one.key.key != **key));
        let removals: Vec<Assignment> = others.map(|key| Assignment::unset(key)).collect();
        own.into_iter().chain(removals).collect()
    }

    fn own(&self) -> Vec<Assignment> {
        let set = |key: &str, value: &str| Assignment::set(key, value);
        match self {
            CredentialSource::Keys(credentials) => {
                let mut own = vec![
                    set(ID, &credentials.access_key_id),
                    Assignment::set(SECRET, credentials.secret_access_key.clone()),
                ];
                own.extend(credentials.session_token.clone().map(|token| Assignment::set("aws_session_token", token)));
                own
            }
            CredentialSource::Sso { session, account_id, role_name, .. } => {
                vec![set("sso_session", session), set("sso_account_id", account_id), set("sso_role_name", role_name)]
            }
            CredentialSource::Role { role_arn, source_profile, options } => {
                let mut own = vec![set("role_arn", role_arn), set("source_profile", source_profile)];
                own.extend(options.iter().map(|(key, value)| set(key, value)));
                own
            }
            CredentialSource::Process(command) => vec![set("credential_process", command)],
            CredentialSource::WebIdentity { role_arn, token_file } => {
                vec![set("role_arn", role_arn), set("web_identity_token_file", token_file)]
            }
        }
    }

    /// The kind that the profile will be of.
    pub fn kind(&self) -> ProfileKind {
        match self {
            CredentialSource::Keys(credentials) if credentials.session_token.is_some() => ProfileKind::Temporary,
            CredentialSource::Keys(_) => ProfileKind::Keys,
            CredentialSource::Sso { .. } => ProfileKind::Sso,
            CredentialSource::Role { .. } => ProfileKind::Role,
            CredentialSource::Process(_) => ProfileKind::Process,
            CredentialSource::WebIdentity { .. } => ProfileKind::WebIdentity,
        }
    }

    /// The name and the properties of the session's own section.
    pub fn session(&self) -> Option<(&str, Vec<Assignment>)> {
        let CredentialSource::Sso { session, start_url, region, .. } = self else { return None };
        let properties = vec![
            Assignment::set("sso_start_url", start_url.as_str()),
            Assignment::set("sso_region", region.as_str()),
            Assignment::set("sso_registration_scopes", "sso:account:access"),
        ];
        Some((session, properties))
    }
}

/// The properties of region and output, as far as given and not empty.
pub fn settings(region: Option<&str>, output: Option<&str>) -> Vec<Assignment> {
    let given = [("region", region), ("output", output)].into_iter();
    given.filter_map(|(key, value)| Some(Assignment::set(key, value.filter(|value| !value.is_empty())?))).collect()
}
