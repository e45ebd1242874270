//! The Go SDK's parser (aws-sdk-go-v2 `config` v1.32.21, `internal/ini`): it never refuses a file, ignores what it does
//! not know, and panics on a lone quote.

use std::collections::BTreeMap;

use super::{FileKind, Property, ReadError, Section, Sections, Value};

const BLANKS: [char; 2] = [' ', '\t'];

/// Parses one file.
///
/// # Errors
/// A value of one quote alone, on which the SDK panics (strings.go:61-66).
pub(crate) fn parse(bytes: &[u8], file: FileKind) -> Result<Vec<Section>, ReadError> {
    let mut parser = Parser { file, sections: Sections::default(), section: None, key: String::new() };
    for (index, line) in String::from_utf8_lossy(bytes).split('\n').enumerate() {
        parser.line(line, index + 1).ok_or_else(|| ReadError {
            file,
            line: index + 1,
            message: "panic: slice bounds out of range [1:0]".to_owned(),
        })?;
    }
    Ok(parser.sections.list)
}

struct Parser {
    file: FileKind,
    sections: Sections,
    /// The section that properties go to; none before the first header and below `[]`.
    section: Option<usize>,
    key: String,
}

impl Parser {
    /// `None` where the SDK panics.
    fn line(&mut self, line: &str, number: usize) -> Option<()> {
        let content = line.trim_start_matches(BLANKS);
        if line.trim().is_empty() || content.starts_with(['#', ';']) {
            return Some(());
        }
        if let Some(name) = header(line) {
            let place = self.sections.enter(&name, self.file, number);
            self.section = (!name.is_empty()).then_some(place);
            self.key.clear();
        } else if !line.starts_with(BLANKS) {
            if let Some((key, value)) = split(without_comment(line).trim_end_matches(BLANKS)) {
                self.set(lower(key), unquoted(value)?.to_owned(), number);
            }
        } else if let Some((key, value)) = split(content) {
            self.sub_property(lower(key), unquoted(value)?, number);
        } else {
            self.continuation(content);
        }
        Some(())
    }

    fn properties(&mut self) -> Option<&mut BTreeMap<String, Property>> {
        Some(&mut self.sections.list[self.section?].properties)
    }

    fn set(&mut self, key: String, text: String, line: usize) {
        let file = self.file;
        if let Some(properties) = self.properties() {
            properties.insert(key.clone(), Property { value: Value::Text(text), file, line });
            self.key = key;
        }
    }

    /// A key below a value that is not empty becomes a property of its own (parse.go:73-96).
    fn sub_property(&mut self, key: String, text: &str, line: usize) {
        let parent = self.key.clone();
        let Some(properties) = self.properties() else { return };
        match properties.get_mut(&parent).filter(|_| !parent.is_empty()) {
            Some(property) if property.value.text().is_empty() => {
                if !matches!(property.value, Value::Nested(_)) {
                    property.value = Value::Nested(BTreeMap::new());
                }
                if let Value::Nested(block) = &mut property.value {
                    block.insert(key, text.to_owned());
                }
            }
            _ => self.set(key, without_comment(text).trim().to_owned(), line),
        }
    }

    fn continuation(&mut self, content: &str) {
        let key = self.key.clone();
        let Some(properties) = self.properties() else { return };
        if let Some(Property { value: Value::Text(text), .. }) = properties.get_mut(&key).filter(|_| !key.is_empty())
            && !text.is_empty()
        {
            text.push('\n');
            text.push_str(content);
        }
    }
}

/// The name in a header, kind and name joined by one space (`profile x`).
pub(crate) fn header(line: &str) -> Option<String> {
    let end = line.find(['#', ';']).unwrap_or(line.len());
    let name = line[..end].trim().strip_prefix('[')?.strip_suffix(']')?.trim();
    let Some(first) = name.find(BLANKS).filter(|at| *at > 0) else { return Some(name.to_owned()) };
    let rest = name[first..].trim_start_matches(BLANKS);
    Some(format!("{} {rest}", &name[..first]))
}

/// Cuts the tails in the SDK's own order: ` #`, ` ;`, then the same behind tabs.
fn without_comment(text: &str) -> &str {
    [" #", " ;", "\t#", "\t;"].iter().fold(text, |text, mark| text.find(mark).map_or(text, |at| &text[..at]))
}

fn split(text: &str) -> Option<(&str, &str)> {
    let (key, value) = text.split_at(text.find(['=', ':'])?);
    Some((key.trim(), value[1..].trim()))
}

fn unquoted(value: &str) -> Option<&str> {
    for quote in ['\'', '"'] {
        if value.starts_with(quote) && value.ends_with(quote) {
            return value.get(1..value.len() - 1);
        }
    }
    Some(value)
}

fn lower(key: &str) -> String {
    key.chars().map(|c| c.to_lowercase().next().unwrap_or(c)).collect()
}
