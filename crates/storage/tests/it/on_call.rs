//! Alerts that have reached nobody: given up, told to whoever is on call, acknowledged, revived.

use diesel::connection::SimpleConnection;
use pilotlight_domain::AlertStatus;
use pilotlight_storage::{
    AlertFilter, AlertRecord, DueAlert, DueEscalation, EscalationOutcome, Store,
};

use crate::outbox::{at, by, delivered, failed, given_up, settle, undeliverable};
use crate::support::{DAY, ESCALATE_AFTER, Place, record, scored, undelivered, user};

async fn claim(store: &Store, now: i64) -> DueAlert {
    store.claim_alerts(at(now), at(now + 1000), 100).await.unwrap().remove(0)
}

async fn to_tell(store: &Store, now: i64) -> Vec<DueEscalation> {
    store.claim_escalations(at(now), at(now + 1000), 100).await.unwrap()
}

async fn told(store: &Store, escalation: &DueEscalation, now: i64) {
    store.settle_escalation(escalation, EscalationOutcome::Told, at(now)).await.unwrap();
}

async fn all(store: &Store) -> Vec<AlertRecord> {
    let filter = AlertFilter { statuses: AlertStatus::ALL.to_vec(), ..AlertFilter::default() };
    store.alerts(filter, 100).await.unwrap()
}

/// A store with one red check-in of ana's.
async fn with_an_alert(place: &Place) -> Store {
    let store = place.store().await;
    record(&store, scored("ana", "a", DAY, 80)).await;
    store
}

#[tokio::test]
async fn what_is_given_up_is_tried_no_more_and_a_phone_revives_it() {
    let place = Place::new();
    let store = with_an_alert(&place).await;
    let alert = claim(&store, 0).await;
    assert_eq!(alert.trying_since, at(0));
    assert!(settle(&store, &alert, given_up(), 5).await);
    let dead = all(&store).await.remove(0);
    assert_eq!((dead.status, dead.since, dead.next_attempt_at), (AlertStatus::Dead, at(5), None));
    assert_eq!(dead.last_error.as_deref(), Some("timed out"));
    assert_eq!(store.next_alert_at().await, Ok(None));
    assert_eq!(undelivered(&store).await, [(AlertStatus::Dead, 1)]);

    store.hasten_alerts(&user("ana"), at(9)).await.unwrap();
    let revived = claim(&store, 9).await;
    assert_eq!((revived.attempts, revived.trying_since), (2, at(9)), "its time starts anew");
    assert_eq!(revived.tries, 1, "and so do its pauses");
    assert!(settle(&store, &revived, delivered(), 10).await);
    assert_eq!(all(&store).await[0].status, AlertStatus::Delivered);
}

#[tokio::test]
async fn what_is_to_be_hastened_while_it_is_sent_is_not_given_up_by_that_attempt() {
    let place = Place::new();
    let store = with_an_alert(&place).await;
    let alert = claim(&store, 0).await;
    store.hasten_alerts(&user("ana"), at(1)).await.unwrap();
    settle(&store, &alert, given_up(), 2).await;
    assert_eq!(claim(&store, 2).await.trying_since, at(1));
}

#[tokio::test]
async fn an_attempt_that_was_overtaken_says_nothing_but_a_delivery() {
    let place = Place::new();
    let store = with_an_alert(&place).await;
    let first = claim(&store, 0).await;
    let second = claim(&store, 1000).await;
    for outcome in [failed(1), undeliverable(1), given_up()] {
        assert!(!settle(&store, &first, outcome, 1001).await);
    }
    assert_eq!(all(&store).await[0].status, AlertStatus::Sending, "the second has its lease");
    assert!(settle(&store, &second, given_up(), 1002).await);
    assert!(settle(&store, &first, delivered(), 1003).await);
    assert_eq!(all(&store).await[0].status, AlertStatus::Delivered);
    assert_eq!(to_tell(&store, ESCALATE_AFTER).await, []);
}

