//! Profiles at a glance: what kind each is, which account it belongs to, who sees it.

use std::collections::BTreeMap;

use serde::Serialize;

use super::edit::{ID, SECRET};
use super::profile::View;
use super::reading::{FileKind, ReadError, Section};
use super::store::Contents;
use crate::credentials::account_id;
use crate::finding::Reader;

/// What a profile gets its credentials from, by the Go SDK's order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum ProfileKind {
    /// A long-term pair.
    Keys,
    /// A pair with a session token.
    Temporary,
    /// A role on top of another source.
    Role,
    /// A role by a web identity token.
    WebIdentity,
    /// IAM Identity Center.
    Sso,
    /// A program.
    Process,
    /// `aws login`.
    Login,
    /// Settings without credentials.
    Settings,
}

impl ProfileKind {
    /// The kind of a profile with these properties.
    pub fn of(section: &Section) -> Self {
        let has = |key: &str| section.get(key).is_some_and(|value| !value.is_empty());
        if has("role_arn") && has("web_identity_token_file") {
            ProfileKind::WebIdentity
        } else if has("role_arn") {
            ProfileKind::Role
        } else if has(ID) || has(SECRET) {
            if has("aws_session_token") { ProfileKind::Temporary } else { ProfileKind::Keys }
        } else if has("sso_session") || has("sso_start_url") {
            ProfileKind::Sso
        } else if has("login_session") {
            ProfileKind::Login
        } else if has("credential_process") {
            ProfileKind::Process
        } else {
            ProfileKind::Settings
        }
    }

    /// The words for it in tables.
    pub fn words(self) -> &'static str {
        match self {
            ProfileKind::Keys => "keys",
            ProfileKind::Temporary => "temporary",
            ProfileKind::Role => "role",
            ProfileKind::WebIdentity => "web identity",
            ProfileKind::Sso => "sso",
            ProfileKind::Process => "process",
            ProfileKind::Login => "login",
            ProfileKind::Settings => "settings",
        }
    }
}

/// An account id, and how it is known.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Account {
    /// Twelve digits.
    pub id: String,
    /// Whether it was only read out of the access key id, which AWS does not document.
    pub guessed: bool,
}

/// A profile at a glance.
#[derive(Clone, Debug, Serialize)]
pub struct Summary {
    /// The name.
    pub name: String,
    /// Where its credentials come from.
    pub kind: ProfileKind,
    /// The account, as far as the files tell.
    pub account: Option<Account>,
    /// The region.
    pub region: Option<String>,
    /// The file that opens it; the credentials file where it has the keys.
    pub file: FileKind,
    /// The line of its header, counted from 1.
    pub line: usize,
    /// The readers that do not see it.
    pub unseen_by: Vec<Reader>,
}

/// All profiles that any reader sees, by name. A reader that refuses the files sees none.
pub fn summaries(contents: &Contents) -> Vec<Summary> {
    let views = Reader::ALL.map(|reader| (reader, contents.view(reader)));
    summaries_of(&views)
}

/// The same of views that were made already.
pub fn summaries_of(views: &[(Reader, Result<View, ReadError>)]) -> Vec<Summary> {
    let views: Vec<(Reader, Option<&View>)> =
        views.iter().map(|(reader, view)| (*reader, view.as_ref().ok())).collect();
    let mut found: BTreeMap<&String, &Section> = BTreeMap::new();
    for view in views.iter().filter_map(|(_, view)| *view) {
        for (name, section) in &view.profiles {
            found.entry(name).or_insert(section);
        }
    }
    let quoted = |name: &str| name.starts_with(['"', '\'']);
    found
        .into_iter()
        .filter(|(name, _)| !quoted(name) && !name.starts_with("profile "))
        .map(|(name, section)| Summary {
            name: name.clone(),
            kind: ProfileKind::of(section),
            account: account(section),
            region: section.get("region").filter(|region| !region.is_empty()).map(str::to_owned),
            file: section.file,
            line: section.line,
            unseen_by: views
                .iter()
                .filter(|(_, view)| view.is_none_or(|view| !view.profiles.contains_key(name)))
                .map(|(reader, _)| *reader)
                .collect(),
        })
        .collect()
}

fn account(section: &Section) -> Option<Account> {
    let known = |id: &str| Account { id: id.to_owned(), guessed: false };
    let role = section.get("role_arn").and_then(|arn| arn.split(':').nth(4)).filter(|id| id.len() == 12);
    if let Some(id) = role.or_else(|| section.get("sso_account_id")).or_else(|| section.get("aws_account_id")) {
        return Some(known(id));
    }
    account_id(section.get(ID)?).map(|id| Account { id, guessed: true })
}
