//! `profile unset`: removes properties.

use clap::Args;
use serde_json::json;

use super::super::{Context, Outcome, WriteArgs};
use super::editing::{Editing, require};
use crate::aws_files::{Assignment, SectionName};

const EXAMPLES: &str = "Examples:
  awsn-setup profile unset prod aws_session_token
  awsn-setup profile unset prod s3.max_concurrent_requests output";

/// Remove properties of a profile
#[derive(Args, Debug)]
#[command(after_long_help = EXAMPLES)]
pub(super) struct UnsetArgs {
    /// The profile
    name: String,
    /// The properties, nested as `s3.KEY`
    #[arg(required = true, value_name = "KEY")]
    keys: Vec<String>,
    #[command(flatten)]
    write: WriteArgs,
}

/// Removes the properties from whichever file they are in.
pub(super) fn run(args: UnsetArgs, context: Context<'_>) -> Outcome {
    let mut editing = Editing::begin(context, "profile unset", args.write)?;
    require(&editing.files, &args.name)?;
    let all: Vec<Assignment> = args.keys.iter().map(|key| Assignment::unset(key)).collect();
    editing.files.assign(&SectionName::profile(&args.name), &all).map_err(|error| editing.failure(error))?;
    let done = format!("removed {} from profile {}", args.keys.join(", "), args.name);
    editing.finish(json!({ "profile": args.name, "unset": args.keys }), &done)
}
