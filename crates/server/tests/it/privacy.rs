//! Nobody's words, phone or id in a log; words in the database only where the host wants them.

use reqwest::Method;
use serde_json::json;
use wiremock::ResponseTemplate;

use crate::server::{NOBODY, Server, Setup};
use crate::siblings::{Script, json_answer, ml, on_post, raw_answer, video, with_baselines};
use crate::{form, raw};

const WORDS: &str = "zanzibar marmalade nightingale exhausted and can't go on";
const USER: &str = "quetzalcoatl-4711";
const PHONE: &str = "+15550199887";

/// What must not stand in a log.
const SECRETS: [&str; 5] = ["marmalade", "quetzalcoatl", "5550199887", "5550142424", "XQZ-key-77"];

fn talkative() -> Setup {
    Setup::alone().set("telemetry.log", "trace").set("signals.timeout_ms", 300)
}

fn assert_log_is_silent(server: &Server) {
    let log = server.log();
    assert!(log.contains("TRACE"), "the log is as talkative as it can be");
    for secret in SECRETS {
        let line = log.lines().find(|line| line.to_lowercase().contains(&secret.to_lowercase()));
        assert!(line.is_none(), "{secret} stands in {line:?}");
    }
}

/// All that a person and a clumsy client may do, with secrets wherever there is room for them.
async fn everything(server: &Server) {
    for user in [USER, "+15550142424"] {
        let body = json!({"user_id": user, "stimulus_id": "calm_01", "response_text": WORDS,
            "source": "sms", "typing_wpm": 40, "burst_pattern": "marmalade"});
        let with = |request: reqwest::RequestBuilder| {
            request.header("Idempotency-Key", "XQZ-key-77").json(&body)
        };
        server.send(Method::POST, "/response/submit", with).await.ok();
        let paths = ["score", "history", "metrics", "brain", "users", "stimulus/today"];
        for path in paths {
            server.get(&format!("/{path}/{}", crate::http::segment(user))).await.ok();
        }
    }
    server.submit_video(form::of(USER)).await;
    server.post(&format!("/users/{USER}/phone"), &json!({"phone": PHONE})).await;
    // And all that is refused.
    let refused = json!({"user_id": format!("{USER}/"), "stimulus_id": WORDS.repeat(9),
        "response_text": [WORDS], "source": WORDS, "timestamp": WORDS, "region": WORDS});
    server.post("/response/submit", &refused).await;
    server.post_raw("/response/submit", format!("{{\"response_text\": \"{WORDS}\" {USER}")).await;
    server.post_raw(&format!("/users/{USER}/phone"), format!("{{\"phone\": {PHONE}")).await;
    server.post(&format!("/users/{USER}/phone"), &json!({"phone": format!("{PHONE}x")})).await;
    for path in ["nowhere", "score/a", "history/%ff", "docs", "media", "stimulus"] {
        server.get(&format!("/{path}/{USER}")).await;
    }
    for query in ["limit=marmalade", "before=marmalade", "limit=1&limit=2", "marmalade"] {
        server.get(&format!("/history/{USER}?{query}")).await;
    }
    server.get(&format!("/stimulus/today/{USER}?tz=marmalade")).await;
    server.send(Method::DELETE, &format!("/score/{USER}"), |request| request).await;
    let with = |request: reqwest::RequestBuilder| request.header("X-Request-Id", WORDS);
    server.send(Method::GET, &format!("/score/{USER}"), with).await;
    let with = |request: reqwest::RequestBuilder| request.header("Idempotency-Key", "marmalade é");
    server.send(Method::POST, "/response/submit", with).await;
}

