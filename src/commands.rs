//! The subcommands: one file each, its `Args` on top (their doc comments are the help) and its `run` under them.
//!
//! A command joins the domain modules, which never meet each other; it never imports another command.

pub mod completions;
pub mod config;
pub mod doctor;
pub mod env;
pub mod init;
pub mod man;
pub mod profile;
pub mod sdk;
pub mod undo;
pub mod verify;

use clap::{Args, Subcommand};

use crate::environment::Environment;
use crate::error::Failure;
use crate::ui::{Report, Ui};

/// What every command is given.
#[derive(Clone, Copy)]
pub struct Context<'a> {
    /// Variables, folders, time.
    pub env: &'a Environment,
    /// Streams and prompts.
    pub ui: &'a Ui,
}

/// How every command ends.
pub type Outcome = Result<Report, Failure>;

/// The flags of every command that writes.
#[derive(Args, Clone, Copy, Debug, Default)]
pub struct WriteArgs {
    /// Show what would change as a masked diff, and write nothing
    #[arg(short = 'n', long)]
    pub dry_run: bool,
    /// Answer yes to every confirmation
    #[arg(short = 'y', long)]
    pub yes: bool,
}

/// The subcommands in the order of the help.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Set up credentials, stack and provider, from nothing to a verified `pulumi up`
    Init(Box<init::InitArgs>),
    /// Prove by STS who Pulumi will be
    Verify(verify::VerifyArgs),
    /// Add, show, change and check the profiles of ~/.aws
    Profile(profile::ProfileArgs),
    /// Set, show and check the aws-native options of a Pulumi stack
    Config(config::ConfigArgs),
    /// Print what makes this shell use a profile
    Env(env::EnvArgs),
    /// Show or install the provider's package for the project's language
    Sdk(sdk::SdkArgs),
    /// Check everything that Pulumi needs
    Doctor(doctor::DoctorArgs),
    /// Take back what the last writing command did
    Undo(undo::UndoArgs),
    /// Print the completion script of a shell
    Completions(completions::CompletionsArgs),
    /// Print the manual page, or write all of them
    Man(man::ManArgs),
}

impl Command {
    /// The words typed, without any value: `profile add`.
    pub fn name(&self) -> String {
        match self {
            Command::Init(_) => "init".to_owned(),
            Command::Verify(_) => "verify".to_owned(),
            Command::Profile(args) => format!("profile {}", args.name()),
            Command::Config(args) => format!("config {}", args.name()),
            Command::Env(_) => "env".to_owned(),
            Command::Sdk(args) => format!("sdk {}", args.name()),
            Command::Doctor(_) => "doctor".to_owned(),
            Command::Undo(_) => "undo".to_owned(),
            Command::Completions(_) => "completions".to_owned(),
            Command::Man(_) => "man".to_owned(),
        }
    }

    /// Does it.
    ///
    /// # Errors
    /// What the user is told, with the exit code of its kind.
    pub fn run(self, context: Context<'_>) -> Outcome {
        match self {
            Command::Init(args) => init::run(*args, context),
            Command::Verify(args) => verify::run(args, context),
            Command::Profile(args) => profile::run(args, context),
            Command::Config(args) => config::run(args, context),
            Command::Env(args) => env::run(args, context),
            Command::Sdk(args) => sdk::run(args, context),
            Command::Doctor(args) => doctor::run(args, context),
            Command::Undo(args) => undo::run(args, context),
            Command::Completions(args) => completions::run(args, context),
            Command::Man(args) => man::run(args, context),
        }
    }
}
