//! What is asked of an edit, and what it did beside that.

use crate::aws_files::reading::FileKind;
use crate::secret::Secret;

/// A property's key, or one nested below it (`s3.max_concurrent_requests`).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeyPath {
    /// The key in the section, in lower case.
    pub key: String,
    /// The key in the block below it.
    pub sub: Option<String>,
}

impl KeyPath {
    /// Splits at the first dot.
    pub fn of(text: &str) -> Self {
        let text = text.to_ascii_lowercase();
        match text.split_once('.') {
            Some((key, sub)) => KeyPath { key: key.to_owned(), sub: Some(sub.to_owned()) },
            None => KeyPath { key: text, sub: None },
        }
    }
}

impl std::fmt::Display for KeyPath {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match &self.sub {
            Some(sub) => write!(f, "{}.{sub}", self.key),
            None => f.write_str(&self.key),
        }
    }
}

/// A key and its new value; without one the key goes.
#[derive(Clone, Debug)]
pub struct Assignment {
    /// Which property.
    pub key: KeyPath,
    /// Its value.
    pub value: Option<Secret>,
}

impl Assignment {
    /// Sets `key` to `value`.
    pub fn set(key: &str, value: impl Into<Secret>) -> Self {
        Assignment { key: KeyPath::of(key), value: Some(value.into()) }
    }

    /// Removes `key`.
    pub fn unset(key: &str) -> Self {
        Assignment { key: KeyPath::of(key), value: None }
    }
}

/// What an edit did beside what was asked, for the user to know.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SideEffect {
    /// A stale copy of the key was removed from this file.
    Removed {
        /// The key.
        key: String,
        /// The file it was in.
        file: FileKind,
    },
    /// So many `source_profile` references were changed.
    References {
        /// The file.
        file: FileKind,
        /// How many.
        count: usize,
    },
}
