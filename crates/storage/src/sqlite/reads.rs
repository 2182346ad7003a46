use std::collections::VecDeque;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use diesel::SqliteConnection;
use diesel::r2d2::{ConnectionManager, Pool};
use tokio::sync::{Semaphore, oneshot};
use tracing::Instrument;

use super::connection::Connector;
use super::fault::{Fault, of_message};
use crate::error::StorageError;

/// A query that waits for a connection, or for the reason why there is none.
type Query = Box<dyn FnOnce(Result<&mut SqliteConnection, StorageError>) + Send>;

/// Read-only connections, each used by one blocking thread at a time.
///
/// A thread that has a connection goes on with what is waiting until nothing is: under load, a
/// thread a query would cost more than the queries.
#[derive(Clone)]
pub(super) struct Readers {
    pool: Pool<ConnectionManager<SqliteConnection>>,
    /// One for each connection: no thread ever waits for the pool.
    permits: Arc<Semaphore>,
    waiting: Arc<Mutex<VecDeque<Query>>>,
    patience: Duration,
}

impl Readers {
    /// Opens the first connection; the others are opened when they are needed, and closed again
    /// when they have been idle for a while.
    pub(super) fn open(connector: &Connector, readers: u32) -> Result<Self, StorageError> {
        let readers = readers.max(1);
        let patience = connector.busy_timeout();
        let pool = Pool::builder()
            .max_size(readers)
            .min_idle(Some(1))
            .test_on_check_out(false)
            .max_lifetime(None)
            .idle_timeout(Some(Duration::from_secs(60)))
            // Sooner than a caller's patience ends, so that it hears the reason.
            .connection_timeout(patience / 2)
            .connection_customizer(Box::new(connector.clone()))
            .build(ConnectionManager::new(connector.uri()))
            .map_err(|error| no_connection(&error))?;
        let permits = usize::try_from(readers).unwrap_or(Semaphore::MAX_PERMITS);
        let permits = Arc::new(Semaphore::new(permits));
        Ok(Self { pool, permits, waiting: Arc::default(), patience })
    }

    /// Runs a query on a blocking thread.
    pub(super) async fn read<T, Q>(&self, query: Q) -> Result<T, StorageError>
    where
        T: Send + 'static,
        Q: FnOnce(&mut SqliteConnection) -> Result<T, Fault> + Send + 'static,
    {
        let (reply, answer) = oneshot::channel();
        self.waiting().push_back(Box::new(move |connection| {
            if reply.is_closed() {
                return;
            }
            let result = connection.and_then(|c| query(c).map_err(|Fault(error)| error));
            // A caller that went away in the meantime is told nothing.
            let _ = reply.send(result);
        }));
        if let Ok(permit) = Arc::clone(&self.permits).try_acquire_owned() {
            let readers = self.clone();
            drop(tokio::task::spawn_blocking(move || {
                readers.run_what_waits();
                drop(permit);
                // What came after the last look, and found no permit, must not be left behind.
                readers.run_if_free();
            }));
        }
        let answer = tokio::time::timeout(self.patience, answer);
        match answer.instrument(tracing::debug_span!("storage_read")).await {
            Ok(Ok(result)) => result,
            Ok(Err(_)) => Err(StorageError::Internal("a read panicked".to_owned())),
            Err(_) => Err(StorageError::Busy("no reader became free in time")),
        }
    }

    fn waiting(&self) -> MutexGuard<'_, VecDeque<Query>> {
        self.waiting.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Whoever holds all permits does as much after giving one back.
    fn run_if_free(&self) {
        while !self.waiting().is_empty() {
            let Ok(_permit) = self.permits.try_acquire() else { return };
            self.run_what_waits();
        }
    }

    fn run_what_waits(&self) {
        while self.run_until_a_panic() {}
    }

    /// `false` when nothing waits any more. After a panic, whatever the query was in the middle of
    /// goes with its connection.
    fn run_until_a_panic(&self) -> bool {
        let mut connection = self.pool.get().map_err(|error| no_connection(&error));
        loop {
            let Some(query) = self.waiting().pop_front() else { return false };
            let on = connection.as_mut().map(|c| &mut **c).map_err(|error| error.clone());
            if catch_unwind(AssertUnwindSafe(|| query(on))).is_err() {
                return true;
            }
        }
    }
}

fn no_connection(error: &diesel::r2d2::PoolError) -> StorageError {
    match of_message(&error.to_string()) {
        StorageError::Internal(message) => StorageError::Unavailable(message),
        known => known,
    }
}

#[cfg(test)]
mod tests;
