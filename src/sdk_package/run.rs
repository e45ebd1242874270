//! Runs one step, its output handed on line by line.

use std::io::{BufRead, BufReader, ErrorKind, Read};
use std::process::{Command, Stdio};
use std::sync::mpsc::{Sender, channel};
use std::thread;

use super::{SdkError, Step};

/// What a package manager, and the install scripts that it runs, have no business with.
const WITHHELD: [&str; 4] =
    ["AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN", "AWS_SECRET_KEY", "PULUMI_CONFIG_PASSPHRASE"];

/// Runs `step` to its end without any standard input; each line of its output goes to `sink` as it comes.
///
/// # Errors
/// The program is not there, cannot be started, or ends with a failure.
pub fn run(step: &Step, sink: &mut dyn FnMut(&str)) -> Result<(), SdkError> {
    let mut command = Command::new(&step.program);
    command.args(&step.arguments).current_dir(&step.folder);
    command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
    for name in WITHHELD {
        command.env_remove(name);
    }
    let mut child = command.spawn().map_err(|source| match source.kind() {
        ErrorKind::NotFound if step.folder.is_dir() => SdkError::NoTool { program: step.program.clone() },
        _ => SdkError::Io { path: step.program.clone().into(), source },
    })?;
    let (lines, received) = channel();
    forward(child.stdout.take(), lines.clone());
    forward(child.stderr.take(), lines);
    for line in received {
        sink(&line);
    }
    let status = child.wait().map_err(|source| SdkError::Io { path: step.program.clone().into(), source })?;
    if status.success() {
        return Ok(());
    }
    Err(SdkError::ToolFailed { program: step.program.clone(), status: status.to_string() })
}

fn forward(stream: Option<impl Read + Send + 'static>, lines: Sender<String>) {
    let Some(stream) = stream else { return };
    thread::spawn(move || {
        for line in BufReader::new(stream).split(b'\n').map_while(Result::ok) {
            let text = String::from_utf8_lossy(&line).trim_end_matches('\r').to_owned();
            if lines.send(text).is_err() {
                return;
            }
        }
    });
}
