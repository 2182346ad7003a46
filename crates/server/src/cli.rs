//! The command line.

use std::io::Write;
use std::path::PathBuf;

use clap::{Parser, Subcommand};
use jiff::civil::Date;
use pilotlight_contract::support;
use pilotlight_storage::Store;

use crate::demo::{self, DemoArgs};
use crate::offline::{self, BackupArgs, ReplayArgs};
use crate::settings::Settings;
use crate::sibling_check::CheckArgs;
use crate::stand_ins::ServeArgs;
use crate::{clock, openapi, serve, sibling_check, stand_ins};

/// Pilotlight: a check-engine light for burnout.
#[derive(Debug, Parser)]
#[command(name = "pilotlight", version)]
pub(crate) struct Cli {
    /// The configuration file; `pilotlight.toml` where it is there, otherwise.
    #[arg(long, global = true, value_name = "PATH")]
    pub(crate) config: Option<PathBuf>,

    /// What to do; `serve` where nothing is said.
    #[command(subcommand)]
    pub(crate) command: Option<Command>,
}

/// What the binary can do.
#[derive(Debug, Clone, Subcommand)]
pub(crate) enum Command {
    /// Serve HTTP until it is told to stop.
    Serve,
    /// Print the OpenAPI description.
    Openapi,
    /// Bring the database to the current schema, and stop.
    Migrate,
    /// Copy the database while it may be in use, and check the copy.
    Backup(BackupArgs),
    /// Check the database: the file, its invariants, every check-in.
    Check,
    /// Compute stored check-ins again, and print where today's rules find otherwise.
    Replay(ReplayArgs),
    /// Fill a fresh database with four weeks of made-up people, to build a frontend on.
    Demo(DemoArgs),
    /// Print the configuration in force, secrets masked.
    Config,
    /// The registry of human support that is built in.
    #[command(subcommand)]
    Support(SupportCommand),
    /// The sibling services: signals, ml and video.
    #[command(subcommand)]
    Siblings(SiblingsCommand),
}

/// What can be done with the sibling services.
#[derive(Debug, Clone, Subcommand)]
pub(crate) enum SiblingsCommand {
    /// Call running siblings, and print what they answer otherwise than Pilotlight assumes.
    Check(CheckArgs),
    /// Stand in for all three, for development: what they answer is made up, and says so.
    ///
    /// They listen on 127.0.0.1 alone, send nothing anywhere, and keep nothing but for whom a phone
    /// was registered. A line for each says where it is.
    Serve(ServeArgs),
}

/// What can be done with the registry of human support.
#[derive(Debug, Clone, Copy, Subcommand)]
pub(crate) enum SupportCommand {
    /// Warn of every entry that was last compared with its sources more than a year ago.
    Check {
        /// The day to go by, such as 2027-01-31; today in UTC, otherwise.
        #[arg(long, value_name = "DATE")]
        on: Option<Date>,
    },
}

/// Does what the command line says.
pub(crate) fn run(cli: Cli) -> anyhow::Result<()> {
    let settings = || Settings::load(cli.config.as_deref());
    match cli.command.unwrap_or(Command::Serve) {
        Command::Serve => serve::run(settings()?),
        Command::Openapi => print(&openapi::to_json()?),
        Command::Migrate => migrate(&settings()?),
        Command::Backup(args) => offline::back_up(&settings()?, &args),
        Command::Check => offline::check(&settings()?),
        Command::Replay(args) => offline::replay(&settings()?, &args),
        Command::Demo(args) => demo::run(&settings()?, &args),
        Command::Config => print(&settings()?.to_toml()?),
        Command::Support(SupportCommand::Check { on }) => check_support(on),
        Command::Siblings(SiblingsCommand::Check(args)) => sibling_check::run(&settings()?, &args),
        Command::Siblings(SiblingsCommand::Serve(args)) => stand_ins::run(&args),
    }
}

/// Prints a document on standard output. A reader that has gone away is no error.
pub(crate) fn print(text: &str) -> anyhow::Result<()> {
    match writeln!(std::io::stdout().lock(), "{}", text.trim_end()) {
        Err(error) if error.kind() == std::io::ErrorKind::BrokenPipe => Ok(()),
        done => Ok(done?),
    }
}

/// Brings the database to the current schema.
fn migrate(settings: &Settings) -> anyhow::Result<()> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_time().build()?;
    let taken = runtime.block_on(Store::migrate(&settings.database.url))?;
    for migration in &taken {
        print(&format!("took {migration}"))?;
    }
    print(&format!("{} is at the current schema.", settings.masked_database_url()))
}

/// Warns of entries of the registry of support that nobody has checked for a year. They are no
/// error: an old number is most likely still right, and better than none.
fn check_support(on: Option<Date>) -> anyhow::Result<()> {
    let stale = support::stale(on.unwrap_or_else(clock::today))?;
    for entry in &stale {
        print(&format!("warning: {entry}, more than a year ago"))?;
    }
    print(&format!("support.json: entries to check again: {}", stale.len()))
}