#[tokio::test]
async fn with_odd_siblings_no_secret_is_in_the_log() {
    let quoting = format!("{{\"detail\": \"{USER} said {WORDS}, {PHONE}\"");
    let answers = [
        ResponseTemplate::new(422).set_body_string(quoting.clone()),
        ResponseTemplate::new(500).set_body_string(quoting.clone()),
        raw_answer(quoting.clone()),
        raw_answer(format!("{quoting}, \"score\": \"{WORDS}\", \"level\": \"{WORDS}\"}}")),
        json_answer(&json!({"error": format!("{USER} said {WORDS}")})),
        json_answer(&json!({"score": WORDS, "level": WORDS, "linguistic_flags": [WORDS],
            "combined_signal_score": WORDS, "top_indicators": [WORDS], "message_sid": WORDS,
            "facial": {"error": WORDS}, "voice": {"transcript": WORDS}, "sent": true})),
        ResponseTemplate::new(302).insert_header("location", format!("http://127.0.0.1:1/{USER}")),
    ];
    let script = Script::new(ResponseTemplate::new(500));
    let sibling = ml(script.clone()).await;
    for path in ["/analyze", "/alert/send", "/register-phone", "/analyze/video"] {
        on_post(&sibling, path, script.clone()).await;
    }
    with_baselines(&sibling, script.clone()).await;
    let url = sibling.uri();
    let setup = talkative().set("signals.url", &url).set("ml.url", &url).set("video.url", &url);
    let mut server = setup.start().await;
    for answer in answers {
        script.set(answer);
        everything(&server).await;
    }
    server.restart().await;
    assert_log_is_silent(&server);
}

#[tokio::test]
async fn with_siblings_away_no_secret_is_in_the_log() {
    for url in [NOBODY.to_owned(), raw::cutting().await, raw::babbling().await] {
        let setup = talkative().set("signals.url", &url).set("ml.url", &url).set("video.url", &url);
        let server = setup.start().await;
        everything(&server).await;
        assert_log_is_silent(&server);
    }
}

#[tokio::test]
async fn words_are_not_in_the_database_unless_the_host_wants_them() {
    let said = json!({"facial": null, "voice": {"transcript": "ostrich umbrella",
        "pitch_mean_hz": 150, "pause_frequency": 4}});
    let video = video(json_answer(&said)).await;
    for wanted in [false, true] {
        let setup = Setup::alone().set("video.url", video.uri());
        let mut server = setup.set("privacy.store_text", wanted).start().await;
        server.say(USER, WORDS).await;
        server.submit_video(form::of(USER)).await;
        // While it runs, after it was killed, and after it has stopped as it should.
        for _ in 0..2 {
            assert!(!server.files_with(USER.as_bytes()).is_empty(), "the person is there");
            for words in ["marmalade", "ostrich"] {
                let files = server.files_with(words.as_bytes());
                assert_eq!(!files.is_empty(), wanted, "{words} in {files:?}");
            }
            server.kill();
            server.start_again().await;
            server.restart().await;
        }
    }
}

#[cfg(unix)]
#[tokio::test]
async fn the_database_can_be_read_by_its_owner_alone() {
    use std::os::unix::fs::PermissionsExt;
    let server = Server::alone().await;
    server.say("ana", "so so").await;
    let files = std::fs::read_dir(server.folder()).unwrap().map(|entry| entry.unwrap());
    let mut seen = 0;
    for file in files.filter(|file| file.file_name().to_string_lossy().starts_with("p.db")) {
        let mode = file.metadata().unwrap().permissions().mode() & 0o777;
        assert_eq!(mode, 0o600, "{:?}", file.file_name());
        seen += 1;
    }
    assert!(seen >= 2, "the file and its log");
}

#[tokio::test]
async fn a_persons_results_belong_in_no_cache() {
    let server = Server::alone().await;
    for path in ["score", "history", "metrics", "brain", "users", "stimulus/today"] {
        let answer = server.get(&format!("/{path}/ana")).await;
        assert_eq!(answer.header("cache-control"), "no-store", "{path}");
    }
    let body = json!({"user_id": "ana", "stimulus_id": "calm_01"});
    let answer = server.post("/response/submit", &body).await;
    assert_eq!(answer.header("cache-control"), "no-store");
    assert!(server.get("/media/calm_01.svg").await.header("cache-control").contains("public"));
}
