//! Ctrl-C and termination: give the terminal back as it was, let a change of files finish, end with the right code.

/// Watches for signals in a thread of its own, for the life of the process.
#[cfg(unix)]
pub fn watch_signals() {
    use nix::sys::termios;
    use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM};

    let Ok(mut signals) = signal_hook::iterator::Signals::new([SIGINT, SIGTERM, SIGHUP]) else { return };
    let settings = termios::tcgetattr(std::io::stdin()).ok();
    std::thread::spawn(move || {
        let Some(signal) = signals.forever().next() else { return };
        let _guard = crate::interrupt::uninterrupted();
        if let Some(settings) = &settings {
            let _ = termios::tcsetattr(std::io::stdin(), termios::SetArg::TCSANOW, settings);
            let _ = console::Term::stderr().show_cursor();
            let _ = console::Term::stderr().write_line("");
        }
        let code = match signal {
            SIGINT => crate::exit_code::ExitCode::Interrupted,
            _ => crate::exit_code::ExitCode::Terminated,
        };
        std::process::exit(i32::from(code.number()));
    });
}

/// Nothing to watch here: the system ends the process.
#[cfg(not(unix))]
pub fn watch_signals() {}
