//! `profile add`: the questions of `aws configure`, or any other kind of credentials by flags.

mod kinds;
mod questions;
#[cfg(test)]
mod tests;

use std::path::PathBuf;

use clap::Args;
use serde_json::json;

use super::super::{Context, Outcome, WriteArgs};
use super::editing::{Editing, peek};
use super::set::check_region;
use crate::aws_files::import::{Import, import_from};
use crate::aws_files::{
    Assignment, CredentialSource, FileKind, Files, Refusal, SectionName, SideEffect, is_portable_name, settings,
};
use crate::credentials::{Credentials, account_id};
use crate::error::Failure;
use crate::exit_code::Kind;
use crate::ui::Question;

const EXAMPLES: &str = "Examples:
  awsn-setup profile add test-account
  awsn-setup profile add test-account --credentials-from ~/Downloads/keys.csv --region us-west-2
  awsn-setup profile add deploy --role-arn arn:aws:iam::123456789012:role/deploy --source-profile test-account
  awsn-setup profile add work --sso-start-url https://example.awsapps.com/start --sso-region eu-west-1 \\
      --sso-account-id 123456789012 --sso-role-name Developer";

/// Add a profile, with the questions of `aws configure`
#[derive(Args, Debug)]
#[command(after_long_help = EXAMPLES)]
pub(super) struct AddArgs {
    /// The profile
    name: String,
    /// The access key id; the secret is asked for, or read by `--credentials-from`
    #[arg(long, value_name = "ID")]
    access_key_id: Option<String>,
    /// Take the credentials from a file, from standard input (`-`) or from the environment (`env`)
    #[arg(long, value_name = "FILE|-|env")]
    credentials_from: Option<PathBuf>,
    /// The region
    #[arg(long)]
    region: Option<String>,
    /// The output format of the AWS CLI
    #[arg(long)]
    output: Option<String>,
    /// Replace the values of a profile that is there already
    #[arg(long)]
    overwrite: bool,
    /// Store without a word about whether AWS knows the credentials
    #[arg(long)]
    no_verify: bool,
    /// Store values of an unlikely shape too, as emulators use them
    #[arg(long)]
    force: bool,
    #[command(flatten)]
    kinds: kinds::KindArgs,
    #[command(flatten)]
    write: WriteArgs,
}

/// Collects, checks and stores, all in one change.
pub(super) fn run(args: AddArgs, context: Context<'_>) -> Outcome {
    let files = peek(context)?;
    let section = SectionName::profile(&args.name);
    if !is_portable_name(&args.name) && !files.knows(&section) {
        let message = Refusal::InvalidProfileName { name: args.name.clone() }.to_string();
        return Err(Failure::usage(message).hint("use letters, digits and `_-/.%@:+` only"));
    }
    if let Some(region) = &args.region {
        check_region(region, context)?;
    }
    let mut region = args.region.clone();
    let source = match args.kinds.source(&args.name, &files)? {
        Some(_) if args.credentials_from.is_some() || args.access_key_id.is_some() => {
            return Err(Failure::usage("a profile has either keys or another source of credentials, not both"));
        }
        Some(source) => source,
        None => CredentialSource::Keys(keys(&args, &files, &mut region, context)?),
    };
    let present = |key: &str| FileKind::ALL.into_iter().find_map(|file| files.value(&section, file, key));
    if region.is_none() && context.ui.can_ask() {
        region = questions::region(present("region"), context)?;
    }
    let output = match &args.output {
        None if context.ui.can_ask() => {
            questions::setting("Default output format", "--output", present("output"), context)?
        }
        given => given.clone(),
    };
    let mut assignments = source.assignments();
    assignments.extend(settings(region.as_deref(), output.as_deref()));
    let other = files.overwritten(&section, &assignments);
    if !other.is_empty() && !args.overwrite {
        allow_overwriting(&args, &source, &assignments, &other, context)?;
    }
    store(&args, &source, &assignments, region.as_deref().or_else(|| present("region")), context)
}

