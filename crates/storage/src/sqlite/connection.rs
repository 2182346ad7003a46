use std::path::{Path, PathBuf};
use std::time::Duration;

use diesel::connection::SimpleConnection;
use diesel::prelude::*;
use diesel::r2d2::CustomizeConnection;
use diesel::sql_types::Text;

use super::fault::{Fault, of_message};
use crate::error::StorageError;

/// What a connection is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    Writer,
    Reader,
    /// Reads, and writes another file.
    Copier,
}

/// How every connection to one database is made.
#[derive(Debug, Clone)]
pub(super) struct Connector {
    uri: String,
    path: PathBuf,
    identity: Identity,
    busy_timeout: Duration,
}

impl Connector {
    /// Creates the file where it is missing, readable by its owner alone.
    pub(super) fn new(path: &Path, busy_timeout: Duration) -> Result<Self, StorageError> {
        create_file(path)
            .map_err(|error| StorageError::Unavailable(format!("{}: {error}", path.display())))?;
        Self::existing(path, busy_timeout)
    }

    /// For a file that is there already.
    pub(super) fn existing(path: &Path, busy_timeout: Duration) -> Result<Self, StorageError> {
        if !path.is_file() {
            let what = if path.is_dir() { "it is a folder" } else { "there is no such file" };
            let message = format!("{}: {what}", path.display());
            return Err(StorageError::Unavailable(message));
        }
        let identity = identity(path)
            .map_err(|error| StorageError::Unavailable(format!("{}: {error}", path.display())))?;
        Ok(Self { uri: uri(path)?, path: path.to_owned(), identity, busy_timeout })
    }

    /// Whether the path still leads to the file that was opened. SQLite goes on with a file that was
    /// removed, and what is written there is gone with the process.
    pub(super) fn verify(&self) -> Result<(), StorageError> {
        match identity(&self.path) {
            Ok(identity) if identity == self.identity => Ok(()),
            Ok(_) => Err(StorageError::Unavailable(
                "another file was put in the database's place: a restart takes it up".to_owned(),
            )),
            Err(error) => Err(StorageError::Unavailable(format!("the database's file: {error}"))),
        }
    }

    /// An address for SQLite. It opens the file and never creates one: a file that vanished must
    /// not come back empty.
    pub(super) fn uri(&self) -> &str {
        &self.uri
    }

    pub(super) const fn busy_timeout(&self) -> Duration {
        self.busy_timeout
    }

    /// Opens a connection that is ready for use.
    pub(super) fn connect(&self, role: Role) -> Result<SqliteConnection, Fault> {
        let mut connection = SqliteConnection::establish(&self.uri)
            .map_err(|error| Fault(of_message(&error.to_string())))?;
        self.verify()?;
        self.set_up(&mut connection, role)?;
        Ok(connection)
    }

    /// The busy timeout comes first: what follows may already meet a lock.
    fn set_up(&self, connection: &mut SqliteConnection, role: Role) -> QueryResult<()> {
        let busy_ms = i32::try_from(self.busy_timeout.as_millis()).unwrap_or(i32::MAX);
        connection.batch_execute(&format!("PRAGMA busy_timeout = {busy_ms}"))?;
        connection.batch_execute(
            "PRAGMA foreign_keys = ON; PRAGMA synchronous = FULL; PRAGMA mmap_size = 0; \
             PRAGMA temp_store = MEMORY;",
        )?;
        // Small caches of pages: the operating system caches the file as well.
        connection.batch_execute(match role {
            Role::Writer => "PRAGMA cache_size = -2048;",
            Role::Reader => "PRAGMA cache_size = -512; PRAGMA query_only = ON;",
            Role::Copier => "PRAGMA cache_size = -2048;",
        })
    }
}

/// Sets up the connections of the readers' pool.
impl CustomizeConnection<SqliteConnection, diesel::r2d2::Error> for Connector {
    fn on_acquire(&self, connection: &mut SqliteConnection) -> Result<(), diesel::r2d2::Error> {
        let failed =
            |error: StorageError| diesel::ConnectionError::BadConnection(error.to_string());
        self.verify().map_err(|error| diesel::r2d2::Error::ConnectionError(failed(error)))?;
        self.set_up(connection, Role::Reader).map_err(diesel::r2d2::Error::QueryError)
    }
}

