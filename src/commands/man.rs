//! `man`.

use clap::Args;

use super::{Context, Outcome};
use crate::error::Failure;

/// Arguments of `man`.
#[derive(Args, Debug)]
pub struct ManArgs {}

/// Runs `man`.
///
/// # Errors
/// Always, for now.
pub fn run(_: ManArgs, _: Context<'_>) -> Outcome {
    Err(Failure::usage("not here yet"))
}
