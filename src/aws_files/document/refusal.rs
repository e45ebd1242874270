//! Why an edit is not made: nothing that some reader would misread is ever written.

use thiserror::Error;

/// Why a file is not edited. Lines count from 1; values are never shown.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
pub enum Refusal {
    /// The section is there several times, and readers take different ones.
    #[error("line {line} opens a section that line {first} has opened already")]
    DuplicateSection {
        /// The later header.
        line: usize,
        /// The first header.
        first: usize,
    },
    /// The key is there several times in its section.
    #[error("line {line} has `{key}` a second time")]
    DuplicateKey {
        /// The later line.
        line: usize,
        /// The key.
        key: String,
    },
    /// A key above the first section.
    #[error("line {line} stands above any section")]
    PropertyBeforeSection {
        /// The line.
        line: usize,
    },
    /// A header without its closing bracket.
    #[error("line {line} opens a section without a closing bracket")]
    UnclosedHeader {
        /// The line.
        line: usize,
    },
    /// Bytes that are no text in UTF-8.
    #[error("line {line} has bytes that are no UTF-8 text")]
    NotText {
        /// The line.
        line: usize,
    },
    /// A byte order mark, which hides the first section from the provider.
    #[error("the file starts with a byte order mark")]
    ByteOrderMark,
    /// A carriage return that ends no line.
    #[error("line {line} has a carriage return inside")]
    CarriageReturn {
        /// The line.
        line: usize,
    },
    /// A profile's name that some reader could not read.
    #[error("`{name}` is no name that every reader can read")]
    InvalidProfileName {
        /// The name.
        name: String,
    },
    /// A key that some reader could not read.
    #[error("`{key}` is no key that every reader can read")]
    InvalidKey {
        /// The key.
        key: String,
    },
    /// A value with a line end or another control character.
    #[error("the value of `{key}` has a line end or another control character in it")]
    ControlCharacter {
        /// The key.
        key: String,
    },
    /// A value with blanks around it, which readers drop.
    #[error("the value of `{key}` has blanks around it")]
    SurroundingSpace {
        /// The key.
        key: String,
    },
    /// A value of which some readers take a part for a comment.
    #[error("a part of the value of `{key}` would be taken for a comment")]
    LooksLikeComment {
        /// The key.
        key: String,
    },
    /// A value in quotes, which only some readers take off.
    #[error("the value of `{key}` is in quotes, which some readers take for a part of it")]
    Quoted {
        /// The key.
        key: String,
    },
    /// A character that cannot be seen.
    #[error("the value of `{key}` has invisible characters in it")]
    Invisible {
        /// The key.
        key: String,
    },
    /// A nested key below a key that has a value.
    #[error("`{key}` has a value of its own, so nothing can be set below it")]
    NotABlock {
        /// The key.
        key: String,
    },
    /// There is no such section to work on.
    #[error("there is no profile `{name}`")]
    NoSuchProfile {
        /// The name.
        name: String,
    },
    /// The section to be made is there already.
    #[error("there is a profile `{name}` already")]
    Exists {
        /// The name.
        name: String,
    },
    /// A reader would not see what was asked; the edit was tried and thrown away.
    #[error("after this edit {reader} would not see {what} as asked")]
    Misread {
        /// The reader.
        reader: &'static str,
        /// What it would see otherwise: a profile and a key, never a value.
        what: String,
    },
}

impl Refusal {
    /// A stable name, as the recorded cases have it.
    pub fn rule(&self) -> &'static str {
        match self {
            Refusal::DuplicateSection { .. } => "duplicate_section",
            Refusal::DuplicateKey { .. } => "duplicate_key",
            Refusal::PropertyBeforeSection { .. } => "property_before_section",
            Refusal::UnclosedHeader { .. } => "unclosed_header",
            Refusal::NotText { .. } => "not_text",
            Refusal::ByteOrderMark => "byte_order_mark",
            Refusal::CarriageReturn { .. } => "carriage_return",
            Refusal::InvalidProfileName { .. } => "invalid_profile_name",
            Refusal::InvalidKey { .. } => "invalid_key",
            Refusal::ControlCharacter { .. } => "control_char_in_value",
            Refusal::SurroundingSpace { .. } => "value_surrounding_space",
            Refusal::LooksLikeComment { .. } => "value_looks_like_comment",
            Refusal::Quoted { .. } => "value_quoted",
            Refusal::Invisible { .. } => "value_invisible",
            Refusal::NotABlock { .. } => "not_a_block",
            Refusal::NoSuchProfile { .. } => "no_such_profile",
            Refusal::Exists { .. } => "exists",
            Refusal::Misread { .. } => "misread",
        }
    }

    /// The line that is in the way, where there is one.
    pub fn line(&self) -> Option<usize> {
        match self {
            Refusal::DuplicateSection { line, .. }
            | Refusal::DuplicateKey { line, .. }
            | Refusal::PropertyBeforeSection { line }
            | Refusal::UnclosedHeader { line }
            | Refusal::NotText { line }
            | Refusal::CarriageReturn { line } => Some(*line),
            Refusal::ByteOrderMark => Some(1),
            _ => None,
        }
    }
}

/// Refuses a key that is not lower case, without `:`, in the characters that all readers share.
pub(crate) fn check_key(key: &str) -> Result<(), Refusal> {
    let fits = !key.is_empty()
        && key.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || matches!(c, '_' | '-' | '.'));
    if fits { Ok(()) } else { Err(Refusal::InvalidKey { key: key.to_owned() }) }
}

/// Refuses a value that two readers would read differently (the safe subset).
pub(crate) fn check_value(key: &str, value: &str) -> Result<(), Refusal> {
    let key = || key.to_owned();
    if value.chars().any(char::is_control) {
        return Err(Refusal::ControlCharacter { key: key() });
    }
    if value.trim().len() != value.len() {
        return Err(Refusal::SurroundingSpace { key: key() });
    }
    if value.starts_with(['#', ';']) || [" #", " ;"].iter().any(|mark| value.contains(mark)) {
        return Err(Refusal::LooksLikeComment { key: key() });
    }
    if value.starts_with(['"', '\'']) && value.ends_with(['"', '\'']) {
        return Err(Refusal::Quoted { key: key() });
    }
    if crate::credentials::clean(value).1.contains(&crate::credentials::Cleaning::Invisible) {
        return Err(Refusal::Invisible { key: key() });
    }
    Ok(())
}
