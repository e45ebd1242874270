//! `profile set`: properties, each in the file where it belongs; secrets by standard input or prompt only.

use std::io::{self, BufRead};

use clap::Args;
use serde_json::json;

use super::super::{Context, Outcome, WriteArgs};
use super::editing::Editing;
use crate::aws_files::{Assignment, KeyPath, SectionName, is_credential_key, is_secret_key};
use crate::credentials::{access_key_id_fault, clean_secret, secret_access_key_fault, session_token_fault};
use crate::error::Failure;
use crate::exit_code::Kind;
use crate::regions::{self, Standing};
use crate::secret::Secret;
use crate::ui::Question;

const EXAMPLES: &str = "Examples:
  awsn-setup profile set prod region=eu-central-1 output=json
  awsn-setup profile set prod s3.max_concurrent_requests=20
  awsn-setup profile set prod aws_secret_access_key=- < secret.txt";

/// The formats that the AWS CLI knows.
const OUTPUTS: [&str; 6] = ["json", "text", "table", "yaml", "yaml-stream", "off"];

/// Set properties of a profile, each in the file where it belongs
#[derive(Args, Debug)]
#[command(after_long_help = EXAMPLES)]
pub(super) struct SetArgs {
    /// The profile; it is made where it is new
    name: String,
    /// KEY=VALUE, nested as `s3.KEY=VALUE`; a secret as KEY=- from standard input, or KEY alone to be asked for
    #[arg(required = true, value_name = "KEY=VALUE")]
    values: Vec<String>,
    /// Set a region that looks mistyped
    #[arg(long)]
    force: bool,
    #[command(flatten)]
    write: WriteArgs,
}

/// Sets the properties.
pub(super) fn run(args: SetArgs, context: Context<'_>) -> Outcome {
    let mut input = io::stdin().lock().lines();
    let mut assignments = Vec::new();
    for text in &args.values {
        assignments.push(assignment(text, &mut input, args.force, context)?);
    }
    let mut editing = Editing::begin(context, "profile set", args.write)?;
    let effects =
        editing.files.assign(&SectionName::profile(&args.name), &assignments).map_err(|e| editing.failure(e))?;
    editing.tell(&effects);
    if assignments.iter().any(|one| is_credential_key(&one.key.key)) {
        editing.warn_of_shadows(&args.name);
    }
    let keys: Vec<String> = assignments.iter().map(|one| one.key.to_string()).collect();
    let done = format!("set {} of profile {}", keys.join(", "), args.name);
    editing.finish(json!({ "profile": args.name, "set": keys }), &done)
}

fn assignment(
    text: &str,
    input: &mut impl Iterator<Item = io::Result<String>>,
    force: bool,
    context: Context<'_>,
) -> Result<Assignment, Failure> {
    let (key, value) = match text.split_once('=') {
        Some((key, value)) => (KeyPath::of(key), Some(value)),
        None => (KeyPath::of(text), None),
    };
    let name = key.to_string();
    let value = match value {
        Some("-") if is_credential_key(&name) => from_stdin(&name, input, context)?,
        Some(value) if is_secret_key(&name) && !value.is_empty() => return Err(secret_in_arguments(&name)),
        Some(value) => Secret::new(value.to_owned()),
        None if is_secret_key(&name) => {
            cleaned(context.ui.prompter().secret(&Question::new(name.as_str(), "KEY=- and standard input"))?, context)
        }
        None => return Err(Failure::usage(format!("`{text}` has no value")).hint(format!("write `{text}=VALUE`"))),
    };
    let is_emptied = text.ends_with('=');
    if is_secret_key(&name) && value.is_empty() && !is_emptied {
        return Err(
            Failure::usage(format!("the value of `{name}` is empty")).hint("remove it: `awsn-setup profile unset`")
        );
    }
    if !is_emptied {
        judge(&name, &value, force, context)?;
    }
    Ok(Assignment { key, value: Some(value) })
}

fn secret_in_arguments(key: &str) -> Failure {
    Failure::usage(format!("`{key}` is a secret, and an argument is no place for one"))
        .hint(format!("give it on standard input: `{key}=-`"))
        .hint(
            "the value that you typed now stands in your shell's history: remove it there, and better replace the key",
        )
}

fn from_stdin(
    key: &str,
    input: &mut impl Iterator<Item = io::Result<String>>,
    context: Context<'_>,
) -> Result<Secret, Failure> {
    if context.ui.can_ask() {
        return Ok(cleaned(context.ui.prompter().secret(&Question::new(key, "KEY=-"))?, context));
    }
    match input.next() {
        Some(Ok(line)) => Ok(cleaned(Secret::new(line), context)),
        Some(Err(error)) => Err(Failure::new(Kind::Io, format!("standard input: {error}"))),
        None => Err(Failure::usage(format!("standard input ended before the value of `{key}`"))),
    }
}

fn cleaned(value: Secret, context: Context<'_>) -> Secret {
    let (value, notes) = clean_secret(&value);
    for note in notes {
        context.ui.say(format!("removed {}", note.what()));
    }
    value
}

/// Warns of values of an unlikely shape, and refuses a region that is another one mistyped.
fn judge(key: &str, value: &Secret, force: bool, context: Context<'_>) -> Result<(), Failure> {
    let fault = match key {
        "aws_access_key_id" => access_key_id_fault(value.expose()),
        "aws_secret_access_key" => secret_access_key_fault(value),
        "aws_session_token" => session_token_fault(value),
        _ => None,
    };
    if let Some(fault) = fault {
        context.ui.warn(format!("{}; {}", fault.message, fault.fix));
    }
    match key {
        "region" => match check_region(value.expose(), context) {
            Err(failure) if force || failure.hints.is_empty() => {
                context.ui.warn(failure.message);
                Ok(())
            }
            checked => checked.map_err(|failure| failure.hint("set it as it is with `--force`")),
        },
        "output" if !OUTPUTS.contains(&value.expose()) => {
            context.ui.warn(format!(
                "the AWS CLI knows no output `{}`; it knows {}",
                value.expose(),
                OUTPUTS.join(", ")
            ));
            Ok(())
        }
        _ => Ok(()),
    }
}

/// Refuses what cannot be a region, and warns of one that is not in the list.
pub(super) fn check_region(region: &str, context: Context<'_>) -> Result<(), Failure> {
    match regions::standing(region) {
        _ if region.is_empty() => Ok(()),
        Standing::Listed(_) => Ok(()),
        Standing::Plausible(_) => {
            context.ui.warn(format!("`{region}` is no region that this version knows"));
            Ok(())
        }
        Standing::Unknown => {
            let failure = Failure::usage(format!("`{region}` is no AWS region"));
            Err(match regions::suggest(region) {
                Some(near) => failure.hint(format!("did you mean `{near}`?")),
                None => failure,
            })
        }
    }
}
