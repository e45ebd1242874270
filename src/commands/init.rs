//! `init`.

use clap::Args;

use super::{Context, Outcome};
use crate::error::Failure;

/// Arguments of `init`.
#[derive(Args, Debug)]
pub struct InitArgs {}

/// Runs `init`.
///
/// # Errors
/// Always, for now.
pub fn run(_: InitArgs, _: Context<'_>) -> Outcome {
    Err(Failure::usage("not here yet"))
}
