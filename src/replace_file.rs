//! Replaces one file so that every other program sees the old bytes or the new ones, never less.
//!
//! Links are followed to the real file first; modes and owners are kept or tightened. Which files belong together,
//! locks and undo are left to `change`.

use std::ffi::OsString;
use std::fs::{self, File, Metadata};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

use thiserror::Error;

/// A file that is larger than this is not one of those that we edit.
pub const SIZE_LIMIT: u64 = 64 * 1024 * 1024;

const LINK_LIMIT: usize = 40;

/// Why a file cannot be read or replaced safely. Every variant carries the path.
#[derive(Debug, Error)]
pub enum FileError {
    /// The operating system refused.
    #[error("{path}: {source}", path = .path.display())]
    Io {
        /// The file or folder.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// A folder, device, FIFO or socket stands where a file should be.
    #[error("{path} is {what}, not a regular file", path = .path.display())]
    NotAFile {
        /// The place.
        path: PathBuf,
        /// What stands there, with its article.
        what: &'static str,
    },
    /// Links that point at each other.
    #[error("{path} is a loop of symbolic links", path = .path.display())]
    LinkLoop {
        /// The first link.
        path: PathBuf,
    },
    /// Larger than [`SIZE_LIMIT`].
    #[error("{path} is larger than 64 MiB, which no file of this kind is", path = .path.display())]
    TooLarge {
        /// The file.
        path: PathBuf,
    },
    /// The file belongs to another user, whose ownership a replacement could not keep.
    #[error("{path} belongs to another user (uid {owner})", path = .path.display())]
    ForeignOwner {
        /// The file.
        path: PathBuf,
        /// The owner's numeric id.
        owner: u32,
    },
}

impl FileError {
    /// Attaches `path` to what the system said.
    pub fn io(path: &Path) -> impl FnOnce(io::Error) -> FileError {
        let path = path.to_owned();
        move |source| FileError::Io { path, source }
    }

    /// The file or folder that it is about.
    pub fn path(&self) -> &Path {
        match self {
            FileError::Io { path, .. }
            | FileError::NotAFile { path, .. }
            | FileError::LinkLoop { path }
            | FileError::TooLarge { path }
            | FileError::ForeignOwner { path, .. } => path,
        }
    }
}

/// What happens to a file's permission bits (Unix) when it is replaced.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Privacy {
    /// The file holds secrets: created 0600; bits of group and others are taken away from an existing one.
    Secret,
    /// Created with these bits (less the umask where they exceed 0600); an existing file keeps its own.
    Kept(u32),
}

/// The real file behind `path`, which need not exist: every symbolic link is followed, dangling ones too.
///
/// # Errors
/// A loop of links, or a folder that may not be read.
pub fn real_path(path: &Path) -> Result<PathBuf, FileError> {
    let mut current = path.to_owned();
    for _ in 0..LINK_LIMIT {
        match fs::symlink_metadata(&current) {
            Ok(meta) if meta.file_type().is_symlink() => {
                let target = fs::read_link(&current).map_err(FileError::io(&current))?;
                current = current.parent().unwrap_or(Path::new("")).join(target);
            }
            Ok(_) => return Ok(current),
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(current),
            Err(error) if is_link_loop(&error) => break,
            Err(error) => {
                return Err(FileError::Io { path: current, source: error });
            }
        }
    }
    Err(FileError::LinkLoop { path: path.to_owned() })
}

#[cfg(unix)]
fn is_link_loop(error: &io::Error) -> bool {
    error.raw_os_error() == Some(nix::errno::Errno::ELOOP as i32)
}

#[cfg(not(unix))]
fn is_link_loop(_: &io::Error) -> bool {
    false
}

/// The bytes of the file behind `path`, or `None` where there is none.
///
/// # Errors
/// What stands there is not a regular file, is too large, or may not be read.
pub fn read(path: &Path) -> Result<Option<Vec<u8>>, FileError> {
    let Some(meta) = regular_file(path)? else {
        return Ok(None);
    };
    if meta.len() > SIZE_LIMIT {
        return Err(FileError::TooLarge { path: path.to_owned() });
    }
    let file = match File::open(path) {
        Ok(file) => file,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(error) => {
            return Err(FileError::Io { path: path.to_owned(), source: error });
        }
    };
    let mut bytes = Vec::with_capacity(usize::try_from(meta.len()).unwrap_or(0) + 1);
    file.take(SIZE_LIMIT + 1).read_to_end(&mut bytes).map_err(FileError::io(path))?;
    Ok(Some(bytes))
}

fn regular_file(path: &Path) -> Result<Option<Metadata>, FileError> {
    let meta = match fs::metadata(path) {
        Ok(meta) => meta,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(error) if is_link_loop(&error) => {
            return Err(FileError::LinkLoop { path: path.to_owned() });
        }
        Err(error) => {
            return Err(FileError::Io { path: path.to_owned(), source: error });
        }
    };
    match kind_of_special(&meta) {
        None => Ok(Some(meta)),
        Some(what) => Err(FileError::NotAFile { path: path.to_owned(), what }),
    }
}

