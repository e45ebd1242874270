//! The edits of one file. Each touches the lines of its own property or section, and no other.

use ini::{EscapePolicy, Ini, LineSeparator, ParseOption, WriteOption};

use super::line::{self, is_blank, is_comment};
use super::refusal::{check_key, check_value};
use super::{Block, Document, Entry, Line, PropertyLine, Refusal, SectionName};
use crate::aws_files::profile::is_portable_name;

impl Document {
    /// Sets a property, in place where it is there, else behind the last one of its section, else in a new section.
    ///
    /// # Errors
    /// The key, the value or a new section's name is none that every reader can read, or the section is ambiguous.
    pub fn set(&mut self, name: &SectionName, key: &str, value: &str) -> Result<(), Refusal> {
        check_key(key)?;
        check_value(key, value)?;
        let Some(block) = self.block(name)?.cloned() else {
            return self.append(name, &[(key, value)]);
        };
        match self.entry(&block, key)?.cloned() {
            Some(entry) => self.replace(&entry, value),
            None => {
                let text = new_line(&self.style(&block), key, value);
                self.insert(self.end_of_properties(&block), vec![text]);
            }
        }
        self.open_header(&block, name);
        self.structure()
    }

    /// Sets a key in the block below another key.
    ///
    /// # Errors
    /// As [`Document::set`]; also where the other key has a value of its own.
    pub fn set_nested(&mut self, name: &SectionName, key: &str, sub: &str, value: &str) -> Result<(), Refusal> {
        check_key(key)?;
        check_key(sub)?;
        check_value(sub, value)?;
        if value.is_empty() {
            return Err(Refusal::InvalidKey { key: format!("{key}.{sub}=") });
        }
        if self.block(name)?.is_none() {
            self.append(name, &[])?;
        }
        let Some(block) = self.block(name)?.cloned() else { return Ok(()) };
        let Some(entry) = self.entry(&block, key)?.cloned() else {
            let style = self.style(&block);
            let parent = new_line(&style, key, "");
            self.insert(self.end_of_properties(&block), vec![parent, format!("{}    {sub} = {value}", style.indent)]);
            return self.structure();
        };
        if !PropertyLine::of(&self.lines[entry.line].text).is_some_and(|line| line.value.is_empty()) {
            return Err(Refusal::NotABlock { key: key.to_owned() });
        }
        match self.nested_line(&entry, sub)? {
            Some(index) => {
                let text = PropertyLine::nested(&self.lines[index].text).map(|line| line.with_value(value));
                self.lines[index].text = text.unwrap_or_default();
            }
            None => {
                let indent = self.nested_indent(&entry);
                self.insert(entry.end, vec![format!("{indent}{sub} = {value}")]);
            }
        }
        self.structure()
    }

    /// Removes a property with everything that continues it. Gives whether it was there.
    ///
    /// # Errors
    /// The section or the key is there twice.
    pub fn unset(&mut self, name: &SectionName, key: &str) -> Result<bool, Refusal> {
        let Some(block) = self.block(name)?.cloned() else { return Ok(false) };
        let Some(entry) = self.entry(&block, key)?.cloned() else { return Ok(false) };
        self.lines.drain(entry.line..entry.end);
        self.structure()?;
        Ok(true)
    }

    /// Removes a key from the block below another one, and that one with its last. Gives whether it was there.
    ///
    /// # Errors
    /// The section or the key is there twice.
    pub fn unset_nested(&mut self, name: &SectionName, key: &str, sub: &str) -> Result<bool, Refusal> {
        let Some(block) = self.block(name)?.cloned() else { return Ok(false) };
        let Some(entry) = self.entry(&block, key)?.cloned() else { return Ok(false) };
        let Some(index) = self.nested_line(&entry, sub)? else { return Ok(false) };
        let others =
            (entry.line + 1..entry.end).any(|at| at != index && !line::is_blank_or_comment(&self.lines[at].text));
        if others {
            self.lines.remove(index);
        } else {
            self.lines.drain(entry.line..entry.end);
        }
        self.structure()?;
        Ok(true)
    }

    /// Removes all sections of that name, with the comments right above their headers. Gives whether there was one.
    ///
    /// # Errors
    /// Never for a document that was parsed.
    pub fn remove(&mut self, name: &SectionName) -> Result<bool, Refusal> {
        let mut removed = false;
        while let Some(at) = self.blocks.iter().position(|block| name.is_opened_by(&block.name, self.file)) {
            self.remove_block(at);
            self.structure()?;
            removed = true;
        }
        Ok(removed)
    }

    /// Gives a section another name; everything else in it stays as it is. Gives whether there was one.
    ///
    /// # Errors
    /// The new name is none that every reader can read, or the old section is ambiguous.
    pub fn rename(&mut self, old: &SectionName, new: &SectionName) -> Result<bool, Refusal> {
        check_name(new)?;
        let Some(block) = self.block(old)?.cloned() else { return Ok(false) };
        self.write_header(block.header, new);
        self.structure()?;
        Ok(true)
    }

