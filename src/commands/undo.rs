//! `undo`.

use clap::Args;

use super::{Context, Outcome};
use crate::error::Failure;

/// Arguments of `undo`.
#[derive(Args, Debug)]
pub struct UndoArgs {}

/// Runs `undo`.
///
/// # Errors
/// Always, for now.
pub fn run(_: UndoArgs, _: Context<'_>) -> Outcome {
    Err(Failure::usage("not here yet"))
}
