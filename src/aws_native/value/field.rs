//! The rules of single fields: the strict answer, where the service's own model is looser.
//!
//! Sources: botocore's `sts/2011-06-15` model for lengths and characters, the IAM user guide for ARNs and tags.

use super::Format;
use crate::credentials::{ShapeFault, access_key_id_fault, secret_access_key_fault, session_token_fault};
use crate::finding::Severity;
use crate::regions::{self, Standing};
use crate::secret::Secret;

/// What is wrong with a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// Whether it is refused or only said.
    pub severity: Severity,
    /// Stable name in kebab case.
    pub rule: &'static str,
    /// What is wrong.
    pub message: String,
    /// What to do about it.
    pub fix: Option<String>,
}

impl Problem {
    pub(super) fn error(rule: &'static str, message: String) -> Self {
        Problem { severity: Severity::Error, rule, message, fix: None }
    }

    pub(super) fn warning(rule: &'static str, message: String) -> Self {
        Problem { severity: Severity::Warning, rule, message, fix: None }
    }

    pub(super) fn with_fix(mut self, fix: String) -> Self {
        self.fix = Some(fix);
        self
    }
}

impl From<ShapeFault> for Problem {
    fn from(fault: ShapeFault) -> Self {
        Problem { severity: fault.severity, rule: fault.rule, message: fault.message, fix: Some(fault.fix.to_owned()) }
    }
}

/// What is wrong with `text` as a value of this form; `None` where it is as AWS has it.
pub fn check(format: Format, text: &str) -> Option<Problem> {
    match format {
        Format::Free => None,
        Format::Region => region(text),
        Format::ProfileName => profile_name(text),
        Format::AccessKeyId => access_key_id_fault(text).map(Problem::from),
        Format::SecretKey => secret_access_key_fault(&Secret::from(text)).map(Problem::from),
        Format::SessionToken => session_token_fault(&Secret::from(text)).map(Problem::from),
        Format::RoleArn => role_arn(text),
        Format::PolicyArn => (!is_policy_arn(text)).then(|| {
            error(
                "policy-arn",
                format!("`{text}` is no ARN of a managed policy"),
                "as in arn:aws:iam::aws:policy/ReadOnlyAccess",
            )
        }),
        Format::AccountId => account_id(text),
        Format::SessionName => {
            of_characters("session-name", "the session's name", text, 2..=64, |c| is_word(c) || "+=,.@-".contains(c))
        }
        Format::ExternalId => {
            of_characters("external-id", "the external id", text, 2..=1224, |c| is_word(c) || "+=,.@:/-".contains(c))
        }
        Format::Policy => policy(text),
        Format::TagKey => tag_key(text),
        Format::TagValue => of_characters("tag-value", "the tag's value", text, 0..=256, is_tag_character),
        Format::Path => path(text),
        Format::Url => url(text),
        Format::ServiceId => (text.is_empty() || text.chars().any(|c| c.is_ascii_uppercase() || c.is_whitespace()))
            .then(|| {
                error("service-id", format!("`{text}` is no service"), "in lower case, as in cloudcontrol, sts, ssm")
            }),
        Format::MfaSerial => mfa_serial(text),
        Format::TokenCode => (text.len() != 6 || !text.bytes().all(|b| b.is_ascii_digit())).then(|| {
            error("token-code", "an MFA code has six digits".to_owned(), "type the digits that the device shows now")
        }),
    }
}

/// The text without what is certainly no part of it, and what was changed.
pub(super) fn normalise(format: Format, text: &str) -> (String, Option<String>) {
    let keeps_spaces = matches!(format, Format::Free | Format::TagKey | Format::TagValue | Format::Policy);
    let trimmed = if keeps_spaces { text } else { text.trim() };
    match format {
        Format::AccountId if dashed_account(trimmed) => {
            (trimmed.replace('-', ""), Some(format!("the dashes of {trimmed} are left out")))
        }
        Format::ServiceId if trimmed.chars().any(|c| c.is_ascii_uppercase()) => (
            trimmed.to_ascii_lowercase(),
            Some("the name is written in lower case, the only spelling that counts".into()),
        ),
        _ if trimmed.len() != text.len() => (trimmed.to_owned(), Some("spaces around the value are left out".into())),
        _ => (text.to_owned(), None),
    }
}

fn error(rule: &'static str, message: String, fix: &str) -> Problem {
    Problem::error(rule, message).with_fix(fix.to_owned())
}

