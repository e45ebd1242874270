//! `profile`: lists, edits and their refusals, on real files.

use serde_json::json;

use crate::support::Sandbox;

const CREDENTIALS: &str = "home/.aws/credentials";
const CONFIG: &str = "home/.aws/config";

fn with_two_profiles() -> Sandbox {
    let sandbox = Sandbox::new();
    sandbox.write(
        CREDENTIALS,
        "[default]\naws_access_key_id = AKIAQNZGKIQY56JQ7WML\naws_secret_access_key = canary-secret\n\n\
         # mine\n[b]\naws_access_key_id = ASIAY34FZKBOKMUTVV7A\naws_secret_access_key = canary-two\naws_session_token = canary-token\n",
    );
    sandbox.write(CONFIG, "[default]\nregion = us-east-1 # home\n\n[profile role]\nrole_arn = arn:aws:iam::111122223333:role/x\nsource_profile = b\n");
    sandbox
}

#[test]
fn list_tells_kind_account_region_and_place() {
    let (document, run) = with_two_profiles().json(&["profile", "list"]);
    assert_eq!(run.code, 0);
    let of =
        |name: &str| document["result"].as_array().unwrap().iter().find(|one| one["name"] == name).unwrap().clone();
    assert_eq!(of("default")["kind"], "keys");
    assert_eq!(of("default")["account"], json!({ "id": "029608264753", "guessed": true }));
    assert_eq!(of("default")["region"], "us-east-1");
    assert_eq!(of("b")["kind"], "temporary");
    assert_eq!(of("b")["line"], 6);
    assert_eq!(of("role")["kind"], "role");
    assert_eq!(of("role")["account"], json!({ "id": "111122223333", "guessed": false }));
}

#[test]
fn show_masks_secrets_and_tells_who_reads_it_otherwise() {
    let sandbox = with_two_profiles();
    let run = sandbox.run(&["profile", "show", "default"]).expect(0);
    assert!(!run.stdout.contains("canary"), "{}", run.stdout);
    assert!(run.stdout.contains("AKIA…7WML"), "{}", run.stdout);
    let (document, _) = sandbox.json(&["profile", "show", "default"]);
    let region =
        document["result"]["properties"].as_array().unwrap().iter().find(|one| one["key"] == "region").unwrap();
    assert_eq!(region["value"], "us-east-1");
    assert_eq!(region["line"], 2);
    assert_eq!(region["seen_otherwise_by"], json!(["aws-cli"]));
    let missing = sandbox.run(&["profile", "show", "defualt"]).expect(1);
    assert!(missing.stderr.contains("did you mean `default`"), "{}", missing.stderr);
}

#[test]
fn set_edits_one_line_and_routes_keys_to_their_files() {
    let sandbox = with_two_profiles();
    sandbox.run(&["profile", "set", "role", "region=eu-west-1", "s3.max_concurrent_requests=20"]).expect(0);
    assert_eq!(
        sandbox.read(CONFIG),
        "[default]\nregion = us-east-1 # home\n\n[profile role]\nrole_arn = arn:aws:iam::111122223333:role/x\n\
         source_profile = b\nregion = eu-west-1\ns3 =\n    max_concurrent_requests = 20\n"
    );
    sandbox
        .run_with_input(
            &["profile", "set", "new", "aws_access_key_id=AKIAQNZGKIQY56JQ7WML", "aws_secret_access_key=-"],
            " \"abc\"\n",
        )
        .expect(0);
    assert!(
        sandbox
            .read(CREDENTIALS)
            .ends_with("\n\n[new]\naws_access_key_id = AKIAQNZGKIQY56JQ7WML\naws_secret_access_key = abc\n")
    );
}

#[test]
fn a_secret_in_argv_is_refused_and_a_bad_region_too() {
    let sandbox = with_two_profiles();
    let before = sandbox.read(CREDENTIALS);
    let run = sandbox.run(&["profile", "set", "default", "aws_secret_access_key=canary"]).expect(2);
    assert!(run.stderr.contains("standard input") && run.stderr.contains("history"), "{}", run.stderr);
    assert!(!run.stderr.contains("canary"));
    let run = sandbox.run(&["profile", "set", "default", "region=us-east-1a"]).expect(2);
    assert!(run.stderr.contains("`us-east-1`"), "{}", run.stderr);
    sandbox.run(&["profile", "set", "x y", "region=us-east-1"]).expect(2);
    assert_eq!(sandbox.read(CREDENTIALS), before);
}

