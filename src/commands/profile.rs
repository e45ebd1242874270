//! `profile` and its subcommands.

use clap::Args;

use super::{Context, Outcome};
use crate::error::Failure;

/// Arguments of `profile`.
#[derive(Args, Debug)]
pub struct ProfileArgs {}

impl ProfileArgs {
    /// The subcommand's name.
    pub fn name(&self) -> &'static str {
        "list"
    }
}

/// Runs the subcommand.
///
/// # Errors
/// Always, for now.
pub fn run(_: ProfileArgs, _: Context<'_>) -> Outcome {
    Err(Failure::usage("not here yet"))
}
