//! Access keys: what their ids tell, what shape they have, how pasted ones are cleaned and how they are masked.
//!
//! Everything here looks at text alone. Whether AWS knows a key is left to `identity`, where it is stored to
//! `aws_files`.

mod clean;
mod key_id;
mod shape;
#[cfg(test)]
mod tests;

pub use clean::{Cleaning, clean, clean_secret};
pub use key_id::{KeyKind, account_id, key_kind, unique_id_of};
pub use shape::{Field, ShapeFault, access_key_id_fault, pair_faults, secret_access_key_fault, session_token_fault};

use crate::secret::Secret;

/// A pair of keys, with the session token that belongs to it where it is temporary.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Credentials {
    /// The access key id; no secret, but shown masked.
    pub access_key_id: String,
    /// The secret access key.
    pub secret_access_key: Secret,
    /// The session token of temporary credentials.
    pub session_token: Option<Secret>,
}

impl Credentials {
    /// What is wrong with the shape of the three values, each alone and together; empty where nothing is.
    pub fn faults(&self) -> Vec<ShapeFault> {
        pair_faults(Some(&self.access_key_id), Some(&self.secret_access_key), self.session_token.as_ref())
    }
}

/// The stars that stand for a value at a prompt, as `aws configure` shows them.
pub const PROMPT_STARS: &str = "****************";

/// An access key id as messages show it: its kind and the last four characters (`AKIA…Q7XM`). Of a short one less.
pub fn masked_id(id: &str) -> String {
    let length = id.chars().count();
    let last = |count: usize| id.chars().skip(length - count).collect::<String>();
    match length {
        0 => String::new(),
        1..=8 => format!("…{}", last(length / 4)),
        9..=15 => format!("…{}", last(4)),
        _ => format!("{}…{}", id.chars().take(4).collect::<String>(), last(4)),
    }
}

/// An access key id as a prompt shows the present one: sixteen stars and the last four characters.
pub fn prompt_masked_id(id: &str) -> String {
    let length = id.chars().count();
    let shown = if length > 8 { 4 } else { length / 4 };
    format!("{PROMPT_STARS}{}", id.chars().skip(length - shown).collect::<String>())
}
