//! Taking over all of another database.

use pilotlight_domain::UnixMillis;
use pilotlight_storage::{AlertOutcome, Profile, StorageError, Store};

use crate::support::{DAY, Place, record, scored, user};

async fn pour(from: &Place, into: &Place) -> Result<(), StorageError> {
    Store::pour(&into.url(), from.file()).await
}

/// A red check-in whose alert is delivered, and a green one.
async fn two() -> Place {
    let place = Place::new();
    let store = place.store().await;
    record(&store, scored("ana", "a", DAY, 80)).await;
    record(&store, scored("ben", "b", DAY + 1, 10)).await;
    let now = UnixMillis(2 * DAY);
    for alert in store.claim_alerts(now, UnixMillis(now.0 + 1000), 9).await.unwrap() {
        let outcome = AlertOutcome::Delivered { message_id: "SM1".to_owned() };
        assert!(store.settle_alert(&alert, outcome, now).await.unwrap());
    }
    place
}

#[tokio::test]
async fn all_of_it_is_read_in_the_other_as_it_was() {
    let (from, into) = (two().await, Place::new());
    pour(&from, &into).await.unwrap();
    let (one, other) = (from.store().await, into.store().await);
    for person in ["ana", "ben"] {
        let of = async |store: &Store| store.history(&user(person), 9, None).await.unwrap();
        let poured = of(&other).await;
        assert_eq!((poured.len(), &poured), (1, &of(&one).await), "{person}");
    }
    assert_eq!(other.next_alert_at().await.unwrap(), None);
    assert_eq!(other.next_escalation_at().await.unwrap(), None);
}

#[tokio::test]
async fn it_is_refused_by_who_has_people_or_is_in_use_and_changes_nothing() {
    let (from, into) = (two().await, Place::new());
    let store = into.store().await;
    assert_eq!(pour(&from, &into).await, Err(StorageError::InUse));
    // Somebody with settings and no check-in is somebody.
    store.put_profile(&user("eve"), Profile::default(), UnixMillis(DAY)).await.unwrap();
    drop(store);
    assert_eq!(pour(&from, &into).await, Err(StorageError::NotEmpty));
    let store = into.store().await;
    assert_eq!(store.latest(&user("ana")).await.unwrap(), None);
    assert!(store.profile(&user("eve")).await.unwrap().is_some());
}
