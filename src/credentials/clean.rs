//! Cleaning of one pasted value: what browsers, chats and spreadsheets put around a key that is no part of it.

use zeroize::Zeroize;

use crate::secret::Secret;

/// Something that was taken away from a pasted value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Cleaning {
    /// Spaces, tabs or line ends before or after it.
    Whitespace,
    /// Quotes around it.
    Quotes,
    /// Characters that cannot be seen: byte order marks, zero-width and no-break spaces, control characters.
    Invisible,
    /// A comma or semicolon behind the closing quote.
    Separator,
}

impl Cleaning {
    /// What was taken away, to be put behind "removed".
    pub fn what(self) -> &'static str {
        match self {
            Cleaning::Whitespace => "spaces or line ends around the value",
            Cleaning::Quotes => "quotes around the value",
            Cleaning::Invisible => "invisible characters",
            Cleaning::Separator => "a separator behind the value",
        }
    }
}

const QUOTES: &[(char, char)] =
    &[('"', '"'), ('\'', '\''), ('`', '`'), ('\u{201c}', '\u{201d}'), ('\u{2018}', '\u{2019}'), ('«', '»')];

/// Takes away what is around a pasted value or cannot be seen in it, and says what that was. Visible characters inside
/// it stay, so that a wrong value is refused and not mended into another.
pub fn clean(text: &str) -> (String, Vec<Cleaning>) {
    let mut notes = Vec::new();
    let mut note = |cleaning| {
        if !notes.contains(&cleaning) {
            notes.push(cleaning);
        }
    };
    let mut value: String = text.chars().filter(|c| !is_invisible(*c)).collect();
    if value.len() != text.len() {
        note(Cleaning::Invisible);
    }
    loop {
        let trimmed = value.trim();
        if trimmed.len() != value.len() {
            note(Cleaning::Whitespace);
        }
        let (inner, step) = match unquoted(trimmed) {
            Some(inner) => (inner, Cleaning::Quotes),
            None => match without_separator(trimmed) {
                Some(inner) => (inner, Cleaning::Separator),
                None => {
                    let result = trimmed.to_owned();
                    value.zeroize();
                    return (result, notes);
                }
            },
        };
        note(step);
        let inner = inner.to_owned();
        value.zeroize();
        value = inner;
    }
}

/// The same for a secret; nothing of it is left behind in memory.
pub fn clean_secret(secret: &Secret) -> (Secret, Vec<Cleaning>) {
    let (text, notes) = clean(secret.expose());
    (Secret::new(text), notes)
}

fn unquoted(text: &str) -> Option<&str> {
    QUOTES.iter().find_map(|(open, close)| text.strip_prefix(*open)?.strip_suffix(*close))
}

fn without_separator(text: &str) -> Option<&str> {
    let rest = text.strip_suffix([',', ';'])?;
    unquoted(rest.trim_end()).map(|_| rest)
}

/// Whether a character takes no place or looks like a plain space without being one.
pub(super) fn is_invisible(c: char) -> bool {
    let control = c.is_control() && !matches!(c, '\t' | '\n' | '\r');
    control
        || matches!(c,
            '\u{00a0}' | '\u{00ad}' | '\u{034f}' | '\u{061c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}'
            | '\u{180b}'..='\u{180e}' | '\u{2000}'..='\u{200f}' | '\u{2028}'..='\u{202f}' | '\u{205f}'..='\u{206f}'
            | '\u{3000}' | '\u{3164}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{ffa0}' | '\u{fff9}'..='\u{fffb}')
}
