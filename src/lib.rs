//! Setup wizard and identity check for the Pulumi AWS Native provider.
//!
//! The floors and their duties are described in `docs/architecture.md`; imports go down only.

pub mod aws_files;
pub mod aws_native;
pub mod change;
pub mod ci;
pub mod cli;
pub mod commands;
pub mod credentials;
pub mod environment;
pub mod error;
pub mod exit_code;
pub mod finding;
pub mod identity;
pub mod interrupt;
pub mod pulumi;
pub mod regions;
pub mod replace_file;
pub mod sdk_package;
pub mod secret;
pub mod shell;
pub mod ui;
pub mod wizard;

use std::ffi::OsString;
use std::panic::{self, AssertUnwindSafe};

use environment::Environment;
use exit_code::ExitCode;

/// Runs one command line to its end, the program's name first, and gives the exit code of the process.
pub fn run(arguments: Vec<OsString>, env: &Environment) -> ExitCode {
    secret::forbid_dumps();
    ui::watch_signals();
    // A panic's message could quote a value; only its place is told.
    panic::set_hook(Box::new(|info| {
        let place = info.location().map(|place| format!(" ({}:{})", place.file(), place.line())).unwrap_or_default();
        ui::print_err(&format!("error: this is a defect of awsn-setup{place}; please report it"));
    }));
    panic::catch_unwind(AssertUnwindSafe(|| cli::run(arguments, env))).unwrap_or(ExitCode::Defect)
}