#[tokio::test]
async fn somebody_is_told_when_the_time_is_over_once() {
    let place = Place::new();
    let store = with_an_alert(&place).await;
    assert_eq!(store.next_escalation_at().await, Ok(Some(at(ESCALATE_AFTER))));
    assert_eq!(to_tell(&store, ESCALATE_AFTER - 1).await, []);
    let due = to_tell(&store, ESCALATE_AFTER).await.remove(0);
    assert_eq!((due.attempts, due.round, due.alert.id.as_str()), (1, 1, "alert-a"));
    // Whoever was to tell it died: the lease runs out.
    assert_eq!(to_tell(&store, ESCALATE_AFTER + 999).await, []);
    let due = to_tell(&store, ESCALATE_AFTER + 1000).await.remove(0);
    assert_eq!((due.attempts, due.round), (2, 1), "the same thing is said again");
    let outcome = EscalationOutcome::Failed { retry_at: at(ESCALATE_AFTER + 5000) };
    store.settle_escalation(&due, outcome, at(ESCALATE_AFTER + 1001)).await.unwrap();
    assert_eq!(to_tell(&store, ESCALATE_AFTER + 4999).await, []);
    let due = to_tell(&store, ESCALATE_AFTER + 5000).await.remove(0);
    told(&store, &due, ESCALATE_AFTER + 5001).await;
    assert_eq!(all(&store).await[0].escalated_at, Some(at(ESCALATE_AFTER + 5001)));
    assert_eq!(store.next_escalation_at().await, Ok(None));
    // It is still tried, and somebody knows: nothing new is said while that fails.
    let alert = claim(&store, 1).await;
    settle(&store, &alert, failed(2000), 1500).await;
    assert_eq!(store.next_escalation_at().await, Ok(None));
    // But that there is no phone is new, once,
    for (round, now) in [2000, 4000].into_iter().enumerate() {
        let alert = claim(&store, now).await;
        settle(&store, &alert, undeliverable(now + 2000), now + 500).await;
        for due in to_tell(&store, now + 500).await {
            assert_eq!((round, due.round, due.alert.status), (0, 2, AlertStatus::Undeliverable));
            told(&store, &due, now + 501).await;
        }
    }
    assert_eq!(all(&store).await[0].escalated_at, Some(at(2501)));
    // and again where it was asked to be tried anew;
    store.retry_alert("alert-a", at(7000)).await.unwrap();
    let alert = claim(&store, 7000).await;
    settle(&store, &alert, undeliverable(9000), 7001).await;
    let due = to_tell(&store, 7001).await.remove(0);
    assert_eq!((due.round, due.alert.status), (3, AlertStatus::Undeliverable));
    told(&store, &due, 7002).await;
    // and that it is not tried any more.
    let alert = claim(&store, 9000).await;
    settle(&store, &alert, given_up(), 9001).await;
    let due = to_tell(&store, 9001).await.remove(0);
    assert_eq!((due.round, due.alert.status), (4, AlertStatus::Dead));
}

#[tokio::test]
async fn without_a_phone_nobody_waits_to_be_told() {
    let place = Place::new();
    let store = with_an_alert(&place).await;
    let alert = claim(&store, 0).await;
    settle(&store, &alert, failed(1), 1).await;
    assert_eq!(to_tell(&store, 2).await, []);
    let alert = claim(&store, 1).await;
    settle(&store, &alert, undeliverable(9000), 3).await;
    assert_eq!(to_tell(&store, 3).await[0].alert.status, AlertStatus::Undeliverable);
}

#[tokio::test]
async fn what_was_given_up_while_somebody_was_told_is_told_too() {
    let place = Place::new();
    let store = with_an_alert(&place).await;
    let due = to_tell(&store, ESCALATE_AFTER).await.remove(0);
    let alert = claim(&store, ESCALATE_AFTER).await;
    settle(&store, &alert, given_up(), ESCALATE_AFTER + 1).await;
    told(&store, &due, ESCALATE_AFTER + 2).await;
    let due = to_tell(&store, ESCALATE_AFTER + 2).await.remove(0);
    assert_eq!((due.round, due.alert.status), (2, AlertStatus::Dead));
}

