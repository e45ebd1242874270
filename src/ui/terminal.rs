//! Questions at a real terminal, by dialoguer, on stderr.

use std::io;

use dialoguer::theme::Theme;
use dialoguer::{Confirm, FuzzySelect, Input, Password, Select};

use super::{Choice, PromptError, Prompter, Question, Style};
use crate::secret::Secret;

/// A person at the terminal.
pub struct TerminalPrompter {
    theme: Words,
}

impl TerminalPrompter {
    /// Prompts in the style of stderr.
    pub fn new(style: Style) -> Self {
        TerminalPrompter { theme: Words { style } }
    }
}

/// `aws configure`'s way to ask: `Words [default]: `.
struct Words {
    style: Style,
}

impl Theme for Words {
    fn format_prompt(&self, f: &mut dyn std::fmt::Write, prompt: &str) -> std::fmt::Result {
        write!(f, "{}", self.style.bold(prompt))
    }
}

fn line(question: &Question) -> String {
    match &question.shown_default {
        Some(shown) => format!("{} [{shown}]", question.words),
        None => question.words.clone(),
    }
}

fn answer<T>(result: dialoguer::Result<T>) -> Result<T, PromptError> {
    result.map_err(|dialoguer::Error::IO(error)| match error.kind() {
        io::ErrorKind::Interrupted => PromptError::Interrupted,
        io::ErrorKind::UnexpectedEof | io::ErrorKind::NotConnected => PromptError::Ended,
        _ => PromptError::Io(error),
    })
}

impl Prompter for TerminalPrompter {
    fn text(&self, question: &Question) -> Result<String, PromptError> {
        answer(Input::with_theme(&self.theme).with_prompt(line(question)).allow_empty(true).interact_text())
    }

    fn secret(&self, question: &Question) -> Result<Secret, PromptError> {
        let prompt = Password::with_theme(&self.theme).with_prompt(line(question)).allow_empty_password(true);
        answer(prompt.interact()).map(Secret::new)
    }

    fn block(&self, question: &Question) -> Result<Secret, PromptError> {
        self.secret(question)
    }

    fn select(&self, question: &Question, choices: &[Choice], default: usize) -> Result<usize, PromptError> {
        let labels: Vec<&str> = choices.iter().map(|choice| choice.label.as_str()).collect();
        let prompt = Select::with_theme(&self.theme).with_prompt(&question.words).items(&labels).default(default);
        answer(prompt.interact_opt())?.ok_or(PromptError::Ended)
    }

    fn search(&self, question: &Question, choices: &[Choice], default: usize) -> Result<usize, PromptError> {
        let labels: Vec<&str> = choices.iter().map(|choice| choice.label.as_str()).collect();
        let prompt = FuzzySelect::with_theme(&self.theme).with_prompt(&question.words).items(&labels).default(default);
        answer(prompt.interact_opt())?.ok_or(PromptError::Ended)
    }

    fn confirm(&self, question: &Question, default: bool) -> Result<bool, PromptError> {
        let prompt = Confirm::with_theme(&self.theme).with_prompt(&question.words).default(default);
        answer(prompt.interact_opt())?.ok_or(PromptError::Ended)
    }
}
