//! The flags of all kinds of credentials but keys.

use clap::Args;

use crate::aws_files::{CredentialSource, FileKind, Files, SectionName};
use crate::error::Failure;

/// The flags of the other kinds.
#[derive(Args, Debug)]
pub(super) struct KindArgs {
    /// IAM Identity Center: where people log in
    #[arg(long, value_name = "URL", help_heading = "IAM Identity Center")]
    sso_start_url: Option<String>,
    /// The region of IAM Identity Center
    #[arg(long, value_name = "REGION", help_heading = "IAM Identity Center")]
    sso_region: Option<String>,
    /// The account, twelve digits
    #[arg(long, value_name = "ID", help_heading = "IAM Identity Center")]
    sso_account_id: Option<String>,
    /// The permission set
    #[arg(long, value_name = "NAME", help_heading = "IAM Identity Center")]
    sso_role_name: Option<String>,
    /// The session's name; one that is there already needs neither URL nor region
    #[arg(long, value_name = "NAME", help_heading = "IAM Identity Center")]
    sso_session: Option<String>,
    /// The role to assume
    #[arg(long, value_name = "ARN", help_heading = "Role")]
    role_arn: Option<String>,
    /// The profile that assumes it
    #[arg(long, value_name = "NAME", help_heading = "Role")]
    source_profile: Option<String>,
    /// The external id that the role asks for
    #[arg(long, value_name = "ID", help_heading = "Role")]
    external_id: Option<String>,
    /// The name of the session in logs
    #[arg(long, value_name = "NAME", help_heading = "Role")]
    role_session_name: Option<String>,
    /// How long a session lasts, 900 to 43200 seconds
    #[arg(long, value_name = "SECONDS", help_heading = "Role", value_parser = clap::value_parser!(u32).range(900..=43200))]
    duration_seconds: Option<u32>,
    /// The MFA device that the role asks for; the provider itself cannot use it
    #[arg(long, value_name = "ARN", help_heading = "Role")]
    mfa_serial: Option<String>,
    /// The command that prints credentials
    #[arg(long, value_name = "COMMAND", help_heading = "Other sources")]
    credential_process: Option<String>,
    /// The file with the web identity token
    #[arg(long, value_name = "FILE", help_heading = "Other sources")]
    web_identity_token_file: Option<String>,
}

impl KindArgs {
    /// What the flags ask for; `None` where they ask for keys.
    pub(super) fn source(&self, profile: &str, files: &Files) -> Result<Option<CredentialSource>, Failure> {
        let is_sso =
            [&self.sso_start_url, &self.sso_region, &self.sso_account_id, &self.sso_role_name, &self.sso_session]
                .into_iter()
                .any(Option::is_some);
        let is_role = self.role_arn.is_some() || self.source_profile.is_some();
        let is_web = self.web_identity_token_file.is_some();
        let is_process = self.credential_process.is_some();
        if [is_sso, is_role || is_web, is_process].into_iter().filter(|given| *given).count() > 1 {
            return Err(Failure::usage("these flags ask for several kinds of credentials; a profile has one"));
        }
        if is_sso {
            return self.sso(profile, files).map(Some);
        }
        if let Some(command) = &self.credential_process {
            return Ok(Some(CredentialSource::Process(command.clone())));
        }
        if is_role || is_web {
            return self.role(profile, files).map(Some);
        }
        let alone = [&self.external_id, &self.role_session_name, &self.mfa_serial].into_iter().any(Option::is_some);
        if alone || self.duration_seconds.is_some() {
            return Err(needs("--role-arn", "these flags belong to a role"));
        }
        Ok(None)
    }

    fn sso(&self, profile: &str, files: &Files) -> Result<CredentialSource, Failure> {
        let session = self.sso_session.clone().unwrap_or_else(|| profile.to_owned());
        let section = SectionName::SsoSession(session.clone());
        let known = |key: &str| files.value(&section, FileKind::Config, key).map(str::to_owned);
        let given = |value: &Option<String>, key: &str, flag: &str| {
            value.clone().or_else(|| known(key)).ok_or_else(|| needs(flag, "IAM Identity Center needs all its flags"))
        };
        let account_id = self.sso_account_id.as_deref().unwrap_or_default().replace('-', "");
        if account_id.len() != 12 || !account_id.bytes().all(|b| b.is_ascii_digit()) {
            return Err(needs("--sso-account-id", "the account is twelve digits"));
        }
        Ok(CredentialSource::Sso {
            start_url: given(&self.sso_start_url, "sso_start_url", "--sso-start-url")?,
            region: given(&self.sso_region, "sso_region", "--sso-region")?,
            account_id,
            role_name: given(&self.sso_role_name, "", "--sso-role-name")?,
            session,
        })
    }

    fn role(&self, profile: &str, files: &Files) -> Result<CredentialSource, Failure> {
        let role_arn = self.role_arn.clone().ok_or_else(|| needs("--role-arn", "a role needs its ARN"))?;
        if !role_arn.starts_with("arn:") || !role_arn.contains(":role/") {
            return Err(Failure::usage(format!("`{role_arn}` is no ARN of a role"))
                .hint("it looks like `arn:aws:iam::123456789012:role/NAME`"));
        }
        if let Some(token_file) = &self.web_identity_token_file {
            return Ok(CredentialSource::WebIdentity { role_arn, token_file: token_file.clone() });
        }
        let source_profile = self
            .source_profile
            .clone()
            .ok_or_else(|| needs("--source-profile", "a role needs a profile to assume it"))?;
        if source_profile != profile && !files.knows(&SectionName::profile(&source_profile)) {
            return Err(super::super::editing::unknown_profile(&source_profile, files.profile_names()));
        }
        let options = [
            ("external_id", self.external_id.clone()),
            ("role_session_name", self.role_session_name.clone()),
            ("duration_seconds", self.duration_seconds.map(|seconds| seconds.to_string())),
            ("mfa_serial", self.mfa_serial.clone()),
        ];
        let options = options.into_iter().filter_map(|(key, value)| Some((key, value?))).collect();
        Ok(CredentialSource::Role { role_arn, source_profile, options })
    }
}

fn needs(flag: &str, why: &str) -> Failure {
    Failure::usage(format!("{why}; `{flag}` is missing")).hint(format!("give it with `{flag}`"))
}
