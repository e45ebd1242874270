//! Profiles that cannot work, or work as another identity than it seems, by what the provider's reader sees in them.

use std::path::PathBuf;

use aws_lc_rs::digest;

use super::Noted;
use crate::aws_files::edit::{ID, SECRET, is_credential_key};
use crate::aws_files::location::Locations;
use crate::aws_files::profile::{GoProfile, GoView, go_view, is_merged_key};
use crate::aws_files::reading::FileKind;
use crate::aws_files::store::Contents;
use crate::credentials::{Field, pair_faults};
use crate::environment::Environment;
use crate::finding::Reader::{AwsCli, Go, Sdk};
use crate::finding::{Finding, Reader, Severity};
use crate::regions::{self, Standing};
use crate::secret::Secret;

const OUTPUTS: [&str; 6] = ["json", "text", "table", "yaml", "yaml-stream", "off"];

/// Findings of all profiles. Empty where the provider's reader does not survive the files; `lines` tells why.
pub(super) fn check(env: &Environment, locations: &Locations, contents: &Contents) -> Vec<Noted> {
    let Ok(view) = go_view(contents.config.as_deref(), contents.credentials.as_deref()) else { return Vec::new() };
    let mut all = Vec::new();
    for name in view.profile_names() {
        let Some(profile) = view.profile(name) else { continue };
        let mut one = One { name, profile: &profile, view: &view, locations, env, found: Vec::new() };
        one.keys();
        one.stale();
        one.kinds();
        one.role();
        one.settings();
        one.process();
        one.sso();
        all.extend(one.found.into_iter().map(|finding| Noted { profile: Some(name.to_owned()), finding }));
    }
    all
}

struct One<'a> {
    name: &'a str,
    profile: &'a GoProfile,
    view: &'a GoView,
    locations: &'a Locations,
    env: &'a Environment,
    found: Vec<Finding>,
}

