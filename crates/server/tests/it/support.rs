//! Human support: whose country's, and always in the words of a red result itself.

use reqwest::Method;
use serde_json::{Value, json};
use tempfile::TempDir;
use wiremock::MockServer;

use crate::form;
use crate::process::run;
use crate::server::{Server, Setup};
use crate::siblings::{fixture, json_answer, ml_scoring, video};

/// A server on which every check-in is red.
async fn red(setup: Setup) -> (MockServer, Server) {
    let ml = ml_scoring(90).await;
    // The same words again are meant here.
    let setup = setup.set("sms.redelivery_window_seconds", 0);
    let server = setup.set("ml.url", ml.uri()).start().await;
    (ml, server)
}

async fn sms(server: &Server, user: &str, region: Value) -> Value {
    let body = json!({"user_id": user, "stimulus_id": "calm_01", "source": "sms",
        "response_text": "not a good day", "region": region});
    let result = server.submit(body).await;
    assert_eq!(result["level"], "red");
    assert_eq!(server.score(user).await["support"], result["support"]);
    assert_eq!(server.score(user).await["intervention"], result["intervention"]);
    result
}

fn says(result: &Value, contact: &str) -> bool {
    result["intervention"].as_str().unwrap().contains(contact)
}

#[tokio::test]
async fn the_request_goes_before_the_person_and_the_person_before_the_host() {
    let (_ml, server) = red(Setup::alone().set("support.region", "CA")).await;
    let of_host = sms(&server, "ana", Value::Null).await;
    assert!(says(&of_host, "988") && of_host.to_string().contains("9-8-8"), "{of_host}");
    let british = json!({"region": "GB"});
    server.send(Method::PUT, "/users/ana", |request| request.json(&british)).await.ok();
    let of_person = sms(&server, "ana", Value::Null).await;
    assert!(says(&of_person, "116 123") && !says(&of_person, "988"), "{of_person}");
    let of_request = sms(&server, "ana", json!("nz")).await;
    assert!(says(&of_request, "1737") && !says(&of_request, "116 123"), "{of_request}");
    // What was answered before is not another country's afterwards.
    let history = server.history("ana").await;
    assert!(says(&history[0], "1737") && says(&history[1], "116 123") && says(&history[2], "988"));
}

/// A red check-in by video.
async fn filmed(server: &Server, user: &str, region: Option<&str>) -> Value {
    let form = form::of(user);
    let form = match region {
        Some(region) => form.text("region", region.to_owned()),
        None => form,
    };
    let result = server.submit_video(form).await["burnout_result"].clone();
    assert_eq!(result["level"], "red");
    assert_eq!(server.score(user).await["support"], result["support"]);
    result
}

#[tokio::test]
async fn of_a_video_too_the_request_goes_first_then_the_person_then_the_host() {
    let mut tense = fixture("video/analyze_good");
    tense["facial"]["facial_stress_score"] = json!(98);
    tense["voice"]["stress_score"] = json!(95);
    let video = video(json_answer(&tense)).await;
    let setup = Setup::alone().set("video.url", video.uri()).set("support.region", "CA");
    let server = setup.start().await;
    let of_host = filmed(&server, "ana", None).await;
    assert!(says(&of_host, "988") && of_host.to_string().contains("9-8-8"), "{of_host}");
    let british = json!({"region": "GB"});
    server.send(Method::PUT, "/users/ana", |request| request.json(&british)).await.ok();
    let of_person = filmed(&server, "ana", None).await;
    assert!(says(&of_person, "116 123") && !says(&of_person, "988"), "{of_person}");
    let of_request = filmed(&server, "ana", Some("nz")).await;
    assert!(says(&of_request, "1737") && !says(&of_request, "116 123"), "{of_request}");
    for unknown in ["ZZ", "Wales"] {
        let result = filmed(&server, "ana", Some(unknown)).await;
        assert!(no_number(&result) && says(&result, "findahelpline.com"), "{result}");
        assert!(says(&result, "emergency"), "{result}");
    }
}

