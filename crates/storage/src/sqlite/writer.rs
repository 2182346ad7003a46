//! The one writer: a thread that takes the writes that are waiting, makes them one transaction,
//! and answers each caller only when that transaction is on the disk.

mod job;

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use diesel::SqliteConnection;
use diesel::connection::SimpleConnection;
use tokio::sync::{mpsc, oneshot, watch};
use tracing::Instrument;

use self::job::{Job, Task};
use super::connection::{Connector, Role};
use super::fault::Fault;
use super::versions::{Touch, Versions};
use crate::error::StorageError;
use crate::observer::{Batch, Observer};

/// The most writes in one transaction.
const MOST_JOBS: usize = 256;

enum Message {
    Write(Box<dyn Job>),
    Close,
}

/// The callers' side of the writer.
pub(super) struct Writer {
    /// `None` only while being dropped.
    queue: Option<mpsc::Sender<Message>>,
    /// Changes never; its sender goes when the last write is on the disk.
    ended: watch::Receiver<()>,
    thread: Mutex<Option<JoinHandle<()>>>,
}

impl Writer {
    /// Starts the writer on a connection that is open already.
    pub(super) fn start(
        connector: Connector,
        connection: SqliteConnection,
        queue_length: usize,
        versions: Arc<Versions>,
        observer: Option<Arc<dyn Observer>>,
    ) -> Result<Self, StorageError> {
        let (queue, waiting) = mpsc::channel(queue_length.max(1));
        let (running, ended) = watch::channel(());
        let connection = Some(connection);
        let mut side = WriterThread { connector, connection, waiting, versions, observer };
        let thread = std::thread::Builder::new()
            .name("storage-writer".to_owned())
            .spawn(move || {
                side.run();
                drop(running);
                side.tidy_up();
            })
            .map_err(|error| StorageError::Unavailable(format!("no writer thread: {error}")))?;
        Ok(Self { queue: Some(queue), ended, thread: Mutex::new(Some(thread)) })
    }

    /// Queues a write and waits until it is on the disk. Once queued, it is carried out even when
    /// the caller goes away.
    pub(super) async fn write<T, W>(&self, touch: Touch, work: W) -> Result<T, StorageError>
    where
        T: Send + 'static,
        W: FnOnce(&mut SqliteConnection) -> Result<T, Fault> + Send + 'static,
    {
        self.write_touching(move |connection| Ok((work(connection)?, touch))).await
    }

    /// The same for a write of which only its result tells whom it is about. The touch goes with the
    /// result, and so away only after the commit, whoever listens.
    pub(super) async fn write_touching<T, W>(&self, work: W) -> Result<T, StorageError>
    where
        T: Send + 'static,
        W: FnOnce(&mut SqliteConnection) -> Result<(T, Touch), Fault> + Send + 'static,
    {
        let queue = self.queue.as_ref().ok_or(StorageError::Closed)?;
        let (reply, answer) = oneshot::channel();
        queue.try_send(Message::Write(Box::new(Task::new(work, reply)))).map_err(|error| {
            match error {
                mpsc::error::TrySendError::Full(_) => StorageError::Busy("the write queue is full"),
                mpsc::error::TrySendError::Closed(_) => StorageError::Closed,
            }
        })?;
        let answer = answer.instrument(tracing::debug_span!("storage_write")).await;
        let (written, _touch) = answer.unwrap_or_else(|_| {
            Err(StorageError::Internal("the writer gave no answer".to_owned()))
        })?;
        Ok(written)
    }

    /// How many writes are queued.
    pub(super) fn waiting(&self) -> usize {
        self.queue.as_ref().map_or(0, |queue| queue.max_capacity() - queue.capacity())
    }

    /// Takes no more writes, and waits until those that were taken are on the disk.
    pub(super) async fn close(&self) {
        if let Some(queue) = &self.queue {
            // An error says that it is closed already.
            let _ = queue.send(Message::Close).await;
        }
        let mut ended = self.ended.clone();
        while ended.changed().await.is_ok() {}
    }
}

