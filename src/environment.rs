//! The world outside of the process as a value: variables, folders, terminals, time. Read once, passed down.

use std::collections::BTreeMap;
use std::io::IsTerminal;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

/// Variables, working directory, homes and the time, as they were when the program started.
#[derive(Clone, Debug)]
pub struct Environment {
    variables: BTreeMap<String, String>,
    cwd: PathBuf,
    account_home: Option<PathBuf>,
    state_dir: Option<PathBuf>,
    now: SystemTime,
    interactive: bool,
}

impl Environment {
    /// Reads the environment of this process. Variables that are not UTF-8 are read lossily.
    #[allow(clippy::disallowed_methods)]
    pub fn read() -> Self {
        let variables: BTreeMap<String, String> = std::env::vars_os()
            .map(|(name, value)| (name.to_string_lossy().into_owned(), value.to_string_lossy().into_owned()))
            .collect();
        Environment {
            variables,
            cwd: std::env::current_dir().unwrap_or_else(|_| PathBuf::from(".")),
            account_home: account_home(),
            state_dir: dirs::state_dir().or_else(dirs::data_local_dir).map(|dir| dir.join("awsn-setup")),
            now: SystemTime::now(),
            interactive: std::io::stdin().is_terminal() && std::io::stderr().is_terminal(),
        }
    }

    /// An environment of exactly these variables, for tests and for asking "what if".
    pub fn of<K: Into<String>, V: Into<String>>(
        cwd: impl Into<PathBuf>,
        variables: impl IntoIterator<Item = (K, V)>,
    ) -> Self {
        Environment {
            variables: variables.into_iter().map(|(name, value)| (name.into(), value.into())).collect(),
            cwd: cwd.into(),
            account_home: None,
            state_dir: None,
            now: SystemTime::UNIX_EPOCH,
            interactive: false,
        }
    }

    /// The same environment with another home of the account, as the password database has it.
    pub fn with_account_home(mut self, home: Option<PathBuf>) -> Self {
        self.account_home = home;
        self
    }

    /// The same environment seen from `dir`, which may be relative to the present one.
    pub fn with_cwd(mut self, dir: &Path) -> Self {
        self.cwd = self.cwd.join(dir);
        self
    }

    /// The same environment with one variable set, or with it removed where `value` is `None`.
    pub fn with_variable(mut self, name: &str, value: Option<&str>) -> Self {
        match value {
            Some(value) => self.variables.insert(name.to_owned(), value.to_owned()),
            None => self.variables.remove(name),
        };
        self
    }

    /// The variable's value, also an empty one; `None` where it is not set. Names ignore case on Windows.
    pub fn var(&self, name: &str) -> Option<&str> {
        if cfg!(windows) {
            let found = self.variables.iter().find(|(known, _)| known.eq_ignore_ascii_case(name));
            return found.map(|(_, value)| value.as_str());
        }
        self.variables.get(name).map(String::as_str)
    }

    /// The variable's value where it is set and not empty.
    pub fn non_empty(&self, name: &str) -> Option<&str> {
        self.var(name).filter(|value| !value.is_empty())
    }

    /// All variables, by name.
    pub fn variables(&self) -> impl Iterator<Item = (&str, &str)> {
        self.variables.iter().map(|(name, value)| (name.as_str(), value.as_str()))
    }

    /// The working directory (after `-C`).
    pub fn cwd(&self) -> &Path {
        &self.cwd
    }

    /// The home as the AWS SDKs find it: `HOME` (on Windows `USERPROFILE`, then `HOMEDRIVE` + `HOMEPATH`), and only
    /// where that is unset or empty the account's own home.
    pub fn home(&self) -> Option<PathBuf> {
        let named = if cfg!(windows) {
            self.non_empty("USERPROFILE").map(PathBuf::from).or_else(|| {
                Some(PathBuf::from(format!("{}{}", self.non_empty("HOMEDRIVE")?, self.non_empty("HOMEPATH")?)))
            })
        } else {
            self.non_empty("HOME").map(PathBuf::from)
        };
        named.or_else(|| self.account_home.clone())
    }

    /// The home in the password database, which the provider uses for a leading `~/` even where `HOME` differs
    /// (provider.go:1660-1677).
    pub fn account_home(&self) -> Option<&Path> {
        self.account_home.as_deref()
    }

    /// Our own folder for the journal, backups and remembered expiry times; `None` where the system has no place.
    pub fn state_dir(&self) -> Option<&Path> {
        self.state_dir.as_deref()
    }

    /// When the program started.
    pub fn now(&self) -> SystemTime {
        self.now
    }

    /// Whether somebody can be asked: standard input and standard error are both terminals.
    pub fn is_interactive(&self) -> bool {
        self.interactive
    }

    /// `path` made absolute against the working directory, with nothing else resolved.
    pub fn absolute(&self, path: &Path) -> PathBuf {
        self.cwd.join(path)
    }

    /// `path` as people write it: below the home as `~/…`, below the working directory as `./…`.
    pub fn display(&self, path: &Path) -> String {
        if let Ok(rest) = path.strip_prefix(&self.cwd) {
            return rest.display().to_string();
        }
        match self.home().and_then(|home| path.strip_prefix(home).ok().map(Path::to_owned)) {
            Some(rest) => format!("~/{}", rest.display()),
            None => path.display().to_string(),
        }
    }
}

#[cfg(unix)]
fn account_home() -> Option<PathBuf> {
    nix::unistd::User::from_uid(nix::unistd::getuid()).ok().flatten().map(|user| user.dir)
}

#[cfg(not(unix))]
fn account_home() -> Option<PathBuf> {
    dirs::home_dir()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    #[cfg(unix)]
    fn home_is_the_variable_then_the_accounts_own() {
        let env = Environment::of("/w", [("HOME", "/home/a")]).with_account_home(Some("/root".into()));
        assert_eq!(env.home(), Some("/home/a".into()));
        assert_eq!(env.clone().with_variable("HOME", Some("")).home(), Some("/root".into()));
        assert_eq!(env.with_variable("HOME", None).home(), Some("/root".into()));
    }

    #[test]
    fn an_empty_variable_is_set_but_not_non_empty() {
        let env = Environment::of("/w", [("AWS_REGION", "")]);
        assert_eq!(env.var("AWS_REGION"), Some(""));
        assert_eq!(env.non_empty("AWS_REGION"), None);
        assert_eq!(env.var("AWS_PROFILE"), None);
    }
}
