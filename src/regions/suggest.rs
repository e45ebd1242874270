//! The region that was probably meant.

use super::{all, is_listed};

/// The listed region nearest to what was typed: another case, an availability zone or local zone, missing hyphens, a
/// place (`Ireland`), or up to two typing errors. `None` where nothing is near.
pub fn suggest(typed: &str) -> Option<&'static str> {
    let text = typed.trim().to_ascii_lowercase().replace(['_', ' '], "-");
    if text.is_empty() {
        return None;
    }
    listed(&text)
        .or_else(|| listed(text.trim_end_matches(|c: char| c.is_ascii_lowercase())))
        .or_else(|| of_local_zone(&text))
        .or_else(|| without_hyphens(&text))
        .or_else(|| of_place(typed.trim()))
        .or_else(|| nearest(&text))
}

fn listed(text: &str) -> Option<&'static str> {
    all().map(|(name, ..)| name).find(|name| *name == text)
}

fn of_local_zone(text: &str) -> Option<&'static str> {
    all().map(|(name, ..)| name).find(|name| text.strip_prefix(name).is_some_and(|rest| rest.starts_with('-')))
}

fn without_hyphens(text: &str) -> Option<&'static str> {
    let bare = text.replace('-', "");
    all().map(|(name, ..)| name).find(|name| name.replace('-', "") == bare)
}

fn of_place(text: &str) -> Option<&'static str> {
    let place = text.to_ascii_lowercase();
    let named = |description: &str| {
        let description = description.to_ascii_lowercase();
        let inside = description.split_once('(').map_or("", |(_, rest)| rest.trim_end_matches(')'));
        description == place || inside == place || inside.trim_start_matches("n. ") == place
    };
    all().find(|(_, description, _)| named(description)).map(|(name, ..)| name)
}

fn nearest(text: &str) -> Option<&'static str> {
    debug_assert!(!is_listed(text));
    let (distance, name) = all()
        .map(|(name, ..)| (strsim::damerau_levenshtein(text, name), name))
        .min_by_key(|(distance, _)| *distance)?;
    (distance <= 2).then_some(name)
}
