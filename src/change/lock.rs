//! The side lock of a file: taken before reading, held until the change is over.
//!
//! The lock is on a file of its own beside the real one, because a lock on the file itself dies with the rename.

use std::fs::{self, File};
use std::io::{self, Read, Seek, Write};
use std::path::{Path, PathBuf};
use std::thread;
use std::time::{Duration, Instant};

use super::ChangeError;
use crate::replace_file::{self, FileError};

/// How long another run may hold the lock before we give up.
const WAIT: Duration = Duration::from_secs(5);
const PAUSE: Duration = Duration::from_millis(10);

/// The held lock; dropped, the side file is removed.
#[derive(Debug)]
pub(super) struct SideLock {
    path: PathBuf,
    file: File,
}

impl SideLock {
    /// Takes the lock of `target` (a real path), waiting a bounded time, and clears what a killed run left there.
    pub(super) fn acquire(target: &Path, command: &str) -> Result<Self, ChangeError> {
        let folder = replace_file::folder_of(target);
        replace_file::create_private_folders(&folder)?;
        let name = target.file_name().unwrap_or_default().to_string_lossy();
        let path = folder.join(format!(".{name}.awsn-setup.lock"));
        let deadline = Instant::now() + WAIT;
        loop {
            if let Some(mut lock) = Self::attempt(&path).map_err(FileError::io(&path))? {
                lock.sign(command);
                replace_file::sweep_leftovers(target);
                return Ok(lock);
            }
            if Instant::now() >= deadline {
                return Err(ChangeError::Locked { path: target.to_owned(), holder: holder(&path) });
            }
            thread::sleep(PAUSE);
        }
    }

    fn attempt(path: &Path) -> io::Result<Option<Self>> {
        let mut options = fs::OpenOptions::new();
        options.read(true).write(true).create(true).truncate(false);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::custom_flags(&mut options, nix::fcntl::OFlag::O_NOFOLLOW.bits());
        let file = options.open(path)?;
        match file.try_lock() {
            Ok(()) => {}
            Err(fs::TryLockError::WouldBlock) => return Ok(None),
            Err(fs::TryLockError::Error(error)) => return Err(error),
        }
        // The holder before us may have removed the side file between our opening and our locking it; then somebody
        // else can lock a new one, and ours protects nothing.
        Ok(is_still_there(&file, path).then(|| SideLock { path: path.to_owned(), file }))
    }

    fn sign(&mut self, command: &str) {
        let _ = self.file.set_len(0);
        let _ = self.file.rewind();
        let _ = write!(self.file, "process {} (awsn-setup {command})", std::process::id());
    }
}

impl Drop for SideLock {
    fn drop(&mut self) {
        let _ = fs::remove_file(&self.path);
    }
}

fn holder(path: &Path) -> String {
    let mut text = String::new();
    if let Ok(file) = File::open(path) {
        let _ = file.take(200).read_to_string(&mut text);
    }
    let text: String = text.chars().filter(|c| !c.is_control()).collect();
    if text.is_empty() { "another program".to_owned() } else { text }
}

#[cfg(unix)]
fn is_still_there(file: &File, path: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    match (file.metadata(), fs::symlink_metadata(path)) {
        (Ok(ours), Ok(there)) => (ours.dev(), ours.ino()) == (there.dev(), there.ino()),
        _ => false,
    }
}

#[cfg(not(unix))]
fn is_still_there(_: &File, path: &Path) -> bool {
    path.exists()
}
