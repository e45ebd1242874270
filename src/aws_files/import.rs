//! Credentials out of what people have at hand: console CSV, shell blocks, profile blocks, JSON, bare lines.
//!
//! Pure text in, credentials and notes out. Whether they have the right shape is left to `credentials`, where they go
//! to the commands.

mod assignments;
mod place;
#[cfg(test)]
mod tests;

pub use place::{SourceError, import_from};

use serde_json::Value;
use thiserror::Error;

use crate::credentials::{Cleaning, Credentials, clean};
use crate::secret::Secret;

/// The form that a text was found to have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// JSON of STS, of a credential process, or of the AWS CLI.
    Json,
    /// The CSV file of the IAM console.
    Csv,
    /// Lines that name their values: shell, profile block, labels.
    Assignments,
    /// Values alone, in the order id, secret, token.
    Bare,
    /// The AWS variables of the environment.
    Environment,
}

/// One set of credentials with what stood beside it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Imported {
    /// The pair, and its token where there was one.
    pub credentials: Credentials,
    /// The name of the profile block or the user name of the CSV.
    pub profile: Option<String>,
    /// The region that stood beside them.
    pub region: Option<String>,
    /// When they expire, as it was written.
    pub expiration: Option<String>,
}

/// Everything that was found in a text.
#[derive(Clone, Debug)]
pub struct Import {
    /// The sets of credentials, in their order.
    pub found: Vec<Imported>,
    /// What the text was taken for.
    pub form: Form,
    /// What was cleaned away, to be said.
    pub notes: Vec<String>,
}

/// Why a text gives no credentials. Never quotes it.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
pub enum ImportError {
    /// Bytes that are neither UTF-8 nor UTF-16.
    #[error("this is no text: byte {0} is neither UTF-8 nor UTF-16")]
    NotText(usize),
    /// Nothing at all.
    #[error("there is nothing in it")]
    Empty,
    /// None of the forms.
    #[error("no credentials were found in it")]
    NothingFound,
    /// JSON that cannot be parsed.
    #[error("this looks like JSON, but line {line} column {column} is wrong")]
    Json {
        /// The line, counted from 1.
        line: usize,
        /// The column, counted from 1.
        column: usize,
    },
    /// One half of a pair is missing.
    #[error("{present} is there, but {missing} is missing")]
    HalfPair {
        /// What was found.
        present: &'static str,
        /// What was not.
        missing: &'static str,
    },
}

/// A set that is being collected.
#[derive(Clone, Default)]
struct Partial {
    profile: Option<String>,
    id: Option<String>,
    secret: Option<String>,
    token: Option<String>,
    region: Option<String>,
    expiration: Option<String>,
}

/// What a name stands for, however it is spelled.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Role {
    Id,
    Secret,
    Token,
    Region,
    Expiration,
    UserName,
}

fn role(name: &str) -> Option<Role> {
    let plain: String = name.chars().filter(char::is_ascii_alphanumeric).collect::<String>().to_ascii_lowercase();
    match plain.strip_prefix("aws").unwrap_or(&plain) {
        "accesskeyid" | "accesskey" => Some(Role::Id),
        "secretaccesskey" | "secretkey" => Some(Role::Secret),
        "sessiontoken" | "securitytoken" => Some(Role::Token),
        "region" | "defaultregion" => Some(Role::Region),
        "expiration" | "credentialexpiration" | "sessionexpiration" => Some(Role::Expiration),
        "username" => Some(Role::UserName),
        _ => None,
    }
}

impl Partial {
    fn is_empty(&self) -> bool {
        self.id.is_none() && self.secret.is_none() && self.token.is_none()
    }

    fn slot(&mut self, role: Role) -> &mut Option<String> {
        match role {
            Role::Id => &mut self.id,
            Role::Secret => &mut self.secret,
            Role::Token => &mut self.token,
            Role::Region => &mut self.region,
            Role::Expiration => &mut self.expiration,
            Role::UserName => &mut self.profile,
        }
    }

