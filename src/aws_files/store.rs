//! The two files on disk: read together, edited through `change`, shown masked.

use std::path::PathBuf;

use thiserror::Error;

use super::document::{PropertyLine, header_name};
use super::edit::{Files, ID, is_secret_key};
use super::location::Locations;
use super::profile::{View, view};
use super::reading::{FileKind, ReadError};
use crate::change::{ChangeError, ChangeSet, Privacy};
use crate::credentials::masked_id;
use crate::environment::Environment;
use crate::finding::Reader;
use crate::replace_file::{self, FileError};

/// Why the files cannot be used.
#[derive(Debug, Error)]
pub enum StoreError {
    /// Neither a home nor variables that name the files.
    #[error("there is no home folder, and AWS_CONFIG_FILE and AWS_SHARED_CREDENTIALS_FILE do not name the files")]
    NoHome,
    /// Both variables name the same file.
    #[error("AWS_CONFIG_FILE and AWS_SHARED_CREDENTIALS_FILE both name {path}", path = .0.display())]
    SameFile(PathBuf),
}

/// The bytes of both files; `None` where there is no such file.
#[derive(Clone, Default)]
pub struct Contents {
    /// The config file.
    pub config: Option<Vec<u8>>,
    /// The credentials file.
    pub credentials: Option<Vec<u8>>,
}

impl Contents {
    /// One of the two.
    pub fn of(&self, file: FileKind) -> Option<&[u8]> {
        match file {
            FileKind::Config => self.config.as_deref(),
            FileKind::Credentials => self.credentials.as_deref(),
        }
    }

    /// What `reader` sees in both.
    ///
    /// # Errors
    /// The reader refuses one of the files.
    pub fn view(&self, reader: Reader) -> Result<View, ReadError> {
        view(reader, self.config.as_deref(), self.credentials.as_deref())
    }

    /// Both, ready for edits.
    pub fn files(&self) -> Files {
        Files::new(self.config.clone(), self.credentials.clone())
    }
}

/// The two files at their places.
#[derive(Clone, Debug)]
pub struct Store {
    locations: Locations,
}

impl Store {
    /// The files as the environment places them.
    ///
    /// # Errors
    /// There is no place for them.
    pub fn at(env: &Environment) -> Result<Self, StoreError> {
        let locations = Locations::of(env).ok_or(StoreError::NoHome)?;
        if locations.config == locations.credentials {
            return Err(StoreError::SameFile(locations.config));
        }
        Ok(Store { locations })
    }

    /// Where they are.
    pub fn locations(&self) -> &Locations {
        &self.locations
    }

    /// Reads both, without any lock.
    ///
    /// # Errors
    /// One of them is there and cannot be read.
    pub fn read(&self) -> Result<Contents, FileError> {
        Ok(Contents {
            config: replace_file::read(&self.locations.config)?,
            credentials: replace_file::read(&self.locations.credentials)?,
        })
    }

    /// Locks and reads both for an edit.
    ///
    /// # Errors
    /// A lock is held, or a file is none that can be edited safely.
    pub fn open(&self, change: &mut ChangeSet) -> Result<Files, ChangeError> {
        let config = change.open(&self.locations.config, Privacy::Kept(0o600), mask)?.map(<[u8]>::to_vec);
        let credentials = change.open(&self.locations.credentials, Privacy::Secret, mask)?.map(<[u8]>::to_vec);
        Ok(Files::new(config, credentials))
    }

    /// Hands over what an edit changed. Both files must have been opened in `change`.
    pub fn stage(&self, change: &mut ChangeSet, files: &Files) {
        for file in FileKind::ALL {
            if let Some(bytes) = files.changed(file) {
                change.stage(self.locations.path(file), bytes);
            }
        }
    }
}

/// What stands for a secret.
const HIDDEN: &str = "[hidden]";

/// A property's value as it may be shown: secrets hidden, key ids by their last four.
pub fn shown_value(key: &str, value: &str) -> String {
    let key = key.to_ascii_lowercase();
    let is_named_so = ["secret", "token", "password"].iter().any(|word| key.contains(word)) && !key.ends_with("_file");
    if is_secret_key(&key) || is_named_so {
        return if value.is_empty() { String::new() } else { HIDDEN.to_owned() };
    }
    if key.ends_with(ID) {
        return masked_id(value);
    }
    value.split(' ').map(without_long_word).collect::<Vec<_>>().join(" ")
}

/// Text of a file as a terminal may show it: control characters, which could steer the terminal, are replaced.
pub fn printable(text: &str) -> String {
    text.chars().map(|c| if c.is_control() && c != '\t' { char::REPLACEMENT_CHARACTER } else { c }).collect()
}

/// A run of characters as long and as mixed as a secret key is hidden wherever it stands.
fn without_long_word(word: &str) -> &str {
    let is_key_like = |c: char| c.is_ascii_alphanumeric() || matches!(c, '/' | '+' | '=');
    let mixed = word.chars().any(|c| c.is_ascii_digit()) && word.chars().any(|c| c.is_ascii_uppercase());
    if word.len() >= 40 && mixed && word.chars().all(is_key_like) { HIDDEN } else { word }
}

/// Renders a shared file line by line with secrets hidden: also in comments, in continued values and in lines that no
/// reader understands.
pub fn mask(text: &str) -> Vec<String> {
    let mut below_secret = false;
    text.lines()
        .map(|line| {
            if below_secret && line.starts_with([' ', '\t']) {
                return HIDDEN.to_owned();
            }
            below_secret = false;
            printable(&masked_line(line, &mut below_secret))
        })
        .collect()
}

fn masked_line(line: &str, below_secret: &mut bool) -> String {
    let sign = line.len() - line.trim_start_matches([' ', '\t', '#', ';']).len();
    let (sign, rest) = line.split_at(sign);
    if rest.is_empty() || (sign.trim().is_empty() && rest.starts_with('[') && header_name(rest).is_some()) {
        return line.to_owned();
    }
    let Some(property) = PropertyLine::nested(rest) else {
        return format!("{sign}{}", rest.split(' ').map(without_long_word).collect::<Vec<_>>().join(" "));
    };
    let shown = shown_value(property.key, property.value);
    *below_secret = shown == HIDDEN && sign.trim().is_empty();
    if shown == property.value { line.to_owned() } else { format!("{sign}{}{shown}", property.prefix) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_control_character_reaches_the_terminal() {
        assert_eq!(mask("[a\u{1b}[2J]\nx = \u{7}\ty\n"), ["[a\u{fffd}[2J]", "x = \u{fffd}\ty"]);
    }

    #[test]
    fn no_secret_is_shown_wherever_it_stands() {
        let text = "[default]\naws_access_key_id = AKIAIOSFODNN7EXAMPLE\nAWS_SECRET_ACCESS_KEY=canary1\n  canary2\n\
                    # aws_session_token = canary3\nexport AWS_SECRET_ACCESS_KEY=canary4\nregion = us-east-1\n\
                    # old one: wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY\n";
        let shown = mask(text);
        assert_eq!(shown.len(), text.lines().count());
        let all = shown.join("\n");
        assert!(!all.contains("canary") && !all.contains("wJalr"), "{all}");
        assert!(all.contains("aws_access_key_id = AKIA…MPLE\n"), "{all}");
        assert!(all.contains("region = us-east-1"), "{all}");
    }
}
