//! botocore's parser (1.43.11): Python's strict `RawConfigParser`, and one nested level below an empty value
//! (`configloader.py`).

use std::collections::BTreeMap;

use super::{FileKind, Property, ReadError, Section, Sections, Value};

/// The section that `configparser` lets all others inherit from.
const DEFAULTS: &str = "DEFAULT";

/// Parses one file; `[DEFAULT]` is already inherited.
///
/// # Errors
/// What `configparser` refuses: bytes that are no UTF-8, duplicates, lines without a separator or above any section.
pub(crate) fn parse(bytes: &[u8], file: FileKind) -> Result<Vec<Section>, ReadError> {
    let text = std::str::from_utf8(bytes).map_err(|error| {
        let line = bytes[..error.valid_up_to()].split(|byte| *byte == b'\n').count();
        ReadError { file, line, message: "a byte that is not UTF-8".to_owned() }
    })?;
    let mut parser = Parser::new(file);
    for (index, line) in universal_lines(text).enumerate() {
        parser.number = index + 1;
        parser.line(line)?;
    }
    parser.finish()
}

/// The section that keys go to.
#[derive(Clone, Copy)]
enum Current {
    Nowhere,
    Defaults,
    Section(usize),
}

struct Parser {
    file: FileKind,
    number: usize,
    sections: Sections,
    defaults: BTreeMap<String, Property>,
    current: Current,
    option: Option<String>,
    indent: usize,
    /// Errors that `configparser` collects until the end.
    late_error: Option<ReadError>,
}

impl Parser {
    fn new(file: FileKind) -> Self {
        Parser {
            file,
            number: 0,
            sections: Sections::default(),
            defaults: BTreeMap::new(),
            current: Current::Nowhere,
            option: None,
            indent: 0,
            late_error: None,
        }
    }

    fn error(&self, message: &str) -> ReadError {
        ReadError { file: self.file, line: self.number, message: message.to_owned() }
    }

    fn line(&mut self, line: &str) -> Result<(), ReadError> {
        let content = line.trim_matches(is_space);
        if content.is_empty() {
            self.append("");
            return Ok(());
        }
        if content.starts_with(['#', ';']) {
            return Ok(());
        }
        let indent = line.chars().take_while(|c| is_space(*c)).count();
        if self.option.is_some() && indent > self.indent {
            self.append(content);
            return Ok(());
        }
        self.indent = indent;
        match header(content) {
            Some(name) => self.enter(name),
            None => self.set(content),
        }
    }

    fn properties(&mut self) -> Option<&mut BTreeMap<String, Property>> {
        match self.current {
            Current::Nowhere => None,
            Current::Defaults => Some(&mut self.defaults),
            Current::Section(place) => Some(&mut self.sections.list[place].properties),
        }
    }

    fn append(&mut self, content: &str) {
        let Some(option) = self.option.take() else { return };
        let property = self.properties().and_then(|properties| properties.get_mut(&option));
        if let Some(Property { value: Value::Text(text), .. }) = property {
            text.push('\n');
            text.push_str(content);
        }
        self.option = Some(option);
    }

    fn enter(&mut self, name: &str) -> Result<(), ReadError> {
        self.option = None;
        if name == DEFAULTS {
            self.current = Current::Defaults;
            return Ok(());
        }
        let known = self.sections.list.len();
        let place = self.sections.enter(name, self.file, self.number);
        if place < known {
            return Err(self.error("this section is already there above"));
        }
        self.current = Current::Section(place);
        Ok(())
    }

    fn set(&mut self, content: &str) -> Result<(), ReadError> {
        if matches!(self.current, Current::Nowhere) {
            return Err(self.error("file contains no section headers before this line"));
        }
        let Some(at) = content.find(['=', ':']) else {
            self.remember("neither a section nor a key with a value");
            return Ok(());
        };
        let option = content[..at].trim_end_matches(is_space).to_lowercase();
        if option.is_empty() {
            self.remember("a value without a key");
        }
        let value = Value::Text(content[at + 1..].trim_matches(is_space).to_owned());
        let property = Property { value, file: self.file, line: self.number };
        let old = self.properties().and_then(|properties| properties.insert(option.clone(), property));
        if old.is_some() {
            return Err(self.error("this key is already there above"));
        }
        self.option = Some(option);
        Ok(())
    }

