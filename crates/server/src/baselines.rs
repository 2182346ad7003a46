//! Fetching TRIBE's baselines before anybody waits for them.
//!
//! The first call for a stimulus runs a model for up to 90 seconds. So a baseline is asked for in
//! the background, one at a time, at the start and when its stimulus is served. Check-ins go first:
//! ml has a pause after each, and is asked for none while it is left alone.

use std::collections::HashSet;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use pilotlight_clients::ml::TribeBaseline;
use pilotlight_storage::Baseline;
use tokio::sync::mpsc;

use crate::app::App;
use crate::clock;
use crate::siblings::Sibling;

/// The longest that a baseline is waited for: a cold model takes up to 90 seconds.
pub(crate) const PATIENCE: Duration = Duration::from_secs(120);

/// The shortest pause between two, and how often it is looked whether ml is called again.
const PAUSE: Duration = Duration::from_millis(50);
const LOOK_EVERY: Duration = Duration::from_millis(500);

/// Baselines waiting to be fetched, at most.
const QUEUE: usize = 64;

/// The ids that are stored or asked for, and the queue of those to fetch.
pub(crate) struct Baselines {
    known: Mutex<HashSet<String>>,
    queue: mpsc::Sender<String>,
    waiting: Mutex<Option<mpsc::Receiver<String>>>,
}

impl Baselines {
    /// Starts from the ids that are stored.
    pub(crate) fn new(stored: impl IntoIterator<Item = String>) -> Self {
        let (queue, waiting) = mpsc::channel(QUEUE);
        Self {
            known: Mutex::new(stored.into_iter().collect()),
            queue,
            waiting: Mutex::new(Some(waiting)),
        }
    }

    /// Asks for a baseline in the background, unless it is stored or asked for already.
    pub(crate) fn want(&self, stimulus_id: &str) {
        if self.known().insert(stimulus_id.to_owned())
            && self.queue.try_send(stimulus_id.to_owned()).is_err()
        {
            self.forget(stimulus_id);
        }
    }

    /// A baseline could not be had: it may be asked for again.
    fn forget(&self, stimulus_id: &str) {
        self.known().remove(stimulus_id);
    }

    fn known(&self) -> MutexGuard<'_, HashSet<String>> {
        self.known.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Fetches baselines, one at a time, as long as the server runs.
pub(crate) async fn run(app: &App) {
    let waiting = app.baselines.waiting.lock().unwrap_or_else(PoisonError::into_inner).take();
    let Some(mut waiting) = waiting else { return };
    for stimulus in app.catalogue.all() {
        app.baselines.want(&stimulus.id);
    }
    while let Some(stimulus_id) = waiting.recv().await {
        while app.siblings.rests(Sibling::Ml) {
            tokio::time::sleep(LOOK_EVERY).await;
        }
        let start = Instant::now();
        let fetched = app.siblings.ml.baseline(&stimulus_id, PATIENCE).await;
        app.siblings.note(&app.telemetry, Sibling::Ml, &fetched);
        let kept = match fetched {
            Ok(baseline) => keep(app, &stimulus_id, baseline).await,
            Err(_) => false,
        };
        if !kept {
            app.baselines.forget(&stimulus_id);
        }
        // As long as it took, so that ml has half of its time for others.
        tokio::time::sleep(start.elapsed().max(PAUSE)).await;
    }
}

/// Stores a baseline that ml gave; whether it is stored.
pub(crate) async fn keep(app: &App, stimulus_id: &str, baseline: TribeBaseline) -> bool {
    let TribeBaseline { regions, macro_groups, overall, total_timesteps, agent_summary, source } =
        baseline;
    let baseline = Baseline {
        stimulus_id: stimulus_id.to_owned(),
        regions,
        macro_groups,
        overall,
        total_timesteps: total_timesteps.and_then(|steps| i64::try_from(steps).ok()),
        agent_summary,
        source: source.unwrap_or_else(|| "tribe".to_owned()),
        fetched_at: clock::now(),
    };
    match app.store.put_baseline(baseline).await {
        Ok(()) => true,
        Err(error) => {
            tracing::warn!(error = %error, "a baseline could not be stored");
            false
        }
    }
}
