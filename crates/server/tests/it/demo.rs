//! `pilotlight demo`: people who do not exist, of whom nobody is ever told.

use std::path::Path;

use diesel::prelude::*;
use diesel::sql_types::Text;
use jiff::Timestamp;
use serde_json::{Value, json};
use tempfile::TempDir;
use wiremock::MockServer;

use crate::process::{Ended, run};
use crate::server::{Server, Setup, variable};
use crate::siblings::{Script, asked, fixture, json_answer, on_post};
use crate::sound;
use crate::wait::eventually;

const UNTIL: &str = "2026-11-22";
const TABLES: [&str; 5] = ["users", "check_ins", "video_analyses", "alerts", "tribe_baselines"];
const PEOPLE: [&str; 6] = [
    "demo-steady",
    "demo-sliding",
    "demo-recovering",
    "demo-red-week",
    "demo-just-begun",
    "demo-texts",
];

async fn on(database: &Path, arguments: &[&str]) -> Ended {
    with(database, arguments, &[]).await
}

async fn with(database: &Path, arguments: &[&str], values: &[(&str, &str)]) -> Ended {
    let url = format!("sqlite://{}", database.display());
    let mut environment = vec![(variable("database.url"), url)];
    environment.extend(values.iter().map(|(key, value)| (variable(key), (*value).to_owned())));
    run(database.parent().unwrap(), arguments, &environment).await
}

async fn demo(database: &Path) -> Ended {
    on(database, &["demo", "--until", UNTIL]).await
}

#[tokio::test]
async fn a_day_that_no_check_in_can_be_of_is_refused_by_its_name() {
    let folder = TempDir::new().unwrap();
    let database = folder.path().join("p.db");
    for until in ["9999-12-31", "0001-01-01", "2999-01-01", "rubbish"] {
        let ended = on(&database, &["demo", "--until", until]).await;
        assert!(!ended.success && ended.stderr.contains("--until"), "{}", ended.stderr);
        assert!(ended.stderr.contains(until) && !database.exists(), "{}", ended.stderr);
    }
}

/// A server on a demo of its own.
async fn served(setup: Setup) -> Server {
    let folder = TempDir::new().unwrap();
    let database = folder.path().join("p.db");
    let filled = demo(&database).await;
    assert!(filled.success, "{}", filled.stderr);
    setup.start_in(folder, &database).await
}

#[derive(QueryableByName)]
struct Line {
    #[diesel(sql_type = Text)]
    line: String,
}

/// All rows that the demo writes, each as an array of JSON.
fn rows(database: &Path) -> Vec<String> {
    let mut connection = SqliteConnection::establish(database.to_str().unwrap()).unwrap();
    let mut lines = |query: String| -> Vec<String> {
        let lines = diesel::sql_query(query).load::<Line>(&mut connection).unwrap();
        lines.into_iter().map(|line| line.line).collect()
    };
    let mut all = Vec::new();
    for table in TABLES {
        let columns = lines(format!("SELECT name AS line FROM pragma_table_info('{table}')"));
        let columns = columns.join(", ");
        let rows = lines(format!("SELECT json_array({columns}) AS line FROM {table} ORDER BY 1"));
        all.extend(rows.into_iter().map(|row| format!("{table} {row}")));
    }
    all
}

/// The scores of a person from one day on, for some days.
fn scores(history: &[Value], from: i64, days: i64) -> Vec<f64> {
    let end: Timestamp = format!("{UNTIL}T00:00:00Z").parse().unwrap();
    let first = end.as_second() - 28 * 86_400 + from * 86_400;
    let at = |one: &Value| one["timestamp"].as_str().unwrap().parse::<Timestamp>().unwrap();
    let within = |one: &&Value| (first..first + days * 86_400).contains(&at(one).as_second());
    history.iter().filter(within).map(|one| one["score"].as_f64().unwrap()).collect()
}

fn mean(scores: &[f64]) -> f64 {
    assert!(scores.len() >= 3, "{scores:?}");
    scores.iter().sum::<f64>() / f64::from(u32::try_from(scores.len()).unwrap())
}

fn count(history: &[Value], level: &str) -> usize {
    history.iter().filter(|one| one["level"] == level).count()
}

/// Whether each of these is somewhere among the values.
fn assert_all_there(found: &[&Value], wanted: &[&str]) {
    for name in wanted {
        assert!(found.iter().any(|value| *value == name), "{name}");
    }
}

