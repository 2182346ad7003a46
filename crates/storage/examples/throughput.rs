//! How many check-ins are recorded, and latest results read, in a second.
//!
//! `cargo run --release -p pilotlight-storage --example throughput [DIRECTORY]`

mod shared;

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::{Duration, Instant};

use pilotlight_domain::{SupportDirectory, UnixMillis};
use pilotlight_storage::{Store, StoreConfig};
use shared::{AnyError, START, check_in, directory, person};

const TASKS: usize = 64;
const ROUND: Duration = Duration::from_secs(5);

#[tokio::main(flavor = "multi_thread", worker_threads = 2)]
async fn main() -> Result<(), AnyError> {
    let folder = match std::env::args().nth(1) {
        Some(directory) => tempfile::tempdir_in(directory)?,
        None => tempfile::tempdir()?,
    };
    let file = folder.path().join("throughput.db");
    let directory = Arc::new(directory()?);
    let config = StoreConfig::new(format!("sqlite://{}", file.display()));
    let store = Store::open(config, Arc::clone(&directory)).await?;
    let bench = Bench { store, directory, numbers: Arc::default() };
    say(&format!("opened, resident memory {}", resident_memory()));

    measure("record", &bench, |bench, number| async move {
        let new = check_in(number, &bench.directory)?;
        bench.store.record(new).await.map(drop).map_err(AnyError::from)
    })
    .await?;
    let recorded = bench.numbers.load(Ordering::Relaxed);
    say(&format!("{recorded} check-ins, one in ten red, each with a key"));
    report_files(&file)?;
    measure("latest", &bench, |bench, number| async move {
        bench.store.latest(&person(number)?).await.map(drop).map_err(AnyError::from)
    })
    .await?;
    measure("standing", &bench, |bench, number| async move {
        bench.store.standing(&person(number)?).await.map(drop).map_err(AnyError::from)
    })
    .await?;
    measure("context", &bench, |bench, number| async move {
        let (user, now) = (person(number)?, UnixMillis(START + number));
        bench.store.context(&user, "calm_01", now).await.map(drop).map_err(AnyError::from)
    })
    .await?;
    measure("metrics", &bench, |bench, number| async move {
        bench.store.metrics(&person(number)?, None, None).await.map(drop).map_err(AnyError::from)
    })
    .await?;
    measure(
        "both, as an app does: a context, a record and a latest",
        &bench,
        |bench, number| async move {
            let user = person(number)?;
            bench.store.context(&user, "calm_01", UnixMillis(START + number)).await?;
            bench.store.record(check_in(number, &bench.directory)?).await?;
            bench.store.latest(&user).await.map(drop).map_err(AnyError::from)
        },
    )
    .await?;
    report_files(&file)?;
    say(&format!("resident memory {}", resident_memory()));
    bench.store.close().await;
    Ok(())
}

/// What every task works on, and the number of its next piece of work.
#[derive(Clone)]
struct Bench {
    store: Store,
    directory: Arc<SupportDirectory>,
    numbers: Arc<AtomicI64>,
}

/// Keeps 64 tasks busy for a while.
async fn measure<W, F>(what: &str, bench: &Bench, work: W) -> Result<(), AnyError>
where
    W: Fn(Bench, i64) -> F + Copy + Send + Sync + 'static,
    F: Future<Output = Result<(), AnyError>> + Send,
{
    let (begun, cpu_before) = (Instant::now(), cpu_time());
    let mut tasks = tokio::task::JoinSet::new();
    for _ in 0..TASKS {
        let bench = bench.clone();
        tasks.spawn(async move {
            let (mut done, mut slowest) = (0_u32, Duration::ZERO);
            while begun.elapsed() < ROUND {
                let one = Instant::now();
                let number = bench.numbers.fetch_add(1, Ordering::Relaxed);
                work(bench.clone(), number).await?;
                slowest = slowest.max(one.elapsed());
                done += 1;
            }
            Ok::<_, AnyError>((done, slowest))
        });
    }
    let (mut done, mut slowest) = (0_u32, Duration::ZERO);
    while let Some(task) = tasks.join_next().await {
        let (of_task, slowest_of_task) = task??;
        done += of_task;
        slowest = slowest.max(slowest_of_task);
    }
    let per_second = f64::from(done) / begun.elapsed().as_secs_f64();
    let cpu_each = cpu_time().saturating_sub(cpu_before) / done.max(1);
    say(&format!(
        "{what}: {per_second:.0} a second, slowest {} ms, {} µs of processor time each",
        slowest.as_millis(),
        cpu_each.as_micros()
    ));
    Ok(())
}

fn report_files(file: &std::path::Path) -> Result<(), AnyError> {
    for suffix in ["", "-wal"] {
        let bytes = std::fs::metadata(format!("{}{suffix}", file.display()))?.len();
        say(&format!("  file{suffix}: {} MB", bytes / 1_000_000));
    }
    Ok(())
}

/// What this process has used so far, as Linux tells it, in hundredths of a second. It stays the
/// same where others use the machine as well.
fn cpu_time() -> Duration {
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let after_name = stat.rsplit(')').next().unwrap_or_default();
    let ticks =
        after_name.split_whitespace().skip(11).take(2).filter_map(|n| n.parse::<u64>().ok());
    Duration::from_millis(10 * ticks.sum::<u64>())
}

/// As Linux tells it.
fn resident_memory() -> String {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
    line.map_or_else(|| "unknown".to_owned(), |size| size.trim().to_owned())
}

#[expect(clippy::print_stdout, reason = "a benchmark's figures are its output")]
fn say(line: &str) {
    println!("{line}");
}
