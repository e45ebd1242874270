//! What is wrong with the shape of credentials, before anybody is asked.

use super::clean::is_invisible;
use super::key_id::{KeyKind, key_kind, unique_id_of};
use super::masked_id;
use crate::finding::Severity;
use crate::secret::Secret;

/// One of the three values of credentials.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Field {
    /// The access key id.
    AccessKeyId,
    /// The secret access key.
    SecretAccessKey,
    /// The session token.
    SessionToken,
}

impl Field {
    /// The words for it in messages.
    pub fn words(self) -> &'static str {
        match self {
            Field::AccessKeyId => "access key id",
            Field::SecretAccessKey => "secret access key",
            Field::SessionToken => "session token",
        }
    }
}

/// A fault of shape. None of its texts shows anything of a secret.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ShapeFault {
    /// Stable name in kebab case; also the rule of the finding that is made of it.
    pub rule: &'static str,
    /// [`Severity::Error`] where it cannot work with AWS or with some reader, [`Severity::Warning`] where only an
    /// emulator would take it or one value is of no use.
    pub severity: Severity,
    /// The value that it is about.
    pub field: Field,
    /// What is wrong.
    pub message: String,
    /// What to do about it.
    pub fix: &'static str,
}

impl ShapeFault {
    fn error(rule: &'static str, field: Field, message: impl Into<String>, fix: &'static str) -> Self {
        ShapeFault { rule, severity: Severity::Error, field, message: message.into(), fix }
    }

    fn warning(rule: &'static str, field: Field, message: impl Into<String>, fix: &'static str) -> Self {
        ShapeFault { severity: Severity::Warning, ..Self::error(rule, field, message, fix) }
    }
}

const COPY_AGAIN: &str = "copy the value again, from the first to the last character";

/// What is wrong with an access key id (AWS: `(AKIA|ASIA)[A-Z0-9]{16}`; the service's own model takes `\w{16,128}`).
pub fn access_key_id_fault(id: &str) -> Option<ShapeFault> {
    let field = Field::AccessKeyId;
    if let Some(fault) = text_fault(field, id) {
        return Some(fault);
    }
    if let Some(what) = unique_id_of(id) {
        let message = format!("`{}` is the unique id of {what}, not an access key id", masked_id(id));
        return Some(ShapeFault::error(
            "not-an-access-key",
            field,
            message,
            "use the id that begins with AKIA or ASIA",
        ));
    }
    match key_kind(id) {
        Some(KeyKind::LongTerm | KeyKind::Temporary) => None,
        _ if is_secret_shaped(id) => Some(swapped(field)),
        _ if (16..=128).contains(&id.len()) && id.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_') => {
            let message = format!(
                "the access key id `{}` is not AKIA or ASIA and sixteen capitals or digits ({} characters)",
                masked_id(id),
                id.len()
            );
            Some(ShapeFault::warning("key-id-shape", field, message, COPY_AGAIN))
        }
        _ => {
            let message = format!(
                "no access key id: AWS's are AKIA or ASIA and sixteen capitals or digits, this has {} characters",
                id.chars().count()
            );
            Some(ShapeFault::warning("key-id-shape", field, message, COPY_AGAIN))
        }
    }
}

/// What is wrong with a secret access key (AWS's are 40 characters of `[A-Za-z0-9/+=]`).
pub fn secret_access_key_fault(secret: &Secret) -> Option<ShapeFault> {
    let (field, text) = (Field::SecretAccessKey, secret.expose());
    if let Some(fault) = text_fault(field, text) {
        return Some(fault);
    }
    if matches!(key_kind(text), Some(KeyKind::LongTerm | KeyKind::Temporary)) {
        return Some(swapped(field));
    }
    (!is_secret_shaped(text)).then(|| {
        let message = format!(
            "no secret access key: AWS's have 40 letters, digits, `/`, `+` or `=`, this has {} characters",
            text.chars().count()
        );
        ShapeFault::warning("secret-shape", field, message, COPY_AGAIN)
    })
}

/// What is wrong with a session token: AWS publishes no more than that it has no spaces.
pub fn session_token_fault(token: &Secret) -> Option<ShapeFault> {
    let (field, text) = (Field::SessionToken, token.expose());
    text_fault(field, text).or_else(|| {
        (text.len() == 6 && text.bytes().all(|b| b.is_ascii_digit())).then(|| {
            ShapeFault::error(
                "token-is-mfa-code",
                field,
                "these are the six digits of an MFA device, not a session token",
                "get a session with them first: awsn-setup profile add NEW --mfa-of NAME",
            )
        })
    })
}

