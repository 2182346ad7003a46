//! Who else has the database open. Each process holds a lock on a file beside it, which ends with
//! the process however that ends: so the first to come knows that whoever held something is dead.

use std::fs::{File, OpenOptions, TryLockError};
use std::path::{Path, PathBuf};

use crate::error::StorageError;

/// Being here, as long as it lasts.
pub(super) struct Presence {
    _lock: Option<File>,
}

impl Presence {
    /// Opens the file beside the database. SQLite needs more files there, so that one that cannot be
    /// made says best what is wrong.
    pub(super) fn at_the_door(database: &Path) -> Result<AtTheDoor, StorageError> {
        let mut name = database.as_os_str().to_owned();
        name.push("-lock");
        let path = PathBuf::from(name);
        let file = open(&path)
            .map_err(|error| StorageError::Unavailable(format!("{}: {error}", path.display())))?;
        Ok(AtTheDoor(file))
    }

    /// Where the file system knows no locks, nobody is taken to be alone.
    fn unknown(error: &std::io::Error) -> Self {
        tracing::warn!(%error, "no locks beside the database: what a crash left is found later");
        Self { _lock: None }
    }
}

/// The file, before it is locked.
pub(super) struct AtTheDoor(File);

impl AtTheDoor {
    /// Enters, after `if_alone` where nobody else is here. Nobody else enters meanwhile.
    pub(super) fn enter(
        self,
        if_alone: impl FnOnce() -> Result<(), StorageError>,
    ) -> Result<Presence, StorageError> {
        let Self(lock) = self;
        match lock.try_lock() {
            Ok(()) => {
                if_alone()?;
                // Between the two, another may look after what was left just as well.
                let _ = lock.unlock();
            }
            Err(TryLockError::WouldBlock) => {}
            Err(TryLockError::Error(error)) => return Ok(Presence::unknown(&error)),
        }
        match lock.lock_shared() {
            Ok(()) => Ok(Presence { _lock: Some(lock) }),
            Err(error) => Ok(Presence::unknown(&error)),
        }
    }
}

fn open(path: &Path) -> std::io::Result<File> {
    let mut options = OpenOptions::new();
    options.write(true).create(true).truncate(false);
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
    fn only_the_first_is_alone_and_again_when_all_are_gone() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("x.db");
        let alone = Cell::new(0);
        let enter = || {
            let count = || {
                alone.set(alone.get() + 1);
                Ok(())
            };
            Presence::at_the_door(&path).unwrap().enter(count).unwrap()
        };
        let (first, second) = (enter(), enter());
        assert_eq!(alone.get(), 1);
        drop(first);
        let third = enter();
        assert_eq!(alone.get(), 1, "the second is still here");
        drop((second, third));
        enter();
        assert_eq!(alone.get(), 2);
    }
}
