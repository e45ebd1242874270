//! `profile`: the profiles of the AWS shared files.

mod add;
mod check;
mod copy;
mod editing;
mod import;
mod list;
mod remove;
mod rename;
mod set;
mod show;
mod unset;

use clap::{Args, Subcommand};

use super::{Context, Outcome};

/// Arguments of `profile`.
#[derive(Args, Debug)]
pub struct ProfileArgs {
    #[command(subcommand)]
    command: ProfileCommand,
}

#[derive(Debug, Subcommand)]
enum ProfileCommand {
    /// Add a profile, with the questions of `aws configure`
    Add(Box<add::AddArgs>),
    /// List all profiles
    List(list::ListArgs),
    /// Store credentials from a file or standard input, in any form that people have at hand
    Import(import::ImportArgs),
    /// Find what is wrong with the files and profiles, and mend it
    Check(check::CheckArgs),
    /// Show every property of a profile, masked, with its place
    Show(show::ShowArgs),
    /// Set properties of a profile, each in the file where it belongs
    Set(set::SetArgs),
    /// Remove properties of a profile
    Unset(unset::UnsetArgs),
    /// Give a profile another name, in references too
    Rename(rename::RenameArgs),
    /// Copy a profile under another name
    Copy(copy::CopyArgs),
    /// Remove a profile from both files
    Remove(remove::RemoveArgs),
}

impl ProfileArgs {
    /// The subcommand's name.
    pub fn name(&self) -> &'static str {
        match self.command {
            ProfileCommand::Add(_) => "add",
            ProfileCommand::List(_) => "list",
            ProfileCommand::Import(_) => "import",
            ProfileCommand::Check(_) => "check",
            ProfileCommand::Show(_) => "show",
            ProfileCommand::Set(_) => "set",
            ProfileCommand::Unset(_) => "unset",
            ProfileCommand::Rename(_) => "rename",
            ProfileCommand::Copy(_) => "copy",
            ProfileCommand::Remove(_) => "remove",
        }
    }
}

/// Runs the subcommand.
///
/// # Errors
/// As the subcommand has it.
pub fn run(args: ProfileArgs, context: Context<'_>) -> Outcome {
    match args.command {
        ProfileCommand::Add(args) => add::run(*args, context),
        ProfileCommand::List(args) => list::run(args, context),
        ProfileCommand::Import(args) => import::run(args, context),
        ProfileCommand::Check(args) => check::run(args, context),
        ProfileCommand::Show(args) => show::run(args, context),
        ProfileCommand::Set(args) => set::run(args, context),
        ProfileCommand::Unset(args) => unset::run(args, context),
        ProfileCommand::Rename(args) => rename::run(args, context),
        ProfileCommand::Copy(args) => copy::run(args, context),
        ProfileCommand::Remove(args) => remove::run(args, context),
    }
}
