//! When a person answered, which may be some time before it came.

use pilotlight_domain::UnixMillis;

use crate::time;

/// When a person is said to have answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AnsweredAt {
    /// The moment.
    pub moment: UnixMillis,
    /// What was assumed of it, as a `data_quality` code.
    pub note: Option<&'static str>,
}

/// Checks a moment at which a person is said to have answered. One far ahead is refused: it would
/// stand before every later result, and hide a red one. Without an offset it is most likely some
/// local time, and is taken for now. One of more than a week ago is refused too: a phone is not
/// offline for that long, and a clock that was never set says such things.
///
/// # Errors
/// What is wrong with it, in words for the caller.
pub fn check_answered_at(text: &str, now: UnixMillis) -> Result<AnsweredAt, String> {
    const MAX_AHEAD_MS: i64 = 5 * 60 * 1000;
    const MAX_AGO_MS: i64 = 7 * 86_400_000;
    let Some(given) = time::read(text) else {
        return Err("must be a time after RFC 3339, such as 2026-11-22T08:30:00Z".to_owned());
    };
    let is_ahead = given.moment.0 > now.0.saturating_add(MAX_AHEAD_MS);
    if given.moment.0 < now.0.saturating_sub(MAX_AGO_MS) {
        return Err(out_of_bounds(now));
    }
    match (is_ahead, given.assumed_utc) {
        (false, false) => Ok(AnsweredAt { moment: given.moment, note: None }),
        (false, true) => {
            Ok(AnsweredAt { moment: given.moment, note: Some("assumed_utc:timestamp") })
        }
        (true, true) => Ok(AnsweredAt { moment: now, note: Some("clamped:timestamp") }),
        (true, false) => Err(out_of_bounds(now)),
    }
}

fn out_of_bounds(now: UnixMillis) -> String {
    format!(
        "must be at most seven days ago and at most five minutes ahead, by the server's clock, which \
         says {}",
        time::Moment::from(now)
    )
}
