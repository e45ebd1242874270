//! THE TABLE of options, and looking one up.
//!
//! One entry an option and nested field. The facts are those of provider v1.74.1 (its published package 1.79.0 has
//! the same options), as recorded in `tests/data/provider-options.json`, beside what the installation guide says.

mod lookup;
mod table;
#[cfg(test)]
mod tests;

pub use lookup::{Step, Target, Unknown, entry, fields, nearest, resolve, roots, steps};
pub use table::OPTIONS;

use super::value::Type;

/// One option, or one field of a structured option.
#[derive(Debug, PartialEq, Eq)]
pub struct OptionEntry {
    /// Its name below `aws-native:`, with dots: `assumeRole.roleArn`.
    pub name: &'static str,
    /// What its value is.
    pub kind: Type,
    /// Whether its value must not be shown or stored in plaintext.
    pub secret: bool,
    /// Whether the provider cannot work without it.
    pub required: bool,
    /// What the installation guide says.
    pub guide: Guide,
    /// What the provider does.
    pub provider: Provider,
    /// The environment variables that the provider reads where the option is not set, in its order.
    pub env: &'static [&'static str],
    /// Options that must not stand beside it.
    pub conflicts: &'static [&'static str],
    /// What the classic provider has under `aws:`.
    pub twin: Twin,
    /// What the provider takes where nothing is set.
    pub default: Option<&'static str>,
    /// What it is for, in one or two sentences.
    pub about: &'static str,
    /// A value as one would type it.
    pub example: &'static str,
    /// What one has to know beside.
    pub notes: &'static [&'static str],
}

/// What the installation guide says of an option.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Guide {
    /// It is listed as supported.
    Listed,
    /// It is struck through as "Not supported yet", with this issue.
    StruckThrough(u16),
    /// It is not in the guide.
    Absent,
}

/// What the provider does with an option.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Provider {
    /// It reads the option; since when, where it did not from the start.
    Reads(Option<&'static str>),
    /// It refuses to start, whatever the value.
    Rejects,
    /// It checks that the value is not false or empty, and then does nothing with it.
    Ignores,
    /// It does not know the name, and says nothing.
    DoesNotKnow,
    /// It does not know the name any more; the option has another one since then.
    Renamed(&'static str, &'static str),
}

/// What the classic AWS provider has under `aws:`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Twin {
    /// An option of the same name, shape and meaning.
    Same,
    /// Something of the kind, in another shape.
    Different(&'static str),
    /// Nothing.
    None,
}

impl OptionEntry {
    /// The full key, as in `aws-native:region`.
    pub fn key(&self) -> String {
        format!("{}:{}", super::NAMESPACE, self.name)
    }

    /// The name of the option that it belongs to: itself, or the part before the first dot.
    pub fn root(&self) -> &'static str {
        self.name.split('.').next().unwrap_or(self.name)
    }

    /// Whether it is a field of a structured option.
    pub fn is_nested(&self) -> bool {
        self.name.contains('.')
    }

    /// Whether setting it changes anything.
    pub fn is_effective(&self) -> bool {
        matches!(self.provider, Provider::Reads(_))
    }

    /// The link of the issue that the guide names.
    pub fn issue(&self) -> Option<String> {
        match self.guide {
            Guide::StruckThrough(number) => Some(format!("{}{number}", super::ISSUES)),
            _ => None,
        }
    }
}

impl Guide {
    /// What the guide says, in a few words.
    pub fn words(self) -> String {
        match self {
            Guide::Listed => "supported".to_owned(),
            Guide::StruckThrough(issue) => format!("not supported yet (#{issue})"),
            Guide::Absent => "not mentioned".to_owned(),
        }
    }

    /// The name in JSON.
    pub fn name(self) -> &'static str {
        match self {
            Guide::Listed => "listed",
            Guide::StruckThrough(_) => "struck-through",
            Guide::Absent => "absent",
        }
    }
}

impl Provider {
    /// What the provider does, in a few words.
    pub fn words(self) -> String {
        match self {
            Provider::Reads(None) => "reads it".to_owned(),
            Provider::Reads(Some(since)) => format!("reads it since {since}"),
            Provider::Rejects => "refuses to start, whatever the value".to_owned(),
            Provider::Ignores => "accepts it and does nothing with it".to_owned(),
            Provider::DoesNotKnow => "does not know it, and says nothing".to_owned(),
            Provider::Renamed(to, since) => format!("knows it only as {to}, since {since}"),
        }
    }

    /// The name in JSON.
    pub fn name(self) -> &'static str {
        match self {
            Provider::Reads(_) => "reads",
            Provider::Rejects => "rejects",
            Provider::Ignores => "ignores",
            Provider::DoesNotKnow => "does-not-know",
            Provider::Renamed(..) => "renamed",
        }
    }
}
