//! The scores that a check-in is held against.

use pilotlight_domain::{Finding, MOST_SCORES, MeasuredScore, UnixMillis};
use pilotlight_storage::{Standing, Store};

use crate::support::{DAY, Place, check_in, finding, record, scored, user};

/// How long after the first moment, and the score.
fn shown(scores: &[MeasuredScore]) -> Vec<(i64, u8)> {
    scores.iter().map(|point| (point.answered_at.0 - DAY, point.score.value())).collect()
}

async fn standing(store: &Store, id: &str) -> Standing {
    store.standing(&user(id)).await.unwrap()
}

#[tokio::test]
async fn scores_come_in_the_order_of_the_answers_without_what_measured_nothing() {
    let place = Place::new();
    let store = place.store().await;
    assert_eq!(standing(&store, "ana").await, Standing::default());
    for (id, answered_at, score) in [("c", 30, 70), ("a", 10, 20), ("b", 20, 0), ("e", 20, 100)] {
        record(&store, scored("ana", id, DAY + answered_at, score)).await;
    }
    record(&store, scored("ben", "x", DAY + 15, 99)).await;
    let data_quality = vec!["no_evidence".to_owned()];
    let nothing = Finding { data_quality, ..finding(50) };
    let last = record(&store, check_in("ana", "d", DAY + 40, nothing)).await;

    let Standing { latest, scores } = standing(&store, "ana").await;
    assert_eq!(shown(&scores), [(10, 20), (20, 0), (20, 100), (30, 70)]);
    assert_eq!(latest, Some(last));
    // A span is for the trend that is drawn, not for what is usual.
    let (from, to) = (Some(UnixMillis(DAY + 30)), Some(UnixMillis(DAY + 31)));
    let metrics = store.metrics(&user("ana"), from, to).await.unwrap();
    assert_eq!((metrics.trend.len(), metrics.scores), (1, scores));
}

#[tokio::test]
async fn the_newest_scores_are_told() {
    let place = Place::new();
    let store = place.store().await;
    let all = i64::from(MOST_SCORES) + 5;
    for number in 0..all {
        record(&store, scored("ana", &format!("{number}"), DAY + number, 20)).await;
    }
    let scores = shown(&standing(&store, "ana").await.scores);
    assert_eq!(scores, (5..all).map(|number| (number, 20)).collect::<Vec<_>>());
}
