//! Edits of both files together: which file a key belongs to, what must go with it, and the proof that every reader
//! sees what was asked. Reading the files and writing them is left to `store`.

mod assignment;
mod proof;
#[cfg(test)]
mod tests;

pub use assignment::{Assignment, KeyPath, SideEffect};

use thiserror::Error;

use super::document::{Document, Refusal, SectionName};
use super::reading::{FileKind, ReadError};
use crate::secret::Secret;

/// The keys of a pair and its token, under its present and its former name.
pub(crate) const ID: &str = "aws_access_key_id";
pub(crate) const SECRET: &str = "aws_secret_access_key";
const TOKENS: [&str; 2] = ["aws_session_token", "aws_security_token"];

/// Whether a property belongs into the credentials file; all others belong into the config file.
pub fn is_credential_key(key: &str) -> bool {
    key == ID || key == SECRET || TOKENS.contains(&key)
}

/// Whether a property's value is a secret.
pub fn is_secret_key(key: &str) -> bool {
    key == SECRET || TOKENS.contains(&key)
}

/// Why an edit is not made.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
pub enum EditError {
    /// What is in the way, in which file.
    #[error("{refusal}")]
    Refused {
        /// The file that would have been edited.
        file: FileKind,
        /// Why it is not.
        refusal: Refusal,
    },
    /// A reader that could read the files before could not read them afterwards; the edit was thrown away.
    #[error("after this edit {reader} could not read the files: {error}")]
    Broken {
        /// The reader.
        reader: &'static str,
        /// What it says.
        error: ReadError,
    },
}

/// Both files, ready for edits. A file that cannot be parsed stands in the way only of edits that touch it.
#[derive(Clone, Debug)]
pub struct Files {
    before: [Option<Vec<u8>>; 2],
    documents: [Result<Document, Refusal>; 2],
}

fn index(file: FileKind) -> usize {
    match file {
        FileKind::Config => 0,
        FileKind::Credentials => 1,
    }
}

fn other(file: FileKind) -> FileKind {
    match file {
        FileKind::Config => FileKind::Credentials,
        FileKind::Credentials => FileKind::Config,
    }
}

impl Files {
    /// Takes over the contents; `None` is a file that is not there yet.
    pub fn new(config: Option<Vec<u8>>, credentials: Option<Vec<u8>>) -> Self {
        let documents = [
            Document::parse(FileKind::Config, config.as_deref()),
            Document::parse(FileKind::Credentials, credentials.as_deref()),
        ];
        Files { before: [config, credentials], documents }
    }

    /// The new contents of a file; `None` where nothing changed.
    pub fn changed(&self, file: FileKind) -> Option<Vec<u8>> {
        let bytes = self.documents[index(file)].as_ref().ok()?.to_bytes();
        (bytes != self.before[index(file)].as_deref().unwrap_or_default()).then_some(bytes)
    }

    /// What the file holds with all edits so far; `None` where there is none.
    pub fn contents(&self, file: FileKind) -> Option<Vec<u8>> {
        self.changed(file).or_else(|| self.before[index(file)].clone())
    }

    /// Whether a file has a section of that name.
    pub fn contains(&self, name: &SectionName, file: FileKind) -> bool {
        self.documents[index(file)].as_ref().is_ok_and(|document| document.contains(name))
    }

    /// Whether any file has a section of that name.
    pub fn knows(&self, name: &SectionName) -> bool {
        FileKind::ALL.into_iter().any(|file| self.contains(name, file))
    }

    /// The value of a key in one of the files; `None` also where the file cannot be parsed.
    pub fn value(&self, name: &SectionName, file: FileKind, key: &str) -> Option<&str> {
        self.documents[index(file)].as_ref().ok()?.get(name, key).ok()?
    }

    fn document(&mut self, file: FileKind) -> Result<&mut Document, EditError> {
        self.documents[index(file)].as_mut().map_err(|refusal| EditError::Refused { file, refusal: refusal.clone() })
    }

