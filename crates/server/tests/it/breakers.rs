//! A dead sibling is left alone, costs next to nothing, and is used again once it is back.

use std::time::{Duration, Instant};

use futures_util::future::{join, join_all};
use jiff::Timestamp;
use serde_json::{Value, json};
use tokio::net::TcpSocket;
use wiremock::{MockServer, ResponseTemplate};

use crate::server::{NOBODY, Server, Setup};
use crate::siblings::{
    Script, fixture, json_answer, ml, on_post, requests, signals, with_baselines,
};
use crate::wait::{eventually, within};

/// What a busy machine may add.
const SLACK: Duration = Duration::from_secs(3);

/// The shortest first rest.
const SHORTEST_REST: Duration = Duration::from_secs(4);

const WORDS: &str = "not an easy week, so much to do";
const EXHAUSTED: &str = "I'm exhausted, I can't keep up and I dread tomorrow";

/// Takes a request, and does not answer it while anybody waits.
fn hangs() -> ResponseTemplate {
    ResponseTemplate::new(200).set_delay(Duration::from_secs(3600))
}

fn scores() -> ResponseTemplate {
    json_answer(&json!({"score": 40, "combined_signal_score": 40}))
}

async fn breaker(server: &Server, sibling: &str) -> Value {
    server.get("/health").await.ok()["breakers"][sibling].clone()
}

async fn is(server: &Server, sibling: &str, state: &str) {
    let what = format!("the breaker of {sibling} is {state}");
    eventually(&what, async || (breaker(server, sibling).await["state"] == state).then_some(()))
        .await;
}

/// Has so many check-ins taken at once.
async fn at_once(server: &Server, count: usize) -> Vec<Value> {
    join_all((0..count).map(|place| {
        let user = format!("person-{place}");
        async move { server.say(&user, WORDS).await }
    }))
    .await
}

async fn asked(sibling: &MockServer, path: &str) -> usize {
    requests(sibling, path).await.len()
}

/// The median times of check-ins at two servers, taken in turn.
async fn medians(one: &Server, other: &Server) -> (Duration, Duration) {
    const ROUNDS: usize = 41;
    let body = json!({"user_id": "ana", "stimulus_id": "calm_01", "response_text": WORDS});
    let (mut of_one, mut of_other) = (Vec::new(), Vec::new());
    for _ in 0..ROUNDS {
        of_one.push(one.post("/response/submit", &body).await.took);
        of_other.push(other.post("/response/submit", &body).await.took);
    }
    of_one.sort_unstable();
    of_other.sort_unstable();
    (of_one[ROUNDS / 2], of_other[ROUNDS / 2])
}

#[tokio::test]
async fn hanging_siblings_cost_next_to_nothing_and_are_used_again_once_they_answer() {
    let script = Script::new(hangs());
    let (signals, ml) = (signals(script.clone()).await, ml(script.clone()).await);
    let setup = Setup::alone().set("signals.timeout_ms", 300).set("ml.timeout_ms", 300);
    let server = setup.set("signals.url", signals.uri()).set("ml.url", ml.uri()).start().await;
    let off = Setup::alone().set("signals.url", "").set("ml.url", "").start().await;

    at_once(&server, 5).await;
    let opened = Instant::now();
    let health = server.get("/health").await.ok();
    assert_eq!(health["status"], "degraded");
    for (sibling, call) in [("signals", "analyze"), ("ml", "score")] {
        let breaker = &health["breakers"][sibling];
        assert_eq!(breaker["state"], "open", "{health}");
        assert_eq!(breaker["last_error"]["call"], call);
        assert_eq!(breaker["last_error"]["error"], "the service did not answer in time");
    }
    let (dead, without) = medians(&server, &off).await;
    assert!(dead < 5 * without, "{dead:?} with dead siblings, {without:?} without any");
    let probes = opened.elapsed().as_secs() / SHORTEST_REST.as_secs();
    let most = 5 + usize::try_from(probes).unwrap();
    for (sibling, path) in [(&signals, "/analyze"), (&ml, "/score")] {
        let asked = asked(sibling, path).await;
        assert!((5..=most).contains(&asked), "{path} was asked {asked} times, and at most {most}");
    }

    script.set(scores());
    let next: Vec<Timestamp> = [breaker(&server, "signals").await, breaker(&server, "ml").await]
        .iter()
        .filter_map(|breaker| breaker["next_probe_at"].as_str()?.parse().ok())
        .collect();
    let latest = next.into_iter().max().unwrap_or_else(Timestamp::now);
    eventually("both are used", async || {
        let used = server.say("ana", WORDS).await["services"].clone();
        (used["signals"] == "used" && used["ml"] == "used").then_some(())
    })
    .await;
    assert!(Timestamp::now() < latest + SLACK, "later than {latest}");
    let health = server.get("/health").await.ok();
    for sibling in ["signals", "ml"] {
        assert_eq!(health["breakers"][sibling]["state"], "closed");
        assert_eq!(health["breakers"][sibling]["next_probe_at"], Value::Null);
    }
}

