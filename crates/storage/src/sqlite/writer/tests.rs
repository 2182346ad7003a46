//! Batches handed to the writer's side directly, so that what is in one transaction is certain.

use std::time::Duration;

use diesel::prelude::*;
use tempfile::TempDir;

use super::*;
use crate::sqlite::schema::users;
use crate::sqlite::{migrate, users as people};

type Answer = oneshot::Receiver<Result<(), StorageError>>;

struct Bench {
    side: WriterThread,
    connector: Connector,
    _folder: TempDir,
}

impl Bench {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("x.db");
        let busy_timeout = Duration::from_millis(50);
        migrate(&file, busy_timeout).unwrap();
        let connector = Connector::new(&file, busy_timeout).unwrap();
        let side = WriterThread {
            connector: connector.clone(),
            connection: None,
            waiting: mpsc::channel(1).1,
            versions: Arc::new(Versions::new()),
            observer: None,
        };
        Self { side, connector, _folder: folder }
    }

    fn serve(&mut self, batch: Vec<(Box<dyn Job>, Answer)>) -> Vec<Result<(), StorageError>> {
        let (jobs, answers): (Vec<_>, Vec<_>) = batch.into_iter().unzip();
        self.side.serve(jobs);
        answers.into_iter().map(|mut answer| answer.try_recv().unwrap()).collect()
    }

    fn stored(&self) -> Vec<String> {
        let mut connection = self.connector.connect(Role::Reader).unwrap();
        users::table.select(users::user_id).order(users::user_id).load(&mut connection).unwrap()
    }

    /// The writer is as good as new.
    fn goes_on(&mut self) {
        assert_eq!(self.serve(vec![insert("afterwards")]), [Ok(())]);
        assert!(self.stored().contains(&"afterwards".to_owned()));
    }
}

fn job<W>(work: W) -> (Box<dyn Job>, Answer)
where
    W: FnOnce(&mut SqliteConnection) -> Result<(), Fault> + Send + 'static,
{
    let (reply, answer) = oneshot::channel();
    (Box::new(Task::new(work, reply)), answer)
}

fn insert(user: &'static str) -> (Box<dyn Job>, Answer) {
    job(move |connection| Ok(people::insert_if_new(connection, user, 0)?))
}

/// Writes, and then fails.
fn bad(user: &'static str) -> (Box<dyn Job>, Answer) {
    job(move |connection| {
        people::insert_if_new(connection, user, 0)?;
        Err(Fault(StorageError::Refused("bad".to_owned())))
    })
}

#[test]
fn a_bad_job_fails_alone_and_leaves_nothing() {
    let mut bench = Bench::new();
    let answers = bench.serve(vec![insert("a"), bad("b"), insert("c"), bad("d")]);
    let refused = Err(StorageError::Refused("bad".to_owned()));
    assert_eq!(answers, [Ok(()), refused.clone(), Ok(()), refused]);
    assert_eq!(bench.stored(), ["a", "c"]);
    bench.goes_on();
}

#[test]
fn a_job_that_panics_fails_alone_and_leaves_nothing() {
    let mut bench = Bench::new();
    let panics = job(|connection| {
        people::insert_if_new(connection, "b", 0)?;
        panic!("this panic belongs to a test")
    });
    let answers = bench.serve(vec![insert("a"), panics, insert("c")]);
    assert_eq!(answers[0], Ok(()));
    assert!(matches!(answers[1], Err(StorageError::Internal(_))), "{answers:?}");
    assert_eq!(answers[2], Ok(()));
    assert_eq!(bench.stored(), ["a", "c"]);
    bench.goes_on();
}

#[test]
fn a_commit_that_fails_fails_all() {
    let mut bench = Bench::new();
    let breaks_at_the_commit = job(|connection| {
        connection.batch_execute(
            "PRAGMA defer_foreign_keys = ON; \
             INSERT INTO idempotency_keys VALUES ('nobody', 'k', 'f', 0, 'none', 0, NULL)",
        )?;
        Ok(())
    });
    let answers = bench.serve(vec![insert("a"), breaks_at_the_commit, insert("c")]);
    for answer in answers {
        assert!(matches!(answer, Err(StorageError::Refused(_))), "{answer:?}");
    }
    assert_eq!(bench.stored(), Vec::<String>::new());
    bench.goes_on();
}

/// SQLite undoes the whole transaction when the disk is full; those before must not be told that
/// they are stored, and those after must not be stored by themselves.
#[test]
fn a_full_disk_is_told_to_all() {
    let mut bench = Bench::new();
    let fills = job(|connection| {
        connection.batch_execute("PRAGMA max_page_count = 1")?;
        diesel::sql_query("INSERT INTO users VALUES ('b', NULL, hex(zeroblob(99999)), NULL, 0, 0)")
            .execute(connection)?;
        Ok(())
    });
    let answers = bench.serve(vec![insert("a"), fills, insert("c")]);
    assert_eq!(answers, vec![Err(StorageError::Full); 3]);
    assert_eq!(bench.stored(), Vec::<String>::new());
    bench.goes_on();
}

#[test]
fn a_lock_of_somebody_elses_is_told_to_all() {
    let mut bench = Bench::new();
    let mut other = bench.connector.connect(Role::Writer).unwrap();
    other.batch_execute("BEGIN IMMEDIATE").unwrap();
    let answers = bench.serve(vec![insert("a"), insert("b")]);
    assert_eq!(answers, vec![Err(StorageError::Locked); 2]);
    other.batch_execute("ROLLBACK").unwrap();
    assert_eq!(bench.stored(), Vec::<String>::new());
    bench.goes_on();
}

#[test]
fn a_reader_cannot_write() {
    let bench = Bench::new();
    let mut reader = bench.connector.connect(Role::Reader).unwrap();
    assert!(people::insert_if_new(&mut reader, "a", 0).is_err());
}

/// What every connection must have, asked of SQLite itself.
#[test]
fn connections_are_set_up() {
    #[derive(QueryableByName)]
    struct Setting {
        #[diesel(sql_type = diesel::sql_types::Text)]
        value: String,
    }
    let bench = Bench::new();
    for role in [Role::Writer, Role::Reader] {
        let mut connection = bench.connector.connect(role).unwrap();
        let mut setting = |pragma: &str, column: &str| {
            let query = format!("SELECT CAST({column} AS TEXT) AS value FROM pragma_{pragma}");
            diesel::sql_query(query).get_result::<Setting>(&mut connection).unwrap().value
        };
        assert_eq!(setting("busy_timeout", "timeout"), "50");
        assert_eq!(setting("foreign_keys", "foreign_keys"), "1");
        assert_eq!(setting("synchronous", "synchronous"), "2");
        assert_eq!(setting("journal_mode", "journal_mode"), "wal");
        assert_eq!(setting("temp_store", "temp_store"), "2");
    }
}
