//! Setup wizard and identity check for the Pulumi AWS Native provider.
//!
//! The floors and their duties are described in `docs/architecture.md`; imports go down only.

pub mod aws_files;
pub mod aws_native;
pub mod change;
pub mod ci;
pub mod credentials;
pub mod environment;
pub mod exit_code;
pub mod finding;
pub mod identity;
pub mod interrupt;
pub mod pulumi;
pub mod regions;
pub mod replace_file;
pub mod sdk_package;
pub mod secret;
pub mod shell;
pub mod wizard;
