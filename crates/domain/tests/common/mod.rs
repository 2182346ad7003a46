//! Evidence of every kind.
#![expect(clippy::unwrap_used, reason = "a test that cannot be set up fails")]

use std::time::Duration;

use pilotlight_domain::safety::{Safety, Tier};
use pilotlight_domain::text::Theme;
use pilotlight_domain::*;
use proptest::prelude::*;

fn line(kind: SupportKind, name: &str, contact: &str) -> SupportLine {
    SupportLine {
        name: name.to_owned(),
        kind,
        contact: contact.to_owned(),
        call: None,
        text_to: None,
        text_body: None,
        url: None,
        hours: None,
        languages: Vec::new(),
    }
}

/// A directory with one line of the US, and those of everywhere.
pub(crate) fn directory() -> SupportDirectory {
    let us = SupportLine {
        call: Some("988".to_owned()),
        ..line(SupportKind::Crisis, "988 Lifeline", "Call or text 988")
    };
    let find = SupportLine {
        url: Some("findahelpline.com".to_owned()),
        ..line(SupportKind::Crisis, "Find a Helpline", "Go to findahelpline.com")
    };
    SupportDirectory::new([
        ("US".parse().ok(), us),
        (None, line(SupportKind::Emergency, "Emergency", "Call your local emergency number")),
        (None, find),
        (None, line(SupportKind::Personal, "Someone you trust", "Call someone you trust")),
    ])
    .unwrap()
}

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
    let previous = (score, prop::sample::select(Level::ALL))
        .prop_map(|(score, level)| Previous { score, level });
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
