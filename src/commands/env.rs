//! `env`.

use clap::Args;

use super::{Context, Outcome};
use crate::error::Failure;

/// Arguments of `env`.
#[derive(Args, Debug)]
pub struct EnvArgs {}

/// Runs `env`.
///
/// # Errors
/// Always, for now.
pub fn run(_: EnvArgs, _: Context<'_>) -> Outcome {
    Err(Failure::usage("not here yet"))
}
