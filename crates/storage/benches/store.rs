//! What the store costs: `cargo bench -p pilotlight-storage`.
//!
//! Of 2000 people with 30 check-ins each. A record alone waits for the disk; of 64 at once, many
//! share a transaction.

#[path = "../examples/shared/mod.rs"]
mod shared;

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use pilotlight_domain::{SupportDirectory, UnixMillis};
use pilotlight_storage::{Store, StoreConfig};
use shared::{AnyError, START, check_in, directory, person};
use tokio::runtime::Runtime;
use tokio::task::JoinSet;

const STORED: i64 = 60_000;
const AT_ONCE: i64 = 64;

/// A store, and the number of the next check-in.
struct Bench {
    runtime: Runtime,
    store: Store,
    directory: Arc<SupportDirectory>,
    next: AtomicI64,
    _folder: tempfile::TempDir,
}

impl Bench {
    fn new() -> Result<Self, AnyError> {
        let runtime =
            tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_time().build()?;
        let folder = tempfile::tempdir()?;
        let directory = Arc::new(directory()?);
        let url = format!("sqlite://{}", folder.path().join("bench.db").display());
        let open = Store::open(StoreConfig::new(url), Arc::clone(&directory));
        let store = runtime.block_on(open)?;
        let bench = Self { runtime, store, directory, next: AtomicI64::new(0), _folder: folder };
        for _ in 0..STORED / 500 {
            bench.record(500)?;
        }
        Ok(bench)
    }

    /// Records some at once.
    fn record(&self, count: i64) -> Result<(), AnyError> {
        self.runtime.block_on(async {
            let mut tasks = JoinSet::new();
            for _ in 0..count {
                let number = self.next.fetch_add(1, Ordering::Relaxed);
                let (store, new) = (self.store.clone(), check_in(number, &self.directory)?);
                tasks.spawn(async move { store.record(new).await });
            }
            while let Some(recorded) = tasks.join_next().await {
                recorded??;
            }
            Ok(())
        })
    }
}

fn store(c: &mut Criterion) {
    let Ok(bench) = Bench::new() else { return eprintln!("no store could be made") };
    let mut group = c.benchmark_group("store");
    group.bench_function("record", |b| b.iter(|| bench.record(1)));
    group.throughput(Throughput::Elements(u64::try_from(AT_ONCE).unwrap_or(1)));
    group.bench_function("record, 64 at once", |b| b.iter(|| bench.record(AT_ONCE)));
    group.throughput(Throughput::Elements(1));
    let (run, store) = (&bench.runtime, &bench.store);
    let anybody = || person(bench.next.fetch_add(1, Ordering::Relaxed));
    group.bench_function("context", |b| {
        let now = UnixMillis(START + STORED);
        b.iter(|| {
            let user = anybody()?;
            run.block_on(store.context(&user, "calm_01", now)).map_err(AnyError::from)
        });
    });
    group.bench_function("latest", |b| {
        b.iter(|| run.block_on(store.latest(&anybody()?)).map_err(AnyError::from));
    });
    group.bench_function("standing", |b| {
        b.iter(|| run.block_on(store.standing(&anybody()?)).map_err(AnyError::from));
    });
    group.bench_function("history of 30", |b| {
        b.iter(|| run.block_on(store.history(&anybody()?, 30, None)).map_err(AnyError::from));
    });
    group.bench_function("metrics", |b| {
        b.iter(|| run.block_on(store.metrics(&anybody()?, None, None)).map_err(AnyError::from));
    });
}

criterion_group!(benches, store);
criterion_main!(benches);
