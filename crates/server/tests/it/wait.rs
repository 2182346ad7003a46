//! Waiting for conditions, never for time to pass.

use std::time::{Duration, Instant};

/// How long a condition may take to come true: far longer than it should on a busy machine.
const PATIENCE: Duration = Duration::from_secs(20);

const PAUSE: Duration = Duration::from_millis(15);

/// Checks again and again until there is something, and gives it.
pub(crate) async fn eventually<T>(what: &str, check: impl AsyncFnMut() -> Option<T>) -> T {
    within(PATIENCE, what, check).await
}

/// As [`eventually`], with a patience of the caller's own.
pub(crate) async fn within<T>(
    patience: Duration,
    what: &str,
    mut check: impl AsyncFnMut() -> Option<T>,
) -> T {
    let start = Instant::now();
    loop {
        if let Some(found) = check().await {
            return found;
        }
        assert!(start.elapsed() < patience, "waited in vain: {what}");
        tokio::time::sleep(PAUSE).await;
    }
}

/// The moment some days ago, to the second, as it is sent.
pub(crate) fn days_ago(days: i64) -> String {
    let moment = jiff::Timestamp::now() - jiff::SignedDuration::from_hours(24 * days);
    let moment = jiff::Timestamp::from_second(moment.as_second()).unwrap();
    format!("{moment:.3}")
}

/// The same moment, as a clock two hours ahead of UTC shows it.
pub(crate) fn two_hours_ahead(moment: &str) -> String {
    let moment: jiff::Timestamp = moment.parse().unwrap();
    let zone = jiff::tz::TimeZone::fixed(jiff::tz::offset(2));
    moment.to_zoned(zone).strftime("%Y-%m-%dT%H:%M:%S%.f%:z").to_string()
}
