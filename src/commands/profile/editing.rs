//! What all editing subcommands share: open both files, edit, show or write, say what was done.

use serde_json::{Value, json};

use super::super::{Context, Outcome, WriteArgs};
use crate::aws_files::check::check;
use crate::aws_files::{Contents, EditError, FileKind, Files, SectionName, SideEffect, Store};
use crate::change::ChangeSet;
use crate::error::Failure;
use crate::exit_code::Kind;
use crate::ui::{Question, Report};

/// Both files, locked and open for one command.
pub(super) struct Editing<'a> {
    context: Context<'a>,
    write: WriteArgs,
    store: Store,
    change: ChangeSet,
    /// The files to edit.
    pub(super) files: Files,
}

impl<'a> Editing<'a> {
    /// Locks and reads; `command` is the words typed.
    pub(super) fn begin(context: Context<'a>, command: &str, write: WriteArgs) -> Result<Self, Failure> {
        let store = Store::at(context.env)?;
        let mut change = ChangeSet::begin(context.env, command, write.dry_run);
        let files = store.open(&mut change)?;
        Ok(Editing { context, write, store, change, files })
    }

    /// The masked diff of what was edited so far.
    pub(super) fn preview(mut self) -> String {
        self.store.stage(&mut self.change, &self.files);
        self.change.diff(self.context.env)
    }

    /// Turns a refused edit into what the user is told.
    pub(super) fn failure(&self, error: EditError) -> Failure {
        Failure::of_edit(error, self.store.locations())
    }

    /// Says what an edit did beside what was asked.
    pub(super) fn tell(&self, effects: &[SideEffect]) {
        for effect in effects {
            let text = match effect {
                SideEffect::Removed { key, file } => {
                    format!("removed `{key}` from {}, which does not go with the new values", self.shown(*file))
                }
                SideEffect::References { file, count: 1 } => {
                    format!("changed 1 source_profile in {}", self.shown(*file))
                }
                SideEffect::References { file, count } => {
                    format!("changed {count} source_profile references in {}", self.shown(*file))
                }
            };
            self.context.ui.say(text);
        }
    }

    /// Warns of what keeps the profile's credentials from being used as they now stand: other kinds beside them, halves,
    /// tokens of other keys.
    pub(super) fn warn_of_shadows(&self, name: &str) {
        const RULES: [&str; 4] = ["two-credential-kinds", "stale-token", "partial-keys", "split-pair"];
        let contents = Contents {
            config: self.files.contents(FileKind::Config),
            credentials: self.files.contents(FileKind::Credentials),
        };
        for noted in check(self.context.env, &self.store, &contents, &[name.to_owned()]) {
            if noted.profile.is_some() && RULES.contains(&noted.finding.rule) {
                let cure = noted.finding.fix.map(|fix| format!("; {fix}")).unwrap_or_default();
                self.context.ui.warn(format!("{}{cure}", noted.finding.message));
            }
        }
    }

    fn shown(&self, file: FileKind) -> String {
        self.context.env.display(self.store.locations().path(file))
    }

    /// Writes what was edited, or shows it with `--dry-run`. `result` gets `changed`, `files` and `dry_run` (and then
    /// `diff`); `done` is said once it is written.
    pub(super) fn finish(mut self, mut result: Value, done: &str) -> Outcome {
        self.store.stage(&mut self.change, &self.files);
        let paths: Vec<String> =
            self.change.changed_paths().iter().map(|path| self.context.env.display(path)).collect();
        result["changed"] = json!(self.change.is_changed());
        result["files"] = json!(paths);
        result["dry_run"] = json!(self.write.dry_run);
        if self.write.dry_run {
            let diff = self.change.diff(self.context.env);
            result["diff"] = json!(diff);
            return Ok(Report::new(result, diff));
        }
        let ui = self.context.ui;
        if !self.change.is_changed() {
            ui.say("nothing to change");
            return Ok(Report::new(result, ""));
        }
        let receipt = self.change.commit()?;
        if let Some(why) = receipt.not_undoable {
            ui.warn(format!("`awsn-setup undo` will not know this change: {why}"));
        }
        ui.say(format!("{} {done} ({})", ui.err().ok_mark(), paths.join(", ")));
        Ok(Report::new(result, ""))
    }
}

/// Asks before something that cannot be taken for granted; without a terminal only `--yes` will do.
pub(super) fn confirm(context: Context<'_>, write: WriteArgs, question: &str) -> Result<(), Failure> {
    if write.yes || write.dry_run {
        return Ok(());
    }
    if !context.ui.can_ask() {
        return Err(Failure::new(Kind::Declined, "a confirmation is needed, and there is no terminal to ask")
            .hint("confirm with `--yes`, or see what would change with `--dry-run`"));
    }
    if context.ui.prompter().confirm(&Question::new(question, "--yes"), true)? {
        return Ok(());
    }
    Err(Failure::new(Kind::Declined, "nothing was changed"))
}

/// The failure for a profile that is not there, with the nearest name.
pub(super) fn unknown_profile(name: &str, known: impl IntoIterator<Item = String>) -> Failure {
    let nearest = known
        .into_iter()
        .map(|other| (strsim::damerau_levenshtein(name, &other), other))
        .filter(|(distance, _)| *distance <= 3)
        .min();
    let failure = Failure::new(Kind::NotFound, format!("there is no profile `{name}`"));
    match nearest {
        Some((_, other)) => failure.hint(format!("did you mean `{other}`?")),
        None => failure.hint("see all profiles: `awsn-setup profile list`"),
    }
}

/// Fails where no file has the profile.
pub(super) fn require(files: &Files, name: &str) -> Result<(), Failure> {
    if files.knows(&SectionName::profile(name)) {
        return Ok(());
    }
    Err(unknown_profile(name, files.profile_names()))
}

/// Both files as they are now, read without a lock, for questions before an edit.
pub(super) fn peek(context: Context<'_>) -> Result<Files, Failure> {
    Ok(Store::at(context.env)?.read()?.files())
}
