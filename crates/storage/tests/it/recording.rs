//! Many callers, repeated requests, and what belongs together.

use std::collections::HashSet;
use std::time::Duration;

use diesel::connection::SimpleConnection;
use pilotlight_domain::{AlertRef, AlertStatus, CheckIn, UnixMillis};
use pilotlight_storage::{
    Earlier, IdempotencyKey, NewCheckIn, Recorded, Redelivery, StorageError, VideoMeasures,
};
use tokio::task::JoinSet;

use crate::support::{DAY, Place, record, rows_of, scored, undelivered, user};

fn with_key(key: &str, fingerprint: &str, new: NewCheckIn) -> NewCheckIn {
    let idempotency = Some(IdempotencyKey {
        key: key.to_owned(),
        fingerprint: fingerprint.to_owned(),
        beside: Some(format!("beside {fingerprint}")),
    });
    NewCheckIn { idempotency, ..new }
}

fn repeated(check_in: &CheckIn, beside: Option<&str>) -> Recorded {
    let beside = beside.map(str::to_owned);
    Recorded::Repeated { check_in: Box::new(check_in.clone()), beside }
}

const WINDOW_MS: i64 = 90_000;

/// A check-in by a text that this digest knows again.
fn text(digest: &str, new: NewCheckIn) -> NewCheckIn {
    NewCheckIn { redelivery: Some(redelivery(digest)), ..new }
}