#[tokio::test]
async fn a_delivery_and_an_acknowledgement_end_the_telling() {
    let place = Place::new();
    let store = with_an_alert(&place).await;
    record(&store, scored("ben", "b", DAY + 1, 80)).await;
    let due = to_tell(&store, ESCALATE_AFTER + 1).await;
    assert_eq!(due.len(), 2);
    let alert = claim(&store, 0).await;
    assert_eq!(alert.id, "alert-a");
    settle(&store, &alert, delivered(), 1).await;
    let acknowledged = store.acknowledge_alert("alert-b", by("Kim", 7)).await.unwrap().unwrap();
    assert_eq!(acknowledged.acknowledged, Some(by("Kim", 7)));
    // Nor does a telling that was under way bring it back.
    for due in &due {
        let outcome = EscalationOutcome::Failed { retry_at: at(ESCALATE_AFTER + 9) };
        store.settle_escalation(due, outcome, at(ESCALATE_AFTER + 8)).await.unwrap();
    }
    assert_eq!(store.next_escalation_at().await, Ok(None));
    // It is still tried to deliver it, and its end is nobody's news.
    let alert = claim(&store, 1000).await;
    assert_eq!(alert.id, "alert-b");
    settle(&store, &alert, given_up(), 1001).await;
    assert_eq!(store.next_escalation_at().await, Ok(None));
}

#[tokio::test]
async fn the_first_acknowledgement_stands() {
    let place = Place::new();
    let store = with_an_alert(&place).await;
    store.acknowledge_alert("alert-a", by("Kim", 7)).await.unwrap();
    let second = store.acknowledge_alert("alert-a", by("Lee", 8)).await.unwrap().unwrap();
    assert_eq!(second.acknowledged, Some(by("Kim", 7)));
    assert_eq!(store.acknowledge_alert("none", by("Kim", 7)).await, Ok(None));
    assert_eq!(store.retry_alert("none", at(9)).await, Ok(None));
}

#[tokio::test]
async fn one_alert_is_tried_again_without_the_persons_others() {
    let place = Place::new();
    let store = with_an_alert(&place).await;
    record(&store, scored("ana", "b", DAY + 1, 90)).await;
    for alert in store.claim_alerts(at(1), at(1000), 9).await.unwrap() {
        settle(&store, &alert, given_up(), 2).await;
    }
    let revived = store.retry_alert("alert-a", at(3)).await.unwrap().unwrap();
    assert_eq!((revived.status, revived.next_attempt_at), (AlertStatus::Queued, Some(at(3))));
    let claimed = store.claim_alerts(at(3), at(1000), 9).await.unwrap();
    assert_eq!(claimed.iter().map(|alert| alert.id.as_str()).collect::<Vec<_>>(), ["alert-a"]);
    settle(&store, &claimed[0], delivered(), 4).await;
    let after = store.retry_alert("alert-a", at(5)).await.unwrap().unwrap();
    assert_eq!(after.status, AlertStatus::Delivered, "what is delivered is not sent again");
    assert_eq!(after.message_id.as_deref(), Some("SM1"));
    assert_eq!(store.alert("alert-a").await.unwrap(), Some(after));
    assert_eq!(store.alert("alert-z").await.unwrap(), None);
}

#[tokio::test]
async fn an_alert_that_reached_nobody_cannot_be_deleted() {
    let place = Place::new();
    let store = with_an_alert(&place).await;
    let mut other = place.other_connection();
    other.batch_execute("PRAGMA foreign_keys = ON").unwrap();
    for delete in ["DELETE FROM alerts", "DELETE FROM check_ins"] {
        let error = other.batch_execute(delete).unwrap_err().to_string();
        assert!(error.contains("kept until"), "{delete}: {error}");
    }
    store.acknowledge_alert("alert-a", by("Kim", 7)).await.unwrap();
    other.batch_execute("DELETE FROM check_ins").unwrap();
    assert_eq!(all(&store).await, []);
}
