//! SQLite: one file, one writer, a few readers.

mod alerts;
mod archive;
mod backup;
mod baselines;
mod check_ins;
mod checks;
mod connection;
mod context;
mod fault;
mod idempotency;
mod inputs;
mod migrations;
mod new_rows;
mod news;
#[cfg(test)]
mod plans;
mod pour;
mod presence;
mod reads;
mod redeliveries;
mod rows;
mod rows_of;
mod schema;
mod scores;
mod unreadable;
mod users;
mod versions;
mod writer;

use std::collections::HashMap;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use diesel::SqliteConnection;
use diesel::connection::SimpleConnection;
use pilotlight_domain::{CheckIn, SupportDirectory, UnixMillis, UserId};

pub(crate) use self::archive::Archive;
pub(crate) use self::backup::back_up;
use self::baselines::BaselineRow;
use self::connection::{Connector, Role, use_write_ahead_log};
use self::fault::Fault;
use self::new_rows::NewRows;
pub(crate) use self::pour::pour;
use self::presence::Presence;
use self::reads::Readers;
use self::redeliveries::Lately;
use self::versions::Versions;
use self::writer::Writer;
use crate::error::StorageError;
use crate::model::{
    Baseline, Context, Cursor, Earlier, Inputs, Metrics, NewCheckIn, News, Profile, Recorded,
    Redelivery, Standing, Told, Version,
};
use crate::observer::Observer;

/// A repository in an SQLite file.
pub(crate) struct Sqlite {
    // Dropped in this order: the writer, last on the file, puts everything into it.
    readers: Readers,
    writer: Writer,
    directory: Arc<SupportDirectory>,
    versions: Arc<Versions>,
    presence: Presence,
}

/// Creates the file where it is missing, brings it to this version's schema, and names the
/// migrations that ran. It blocks.
pub(crate) fn migrate(path: &Path, busy_timeout: Duration) -> Result<Vec<String>, StorageError> {
    let connector = Connector::new(path, busy_timeout)?;
    let (_, ran) = prepare(&connector).map_err(|Fault(error)| error)?;
    Ok(ran)
}

/// A connection for the writer, to a database that is up to date.
fn prepare(connector: &Connector) -> Result<(SqliteConnection, Vec<String>), Fault> {
    let mut connection = connector.connect(Role::Writer)?;
    use_write_ahead_log(&mut connection)?;
    let ran = migrations::run(&mut connection)?;
    Ok((connection, ran))
}

/// Without room for it nothing is lost by going on: the leases run out by themselves, and reading is
/// better than nothing.
fn take_back_leases(connection: &mut SqliteConnection) -> Result<(), StorageError> {
    match alerts::outbox::take_back_leases(connection).map_err(|Fault(error)| error) {
        Err(error @ (StorageError::Full | StorageError::Unavailable(_))) => {
            tracing::warn!(%error, "alerts that were being sent stay so until their leases run out");
            Ok(())
        }
        result => result,
    }
}

impl Sqlite {
    /// Opens the file, as [`migrate`] does, and starts the writer. It blocks.
    pub(crate) fn open(
        path: &Path,
        readers: u32,
        queue_length: usize,
        busy_timeout: Duration,
        observer: Option<Arc<dyn Observer>>,
        directory: Arc<SupportDirectory>,
    ) -> Result<Self, StorageError> {
        let connector = Connector::new(path, busy_timeout)?;
        let door = Presence::at_the_door(path)?;
        let (mut connection, _) = prepare(&connector).map_err(|Fault(error)| error)?;
        let presence = door.enter(|| take_back_leases(&mut connection))?;
        let readers = Readers::open(&connector, readers)?;
        let versions = Arc::new(Versions::new());
        let reconnected = Arc::clone(&versions);
        let writer = Writer::start(connector, connection, queue_length, reconnected, observer)?;
        Ok(Self { readers, writer, directory, versions, presence })
    }

    pub(crate) fn version(&self, user: &UserId) -> Option<Version> {
        let version = self.versions.of(user);
        self.presence.is_alone().then_some(version)
    }

    pub(crate) async fn look_for_foreign_writes(&self) -> Result<(), StorageError> {
        let versions = Arc::clone(&self.versions);
        let look = move |c: &mut _| Ok(((), versions.foreign(connection::data_version(c)?)));
        self.writer.write_touching(look).await
    }

    pub(crate) async fn record(&self, new: NewCheckIn) -> Result<Recorded, StorageError> {
        let touch = self.versions.person(&new.check_in.user_id);
        let rows = NewRows::try_from(new)?;
        let directory = Arc::clone(&self.directory);
        self.writer.write(touch, move |c| check_ins::record(c, &rows, &directory)).await
    }

    pub(crate) async fn find_idempotent(
        &self,
        user: &UserId,
        key: &str,
        now: UnixMillis,
    ) -> Result<Option<Earlier>, StorageError> {
        let (user, key, directory) = (user.clone(), key.to_owned(), Arc::clone(&self.directory));
        let find = move |c: &mut _| idempotency::find(c, user.as_str(), &key, now.0, &directory);
        self.readers.read(find).await
    }

    pub(crate) async fn forget_old_keys(&self, now: UnixMillis) -> Result<usize, StorageError> {
        let mut forgotten = 0;
        loop {
            // Whoever waits to write comes in between.
            let forget = move |c: &mut _| idempotency::forget_some(c, now.0);
            let some = self.writer.write(self.versions.nobody(), forget).await?;
            forgotten += some.keys;
            if !some.is_more {
                return Ok(forgotten);
            }
        }
    }

