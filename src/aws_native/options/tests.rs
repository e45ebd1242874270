use serde_json::Value;

use super::*;
use crate::aws_native::value::{Format, Type, parse};
use crate::finding::Severity;

fn recorded() -> Value {
    serde_json::from_str(include_str!("../../../tests/data/provider-options.json")).unwrap()
}

fn list<'a>(value: &'a Value, key: &str) -> Vec<&'a str> {
    value[key].as_array().unwrap().iter().map(|item| item.as_str().unwrap()).collect()
}

#[test]
fn every_recorded_option_and_field_has_its_entry_and_no_other_is_there() {
    let data = recorded();
    let mut names: Vec<String> = Vec::new();
    for option in data["options"].as_array().unwrap().iter().chain(data["in_seed_not_in_schema"].as_array().unwrap()) {
        let name = option["name"].as_str().unwrap();
        names.push(name.to_owned());
        for field in option["fields"].as_array().into_iter().flatten() {
            names.push(format!("{name}.{}", field["name"].as_str().unwrap()));
        }
    }
    let mut ours: Vec<&str> = OPTIONS.iter().map(|entry| entry.name).collect();
    ours.sort_unstable();
    names.sort_unstable();
    assert_eq!(ours, names);
}

#[test]
fn the_facts_of_every_recorded_option() {
    let data = recorded();
    for option in data["options"].as_array().unwrap() {
        let name = option["name"].as_str().unwrap();
        let entry = entry(name).unwrap();
        assert_eq!(entry.key(), option["key"].as_str().unwrap());
        assert_eq!(entry.secret, option["secret"].as_bool().unwrap(), "{name}");
        assert_eq!(entry.required, option["required"].as_bool().unwrap(), "{name}");
        assert_eq!(entry.env, list(option, "env"), "{name}");
        assert_eq!(entry.conflicts, list(option, "conflicts_documented"), "{name}");
        let provider = match entry.provider {
            Provider::Reads(_) => "yes",
            Provider::Rejects => "rejected",
            Provider::Ignores => "no-op",
            _ => "other",
        };
        assert_eq!(provider, option["implemented"].as_str().unwrap(), "{name}");
        if let (Provider::Reads(Some(since)), Some(by)) = (entry.provider, option["implemented_by"].as_str()) {
            let named = since.trim_end_matches(')').split(" (").all(|part| by.contains(part));
            assert!(named, "{name}: {since} is not in {by}");
        }
        let whole = option["type"].as_str().unwrap();
        let kind = match entry.kind {
            Type::Text(_) => "string",
            Type::Bool => "bool",
            Type::Int { .. } => "int",
            Type::List { .. } => "list of string",
            Type::Map { .. } | Type::Object => "object",
        };
        assert!(whole.starts_with(kind), "{name}: {whole}");
        for field in option["fields"].as_array().into_iter().flatten() {
            let nested = super::entry(&format!("{name}.{}", field["name"].as_str().unwrap())).unwrap();
            assert_eq!(nested.provider.name(), entry.provider.name());
            let kind = match nested.kind {
                Type::Text(_) => "string",
                Type::Bool => "bool",
                Type::Int { .. } => "int",
                Type::List { .. } => "list",
                Type::Map { .. } | Type::Object => "map",
            };
            assert!(field["type"].as_str().unwrap().starts_with(kind), "{}", nested.name);
        }
    }
}

#[test]
fn what_the_guide_says_of_every_recorded_option() {
    let data = recorded();
    for option in data["options"].as_array().unwrap().iter().chain(data["in_seed_not_in_schema"].as_array().unwrap()) {
        let entry = entry(option["name"].as_str().unwrap()).unwrap();
        let listed = option["in_seed"].as_bool().unwrap_or(true);
        let guide = match (listed, option["seed_marks_unsupported"].as_bool().unwrap()) {
            (false, _) => Guide::Absent,
            (true, false) => Guide::Listed,
            (true, true) => Guide::StruckThrough(option["seed_issue"].as_u64().unwrap().try_into().unwrap()),
        };
        assert_eq!(entry.guide, guide, "{}", entry.name);
        if let Some(to) = option["replacement"].as_str().filter(|_| entry.name == "s3ForcePathStyle") {
            assert!(matches!(entry.provider, Provider::Renamed(name, _) if name == to));
        }
    }
}

