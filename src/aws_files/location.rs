//! Where the two shared files are: the variables, or `.aws` in the home as the SDKs find it.
//!
//! The readers do not agree about a leading `~` in the variables: botocore and the Rust SDK expand it, the Go SDK opens
//! a file of that very name, and the provider (provider.go:1660-1677) expands `~/` with the account's own home.

use std::path::{Path, PathBuf};

use super::FileKind;
use crate::environment::Environment;

/// The rules of paths; a value so that both can be tested anywhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Platform {
    /// `HOME`, slashes.
    Unix,
    /// `HOME`, then `USERPROFILE`, then `HOMEDRIVE` and `HOMEPATH`; backslashes.
    Windows,
}

impl Platform {
    /// The one that this program was built for.
    pub const HERE: Platform = if cfg!(windows) { Platform::Windows } else { Platform::Unix };

    fn separator(self) -> char {
        match self {
            Platform::Unix => '/',
            Platform::Windows => '\\',
        }
    }
}

/// The places of the two shared files, as most readers find them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Locations {
    /// The config file.
    pub config: PathBuf,
    /// The credentials file.
    pub credentials: PathBuf,
}

impl Locations {
    /// The places that hold in `env`; `None` where they would be below a home and there is none.
    pub fn of(env: &Environment) -> Option<Self> {
        Self::on(Platform::HERE, env)
    }

    /// The same by the rules of `platform`.
    pub fn on(platform: Platform, env: &Environment) -> Option<Self> {
        let home = home(platform, env);
        let place = |kind: FileKind| match env.non_empty(kind.variable()) {
            Some(named) => Some(expanded(named, home.as_deref(), platform)),
            None => Some(PathBuf::from(join(home.as_deref()?, &[".aws", kind.name()], platform))),
        };
        let named = Locations { config: place(FileKind::Config)?, credentials: place(FileKind::Credentials)? };
        // A relative name holds from the working directory; paths of the other platform are left as they are.
        let absolute = |path: PathBuf| if platform == Platform::HERE { env.absolute(&path) } else { path };
        Some(Locations { config: absolute(named.config), credentials: absolute(named.credentials) })
    }

    /// The place of one of the two.
    pub fn path(&self, kind: FileKind) -> &Path {
        match kind {
            FileKind::Config => &self.config,
            FileKind::Credentials => &self.credentials,
        }
    }
}

fn home(platform: Platform, env: &Environment) -> Option<String> {
    let named = match platform {
        Platform::Unix => env.non_empty("HOME").map(str::to_owned),
        Platform::Windows => env
            .non_empty("HOME")
            .or_else(|| env.non_empty("USERPROFILE"))
            .map(str::to_owned)
            .or_else(|| Some(format!("{}{}", env.non_empty("HOMEDRIVE")?, env.non_empty("HOMEPATH")?))),
    };
    named.or_else(|| env.account_home().map(|home| home.display().to_string()))
}

fn expanded(named: &str, home: Option<&str>, platform: Platform) -> PathBuf {
    let below =
        named.strip_prefix("~/").or_else(|| named.strip_prefix("~\\").filter(|_| platform == Platform::Windows));
    match (below, home) {
        (Some(rest), Some(home)) => PathBuf::from(join(home, &[rest], platform)),
        _ => PathBuf::from(named),
    }
}

fn join(home: &str, parts: &[&str], platform: Platform) -> String {
    let mut path = home.trim_end_matches(platform.separator()).to_owned();
    for part in parts {
        path.push(platform.separator());
        path.push_str(part);
    }
    path
}