    fn on<T>(
        &mut self,
        file: FileKind,
        edit: impl FnOnce(&mut Document) -> Result<T, Refusal>,
    ) -> Result<T, EditError> {
        edit(self.document(file)?).map_err(|refusal| EditError::Refused { file, refusal })
    }

    /// Sets and removes properties of one section, each in the file where it belongs, and clears what would shadow
    /// them: copies in the other file, and the token of a pair that is replaced.
    ///
    /// # Errors
    /// A value or name that some reader would misread, or a file that cannot be edited. Nothing is changed then.
    pub fn assign(&mut self, name: &SectionName, assignments: &[Assignment]) -> Result<Vec<SideEffect>, EditError> {
        self.attempt(|files| {
            let mut effects = Vec::new();
            let wanted = with_stale_tokens(assignments);
            for assignment in &wanted {
                files.assign_one(name, assignment, &wanted, &mut effects)?;
            }
            Ok((effects, proof::Expected::Assigned(name.clone(), wanted)))
        })
    }

    fn assign_one(
        &mut self,
        name: &SectionName,
        assignment: &Assignment,
        all: &[Assignment],
        effects: &mut Vec<SideEffect>,
    ) -> Result<(), EditError> {
        let KeyPath { key, sub } = &assignment.key;
        let home = self.home_of(name, key, all);
        match (&assignment.value, sub) {
            (Some(value), None) => self.on(home, |document| document.set(name, key, value.expose()))?,
            (Some(value), Some(sub)) => {
                self.on(home, |document| document.set_nested(name, key, sub, value.expose()))?;
                return Ok(());
            }
            (None, Some(sub)) => {
                self.on(home, |document| document.unset_nested(name, key, sub))?;
                return Ok(());
            }
            (None, None) => {
                if self.on(home, |document| document.unset(name, key))? {
                    effects.push(SideEffect::Removed { key: key.clone(), file: home });
                }
            }
        }
        let away = other(home);
        if self.documents[index(away)].is_ok() && self.on(away, |document| document.unset(name, key))? {
            effects.push(SideEffect::Removed { key: key.clone(), file: away });
        }
        Ok(())
    }

    /// Half of a pair that lives in the config file stays beside its other half.
    fn home_of(&self, name: &SectionName, key: &str, all: &[Assignment]) -> FileKind {
        if !is_credential_key(key) || !matches!(name, SectionName::Profile(_)) {
            return FileKind::Config;
        }
        let whole = [ID, SECRET].iter().all(|half| all.iter().any(|one| one.key.key == *half));
        let half = |file| [ID, SECRET].iter().any(|half| self.value(name, file, half).is_some());
        if !whole && half(FileKind::Config) && !half(FileKind::Credentials) {
            FileKind::Config
        } else {
            FileKind::Credentials
        }
    }

    /// Removes a section from both files.
    ///
    /// # Errors
    /// There is none of that name, or a file that has it cannot be edited.
    pub fn remove(&mut self, name: &SectionName) -> Result<(), EditError> {
        self.attempt(|files| {
            let mut found = false;
            for file in FileKind::ALL {
                if files.document(file).is_ok() || !found {
                    found |= files.on(file, |document| document.remove(name))?;
                }
            }
            if !found {
                return Err(files.missing(name));
            }
            Ok(((), proof::Expected::Removed(name.clone())))
        })
    }

    /// Gives a profile another name in both files, in every `source_profile` too.
    ///
    /// # Errors
    /// There is none of the old name, there is one of the new name, or some reader could not read it.
    pub fn rename(&mut self, old: &str, new: &str) -> Result<Vec<SideEffect>, EditError> {
        let (from, to) = (SectionName::profile(old), SectionName::profile(new));
        self.refuse_taken(&to)?;
        self.attempt(|files| {
            let mut found = false;
            let mut effects = Vec::new();
            for file in FileKind::ALL {
                found |= files.on(file, |document| document.rename(&from, &to))?;
                let count = files.on(file, |document| document.replace_everywhere("source_profile", old, new))?;
                if count > 0 {
                    effects.push(SideEffect::References { file, count });
                }
            }
            if !found {
                return Err(files.missing(&from));
            }
            Ok((effects, proof::Expected::Renamed(old.to_owned(), new.to_owned())))
        })
    }

