//! Several files as one change: locked, checked, replaced together, remembered for undo.
//!
//! A command opens the files it wants to edit ([`ChangeSet::open`] locks and reads), stages new contents, may show the
//! diff, and commits. How one file is replaced is left to `replace_file`; what the contents mean, to the domain.

mod diff;
mod journal;
mod lock;

use std::path::{Path, PathBuf};

use thiserror::Error;

pub use crate::replace_file::{FileError, Privacy};
pub use journal::{Entry, Journal};

use crate::environment::Environment;
use crate::interrupt;
use crate::replace_file::{self, Replacement};
use lock::SideLock;

/// Renders a file line by line with every secret masked; as many lines as `str::lines` gives.
pub type Mask = fn(&str) -> Vec<String>;

/// A mask for files that hold nothing to hide.
pub fn unmasked(text: &str) -> Vec<String> {
    text.lines().map(str::to_owned).collect()
}

/// Why a change did not happen. The files are as they were.
#[derive(Debug, Error)]
pub enum ChangeError {
    /// A file cannot be read or replaced.
    #[error(transparent)]
    File(#[from] FileError),
    /// Another run of this program holds the lock.
    #[error("{path} is being changed by {holder}", path = .path.display())]
    Locked {
        /// The file that is locked.
        path: PathBuf,
        /// Who holds it, as far as it said.
        holder: String,
    },
    /// Another program wrote the file between our reading and our writing.
    #[error("{path} was changed by another program just now; nothing was written", path = .path.display())]
    ChangedMeanwhile {
        /// The file.
        path: PathBuf,
    },
    /// There is nothing to undo.
    #[error("there is no change to undo")]
    NothingToUndo,
}

#[derive(Debug)]
struct Planned {
    /// As the user named it.
    path: PathBuf,
    /// Behind all links.
    real: PathBuf,
    privacy: Privacy,
    mask: Mask,
    before: Option<Vec<u8>>,
    after: Option<Vec<u8>>,
    _lock: Option<SideLock>,
}

impl Planned {
    fn is_changed(&self) -> bool {
        self.before != self.after
    }
}

/// The files that one command edits, under their locks until the set is committed or dropped.
#[derive(Debug)]
pub struct ChangeSet {
    command: String,
    journal: Option<Journal>,
    dry_run: bool,
    now: std::time::SystemTime,
    files: Vec<Planned>,
}

/// What a committed change did.
#[derive(Debug, Default)]
pub struct Receipt {
    /// The files that were written, as the user named them.
    pub written: Vec<PathBuf>,
    /// Why `undo` will not know this change, if it will not.
    pub not_undoable: Option<String>,
}

impl ChangeSet {
    /// Starts a change for `command` (the words typed, without any value). With `dry_run` no lock is taken, so that
    /// nothing at all is written.
    pub fn begin(env: &Environment, command: &str, dry_run: bool) -> Self {
        ChangeSet {
            command: command.to_owned(),
            journal: env.state_dir().map(Journal::at),
            dry_run,
            now: env.now(),
            files: Vec::new(),
        }
    }

    /// Locks and reads a file; `None` where there is none yet. A file that is open already gives what is staged.
    ///
    /// # Errors
    /// The lock is held for longer than the bounded wait, or the file is not one that can be edited safely.
    pub fn open(&mut self, path: &Path, privacy: Privacy, mask: Mask) -> Result<Option<&[u8]>, ChangeError> {
        let real = replace_file::real_path(path)?;
        let index = match self.files.iter().position(|file| file.real == real) {
            Some(index) => index,
            None => {
                replace_file::read(&real)?;
                let lock = if self.dry_run { None } else { Some(SideLock::acquire(&real, &self.command)?) };
                let before = replace_file::read(&real)?;
                let after = before.clone();
                self.files.push(Planned { path: path.to_owned(), real, privacy, mask, before, after, _lock: lock });
                self.files.len() - 1
            }
        };
        Ok(self.files[index].after.as_deref())
    }

    /// Gives an opened file new contents.
    ///
    /// # Panics
    /// When the file was not opened in this set: a defect of the caller.
    pub fn stage(&mut self, path: &Path, after: Vec<u8>) {
        self.planned(path).after = Some(after);
    }

    /// Plans an opened file's removal.
    ///
    /// # Panics
    /// When the file was not opened in this set: a defect of the caller.
    pub fn stage_removal(&mut self, path: &Path) {
        self.planned(path).after = None;
    }

    fn planned(&mut self, path: &Path) -> &mut Planned {
        self.files.iter_mut().find(|file| file.path == path).expect("a file is opened before it is staged")
    }

    /// Whether anything would be written.
    pub fn is_changed(&self) -> bool {
        self.files.iter().any(Planned::is_changed)
    }

    /// The files that would be written, as the user named them.
    pub fn changed_paths(&self) -> Vec<&Path> {
        self.files.iter().filter(|file| file.is_changed()).map(|file| file.path.as_path()).collect()
    }

    /// The masked unified diff of everything staged; empty where nothing changes.
    pub fn diff(&self, env: &Environment) -> String {
        let changed = self.files.iter().filter(|file| file.is_changed());
        changed
            .map(|file| {
                diff::unified(&env.display(&file.path), file.before.as_deref(), file.after.as_deref(), file.mask)
            })
            .collect()
    }

    /// Writes everything staged: complete new files first, then a last look at the old ones, then all renames, with
    /// the earlier ones taken back if a later one fails.
    ///
    /// # Errors
    /// Nothing was written, or what was written was taken back.
    pub fn commit(self) -> Result<Receipt, ChangeError> {
        if self.dry_run || !self.is_changed() {
            return Ok(Receipt::default());
        }
        let _guard = interrupt::uninterrupted();
        let changed: Vec<&Planned> = self.files.iter().filter(|file| file.is_changed()).collect();
        let mut replacements = Vec::new();
        for file in &changed {
            let replacement = match &file.after {
                Some(bytes) => Some(Replacement::prepare(&file.real, bytes, file.privacy)?),
                None => None,
            };
            replacements.push(replacement);
        }
        let not_undoable = self.remember(&changed).err();
        for file in &changed {
            if replace_file::read(&file.real)? != file.before {
                return Err(ChangeError::ChangedMeanwhile { path: file.path.clone() });
            }
        }
        publish_all(&changed, replacements)?;
        Ok(Receipt { written: changed.iter().map(|file| file.path.clone()).collect(), not_undoable })
    }

    fn remember(&self, changed: &[&Planned]) -> Result<(), String> {
        let journal = self.journal.as_ref().ok_or("this system has no folder for state files")?;
        let files = changed.iter().map(|file| (file.real.as_path(), file.before.as_deref(), file.after.as_deref()));
        journal.record(&self.command, self.now, files).map_err(|error| error.to_string())
    }
}

fn publish_all(changed: &[&Planned], replacements: Vec<Option<Replacement>>) -> Result<(), ChangeError> {
    for (index, replacement) in replacements.into_iter().enumerate() {
        let outcome = match replacement {
            Some(replacement) => replacement.publish(),
            None => replace_file::remove(&changed[index].real),
        };
        if let Err(error) = outcome {
            for earlier in &changed[..index] {
                take_back(earlier);
            }
            return Err(error.into());
        }
    }
    Ok(())
}

fn take_back(file: &Planned) {
    let _ = match &file.before {
        Some(bytes) => Replacement::prepare(&file.real, bytes, file.privacy).and_then(Replacement::publish),
        None => replace_file::remove(&file.real),
    };
}

#[cfg(test)]
mod tests;
