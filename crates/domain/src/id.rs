use std::fmt;

/// The identifier that a client gives to a person: 1 to 128 characters, opaque to Pilotlight.
///
/// Slashes, backslashes, control characters and surrounding white space are refused, since an id
/// is also a path segment. `Debug` prints no id, so that none reaches a log by accident.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(try_from = "String", into = "String"))]
pub struct UserId(String);

/// Why an identifier was refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum InvalidId {
    /// Empty, or nothing but white space.
    #[error("must not be empty")]
    Empty,
    /// More than [`UserId::MAX_CHARS`] characters.
    #[error("must have at most {max} characters, has {given}")]
    TooLong {
        /// The number of characters allowed.
        max: usize,
        /// The number of characters given.
        given: usize,
    },
    /// A character that cannot stand in an id.
    #[error(
        "must not contain a slash, a backslash, a control character or white space at its ends, \
         and must not be \".\" or \"..\""
    )]
    Forbidden,
}

impl UserId {
    /// The longest id, in characters.
    pub const MAX_CHARS: usize = 128;

    /// Takes an id as a client sent it.
    ///
    /// # Errors
    /// [`InvalidId`] says what is wrong with it.
    pub fn new(id: impl Into<String>) -> Result<Self, InvalidId> {
        let id = id.into();
        check_id(&id, Self::MAX_CHARS)?;
        Ok(Self(id))
    }

    /// The id in clear.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Checks an identifier that is also a path segment.
pub(crate) fn check_id(id: &str, max: usize) -> Result<(), InvalidId> {
    if id.trim().is_empty() {
        return Err(InvalidId::Empty);
    }
    let given = id.chars().count();
    if given > max {
        return Err(InvalidId::TooLong { max, given });
    }
    // U+FFFD stands for what could not be read: two broken ids must not become one person.
    let forbidden = |c: char| matches!(c, '/' | '\\' | '\u{FFFD}') || c.is_control();
    if id.contains(forbidden) || id.trim() != id || id == "." || id == ".." {
        return Err(InvalidId::Forbidden);
    }
    Ok(())
}

impl fmt::Debug for UserId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("UserId(…)")
    }
}

impl TryFrom<String> for UserId {
    type Error = InvalidId;

    fn try_from(id: String) -> Result<Self, InvalidId> {
        Self::new(id)
    }
}

impl From<UserId> for String {
    fn from(id: UserId) -> Self {
        id.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_that_cannot_be_a_path_segment_are_refused() {
        for bad in ["a/b", "a\\b", "a\0b", " a", "a\n", ".", ".."] {
            assert_eq!(UserId::new(bad), Err(InvalidId::Forbidden), "{bad:?}");
        }
        assert_eq!(UserId::new("  "), Err(InvalidId::Empty));
        assert_eq!(UserId::new("é".repeat(129)), Err(InvalidId::TooLong { max: 128, given: 129 }));
        for good in ["+15551234567", "ana@example.org", "auth0|12", "é".repeat(128).as_str()] {
            assert!(UserId::new(good).is_ok(), "{good:?}");
        }
    }

    #[test]
    fn debug_shows_no_id() {
        let id = UserId::new("+15551234567").unwrap();
        assert!(!format!("{id:?}").contains("555"));
    }
}
