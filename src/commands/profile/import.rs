//! `profile import`: credentials out of a file or standard input, in any form that people have at hand.

use std::path::{Path, PathBuf};

use clap::Args;
use serde_json::json;

use super::super::{Context, Outcome, WriteArgs};
use super::editing::Editing;
use crate::aws_files::import::{Import, Imported, import_from};
use crate::aws_files::{CredentialSource, SectionName, settings};
use crate::error::Failure;
use crate::exit_code::Kind;

const EXAMPLES: &str = "Examples:
  awsn-setup profile import ~/Downloads/alice_accessKeys.csv --name alice
  awsn-setup profile import - < block.txt";

/// Store credentials from a file or standard input, in any form that people have at hand
#[derive(Args, Debug)]
#[command(after_long_help = EXAMPLES)]
pub(super) struct ImportArgs {
    /// The file, or `-` for standard input
    #[arg(value_name = "FILE|-")]
    source: PathBuf,
    /// The name of the profile, where the form has none or another one is wanted
    #[arg(long)]
    name: Option<String>,
    /// Replace the credentials of profiles that are there already
    #[arg(long)]
    overwrite: bool,
    /// Store values of an unlikely shape too, as emulators use them
    #[arg(long)]
    force: bool,
    #[command(flatten)]
    write: WriteArgs,
}

/// Stores what was found, all in one change.
pub(super) fn run(args: ImportArgs, context: Context<'_>) -> Outcome {
    let found = read(&args.source, context)?;
    let named = names(found, args.name.as_deref())?;
    if !args.force {
        named.iter().try_for_each(|(_, one)| judge(one))?;
    }
    let mut editing = Editing::begin(context, "profile import", args.write)?;
    for (name, one) in &named {
        let section = SectionName::profile(name);
        let mut all = CredentialSource::Keys(one.credentials.clone()).assignments();
        all.extend(settings(one.region.as_deref(), None));
        let other = editing.files.overwritten(&section, &all);
        if !args.overwrite && !other.is_empty() {
            let failure =
                Failure::new(Kind::Exists, format!("profile `{name}` has other values already: {}", other.join(", ")));
            return Err(failure.hint("replace them with `--overwrite`").hint("store under another name with `--name`"));
        }
        let effects = editing.files.assign(&section, &all).map_err(|error| editing.failure(error))?;
        editing.tell(&effects);
    }
    let names: Vec<&String> = named.iter().map(|(name, _)| name).collect();
    let words: Vec<&str> = names.iter().map(|name| name.as_str()).collect();
    editing.finish(json!({ "profiles": names }), &format!("imported {}", words.join(", ")))
}

fn read(source: &Path, context: Context<'_>) -> Result<Vec<Imported>, Failure> {
    let Import { found, notes, .. } = import_from(source, None, context.env, std::io::stdin().lock())?;
    for note in notes {
        context.ui.say(note);
    }
    Ok(found)
}

fn names(found: Vec<Imported>, name: Option<&str>) -> Result<Vec<(String, Imported)>, Failure> {
    if name.is_some() && found.len() > 1 {
        let failure = Failure::usage(format!("there are {} sets of credentials, and one `--name`", found.len()));
        return Err(failure.hint("leave `--name` out, and each is stored under its own name"));
    }
    let with_name = |one: Imported| match name.map(str::to_owned).or_else(|| one.profile.clone()) {
        Some(name) => Ok((name, one)),
        None => Err(Failure::usage("these credentials have no name of their own").hint("name them: `--name PROFILE`")),
    };
    found.into_iter().map(with_name).collect()
}

/// Refuses what AWS would not take; emulators would, so `--force` insists.
fn judge(one: &Imported) -> Result<(), Failure> {
    match one.credentials.faults().into_iter().next() {
        Some(fault) => Err(Failure::usage(fault.message).hint(fault.fix).hint("store it as it is with `--force`")),
        None => Ok(()),
    }
}