fn is_word(c: char) -> bool {
    c.is_ascii_alphanumeric() || c == '_'
}

fn of_characters(
    rule: &'static str,
    what: &str,
    text: &str,
    length: std::ops::RangeInclusive<usize>,
    allowed: impl Fn(char) -> bool,
) -> Option<Problem> {
    let count = text.chars().count();
    if !length.contains(&count) {
        let message = format!("{what} has {count} characters; AWS takes {} to {}", length.start(), length.end());
        return Some(Problem::error(rule, message));
    }
    let wrong = text.chars().find(|c| !allowed(*c))?;
    Some(Problem::error(rule, format!("{what} has the character {wrong:?}, which AWS does not take")))
}

fn region(text: &str) -> Option<Problem> {
    let meant = || regions::suggest(text).map(|region| format!("did you mean {region}?"));
    let problem = match regions::standing(text) {
        Standing::Listed(_) => return None,
        Standing::Plausible(partition) => Problem::warning(
            "unknown-region",
            format!(
                "the region `{text}` is not in the list of the partition {}; it may be new, or mistyped",
                partition.id
            ),
        ),
        Standing::Unknown if text.is_empty() => {
            return Some(error("unknown-region", "the region is empty".into(), "give one, as in us-west-2"));
        }
        Standing::Unknown => Problem::error("unknown-region", format!("`{text}` is no region of AWS")),
    };
    Some(match meant() {
        Some(fix) => problem.with_fix(fix),
        None => problem,
    })
}

/// `[A-Za-z0-9_\-/.%@:+]+` is what every reader of the shared files can read.
fn profile_name(text: &str) -> Option<Problem> {
    if text.is_empty() {
        let message = "an empty profile gives keys in the environment precedence over AWS_PROFILE".to_owned();
        return Some(Problem::warning("empty-profile", message));
    }
    let wrong = text.chars().find(|c| !(is_word(*c) || "-/.%@:+".contains(*c)))?;
    let message = format!(
        "the profile name `{text}` has the character {wrong:?}, which some readers of the AWS files cannot read"
    );
    Some(error("profile-name", message, "use letters, digits and _ - / . % @ : + only"))
}

fn account_id(text: &str) -> Option<Problem> {
    let digits = text.bytes().all(|b| b.is_ascii_digit());
    if digits && text.len() == 12 {
        return None;
    }
    let problem = Problem::error("account-id", format!("`{text}` is no account id: those are twelve digits"));
    Some(if digits && (9..12).contains(&text.len()) {
        problem.with_fix(format!("a leading zero may be lost: {text:0>12}?"))
    } else {
        problem
    })
}

fn dashed_account(text: &str) -> bool {
    let parts: Vec<&str> = text.split('-').collect();
    parts.len() == 3 && parts.iter().all(|part| part.len() == 4 && part.bytes().all(|b| b.is_ascii_digit()))
}

/// The resource part of `arn:PARTITION:iam::OWNER:RESOURCE`, with the owner.
fn iam_arn(text: &str) -> Option<(&str, &str)> {
    let (id, rest) = text.strip_prefix("arn:")?.split_once(":iam::")?;
    regions::partition(id)?;
    rest.split_once(':')
}

fn is_account(text: &str) -> bool {
    text.len() == 12 && text.bytes().all(|b| b.is_ascii_digit())
}

/// `path/to/NAME` behind the type of a resource: a path of printable characters, a name of at most `longest`.
fn is_named(resource: &str, longest: usize) -> bool {
    let (path, name) = resource.rsplit_once('/').unwrap_or(("", resource));
    let name_fits = (1..=longest).contains(&name.len()) && name.chars().all(|c| is_word(c) || "+=,.@-".contains(c));
    let path_fits = path.len() <= 510 && path.bytes().all(|b| b.is_ascii_graphic());
    let no_gap = !resource.starts_with('/') && !resource.contains("//");
    name_fits && path_fits && no_gap
}

fn role_arn(text: &str) -> Option<Problem> {
    if let Some((account, resource)) = iam_arn(text)
        && is_account(account)
        && resource.strip_prefix("role/").is_some_and(|name| is_named(name, 64))
    {
        return None;
    }
    let message = if text.contains(":user/") {
        format!("`{text}` is a user; only roles can be assumed")
    } else if text.contains(":assumed-role/") {
        format!("`{text}` is a session of a role, not the role itself")
    } else {
        format!("`{text}` is no ARN of a role")
    };
    Some(error("role-arn", message, "as in arn:aws:iam::123456789012:role/NAME"))
}

