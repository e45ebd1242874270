//! What the two files mean together: profiles, sessions and services as each reader merges them.
//!
//! The merging rules are the readers' own; which property does what is left to `identity`.

use std::collections::{BTreeMap, BTreeSet};

use super::reading::{self, FileKind, Property, ReadError, Section};
use crate::finding::Reader;

/// What one reader sees in both files together. Names are those that one would give to it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct View {
    /// The profiles by name.
    pub profiles: BTreeMap<String, Section>,
    /// `[sso-session NAME]`.
    pub sso_sessions: BTreeMap<String, Section>,
    /// `[services NAME]`.
    pub services: BTreeMap<String, Section>,
    /// Sections that the reader keeps without a meaning, by the name in the brackets (botocore only).
    pub other_sections: BTreeMap<String, Section>,
    /// Profiles that the reader refuses to load, with its words.
    pub broken: BTreeMap<String, String>,
}

/// What `reader` sees in the two files; `None` is a file that is not there.
///
/// # Errors
/// The reader refuses one of the files as a whole.
pub fn view(reader: Reader, config: Option<&[u8]>, credentials: Option<&[u8]>) -> Result<View, ReadError> {
    match reader {
        Reader::Go => go_view(config, credentials).map(|view| view.merged()),
        Reader::AwsCli => aws_cli_view(config, credentials),
        Reader::Sdk => sdk_view(config, credentials),
    }
}

/// Whether every reader can read a profile of this name: `[A-Za-z0-9_\-/.%@:+]+` (the SDK specification's characters).
pub fn is_portable_name(name: &str) -> bool {
    !name.is_empty() && is_identifier(name)
}

fn is_identifier(text: &str) -> bool {
    text.chars().all(|c| c.is_ascii_alphanumeric() || "_-/.%@:+".contains(c))
}

/// What the Go SDK, and so the provider, has of the two files before it merges a profile: sections by name, profiles
/// without their prefix, `sso-session NAME` and `services NAME` with it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct GoView {
    /// The sections of the config file.
    pub config: BTreeMap<String, Section>,
    /// The sections of the credentials file.
    pub credentials: BTreeMap<String, Section>,
}

/// A profile as the Go SDK loads it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GoProfile {
    /// What it has, merged by the SDK's rules, each with its file and line.
    pub properties: BTreeMap<String, Property>,
    /// The file that it starts in: the credentials file where that has it, else the config file.
    pub file: FileKind,
    /// The line of its header there, counted from 1.
    pub line: usize,
    /// The SDK's words where it refuses the profile for half a key pair (shared_config.go:822-826).
    pub partial: Option<String>,
}

impl GoProfile {
    /// The text of a property; `None` where it is not there.
    pub fn get(&self, key: &str) -> Option<&str> {
        self.properties.get(key).map(|property| property.value.text())
    }
}

const KEY_ID: &str = "aws_access_key_id";
const SECRET: &str = "aws_secret_access_key";
const TOKEN: &str = "aws_session_token";

/// The keys, beside the pair and its token, that a section of the credentials file adds to one of the config file
/// (shared_config.go:873-912); all others are dropped there.
const MERGED_KEYS: &[&str] = &[
    "role_arn",
    "source_profile",
    "credential_source",
    "external_id",
    "mfa_serial",
    "role_session_name",
    "region",
    "endpoint_discovery_enabled",
    "credential_process",
    "web_identity_token_file",
    "s3_use_arn_region",
    "s3_disable_multiregion_access_points",
    "ec2_metadata_service_endpoint_mode",
    "ec2_metadata_service_endpoint",
    "ec2_metadata_v1_disabled",
    "use_dualstack_endpoint",
    "use_fips_endpoint",
    "defaults_mode",
    "retry_mode",
    "ca_bundle",
    "duration_seconds",
    "max_attempts",
    "sso_session",
    "sso_account_id",
    "sso_region",
    "sso_role_name",
    "sso_start_url",
    "auth_scheme_preference",
    "login_session",
];

