//! The outbox: no alert is lost, none is held twice at a time.

use pilotlight_domain::safety::{Safety, Tier};
use pilotlight_domain::{AlertStatus, Finding, Level};
use pilotlight_storage::{DueAlert, Store};
use tokio::task::JoinSet;

use crate::outbox::{at, delivered, failed, settle, undeliverable};
use crate::support::{DAY, Place, check_in, finding, record, scored, undelivered, user};

fn ids(alerts: &[DueAlert]) -> Vec<&str> {
    alerts.iter().map(|alert| alert.id.as_str()).collect()
}

async fn claim(store: &Store, now: i64) -> Vec<DueAlert> {
    store.claim_alerts(at(now), at(now + 1000), 100).await.unwrap()
}

async fn status(store: &Store, person: &str) -> AlertStatus {
    store.latest(&user(person)).await.unwrap().unwrap().alert.unwrap().status
}

#[tokio::test]
async fn the_most_severe_comes_first_and_with_all_that_it_needs() {
    let place = Place::new();
    let store = place.store().await;
    let tier =
        |score, tier| Finding { safety: Safety { tier, rules: Vec::new() }, ..finding(score) };
    record(&store, scored("a", "late", DAY + 3, 70)).await;
    record(&store, scored("b", "early", DAY + 1, 70)).await;
    record(&store, scored("c", "high", DAY + 2, 99)).await;
    record(&store, check_in("d", "ideation", DAY + 4, tier(80, Tier::Ideation))).await;
    let imminent =
        record(&store, check_in("e", "imminent", DAY + 5, tier(90, Tier::Imminent))).await;
    record(&store, scored("f", "green", DAY, 10)).await;

    let two = store.claim_alerts(at(9), at(100), 2).await.unwrap();
    assert_eq!(ids(&two), ["alert-imminent", "alert-ideation"]);
    let rest = store.claim_alerts(at(9), at(100), 100).await.unwrap();
    assert_eq!(ids(&rest), ["alert-high", "alert-early", "alert-late"]);
    assert_eq!(
        two[0],
        DueAlert {
            id: "alert-imminent".to_owned(),
            user_id: user("e"),
            check_in_id: "imminent".to_owned(),
            score: imminent.assessment.score(),
            level: Level::Red,
            tier: Tier::Imminent,
            intervention: imminent.assessment.finding().intervention.clone(),
            attempts: 1,
            answered_at: at(5),
            created_at: at(5),
            tries: 1,
            trying_since: at(5),
        }
    );
    assert!(two[0].intervention.contains("988"), "{}", two[0].intervention);
}

#[tokio::test]
async fn a_lease_that_ran_out_is_claimed_again() {
    let place = Place::new();
    let store = place.store().await;
    assert_eq!(store.next_alert_at().await, Ok(None));
    record(&store, scored("ana", "a", DAY, 80)).await;
    assert_eq!(store.next_alert_at().await, Ok(Some(at(0))));
    assert_eq!(claim(&store, -1).await, []);

    assert_eq!(ids(&claim(&store, 0).await), ["alert-a"]);
    assert_eq!(status(&store, "ana").await, AlertStatus::Sending);
    assert_eq!(store.next_alert_at().await, Ok(Some(at(1000))));
    assert_eq!(claim(&store, 999).await, []);
    let again = claim(&store, 1000).await;
    assert_eq!((ids(&again), again[0].attempts), (vec!["alert-a"], 2));
}

#[tokio::test]
async fn what_became_of_it_decides_when_it_is_due_again() {
    let place = Place::new();
    let store = place.store().await;
    record(&store, scored("ana", "a", DAY, 80)).await;

    let alert = claim(&store, 0).await.remove(0);
    assert!(settle(&store, &alert, failed(50), 1).await);
    assert_eq!(status(&store, "ana").await, AlertStatus::Queued);
    assert_eq!(claim(&store, 49).await, []);

    let alert = claim(&store, 50).await.remove(0);
    assert!(settle(&store, &alert, undeliverable(500), 60).await);
    assert_eq!(status(&store, "ana").await, AlertStatus::Undeliverable);
    assert_eq!(store.next_alert_at().await, Ok(Some(at(500))));
    assert_eq!(undelivered(&store).await, [(AlertStatus::Undeliverable, 1)]);

    let alert = claim(&store, 500).await.remove(0);
    assert_eq!(alert.attempts, 3);
    assert!(settle(&store, &alert, delivered(), 510).await);
    assert_eq!(status(&store, "ana").await, AlertStatus::Delivered);
    assert_eq!(store.next_alert_at().await, Ok(None));
    assert_eq!(claim(&store, 1_000_000).await, []);
    assert_eq!(undelivered(&store).await, []);
}

