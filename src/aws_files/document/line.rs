//! One line: its parts as all readers would split it.

use super::super::reading::{aws_cli, go};
use super::{Line, Refusal};

/// The text of a file that can be edited line by line.
pub(super) fn text(bytes: &[u8]) -> Result<&str, Refusal> {
    let line_of = |at: usize| bytes[..at].iter().filter(|byte| **byte == b'\n').count() + 1;
    let text = std::str::from_utf8(bytes).map_err(|error| Refusal::NotText { line: line_of(error.valid_up_to()) })?;
    if text.starts_with('\u{feff}') {
        return Err(Refusal::ByteOrderMark);
    }
    if let Some(at) = text.find('\0') {
        return Err(Refusal::NotText { line: line_of(at) });
    }
    if let Some((at, _)) = text.match_indices('\r').find(|(at, _)| !text[at + 1..].starts_with('\n')) {
        return Err(Refusal::CarriageReturn { line: line_of(at) });
    }
    Ok(text)
}

pub(super) fn lines(text: &str) -> Vec<Line> {
    text.split_inclusive('\n')
        .map(|line| match line.strip_suffix("\r\n") {
            Some(text) => Line { text: text.to_owned(), end: "\r\n" },
            None => match line.strip_suffix('\n') {
                Some(text) => Line { text: text.to_owned(), end: "\n" },
                None => Line { text: line.to_owned(), end: "" },
            },
        })
        .collect()
}

pub(super) fn is_blank(text: &str) -> bool {
    text.trim().is_empty()
}

pub(super) fn is_comment(text: &str) -> bool {
    text.trim_start().starts_with(['#', ';'])
}

pub(super) fn is_blank_or_comment(text: &str) -> bool {
    is_blank(text) || is_comment(text)
}

/// How many characters stand before the first visible one.
pub(super) fn indent(text: &str) -> usize {
    text.chars().take_while(|c| c.is_whitespace()).count()
}

/// What stands between the brackets, as the widest reader has it.
pub(crate) fn header_name(text: &str) -> Option<String> {
    go::header(text).or_else(|| aws_cli::header(text.trim()).map(str::to_owned))
}

/// A property's line in its parts: `prefix` (up to the value), `value`, `comment`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct PropertyLine<'a> {
    /// The key as written.
    pub(crate) key: &'a str,
    /// Indentation, key, separator and the blanks around it.
    pub(crate) prefix: &'a str,
    /// The value without blanks around it.
    pub(crate) value: &'a str,
    /// What the Go SDK and the specification cut off, from `#` or `;` on.
    pub(crate) comment: Option<&'a str>,
    /// `=` or `:`.
    pub(crate) separator: char,
}

impl<'a> PropertyLine<'a> {
    /// The parts; `None` where there is no separator or no key.
    pub(crate) fn of(text: &'a str) -> Option<Self> {
        let line = Self::nested(text)?;
        let cut = line.value.char_indices().find(|(at, c)| {
            matches!(c, '#' | ';') && line.value[..*at].chars().next_back().is_none_or(|c| matches!(c, ' ' | '\t'))
        });
        // Right behind `= ` a comment sign cuts, right behind `=` it does not.
        let cut = cut.filter(|(at, _)| *at > 0 || line.prefix.ends_with([' ', '\t']));
        Some(match cut {
            Some((at, _)) => PropertyLine { value: line.value[..at].trim(), comment: Some(&line.value[at..]), ..line },
            None => line,
        })
    }

    /// The same for a line below an empty value, where no reader cuts a comment.
    pub(crate) fn nested(text: &'a str) -> Option<Self> {
        let at = text.find(['=', ':'])?;
        let key = text[..at].trim();
        if key.is_empty() {
            return None;
        }
        let rest = &text[at + 1..];
        let blanks = rest.len() - rest.trim_start().len();
        let separator = if text[at..].starts_with('=') { '=' } else { ':' };
        Some(PropertyLine { key, prefix: &text[..at + 1 + blanks], value: rest.trim(), comment: None, separator })
    }

    /// The line with another value; blanks as they were.
    pub(crate) fn with_value(&self, value: &str) -> String {
        if value.is_empty() {
            return self.prefix.trim_end().to_owned();
        }
        let bare = self.prefix.trim_end();
        let spaced = self.separator == ':' || bare[..bare.len() - 1].ends_with([' ', '\t']);
        let pad = if self.prefix.len() == bare.len() && spaced { " " } else { "" };
        format!("{}{pad}{value}", self.prefix)
    }
}
