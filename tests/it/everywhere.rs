//! What holds for every command: help, version, usage errors, the JSON document.

use crate::support::Sandbox;

#[test]
fn version_and_help_are_data() {
    let sandbox = Sandbox::new();
    let run = sandbox.run(&["--version"]).expect(0);
    assert_eq!(run.stdout, format!("awsn-setup {}\n", env!("CARGO_PKG_VERSION")));
    assert!(sandbox.run(&["--help"]).expect(0).stdout.contains("Examples:"));
}

#[test]
fn a_typing_error_gets_the_nearest_command() {
    let run = Sandbox::new().run(&["verfy"]).expect(2);
    assert!(run.stderr.contains("verify"), "{}", run.stderr);
    assert_eq!(run.stdout, "");
}

#[test]
fn a_usage_error_is_a_json_document_where_one_was_asked_for() {
    let (document, run) = Sandbox::new().json(&["verfy"]);
    assert_eq!(run.code, 2);
    assert_eq!(document["ok"], false);
    assert_eq!(document["error"]["kind"], "usage");
}

#[test]
fn a_missing_folder_of_cwd_is_said() {
    let run = Sandbox::new().run(&["-C", "nowhere", "undo"]).expect(2);
    assert!(run.stderr.contains("no folder nowhere"), "{}", run.stderr);
}
