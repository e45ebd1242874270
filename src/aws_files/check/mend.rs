//! The safe cures: lines that are rewritten so that all readers see what the provider's reader saw before.

use super::lines::widest_name;
use super::profile_of;
use crate::aws_files::document::{PropertyLine, SectionName};
use crate::aws_files::profile::is_portable_name;
use crate::aws_files::reading::{FileKind, go};
use crate::credentials::clean;

/// The file with everything mended that can be mended safely; `None` where nothing can. Whatever the provider's reader
/// saw in it, it sees afterwards, and more only where a byte order mark hid the first section.
pub fn mend(bytes: &[u8], file: FileKind) -> Option<Vec<u8>> {
    let text = std::str::from_utf8(bytes).ok()?;
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let before = seen(text.as_bytes(), file)?;
    let mut mended = String::with_capacity(text.len());
    let mut below_value = false;
    for line in text.split_inclusive('\n') {
        let content = line.trim_end_matches(['\r', '\n']);
        let end = &line[content.len()..];
        let is_text = !content.trim().is_empty() && !content.trim_start().starts_with(['#', ';']);
        let lines = if is_text && content.starts_with([' ', '\t']) && below_value {
            vec![content.to_owned()]
        } else {
            below_value |= is_text;
            mended_line(content, file)
        };
        let own_end = if end.is_empty() { "\n" } else { end };
        mended.push_str(&lines.join(own_end));
        mended.push_str(end);
    }
    let is_better = mended.as_bytes() != bytes && seen(mended.as_bytes(), file)? == before;
    is_better.then(|| mended.into_bytes())
}

/// A section's name with its keys and values.
type SeenSection = (String, Vec<(String, String)>);

/// What the provider's reader sees, without lines.
fn seen(bytes: &[u8], file: FileKind) -> Option<Vec<SeenSection>> {
    let sections = go::parse(bytes, file).ok()?;
    let seen = sections.into_iter().map(|section| {
        let name = profile_of(&section.name, file).unwrap_or(section.name);
        let properties = section.properties.into_iter();
        // Invisible characters are what a cure takes away, so they do not count.
        (name, properties.map(|(key, property)| (key, clean(property.value.text()).0)).collect())
    });
    Some(seen.collect())
}

fn mended_line(content: &str, file: FileKind) -> Vec<String> {
    let unchanged = || vec![content.to_owned()];
    let bare = content.trim_start();
    if bare.starts_with(['#', ';']) {
        return vec![bare.to_owned()];
    }
    if content.starts_with([' ', '\t']) || bare.is_empty() {
        return unchanged();
    }
    if content.starts_with('[') {
        return vec![mended_header(content, file).unwrap_or_else(|| content.to_owned())];
    }
    let Some(line) = PropertyLine::of(content) else { return unchanged() };
    if line.value.is_empty() {
        return unchanged();
    }
    let value = mended_value(line.value);
    let prefix = match line.separator {
        ':' => format!("{} = ", line.key),
        _ => line.prefix.to_owned(),
    };
    let text = format!("{prefix}{value}");
    if line.comment.is_none() && value == line.value && line.separator == '=' {
        return unchanged();
    }
    line.comment.map(str::to_owned).into_iter().chain([text]).collect()
}

fn mended_value(value: &str) -> String {
    let visible: String = {
        let (cleaned, notes) = clean(value);
        if notes.is_empty() { value.to_owned() } else { cleaned }
    };
    for quote in ['"', '\''] {
        if let Some(inner) = visible.strip_prefix(quote).and_then(|rest| rest.strip_suffix(quote))
            && inner.trim() == inner
            && !inner.starts_with(['#', ';', '"', '\''])
        {
            return inner.to_owned();
        }
    }
    visible
}

fn mended_header(content: &str, file: FileKind) -> Option<String> {
    let header = widest_name(content)?;
    go::header(content)?;
    let name = profile_of(&header, file).filter(|name| is_portable_name(name))?;
    let is_profile = match file {
        FileKind::Config => header == "default" || header.starts_with("profile "),
        FileKind::Credentials => header == name,
    };
    let tail = content.rfind(']').map(|at| &content[at..])?;
    is_profile.then(|| match header.as_str() {
        "profile default" => content.to_owned(),
        _ => format!("[{}{tail}", SectionName::profile(&name).header(file)),
    })
}
