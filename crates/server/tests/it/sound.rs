//! What holds of every result, whoever scored.

use serde_json::Value;

use crate::fields::{stream, texts};

const STREAMS: [&str; 5] = ["imessage", "typing", "facial", "voice", "tribe"];

fn severity(level: &str) -> usize {
    ["green", "yellow", "red"].iter().position(|name| *name == level).unwrap()
}

fn level_of(score: u64) -> &'static str {
    match score {
        0..=29 => "green",
        30..=64 => "yellow",
        65..=100 => "red",
        _ => panic!("a score of {score}"),
    }
}

/// Checks a result as a person's safety and a client's charts need it.
pub(crate) fn assert_sound(result: &Value) {
    let score = result["score"].as_u64().unwrap();
    let level = result["level"].as_str().unwrap();
    assert!(severity(level) >= severity(level_of(score)), "{level} of {score}");
    assert_eq!(level == "red", result["alert"].is_object(), "an alert on red alone: {result}");
    if level == "red" || result["safety"]["tier"].as_u64().unwrap() > 0 {
        assert_helps(result);
    }
    let intervention = result["intervention"].as_str().unwrap();
    assert!(!intervention.trim().is_empty());
    assert!(texts(&result["top_indicators"]).len() <= 5);
    for unit in ["confidence", "coverage", "tribe_deviation", "behavioral_deviation"] {
        let value = result[unit].as_f64().unwrap();
        assert!((0.0..=1.0).contains(&value), "{unit} = {value}");
    }
    assert_explained(result, score);
    for name in STREAMS {
        let shown = result["breakdown"][name].as_f64().unwrap();
        assert!((0.0..=100.0).contains(&shown), "{name} = {shown}");
        let tenths = shown * 10.0;
        assert!((tenths - tenths.round()).abs() < 1e-6, "{name} = {shown} has one decimal");
        match stream(result, name) {
            Some(stream) => assert_eq!(stream["score"], result["breakdown"][name]),
            None => assert_eq!(result["breakdown"][name], 0.0, "{name} is absent"),
        }
    }
}

/// The contributions add up to the score, and its interval holds it.
fn assert_explained(result: &Value, score: u64) {
    let contributions = result["contributions"].as_array().unwrap();
    let points: f64 = contributions.iter().map(|part| part["points"].as_f64().unwrap()).sum();
    let score = f64::from(u32::try_from(score).unwrap());
    assert!((points - score).abs() < 1e-6, "{points} points of {score}: {result}");
    if let Some(low) = result["interval"]["low"].as_f64() {
        assert!(low <= score && score <= result["interval"]["high"].as_f64().unwrap(), "{result}");
    }
}

/// Help stands beside a red result, and in its own words.
fn assert_helps(result: &Value) {
    let support = result["support"].as_array().unwrap();
    assert!(support.len() >= 2, "two independent routes: {result}");
    assert!(support.iter().any(|line| line["type"] == "personal"), "a trusted person: {result}");
    let intervention = result["intervention"].as_str().unwrap();
    let crisis = support.iter().find(|line| line["type"] == "crisis").unwrap();
    let ways = ["call", "text_to", "url"].map(|way| crisis[way].as_str());
    let named = ways.into_iter().flatten().any(|way| intervention.contains(way));
    assert!(named, "no contact in {intervention:?}");
}