    /// Copies a profile in both files.
    ///
    /// # Errors
    /// As [`Files::rename`].
    pub fn copy(&mut self, old: &str, new: &str) -> Result<(), EditError> {
        let (from, to) = (SectionName::profile(old), SectionName::profile(new));
        self.refuse_taken(&to)?;
        self.attempt(|files| {
            let mut found = false;
            for file in FileKind::ALL {
                found |= files.on(file, |document| document.copy(&from, &to))?;
            }
            if !found {
                return Err(files.missing(&from));
            }
            Ok(((), proof::Expected::Copied(old.to_owned(), new.to_owned())))
        })
    }

    /// The keys of a section that have values, and would have others or none after these assignments.
    pub fn overwritten(&self, name: &SectionName, assignments: &[Assignment]) -> Vec<String> {
        let is_other = |one: &&Assignment| {
            let wanted = one.value.as_ref().map(Secret::expose);
            let present = FileKind::ALL.into_iter().filter_map(|file| self.value(name, file, &one.key.key));
            present.filter(|value| !value.is_empty()).any(|value| Some(value) != wanted)
        };
        let changed = assignments.iter().filter(|one| one.key.sub.is_none()).filter(is_other);
        changed.map(|one| one.key.key.clone()).collect()
    }

    /// The names of all profiles, as the headers have them.
    pub fn profile_names(&self) -> Vec<String> {
        let documents = self.documents.iter().filter_map(|document| document.as_ref().ok());
        let mut names: Vec<String> = documents
            .flat_map(|document| document.headers().map(|(header, _)| (document.file(), header)))
            .filter_map(|(file, header)| match (file, header.strip_prefix("profile ")) {
                (FileKind::Config, Some(name)) => Some(name.to_owned()),
                (FileKind::Config, None) => (header == "default").then(|| header.to_owned()),
                (FileKind::Credentials, _) => Some(header.to_owned()),
            })
            .collect();
        names.sort();
        names.dedup();
        names
    }

    /// The profiles whose `source_profile` is `name`, each with its file and line.
    pub fn referring_to(&self, name: &str) -> Vec<(String, FileKind, usize)> {
        let documents = self.documents.iter().filter_map(|document| document.as_ref().ok());
        documents.flat_map(|document| document.referring("source_profile", name)).collect()
    }

    fn refuse_taken(&self, name: &SectionName) -> Result<(), EditError> {
        match FileKind::ALL.into_iter().find(|file| self.contains(name, *file)) {
            Some(file) => Err(EditError::Refused { file, refusal: Refusal::Exists { name: name.name().to_owned() } }),
            None => Ok(()),
        }
    }

    fn missing(&self, name: &SectionName) -> EditError {
        let refusal = Refusal::NoSuchProfile { name: name.name().to_owned() };
        EditError::Refused { file: FileKind::Config, refusal }
    }

    /// Makes an edit on a copy, proves it with the readers, and keeps it only then.
    fn attempt<T>(
        &mut self,
        edit: impl FnOnce(&mut Files) -> Result<(T, proof::Expected), EditError>,
    ) -> Result<T, EditError> {
        let mut after = self.clone();
        let (result, expected) = edit(&mut after)?;
        proof::prove(self, &after, &expected)?;
        *self = after;
        Ok(result)
    }
}

/// A pair that is replaced takes the token of the old one with it.
fn with_stale_tokens(assignments: &[Assignment]) -> Vec<Assignment> {
    let mut wanted = assignments.to_vec();
    let sets = |key: &str| assignments.iter().any(|one| one.key.key == key && one.value.is_some());
    if sets(ID) && sets(SECRET) {
        for token in TOKENS {
            if !assignments.iter().any(|one| one.key.key == token) {
                wanted.push(Assignment::unset(token));
            }
        }
    }
    wanted
}
