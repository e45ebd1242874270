//! What a command gives back: one value, shown to people or as the JSON document.

use serde::Serialize;
use serde_json::{Value, json};

use super::Style;
use crate::error::Failure;
use crate::exit_code::ExitCode;

/// The version of the JSON document; fields are only ever added.
const SCHEMA: u32 = 1;

/// The result of a command.
#[derive(Clone, Debug)]
pub struct Report {
    /// The `result` of the JSON document.
    pub result: Value,
    /// The text for people, written to stdout.
    pub human: String,
    /// What the process ends with.
    pub exit: ExitCode,
    /// A failure that stands beside the result, as in `verify`.
    pub failure: Option<Failure>,
    /// Text in a format of the command's own (JUnit, SARIF), which goes to stdout in place of the rest.
    pub other: Option<String>,
}

impl Report {
    /// A result that is fine: `result` for programs, `human` for people.
    ///
    /// # Panics
    /// Never for values made of plain fields, lists and maps with text keys.
    pub fn new(result: impl Serialize, human: impl Into<String>) -> Self {
        let result = serde_json::to_value(result).expect("results are plain values");
        Report { result, human: human.into(), exit: ExitCode::Ok, failure: None, other: None }
    }

    /// The same with another exit code.
    pub fn exit(mut self, exit: ExitCode) -> Self {
        self.exit = exit;
        self
    }

    /// The same with a failure beside the result; the exit code stays as set.
    pub fn failure(mut self, failure: Failure) -> Self {
        self.failure = Some(failure);
        self
    }
}

/// The one JSON document of a run. `command` is the words typed, as in `profile add`.
pub fn document(command: &str, outcome: &Result<Report, Failure>, warnings: &[String]) -> Value {
    let mut document = json!({ "schema": SCHEMA, "command": command });
    match outcome {
        Ok(report) => {
            document["ok"] = json!(report.exit == ExitCode::Ok);
            document["result"] = report.result.clone();
            if let Some(failure) = &report.failure {
                document["error"] = failure.to_json();
            }
        }
        Err(failure) => {
            document["ok"] = json!(false);
            document["error"] = failure.to_json();
        }
    }
    document["warnings"] = json!(warnings);
    document
}

/// A failure as people see it: the message, the place, the provider's words, the cures.
pub fn failure_text(failure: &Failure, style: Style) -> String {
    format!("{} {}", style.red("error:"), failure_words(failure, style))
}

/// The same without the word `error`, for places that have a mark of their own.
pub fn failure_words(failure: &Failure, style: Style) -> String {
    let mut text = failure.message.clone();
    if let Some(file) = &failure.file
        && (failure.line.is_some() || !text.contains(&*file.to_string_lossy()))
    {
        let line = failure.line.map(|line| format!(":{line}")).unwrap_or_default();
        text.push_str(&format!("\n  at {}{line}", file.display()));
    }
    if let Some(words) = &failure.provider_message {
        text.push_str(&format!("\n  pulumi would say: {words}"));
    }
    for hint in &failure.hints {
        text.push_str(&format!("\n  {} {hint}", style.hint_mark()));
    }
    text
}
