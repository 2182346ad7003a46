//! A person's results over time.

use std::collections::HashSet;

use serde_json::{Value, json};

use crate::http::segment;
use crate::server::Server;
use crate::wait::days_ago;

/// Checks a person in once for every moment.
async fn answer_at(server: &Server, user: &str, moments: &[String]) -> Vec<String> {
    let mut ids = Vec::new();
    for moment in moments {
        let body = json!({"user_id": user, "stimulus_id": "calm_01", "response_text": "so so",
            "timestamp": moment});
        ids.push(id_of(&server.submit(body).await));
    }
    ids
}

fn id_of(result: &Value) -> String {
    result["check_in_id"].as_str().unwrap().to_owned()
}

fn ids_of(results: &Value) -> Vec<String> {
    results.as_array().unwrap().iter().map(id_of).collect()
}

/// Moments of the last days, in no order: the first is in the middle.
fn moments() -> [String; 5] {
    [3, 5, 1, 4, 2].map(days_ago)
}

#[tokio::test]
async fn the_newest_answer_comes_first_whatever_came_last() {
    let server = Server::alone().await;
    let moments = moments();
    let ids = answer_at(&server, "ana", &moments).await;
    let newest_first = [2, 4, 0, 3, 1].map(|place| ids[place].clone());
    let history = server.get("/history/ana").await.ok();
    assert_eq!(ids_of(&history), newest_first);
    assert_eq!(id_of(&server.score("ana").await), ids[2]);
    let two = server.get("/history/ana?limit=2").await.ok();
    assert_eq!(ids_of(&two), newest_first[..2]);
    let before = server.get(&format!("/history/ana?before={}", moments[0])).await.ok();
    assert_eq!(ids_of(&before), newest_first[3..]);
    // As others write the same moment.
    let brief = moments[0].replace(".000Z", "Z");
    let before = server.get(&format!("/history/ana?before={brief}")).await.ok();
    assert_eq!(ids_of(&before), newest_first[3..]);
    assert_eq!(server.get("/history/ben").await.ok(), json!([]));
}

#[tokio::test]
async fn thirty_are_shown_where_no_limit_is_given() {
    let server = Server::alone().await;
    for _ in 0..31 {
        server.say("ana", "so so").await;
    }
    let history = server.get("/history/ana").await;
    assert_eq!(history.ok().as_array().unwrap().len(), 30);
    assert!(history.header("link").contains("rel=\"next\""), "{}", history.header("link"));
    assert_eq!(server.history("ana").await.len(), 31);
}

/// Follows the `Link` headers from the first page on.
async fn pages(server: &Server, first: String) -> Vec<String> {
    let mut ids = Vec::new();
    let mut next = Some(first);
    while let Some(path) = next {
        let page = server.get(&path).await;
        let on_page = ids_of(&page.ok());
        assert!(!on_page.is_empty(), "a page that a link leads to holds something");
        ids.extend(on_page);
        assert!(ids.len() <= 100, "the links go round in circles");
        let link = page.header("link");
        next = (!link.is_empty()).then(|| {
            let (path, rel) = link.split_once('>').unwrap();
            assert_eq!(rel, "; rel=\"next\"");
            path.trim_start_matches('<').to_owned()
        });
    }
    ids
}

#[tokio::test]
async fn following_the_links_loses_and_repeats_nothing() {
    let server = Server::alone().await;
    // Several at the very same moment, and a name that has to be escaped.
    let user = "ana & ben+1@example.org/2".replace('/', "%");
    let mut all = HashSet::new();
    let day = days_ago(1);
    for moment in [".5Z", ".5Z", ".501Z"].map(|fraction| day.replace(".000Z", fraction)) {
        all.extend(answer_at(&server, &user, &[(); 4].map(|()| moment.clone())).await);
    }
    assert_eq!(all.len(), 12);
    for limit in [1, 3, 5, 12] {
        let ids = pages(&server, format!("/history/{}?limit={limit}", segment(&user))).await;
        assert_eq!(ids.len(), 12, "limit {limit}");
        assert_eq!(ids.iter().cloned().collect::<HashSet<_>>(), all, "limit {limit}");
    }
}

#[tokio::test]
async fn the_trend_runs_from_the_oldest_to_the_newest() {
    let server = Server::alone().await;
    let moments = moments();
    answer_at(&server, "ana", &moments).await;
    let latest = server.score("ana").await;
    let metrics = server.metrics("ana").await;
    let points = metrics["score_trend"].as_array().unwrap();
    let dates: Vec<&str> = points.iter().map(|point| point["date"].as_str().unwrap()).collect();
    let mut sorted = moments.clone();
    sorted.sort_unstable();
    assert_eq!(dates, sorted);
    assert_eq!(points[4]["score"], latest["score"]);
    assert_eq!(points[4]["level"], latest["level"]);
    assert_eq!(metrics["latest_breakdown"], latest["breakdown"]);
    assert_eq!(metrics["total_checkins"], 5);
    let span = format!("/metrics/ana?from={}&to={}", moments[3], moments[4]);
    let span = server.get(&span).await.ok();
    let dates: Vec<&Value> =
        span["score_trend"].as_array().unwrap().iter().map(|point| &point["date"]).collect();
    assert_eq!(dates, [&moments[3], &moments[0]]);
}

#[tokio::test]
async fn the_total_counts_all_whatever_the_span() {
    // The description says so of `total_checkins`.
    let server = Server::alone().await;
    let moments = moments();
    answer_at(&server, "ana", &moments).await;
    let span = server.get(&format!("/metrics/ana?from={}", moments[2])).await.ok();
    assert_eq!(span["score_trend"].as_array().unwrap().len(), 1);
    assert_eq!(span["total_checkins"], 5);
}

#[tokio::test]
async fn any_id_that_is_taken_is_found_again_under_itself_alone() {
    let server = Server::alone().await;
    let ids = [
        "+15551234567",
        "ana@example.org",
        "auth0|12",
        "a b",
        "50%",
        "100%25",
        "a%2Fb",
        "é",
        "😀",
        "a?b#c",
        "a;b,c",
        "a+b",
        "..a",
        "{user_id}",
        "\"'<>",
        "%",
        "שלום",
        "null",
        "today",
    ];
    for (count, id) in ids.into_iter().enumerate() {
        let result = server.say(id, "so so").await;
        assert_eq!(result["user_id"], id);
        assert_eq!(server.score(id).await, result, "{id}");
        assert_eq!(server.history(id).await.len(), 1, "{id} is nobody else ({count})");
        assert_eq!(server.metrics(id).await["total_checkins"], 1);
    }
}
