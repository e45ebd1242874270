//! `profile rename`: another name in both files and in every `source_profile`.

use clap::Args;
use serde_json::json;

use super::super::{Context, Outcome, WriteArgs};
use super::editing::{Editing, confirm, peek, require};
use crate::aws_files::SectionName;

const EXAMPLES: &str = "Examples:
  awsn-setup profile rename 'team#1' team-1";

/// Give a profile another name, in references too
#[derive(Args, Debug)]
#[command(after_long_help = EXAMPLES)]
pub(super) struct RenameArgs {
    /// The profile
    old: String,
    /// Its new name
    new: String,
    /// Replace a profile that has the new name
    #[arg(long)]
    overwrite: bool,
    #[command(flatten)]
    write: WriteArgs,
}

/// Renames it after a confirmation.
pub(super) fn run(args: RenameArgs, context: Context<'_>) -> Outcome {
    require(&peek(context)?, &args.old)?;
    confirm(context, args.write, &format!("Rename profile {} to {}?", args.old, args.new))?;
    let mut editing = Editing::begin(context, "profile rename", args.write)?;
    let new = SectionName::profile(&args.new);
    if args.overwrite && args.new != args.old && editing.files.knows(&new) {
        editing.files.remove(&new).map_err(|error| editing.failure(error))?;
    }
    let effects = editing.files.rename(&args.old, &args.new).map_err(|error| editing.failure(error))?;
    editing.tell(&effects);
    let done = format!("renamed profile {} to {}", args.old, args.new);
    editing.finish(json!({ "from": args.old, "to": args.new }), &done)
}