fn is_policy_arn(text: &str) -> bool {
    iam_arn(text).is_some_and(|(owner, resource)| {
        (is_account(owner) || owner == "aws")
            && resource.strip_prefix("policy/").is_some_and(|name| is_named(name, 128))
    })
}

fn mfa_serial(text: &str) -> Option<Problem> {
    if text.contains(":u2f/") {
        let message = format!("`{text}` is a security key, which the API cannot be used with");
        return Some(error("mfa-serial", message, "register a virtual device (TOTP) beside it"));
    }
    let serial = |c: char| is_word(c) || "+=/:,.@-".contains(c);
    let fits = match text.strip_prefix("arn:") {
        Some(_) => iam_arn(text).is_some_and(|(account, resource)| {
            is_account(account) && resource.strip_prefix("mfa/").is_some_and(|name| is_named(name, 226))
        }),
        None => true,
    };
    if fits && (9..=256).contains(&text.len()) && text.chars().all(serial) {
        return None;
    }
    let message = format!("`{text}` is no MFA device");
    Some(error(
        "mfa-serial",
        message,
        "as in arn:aws:iam::123456789012:mfa/NAME, or the serial number of a hardware device",
    ))
}

fn policy(text: &str) -> Option<Problem> {
    match serde_json::from_str::<serde_json::Value>(text) {
        Ok(serde_json::Value::Object(_)) if text.chars().count() <= 2048 => None,
        Ok(serde_json::Value::Object(_)) => {
            let message = format!("the policy has {} characters; AWS takes 2048", text.chars().count());
            Some(error("policy", message, "leave out spaces, or use policyArns"))
        }
        Ok(_) => Some(error(
            "policy",
            "the policy is no JSON object".into(),
            r#"as in {"Version":"2012-10-17","Statement":[…]}"#,
        )),
        Err(reason) => Some(Problem::error("policy", format!("the policy is no JSON: {reason}"))),
    }
}

fn is_tag_character(c: char) -> bool {
    c.is_alphanumeric() || c == ' ' || (c.is_whitespace() && !c.is_control()) || "_.:/=+-@".contains(c)
}

fn tag_key(text: &str) -> Option<Problem> {
    if text.get(..4).is_some_and(|start| start.eq_ignore_ascii_case("aws:")) {
        return Some(Problem::error("tag-key", format!("`{text}`: keys that begin with aws: are AWS's own")));
    }
    of_characters("tag-key", "the tag's key", text, 1..=128, is_tag_character)
}

fn path(text: &str) -> Option<Problem> {
    let expanded = text.starts_with("~/") || text.to_ascii_uppercase().starts_with("%USERPROFILE%\\");
    let drive = text.get(1..3).is_some_and(|rest| rest == ":\\" || rest == ":/");
    if text.is_empty() {
        let message = "an empty path means that no credentials file is read at all".to_owned();
        return Some(Problem::warning("path", message));
    }
    if text.starts_with('$') || (text.starts_with('~') && !expanded) || (text.starts_with('%') && !expanded) {
        let message = format!("the provider does not expand `{text}`");
        return Some(error("path", message, "give an absolute path, or one that begins with ~/"));
    }
    (!expanded && !drive && !text.starts_with(['/', '\\'])).then(|| {
        Problem::warning("path", format!("`{text}` is relative to wherever pulumi is run"))
            .with_fix("give an absolute path, or one that begins with ~/".to_owned())
    })
}

fn url(text: &str) -> Option<Problem> {
    let rest = text.strip_prefix("http://").or_else(|| text.strip_prefix("https://"));
    let fits = rest.is_some_and(|rest| {
        let host = rest.split(['/', '?']).next().unwrap_or_default();
        let (name, port) = match host.rsplit_once(':') {
            Some((name, port)) if !port.contains(']') => (name, Some(port)),
            _ => (host, None),
        };
        !name.is_empty()
            && !rest.chars().any(|c| c.is_whitespace() || c.is_control())
            && port.is_none_or(|port| port.parse::<u16>().is_ok_and(|port| port > 0))
    });
    if !fits {
        return Some(error("url", format!("`{text}` is no http or https address"), "as in http://localhost:4566"));
    }
    rest.is_some_and(|rest| rest.split('/').next().is_some_and(|host| host.contains('@'))).then(|| {
        error("url", "the address has a user or password in it".into(), "leave it out: it would stand in the file")
    })
}
