//! Moments on the wire: RFC 3339 in UTC, to the millisecond.

use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::tz::TimeZone;
use pilotlight_domain::UnixMillis;
use serde::{Serialize, Serializer};

/// A moment as it is sent. It is always printed with its milliseconds, so that moments of the years
/// 0 to 9999 sort as texts do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Moment(Timestamp);

impl From<UnixMillis> for Moment {
    fn from(moment: UnixMillis) -> Self {
        Self(timestamp(moment))
    }
}

impl From<Timestamp> for Moment {
    fn from(moment: Timestamp) -> Self {
        Self(moment)
    }
}

impl std::fmt::Display for Moment {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:.3}", self.0)
    }
}

impl Serialize for Moment {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

/// A stored moment, to reckon with: what is sent is a [`Moment`].
#[must_use]
pub fn timestamp(moment: UnixMillis) -> Timestamp {
    let earliest_or_latest = if moment.0 < 0 { Timestamp::MIN } else { Timestamp::MAX };
    Timestamp::from_millisecond(moment.0).unwrap_or(earliest_or_latest)
}

/// A moment that a client sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct GivenMoment {
    /// The moment.
    pub moment: UnixMillis,
    /// It came without an offset and was taken for UTC.
    pub assumed_utc: bool,
}

/// Reads a moment that a client sent. One without an offset is taken for UTC, since all times here
/// are in UTC; the result says so.
#[must_use]
pub fn read(text: &str) -> Option<GivenMoment> {
    if let Ok(timestamp) = text.parse::<Timestamp>() {
        let moment = UnixMillis(timestamp.as_millisecond());
        return Some(GivenMoment { moment, assumed_utc: false });
    }
    let naive: DateTime = text.parse().ok()?;
    // A bare date parses too, and would be midnight: that is no moment anybody answered at.
    if !text.contains([':', 'T', 't']) {
        return None;
    }
    let zoned = naive.to_zoned(TimeZone::UTC).ok()?;
    let moment = UnixMillis(zoned.timestamp().as_millisecond());
    Some(GivenMoment { moment, assumed_utc: true })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moments_sort_as_their_texts_do() {
        let texts = [-1, 0, 500, 1000, 1001, 1_790_000_000_000, 1_790_000_000_010]
            .map(|ms| Moment::from(UnixMillis(ms)).to_string());
        assert!(texts.is_sorted(), "{texts:?}");
        assert_eq!(texts[5], "2026-09-21T14:13:20.000Z");
        for text in &texts {
            let again = read(text).map(|given| Moment::from(given.moment).to_string());
            assert_eq!(again.as_ref(), Some(text));
        }
    }

    #[test]
    fn moments_are_read_with_and_without_an_offset() {
        let expected = UnixMillis(1_790_000_000_123);
        let sent = Moment::from(expected).to_string();
        assert_eq!(read(&sent).map(|given| given.moment), Some(expected));
        let naive = sent.trim_end_matches('Z');
        assert_eq!(read(naive), Some(GivenMoment { moment: expected, assumed_utc: true }));
        assert_eq!(read("2026-09-21T16:13:20.123+02:00").map(|g| g.assumed_utc), Some(false));
        for bad in ["", "yesterday", "2026-09-21", "12:30", "1790000000"] {
            assert_eq!(read(bad), None, "{bad:?}");
        }
    }
}
