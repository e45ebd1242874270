//! Colour and symbols of one stream, with their plain fallbacks.

use std::io::IsTerminal;

use super::Color;
use crate::environment::Environment;

/// How text looks on one stream. Colour never carries meaning alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Style {
    color: bool,
    fancy: bool,
}

impl Style {
    /// No colour, no symbols.
    pub fn plain() -> Self {
        Style { color: false, fancy: false }
    }

    /// The style of stdout.
    pub fn for_stdout(env: &Environment, color: Color) -> Self {
        Self::of(env, color, std::io::stdout().is_terminal())
    }

    /// The style of stderr.
    pub fn for_stderr(env: &Environment, color: Color) -> Self {
        Self::of(env, color, std::io::stderr().is_terminal())
    }

    fn of(env: &Environment, color: Color, terminal: bool) -> Self {
        let dumb = env.var("TERM") == Some("dumb");
        let forced = env.non_empty("CLICOLOR_FORCE").is_some_and(|value| value != "0");
        let color = match color {
            Color::Always => true,
            Color::Never => false,
            Color::Auto if env.non_empty("NO_COLOR").is_some() => false,
            Color::Auto => forced || (terminal && !dumb && env.var("CLICOLOR") != Some("0")),
        };
        let locale = ["LC_ALL", "LC_CTYPE", "LANG"].iter().find_map(|name| env.non_empty(name)).unwrap_or("");
        let utf8 = cfg!(windows) || locale.to_ascii_lowercase().replace('-', "").contains("utf8");
        Style { color, fancy: terminal && !dumb && utf8 }
    }

    /// Whether the stream is a terminal that can move the cursor and show symbols.
    pub fn is_fancy(self) -> bool {
        self.fancy
    }

    /// The mark of something that is as it should be.
    pub fn ok_mark(self) -> String {
        self.green(if self.fancy { "✓" } else { "ok" })
    }

    /// The mark of a warning.
    pub fn warning_mark(self) -> String {
        self.yellow("!")
    }

    /// The mark of a failure.
    pub fn failure_mark(self) -> String {
        self.red("x")
    }

    /// The mark of a next step.
    pub fn hint_mark(self) -> &'static str {
        if self.fancy { "→" } else { "->" }
    }

    /// Good news.
    pub fn green(self, text: &str) -> String {
        self.wrap("32", text)
    }

    /// A warning.
    pub fn yellow(self, text: &str) -> String {
        self.wrap("33", text)
    }

    /// A failure.
    pub fn red(self, text: &str) -> String {
        self.wrap("31", text)
    }

    /// A heading or the thing that matters.
    pub fn bold(self, text: &str) -> String {
        self.wrap("1", text)
    }

    /// Where something comes from.
    pub fn dim(self, text: &str) -> String {
        self.wrap("2", text)
    }

    fn wrap(self, code: &str, text: &str) -> String {
        if self.color { format!("\x1b[{code}m{text}\x1b[0m") } else { text.to_owned() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn style(variables: &[(&str, &str)], color: Color, terminal: bool) -> Style {
        Style::of(&Environment::of("/", variables.iter().copied()), color, terminal)
    }

    #[test]
    fn colour_follows_flag_then_variables_then_terminal() {
        assert!(style(&[], Color::Auto, true).color);
        assert!(!style(&[], Color::Auto, false).color);
        assert!(!style(&[("NO_COLOR", "1")], Color::Auto, true).color);
        assert!(style(&[("NO_COLOR", "")], Color::Auto, true).color);
        assert!(style(&[("CLICOLOR_FORCE", "1")], Color::Auto, false).color);
        assert!(style(&[("NO_COLOR", "1")], Color::Always, false).color);
        assert!(!style(&[("TERM", "dumb")], Color::Auto, true).color);
    }

    #[test]
    fn symbols_need_a_terminal_that_can_show_them() {
        assert_eq!(style(&[("LANG", "C")], Color::Never, true).ok_mark(), "ok");
        assert_eq!(style(&[("LANG", "C.UTF-8")], Color::Never, true).ok_mark(), "✓");
        assert_eq!(style(&[("LANG", "C.UTF-8")], Color::Never, false).ok_mark(), "ok");
    }
}
