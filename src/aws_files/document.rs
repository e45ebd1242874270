//! The lossless line model of a shared file: every byte is kept, edits splice whole lines.
//!
//! Structure follows the widest reading that the readers share: a line that is indented deeper than the key above it
//! belongs to that key. What readers make of it otherwise is left to `reading`, which file a key belongs to, to `edit`.

mod line;
mod refusal;
mod splice;
#[cfg(test)]
mod tests;

use zeroize::Zeroize;

pub(super) use line::{PropertyLine, header_name};
pub use refusal::Refusal;

use super::reading::FileKind;

/// A section that has a name of its own: a profile, or what profiles refer to.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum SectionName {
    /// A profile.
    Profile(String),
    /// `[sso-session NAME]`, in the config file only.
    SsoSession(String),
    /// `[services NAME]`, in the config file only.
    Services(String),
}

impl SectionName {
    /// A profile of this name.
    pub fn profile(name: &str) -> Self {
        SectionName::Profile(name.to_owned())
    }

    /// The name without its kind.
    pub fn name(&self) -> &str {
        match self {
            SectionName::Profile(name) | SectionName::SsoSession(name) | SectionName::Services(name) => name,
        }
    }

    /// What stands between the brackets in a file of this kind.
    pub fn header(&self, file: FileKind) -> String {
        match (self, file) {
            (SectionName::Profile(name), FileKind::Credentials) => name.clone(),
            (SectionName::Profile(name), FileKind::Config) if name == "default" => name.clone(),
            (SectionName::Profile(name), FileKind::Config) => format!("profile {name}"),
            (SectionName::SsoSession(name), _) => format!("sso-session {name}"),
            (SectionName::Services(name), _) => format!("services {name}"),
        }
    }

    /// Whether a header with `text` between its brackets opens this section; quotes as the AWS CLI writes them count.
    fn is_opened_by(&self, text: &str, file: FileKind) -> bool {
        let kind = match (self, file) {
            (SectionName::Profile(name), FileKind::Credentials) => return name == text,
            (_, FileKind::Credentials) => return false,
            (SectionName::Profile(name), _) if name == "default" && text == "default" => return true,
            (SectionName::Profile(_), _) => "profile",
            (SectionName::SsoSession(_), _) => "sso-session",
            (SectionName::Services(_), _) => "services",
        };
        let Some(rest) = text.strip_prefix(kind).and_then(|rest| rest.strip_prefix(' ')) else { return false };
        let is_quoted = || rest.contains(['"', '\'', '\\']);
        rest == self.name()
            || (is_quoted() && super::reading::aws_cli::section_argument(text).as_deref() == Some(self.name()))
    }
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Line {
    text: String,
    /// `\n`, `\r\n`, or nothing at the end of the file.
    end: &'static str,
}

impl Drop for Line {
    fn drop(&mut self) {
        self.text.zeroize();
    }
}

/// A property: its line and those that continue it.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Entry {
    key: String,
    line: usize,
    /// Behind its last continuation.
    end: usize,
    indent: usize,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Block {
    /// What stands between the brackets, blanks between kind and name made one.
    name: String,
    header: usize,
    /// Behind its last line.
    end: usize,
    entries: Vec<Entry>,
}

/// A shared file as lines.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Document {
    file: FileKind,
    lines: Vec<Line>,
    blocks: Vec<Block>,
}

impl Document {
    /// Parses a file for editing; `None` is one that is not there yet.
    ///
    /// # Errors
    /// A file that no edit could leave readable: no UTF-8, a byte order mark, carriage returns inside of lines, a
    /// header without its bracket, keys above any section.
    pub fn parse(file: FileKind, bytes: Option<&[u8]>) -> Result<Self, Refusal> {
        let text = line::text(bytes.unwrap_or_default())?;
        let mut document = Document { file, lines: line::lines(text), blocks: Vec::new() };
        document.structure()?;
        Ok(document)
    }

    /// The file's bytes.
    pub fn to_bytes(&self) -> Vec<u8> {
        self.lines.iter().flat_map(|line| line.text.bytes().chain(line.end.bytes())).collect()
    }

    /// Which file it is.
    pub fn file(&self) -> FileKind {
        self.file
    }

