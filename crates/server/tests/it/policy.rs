//! `policy.streams`: of a stream that is left out nothing is sent, stored or shown.

use serde_json::{Value, json};
use wiremock::MockServer;

use crate::fields::{notes, stream, timeless};
use crate::form;
use crate::server::{Server, Setup};
use crate::siblings::{fixture, json_answer, ml, signals, video, with_baselines};
use crate::wait::eventually;

pub(crate) const ALL: [&str; 5] = ["imessage", "typing", "facial", "voice", "tribe"];

/// The traces of a stream: values that nothing else has.
pub(crate) struct Traces {
    pub(crate) stream: &'static str,
    /// What siblings are sent where it is allowed.
    sent: &'static [&'static str],
    /// What is stored or shown where it is allowed.
    pub(crate) kept: &'static [&'static str],
}

pub(crate) const TRACES: [Traces; 5] = [
    Traces {
        stream: "imessage",
        sent: &["zanzibar", "marmalade", "0.1818"],
        kept: &["71.43", "81.87", "fatigue", "xyzzy"],
    },
    Traces {
        stream: "typing",
        sent: &["61.61", "3.79", "98.43", "131.27", "burst-pause", "5121", "\"hesitation_count\""],
        kept: &["61.61", "3.79", "98.43", "131.27", "44.47", "40.43", "0.313", "plugh"],
    },
    Traces {
        stream: "facial",
        sent: &["facial_score", "62.53"],
        kept: &["62.53", "24.27", "33.37", "frowny"],
    },
    Traces {
        stream: "voice",
        sent: &["voice_score", "56.59"],
        kept: &["56.59", "151.53", "22.23", "trembly"],
    },
    Traces {
        stream: "tribe",
        sent: &["GET /baseline/", "calm_01"],
        kept: &["42.47", "0.4242", "amygdala_region\"]", "tribe-v7"],
    },
];

/// Siblings that answer to everything, and keep what they were asked.
pub(crate) struct Siblings {
    signals: MockServer,
    ml: MockServer,
    video: MockServer,
}

impl Siblings {
    pub(crate) async fn new() -> Self {
        let mut analysis = fixture("signals/analyze_good");
        analysis["sentiment_score"] = json!(0.1818);
        analysis["combined_signal_score"] = json!(71.43);
        analysis["typing_stress_score"] = json!(44.47);
        analysis["linguistic_flags"] = json!(["Wording: xyzzy", "Slow typing, plugh"]);
        let breakdown = json!({"imessage": 81.87, "typing": 40.43, "facial": 33.37, "voice": 22.23,
            "tribe": 42.47});
        let scored = json!({"score": 61, "level": "yellow", "tribe_deviation": 0.4242,
            "behavioral_deviation": 0.313, "confidence": 0.7, "breakdown": breakdown,
            "top_indicators": ["A frowny face", "A trembly voice", "Slower typing, plugh"],
            "brain_regions_flagged": ["Amygdala: heightened threat response"]});
        let ml = ml(json_answer(&scored)).await;
        let mut baseline = fixture("ml/baseline_good");
        baseline["source"] = json!("tribe-v7");
        with_baselines(&ml, json_answer(&baseline)).await;
        let mut seen = fixture("video/analyze_good");
        seen["facial"]["facial_stress_score"] = json!(62.53);
        seen["facial"]["eye_indicators"]["blink_rate_per_min"] = json!(24.27);
        seen["voice"]["stress_score"] = json!(56.59);
        seen["voice"]["pitch_mean_hz"] = json!(151.53);
        seen["voice"]["transcript"] = json!("marmalade all day");
        let signals = signals(json_answer(&analysis)).await;
        Self { signals, ml, video: video(json_answer(&seen)).await }
    }

    pub(crate) fn setup(&self) -> Setup {
        let setup = Setup::alone().set("signals.url", self.signals.uri());
        setup.set("ml.url", self.ml.uri()).set("video.url", self.video.uri())
    }