#[tokio::test]
async fn a_sibling_that_refuses_is_left_alone_and_used_again_once_it_listens() {
    // A port that is taken, and where nobody listens yet.
    let socket = TcpSocket::new_v4().unwrap();
    socket.bind("127.0.0.1:0".parse().unwrap()).unwrap();
    let url = format!("http://{}", socket.local_addr().unwrap());
    let server = Setup::alone().set("signals.url", "").set("ml.url", url).start().await;
    let off = Setup::alone().set("signals.url", "").set("ml.url", "").start().await;
    for _ in 0..5 {
        assert_eq!(server.say("ana", WORDS).await["services"]["ml"], "unavailable");
    }
    let breaker = breaker(&server, "ml").await;
    assert_eq!(breaker["state"], "open");
    assert_eq!(breaker["last_error"]["error"], "the service could not be reached");
    let (dead, without) = medians(&server, &off).await;
    assert!(dead < 5 * without, "{dead:?} with a dead ml, {without:?} without any");

    let listener = socket.listen(64).unwrap().into_std().unwrap();
    let ml = MockServer::builder().listener(listener).start().await;
    on_post(&ml, "/score", scores()).await;
    within(Duration::from_secs(15), "it is used", async || {
        (server.say("ana", WORDS).await["source"] == "app").then_some(())
    })
    .await;
}

#[tokio::test]
async fn a_check_in_does_not_wait_for_a_probe_that_hangs() {
    let timeout = Duration::from_secs(4);
    let script = Script::new(hangs());
    let signals = signals(script.clone()).await;
    let setup = Setup::alone().set("signals.timeout_ms", timeout.as_millis());
    let setup = setup.set("checkin.deadline_ms", 20_000).set("ml.url", "");
    let server = setup.set("signals.url", signals.uri()).start().await;
    at_once(&server, 5).await;
    let since = breaker(&server, "signals").await["since"].clone();
    is(&server, "signals", "half_open").await;
    let start = Instant::now();
    at_once(&server, 6).await;
    assert!(start.elapsed() < timeout, "{:?}", start.elapsed());
    assert_eq!(asked(&signals, "/analyze").await, 5 + 1, "one of them finds out");
    is(&server, "signals", "open").await;
    assert!(start.elapsed() >= timeout, "the probe has all its time, though nobody waits for it");
    assert_eq!(asked(&signals, "/analyze").await, 5 + 1);
    let health = breaker(&server, "signals").await;
    let moment = |value: &Value| value.as_str().unwrap().parse::<Timestamp>().unwrap();
    let apart = moment(&health["since"]).duration_since(moment(&since));
    assert!(apart.abs() < jiff::SignedDuration::from_millis(50), "still since it failed");
}

