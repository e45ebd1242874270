//! `verify`.

use clap::Args;

use super::{Context, Outcome};
use crate::error::Failure;

/// Arguments of `verify`.
#[derive(Args, Debug)]
pub struct VerifyArgs {}

/// Runs `verify`.
///
/// # Errors
/// Always, for now.
pub fn run(_: VerifyArgs, _: Context<'_>) -> Outcome {
    Err(Failure::usage("not here yet"))
}