fn kind_of_special(meta: &Metadata) -> Option<&'static str> {
    if meta.is_file() {
        return None;
    }
    if meta.is_dir() {
        return Some("a folder");
    }
    #[cfg(unix)]
    {
        use std::os::unix::fs::FileTypeExt;
        let kind = meta.file_type();
        if kind.is_fifo() {
            return Some("a FIFO");
        }
        if kind.is_char_device() || kind.is_block_device() {
            return Some("a device");
        }
        if kind.is_socket() {
            return Some("a socket");
        }
    }
    Some("something special")
}

/// New contents that wait, complete and synced, beside the file that they will replace. Dropped, they are removed.
#[derive(Debug)]
pub struct Replacement {
    temporary: Option<PathBuf>,
    target: PathBuf,
}

impl Replacement {
    /// Writes `bytes` to a temporary file in the folder of `target` (a real path, see [`real_path`]), creating that
    /// folder 0700 where it is missing, and syncs it.
    ///
    /// # Errors
    /// No room, no permission, or an owner that could not be kept. The target is untouched and nothing is left behind.
    pub fn prepare(target: &Path, bytes: &[u8], privacy: Privacy) -> Result<Self, FileError> {
        let existing = regular_file(target)?;
        check_owner(target, existing.as_ref())?;
        let folder = folder_of(target);
        create_private_folders(&folder)?;
        let temporary = folder.join(temporary_name(target));
        let mut file = create_new_private(&temporary).map_err(FileError::io(&temporary))?;
        let replacement = Replacement { temporary: Some(temporary.clone()), target: target.to_owned() };
        file.write_all(bytes).map_err(FileError::io(target))?;
        keep_owner_and_mode(&file, existing.as_ref(), privacy).map_err(FileError::io(target))?;
        file.sync_all().map_err(FileError::io(target))?;
        Ok(replacement)
    }

    /// Puts the new contents in the place of the old ones, in one step, and syncs the folder.
    ///
    /// # Errors
    /// The rename was refused; the old file is still there.
    pub fn publish(mut self) -> Result<(), FileError> {
        if let Some(temporary) = self.temporary.take() {
            if let Err(source) = fs::rename(&temporary, &self.target) {
                self.temporary = Some(temporary);
                return Err(FileError::Io { path: self.target.clone(), source });
            }
            sync_folder(&folder_of(&self.target));
        }
        Ok(())
    }
}

impl Drop for Replacement {
    fn drop(&mut self) {
        if let Some(temporary) = self.temporary.take() {
            let _ = fs::remove_file(temporary);
        }
    }
}

/// Removes the file and syncs its folder; fine where it is gone already.
///
/// # Errors
/// The system refused.
pub fn remove(path: &Path) -> Result<(), FileError> {
    match fs::remove_file(path) {
        Ok(()) => sync_folder(&folder_of(path)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => {}
        Err(error) => {
            return Err(FileError::Io { path: path.to_owned(), source: error });
        }
    }
    Ok(())
}

/// Removes temporary files that a killed run left beside `target`. Call it only under the file's lock.
pub fn sweep_leftovers(target: &Path) {
    let prefix = temporary_prefix(target);
    let Ok(entries) = fs::read_dir(folder_of(target)) else {
        return;
    };
    for entry in entries.flatten() {
        if entry.file_name().to_string_lossy().starts_with(&*prefix.to_string_lossy()) {
            let _ = fs::remove_file(entry.path());
        }
    }
}

/// The folder that `path` is in; `.` for a bare name.
pub fn folder_of(path: &Path) -> PathBuf {
    match path.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent.to_owned(),
        _ => PathBuf::from("."),
    }
}

/// Creates a folder and the missing ones above it, each 0700 whatever the umask.
///
/// # Errors
/// The system refused, or a file stands in the way.
pub fn create_private_folders(folder: &Path) -> Result<(), FileError> {
    if folder.is_dir() {
        return Ok(());
    }
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder).map_err(FileError::io(folder))
}

/// Creates a file that must not be there yet, readable by its owner alone from the first moment on.
///
/// # Errors
/// What the system says, without the path.
pub fn create_new_private(path: &Path) -> io::Result<File> {
    let mut options = fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)
}

fn temporary_prefix(target: &Path) -> OsString {
    let mut name = OsString::from(".");
    name.push(target.file_name().unwrap_or_default());
    name.push(".awsn-setup.tmp");
    name
}

fn temporary_name(target: &Path) -> OsString {
    let mut name = temporary_prefix(target);
    name.push(std::process::id().to_string());
    name
}

