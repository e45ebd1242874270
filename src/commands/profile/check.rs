//! `profile check`: findings with file, line, readers and cure; `--fix` mends the safe ones.

use std::path::Path;

use clap::Args;
use serde_json::{Value, json};

use super::super::{Context, Outcome, WriteArgs};
use super::editing::unknown_profile;
use crate::aws_files::check::{Noted, check, has_errors, mend, tighten};
use crate::aws_files::{Contents, FileKind, Store, mask, printable, summaries};
use crate::change::{ChangeSet, Privacy};
use crate::error::Failure;
use crate::exit_code::ExitCode;
use crate::finding::Severity;
use crate::ui::Report;

const EXAMPLES: &str = "Examples:
  awsn-setup profile check
  awsn-setup profile check prod
  awsn-setup profile check --fix --dry-run";

/// Find what is wrong with the files and profiles, and mend it
#[derive(Args, Debug)]
#[command(after_long_help = EXAMPLES)]
pub(super) struct CheckArgs {
    /// Only these profiles
    names: Vec<String>,
    /// Mend what can be mended without a choice
    #[arg(long)]
    fix: bool,
    #[command(flatten)]
    write: WriteArgs,
}

/// Checks, and with `--fix` mends first.
pub(super) fn run(args: CheckArgs, context: Context<'_>) -> Outcome {
    let store = Store::at(context.env)?;
    let contents = store.read()?;
    let known = summaries(&contents);
    let before = check(context.env, &store, &contents, &args.names);
    let is_known = |name: &String| {
        known.iter().any(|one| one.name == *name) || before.iter().any(|one| one.profile.as_ref() == Some(name))
    };
    if let Some(name) = args.names.iter().find(|name| !is_known(name)) {
        return Err(unknown_profile(name, known.into_iter().map(|one| one.name)));
    }
    if !args.fix {
        return Ok(report(&before, json!({}), String::new(), context));
    }
    let (diff, files) = fix(&store, &contents, args.write, context)?;
    if args.write.dry_run {
        return Ok(report(&before, json!({ "dry_run": true, "diff": diff, "files": files }), diff, context));
    }
    let after = check(context.env, &store, &store.read()?, &args.names);
    let fixed = before.len().saturating_sub(after.len());
    context.ui.say(format!("{} mended {fixed} of {}", context.ui.err().ok_mark(), before.len()));
    Ok(report(&after, json!({ "dry_run": false, "fixed": fixed, "files": files }), String::new(), context))
}

/// Mends both files and their modes. Gives the diff and the files that change.
fn fix(
    store: &Store,
    contents: &Contents,
    write: WriteArgs,
    context: Context<'_>,
) -> Result<(String, Vec<String>), Failure> {
    let mut change = ChangeSet::begin(context.env, "profile check --fix", write.dry_run);
    for file in FileKind::ALL.into_iter().filter(|file| contents.of(*file).is_some()) {
        let path = store.locations().path(file);
        let privacy = if file == FileKind::Credentials { Privacy::Secret } else { Privacy::Kept(0o600) };
        let mended = change.open(path, privacy, mask)?.and_then(|bytes| mend(bytes, file));
        if let Some(bytes) = mended {
            change.stage(path, bytes);
        }
    }
    let diff = change.diff(context.env);
    let mut files: Vec<String> = change.changed_paths().iter().map(|path| context.env.display(path)).collect();
    if write.dry_run {
        return Ok((diff, files));
    }
    change.commit()?;
    for file in FileKind::ALL {
        let path = store.locations().path(file);
        if tighten(path, file)? && !files.contains(&context.env.display(path)) {
            files.push(context.env.display(path));
        }
    }
    Ok((diff, files))
}

fn report(found: &[Noted], mut result: Value, human: String, context: Context<'_>) -> Report {
    let findings: Vec<Value> = found
        .iter()
        .map(|one| {
            let mut value = json!(one.finding);
            value["profile"] = json!(one.profile);
            value
        })
        .collect();
    let errors = found.iter().filter(|one| one.finding.severity == Severity::Error).count();
    result["findings"] = json!(findings);
    result["errors"] = json!(errors);
    let text = if found.is_empty() { "no findings".to_owned() } else { shown(found, errors, context) };
    let human = if human.is_empty() { text } else { format!("{human}\n{text}") };
    let exit = if has_errors(found) { ExitCode::Findings } else { ExitCode::Ok };
    Report::new(result, human).exit(exit)
}

fn shown(found: &[Noted], errors: usize, context: Context<'_>) -> String {
    let mut lines = Vec::new();
    let mut file: Option<&Path> = None;
    for one in found {
        let finding = &one.finding;
        if finding.file.as_deref() != file {
            file = finding.file.as_deref();
            lines.extend(file.map(|path| context.env.display(path)));
        }
        lines.extend(lines_of(one, context));
    }
    let plural = |count: usize, word: &str| format!("{count} {word}{}", if count == 1 { "" } else { "s" });
    lines.push(format!("{}, {}", plural(found.len(), "finding"), plural(errors, "error")));
    lines.join("\n")
}

fn lines_of(one: &Noted, context: Context<'_>) -> Vec<String> {
    let finding = &one.finding;
    let style = context.ui.out();
    let severity = match finding.severity {
        Severity::Error => style.red("error"),
        Severity::Warning => style.yellow("warn "),
        Severity::Info => style.dim("info "),
    };
    let line = finding.line.map(|line| line.to_string()).unwrap_or_default();
    let profile = one.profile.as_ref().map(|name| format!("[{}] ", printable(name))).unwrap_or_default();
    let readers: Vec<&str> = finding.readers.iter().map(|reader| reader.name()).collect();
    let breaks = if readers.is_empty() { String::new() } else { format!(" (breaks {})", readers.join(", ")) };
    let mut lines = vec![format!("{line:>4}  {severity}  {profile}{}{breaks}", printable(&finding.message))];
    if let Some(fix) = &finding.fix {
        let command = match (&finding.command, finding.fixable) {
            (Some(command), _) => format!("  {command}"),
            (None, true) => "  awsn-setup profile check --fix".to_owned(),
            (None, false) => String::new(),
        };
        lines.push(style.dim(&format!("             fix: {fix}{command}")));
    }
    lines
}
