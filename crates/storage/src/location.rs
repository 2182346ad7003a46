use std::path::PathBuf;

use crate::error::StorageError;

const ALLOWED: &str = "allowed is sqlite://pilotlight.db in the working directory or, with three \
    slashes, sqlite:///var/lib/pilotlight/data.db from the root";

/// Where a database is, as its URL says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Location {
    /// An SQLite file, as an absolute path.
    Sqlite(PathBuf),
}

impl Location {
    /// Reads a database URL. The URL is not repeated in an error: it may hold a password.
    pub(crate) fn parse(url: &str) -> Result<Self, StorageError> {
        let unsupported = |what: &str| {
            StorageError::UnsupportedUrl(format!("the database URL {what}: {ALLOWED}"))
        };
        let Some((scheme, path)) = url.split_once("://") else {
            return Err(unsupported("has no scheme"));
        };
        if scheme != "sqlite" {
            return Err(unsupported("has a scheme that is not supported"));
        }
        if path.is_empty() || path.ends_with('/') {
            return Err(unsupported("names no file"));
        }
        if path.starts_with("//") {
            return Err(unsupported("has more slashes than three"));
        }
        if path.starts_with('~') {
            return Err(unsupported("begins with ~, which stands for no folder here"));
        }
        if path == ":memory:" || path.starts_with("file:") {
            return Err(unsupported("names a database in memory or an SQLite URI"));
        }
        if path.contains(['?', '#', '\0']) {
            return Err(unsupported("has parameters"));
        }
        let absolute = std::path::absolute(path)
            .map_err(|error| StorageError::Unavailable(format!("working directory: {error}")))?;
        Ok(Self::Sqlite(absolute))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refused(url: &str) -> String {
        match Location::parse(url) {
            Err(StorageError::UnsupportedUrl(message)) => message,
            other => panic!("{url}: {other:?}"),
        }
    }

    #[test]
    fn relative_and_absolute_paths() {
        let Location::Sqlite(path) = Location::parse("sqlite:///var/x.db").unwrap();
        assert_eq!(path, PathBuf::from("/var/x.db"));
        let Location::Sqlite(path) = Location::parse("sqlite://x.db").unwrap();
        assert_eq!(path, std::env::current_dir().unwrap().join("x.db"));
    }

    #[test]
    fn anything_else_is_refused_and_told_what_is_allowed() {
        let urls = [
            "",
            "pilotlight.db",
            "/var/x.db",
            ":memory:",
            "sqlite:x.db",
            "sqlite://",
            "sqlite:///var/",
            "sqlite:////var/x.db",
            "sqlite://~/x.db",
            "sqlite://:memory:",
            "sqlite://file::memory:",
            "sqlite://file:x?mode=memory",
            "sqlite://x.db?mode=memory",
            "mysql://localhost/x",
        ];
        for url in urls {
            assert!(refused(url).contains("sqlite:///var/lib/pilotlight/data.db"), "{url}");
        }
        let postgres = refused("postgres://me:secret@host/db");
        assert!(!postgres.contains("secret"), "{postgres}");
    }
}