#[tokio::test]
async fn nothing_undoes_a_delivery() {
    let place = Place::new();
    let store = place.store().await;
    record(&store, scored("ana", "a", DAY, 80)).await;
    let overtaken = claim(&store, 0).await.remove(0);
    let second = claim(&store, 1000).await.remove(0);
    assert!(settle(&store, &second, delivered(), 1001).await);
    for outcome in [failed(1002), undeliverable(1002), delivered()] {
        assert!(!settle(&store, &overtaken, outcome, 1002).await);
    }
    store.hasten_alerts(&user("ana"), at(1003)).await.unwrap();
    assert_eq!(status(&store, "ana").await, AlertStatus::Delivered);
    assert_eq!(claim(&store, 9999).await, []);
    let nobodys = DueAlert { id: "no such".to_owned(), ..second };
    assert!(!settle(&store, &nobodys, delivered(), 1).await);
}

#[tokio::test]
async fn a_registered_phone_makes_that_persons_alerts_due_now() {
    let place = Place::new();
    let store = place.store().await;
    for person in ["ana", "ben"] {
        record(&store, scored(person, person, DAY, 80)).await;
    }
    for alert in claim(&store, 0).await {
        settle(&store, &alert, undeliverable(100_000), 1).await;
    }
    store.hasten_alerts(&user("ana"), at(2)).await.unwrap();
    assert_eq!(ids(&claim(&store, 2).await), ["alert-ana"]);
    assert_eq!(status(&store, "ben").await, AlertStatus::Undeliverable);
}

#[tokio::test]
async fn a_phone_registered_while_an_alert_is_sent_counts_for_its_next_attempt() {
    let place = Place::new();
    let store = place.store().await;
    record(&store, scored("ana", "a", DAY, 80)).await;
    let alert = claim(&store, 0).await.remove(0);
    store.hasten_alerts(&user("ana"), at(1)).await.unwrap();
    assert_eq!(claim(&store, 2).await, [], "it must not go out twice");
    settle(&store, &alert, undeliverable(100_000), 3).await;
    let alert = claim(&store, 3).await.remove(0);
    settle(&store, &alert, undeliverable(100_000), 4).await;
    assert_eq!(claim(&store, 5).await, [], "it counts once");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_senders_never_hold_the_same_alert() {
    let place = Place::new();
    let store = place.store().await;
    let elsewhere = place.store().await;
    for number in 0..50 {
        record(&store, scored("ana", &format!("{number}"), DAY + number, 80)).await;
    }
    let mut claims = JoinSet::new();
    for sender in 0..20 {
        let store = if sender % 2 == 0 { store.clone() } else { elsewhere.clone() };
        claims.spawn(async move { store.claim_alerts(at(100), at(9000), 5).await.unwrap() });
    }
    let claimed: Vec<DueAlert> = claims.join_all().await.into_iter().flatten().collect();
    let different: std::collections::HashSet<&str> = ids(&claimed).into_iter().collect();
    assert_eq!((claimed.len(), different.len()), (50, 50));
}

#[tokio::test]
async fn an_alert_that_cannot_be_read_holds_no_other_back() {
    use diesel::connection::SimpleConnection;
    let place = Place::new();
    let store = place.store().await;
    record(&store, scored("ana", "a", DAY, 99)).await;
    record(&store, scored("ben", "b", DAY, 80)).await;
    let mut other = place.other_connection();
    other
        .batch_execute(
            "PRAGMA ignore_check_constraints = ON; \
             UPDATE check_ins SET level = 'purple' WHERE user_id = 'ana'",
        )
        .unwrap();
    assert_eq!(ids(&claim(&store, 0).await), ["alert-b"]);
}

#[tokio::test]
async fn a_clock_that_is_set_back_delays_no_alert_for_long() {
    let place = Place::new();
    let store = place.store().await;
    const HOUR: i64 = 3_600_000;
    // Everything is put down by a clock that is a day ahead: one waits, one is leased, one failed.
    for (id, person) in [("queued", "ana"), ("leased", "ben"), ("failed", "cleo")] {
        record(&store, scored(person, id, DAY + 24 * HOUR, 80)).await;
    }
    for alert in claim(&store, 24 * HOUR).await {
        match alert.id.as_str() {
            "alert-leased" => {}
            "alert-failed" => drop(settle(&store, &alert, failed(24 * HOUR + 9), 24 * HOUR).await),
            _ => drop(settle(&store, &alert, failed(24 * HOUR), 24 * HOUR).await),
        }
    }
    let mut due: Vec<String> = claim(&store, 0).await.into_iter().map(|alert| alert.id).collect();
    due.sort();
    assert_eq!(due, ["alert-failed", "alert-leased", "alert-queued"]);
    // What was leased by the right clock is held.
    assert_eq!(claim(&store, 1).await, []);
}

#[tokio::test]
async fn the_leases_of_a_process_that_died_are_taken_back_by_the_next() {
    let place = Place::new();
    let store = place.store().await;
    for person in ["ana", "ben", "cleo"] {
        record(&store, scored(person, person, DAY, 80)).await;
    }
    let held = claim(&store, 0).await;
    assert!(settle(&store, &held[0], delivered(), 1).await);
    assert!(settle(&store, &held[1], failed(5000), 1).await);
    let beside = place.store().await;
    assert_eq!(claim(&beside, 2).await, [], "its holder is alive");
    drop((store, beside));
    let next = place.store().await;
    let taken = claim(&next, 2).await;
    assert_eq!(ids(&taken), [held[2].id.as_str()], "the failed one keeps its pause");
}
