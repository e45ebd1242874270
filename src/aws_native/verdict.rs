//! Whether an option is to be written at all: the one judgement that `config set`, `config check`, `init --set` and
//! the documentation share.

use super::classic::instead_of;
use super::options::{Guide, OptionEntry, Provider, Step, Target, Unknown, entry, resolve};
use super::{ISSUES, NAMESPACE};

/// The answer to "set this option".
#[derive(Clone, Debug)]
pub enum Verdict {
    /// Yes; a value for it has this type.
    Write(Target),
    /// Yes, but it will do nothing: the sentence says why.
    Warn(Target, String),
    /// No, unless one insists. What it would be is there, where the option is known.
    Refuse(Option<Target>, Refusal),
}

/// Why an option is refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// The sort of reason.
    pub reason: Reason,
    /// What is wrong, in one or two sentences without a last full stop.
    pub message: String,
    /// What to do instead, best first.
    pub hints: Vec<String>,
}

/// The sort of reason for which an option is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reason {
    /// The provider fails on it.
    Rejected,
    /// It has another name now.
    Renamed,
    /// It cannot stand beside another option.
    Conflict,
    /// The provider does not know it.
    Unknown,
}

/// Judges the option at `path`, by its name alone.
pub fn judge(path: &[Step]) -> Verdict {
    let target = match resolve(path) {
        Ok(target) => target,
        Err(unknown) => return Verdict::Refuse(None, unknown_option(&unknown)),
    };
    let entry = target.entry;
    match entry.provider {
        Provider::Reads(_) => Verdict::Write(target),
        Provider::Ignores | Provider::DoesNotKnow => Verdict::Warn(target, without_effect(entry)),
        Provider::Rejects => Verdict::Refuse(Some(target), rejected(entry)),
        Provider::Renamed(to, since) => Verdict::Refuse(Some(target), renamed(entry, to, since)),
    }
}

/// Whether `name` cannot stand beside one of the options that are there already.
pub fn conflict<'a>(name: &str, present: impl IntoIterator<Item = &'a str>) -> Option<Refusal> {
    let conflicts = entry(name)?.conflicts;
    let other = present.into_iter().find(|other| conflicts.contains(other))?;
    Some(Refusal {
        reason: Reason::Conflict,
        message: format!(
            "`{name}` conflicts with `{other}`, as the guide has it; today's provider would take both, and look at \
             forbiddenAccountIds first"
        ),
        hints: vec![format!("unset the other one: awsn-setup config unset {other}")],
    })
}

/// What is said of an option that has no effect.
fn without_effect(entry: &OptionEntry) -> String {
    let guide = match entry.guide {
        Guide::StruckThrough(_) => entry.guide.words(),
        _ => "in the guide".to_owned(),
    };
    let end = entry.notes.first().map(|note| format!(": {note}")).unwrap_or_default();
    format!("`{}` is {guide}, but the provider {}{end}", entry.name, entry.provider.words())
}

fn rejected(entry: &OptionEntry) -> Refusal {
    let mut hints: Vec<String> = entry.notes.iter().map(|note| (*note).to_owned()).collect();
    if matches!(entry.root(), "ignoreTags" | "insecure" | "skipRequestingAccountId") {
        hints.push(format!("the classic provider has it: aws:{}", entry.root()));
    }
    hints.extend(entry.issue());
    Refusal {
        reason: Reason::Rejected,
        message: format!("`{}` is {}: the provider {}", entry.name, entry.guide.words(), entry.provider.words()),
        hints,
    }
}

fn renamed(entry: &OptionEntry, to: &str, since: &str) -> Refusal {
    Refusal {
        reason: Reason::Renamed,
        message: format!(
            "`{}` is {} in the guide; the provider has it under the name `{to}` since {since}, and ignores the old one \
             without a word",
            entry.name,
            entry.guide.words()
        ),
        hints: [format!("set `{to}` instead")].into_iter().chain(entry.issue()).collect(),
    }
}

