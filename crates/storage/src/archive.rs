use std::path::PathBuf;
use std::sync::Arc;

use pilotlight_domain::{SupportDirectory, UnixMillis, UserId};

use crate::config::StoreConfig;
use crate::error::StorageError;
use crate::location::Location;
use crate::model::{Counts, Place, Stored};
use crate::sqlite;
use crate::store::blocking;

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

    /// What is wrong with the database as a whole, in words without personal data: what SQLite's
    /// own check finds, references to nothing, and broken invariants such as a red check-in without
    /// an alert. Empty where all is well.
    ///
    /// # Errors
    /// Any [`StorageError`] of a read.
    pub async fn faults(&self) -> Result<Vec<String>, StorageError> {
        self.backend.faults().await
    }

    /// How many values of which column cannot be read, in words without personal data, besides what
    /// [`Archive::page`] tells of each check-in: how people type, their settings, what videos
    /// measured, baselines, what is answered again. Empty where all can be.
    ///
    /// # Errors
    /// Any [`StorageError`] of a read.
    pub async fn unreadable(&self) -> Result<Vec<String>, StorageError> {
        self.backend.unreadable().await
    }

    /// How many rows there are.
    ///
    /// # Errors
    /// Any [`StorageError`] of a read.
    pub async fn counts(&self) -> Result<Counts, StorageError> {
        self.backend.counts().await
    }

    /// Copies a database, while it is in use, into a file that is not there yet, and checks the
    /// copy as [`Archive::faults`] does. What it holds is answered.
    ///
    /// # Errors
    /// [`StorageError::Unavailable`] where there is no database, [`StorageError::InTheWay`] where
    /// there is a file at the place of the copy;
    /// [`StorageError::Damaged`] where the copy is not sound; then none is left behind.
    pub async fn back_up(config: &StoreConfig, into: PathBuf) -> Result<Counts, StorageError> {
        let StoreConfig { url, busy_timeout, .. } = config;
        let (Location::Sqlite(path), busy_timeout) = (Location::parse(url)?, *busy_timeout);
        blocking(move || sqlite::back_up(&path, &into, busy_timeout)).await
    }
}
