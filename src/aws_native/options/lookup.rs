//! From a name or a path to an entry and the type that a value there has.

use super::{OPTIONS, OptionEntry};
use crate::aws_native::value::Type;

/// One step of a path below an option: a field or key, or a place in a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step {
    /// A field or key.
    Key(String),
    /// A place in a list, from 0.
    Index(usize),
}

/// What a path leads to.
#[derive(Clone, Copy, Debug)]
pub struct Target {
    /// The entry that describes it best: its own, or that of the list or map that it is in.
    pub entry: &'static OptionEntry,
    /// The type of the value there.
    pub kind: Type,
    /// Whether it is the whole option, whose scalars are always strings in a stack's file.
    pub whole: bool,
}

/// A path that leads nowhere.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unknown {
    /// The name as far as it could not be found, with dots.
    pub name: String,
    /// The names that are nearest to it, best first.
    pub nearest: Vec<&'static str>,
    /// The entry that the path goes through, where it asks for something inside that is not there.
    pub inside: Option<&'static OptionEntry>,
}

/// The entry with exactly this name, with dots and without `aws-native:`.
pub fn entry(name: &str) -> Option<&'static OptionEntry> {
    OPTIONS.iter().find(|entry| entry.name == name)
}

/// The entries that are no fields of others.
pub fn roots() -> impl Iterator<Item = &'static OptionEntry> {
    OPTIONS.iter().filter(|entry| !entry.is_nested())
}

/// The fields of a structured option, and the named keys of `endpoints`.
pub fn fields(name: &str) -> impl Iterator<Item = &'static OptionEntry> {
    OPTIONS.iter().filter(move |entry| entry.name.strip_prefix(name).is_some_and(|rest| rest.starts_with('.')))
}

/// The steps of a name with dots, as in `assumeRole.roleArn`. For paths with brackets see `pulumi`'s own rules.
pub fn steps(name: &str) -> Vec<Step> {
    name.split('.').map(|part| Step::Key(part.to_owned())).collect()
}

/// Follows a path from the option's name on.
///
/// # Errors
/// Says where the path leaves what the provider knows.
pub fn resolve(path: &[Step]) -> Result<Target, Unknown> {
    let Some((Step::Key(root), rest)) = path.split_first() else {
        return Err(Unknown { name: String::new(), nearest: Vec::new(), inside: None });
    };
    let Some(found) = entry(root) else {
        return Err(Unknown { name: root.clone(), nearest: nearest(root), inside: None });
    };
    let mut target = Target { entry: found, kind: found.kind, whole: true };
    for step in rest {
        target = into(target, step)?;
    }
    Ok(target)
}

fn into(target: Target, step: &Step) -> Result<Target, Unknown> {
    let inner = |kind: &Type| Target { entry: target.entry, kind: *kind, whole: false };
    match (target.kind, step) {
        (Type::Object, Step::Key(key)) => match entry(&format!("{}.{key}", target.entry.name)) {
            Some(field) => Ok(Target { entry: field, kind: field.kind, whole: false }),
            None => Err(no_field(target.entry, key)),
        },
        (Type::Map { item, .. }, Step::Key(key)) => match entry(&format!("{}.{key}", target.entry.name)) {
            Some(field) => Ok(Target { entry: field, kind: field.kind, whole: false }),
            None => Ok(inner(item)),
        },
        (Type::List { item, .. }, Step::Index(_)) => Ok(inner(item)),
        (_, step) => {
            let name = match step {
                Step::Key(key) => format!("{}.{key}", target.entry.name),
                Step::Index(index) => format!("{}[{index}]", target.entry.name),
            };
            Err(Unknown { name, nearest: vec![target.entry.name], inside: Some(target.entry) })
        }
    }
}

fn no_field(owner: &'static OptionEntry, key: &str) -> Unknown {
    let names = fields(owner.name).map(|field| field.name);
    let wanted = format!("{}.{key}", owner.name);
    Unknown { nearest: rank(&wanted, names), name: wanted, inside: Some(owner) }
}

/// The names of options that are nearest to `name`, best first, at most three: another case, a field's own name, up
/// to a few typing errors. Only options that one may set come into question.
pub fn nearest(name: &str) -> Vec<&'static str> {
    rank(name, OPTIONS.iter().map(|entry| entry.name))
}

fn rank(wanted: &str, names: impl Iterator<Item = &'static str>) -> Vec<&'static str> {
    let wanted = wanted.to_ascii_lowercase().replace(['-', '_'], "");
    let allowed = (wanted.len() / 3).clamp(1, 4);
    let mut ranked: Vec<(usize, &'static str)> = names
        .filter_map(|name| {
            let lower = name.to_ascii_lowercase();
            let last = lower.rsplit('.').next().unwrap_or(&lower).to_owned();
            let distance = if last == wanted { 0 } else { strsim::damerau_levenshtein(&wanted, &lower) };
            let related = wanted.len() >= 4 && (lower.starts_with(&wanted) || last.starts_with(&wanted));
            (distance <= allowed || related).then_some((distance.min(allowed), name))
        })
        .collect();
    ranked.sort_by_key(|(distance, _)| *distance);
    ranked.into_iter().map(|(_, name)| name).take(3).collect()
}
