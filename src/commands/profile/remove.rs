//! `profile remove`: out of both files, naming who refers to it.

use clap::Args;
use serde_json::json;

use super::super::{Context, Outcome, WriteArgs};
use super::editing::{Editing, confirm, peek, require};
use crate::aws_files::SectionName;

const EXAMPLES: &str = "Examples:
  awsn-setup profile remove old --dry-run
  awsn-setup profile remove old --yes";

/// Remove a profile from both files
#[derive(Args, Debug)]
#[command(after_long_help = EXAMPLES)]
pub(super) struct RemoveArgs {
    /// The profile
    name: String,
    #[command(flatten)]
    write: WriteArgs,
}

/// Removes it after a confirmation.
pub(super) fn run(args: RemoveArgs, context: Context<'_>) -> Outcome {
    let files = peek(context)?;
    require(&files, &args.name)?;
    let referring: Vec<String> = files.referring_to(&args.name).into_iter().map(|(header, ..)| header).collect();
    for header in &referring {
        context.ui.warn(format!("[{header}] has source_profile = {} and will not work without it", args.name));
    }
    confirm(context, args.write, &format!("Remove profile {} from both files?", args.name))?;
    let mut editing = Editing::begin(context, "profile remove", args.write)?;
    editing.files.remove(&SectionName::profile(&args.name)).map_err(|error| editing.failure(error))?;
    let done = format!("removed profile {}", args.name);
    editing.finish(json!({ "profile": args.name, "referred_to_by": referring }), &done)
}
