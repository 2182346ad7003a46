//! What all stand-ins make their answers of.

use pilotlight_domain::{Score, text};
use serde_json::Value;
use sha2::{Digest, Sha256};

/// The strain of a text that says nothing either way.
const NEUTRAL: f64 = 30.0;

/// Shares of 0–1 that look random, and are the same for the same seed.
pub(super) fn shares(seed: &[u8]) -> impl Iterator<Item = f64> {
    let digest: [u8; 32] = Sha256::digest(seed).into();
    digest.into_iter().map(|byte| f64::from(byte) / 255.0)
}

/// A number that lies by its share between two others, rounded to two decimals.
pub(super) fn between(least: f64, most: f64, share: Option<f64>) -> f64 {
    rounded(least + (most - least) * share.unwrap_or(0.5))
}

/// Rounded to two decimals.
pub(super) fn rounded(number: f64) -> f64 {
    (number * 100.0).round() / 100.0
}

/// The nearest whole number of 0–100.
pub(super) fn whole(number: f64) -> u8 {
    Score::nearest(number).map_or(0, Score::value)
}

/// 0–100: how strained a text is, by Pilotlight's own analyser.
pub(super) fn strain(words: &str) -> f64 {
    text::read(words).map_or(NEUTRAL, |reading| reading.strain)
}

/// 0–100: slow typing with many errors is strained. `None` where neither was sent.
pub(super) fn typing_stress(of: &Value) -> Option<f64> {
    let (speed, errors) = (number(of, "typing_wpm"), number(of, "error_rate"));
    if speed.is_none() && errors.is_none() {
        return None;
    }
    let slowness = (60.0 - speed.unwrap_or(45.0)) / 60.0;
    Some((20.0 + 50.0 * slowness + 3.0 * errors.unwrap_or(0.0)).clamp(0.0, 100.0))
}

pub(super) fn number(object: &Value, field: &str) -> Option<f64> {
    object.get(field)?.as_f64()
}

pub(super) fn words<'a>(object: &'a Value, field: &str) -> Option<&'a str> {
    object.get(field)?.as_str()
}