#[test]
fn dry_run_shows_a_masked_diff_and_writes_nothing() {
    let sandbox = with_two_profiles();
    let before = sandbox.read(CREDENTIALS);
    let run = sandbox.run(&["profile", "remove", "b", "--dry-run"]).expect(0);
    assert!(run.stdout.contains("-[b]") && run.stdout.contains("-aws_secret_access_key = [hidden]"), "{}", run.stdout);
    assert!(!run.stdout.contains("canary"), "{}", run.stdout);
    assert!(run.stderr.contains("[profile role]"), "{}", run.stderr);
    assert_eq!(sandbox.read(CREDENTIALS), before);
    assert!(!sandbox.exists("home/.local/state/awsn-setup"));
}

#[test]
fn remove_rename_and_copy_need_a_confirmation() {
    let sandbox = with_two_profiles();
    for arguments in [vec!["remove", "b"], vec!["rename", "b", "c"], vec!["copy", "b", "c"]] {
        let arguments: Vec<&str> = ["profile"].into_iter().chain(arguments).collect();
        let (document, run) = sandbox.json(&arguments);
        assert_eq!(run.code, 8, "{arguments:?}");
        assert_eq!(document["error"]["kind"], "declined");
    }
    sandbox.run(&["profile", "rename", "b", "c", "--yes"]).expect(0);
    assert!(sandbox.read(CONFIG).contains("source_profile = c\n"));
    assert!(sandbox.read(CREDENTIALS).contains("# mine\n[c]\naws_access_key_id"));
    sandbox.run(&["profile", "copy", "c", "default", "--yes"]).expect(2);
    sandbox.run(&["profile", "copy", "c", "default", "--yes", "--overwrite"]).expect(0);
    assert!(sandbox.read(CREDENTIALS).contains("[default]\naws_access_key_id = ASIAY34FZKBOKMUTVV7A\n"));
    sandbox.run(&["profile", "remove", "c", "--yes"]).expect(0);
    assert!(!sandbox.read(CREDENTIALS).contains("# mine"));
    sandbox.run(&["profile", "remove", "c", "--yes"]).expect(1);
}

#[test]
fn a_file_that_no_edit_leaves_readable_is_refused_with_its_line() {
    let sandbox = Sandbox::new();
    sandbox.write(CONFIG, "[default]\nregion = a\n[default]\noutput = json\n");
    let (document, run) = sandbox.json(&["profile", "set", "default", "region=us-east-1"]);
    assert_eq!(run.code, 2);
    assert_eq!(document["error"]["kind"], "invalid-file");
    assert_eq!(document["error"]["line"], 3);
}

#[test]
fn the_variables_name_other_files() {
    let mut sandbox = Sandbox::new();
    let config = sandbox.root().join("elsewhere/cf").display().to_string();
    sandbox.set("AWS_CONFIG_FILE", &config);
    sandbox.run(&["profile", "set", "x", "region=us-east-1"]).expect(0);
    assert_eq!(sandbox.read("elsewhere/cf"), "[profile x]\nregion = us-east-1\n");
    assert!(!sandbox.exists(CONFIG));
}

#[test]
#[cfg(unix)]
fn new_files_are_private_and_links_stay_links() {
    use std::os::unix::fs::{PermissionsExt, symlink};
    let sandbox = Sandbox::new();
    std::fs::create_dir(sandbox.home().join("real")).unwrap();
    std::fs::create_dir(sandbox.home().join(".aws")).unwrap();
    symlink(sandbox.home().join("real/keys"), sandbox.home().join(".aws/credentials")).unwrap();
    sandbox.run(&["profile", "set", "x", "aws_access_key_id=AKIAQNZGKIQY56JQ7WML"]).expect(0);
    assert!(sandbox.home().join(".aws/credentials").is_symlink());
    let mode = std::fs::metadata(sandbox.home().join("real/keys")).unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o600);
}

