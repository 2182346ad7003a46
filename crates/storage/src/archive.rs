use std::sync::Arc;

use pilotlight_domain::{SupportDirectory, UnixMillis, UserId};

use crate::error::StorageError;
use crate::location::Location;
use crate::model::{Place, Stored};
use crate::sqlite;
use crate::store::{StoreConfig, blocking};

/// A database that is only read, as a whole; a server may be using it meanwhile.
pub struct Archive {
    backend: sqlite::Archive,
}

impl Archive {
    /// Opens a database that is there already, and whose schema is this version's.
    ///
    /// # Errors
    /// [`StorageError::Unavailable`] where there is none, [`StorageError::Migration`] where its
    /// schema is another version's.
    pub async fn open(
        config: StoreConfig,
        directory: Arc<SupportDirectory>,
    ) -> Result<Self, StorageError> {
        let StoreConfig { url, busy_timeout, .. } = config;
        let Location::Sqlite(path) = Location::parse(&url)?;
        let open = move || sqlite::Archive::open(&path, busy_timeout, directory);
        Ok(Self { backend: blocking(open).await? })
    }

    /// At most `most` check-ins with what they were computed from, in the order of their
    /// [`Place`]s: of one person or of all, answered at `since` or later, behind `after`.
    ///
    /// # Errors
    /// Any [`StorageError`] of a read.
    pub async fn page(
        &self,
        user: Option<&UserId>,
        since: Option<UnixMillis>,
        after: Option<Place>,
        most: u32,
    ) -> Result<Vec<Stored>, StorageError> {
        self.backend.page(user, since, after, most).await
    }
}
