//! The proof of an edit: each reader that could read the files before reads them again, and must see exactly what was
//! asked; rust-ini gives a second opinion on what was written.

use std::collections::BTreeMap;

use super::{Assignment, EditError, Files, ID, SECRET, is_credential_key};
use crate::aws_files::document::{Refusal, SectionName};
use crate::aws_files::profile::{View, view};
use crate::aws_files::reading::{FileKind, Section, Value};
use crate::finding::Reader;

/// What the readers must see after an edit.
pub(super) enum Expected {
    /// These properties of one section.
    Assigned(SectionName, Vec<Assignment>),
    /// No section of that name.
    Removed(SectionName),
    /// The old profile under the new name, in references too.
    Renamed(String, String),
    /// The old profile under both names.
    Copied(String, String),
}

type Properties = BTreeMap<String, Value>;
type Seen = BTreeMap<SectionName, Properties>;

/// Compares what all readers see in `after` with what `expected` makes of `before`.
pub(super) fn prove(before: &Files, after: &Files, expected: &Expected) -> Result<(), EditError> {
    if FileKind::ALL.into_iter().all(|file| before.contents(file) == after.contents(file)) {
        return Ok(());
    }
    for reader in Reader::ALL {
        let Ok(seen) = read(reader, before) else { continue };
        let now = read(reader, after).map_err(|error| EditError::Broken { reader: reader.name(), error })?;
        let (mut should, mut is) = (seen_sections(seen), seen_sections(now));
        if let Some(hidden) = apply(expected, before, reader, &mut should) {
            should.remove(&hidden);
            is.remove(&hidden);
        }
        loosen(expected, reader, &mut should, &mut is);
        if let Some(what) = difference(&should, &is) {
            let refusal = Refusal::Misread { reader: reader.name(), what };
            return Err(EditError::Refused { file: FileKind::Config, refusal });
        }
    }
    second_opinion(after, expected)
}

fn read(reader: Reader, files: &Files) -> Result<View, crate::aws_files::ReadError> {
    view(reader, files.contents(FileKind::Config).as_deref(), files.contents(FileKind::Credentials).as_deref())
}

fn seen_sections(view: View) -> Seen {
    let properties = |section: Section| -> Properties {
        section.properties.into_iter().map(|(key, property)| (key, property.value)).collect()
    };
    let profiles = view.profiles.into_iter().map(|(name, section)| (SectionName::Profile(name), properties(section)));
    let sessions =
        view.sso_sessions.into_iter().map(|(name, section)| (SectionName::SsoSession(name), properties(section)));
    let services = view.services.into_iter().map(|(name, section)| (SectionName::Services(name), properties(section)));
    // Names in quotes are what a reader makes of a header that it does not understand.
    profiles.chain(sessions).chain(services).filter(|(name, _)| !name.name().contains(['"', '\''])).collect()
}

/// Makes of what was seen what should be seen. Gives the section that this reader could not see before, and so need
/// not see now.
fn apply(expected: &Expected, before: &Files, reader: Reader, seen: &mut Seen) -> Option<SectionName> {
    let unseen = |name: &SectionName, seen: &Seen| before.knows(name) && !seen.contains_key(name);
    match expected {
        Expected::Assigned(name, assignments) => {
            if unseen(name, seen) && (reader == Reader::AwsCli || name.name().contains(' ')) {
                return Some(name.clone());
            }
            let sets = assignments.iter().any(|one| one.value.is_some());
            if !sets && !seen.contains_key(name) {
                return None;
            }
            let properties = seen.entry(name.clone()).or_default();
            for Assignment { key, value } in assignments.iter().filter(|one| one.key.sub.is_none()) {
                match value {
                    Some(value) => properties.insert(key.key.clone(), Value::Text(value.expose().to_owned())),
                    None => properties.remove(&key.key),
                };
            }
            None
        }
        Expected::Removed(name) => {
            seen.remove(name);
            None
        }
        Expected::Renamed(old, new) => {
            let (from, to) = (SectionName::profile(old), SectionName::profile(new));
            let hidden = unseen(&from, seen).then(|| to.clone());
            if let Some(properties) = seen.remove(&from) {
                seen.insert(to, properties);
            }
            for properties in seen.values_mut() {
                if properties.get("source_profile").is_some_and(|value| value.text() == old) {
                    properties.insert("source_profile".to_owned(), Value::Text(new.clone()));
                }
            }
            hidden
        }
        Expected::Copied(old, new) => {
            let (from, to) = (SectionName::profile(old), SectionName::profile(new));
            let hidden = unseen(&from, seen).then(|| to.clone());
            if let Some(properties) = seen.get(&from).cloned() {
                seen.insert(to, properties);
            }
            hidden
        }
    }
}

/// Leaves out what cannot be compared: blocks, which readers keep in forms of their own, and for the Go SDK the half
/// of a pair, for which it refuses the profile whatever it is.
fn loosen(expected: &Expected, reader: Reader, should: &mut Seen, is: &mut Seen) {
    let Expected::Assigned(name, assignments) = expected else { return };
    for properties in [should.get_mut(name), is.get_mut(name)].into_iter().flatten() {
        for one in assignments.iter().filter(|one| one.key.sub.is_some()) {
            properties.remove(&one.key.key);
        }
    }
    let is_half = |seen: &Seen| {
        seen.get(name).is_some_and(|properties| properties.contains_key(ID) != properties.contains_key(SECRET))
    };
    if reader == Reader::Go && (is_half(should) || is_half(is)) {
        for properties in [should.get_mut(name), is.get_mut(name)].into_iter().flatten() {
            properties.retain(|key, _| !is_credential_key(key));
        }
    }
}

/// Where the two differ first: a section, and a key of it.
fn difference(should: &Seen, is: &Seen) -> Option<String> {
    for name in should.keys().chain(is.keys()) {
        let (Some(wanted), Some(found)) = (should.get(name), is.get(name)) else {
            return Some(format!("`{}`", name.name()));
        };
        let differing = wanted.keys().chain(found.keys()).find(|key| wanted.get(*key) != found.get(*key));
        if let Some(key) = differing {
            return Some(format!("`{key}` of `{}`", name.name()));
        }
    }
    None
}

fn second_opinion(after: &Files, expected: &Expected) -> Result<(), EditError> {
    let Expected::Assigned(name, assignments) = expected else { return Ok(()) };
    for Assignment { key, value } in assignments.iter().filter(|one| one.key.sub.is_none()) {
        let Some(value) = value else { continue };
        let agrees = after
            .documents
            .iter()
            .flatten()
            .any(|document| document.second_opinion(name, &key.key).is_some_and(|read| read == value.expose()));
        if !agrees {
            let refusal = Refusal::Misread { reader: "rust-ini", what: format!("`{}` of `{}`", key.key, name.name()) };
            return Err(EditError::Refused { file: FileKind::Config, refusal });
        }
    }
    Ok(())
}
