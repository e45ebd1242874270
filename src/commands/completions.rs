//! `completions`.

use clap::Args;

use super::{Context, Outcome};
use crate::error::Failure;

/// Arguments of `completions`.
#[derive(Args, Debug)]
pub struct CompletionsArgs {}

/// Runs `completions`.
///
/// # Errors
/// Always, for now.
pub fn run(_: CompletionsArgs, _: Context<'_>) -> Outcome {
    Err(Failure::usage("not here yet"))
}
