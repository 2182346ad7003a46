//! The one place that reads the clock.

use std::time::Duration;

use jiff::civil::Date;
use jiff::tz::TimeZone;
use pilotlight_domain::UnixMillis;

/// The present moment.
pub(crate) fn now() -> UnixMillis {
    UnixMillis(jiff::Timestamp::now().as_millisecond())
}

/// The present day, in UTC.
pub(crate) fn today() -> Date {
    jiff::Timestamp::now().to_zoned(TimeZone::UTC).date()
}

/// A moment this much after another.
pub(crate) fn later(moment: UnixMillis, by: Duration) -> UnixMillis {
    UnixMillis(moment.0.saturating_add(i64::try_from(by.as_millis()).unwrap_or(i64::MAX)))
}
