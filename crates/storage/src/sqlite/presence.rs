//! Who else has the database open. Each process holds a lock on a file beside it, which ends with
//! the process however that ends: so the first to come knows that whoever held something is dead.
//! Each that comes makes the file longer: so those who are here already know that they are not alone.

use std::fs::{File, OpenOptions, TryLockError};
use std::io::Write;
use std::path::{Path, PathBuf};

use crate::error::StorageError;

/// Being here, as long as it lasts.
pub(super) struct Presence {
    /// `None` where the file system knows no locks.
    lock: Option<File>,
    /// How long the file was left by a process that came first.
    length_if_alone: Option<u64>,
}

impl Presence {
    /// Opens the file beside the database, which is there. SQLite needs more files there, so that one
    /// that cannot be made says best what is wrong. Whatever link it is reached by, a database has
    /// one file beside it.
    pub(super) fn at_the_door(database: &Path) -> Result<AtTheDoor, StorageError> {
        let unavailable = |path: &Path, error: std::io::Error| {
            StorageError::Unavailable(format!("{}: {error}", path.display()))
        };
        let database =
            std::fs::canonicalize(database).map_err(|error| unavailable(database, error))?;
        let mut name = database.into_os_string();
        name.push("-lock");
        let path = PathBuf::from(name);
        Ok(AtTheDoor(open(&path).map_err(|error| unavailable(&path, error))?))
    }

    /// Where the file system knows no locks, nobody is taken to be alone.
    fn unknown(error: &std::io::Error) -> Self {
        tracing::warn!(%error, "no locks beside the database: what a crash left is found later");
        Self { lock: None, length_if_alone: None }
    }

    /// Whether nobody else has come since this was the only one here. Once somebody has, it is never
    /// again: they may go, and nothing tells that they did.
    pub(super) fn is_alone(&self) -> bool {
        let length =
            self.lock.as_ref().and_then(|lock| lock.metadata().ok()).map(|file| file.len());
        self.length_if_alone.is_some() && self.length_if_alone == length
    }
}

/// The file, before it is locked.
pub(super) struct AtTheDoor(File);

impl AtTheDoor {
    /// Keeps everybody outside, as long as the file lives that this gives. Whoever comes meanwhile
    /// waits at the door.
    pub(super) fn keep_shut(self) -> Result<File, StorageError> {
        let Self(lock) = self;
        match lock.try_lock() {
            Ok(()) => Ok(lock),
            Err(TryLockError::WouldBlock) => Err(StorageError::InUse),
            // Without locks nobody can tell that it is not in use.
            Err(TryLockError::Error(error)) => {
                Err(StorageError::Unavailable(format!("no locks beside the database: {error}")))
            }
        }
    }

    /// Enters, after `if_alone` where nobody else is here. Nobody else enters meanwhile.
    pub(super) fn enter(
        self,
        if_alone: impl FnOnce() -> Result<(), StorageError>,
    ) -> Result<Presence, StorageError> {
        let Self(lock) = self;
        let was_alone = match lock.try_lock() {
            Ok(()) => {
                if_alone()?;
                true
            }
            Err(TryLockError::WouldBlock) => false,
            Err(TryLockError::Error(error)) => return Ok(Presence::unknown(&error)),
        };
        let length = lengthen(&lock)?;
        // Between the two locks another may come, look after what was left just as well, and take
        // itself for alone: so each makes the file longer once more when it has the second.
        if let Err(error) = lock.unlock().and_then(|()| lock.lock_shared()) {
            return Ok(Presence::unknown(&error));
        }
        lengthen(&lock)?;
        Ok(Presence { lock: Some(lock), length_if_alone: was_alone.then_some(length + 1) })
    }
}

/// How long the file is with one byte more.
fn lengthen(mut file: &File) -> Result<u64, StorageError> {
    let length = file.write_all(b".").and_then(|()| file.metadata());
    let failed =
        |error| StorageError::Unavailable(format!("the lock beside the database: {error}"));
    length.map(|file| file.len()).map_err(failed)
}

fn open(path: &Path) -> std::io::Result<File> {
    let mut options = OpenOptions::new();
    options.append(true).create(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt;
        options.mode(0o600);
    }
    options.open(path)
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;

    use super::*;

    #[test]
    fn of_those_that_come_together_none_takes_itself_for_alone_while_another_is_here() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("x.db");
        File::create(&path).unwrap();
        for _ in 0..200 {
            let enter = || Presence::at_the_door(&path).unwrap().enter(|| Ok(())).unwrap();
            let here: Vec<_> = std::thread::scope(|scope| {
                let coming: Vec<_> = (0..3).map(|_| scope.spawn(enter)).collect();
                coming.into_iter().map(|one| one.join().unwrap()).collect()
            });
            assert!(here.iter().all(|one| !one.is_alone()));
        }
    }

    #[test]
    fn only_the_first_is_alone_and_again_when_all_are_gone() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("x.db");
        File::create(&path).unwrap();
        let alone = Cell::new(0);
        let enter = || {
            let count = || {
                alone.set(alone.get() + 1);
                Ok(())
            };
            Presence::at_the_door(&path).unwrap().enter(count).unwrap()
        };
        let first = enter();
        assert!(first.is_alone());
        let second = enter();
        assert_eq!(alone.get(), 1);
        assert!(!first.is_alone() && !second.is_alone());
        drop(first);
        let third = enter();
        assert_eq!(alone.get(), 1, "the second is still here");
        drop((second, third));
        assert!(enter().is_alone());
        assert_eq!(alone.get(), 2);
    }

    #[cfg(unix)]
    #[test]
    fn whoever_comes_by_a_link_is_not_alone_either() {
        let folder = tempfile::tempdir().unwrap();
        let [path, link] = ["x.db", "link.db"].map(|name| folder.path().join(name));
        File::create(&path).unwrap();
        std::os::unix::fs::symlink(&path, &link).unwrap();
        let enter = |path| Presence::at_the_door(path).unwrap().enter(|| Ok(())).unwrap();
        let (first, second) = (enter(&path), enter(&link));
        assert!(!first.is_alone() && !second.is_alone());
    }
}
