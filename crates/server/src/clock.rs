//! The one place that reads the clock.

use pilotlight_domain::UnixMillis;

/// The present moment.
pub(crate) fn now() -> UnixMillis {
    UnixMillis(jiff::Timestamp::now().as_millisecond())
}
