//! The recorded edits, and the properties that hold for any.

use proptest::prelude::*;
use serde_json::Value as Json;

use super::*;
use crate::aws_files::profile::view;
use crate::finding::Reader;

fn perform(files: &mut Files, op: &Json) -> Result<(), EditError> {
    let text = |name: &str| op[name].as_str().unwrap_or_default();
    let name = SectionName::profile(text("profile"));
    let assign = |files: &mut Files, one: Assignment| files.assign(&name, &[one]).map(drop);
    match text("op") {
        "set" => assign(files, Assignment::set(text("key"), text("value"))),
        "set_nested" => assign(files, Assignment::set(&format!("{}.{}", text("key"), text("subkey")), text("value"))),
        "unset" => assign(files, Assignment::unset(text("key"))),
        "delete_profile" => files.remove(&name),
        "set_many" => {
            let values = op["values"].as_object().expect("values are an object").iter();
            let all: Vec<Assignment> = values
                .map(|(key, value)| match value.as_str() {
                    Some(value) => Assignment::set(key, value),
                    None => Assignment::unset(key),
                })
                .collect();
            files.assign(&name, &all).map(drop)
        }
        other => panic!("an operation that no case had: {other}"),
    }
}

#[test]
fn every_recorded_edit_is_lossless() {
    let cases: Json = serde_json::from_str(include_str!("../../../tests/data/aws/edit.json")).expect("cases are JSON");
    let mut wrong = Vec::new();
    for case in cases["vectors"].as_array().expect("cases are a list") {
        let bytes = |file: &str| case["before"][file].as_str().map(|text| text.as_bytes().to_vec());
        let mut files = Files::new(bytes("config"), bytes("credentials"));
        let outcome = perform(&mut files, &case["op"]);
        let lossless = &case["lossless"];
        let actual = match &outcome {
            Ok(()) => {
                let mut found = serde_json::Map::new();
                for file in FileKind::ALL {
                    if let Some(bytes) = files.contents(file) {
                        found.insert(file.name().to_owned(), String::from_utf8(bytes).expect("text").into());
                    }
                }
                serde_json::json!({ "files": found })
            }
            Err(EditError::Refused { refusal, .. }) => match refusal.line() {
                Some(line) => serde_json::json!({ "refuse": refusal.rule(), "line": line }),
                None => serde_json::json!({ "refuse": refusal.rule() }),
            },
            Err(error) => serde_json::json!({ "refuse": error.to_string() }),
        };
        if actual != *lossless {
            wrong.push(format!("{}\n  is     {actual}\n  should {lossless}", case["name"]));
        }
    }
    assert!(wrong.is_empty(), "{} differ:\n{}", wrong.len(), wrong.join("\n"));
}

fn files(config: &str, credentials: &str) -> Files {
    Files::new(Some(config.into()), Some(credentials.into()))
}

fn text(files: &Files, file: FileKind) -> String {
    String::from_utf8(files.contents(file).unwrap_or_default()).expect("text")
}

#[test]
fn a_new_pair_takes_the_stale_tokens_out_of_both_files() {
    let mut files = files(
        "[default]\naws_session_token = OLD\nregion = r\n",
        "[default]\naws_access_key_id = A\naws_secret_access_key = S\naws_security_token = OLD\n",
    );
    let pair = [Assignment::set(ID, "B"), Assignment::set(SECRET, "T")];
    let effects = files.assign(&SectionName::profile("default"), &pair).unwrap();
    assert_eq!(text(&files, FileKind::Config), "[default]\nregion = r\n");
    assert_eq!(text(&files, FileKind::Credentials), "[default]\naws_access_key_id = B\naws_secret_access_key = T\n");
    assert_eq!(effects.len(), 2);
}

#[test]
fn a_copy_in_the_credentials_file_would_shadow_what_is_set_and_goes() {
    let mut files = files("[default]\noutput = json\n", "[default]\nregion = old\n");
    let effects = files.assign(&SectionName::profile("default"), &[Assignment::set("region", "new")]).unwrap();
    assert_eq!(text(&files, FileKind::Config), "[default]\noutput = json\nregion = new\n");
    assert_eq!(text(&files, FileKind::Credentials), "[default]\n");
    assert_eq!(effects, [SideEffect::Removed { key: "region".to_owned(), file: FileKind::Credentials }]);
}