#[cfg(unix)]
fn check_owner(path: &Path, existing: Option<&Metadata>) -> Result<(), FileError> {
    use std::os::unix::fs::MetadataExt;
    let us = nix::unistd::geteuid();
    match existing {
        Some(meta) if !us.is_root() && meta.uid() != us.as_raw() => {
            Err(FileError::ForeignOwner { path: path.to_owned(), owner: meta.uid() })
        }
        _ => Ok(()),
    }
}

#[cfg(not(unix))]
fn check_owner(_: &Path, _: Option<&Metadata>) -> Result<(), FileError> {
    Ok(())
}

#[cfg(unix)]
fn keep_owner_and_mode(file: &File, existing: Option<&Metadata>, privacy: Privacy) -> io::Result<()> {
    use std::os::unix::fs::{MetadataExt, PermissionsExt};
    let mode = match (existing, privacy) {
        (Some(meta), Privacy::Secret) => meta.mode() & 0o700,
        (Some(meta), Privacy::Kept(_)) => meta.mode() & 0o7777,
        (None, Privacy::Secret) => 0o600,
        (None, Privacy::Kept(mode)) => 0o600 | (mode & !umask()),
    };
    if let Some(meta) = existing {
        let ours = file.metadata()?;
        if (meta.uid(), meta.gid()) != (ours.uid(), ours.gid()) {
            let kept = std::os::unix::fs::fchown(file, Some(meta.uid()), Some(meta.gid()));
            // A group that we are not in cannot be given; then its bits go rather than fall to another group.
            if kept.is_err() && meta.uid() == ours.uid() {
                return file.set_permissions(fs::Permissions::from_mode(mode & 0o7707));
            }
            kept?;
        }
    }
    file.set_permissions(fs::Permissions::from_mode(mode))
}

#[cfg(not(unix))]
fn keep_owner_and_mode(_: &File, _: Option<&Metadata>, _: Privacy) -> io::Result<()> {
    Ok(())
}

#[cfg(unix)]
#[allow(clippy::useless_conversion)] // the bits are narrower on macOS
fn umask() -> u32 {
    use nix::sys::stat::{Mode, umask};
    // The mask can only be read by setting it; the window is closed at once, and nothing else creates files here.
    let mask = umask(Mode::from_bits_truncate(0o077));
    umask(mask);
    u32::from(mask.bits())
}

#[cfg(unix)]
fn sync_folder(folder: &Path) {
    // Not every file system can sync a folder; the rename itself has already happened.
    if let Ok(folder) = File::open(folder) {
        let _ = folder.sync_all();
    }
}

#[cfg(not(unix))]
fn sync_folder(_: &Path) {}

#[cfg(test)]
mod tests {
    use super::*;

    fn folder() -> tempfile::TempDir {
        tempfile::tempdir().unwrap()
    }

    #[test]
    #[cfg(unix)]
    fn a_dangling_link_resolves_to_its_target() {
        let dir = folder();
        std::os::unix::fs::symlink("real/credentials", dir.path().join("link")).unwrap();
        assert_eq!(real_path(&dir.path().join("link")).unwrap(), dir.path().join("real/credentials"));
    }

    #[test]
    #[cfg(unix)]
    fn a_loop_of_links_is_an_error() {
        let dir = folder();
        let (a, b) = (dir.path().join("a"), dir.path().join("b"));
        std::os::unix::fs::symlink(&a, &b).unwrap();
        std::os::unix::fs::symlink(&b, &a).unwrap();
        assert!(matches!(real_path(&a), Err(FileError::LinkLoop { .. })));
        assert!(matches!(read(&a), Err(FileError::LinkLoop { .. })));
    }

    #[test]
    #[cfg(unix)]
    fn secret_files_lose_the_bits_of_group_and_others() {
        use std::os::unix::fs::PermissionsExt;
        let dir = folder();
        let path = dir.path().join("f");
        let mode = || fs::metadata(&path).unwrap().permissions().mode() & 0o7777;
        Replacement::prepare(&path, b"1", Privacy::Secret).unwrap().publish().unwrap();
        assert_eq!(mode(), 0o600);
        fs::set_permissions(&path, fs::Permissions::from_mode(0o644)).unwrap();
        Replacement::prepare(&path, b"2", Privacy::Kept(0o600)).unwrap().publish().unwrap();
        assert_eq!(mode(), 0o644);
        Replacement::prepare(&path, b"3", Privacy::Secret).unwrap().publish().unwrap();
        assert_eq!(mode(), 0o600);
    }

    #[test]
    fn dropped_contents_leave_nothing_behind() {
        let dir = folder();
        drop(Replacement::prepare(&dir.path().join("f"), b"1", Privacy::Secret).unwrap());
        assert_eq!(fs::read_dir(dir.path()).unwrap().count(), 0);
    }

    #[test]
    fn a_folder_is_no_file() {
        let dir = folder();
        assert!(matches!(read(dir.path()), Err(FileError::NotAFile { what: "a folder", .. })));
    }
}
