//! What an access key id tells by itself.

use serde::Serialize;

/// The kind of an access key, by its id.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum KeyKind {
    /// `AKIA…`: the key of a user, valid until it is deleted.
    LongTerm,
    /// `ASIA…`: a key of a session, of no use without its token.
    Temporary,
    /// Twenty characters without a known prefix, as keys had before prefixes came.
    Legacy,
}

impl KeyKind {
    /// The name in JSON and in tables.
    pub fn name(self) -> &'static str {
        match self {
            KeyKind::LongTerm => "long-term",
            KeyKind::Temporary => "temporary",
            KeyKind::Legacy => "legacy",
        }
    }
}

/// The prefixes of IAM's unique ids that are no access keys, and what each identifies (IAM user guide, "IAM
/// identifiers").
const UNIQUE_IDS: &[(&str, &str)] = &[
    ("ABIA", "an STS bearer token"),
    ("ACCA", "a context-specific credential"),
    ("AGPA", "a group"),
    ("AIDA", "a user"),
    ("AIPA", "an instance profile"),
    ("ANPA", "a managed policy"),
    ("ANVA", "a version of a managed policy"),
    ("APKA", "a public key"),
    ("AROA", "a role"),
    ("ASCA", "a certificate"),
];

/// What an IAM unique id identifies (`a role` for `AROA…`), where `id` has the prefix of one that is no access key.
pub fn unique_id_of(id: &str) -> Option<&'static str> {
    let prefix = id.get(..4)?;
    (id.len() >= 16).then(|| UNIQUE_IDS.iter().find(|(known, _)| *known == prefix)).flatten().map(|(_, what)| *what)
}

/// The kind of key that has this id; `None` where it is no access key id at all.
pub fn key_kind(id: &str) -> Option<KeyKind> {
    let shaped = id.len() == 20 && id.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit());
    if !shaped || unique_id_of(id).is_some() {
        return None;
    }
    Some(match &id[..4] {
        "AKIA" => KeyKind::LongTerm,
        "ASIA" => KeyKind::Temporary,
        _ => KeyKind::Legacy,
    })
}

/// The account that the key with this id belongs to, read out of the id without asking AWS.
///
/// AWS does not document the encoding: show it as a hint, and never conclude an error from it. The sixteen characters
/// after the prefix are base32; of the first six bytes the bits 7 to 46 are the account, and bit 47 marks the ids that
/// carry one. Ids from before 2019, and those of documentation, carry none.
pub fn account_id(id: &str) -> Option<String> {
    if !matches!(key_kind(id)?, KeyKind::LongTerm | KeyKind::Temporary) {
        return None;
    }
    let mut bits: u128 = 0;
    for byte in id.bytes().skip(4) {
        bits = bits << 5 | u128::from(base32(byte)?);
    }
    let head = (bits >> (80 - 48)) as u64;
    let account = (head & 0x7fff_ffff_ff80) >> 7;
    (head >> 47 == 1 && account <= 999_999_999_999).then(|| format!("{account:012}"))
}

fn base32(byte: u8) -> Option<u8> {
    match byte {
        b'A'..=b'Z' => Some(byte - b'A'),
        b'2'..=b'7' => Some(byte - b'2' + 26),
        _ => None,
    }
}