fn redelivery(digest: &str) -> Redelivery {
    Redelivery { digest: digest.to_owned(), window: Duration::from_secs(90) }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn of_racing_deliveries_of_one_text_one_is_stored() {
    let place = Place::new();
    let store = place.store().await;
    let elsewhere = place.store().await;
    let mut writes = JoinSet::new();
    for number in 0..40_i64 {
        let store = if number % 2 == 0 { store.clone() } else { elsewhere.clone() };
        let new = text("d", scored("ana", &format!("id{number}"), DAY + number, 80));
        writes.spawn(async move { (new.check_in.clone(), store.record(new).await.unwrap()) });
    }
    let answers = writes.join_all().await;
    let stored: Vec<_> = answers.iter().filter(|(_, a)| *a == Recorded::Stored).collect();
    assert_eq!(stored.len(), 1);
    for (_, answer) in answers.iter().filter(|(_, answer)| *answer != Recorded::Stored) {
        assert_eq!(*answer, repeated(&stored[0].0, None));
    }
    assert_eq!((rows_of(&place, "check_ins"), rows_of(&place, "alerts")), (1, 1));
}

#[tokio::test]
async fn a_text_that_came_while_the_clock_was_ahead_is_another() {
    let place = Place::new();
    let store = place.store().await;
    let ahead = record(&store, text("d", scored("ana", "ahead", DAY + WINDOW_MS, 20))).await;
    let ana = user("ana");
    let find = async |now| store.find_redelivered(&ana, &redelivery("d"), UnixMillis(now)).await;
    assert_eq!(find(DAY).await, Ok(Some(ahead)));
    assert_eq!(find(DAY - 1).await, Ok(None));
    let now = record(&store, text("d", scored("ana", "now", DAY - 1, 20))).await;
    assert_eq!(rows_of(&place, "redeliveries"), 1);
    assert_eq!(find(DAY).await, Ok(Some(now)));
}

#[tokio::test]
async fn a_text_is_the_same_for_its_window_and_then_forgotten() {
    let place = Place::new();
    let store = place.store().await;
    let first = record(&store, text("d", scored("ana", "a", DAY, 20))).await;
    record(&store, text("d", scored("ben", "a", DAY, 20))).await;
    record(&store, text("other", scored("ana", "b", DAY, 20))).await;
    let again = store.record(text("d", scored("ana", "c", DAY + WINDOW_MS - 1, 20))).await;
    assert_eq!(again, Ok(repeated(&first, None)));
    let ana = user("ana");
    let find = async |now| store.find_redelivered(&ana, &redelivery("d"), UnixMillis(now)).await;
    assert_eq!(find(DAY + WINDOW_MS - 1).await, Ok(Some(first)));
    assert_eq!(find(DAY + WINDOW_MS).await, Ok(None));
    record(&store, text("d", scored("ana", "d", DAY + WINDOW_MS, 20))).await;
    assert_eq!(rows_of(&place, "redeliveries"), 1, "nobody's old digest stays");
    assert_eq!(store.forget_redeliveries(UnixMillis(DAY + WINDOW_MS)).await, Ok(1));
    assert_eq!(rows_of(&place, "check_ins"), 4);
}

#[tokio::test]
async fn each_database_has_a_secret_of_its_own_and_keeps_it() {
    let (place, other) = (Place::new(), Place::new());
    let secret = place.store().await.redelivery_secret().await.unwrap();
    assert_eq!(secret.len(), 64);
    assert_eq!(place.store().await.redelivery_secret().await.unwrap(), secret);
    assert_ne!(other.store().await.redelivery_secret().await.unwrap(), secret);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn thirty_people_with_six_check_ins_each_at_once_are_all_there() {
    let place = Place::new();
    let store = place.store().await;
    let mut writes = JoinSet::new();
    for person in 0..30 {
        for number in 0..6_i64 {
            let store = store.clone();
            let mut new = scored(&format!("u{person}"), &format!("{number}"), DAY + number, 80);
            let (id, status) = (format!("alert-{person}-{number}"), AlertStatus::Queued);
            new.check_in.alert = Some(AlertRef { id, status });
            writes.spawn(async move { store.record(new).await });
        }
    }
    for written in writes.join_all().await {
        assert_eq!(written, Ok(Recorded::Stored));
    }
    for person in 0..30 {
        let history = store.history(&user(&format!("u{person}")), 200, None).await.unwrap();
        let ids: Vec<&str> = history.iter().map(|check_in| check_in.id.as_str()).collect();
        assert_eq!(ids, ["5", "4", "3", "2", "1", "0"]);
    }
    assert_eq!(rows_of(&place, "users"), 30);
    assert_eq!(rows_of(&place, "check_ins"), 180);
    assert_eq!(rows_of(&place, "alerts"), 180);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn of_racing_requests_under_one_key_one_is_stored() {
    let place = Place::new();
    let store = place.store().await;
    let mut writes = JoinSet::new();
    for number in 0..40_i64 {
        let store = store.clone();
        let new = with_key("k", "f", scored("ana", &format!("id{number}"), DAY + number, 80));
        writes.spawn(async move { (new.check_in.clone(), store.record(new).await.unwrap()) });
    }
    let answers = writes.join_all().await;
    let stored: Vec<_> = answers.iter().filter(|(_, a)| *a == Recorded::Stored).collect();
    assert_eq!(stored.len(), 1);
    let (winner, _) = stored[0];
    for (_, answer) in answers.iter().filter(|(_, answer)| *answer != Recorded::Stored) {
        assert_eq!(*answer, repeated(winner, Some("beside f")));
    }
    assert_eq!(rows_of(&place, "check_ins"), 1);
    assert_eq!(rows_of(&place, "alerts"), 1);
}

#[tokio::test]
async fn a_key_is_one_persons_and_one_requests() {
    let place = Place::new();
    let store = place.store().await;
    let first = record(&store, with_key("k", "f", scored("ana", "a", DAY, 20))).await;
    record(&store, with_key("k", "f", scored("ben", "a", DAY, 20))).await;
    record(&store, with_key("k2", "f", scored("ana", "b", DAY, 20))).await;
    record(&store, scored("ana", "c", DAY, 20)).await;

    let reused = store.record(with_key("k", "other", scored("ana", "d", DAY, 20))).await;
    assert_eq!(reused, Ok(Recorded::KeyReused));
    let again = store.record(with_key("k", "f", scored("ana", "e", DAY + 9, 90))).await;
    assert_eq!(again, Ok(repeated(&first, Some("beside f"))));

    let found = store.find_idempotent(&user("ana"), "k", UnixMillis(DAY)).await;
    let (fingerprint, beside) = ("f".to_owned(), Some("beside f".to_owned()));
    assert_eq!(found, Ok(Some(Earlier { fingerprint, check_in: first, beside })));
    assert_eq!(store.find_idempotent(&user("ana"), "never", UnixMillis(DAY)).await, Ok(None));
    assert_eq!(rows_of(&place, "check_ins"), 4);
}

#[tokio::test]
async fn a_repeated_request_is_told_the_alerts_status_as_it_is_now() {
    let place = Place::new();
    let store = place.store().await;
    record(&store, with_key("k", "f", scored("ana", "a", DAY, 80))).await;
    let (now, later) = (UnixMillis(DAY), UnixMillis(DAY + 60_000));
    assert_eq!(store.claim_alerts(now, later, 10).await.unwrap().len(), 1);
    let repeated = store.record(with_key("k", "f", scored("ana", "b", DAY, 80))).await.unwrap();
    let Recorded::Repeated { check_in, .. } = repeated else { panic!("{repeated:?}") };
    assert_eq!(check_in.alert.unwrap().status, AlertStatus::Sending);
}

/// The alert's id is taken, so its row fails after the check-in's went in.
#[tokio::test]
async fn check_in_alert_video_and_key_are_stored_together_or_not_at_all() {
    let place = Place::new();
    let store = place.store().await;
    record(&store, scored("ana", "a", DAY, 80)).await;

    let mut new = with_key("k", "f", scored("ana", "b", DAY + 1, 80));
    new.video = Some(VideoMeasures::default());
    new.check_in.alert = Some(AlertRef { id: "alert-a".to_owned(), status: AlertStatus::Queued });
    let refused = store.record(new).await.unwrap_err();
    assert!(matches!(refused, StorageError::Refused(_)), "{refused:?}");

    for (table, rows) in
        [("check_ins", 1), ("alerts", 1), ("video_analyses", 0), ("idempotency_keys", 0)]
    {
        assert_eq!(rows_of(&place, table), rows, "{table}");
    }
    let again = with_key("k", "f", scored("ana", "b", DAY + 1, 80));
    record(&store, again).await;
    assert_eq!(rows_of(&place, "alerts"), 2);
}

#[tokio::test]
async fn a_red_check_in_without_an_alert_is_refused() {
    let place = Place::new();
    let store = place.store().await;
    let mut new = scored("ana", "a", DAY, 65);
    new.check_in.alert = None;
    let refused = store.record(new).await.unwrap_err();
    assert!(matches!(&refused, StorageError::Refused(why) if why.contains("red_has_an_alert")));
    assert_eq!(rows_of(&place, "check_ins"), 0);
}

#[tokio::test]
async fn the_same_id_twice_is_refused() {
    let place = Place::new();
    let store = place.store().await;
    record(&store, scored("ana", "a", DAY, 20)).await;
    let refused = store.record(scored("ana", "a", DAY, 20)).await.unwrap_err();
    assert!(matches!(refused, StorageError::Refused(_)), "{refused:?}");
}

/// While somebody else holds the file, writes pile up behind the writer and become one batch.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn one_bad_write_of_a_batch_fails_alone() {
    let place = Place::new();
    let store = place.store().await;
    let mut other = place.other_connection();
    other.batch_execute("BEGIN IMMEDIATE").unwrap();
    let mut writes = JoinSet::new();
    for number in 0..60_i64 {
        let store = store.clone();
        let mut new = scored("ana", &format!("{number:02}"), DAY + number, 80);
        if number % 10 == 3 {
            new.check_in.alert = None;
        }
        writes.spawn(async move { (number, store.record(new).await) });
    }
    other.batch_execute("COMMIT").unwrap();
    for (number, answer) in writes.join_all().await {
        match number % 10 {
            3 => assert!(matches!(answer, Err(StorageError::Refused(_))), "{answer:?}"),
            _ => assert_eq!(answer, Ok(Recorded::Stored)),
        }
    }
    let history = store.history(&user("ana"), 200, None).await.unwrap();
    let ids: HashSet<&str> = history.iter().map(|check_in| check_in.id.as_str()).collect();
    assert_eq!(ids.len(), 54);
    assert!(!ids.contains("03"));
    assert_eq!(undelivered(&store).await, [(AlertStatus::Queued, 54)]);
}

#[tokio::test]
async fn a_write_whose_caller_went_away_is_carried_out() {
    let place = Place::new();
    let store = place.store().await;
    let mut other = place.other_connection();
    other.batch_execute("BEGIN IMMEDIATE").unwrap();
    let abandoned = store.record(scored("ana", "a", DAY, 80));
    let mut abandoned = Box::pin(abandoned);
    let queued = std::future::poll_fn(|context| {
        std::task::Poll::Ready(abandoned.as_mut().poll(context).is_pending())
    });
    assert!(queued.await);
    drop(abandoned);
    other.batch_execute("COMMIT").unwrap();
    store.close().await;
    assert!(store.latest(&user("ana")).await.unwrap().is_some());
}

#[tokio::test]
async fn a_key_is_forgotten_after_a_day() {
    let place = Place::new();
    let store = place.store().await;
    let at = |id: &str, received_at| {
        let mut new = with_key("k", id, scored("ana", id, received_at, 20));
        new.check_in.received_at = UnixMillis(received_at);
        new
    };
    let next_day = DAY + 86_400_000;
    assert_eq!(store.record(at("first", DAY)).await, Ok(Recorded::Stored));
    assert_eq!(store.record(at("other", next_day - 1)).await, Ok(Recorded::KeyReused));
    let found = store.find_idempotent(&user("ana"), "k", UnixMillis(next_day)).await;
    assert_eq!(found, Ok(None));
    assert_eq!(store.record(at("second", next_day)).await, Ok(Recorded::Stored));
    assert_eq!(store.forget_old_keys(UnixMillis(next_day)).await, Ok(0));
    assert_eq!(store.forget_old_keys(UnixMillis(next_day + 86_400_000)).await, Ok(1));
    assert_eq!(rows_of(&place, "check_ins"), 2);
}

#[tokio::test]
async fn a_key_from_a_clock_that_ran_ahead_is_kept_a_day_and_no_longer() {
    const YEAR: i64 = 365 * 86_400_000;
    let place = Place::new();
    let store = place.store().await;
    let mut ahead = with_key("k", "a", scored("ana", "a", DAY, 20));
    ahead.check_in.received_at = UnixMillis(DAY + YEAR);
    store.record(ahead).await.unwrap();
    assert_eq!(store.forget_old_keys(UnixMillis(DAY)).await, Ok(0));
    let later = UnixMillis(DAY + 86_399_999);
    assert!(store.find_idempotent(&user("ana"), "k", later).await.unwrap().is_some());
    assert_eq!(store.forget_old_keys(UnixMillis(DAY + 86_400_000)).await, Ok(1));
}