    /// Appends a copy of a section under another name. Gives whether there was one.
    ///
    /// # Errors
    /// As [`Document::rename`].
    pub fn copy(&mut self, old: &SectionName, new: &SectionName) -> Result<bool, Refusal> {
        check_name(new)?;
        let Some(block) = self.block(old)?.cloned() else { return Ok(false) };
        let lines: Vec<String> = block
            .entries
            .iter()
            .flat_map(|entry| entry.line..entry.end)
            .map(|index| self.lines[index].text.clone())
            .filter(|text| !is_blank(text))
            .collect();
        self.append(new, &[])?;
        self.insert(self.lines.len(), lines);
        self.structure()?;
        Ok(true)
    }

    /// Replaces the value of every `key` that is `old`, in all sections. Gives how many there were.
    ///
    /// # Errors
    /// The new value is none that every reader can read.
    pub fn replace_everywhere(&mut self, key: &str, old: &str, new: &str) -> Result<usize, Refusal> {
        check_value(key, new)?;
        let entries: Vec<Entry> = self.blocks.iter().flat_map(|block| block.entries.iter().cloned()).collect();
        let mut count = 0;
        for entry in entries.iter().filter(|entry| entry.key == key) {
            let line = PropertyLine::of(&self.lines[entry.line].text);
            if let Some(line) = line.filter(|line| line.value == old) {
                let tail = line.comment.map(|comment| format!(" {comment}")).unwrap_or_default();
                self.lines[entry.line].text = format!("{}{tail}", line.with_value(new));
                count += 1;
            }
        }
        Ok(count)
    }

    /// Appends a new section, rendered by rust-ini, which also has to read back what it wrote.
    fn append(&mut self, name: &SectionName, properties: &[(&str, &str)]) -> Result<(), Refusal> {
        check_name(name)?;
        let end = self.lines.last().map_or("\n", |line| if line.end == "\r\n" { "\r\n" } else { self.first_end() });
        let header = name.header(self.file);
        let mut section = Ini::new();
        section.entry(Some(header.clone())).or_insert(ini::Properties::new());
        for (key, value) in properties {
            section.set_to(Some(header.clone()), (*key).to_owned(), (*value).to_owned());
        }
        let options = WriteOption {
            escape_policy: EscapePolicy::Nothing,
            line_separator: LineSeparator::SystemDefault,
            kv_separator: " = ",
        };
        let mut rendered = Vec::new();
        let written = section.write_to_opt(&mut rendered, options).ok().and_then(|()| String::from_utf8(rendered).ok());
        let text = written.unwrap_or_default();
        if let Some(last) = self.lines.last_mut() {
            if last.end.is_empty() {
                last.end = end;
            }
            if !is_blank(&last.text) {
                self.lines.push(Line { text: String::new(), end });
            }
        }
        self.lines.extend(text.lines().map(|text| Line { text: text.trim_end().to_owned(), end }));
        self.structure()
    }

    /// What rust-ini, quotes and escapes off, reads in the section that was written: the second opinion. `None` where
    /// it cannot read the section at all.
    pub fn second_opinion(&self, name: &SectionName, key: &str) -> Option<String> {
        let block = self.block(name).ok()??;
        let text: Vec<&str> = block
            .entries
            .iter()
            .filter(|entry| entry.key == key)
            .map(|entry| self.lines[entry.line].text.trim_start())
            .collect();
        let option = ParseOption { enabled_quote: false, enabled_escape: false, ..ParseOption::default() };
        let section = Ini::load_from_str_opt(&format!("[s]\n{}\n", text.join("\n")), option).ok()?;
        let (_, value) = section.section(Some("s"))?.iter().find(|(found, _)| found.to_lowercase() == key)?;
        Some(value.to_owned())
    }

