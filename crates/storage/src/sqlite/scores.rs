//! A person's newest scores.

use diesel::prelude::*;
use pilotlight_domain::{MOST_SCORES, MeasuredScore, UnixMillis, UserId};

use super::fault::Fault;
use super::rows::score_of;
use super::rows_of::first_rows;
use super::schema::check_ins;

/// Of check-ins that measured something, the newest first; of one moment, the worst first. An index
/// holds all of it, so that the check-ins themselves are not read.
#[diesel::dsl::auto_type(no_type_alias)]
pub(super) fn newest_of<'a>(user: &'a str) -> _ {
    check_ins::table
        .filter(check_ins::user_id.eq(user))
        .filter(check_ins::has_evidence)
        .order((check_ins::answered_at_ms.desc(), check_ins::score.desc()))
        .select((check_ins::answered_at_ms, check_ins::score))
}

/// At most [`MOST_SCORES`], in the order in which they were answered.
pub(super) fn newest(
    connection: &mut SqliteConnection,
    user: &UserId,
) -> Result<Vec<MeasuredScore>, Fault> {
    let newest_first: Vec<(i64, i32)> =
        first_rows(newest_of(user.as_str()), MOST_SCORES, connection)?;
    let scores = newest_first.into_iter().rev().map(|(answered_at_ms, score)| {
        let score = score_of("check_ins", score)?;
        Ok(MeasuredScore { answered_at: UnixMillis(answered_at_ms), score })
    });
    scores.collect()
}