    /// All that was asked, as text. A recording is not: it is the same whatever is read off it.
    pub(crate) async fn asked(&self) -> String {
        let mut asked = String::new();
        for sibling in [&self.signals, &self.ml] {
            for request in sibling.received_requests().await.unwrap() {
                let body = String::from_utf8_lossy(&request.body).into_owned();
                asked.push_str(&format!("{} {} {body}\n", request.method, request.url.path()));
            }
        }
        asked
    }
}

pub(crate) fn all_but(out: &str) -> String {
    ALL.into_iter().filter(|name| *name != out).collect::<Vec<_>>().join(", ")
}

pub(crate) fn typed(user: &str) -> Value {
    json!({"user_id": user, "stimulus_id": "calm_01",
        "response_text": "zanzibar, and so tired, so exhausted", "response_time_ms": 5121.2,
        "typing_wpm": 61.61, "error_rate": 3.79, "hesitation_count": 23, "correction_loops": 19,
        "burst_pattern": "burst-pause", "avg_key_hold_ms": 98.43, "flight_time_ms": 131.27})
}

/// A check-in by video, then one in words that is carried over to; and all that can be read of them.
pub(crate) async fn everything(server: &Server) -> Vec<Value> {
    let mut answers = vec![server.post_form(form::of("ana")).await.ok()];
    answers.push(server.submit(typed("ana")).await);
    answers.push(server.score("ana").await);
    answers.push(json!(server.history("ana").await));
    answers.push(server.metrics("ana").await);
    answers.push(server.brain("ana").await);
    answers
}

/// The texts of traces that stand in an answer or in the database.
async fn found(server: &Server, answers: &[Value], traces: &Traces) -> Vec<&'static str> {
    let answers = timeless(&json!(answers)).to_string();
    let stands =
        |trace: &str| answers.contains(trace) || !server.files_with(trace.as_bytes()).is_empty();
    traces.kept.iter().copied().filter(|trace| stands(trace)).collect()
}

#[tokio::test]
async fn with_all_allowed_every_stream_leaves_its_traces() {
    let siblings = Siblings::new().await;
    let server = siblings.setup().start().await;
    eventually("a baseline", async || siblings.asked().await.contains("/baseline/").then_some(()))
        .await;
    let answers = everything(&server).await;
    let asked = siblings.asked().await;
    for traces in &TRACES {
        for sent in traces.sent {
            assert!(asked.contains(sent), "{}: {sent} in {asked}", traces.stream);
        }
        assert_eq!(found(&server, &answers, traces).await, traces.kept, "{}", traces.stream);
    }
    assert!(!json!(answers).to_string().contains("not_allowed"));
}

#[tokio::test]
async fn nothing_of_a_stream_that_is_left_out_is_sent_stored_or_shown() {
    for traces in &TRACES {
        let name = traces.stream;
        let siblings = Siblings::new().await;
        let mut server = siblings.setup().set("policy.streams", all_but(name)).start().await;
        let answers = everything(&server).await;
        let asked = siblings.asked().await;
        for sent in traces.sent {
            assert!(!asked.contains(sent), "{name}: {sent} in {asked}");
        }
        // While it runs, and after it has stopped as it should.
        for _ in 0..2 {
            let found = found(&server, &answers, traces).await;
            assert!(found.is_empty(), "{name}: {found:?} in {answers:#?}");
            server.restart().await;
        }
        let (by_video, by_words) = (&answers[0]["burnout_result"], &answers[1]);
        for result in [by_video, by_words, &server.score("ana").await] {
            assert!(stream(result, name).is_none(), "{name}: {result}");
            assert_eq!(result["breakdown"][name], 0.0, "{name}: {result}");
            assert!(!notes(result, &format!("carried_over:{name}")), "{name}: {result}");
            assert!(!notes(result, &format!("absent:{name}")), "{name}: {result}");
        }
        let is_noted = |result| notes(result, &format!("not_allowed:{name}"));
        assert_eq!(is_noted(by_words), ["imessage", "typing"].contains(&name), "{name}");
        assert_eq!(is_noted(by_video), ["imessage", "facial", "voice"].contains(&name), "{name}");
        // The others are there as ever.
        for other in ALL.into_iter().filter(|other| *other != name && *other != "tribe") {
            let is_there = stream(by_words, other).is_some();
            assert!(is_there, "{other} without {name}: {by_words}");
        }
    }
}
