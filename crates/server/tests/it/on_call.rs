//! An alert that reaches nobody: whoever is on call is told of it, sees it and acknowledges it.

use std::time::Duration;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use diesel::connection::SimpleConnection;
use diesel::{Connection, SqliteConnection};
use hmac::{Hmac, KeyInit, Mac};
use serde_json::{Value, json};
use sha2::Sha256;
use tempfile::TempDir;
use wiremock::{MockServer, Request, ResponseTemplate};

use crate::alerts_list::alerts;
use crate::described::{DESCRIPTION, violations};
use crate::past::Past;
use crate::server::{NOBODY, Server, Setup};
use crate::siblings::{Script, fixture, json_answer, on_post, requests};
use crate::wait::{eventually, within};

pub(crate) const EXHAUSTED: &str = "I'm exhausted, I can't keep up and I dread tomorrow";

const KEY: [u8; 32] = [7; 32];

fn secret() -> String {
    format!("whsec_{}", STANDARD.encode(KEY))
}

fn no_phone() -> ResponseTemplate {
    json_answer(&fixture("signals/alert_no_phone_on_file"))
}

fn delivered() -> ResponseTemplate {
    json_answer(&fixture("signals/alert_delivered"))
}

/// signals, which does nothing but take alerts and phones.
async fn texter(answer: ResponseTemplate) -> (MockServer, Script) {
    let script = Script::new(answer);
    let signals = MockServer::start().await;
    on_post(&signals, "/alert/send", script.clone()).await;
    let registered = fixture("signals/register_phone_good");
    on_post(&signals, "/register-phone", json_answer(&registered)).await;
    (signals, script)
}

/// The service that is told of alerts.
async fn desk(answer: ResponseTemplate) -> (MockServer, Script) {
    let (desk, script) = (MockServer::start().await, Script::new(answer));
    on_post(&desk, "/hook", script.clone()).await;
    (desk, script)
}

fn setup(signals: &str, desk: &str) -> Setup {
    Setup::alone()
        .set("signals.url", signals)
        .set("signals.timeout_ms", 1000)
        .set("alerts.escalation_url", format!("{desk}/hook"))
        .set("alerts.escalation_secret", secret())
}

async fn told(desk: &MockServer, times: usize) -> Vec<Request> {
    let what = format!("the desk is told {times} times");
    eventually(&what, async || {
        let told = requests(desk, "/hook").await;
        (told.len() >= times).then_some(told)
    })
    .await
}

fn header<'a>(request: &'a Request, name: &str) -> &'a str {
    request.headers.get(name).unwrap().to_str().unwrap()
}

/// Checks a message as its receiver would.
fn assert_signed(request: &Request) {
    let (id, timestamp) = (header(request, "webhook-id"), header(request, "webhook-timestamp"));
    let mut mac = Hmac::<Sha256>::new_from_slice(&KEY).unwrap();
    mac.update(format!("{id}.{timestamp}.").as_bytes());
    mac.update(&request.body);
    let signature = header(request, "webhook-signature").strip_prefix("v1,").unwrap();
    mac.verify_slice(&STANDARD.decode(signature).unwrap()).unwrap();
    let age = jiff::Timestamp::now().as_second() - timestamp.parse::<i64>().unwrap();
    assert!((0..300).contains(&age), "{age}");
}

async fn until(server: &Server, status: &str) -> Value {
    eventually(status, async || {
        let found = alerts(server, &format!("?status={status}")).await;
        found.into_iter().next()
    })
    .await
}

