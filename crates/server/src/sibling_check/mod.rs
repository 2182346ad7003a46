//! `pilotlight siblings check`: what running siblings answer otherwise than is assumed of them.

mod at_start;
mod inspection;
mod ml;
mod signals;
mod verdict;
mod video;

use std::path::PathBuf;
use std::time::Duration;

use anyhow::{Context, bail};
use clap::Args;
use pilotlight_clients::{Http, Probe};

pub(crate) use self::at_start::warn_of_stand_ins;
use self::inspection::Inspection;
use crate::cli::print;
use crate::settings::Settings;
use crate::siblings::Sibling;

/// Whose check-ins the calls are about: nobody's.
const USER: &str = "pilotlight-check";

/// A reply that nobody takes for strained.
const CALM: &str = "had a lovely slow morning, feeling rested and happy";

/// A reply that nobody takes for calm.
const STRAINED: &str = "I'm exhausted and stressed, I can't keep up and I dread tomorrow";

/// What to check, and with what.
#[derive(Debug, Clone, Args)]
pub(crate) struct CheckArgs {
    /// The siblings to call; all that have an address in the configuration, where none is named.
    #[arg(value_enum, value_name = "SIBLING")]
    siblings: Vec<Sibling>,
    /// Have signals send a real text to this phone; without it nothing that could send one is called.
    #[arg(long, value_name = "NUMBER")]
    phone: Option<String>,
    /// Have video analyse this recording of a face; a grey picture with one note, otherwise.
    #[arg(long, value_name = "PATH")]
    recording: Option<PathBuf>,
}

/// Calls the siblings and prints a line for each difference, of which any is an error.
pub(crate) fn run(settings: &Settings, args: &CheckArgs) -> anyhow::Result<()> {
    let siblings = chosen(settings, args)?;
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let (mut calls, mut differences) = (0, 0);
    for sibling in &siblings {
        let inspection = runtime.block_on(inspected(settings, args, *sibling))?;
        calls += inspection.calls;
        differences += inspection.found.len();
        let lines = inspection.found.iter().chain(&inspection.notes);
        lines.into_iter().try_for_each(|line| print(line))?;
    }
    let names: Vec<&str> = siblings.iter().map(|sibling| sibling.name()).collect();
    let called = format!("{calls} calls of {}", names.join(", "));
    match differences {
        0 => print(&format!("{called}: all is as assumed.")),
        1 => bail!("1 difference in {called}"),
        more => bail!("{more} differences in {called}"),
    }
}

/// The siblings that were named, or those that are turned on.
fn chosen(settings: &Settings, args: &CheckArgs) -> anyhow::Result<Vec<Sibling>> {
    let is_on = |sibling: &Sibling| !address(settings, *sibling).0.is_empty();
    if args.siblings.is_empty() {
        let on: Vec<Sibling> = Sibling::ALL.into_iter().filter(is_on).collect();
        anyhow::ensure!(!on.is_empty(), "signals.url, ml.url and video.url are empty");
        return Ok(on);
    }
    match args.siblings.iter().find(|sibling| !is_on(sibling)) {
        Some(off) => bail!("{}.url is empty", off.name()),
        None => Ok(Sibling::ALL.into_iter().filter(|one| args.siblings.contains(one)).collect()),
    }
}

async fn inspected(
    settings: &Settings,
    args: &CheckArgs,
    sibling: Sibling,
) -> anyhow::Result<Inspection> {
    let (url, timeout_ms) = address(settings, sibling);
    let key = || format!("{}.url", sibling.name());
    let probe = Probe::new(&Http::new()?, url).with_context(key)?;
    let timeout = Duration::from_millis(timeout_ms);
    let mut inspection = Inspection::new(sibling, sibling.view()?, probe, timeout);
    if !inspection.is_up().await {
        return Ok(inspection);
    }
    match sibling {
        Sibling::Signals => signals::inspect(&mut inspection, args.phone.as_deref()).await,
        Sibling::Ml => ml::inspect(&mut inspection, settings.ml_scale()).await,
        Sibling::Video => video::inspect(&mut inspection, args.recording.as_deref()).await?,
    }
    Ok(inspection)
}

/// Where a sibling is, and how long it has to answer.
fn address(settings: &Settings, sibling: Sibling) -> (&str, u64) {
    let Settings { signals, ml, video, .. } = settings;
    match sibling {
        Sibling::Signals => (&signals.url, signals.timeout_ms),
        Sibling::Ml => (&ml.url, ml.timeout_ms),
        Sibling::Video => (&video.url, video.timeout_ms),
    }
}
