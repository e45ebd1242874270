//! The files on disk: who else can read them, and whose they are.

use std::path::Path;

use super::Noted;
use crate::aws_files::reading::FileKind;
use crate::finding::{Finding, Reader};
use crate::replace_file::FileError;

/// Findings of one file's mode and owner.
#[cfg(unix)]
pub(super) fn check(path: &Path, file: FileKind) -> Vec<Noted> {
    use std::os::unix::fs::MetadataExt;
    let Ok(meta) = std::fs::metadata(path) else { return Vec::new() };
    let mut found = Vec::new();
    if is_loose(&meta, file) {
        let finding = Finding::error(
            "loose-mode",
            format!("other users can read or write it (mode {:04o})", meta.mode() & 0o7777),
        );
        let command = format!("chmod 600 {}", path.display());
        found.push(finding.at(path, None).fix("take the rights of others away").command(command).fixable());
    }
    let me = nix::unistd::geteuid().as_raw();
    if meta.uid() != me && meta.is_file() {
        let finding = Finding::error("foreign-owner", format!("the file belongs to another user (uid {})", meta.uid()));
        let command = format!("sudo chown $USER {}", path.display());
        found.push(finding.at(path, None).breaks(&Reader::ALL).fix("take it over").command(command));
    }
    found.into_iter().map(|finding| Noted { profile: None, finding }).collect()
}

/// The config file may be read by others, but only its owner may write it.
#[cfg(unix)]
fn is_loose(meta: &std::fs::Metadata, file: FileKind) -> bool {
    use std::os::unix::fs::MetadataExt;
    let others = match file {
        FileKind::Credentials => 0o077,
        FileKind::Config => 0o022,
    };
    meta.is_file() && meta.mode() & others != 0
}

/// Findings of one file's mode and owner: none where there are no such bits.
#[cfg(not(unix))]
pub(super) fn check(_: &Path, _: FileKind) -> Vec<Noted> {
    Vec::new()
}

/// Takes the rights of others away. Gives whether there were any.
///
/// # Errors
/// The system refuses.
#[cfg(unix)]
pub fn tighten(path: &Path, file: FileKind) -> Result<bool, FileError> {
    use std::os::unix::fs::PermissionsExt;
    let Ok(meta) = std::fs::metadata(path) else { return Ok(false) };
    if !is_loose(&meta, file) {
        return Ok(false);
    }
    let mode = meta.permissions().mode() & 0o700;
    std::fs::set_permissions(path, std::fs::Permissions::from_mode(mode)).map_err(FileError::io(path))?;
    Ok(true)
}

/// Takes the rights of others away: nothing to do where there are no such bits.
///
/// # Errors
/// None.
#[cfg(not(unix))]
pub fn tighten(_: &Path, _: FileKind) -> Result<bool, FileError> {
    Ok(false)
}
