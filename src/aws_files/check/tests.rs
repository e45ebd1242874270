//! Each construct of the table is found, at its line, with the readers that it breaks; the cures are safe.

use super::*;
use crate::aws_files::location::Locations;
use crate::finding::Reader;

fn found(file: FileKind, text: &str) -> Vec<Noted> {
    let env = Environment::of("/w", [("HOME", "/home/nobody-here"), ("PATH", "/bin")]);
    let locations = Locations::of(&env).expect("there is a home");
    let mut contents = Contents::default();
    match file {
        FileKind::Config => contents.config = Some(text.into()),
        FileKind::Credentials => contents.credentials = Some(text.into()),
    }
    let mut found = lines::check(text.as_bytes(), file, locations.path(file));
    found.extend(meaning::check(&env, &locations, &contents));
    found
}

#[track_caller]
fn assert_found(file: FileKind, text: &str, rule: &str, line: usize, readers: &[Reader]) {
    let all = found(file, text);
    let Some(one) = all.iter().find(|one| one.finding.rule == rule) else { panic!("no {rule} in {all:#?}") };
    assert_eq!(one.finding.line, Some(line), "{rule}");
    assert_eq!(one.finding.readers, readers, "{rule}");
}

#[test]
fn every_construct_that_a_reader_misreads_is_found() {
    use FileKind::{Config, Credentials};
    use Reader::{AwsCli, Go, Sdk};
    let all = &Reader::ALL;
    assert_found(Config, "\u{feff}[default]\nregion = us-east-1\n", "byte-order-mark", 1, all);
    assert_found(Config, "[default]\rregion = r\r", "carriage-return", 1, &[Go, Sdk]);
    assert_found(Config, "[default]\na = 1\n[default]\n", "duplicate-section", 3, &[AwsCli]);
    assert_found(Config, "[default]\na = 1\nA = 2\n", "duplicate-key", 3, &[AwsCli]);
    assert_found(Config, "[default]\na = 1 # x\n", "inline-comment", 2, &[AwsCli]);
    assert_found(Config, "[default]\na = #x\n", "value-is-comment", 2, &[Go, Sdk]);
    assert_found(Config, "[default]\n[profile x] junk\n", "bad-header", 2, &[Go, Sdk]);
    assert_found(Credentials, "[team#1]\na = 1\n", "bad-header", 1, &[Go, Sdk]);
    assert_found(Config, "[profile x\na = 1\n", "bad-header", 1, all);
    assert_found(Config, "[default]\n  # c\n", "indented-comment", 2, &[Sdk]);
    assert_found(Config, "[default]\na: 1\n", "colon", 2, &[Sdk]);
    assert_found(Config, "[default]\ngarbage\n", "no-separator", 2, &[AwsCli, Sdk]);
    assert_found(Credentials, "[default]\nexport AWS_X=1\n", "shell-line", 2, all);
    assert_found(Config, "x = 1\n[default]\n", "key-before-section", 1, &[AwsCli, Sdk]);
    assert_found(Config, "[default]\n  a = 1\n", "indented-first-key", 2, &[Sdk]);
    assert_found(Config, "[default]\na = 1\n  b = 2\n", "indented-key", 3, &[AwsCli, Sdk]);
    assert_found(Config, "[default]\na = 1\n  [profile x]\n", "indented-header", 3, &[Go]);
    assert_found(Config, "[default]\ns3 =\n  x\n", "nested-without-equals", 3, &[AwsCli, Sdk]);
    assert_found(Config, "[default]\na = \"x\"\n", "quoted-value", 2, &[AwsCli, Sdk]);
    assert_found(Config, "[default]\na = \"\n", "lone-quote", 2, &[Go]);
    assert_found(Config, "[profile 'x y']\n", "quoted-name", 1, &[Go, Sdk]);
    assert_found(Config, "[profile x y]\n", "name-with-blank", 1, &[AwsCli, Sdk]);
    assert_found(Credentials, "[x y]\n", "name-with-blank", 1, &[Sdk]);
    assert_found(Credentials, "[proé]\n", "name-characters", 1, &[Sdk]);
    assert_found(Config, "[x]\n", "missing-profile-prefix", 1, all);
    assert_found(Credentials, "[profile x]\n", "profile-prefix-in-credentials", 1, all);
    assert_found(Config, "[default]\n[profile default]\n", "default-twice", 2, &[AwsCli]);
    assert_found(Config, "[Default]\n", "header-case", 1, all);
    assert_found(Config, "[DEFAULT]\n", "section-DEFAULT", 1, &[AwsCli]);
    assert_found(Credentials, "[ x ]\n", "padded-header", 1, &[AwsCli]);
    assert_found(Credentials, "[x]\na = 1\u{200b}\n", "invisible-character", 2, all);
    assert_found(Config, "[default]\nREGION = us-east-1\n", "key-case", 2, &[]);
}

