//! What was written, and how to take it back: one folder a change, 0700, with 0600 copies of the old files.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use aws_lc_rs::digest;
use serde::{Deserialize, Serialize};

use super::{ChangeError, ChangeSet, FileError, Privacy, unmasked};
use crate::environment::Environment;
use crate::replace_file;

/// How many changes can be undone; older ones are forgotten.
const KEEP: usize = 20;

/// The folder of remembered changes.
#[derive(Clone, Debug)]
pub struct Journal {
    folder: PathBuf,
}

/// One remembered change.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Entry {
    /// Its name, which sorts by time.
    pub id: String,
    /// The command that made it, without values.
    pub command: String,
    /// When, in seconds since 1970 UTC.
    pub at: u64,
    /// The files that it wrote.
    pub files: Vec<EntryFile>,
}

/// One file of a remembered change.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct EntryFile {
    /// The real path.
    pub path: PathBuf,
    /// Whether there was a file before.
    pub existed: bool,
    /// SHA-256 of what was written, in hex; `None` where the file was removed.
    pub after_sha256: Option<String>,
}

type Remembered<'a> = (&'a Path, Option<&'a [u8]>, Option<&'a [u8]>);

impl Journal {
    /// The journal below our state folder.
    pub fn at(state_dir: &Path) -> Self {
        Journal { folder: state_dir.join("undo") }
    }

    pub(super) fn record<'a>(
        &self,
        command: &str,
        now: SystemTime,
        files: impl Iterator<Item = Remembered<'a>>,
    ) -> Result<(), FileError> {
        let since = now.duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default();
        let id = format!("{:015}-{:07}", since.as_millis(), std::process::id());
        let folder = self.folder.join(&id);
        replace_file::create_private_folders(&folder)?;
        let mut entry = Entry { id, command: command.to_owned(), at: since.as_secs(), files: Vec::new() };
        for (index, (path, before, after)) in files.enumerate() {
            if let Some(before) = before {
                write_private(&folder.join(format!("{index}.before")), before)?;
            }
            let after_sha256 = after.map(sha256_hex);
            entry.files.push(EntryFile { path: path.to_owned(), existed: before.is_some(), after_sha256 });
        }
        let json = serde_json::to_vec_pretty(&entry).unwrap_or_default();
        write_private(&folder.join("change.json"), &json)?;
        self.prune();
        Ok(())
    }

    /// The remembered changes, newest first. Damaged entries are left out.
    pub fn entries(&self) -> Vec<Entry> {
        let Ok(folders) = fs::read_dir(&self.folder) else {
            return Vec::new();
        };
        let mut entries: Vec<Entry> = folders
            .flatten()
            .filter_map(|folder| serde_json::from_slice(&fs::read(folder.path().join("change.json")).ok()?).ok())
            .collect();
        entries.sort_by(|a: &Entry, b: &Entry| b.id.cmp(&a.id));
        entries
    }

    /// Plans to bring back the files of `entry` as they were. Each must still be what the change wrote.
    ///
    /// # Errors
    /// A file was changed since, or cannot be read or locked.
    pub fn restore(
        &self,
        env: &Environment,
        entry: &Entry,
        dry_run: bool,
        force: bool,
    ) -> Result<ChangeSet, ChangeError> {
        let mut change = ChangeSet::begin(env, "undo", dry_run);
        for (index, file) in entry.files.iter().enumerate() {
            let present = change.open(&file.path, Privacy::Kept(0o600), mask_everything)?.map(sha256_hex);
            if !force && present != file.after_sha256 {
                return Err(ChangeError::ChangedMeanwhile { path: file.path.clone() });
            }
            if file.existed {
                let backup = self.folder.join(&entry.id).join(format!("{index}.before"));
                change.stage(&file.path, fs::read(&backup).map_err(FileError::io(&backup))?);
            } else {
                change.stage_removal(&file.path);
            }
        }
        // An undo is not itself remembered: the entry before it comes next.
        change.journal = None;
        Ok(change)
    }

    /// Forgets one change, after it was undone.
    pub fn forget(&self, entry: &Entry) {
        let _ = fs::remove_dir_all(self.folder.join(&entry.id));
    }

    fn prune(&self) {
        for entry in self.entries().iter().skip(KEEP) {
            self.forget(entry);
        }
    }
}

/// Old files may hold secrets in any place, so an undo shows only which lines change.
fn mask_everything(text: &str) -> Vec<String> {
    unmasked(text).iter().map(|line| if line.starts_with('[') { line.clone() } else { "[hidden]".to_owned() }).collect()
}

fn write_private(path: &Path, bytes: &[u8]) -> Result<(), FileError> {
    let write = || -> io::Result<()> {
        let mut file = replace_file::create_new_private(path)?;
        file.write_all(bytes)?;
        file.sync_all()
    };
    write().map_err(FileError::io(path))
}

fn sha256_hex(bytes: &[u8]) -> String {
    digest::digest(&digest::SHA256, bytes).as_ref().iter().map(|byte| format!("{byte:02x}")).collect()
}
