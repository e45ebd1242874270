//! Lines that name their values: `export A=…`, `set -gx A …`, `$Env:A=…`, `set A=…`, `setx A …`, `A=…`, profile blocks,
//! and labels as web pages show them (`Access key ID: …`).

use super::{Notes, Partial, Role, role};

/// Words that shells put before a name.
const LEADS: &[&str] =
    &["export ", "set -gx ", "set -Ux ", "set -x ", "setenv ", "setx ", "set ", "declare -x ", "env ", "$env:", "let "];

/// Collects the sets of credentials; a `[header]` or a second id begins a new one.
pub(super) fn read(text: &str, notes: &mut Notes) -> Vec<Partial> {
    let mut all = vec![Partial::default()];
    for line in text.lines_with_carriage() {
        let content = line.trim_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
        if let Some(name) = header(content) {
            all.push(Partial { profile: Some(name), ..Partial::default() });
            continue;
        }
        for statement in statements(line) {
            for (role, value) in named(statement) {
                let value = notes.cleaned(value);
                let current = all.last_mut().expect("there is always a set");
                if current.slot(role).is_some() && role == Role::Id {
                    all.push(Partial::default());
                }
                let current = all.last_mut().expect("there is always a set");
                if role != Role::UserName {
                    *current.slot(role) = Some(value).filter(|value| !value.is_empty());
                }
            }
        }
    }
    all
}

trait Lines {
    fn lines_with_carriage(&self) -> std::str::Split<'_, char>;
}

impl Lines for str {
    /// Lines whose carriage return is left to the cleaning, which says it.
    fn lines_with_carriage(&self) -> std::str::Split<'_, char> {
        self.split('\n')
    }
}

fn header(line: &str) -> Option<String> {
    let name = line.strip_prefix('[')?.strip_suffix(']')?.trim();
    let name = name.strip_prefix("profile ").unwrap_or(name).trim();
    (!name.is_empty() && !name.contains(['{', '"'])).then(|| name.to_owned())
}

/// The statements of a line, which shells part by `;` or `&&`. Quoted text is left whole.
fn statements(line: &str) -> Vec<&str> {
    let mut parts = Vec::new();
    let (mut start, mut quote) = (0, None);
    let mut chars = line.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        match (quote, c) {
            (None, '"' | '\'') => quote = Some(c),
            (Some(open), c) if c == open => quote = None,
            (None, ';') => {
                parts.push(&line[start..at]);
                start = at + 1;
            }
            (None, '&') if chars.peek().is_some_and(|(_, next)| *next == '&') => {
                parts.push(&line[start..at]);
                chars.next();
                start = at + 2;
            }
            _ => {}
        }
    }
    parts.push(&line[start..]);
    parts
}

/// The names of a statement that we know, each with its value. `export A=1 B=2` has several.
fn named(statement: &str) -> Vec<(Role, &str)> {
    let mut rest = statement.trim_start();
    if rest.starts_with(['#', ';']) {
        return Vec::new();
    }
    let mut lead = false;
    while let Some(found) = LEADS.iter().find(|word| starts_with(rest, word)) {
        rest = rest[found.len()..].trim_start();
        lead = true;
    }
    if lead && rest.split_whitespace().filter(|word| pair(word).is_some()).count() > 1 {
        return rest.split_whitespace().filter_map(pair).collect();
    }
    let by_blank = || rest.split_once(char::is_whitespace).filter(|_| lead);
    pair(rest).or_else(|| by_blank().and_then(|(name, value)| Some((role(name)?, value)))).into_iter().collect()
}

/// `NAME=value`, `"NAME": value`, `set "NAME=value"`.
fn pair(text: &str) -> Option<(Role, &str)> {
    let at = text.find(['=', ':'])?;
    let (name, value) = (&text[..at], &text[at + 1..]);
    let whole_is_quoted = name.starts_with('"') && !name[1..].contains('"');
    let value = if whole_is_quoted { value.trim_end().strip_suffix('"').unwrap_or(value) } else { value };
    // The blanks around `=` are the form's own, and not worth a note.
    Some((role(name)?, value.trim_matches([' ', '\t'])))
}

fn starts_with(text: &str, word: &str) -> bool {
    text.get(..word.len()).is_some_and(|start| start.eq_ignore_ascii_case(word))
}
