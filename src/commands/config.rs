//! `config` and its subcommands.

use clap::Args;

use super::{Context, Outcome};
use crate::error::Failure;

/// Arguments of `config`.
#[derive(Args, Debug)]
pub struct ConfigArgs {}

impl ConfigArgs {
    /// The subcommand's name.
    pub fn name(&self) -> &'static str {
        "list"
    }
}

/// Runs the subcommand.
///
/// # Errors
/// Always, for now.
pub fn run(_: ConfigArgs, _: Context<'_>) -> Outcome {
    Err(Failure::usage("not here yet"))
}