/// Whether the Go SDK takes the key from the credentials file for a profile that the config file has, too. The pair and
/// its token count apart.
pub(super) fn is_merged_key(key: &str) -> bool {
    MERGED_KEYS.contains(&key)
}

/// What the Go SDK has of the two files; `None` is a file that is not there.
///
/// # Errors
/// A value on which the SDK panics.
pub fn go_view(config: Option<&[u8]>, credentials: Option<&[u8]>) -> Result<GoView, ReadError> {
    let config = reading::go::parse(config.unwrap_or_default(), FileKind::Config)?;
    let credentials = reading::go::parse(credentials.unwrap_or_default(), FileKind::Credentials)?;
    let mut credentials = by_name(credentials);
    credentials.retain(|name, _| !name.starts_with("profile "));
    Ok(GoView { config: go_config_sections(by_name(config)), credentials })
}

fn by_name(sections: Vec<Section>) -> BTreeMap<String, Section> {
    sections.into_iter().map(|section| (section.name.clone(), section)).collect()
}

/// `processConfigSections`: the prefix goes, and the prefixed section replaces one that has the bare name.
fn go_config_sections(mut sections: BTreeMap<String, Section>) -> BTreeMap<String, Section> {
    let mut done = BTreeSet::new();
    for name in sections.keys().cloned().collect::<Vec<_>>() {
        if done.contains(&name) {
            continue;
        }
        if let Some(bare) = name.strip_prefix("profile ") {
            if let Some(section) = sections.remove(&name) {
                sections.insert(bare.to_owned(), section);
            }
            done.insert(bare.to_owned());
        } else if !name.starts_with("sso-session ")
            && !name.starts_with("services ")
            && !name.eq_ignore_ascii_case("default")
        {
            sections.remove(&name);
        }
    }
    sections
}

impl GoView {
    /// The profile as the SDK would load it; `None` where there is none of that name.
    pub fn profile(&self, name: &str) -> Option<GoProfile> {
        let (config, credentials) = (self.config.get(name), self.credentials.get(name));
        let section = credentials.or(config)?;
        let properties = match (config, credentials) {
            (Some(config), Some(credentials)) => go_merged(config, credentials),
            _ => section.properties.clone(),
        };
        // The SDK forgets what was wrong with the config file's half once the other file has the profile, too.
        let partial = (section.properties.contains_key(KEY_ID) != section.properties.contains_key(SECRET))
            .then(|| format!("partial credentials found for profile {}", section.name));
        Some(GoProfile { properties, file: section.file, line: section.line, partial })
    }

    /// The names of all sections that count as profiles.
    pub fn profile_names(&self) -> BTreeSet<&str> {
        let names = self.config.keys().chain(self.credentials.keys()).map(String::as_str);
        names.filter(|name| !name.starts_with("sso-session ") && !name.starts_with("services ")).collect()
    }

    /// `[sso-session NAME]`.
    pub fn sso_session(&self, name: &str) -> Option<GoProfile> {
        self.profile(&format!("sso-session {name}"))
    }

    /// `[services NAME]`.
    pub fn services(&self, name: &str) -> Option<GoProfile> {
        self.profile(&format!("services {name}"))
    }

    fn merged(&self) -> View {
        let mut view = View::default();
        let names: BTreeSet<&String> = self.config.keys().chain(self.credentials.keys()).collect();
        for name in names {
            let Some(profile) = self.profile(name) else { continue };
            let (place, short) = match (name.strip_prefix("sso-session "), name.strip_prefix("services ")) {
                (Some(short), _) => (&mut view.sso_sessions, short),
                (_, Some(short)) => (&mut view.services, short),
                _ => (&mut view.profiles, name.as_str()),
            };
            if let Some(words) = &profile.partial {
                view.broken.insert(short.to_owned(), words.clone());
            }
            let GoProfile { properties, file, line, .. } = profile;
            let section = Section { name: short.to_owned(), file, line, properties };
            place.insert(short.to_owned(), section);
        }
        view
    }
}

