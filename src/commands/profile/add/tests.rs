//! The questions at a terminal, by script: their order and words, what Enter keeps, what is asked again.

use super::*;
use crate::environment::Environment;
use crate::ui::{Scripted, Ui};

const SECRET: &str = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYnotAnExamp";

struct Home(tempfile::TempDir);

impl Home {
    fn with(credentials: &str) -> Self {
        let home = Home(tempfile::tempdir().unwrap());
        if !credentials.is_empty() {
            std::fs::create_dir(home.0.path().join(".aws")).unwrap();
            #[allow(clippy::disallowed_methods)]
            std::fs::write(home.0.path().join(".aws/credentials"), credentials).unwrap();
        }
        home
    }

    fn add(&self, answers: &[(&str, &str)]) -> Outcome {
        #[derive(clap::Parser)]
        struct Line {
            #[command(flatten)]
            args: AddArgs,
        }
        let args = <Line as clap::Parser>::parse_from(["add", "x"]).args;
        let env = Environment::of(self.0.path(), [("HOME", self.0.path().to_str().unwrap())]);
        let ui = Ui::scripted(&env, Scripted::new(answers.iter().copied()));
        run(args, Context { env: &env, ui: &ui })
    }

    fn file(&self, name: &str) -> String {
        std::fs::read_to_string(self.0.path().join(".aws").join(name)).unwrap_or_default()
    }
}

#[test]
fn the_questions_of_aws_configure_in_its_order() {
    let home = Home::with("");
    home.add(&[
        ("AWS Access Key ID", " AKIAQNZGKIQY56JQ7WML\u{200b}"),
        ("AWS Secret Access Key", SECRET),
        ("Default region name", "us-west-2"),
        ("Default output format", ""),
    ])
    .unwrap();
    assert_eq!(
        home.file("credentials"),
        format!("[x]\naws_access_key_id = AKIAQNZGKIQY56JQ7WML\naws_secret_access_key = {SECRET}\n")
    );
    assert_eq!(home.file("config"), "[profile x]\nregion = us-west-2\n");
}

#[test]
fn a_temporary_key_asks_for_its_token_and_a_wrong_value_is_asked_again() {
    let home = Home::with("");
    home.add(&[
        ("AWS Access Key ID", SECRET),
        ("AWS Access Key ID", "ASIAY34FZKBOKMUTVV7A"),
        ("AWS Secret Access Key", "ASIAY34FZKBOKMUTVV7A"),
        ("AWS Secret Access Key", SECRET),
        ("AWS Session Token", ""),
        ("AWS Session Token", "token-1"),
        ("Default region name", "us-east-1a"),
        ("Default region name", ""),
        ("Default output format", ""),
    ])
    .unwrap();
    assert!(home.file("credentials").ends_with("aws_session_token = token-1\n"));
    assert_eq!(home.file("config"), "");
}

#[test]
fn enter_keeps_and_another_key_takes_the_old_token_away_after_a_yes() {
    let old = "[x]\naws_access_key_id = ASIAY34FZKBOKMUTVV7A\naws_secret_access_key = s\naws_session_token = t\n";
    let home = Home::with(old);
    home.add(&[
        ("AWS Access", ""),
        ("AWS Secret", ""),
        ("AWS Session", ""),
        ("Default region", ""),
        ("Default output", ""),
    ])
    .unwrap();
    assert_eq!(home.file("credentials"), old);
    let new = [
        ("AWS Access", "AKIAQNZGKIQY56JQ7WML"),
        ("AWS Secret", SECRET),
        ("Default region", ""),
        ("Default output", ""),
    ];
    let declined = home.add(&[&new[..], &[("Replace these values", "no")]].concat()).unwrap_err();
    assert_eq!(declined.kind, Kind::Declined);
    assert_eq!(home.file("credentials"), old);
    home.add(&[&new[..], &[("Replace these values", "yes")]].concat()).unwrap();
    assert!(!home.file("credentials").contains("token"));
}

#[test]
fn the_end_of_input_changes_nothing() {
    let home = Home::with("");
    assert_eq!(home.add(&[("AWS Access Key ID", "AKIAQNZGKIQY56JQ7WML")]).unwrap_err().kind, Kind::Declined);
    assert_eq!(home.file("credentials"), "");
}
