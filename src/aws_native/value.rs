//! Typed values: reading one from text, normalising it, judging it.
//!
//! Typing is strict, since the provider decodes strictly: an account id is a string, `durationSeconds` a number, and a
//! scalar that is a whole option is always a string, as Pulumi itself writes it. Judgement is apart from typing: a
//! value of the right type may still be one that cannot work, and `--force` overrides that alone.

mod field;
mod json;
mod plain;
#[cfg(test)]
mod tests;

pub use field::{Problem, check};
pub use json::type_of;

use crate::aws_native::options::Target;
use crate::finding::Severity;

/// What the value of an option is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Type {
    /// Text of a certain form.
    Text(Format),
    /// A truth value.
    Bool,
    /// A whole number; outside of the bounds it does not do what it seems to.
    Int {
        /// The least that makes sense.
        min: i64,
        /// The most that makes sense.
        max: i64,
    },
    /// Several values of one type, in order.
    List {
        /// The type of each.
        item: &'static Type,
        /// How many there may be.
        max: usize,
    },
    /// Values of one type by key.
    Map {
        /// The form of the keys.
        key: Format,
        /// The type of each value.
        item: &'static Type,
        /// How many there may be.
        max: usize,
    },
    /// An object whose fields have entries of their own.
    Object,
}

/// The form that a text has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// Any text.
    Free,
    /// The name of a region.
    Region,
    /// The name of a profile.
    ProfileName,
    /// An access key id.
    AccessKeyId,
    /// A secret access key.
    SecretKey,
    /// A session token.
    SessionToken,
    /// The ARN of an IAM role.
    RoleArn,
    /// The ARN of a managed policy.
    PolicyArn,
    /// The twelve digits of an account.
    AccountId,
    /// The name of a role session.
    SessionName,
    /// An external id.
    ExternalId,
    /// An IAM policy as JSON text.
    Policy,
    /// The key of a tag.
    TagKey,
    /// The value of a tag.
    TagValue,
    /// The path of a file.
    Path,
    /// An http or https address.
    Url,
    /// The name of a service, as the SDK spells it in lower case.
    ServiceId,
    /// The serial number of an MFA device, or its ARN.
    MfaSerial,
    /// The six digits that an MFA device shows.
    TokenCode,
}

/// How long a session of `GetSessionToken` may last, in seconds.
pub const SESSION_SECONDS: std::ops::RangeInclusive<i64> = 900..=129_600;

/// How long a session of `AssumeRole` may last, in seconds; through another role at most 3600.
pub const ROLE_SECONDS: std::ops::RangeInclusive<i64> = 900..=43_200;

/// A value as it is to be written; strings are always written so that they stay strings.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    /// Text.
    String(String),
    /// A whole number.
    Int(i64),
    /// A truth value.
    Bool(bool),
    /// A list.
    List(Vec<Value>),
    /// A map, in the order given.
    Map(Vec<(String, Value)>),
}

impl Value {
    /// The value as JSON, as the provider gets it of a structured option.
    pub fn to_json(&self) -> serde_json::Value {
        match self {
            Value::String(text) => text.as_str().into(),
            Value::Int(number) => (*number).into(),
            Value::Bool(flag) => (*flag).into(),
            Value::List(items) => items.iter().map(Value::to_json).collect(),
            Value::Map(entries) => {
                serde_json::Value::Object(entries.iter().map(|(key, value)| (key.clone(), value.to_json())).collect())
            }
        }
    }
}

/// A value that was read, with what has to be said about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Parsed {
    /// The value, in the type that the provider decodes.
    pub value: Value,
    /// What was changed to get there, each a sentence without a full stop.
    pub notes: Vec<String>,
    /// What is wrong with it although the type is right. Errors are refused without `--force`.
    pub faults: Vec<Fault>,
}

impl Parsed {
    /// The first fault that is an error.
    pub fn error(&self) -> Option<&Fault> {
        self.faults.iter().find(|fault| fault.severity == Severity::Error)
    }
}

/// A value that has the right type and yet cannot do what it should. Never shows a secret.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// Where, as in `allowedAccountIds[0]`.
    pub path: String,
    /// Whether it is refused or only said.
    pub severity: Severity,
    /// Stable name in kebab case.
    pub rule: &'static str,
    /// What is wrong.
    pub message: String,
    /// What to do about it.
    pub fix: Option<String>,
}

/// Text that is no value of the type, whatever one insists on.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{path}` {message}")]
pub struct TypeFault {
    /// Where, as in `assumeRole.durationSeconds`.
    pub path: String,
    /// What is wrong, to be read behind the path.
    pub message: String,
    /// What to do about it.
    pub fix: Option<String>,
}

/// Reads `text` as the value at `target`: JSON for what has parts (lists also as `a,b`, maps as `a=1,b=2`), plain text
/// otherwise.
///
/// # Errors
/// Where the text is no value of the type. That it is one that cannot work is in [`Parsed::faults`].
pub fn parse(target: Target, text: &str) -> Result<Parsed, TypeFault> {
    let mut reading = Reading { secret: target.entry.secret, ..Reading::default() };
    let path = target.entry.name.to_owned();
    let value = match target.kind {
        Type::Text(format) => reading.text(format, &path, text)?,
        Type::Bool => reading.flag(target.whole, &path, text)?,
        Type::Int { min, max } => reading.number(target.whole, (min, max), &path, text)?,
        Type::List { .. } | Type::Map { .. } | Type::Object => reading.structured(target, &path, text)?,
    };
    Ok(Parsed { value, notes: reading.notes, faults: reading.faults })
}

/// What is collected while a value is read.
#[derive(Default)]
struct Reading {
    secret: bool,
    notes: Vec<String>,
    faults: Vec<Fault>,
}

impl Reading {
    fn note(&mut self, note: String) {
        if !self.notes.contains(&note) {
            self.notes.push(note);
        }
    }

    fn fault(&mut self, path: &str, problem: Problem) {
        let Problem { severity, rule, message, fix } = problem;
        self.faults.push(Fault { path: path.to_owned(), severity, rule, message, fix });
    }
}

fn type_fault(path: &str, message: impl Into<String>, fix: Option<String>) -> TypeFault {
    TypeFault { path: path.to_owned(), message: message.into(), fix }
}
