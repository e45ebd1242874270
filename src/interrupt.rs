//! Keeps a Ctrl-C or a termination signal from cutting a change of files in two.
//!
//! The signal handler of `ui` ends the process only while nobody holds the [`uninterrupted`] guard, so several files
//! that belong together are all old or all new.

use std::sync::{Mutex, MutexGuard, PoisonError};

static BUSY: Mutex<()> = Mutex::new(());

/// While the guard lives, a signal waits. Hold it for milliseconds, never across a prompt or the network.
pub fn uninterrupted() -> MutexGuard<'static, ()> {
    BUSY.lock().unwrap_or_else(PoisonError::into_inner)
}