#[tokio::test]
async fn the_desk_is_told_until_it_has_heard_it_across_a_power_cut() {
    let (signals, _) = texter(no_phone()).await;
    let (desk, script) = desk(ResponseTemplate::new(500)).await;
    let mut server = setup(&signals.uri(), &desk.uri()).start().await;
    let result = server.say("quetzalcoatl", EXHAUSTED).await;
    // Between two attempts: one that is under way keeps its turn for a while.
    let failed = "alerts.escalation_url could not be told";
    eventually("two attempts", async || (server.log().matches(failed).count() > 1).then_some(()))
        .await;
    server.kill();
    script.set(ResponseTemplate::new(204));
    server.start_again().await;
    let is_heard = async || {
        let alert = alerts(&server, "").await.remove(0);
        alert["escalated_at"].is_string().then_some(alert)
    };
    let alert = within(Duration::from_secs(60), "the desk has heard it", is_heard).await;
    let messages = requests(&desk, "/hook").await;
    for message in &messages {
        assert_signed(message);
        assert_eq!(header(message, "webhook-id"), header(&messages[0], "webhook-id"));
        assert_eq!(header(message, "content-type"), "application/json");
    }
    let last: Value = messages.last().unwrap().body_json().unwrap();
    assert_eq!(last["type"], "alert.escalated");
    let mut said = last["data"].clone();
    // What has come of it since.
    said["escalated_at"] = alert["escalated_at"].clone();
    assert_eq!(said, alert);
    assert_eq!(alert["id"], result["alert"]["id"]);
    assert_eq!(alert["user_id"], "quetzalcoatl");
    assert_eq!(alert["check_in_id"], result["check_in_id"]);
    assert_eq!((&alert["status"], &alert["level"]), (&json!("undeliverable"), &json!("red")));
    assert_eq!(alert["last_error"], "no phone is on file");
    assert!(
        !String::from_utf8_lossy(&messages[0].body).contains("dread"),
        "no words of the person"
    );
    // Told once more of another, and no more of this one.
    let count = messages.len();
    server.say("ben", EXHAUSTED).await;
    let messages = told(&desk, count + 1).await;
    let other: Value = messages[count].body_json().unwrap();
    assert_eq!((messages.len(), &other["data"]["user_id"]), (count + 1, &json!("ben")));
    let log = server.log();
    assert!(log.contains("an alert has reached nobody") && !log.contains("quetzalcoatl"), "{log}");
}

#[tokio::test]
async fn what_is_only_late_is_told_after_the_time_that_is_set() {
    let (desk, _) = desk(ResponseTemplate::new(200)).await;
    let patient = setup(NOBODY, &desk.uri()).start().await;
    patient.say("ana", EXHAUSTED).await;
    let hasty = setup(NOBODY, &desk.uri()).set("alerts.escalate_after_minutes", 0).start().await;
    hasty.say("ben", EXHAUSTED).await;
    let messages = told(&desk, 1).await;
    let said: Value = messages[0].body_json().unwrap();
    assert_eq!((messages.len(), &said["data"]["user_id"]), (1, &json!("ben")));
    assert_eq!(alerts(&patient, "").await[0]["escalated_at"], Value::Null);
}

#[tokio::test]
async fn without_a_webhook_the_log_says_it() {
    let setup = Setup::alone().set("alerts.escalate_after_minutes", 0);
    let server = setup.start().await;
    let result = server.say("quetzalcoatl", EXHAUSTED).await;
    let line = eventually("the log says it", async || {
        let log = server.log();
        log.lines().find(|line| line.contains("has reached nobody")).map(str::to_owned)
    })
    .await;
    assert!(line.contains("ERROR") && line.contains(result["alert"]["id"].as_str().unwrap()));
    eventually("it was told", async || {
        alerts(&server, "").await[0]["escalated_at"].is_string().then_some(())
    })
    .await;
    assert!(!server.log().contains("quetzalcoatl"));
}

#[tokio::test]
async fn an_acknowledgement_ends_the_telling_and_stands() {
    let (signals, texts) = texter(no_phone()).await;
    let (desk, _) = desk(ResponseTemplate::new(503)).await;
    let server = setup(&signals.uri(), &desk.uri()).start().await;
    server.say("ana", EXHAUSTED).await;
    told(&desk, 1).await;
    let id = until(&server, "undeliverable").await["id"].as_str().unwrap().to_owned();
    let path = format!("/alerts/{id}/acknowledge");
    let kim = json!({"by": "Kim", "note": "called her"});
    let first = server.post(&path, &kim).await.ok();
    assert_eq!(first["acknowledged"]["by"], "Kim");
    assert_eq!(first["acknowledged"]["note"], "called her");
    let second = server.post(&path, &json!({"by": "Lee"})).await.ok();
    assert_eq!(second["acknowledged"], first["acknowledged"]);
    assert_eq!(alerts(&server, "?acknowledged=false").await, Vec::<Value>::new());
    assert_eq!(alerts(&server, "?acknowledged=true").await.len(), 1);
    // The desk hears of another person, and not of this one again.
    let heard = requests(&desk, "/hook").await.len();
    server.say("ben", EXHAUSTED).await;
    for message in told(&desk, heard + 2).await.iter().skip(heard + 1) {
        let said: Value = message.body_json().unwrap();
        assert_eq!(said["data"]["user_id"], "ben");
    }
    // The person still gets it.
    texts.set(delivered());
    let again = server.post(&format!("/alerts/{id}/retry"), &json!({})).await.ok();
    assert!(["queued", "sending", "delivered"].contains(&again["status"].as_str().unwrap()));
    assert_eq!(until(&server, "delivered").await["id"], id.as_str());
    let log = server.log();
    for what in ["an alert is acknowledged", "an alert was asked to be tried again"] {
        let line = log.lines().find(|line| line.contains(what)).unwrap_or_default();
        assert!(line.contains("INFO") && line.contains(&id), "{what}: {log}");
    }
    assert!(!log.contains("Kim") && !log.contains("called her"), "{log}");
}