#[derive(QueryableByName)]
struct JournalMode {
    #[diesel(sql_type = Text)]
    journal_mode: String,
}

#[derive(QueryableByName)]
struct DataVersion {
    #[diesel(sql_type = diesel::sql_types::BigInt)]
    data_version: i64,
}

/// A number that moves when another connection than this has written.
pub(super) fn data_version(connection: &mut SqliteConnection) -> Result<i64, Fault> {
    let row = diesel::sql_query("PRAGMA data_version").get_result(connection)?;
    let DataVersion { data_version } = row;
    Ok(data_version)
}

/// Turns write-ahead logging on, which the file remembers: readers never wait for the writer.
pub(super) fn use_write_ahead_log(connection: &mut SqliteConnection) -> Result<(), Fault> {
    let JournalMode { journal_mode } =
        diesel::sql_query("PRAGMA journal_mode = WAL").get_result(connection)?;
    if journal_mode != "wal" {
        return Err(Fault(StorageError::Unavailable(format!(
            "no write-ahead log is possible here, only journal mode {journal_mode}"
        ))));
    }
    Ok(())
}

/// The file as a URI, in which only letters, digits and a few signs stand for themselves.
fn uri(path: &Path) -> Result<String, StorageError> {
    let path = path
        .to_str()
        .ok_or_else(|| StorageError::UnsupportedUrl("the path is not UTF-8".to_owned()))?;
    let mut uri = "file:".to_owned();
    for byte in path.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'/' | b'.' | b'-' | b'_' => {
                uri.push(char::from(byte));
            }
            _ => uri.push_str(&format!("%{byte:02X}")),
        }
    }
    uri.push_str("?mode=rw");
    Ok(uri)
}

/// What tells a file from another of the same name.
#[cfg(unix)]
type Identity = (u64, u64);

#[cfg(unix)]
fn identity(path: &Path) -> std::io::Result<Identity> {
    use std::os::unix::fs::MetadataExt;
    std::fs::metadata(path).map(|file| (file.dev(), file.ino()))
}

#[cfg(not(unix))]
type Identity = ();

#[cfg(not(unix))]
fn identity(path: &Path) -> std::io::Result<Identity> {
    std::fs::metadata(path).map(drop)
}

/// SQLite gives its log files the mode of the database file.
fn create_file(path: &Path) -> std::io::Result<()> {
    if path.exists() {
        return Ok(());
    }
    let mut directories = std::fs::DirBuilder::new();
    directories.recursive(true);
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create(true).truncate(false);
    #[cfg(unix)]
    {
        use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
        directories.mode(0o700);
        options.mode(0o600);
    }
    if let Some(directory) = path.parent() {
        directories.create(directory)?;
    }
    options.open(path).map(drop)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_of_any_signs_is_a_uri() {
        let uri = uri(Path::new("/tmp/a b/50%?é#.db")).unwrap();
        assert_eq!(uri, "file:/tmp/a%20b/50%25%3F%C3%A9%23.db?mode=rw");
    }

    #[test]
    fn a_file_that_vanished_does_not_come_back_empty() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("x.db");
        let connector = Connector::new(&path, Duration::from_secs(1)).unwrap();
        assert!(connector.connect(Role::Writer).is_ok());
        std::fs::remove_file(&path).unwrap();
        let Err(Fault(error)) = connector.connect(Role::Writer) else { panic!("opened") };
        assert!(matches!(error, StorageError::Unavailable(_)), "{error}");
        assert!(!path.exists());
    }

    #[test]
    fn a_file_in_its_place_is_not_taken_for_it() {
        let folder = tempfile::tempdir().unwrap();
        let [path, aside, other] =
            ["x.db", "aside.db", "y.db"].map(|name| folder.path().join(name));
        let patience = Duration::from_secs(1);
        let connector = Connector::new(&path, patience).unwrap();
        Connector::new(&other, patience).unwrap();
        std::fs::rename(&path, &aside).unwrap();
        std::fs::rename(&other, &path).unwrap();
        assert!(matches!(connector.verify(), Err(StorageError::Unavailable(_))));
        assert!(connector.connect(Role::Writer).is_err());
        std::fs::rename(&aside, &path).unwrap();
        assert!(connector.connect(Role::Writer).is_ok());
    }
}
