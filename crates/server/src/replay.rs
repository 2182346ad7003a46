//! `pilotlight replay`: stored check-ins, computed again.

use std::collections::BTreeMap;
use std::sync::Arc;

use anyhow::{Context, bail};
use clap::Args;
use pilotlight_contract::time::{read as read_time, timestamp};
use pilotlight_domain::{CheckIn, Difference, SCORER_VERSION, UserId, replay};
use pilotlight_storage::{Archive, Place, StoreConfig, Stored};

use crate::app::directory;
use crate::cli::print;
use crate::settings::Settings;

/// How many check-ins are held at once.
const PAGE: u32 = 500;

/// Which check-ins to compute again; all where nothing is said.
#[derive(Debug, Clone, Args)]
pub(crate) struct ReplayArgs {
    /// Of one person alone.
    #[arg(long, value_name = "ID")]
    user: Option<String>,
    /// Answered at this time or later, after RFC 3339.
    #[arg(long, value_name = "TIME")]
    since: Option<String>,
}

/// What came of the check-ins of one version of the scorer.
#[derive(Default)]
struct Tally {
    total: u64,
    differing: u64,
}

/// Computes check-ins again and prints where today's rules differ from what was found then. A
/// difference within one version of the rules is an error.
pub(crate) fn run(settings: &Settings, args: &ReplayArgs) -> anyhow::Result<()> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_time().build()?;
    let tallies = runtime.block_on(replay_all(settings, args))?;
    let total: u64 = tallies.values().map(|tally| tally.total).sum();
    print(&format!("{total} check-ins computed again by scorer {SCORER_VERSION}."))?;
    for (version, Tally { total, differing }) in &tallies {
        print(&format!("  of {total} by scorer {version}, {differing} differ"))?;
    }
    match tallies.get(SCORER_VERSION) {
        Some(Tally { differing: 1.., .. }) => bail!(
            "the same version must find the same: either the database was changed by hand, or the \
             rules were changed without their version"
        ),
        _ => Ok(()),
    }
}

async fn replay_all(
    settings: &Settings,
    args: &ReplayArgs,
) -> anyhow::Result<BTreeMap<String, Tally>> {
    let user = args.user.as_deref().map(UserId::new).transpose().context("--user")?;
    let since = args.since.as_deref().map(|since| {
        let given = read_time(since).map(|given| given.moment);
        given.context("--since must be a time after RFC 3339, such as 2026-11-22T08:30:00Z")
    });
    let since = since.transpose()?;
    let config = StoreConfig::new(&settings.database.url);
    let archive = Archive::open(config, Arc::new(directory(settings)?)).await?;
    let mut tallies = BTreeMap::<String, Tally>::new();
    let mut after = None;
    loop {
        let page = archive.page(user.as_ref(), since, after, PAGE).await?;
        let Some(last) = page.last() else { return Ok(tallies) };
        after = Some(place_of(&last.check_in));
        for Stored { check_in, evidence } in &page {
            let finding = check_in.assessment.finding();
            let tally = tallies.entry(finding.scorer_version.clone()).or_default();
            let differences = replay(evidence, finding);
            tally.total += 1;
            tally.differing += u64::from(!differences.is_empty());
            print_differences(check_in, &differences)?;
        }
    }
}

fn place_of(check_in: &CheckIn) -> Place {
    Place {
        user_id: check_in.user_id.clone(),
        answered_at: check_in.answered_at,
        check_in_id: check_in.id.clone(),
    }
}

fn print_differences(check_in: &CheckIn, differences: &[Difference]) -> anyhow::Result<()> {
    let (user, id) = (check_in.user_id.as_str(), &check_in.id);
    let answered = timestamp(check_in.answered_at);
    for Difference { field, stored, now } in differences {
        print(&format!("{user} {answered} {id} {field}: {stored} -> {now}"))?;
    }
    Ok(())
}
