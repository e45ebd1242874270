//! Which shell is running: the parent process where the system shows it, else what the environment tells.

use super::Shell;
use crate::environment::Environment;

/// The shell that runs this program. `parent` is the name of the parent process, where it is known; without it and
/// without any hint it is a POSIX shell, on Windows the command interpreter.
pub fn detect(env: &Environment, parent: Option<&str>) -> Shell {
    parent
        .and_then(by_name)
        .or_else(|| env.non_empty("NU_VERSION").map(|_| Shell::Nushell))
        .or_else(|| env.non_empty("SHELL").and_then(by_name))
        .or_else(|| env.non_empty("PSModulePath").map(|_| Shell::Powershell))
        .unwrap_or(if cfg!(windows) { Shell::Cmd } else { Shell::Sh })
}

/// The name of the process that started this one, where the system shows it.
pub fn parent_name() -> Option<String> {
    #[cfg(target_os = "linux")]
    {
        let name = std::fs::read_to_string(format!("/proc/{}/comm", nix::unistd::getppid())).ok()?;
        Some(name.trim_end().to_owned())
    }
    #[cfg(not(target_os = "linux"))]
    None
}

/// The shell with this name or path, as `SHELL` and the process list have it.
fn by_name(name: &str) -> Option<Shell> {
    let base = name.rsplit(['/', '\\']).next()?.trim_start_matches('-').to_ascii_lowercase();
    match base.strip_suffix(".exe").unwrap_or(&base) {
        "bash" => Some(Shell::Bash),
        "zsh" => Some(Shell::Zsh),
        "sh" | "dash" | "ash" | "ksh" | "mksh" | "busybox" => Some(Shell::Sh),
        "fish" => Some(Shell::Fish),
        "pwsh" | "powershell" => Some(Shell::Powershell),
        "nu" => Some(Shell::Nushell),
        "cmd" => Some(Shell::Cmd),
        _ => None,
    }
}
