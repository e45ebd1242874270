//! Reading of lists, maps and objects, from JSON or from their short forms.

use serde_json::Value as Json;

use super::{Problem, Reading, Type, TypeFault, Value, check, type_fault};
use crate::aws_native::options::{Target, entry, fields, nearest};

/// What a JSON value is, in the words of Go's decoder.
pub fn type_of(json: &Json) -> &'static str {
    match json {
        Json::Null => "null",
        Json::Bool(_) => "bool",
        Json::Number(_) => "number",
        Json::String(_) => "string",
        Json::Array(_) => "array",
        Json::Object(_) => "object",
    }
}

impl Reading {
    /// A list, map or object from text.
    pub(super) fn structured(&mut self, target: Target, path: &str, text: &str) -> Result<Value, TypeFault> {
        let trimmed = text.trim();
        let json = if trimmed.starts_with(['{', '[']) {
            serde_json::from_str(trimmed)
                .map_err(|error| type_fault(path, format!("is no JSON: {error}"), Some(form(target))))?
        } else {
            short_form(target.kind, trimmed).ok_or_else(|| not_this_type(target, path, trimmed))?
        };
        self.json(target, path, &json)
    }

    /// The value at `target` from JSON; scalars of another type are taken where it is plain what was meant.
    pub(super) fn json(&mut self, target: Target, path: &str, json: &Json) -> Result<Value, TypeFault> {
        match (target.kind, json) {
            (Type::Text(format), Json::String(text)) => self.text(format, path, text),
            (Type::Text(format), Json::Number(number)) if number.is_i64() || number.is_u64() => {
                self.note(format!(
                    "{path}: the number {number} is written as a string, which is what the provider reads"
                ));
                self.text(format, path, &number.to_string())
            }
            (Type::Text(format), Json::Bool(flag)) => {
                self.note(format!("{path}: {flag} is written as a string, which is what the provider reads"));
                self.text(format, path, &flag.to_string())
            }
            (Type::Text(super::Format::Policy), Json::Object(_)) => {
                self.note(format!("{path}: the policy is written as JSON text, which is what the provider reads"));
                self.text(super::Format::Policy, path, &json.to_string())
            }
            (Type::Bool, Json::Bool(flag)) => Ok(Value::Bool(*flag)),
            (Type::Bool, Json::String(text)) => self.flag(false, path, text),
            (Type::Int { min, max }, Json::Number(number)) if number.is_i64() => {
                let number = number.as_i64().unwrap_or_default();
                self.bounds(path, (min, max), number);
                Ok(Value::Int(number))
            }
            (Type::Int { min, max }, Json::String(text)) => {
                let value = self.number(false, (min, max), path, text)?;
                self.note(format!("{path}: written as a number, which is what the provider reads"));
                Ok(value)
            }
            (Type::List { item, max }, Json::Array(items)) => self.list(target, (item, max), path, items),
            (Type::List { .. }, Json::String(_) | Json::Number(_)) => {
                self.note(format!("{path}: the single value is written as a list"));
                self.json(target, path, &Json::Array(vec![json.clone()]))
            }
            (Type::Map { .. }, Json::Object(entries)) => self.map(target, path, entries),
            (Type::Object, Json::Object(entries)) => self.object(target, path, entries),
            (_, json) => Err(type_fault(
                path,
                format!("is {}, not {}", expected(target.kind), article(json)),
                Some(form(target)),
            )),
        }
    }

    fn list(
        &mut self,
        target: Target,
        (item, max): (&Type, usize),
        path: &str,
        items: &[Json],
    ) -> Result<Value, TypeFault> {
        self.count(path, items.len(), max);
        let inner = Target { kind: *item, whole: false, ..target };
        let read: Result<Vec<Value>, TypeFault> =
            items.iter().enumerate().map(|(index, json)| self.json(inner, &format!("{path}[{index}]"), json)).collect();
        let read = read?;
        for (index, value) in read.iter().enumerate() {
            if read[..index].contains(value) {
                self.fault(&format!("{path}[{index}]"), Problem::warning("listed-twice", "is listed twice".to_owned()));
            }
        }
        Ok(Value::List(read))
    }

    fn map(&mut self, target: Target, path: &str, entries: &serde_json::Map<String, Json>) -> Result<Value, TypeFault> {
        let Type::Map { key: format, item, max } = target.kind else { return Ok(Value::Map(Vec::new())) };
        self.count(path, entries.len(), max);
        let mut read: Vec<(String, Value)> = Vec::with_capacity(entries.len());
        for (key, json) in entries {
            let place = format!("{path}.{key}");
            let (key, note) = super::field::normalise(format, key);
            if let Some(note) = note {
                self.note(format!("{place}: {note}"));
            }
            if let Some(problem) = check(format, &key) {
                self.fault(&place, problem);
            }
            if read.iter().any(|(other, _)| other.eq_ignore_ascii_case(&key)) {
                let message = format!("the key `{key}` is there twice, but for case");
                self.fault(&place, Problem::error("key-twice", message));
            }
            let inner = Target { kind: *item, whole: false, ..target };
            read.push((key, self.json(inner, &place, json)?));
        }
        Ok(Value::Map(read))
    }