    fn remember(&mut self, message: &str) {
        let error = self.error(message);
        self.late_error.get_or_insert(error);
    }

    fn finish(mut self) -> Result<Vec<Section>, ReadError> {
        if let Some(error) = self.late_error {
            return Err(error);
        }
        for section in &mut self.sections.list {
            for (key, inherited) in &self.defaults {
                section.properties.entry(key.clone()).or_insert_with(|| inherited.clone());
            }
            for property in section.properties.values_mut() {
                nest(property)?;
            }
        }
        Ok(self.sections.list)
    }
}

/// `_join_multiline_values`, then `_parse_nested` where the value starts with a line end.
fn nest(property: &mut Property) -> Result<(), ReadError> {
    let Value::Text(text) = &mut property.value else { return Ok(()) };
    text.truncate(text.trim_end_matches(is_space).len());
    if !text.starts_with('\n') {
        return Ok(());
    }
    let mut block = BTreeMap::new();
    for line in text.split(is_line_end) {
        let line = line.trim_matches(is_space);
        if line.is_empty() {
            continue;
        }
        let (key, value) = line.split_once('=').ok_or_else(|| ReadError {
            file: property.file,
            line: property.line,
            message: "a line without `=` in the indented block below this key".to_owned(),
        })?;
        block.insert(key.trim_matches(is_space).to_owned(), value.trim_matches(is_space).to_owned());
    }
    property.value = Value::Nested(block);
    Ok(())
}

/// `\[(?P<header>.+)\]` at the start: up to the last bracket, whatever follows it.
pub(crate) fn header(content: &str) -> Option<&str> {
    let end = content.rfind(']').filter(|end| *end > 1)?;
    content.strip_prefix('[').map(|rest| &rest[..end - 1])
}

/// The two parts of `[profile 'x y']` as `shlex.split` gives them; `None` for any other count, or an open quote.
pub(crate) fn section_argument(name: &str) -> Option<String> {
    let mut parts: Vec<String> = Vec::new();
    let mut word: Option<String> = None;
    let mut chars = name.chars();
    while let Some(c) = chars.next() {
        match c {
            ' ' | '\t' | '\r' | '\n' => parts.extend(word.take()),
            '\'' => quoted(&mut chars, '\'', word.get_or_insert_default())?,
            '"' => quoted(&mut chars, '"', word.get_or_insert_default())?,
            '\\' => word.get_or_insert_default().push(chars.next()?),
            c => word.get_or_insert_default().push(c),
        }
    }
    parts.extend(word);
    if parts.len() == 2 { parts.pop() } else { None }
}

fn quoted(chars: &mut std::str::Chars<'_>, quote: char, word: &mut String) -> Option<()> {
    loop {
        match chars.next()? {
            c if c == quote => return Some(()),
            '\\' if quote == '"' => match chars.next()? {
                c @ ('"' | '\\') => word.push(c),
                c => word.extend(['\\', c]),
            },
            c => word.push(c),
        }
    }
}

/// Lines as Python's text mode has them: `\n`, `\r\n` and `\r` end one.
fn universal_lines(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = Some(text);
    std::iter::from_fn(move || {
        let text = rest.filter(|text| !text.is_empty())?;
        let Some(at) = text.find(['\n', '\r']) else { return rest.take() };
        let skip = if text[at..].starts_with("\r\n") { 2 } else { 1 };
        rest = Some(&text[at + skip..]);
        Some(&text[..at])
    })
}

/// `str.isspace`, which knows four separators more than Unicode's White_Space.
fn is_space(c: char) -> bool {
    c.is_whitespace() || ('\u{1c}'..='\u{1f}').contains(&c)
}

/// What `str.splitlines` splits at.
fn is_line_end(c: char) -> bool {
    matches!(c, '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{1c}'..='\u{1e}' | '\u{85}' | '\u{2028}' | '\u{2029}')
}
