//! `profile check`: what it finds, and that `--fix` changes nothing else.

use crate::support::Sandbox;

const CONFIG: &str = "home/.aws/config";
const CREDENTIALS: &str = "home/.aws/credentials";

fn rules(document: &serde_json::Value) -> Vec<String> {
    let found = document["result"]["findings"].as_array().unwrap();
    found.iter().map(|one| one["rule"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn nothing_to_find_is_exit_0() {
    let sandbox = Sandbox::new();
    assert_eq!(sandbox.run(&["profile", "check"]).expect(0).stdout, "no findings\n");
    sandbox.write(CONFIG, "[default]\nregion = us-east-1\n");
    sandbox.run(&["profile", "check"]).expect(0);
}

#[test]
fn findings_carry_line_readers_and_cure() {
    let sandbox = Sandbox::new();
    sandbox.write(CONFIG, "[default]\nregion = us-east-1 # home\n[team#1]\nregion = eu-west-1\n");
    sandbox.write(CREDENTIALS, "[half]\naws_access_key_id = AKIAQNZGKIQY56JQ7WML\n");
    let (document, run) = sandbox.json(&["profile", "check"]);
    assert_eq!(run.code, 11);
    assert_eq!(document["ok"], false);
    assert_eq!(rules(&document), ["inline-comment", "bad-header", "partial-keys"]);
    let header = &document["result"]["findings"][1];
    assert_eq!((header["line"].as_u64(), header["readers"][0].as_str()), (Some(3), Some("go")));
    let run = sandbox.run(&["profile", "check", "half"]).expect(11);
    assert!(run.stdout.contains("aws_secret_access_key") && !run.stdout.contains("inline"), "{}", run.stdout);
    sandbox.run(&["profile", "check", "nobody"]).expect(1);
}

#[test]
fn a_warning_alone_is_no_failure() {
    let sandbox = Sandbox::new();
    sandbox.write(CONFIG, "[default]\nregion = us-east-1 # home\n");
    sandbox.run(&["profile", "check"]).expect(0);
}

#[test]
fn fix_mends_what_is_safe_and_undo_brings_it_back() {
    let sandbox = Sandbox::new();
    let before = "\u{feff}[default]\r\nregion: us-east-1 # home\r\n\r\n[profile x]\r\nrole_arn = a\r\n";
    sandbox.write(CONFIG, before);
    let run = sandbox.run(&["profile", "check", "--fix", "--dry-run"]).expect(11);
    assert!(run.stdout.contains("+region = us-east-1"), "{}", run.stdout);
    assert_eq!(sandbox.read(CONFIG), before);
    let (document, run) = sandbox.json(&["profile", "check", "--fix"]);
    assert_eq!(run.code, 11);
    assert_eq!(rules(&document), ["role-without-source"]);
    assert_eq!(
        sandbox.read(CONFIG),
        "[default]\r\n# home\r\nregion = us-east-1\r\n\r\n[profile x]\r\nrole_arn = a\r\n"
    );
    sandbox.run(&["undo", "--yes"]).expect(0);
    assert_eq!(sandbox.read(CONFIG), before);
}

#[test]
#[cfg(unix)]
fn loose_modes_are_found_and_tightened() {
    use std::os::unix::fs::PermissionsExt;
    let sandbox = Sandbox::new();
    let path = sandbox.write(CREDENTIALS, "[x]\nregion = us-east-1\n");
    std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o644)).unwrap();
    let (document, run) = sandbox.json(&["profile", "check"]);
    assert_eq!((run.code, rules(&document)), (11, vec!["loose-mode".to_owned()]));
    sandbox.run(&["profile", "check", "--fix"]).expect(0);
    assert_eq!(std::fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
}

#[test]
fn variables_that_mislead_a_reader_are_found() {
    let mut sandbox = Sandbox::new();
    sandbox.set("AWS_PROFILE", "a").set("AWS_DEFAULT_PROFILE", "b").set("AWS_CONFIG_FILE", "~/cf");
    let (document, run) = sandbox.json(&["profile", "check"]);
    assert_eq!(
        (run.code, rules(&document)),
        (0, vec!["two-profile-variables".to_owned(), "tilde-in-variable".to_owned()])
    );
}
