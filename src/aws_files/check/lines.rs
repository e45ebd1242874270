//! Constructs of single lines that readers take differently; the table that this follows is in the comments of each.

mod header;

use std::collections::HashMap;
use std::path::Path;

use super::{Noted, profile_of};
use crate::aws_files::document::{PropertyLine, header_name};
use crate::aws_files::reading::{FileKind, go};
use crate::credentials::{Cleaning, clean};
use crate::finding::Reader::{AwsCli, Go, Sdk};
use crate::finding::{Finding, Reader, Severity};

/// Findings of one file's text.
pub(super) fn check(bytes: &[u8], file: FileKind, path: &Path) -> Vec<Noted> {
    let mut scan = Scan {
        file,
        path,
        found: Vec::new(),
        section: None,
        headers: HashMap::new(),
        keys: HashMap::new(),
        above: None,
    };
    let Some(text) = scan.encoding(bytes) else { return scan.found };
    for (index, line) in text.split('\n').enumerate() {
        scan.line(line.strip_suffix('\r').unwrap_or(line), index + 1);
    }
    scan.found
}

/// The property above a line, to which an indented line belongs for most readers.
struct Above {
    indent: usize,
    is_empty: bool,
}

struct Scan<'a> {
    file: FileKind,
    path: &'a Path,
    found: Vec<Noted>,
    section: Option<String>,
    headers: HashMap<String, usize>,
    keys: HashMap<String, usize>,
    above: Option<Above>,
}

