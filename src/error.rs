//! The one failure that a command ends with: a kind (and so an exit code), a message, and the cure.
//!
//! Domain errors get their kind and hints here or at the command's border, because only this floor knows the names of
//! our commands. Printing is left to `ui`.

use std::path::PathBuf;

use serde_json::{Value, json};

use crate::aws_files::import::{ImportError, SourceError};
use crate::aws_files::{EditError, Locations, ReadError, Refusal, StoreError};
use crate::change::{ChangeError, FileError};
use crate::exit_code::{ExitCode, Kind};
use crate::ui::PromptError;

/// Why a command did not do what was asked. Never holds a secret.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Failure {
    /// What kind of failure; decides the exit code.
    pub kind: Kind,
    /// What is wrong, in one lower-case sentence.
    pub message: String,
    /// What mends it, most likely cure first; commands in backticks.
    pub hints: Vec<String>,
    /// The file that is wrong.
    pub file: Option<PathBuf>,
    /// The line in that file, counted from 1.
    pub line: Option<usize>,
    /// The text that the provider would print, where there is one.
    pub provider_message: Option<String>,
}

impl Failure {
    /// A failure with neither hints nor a place yet.
    pub fn new(kind: Kind, message: impl Into<String>) -> Self {
        Failure { kind, message: message.into(), hints: Vec::new(), file: None, line: None, provider_message: None }
    }

    /// A failure of the command line: exit code 2.
    pub fn usage(message: impl Into<String>) -> Self {
        Self::new(Kind::Usage, message)
    }

    /// Adds a cure.
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hints.push(hint.into());
        self
    }

    /// Adds the place; lines count from 1.
    pub fn at(mut self, file: impl Into<PathBuf>, line: impl Into<Option<usize>>) -> Self {
        self.file = Some(file.into());
        self.line = line.into();
        self
    }

    /// Adds the provider's own words.
    pub fn provider_message(mut self, text: impl Into<String>) -> Self {
        self.provider_message = Some(text.into());
        self
    }

    /// The exit code of its kind.
    pub fn exit_code(&self) -> ExitCode {
        self.kind.exit_code()
    }

    /// The `error` object of the JSON document.
    pub fn to_json(&self) -> Value {
        let mut object = json!({ "kind": self.kind.name(), "message": self.message, "hints": self.hints });
        if let Some(file) = &self.file {
            object["file"] = json!(file);
        }
        if let Some(line) = self.line {
            object["line"] = json!(line);
        }
        if let Some(text) = &self.provider_message {
            object["provider_message"] = json!(text);
        }
        object
    }
}

impl From<FileError> for Failure {
    fn from(error: FileError) -> Self {
        let path = error.path().to_owned();
        let shown = path.display();
        let hint = match &error {
            FileError::Io { source, .. } => match source.kind() {
                std::io::ErrorKind::PermissionDenied => format!("check the permissions: `ls -ld {shown}`"),
                std::io::ErrorKind::StorageFull => "make room on the disk; nothing was changed".to_owned(),
                std::io::ErrorKind::ReadOnlyFilesystem => "the file system is read-only".to_owned(),
                _ => String::new(),
            },
            FileError::NotAFile { .. } => format!("move {shown} away, or name another file"),
            FileError::LinkLoop { .. } => format!("remove the links: `ls -l {shown}`"),
            FileError::TooLarge { .. } => "name the right file".to_owned(),
            FileError::ForeignOwner { .. } => format!("run as its owner, or take it over: `sudo chown $USER {shown}`"),
        };
        let failure = Failure::new(Kind::UnsafeFile, error.to_string()).at(path, None);
        if hint.is_empty() { failure } else { failure.hint(hint) }
    }
}

impl From<ChangeError> for Failure {
    fn from(error: ChangeError) -> Self {
        let message = error.to_string();
        match error {
            ChangeError::File(error) => error.into(),
            ChangeError::Locked { path, .. } => Failure::new(Kind::Locked, message)
                .at(path, None)
                .hint("wait for the other run to end, then run this again"),
            ChangeError::ChangedMeanwhile { path } => {
                Failure::new(Kind::UnsafeFile, message).at(path, None).hint("run the command again")
            }
            ChangeError::NothingToUndo => Failure::new(Kind::NotFound, message),
        }
    }
}

impl From<PromptError> for Failure {
    fn from(error: PromptError) -> Self {
        match error {
            PromptError::NoTerminal { what, flag } => {
                Failure::usage(format!("there is no terminal to ask for {what}")).hint(format!("give it with `{flag}`"))
            }
            PromptError::Ended => Failure::new(Kind::Declined, "ended at a prompt; nothing was changed"),
            PromptError::Interrupted => Failure::new(Kind::Interrupted, "interrupted; nothing was changed"),
            PromptError::Io(error) => Failure::new(Kind::Io, format!("the terminal cannot be used: {error}")),
        }
    }
}

impl From<StoreError> for Failure {
    fn from(error: StoreError) -> Self {
        let message = error.to_string();
        match error {
            StoreError::NoHome => Failure::usage(message).hint("set HOME"),
            StoreError::SameFile(path) => Failure::usage(message).at(path, None).hint("let them name two files"),
        }
    }
}

impl From<ImportError> for Failure {
    fn from(error: ImportError) -> Self {
        let failure = Failure::usage(error.to_string());
        match error {
            ImportError::HalfPair { .. } => Failure { kind: Kind::PartialKeys, ..failure },
            _ => failure.hint(
                "give a console CSV, `export AWS_…=…` lines, a profile block, JSON of STS, or the bare values by line",
            ),
        }
    }
}

impl From<SourceError> for Failure {
    fn from(error: SourceError) -> Self {
        match error {
            SourceError::Missing(_) => Failure::new(Kind::NotFound, error.to_string()),
            SourceError::File(error) => error.into(),
            SourceError::Input(_) => Failure::new(Kind::Io, error.to_string()),
            SourceError::Import(error) => error.into(),
        }
    }
}

impl Failure {
    /// A refused edit of the AWS shared files, with the file's place.
    pub fn of_edit(error: EditError, locations: &Locations) -> Self {
        let message = error.to_string();
        let EditError::Refused { file, refusal } = error else {
            return Failure::new(Kind::InvalidFile, message).hint("see what is wrong: `awsn-setup profile check`");
        };
        match &refusal {
            Refusal::NoSuchProfile { .. } => {
                Failure::new(Kind::NotFound, message).hint("see all profiles: `awsn-setup profile list`")
            }
            Refusal::Exists { .. } => Failure::new(Kind::Exists, message).hint("replace it with `--overwrite`"),
            Refusal::InvalidProfileName { .. } => {
                Failure::usage(message).hint("use letters, digits and `_-/.%@:+` only")
            }
            Refusal::Misread { .. } => Failure::new(Kind::InvalidFile, message)
                .at(locations.path(file), refusal.line())
                .hint("see what is wrong: `awsn-setup profile check`"),
            _ if refusal.line().is_some() => Failure::new(Kind::InvalidFile, message)
                .at(locations.path(file), refusal.line())
                .hint("see all that is wrong, and what can be mended: `awsn-setup profile check --fix --dry-run`"),
            _ => Failure::usage(message),
        }
    }

    /// A shared file that a reader refuses as a whole.
    pub fn of_unreadable(error: &ReadError, locations: &Locations) -> Self {
        Failure::new(Kind::InvalidFile, error.message.clone())
            .at(locations.path(error.file), error.line)
            .hint("see all that is wrong: `awsn-setup profile check`")
    }
}
