//! What a check found: one fact that the user should know about a file, with the place and the cure.
//!
//! Findings are made by the domain (`aws_files::check`, `pulumi`, `identity`) and shown by `ui`. They never carry a
//! secret.

use std::path::PathBuf;

use serde::Serialize;

/// How much a finding matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Worth knowing; nothing breaks.
    Info,
    /// Works today, but for some reader or in some case it does not do what it seems to.
    Warning,
    /// Something does not work, or does the wrong thing.
    Error,
}

/// A program that reads the AWS shared files by rules of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub enum Reader {
    /// The AWS SDK for Go v2, which the provider is built on.
    #[serde(rename = "go")]
    Go,
    /// botocore: the AWS CLI and boto3.
    #[serde(rename = "aws-cli")]
    AwsCli,
    /// The published SDK specification, as the Rust SDK follows it.
    #[serde(rename = "sdk")]
    Sdk,
}

impl Reader {
    /// All readers, the provider's first.
    pub const ALL: [Reader; 3] = [Reader::Go, Reader::AwsCli, Reader::Sdk];

    /// The name that `profile check` shows and JSON carries.
    pub fn name(self) -> &'static str {
        match self {
            Reader::Go => "go",
            Reader::AwsCli => "aws-cli",
            Reader::Sdk => "sdk",
        }
    }
}

/// One thing that a check found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Finding {
    /// Stable name of the rule, in kebab case.
    pub rule: &'static str,
    /// How much it matters.
    pub severity: Severity,
    /// What is wrong, in one sentence without a full stop.
    pub message: String,
    /// The file it is about.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub file: Option<PathBuf>,
    /// The line in that file, counted from 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub line: Option<usize>,
    /// The readers that misread or refuse it; empty where that does not apply.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub readers: Vec<Reader>,
    /// What mends it, in words.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fix: Option<String>,
    /// The command that mends it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub command: Option<String>,
    /// Whether `--fix` mends it.
    pub fixable: bool,
}

impl Finding {
    /// A finding with no place and no cure yet.
    pub fn new(rule: &'static str, severity: Severity, message: impl Into<String>) -> Self {
        Finding {
            rule,
            severity,
            message: message.into(),
            file: None,
            line: None,
            readers: Vec::new(),
            fix: None,
            command: None,
            fixable: false,
        }
    }

    /// An error; see [`Severity::Error`].
    pub fn error(rule: &'static str, message: impl Into<String>) -> Self {
        Self::new(rule, Severity::Error, message)
    }

    /// A warning; see [`Severity::Warning`].
    pub fn warning(rule: &'static str, message: impl Into<String>) -> Self {
        Self::new(rule, Severity::Warning, message)
    }

    /// Adds the place; lines count from 1.
    pub fn at(mut self, file: impl Into<PathBuf>, line: impl Into<Option<usize>>) -> Self {
        self.file = Some(file.into());
        self.line = line.into();
        self
    }

    /// Adds the readers that misread or refuse it.
    pub fn breaks(mut self, readers: &[Reader]) -> Self {
        self.readers = readers.to_vec();
        self
    }

    /// Adds the cure in words.
    pub fn fix(mut self, fix: impl Into<String>) -> Self {
        self.fix = Some(fix.into());
        self
    }

    /// Adds the command that mends it.
    pub fn command(mut self, command: impl Into<String>) -> Self {
        self.command = Some(command.into());
        self
    }

    /// Says that `--fix` mends it.
    pub fn fixable(mut self) -> Self {
        self.fixable = true;
        self
    }
}