impl Scan<'_> {
    fn add(
        &mut self,
        line: usize,
        rule: &'static str,
        severity: Severity,
        readers: &[Reader],
        text: (&str, &str),
    ) -> &mut Finding {
        let finding = Finding::new(rule, severity, text.0).at(self.path, line).breaks(readers).fix(text.1);
        let profile = self.section.as_deref().and_then(|header| profile_of(header, self.file));
        self.found.push(Noted { profile, finding });
        &mut self.found.last_mut().expect("just pushed").finding
    }

    fn error(&mut self, line: usize, rule: &'static str, readers: &[Reader], text: (&str, &str)) -> &mut Finding {
        self.add(line, rule, Severity::Error, readers, text)
    }

    fn warning(&mut self, line: usize, rule: &'static str, readers: &[Reader], text: (&str, &str)) -> &mut Finding {
        self.add(line, rule, Severity::Warning, readers, text)
    }

    fn encoding<'b>(&mut self, bytes: &'b [u8]) -> Option<&'b str> {
        if bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]) {
            self.error(
                1,
                "utf-16",
                &Reader::ALL,
                ("the file is UTF-16, which no reader understands", "save it as UTF-8"),
            );
            return None;
        }
        let text = match std::str::from_utf8(bytes) {
            Ok(text) => text,
            Err(error) => {
                let line = bytes[..error.valid_up_to()].iter().filter(|byte| **byte == b'\n').count() + 1;
                let text = (
                    "a byte that is not UTF-8: the AWS CLI refuses the file, other SDKs take it for empty",
                    "save it as UTF-8",
                );
                self.error(line, "not-utf-8", &[AwsCli, Sdk], text);
                return None;
            }
        };
        if let Some(at) = text.find('\0') {
            let line = text[..at].matches('\n').count() + 1;
            self.error(line, "nul-byte", &Reader::ALL, ("a NUL byte", "remove it"));
        }
        let inner = text.match_indices('\r').find(|(at, _)| !text[at + 1..].starts_with('\n'));
        if let Some((at, _)) = inner.filter(|(at, _)| at + 1 < text.len() || !text.contains('\n')) {
            let line = text[..at].matches('\n').count() + 1;
            let text = (
                "a carriage return inside of a line: the Go SDK and others do not end the line there",
                "save the file with line ends of one kind",
            );
            self.error(line, "carriage-return", &[Go, Sdk], text);
        }
        match text.strip_prefix('\u{feff}') {
            Some(rest) => {
                let text = (
                    "the file starts with a byte order mark: the provider loses the first section, others refuse the file",
                    "remove it",
                );
                self.error(1, "byte-order-mark", &Reader::ALL, text).fixable = true;
                Some(rest)
            }
            None => Some(text),
        }
    }

    fn line(&mut self, line: &str, number: usize) {
        let content = line.trim();
        let indent = line.len() - line.trim_start().len();
        if content.is_empty() {
            if !line.trim_matches([' ', '\t']).is_empty() {
                self.error(
                    number,
                    "odd-blank",
                    &[Sdk],
                    ("a blank line with characters that other SDKs refuse", "leave it empty"),
                );
            }
            return;
        }
        if content.starts_with(['#', ';']) {
            if indent > 0 {
                let text = (
                    "an indented comment, which other SDKs take for a part of the value above or refuse",
                    "start it at the left edge",
                );
                let joins = self.above.as_ref().is_some_and(|above| !above.is_empty);
                let severity = if joins { Severity::Warning } else { Severity::Error };
                self.add(number, "indented-comment", severity, &[Sdk], text).fixable = true;
            }
            return;
        }
        match self.above.as_ref().filter(|above| indent > above.indent).map(|above| above.is_empty) {
            Some(is_block) => self.continuation(line, content, number, is_block),
            None if content.starts_with('[') => self.header(line, content, number),
            None => self.property(line, content, indent, number),
        }
    }

    /// Lines 20 to 22 of the table.
    fn continuation(&mut self, line: &str, content: &str, number: usize, is_block: bool) {
        if go::header(line).is_some() {
            self.error(
                number,
                "indented-header",
                &[Go],
                (
                    "a header that is indented: the provider takes it for one, others for a part of the value above",
                    "start it at the left edge",
                ),
            );
        } else if is_block && !content.contains('=') {
            self.error(
                number,
                "nested-without-equals",
                &[AwsCli, Sdk],
                ("a nested line without `=`: other readers refuse the file", "write `key = value`"),
            );
        } else if !is_block
            && PropertyLine::of(content)
                .is_some_and(|line| line.key.chars().all(|c| c.is_ascii_alphanumeric() || c == '_'))
        {
            self.error(
                number,
                "indented-key",
                &[AwsCli, Sdk],
                (
                    "an indented key: the provider takes it for one, others for a part of the value above",
                    "start it at the left edge",
                ),
            );
        }
    }

    fn property(&mut self, line: &str, content: &str, indent: usize, number: usize) {
        if self.section.is_none() {
            self.error(
                number,
                "key-before-section",
                &[AwsCli, Sdk],
                ("a key above any section: other readers refuse the file", "move it below a header"),
            );
            return;
        }
        let Some(property) = PropertyLine::of(line) else {
            self.error(
                number,
                "no-separator",
                &[AwsCli, Sdk],
                (
                    "neither a header nor `key = value`: other readers refuse the file",
                    "write it as a comment, or remove it",
                ),
            );
            return;
        };
        self.above = Some(Above { indent, is_empty: property.value.is_empty() });
        let key = property.key.to_lowercase();
        if indent > 0 {
            self.error(
                number,
                "indented-first-key",
                &[Sdk],
                ("keys that are indented, which other SDKs refuse", "start them at the left edge"),
            );
        }
        if property.separator == ':' {
            self.error(number, "colon", &[Sdk], ("`:` in place of `=`, which other SDKs refuse", "write `=`"))
                .fixable = indent == 0;
        }
        if key.starts_with("export ") || key.starts_with("set ") || key.starts_with("$env") {
            self.error(
                number,
                "shell-line",
                &Reader::ALL,
                ("a line of a shell, which no reader understands here", "import it: awsn-setup profile import"),
            );
        } else if !key.chars().all(|c| c.is_ascii_alphanumeric() || "_-/.%@:+".contains(c)) {
            self.warning(
                number,
                "key-characters",
                &[Sdk],
                ("a key with characters that other SDKs do not read", "correct the key"),
            );
        } else if property.key != key {
            self.warning(
                number,
                "key-case",
                &[],
                ("a key in capitals, which some SDKs (Java, JavaScript) ignore", "write it in lower case"),
            );
        }
        if let Some(first) = self.keys.insert(key, number) {
            let text = format!("this key is already there in line {first}: the AWS CLI refuses the whole file");
            self.error(number, "duplicate-key", &[AwsCli], (&text, "remove the one that is wrong"));
        }
        self.value(&property, content, indent, number);
    }

    /// Lines 6, 9, 10, 23 and 24 of the table.
    fn value(&mut self, property: &PropertyLine<'_>, content: &str, indent: usize, number: usize) {
        if property.comment.is_some() && property.value.is_empty() {
            self.error(
                number,
                "value-is-comment",
                &[Go, Sdk],
                ("the value begins with a comment sign: the provider reads it as empty", "write the value first"),
            );
        } else if property.comment.is_some() {
            let text =
                ("a comment behind a value: the AWS CLI reads it as part of the value", "move it to a line of its own");
            self.warning(number, "inline-comment", &[AwsCli], text).fixable = indent == 0;
        }
        let value = property.value;
        let is_quote = |c: char| c == '"' || c == '\'';
        if value.chars().count() == 1 && value.starts_with(is_quote) {
            self.error(number, "lone-quote", &[Go], ("a quote alone: the provider crashes on it", "remove it"));
        } else if value.starts_with(is_quote) && value.ends_with(value.chars().next().unwrap_or(' ')) {
            let text = (
                "a value in quotes: the provider takes them off, the AWS CLI and other SDKs do not",
                "remove the quotes",
            );
            self.error(number, "quoted-value", &[AwsCli, Sdk], text).fixable = indent == 0;
        }
        let is_plain = content.bytes().all(|byte| (0x20..0x7f).contains(&byte) || byte == b'\t');
        let tail = content.chars().next_back().map(String::from).unwrap_or_default();
        let is_invisible = |text: &str| clean(text).1.contains(&Cleaning::Invisible);
        if !is_plain && (is_invisible(value) || is_invisible(&tail)) {
            let text = ("characters in the value that cannot be seen", "remove them");
            self.error(number, "invisible-character", &Reader::ALL, text).fixable = indent == 0;
        }
    }
}

/// The name in a header as the widest reader has it, for `mend`.
pub(super) fn widest_name(line: &str) -> Option<String> {
    header_name(line)
}
