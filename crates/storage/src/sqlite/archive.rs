//! Reading everything, a page at a time.

use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use diesel::prelude::*;
use diesel::sqlite::Sqlite;
use pilotlight_domain::{SupportDirectory, UnixMillis, UserId};

use super::check_ins::with_alerts;
use super::checks;
use super::connection::{Connector, Role};
use super::fault::Fault;
use super::inputs::evidence_of;
use super::migrations;
use super::rows::CheckInRow;
use super::schema::{alerts, check_ins};
use super::unreadable;
use crate::error::StorageError;
use crate::model::{Content, Counts, Place, Stored};
use crate::store::blocking;

/// An SQLite file that is only read.
pub(crate) struct Archive {
    connection: Arc<Mutex<SqliteConnection>>,
    directory: Arc<SupportDirectory>,
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = check_ins, check_for_backend(Sqlite))]
struct InputsColumns {
    measured: String,
    inputs: String,
}

type Row = (CheckInRow, InputsColumns, Option<String>);

impl Archive {
    /// Opens a file that is there, with the schema of this version. It blocks.
    pub(crate) fn open(
        path: &Path,
        busy_timeout: Duration,
        directory: Arc<SupportDirectory>,
    ) -> Result<Self, StorageError> {
        let connector = Connector::existing(path, busy_timeout)?;
        let opened = connector.connect(Role::Reader).and_then(|mut connection| {
            migrations::refuse_another_schema(&mut connection)?;
            Ok(connection)
        });
        let connection = opened.map_err(|Fault(error)| error)?;
        Ok(Self { connection: Arc::new(Mutex::new(connection)), directory })
    }

    /// Reads for as long as it takes: to look at all of a large file takes minutes, and nobody else
    /// waits for this connection.
    async fn read<T, Q>(&self, query: Q) -> Result<T, StorageError>
    where
        T: Send + 'static,
        Q: FnOnce(&mut SqliteConnection) -> Result<T, Fault> + Send + 'static,
    {
        let connection = Arc::clone(&self.connection);
        blocking(move || {
            let mut connection = connection.lock().unwrap_or_else(PoisonError::into_inner);
            query(&mut connection).map_err(|Fault(error)| error)
        })
        .await
    }

    pub(crate) async fn page(
        &self,
        user: Option<&UserId>,
        since: Option<UnixMillis>,
        after: Option<Place>,
        most: u32,
    ) -> Result<Vec<Stored>, StorageError> {
        let (user, directory) = (user.cloned(), Arc::clone(&self.directory));
        let read = move |c: &mut _| page(c, user, since, after, most, &directory);
        self.read(read).await
    }

    pub(crate) async fn faults(&self) -> Result<Vec<String>, StorageError> {
        self.read(checks::faults).await
    }

    pub(crate) async fn unreadable(&self) -> Result<Vec<String>, StorageError> {
        self.read(unreadable::unreadable).await
    }

    pub(crate) async fn counts(&self) -> Result<Counts, StorageError> {
        self.read(checks::counts).await
    }
}

fn page(
    connection: &mut SqliteConnection,
    user: Option<UserId>,
    since: Option<UnixMillis>,
    after: Option<Place>,
    most: u32,
    directory: &SupportDirectory,
) -> Result<Vec<Stored>, Fault> {
    let mut query = with_alerts()
        .order((check_ins::user_id, check_ins::answered_at_ms, check_ins::check_in_id))
        .limit(i64::from(most))
        .select((CheckInRow::as_select(), InputsColumns::as_select(), alerts::status.nullable()))
        .into_boxed();
    if let Some(user) = user {
        query = query.filter(check_ins::user_id.eq(String::from(user)));
    }
    if let Some(UnixMillis(since)) = since {
        query = query.filter(check_ins::answered_at_ms.ge(since));
    }
    if let Some(Place { user_id, answered_at, check_in_id }) = after {
        let user = String::from(user_id);
        let moment = answered_at.0;
        let later = check_ins::answered_at_ms
            .gt(moment)
            .or(check_ins::answered_at_ms.eq(moment).and(check_ins::check_in_id.gt(check_in_id)));
        query = query
            .filter(check_ins::user_id.ge(user.clone()))
            .filter(check_ins::user_id.gt(user).or(later));
    }
    let rows: Vec<Row> = query.load(connection)?;
    rows.into_iter().map(|row| stored(row, directory)).collect()
}

fn stored((row, columns, status): Row, directory: &SupportDirectory) -> Result<Stored, Fault> {
    let place = row.place()?;
    let InputsColumns { measured, inputs } = columns;
    let content = row
        .check_in(status, directory)
        .and_then(|check_in| Ok(Content { check_in, evidence: evidence_of(&measured, &inputs)? }));
    Ok(Stored { place, content })
}
