//! Every recorded edit through the commands: the files must be those that lose nothing, byte for byte.

use serde_json::Value;

use crate::support::{Run, Sandbox};

fn perform(sandbox: &Sandbox, op: &Value) -> Run {
    let text = |name: &str| op[name].as_str().unwrap_or_default().to_owned();
    let mut arguments = vec!["profile".to_owned()];
    let mut input = String::new();
    let mut set = |key: &str, value: &str| {
        let is_secret = ["aws_secret_access_key", "aws_session_token", "aws_security_token"].contains(&key);
        if is_secret && !value.is_empty() {
            input.push_str(&format!("{value}\n"));
            return format!("{key}=-");
        }
        format!("{key}={value}")
    };
    match text("op").as_str() {
        "set" => arguments.extend(["set".to_owned(), text("profile"), set(&text("key"), &text("value"))]),
        "set_nested" => {
            let key = format!("{}.{}={}", text("key"), text("subkey"), text("value"));
            arguments.extend(["set".to_owned(), text("profile"), key]);
        }
        // A pair that is set takes the old tokens with it by itself.
        "set_many" => {
            arguments.extend(["set".to_owned(), text("profile")]);
            let values = op["values"].as_object().unwrap().iter();
            arguments.extend(values.filter_map(|(key, value)| Some(set(key, value.as_str()?))));
        }
        "unset" => arguments.extend(["unset".to_owned(), text("profile"), text("key")]),
        "delete_profile" => arguments.extend(["remove".to_owned(), text("profile"), "--yes".to_owned()]),
        other => panic!("an operation that no case had: {other}"),
    }
    sandbox.run_with_input(&arguments, &input)
}

#[test]
fn every_recorded_edit_is_lossless_through_the_commands() {
    let cases: Value = serde_json::from_str(include_str!("../data/aws/edit.json")).unwrap();
    for case in cases["vectors"].as_array().unwrap() {
        let sandbox = Sandbox::new();
        let files = ["config", "credentials"];
        for file in files {
            if let Some(text) = case["before"][file].as_str() {
                sandbox.write(&format!("home/.aws/{file}"), text);
            }
        }
        let run = perform(&sandbox, &case["op"]);
        let refused = case["lossless"]["refuse"].is_string();
        assert_eq!(run.code, if refused { 2 } else { 0 }, "{}: {run:#?}", case["name"]);
        let expected = if refused { &case["before"] } else { &case["lossless"]["files"] };
        for file in files {
            let path = format!("home/.aws/{file}");
            let found = sandbox.exists(&path).then(|| sandbox.read(&path));
            assert_eq!(found.as_deref(), expected[file].as_str(), "{} {file}", case["name"]);
        }
    }
}
