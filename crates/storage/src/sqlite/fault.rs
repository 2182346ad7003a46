use diesel::result::{DatabaseErrorKind, Error};

use crate::error::StorageError;

/// A [`StorageError`] that diesel's errors turn into by `?`. It stays inside this module, so that
/// the public error knows no diesel.
#[derive(Debug)]
pub(super) struct Fault(pub(super) StorageError);

impl From<StorageError> for Fault {
    fn from(error: StorageError) -> Self {
        Self(error)
    }
}

impl From<Error> for Fault {
    fn from(error: Error) -> Self {
        Self(match error {
            Error::DatabaseError(kind, information) => {
                let message = information.message();
                match kind {
                    DatabaseErrorKind::UniqueViolation
                    | DatabaseErrorKind::ForeignKeyViolation
                    | DatabaseErrorKind::NotNullViolation
                    | DatabaseErrorKind::CheckViolation => {
                        StorageError::Refused(message.to_owned())
                    }
                    _ => of_message(message),
                }
            }
            Error::RollbackErrorOnCommit { commit_error, .. } => Self::from(*commit_error).0,
            Error::DeserializationError(_) => {
                StorageError::Damaged("a value is not of its column's type".to_owned())
            }
            other => StorageError::Internal(other.to_string()),
        })
    }
}

/// Tells apart what diesel does not: it has SQLite's message, and not its code.
pub(super) fn of_message(message: &str) -> StorageError {
    let says = |words: &[&str]| words.iter().any(|word| message.contains(word));
    if says(&["is locked", "locking protocol"]) {
        StorageError::Locked
    } else if says(&["disk is full"]) {
        StorageError::Full
    } else if says(&["malformed", "not a database"]) {
        StorageError::Damaged(message.to_owned())
    } else if says(&["disk I/O", "readonly", "unable to open", "out of memory"]) {
        StorageError::Unavailable(message.to_owned())
    } else {
        StorageError::Internal(message.to_owned())
    }
}
