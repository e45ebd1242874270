//! What each reader was recorded to see, against what our view says it sees.

use std::path::Path;

use serde_json::{Map, Value as Json, json};

use super::super::reading::Value;
use super::*;

const READERS: [(Reader, &str); 3] = [
    (Reader::AwsCli, "botocore-1.43.11"),
    (Reader::Go, "go-sdk-v2-config-1.32.21"),
    (Reader::Sdk, "rust-aws-runtime-1.10.2"),
];

fn vectors(path: &Path) -> Option<Vec<Json>> {
    let bytes = std::fs::read(path).ok()?;
    let document: Json = serde_json::from_slice(&bytes).expect("recorded cases are JSON");
    Some(document["vectors"].as_array().expect("recorded cases are a list").clone())
}

/// A file of a case: text, or bytes in base64 where it is none.
fn contents(file: &Json) -> Option<Vec<u8>> {
    match file {
        Json::Null => None,
        Json::String(text) => Some(text.clone().into_bytes()),
        object => Some(base64(object["b64"].as_str().expect("bytes are in base64"))),
    }
}

fn base64(text: &str) -> Vec<u8> {
    let digit =
        |c: u8| b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".iter().position(|d| *d == c);
    let digits: Vec<usize> = text.bytes().filter_map(digit).collect();
    let byte = |bits: u32, index: usize| (bits >> (16 - 8 * index)) as u8;
    digits
        .chunks(4)
        .flat_map(|chunk| {
            let bits = chunk.iter().enumerate().fold(0u32, |bits, (at, digit)| bits | (*digit as u32) << (18 - 6 * at));
            (0..chunk.len() - 1).map(move |index| byte(bits, index))
        })
        .collect()
}

fn sections(sections: &BTreeMap<String, Section>) -> Json {
    let properties = |section: &Section| -> Map<String, Json> {
        let shown = |value: &Value| match value {
            Value::Text(text) => json!(text),
            Value::Nested(block) => json!(block),
        };
        section.properties.iter().map(|(key, property)| (key.clone(), shown(&property.value))).collect()
    };
    json!(sections.iter().map(|(name, section)| (name, properties(section))).collect::<BTreeMap<_, _>>())
}

fn shown(reader: Reader, vector: &Json) -> Json {
    let (config, credentials) = (contents(&vector["config"]), contents(&vector["credentials"]));
    let view = match view(reader, config.as_deref(), credentials.as_deref()) {
        Ok(view) => view,
        Err(error) if reader == Reader::Sdk => {
            return json!({ "error": format!("error parsing {} on line {}:\n  {}", error.file.name(), error.line, error.message) });
        }
        Err(error) => {
            return json!({ "error": format!("ConfigParseError: Unable to parse config file: {}", error.file.name()) });
        }
    };
    let mut shown = json!({ "profiles": sections(&view.profiles) });
    for (name, map) in [("sso_sessions", &view.sso_sessions), ("other_sections", &view.other_sections)] {
        if !map.is_empty() {
            shown[name] = sections(map);
        }
    }
    if !view.broken.is_empty() {
        shown["profile_errors"] = json!(view.broken);
    }
    shown
}

fn replay(path: &Path) -> Option<usize> {
    let vectors = vectors(path)?;
    let mut wrong = Vec::new();
    for vector in &vectors {
        for (reader, recorder) in READERS {
            let mut expected = vector["expected"][recorder].clone();
            expected.as_object_mut().expect("an expectation is an object").remove("selected");
            let actual = shown(reader, vector);
            if actual != expected {
                wrong.push(format!("{} {}\n  sees {actual}\n  not  {expected}", vector["name"], reader.name()));
            }
        }
    }
    assert!(wrong.is_empty(), "{} differ:\n{}", wrong.len(), wrong.join("\n"));
    Some(vectors.len())
}

#[test]
fn each_reader_is_seen_as_it_was_recorded() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/aws/parse.json");
    assert_eq!(replay(&path), Some(98));
}

#[test]
fn the_published_cases_hold_for_each_reader() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/data/published/aws-parse.json");
    match replay(&path) {
        Some(count) => assert_eq!(count, 65),
        None => skipped(65, "the SDKs' published parser cases"),
    }
}

#[test]
fn the_files_are_where_the_published_cases_have_them() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/data/published/aws-location.json");
    let Some(vectors) = vectors(&path) else { return skipped(9, "the SDKs' published file locations") };
    for vector in &vectors {
        use super::super::location::{Locations, Platform};
        let platform = if vector["platform"] == "windows" { Platform::Windows } else { Platform::Unix };
        let variables = vector["environment"].as_object().expect("an environment is an object").iter();
        let variables = variables.map(|(name, value)| (name.clone(), value.as_str().unwrap_or_default().to_owned()));
        let env = crate::environment::Environment::of("/w", variables);
        let found = Locations::on(platform, &env).expect("every case has a home");
        assert_eq!(Json::from(found.config.to_str()), vector["configLocation"], "{}", vector["name"]);
        assert_eq!(Json::from(found.credentials.to_str()), vector["credentialsLocation"], "{}", vector["name"]);
    }
}

#[allow(clippy::print_stderr)]
fn skipped(count: usize, what: &str) {
    eprintln!("skipped {count} cases: {what} are not here");
}

#[test]
fn the_providers_sdk_takes_a_pair_only_whole_and_drops_what_it_does_not_know() {
    let config =
        b"[profile x]\naws_access_key_id = OLD\naws_secret_access_key = S\naws_session_token = T\nregion = r\n";
    let credentials = b"[x]\naws_access_key_id = NEW\naws_secret_access_key = N\noutput = json\nregion = s\n";
    let view = go_view(Some(config), Some(credentials)).expect("both can be read");
    let profile = view.profile("x").expect("x is there");
    assert_eq!(profile.get("aws_access_key_id"), Some("NEW"));
    assert_eq!(profile.get("aws_session_token"), Some("T"), "the stale token stays");
    assert_eq!(profile.get("output"), None);
    assert_eq!(profile.get("region"), Some("s"));
    assert_eq!(profile.properties["region"].line, 5);
    assert_eq!(profile.properties["region"].file, FileKind::Credentials);
    assert_eq!(profile.partial, None);
}

#[test]
fn a_lone_quote_is_where_the_providers_sdk_panics() {
    let error = go_view(Some(b"[default]\nregion = \"\n"), None).expect_err("it panics");
    assert_eq!((error.file, error.line), (FileKind::Config, 2));
}

#[test]
fn names_that_every_reader_can_read() {
    for name in ["a-Z09_-/.%@:+", "default"] {
        assert!(is_portable_name(name), "{name}");
    }
    for name in ["", "x y", "a#b", "proé", "a]b", "it's"] {
        assert!(!is_portable_name(name), "{name}");
    }
}
