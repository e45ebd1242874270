//! What the provider makes of an option's text, which is what it gets: scalars as they are, objects and lists as JSON.
//!
//! This is the other direction than `value`: nothing is mended here, every fault is one that the provider would die
//! of, or pass over in silence. The texts are those of provider v1.74.1, where they were recorded.

mod decode;
#[cfg(test)]
mod tests;

use super::options::{Provider, Step, Target, resolve, steps};
use super::value::{Type, Value, parse};
use super::verdict::{Verdict, judge, provider_rejection};
use crate::finding::Severity;

/// Something wrong with an option as it stands in a stack's configuration.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WireFault {
    /// Where, with dots and places: `allowedAccountIds[0]`.
    pub path: String,
    /// How much it matters.
    pub severity: Severity,
    /// Stable name in kebab case.
    pub rule: &'static str,
    /// What is wrong.
    pub message: String,
    /// What the provider itself would say.
    pub provider_message: Option<String>,
    /// What to do about it.
    pub fix: Option<String>,
}

/// Everything that is wrong with the option `name` (without `aws-native:`) whose value reaches the provider as `text`.
/// Secrets are not looked into beyond their shape, and never shown.
pub fn examine(name: &str, text: &str) -> Vec<WireFault> {
    let target = match judge(&[Step::Key(name.to_owned())]) {
        Verdict::Write(target) => target,
        Verdict::Warn(target, message) => return vec![no_effect(target, text, message)],
        Verdict::Refuse(target, refusal) => {
            let rule = match target.map(|target| target.entry.provider) {
                Some(Provider::Renamed(..)) => "renamed-option",
                Some(_) => "rejected-option",
                None => "unknown-option",
            };
            let rejected = target.filter(|target| target.entry.provider == Provider::Rejects);
            return vec![WireFault {
                path: name.to_owned(),
                severity: if rejected.is_some() { Severity::Error } else { Severity::Warning },
                rule,
                message: refusal.message,
                provider_message: rejected.and_then(|target| provider_rejection(target.entry, text)),
                fix: refusal.hints.into_iter().next(),
            }];
        }
    };
    let mut faults = decode::decode(target, text);
    if faults.iter().all(|fault| fault.severity != Severity::Error) {
        faults.extend(shape_faults(target, text));
    }
    faults
}

/// The value that was meant, where typing it anew is all that is needed: digits into strings, text into numbers, flat
/// tags under `tags`. `None` where nothing is to mend, or where it would be a guess.
pub fn mended(name: &str, text: &str) -> Option<Value> {
    let target = resolve(&steps(name)).ok().filter(|target| target.entry.is_effective())?;
    let parsed = parse(target, text).ok().filter(|parsed| parsed.error().is_none())?;
    let same = match &parsed.value {
        Value::String(value) => value == text,
        value => serde_json::from_str::<serde_json::Value>(text).is_ok_and(|json| json == value.to_json()),
    };
    (!same).then_some(parsed.value)
}

fn no_effect(target: Target, text: &str, message: String) -> WireFault {
    let name = target.entry.name;
    let rejected = target.entry.provider == Provider::Ignores && text.is_empty();
    WireFault {
        path: name.to_owned(),
        severity: if rejected { Severity::Error } else { Severity::Warning },
        rule: if rejected { "rejected-option" } else { "option-without-effect" },
        message: if rejected { format!("the provider refuses an empty `{name}`") } else { message },
        provider_message: rejected.then(|| provider_rejection(target.entry, text)).flatten(),
        fix: Some(format!("awsn-setup config unset {name}")),
    }
}

fn shape_faults(target: Target, text: &str) -> Vec<WireFault> {
    // An empty list allows every account, and is no list of one empty id.
    if matches!(target.kind, Type::List { .. }) && text.trim() == "null" {
        return Vec::new();
    }
    let Ok(parsed) = parse(target, text) else { return Vec::new() };
    parsed
        .faults
        .into_iter()
        .filter(|fault| fault.rule != "unknown-field")
        .map(|fault| WireFault {
            path: fault.path,
            severity: fault.severity,
            rule: fault.rule,
            message: fault.message,
            provider_message: None,
            fix: fault.fix,
        })
        .collect()
}
