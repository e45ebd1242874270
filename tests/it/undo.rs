//! `undo`: brings back exactly what was there.

use crate::support::Sandbox;

#[test]
fn undo_brings_back_the_bytes_and_removes_what_was_new() {
    let sandbox = Sandbox::new();
    let before = "# mine\r\n[default]\r\naws_access_key_id=AKIAQNZGKIQY56JQ7WML\r\naws_secret_access_key=x";
    sandbox.write("home/.aws/credentials", before);
    sandbox.run(&["profile", "set", "default", "region=us-east-1"]).expect(0);
    sandbox.run(&["profile", "remove", "default", "--yes"]).expect(0);
    let (listed, _) = sandbox.json(&["undo", "--list"]);
    assert_eq!(listed["result"].as_array().map(Vec::len), Some(2));
    sandbox.run(&["undo", "--yes"]).expect(0);
    assert_eq!(sandbox.read("home/.aws/credentials"), before);
    assert_eq!(sandbox.read("home/.aws/config"), "[default]\nregion = us-east-1\n");
    sandbox.run(&["undo", "--yes"]).expect(0);
    assert!(!sandbox.exists("home/.aws/config"));
    sandbox.run(&["undo", "--yes"]).expect(1);
}

#[test]
fn undo_does_not_lose_what_another_program_wrote_since() {
    let sandbox = Sandbox::new();
    sandbox.run(&["profile", "set", "default", "region=us-east-1"]).expect(0);
    sandbox.write("home/.aws/config", "[default]\nregion = eu-west-1\n");
    sandbox.run(&["undo", "--yes"]).expect(12);
    assert_eq!(sandbox.read("home/.aws/config"), "[default]\nregion = eu-west-1\n");
}
