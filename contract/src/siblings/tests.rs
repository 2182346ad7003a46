use serde_json::{Value, json};

use super::*;

const ALL: [(&str, &str); 3] = [("signals", SIGNALS), ("ml", ML), ("video", VIDEO)];

/// What is found in an answer, as it is told.
fn told(description: &str, call: &str, answer: &Value) -> Vec<String> {
    let view = View::new(description).unwrap();
    let found = view.operation(call).unwrap().differences_of_answer(answer);
    found.iter().map(ToString::to_string).collect()
}

fn score() -> Value {
    let fixture: Value =
        serde_json::from_str(include_str!("../../siblings/ml/score_good.json")).unwrap();
    fixture["body"].clone()
}

#[test]
fn each_difference_is_told_in_one_line() {
    let told_of = |field: &str, value: Value| {
        let mut answer = score();
        *answer.pointer_mut(field).unwrap() = value;
        told(ML, "POST /score", &answer)
    };
    assert_eq!(told_of("/score", json!(72)), [""; 0]);
    assert_eq!(told_of("/score", json!("NaN")), ["score: text where a number is expected"]);
    assert_eq!(told_of("/score", Value::Null), ["score: null where a number is expected"]);
    assert_eq!(told_of("/confidence", json!(7.3)), ["confidence: is 7.3, above its maximum of 1"]);
    assert_eq!(told_of("/score", json!(-1)), ["score: is -1, below its minimum of 0"]);
    assert_eq!(told_of("/level", json!("purple")), ["level: is none of green, yellow, red"]);
    let list = told_of("/top_indicators", json!(["a", 3]));
    assert_eq!(list, ["top_indicators[1]: a number where text is expected"]);
    let nested = told_of("/breakdown/tribe", json!([]));
    assert_eq!(nested, ["breakdown.tribe: a list where a number is expected"]);
    let mut without = score();
    without.as_object_mut().unwrap().remove("level");
    without["breakdown"].as_object_mut().unwrap().remove("typing");
    assert_eq!(told(ML, "POST /score", &without), ["level: missing", "breakdown.typing: missing"]);
    let whole = ["the whole: a list where an object is expected"];
    assert_eq!(told(ML, "POST /score", &json!([])), whole);
}

#[test]
fn a_face_or_the_word_that_there_is_none_will_do() {
    let answer = |facial: Value| json!({"facial": facial, "voice": {"error": "no audio track"}});
    let told = |facial| told(VIDEO, "POST /analyze/video", &answer(facial));
    let nobody = json!({"error": "no face detected", "facial_stress_score": 0});
    assert_eq!(told(nobody), [""; 0]);
    let empty = told(json!({"facial_stress_score": 5, "eye_indicators": {}}));
    assert!(empty.contains(&"facial.facial_indicators: missing".to_owned()), "{empty:?}");
    assert!(empty.contains(&"facial.eye_indicators.gaze_stability: missing".to_owned()));
}

#[test]
fn a_request_is_held_to_what_the_service_takes() {
    let view = View::new(SIGNALS).unwrap();
    let analyze = view.operation("POST /analyze").unwrap();
    let words = json!({"user_id": "ana", "response_text": "so so"});
    assert_eq!(analyze.differences_of_request(&words), []);
    let fraction = json!({"user_id": "ana", "response_text": "so so", "typing_wpm": 61.6});
    let found = analyze.differences_of_request(&fraction);
    assert_eq!(found[0].to_string(), "typing_wpm: a number where a whole number is expected");
}

#[test]
fn a_call_finds_its_operation_and_no_other() {
    let view = View::new(ML).unwrap();
    for call in ["GET /health", "POST /score", "GET /baseline/calm_01"] {
        assert!(view.operation(call).is_some(), "{call}");
    }
    for call in ["GET /score", "POST /score/1", "GET /baseline", "GET /baseline/a/b", "GET", ""] {
        assert!(view.operation(call).is_none(), "{call}");
    }
}

/// A word of JSON Schema that the walk does not know would hold nothing.
#[test]
fn the_views_say_nothing_that_is_not_checked() {
    const KNOWN: [&str; 10] = [
        "type",
        "required",
        "properties",
        "items",
        "minimum",
        "maximum",
        "enum",
        "anyOf",
        "$ref",
        "description",
    ];
    fn every(schema: &Value, document: &Value, name: &str) {
        for (word, value) in schema.as_object().unwrap() {
            assert!(KNOWN.contains(&word.as_str()), "{name}: {word}");
            match word.as_str() {
                "$ref" => {
                    let at = value.as_str().unwrap().strip_prefix('#').unwrap();
                    assert!(document.pointer(at).is_some(), "{name}: {at}");
                }
                "properties" => {
                    value
                        .as_object()
                        .unwrap()
                        .values()
                        .for_each(|inner| every(inner, document, name));
                }
                "items" => every(value, document, name),
                "anyOf" => {
                    value.as_array().unwrap().iter().for_each(|inner| every(inner, document, name));
                }
                _ => {}
            }
        }
    }
    for (name, description) in ALL {
        let document = View::new(description).unwrap().document;
        for schema in document["components"]["schemas"].as_object().unwrap().values() {
            every(schema, &document, name);
        }
    }
}

/// Every whole answer among the fixtures is one by our view.
#[test]
fn every_good_fixture_is_valid() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/siblings");
    let mut seen = Vec::new();
    for (name, description) in ALL {
        let view = View::new(description).unwrap();
        for file in std::fs::read_dir(format!("{folder}/{name}")).unwrap() {
            let path = file.unwrap().path();
            let fixture: Value = serde_json::from_slice(&std::fs::read(&path).unwrap()).unwrap();
            let call = fixture["call"].as_str().unwrap();
            let operation = view.operation(call);
            let operation = operation.unwrap_or_else(|| panic!("{}: {call}", path.display()));
            if !fixture["request"].is_null() {
                let found = operation.differences_of_request(&fixture["request"]);
                assert_eq!(found, [], "{}", path.display());
            }
            let is_whole = ["_good.json", "alert_delivered.json", "score_wellness.json"];
            if is_whole.iter().any(|end| path.to_str().unwrap().ends_with(end)) {
                let found = operation.differences_of_answer(&fixture["body"]);
                assert_eq!(found, [], "{}", path.display());
                seen.push(call.to_owned());
            }
        }
    }
    seen.sort_unstable();
    seen.dedup();
    let calls = ["GET /baseline/calm_01", "GET /health", "POST /alert/send", "POST /analyze"];
    let more = ["POST /analyze/video", "POST /register-phone", "POST /score"];
    assert_eq!(seen, [&calls[..], &more].concat());
}
