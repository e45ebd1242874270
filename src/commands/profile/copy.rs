//! `profile copy`: the same properties under another name.

use clap::Args;
use serde_json::json;

use super::super::{Context, Outcome, WriteArgs};
use super::editing::{Editing, confirm, peek, require};
use crate::aws_files::SectionName;

const EXAMPLES: &str = "Examples:
  awsn-setup profile copy default test-account --yes";

/// Copy a profile under another name
#[derive(Args, Debug)]
#[command(after_long_help = EXAMPLES)]
pub(super) struct CopyArgs {
    /// The profile
    old: String,
    /// The name of the copy
    new: String,
    /// Replace a profile that has the new name
    #[arg(long)]
    overwrite: bool,
    #[command(flatten)]
    write: WriteArgs,
}

/// Copies it after a confirmation.
pub(super) fn run(args: CopyArgs, context: Context<'_>) -> Outcome {
    require(&peek(context)?, &args.old)?;
    confirm(context, args.write, &format!("Copy profile {} to {}?", args.old, args.new))?;
    let mut editing = Editing::begin(context, "profile copy", args.write)?;
    let new = SectionName::profile(&args.new);
    if args.overwrite && args.new != args.old && editing.files.knows(&new) {
        editing.files.remove(&new).map_err(|error| editing.failure(error))?;
    }
    editing.files.copy(&args.old, &args.new).map_err(|error| editing.failure(error))?;
    let done = format!("copied profile {} to {}", args.old, args.new);
    editing.finish(json!({ "from": args.old, "to": args.new }), &done)
}
