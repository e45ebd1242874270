//! The hermetic world of the end-to-end tests: a temporary home and working directory, a cleared environment.

use std::ffi::OsStr;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use serde_json::Value;

/// A temporary home with nothing in it, and the environment that a run sees.
pub struct Sandbox {
    root: tempfile::TempDir,
    variables: Vec<(String, String)>,
}

/// What a run left behind.
#[derive(Debug)]
pub struct Run {
    pub code: i32,
    pub stdout: String,
    pub stderr: String,
}

impl Sandbox {
    pub fn new() -> Self {
        let root = tempfile::tempdir().unwrap();
        fs::create_dir(root.path().join("home")).unwrap();
        fs::create_dir(root.path().join("work")).unwrap();
        let mut sandbox = Sandbox { root, variables: Vec::new() };
        let home = sandbox.home().display().to_string();
        sandbox.set("HOME", &home);
        sandbox.set("PATH", "/usr/local/bin:/usr/bin:/bin");
        sandbox.set("AWS_EC2_METADATA_DISABLED", "true");
        sandbox
    }

    /// The folder above home and work.
    pub fn root(&self) -> &Path {
        self.root.path()
    }

    pub fn home(&self) -> PathBuf {
        self.root.path().join("home")
    }

    /// Where runs start.
    pub fn work(&self) -> PathBuf {
        self.root.path().join("work")
    }

    pub fn set(&mut self, name: &str, value: &str) -> &mut Self {
        self.unset(name);
        self.variables.push((name.to_owned(), value.to_owned()));
        self
    }

    pub fn unset(&mut self, name: &str) -> &mut Self {
        self.variables.retain(|(known, _)| known != name);
        self
    }

    pub fn variables(&self) -> &[(String, String)] {
        &self.variables
    }

    /// Writes a file below the sandbox, as in `home/.aws/credentials` or `work/Pulumi.yaml`; shared files get 0600.
    pub fn write(&self, path: &str, contents: impl AsRef<[u8]>) -> PathBuf {
        let full = self.root.path().join(path);
        fs::create_dir_all(full.parent().unwrap()).unwrap();
        fs::write(&full, contents).unwrap();
        #[cfg(unix)]
        if path.contains(".aws/") {
            use std::os::unix::fs::PermissionsExt;
            fs::set_permissions(&full, fs::Permissions::from_mode(0o600)).unwrap();
            fs::set_permissions(full.parent().unwrap(), fs::Permissions::from_mode(0o700)).unwrap();
        }
        full
    }

    pub fn read(&self, path: &str) -> String {
        fs::read_to_string(self.root.path().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
    }

    pub fn exists(&self, path: &str) -> bool {
        self.root.path().join(path).exists()
    }

    /// The program, ready to start in this world.
    pub fn command<A: AsRef<OsStr>>(&self, arguments: &[A]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_awsn-setup"));
        command.args(arguments).env_clear().envs(self.variables.iter().cloned()).current_dir(self.work());
        command
    }

    /// Runs the program without any standard input.
    pub fn run<A: AsRef<OsStr>>(&self, arguments: &[A]) -> Run {
        self.run_with_input(arguments, "")
    }

    /// Runs the program with `input` on standard input.
    pub fn run_with_input<A: AsRef<OsStr>>(&self, arguments: &[A], input: &str) -> Run {
        let mut command = self.command(arguments);
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().unwrap();
        // A program that does not read its input closes the pipe early; that is not this helper's business.
        let _ = child.stdin.take().unwrap().write_all(input.as_bytes());
        let output = child.wait_with_output().unwrap();
        Run {
            code: output.status.code().unwrap_or(-1),
            stdout: String::from_utf8(output.stdout).unwrap(),
            stderr: String::from_utf8(output.stderr).unwrap(),
        }
    }

    /// Runs with `--format json` appended and gives the one document of stdout beside the run.
    pub fn json<A: AsRef<OsStr>>(&self, arguments: &[A]) -> (Value, Run) {
        let mut all: Vec<&OsStr> = arguments.iter().map(AsRef::as_ref).collect();
        all.extend([OsStr::new("--format"), OsStr::new("json")]);
        let run = self.run(&all);
        (run.document(), run)
    }
}

impl Run {
    /// The one JSON document on stdout.
    pub fn document(&self) -> Value {
        serde_json::from_str(&self.stdout).unwrap_or_else(|error| panic!("{error}: {self:?}"))
    }

    /// Asserts the exit code, showing everything where it differs.
    #[track_caller]
    pub fn expect(self, code: i32) -> Self {
        assert_eq!(self.code, code, "{self:#?}");
        self
    }
}
