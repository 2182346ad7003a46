use pilotlight_domain::MlScale;
use serde_json::{Value, json};

use super::inspection::{Answer, Inspection};
use super::{CALM, STRAINED, USER};
use crate::baselines;

const SCORE: &str = "POST /score";
const BASELINE: &str = "GET /baseline/calm_01";

/// Two scores closer than this do not tell which way a scale runs.
const APART: f64 = 5.0;

pub(super) async fn inspect(inspection: &mut Inspection, scale: MlScale) {
    // First, since a score of a stimulus whose baseline is not there yet takes as long.
    inspection.get(BASELINE, baselines::PATIENCE).await;
    let calm = inspection.post(SCORE, &measured(CALM, 0.9)).await;
    let strained = inspection.post(SCORE, &measured(STRAINED, 0.1)).await;
    inspection.post(SCORE, &check_in(&json!({"response_text": STRAINED}))).await;
    if let (Some(calm), Some(strained)) = (calm, strained) {
        differences(scale, &calm, &strained).iter().for_each(|what| inspection.find(SCORE, what));
    }
}

/// A check-in of which everything was measured.
pub(super) fn measured(words: &str, sentiment: f64) -> Value {
    let strain = 100.0 * (1.0 - sentiment);
    check_in(&json!({
        "response_text": words,
        "sentiment_score": sentiment,
        "error_rate": 3.5,
        "typing_wpm": 52.0,
        "response_time_ms": 5120.5,
        "facial_score": strain,
        "voice_score": strain,
    }))
}

fn check_in(signals: &Value) -> Value {
    json!({"user_id": USER, "stimulus_id": "calm_01", "signals": signals})
}

/// Which way the scores run, and whether that is how they are read.
fn differences(scale: MlScale, calm: &Answer, strained: &Answer) -> Vec<String> {
    let mut found = Vec::new();
    let score = |answer: &Answer| answer.get("score").and_then(Value::as_f64);
    if let (Some(well), Some(badly)) = (score(calm), score(strained)) {
        let said = format!("score: {badly} for a strained reply and {well} for a calm one");
        match running(well, badly) {
            None => found.push(format!("{said}: too close to tell which way the scale runs")),
            Some(runs) if runs != scale => found.push(format!("{said}: {}", remedy(runs))),
            Some(_) => {}
        }
    }
    let words = |answer: &Answer| answer.get("breakdown")?.get("imessage")?.as_f64();
    if let (Some(well), Some(badly)) = (words(calm), words(strained))
        && running(well, badly) == Some(MlScale::Wellness)
    {
        found.push(format!(
            "breakdown.imessage: {badly} for a strained reply and {well} for a calm one: higher is \
             taken for worse, whatever ml.scale says"
        ));
    }
    found
}

/// The scale on which two replies can have these scores; `None` where they are too close.
fn running(calm: f64, strained: f64) -> Option<MlScale> {
    if (strained - calm).abs() < APART {
        return None;
    }
    Some(if strained > calm { MlScale::Burnout } else { MlScale::Wellness })
}

fn remedy(scale: MlScale) -> String {
    let higher = match scale {
        MlScale::Burnout => "worse",
        MlScale::Wellness => "better",
    };
    format!("this ml scores {scale} (higher is {higher}); set ml.scale = \"{scale}\"")
}

#[cfg(test)]
mod tests {
    use pilotlight_contract::siblings::{ML, View};

    use super::*;

    fn scored(score: f64, words: f64) -> Answer {
        let answer = json!({"score": score, "breakdown": {"imessage": words}});
        answer.as_object().unwrap().clone()
    }

    #[test]
    fn the_other_scale_is_found_and_named() {
        let wellness = (scored(81.0, 10.0), scored(12.0, 90.0));
        let found = differences(MlScale::Burnout, &wellness.0, &wellness.1);
        let line = "score: 12 for a strained reply and 81 for a calm one: this ml scores wellness \
            (higher is better); set ml.scale = \"wellness\"";
        assert_eq!(found, [line]);
        assert_eq!(differences(MlScale::Wellness, &wellness.0, &wellness.1), [""; 0]);
        let burnout = (scored(12.0, 10.0), scored(81.0, 90.0));
        assert_eq!(differences(MlScale::Burnout, &burnout.0, &burnout.1), [""; 0]);
        let found = differences(MlScale::Wellness, &burnout.0, &burnout.1);
        assert!(found[0].ends_with("set ml.scale = \"burnout\""), "{found:?}");
    }

    #[test]
    fn scores_that_do_not_tell_and_a_breakdown_that_runs_the_other_way_are_found() {
        for scale in [MlScale::Burnout, MlScale::Wellness] {
            let found = differences(scale, &scored(40.0, 10.0), &scored(44.0, 90.0));
            assert!(found.len() == 1 && found[0].contains("too close"), "{found:?}");
        }
        let found = differences(MlScale::Wellness, &scored(81.0, 90.0), &scored(12.0, 10.0));
        assert!(found.len() == 1 && found[0].starts_with("breakdown.imessage: 10"), "{found:?}");
    }

    #[test]
    fn what_is_asked_is_what_the_service_takes() {
        let view = View::new(ML).unwrap();
        let score = view.operation(SCORE).unwrap();
        assert_eq!(score.differences_of_request(&measured(CALM, 0.9)), []);
        assert!(view.operation(BASELINE).is_some());
    }
}