#[test]
fn profiles_that_cannot_work_are_found() {
    use FileKind::{Config, Credentials};
    use Reader::{AwsCli, Go};
    assert_found(Credentials, "[x]\naws_access_key_id = AKIAIOSFODNN7EXAMPLE\n", "partial-keys", 2, &[Go, AwsCli]);
    assert_found(Config, "[profile x]\nsource_profile = y\n", "role-arn-missing", 2, &[Go]);
    assert_found(Config, "[profile x]\nrole_arn = a\nsource_profile = y\n", "missing-source-profile", 3, &Reader::ALL);
    let circle = "[profile x]\nrole_arn = a\nsource_profile = y\n[profile y]\nrole_arn = a\nsource_profile = x\n";
    assert_found(Config, circle, "source-profile-circle", 3, &Reader::ALL);
    assert_found(
        Config,
        "[profile x]\nrole_arn = a\nmfa_serial = b\ncredential_source = Environment\n",
        "mfa-serial",
        3,
        &[Go],
    );
    assert_found(Config, "[default]\nregion = us-east-1a\n", "unknown-region", 2, &[]);
    assert_found(Config, "[default]\noutput = yamlish\n", "unknown-output", 2, &[AwsCli]);
    assert_found(Config, "[profile x]\ncredential_process = /no/such\n", "process-not-found", 2, &Reader::ALL);
    assert_found(Config, "[profile x]\nsso_session = s\n", "missing-sso-session", 2, &Reader::ALL);
}

#[test]
fn a_clean_file_has_no_findings() {
    let text = "# mine\n[default]\nregion = us-east-1\ns3 =\n    a = 1\n\n[profile b]\noutput = json\n[sso-session s]\nsso_region = us-east-1\n";
    assert_eq!(found(FileKind::Config, text), []);
}

#[test]
fn cures_touch_their_lines_only_and_are_made_once() {
    let before = "\u{feff}# top\r\n[ default ]  \r\nregion: us-east-1 # home\r\noutput=json\r\nca_bundle = \"/x\"\r\ns3 =\r\n    a = 1 # kept\r\n";
    let after = "# top\r\n[default]  \r\n# home\r\nregion = us-east-1\r\noutput=json\r\nca_bundle = /x\r\ns3 =\r\n    a = 1 # kept\r\n";
    let mended = mend(before.as_bytes(), FileKind::Config).expect("there is much to mend");
    assert_eq!(String::from_utf8_lossy(&mended), after);
    assert_eq!(mend(&mended, FileKind::Config), None);
}

/// Where a reader refuses a file, or sees other profiles or values than another reader, there is a finding that names
/// a reader; whatever the recorded cases are.
#[test]
fn no_recorded_difference_between_readers_goes_unfound() {
    let cases: serde_json::Value =
        serde_json::from_str(include_str!("../../../tests/data/aws/parse.json")).expect("JSON");
    let names = [
        (Reader::AwsCli, "botocore-1.43.11"),
        (Reader::Go, "go-sdk-v2-config-1.32.21"),
        (Reader::Sdk, "rust-aws-runtime-1.10.2"),
    ];
    let mut unfound = Vec::new();
    for case in cases["vectors"].as_array().expect("a list") {
        let text = |file: FileKind| case[file.name()].as_str().map(str::to_owned);
        if FileKind::ALL.into_iter().any(|file| case[file.name()].is_object()) {
            continue;
        }
        let files: Vec<(FileKind, String)> =
            FileKind::ALL.into_iter().filter_map(|file| Some((file, text(file)?))).collect();
        let both = Contents {
            config: text(FileKind::Config).map(String::into_bytes),
            credentials: text(FileKind::Credentials).map(String::into_bytes),
        };
        let mut all: Vec<Noted> = files.iter().flat_map(|(file, text)| found(*file, text)).collect();
        let env = Environment::of("/w", [("HOME", "/home/nobody-here")]);
        all.extend(meaning::check(&env, &Locations::of(&env).expect("a home"), &both));
        for (reader, name) in names {
            let error = case["expected"][name]["error"].is_string() && !files.is_empty();
            if error
                && !all
                    .iter()
                    .any(|one| one.finding.readers.contains(&reader) && one.finding.severity == Severity::Error)
            {
                unfound.push(format!("{} refused by {}", case["name"], reader.name()));
            }
        }
        let keys = |name: &str| -> Vec<(String, Vec<String>)> {
            let profiles = case["expected"][name]["profiles"].as_object().into_iter().flatten();
            profiles
                .map(|(profile, values)| {
                    let mut keys: Vec<String> =
                        values.as_object().into_iter().flatten().map(|(key, _)| key.clone()).collect();
                    keys.sort();
                    (profile.clone(), keys)
                })
                .collect::<std::collections::BTreeMap<_, _>>()
                .into_iter()
                .collect()
        };
        let differ = names.iter().any(|(_, name)| keys(name) != keys(names[0].1));
        if differ && !all.iter().any(|one| !one.finding.readers.is_empty()) {
            unfound.push(format!("{} read differently", case["name"]));
        }
    }
    assert_eq!(unfound, Vec::<String>::new());
}
