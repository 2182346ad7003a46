//! What can be seen of the writer and of the outbox from outside.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use diesel::connection::SimpleConnection;
use pilotlight_domain::{AlertStatus, UnixMillis};
use pilotlight_storage::{
    Acknowledgement, AlertGauges, AlertOutcome, Batch, Observer, Store, StoreConfig,
    UndeliveredAlerts,
};
use tokio::task::JoinSet;

use crate::support::{DAY, Place, directory, record, scored};

/// Remembers every batch.
#[derive(Debug, Default)]
struct Seen {
    batches: Mutex<Vec<Batch>>,
}

impl Observer for Seen {
    fn batch(&self, batch: Batch) {
        self.batches.lock().unwrap().push(batch);
    }
}

/// A store that gives up soon, and what is seen of its writer.
async fn watched(place: &Place) -> (Store, Arc<Seen>) {
    let seen = Arc::new(Seen::default());
    let observer: Arc<dyn Observer> = seen.clone();
    let observer = Some(observer);
    let busy_timeout = Duration::from_secs(1);
    let config = StoreConfig { observer, busy_timeout, ..place.config() };
    (Store::open(config, directory()).await.unwrap(), seen)
}

#[tokio::test]
async fn what_waits_is_counted_and_then_one_batch() {
    let place = Place::new();
    let (store, seen) = watched(&place).await;
    let mut other = place.other_connection();
    other.batch_execute("BEGIN IMMEDIATE").unwrap();
    let mut writes = JoinSet::new();
    let mut write = |id: String| {
        let store = store.clone();
        writes.spawn(async move { record(&store, scored("ana", &id, DAY, 10)).await })
    };
    write("first".to_owned());
    // The writer takes it, and is held up by the lock.
    tokio::task::yield_now().await;
    while store.writes_waiting() > 0 {
        tokio::task::yield_now().await;
    }
    for n in 0..39 {
        write(format!("c{n}"));
    }
    tokio::task::yield_now().await;
    assert_eq!(store.writes_waiting(), 39);
    other.batch_execute("COMMIT").unwrap();
    writes.join_all().await;
    let batches = seen.batches.lock().unwrap().clone();
    let writes: Vec<usize> = batches.iter().map(|batch| batch.writes).collect();
    assert_eq!(writes, [1, 39]);
    assert!(batches.iter().all(|batch| batch.commit.is_some_and(|took| took > Duration::ZERO)));
    assert_eq!(store.writes_waiting(), 0);
}

#[tokio::test]
async fn a_batch_that_failed_is_seen_as_that() {
    let place = Place::new();
    let (store, seen) = watched(&place).await;
    let mut other = place.other_connection();
    other.batch_execute("BEGIN IMMEDIATE").unwrap();
    store.record(scored("ana", "a", DAY, 10)).await.unwrap_err();
    assert_eq!(*seen.batches.lock().unwrap(), [Batch { writes: 1, commit: None }]);
}

#[tokio::test]
async fn alerts_are_counted_by_status_until_they_are_delivered() {
    let place = Place::new();
    let store = place.store().await;
    let count = async |status| {
        let AlertGauges { undelivered, .. } = store.alert_gauges().await.unwrap();
        let is_of = |one: &&UndeliveredAlerts| one.status == status && !one.acknowledged;
        undelivered.iter().find(is_of).map(|one| one.count)
    };
    let oldest = async || store.alert_gauges().await.unwrap().oldest;
    assert_eq!((count(AlertStatus::Queued).await, oldest().await), (Some(0), None));
    for (id, at) in [("first", 1), ("second", 2), ("third", 3)] {
        record(&store, scored("ana", id, DAY + at, 90)).await;
    }
    assert_eq!(count(AlertStatus::Queued).await, Some(3));
    assert_eq!(oldest().await, Some(UnixMillis(DAY + 1)));
    let claimed = store.claim_alerts(UnixMillis(DAY + 9), UnixMillis(DAY + 99), 2).await.unwrap();
    assert_eq!(
        (count(AlertStatus::Queued).await, count(AlertStatus::Sending).await),
        (Some(1), Some(2))
    );
    for alert in claimed {
        let delivered = AlertOutcome::Delivered { message_id: "SM1".to_owned() };
        let now = UnixMillis(DAY + 10);
        store.settle_alert(&alert, delivered, now).await.unwrap();
    }
    assert_eq!(
        (count(AlertStatus::Sending).await, count(AlertStatus::Delivered).await),
        (Some(0), None)
    );
    assert_eq!(oldest().await, Some(UnixMillis(DAY + 3)), "what is delivered is no longer old");
    let acknowledgement =
        Acknowledgement { at: UnixMillis(DAY + 11), by: "Kim".to_owned(), note: None };
    store.acknowledge_alert("alert-third", acknowledgement).await.unwrap().unwrap();
    assert_eq!((count(AlertStatus::Queued).await, oldest().await), (Some(0), None));
    let AlertGauges { undelivered, .. } = store.alert_gauges().await.unwrap();
    let seen_to: u64 = undelivered.iter().filter(|one| one.acknowledged).map(|one| one.count).sum();
    assert_eq!(seen_to, 1, "somebody sees to it, and it still waits");
}