    fn finish(self, known_id: Option<&str>) -> Result<Imported, ImportError> {
        let id = self.id.or_else(|| known_id.map(str::to_owned));
        let half = |present, missing| ImportError::HalfPair { present, missing };
        let (id, secret) = match (id, self.secret) {
            (Some(id), Some(secret)) => (id, secret),
            (Some(_), None) => return Err(half("the access key id", "the secret access key")),
            (None, Some(_)) => return Err(half("the secret access key", "the access key id")),
            (None, None) => return Err(half("the session token", "the key pair")),
        };
        let token = self.token.filter(|token| !token.is_empty()).map(Secret::new);
        let credentials =
            Credentials { access_key_id: id, secret_access_key: Secret::new(secret), session_token: token };
        let Partial { profile, region, expiration, .. } = Partial { id: None, secret: None, token: None, ..self };
        Ok(Imported { credentials, profile, region, expiration })
    }
}

/// What was cleaned on the way, each kind once.
#[derive(Default)]
struct Notes {
    cleanings: Vec<Cleaning>,
    others: Vec<&'static str>,
}

impl Notes {
    fn cleaned(&mut self, text: &str) -> String {
        let (value, cleanings) = clean(text);
        for cleaning in cleanings {
            if !self.cleanings.contains(&cleaning) {
                self.cleanings.push(cleaning);
            }
        }
        value
    }

    fn words(self) -> Vec<String> {
        let cleanings = self.cleanings.into_iter().map(|cleaning| format!("removed {}", cleaning.what()));
        self.others.into_iter().map(str::to_owned).chain(cleanings).collect()
    }
}

/// Finds credentials in the bytes of a file or a paste. With `known_id` (as given by `--access-key-id`) the secret
/// alone is enough.
///
/// # Errors
/// No text, no credentials, or half a pair.
pub fn import(bytes: &[u8], known_id: Option<&str>) -> Result<Import, ImportError> {
    let mut notes = Notes::default();
    let text = Secret::new(decoded(bytes, &mut notes)?);
    let text = text.expose();
    if text.trim().is_empty() {
        return Err(ImportError::Empty);
    }
    let (form, partials) = match json(text)? {
        Some(partials) => (Form::Json, partials),
        None => match csv(text, &mut notes) {
            Some(partials) => (Form::Csv, partials),
            None => match assignments::read(text, &mut notes) {
                partials if partials.iter().any(|partial| !partial.is_empty()) => (Form::Assignments, partials),
                _ => (Form::Bare, vec![bare(text, known_id, &mut notes)?]),
            },
        },
    };
    let found: Vec<Imported> = partials
        .into_iter()
        .filter(|partial| !partial.is_empty())
        .map(|partial| partial.finish(known_id))
        .collect::<Result<_, _>>()?;
    if found.is_empty() {
        return Err(ImportError::NothingFound);
    }
    Ok(Import { found, form, notes: notes.words() })
}

fn decoded(bytes: &[u8], notes: &mut Notes) -> Result<String, ImportError> {
    let utf16 = |bytes: &[u8], unit: fn([u8; 2]) -> u16| {
        let units: Vec<u16> = bytes.chunks_exact(2).map(|pair| unit([pair[0], pair[1]])).collect();
        String::from_utf16(&units).map_err(|_| ImportError::NotText(0))
    };
    match bytes {
        [0xef, 0xbb, 0xbf, rest @ ..] => {
            notes.others.push("removed a byte order mark");
            text(rest)
        }
        [0xff, 0xfe, rest @ ..] => {
            notes.others.push("read as UTF-16");
            utf16(rest, u16::from_le_bytes)
        }
        [0xfe, 0xff, rest @ ..] => {
            notes.others.push("read as UTF-16");
            utf16(rest, u16::from_be_bytes)
        }
        bytes => text(bytes),
    }
}

fn text(bytes: &[u8]) -> Result<String, ImportError> {
    std::str::from_utf8(bytes).map(str::to_owned).map_err(|error| ImportError::NotText(error.valid_up_to()))
}

