//! How siblings are called: not too many at once, twice only where that is safe, each in its share of
//! the time.

use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use futures_util::future::join_all;
use serde_json::{Value, json};
use wiremock::{MockServer, Request, Respond, ResponseTemplate};

use crate::form;
use crate::raw;
use crate::server::{Server, Setup};
use crate::siblings::{
    Script, fixture, json_answer, ml_scoring, on_post, requests, signals, video,
};
use crate::wait::eventually;

const WORDS: &str = "not an easy week, so much to do";

/// Takes its time over every answer, and remembers when it was asked.
#[derive(Clone, Default)]
struct Slow {
    asked_at: Arc<Mutex<Vec<Instant>>>,
}

impl Slow {
    const TIME: Duration = Duration::from_millis(60);

    /// The most requests that were certainly worked on at once.
    fn most_at_once(&self) -> usize {
        let asked_at = self.asked_at.lock().unwrap();
        let during = |start: &Instant| {
            asked_at.iter().filter(|at| (*start..*start + Self::TIME).contains(at)).count()
        };
        asked_at.iter().map(during).max().unwrap()
    }
}

impl Respond for Slow {
    fn respond(&self, _: &Request) -> ResponseTemplate {
        self.asked_at.lock().unwrap().push(Instant::now());
        json_answer(&fixture("signals/analyze_good")).set_delay(Self::TIME)
    }
}

#[tokio::test]
async fn a_hundred_check_ins_at_once_never_exceed_the_limit_of_a_slow_sibling() {
    let slow = Slow::default();
    let signals = signals(slow.clone()).await;
    let setup = Setup::alone().set("signals.url", signals.uri()).set("signals.max_calls", 4);
    let server = setup.set("ml.url", "").start().await;
    let all = join_all((0..100).map(|person| {
        let (server, user) = (&server, format!("person-{person}"));
        async move { server.say(&user, WORDS).await }
    }))
    .await;
    let used = all.iter().filter(|result| result["services"]["signals"] == "used").count();
    assert!((4..100).contains(&used), "{used} were read by signals, the others by Pilotlight");
    let most = slow.most_at_once();
    assert!((2..=4).contains(&most), "{most} at once");
    // Who found no room says nothing of the sibling.
    let health = server.get("/health").await.ok();
    assert_eq!(health["breakers"]["signals"]["state"], "closed");
    assert_eq!(health["breakers"]["signals"]["last_error"], Value::Null);
    assert!(!server.log().contains("cannot be used"), "{}", server.log());
    assert_eq!(server.say("ana", WORDS).await["services"]["signals"], "used");
}

/// A server with a signals service whose every answer is this; waits no longer than 400 ms for it.
async fn with_signals(answer: ResponseTemplate) -> (MockServer, Script, Server) {
    let script = Script::new(answer);
    let signals = signals(script.clone()).await;
    let setup = Setup::alone().set("signals.url", signals.uri()).set("signals.timeout_ms", 400);
    (signals, script, setup.set("ml.url", "").start().await)
}

#[tokio::test]
async fn a_sibling_is_asked_again_once_where_that_may_help_and_not_otherwise() {
    let asked_to_wait = ResponseTemplate::new(503).insert_header("retry-after", "60");
    let hanging = ResponseTemplate::new(200).set_delay(Duration::from_secs(3600));
    let cases = [
        ("502", ResponseTemplate::new(502), 2),
        ("503", ResponseTemplate::new(503), 2),
        ("504", ResponseTemplate::new(504), 2),
        ("503, not before a minute", asked_to_wait, 1),
        ("500", ResponseTemplate::new(500), 1),
        ("422", ResponseTemplate::new(422), 1),
        ("a timeout", hanging, 1),
        ("nonsense", json_answer(&json!([])), 1),
        ("an answer", json_answer(&fixture("signals/analyze_good")), 1),
    ];
    join_all(cases.map(async |(what, answer, times)| {
        let (signals, _, server) = with_signals(answer).await;
        server.say("ana", WORDS).await;
        assert_eq!(requests(&signals, "/analyze").await.len(), times, "{what}");
    }))
    .await;
}

/// Answers 503 the first time and well from then on.
struct Starting(Mutex<bool>);

impl Respond for Starting {
    fn respond(&self, _: &Request) -> ResponseTemplate {
        if std::mem::replace(&mut *self.0.lock().unwrap(), true) {
            json_answer(&fixture("signals/analyze_good"))
        } else {
            ResponseTemplate::new(503)
        }
    }
}

#[tokio::test]
async fn what_is_gone_a_moment_later_is_not_noticed() {
    let signals = signals(Starting(Mutex::default())).await;
    let server = Setup::alone().set("signals.url", signals.uri()).start().await;
    assert_eq!(server.say("ana", WORDS).await["services"]["signals"], "used");
    assert_eq!(requests(&signals, "/analyze").await.len(), 2);
}

#[tokio::test]
async fn a_phone_is_registered_again_and_neither_an_alert_nor_a_video_sent_twice() {
    let away = ResponseTemplate::new(503);
    let signals = MockServer::start().await;
    let alerts = Script::new(away.clone());
    on_post(&signals, "/register-phone", away.clone()).await;
    on_post(&signals, "/alert/send", alerts.clone()).await;
    let video = video(away).await;
    let setup = Setup::alone().set("signals.url", signals.uri()).set("video.url", video.uri());
    let server = setup.set("policy.streams", "typing,facial").start().await;

    let refused = server.post("/users/ana/phone", &json!({"phone": "+15550100123"})).await;
    refused.problem(503, "sibling_unavailable");
    assert!(refused.header("retry-after").parse::<u32>().unwrap() > 0);
    assert_eq!(requests(&signals, "/register-phone").await.len(), 2);
    server.submit_video(form::of("ana")).await;
    assert_eq!(requests(&video, "/analyze/video").await.len(), 1);

    server.say("ben", "I want to kill myself").await;
    let failures = || server.log().matches("alert not delivered").count();
    eventually("an alert has failed twice", async || (failures() >= 2).then_some(())).await;
    alerts.set(json_answer(&fixture("signals/alert_delivered")));
    eventually("the alert is delivered", async || {
        (server.score("ben").await["alert"]["status"] == "delivered").then_some(())
    })
    .await;
    assert_eq!(requests(&signals, "/alert/send").await.len(), failures() + 1);
}

#[tokio::test]
async fn a_signals_that_hangs_leaves_ml_its_share_whatever_the_timeouts() {
    let (signals, ml) = (raw::hanging().await, ml_scoring(40).await);
    let setup = Setup::alone().set("signals.url", signals).set("ml.url", ml.uri());
    let setup = setup.set("signals.timeout_ms", 60_000).set("ml.timeout_ms", 60_000);
    let server = setup.set("checkin.deadline_ms", 2000).start().await;
    let result = server.say("ana", WORDS).await;
    assert_eq!((&result["source"], &result["score"]), (&json!("app"), &json!(40)));
    // As little as a check-in has for it, it is enough to find out that signals is dead.
    for _ in 0..4 {
        server.say("ana", WORDS).await;
    }
    let health = server.get("/health").await.ok();
    assert_eq!(health["breakers"]["signals"]["state"], "open");
}
