//! The program: arguments and environment in, exit code out.

use std::process::ExitCode;

use awsn_setup::environment::Environment;

fn main() -> ExitCode {
    ExitCode::from(awsn_setup::run(std::env::args_os().collect(), &Environment::read()).number())
}