/// `mergeSections`: the pair only from a section that has both halves, its token only with it, and the known keys.
fn go_merged(config: &Section, credentials: &Section) -> BTreeMap<String, Property> {
    let mut properties = config.properties.clone();
    let mut take = |key: &str| {
        if let Some(property) = credentials.properties.get(key) {
            let value = reading::Value::Text(property.value.text().to_owned());
            properties.insert(key.to_owned(), Property { value, ..property.clone() });
        }
    };
    if credentials.properties.contains_key(KEY_ID) && credentials.properties.contains_key(SECRET) {
        [KEY_ID, SECRET, TOKEN].into_iter().for_each(&mut take);
    }
    MERGED_KEYS.iter().copied().for_each(&mut take);
    properties
}

/// `Session.full_config`: the config file's profile map, updated by the sections of the credentials file.
fn aws_cli_view(config: Option<&[u8]>, credentials: Option<&[u8]>) -> Result<View, ReadError> {
    let mut view = View::default();
    for section in reading::aws_cli::parse(config.unwrap_or_default(), FileKind::Config)? {
        let place = match section.name.as_str() {
            "default" => {
                view.profiles.insert("default".to_owned(), section);
                continue;
            }
            name if name.starts_with("profile") => &mut view.profiles,
            name if name.starts_with("sso-session") => &mut view.sso_sessions,
            name if name.starts_with("services") => &mut view.services,
            name => {
                view.other_sections.insert(name.to_owned(), section);
                continue;
            }
        };
        if let Some(name) = reading::aws_cli::section_argument(&section.name) {
            place.insert(name.clone(), Section { name, ..section });
        }
    }
    for section in reading::aws_cli::parse(credentials.unwrap_or_default(), FileKind::Credentials)? {
        match view.profiles.get_mut(&section.name) {
            Some(profile) => profile.properties.extend(section.properties),
            None => _ = view.profiles.insert(section.name.clone(), section),
        }
    }
    Ok(view)
}

fn sdk_view(config: Option<&[u8]>, credentials: Option<&[u8]>) -> Result<View, ReadError> {
    let mut view = View::default();
    let config = reading::sdk::parse(config.unwrap_or_default(), FileKind::Config)?;
    let credentials = reading::sdk::parse(credentials.unwrap_or_default(), FileKind::Credentials)?;
    sdk_merge(&mut view, config, FileKind::Config);
    sdk_merge(&mut view, credentials, FileKind::Credentials);
    Ok(view)
}

/// `normalize.rs`: sections whose names do not fit are ignored, `[profile default]` replaces `[default]`.
fn sdk_merge(view: &mut View, sections: Vec<Section>, file: FileKind) {
    let named: Vec<(Option<String>, String, Section)> = sections
        .into_iter()
        .filter_map(|section| {
            let (prefix, name) = sdk_name(&section.name);
            let fits = match (file, &prefix) {
                (FileKind::Config, Some(_)) | (FileKind::Credentials, None) => is_identifier(&name),
                (FileKind::Config, None) => name == "default",
                (FileKind::Credentials, Some(_)) => false,
            };
            fits.then_some((prefix, name, section))
        })
        .collect();
    let prefixed_default =
        named.iter().any(|(prefix, name, _)| prefix.as_deref() == Some("profile") && name == "default");
    for (prefix, name, section) in named {
        if prefix.is_none() && name == "default" && prefixed_default {
            continue;
        }
        let place = match prefix.as_deref() {
            None | Some("profile") => &mut view.profiles,
            Some("sso-session") => &mut view.sso_sessions,
            Some("services") => &mut view.services,
            Some(_) => continue,
        };
        let target = place.entry(name.clone()).or_insert_with(|| Section::new(&name, section.file, section.line));
        target.properties.extend(section.properties.into_iter().filter(|(key, _)| is_identifier(key)));
    }
}

fn sdk_name(name: &str) -> (Option<String>, String) {
    let name = name.trim_matches([' ', '\t']);
    match name.split_once([' ', '\t']) {
        Some((prefix, suffix)) => (Some(prefix.trim().to_owned()), suffix.trim().to_owned()),
        None => (None, name.to_owned()),
    }
}

#[cfg(test)]
mod tests;