fn keys(
    args: &AddArgs,
    files: &Files,
    region: &mut Option<String>,
    context: Context<'_>,
) -> Result<Credentials, Failure> {
    let Some(place) = &args.credentials_from else {
        return questions::keys(&args.name, args.access_key_id.as_deref(), args.force, files, context);
    };
    let input = std::io::stdin().lock();
    let Import { found, notes, .. } = import_from(place, args.access_key_id.as_deref(), context.env, input)?;
    notes.iter().for_each(|note| context.ui.say(note));
    let count = found.len();
    let mut matching = found.into_iter().filter(|one| {
        args.access_key_id.as_ref().is_none_or(|id| *id == one.credentials.access_key_id)
            && (count == 1 || args.access_key_id.is_some() || one.profile.as_ref() == Some(&args.name))
    });
    let Some(one) = matching.next() else {
        let failure = Failure::usage(format!("{} has {count} sets of credentials, and none is meant", place.display()));
        return Err(failure.hint("choose one with `--access-key-id`, or store all: `awsn-setup profile import`"));
    };
    if region.is_none() && one.region.is_some() {
        region.clone_from(&one.region);
    }
    match one.credentials.faults().into_iter().next().filter(|_| !args.force) {
        Some(fault) => Err(Failure::usage(fault.message).hint(fault.fix).hint("store it as it is with `--force`")),
        None => Ok(one.credentials),
    }
}

/// Shows what would be replaced, and asks; without a terminal only `--overwrite` will do.
fn allow_overwriting(
    args: &AddArgs,
    source: &CredentialSource,
    assignments: &[Assignment],
    other: &[String],
    context: Context<'_>,
) -> Result<(), Failure> {
    if !context.ui.can_ask() {
        let message = format!("profile `{}` has other values already: {}", args.name, other.join(", "));
        return Err(Failure::new(Kind::Exists, message).hint("replace them with `--overwrite`"));
    }
    let mut editing = Editing::begin(context, "profile add", WriteArgs { dry_run: true, yes: true })?;
    edit(&mut editing, &args.name, source, assignments)?;
    context.ui.say(editing.preview());
    let words = format!("Replace these values of profile {}?", args.name);
    if context.ui.prompter().confirm(&Question::new(words, "--overwrite"), true)? {
        return Ok(());
    }
    Err(Failure::new(Kind::Declined, "nothing was changed"))
}

fn edit(
    editing: &mut Editing<'_>,
    name: &str,
    source: &CredentialSource,
    assignments: &[Assignment],
) -> Result<Vec<SideEffect>, Failure> {
    if let Some((session, properties)) = source.session() {
        let section = SectionName::SsoSession(session.to_owned());
        editing.files.assign(&section, &properties).map_err(|error| editing.failure(error))?;
    }
    editing.files.assign(&SectionName::profile(name), assignments).map_err(|error| editing.failure(error))
}

fn store(
    args: &AddArgs,
    source: &CredentialSource,
    assignments: &[Assignment],
    region: Option<&str>,
    context: Context<'_>,
) -> Outcome {
    let mut editing = Editing::begin(context, "profile add", args.write)?;
    let effects = edit(&mut editing, &args.name, source, assignments)?;
    editing.tell(&effects);
    if region.is_none() {
        let cure = format!("awsn-setup profile set {} region=REGION", args.name);
        context.ui.warn(format!("no region is set; the provider will need one: `{cure}`"));
    }
    if !args.no_verify {
        let prove = format!("awsn-setup verify {}", args.name);
        context.ui.warn(format!("whether AWS knows these credentials is not proven yet: `{prove}`"));
    }
    let account = match source {
        CredentialSource::Keys(credentials) => account_id(&credentials.access_key_id),
        _ => None,
    };
    let result = json!({
        "profile": args.name,
        "kind": source.kind(),
        "region": region,
        "account": account.map(|id| json!({ "id": id, "guessed": true })),
    });
    editing.finish(result, &format!("profile {} is stored", args.name))
}