#[tokio::test]
async fn the_same_day_gives_the_same_rows_and_they_are_sound() {
    let folder = TempDir::new().unwrap();
    let [one, other] = ["one.db", "other.db"].map(|name| folder.path().join(name));
    let (told, again) = (demo(&one).await, demo(&other).await);
    assert!(told.success && again.success, "{}{}", told.stderr, again.stderr);
    let all = rows(&one);
    assert_eq!(all, rows(&other));
    for table in TABLES {
        assert!(all.iter().any(|row| row.starts_with(table)), "{table}");
    }
    for person in PEOPLE {
        assert!(told.stdout.contains(person), "{}", told.stdout);
    }
    let checked = on(&one, &["check"]).await;
    assert!(checked.success && checked.stdout.contains("all is sound"), "{}", checked.stdout);
    let replayed = on(&one, &["replay"]).await;
    assert!(replayed.success && replayed.stdout.contains(", 0 differ"), "{}", replayed.stdout);
    // Nothing of what was not whole yet is left, and no words are kept.
    let names = std::fs::read_dir(folder.path()).unwrap();
    let names: Vec<_> = names.map(|entry| entry.unwrap().file_name()).collect();
    assert!(names.iter().all(|name| name.to_str().unwrap().contains(".db")), "{names:?}");
    let words = b"birds, tea";
    let bytes = std::fs::read(&one).unwrap().to_ascii_lowercase();
    assert!(!crate::server::contains(&bytes, words));
}

#[tokio::test]
async fn it_keeps_to_what_the_settings_allow() {
    let folder = TempDir::new().unwrap();
    let database = folder.path().join("p.db");
    let values = [("policy.streams", "imessage,tribe"), ("privacy.store_text", "true")];
    let filled = with(&database, &["demo", "--until", UNTIL], &values).await;
    assert!(filled.success, "{}", filled.stderr);
    let all = rows(&database).join("\n");
    assert!(
        all.contains("Birds, tea") && !all.contains("\"video\",\"green\""),
        "{}",
        filled.stdout
    );
    for hidden in ["typing_wpm", "facial", "voice"] {
        assert!(!all.contains(&format!("stream\\\":\\\"{hidden}")), "{hidden}");
    }
}

#[tokio::test]
async fn everybody_has_a_story_that_the_words_and_measures_tell() {
    let server = served(Setup::alone()).await;
    let mut all = Vec::new();
    let mut of = std::collections::HashMap::new();
    for person in PEOPLE {
        let history = server.history(person).await;
        let view = server.score_view(person).await;
        let (metrics, brain) = (server.metrics(person).await, server.brain(person).await);
        assert_eq!(metrics["total_checkins"], history.len());
        assert_eq!(view["check_in_id"], history[0]["check_in_id"]);
        assert_eq!(brain["score"], view["score"]);
        for (region, activity) in brain["regions"].as_object().unwrap() {
            let shown = activity.to_string();
            assert!(shown.len() <= "0.404".len(), "a person reads {region}: {shown}");
        }
        history.iter().for_each(sound::assert_sound);
        let within = scores(&history, -1, 29);
        assert_eq!(
            within.len(),
            history.len(),
            "all of it lies in the four weeks, wherever the person is"
        );
        all.extend(history.clone());
        of.insert(person, (history, view["trend"]["direction"].clone(), brain["source"].clone()));
    }
    let (steady, trend, _) = &of["demo-steady"];
    assert!(count(steady, "red") == 0 && count(steady, "green") * 10 >= steady.len() * 9);
    assert_eq!(trend, "steady");
    let (sliding, trend, _) = &of["demo-sliding"];
    assert!(mean(&scores(sliding, 21, 7)) > mean(&scores(sliding, 0, 7)) + 40.0);
    assert_eq!((count(sliding, "green") > 0, trend), (true, &json!("rising")));
    let (recovering, trend, _) = &of["demo-recovering"];
    assert!(mean(&scores(recovering, 21, 7)) < mean(&scores(recovering, 0, 7)) - 40.0);
    assert_eq!(trend, "falling");
    let (red_week, ..) = &of["demo-red-week"];
    assert_eq!(
        count(red_week, "red"),
        scores(red_week, 14, 8).iter().filter(|s| **s >= 65.0).count()
    );
    let worst = red_week.iter().find(|one| one["safety"]["tier"] == 1).unwrap();
    assert_eq!(worst["level"], "red");
    assert_eq!(worst["alert"]["status"], "delivered");
    assert!(worst["intervention"].as_str().unwrap().contains("988"));
    assert!(!worst["support"].as_array().unwrap().is_empty());
    assert_eq!(of["demo-just-begun"].2, "fallback");
    assert_eq!(of["demo-steady"].2, "cache");

    let shown = |field: &str| all.iter().map(|one| &one[field]).collect::<Vec<_>>();
    assert_all_there(&shown("level"), &["green", "yellow", "red"]);
    assert_all_there(&shown("source"), &["app", "sms", "video", "fallback"]);
    assert_all_there(&shown("channel"), &["app", "sms", "video"]);
    assert!(all.iter().any(|one| one["streams"].as_array().unwrap().len() == 5));
    for field in ["tribe_deviation", "behavioral_deviation"] {
        assert!(shown(field).iter().any(|value| value.as_f64().unwrap() > 0.0), "{field}");
    }
    assert!(all.iter().any(|one| !one["brain_regions_flagged"].as_array().unwrap().is_empty()));
    let notes = all.iter().flat_map(|one| one["data_quality"].as_array().unwrap());
    let notes: Vec<&Value> = notes.collect();
    assert_all_there(&notes, &["previous_result_stands", "carried_over:facial", "low_coverage"]);
}