#[tokio::test]
async fn an_alert_of_which_the_desk_was_told_is_found_by_its_id_when_it_is_delivered() {
    let (signals, texts) = texter(no_phone()).await;
    let (desk, _) = desk(ResponseTemplate::new(200)).await;
    let server = setup(&signals.uri(), &desk.uri()).start().await;
    server.say("ana", EXHAUSTED).await;
    let said: Value = told(&desk, 1).await[0].body_json().unwrap();
    let hook = &DESCRIPTION["webhooks"]["alertEscalated"]["post"]["requestBody"];
    let wrong = violations(&hook["content"]["application/json"]["schema"], &said);
    assert!(wrong.is_empty(), "{wrong:#?}");
    assert_eq!(said["data"]["message_id"], Value::Null);
    let path = format!("/alerts/{}", said["data"]["id"].as_str().unwrap());
    let waiting = server.get(&path).await.ok();
    assert_eq!(waiting["status"], "undeliverable");
    texts.set(delivered());
    server.post("/users/ana/phone", &json!({"phone": "+15550100123"})).await.ok();
    until(&server, "delivered").await;
    assert_eq!(alerts(&server, "").await, Vec::<Value>::new());
    let found = server.get(&path).await.ok();
    assert_eq!(found["id"], said["data"]["id"]);
    assert_eq!(found["status"], "delivered");
    assert_eq!(found["message_id"], fixture("signals/alert_delivered")["message_sid"]);
}

#[tokio::test]
async fn what_was_tried_for_days_is_dead_and_told_and_a_phone_revives_it() {
    let (signals, texts) = texter(ResponseTemplate::new(500)).await;
    let (desk, _) = desk(ResponseTemplate::new(200)).await;
    let folder = TempDir::new().unwrap();
    let long_ago = jiff::Timestamp::now() - jiff::SignedDuration::from_hours(73);
    Past::in_folder(folder.path()).await.said("ana", long_ago, EXHAUSTED).await;
    let database = folder.path().join("p.db");
    let mut stored = SqliteConnection::establish(database.to_str().unwrap()).unwrap();
    stored.batch_execute("UPDATE alerts SET attempts = 49").unwrap();
    drop(stored);
    let server = setup(&signals.uri(), &desk.uri()).start_in(folder, &database).await;
    let dead = until(&server, "dead").await;
    assert_eq!((&dead["user_id"], &dead["attempts"]), (&json!("ana"), &json!(50)));
    assert_eq!(dead["next_attempt_at"], Value::Null);
    assert_eq!(server.score("ana").await["alert"]["status"], "dead");
    eventually("the desk hears that it is dead", async || {
        let told = requests(&desk, "/hook").await;
        let statuses = told.iter().map(|message| message.body_json::<Value>().unwrap());
        statuses.into_iter().any(|said| said["data"]["status"] == "dead").then_some(())
    })
    .await;
    assert!(server.log().contains("given up"), "{}", server.log());
    texts.set(delivered());
    server.post("/users/ana/phone", &json!({"phone": "+15550100123"})).await.ok();
    assert_eq!(until(&server, "delivered").await["id"], dead["id"]);
}

#[tokio::test]
async fn what_a_process_was_about_to_log_when_it_died_the_next_one_logs() {
    let folder = TempDir::new().unwrap();
    let hour_ago = jiff::Timestamp::now() - jiff::SignedDuration::from_hours(1);
    Past::in_folder(folder.path()).await.said("ana", hour_ago, EXHAUSTED).await;
    let database = folder.path().join("p.db");
    let mut stored = SqliteConnection::establish(database.to_str().unwrap()).unwrap();
    stored.batch_execute("UPDATE alerts SET escalation_attempts = 1, escalate_at_ms = 0").unwrap();
    drop(stored);
    let server = Setup::alone().start_in(folder, &database).await;
    eventually("the log says so", async || {
        server.log().contains("an alert has reached nobody").then_some(())
    })
    .await;
}
