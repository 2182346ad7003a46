//! What holds for every assessment, whatever the evidence.
#![expect(clippy::unwrap_used, reason = "a test that cannot be set up fails")]

use std::time::Duration;

use pilotlight_domain::fusion::fuse;
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

fn directory() -> SupportDirectory {
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

fn any_number() -> impl Strategy<Value = f64> {
    prop_oneof![3 => 0.0..=100.0_f64, 1 => any::<f64>()]
}

fn any_reading() -> impl Strategy<Value = Option<Reading>> {
    let stream = prop::sample::select(Stream::ALL);
    let origin = prop::sample::select(Origin::ALL);
    (stream, any_number(), any_number(), 0_u64..200_000, origin).prop_map(
        |(stream, score, quality, age_s, origin)| {
            let reading = Reading::new(stream, score, quality / 100.0, origin)?;
            Some(reading.aged(Duration::from_secs(age_s)))
        },
    )
}

fn any_ml() -> impl Strategy<Value = MlAnswer> {
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

fn any_evidence() -> impl Strategy<Value = Evidence> {
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

fn in_unit(value: f64) -> bool {
    (0.0..=1.0).contains(&value)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn no_evidence_gives_red_without_support(evidence in any_evidence()) {
        let assessment = assess(&evidence, &directory());
        let finding = assessment.finding();
        let offered = assessment.level() == Level::Red || evidence.safety.tier > Tier::None;
        prop_assert_eq!(offered, !assessment.support().is_empty());
        if offered {
            let contact = if evidence.country == "US".parse().ok() { "988" } else { "findahelpline.com" };
            prop_assert!(finding.intervention.contains(contact), "{}", finding.intervention);
            let personal = assessment.support().iter().any(|l| l.kind == SupportKind::Personal);
            prop_assert!(personal && assessment.support().len() >= 2);
        }
    }

    #[test]
    fn the_level_is_never_less_than_the_score_or_the_rules_ask(evidence in any_evidence()) {
        let assessment = assess(&evidence, &directory());
        prop_assert!(assessment.level() >= assessment.score().level());
        prop_assert!(assessment.score() >= evidence.safety.tier.floor());
        if let Some(stated) = evidence.ml.as_ref().and_then(|ml| ml.level) {
            prop_assert!(assessment.level() >= stated);
        }
    }

    #[test]
    fn every_number_is_in_its_range(evidence in any_evidence()) {
        let assessment = assess(&evidence, &directory());
        let finding = assessment.finding();
        prop_assert!(in_unit(finding.confidence) && in_unit(finding.coverage));
        prop_assert!(in_unit(finding.tribe_deviation) && in_unit(finding.behavioral_deviation));
        prop_assert!(finding.top_indicators.len() <= 5);
        for report in &finding.streams {
            prop_assert!((0.0..=100.0).contains(&report.score));
            prop_assert!(in_unit(report.freshness) && in_unit(report.quality));
        }
    }

    #[test]
    fn finishing_again_changes_nothing(evidence in any_evidence()) {
        let once = assess(&evidence, &directory());
        prop_assert_eq!(once.finding().clone().finish(&directory()), once);
    }

    #[test]
    fn the_same_evidence_gives_the_same_assessment(evidence in any_evidence()) {
        prop_assert_eq!(assess(&evidence, &directory()), assess(&evidence.clone(), &directory()));
    }

    #[test]
    fn a_rule_never_lowers(evidence in any_evidence(), tier in prop::sample::select(Tier::ALL)) {
        let calm = Evidence { safety: Safety::NONE, ..evidence.clone() };
        let raised = Evidence { safety: Safety { tier, rules: Vec::new() }, ..evidence };
        let (calm, raised) = (assess(&calm, &directory()), assess(&raised, &directory()));
        prop_assert!(raised.score() >= calm.score() && raised.level() >= calm.level());
    }

    #[test]
    fn fusion_rises_with_every_stream(
        readings in prop::collection::vec(any_reading(), 1..6),
        by in 0.0..100.0_f64,
        which in any::<prop::sample::Index>(),
    ) {
        let readings: Vec<Reading> = readings.into_iter().flatten().collect();
        // One reading a stream: of several the heaviest counts, whatever the others say.
        let mut seen = std::collections::HashSet::new();
        let readings: Vec<Reading> =
            readings.into_iter().filter(|reading| seen.insert(reading.stream())).collect();
        prop_assume!(!readings.is_empty());
        let mut worse = readings.clone();
        let reading = which.get(&readings);
        let index = readings.iter().position(|r| r == reading).unwrap();
        worse[index] =
            Reading::new(reading.stream(), reading.score() + by, reading.quality(), reading.origin())
                .unwrap()
                .aged(reading.age());
        let (before, after) = (fuse(&readings), fuse(&worse));
        prop_assert_eq!(before.coverage, after.coverage);
        if let (Some(before), Some(after)) = (before.score, after.score) {
            prop_assert!(after >= before - 1e-9, "{before} {after}");
            let scores = readings.iter().map(Reading::score);
            let (least, most) = (scores.clone().fold(100.0, f64::min), scores.fold(0.0, f64::max));
            prop_assert!((least - 1e-9..=most + 1e-9).contains(&before));
        }
    }

    #[test]
    fn one_stream_alone_equals_itself_and_more_evidence_is_more_confidence(
        one in any_reading(), other in any_reading(),
    ) {
        let (Some(one), Some(other)) = (one, other) else { return Ok(()) };
        let alone = fuse(&[one]);
        if let Some(score) = alone.score {
            prop_assert!((score - one.score()).abs() < 1e-9);
        }
        prop_assert!(fuse(&[one, other]).confidence >= alone.confidence);
        prop_assert!(fuse(&[one, other]).coverage >= alone.coverage);
    }
}

fn reading(stream: Stream, score: f64) -> Reading {
    Reading::new(stream, score, 1.0, Origin::Video).unwrap()
}

#[test]
fn typing_or_tribe_alone_is_never_red_without_saying_how_thin_that_is() {
    let typing = Evidence { readings: vec![reading(Stream::Typing, 95.0)], ..Evidence::default() };
    let breakdown = vec![(Stream::Tribe, 95.0)];
    let ml = MlAnswer { score: Some(95.0), breakdown, ..MlAnswer::default() };
    let tribe = Evidence { ml: Some(ml), ..Evidence::default() };
    for evidence in [typing, tribe] {
        let assessment = assess(&evidence, &directory());
        assert_eq!(assessment.level(), Level::Red);
        assert!(assessment.finding().data_quality.contains(&"low_coverage".to_owned()));
    }
    let readings = vec![reading(Stream::Facial, 90.0), reading(Stream::Voice, 80.0)];
    let assessment = assess(&Evidence { readings, ..Evidence::default() }, &directory());
    assert_eq!((assessment.level(), assessment.finding().data_quality.len()), (Level::Red, 0));
}

#[test]
fn with_nothing_to_go_on_the_last_result_stands_and_without_one_it_is_not_green() {
    let nothing = assess(&Evidence::default(), &directory());
    assert_eq!(nothing.level(), Level::Yellow);
    assert_eq!(nothing.finding().data_quality, ["no_evidence", "no_previous_result"]);
    assert_eq!(nothing.finding().confidence.to_bits(), 0.0_f64.to_bits());

    let previous = Some(Previous { score: Score::new(12).unwrap(), level: Level::Green });
    let stands = assess(&Evidence { previous, ..Evidence::default() }, &directory());
    assert_eq!((stands.score().value(), stands.level()), (12, Level::Green));
    assert_eq!(stands.finding().data_quality, ["no_evidence", "previous_result_stands"]);
}

#[test]
fn ml_speaks_for_the_streams_that_it_was_sent_and_for_tribe() {
    let ml = MlAnswer {
        score: Some(50.0),
        breakdown: vec![(Stream::Imessage, 61.0), (Stream::Typing, 44.0), (Stream::Tribe, 30.0)],
        ..MlAnswer::default()
    };
    let evidence = Evidence {
        readings: vec![reading(Stream::Imessage, 20.0)],
        ml: Some(ml),
        asked_of_ml: vec![Stream::Imessage],
        ..Evidence::default()
    };
    let assessment = assess(&evidence, &directory());
    let breakdown = assessment.breakdown();
    let expected = Breakdown { imessage: 61.0, tribe: 30.0, ..Breakdown::default() };
    assert_eq!((assessment.score().value(), breakdown), (50, expected));
}

#[test]
fn a_level_without_a_score_only_raises() {
    let ml = MlAnswer { level: Some(Level::Red), ..MlAnswer::default() };
    let readings = vec![reading(Stream::Facial, 20.0)];
    let evidence = Evidence { readings, ml: Some(ml), ..Evidence::default() };
    let assessment = assess(&evidence, &directory());
    assert_eq!((assessment.score().value(), assessment.level()), (20, Level::Red));
    assert_eq!(assessment.scorer(), ScorerOrigin::Local);
    assert!(!assessment.support().is_empty());
}

#[test]
fn what_ml_says_of_nothing_can_raise_and_cannot_calm() {
    let of_nothing = |score| {
        let ml = Some(MlAnswer { score: Some(score), ..MlAnswer::default() });
        assess(&Evidence { ml, ..Evidence::default() }, &directory())
    };
    assert_eq!(
        (of_nothing(0.0).level(), of_nothing(0.0).scorer()),
        (Level::Yellow, ScorerOrigin::Local)
    );
    assert_eq!(
        (of_nothing(90.0).level(), of_nothing(90.0).scorer()),
        (Level::Red, ScorerOrigin::Ml)
    );
    for score in [0.0, 40.0, 90.0] {
        assert!(of_nothing(score).finding().data_quality.contains(&NO_EVIDENCE.to_owned()));
    }
}
