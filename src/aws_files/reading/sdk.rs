//! The parser of the SDKs' specification, as the Rust SDK has it (aws-runtime 1.10.2, `env_config/parse.rs`): `=` only,
//! comments at the start of a line or behind a blank, and an error for what it does not know.

use super::{FileKind, Property, ReadError, Section, Sections, Value};

const BLANKS: [char; 2] = [' ', '\t'];
const COMMENT: [char; 2] = ['#', ';'];

/// Parses one file. A file that is not UTF-8 counts as empty.
///
/// # Errors
/// The first line that is neither blank, comment, header, property nor continuation, in the SDK's words.
pub(crate) fn parse(bytes: &[u8], file: FileKind) -> Result<Vec<Section>, ReadError> {
    let Ok(text) = std::str::from_utf8(bytes) else { return Ok(Vec::new()) };
    let mut parser = Parser { file, sections: Sections::default(), state: State::Starting };
    for (index, line) in text.lines().enumerate() {
        let number = index + 1;
        parser.line(line, number).map_err(|message| ReadError { file, line: number, message: message.to_owned() })?;
    }
    Ok(parser.sections.list)
}

enum State {
    Starting,
    Section { place: usize },
    Property { place: usize, key: String, is_block: bool },
}

struct Parser {
    file: FileKind,
    sections: Sections,
    state: State,
}

impl Parser {
    fn line(&mut self, line: &str, number: usize) -> Result<(), &'static str> {
        if line.trim_matches(BLANKS).is_empty() || line.starts_with(COMMENT) {
            Ok(())
        } else if line.starts_with('[') {
            self.header(line, number)
        } else if line.starts_with(BLANKS) {
            self.continuation(line)
        } else {
            self.property(line, number)
        }
    }

    fn header(&mut self, line: &str, number: usize) -> Result<(), &'static str> {
        let name = prepared(line, false).strip_prefix('[').and_then(|rest| rest.strip_suffix(']'));
        let name = name.ok_or("Profile definition must end with ']'")?;
        self.state = State::Section { place: self.sections.enter(name, self.file, number) };
        Ok(())
    }

    fn property(&mut self, line: &str, number: usize) -> Result<(), &'static str> {
        let place = match self.state {
            State::Starting => return Err("Expected a profile definition"),
            State::Section { place } | State::Property { place, .. } => place,
        };
        let (key, value) = split(line).map_err(|error| match error {
            Unsplit::NoEquals => "Expected an '=' sign defining a property",
            Unsplit::NoName => "Property did not have a name",
        })?;
        let property = Property { value: Value::Text(value.to_owned()), file: self.file, line: number };
        self.sections.list[place].properties.insert(key.clone(), property);
        self.state = State::Property { place, key, is_block: value.is_empty() };
        Ok(())
    }

    fn continuation(&mut self, line: &str) -> Result<(), &'static str> {
        let (place, key, is_block) = match &self.state {
            State::Starting => return Err("Expected a profile definition"),
            State::Section { .. } => return Err("Expected a property definition, found continuation"),
            State::Property { place, key, is_block } => (*place, key, *is_block),
        };
        if is_block {
            split(line).map_err(|error| match error {
                Unsplit::NoEquals => "Expected an '=' sign defining a sub-property",
                Unsplit::NoName => "Sub-property did not have a name",
            })?;
        }
        if let Some(Property { value: Value::Text(text), .. }) = self.sections.list[place].properties.get_mut(key) {
            text.push('\n');
            text.push_str(line.trim_matches(BLANKS));
        }
        Ok(())
    }
}

enum Unsplit {
    NoEquals,
    NoName,
}

fn split(line: &str) -> Result<(String, &str), Unsplit> {
    let (key, value) = prepared(line, true).split_once('=').ok_or(Unsplit::NoEquals)?;
    let key = key.trim_matches(BLANKS);
    if key.is_empty() {
        return Err(Unsplit::NoName);
    }
    Ok((key.to_ascii_lowercase(), value.trim_matches(BLANKS)))
}

/// The line without its comment; between brackets a comment needs no blank before it.
fn prepared(line: &str, comments_need_blank: bool) -> &str {
    let line = line.trim_matches(BLANKS);
    let mut behind_blank = false;
    for (at, c) in line.char_indices() {
        if COMMENT.contains(&c) && (behind_blank || !comments_need_blank) {
            return line[..at].trim_matches(BLANKS);
        }
        behind_blank = c.is_whitespace();
    }
    line
}
