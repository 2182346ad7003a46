//! The list of alerts, for whoever is on call: what may be asked of it, and its pages.

use serde_json::{Value, json};

use crate::on_call::EXHAUSTED;
use crate::server::Server;

/// What a query lists.
pub(crate) async fn alerts(server: &Server, query: &str) -> Vec<Value> {
    server.get(&format!("/alerts{query}")).await.ok().as_array().unwrap().clone()
}

#[tokio::test]
async fn what_is_asked_wrongly_is_told() {
    let server = Server::alone().await;
    for path in ["/alerts/none/acknowledge", "/alerts/none/retry"] {
        server.post(path, &json!({"by": "Kim"})).await.problem(404, "not_found");
    }
    let nameless = server.post("/alerts/none/acknowledge", &json!({"note": "x"})).await;
    assert_eq!(nameless.wrong_fields(), ["by"]);
    for (query, field) in [
        ("status=lost", "status"),
        ("status=", "status"),
        ("status=dead&status=lost", "status"),
        ("status=dead,", "status"),
        ("status[]=dead", "status[]"),
        ("limit=1&limit=2", "limit"),
        ("user_id=ana&user_id=ben", "user_id"),
        ("acknowledged=yes", "acknowledged"),
        ("user_id=a/b", "user_id"),
        ("user_id=", "user_id"),
        ("limit=201", "limit"),
        ("before=yesterday", "before"),
        ("before=2026-11-22T08:30:00Z", "before"),
    ] {
        let answer = server.get(&format!("/alerts?{query}")).await;
        assert_eq!(answer.wrong_fields(), [field], "{query}");
    }
    assert_eq!(alerts(&server, "").await, Vec::<Value>::new());
    for path in ["/alerts/none", "/alerts/%ff"] {
        server.get(path).await.problem(404, "not_found");
    }
}

#[tokio::test]
async fn the_alerts_of_one_person_are_listed_page_by_page() {
    let server = Server::alone().await;
    for person in ["ana k", "ben", "ana k", "ben", "ana k"] {
        server.say(person, EXHAUSTED).await;
    }
    let first = server.get("/alerts?user_id=ana%20k&limit=2").await;
    let link = first.header("link").split_once('>').unwrap().0.trim_start_matches('<').to_owned();
    let second = server.get(&link).await;
    assert_eq!(second.header("link"), "");
    let (first, second) = (first.ok(), second.ok());
    let pages = [first.as_array().unwrap().clone(), second.as_array().unwrap().clone()];
    assert_eq!(pages.each_ref().map(Vec::len), [2, 1]);
    assert!(pages.concat().iter().all(|alert| alert["user_id"] == "ana k"));
}

#[tokio::test]
async fn following_the_links_lists_every_alert_once() {
    let server = Server::alone().await;
    for person in 0..7 {
        server.say(&format!("person-{person}"), EXHAUSTED).await;
    }
    let mut next =
        Some("/alerts?limit=3&status=queued&status=sending&acknowledged=false".to_owned());
    let mut people = Vec::new();
    while let Some(path) = next {
        let page = server.get(&path).await;
        let listed = page.ok();
        people.extend(
            listed
                .as_array()
                .unwrap()
                .iter()
                .map(|alert| alert["user_id"].as_str().unwrap().to_owned()),
        );
        let link = page.header("link").split_once('>').map(|(path, _)| path.to_owned());
        next = link.map(|path| path.trim_start_matches('<').to_owned());
    }
    let newest_first: Vec<String> = (0..7).rev().map(|person| format!("person-{person}")).collect();
    assert_eq!(people, newest_first);
}
