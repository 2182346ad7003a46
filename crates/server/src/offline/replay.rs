//! `pilotlight replay`: stored check-ins, computed again.

use std::collections::BTreeMap;

use anyhow::{Context, bail};
use clap::Args;
use pilotlight_contract::time::{Moment, read as read_time};
use pilotlight_domain::{Difference, SCORER_VERSION, UserId, replay};
use pilotlight_storage::{Content, Place, Stored};

use super::{PAGE, behind, block_on, open};
use crate::cli::print;
use crate::settings::Settings;

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

/// What came of all, by the version of the scorer.
#[derive(Default)]
struct Replayed {
    tallies: BTreeMap<String, Tally>,
    unreadable: u64,
}

/// Computes check-ins again and prints where today's rules differ from what was found then. A
/// difference within one version of the rules is an error.
pub(crate) fn run(settings: &Settings, args: &ReplayArgs) -> anyhow::Result<()> {
    let Replayed { tallies, unreadable } = block_on(replay_all(settings, args))?;
    let total: u64 = tallies.values().map(|tally| tally.total).sum();
    print(&format!("{total} check-ins computed again by scorer {SCORER_VERSION}."))?;
    for (version, Tally { total, differing }) in &tallies {
        print(&format!("  of {total} by scorer {version}, {differing} differ"))?;
    }
    if unreadable > 0 {
        bail!("{unreadable} check-ins cannot be read: see `pilotlight check`");
    }
    match tallies.get(SCORER_VERSION) {
        Some(Tally { differing: 1.., .. }) => bail!(
            "the same version must find the same: either the database was changed by hand, or the \
             rules were changed without their version"
        ),
        _ => Ok(()),
    }
}

async fn replay_all(settings: &Settings, args: &ReplayArgs) -> anyhow::Result<Replayed> {
    let user = args.user.as_deref().map(UserId::new).transpose().context("--user")?;
    let since = args.since.as_deref().map(|since| {
        let given = read_time(since).map(|given| given.moment);
        given.context("--since must be a time after RFC 3339, such as 2026-11-22T08:30:00Z")
    });
    let since = since.transpose()?;
    let archive = open(settings).await?;
    let mut replayed = Replayed::default();
    let mut after = None;
    loop {
        let page = archive.page(user.as_ref(), since, after, PAGE).await?;
        page.iter().try_for_each(|stored| replayed.take(stored))?;
        after = behind(&page);
        if after.is_none() {
            return Ok(replayed);
        }
    }
}

impl Replayed {
    fn take(&mut self, Stored { place, content }: &Stored) -> anyhow::Result<()> {
        let Ok(Content { check_in, evidence }) = content else {
            self.unreadable += 1;
            return Ok(());
        };
        let finding = check_in.assessment.finding();
        let tally = self.tallies.entry(finding.scorer_version.clone()).or_default();
        let differences = replay(evidence, finding);
        tally.total += 1;
        tally.differing += u64::from(!differences.is_empty());
        differences.iter().try_for_each(|difference| print_difference(place, difference))
    }
}

fn print_difference(place: &Place, difference: &Difference) -> anyhow::Result<()> {
    let Place { user_id, answered_at, check_in_id } = place;
    let (user, answered) = (user_id.as_str(), Moment::from(*answered_at));
    let Difference { field, stored, now } = difference;
    print(&format!("{user} {answered} {check_in_id} {field}: {stored} -> {now}"))
}
