//! A person's version moves with what is written about them, and only after it can be read.

use std::pin::pin;
use std::task::{Context, Waker};

use diesel::connection::SimpleConnection;
use pilotlight_domain::UnixMillis;
use pilotlight_storage::{AlertOutcome, Profile, StorageError, Store, Version};

use crate::support::{DAY, Place, record, scored, user};

const NOW: UnixMillis = UnixMillis(DAY);

/// Ana's version, which is another than before.
fn moved(store: &Store, before: Option<Version>) -> Option<Version> {
    let now = store.version(&user("ana"));
    assert!(now.is_some());
    assert_ne!(now, before);
    now
}

#[tokio::test]
async fn every_write_about_a_person_moves_it() {
    let place = Place::new();
    let store = place.store().await;
    let ana = user("ana");
    let first = store.version(&ana);
    record(&store, scored("ana", "1", DAY, 80)).await;
    let recorded = moved(&store, first);
    store.hasten_alerts(&ana, NOW).await.unwrap();
    let hastened = moved(&store, recorded);
    let [alert] = &store.claim_alerts(NOW, UnixMillis(DAY + 1), 1).await.unwrap()[..] else {
        panic!("one alert")
    };
    let claimed = moved(&store, hastened);
    let outcome = AlertOutcome::Delivered { message_id: "SM1".to_owned() };
    let given_up = AlertOutcome::GivenUp { error: "timed out".to_owned() };
    assert!(store.settle_alert(alert, given_up, NOW).await.unwrap());
    let dead = moved(&store, claimed);
    store.retry_alert(&alert.id, NOW).await.unwrap().unwrap();
    let retried = moved(&store, dead);
    assert!(store.settle_alert(alert, outcome, NOW).await.unwrap());
    let settled = moved(&store, retried);
    store.put_profile(&ana, Profile::default(), NOW).await.unwrap();
    moved(&store, settled);
}

#[tokio::test]
async fn what_is_not_about_the_person_leaves_it() {
    let place = Place::new();
    let store = place.store().await;
    record(&store, scored("ana", "1", DAY, 20)).await;
    store.look_for_foreign_writes().await.unwrap();
    let before = store.version(&user("ana"));
    store.latest(&user("ana")).await.unwrap();
    store.ping().await.unwrap();
    store.forget_old_keys(NOW).await.unwrap();
    store.look_for_foreign_writes().await.unwrap();
    // People share counters, but not all of them share one.
    let mut others = 0;
    for number in 0..8 {
        let version = store.version(&user("ana"));
        record(&store, scored(&format!("person-{number}"), "2", DAY, 20)).await;
        others += usize::from(store.version(&user("ana")) != version);
    }
    assert!(others < 4, "{others} of 8 moved it");
    assert!(others > 0 || store.version(&user("ana")) == before);
}

#[tokio::test]
async fn a_write_whose_caller_went_away_moves_it_too() {
    let place = Place::new();
    let store = place.store().await;
    let before = store.version(&user("ana"));
    {
        let mut write = pin!(store.record(scored("ana", "1", DAY, 20)));
        assert!(write.as_mut().poll(&mut Context::from_waker(Waker::noop())).is_pending());
    }
    // It is answered after what was queued before it.
    store.put_profile(&user("ben"), Profile::default(), NOW).await.unwrap();
    moved(&store, before);
    assert!(store.latest(&user("ana")).await.unwrap().is_some());
}

#[tokio::test]
async fn it_moves_only_when_the_write_can_be_read() {
    let place = Place::new();
    let store = place.store().await;
    for number in 0..50 {
        let before = store.version(&user("ana"));
        let (new, writing) = (scored("ana", &number.to_string(), DAY + number, 20), store.clone());
        let write = tokio::spawn(async move { writing.record(new).await });
        while store.version(&user("ana")) == before {
            tokio::task::yield_now().await;
        }
        let latest = store.latest(&user("ana")).await.unwrap().unwrap();
        assert_eq!(latest.id, number.to_string());
        write.await.unwrap().unwrap();
    }
}

#[tokio::test]
async fn what_another_process_wrote_moves_it_when_it_is_looked_for() {
    let place = Place::new();
    let store = place.store().await;
    record(&store, scored("ana", "1", DAY, 20)).await;
    store.look_for_foreign_writes().await.unwrap();
    let before = store.version(&user("ana"));
    place.other_connection().batch_execute("DELETE FROM users").unwrap();
    store.look_for_foreign_writes().await.unwrap();
    moved(&store, before);
}

/// A connection counts what others wrote from when it was opened: the next one gives the same numbers.
#[tokio::test]
async fn what_another_process_wrote_after_a_failed_write_moves_it_too() {
    let place = Place::new();
    let store = place.impatient_store().await;
    record(&store, scored("ana", "1", DAY, 20)).await;
    let mut other = place.other_connection();
    for writes_before in 0..3 {
        store.look_for_foreign_writes().await.unwrap();
        let before = store.version(&user("ana"));
        other.batch_execute("BEGIN IMMEDIATE; DELETE FROM users").unwrap();
        assert_eq!(store.ping().await, Err(StorageError::Locked));
        other.batch_execute("COMMIT").unwrap();
        for _ in 0..writes_before {
            other.batch_execute("PRAGMA user_version = 0").unwrap();
        }
        store.look_for_foreign_writes().await.unwrap();
        moved(&store, before);
    }
}

/// The number of the second connection is what the first one gave last.
#[tokio::test]
async fn the_numbers_of_two_connections_are_not_compared() {
    let place = Place::new();
    let store = place.impatient_store().await;
    let mut other = place.other_connection();
    store.ping().await.unwrap();
    other.batch_execute("PRAGMA user_version = 0").unwrap();
    store.look_for_foreign_writes().await.unwrap();
    other.batch_execute("BEGIN IMMEDIATE").unwrap();
    assert_eq!(store.ping().await, Err(StorageError::Locked));
    other.batch_execute("COMMIT").unwrap();
    store.ping().await.unwrap();
    let before = store.version(&user("ana"));
    other.batch_execute("PRAGMA user_version = 0").unwrap();
    store.look_for_foreign_writes().await.unwrap();
    moved(&store, before);
}

#[tokio::test]
async fn beside_another_process_there_is_none() {
    let place = Place::new();
    let (first, second) = (place.store().await, place.store().await);
    for store in [&first, &second] {
        assert_eq!(store.version(&user("ana")), None);
    }
    drop(second);
    assert_eq!(first.version(&user("ana")), None, "nothing tells that it went");
}
