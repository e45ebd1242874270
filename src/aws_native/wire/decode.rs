//! Decoding as Go does it: `encoding/json` for structured options, `strconv.Atoi` for numbers, the exact text `true`.

use serde_json::Value as Json;

use super::WireFault;
use crate::aws_native::options::{Target, entry, fields};
use crate::aws_native::value::{Type, type_of};
use crate::finding::Severity;

/// The faults of decoding; errors are what the provider dies of.
pub(super) fn decode(target: Target, text: &str) -> Vec<WireFault> {
    let name = target.entry.name;
    match target.kind {
        Type::Text(_) => Vec::new(),
        Type::Bool => bool_faults(name, text),
        Type::Int { .. } => int_fault(name, text).into_iter().collect(),
        Type::List { .. } | Type::Map { .. } | Type::Object => match serde_json::from_str::<Json>(text) {
            Err(error) => vec![syntax_fault(name, text, &error)],
            Ok(Json::Null) => Vec::new(),
            Ok(json) => structure_faults(target, &json),
        },
    }
}

fn fault(path: impl Into<String>, severity: Severity, rule: &'static str, message: impl Into<String>) -> WireFault {
    WireFault { path: path.into(), severity, rule, message: message.into(), provider_message: None, fix: None }
}

fn bool_faults(name: &str, text: &str) -> Vec<WireFault> {
    if matches!(text, "true" | "false") {
        return Vec::new();
    }
    let message = format!("`{name}` is `{text}`, which counts as false: only the exact text `true` counts");
    vec![WireFault {
        fix: Some(format!("awsn-setup config set {name} true")),
        ..fault(name, Severity::Warning, "truth-value", message)
    }]
}

fn int_fault(name: &str, text: &str) -> Option<WireFault> {
    let digits = text.strip_prefix(['+', '-']).unwrap_or(text);
    let reason = if digits.is_empty() || !digits.bytes().all(|b| b.is_ascii_digit()) {
        "invalid syntax"
    } else if text.parse::<i64>().is_err() {
        "value out of range"
    } else {
        return None;
    };
    let said = format!("invalid config value for '{name}': {text:?}: strconv.Atoi: parsing {text:?}: {reason}");
    Some(WireFault {
        provider_message: Some(said),
        fix: Some(format!("awsn-setup config set {name} {}", entry(name).map_or("1", |entry| entry.example))),
        ..fault(name, Severity::Error, "mistyped", format!("`{name}` is a whole number, not `{text}`"))
    })
}

fn syntax_fault(name: &str, text: &str, error: &serde_json::Error) -> WireFault {
    let trimmed = text.trim_start_matches([' ', '\t', '\r', '\n']);
    let reason = match trimmed.chars().next() {
        None => "unexpected end of JSON input".to_owned(),
        Some(c) if !(c.is_ascii_digit() || "{[\"-tfn".contains(c)) => {
            format!("invalid character '{c}' looking for beginning of value")
        }
        Some(_) if error.is_eof() => "unexpected end of JSON input".to_owned(),
        Some(_) => String::new(),
    };
    let fix = match entry(name) {
        Some(entry) if name == "assumeRole" && trimmed.starts_with("arn:") => {
            format!("awsn-setup config set {}.roleArn {}", entry.name, trimmed.trim_end())
        }
        Some(_) if trimmed.is_empty() => format!("awsn-setup config unset {name}"),
        Some(entry) => format!("as in {}", entry.example),
        None => String::new(),
    };
    let message =
        if trimmed.is_empty() { format!("`{name}` is empty") } else { format!("`{name}` is no JSON: {error}") };
    WireFault {
        provider_message: Some(format!("failed to unmarshal '{name}' config: {reason}").trim_end().to_owned()),
        fix: Some(fix),
        ..fault(name, Severity::Error, "mistyped", message)
    }
}

/// The struct that Go decodes an option into.
fn go_struct(name: &str) -> &'static str {
    match name {
        "assumeRole" => "ProviderAssumeRole",
        "defaultTags" => "DefaultTags",
        "autoNaming" => "ProviderAutoNamingConfig",
        _ => "",
    }
}

fn go_type(kind: Type) -> String {
    match kind {
        Type::Text(_) => "string".to_owned(),
        Type::Bool => "bool".to_owned(),
        Type::Int { .. } => "int".to_owned(),
        Type::List { item, .. } => format!("[]{}", go_type(*item)),
        Type::Map { item, .. } => format!("map[string]{}", go_type(*item)),
        Type::Object => String::new(),
    }
}

/// A walk through a JSON value with the place in Go's types that it is decoded into.
struct Walk {
    root: &'static str,
    faults: Vec<WireFault>,
}

fn structure_faults(target: Target, json: &Json) -> Vec<WireFault> {
    let mut walk = Walk { root: target.entry.name, faults: Vec::new() };
    match (target.kind, json) {
        (Type::Object, Json::Object(entries)) => walk.object(entries),
        (kind, json) => walk.value(kind, None, target.entry.name, json),
    }
    walk.faults
}

