//! One value as one word of a shell.

use super::Shell;

/// `text` as one word; as it is where that is safe, in quotes otherwise.
///
/// # Errors
/// Gives the character that the shell has no safe way to write.
pub fn quote(shell: Shell, text: &str) -> Result<String, char> {
    if text.contains('\0') {
        return Err('\0');
    }
    match shell {
        Shell::Bash | Shell::Zsh | Shell::Sh => Ok(if is_plain(text) { text.to_owned() } else { posix(text) }),
        Shell::Fish => Ok(if is_plain(text) { text.to_owned() } else { fish(text) }),
        Shell::Powershell => Ok(powershell(text)),
        Shell::Cmd => cmd(text),
        Shell::Nushell => Ok(nushell(text)),
        Shell::Dotenv => Ok(if is_plain(text) { text.to_owned() } else { dotenv(text) }),
        Shell::Json => Ok(serde_json::Value::from(text).to_string()),
    }
}

/// A command line of several words, for showing and copying.
pub fn quote_words<S: AsRef<str>>(shell: Shell, words: impl IntoIterator<Item = S>) -> String {
    let quoted = words.into_iter().map(|word| {
        let word = word.as_ref();
        if is_plain(word) { word.to_owned() } else { quote(shell, word).unwrap_or_else(|_| posix(word)) }
    });
    quoted.collect::<Vec<_>>().join(" ")
}

/// Whether no shell makes anything of a text but the text. A leading `=` is expanded by zsh.
fn is_plain(text: &str) -> bool {
    !text.is_empty()
        && !text.starts_with('=')
        && text.bytes().all(|b| b.is_ascii_alphanumeric() || b"_-./:@+,=".contains(&b))
}

fn posix(text: &str) -> String {
    format!("'{}'", text.replace('\'', r"'\''"))
}

fn fish(text: &str) -> String {
    format!("'{}'", text.replace('\\', r"\\").replace('\'', r"\'"))
}

/// PowerShell ends a single-quoted string at the typographic quotes too, and doubles each for itself.
fn powershell(text: &str) -> String {
    let mut quoted = String::from("'");
    for c in text.chars() {
        if matches!(c, '\'' | '\u{2018}'..='\u{201b}') {
            quoted.push(c);
        }
        quoted.push(c);
    }
    quoted + "'"
}

fn cmd(text: &str) -> Result<String, char> {
    match text.chars().find(|c| matches!(c, '%' | '"' | '!') || c.is_control()) {
        Some(character) => Err(character),
        None if is_plain(text) => Ok(text.to_owned()),
        None => Ok(format!("\"{text}\"")),
    }
}

fn nushell(text: &str) -> String {
    if !text.contains('\'') && !text.chars().any(char::is_control) {
        return format!("'{text}'");
    }
    let mut quoted = String::from("\"");
    for c in text.chars() {
        match c {
            '"' | '\\' => quoted.extend(['\\', c]),
            '\n' => quoted.push_str("\\n"),
            '\r' => quoted.push_str("\\r"),
            '\t' => quoted.push_str("\\t"),
            c if c.is_control() => quoted.push_str(&format!("\\u{{{:x}}}", u32::from(c))),
            c => quoted.push(c),
        }
    }
    quoted + "\""
}

/// Single quotes are raw in every reader of .env files that knows quotes; double ones are needed for what they cannot
/// hold.
fn dotenv(text: &str) -> String {
    if !text.contains(['\'', '\n', '\r']) {
        return format!("'{text}'");
    }
    let escaped = text.replace('\\', r"\\").replace('"', "\\\"").replace('$', r"\$");
    format!("\"{}\"", escaped.replace('\n', r"\n").replace('\r', r"\r"))
}
