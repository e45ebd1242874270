//! `doctor`.

use clap::Args;

use super::{Context, Outcome};
use crate::error::Failure;

/// Arguments of `doctor`.
#[derive(Args, Debug)]
pub struct DoctorArgs {}

/// Runs `doctor`.
///
/// # Errors
/// Always, for now.
pub fn run(_: DoctorArgs, _: Context<'_>) -> Outcome {
    Err(Failure::usage("not here yet"))
}
