//! The program through its surface: each module runs the built binary in a cleared environment and a temporary home.

#[path = "../support/mod.rs"]
mod support;

mod everywhere;
mod profile;
mod profile_add;
mod profile_check;
mod profile_edit;
mod profile_import;
mod undo;