#[test]
fn every_entry_is_complete_and_its_example_is_a_value_of_its_type() {
    for entry in OPTIONS {
        assert!(entry.about.ends_with('.') && entry.about.len() >= 15, "{}", entry.name);
        assert!(entry.notes.iter().all(|note| !note.ends_with('.')), "{}", entry.name);
        assert!(!entry.is_nested() || super::entry(entry.root()).is_some(), "{} has no parent", entry.name);
        assert!(
            entry
                .conflicts
                .iter()
                .all(|name| super::entry(name).is_some_and(|other| other.conflicts.contains(&entry.name)))
        );
        if matches!(entry.kind, Type::Object) {
            assert!(fields(entry.name).count() > 0, "{} has no fields", entry.name);
        }
        if matches!(entry.kind, Type::Text(Format::SecretKey | Format::SessionToken)) {
            continue;
        }
        let target = resolve(&steps(entry.name)).unwrap();
        let parsed = parse(target, entry.example).unwrap_or_else(|fault| panic!("{}: {fault}", entry.name));
        let faults: Vec<_> = parsed.faults.iter().filter(|fault| fault.severity == Severity::Error).collect();
        assert!(faults.is_empty() && parsed.notes.is_empty(), "{}: {faults:?} {:?}", entry.name, parsed.notes);
    }
}

#[test]
fn names_are_unique_and_fields_follow_their_option() {
    for (index, entry) in OPTIONS.iter().enumerate() {
        assert!(OPTIONS[..index].iter().all(|other| other.name != entry.name), "{} twice", entry.name);
        if entry.is_nested() {
            assert_eq!(OPTIONS[index - 1].root(), entry.root(), "{} stands apart", entry.name);
        }
    }
}

#[test]
fn paths_lead_to_types() {
    let kind = |path: &[Step]| resolve(path).map(|target| (target.entry.name, target.whole));
    let key = |name: &str| Step::Key(name.to_owned());
    assert_eq!(kind(&[key("region")]), Ok(("region", true)));
    assert_eq!(kind(&[key("assumeRole"), key("tags"), key("a.b")]), Ok(("assumeRole.tags", false)));
    assert_eq!(kind(&[key("allowedAccountIds"), Step::Index(3)]), Ok(("allowedAccountIds", false)));
    assert_eq!(kind(&[key("endpoints"), key("s3")]), Ok(("endpoints", false)));
    assert_eq!(kind(&[key("endpoints"), key("sts")]), Ok(("endpoints.sts", false)));
    assert!(kind(&[key("region"), key("name")]).is_err());
    assert!(kind(&[key("allowedAccountIds"), key("x")]).is_err());
    assert!(kind(&[key("assumeRole"), Step::Index(0)]).is_err());
    assert!(kind(&[]).is_err());
}

#[test]
fn typing_errors_get_the_nearest_names() {
    for (typed, meant) in [
        ("regoin", "region"),
        ("Region", "region"),
        ("allowedAccountId", "allowedAccountIds"),
        ("allowed_account_ids", "allowedAccountIds"),
        ("durationSeconds", "assumeRole.durationSeconds"),
        ("skipCredentialValidation", "skipCredentialsValidation"),
        ("externalid", "assumeRole.externalId"),
        ("profiles", "profile"),
    ] {
        assert_eq!(nearest(typed).first(), Some(&meant), "{typed}");
    }
    assert!(nearest("completelyDifferent").is_empty(), "{:?}", nearest("completelyDifferent"));
    let unknown = resolve(&steps("assumeRole.sesionName")).unwrap_err();
    assert_eq!(unknown.nearest.first(), Some(&"assumeRole.sessionName"));
}