/// What is wrong with the three values, each alone and together. `None` stands for a value that is not there at all;
/// with neither id nor secret nor token nothing is wrong.
pub fn pair_faults(id: Option<&str>, secret: Option<&Secret>, token: Option<&Secret>) -> Vec<ShapeFault> {
    let mut faults: Vec<ShapeFault> = id.and_then(access_key_id_fault).into_iter().collect();
    let second = secret.and_then(secret_access_key_fault);
    if !(second.as_ref().is_some_and(|fault| fault.rule == SWAPPED) && faults.iter().any(|f| f.rule == SWAPPED)) {
        faults.extend(second);
    }
    faults.extend(token.and_then(session_token_fault));
    match (id, secret) {
        (Some(_), None) => faults.push(half(Field::SecretAccessKey)),
        (None, Some(_)) => faults.push(half(Field::AccessKeyId)),
        (None, None) if token.is_some() => faults.push(ShapeFault::error(
            "half-pair",
            Field::AccessKeyId,
            "a session token without its keys",
            "give the access key id and the secret access key of the same session too",
        )),
        _ => {}
    }
    faults.extend(id.and_then(|id| token_fault(id, token)));
    faults
}

fn token_fault(id: &str, token: Option<&Secret>) -> Option<ShapeFault> {
    let field = Field::SessionToken;
    match (key_kind(id)?, token) {
        (KeyKind::Temporary, None) => Some(ShapeFault::error(
            "temporary-without-token",
            field,
            format!("`{}` is a temporary key, but its session token is missing", masked_id(id)),
            "take the session token from where the keys came from; AWS refuses the keys without it",
        )),
        (KeyKind::LongTerm, Some(_)) => Some(ShapeFault::error(
            "long-term-with-token",
            field,
            format!("`{}` is a long-term key, but a session token stands beside it", masked_id(id)),
            "remove the token: it belongs to other keys, and AWS refuses the three together",
        )),
        _ => None,
    }
}

fn half(missing: Field) -> ShapeFault {
    let message = format!("half a key pair: the {} is missing", missing.words());
    ShapeFault::error("half-pair", missing, message, "give both, or neither")
}

const SWAPPED: &str = "swapped";

fn swapped(field: Field) -> ShapeFault {
    let message = match field {
        Field::AccessKeyId => "the access key id looks like a secret access key: the two may be swapped",
        _ => "the secret access key is an access key id: the two may be swapped, or the id was pasted twice",
    };
    ShapeFault::error(
        SWAPPED,
        field,
        message,
        "give the 20 characters that begin with AKIA or ASIA as the id, the 40 as the secret",
    )
}

fn is_secret_shaped(text: &str) -> bool {
    text.len() == 40 && text.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'/' | b'+' | b'='))
}

/// The faults that any of the three values may have.
fn text_fault(field: Field, text: &str) -> Option<ShapeFault> {
    let words = field.words();
    let fault = |rule, message: String, fix| Some(ShapeFault::error(rule, field, message, fix));
    if text.is_empty() {
        return fault("empty-value", format!("the {words} is empty"), "give it, or leave all of the values out");
    }
    if is_placeholder(text) {
        let message = format!("the {words} is a placeholder of the documentation");
        return fault("placeholder", message, "put your own value in its place");
    }
    if text.chars().any(is_invisible) {
        return fault("invisible-characters", format!("the {words} has invisible characters in it"), COPY_AGAIN);
    }
    if text.chars().any(char::is_whitespace) {
        return fault("whitespace", format!("the {words} has spaces or line ends in it"), COPY_AGAIN);
    }
    let quoted = |c: char| matches!(c, '"' | '\'' | '`' | '\u{2018}'..='\u{201f}');
    if text.starts_with(quoted) || text.ends_with(quoted) {
        return fault("quotes", format!("the {words} has quotes around it"), "leave the quotes out");
    }
    None
}

/// Text that stands for a value and is none: `<YOUR_…>`, `${{ … }}`, `***`, `YOUR_ACCESS_KEY`, `xxxx`.
fn is_placeholder(text: &str) -> bool {
    let lower = text.to_ascii_lowercase();
    let only = |set: &[char]| text.len() >= 3 && text.chars().all(|c| set.contains(&c));
    (text.starts_with('<') && text.ends_with('>'))
        || text.starts_with("${")
        || text.starts_with("$(")
        || text.starts_with("{{")
        || (text.starts_with('$')
            && text.len() > 1
            && text[1..].bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_'))
        || only(&['*', '…', '.'])
        || only(&['x', 'X'])
        || ["your_", "your-", "your ", "aws_access_key_id", "aws_secret_access_key", "aws_session_token", "changeme"]
            .iter()
            .any(|word| lower.starts_with(word))
}
