use std::sync::Arc;
use std::time::Duration;

use crate::observer::Observer;

/// Where the database is, and how much may be asked of it at once.
#[derive(Debug, Clone)]
pub struct StoreConfig {
    /// `sqlite://FILE`: `sqlite://pilotlight.db` in the working directory, or
    /// `sqlite:///var/lib/pilotlight/data.db`. The file and its directory are created where they
    /// are missing, for their owner alone.
    pub url: String,
    /// How many reads run at the same time, at least 1.
    pub readers: u32,
    /// How many writes may wait, at least 1; one more is told [`StorageError::Busy`](crate::StorageError::Busy) at once.
    pub queue: usize,
    /// How long to wait for another process that holds the file, or for a reader to become free.
    pub busy_timeout: Duration,
    /// Who watches the writer, if anybody does.
    pub observer: Option<Arc<dyn Observer>>,
}

impl StoreConfig {
    /// A configuration that suits one small server: 2 readers, 1024 waiting writes, 5 seconds.
    pub fn new(url: impl Into<String>) -> Self {
        let busy_timeout = Duration::from_secs(5);
        Self { url: url.into(), readers: 2, queue: 1024, busy_timeout, observer: None }
    }
}