fn json(text: &str) -> Result<Option<Vec<Partial>>, ImportError> {
    let text = text.trim();
    let is_json = text.starts_with('{') || text.starts_with("[{") || (text.starts_with('[') && text.ends_with("}]"));
    if !is_json {
        return Ok(None);
    }
    let value: Value =
        serde_json::from_str(text).map_err(|error| ImportError::Json { line: error.line(), column: error.column() })?;
    let mut found = Vec::new();
    collect(&value, &mut found);
    Ok(Some(found))
}

/// Every object that has an access key id or a secret, however deep (`Credentials`, `AccessKey`, `roleCredentials`).
fn collect(value: &Value, found: &mut Vec<Partial>) {
    match value {
        Value::Array(values) => values.iter().for_each(|value| collect(value, found)),
        Value::Object(map) => {
            let mut partial = Partial::default();
            for (name, value) in map {
                match (role(name), value) {
                    (Some(role), Value::String(text)) => *partial.slot(role) = Some(text.clone()),
                    (Some(Role::Expiration), Value::Number(number)) => partial.expiration = Some(number.to_string()),
                    _ => collect(value, found),
                }
            }
            if !partial.is_empty() {
                found.push(partial);
            }
        }
        _ => {}
    }
}

/// The console's CSV in all its layouts: columns are found by their names. Spreadsheets may have made the commas
/// semicolons or tabs.
fn csv(text: &str, notes: &mut Notes) -> Option<Vec<Partial>> {
    let mut lines = text.lines().filter(|line| !line.trim().is_empty());
    let header = lines.next()?;
    let separator = [',', ';', '\t'].into_iter().find(|separator| header.contains(*separator))?;
    let roles: Vec<Option<Role>> = fields(header, separator).iter().map(|name| role(name)).collect();
    if !roles.contains(&Some(Role::Id)) || !roles.contains(&Some(Role::Secret)) {
        return None;
    }
    let rows = lines.map(|line| {
        let mut partial = Partial::default();
        for (role, field) in roles.iter().zip(fields(line, separator)) {
            if let Some(role) = role {
                *partial.slot(*role) = Some(notes.cleaned(&field)).filter(|value| !value.is_empty());
            }
        }
        partial
    });
    Some(rows.collect())
}

fn fields(line: &str, separator: char) -> Vec<String> {
    let mut fields = vec![String::new()];
    let mut quoted = false;
    for c in line.trim_end_matches(['\r', '\n']).chars() {
        match c {
            '"' => quoted = !quoted,
            c if c == separator && !quoted => fields.push(String::new()),
            c => fields.last_mut().expect("there is always a field").push(c),
        }
    }
    fields
}

/// Values without names: one a line, or all in one line behind blanks, commas or tabs.
fn bare(text: &str, known_id: Option<&str>, notes: &mut Notes) -> Result<Partial, ImportError> {
    let lines: Vec<&str> = text.lines().filter(|line| !line.trim().is_empty()).collect();
    let mut values: Vec<String> = lines.iter().map(|line| notes.cleaned(line)).collect();
    if let [only] = values.as_slice()
        && only.contains([' ', '\t', ','])
    {
        values = only.split([' ', '\t', ',']).filter(|part| !part.is_empty()).map(str::to_owned).collect();
    }
    if values.is_empty() || values.iter().any(|value| value.contains(char::is_whitespace)) {
        return Err(ImportError::NothingFound);
    }
    let mut partial = Partial::default();
    let is_id = |value: &String| value.len() <= 32 && value.chars().all(|c| c.is_ascii_alphanumeric());
    if known_id.is_none() || values.len() == 3 || (values.len() == 2 && is_id(&values[0])) {
        partial.id = Some(values.remove(0));
    }
    let mut rest = values.into_iter();
    (partial.secret, partial.token) = (rest.next(), rest.next());
    if rest.next().is_some() || partial.id.as_ref().is_some_and(|id| partial.secret.is_none() && !is_id(id)) {
        return Err(ImportError::NothingFound);
    }
    Ok(partial)
}
