//! Questions: what is asked, what flag answers it instead, and who answers.

use std::cell::RefCell;
use std::collections::VecDeque;
use std::io;

use thiserror::Error;

use crate::secret::Secret;

/// Why a question has no answer.
#[derive(Debug, Error)]
pub enum PromptError {
    /// Nobody can be asked; the flag says it instead.
    #[error("there is no terminal to ask for {what}; give {flag}")]
    NoTerminal {
        /// What was to be asked.
        what: String,
        /// The flag that answers it.
        flag: String,
    },
    /// Esc, or the end of input.
    #[error("ended at a prompt")]
    Ended,
    /// Ctrl-C.
    #[error("interrupted")]
    Interrupted,
    /// The terminal itself failed.
    #[error(transparent)]
    Io(#[from] io::Error),
}

/// One question, with the flag that answers it without a terminal.
#[derive(Clone, Debug)]
pub struct Question {
    /// The words, without a colon.
    pub words: String,
    /// The flag that gives the same answer.
    pub flag: &'static str,
    /// What Enter means, as it is shown in brackets (masked where it is secret).
    pub shown_default: Option<String>,
}

impl Question {
    /// A question without a default.
    pub fn new(words: impl Into<String>, flag: &'static str) -> Self {
        Question { words: words.into(), flag, shown_default: None }
    }

    /// Adds what Enter means, as it is shown in brackets.
    pub fn default(mut self, shown: impl Into<String>) -> Self {
        self.shown_default = Some(shown.into());
        self
    }

    /// The failure where nobody can be asked.
    pub fn unanswerable(&self) -> PromptError {
        PromptError::NoTerminal { what: format!("`{}`", self.words), flag: self.flag.to_owned() }
    }
}

/// One line of a choice.
#[derive(Clone, Debug)]
pub struct Choice {
    /// The line, as shown.
    pub label: String,
}

impl<T: Into<String>> From<T> for Choice {
    fn from(label: T) -> Self {
        Choice { label: label.into() }
    }
}

/// Who answers questions: a person at a terminal, a script, or nobody.
pub trait Prompter {
    /// Whether there is anybody to ask.
    fn can_ask(&self) -> bool {
        true
    }

    /// A line of text; empty where the person just pressed Enter.
    ///
    /// # Errors
    /// Nobody there, ended, or interrupted; so for all questions.
    fn text(&self, question: &Question) -> Result<String, PromptError>;

    /// A line of text that is not shown while it is typed; empty for Enter.
    ///
    /// # Errors
    /// As [`Prompter::text`].
    fn secret(&self, question: &Question) -> Result<Secret, PromptError>;

    /// Hidden lines up to an empty one or the end of a paste, for whole blocks of credentials.
    ///
    /// # Errors
    /// As [`Prompter::text`].
    fn block(&self, question: &Question) -> Result<Secret, PromptError>;

    /// One of several, by its index.
    ///
    /// # Errors
    /// As [`Prompter::text`].
    fn select(&self, question: &Question, choices: &[Choice], default: usize) -> Result<usize, PromptError>;

    /// One of many, found by typing parts of it; `None` in `default` starts without a choice.
    ///
    /// # Errors
    /// As [`Prompter::text`].
    fn search(&self, question: &Question, choices: &[Choice], default: usize) -> Result<usize, PromptError>;

    /// Yes or no.
    ///
    /// # Errors
    /// As [`Prompter::text`].
    fn confirm(&self, question: &Question, default: bool) -> Result<bool, PromptError>;
}

/// Nobody: every question fails, naming its flag.
pub struct NoTerminal;

impl Prompter for NoTerminal {
    fn can_ask(&self) -> bool {
        false
    }

    fn text(&self, question: &Question) -> Result<String, PromptError> {
        Err(question.unanswerable())
    }

    fn secret(&self, question: &Question) -> Result<Secret, PromptError> {
        Err(question.unanswerable())
    }

    fn block(&self, question: &Question) -> Result<Secret, PromptError> {
        Err(question.unanswerable())
    }

    fn select(&self, question: &Question, _: &[Choice], _: usize) -> Result<usize, PromptError> {
        Err(question.unanswerable())
    }

    fn search(&self, question: &Question, _: &[Choice], _: usize) -> Result<usize, PromptError> {
        Err(question.unanswerable())
    }

    fn confirm(&self, question: &Question, _: bool) -> Result<bool, PromptError> {
        Err(question.unanswerable())
    }
}

/// Answers from a script, for tests: each answer names the start of the question it belongs to, and a question that is
/// not the next one fails the test.
pub struct Scripted {
    answers: RefCell<VecDeque<(String, String)>>,
}

impl Scripted {
    /// Question starts and answers, in order. For choices, the answer is the start of a label.
    pub fn new<Q: Into<String>, A: Into<String>>(answers: impl IntoIterator<Item = (Q, A)>) -> Self {
        let answers = answers.into_iter().map(|(question, answer)| (question.into(), answer.into())).collect();
        Scripted { answers: RefCell::new(answers) }
    }

    fn next(&self, question: &Question) -> Result<String, PromptError> {
        let Some((words, answer)) = self.answers.borrow_mut().pop_front() else { return Err(PromptError::Ended) };
        assert!(question.words.starts_with(&words), "asked `{}` where the script has `{words}`", question.words);
        Ok(answer)
    }

    fn choose(&self, question: &Question, choices: &[Choice], default: usize) -> Result<usize, PromptError> {
        let answer = self.next(question)?;
        if answer.is_empty() {
            return Ok(default);
        }
        let found = choices.iter().position(|choice| choice.label.starts_with(&answer));
        Ok(found.unwrap_or_else(|| panic!("no choice of `{}` starts with `{answer}`", question.words)))
    }
}

impl Drop for Scripted {
    fn drop(&mut self) {
        if !std::thread::panicking() {
            let left = self.answers.borrow();
            assert!(left.is_empty(), "not asked: {:?}", left.iter().map(|(words, _)| words).collect::<Vec<_>>());
        }
    }
}

impl Prompter for Scripted {
    fn text(&self, question: &Question) -> Result<String, PromptError> {
        self.next(question)
    }

    fn secret(&self, question: &Question) -> Result<Secret, PromptError> {
        self.next(question).map(Secret::new)
    }

    fn block(&self, question: &Question) -> Result<Secret, PromptError> {
        self.next(question).map(Secret::new)
    }

    fn select(&self, question: &Question, choices: &[Choice], default: usize) -> Result<usize, PromptError> {
        self.choose(question, choices, default)
    }

    fn search(&self, question: &Question, choices: &[Choice], default: usize) -> Result<usize, PromptError> {
        self.choose(question, choices, default)
    }

    fn confirm(&self, question: &Question, default: bool) -> Result<bool, PromptError> {
        Ok(match self.next(question)?.as_str() {
            "" => default,
            answer => answer.starts_with('y'),
        })
    }
}