#[test]
#[cfg(unix)]
fn what_is_no_regular_file_is_refused() {
    let sandbox = Sandbox::new();
    std::fs::create_dir_all(sandbox.home().join(".aws/config")).unwrap();
    let (document, run) = sandbox.json(&["profile", "set", "x", "region=us-east-1"]);
    assert_eq!((run.code, document["error"]["kind"].as_str()), (12, Some("unsafe-file")));
    let mut sandbox = Sandbox::new();
    sandbox.set("AWS_CONFIG_FILE", "/dev/null");
    sandbox.run(&["profile", "set", "x", "region=us-east-1"]).expect(12);
    let sandbox = Sandbox::new();
    std::fs::create_dir_all(sandbox.home().join(".aws")).unwrap();
    std::os::unix::fs::symlink("config", sandbox.home().join(".aws/config")).unwrap();
    sandbox.run(&["profile", "set", "x", "region=us-east-1"]).expect(12);
}

#[test]
fn writers_at_once_lose_nothing() {
    let sandbox = Sandbox::new();
    sandbox.write(CONFIG, "# shared\n[default]\nregion = us-east-1\n");
    let writers: Vec<_> = (0..20)
        .map(|number| {
            let name = format!("p{number}");
            let mut command = sandbox.command(&["profile", "set", &name, "region=us-west-2"]);
            command.stderr(std::process::Stdio::piped()).spawn().unwrap()
        })
        .collect();
    for writer in writers {
        let output = writer.wait_with_output().unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    }
    let after = sandbox.read(CONFIG);
    assert!(after.starts_with("# shared\n[default]\nregion = us-east-1\n\n["), "{after}");
    assert_eq!(after.matches("[profile p").count(), 20);
    let left: Vec<_> =
        std::fs::read_dir(sandbox.home().join(".aws")).unwrap().flatten().map(|e| e.file_name()).collect();
    assert_eq!(left, ["config"], "no lock or temporary file is left");
}

#[test]
#[cfg(unix)]
fn a_folder_that_cannot_be_written_changes_nothing() {
    use std::os::unix::fs::PermissionsExt;
    use std::os::unix::process::CommandExt;
    let sandbox = Sandbox::new();
    let path = sandbox.write(CONFIG, "[default]\nregion = us-east-1\n");
    let open = |path: &std::path::Path, mode| {
        std::fs::set_permissions(path, std::fs::Permissions::from_mode(mode)).unwrap();
    };
    open(&path, 0o666);
    open(&sandbox.home().join(".aws"), 0o555);
    open(sandbox.root(), 0o755);
    let mut command = sandbox.command(&["profile", "set", "default", "region=us-west-2"]);
    let output = if nix::unistd::geteuid().is_root() { command.uid(65534).output() } else { command.output() };
    // Where the program itself cannot be reached by another user, nothing is proven.
    let Ok(output) = output else { return };
    assert_eq!(output.status.code(), Some(12), "{}", String::from_utf8_lossy(&output.stderr));
    assert_eq!(sandbox.read(CONFIG), "[default]\nregion = us-east-1\n");
    open(&sandbox.home().join(".aws"), 0o755);
}

#[test]
fn keys_beside_another_kind_are_stored_with_a_warning() {
    let sandbox = Sandbox::new();
    sandbox.write(CONFIG, "[profile x]\nsso_session = s\nregion = us-east-1\n");
    let set = ["profile", "set", "x", "aws_access_key_id=AKIAQNZGKIQY56JQ7WML", "aws_secret_access_key=-"];
    let run = sandbox.run_with_input(&set, "wJalrXUtnFEMI/K7MDENG/bPxRfiCYnotAnExamp\n").expect(0);
    assert!(run.stderr.contains("keys and SSO in one profile"), "{}", run.stderr);
    let run = sandbox.run(&["profile", "set", "y", "aws_access_key_id=AKIAQNZGKIQY56JQ7WML"]).expect(0);
    assert!(run.stderr.contains("`aws_secret_access_key` is missing"), "{}", run.stderr);
}
