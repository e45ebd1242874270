//! Shells: how each quotes a value, sets and unsets a variable, and which one is running.
//!
//! What is set is left to the `env` command. Quoting is total where a shell can hold every text, and an error where
//! it cannot: never a line that means something else.

mod detect;
mod quote;
#[cfg(test)]
mod tests;

pub use detect::{detect, parent_name};
pub use quote::{quote, quote_words};

use thiserror::Error;

/// A shell, or a form of file that takes a shell's place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, clap::ValueEnum)]
pub enum Shell {
    /// GNU bash.
    Bash,
    /// zsh.
    Zsh,
    /// Any POSIX shell: dash, ash, ksh.
    Sh,
    /// fish.
    Fish,
    /// PowerShell, on any system.
    #[value(alias = "pwsh")]
    Powershell,
    /// The command interpreter of Windows.
    Cmd,
    /// Nushell.
    #[value(alias = "nu")]
    Nushell,
    /// A `.env` file.
    Dotenv,
    /// A JSON object; what is to be unset is null.
    Json,
}

/// A value that a shell has no safe way to write.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("the value of {name} has {character:?} in it, which {shell} cannot be given safely", shell = .shell.name())]
pub struct Unwritable {
    /// The shell.
    pub shell: Shell,
    /// The variable.
    pub name: String,
    /// The character.
    pub character: char,
}

/// A variable to set, or to unset where there is no value.
pub type Change<'a> = (&'a str, Option<&'a str>);

impl Shell {
    /// The name as `--shell` takes it.
    pub fn name(self) -> &'static str {
        match self {
            Shell::Bash => "bash",
            Shell::Zsh => "zsh",
            Shell::Sh => "sh",
            Shell::Fish => "fish",
            Shell::Powershell => "powershell",
            Shell::Cmd => "cmd",
            Shell::Nushell => "nushell",
            Shell::Dotenv => "dotenv",
            Shell::Json => "json",
        }
    }

    /// How one makes a shell take over what `command` prints.
    pub fn takes_over(self, command: &str) -> String {
        match self {
            Shell::Bash | Shell::Zsh | Shell::Sh => format!("eval \"$({command})\""),
            Shell::Fish => format!("{command} | source"),
            Shell::Powershell => format!("{command} | Out-String | Invoke-Expression"),
            Shell::Cmd => format!("for /f \"delims=\" %i in ('{command}') do @%i"),
            Shell::Nushell => format!("{command} | save -f aws-env.nu; source aws-env.nu"),
            Shell::Dotenv => format!("{command} > .env"),
            Shell::Json => command.to_owned(),
        }
    }
}

/// The text that makes `changes`, a line each, in their order.
///
/// # Errors
/// Where the shell cannot hold a value; see [`Unwritable`].
pub fn render(shell: Shell, changes: &[Change<'_>]) -> Result<String, Unwritable> {
    if shell == Shell::Json {
        let object: serde_json::Map<_, _> =
            changes.iter().map(|(name, value)| ((*name).to_owned(), (*value).into())).collect();
        return Ok(serde_json::Value::Object(object).to_string());
    }
    let lines: Result<Vec<String>, Unwritable> = changes.iter().map(|change| line(shell, *change)).collect();
    Ok(lines?.join("\n"))
}

fn line(shell: Shell, (name, value): Change<'_>) -> Result<String, Unwritable> {
    let Some(value) = value else { return Ok(unset(shell, name)) };
    if shell == Shell::Cmd {
        // `set NAME=` would unset it; cmd has no empty values.
        let unsafe_character = value.chars().find(|c| matches!(c, '%' | '"' | '!') || c.is_control());
        if let Some(character) = unsafe_character {
            return Err(Unwritable { shell, name: name.to_owned(), character });
        }
        return Ok(format!("set \"{name}={value}\""));
    }
    let quoted = quote(shell, value).map_err(|character| Unwritable { shell, name: name.to_owned(), character })?;
    Ok(match shell {
        Shell::Bash | Shell::Zsh | Shell::Sh => format!("export {name}={quoted}"),
        Shell::Fish => format!("set -gx {name} {quoted}"),
        Shell::Powershell => format!("$Env:{name} = {quoted}"),
        Shell::Nushell => format!("$env.{name} = {quoted}"),
        Shell::Dotenv | Shell::Cmd | Shell::Json => format!("{name}={quoted}"),
    })
}

fn unset(shell: Shell, name: &str) -> String {
    match shell {
        Shell::Bash | Shell::Zsh | Shell::Sh => format!("unset {name}"),
        Shell::Fish => format!("set -e {name}"),
        Shell::Powershell => format!("Remove-Item Env:{name} -ErrorAction SilentlyContinue"),
        Shell::Cmd => format!("set \"{name}=\""),
        Shell::Nushell => format!("hide-env -i {name}"),
        // A .env file adds to an environment and cannot take away from it.
        Shell::Dotenv | Shell::Json => format!("# {name} has to be unset"),
    }
}
