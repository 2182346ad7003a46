//! How a result explains itself, whatever the evidence.
#![expect(clippy::unwrap_used, reason = "a test that cannot be set up fails")]

mod common;

use std::collections::HashSet;
use std::time::Duration;

use common::{any_evidence, any_reading, directory};
use pilotlight_domain::fusion::{MAX_AGE, fuse};
use pilotlight_domain::safety::{Safety, Tier};
use pilotlight_domain::*;
use proptest::prelude::*;

/// A tenth of a point is what contributions are given in.
fn tenths(points: f64) -> i64 {
    let tenths = (points * 10.0).round();
    assert!((tenths - points * 10.0).abs() < 1e-6, "{points} has more than one decimal");
    format!("{tenths:.0}").parse().unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn contributions_add_up_to_the_score(evidence in any_evidence()) {
        let assessment = assess(&evidence, &directory());
        let finding = assessment.finding();
        let sum: i64 = finding.contributions.iter().map(|part| tenths(part.points)).sum();
        prop_assert_eq!(sum, i64::from(finding.score.value()) * 10, "{:?}", finding.contributions);
        let sources: HashSet<_> = finding.contributions.iter().map(|part| part.source).collect();
        prop_assert_eq!(sources.len(), finding.contributions.len());
        let streams: HashSet<_> =
            finding.streams.iter().map(|report| ContributionSource::from(report.stream)).collect();
        let given = |part: &&Contribution| streams.contains(&part.source);
        prop_assert_eq!(finding.contributions.iter().filter(given).count(), streams.len());
    }

    #[test]
    fn without_ml_a_stream_gives_no_more_than_its_own_score(evidence in any_evidence()) {
        let evidence = Evidence { ml: None, safety: Safety::NONE, ..evidence };
        let assessment = assess(&evidence, &directory());
        for report in &assessment.finding().streams {
            let part = assessment.finding().contributions.iter();
            let part = part.clone().find(|part| part.source == report.stream.into()).unwrap();
            // Rounding moves a share by half a point of the score and a tenth at most.
            prop_assert!((0.0..=report.score + 0.61).contains(&part.points), "{part:?} {report:?}");
        }
    }

    #[test]
    fn the_interval_holds_the_score_and_is_there_where_anything_was_measured(
        evidence in any_evidence(),
    ) {
        let assessment = assess(&evidence, &directory());
        let finding = assessment.finding();
        let nothing = finding.data_quality.contains(&NO_EVIDENCE.to_owned());
        let mut sources = finding.contributions.iter().map(|part| part.source);
        let by_rule = sources.any(|source| source == ContributionSource::Safety);
        prop_assert_eq!(finding.interval.is_none(), nothing || by_rule);
        if let Some(Interval { low, high }) = finding.interval {
            prop_assert!(low <= finding.score && finding.score <= high);
        }
    }

    #[test]
    fn the_same_rules_find_the_same_again_bit_for_bit(
        evidence in any_evidence(), other in any_evidence(),
    ) {
        let stored = assess(&evidence, &directory());
        prop_assert_eq!(replay(&evidence, stored.finding()), []);
        let same = |a: &Assessment, b: &Assessment| {
            let (a, b) = (a.finding(), b.finding());
            let numbers = |f: &Finding| (f.score, f.level, f.contributions.clone(), f.streams.clone());
            numbers(a) == numbers(b)
        };
        if !same(&stored, &assess(&other, &directory())) {
            prop_assert!(!replay(&other, stored.finding()).is_empty());
        }
    }

    #[test]
    fn an_absent_stream_changes_nothing(
        readings in prop::collection::vec(any_reading(), 0..6),
        stream in prop::sample::select(Stream::ALL),
        score in 0.0..=100.0_f64,
        late_s in 0_u64..1_000_000,
    ) {
        let readings: Vec<Reading> = readings.into_iter().flatten().collect();
        let unmeasured = Reading::new(stream, score, 0.0, Origin::Local).unwrap();
        let stale = Reading::new(stream, score, 1.0, Origin::Local).unwrap();
        let stale = stale.aged(MAX_AGE + Duration::from_secs(late_s));
        for absent in [unmeasured, stale] {
            let with: Vec<Reading> = readings.iter().copied().chain([absent]).collect();
            prop_assert_eq!(fuse(&with), fuse(&readings));
        }
    }

    #[test]
    fn a_better_measurement_of_one_stream_is_surer(
        reading in any_reading(), quality in 0.0..=1.0_f64,
    ) {
        let Some(reading) = reading else { return Ok(()) };
        let better = Reading::new(
            reading.stream(),
            reading.score(),
            reading.quality().max(quality),
            reading.origin(),
        );
        let better = better.unwrap().aged(reading.age());
        prop_assert!(fuse(&[better]).standard_error <= fuse(&[reading]).standard_error + 1e-9);
    }

    #[test]
    fn a_red_of_typing_or_tribe_alone_says_how_thin_it_is(
        stream in prop::sample::select(&[Stream::Typing, Stream::Tribe][..]),
        score in 0.0..=100.0_f64,
        quality in 0.0..=1.0_f64,
        tier in prop::sample::select(Tier::ALL),
    ) {
        let reading = Reading::new(stream, score, quality, Origin::Local);
        let safety = Safety { tier, rules: Vec::new() };
        let evidence = Evidence { readings: Vec::from_iter(reading), safety, ..Evidence::default() };
        let assessment = assess(&evidence, &directory());
        let thin = assessment.finding().data_quality.contains(&"low_coverage".to_owned());
        prop_assert_eq!(assessment.level() == Level::Red, thin);
    }
}

#[test]
fn what_moved_the_score_is_named() {
    let reading = |stream, score| Reading::new(stream, score, 1.0, Origin::Video).unwrap();
    let readings = vec![reading(Stream::Facial, 40.0), reading(Stream::Voice, 10.0)];
    let ml = MlAnswer { score: Some(50.0), ..MlAnswer::default() };
    let safety = Safety { tier: Tier::Ideation, rules: vec!["active_ideation".to_owned()] };
    let evidence = Evidence { readings, ml: Some(ml), safety, ..Evidence::default() };
    let assessment = assess(&evidence, &directory());
    let parts = assessment.finding().contributions.iter();
    let parts: Vec<_> = parts.map(|part| (part.source.as_str(), tenths(part.points))).collect();
    assert_eq!(parts, [("facial", 267), ("voice", 33), ("ml", 200), ("safety", 300)]);
}