impl One<'_> {
    fn get(&self, key: &str) -> Option<&str> {
        self.profile.get(key).filter(|value| !value.is_empty())
    }

    /// Adds a finding at the place of `key`, or else at the profile's header.
    fn add(&mut self, key: &str, rule: &'static str, severity: Severity, readers: &[Reader], text: (String, &str)) {
        let (file, line) = match self.profile.properties.get(key) {
            Some(property) => (property.file, property.line),
            None => (self.profile.file, self.profile.line),
        };
        let finding =
            Finding::new(rule, severity, text.0).at(self.locations.path(file), line).breaks(readers).fix(text.1);
        self.found.push(finding);
    }

    fn keys(&mut self) {
        let has =
            |file: FileKind, key: &str| self.section(file).is_some_and(|section| section.properties.contains_key(key));
        let split = [(FileKind::Config, FileKind::Credentials), (FileKind::Credentials, FileKind::Config)]
            .into_iter()
            .any(|(a, b)| has(a, ID) && !has(a, SECRET) && has(b, SECRET) && !has(b, ID));
        if split {
            let text = (
                "the pair is split over both files, which the provider and the AWS CLI refuse".to_owned(),
                "put both halves into the credentials file",
            );
            self.add(ID, "split-pair", Severity::Error, &[Go, AwsCli], text);
            return;
        }
        if self.profile.partial.is_some() {
            let missing = if self.profile.properties.contains_key(ID) { SECRET } else { ID };
            let text = (
                format!("half of a pair: `{missing}` is missing, so the provider refuses the profile"),
                "set the other half, or remove this one",
            );
            self.add(if missing == ID { SECRET } else { ID }, "partial-keys", Severity::Error, &[Go, AwsCli], text);
        }
        let secret = |key: &str| self.get(key).map(Secret::from);
        for fault in pair_faults(self.get(ID), secret(SECRET).as_ref(), secret("aws_session_token").as_ref()) {
            // Told above, in the provider's terms.
            if fault.rule == "half-pair" {
                continue;
            }
            let key = match fault.field {
                Field::AccessKeyId => ID,
                Field::SecretAccessKey => SECRET,
                Field::SessionToken => "aws_session_token",
            };
            self.add(key, fault.rule, fault.severity, &[], (fault.message, fault.fix));
        }
    }

    fn section(&self, file: FileKind) -> Option<&crate::aws_files::reading::Section> {
        match file {
            FileKind::Config => self.view.config.get(self.name),
            FileKind::Credentials => self.view.credentials.get(self.name),
        }
    }

    /// Lines 35 to 37 of the table.
    fn stale(&mut self) {
        let (Some(credentials), config) =
            (self.section(FileKind::Credentials).cloned(), self.section(FileKind::Config).cloned())
        else {
            return;
        };
        let whole = credentials.properties.contains_key(ID) && credentials.properties.contains_key(SECRET);
        if let Some(config) = config {
            if whole
                && config.properties.contains_key("aws_session_token")
                && !credentials.properties.contains_key("aws_session_token")
            {
                let text = (
                    "the provider signs with the pair of the credentials file and this token of another one".to_owned(),
                    "remove the token",
                );
                self.add("aws_session_token", "stale-token", Severity::Error, &[Go, Sdk], text);
            } else if whole && config.properties.contains_key(ID) {
                let text = (
                    "the config file has a pair too; the credentials file wins".to_owned(),
                    "remove the pair from the config file",
                );
                self.add(ID, "pair-in-both-files", Severity::Warning, &[], text);
            }
            let dropped: Vec<String> = credentials
                .properties
                .keys()
                .filter(|key| !is_merged_key(key) && !is_credential_key(key))
                .cloned()
                .collect();
            for key in dropped {
                let line = credentials.properties[&key].line;
                let finding = Finding::warning(
                    "ignored-in-credentials",
                    format!("the provider ignores `{key}` here, since the profile is in the config file, too"),
                )
                .at(self.locations.path(FileKind::Credentials), line)
                .breaks(&[Go])
                .fix("move it to the config file");
                self.found.push(finding);
            }
        }
        if self.get("aws_security_token").is_some() {
            let text = ("the AWS CLI prefers `aws_security_token`, which all others ignore".to_owned(), "remove it");
            self.add("aws_security_token", "security-token", Severity::Warning, &[AwsCli], text);
        }
    }

    /// Lines 38 and 39 of the table.
    fn kinds(&mut self) {
        let sso = ["sso_session", "sso_start_url", "sso_account_id"].into_iter().find(|key| self.get(key).is_some());
        if let Some(key) = sso.filter(|_| self.get(ID).is_some()) {
            let text = (
                "keys and SSO in one profile: the provider uses the keys, the AWS CLI uses SSO".to_owned(),
                "keep one of the two",
            );
            self.add(key, "two-credential-kinds", Severity::Error, &[AwsCli], text);
        }
        if self.get("role_arn").is_some()
            && self.get(ID).is_some()
            && self.get("source_profile").is_some_and(|source| source != self.name)
        {
            let text = (
                "a role and keys in one profile: the role is used, the keys are not".to_owned(),
                "remove the keys, or the role",
            );
            self.add(ID, "two-credential-kinds", Severity::Warning, &[], text);
        }
    }

    fn role(&mut self) {
        if self.get("role_arn").is_none() {
            if self.get("source_profile").is_some() {
                let text = (
                    "`source_profile` without `role_arn`: the provider refuses the profile".to_owned(),
                    "set role_arn, or remove source_profile",
                );
                self.add("source_profile", "role-arn-missing", Severity::Error, &[Go], text);
            }
            return;
        }
        if self.get("mfa_serial").is_some() {
            let text = (
                "the role asks for MFA, which the provider cannot do".to_owned(),
                "get a session first, and let the provider use that",
            );
            self.add("mfa_serial", "mfa-serial", Severity::Error, &[Go], text);
        }
        let sources = ["source_profile", "credential_source", "web_identity_token_file"];
        if sources.iter().all(|key| self.get(key).is_none()) {
            let text =
                ("`role_arn` without anything to assume it with".to_owned(), "set source_profile or credential_source");
            self.add("role_arn", "role-without-source", Severity::Error, &[Go, AwsCli], text);
        }
        self.chain();
    }

    fn chain(&mut self) {
        let mut seen = vec![self.name.to_owned()];
        let mut source = self.get("source_profile").map(str::to_owned);
        while let Some(name) = source {
            let Some(next) = self.view.profile(&name) else {
                let text =
                    (format!("there is no profile `{name}` for `source_profile`"), "name a profile that is there");
                self.add("source_profile", "missing-source-profile", Severity::Error, &Reader::ALL, text);
                return;
            };
            let ends = next.get(ID).is_some() && next.get(SECRET).is_some();
            if ends || next.get("source_profile").is_none() {
                return;
            }
            if seen.contains(&name) {
                let text = (
                    format!(
                        "`source_profile` goes round in a circle: {}",
                        [seen.as_slice(), &[name]].concat().join(" -> ")
                    ),
                    "let one of them have credentials of its own",
                );
                self.add("source_profile", "source-profile-circle", Severity::Error, &Reader::ALL, text);
                return;
            }
            source = next.get("source_profile").map(str::to_owned);
            seen.push(name);
        }
    }

    fn settings(&mut self) {
        if let Some(region) = self.get("region").map(str::to_owned) {
            match regions::standing(&region) {
                Standing::Listed(_) => {}
                Standing::Plausible(_) => self.add(
                    "region",
                    "unlisted-region",
                    Severity::Warning,
                    &[],
                    (format!("`{region}` is no region that this version knows"), "check the name"),
                ),
                Standing::Unknown => {
                    let near =
                        regions::suggest(&region).map(|near| format!("; did you mean `{near}`?")).unwrap_or_default();
                    self.add(
                        "region",
                        "unknown-region",
                        Severity::Error,
                        &[],
                        (format!("`{region}` is no AWS region{near}"), "set a region of AWS"),
                    );
                }
            }
        }
        if let Some(output) = self.get("output").filter(|output| !OUTPUTS.contains(output)).map(str::to_owned) {
            self.add(
                "output",
                "unknown-output",
                Severity::Warning,
                &[AwsCli],
                (format!("the AWS CLI knows no output `{output}`"), "use json, text, table or yaml"),
            );
        }
    }

    fn process(&mut self) {
        let Some(command) = self.get("credential_process") else { return };
        let word = command.split_whitespace().next().unwrap_or_default().trim_matches(['"', '\'']).to_owned();
        let is_there = if word.contains('/') {
            self.env.absolute(std::path::Path::new(&word)).is_file()
        } else {
            std::env::split_paths(self.env.var("PATH").unwrap_or_default()).any(|folder| folder.join(&word).is_file())
        };
        // A quoted path with blanks cannot be judged by its first word.
        if !is_there && !command.starts_with(['"', '\'']) {
            let text =
                (format!("the program `{word}` of credential_process is not there"), "install it, or correct its path");
            self.add("credential_process", "process-not-found", Severity::Error, &Reader::ALL, text);
        }
    }

    fn sso(&mut self) {
        let session = self.get("sso_session").map(str::to_owned);
        if let Some(session) = &session
            && self.view.sso_session(session).is_none()
        {
            let text = (format!("there is no [sso-session {session}]"), "add the section to the config file");
            self.add("sso_session", "missing-sso-session", Severity::Error, &Reader::ALL, text);
            return;
        }
        let Some(seed) = session.or_else(|| self.get("sso_start_url").map(str::to_owned)) else { return };
        let text = match self.token_state(&seed) {
            Some(true) => return,
            Some(false) => "the SSO session has expired".to_owned(),
            None => "there is no SSO session yet".to_owned(),
        };
        let key = if self.get("sso_session").is_some() { "sso_session" } else { "sso_start_url" };
        self.add(key, "sso-expired", Severity::Warning, &[], (text, "log in: aws sso login"));
    }

    /// Whether the cached token still holds; `None` where there is none.
    fn token_state(&self, seed: &str) -> Option<bool> {
        let hash = digest::digest(&digest::SHA1_FOR_LEGACY_USE_ONLY, seed.as_bytes());
        let name: String = hash.as_ref().iter().map(|byte| format!("{byte:02x}")).collect();
        let path: PathBuf = self.env.home()?.join(".aws/sso/cache").join(format!("{name}.json"));
        let token: serde_json::Value = serde_json::from_slice(&crate::replace_file::read(&path).ok()??).ok()?;
        let expires = token["expiresAt"].as_str()?.replace("UTC", "Z");
        let format = aws_smithy_types::date_time::Format::DateTime;
        let expires = aws_smithy_types::DateTime::from_str(&expires, format).ok()?;
        let now = self.env.now().duration_since(std::time::UNIX_EPOCH).ok()?.as_secs();
        Some(expires.secs() > i64::try_from(now).ok()?)
    }
}