impl Drop for Writer {
    /// Waits for the writer, so that a process that ends leaves nothing unwritten.
    fn drop(&mut self) {
        drop(self.queue.take());
        let thread = self.thread.get_mut().unwrap_or_else(PoisonError::into_inner).take();
        if let Some(thread) = thread
            && thread.join().is_err()
        {
            tracing::error!("the storage writer ended by a panic");
        }
    }
}

/// The thread's side of the writer.
struct WriterThread {
    connector: Connector,
    /// `None` after a failure.
    connection: Option<SqliteConnection>,
    waiting: mpsc::Receiver<Message>,
    /// They hear of every connection but the first.
    versions: Arc<Versions>,
    observer: Option<Arc<dyn Observer>>,
}

impl WriterThread {
    /// Serves until the queue is closed and empty.
    fn run(&mut self) {
        let mut messages = Vec::new();
        while self.waiting.blocking_recv_many(&mut messages, MOST_JOBS) > 0 {
            let mut jobs = Vec::with_capacity(messages.len());
            for message in messages.drain(..) {
                match message {
                    Message::Write(job) => jobs.push(job),
                    Message::Close => self.waiting.close(),
                }
            }
            // Whatever happens in here, the next batch is served. Jobs that were lost tell their
            // callers so by being dropped.
            if catch_unwind(AssertUnwindSafe(|| self.serve(jobs))).is_err() {
                tracing::error!("the storage writer panicked and goes on");
                self.connection = None;
            }
        }
    }

    fn serve(&mut self, mut jobs: Vec<Box<dyn Job>>) {
        if jobs.is_empty() {
            return;
        }
        let committed = self.commit(&mut jobs).map_err(|Fault(error)| error);
        if let Err(error) = &committed {
            tracing::error!(%error, writes = jobs.len(), "writes were not stored");
        }
        if let Some(observer) = &self.observer {
            observer.batch(Batch { writes: jobs.len(), commit: committed.as_ref().ok().copied() });
        }
        let committed = committed.map(drop);
        for job in jobs {
            job.answer(&committed);
        }
    }

    /// Runs the jobs as one transaction; how long its commit took. An error means that none of them
    /// is stored.
    fn commit(&mut self, jobs: &mut [Box<dyn Job>]) -> Result<Duration, Fault> {
        let connection = match &mut self.connection {
            Some(connection) => connection,
            closed => {
                let connection = closed.insert(self.connector.connect(Role::Writer)?);
                self.versions.reconnected();
                connection
            }
        };
        let is_in_place = self.connector.verify().map_err(Fault);
        let result = is_in_place.and_then(|()| transaction(connection, jobs));
        if result.is_err() {
            // Closing it undoes whatever is still open, and a new one knows nothing of the failure.
            self.connection = None;
        }
        result
    }

    /// Puts everything into the one file, as far as nobody else is using it: whoever reads a backup
    /// from it is not waited for.
    fn tidy_up(&mut self) {
        if let Some(connection) = &mut self.connection {
            let _ = connection
                .batch_execute("PRAGMA busy_timeout = 0; PRAGMA wal_checkpoint(TRUNCATE)");
        }
    }
}

/// Transactions and savepoints are spelled out here: diesel's own bookkeeping cannot see that
/// SQLite has undone a whole transaction, and would begin a second one for the next job.
fn transaction(
    connection: &mut SqliteConnection,
    jobs: &mut [Box<dyn Job>],
) -> Result<Duration, Fault> {
    connection.batch_execute("BEGIN IMMEDIATE")?;
    for job in jobs {
        connection.batch_execute("SAVEPOINT job")?;
        if job.run(connection) {
            connection.batch_execute("RELEASE job")?;
        } else if connection.batch_execute("ROLLBACK TO job; RELEASE job").is_err() {
            // On a full disk, among others, SQLite undoes the whole transaction. Then those that
            // went well before are gone too, and are told why.
            return Err(Fault(job.failure()));
        }
    }
    let start = Instant::now();
    connection.batch_execute("COMMIT")?;
    Ok(start.elapsed())
}

#[cfg(test)]
mod tests;
