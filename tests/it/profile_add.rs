//! `profile add` by flags: keys from every place, all other kinds, what is refused.

use crate::support::Sandbox;

const CREDENTIALS: &str = "home/.aws/credentials";
const CONFIG: &str = "home/.aws/config";
const ID: &str = "AKIAQNZGKIQY56JQ7WML";
const SECRET: &str = "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";

fn stored(name: &str) -> String {
    format!("[{name}]\naws_access_key_id = {ID}\naws_secret_access_key = {SECRET}\n")
}

#[test]
fn keys_from_a_file_from_standard_input_and_from_the_environment() {
    let mut sandbox = Sandbox::new();
    sandbox.write("work/keys.csv", format!("Access key ID,Secret access key\n{ID},{SECRET}\n"));
    let add = ["profile", "add", "x", "--no-verify", "--credentials-from"];
    let with = |place: &'static str| [&add[..], &[place, "--region", "us-west-2"]].concat();
    sandbox.run(&with("keys.csv")).expect(0);
    assert_eq!(sandbox.read(CREDENTIALS), stored("x"));
    assert_eq!(sandbox.read(CONFIG), "[profile x]\nregion = us-west-2\n");
    let run = sandbox.run(&with("keys.csv")).expect(0);
    assert!(run.stderr.contains("nothing to change"), "{}", run.stderr);
    let secret_alone = [&with("-")[..], &["--access-key-id", ID]].concat();
    sandbox.run_with_input(&secret_alone, SECRET).expect(0);
    sandbox.run(&with("env")).expect(2);
    sandbox.set("AWS_ACCESS_KEY_ID", ID).set("AWS_SECRET_ACCESS_KEY", SECRET);
    sandbox.run(&with("env")).expect(0);
    assert_eq!(sandbox.read(CREDENTIALS), stored("x"));
}

#[test]
fn other_values_are_replaced_only_with_overwrite() {
    let sandbox = Sandbox::new();
    let old = "[x]\naws_access_key_id = ASIAY34FZKBOKMUTVV7A\naws_secret_access_key = s\naws_session_token = t\n";
    sandbox.write(CREDENTIALS, old);
    let add = ["profile", "add", "x", "--no-verify", "--credentials-from", "-"];
    let input = format!("{ID}\n{SECRET}\n");
    let run = sandbox.run_with_input(&add, &input).expect(2);
    assert!(run.stderr.contains("--overwrite"), "{}", run.stderr);
    assert_eq!(sandbox.read(CREDENTIALS), old);
    let run = sandbox.run_with_input(&[&add[..], &["--overwrite"]].concat(), &input).expect(0);
    assert!(run.stderr.contains("no region is set"), "{}", run.stderr);
    assert_eq!(sandbox.read(CREDENTIALS), stored("x"));
}

#[test]
fn without_a_terminal_the_missing_flag_is_named() {
    let run = Sandbox::new().run(&["profile", "add", "x"]).expect(2);
    assert!(run.stderr.contains("--credentials-from"), "{}", run.stderr);
}

#[test]
fn a_role_an_sso_session_a_process_and_a_web_identity() {
    let sandbox = Sandbox::new();
    sandbox.write(CREDENTIALS, stored("base"));
    let arn = "arn:aws:iam::111122223333:role/deploy";
    let add = |arguments: &[&str]| sandbox.run(&[&["profile", "add"], arguments, &["--no-verify"]].concat());
    add(&["role", "--role-arn", arn, "--source-profile", "base", "--duration-seconds", "900"]).expect(0);
    add(&["none", "--role-arn", arn]).expect(2);
    add(&["none", "--role-arn", arn, "--source-profile", "missing"]).expect(1);
    let sso = ["--sso-account-id", "111122223333", "--sso-role-name", "Dev"];
    add(&[
        &["work", "--sso-start-url", "https://x/start", "--sso-region", "eu-west-1", "--sso-session", "corp"],
        &sso[..],
    ]
    .concat())
    .expect(0);
    add(&[&["work2", "--sso-session", "corp"], &sso[..]].concat()).expect(0);
    add(&["proc", "--credential-process", "/bin/true --x"]).expect(0);
    add(&["web", "--role-arn", arn, "--web-identity-token-file", "/t"]).expect(0);
    assert_eq!(
        sandbox.read(CONFIG),
        format!(
            "[profile role]\nrole_arn = {arn}\nsource_profile = base\nduration_seconds = 900\n\n\
             [sso-session corp]\nsso_start_url = https://x/start\nsso_region = eu-west-1\nsso_registration_scopes = sso:account:access\n\n\
             [profile work]\nsso_session = corp\nsso_account_id = 111122223333\nsso_role_name = Dev\n\n\
             [profile work2]\nsso_session = corp\nsso_account_id = 111122223333\nsso_role_name = Dev\n\n\
             [profile proc]\ncredential_process = /bin/true --x\n\n\
             [profile web]\nrole_arn = {arn}\nweb_identity_token_file = /t\n"
        )
    );
}

#[test]
fn names_values_and_regions_that_cannot_work_are_refused() {
    let sandbox = Sandbox::new();
    let add = |name: &str, more: &[&str], input: &str| {
        let arguments = [&["profile", "add", name, "--no-verify", "--credentials-from", "-"], more].concat();
        sandbox.run_with_input(&arguments, input).expect(2)
    };
    let input = format!("{ID}\n{SECRET}\n");
    add("x y", &[], &input);
    add("x", &["--region", "us-east-1a"], &input);
    add("x", &[], &format!("{SECRET}\n{ID}\n"));
    add("x", &[], &format!("ASIAY34FZKBOKMUTVV7A\n{SECRET}\n"));
    assert!(!sandbox.exists(CREDENTIALS));
}