#[tokio::test]
async fn people_who_are_there_are_left_alone() {
    let mut server = Server::alone().await;
    let database = server.folder().join("p.db");
    let refused = demo(&database).await;
    assert!(!refused.success && refused.stderr.contains("in use"), "{}", refused.stderr);
    server.say("ana", "so so").await;
    server.ask_to_stop();
    server.ended().await;
    let before = on(&database, &["check"]).await.stdout;
    let refused = demo(&database).await;
    assert!(!refused.success && refused.stderr.contains("has people in it"), "{}", refused.stderr);
    assert!(refused.stderr.contains("p.db") && refused.stderr.contains("DATABASE__URL"));
    assert_eq!(on(&database, &["check"]).await.stdout, before);
    // It is as little for its own people a second time.
    let own = server.folder().join("demo.db");
    assert!(demo(&own).await.success);
    assert!(!demo(&own).await.success);
}

/// signals and the desk hear of somebody real, and of nobody else: the demo's alerts are as severe,
/// and older, so they would have come first.
#[tokio::test]
async fn nobody_is_told_of_people_who_do_not_exist() {
    let (signals, desk) = (MockServer::start().await, MockServer::start().await);
    let no_phone = Script::new(json_answer(&fixture("signals/alert_no_phone_on_file")));
    on_post(&signals, "/alert/send", no_phone).await;
    on_post(&signals, "/register-phone", json_answer(&fixture("signals/register_phone_good")))
        .await;
    on_post(&desk, "/hook", json_answer(&json!({}))).await;
    let setup = Setup::alone()
        .set("telemetry.listen", "127.0.0.1:0")
        .set("signals.url", signals.uri())
        .set("alerts.escalation_url", format!("{}/hook", desk.uri()))
        .set("alerts.escalation_secret", "whsec_BwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwc=");
    let server = served(setup).await;
    // A phone hastens what is not delivered.
    let phone = json!({"phone": "+15550100"});
    server.post("/users/demo-red-week/phone", &phone).await.ok();
    server.say("ana", "I'm exhausted, I can't keep up and I dread tomorrow").await;
    let told = eventually("the desk is told of ana", async || {
        let told = asked(&desk, "/hook").await;
        (!told.is_empty()).then_some(told)
    })
    .await;
    let sent = asked(&signals, "/alert/send").await;
    let demos = |all: &[Value]| all.iter().filter(|one| one.to_string().contains("demo-")).count();
    assert_eq!((demos(&told), demos(&sent)), (0, 0), "{told:?} {sent:?}");
    assert!(told.iter().chain(&sent).all(|one| one.to_string().contains("ana")));
    let scrape = server.scrape().await;
    let alerts = scrape.text.lines().filter(|line| line.starts_with("pilotlight_alerts{"));
    let waiting: f64 =
        alerts.map(|line| line.rsplit(' ').next().unwrap().parse::<f64>().unwrap()).sum();
    assert!((waiting - 1.0).abs() < 1e-9, "{}", scrape.text);
}
