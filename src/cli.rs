//! The command line: global flags around [`Command`], and the way from arguments to an exit code.

use std::ffi::OsString;
use std::path::PathBuf;

use clap::error::ErrorKind;
use clap::{CommandFactory, Parser};

use crate::commands::{Command, Context, Outcome};
use crate::environment::Environment;
use crate::error::Failure;
use crate::exit_code::{ExitCode, Kind};
use crate::ui::{self, Color, Format, Manner, Ui};

const ABOUT: &str = "From nothing to `pulumi up` with the AWS Native provider, as the right AWS identity";
const EXAMPLES: &str = "Examples:
  awsn-setup init                          set everything up, with questions
  awsn-setup profile add test-account      add a profile to ~/.aws
  awsn-setup config set region us-west-2   set an aws-native option of the stack
  awsn-setup verify                        prove who Pulumi will be
  awsn-setup verify --stack prod --expect-account 123456789012   the same in CI";

/// The whole command line.
#[derive(Debug, Parser)]
#[command(name = "awsn-setup", version, about = ABOUT, after_long_help = EXAMPLES, max_term_width = 100)]
#[command(subcommand_required = true, arg_required_else_help = true, infer_subcommands = false)]
pub struct Cli {
    /// How the result is written to stdout: `human` or `json` (`verify` also takes `junit` and `sarif`)
    #[arg(long, global = true, value_enum, default_value_t = Format::Human, hide_possible_values = true, value_name = "FORMAT")]
    pub format: Format,
    /// Never ask; fail with the name of the missing flag instead
    #[arg(long, global = true)]
    pub no_input: bool,
    /// Say only what went wrong
    #[arg(short, long, global = true)]
    pub quiet: bool,
    /// Say more
    #[arg(short, long, global = true)]
    pub verbose: bool,
    /// When to colour: auto, always or never
    #[arg(long, global = true, value_enum, default_value_t = Color::Auto, hide_possible_values = true, value_name = "WHEN")]
    pub color: Color,
    /// Run as if started in DIR
    #[arg(short = 'C', long, global = true, value_name = "DIR")]
    pub cwd: Option<PathBuf>,
    /// What to do
    #[command(subcommand)]
    pub command: Command,
}

/// Runs one command line, the program's name first, to its end: prints, and gives the exit code.
pub fn run(arguments: Vec<OsString>, env: &Environment) -> ExitCode {
    let cli = match Cli::try_parse_from(&arguments) {
        Ok(cli) => cli,
        Err(error) => return unparsed(&error, &arguments),
    };
    let name = cli.command.name();
    let manner =
        Manner { format: cli.format, color: cli.color, quiet: cli.quiet, verbose: cli.verbose, no_input: cli.no_input };
    let env = match &cli.cwd {
        Some(dir) => env.clone().with_cwd(dir),
        None => env.clone(),
    };
    let ui = Ui::new(&env, manner);
    let outcome = match refused(&cli, &env) {
        Some(failure) => Err(failure),
        None => cli.command.run(Context { env: &env, ui: &ui }),
    };
    finish(&name, &outcome, &ui)
}

fn refused(cli: &Cli, env: &Environment) -> Option<Failure> {
    if matches!(cli.format, Format::Junit | Format::Sarif) && !matches!(cli.command, Command::Verify(_)) {
        return Some(Failure::usage("only `verify` writes junit and sarif").hint("use `--format json`"));
    }
    let dir = cli.cwd.as_ref()?;
    (!env.cwd().is_dir()).then(|| Failure::usage(format!("there is no folder {}", dir.display())))
}

fn finish(name: &str, outcome: &Outcome, ui: &Ui) -> ExitCode {
    let failure = match outcome {
        Ok(report) => report.failure.as_ref(),
        Err(failure) => Some(failure),
    };
    match outcome {
        Ok(report) if report.other.is_some() => ui::print_out(report.other.as_deref().unwrap_or_default()),
        _ if ui.format() != Format::Human => {
            ui::print_out(&ui::document(name, outcome, &ui.warnings()).to_string());
        }
        Ok(report) => ui::print_out(&report.human),
        Err(_) => {}
    }
    if let (Err(_), Some(failure)) = (outcome, failure) {
        ui::print_err(&ui::failure_text(failure, ui.err()));
    }
    match outcome {
        Ok(report) => report.exit,
        Err(failure) => failure.exit_code(),
    }
}

/// Help and version go to stdout; everything else is a usage error, as a JSON document where one was asked for.
fn unparsed(error: &clap::Error, arguments: &[OsString]) -> ExitCode {
    if matches!(error.kind(), ErrorKind::DisplayHelp | ErrorKind::DisplayVersion) {
        let _ = error.print();
        return ExitCode::Ok;
    }
    if wants_json(arguments) {
        let text = error.render().to_string();
        let mut lines = text.lines();
        let message = lines.next().unwrap_or_default().trim_start_matches("error: ");
        let mut failure = Failure::new(Kind::Usage, message);
        failure.hints = lines.filter_map(|line| line.trim().strip_prefix("tip: ").map(str::to_owned)).collect();
        let outcome = Err(failure);
        ui::print_out(&ui::document(&typed_words(arguments), &outcome, &[]).to_string());
    }
    let _ = error.print();
    ExitCode::Usage
}

fn wants_json(arguments: &[OsString]) -> bool {
    let words: Vec<_> = arguments.iter().map(|word| word.to_string_lossy()).collect();
    words.iter().any(|word| word == "--format=json")
        || words.windows(2).any(|pair| pair[0] == "--format" && pair[1] == "json")
}

/// The subcommand words at the head of what was typed.
fn typed_words(arguments: &[OsString]) -> String {
    let mut command = Cli::command();
    let mut words = Vec::new();
    for word in arguments.iter().skip(1).map(|word| word.to_string_lossy()) {
        let Some(sub) = command.find_subcommand(&*word).cloned() else { continue };
        words.push(word.into_owned());
        command = sub;
    }
    words.join(" ")
}
