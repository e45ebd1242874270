//! `profile import`: the forms from a file and from standard input, and what is refused.

use crate::support::Sandbox;

const CREDENTIALS: &str = "home/.aws/credentials";
const ID: &str = "AKIAQNZGKIQY56JQ7WML";
const SECRET: &str = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYnotAnExampl";

#[test]
fn the_consoles_csv_with_bom_and_carriage_returns() {
    let sandbox = Sandbox::new();
    sandbox.write("work/keys.csv", format!("\u{feff}Access key ID,Secret access key\r\n{ID},{}\r\n", &SECRET[..40]));
    let run = sandbox.run(&["profile", "import", "keys.csv"]).expect(2);
    assert!(run.stderr.contains("--name"), "{}", run.stderr);
    let run = sandbox.run(&["profile", "import", "keys.csv", "--name", "alice"]).expect(0);
    assert!(run.stderr.contains("byte order mark"), "{}", run.stderr);
    let stored = sandbox.read(CREDENTIALS);
    assert_eq!(stored, format!("[alice]\naws_access_key_id = {ID}\naws_secret_access_key = {}\n", &SECRET[..40]));
    assert!(!run.stderr.contains(&SECRET[..40]) && !run.stdout.contains(&SECRET[..40]));
}

#[test]
fn a_block_on_standard_input_replaces_only_with_overwrite() {
    let sandbox = Sandbox::new();
    let old = "[dev]\naws_access_key_id = ASIAY34FZKBOKMUTVV7A\naws_secret_access_key = x\naws_session_token = stale\n";
    sandbox.write(CREDENTIALS, old);
    sandbox.write("home/.aws/config", "[profile dev]\nsso_session = s\nregion = us-east-1\n");
    let block = format!("[dev]\naws_access_key_id={ID}\naws_secret_access_key={}\n", &SECRET[..40]);
    let run = sandbox.run_with_input(&["profile", "import", "-"], &block).expect(2);
    assert!(run.stderr.contains("--overwrite"), "{}", run.stderr);
    assert_eq!(sandbox.read(CREDENTIALS), old);
    let run = sandbox.run_with_input(&["profile", "import", "-", "--overwrite"], &block).expect(0);
    assert!(run.stderr.contains("sso_session"), "{}", run.stderr);
    assert_eq!(
        sandbox.read(CREDENTIALS),
        format!("[dev]\naws_access_key_id = {ID}\naws_secret_access_key = {}\n", &SECRET[..40])
    );
    assert_eq!(sandbox.read("home/.aws/config"), "[profile dev]\nregion = us-east-1\n");
}

#[test]
fn half_pairs_swapped_values_and_nothing_are_refused() {
    let sandbox = Sandbox::new();
    for input in [
        String::new(),
        "no keys here at all".to_owned(),
        format!("AWS_ACCESS_KEY_ID={ID}\n"),
        format!("AWS_ACCESS_KEY_ID={}\nAWS_SECRET_ACCESS_KEY={ID}\n", &SECRET[..40]),
    ] {
        let run = sandbox.run_with_input(&["profile", "import", "-", "--name", "x"], &input).expect(2);
        assert!(!run.stderr.contains(&SECRET[..40]), "{}", run.stderr);
    }
    assert!(!sandbox.exists(CREDENTIALS));
    sandbox.run(&["profile", "import", "nowhere.csv"]).expect(1);
}