    fn object(
        &mut self,
        target: Target,
        path: &str,
        entries: &serde_json::Map<String, Json>,
    ) -> Result<Value, TypeFault> {
        if target.entry.name == "defaultTags" && !entries.is_empty() && !entries.contains_key("tags") {
            self.note("defaultTags: the tags are put under `tags`, without which the provider sets none".to_owned());
            let nested = Json::Object(entries.clone());
            return self.object(target, path, &serde_json::Map::from_iter([("tags".to_owned(), nested)]));
        }
        let mut read = Vec::with_capacity(entries.len());
        for (key, json) in entries {
            let place = format!("{path}.{key}");
            match field_of(target.entry.name, key) {
                Some(field) => {
                    let name = field.name.rsplit('.').next().unwrap_or(field.name);
                    if name != key {
                        self.note(format!("{place}: written as `{name}`"));
                    }
                    let inner = Target { entry: field, kind: field.kind, whole: false };
                    read.push((name.to_owned(), self.json(inner, field.name, json)?));
                }
                None => {
                    self.unknown_field(target, key);
                    read.push((key.clone(), as_is(json, &place)?));
                }
            }
        }
        self.whole_object(target, path, &read);
        Ok(Value::Map(read))
    }

    /// What only the object as a whole shows.
    fn whole_object(&mut self, target: Target, path: &str, read: &[(String, Value)]) {
        let field = |name: &str| read.iter().find(|(key, _)| key == name).map(|(_, value)| value);
        if target.entry.name == "assumeRole" && field("roleArn").is_none() {
            let fix = "set assumeRole.roleArn, or unset assumeRole".to_owned();
            let message = "without roleArn the provider asks for a role named `roleArn`, and fails".to_owned();
            self.fault(path, Problem::error("role-arn-missing", message).with_fix(fix));
        }
        if let (Some(Value::List(keys)), tags) = (field("transitiveTagKeys"), field("tags")) {
            let known: Vec<&str> = match tags {
                Some(Value::Map(tags)) => tags.iter().map(|(key, _)| key.as_str()).collect(),
                _ => Vec::new(),
            };
            let missing = keys.iter().find(|key| matches!(key, Value::String(key) if !known.contains(&key.as_str())));
            if let Some(Value::String(key)) = missing {
                let message = format!("`{key}` is no key of tags, so that STS refuses it");
                self.fault("assumeRole.transitiveTagKeys", Problem::warning("tag-key-unknown", message));
            }
        }
    }

    fn unknown_field(&mut self, target: Target, key: &str) {
        let wanted = format!("{}.{key}", target.entry.name);
        let near = nearest(&wanted);
        let mut problem = Problem::error(
            "unknown-field",
            format!("`{}` has no field `{key}`; the provider would ignore it without a word", target.entry.name),
        );
        if key == "duration" {
            problem = problem.with_fix("did you mean durationSeconds, a number of seconds?".to_owned());
        } else if let Some(near) = near.first().filter(|near| near.starts_with(target.entry.name)) {
            problem = problem.with_fix(format!("did you mean {near}?"));
        }
        self.fault(&wanted, problem);
    }

    fn count(&mut self, path: &str, count: usize, max: usize) {
        if count > max {
            let message = format!("`{path}` has {count} entries; AWS takes {max}");
            self.fault(path, Problem::error("too-many", message));
        }
    }
}

/// The field with this name; Go's decoder ignores case, so an exact match goes first.
fn field_of(owner: &str, key: &str) -> Option<&'static crate::aws_native::options::OptionEntry> {
    entry(&format!("{owner}.{key}"))
        .or_else(|| fields(owner).find(|field| field.name[owner.len() + 1..].eq_ignore_ascii_case(key)))
}

fn as_is(json: &Json, path: &str) -> Result<Value, TypeFault> {
    Ok(match json {
        Json::String(text) => Value::String(text.clone()),
        Json::Bool(flag) => Value::Bool(*flag),
        Json::Number(number) if number.is_i64() => Value::Int(number.as_i64().unwrap_or_default()),
        Json::Array(items) => Value::List(items.iter().map(|item| as_is(item, path)).collect::<Result<_, _>>()?),
        Json::Object(entries) => {
            let read: Result<Vec<_>, _> =
                entries.iter().map(|(key, json)| Ok((key.clone(), as_is(json, path)?))).collect();
            Value::Map(read?)
        }
        other => return Err(type_fault(path, format!("cannot be {}", article(other)), None)),
    })
}

/// `a,b` for lists and `a=1,b=2` for maps.
fn short_form(kind: Type, text: &str) -> Option<Json> {
    let parts = || text.split([',', '\n']).map(str::trim).filter(|part| !part.is_empty());
    match kind {
        Type::List { .. } if !text.is_empty() => Some(parts().map(Json::from).collect()),
        Type::Map { .. } if !text.is_empty() => {
            let pairs: Option<serde_json::Map<_, _>> = parts()
                .map(|part| part.split_once('=').map(|(key, value)| (key.trim().to_owned(), value.trim().into())))
                .collect();
            pairs.map(Json::Object)
        }
        _ => None,
    }
}

fn not_this_type(target: Target, path: &str, text: &str) -> TypeFault {
    let fix = match target.entry.name {
        "assumeRole" if text.starts_with("arn:") => "set assumeRole.roleArn to this ARN".to_owned(),
        _ => form(target),
    };
    type_fault(path, format!("is {}", expected(target.kind)), Some(fix))
}

fn expected(kind: Type) -> &'static str {
    match kind {
        Type::Text(_) => "text",
        Type::Bool => "true or false",
        Type::Int { .. } => "a whole number",
        Type::List { .. } => "a list",
        Type::Map { .. } => "a map",
        Type::Object => "an object",
    }
}

fn article(json: &Json) -> &'static str {
    match json {
        Json::Null => "null",
        Json::Bool(_) => "a truth value",
        Json::Number(_) => "a number",
        Json::String(_) => "a string",
        Json::Array(_) => "a list",
        Json::Object(_) => "an object",
    }
}

fn form(target: Target) -> String {
    format!("as in {}", target.entry.example)
}
