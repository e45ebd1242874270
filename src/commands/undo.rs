//! `undo`: brings back the files that the last writing command changed.

use clap::Args;
use serde_json::json;

use super::{Context, Outcome, WriteArgs};
use crate::change::{ChangeError, Entry, Journal};
use crate::error::Failure;
use crate::exit_code::{ExitCode, Kind};
use crate::ui::{Question, Report};

const EXAMPLES: &str = "Examples:
  awsn-setup undo --dry-run   show which lines would come back
  awsn-setup undo             bring back what the last writing command changed
  awsn-setup undo --list      show what can be undone, newest first";

/// Take back what the last writing command did
#[derive(Args, Debug)]
#[command(after_long_help = EXAMPLES)]
pub struct UndoArgs {
    /// Show what can be undone, newest first
    #[arg(long)]
    list: bool,
    /// Also where another program has changed a file since
    #[arg(long)]
    force: bool,
    #[command(flatten)]
    write: WriteArgs,
}

/// Restores the newest remembered change, or lists them all.
///
/// # Errors
/// Nothing to undo, a file that was changed since, or a confirmation that was not given.
pub fn run(args: UndoArgs, context: Context<'_>) -> Outcome {
    let journal = context.env.state_dir().map(Journal::at);
    let entries = journal.as_ref().map(Journal::entries).unwrap_or_default();
    if args.list {
        return Ok(listed(&entries, context));
    }
    let (Some(journal), Some(entry)) = (journal, entries.first()) else {
        return Err(ChangeError::NothingToUndo.into());
    };
    let change = journal.restore(context.env, entry, args.write.dry_run, args.force).map_err(explain)?;
    let paths: Vec<String> = change.changed_paths().iter().map(|path| context.env.display(path)).collect();
    let result = json!({ "id": entry.id, "undone": entry.command, "files": paths, "dry_run": args.write.dry_run });
    if args.write.dry_run {
        let diff = change.diff(context.env);
        return Ok(Report::new(result, diff));
    }
    if context.ui.can_ask() && !args.write.yes {
        let words = format!("Bring back {} as before `awsn-setup {}`?", paths.join(" and "), entry.command);
        if !context.ui.prompter().confirm(&Question::new(words, "--yes"), true)? {
            return Err(Failure::new(Kind::Declined, "nothing was changed"));
        }
    }
    change.commit()?;
    journal.forget(entry);
    context.ui.say(format!(
        "{} `awsn-setup {}` is undone: {}",
        context.ui.err().ok_mark(),
        entry.command,
        paths.join(", ")
    ));
    Ok(Report::new(result, ""))
}

fn explain(error: ChangeError) -> Failure {
    let changed = matches!(error, ChangeError::ChangedMeanwhile { .. });
    let mut failure = Failure::from(error);
    if changed {
        failure.message = "a file of that change was changed again since; undoing would lose that".to_owned();
        failure.hints = vec!["see what would come back: `awsn-setup undo --force --dry-run`".to_owned()];
    }
    failure
}

fn listed(entries: &[Entry], context: Context<'_>) -> Report {
    let now = context.env.now().duration_since(std::time::UNIX_EPOCH).unwrap_or_default().as_secs();
    let lines: Vec<String> = entries
        .iter()
        .map(|entry| {
            let files: Vec<String> = entry.files.iter().map(|file| context.env.display(&file.path)).collect();
            format!("{:>10}  {}  {}", ago(now.saturating_sub(entry.at)), entry.command, files.join(", "))
        })
        .collect();
    if entries.is_empty() {
        context.ui.say("there is no change to undo");
    }
    Report::new(entries, lines.join("\n")).exit(ExitCode::Ok)
}

fn ago(seconds: u64) -> String {
    match seconds {
        0..60 => format!("{seconds} s ago"),
        60..3600 => format!("{} min ago", seconds / 60),
        3600..86400 => format!("{} h ago", seconds / 3600),
        _ => format!("{} d ago", seconds / 86400),
    }
}
