use std::fmt::Debug;
use std::time::Duration;

/// What became of the writes that were made one transaction.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Batch {
    /// How many writes it was made of, at least 1.
    pub writes: usize,
    /// How long the commit took, from asking SQLite for it until it was on the disk; `None` where
    /// nothing was committed.
    pub commit: Option<Duration>,
}

/// Watches the writer. It is called on the writer's own thread, before the callers have their
/// answers: what it takes, every write takes.
pub trait Observer: Debug + Send + Sync {
    /// A batch was committed, or failed as a whole.
    fn batch(&self, batch: Batch);
}
