//! Check-ins in the order in which they were stored.

use pilotlight_storage::{News, Store, Told};

use crate::support::{DAY, Place, record, scored, user};

async fn news(store: &Store, told: Option<Told>, most: u32) -> (Vec<String>, Option<Told>) {
    let News { check_ins, told } = store.news(&user("ana"), told, most).await.unwrap();
    (check_ins.into_iter().map(|check_in| check_in.id).collect(), told)
}

fn up_to(id: &str) -> Option<Told> {
    Some(Told::UpTo(id.to_owned()))
}

fn ids(names: &[&str]) -> Vec<String> {
    names.iter().map(|name| (*name).to_owned()).collect()
}

#[tokio::test]
async fn what_is_stored_comes_in_that_order_whatever_was_answered_first() {
    let place = Place::new();
    let store = place.store().await;
    assert_eq!(news(&store, None, 10).await, (ids(&[]), Some(Told::Nothing)));
    assert_eq!(news(&store, Some(Told::Nothing), 10).await, (ids(&[]), None));
    record(&store, scored("ben", "w", DAY + 10, 20)).await;
    // The second to be stored was answered last, and their names are in no order either.
    for (id, answered_at) in [("c", 20), ("a", 40), ("d", 10), ("b", 30)] {
        record(&store, scored("ana", id, DAY + answered_at, 20)).await;
        record(&store, scored("ben", &format!("x{id}"), DAY + answered_at, 20)).await;
    }
    let all = ids(&["c", "a", "d", "b"]);
    assert_eq!(news(&store, Some(Told::Nothing), 10).await, (all.clone(), up_to("b")));
    assert_eq!(news(&store, up_to("c"), 10).await, (all[1..].to_vec(), up_to("b")));
    assert_eq!(news(&store, up_to("c"), 2).await, (ids(&["a", "d"]), up_to("d")));
    assert_eq!(news(&store, up_to("d"), 2).await, (ids(&["b"]), up_to("b")));
    assert_eq!(news(&store, up_to("b"), 2).await, (ids(&[]), None));
    // The latest, and all that there is.
    for told in [None, up_to("nobody's"), up_to("xc"), up_to("")] {
        assert_eq!(news(&store, told, 10).await, (ids(&["a"]), up_to("b")));
    }
}

#[tokio::test]
async fn a_check_in_is_told_as_the_history_shows_it() {
    let place = Place::new();
    let store = place.store().await;
    let red = record(&store, scored("ana", "a", DAY, 90)).await;
    let told = store.news(&user("ana"), Some(Told::Nothing), 1).await.unwrap().check_ins;
    assert!(red.alert.is_some());
    assert_eq!(told, store.history(&user("ana"), 1, None).await.unwrap());
    assert_eq!(told, [red]);
}
