//! A copy of the database, taken while it is in use.

use std::fs::{File, OpenOptions};
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::time::Duration;

use diesel::prelude::*;
use diesel::sql_types::Text;

use super::checks;
use super::connection::{Connector, Role};
use super::fault::Fault;
use super::migrations;
use crate::error::StorageError;
use crate::model::Counts;

/// Copies a database into a new file, and checks the copy. It blocks.
///
/// `VACUUM INTO` reads one snapshot, which writers do not wait for, and leaves a file without a
/// log. SQLite does not see to it that the copy is on the disk, so that is done here. The copy has
/// another name until it is whole and checked.
pub(crate) fn back_up(
    path: &Path,
    into: &Path,
    busy_timeout: Duration,
) -> Result<Counts, StorageError> {
    let is_free = || match into.exists() {
        true => Err(StorageError::InTheWay(into.display().to_string())),
        false => Ok(()),
    };
    is_free()?;
    let connector = Connector::existing(path, busy_timeout)?;
    let partial = create_partial(into)?;
    let made = copy(&connector, &partial, busy_timeout).and_then(|counts| {
        // Another copy may have come there first.
        is_free()?;
        std::fs::rename(&partial, into).map_err(|error| unavailable(into, &error))?;
        sync_folder(into)?;
        Ok(counts)
    });
    if made.is_err() {
        // What is left of it is of no use, and a failure to remove it is not the one to tell.
        let _ = std::fs::remove_file(&partial);
    }
    made
}

fn copy(
    connector: &Connector,
    partial: &Path,
    busy_timeout: Duration,
) -> Result<Counts, StorageError> {
    let target = partial.to_str().ok_or_else(|| unavailable(partial, "the path is not UTF-8"))?;
    let mut source = connector.connect(Role::Copier).map_err(|Fault(error)| error)?;
    let copied = migrations::refuse_another_schema(&mut source)
        .and_then(|()| {
            Ok(diesel::sql_query("VACUUM INTO ?").bind::<Text, _>(target).execute(&mut source)?)
        })
        .and_then(|_| {
            File::open(partial)
                .and_then(|file| file.sync_all())
                .map_err(|error| Fault(unavailable(partial, &error)))?;
            verify(partial, busy_timeout)
        });
    copied.map_err(|Fault(error)| error)
}

/// The copy is checked as a whole: a backup that cannot be used is known now.
fn verify(partial: &Path, busy_timeout: Duration) -> Result<Counts, Fault> {
    let mut copy = Connector::existing(partial, busy_timeout)?.connect(Role::Reader)?;
    let faults = checks::faults(&mut copy)?;
    if !faults.is_empty() {
        return Err(Fault(StorageError::Damaged(format!("the copy: {}", faults.join("; ")))));
    }
    checks::counts(&mut copy)
}

fn unavailable(path: &Path, why: impl std::fmt::Display) -> StorageError {
    StorageError::Unavailable(format!("{}: {why}", path.display()))
}

/// An empty file beside the one to be made, under a name that nobody else uses: two copies that are
/// made at once must not write into one file.
fn create_partial(into: &Path) -> Result<PathBuf, StorageError> {
    let mut number = 0_u32;
    loop {
        number = number.saturating_add(1);
        let mut name = into.as_os_str().to_owned();
        name.push(format!(".{}-{number}.partial", std::process::id()));
        let path = PathBuf::from(name);
        match create(&path) {
            Ok(()) => return Ok(path),
            Err(error) if error.kind() == ErrorKind::AlreadyExists && number < u32::MAX => {}
            Err(error) => return Err(unavailable(&path, &error)),
        }
    }
}

/// For its owner alone: it holds what the database holds.
fn create(path: &Path) -> std::io::Result<()> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt;
        options.mode(0o600);
    }
    options.open(path).map(drop)
}

fn sync_folder(path: &Path) -> Result<(), StorageError> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
    let folder = folder.unwrap_or(Path::new("."));
    let synced = File::open(folder).and_then(|folder| folder.sync_all());
    synced.map_err(|error| unavailable(folder, &error))
}