    fn structure(&mut self) -> Result<(), Refusal> {
        self.blocks.clear();
        for (index, line) in self.lines.iter().enumerate() {
            if line::is_blank_or_comment(&line.text) {
                continue;
            }
            let indent = line::indent(&line.text);
            let last = self.blocks.last_mut();
            match last.and_then(|block| block.entries.last_mut()).filter(|entry| indent > entry.indent) {
                Some(entry) => entry.end = index + 1,
                None => start(&mut self.blocks, &line.text, index, indent)?,
            }
        }
        let starts: Vec<usize> = self.blocks.iter().skip(1).map(|block| block.header).collect();
        for (block, end) in self.blocks.iter_mut().zip(starts.into_iter().chain([self.lines.len()])) {
            block.end = end;
        }
        Ok(())
    }

    /// The one section of that name; `None` where there is none.
    ///
    /// # Errors
    /// There are several, of which readers take different ones.
    fn block(&self, name: &SectionName) -> Result<Option<&Block>, Refusal> {
        let found: Vec<&Block> = self.blocks.iter().filter(|block| name.is_opened_by(&block.name, self.file)).collect();
        match found.as_slice() {
            [] => Ok(None),
            [only] => Ok(Some(only)),
            // All readers take `[profile default]` alone where it is the later one.
            [first, last] if first.name == "default" && last.name == "profile default" => Ok(Some(last)),
            [.., last] => Err(Refusal::DuplicateSection { line: last.header + 1, first: found[0].header + 1 }),
        }
    }

    fn entry<'a>(&self, block: &'a Block, key: &str) -> Result<Option<&'a Entry>, Refusal> {
        let mut found = block.entries.iter().filter(|entry| entry.key == key);
        let first = found.next();
        match found.next_back() {
            Some(last) => Err(Refusal::DuplicateKey { line: last.line + 1, key: key.to_owned() }),
            None => Ok(first),
        }
    }

    /// Whether there is a section of that name.
    pub fn contains(&self, name: &SectionName) -> bool {
        self.blocks.iter().any(|block| name.is_opened_by(&block.name, self.file))
    }

    /// The value of a property, without its comment; `None` where it is not there, empty for a block.
    ///
    /// # Errors
    /// The section or the key is there twice.
    pub fn get(&self, name: &SectionName, key: &str) -> Result<Option<&str>, Refusal> {
        let Some(block) = self.block(name)? else { return Ok(None) };
        let entry = self.entry(block, key)?;
        Ok(entry.and_then(|entry| PropertyLine::of(&self.lines[entry.line].text)).map(|line| line.value))
    }

    /// The keys of a section in their order.
    ///
    /// # Errors
    /// The section is there twice.
    pub fn keys(&self, name: &SectionName) -> Result<Vec<&str>, Refusal> {
        let block = self.block(name)?;
        Ok(block.map(|block| block.entries.iter().map(|entry| entry.key.as_str()).collect()).unwrap_or_default())
    }

    /// The sections in which `key` is `value`, by the text between their brackets, with the line counted from 1.
    pub(super) fn referring(&self, key: &str, value: &str) -> Vec<(String, FileKind, usize)> {
        let is_it = |entry: &&Entry| {
            let line = PropertyLine::of(&self.lines[entry.line].text);
            entry.key == key && line.is_some_and(|line| line.value == value)
        };
        let found =
            self.blocks.iter().flat_map(|block| block.entries.iter().filter(is_it).map(move |entry| (block, entry)));
        found.map(|(block, entry)| (block.name.clone(), self.file, entry.line + 1)).collect()
    }

    /// The text between the brackets of every header, with its line counted from 1.
    pub fn headers(&self) -> impl Iterator<Item = (&str, usize)> {
        self.blocks.iter().map(|block| (block.name.as_str(), block.header + 1))
    }
}

fn start(blocks: &mut Vec<Block>, text: &str, index: usize, indent: usize) -> Result<(), Refusal> {
    if text.trim_start().starts_with('[') {
        let name = header_name(text).ok_or(Refusal::UnclosedHeader { line: index + 1 })?;
        blocks.push(Block { name, header: index, end: index + 1, entries: Vec::new() });
        return Ok(());
    }
    let Some(block) = blocks.last_mut() else { return Err(Refusal::PropertyBeforeSection { line: index + 1 }) };
    // A line without separator is one that the provider's reader ignores; it is kept, and nothing is spliced into it.
    if let Some(line) = PropertyLine::of(text) {
        block.entries.push(Entry { key: line.key.to_lowercase(), line: index, end: index + 1, indent });
    }
    Ok(())
}
