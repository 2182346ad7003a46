mod alerts;

use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::Arc;

use pilotlight_domain::{CheckIn, SupportDirectory, UnixMillis, UserId};

use crate::config::StoreConfig;
use crate::error::StorageError;
use crate::location::Location;
use crate::model::{
    Baseline, Context, Cursor, Earlier, Inputs, Metrics, NewCheckIn, News, Profile, Recorded,
    Redelivery, Standing, Told, Version,
};
use crate::sqlite::{self, Sqlite};

/// The repository. Clones share one database; when the last one goes, what was accepted is
/// written first, which blocks: [`Store::close`] before it, and it does not.
///
/// Every function may fail with any [`StorageError`], and none blocks its caller's thread. They
/// must be called within a tokio runtime that has timers.
#[derive(Clone)]
pub struct Store {
    // Another database becomes an enum here, and no caller sees it.
    backend: Arc<Sqlite>,
}

impl Store {
    /// Opens the database, and brings its schema up to date.
    ///
    /// # Errors
    /// [`StorageError::UnsupportedUrl`] says which URLs are allowed, [`StorageError::Migration`]
    /// that the schema cannot be brought up to date, for one because it is newer.
    pub async fn open(
        config: StoreConfig,
        directory: Arc<SupportDirectory>,
    ) -> Result<Self, StorageError> {
        let StoreConfig { url, readers, queue, busy_timeout, observer } = config;
        let Location::Sqlite(path) = Location::parse(&url)?;
        let open = move || Sqlite::open(&path, readers, queue, busy_timeout, observer, directory);
        Ok(Self { backend: Arc::new(blocking(open).await?) })
    }

    /// Brings a database's schema up to date, and names the migrations that it took.
    ///
    /// # Errors
    /// As [`Store::open`].
    pub async fn migrate(url: &str) -> Result<Vec<String>, StorageError> {
        let StoreConfig { url, busy_timeout, .. } = StoreConfig::new(url);
        let Location::Sqlite(path) = Location::parse(&url)?;
        blocking(move || sqlite::migrate(&path, busy_timeout)).await
    }

    /// Takes all people of another database, their check-ins and alerts, and the baselines that are
    /// not there yet, into one that has no people: all or nothing. The database is made where it is
    /// missing; the other must be this version's, and closed.
    ///
    /// # Errors
    /// [`StorageError::InUse`] where another process has the database open,
    /// [`StorageError::NotEmpty`] where it has people; otherwise as [`Store::open`].
    pub async fn pour(url: &str, from: PathBuf) -> Result<(), StorageError> {
        let StoreConfig { url, busy_timeout, .. } = StoreConfig::new(url);
        let Location::Sqlite(into) = Location::parse(&url)?;
        blocking(move || sqlite::pour(&from, &into, busy_timeout)).await
    }

    /// A person's version: what was read after it was taken is what would be read now, as long as
    /// the version is the same. It moves with every write about the person, after the commit and
    /// before that write's caller is answered; sometimes without one.
    ///
    /// `None` where another process has opened the database for writing since this one did, or before.
    #[must_use]
    pub fn version(&self, user: &UserId) -> Option<Version> {
        self.backend.version(user)
    }

    /// Moves everybody's version if another process has written to the database.
    ///
    /// # Errors
    /// Any [`StorageError`] of a write, which it waits its turn with.
    pub async fn look_for_foreign_writes(&self) -> Result<(), StorageError> {
        self.backend.look_for_foreign_writes().await
    }

    /// Records a check-in with its alert, its video analysis and its idempotency record, all or
    /// none. A person not seen before becomes known.
    ///
    /// Once it is queued it is carried out, even when the caller drops this future.
    ///
    /// # Errors
    /// [`StorageError::Busy`] at once when too many writes wait. [`StorageError::Refused`] for an
    /// id that is there already, or a red check-in without an alert.
    pub async fn record(&self, new: NewCheckIn) -> Result<Recorded, StorageError> {
        self.backend.record(new).await
    }

    /// The request that a person made under a key in the day before `now`.
    ///
    /// # Errors
    /// Any [`StorageError`] of a read.
    pub async fn find_idempotent(
        &self,
        user: &UserId,
        key: &str,
        now: UnixMillis,
    ) -> Result<Option<Earlier>, StorageError> {
        self.backend.find_idempotent(user, key, now).await
    }

    /// Forgets the idempotency keys that have been kept for a day; how many.
    ///
    /// # Errors
    /// Any [`StorageError`] of a write.
    pub async fn forget_old_keys(&self, now: UnixMillis) -> Result<usize, StorageError> {
        self.backend.forget_old_keys(now).await
    }

    /// The secret, random and this database's own, under which digests of texts by SMS are made.
    ///
    /// # Errors
    /// Any [`StorageError`] of a read.
    pub async fn redelivery_secret(&self) -> Result<String, StorageError> {
        self.backend.redelivery_secret().await
    }

    /// The check-in that a person's text by SMS made, where the same came within its window of `now`.
    ///
    /// # Errors
    /// Any [`StorageError`] of a read.
    pub async fn find_redelivered(
        &self,
        user: &UserId,
        redelivery: &Redelivery,
        now: UnixMillis,
    ) -> Result<Option<CheckIn>, StorageError> {
        self.backend.find_redelivered(user, redelivery, now).await
    }

    /// Forgets the digests of texts that came at a moment or before; how many.
    ///
    /// # Errors
    /// Any [`StorageError`] of a write.
    pub async fn forget_redeliveries(&self, until: UnixMillis) -> Result<usize, StorageError> {
        self.backend.forget_redeliveries(until).await
    }

