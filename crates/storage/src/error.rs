/// Why something could not be stored or read.
///
/// No message holds a user id, the text of a reply or a password.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum StorageError {
    /// More is waiting than the store takes on; trying again in a moment may succeed.
    #[error("storage is busy: {0}")]
    Busy(&'static str),
    /// Another process or connection held the database for longer than the busy timeout.
    #[error("the database is locked by another process")]
    Locked,
    /// The disk has no room left.
    #[error("the disk is full")]
    Full,
    /// The database cannot be opened, read or written.
    #[error("the database cannot be reached: {0}")]
    Unavailable(String),
    /// A file is in the way of the one that was to be made. It stays as it is.
    #[error("there is a file already: {0}")]
    InTheWay(String),
    /// Another process has the database open, and nobody else may.
    #[error("another process has the database open")]
    InUse,
    /// The database holds people, and was to hold none.
    #[error("the database holds people already")]
    NotEmpty,
    /// The store was closed.
    #[error("storage is closed")]
    Closed,
    /// A constraint of the database refused the row, such as an id that is there already.
    #[error("the database refused a row: {0}")]
    Refused(String),
    /// A stored value is not one that this version can read.
    #[error("{table}.{column} holds what cannot be read: {detail}")]
    Corrupt {
        /// The table.
        table: &'static str,
        /// The column.
        column: &'static str,
        /// What is wrong, without the value of a document.
        detail: String,
    },
    /// The database file itself is damaged, or is no database.
    #[error("the database file is damaged: {0}")]
    Damaged(String),
    /// The database URL names something that is not supported.
    #[error("{0}")]
    UnsupportedUrl(String),
    /// The database could not be brought to this version's schema.
    #[error("migration failed: {0}")]
    Migration(String),
    /// A fault of this crate.
    #[error("internal storage error: {0}")]
    Internal(String),
}

impl StorageError {
    /// A stored value that cannot be read, and why.
    pub(crate) fn corrupt(
        table: &'static str,
        column: &'static str,
        detail: impl std::fmt::Display,
    ) -> Self {
        Self::Corrupt { table, column, detail: detail.to_string() }
    }
}
