//! The masked unified diff of one file.

use similar::{ChangeTag, TextDiff};

use super::Mask;

const CONTEXT: usize = 2;

/// A unified diff with three header characters before each line; lines are compared as they are and shown masked.
pub(super) fn unified(name: &str, before: Option<&[u8]>, after: Option<&[u8]>, mask: Mask) -> String {
    let old = String::from_utf8_lossy(before.unwrap_or_default());
    let new = String::from_utf8_lossy(after.unwrap_or_default());
    let (old_masked, new_masked) = (mask(&old), mask(&new));
    let old_name = if before.is_some() { name } else { "/dev/null" };
    let new_name = if after.is_some() { name } else { "/dev/null" };
    let mut out = format!("--- {old_name}\n+++ {new_name}\n");
    let diff = TextDiff::from_lines(old.as_ref(), new.as_ref());
    for hunk in diff.unified_diff().context_radius(CONTEXT).iter_hunks() {
        out.push_str(&format!("{}\n", hunk.header()));
        for change in hunk.iter_changes() {
            let (sign, masked) = match change.tag() {
                ChangeTag::Delete => ('-', change.old_index().and_then(|index| old_masked.get(index))),
                ChangeTag::Insert => ('+', change.new_index().and_then(|index| new_masked.get(index))),
                ChangeTag::Equal => (' ', change.new_index().and_then(|index| new_masked.get(index))),
            };
            // A line that the mask did not account for is hidden rather than shown.
            let text = masked.map_or("[hidden]", String::as_str);
            out.push_str(&format!("{sign}{}\n", text.trim_end_matches('\r')));
        }
    }
    out
}
