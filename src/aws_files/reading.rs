//! One shared file as one reader parses it: sections and properties with their lines, or where the reader gives up.
//!
//! A module for each reader; what the sections mean together is left to `profile`.

pub(super) mod aws_cli;
pub(super) mod go;
pub(super) mod sdk;

use std::collections::{BTreeMap, HashMap};
use std::fmt;

use thiserror::Error;

/// Which of the two shared files.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum FileKind {
    /// `~/.aws/config`.
    Config,
    /// `~/.aws/credentials`.
    Credentials,
}

impl FileKind {
    /// Both, config first.
    pub const ALL: [FileKind; 2] = [FileKind::Config, FileKind::Credentials];

    /// The name of the file below `.aws`.
    pub fn name(self) -> &'static str {
        match self {
            FileKind::Config => "config",
            FileKind::Credentials => "credentials",
        }
    }

    /// The variable that names another file.
    pub fn variable(self) -> &'static str {
        match self {
            FileKind::Config => "AWS_CONFIG_FILE",
            FileKind::Credentials => "AWS_SHARED_CREDENTIALS_FILE",
        }
    }
}

/// Why a reader refuses a whole file.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
#[error("{} line {line}: {message}", file.name())]
pub struct ReadError {
    /// The file.
    pub file: FileKind,
    /// The line, counted from 1.
    pub line: usize,
    /// What the reader stumbles over, in its own words where it has any. Never holds a value.
    pub message: String,
}

/// A property's value. May be a secret, and is not shown by `Debug`.
#[derive(Clone, PartialEq, Eq)]
pub enum Value {
    /// A value; lines that continue it are joined by newlines.
    Text(String),
    /// An indented block below an empty value.
    Nested(BTreeMap<String, String>),
}

impl Value {
    /// The text; empty for a block, as the Go SDK has it.
    pub fn text(&self) -> &str {
        match self {
            Value::Text(text) => text,
            Value::Nested(_) => "",
        }
    }
}

impl fmt::Debug for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Value::Text(_) => "[value]",
            Value::Nested(_) => "[block]",
        })
    }
}

/// A property with its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Property {
    /// What the reader takes it for.
    pub value: Value,
    /// The file it is in.
    pub file: FileKind,
    /// The line of its key, counted from 1.
    pub line: usize,
}

/// A section as a reader has it; several headers of the same name are one section where the reader merges them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Section {
    /// The name between the brackets as the reader keeps it, or the profile's name once it is one.
    pub name: String,
    /// The file of its first header.
    pub file: FileKind,
    /// The line of its first header, counted from 1.
    pub line: usize,
    /// The properties by key.
    pub properties: BTreeMap<String, Property>,
}

impl Section {
    pub(super) fn new(name: &str, file: FileKind, line: usize) -> Self {
        Section { name: name.to_owned(), file, line, properties: BTreeMap::new() }
    }

    /// The text of a property; `None` where it is not there.
    pub fn get(&self, key: &str) -> Option<&str> {
        self.properties.get(key).map(|property| property.value.text())
    }
}

/// The sections of a file in the order of their first headers, found again by name.
#[derive(Debug, Default)]
pub(super) struct Sections {
    pub(super) list: Vec<Section>,
    index: HashMap<String, usize>,
}

impl Sections {
    /// The place of the section of that name, which is made where it is new.
    pub(super) fn enter(&mut self, name: &str, file: FileKind, line: usize) -> usize {
        if let Some(place) = self.index.get(name) {
            return *place;
        }
        let place = self.list.len();
        self.list.push(Section::new(name, file, line));
        self.index.insert(name.to_owned(), place);
        place
    }
}
