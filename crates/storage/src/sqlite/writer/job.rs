use std::panic::{AssertUnwindSafe, catch_unwind};

use diesel::SqliteConnection;
use tokio::sync::oneshot;

use crate::error::StorageError;
use crate::sqlite::fault::Fault;

/// One write of a batch.
pub(super) trait Job: Send {
    /// Does the write, and says whether it is to be kept.
    fn run(&mut self, connection: &mut SqliteConnection) -> bool;

    /// Why it is not to be kept.
    fn failure(&self) -> StorageError;

    /// Tells the caller, now that it is known what became of the whole batch.
    fn answer(self: Box<Self>, committed: &Result<(), StorageError>);
}

/// A write, its result once it ran, and who waits for that.
pub(super) struct Task<T, W> {
    work: Option<W>,
    result: Option<Result<T, StorageError>>,
    reply: oneshot::Sender<Result<T, StorageError>>,
}

impl<T, W> Task<T, W> {
    pub(super) const fn new(work: W, reply: oneshot::Sender<Result<T, StorageError>>) -> Self {
        Self { work: Some(work), result: None, reply }
    }
}

impl<T, W> Job for Task<T, W>
where
    T: Send,
    W: FnOnce(&mut SqliteConnection) -> Result<T, Fault> + Send,
{
    fn run(&mut self, connection: &mut SqliteConnection) -> bool {
        let Some(work) = self.work.take() else { return false };
        let result = catch_unwind(AssertUnwindSafe(|| work(connection)))
            .unwrap_or_else(|_| Err(Fault(StorageError::Internal("a write panicked".to_owned()))))
            .map_err(|Fault(error)| error);
        self.result.insert(result).is_ok()
    }

    fn failure(&self) -> StorageError {
        match &self.result {
            Some(Err(error)) => error.clone(),
            _ => StorageError::Internal("the transaction was lost".to_owned()),
        }
    }

    fn answer(self: Box<Self>, committed: &Result<(), StorageError>) {
        let Self { work: _, result, reply } = *self;
        let answer = match (result, committed) {
            (Some(Err(own)), _) => Err(own),
            (_, Err(of_all)) => Err(of_all.clone()),
            (Some(stored), Ok(())) => stored,
            (None, Ok(())) => Err(StorageError::Internal("a write was not run".to_owned())),
        };
        // A caller that has gone away is told nothing; the write stands.
        let _ = reply.send(answer);
    }
}
