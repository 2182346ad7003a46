//! Evidence of every kind.
#![expect(clippy::unwrap_used, reason = "a test that cannot be set up fails")]

mod directory;

use std::time::Duration;

pub(crate) use directory::directory;

use pilotlight_domain::safety::{Safety, Tier};
use pilotlight_domain::text::Theme;
use pilotlight_domain::*;
use proptest::prelude::*;

/// Mostly numbers of the scale, sometimes any bits.
pub(crate) fn any_number() -> impl Strategy<Value = f64> {
    prop_oneof![3 => 0.0..=100.0_f64, 1 => any::<f64>()]
}

/// Any reading of any stream, up to two days old.
pub(crate) fn any_reading() -> impl Strategy<Value = Option<Reading>> {
    let stream = prop::sample::select(Stream::ALL);
    let origin = prop::sample::select(Origin::ALL);
    let age_s = prop_oneof![Just(0), 0_u64..200_000];
    (stream, any_number(), any_number(), age_s, origin).prop_map(
        |(stream, score, quality, age_s, origin)| {
            let reading = Reading::new(stream, score, quality / 100.0, origin)?;
            Some(reading.aged(Duration::from_secs(age_s)))
        },
    )
}

/// Anything that ml may answer.
pub(crate) fn any_ml() -> impl Strategy<Value = MlAnswer> {
    (
        prop::option::of(any_number()),
        prop::option::of(prop::sample::select(Level::ALL)),
        prop::option::of(any_number()),
        prop::collection::vec(".{0,200}", 0..8),
        prop::collection::vec((prop::sample::select(Stream::ALL), any_number()), 0..6),
    )
        .prop_map(|(score, level, unit, top_indicators, breakdown)| MlAnswer {
            score,
            level,
            tribe_deviation: unit,
            behavioral_deviation: unit,
            top_indicators,
            brain_regions: BrainRegion::ALL.to_vec(),
            confidence: unit,
            breakdown,
        })
}

/// Any evidence.
pub(crate) fn any_evidence() -> impl Strategy<Value = Evidence> {
    let score = (0_u8..=100).prop_map(|value| Score::new(value).unwrap());
    let previous = (score, prop::sample::select(Level::ALL), prop::sample::select(Tier::ALL))
        .prop_map(|(score, level, tier)| Previous { score, level, tier });
    (
        prop::collection::vec(any_reading(), 0..7),
        prop::option::of(any_ml()),
        prop::sample::select(MlScale::ALL),
        prop::sample::subsequence(Stream::ALL, 0..=5),
        prop::sample::select(Tier::ALL),
        prop::collection::vec(prop::sample::select(Theme::ALL), 0..4),
        prop::option::of(any_number()),
        prop::option::of(previous),
        prop::option::of("[A-Z]{2}"),
        any::<u32>(),
    )
        .prop_map(
            |(readings, ml, scale, asked, tier, themes, amygdala, previous, country, variant)| {
                Evidence {
                    readings: readings.into_iter().flatten().collect(),
                    ml,
                    ml_scale: scale,
                    asked_of_ml: asked,
                    safety: Safety { tier, rules: Vec::new() },
                    themes,
                    remarks: Vec::new(),
                    baseline: amygdala
                        .map(|value| Regions { amygdala_region: value, ..Regions::default() }),
                    behavioral_deviation: amygdala.unwrap_or(0.0),
                    previous,
                    notes: Vec::new(),
                    country: country.and_then(|code| code.parse().ok()),
                    variant,
                }
            },
        )
}
