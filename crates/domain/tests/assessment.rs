//! What holds for every assessment, whatever the evidence.
#![expect(clippy::unwrap_used, reason = "a test that cannot be set up fails")]

mod common;

use common::{any_evidence, any_reading, directory};
use pilotlight_domain::fusion::fuse;
use pilotlight_domain::safety::{Safety, Tier};
use pilotlight_domain::*;
use proptest::prelude::*;

fn in_unit(value: f64) -> bool {
    (0.0..=1.0).contains(&value)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn no_evidence_gives_red_without_support(evidence in any_evidence()) {
        let assessment = assess(&evidence, &directory());
        let finding = assessment.finding();
        let offered = assessment.level() == Level::Red || finding.safety.tier > Tier::None;
        prop_assert!(finding.safety.tier >= evidence.safety.tier);
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

    let previous =
        Some(Previous { score: Score::new(12).unwrap(), level: Level::Green, tier: Tier::None });
    let stands = assess(&Evidence { previous, ..Evidence::default() }, &directory());
    assert_eq!((stands.score().value(), stands.level()), (12, Level::Green));
    assert_eq!(stands.finding().data_quality, ["no_evidence", "previous_result_stands"]);
}

#[test]
fn what_is_carried_over_alone_undoes_no_result() {
    let earlier = reading(Stream::Imessage, 40.0).aged(std::time::Duration::from_secs(60));
    let previous =
        Some(Previous { score: Score::new(80).unwrap(), level: Level::Red, tier: Tier::None });
    let evidence = Evidence { readings: vec![earlier], previous, ..Evidence::default() };
    let silent = assess(&evidence, &directory());
    assert_eq!((silent.score().value(), silent.level()), (80, Level::Red));
    assert!(silent.finding().streams.is_empty());
    // ml was sent the old reading, and nothing of now.
    let ml = Some(MlAnswer { score: Some(40.0), ..MlAnswer::default() });
    let asked_of_ml = vec![Stream::Facial];
    let asked = assess(&Evidence { ml, asked_of_ml, ..evidence.clone() }, &directory());
    assert_eq!((asked.score().value(), asked.scorer()), (80, ScorerOrigin::Local));
    let now = Evidence { readings: vec![earlier, reading(Stream::Voice, 10.0)], ..evidence };
    assert_eq!(assess(&now, &directory()).level(), Level::Green);
}

#[test]
fn a_result_that_stands_keeps_its_support_and_says_that_nothing_was_read() {
    let previous = |score, level, tier| {
        let previous = Some(Previous { score: Score::new(score).unwrap(), level, tier });
        assess(&Evidence { previous, ..Evidence::default() }, &directory())
    };
    let concern = previous(34, Level::Yellow, Tier::Concern);
    assert!(!concern.support().is_empty() && concern.level() == Level::Yellow);
    let red = previous(80, Level::Red, Tier::None);
    assert!(red.finding().intervention.contains("could not read this check-in"));
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
