//! With ml there: its score stands, once it has been read with distrust.

use serde_json::{Value, json};
use wiremock::ResponseTemplate;

use crate::fields::{notes, stream, texts};
use crate::server::{Server, Setup};
use crate::siblings::{Script, fixture, json_answer, ml, ml_scoring, raw_answer};

const CALM: &str = "had a lovely slow morning, feeling rested";

/// A server whose ml answers as it is told from then on.
struct Scene {
    server: Server,
    script: Script,
    _ml: wiremock::MockServer,
}

impl Scene {
    async fn new(scale: &str) -> Self {
        let script = Script::new(ResponseTemplate::new(500));
        let ml = ml(script.clone()).await;
        let server = Setup::alone().set("ml.url", ml.uri()).set("ml.scale", scale).start().await;
        Self { server, script, _ml: ml }
    }

    /// The result of calm words to which ml gives this answer.
    async fn result(&self, answer: ResponseTemplate) -> Value {
        self.script.set(answer);
        self.server.say("ana", CALM).await
    }

    /// The score and level that come of ml's.
    async fn of(&self, score: impl Into<Value>, level: impl Into<Value>) -> (u64, String) {
        let result = self.result(scored(score, level)).await;
        (result["score"].as_u64().unwrap(), result["level"].as_str().unwrap().to_owned())
    }
}

fn scored(score: impl Into<Value>, level: impl Into<Value>) -> ResponseTemplate {
    let (score, level): (Value, Value) = (score.into(), level.into());
    json_answer(&json!({"score": score, "level": level, "breakdown": {"imessage": 10}}))
}

fn is(score: u64, level: &str) -> (u64, String) {
    (score, level.to_owned())
}

#[tokio::test]
async fn the_more_severe_of_score_and_level_wins() {
    let scene = Scene::new("burnout").await;
    assert_eq!(scene.of(65, "green").await, is(65, "red"));
    assert_eq!(scene.of(64, "green").await, is(64, "yellow"));
    assert_eq!(scene.of(30, "green").await, is(30, "yellow"));
    assert_eq!(scene.of(29, "green").await, is(29, "green"));
    assert_eq!(scene.of(10, "red").await, is(10, "red"));
    assert_eq!(scene.of(10, " RED ").await, is(10, "red"));
    let red = scene.result(scored(65, "green")).await;
    assert!(!red["support"].as_array().unwrap().is_empty());
    assert!(red["intervention"].as_str().unwrap().contains("988"));
    assert!(notes(&red, "ml_level_contradicts_score"), "{red}");
    let health = scene.server.get("/health").await.ok();
    assert_eq!(health["ml_level_contradictions"], 6, "each was counted, and only those");
}

#[tokio::test]
async fn a_level_that_nobody_knows_comes_from_the_score() {
    let scene = Scene::new("burnout").await;
    for level in [json!("purple"), Value::Null, json!(3), json!(["red"]), json!("")] {
        assert_eq!(scene.of(80, level.clone()).await, is(80, "red"), "{level}");
        assert_eq!(scene.of(12, level.clone()).await, is(12, "green"), "{level}");
    }
}

#[tokio::test]
async fn odd_numbers_are_read_clamped_and_rounded() {
    let scene = Scene::new("burnout").await;
    assert_eq!(scene.of("87", "red").await, is(87, "red"));
    assert_eq!(scene.of(" 41.2 ", "yellow").await, is(41, "yellow"));
    assert_eq!(scene.of(1e9, Value::Null).await, is(100, "red"));
    assert_eq!(scene.of(-5, Value::Null).await, is(0, "green"));
    assert_eq!(scene.of(64.5, Value::Null).await, is(65, "red"));
    assert_eq!(scene.of(64.4, Value::Null).await, is(64, "yellow"));
    assert_eq!(scene.of(29.5, "green").await, is(30, "yellow"));
}

#[tokio::test]
async fn no_number_is_no_score_and_never_a_500() {
    let scene = Scene::new("burnout").await;
    for score in [Value::Null, json!("NaN"), json!("high"), json!(true), json!([87]), json!({})] {
        let result = scene.result(scored(score.clone(), "yellow")).await;
        assert_eq!(result["source"], "fallback", "{score}");
        assert_eq!(result["services"]["ml"], "unusable", "{score}");
    }
    for body in
        ["{\"score\": NaN, \"level\": \"red\"}", "{\"score\": Infinity}", "{}", "87", "null"]
    {
        let result = scene.result(raw_answer(body)).await;
        assert_eq!((&result["source"], &result["level"]), (&json!("fallback"), &json!("green")));
        assert_eq!(result["services"]["ml"], "unusable", "{body}");
    }
}

