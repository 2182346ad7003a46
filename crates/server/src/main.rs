//! The `pilotlight` binary.
#![forbid(unsafe_code)]

mod alerts;
mod answers;
mod app;
mod baselines;
mod checkin;
mod cli;
mod clock;
mod demo;
mod dispatcher;
mod error;
mod escalation;
mod events;
mod extract;
mod guests;
mod guide;
mod handlers;
mod http;
mod ids;
mod logs;
mod offline;
mod openapi;
mod origins;
mod repeats;
mod routes;
mod serve;
mod settings;
mod sibling_check;
mod siblings;
mod stand_ins;
mod stopping;
mod telemetry;
mod unchanged;
mod video;

use std::process::ExitCode;

use clap::Parser;
use cli::Cli;

fn main() -> ExitCode {
    match cli::run(Cli::parse()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            // Said to whoever starts it, in one line: a backtrace would bury what is allowed.
            eprintln!("pilotlight: {error:#}");
            ExitCode::FAILURE
        }
    }
}
