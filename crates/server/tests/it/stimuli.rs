//! What a person looks at, and the pages about the interface.

use serde_json::{Value, json};

use crate::fields::keys;
use crate::server::Server;

#[tokio::test]
async fn all_twelve_are_listed_and_each_can_be_had() {
    let server = Server::alone().await;
    let all = server.get("/stimulus/all").await.ok();
    let all = all.as_array().unwrap();
    let ids: Vec<&str> = all.iter().map(|stimulus| stimulus["id"].as_str().unwrap()).collect();
    let known = [
        "calm_01",
        "calm_02",
        "audio_01",
        "question_01",
        "question_02",
        "activating_01",
        "img_calm_01",
        "img_calm_02",
        "img_calm_03",
        "img_activating_01",
        "img_activating_02",
        "img_activating_03",
    ];
    assert_eq!(ids, known);
    for stimulus in all {
        let id = stimulus["id"].as_str().unwrap();
        assert_eq!(keys(stimulus).len(), 5);
        assert_eq!(server.get(&format!("/stimulus/{id}")).await.ok(), *stimulus);
    }
    server.get("/stimulus/calm_99").await.problem(404, "not_found");
}

#[tokio::test]
async fn pilotlight_serves_every_picture_and_sound_itself() {
    let server = Server::alone().await;
    let all = server.get("/stimulus/all").await.ok();
    for stimulus in all.as_array().unwrap() {
        let url = stimulus["url"].as_str().unwrap();
        assert!(url.starts_with('/') && !url.starts_with("//"), "{url} is elsewhere");
        let file = server.get(url).await;
        assert_eq!(file.status, 200, "{url}");
        let is_sound = stimulus["type"] == "audio";
        let media_type = if is_sound { "audio/mpeg" } else { "image/svg+xml" };
        assert_eq!(file.header("content-type"), media_type, "{url}");
        assert!(file.bytes.len() > 500 && file.bytes.len() < 200_000, "{url}");
        let text = file.text().replace("http://www.w3.org/", "");
        assert!(is_sound || !text.contains("http") && text.contains("<svg"), "{url}");
    }
    server.get("/media/nothing.svg").await.problem(404, "not_found");
}

async fn today(server: &Server, user: &str, query: &str) -> Value {
    server.get(&format!("/stimulus/today/{user}{query}")).await.ok()["id"].clone()
}

#[tokio::test]
async fn todays_stimulus_stays_for_the_day() {
    let mut server = Server::alone().await;
    let first = today(&server, "ana", "").await;
    let reply = json!({"user_id": "ana", "stimulus_id": first, "response_text": "so so"});
    server.submit(reply).await;
    assert_eq!(today(&server, "ana", "").await, first, "answering it changes nothing today");
    server.restart().await;
    assert_eq!(today(&server, "ana", "").await, first);
    // People have orders of their own: twenty of them do not all look at the same.
    let mut seen = std::collections::HashSet::new();
    for person in 0..20 {
        seen.insert(today(&server, &format!("person-{person}"), "").await.to_string());
    }
    assert!(seen.len() > 3, "{seen:?}");
}

#[tokio::test]
async fn the_time_zone_says_when_the_day_begins() {
    let server = Server::alone().await;
    // At any moment it is a later day in the one than in the other.
    let (ahead, behind) = ("?tz=Pacific/Kiritimati", "?tz=Pacific/Pago_Pago");
    let of_ahead = today(&server, "ana", ahead).await;
    assert_ne!(of_ahead, today(&server, "ana", behind).await);
    for zone in ["Pacific/Kiritimati", "Pacific/Pago_Pago"] {
        let settings = json!({"timezone": zone});
        let with = |request: reqwest::RequestBuilder| request.json(&settings);
        server.send(reqwest::Method::PUT, "/users/ana", with).await.ok();
        let stored = today(&server, "ana", "").await;
        assert_eq!(stored, today(&server, "ana", &format!("?tz={zone}")).await);
        assert_eq!(today(&server, "ana", ahead).await, of_ahead, "the request goes first");
    }
    assert_eq!(server.get("/stimulus/today/ana?tz=Mars/Base").await.wrong_fields(), ["tz"]);
}

#[tokio::test]
async fn a_media_type_of_a_page_is_told_and_no_page_is_guessed() {
    let server = Server::alone().await;
    for path in ["/docs/", "/stimulus/all", "/media/calm_01.svg", "/nowhere"] {
        let answer = server.get(path).await;
        assert_eq!(answer.header("x-content-type-options"), "nosniff", "{path}");
    }
}

#[tokio::test]
async fn the_page_about_the_interface_needs_nothing_from_outside() {
    let server = Server::alone().await;
    let page = server.get("/docs/try/").await;
    assert_eq!(page.status, 200);
    assert!(page.header("content-type").starts_with("text/html"));
    let html = page.text();
    assert!(!html.contains("http://") && !html.contains("https://") && !html.contains("\"//"));
    let mut scripts = String::new();
    for part in
        html.split(['"', '\'']).filter(|part| part.ends_with(".js") || part.ends_with(".css"))
    {
        let file = server.get(&format!("/docs/try/{}", part.trim_start_matches("./"))).await;
        assert_eq!(file.status, 200, "{part}");
        if part.contains("initializer") {
            scripts.push_str(&file.text());
        }
    }
    assert!(scripts.contains("/openapi.json"), "{scripts}");
    let answer = server.get("/docs/try").await;
    assert!(answer.text().contains("swagger-ui"), "it leads to the page");
}

#[tokio::test]
async fn the_page_about_the_interface_tells_no_validator_elsewhere() {
    // Unless it is told not to, the page asks validator.swagger.io about the description's address
    // wherever it is not opened on this machine.
    let server = Server::alone().await;
    let bundle = server.get("/docs/try/swagger-ui-bundle.js").await.text();
    let settings = server.get("/docs/try/swagger-initializer.js").await.text();
    let settings: String = settings.split_whitespace().collect();
    let is_off = settings.contains("\"validatorUrl\":\"none\"");
    assert!(is_off || !bundle.contains("validator.swagger.io"), "{settings}");
}

#[tokio::test]
async fn the_description_is_served_as_it_is_checked_in() {
    let server = Server::alone().await;
    let served = server.get("/openapi.json").await;
    assert_eq!(served.header("content-type"), "application/json");
    assert_eq!(served.ok(), *crate::described::DESCRIPTION);
}

#[tokio::test]
async fn a_file_that_the_page_does_not_have_is_a_problem_like_any_other() {
    let server = Server::alone().await;
    for path in ["/docs/none.js", "/docs/try/none.js"] {
        server.get(path).await.problem(404, "not_found");
    }
}
