//! The `pilotlight` binary.
#![forbid(unsafe_code)]

mod alerts;
mod answers;
mod app;
mod baselines;
mod checkin;
mod cli;
mod clock;
mod dispatcher;
mod error;
mod escalation;
mod extract;
mod guests;
mod handlers;
mod http;
mod logs;
mod offline;
mod openapi;
mod origins;
mod repeats;
mod routes;
mod serve;
mod settings;
mod siblings;
mod stopping;
mod telemetry;
mod video;

use std::process::ExitCode;

use clap::Parser;
use cli::{Cli, Command, SupportCommand};
use settings::Settings;

fn main() -> ExitCode {
    match run(Cli::parse()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            // Said to whoever starts it, in one line: a backtrace would bury what is allowed.
            eprintln!("pilotlight: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run(cli: Cli) -> anyhow::Result<()> {
    match cli.command.unwrap_or(Command::Serve) {
        Command::Serve => serve::run(Settings::load(cli.config.as_deref())?),
        Command::Openapi => cli::print(&openapi::to_json()?),
        Command::Migrate => cli::migrate(&Settings::load(cli.config.as_deref())?),
        Command::Backup(args) => offline::back_up(&Settings::load(cli.config.as_deref())?, &args),
        Command::Check => offline::check(&Settings::load(cli.config.as_deref())?),
        Command::Replay(args) => offline::replay(&Settings::load(cli.config.as_deref())?, &args),
        Command::Config => cli::print(&Settings::load(cli.config.as_deref())?.to_toml()?),
        Command::Support(SupportCommand::Check { on }) => cli::check_support(on),
    }
}