/// The refusal of a name that the provider does not know.
pub fn unknown_option(unknown: &Unknown) -> Refusal {
    let mut hints: Vec<String> = Vec::new();
    if let Some(instead) = instead_of(&unknown.name) {
        hints.push(format!("only the classic provider has it; {instead}"));
    }
    if unknown.name.ends_with(".duration") {
        hints.push("did you mean `assumeRole.durationSeconds`, a number of seconds?".to_owned());
    } else if !unknown.nearest.is_empty()
        && hints.is_empty()
        && unknown.inside.is_none_or(|owner| owner.name != unknown.nearest[0])
    {
        let names: Vec<String> = unknown.nearest.iter().map(|name| format!("`{name}`")).collect();
        hints.push(format!("did you mean {}?", names.join(" or ")));
    }
    let message = match unknown.inside {
        Some(owner) if unknown.nearest == [owner.name] => {
            format!("`{}` leads nowhere: `{}` has no parts of that kind", unknown.name, owner.name)
        }
        _ => format!("the provider has no option `{}`, and would ignore it without a word", unknown.name),
    };
    hints.push("all options: awsn-setup config options".to_owned());
    Refusal { reason: Reason::Unknown, message, hints }
}

/// What the provider itself says to an option that it rejects.
pub fn provider_rejection(entry: &OptionEntry, value: &str) -> Option<String> {
    let Guide::StruckThrough(issue) = entry.guide else { return None };
    Some(format!(
        "pulumi:providers:{NAMESPACE} resource 'default': property {} value {{{value}}} has a problem: not yet \
         implemented. See {ISSUES}{issue}",
        entry.root()
    ))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::aws_native::options::{OPTIONS, steps};

    fn refusal(name: &str) -> Refusal {
        match judge(&steps(name)) {
            Verdict::Refuse(_, refusal) => refusal,
            other => panic!("{name}: {other:?}"),
        }
    }

    #[test]
    fn refusals_speak_in_the_guide_s_words_first() {
        let insecure = refusal("insecure");
        assert_eq!(insecure.reason, Reason::Rejected);
        assert_eq!(
            insecure.message,
            "`insecure` is not supported yet (#111): the provider refuses to start, whatever the value"
        );
        assert!(insecure.hints.iter().any(|hint| hint.contains("AWS_CA_BUNDLE")));
        assert!(insecure.hints.iter().any(|hint| hint.ends_with("/issues/111")));
        let style = refusal("s3ForcePathStyle");
        assert_eq!(style.reason, Reason::Renamed);
        assert!(style.message.starts_with("`s3ForcePathStyle` is not supported yet (#113)"));
        assert_eq!(style.hints[0], "set `s3UsePathStyle` instead");
        assert_eq!(refusal("ignoreTags.keys").reason, Reason::Rejected);
    }

    #[test]
    fn what_has_no_effect_is_written_with_a_warning_that_says_so() {
        for name in [
            "dynamodbEndpoint",
            "kinesisEndpoint",
            "skipGetEc2Platforms",
            "skipMetadataApiCheck",
            "skipRegionValidation",
        ] {
            match judge(&steps(name)) {
                Verdict::Warn(target, message) => {
                    assert_eq!(target.entry.name, name);
                    assert!(message.contains("but the provider"), "{message}");
                }
                other => panic!("{name}: {other:?}"),
            }
        }
    }

    #[test]
    fn every_other_entry_is_written_and_unknown_names_are_refused_with_the_nearest() {
        for entry in OPTIONS.iter().filter(|entry| entry.is_effective()) {
            assert!(matches!(judge(&steps(entry.name)), Verdict::Write(_)), "{}", entry.name);
        }
        let unknown = refusal("regoin");
        assert_eq!(unknown.reason, Reason::Unknown);
        assert_eq!(unknown.hints[0], "did you mean `region`?");
        assert!(refusal("customCaBundle").hints[0].contains("AWS_CA_BUNDLE"));
        assert_eq!(
            refusal("assumeRole.duration").hints[0],
            "did you mean `assumeRole.durationSeconds`, a number of seconds?"
        );
        assert!(refusal("region.name").message.contains("leads nowhere"));
    }

    #[test]
    fn the_two_lists_of_accounts_exclude_each_other() {
        let refusal = conflict("allowedAccountIds", ["region", "forbiddenAccountIds"]).unwrap();
        assert_eq!(refusal.reason, Reason::Conflict);
        assert!(conflict("allowedAccountIds", ["allowedAccountIds", "region"]).is_none());
    }
}
