//! `pilotlight demo`: four weeks of people who do not exist, by the real scorer.
//!
//! They check in as people do, with siblings that answer what is put down for them, into a database
//! of its own; that is then poured into the one of the settings, all or nothing. So no alert of theirs
//! is ever there for a server to send.

mod measures;
mod people;
mod play;
mod stage;

use anyhow::{Context, anyhow, ensure};
use clap::Args;
use jiff::ToSpan;
use jiff::civil::Date;
use pilotlight_domain::{Level, Score, UserId};
use pilotlight_storage::{StorageError, Store};
use tempfile::TempDir;

use crate::cli::print;
use crate::clock;
use crate::offline::block_on;
use crate::settings::Settings;

/// How long the demo is.
const DAYS: i64 = 28;

/// The first year in which it may end.
const FIRST_YEAR: i16 = 1971;

/// When the four weeks are.
#[derive(Debug, Clone, Copy, Args)]
pub(crate) struct DemoArgs {
    /// The day before which they end, such as 2026-01-31, and not after today; today in UTC, otherwise.
    #[arg(long, value_name = "DATE")]
    until: Option<Date>,
}

/// How a person stands at the end.
struct Standing {
    id: UserId,
    check_ins: u64,
    latest: Option<(Score, Level)>,
}

/// Fills a fresh database, and says who is in it.
pub(crate) fn run(settings: &Settings, args: &DemoArgs) -> anyhow::Result<()> {
    let until = args.until.unwrap_or_else(clock::today);
    // What people send on a later day must not be older than what the demo has.
    let today = clock::today();
    ensure!(
        until.year() >= FIRST_YEAR && until <= today,
        "--until {until}: must be a day from {FIRST_YEAR} on, and not after today, which is {today}"
    );
    let first = until.checked_sub(DAYS.days()).context("--until is too early")?;
    let folder = tempfile::tempdir().context("a folder for what is not whole yet")?;
    let everybody = block_on(fill(settings, first, &folder))?;
    print(&format!("{} holds four weeks of made-up people:", settings.masked_database_url()))?;
    everybody.iter().try_for_each(|person| print(&told(person)))?;
    let (host, port) = (&settings.server.host, settings.server.port);
    print(&format!(
        "`pilotlight serve` serves them, as at http://{host}:{port}/score/demo-red-week; \
         http://{host}:{port}/docs/ has the rest."
    ))
}

fn told(Standing { id, check_ins, latest }: &Standing) -> String {
    let noun = if *check_ins == 1 { "check-in" } else { "check-ins" };
    let now = latest.map(|(score, level)| format!(", now {score} {level}")).unwrap_or_default();
    format!("  {:<16} {check_ins:>2} {noun}{now}", id.as_str())
}

async fn fill(settings: &Settings, first: Date, folder: &TempDir) -> anyhow::Result<Vec<Standing>> {
    let path = folder.path().join("demo.db");
    let mut own = settings.clone();
    own.database.url = format!("sqlite://{}", path.display());
    let everybody = play::play(&own, first).await?;
    Store::pour(&settings.database.url, path).await.map_err(|error| refusal(settings, error))?;
    Ok(everybody)
}

/// Why the database is not taken, and what to do.
fn refusal(settings: &Settings, error: StorageError) -> anyhow::Error {
    const ANOTHER: &str = "name a fresh one, as in PILOTLIGHT__DATABASE__URL=sqlite://another.db";
    let database = settings.masked_database_url();
    match error {
        StorageError::NotEmpty => {
            anyhow!("{database} has people in it, and the demo goes to no real ones: {ANOTHER}")
        }
        StorageError::InUse => {
            anyhow!("{database} is in use: stop the server that has it, or {ANOTHER}")
        }
        other => anyhow!(other).context(format!("the database {database} cannot be used")),
    }
}
