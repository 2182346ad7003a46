//! What can be seen of the one writer.

use pilotlight_storage::{Batch, Observer};
use prometheus::{Histogram, HistogramOpts, IntCounter, Registry};

/// Watches the batches of the writer.
#[derive(Debug, Clone)]
pub(super) struct WriterWatch {
    writes: Histogram,
    commits: Histogram,
    failures: IntCounter,
}

impl WriterWatch {
    pub(super) fn new(registry: &Registry) -> prometheus::Result<Self> {
        let writes = Histogram::with_opts(
            HistogramOpts::new(
                "pilotlight_writer_batch_size",
                "Writes that were made one transaction.",
            )
            .buckets(vec![1.0, 2.0, 4.0, 8.0, 16.0, 32.0, 64.0, 128.0, 256.0]),
        )?;
        let commits = Histogram::with_opts(
            HistogramOpts::new(
                "pilotlight_writer_commit_duration_seconds",
                "Time to see a transaction onto the disk.",
            )
            .buckets(vec![
                0.000_25, 0.000_5, 0.001, 0.002_5, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1.0, 5.0,
            ]),
        )?;
        let failures = IntCounter::new(
            "pilotlight_writer_failed_batches_total",
            "Transactions that failed as a whole, so that nothing of them is stored.",
        )?;
        registry.register(Box::new(writes.clone()))?;
        registry.register(Box::new(commits.clone()))?;
        registry.register(Box::new(failures.clone()))?;
        Ok(Self { writes, commits, failures })
    }
}

impl Observer for WriterWatch {
    fn batch(&self, batch: Batch) {
        let Batch { writes, commit } = batch;
        self.writes.observe(u32::try_from(writes).map_or(f64::INFINITY, f64::from));
        match commit {
            Some(took) => self.commits.observe(took.as_secs_f64()),
            None => self.failures.inc(),
        }
    }
}
