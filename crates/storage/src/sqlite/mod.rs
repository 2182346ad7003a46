//! SQLite: one file, one writer, a few readers.

mod alert_outbox;
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
mod reads;
mod rows;
mod rows_of;
mod schema;
mod scores;
mod users;
mod versions;
mod writer;

use std::collections::HashMap;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
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
use self::reads::Readers;
use self::versions::Versions;
use self::writer::Writer;
use crate::error::StorageError;
use crate::model::{
    AlertCounts, AlertOutcome, Baseline, Context, Cursor, DueAlert, Inputs, Metrics, NewCheckIn,
    Profile, Recorded, Standing, Version,
};

/// A repository in an SQLite file.
pub(crate) struct Sqlite {
    // Dropped in this order: the writer, last on the file, puts everything into it.
    readers: Readers,
    writer: Writer,
    directory: Arc<SupportDirectory>,
    versions: Arc<Versions>,
    /// As the writer last saw it: it moves when another process has written.
    data_version: AtomicI64,
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

impl Sqlite {
    /// Opens the file, as [`migrate`] does, and starts the writer. It blocks.
    pub(crate) fn open(
        path: &Path,
        readers: u32,
        queue_length: usize,
        busy_timeout: Duration,
        directory: Arc<SupportDirectory>,
    ) -> Result<Self, StorageError> {
        let connector = Connector::new(path, busy_timeout)?;
        let (connection, _) = prepare(&connector).map_err(|Fault(error)| error)?;
        let readers = Readers::open(&connector, readers)?;
        Ok(Self {
            readers,
            writer: Writer::start(connector, connection, queue_length)?,
            directory,
            versions: Arc::new(Versions::new()),
            data_version: AtomicI64::new(0),
        })
    }

    pub(crate) fn version(&self, user: &UserId) -> Version {
        self.versions.of(user)
    }

    pub(crate) async fn look_for_foreign_writes(&self) -> Result<(), StorageError> {
        let look = |c: &mut _| connection::data_version(c);
        let now = self.writer.write(self.versions.nobody(), look).await?;
        if self.data_version.swap(now, Ordering::SeqCst) != now {
            drop(self.versions.everybody());
        }
        Ok(())
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
    ) -> Result<Option<(String, CheckIn)>, StorageError> {
        let (user, key, directory) = (user.clone(), key.to_owned(), Arc::clone(&self.directory));
        let find = move |c: &mut _| idempotency::find(c, user.as_str(), &key, now.0, &directory);
        self.readers.read(find).await
    }

    pub(crate) async fn forget_old_keys(&self, now: UnixMillis) -> Result<usize, StorageError> {
        let forget = move |c: &mut _| idempotency::forget_old(c, now.0);
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

    pub(crate) async fn claim_alerts(
        &self,
        now: UnixMillis,
        lease_until: UnixMillis,
        max: u32,
    ) -> Result<Vec<DueAlert>, StorageError> {
        let claim = move |c: &mut _| alert_outbox::claim(c, now, lease_until, max);
        self.writer.write(self.versions.everybody(), claim).await
    }

    pub(crate) async fn settle_alert(
        &self,
        user: &UserId,
        alert_id: &str,
        outcome: AlertOutcome,
        now: UnixMillis,
    ) -> Result<bool, StorageError> {
        let touch = self.versions.person(user);
        let (user, alert_id) = (user.clone(), alert_id.to_owned());
        let settle = move |c: &mut _| alert_outbox::settle(c, &user, &alert_id, &outcome, now);
        self.writer.write(touch, settle).await
    }

    pub(crate) async fn hasten_alerts(
        &self,
        user: &UserId,
        now: UnixMillis,
    ) -> Result<(), StorageError> {
        let (touch, user) = (self.versions.person(user), user.clone());
        self.writer.write(touch, move |c| alert_outbox::hasten(c, &user, now)).await
    }

    pub(crate) async fn next_alert_at(&self) -> Result<Option<UnixMillis>, StorageError> {
        self.readers.read(alert_outbox::next_at).await
    }

    pub(crate) async fn alert_counts(&self) -> Result<AlertCounts, StorageError> {
        self.readers.read(alert_outbox::counts).await
    }

    pub(crate) async fn ping(&self) -> Result<(), StorageError> {
        self.readers.read(|c| Ok(c.batch_execute("SELECT 1 FROM users LIMIT 1")?)).await?;
        self.writer.write(self.versions.nobody(), |_| Ok(())).await
    }

    pub(crate) async fn close(&self) {
        self.writer.close().await;
    }
}
