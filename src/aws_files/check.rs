//! What is wrong with the shared files: a finding for each construct that some reader misreads or dies of, and for each
//! profile that cannot work as it stands.
//!
//! `lines` looks at lines alone, `meaning` at profiles, `place` at the files on disk; `mend` makes the safe cures.

mod lines;
mod meaning;
mod mend;
mod place;
#[cfg(test)]
mod tests;
mod variables;

pub use mend::mend;
pub use place::tighten;

use super::reading::FileKind;
use super::store::{Contents, Store};
use crate::environment::Environment;
use crate::finding::{Finding, Severity};

/// A finding with the profile that it is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Noted {
    /// The profile; `None` where it is about a file as a whole.
    pub profile: Option<String>,
    /// What was found.
    pub finding: Finding,
}

/// The profile's name in a header of a file, as the user would give it.
fn profile_of(header: &str, file: FileKind) -> Option<String> {
    match (file, header.strip_prefix("profile ")) {
        (FileKind::Config, Some(name)) => Some(name.trim().trim_matches(['"', '\'']).to_owned()),
        (FileKind::Config, None) if header.starts_with("sso-session ") || header.starts_with("services ") => None,
        _ => Some(header.trim().to_owned()),
    }
}

/// Everything that is wrong, files in order, then lines; with `names`, only what is about those profiles or about a
/// file as a whole.
pub fn check(env: &Environment, store: &Store, contents: &Contents, names: &[String]) -> Vec<Noted> {
    let mut found = variables::check(env);
    for file in FileKind::ALL {
        let path = store.locations().path(file);
        found.extend(place::check(path, file));
        if let Some(bytes) = contents.of(file) {
            found.extend(lines::check(bytes, file, path));
        }
    }
    found.extend(meaning::check(env, store.locations(), contents));
    found.retain(|one| names.is_empty() || one.profile.as_ref().is_none_or(|profile| names.contains(profile)));
    found.sort_by(|a, b| (&a.finding.file, a.finding.line).cmp(&(&b.finding.file, b.finding.line)));
    found
}

/// Whether any of them is an error.
pub fn has_errors(found: &[Noted]) -> bool {
    found.iter().any(|one| one.finding.severity == Severity::Error)
}