    fn first_end(&self) -> &'static str {
        self.lines.first().map_or("\n", |line| if line.end.is_empty() { "\n" } else { line.end })
    }

    /// Puts lines before `at`, ended as the line above is, which gets an end where it had none.
    fn insert(&mut self, at: usize, texts: Vec<String>) {
        let end = match at.checked_sub(1).map(|above| self.lines[above].end) {
            Some("") | None => self.first_end(),
            Some(end) => end,
        };
        if let Some(above) = at.checked_sub(1) {
            self.lines[above].end = end;
        }
        self.lines.splice(at..at, texts.into_iter().map(|text| Line { text, end }));
    }

    fn replace(&mut self, entry: &Entry, value: &str) {
        let Some(line) = PropertyLine::of(&self.lines[entry.line].text) else { return };
        let (text, comment) = (line.with_value(value), line.comment.map(str::to_owned));
        let was_last = entry.end == self.lines.len();
        let final_end = self.lines[entry.end - 1].end;
        self.lines.drain(entry.line + 1..entry.end);
        if was_last {
            self.lines[entry.line].end = final_end;
        }
        self.lines[entry.line].text = text;
        // botocore takes the comment for a part of the value, so it gets a line of its own.
        if let Some(comment) = comment {
            let end = self.first_end();
            self.lines.insert(entry.line, Line { text: comment, end });
        }
    }

    fn nested_line(&self, entry: &Entry, sub: &str) -> Result<Option<usize>, Refusal> {
        let is_it = |index: &usize| {
            let text = &self.lines[*index].text;
            !is_comment(text) && PropertyLine::nested(text).is_some_and(|line| line.key.eq_ignore_ascii_case(sub))
        };
        let found: Vec<usize> = (entry.line + 1..entry.end).filter(is_it).collect();
        match found.as_slice() {
            [] => Ok(None),
            [only] => Ok(Some(*only)),
            [.., last] => Err(Refusal::DuplicateKey { line: last + 1, key: sub.to_owned() }),
        }
    }

    fn nested_indent(&self, entry: &Entry) -> String {
        let lines = (entry.line + 1..entry.end).rev().map(|index| &self.lines[index].text);
        match lines.into_iter().find(|text| !line::is_blank_or_comment(text)) {
            Some(text) => text[..text.len() - text.trim_start().len()].to_owned(),
            None => " ".repeat(entry.indent + 4),
        }
    }

    /// New keys stand as deep as the last one, and without blanks around `=` where no key has them.
    fn style(&self, block: &Block) -> Style {
        let Some(last) = block.entries.last() else { return Style { indent: String::new(), tight: false } };
        let is_tight = |entry: &Entry| {
            PropertyLine::of(&self.lines[entry.line].text)
                .is_some_and(|line| line.separator == '=' && line.prefix.trim_start() == format!("{}=", line.key))
        };
        let text = &self.lines[last.line].text;
        let indent = text[..text.len() - text.trim_start().len()].to_owned();
        Style { indent, tight: block.entries.iter().all(is_tight) }
    }

    /// Where a new key goes: behind the last one, or behind the header and what stands below it without being a key.
    fn end_of_properties(&self, block: &Block) -> usize {
        let is_content = |index: &usize| !line::is_blank_or_comment(&self.lines[*index].text);
        let last = || (block.header..block.end).rev().find(is_content).unwrap_or(block.header);
        block.entries.last().map_or_else(|| last() + 1, |entry| entry.end)
    }

    /// A header that only some readers understand (`[profile "x"]`) is written as all do.
    fn open_header(&mut self, block: &Block, name: &SectionName) {
        if is_portable_name(name.name()) && block.name.contains(['"', '\'']) {
            self.write_header(block.header, name);
        }
    }

    fn write_header(&mut self, index: usize, name: &SectionName) {
        let text = &self.lines[index].text;
        let tail = text.rfind(']').map_or("", |at| &text[at..]).to_owned();
        self.lines[index].text = format!("[{}{tail}", name.header(self.file));
    }

    fn remove_block(&mut self, at: usize) {
        let block = &self.blocks[at];
        let start = self.lead(block.header);
        let next = self.blocks.get(at + 1).map_or(self.lines.len(), |next| self.lead(next.header));
        let is_body = |index: &usize| *index == block.header || !line::is_blank_or_comment(&self.lines[*index].text);
        let body = (block.header..next).rev().find(is_body).unwrap_or(block.header) + 1;
        let mut end = (body..next).find(|index| !is_comment(&self.lines[*index].text)).unwrap_or(next);
        let mut start = start;
        if start == 0 || is_blank(&self.lines[start - 1].text) {
            end = (end..next).find(|index| !is_blank(&self.lines[*index].text)).unwrap_or(next);
        }
        if end == self.lines.len() {
            start = (0..start).rev().find(|index| !is_blank(&self.lines[*index].text)).map_or(0, |index| index + 1);
        }
        self.lines.drain(start..end);
    }

    /// Where the comments right above a header begin, if a blank line or the start of the file sets them off.
    fn lead(&self, header: usize) -> usize {
        let above = (0..header).rev().take_while(|index| is_comment(&self.lines[*index].text)).last();
        let start = above.unwrap_or(header);
        if start == 0 || is_blank(&self.lines[start - 1].text) { start } else { header }
    }
}

struct Style {
    indent: String,
    tight: bool,
}

fn new_line(style: &Style, key: &str, value: &str) -> String {
    let separator = if style.tight { "=" } else { " = " };
    format!("{}{key}{separator}{value}", style.indent).trim_end().to_owned()
}

fn check_name(name: &SectionName) -> Result<(), Refusal> {
    if is_portable_name(name.name()) {
        Ok(())
    } else {
        Err(Refusal::InvalidProfileName { name: name.name().to_owned() })
    }
}