    /// What is known about a person just before a check-in is scored, in one snapshot.
    ///
    /// # Errors
    /// Any [`StorageError`] of a read but [`StorageError::Corrupt`], which the context says.
    pub async fn context(
        &self,
        user: &UserId,
        stimulus_id: &str,
        answered_at: UnixMillis,
    ) -> Result<Context, StorageError> {
        self.backend.context(user, stimulus_id, answered_at).await
    }

    /// A person's latest check-in, by when it was answered.
    ///
    /// # Errors
    /// Any [`StorageError`] of a read.
    pub async fn latest(&self, user: &UserId) -> Result<Option<CheckIn>, StorageError> {
        self.backend.latest(user).await
    }

    /// A person's latest check-in and newest scores, in one snapshot.
    ///
    /// # Errors
    /// Any [`StorageError`] of a read.
    pub async fn standing(&self, user: &UserId) -> Result<Standing, StorageError> {
        self.backend.standing(user).await
    }

    /// A person's check-ins, newest first, by when they were answered and then by id; those after
    /// the cursor, if there is one.
    ///
    /// # Errors
    /// Any [`StorageError`] of a read.
    pub async fn history(
        &self,
        user: &UserId,
        limit: u32,
        before: Option<Cursor>,
    ) -> Result<Vec<CheckIn>, StorageError> {
        self.backend.history(user, limit, before).await
    }

    /// A person's check-ins that were stored after what somebody was told of, at most so many, first
    /// what was stored first; late replies are among them. Who was told of nothing yet (`None`), or up
    /// to a check-in that this person does not have, begins with the latest alone.
    ///
    /// # Errors
    /// Any [`StorageError`] of a read.
    pub async fn news(
        &self,
        user: &UserId,
        told: Option<Told>,
        most: u32,
    ) -> Result<News, StorageError> {
        self.backend.news(user, told, most).await
    }

    /// What a check-in was computed from.
    ///
    /// # Errors
    /// Any [`StorageError`] of a read.
    pub async fn inputs(
        &self,
        user: &UserId,
        answered_at: UnixMillis,
        check_in_id: &str,
    ) -> Result<Option<Inputs>, StorageError> {
        self.backend.inputs(user, answered_at, check_in_id).await
    }

    /// A person's scores over time: of check-ins answered at `from` or later, and before `to`. The
    /// latest check-in, the newest scores and the total are the person's, whatever the span.
    ///
    /// # Errors
    /// Any [`StorageError`] of a read.
    pub async fn metrics(
        &self,
        user: &UserId,
        from: Option<UnixMillis>,
        to: Option<UnixMillis>,
    ) -> Result<Metrics, StorageError> {
        self.backend.metrics(user, from, to).await
    }

    /// How often a person answered each stimulus before a moment. A check-in counts when it was
    /// both answered and received before it.
    ///
    /// # Errors
    /// Any [`StorageError`] of a read.
    pub async fn answered_before(
        &self,
        user: &UserId,
        moment: UnixMillis,
    ) -> Result<HashMap<String, u32>, StorageError> {
        self.backend.answered_before(user, moment).await
    }

    /// A person's settings; `None` for a person who neither checked in nor set any.
    ///
    /// # Errors
    /// Any [`StorageError`] of a read.
    pub async fn profile(&self, user: &UserId) -> Result<Option<Profile>, StorageError> {
        self.backend.profile(user).await
    }

    /// Puts a person's settings in place of all earlier ones. A person not seen before becomes
    /// known.
    ///
    /// # Errors
    /// Any [`StorageError`] of a write.
    pub async fn put_profile(
        &self,
        user: &UserId,
        profile: Profile,
        now: UnixMillis,
    ) -> Result<(), StorageError> {
        self.backend.put_profile(user, profile, now).await
    }

    /// TRIBE's baseline of a stimulus.
    ///
    /// # Errors
    /// Any [`StorageError`] of a read.
    pub async fn baseline(&self, stimulus_id: &str) -> Result<Option<Baseline>, StorageError> {
        self.backend.baseline(stimulus_id).await
    }

    /// Puts a baseline in place of the stimulus's earlier one.
    ///
    /// # Errors
    /// Any [`StorageError`] of a write.
    pub async fn put_baseline(&self, baseline: Baseline) -> Result<(), StorageError> {
        self.backend.put_baseline(baseline).await
    }

    /// The stimuli that have a baseline.
    ///
    /// # Errors
    /// Any [`StorageError`] of a read.
    pub async fn baseline_ids(&self) -> Result<Vec<String>, StorageError> {
        self.backend.baseline_ids().await
    }

    /// How many writes wait for the writer just now. It asks nothing of the database.
    #[must_use]
    pub fn writes_waiting(&self) -> usize {
        self.backend.writes_waiting()
    }

    /// Whether the database can be read and written.
    ///
    /// # Errors
    /// What a read or a write would fail with now.
    pub async fn ping(&self) -> Result<(), StorageError> {
        self.backend.ping().await
    }

    /// Takes no more writes, for any clone, and returns when those that were accepted are on the
    /// disk. Reading goes on.
    pub async fn close(&self) {
        self.backend.close().await;
    }
}

/// Runs what blocks on a thread of its own.
pub(crate) async fn blocking<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, StorageError> + Send + 'static,
) -> Result<T, StorageError> {
    tokio::task::spawn_blocking(work)
        .await
        .unwrap_or_else(|_| Err(StorageError::Internal("work on the database panicked".to_owned())))
}
