use serde_json::Value as Json;

use super::*;
use crate::aws_native::options::{Step, resolve, steps};

fn read(name: &str, text: &str) -> Result<Parsed, TypeFault> {
    parse(resolve(&steps(name)).unwrap(), text)
}

fn json(name: &str, text: &str) -> String {
    read(name, text).unwrap().value.to_json().to_string()
}

#[test]
fn strict_answer_to_every_recorded_field() {
    let data: Json = serde_json::from_str(include_str!("../../../tests/data/aws/validate.json")).unwrap();
    let mut seen = 0;
    for vector in data["vectors"].as_array().unwrap() {
        let (field, value) = (vector["field"].as_str().unwrap(), &vector["value"]);
        let text = |format| check(format, value.as_str().unwrap()).is_none();
        let count = |name: &str| {
            let many = value.as_u64().unwrap();
            let items = |make: fn(u64) -> String| (0..many).map(make).collect::<Vec<_>>().join(",");
            let typed = match name {
                "assumeRole.tags" => format!("{{{}}}", items(|n| format!("\"k{n}\":\"v\""))),
                "assumeRole.transitiveTagKeys" => format!("[{}]", items(|n| format!("\"k{n}\""))),
                _ => format!("[{}]", items(|n| format!("\"arn:aws:iam::aws:policy/P{n}\""))),
            };
            read(name, &typed).unwrap().error().is_none()
        };
        let strict = match field {
            "role_arn" => text(Format::RoleArn),
            "policy_arn" => text(Format::PolicyArn),
            "mfa_serial" => text(Format::MfaSerial),
            "session_name" => text(Format::SessionName),
            "external_id" => text(Format::ExternalId),
            "account_id" => text(Format::AccountId),
            "access_key_id" => text(Format::AccessKeyId),
            "secret_access_key" => text(Format::SecretKey),
            "token_code" => text(Format::TokenCode),
            "region" => text(Format::Region),
            "profile_name" => text(Format::ProfileName),
            "tag_key" => text(Format::TagKey),
            "assume_role.duration_seconds" => {
                read("assumeRole.durationSeconds", &value.to_string()).unwrap().error().is_none()
            }
            "get_session_token.duration_seconds" => SESSION_SECONDS.contains(&value.as_i64().unwrap()),
            "tags.count" => count("assumeRole.tags"),
            "transitive_tag_keys.count" => count("assumeRole.transitiveTagKeys"),
            "policy_arns.count" => count("assumeRole.policyArns"),
            other => panic!("{other} is not judged"),
        };
        assert_eq!(strict, vector["strict"].as_bool().unwrap(), "{}", vector["name"]);
        seen += 1;
    }
    assert_eq!(seen, 97);
}