impl Walk {
    fn object(&mut self, entries: &serde_json::Map<String, Json>) {
        if self.root == "assumeRole" && entries.is_empty() {
            let said = "could not get AWS account ID: … operation error STS: AssumeRole, … roleArn is invalid";
            let message = "`assumeRole` is an empty object: the provider asks for a role named `roleArn`, and fails";
            self.faults.push(WireFault {
                provider_message: Some(said.to_owned()),
                fix: Some("awsn-setup config unset assumeRole".to_owned()),
                ..fault(self.root, Severity::Error, "empty-object", message)
            });
        }
        if self.root == "defaultTags"
            && !entries.is_empty()
            && !entries.keys().any(|key| key.eq_ignore_ascii_case("tags"))
        {
            let message = "the tags stand directly under `defaultTags`: the provider sets none of them, without a word";
            let fix = Some("put them under `tags`: awsn-setup config check --fix".to_owned());
            self.faults.push(WireFault { fix, ..fault(self.root, Severity::Error, "flat-default-tags", message) });
            return;
        }
        for (key, json) in entries {
            let field = fields(self.root).find(|field| field.name[self.root.len() + 1..].eq_ignore_ascii_case(key));
            match field {
                Some(field) => {
                    let name = field.name[self.root.len() + 1..].to_owned();
                    self.value(field.kind, Some(&name), field.name, json);
                }
                None => self.unknown_field(key),
            }
        }
    }

    fn unknown_field(&mut self, key: &str) {
        let path = format!("{}.{key}", self.root);
        let message = format!("`{}` has no field `{key}`: the provider ignores it without a word", self.root);
        let nearest = crate::aws_native::options::nearest(&path).into_iter().find(|name| name.starts_with(self.root));
        let fix = match key {
            "duration" => Some("did you mean durationSeconds, a number of seconds?".to_owned()),
            _ => nearest.map(|name| format!("did you mean {name}?")),
        };
        self.faults.push(WireFault { fix, ..fault(path, Severity::Warning, "unknown-field", message) });
    }

    fn value(&mut self, kind: Type, field: Option<&str>, path: &str, json: &Json) {
        match (kind, json) {
            (_, Json::Null) | (Type::Text(_), Json::String(_)) | (Type::Bool, Json::Bool(_)) => {}
            (Type::Int { .. }, Json::Number(number)) if number.is_i64() => {}
            (Type::List { item, .. }, Json::Array(items)) => {
                for (index, json) in items.iter().enumerate() {
                    self.value(*item, field, &format!("{path}[{index}]"), json);
                }
            }
            (Type::Map { item, .. }, Json::Object(entries)) => {
                for (key, json) in entries {
                    self.map_key(path, key);
                    self.value(*item, field, &format!("{path}.{key}"), json);
                }
            }
            (kind, json) => self.mismatch(kind, field, path, json),
        }
    }

    fn map_key(&mut self, path: &str, key: &str) {
        if path == "endpoints" && key.chars().any(|c| c.is_ascii_uppercase()) {
            let message = format!("the service `{key}` is not in lower case: the provider ignores it without a word");
            let fix = Some(format!("write `{}`", key.to_ascii_lowercase()));
            self.faults
                .push(WireFault { fix, ..fault(format!("{path}.{key}"), Severity::Error, "service-id", message) });
        }
    }

    fn mismatch(&mut self, kind: Type, field: Option<&str>, path: &str, json: &Json) {
        let (found, wanted) = (type_of(json), go_type(kind));
        let exact = match json {
            Json::Number(number) if wanted == "int" => format!("number {number}"),
            _ => found.to_owned(),
        };
        let place = match field {
            Some(field) => format!("Go struct field {}.{field} of type {wanted}", go_struct(self.root)),
            None if wanted.is_empty() => "Go value".to_owned(),
            None => format!("Go value of type {wanted}"),
        };
        let said = format!("failed to unmarshal '{}' config: json: cannot unmarshal {exact} into {place}", self.root);
        let (message, fix) = match (kind, json) {
            (Type::Text(_), Json::Number(number)) => (
                format!("`{path}` is the number {number}, but has to be a string"),
                format!("write it in quotes: awsn-setup config set '{path}' {number}"),
            ),
            (_, json) => {
                (format!("`{path}` is {}, but has to be {}", words(json), wanted_words(kind)), form(self.root))
            }
        };
        self.faults.push(WireFault {
            provider_message: Some(said),
            fix: Some(fix),
            ..fault(path, Severity::Error, "mistyped", message)
        });
    }
}

fn form(root: &str) -> String {
    entry(root).map(|entry| format!("as in {}", entry.example)).unwrap_or_default()
}

fn words(json: &Json) -> String {
    match json {
        Json::Array(_) => "a list".to_owned(),
        Json::Object(_) => "an object".to_owned(),
        Json::Bool(flag) => format!("the truth value {flag}"),
        Json::Number(number) => format!("the number {number}"),
        Json::String(_) => "a string".to_owned(),
        Json::Null => "null".to_owned(),
    }
}

fn wanted_words(kind: Type) -> &'static str {
    match kind {
        Type::Text(_) => "a string",
        Type::Bool => "a truth value",
        Type::Int { .. } => "a whole number",
        Type::List { .. } => "a list of strings",
        Type::Map { .. } => "a map of strings",
        Type::Object => "an object",
    }
}