#[tokio::test]
async fn a_red_level_without_a_score_still_raises_the_result() {
    let scene = Scene::new("burnout").await;
    let result = scene.result(scored(Value::Null, "red")).await;
    assert_eq!(result["level"], "red");
    assert_eq!(result["source"], "fallback");
}

#[tokio::test]
async fn on_the_wellness_scale_the_score_is_turned_round_and_the_breakdown_is_not() {
    let scene = Scene::new("wellness").await;
    assert_eq!(scene.of(85, "green").await, is(15, "green"));
    assert_eq!(scene.of(20, "red").await, is(80, "red"));
    assert_eq!(scene.of(100, Value::Null).await, is(0, "green"));
    assert_eq!(scene.of(0, Value::Null).await, is(100, "red"));
    assert_eq!(scene.of("85", "purple").await, is(15, "green"));
    let result = scene.result(scored(85, "green")).await;
    assert_eq!(result["breakdown"]["imessage"], 10.0);
    assert!(!notes(&result, "ml_level_contradicts_score"), "{result}");
}

#[tokio::test]
async fn the_source_is_the_channel() {
    let ml = ml_scoring(40).await;
    let server = Setup::alone().set("ml.url", ml.uri()).start().await;
    for source in ["app", "sms"] {
        let body = json!({"user_id": source, "stimulus_id": "calm_01", "response_text": CALM,
            "source": source});
        let result = server.submit(body).await;
        assert_eq!(result["source"], source);
        assert_eq!(result["channel"], source);
        assert_eq!(result["scorer"]["origin"], "ml");
        assert_eq!(result["services"]["ml"], "used");
        assert_eq!(server.score(source).await, result);
    }
}

#[tokio::test]
async fn what_ml_says_to_the_person_is_never_shown() {
    let scene = Scene::new("burnout").await;
    for score in [10, 50, 90] {
        let mut answer = fixture("ml/score_good");
        answer["score"] = json!(score);
        answer["level"] = Value::Null;
        answer["intervention"] = json!("Snap out of it. Call 0900-GET-RICH.");
        let result = scene.result(json_answer(&answer)).await;
        assert!(!result.to_string().contains("Snap out"), "{result}");
        assert!(!result.to_string().contains("GET-RICH"), "{result}");
    }
}

#[tokio::test]
async fn five_indicators_at_most_are_shown_and_regions_by_their_keys() {
    let scene = Scene::new("burnout").await;
    let mut answer = fixture("ml/score_good");
    let many: Vec<String> = (0..40).map(|count| format!("indicator {count}")).collect();
    answer["top_indicators"] = json!(many);
    let result = scene.result(json_answer(&answer)).await;
    assert_eq!(texts(&result["top_indicators"]), &many[..5]);
    let regions = ["amygdala_region", "prefrontal_cortex"];
    let mut flagged = texts(&result["brain_regions_flagged"]);
    flagged.sort_unstable();
    assert_eq!(flagged, regions);
    assert_eq!(result["confidence"], 0.78);
    assert_eq!(result["tribe_deviation"], 0.42);
    assert_eq!(result["behavioral_deviation"], 0.31);
}

#[tokio::test]
async fn the_breakdown_is_mls_but_for_streams_that_nobody_measured() {
    let scene = Scene::new("burnout").await;
    let mut answer = fixture("ml/score_good");
    answer["breakdown"] =
        json!({"imessage": 81.26, "typing": 40, "facial": 33, "voice": 22, "tribe": 42});
    scene.script.set(json_answer(&answer));
    let result = scene.server.say("ana", CALM).await;
    let words_alone =
        json!({"imessage": 81.3, "typing": 0.0, "facial": 0.0, "voice": 0.0, "tribe": 42.0});
    assert_eq!(result["breakdown"], words_alone);
    assert_eq!(stream(&result, "imessage").unwrap()["origin"], "ml");
    let typed = json!({"user_id": "ben", "stimulus_id": "calm_01", "response_text": CALM,
        "typing_wpm": 38});
    let result = scene.server.submit(typed).await;
    assert_eq!(result["breakdown"]["typing"], 40.0);
    assert_eq!(result["breakdown"]["facial"], 0.0);
    // What the SMS bot fills in was not measured either.
    let sms = json!({"user_id": "cleo", "stimulus_id": "calm_01", "response_text": CALM,
        "source": "sms", "typing_wpm": 40, "error_rate": 0});
    let result = scene.server.submit(sms).await;
    assert_eq!(result["breakdown"], words_alone);
}