#[test]
fn scalars_that_are_whole_options_are_strings_and_nested_ones_have_their_type() {
    assert_eq!(json("maxRetries", "5"), r#""5""#);
    assert_eq!(json("skipCredentialsValidation", "true"), r#""true""#);
    assert_eq!(json("assumeRole.durationSeconds", "1800"), "1800");
    assert_eq!(json("assumeRole.durationSeconds", "1h"), "3600");
    assert_eq!(json("assumeRole.durationSeconds", "1h30m"), "5400");
    assert_eq!(json("autoNaming.autoTrim", "yes"), "true");
    assert_eq!(json("assumeRole.externalId", "12345"), r#""12345""#);
}

#[test]
fn ids_tags_and_external_ids_stay_strings_however_they_are_given() {
    for given in ["111111111111", "[111111111111]", r#"["111111111111"]"#, "1111-1111-1111", r#"["1111-1111-1111"]"#] {
        assert_eq!(json("allowedAccountIds", given), r#"["111111111111"]"#, "{given}");
    }
    assert_eq!(json("allowedAccountIds", "111111111111, 012345678901"), r#"["111111111111","012345678901"]"#);
    assert_eq!(json("allowedAccountIds", "[]"), "[]");
    assert_eq!(json("assumeRole.tags", r#"{"cc":42,"on":true}"#), r#"{"cc":"42","on":"true"}"#);
    assert_eq!(json("assumeRole.tags", "cc=42,on=true"), r#"{"cc":"42","on":"true"}"#);
    let target = resolve(&[Step::Key("allowedAccountIds".into()), Step::Index(0)]).unwrap();
    assert_eq!(parse(target, "111111111111").unwrap().value, Value::String("111111111111".into()));
}

#[test]
fn objects_are_read_as_the_provider_reads_them() {
    let role = r#"{"RoleArn":"arn:aws:iam::123456789012:role/x","durationSeconds":"1800","externalId":12345,"policy":{"Version":"2012-10-17"}}"#;
    let parsed = read("assumeRole", role).unwrap();
    assert_eq!(
        parsed.value.to_json().to_string(),
        r#"{"roleArn":"arn:aws:iam::123456789012:role/x","durationSeconds":1800,"externalId":"12345","policy":"{\"Version\":\"2012-10-17\"}"}"#
    );
    assert_eq!(parsed.notes.len(), 4, "{:?}", parsed.notes);
    assert!(parsed.faults.is_empty(), "{:?}", parsed.faults);
    assert_eq!(json("defaultTags", r#"{"Owner":"me"}"#), r#"{"tags":{"Owner":"me"}}"#);
    assert_eq!(json("endpoints", r#"{"STS":"http://localhost:4566"}"#), r#"{"sts":"http://localhost:4566"}"#);
    assert_eq!(json("endpoints", "sts=http://localhost:4566"), r#"{"sts":"http://localhost:4566"}"#);
}

#[test]
fn what_has_no_such_type_is_refused_whatever_one_insists_on() {
    for (name, text) in [
        ("assumeRole", "arn:aws:iam::123456789012:role/x"),
        ("assumeRole", "{"),
        ("assumeRole", ""),
        ("assumeRole", "[]"),
        ("allowedAccountIds", ""),
        ("allowedAccountIds", r#"{"a":"b"}"#),
        ("allowedAccountIds", "[[]]"),
        ("allowedAccountIds", "[1.5]"),
        ("allowedAccountIds", "[null]"),
        ("maxRetries", "many"),
        ("maxRetries", "1h"),
        ("maxRetries", "99999999999999999999"),
        ("assumeRole.durationSeconds", "1.5h"),
        ("skipCredentialsValidation", "perhaps"),
        ("assumeRole.tags", "novalue"),
        ("assumeRole.tags", r#"{"a":{"b":"c"}}"#),
    ] {
        assert!(read(name, text).is_err(), "{name} {text}");
    }
}

#[test]
fn what_cannot_work_is_a_fault_and_not_a_typing_error() {
    for (name, text, rule) in [
        ("region", "us-east-1a", "unknown-region"),
        ("allowedAccountIds", "11111111111", "account-id"),
        ("assumeRole", "{}", "role-arn-missing"),
        ("assumeRole", r#"{"roleArn":"arn:aws:iam::123456789012:role/x","duration":"1h"}"#, "unknown-field"),
        ("assumeRole.durationSeconds", "60", "number-out-of-range"),
        ("assumeRole.policy", "{", "policy"),
        ("assumeRole.roleArn", "arn:aws:iam::123456789012:user/bob", "role-arn"),
        ("endpoints.sts", "localhost:4566", "url"),
        ("token", "123456", "token-is-mfa-code"),
        ("sharedCredentialsFile", "$HOME/credentials", "path"),
    ] {
        let parsed = read(name, text).unwrap();
        assert_eq!(parsed.error().map(|fault| fault.rule), Some(rule), "{name} {text}: {:?}", parsed.faults);
    }
    let plausible = read("region", "us-east-9").unwrap();
    assert!(plausible.error().is_none() && plausible.faults.len() == 1);
    assert_eq!(plausible.faults[0].fix.as_deref(), Some("did you mean us-east-1?"));
}

#[test]
fn faults_of_secrets_show_nothing_of_them() {
    for name in ["secretKey", "token"] {
        let parsed = read(name, "canary value\u{200b}").unwrap();
        assert!(!format!("{:?}{:?}", parsed.faults, parsed.notes).contains("canary"));
    }
}