#[test]
fn half_of_a_pair_in_the_config_file_is_changed_there() {
    let mut files = files("[profile x]\naws_access_key_id = A\naws_secret_access_key = S\n", "");
    files.assign(&SectionName::profile("x"), &[Assignment::set(SECRET, "T")]).unwrap();
    assert_eq!(text(&files, FileKind::Config), "[profile x]\naws_access_key_id = A\naws_secret_access_key = T\n");
    assert_eq!(text(&files, FileKind::Credentials), "");
}

#[test]
fn rename_follows_references_and_refuses_a_taken_name() {
    let mut files = files(
        "[profile a]\nregion = r\n\n[profile b]\nrole_arn = x\nsource_profile = a\n",
        "[a]\naws_access_key_id = A\naws_secret_access_key = S\n",
    );
    assert!(files.rename("a", "b").is_err());
    assert_eq!(files.referring_to("a"), [("profile b".to_owned(), FileKind::Config, 6)]);
    files.rename("a", "c").unwrap();
    assert_eq!(
        text(&files, FileKind::Config),
        "[profile c]\nregion = r\n\n[profile b]\nrole_arn = x\nsource_profile = c\n"
    );
    assert_eq!(text(&files, FileKind::Credentials), "[c]\naws_access_key_id = A\naws_secret_access_key = S\n");
}

#[test]
fn an_edit_that_a_reader_would_not_see_is_refused() {
    // The Go SDK takes the bracketed continuation for a header, so that `region` would land in `x`.
    let mut files = files("[default]\nfoo = a\n  [profile x]\noutput = json\n", "");
    let refusal = files.assign(&SectionName::profile("default"), &[Assignment::set("region", "r")]).unwrap_err();
    assert!(matches!(refusal, EditError::Refused { refusal: Refusal::Misread { reader: "go", .. }, .. }), "{refusal}");
    assert_eq!(files.changed(FileKind::Config), None);
}

#[test]
fn a_broken_file_stands_in_the_way_only_of_edits_that_touch_it() {
    let mut files = Files::new(None, Some(b"\xef\xbb\xbf[default]\n".to_vec()));
    files.assign(&SectionName::profile("x"), &[Assignment::set("region", "r")]).unwrap();
    assert_eq!(text(&files, FileKind::Config), "[profile x]\nregion = r\n");
    assert!(files.assign(&SectionName::profile("x"), &[Assignment::set(ID, "A")]).is_err());
}

fn contents() -> impl Strategy<Value = String> {
    let line = prop_oneof![
        Just("[default]".to_owned()),
        Just("[profile b]".to_owned()),
        Just("[profile  c]".to_owned()),
        Just("[sso-session s]".to_owned()),
        Just("region = us-east-1".to_owned()),
        Just("output=json # mine".to_owned()),
        Just("Output: text".to_owned()),
        Just("source_profile = b".to_owned()),
        Just("s3 =".to_owned()),
        Just("    a = 1".to_owned()),
        Just("  region = inner".to_owned()),
        Just("# note".to_owned()),
        Just("  # indented".to_owned()),
        Just(String::new()),
        Just("garbage".to_owned()),
    ];
    prop::collection::vec(line, 0..14).prop_map(|lines| lines.iter().map(|line| format!("{line}\n")).collect())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]

    #[test]
    fn any_set_is_seen_by_every_reader_that_could_read_before(config in contents(), key in "region|output|endpoint_url") {
        let before = config.clone().into_bytes();
        let mut files = Files::new(Some(before.clone()), None);
        if files.assign(&SectionName::profile("b"), &[Assignment::set(&key, "fresh-1")]).is_ok() {
            let after = files.contents(FileKind::Config);
            for reader in Reader::ALL {
                if view(reader, Some(&before), None).is_ok() {
                    let seen = view(reader, after.as_deref(), None).expect("it could be read before");
                    prop_assert_eq!(seen.profiles["b"].get(&key), Some("fresh-1"), "{}", reader.name());
                }
            }
        }
    }

    #[test]
    fn a_refused_edit_changes_nothing(config in contents()) {
        let mut files = Files::new(Some(config.clone().into_bytes()), None);
        if files.assign(&SectionName::profile("b"), &[Assignment::set("region", "#no")]).is_err() {
            prop_assert_eq!(files.changed(FileKind::Config), None);
        }
    }
}
