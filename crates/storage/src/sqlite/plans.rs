//! How SQLite goes about what is read at every check-in, and where it could read too much.

use std::time::Duration;

use diesel::prelude::*;
use diesel::query_builder::QueryFragment;
use diesel::sql_types::Text;
use diesel::sqlite::Sqlite;
use pilotlight_domain::{AlertStatus, UserId};

use super::alerts::on_call::of_person;
use super::connection::{Connector, Role};
use super::context::typed_before;
use super::migrate;
use super::news::numbered_after;
use super::scores::newest_of;
use crate::model::AlertFilter;

#[derive(QueryableByName)]
struct Step {
    #[diesel(sql_type = Text)]
    detail: String,
}

/// The steps of a query in a new database.
fn plan_of(query: &impl QueryFragment<Sqlite>) -> Vec<String> {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("x.db");
    migrate(&file, Duration::from_secs(5)).unwrap();
    let connector = Connector::new(&file, Duration::from_secs(5)).unwrap();
    let mut connection = connector.connect(Role::Reader).unwrap_or_else(|_| panic!("opens"));
    let query = diesel::debug_query::<Sqlite, _>(query).to_string();
    let (sql, _) = query.split_once("-- binds").unwrap();
    let steps: Vec<Step> =
        diesel::sql_query(format!("EXPLAIN QUERY PLAN {sql}")).load(&mut connection).unwrap();
    steps.into_iter().map(|step| step.detail).collect()
}

/// One step each: nothing is sorted.
#[test]
fn scores_and_typing_samples_are_read_from_one_index_alone() {
    let by_index = |range: &str| {
        [format!("SEARCH check_ins USING COVERING INDEX check_ins_in_brief (user_id=?{range})")]
    };
    assert_eq!(plan_of(&newest_of("ana")), by_index(""));
    assert_eq!(plan_of(&typed_before("ana", 5)), by_index(" AND answered_at_ms<?"));
}

/// In the order of their storing, of which there is no index: nobody else's are looked at.
#[test]
fn a_persons_news_are_found_among_their_own_check_ins() {
    let plan = plan_of(&numbered_after("ana", 5));
    assert!(plan[0].starts_with("SEARCH check_ins USING COVERING INDEX"), "{plan:?}");
    assert!(plan[0].ends_with("(user_id=?)"), "{plan:?}");
}

#[test]
fn a_persons_alerts_are_found_without_reading_everybody_elses() {
    let user = UserId::new("ana").unwrap();
    for statuses in [&AlertStatus::ALL[..1], AlertStatus::ALL] {
        let filter = AlertFilter { statuses: statuses.to_vec(), ..AlertFilter::default() };
        let plan = plan_of(&of_person(&filter, &user, 30));
        assert_eq!(plan[0], "SEARCH alerts USING PRIMARY KEY (user_id=?)", "{plan:?}");
    }
}