    pub(crate) async fn redelivery_secret(&self) -> Result<String, StorageError> {
        self.readers.read(redeliveries::secret).await
    }

    pub(crate) async fn find_redelivered(
        &self,
        user: &UserId,
        redelivery: &Redelivery,
        now: UnixMillis,
    ) -> Result<Option<CheckIn>, StorageError> {
        let Redelivery { digest, window } = redelivery.clone();
        let (user, directory) = (user.clone(), Arc::clone(&self.directory));
        let lately = Lately::around(now.0, window);
        let find =
            move |c: &mut _| redeliveries::find(c, user.as_str(), &digest, lately, &directory);
        self.readers.read(find).await
    }

    pub(crate) async fn forget_redeliveries(
        &self,
        until: UnixMillis,
    ) -> Result<usize, StorageError> {
        let forget = move |c: &mut _| Ok(redeliveries::forget_until(c, until.0)?);
        self.writer.write(self.versions.nobody(), forget).await
    }

    pub(crate) async fn context(
        &self,
        user: &UserId,
        stimulus_id: &str,
        answered_at: UnixMillis,
    ) -> Result<Context, StorageError> {
        let (user, stimulus_id) = (user.clone(), stimulus_id.to_owned());
        self.readers.read(move |c| context::context(c, &user, &stimulus_id, answered_at)).await
    }

    pub(crate) async fn latest(&self, user: &UserId) -> Result<Option<CheckIn>, StorageError> {
        let (user, directory) = (user.clone(), Arc::clone(&self.directory));
        self.readers.read(move |c| check_ins::latest(c, &user, &directory)).await
    }

    pub(crate) async fn history(
        &self,
        user: &UserId,
        limit: u32,
        before: Option<Cursor>,
    ) -> Result<Vec<CheckIn>, StorageError> {
        let (user, directory) = (user.clone(), Arc::clone(&self.directory));
        self.readers
            .read(move |c| check_ins::history(c, &user, limit, before.as_ref(), &directory))
            .await
    }

    pub(crate) async fn news(
        &self,
        user: &UserId,
        told: Option<Told>,
        most: u32,
    ) -> Result<News, StorageError> {
        let (user, directory) = (user.clone(), Arc::clone(&self.directory));
        self.readers.read(move |c| news::news(c, &user, told.as_ref(), most, &directory)).await
    }

    pub(crate) async fn inputs(
        &self,
        user: &UserId,
        answered_at: UnixMillis,
        check_in_id: &str,
    ) -> Result<Option<Inputs>, StorageError> {
        let (user, check_in_id) = (user.clone(), check_in_id.to_owned());
        self.readers.read(move |c| inputs::find(c, &user, answered_at, &check_in_id)).await
    }

    pub(crate) async fn standing(&self, user: &UserId) -> Result<Standing, StorageError> {
        let (user, directory) = (user.clone(), Arc::clone(&self.directory));
        self.readers.read(move |c| check_ins::standing(c, &user, &directory)).await
    }

    pub(crate) async fn metrics(
        &self,
        user: &UserId,
        from: Option<UnixMillis>,
        to: Option<UnixMillis>,
    ) -> Result<Metrics, StorageError> {
        let (user, directory) = (user.clone(), Arc::clone(&self.directory));
        self.readers.read(move |c| check_ins::metrics(c, &user, from, to, &directory)).await
    }

    pub(crate) async fn answered_before(
        &self,
        user: &UserId,
        moment: UnixMillis,
    ) -> Result<HashMap<String, u32>, StorageError> {
        let user = user.clone();
        self.readers.read(move |c| check_ins::answered_before(c, &user, moment)).await
    }

    pub(crate) async fn profile(&self, user: &UserId) -> Result<Option<Profile>, StorageError> {
        let user = user.clone();
        self.readers.read(move |c| users::profile(c, &user)).await
    }

    pub(crate) async fn put_profile(
        &self,
        user: &UserId,
        profile: Profile,
        now: UnixMillis,
    ) -> Result<(), StorageError> {
        let (touch, user) = (self.versions.person(user), user.clone());
        self.writer.write(touch, move |c| users::put_profile(c, &user, &profile, now)).await
    }

    pub(crate) async fn baseline(
        &self,
        stimulus_id: &str,
    ) -> Result<Option<Baseline>, StorageError> {
        let stimulus_id = stimulus_id.to_owned();
        self.readers.read(move |c| baselines::find(c, &stimulus_id)).await
    }

    pub(crate) async fn put_baseline(&self, baseline: Baseline) -> Result<(), StorageError> {
        let row = BaselineRow::try_from(baseline)?;
        self.writer.write(self.versions.nobody(), move |c| baselines::put(c, &row)).await
    }

    pub(crate) async fn baseline_ids(&self) -> Result<Vec<String>, StorageError> {
        self.readers.read(baselines::ids).await
    }

    pub(crate) fn writes_waiting(&self) -> usize {
        self.writer.waiting()
    }

    pub(crate) async fn ping(&self) -> Result<(), StorageError> {
        self.readers.read(|c| Ok(c.batch_execute("SELECT 1 FROM users LIMIT 1")?)).await?;
        // Writes a page: a transaction without one goes well on a full disk.
        let page = |c: &mut SqliteConnection| Ok(c.batch_execute("PRAGMA user_version = 0")?);
        self.writer.write(self.versions.nobody(), page).await
    }

    pub(crate) async fn close(&self) {
        self.writer.close().await;
    }
}
