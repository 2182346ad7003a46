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
fn newest_of<'a>(user: &'a str) -> _ {
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

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use diesel::sql_types::Text;
    use diesel::sqlite::Sqlite;

    use super::*;
    use crate::sqlite::connection::{Connector, Role};
    use crate::sqlite::migrate;

    #[derive(QueryableByName)]
    struct Step {
        #[diesel(sql_type = Text)]
        detail: String,
    }

    #[test]
    fn the_newest_scores_are_read_from_an_index_alone() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("x.db");
        migrate(&file, Duration::from_secs(5)).unwrap();
        let connector = Connector::new(&file, Duration::from_secs(5)).unwrap();
        let mut connection = connector.connect(Role::Reader).unwrap_or_else(|_| panic!("opens"));
        let query = diesel::debug_query::<Sqlite, _>(&newest_of("ana")).to_string();
        let (sql, _) = query.split_once("-- binds").unwrap();
        let steps: Vec<Step> =
            diesel::sql_query(format!("EXPLAIN QUERY PLAN {sql}")).load(&mut connection).unwrap();
        // One step: nothing is sorted.
        let details: Vec<&str> = steps.iter().map(|step| step.detail.as_str()).collect();
        let expected = "SEARCH check_ins USING COVERING INDEX check_ins_scored (user_id=?)";
        assert_eq!(details, [expected]);
    }
}
