//! The only floor that prints or asks: streams, colour, verbosity, prompts, reports.
//!
//! stdout is data and goes out once, at the end, as a [`Report`]; everything said on the way goes to stderr.

mod prompter;
mod report;
mod signals;
mod style;
mod terminal;

use std::cell::RefCell;
use std::io::{self, Write};

pub use prompter::{Choice, NoTerminal, PromptError, Prompter, Question, Scripted};
pub use report::{Report, document, failure_text, failure_words};
pub use signals::watch_signals;
pub use style::Style;
pub use terminal::TerminalPrompter;

use crate::environment::Environment;

/// How a command's result is written to stdout.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, clap::ValueEnum)]
pub enum Format {
    /// Text for people.
    #[default]
    Human,
    /// One JSON document.
    Json,
    /// JUnit XML (`verify` only).
    Junit,
    /// SARIF 2.1.0 (`verify` only).
    Sarif,
}

/// When output is coloured.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, clap::ValueEnum)]
pub enum Color {
    /// On a terminal, unless `NO_COLOR` is set or `TERM` is `dumb`.
    #[default]
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

/// What the global flags say about talking and asking.
#[derive(Clone, Copy, Debug, Default)]
pub struct Manner {
    /// How the result is written.
    pub format: Format,
    /// When to colour.
    pub color: Color,
    /// Say only what went wrong.
    pub quiet: bool,
    /// Say more.
    pub verbose: bool,
    /// Never ask.
    pub no_input: bool,
}

/// The streams and the person behind them.
pub struct Ui {
    manner: Manner,
    out: Style,
    err: Style,
    prompter: Box<dyn Prompter>,
    warnings: RefCell<Vec<String>>,
}

impl Ui {
    /// Streams and prompts as the environment and the flags have them.
    pub fn new(env: &Environment, manner: Manner) -> Self {
        let ask = env.is_interactive() && !manner.no_input;
        let err = Style::for_stderr(env, manner.color);
        let prompter: Box<dyn Prompter> = if ask { Box::new(TerminalPrompter::new(err)) } else { Box::new(NoTerminal) };
        Ui { manner, out: Style::for_stdout(env, manner.color), err, prompter, warnings: RefCell::default() }
    }

    /// The same with answers from a script, for tests.
    pub fn scripted(env: &Environment, script: Scripted) -> Self {
        let style = Style::plain();
        let ui = Ui::new(env, Manner { quiet: true, ..Manner::default() });
        Ui { prompter: Box::new(script), out: style, err: style, ..ui }
    }

    /// Who answers questions. Without a terminal each question fails, naming its flag.
    pub fn prompter(&self) -> &dyn Prompter {
        self.prompter.as_ref()
    }

    /// Whether somebody can be asked.
    pub fn can_ask(&self) -> bool {
        self.prompter.can_ask()
    }

    /// The style of stdout, for the text of reports.
    pub fn out(&self) -> Style {
        self.out
    }

    /// The style of stderr, for talk.
    pub fn err(&self) -> Style {
        self.err
    }

    /// How the result will be written.
    pub fn format(&self) -> Format {
        self.manner.format
    }

    /// Whether `-v` was given.
    pub fn is_verbose(&self) -> bool {
        self.manner.verbose
    }

    /// Says something on stderr; nothing with `--quiet`.
    pub fn say(&self, text: impl AsRef<str>) {
        if !self.manner.quiet {
            print_err(text.as_ref());
        }
    }

    /// Says something on stderr with `--verbose` only.
    pub fn detail(&self, text: impl AsRef<str>) {
        if self.manner.verbose && !self.manner.quiet {
            print_err(text.as_ref());
        }
    }

    /// Warns: on stderr, and in the `warnings` of the JSON document.
    pub fn warn(&self, text: impl Into<String>) {
        let text = text.into();
        if !self.manner.quiet {
            print_err(&format!("{} {text}", self.err.warning_mark()));
        }
        self.warnings.borrow_mut().push(text);
    }

    /// Everything that was warned of so far.
    pub fn warnings(&self) -> Vec<String> {
        self.warnings.borrow().clone()
    }

    /// Shows that something takes time, on a terminal only. The line is gone when the guard is dropped.
    pub fn progress(&self, text: &str) -> Progress {
        let shown = self.can_ask() && !self.manner.quiet && self.err.is_fancy();
        if shown {
            let _ = write!(io::stderr(), "{text} …");
            let _ = io::stderr().flush();
        }
        Progress { shown }
    }
}

/// A line on the terminal that says what is going on, until it is dropped.
pub struct Progress {
    shown: bool,
}

impl Drop for Progress {
    fn drop(&mut self) {
        if self.shown {
            let _ = write!(io::stderr(), "\r\x1b[2K");
            let _ = io::stderr().flush();
        }
    }
}

/// Writes to stderr; a closed stderr is nobody's problem.
pub fn print_err(text: &str) {
    let _ = writeln!(io::stderr(), "{}", text.trim_end_matches('\n'));
}

/// Writes to stdout what is not empty, ending in a newline; a closed pipe ends the output quietly.
pub fn print_out(text: &str) {
    if !text.is_empty() {
        let _ = writeln!(io::stdout(), "{}", text.strip_suffix('\n').unwrap_or(text));
    }
}
