use std::io::Write;
use std::process::{Command, Stdio};

use proptest::prelude::*;

use super::*;
use crate::environment::Environment;

/// Texts that have broken quoting somewhere.
const HARD: &[&str] = &[
    "",
    "plain",
    "=ls",
    "~root",
    "a b",
    "a'b",
    "a\"b",
    "a\\b",
    "\\",
    "'",
    "a\\'b",
    "$HOME `id` $(id)",
    "!!",
    "a;b&c|d>e<f*?[x]{1,2}",
    "#no comment",
    "two\nlines\n",
    "tab\there",
    "%PATH%",
    "ünïcödé ’ ‘",
    "-n",
    "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
];

/// What a shell prints for a variable that was set by our line, `None` where the shell is not installed.
fn through(program: &str, arguments: &[&str], shell: Shell, values: &[&str]) -> Option<Vec<String>> {
    let mut script = String::new();
    for value in values {
        script.push_str(&render(shell, &[("V", Some(value))]).unwrap());
        script.push_str("\nprintf '%s\\0' \"$V\"\n");
    }
    let child = Command::new(program)
        .args(arguments)
        .env_clear()
        .env("PATH", "/usr/bin:/bin")
        .env("HOME", "/nonexistent")
        .env("LC_ALL", "C.UTF-8")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn();
    let mut child = child.ok()?;
    child.stdin.take().unwrap().write_all(script.as_bytes()).unwrap();
    let output = child.wait_with_output().unwrap();
    let text = String::from_utf8(output.stdout).unwrap();
    Some(text.split_terminator('\0').map(str::to_owned).collect())
}

#[test]
#[cfg(unix)]
#[allow(clippy::print_stderr)]
fn real_shells_read_back_what_was_quoted() {
    let shells: [(&str, &[&str], Shell); 4] = [
        ("bash", &["--norc", "-s"], Shell::Bash),
        ("dash", &["-s"], Shell::Sh),
        ("zsh", &["-f", "-s"], Shell::Zsh),
        ("fish", &["--no-config"], Shell::Fish),
    ];
    let mut skipped = 0;
    for (program, arguments, shell) in shells {
        match through(program, arguments, shell, HARD) {
            Some(read) => assert_eq!(read, HARD, "{program}"),
            None => skipped += 1,
        }
    }
    if skipped > 0 {
        eprintln!("skipped {skipped} of 4 shells: not installed");
    }
    assert!(skipped < 4, "no shell at all");
}

#[test]
fn lines_of_every_shell() {
    let changes = [("AWS_PROFILE", Some("it's")), ("AWS_SESSION_TOKEN", None)];
    for (shell, text) in [
        (Shell::Bash, "export AWS_PROFILE='it'\\''s'\nunset AWS_SESSION_TOKEN"),
        (Shell::Fish, "set -gx AWS_PROFILE 'it\\'s'\nset -e AWS_SESSION_TOKEN"),
        (
            Shell::Powershell,
            "$Env:AWS_PROFILE = 'it''s'\nRemove-Item Env:AWS_SESSION_TOKEN -ErrorAction SilentlyContinue",
        ),
        (Shell::Cmd, "set \"AWS_PROFILE=it's\"\nset \"AWS_SESSION_TOKEN=\""),
        (Shell::Nushell, "$env.AWS_PROFILE = \"it's\"\nhide-env -i AWS_SESSION_TOKEN"),
        (Shell::Dotenv, "AWS_PROFILE=\"it's\"\n# AWS_SESSION_TOKEN has to be unset"),
        (Shell::Json, "{\"AWS_PROFILE\":\"it's\",\"AWS_SESSION_TOKEN\":null}"),
    ] {
        assert_eq!(render(shell, &changes).unwrap(), text, "{}", shell.name());
    }
}

#[test]
fn cmd_refuses_what_it_would_expand() {
    for (value, character) in [("a%b", '%'), ("a\"b", '"'), ("a!b", '!'), ("a\nb", '\n')] {
        let error = render(Shell::Cmd, &[("V", Some(value))]).unwrap_err();
        assert_eq!((error.character, error.name.as_str()), (character, "V"));
    }
    assert_eq!(render(Shell::Cmd, &[("V", Some("a&b^c"))]).unwrap(), "set \"V=a&b^c\"");
}

#[test]
fn powershell_doubles_every_kind_of_single_quote() {
    assert_eq!(quote(Shell::Powershell, "a\u{2019}b'c").unwrap(), "'a\u{2019}\u{2019}b''c'");
}

#[test]
fn the_running_shell_is_the_parent_and_then_what_the_environment_says() {
    let env = |variables: &[(&str, &str)]| Environment::of("/", variables.iter().map(|(n, v)| (*n, *v)));
    let fish = env(&[("SHELL", "/usr/bin/fish")]);
    assert_eq!(detect(&fish, Some("bash")), Shell::Bash);
    assert_eq!(detect(&fish, Some("-zsh")), Shell::Zsh);
    assert_eq!(detect(&fish, Some("cargo")), Shell::Fish);
    assert_eq!(detect(&env(&[("SHELL", "/bin/bash"), ("NU_VERSION", "0.99")]), None), Shell::Nushell);
    assert_eq!(detect(&env(&[("PSModulePath", "x")]), None), Shell::Powershell);
    assert_eq!(detect(&env(&[("SHELL", "C:\\Program Files\\Git\\usr\\bin\\bash.exe")]), None), Shell::Bash);
    #[cfg(not(windows))]
    assert_eq!(detect(&env(&[]), None), Shell::Sh);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]

    #[test]
    #[cfg(unix)]
    fn a_posix_shell_reads_back_any_text(values in proptest::collection::vec("[^\0]{0,40}", 40)) {
        let values: Vec<&str> = values.iter().map(String::as_str).collect();
        let read = through("sh", &["-s"], Shell::Sh, &values).unwrap();
        prop_assert_eq!(read, values);
    }

    #[test]
    fn a_json_reader_reads_back_any_text(value in any::<String>()) {
        let value = value.replace('\0', "");
        let text = render(Shell::Json, &[("V", Some(&value))]).unwrap();
        let read: serde_json::Value = serde_json::from_str(&text).unwrap();
        prop_assert_eq!(read["V"].as_str(), Some(value.as_str()));
    }
}
