//! Every field of a good answer, replaced by everything that JSON can hold.

use pilotlight_clients::{Http, HttpMl, HttpSignals, HttpVideo, Ml, SiblingError, Signals, Video};
use serde_json::{Value, json};
use wiremock::matchers::any;
use wiremock::{Mock, MockServer, ResponseTemplate};

use crate::calls::{AMPLE, check_in, reply, upload};
use crate::fixtures::load;

fn oddities() -> Vec<Value> {
    vec![
        Value::Null,
        json!(true),
        json!(0),
        json!(-1e300),
        json!(1e300),
        json!(u64::MAX),
        json!(""),
        json!("NaN"),
        json!("-inf"),
        json!("é\u{0}\u{202e}".repeat(5000)),
        json!([]),
        json!([[[]], {}, null, 1, "x"]),
        json!({}),
        json!({"error": "x", "a": {"b": []}}),
    ]
}

/// The paths of all fields, of nested objects too.
fn paths(value: &Value, at: &str, found: &mut Vec<String>) {
    let Some(object) = value.as_object() else { return };
    for (name, inner) in object {
        let path = format!("{at}/{name}");
        paths(inner, &path, found);
        found.push(path);
    }
}

/// Every variant of the good answer with one field replaced.
fn variants(sibling: &str, name: &str) -> Vec<(String, Value)> {
    let fixtures = load(sibling);
    let good = fixtures.iter().find(|fixture| fixture.name == name).unwrap().body();
    let mut found = Vec::new();
    paths(good, "", &mut found);
    assert!(found.len() > 5, "{name} has few fields");
    let mut variants = Vec::new();
    for path in found {
        for oddity in oddities() {
            let mut variant = good.clone();
            *variant.pointer_mut(&path).unwrap() = oddity.clone();
            let shown: String = oddity.to_string().chars().take(40).collect();
            variants.push((format!("{name}{path} = {shown}"), variant));
        }
    }
    variants
}

/// Checks every variant's answer with `check`, which says what is out of order in it.
async fn check_variants<T>(
    sibling: &str,
    name: &str,
    ask: impl AsyncFn(&str) -> Result<T, SiblingError>,
    in_order: impl Fn(&T) -> bool,
) {
    let server = MockServer::start().await;
    for (what, body) in variants(sibling, name) {
        server.reset().await;
        let answer = ResponseTemplate::new(200).set_body_json(body);
        server.register(Mock::given(any()).respond_with(answer)).await;
        match ask(&server.uri()).await {
            Ok(answer) => assert!(in_order(&answer), "{what}"),
            Err(SiblingError::Malformed { .. } | SiblingError::Unavailable { .. }) => {}
            Err(error) => panic!("{what}: {error}"),
        }
    }
}

fn unit(number: Option<f64>) -> bool {
    number.is_none_or(|number| (0.0..=1.0).contains(&number))
}

fn percent(number: Option<f64>) -> bool {
    number.is_none_or(|number| (0.0..=100.0).contains(&number))
}

fn short(texts: &[String]) -> bool {
    texts.len() <= 8 && texts.iter().all(|text| text.chars().count() <= 120)
}

#[tokio::test]
async fn signals_answers_stay_in_range() {
    let http = Http::new().unwrap();
    let analyze = async |url: &str| {
        let mut request = reply();
        request.typing.speed_wpm = Some(60.0);
        HttpSignals::new(&http, url, AMPLE).unwrap().analyze(&request, AMPLE).await
    };
    check_variants("signals", "analyze_good", analyze, |analysis| {
        percent(analysis.strain)
            && unit(analysis.sentiment)
            && percent(analysis.typing_stress)
            && short(&analysis.remarks)
    })
    .await;
}

#[tokio::test]
async fn ml_answers_stay_in_range() {
    let http = Http::new().unwrap();
    let ml = |url: &str| HttpMl::new(&http, url, AMPLE).unwrap();
    let score = async |url: &str| ml(url).score(&check_in(), AMPLE).await;
    check_variants("ml", "score_good", score, |answer| {
        answer.score.is_none_or(f64::is_finite)
            && (answer.score.is_some() || answer.level.is_some())
            && unit(answer.tribe_deviation)
            && unit(answer.behavioral_deviation)
            && unit(answer.confidence)
            && answer.breakdown.iter().all(|(_, score)| percent(Some(*score)))
            && short(&answer.top_indicators)
    })
    .await;

    let baseline = async |url: &str| ml(url).baseline("calm_01", AMPLE).await;
    check_variants("ml", "baseline_good", baseline, |baseline| {
        let regions = &baseline.regions;
        unit(Some(regions.prefrontal_cortex))
            && unit(Some(regions.amygdala_region))
            && unit(Some(regions.temporal_lobe))
            && unit(Some(regions.motor_cortex))
            && unit(Some(regions.visual_cortex))
            && baseline.macro_groups.values().all(|value| value.is_finite())
            && baseline.overall.is_none_or(f64::is_finite)
            && baseline.agent_summary.as_ref().is_none_or(|text| text.chars().count() <= 2000)
    })
    .await;
}

#[tokio::test]
async fn video_answers_stay_in_range() {
    let http = Http::new().unwrap();
    let analyze = async |url: &str| {
        HttpVideo::new(&http, url, AMPLE).unwrap().analyze(upload(&[b"video"]), AMPLE).await
    };
    check_variants("video", "analyze_good", analyze, |analysis| {
        percent(analysis.facial.as_ref().map(|facial| facial.stress))
            && percent(analysis.voice.as_ref().map(|voice| voice.stress))
            && percent(analysis.combined_score())
    })
    .await;
}