#[tokio::test]
async fn alerts_go_out_although_the_breaker_is_open() {
    let signals = signals(ResponseTemplate::new(500)).await;
    let server = Setup::alone().set("signals.url", signals.uri()).start().await;
    at_once(&server, 5).await;
    is(&server, "signals", "open").await;
    let asked_before = asked(&signals, "/analyze").await;
    let start = Instant::now();
    server.say("ana", EXHAUSTED).await;
    eventually("the alert is delivered", async || {
        (server.score("ana").await["alert"]["status"] == "delivered").then_some(())
    })
    .await;
    if start.elapsed() < SHORTEST_REST {
        assert_eq!(asked(&signals, "/analyze").await, asked_before);
    }
    assert!(!server.log().contains("alert not delivered"), "it went out the first time");
    assert_ne!(breaker(&server, "signals").await["state"], "closed");
    // Nor is a phone held back, for which alerts may wait.
    server.post("/users/ana/phone", &json!({"phone": "+15550100123"})).await.ok();
}

#[tokio::test]
async fn alerts_that_find_nobody_open_the_breaker_and_a_provider_without_keys_does_not() {
    let keyless = MockServer::start().await;
    on_post(&keyless, "/alert/send", ResponseTemplate::new(500)).await;
    let servers = join_all([NOBODY.to_owned(), keyless.uri()].map(async |url| {
        let setup = Setup::alone().set("signals.url", url).set("policy.streams", "typing,tribe");
        // No words go to signals, but they are read for crisis language.
        let server = setup.start().await;
        for person in 0..6 {
            let user = format!("person-{person}");
            assert_eq!(server.say(&user, "I want to kill myself").await["level"], "red");
        }
        server
    }))
    .await;
    is(&servers[0], "signals", "open").await;
    eventually("six alerts have failed", async || {
        (servers[1].log().matches("alert not delivered").count() >= 6).then_some(())
    })
    .await;
    let breaker = breaker(&servers[1], "signals").await;
    assert_eq!(breaker["state"], "closed");
    assert_eq!(breaker["last_error"]["call"], "send_alert");
}

#[tokio::test]
async fn baselines_wait_while_ml_is_left_alone_and_take_no_room_of_check_ins() {
    let script = Script::new(ResponseTemplate::new(500));
    let ml = ml(script.clone()).await;
    let pause = Duration::from_millis(400);
    with_baselines(&ml, json_answer(&fixture("ml/baseline_good")).set_delay(pause)).await;
    let server = Setup::alone().set("ml.url", ml.uri()).set("signals.url", "").start().await;
    let fetched = async || {
        let all = ml.received_requests().await.unwrap();
        all.iter().filter(|request| request.url.path().starts_with("/baseline/")).count()
    };
    eventually("a first baseline is asked for", async || (fetched().await > 0).then_some(())).await;
    at_once(&server, 5).await;
    is(&server, "ml", "open").await;
    let before = fetched().await;
    for _ in 0..2 {
        server.brain("person-0").await;
    }
    is(&server, "ml", "half_open").await;
    let while_open = fetched().await - before;
    assert!(while_open <= 1, "{while_open} were asked for while ml was left alone");
    script.set(scores());
    let all = server.get("/stimulus/all").await.ok().as_array().unwrap().len();
    assert!(before < all, "there was something to wait for");
    let fetch_all =
        eventually("every baseline is asked for", async || (fetched().await >= all).then_some(()));
    join(server.say("ana", WORDS), fetch_all).await;
}

#[tokio::test]
async fn a_model_that_takes_its_time_over_a_baseline_keeps_no_check_in_from_ml() {
    let ml = ml(scores()).await;
    with_baselines(&ml, hangs()).await;
    let server = Setup::alone().set("ml.url", ml.uri()).set("ml.max_calls", 1).start().await;
    let asked_for = async || (asked(&ml, "/baseline/calm_01").await > 0).then_some(());
    eventually("a baseline is asked for", asked_for).await;
    assert_eq!(server.say("ana", WORDS).await["services"]["ml"], "used");
    let (brain, result) = join(server.brain("ana"), server.say("ben", WORDS)).await;
    assert_eq!((&brain["source"], &result["services"]["ml"]), (&json!("fallback"), &json!("used")));
    assert_eq!(breaker(&server, "ml").await["state"], "closed");
}
