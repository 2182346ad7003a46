//! `pilotlight backup`: a copy that is known to be sound.

use std::path::PathBuf;

use anyhow::Context;
use clap::Args;
use pilotlight_storage::{Archive, Counts};

use super::{block_on, config};
use crate::cli::print;
use crate::settings::Settings;

/// Where to put the copy.
#[derive(Debug, Clone, Args)]
pub(crate) struct BackupArgs {
    /// The file to make; it must not be there yet.
    #[arg(value_name = "PATH")]
    path: PathBuf,
}

/// Copies the database while it may be in use, checks the copy and says what it holds.
pub(crate) fn run(settings: &Settings, args: &BackupArgs) -> anyhow::Result<()> {
    let copied = block_on(async {
        let copied = Archive::back_up(&config(settings), args.path.clone()).await;
        copied.with_context(|| format!("{} was not backed up", settings.masked_database_url()))
    });
    let Counts { users, check_ins, red, alerts } = copied?;
    print(&format!(
        "{} holds {users} people, {check_ins} check-ins ({red} red) and {alerts} alerts, and is sound.",
        args.path.display()
    ))
}
