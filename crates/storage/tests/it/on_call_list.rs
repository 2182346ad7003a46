//! The list of alerts, for whoever is on call.

use pilotlight_domain::AlertStatus;
use pilotlight_storage::{AlertCursor, AlertFilter};

use crate::outbox::{at, by, delivered, given_up, settle, undeliverable};
use crate::support::{DAY, Place, record, scored, user};

#[tokio::test]
async fn the_list_is_newest_first_by_status_and_page() {
    let place = Place::new();
    let store = place.store().await;
    for (number, person) in ["ana", "ben", "cleo", "dan", "eve", "fay"].iter().enumerate() {
        // Two at each moment.
        let moment = DAY + i64::try_from(number / 2).unwrap();
        record(&store, scored(person, &number.to_string(), moment, 80)).await;
    }
    for alert in store.claim_alerts(at(9), at(1000), 9).await.unwrap() {
        let outcome = match alert.id.as_str() {
            "alert-0" | "alert-3" => delivered(),
            "alert-1" => given_up(),
            _ => undeliverable(2000),
        };
        settle(&store, &alert, outcome, 10).await;
    }
    store.acknowledge_alert("alert-1", by("Kim", 11)).await.unwrap();
    let list = async |statuses: &[AlertStatus], acknowledged, before, limit| {
        let statuses = statuses.to_vec();
        let filter = AlertFilter { statuses, user: None, acknowledged, before };
        let found = store.alerts(filter, limit).await.unwrap();
        found.into_iter().map(|alert| alert.id).collect::<Vec<_>>()
    };
    let ids = |numbers: &[u32]| numbers.iter().map(|n| format!("alert-{n}")).collect::<Vec<_>>();
    let undelivered = [AlertStatus::Dead, AlertStatus::Undeliverable];
    assert_eq!(list(AlertStatus::ALL, None, None, 9).await, ids(&[5, 4, 3, 2, 1, 0]));
    assert_eq!(list(&undelivered, None, None, 9).await, ids(&[5, 4, 2, 1]));
    assert_eq!(list(&undelivered, Some(false), None, 9).await, ids(&[5, 4, 2]));
    assert_eq!(list(&undelivered, Some(true), None, 9).await, ids(&[1]));
    assert_eq!(list(&undelivered, None, None, 2).await, ids(&[5, 4]));
    let after = |ms, number: u32| {
        Some(AlertCursor { created_at: at(ms), alert_id: format!("alert-{number}") })
    };
    assert_eq!(list(&undelivered, None, after(2, 4), 2).await, ids(&[2, 1]));
    assert_eq!(list(AlertStatus::ALL, None, after(1, 3), 2).await, ids(&[2, 1]));
    assert_eq!(list(&[], None, None, 9).await, ids(&[]));
}

#[tokio::test]
async fn the_list_can_be_about_one_person() {
    let place = Place::new();
    let store = place.store().await;
    for number in 0..6 {
        let person = if number % 2 == 0 { "ana" } else { "ben" };
        record(&store, scored(person, &number.to_string(), DAY + number / 4, 80)).await;
    }
    let first = store.claim_alerts(at(9), at(1000), 1).await.unwrap().remove(0);
    assert_eq!(first.id, "alert-0");
    settle(&store, &first, delivered(), 10).await;
    let of = async |person: &str, statuses: &[AlertStatus], before| {
        let (statuses, user) = (statuses.to_vec(), Some(user(person)));
        let filter = AlertFilter { statuses, user, acknowledged: None, before };
        let found = store.alerts(filter, 9).await.unwrap();
        found.into_iter().map(|alert| alert.id).collect::<Vec<_>>()
    };
    assert_eq!(of("ana", AlertStatus::ALL, None).await, ["alert-4", "alert-2", "alert-0"]);
    assert_eq!(of("ana", &[AlertStatus::Queued], None).await, ["alert-4", "alert-2"]);
    let after = AlertCursor { created_at: at(1), alert_id: "alert-4".to_owned() };
    assert_eq!(of("ana", AlertStatus::ALL, Some(after)).await, ["alert-2", "alert-0"]);
    assert_eq!(of("cleo", AlertStatus::ALL, None).await, Vec::<String>::new());
}
