//! What the binary does with a database besides serving it; a server may be using it meanwhile.

mod backup;
mod check;
mod replay;

use std::sync::Arc;

use anyhow::Context;
use pilotlight_storage::{Archive, Place, StoreConfig, Stored};

pub(crate) use self::backup::{BackupArgs, run as back_up};
pub(crate) use self::check::run as check;
pub(crate) use self::replay::{ReplayArgs, run as replay};
use crate::app::directory;
use crate::settings::Settings;

/// How many check-ins are held at once.
const PAGE: u32 = 500;

/// Runs something on a runtime of its own.
pub(crate) fn block_on<T>(work: impl Future<Output = anyhow::Result<T>>) -> anyhow::Result<T> {
    tokio::runtime::Builder::new_current_thread().enable_time().build()?.block_on(work)
}

fn config(settings: &Settings) -> StoreConfig {
    StoreConfig::new(&settings.database.url)
}

async fn open(settings: &Settings) -> anyhow::Result<Archive> {
    let archive = Archive::open(config(settings), Arc::new(directory(settings)?)).await;
    archive
        .with_context(|| format!("the database {} cannot be used", settings.masked_database_url()))
}

/// Where the next page begins, if there is one.
fn behind(page: &[Stored]) -> Option<Place> {
    page.last().map(|last| last.place.clone())
}