#[tokio::test]
async fn every_country_of_the_registry_has_a_number_in_the_words() {
    let (_ml, server) = red(Setup::alone()).await;
    let numbers = [
        ("US", "988"),
        ("CA", "988"),
        ("GB", "116 123"),
        ("IE", "116 123"),
        ("AU", "13 11 14"),
        ("NZ", "1737"),
        ("IN", "14416"),
        ("DE", "0800 111 0 111"),
        ("FR", "3114"),
        ("ES", "024"),
        ("NL", "113"),
        ("SE", "90101"),
        ("NO", "116 123"),
        ("KR", "109"),
        ("BR", "188"),
        ("MX", "800 911 2000"),
        ("SG", "1767"),
    ];
    for (country, number) in numbers {
        let result = sms(&server, country, json!(country)).await;
        assert!(says(&result, number), "{country}: {}", result["intervention"]);
        let calls: Vec<&Value> =
            result["support"].as_array().unwrap().iter().map(|line| &line["call"]).collect();
        assert!(calls.contains(&&json!(number)), "{country}: {calls:?}");
    }
}

/// No digit in any text that a person reads.
fn no_number(result: &Value) -> bool {
    let mut shown = result["intervention"].as_str().unwrap().to_owned();
    for line in result["support"].as_array().unwrap() {
        assert!(line["call"].is_null() && line["text_to"].is_null(), "{line}");
        shown.push_str(line["contact"].as_str().unwrap());
        shown.push_str(line["name"].as_str().unwrap());
    }
    !shown.contains(|c: char| c.is_ascii_digit())
}

#[tokio::test]
async fn a_country_that_nobody_knows_gets_no_other_countrys_number() {
    let (_ml, server) = red(Setup::alone()).await;
    let settings = json!({"region": "ZZ"});
    server.send(Method::PUT, "/users/ben", |request| request.json(&settings)).await.ok();
    for (user, region) in [("ana", json!("ZZ")), ("ben", Value::Null)] {
        let result = sms(&server, user, region).await;
        assert!(no_number(&result), "{result}");
        assert!(says(&result, "findahelpline.com"), "{result}");
        assert!(says(&result, "emergency"), "{result}");
        let kinds: Vec<&Value> =
            result["support"].as_array().unwrap().iter().map(|line| &line["type"]).collect();
        assert!(kinds.contains(&&json!("emergency")) && kinds.contains(&&json!("personal")));
    }
}

#[tokio::test]
async fn a_host_without_a_country_names_no_countrys_number() {
    let (_ml, server) = red(Setup::alone().set("support.region", "")).await;
    assert!(no_number(&sms(&server, "ana", Value::Null).await));
}

#[tokio::test]
async fn a_region_that_is_no_country_code_gets_no_countrys_number() {
    let (_ml, server) = red(Setup::alone()).await;
    for region in ["USA", "1", "Wales", "U1"] {
        let result = sms(&server, "ana", json!(region)).await;
        assert!(no_number(&result), "{region}: {result}");
        assert!(crate::fields::notes(&result, "unknown:region"), "{region}");
    }
    for region in [json!(49), json!(["US"])] {
        let body = json!({"user_id": "ana", "stimulus_id": "calm_01", "region": region});
        let answer = server.post("/response/submit", &body).await;
        assert_eq!(answer.wrong_fields(), ["region"], "{region}");
    }
}

#[tokio::test]
async fn the_hosts_own_counselling_is_offered_word_for_word() {
    for words in ["Room 12, call 555 0100", "0800123456", "+15550100", "1e5", "true", "5,5"] {
        let (_ml, server) = red(Setup::alone().set("support.counseling", words)).await;
        let result = sms(&server, "ana", Value::Null).await;
        let contacts: Vec<&Value> =
            result["support"].as_array().unwrap().iter().map(|line| &line["contact"]).collect();
        assert!(contacts.contains(&&json!(words)), "{words}: {contacts:?}");
    }
}

#[tokio::test]
async fn entries_that_nobody_has_checked_for_a_year_are_a_warning_and_no_failure() {
    let folder = TempDir::new().unwrap();
    let check =
        async |on: &str| run(folder.path(), &["support", "check", "--on", on], &Vec::new()).await;
    let warnings = |told: &str| told.lines().filter(|line| line.starts_with("warning: ")).count();
    let early = check("2000-01-01").await;
    assert!(early.success && warnings(&early.stdout) == 0, "{}", early.stdout);
    let late = check("2100-01-01").await;
    assert!(late.success, "{}", late.stderr);
    assert!(warnings(&late.stdout) > 20, "{}", late.stdout);
    let gb = late.stdout.lines().find(|line| line.contains("GB")).unwrap();
    assert!(gb.contains("Samaritans") && gb.contains("last checked on 20"), "{gb}");
    let now = run(folder.path(), &["support", "check"], &Vec::new()).await;
    assert!(now.success && now.stdout.contains("entries to check again"), "{}", now.stdout);
    assert!(!check("soon").await.success);
}
