//! What a host does not allow has no part in any result, whatever the evidence.
#![expect(clippy::unwrap_used, reason = "a test that cannot be set up fails")]

mod common;

use pilotlight_domain::text::Theme;
use pilotlight_domain::*;
use proptest::prelude::*;

use common::{any_evidence, any_reading, directory};

fn any_policy() -> impl Strategy<Value = StreamPolicy> {
    prop::sample::subsequence(Stream::ALL, 1..=5)
        .prop_map(|streams| StreamPolicy::new(streams).unwrap())
}

/// Sentences of siblings: about streams, and about anything.
fn any_sentences() -> impl Strategy<Value = Vec<String>> {
    let known = prop::sample::select(vec![
        "Slower typing than usual",
        "Typing differs from your own usual",
        "The video shows tension in the face",
        "Amygdala: heightened",
    ]);
    prop::collection::vec(prop_oneof![known.prop_map(str::to_owned), ".{1,60}"], 0..4)
}

/// The same evidence where everything of the streams that are not allowed is another's.
fn with_others(
    policy: &StreamPolicy,
    evidence: &Evidence,
    other: &Evidence,
    sentences: &[String],
) -> Evidence {
    let mut mixed = evidence.clone();
    let swap = |stream: &Stream| !policy.allows(*stream);
    mixed.readings.retain(|reading| !swap(&reading.stream()));
    mixed.readings.extend(other.readings.iter().filter(|reading| swap(&reading.stream())));
    mixed.asked_of_ml.retain(|stream| !swap(stream));
    mixed.asked_of_ml.extend(other.asked_of_ml.iter().filter(|stream| swap(stream)));
    mixed.remarks = sentences.to_vec();
    if swap(&Stream::Imessage) {
        mixed.themes = other.themes.clone();
    }
    if swap(&Stream::Typing) {
        mixed.behavioral_deviation = other.behavioral_deviation;
    }
    if swap(&Stream::Tribe) {
        mixed.baseline = other.baseline;
    }
    if let (Some(ml), Some(others)) = (mixed.ml.as_mut(), other.ml.as_ref()) {
        ml.top_indicators = sentences.to_vec();
        ml.breakdown.retain(|(stream, _)| !swap(stream));
        ml.breakdown.extend(others.breakdown.iter().filter(|(stream, _)| swap(stream)));
        if swap(&Stream::Typing) {
            ml.behavioral_deviation = others.behavioral_deviation;
        }
        if swap(&Stream::Tribe) {
            ml.tribe_deviation = others.tribe_deviation;
            ml.brain_regions = others.brain_regions.clone();
            ml.level = others.level;
            // Whether there is a score says whether the answer can be used at all.
            if ml.score.is_some_and(|score| !score.is_nan()) {
                ml.score = others.score.filter(|score| !score.is_nan()).or(ml.score);
            }
        }
    }
    mixed
}

/// The sentences in which Pilotlight itself speaks of a stream.
fn sentences_of(stream: Stream) -> &'static [&'static str] {
    match stream {
        Stream::Imessage => &["words of the reply", "The reply speaks", "reassures more"],
        Stream::Typing => &["Typing", "typing"],
        Stream::Facial => &["face"],
        Stream::Voice => &["voice"],
        Stream::Tribe => &["this stimulus"],
    }
}

fn is_zero(value: f64) -> bool {
    value.to_bits() == 0.0_f64.to_bits()
}

/// Checks that a result has nothing of a stream.
fn assert_absent(stream: Stream, finding: &Finding) -> Result<(), TestCaseError> {
    prop_assert!(finding.streams.iter().all(|report| report.stream != stream));
    prop_assert!(finding.contributions.iter().all(|part| part.source != stream.into()));
    for indicator in &finding.top_indicators {
        let speaks = sentences_of(stream).iter().any(|words| indicator.contains(words));
        prop_assert!(!speaks, "{stream}: {indicator}");
    }
    if stream == Stream::Typing {
        prop_assert!(is_zero(finding.behavioral_deviation));
    }
    if stream == Stream::Tribe {
        prop_assert!(is_zero(finding.tribe_deviation) && finding.brain_regions_flagged.is_empty());
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn a_stream_that_is_not_allowed_is_nowhere_in_the_result(
        evidence in any_evidence(), sentences in any_sentences(), policy in any_policy(),
    ) {
        let evidence = Evidence { remarks: sentences, ..evidence };
        let restricted = policy.restrict(evidence.clone());
        let assessment = assess(&restricted, &directory());
        let shown = policy.shown(assess(&evidence, &directory()).finding().clone());
        for stream in Stream::ALL.iter().copied().filter(|stream| !policy.allows(*stream)) {
            assert_absent(stream, assessment.finding())?;
            assert_absent(stream, &shown)?;
            prop_assert!(restricted.readings.iter().all(|reading| reading.stream() != stream));
            prop_assert!(!restricted.asked_of_ml.contains(&stream));
            let mut of_ml = restricted.ml.iter().flat_map(|ml| &ml.breakdown);
            prop_assert!(of_ml.all(|(scored, _)| *scored != stream));
        }
    }

    #[test]
    fn what_is_not_allowed_changes_nothing(
        evidence in any_evidence(),
        other in any_evidence(),
        sentences in any_sentences(),
        policy in any_policy(),
    ) {
        prop_assume!(policy != StreamPolicy::default());
        let mixed = with_others(&policy, &evidence, &other, &sentences);
        let of = |evidence: Evidence| assess(&policy.restrict(evidence), &directory());
        prop_assert_eq!(of(evidence), of(mixed));
    }

    #[test]
    fn safety_is_no_stream(evidence in any_evidence(), policy in any_policy()) {
        let restricted = policy.restrict(evidence.clone());
        prop_assert_eq!(&restricted.safety, &evidence.safety);
        let assessment = assess(&restricted, &directory());
        prop_assert!(assessment.score() >= evidence.safety.tier.floor());
        let shown = policy.shown(assess(&evidence, &directory()).finding().clone());
        prop_assert!(shown.safety.tier >= evidence.safety.tier);
        prop_assert_eq!(shown.safety.rules, evidence.safety.rules);
    }

    #[test]
    fn restricting_twice_is_restricting_once(evidence in any_evidence(), policy in any_policy()) {
        let once = policy.restrict(evidence);
        // Through text, since a number from outside may be NaN, which does not equal itself.
        prop_assert_eq!(format!("{:?}", policy.restrict(once.clone())), format!("{once:?}"));
        let finding = assess(&once, &directory()).finding().clone();
        prop_assert_eq!(policy.shown(finding.clone()), finding);
    }

    #[test]
    fn with_all_allowed_nothing_is_lost(evidence in any_evidence(), reading in any_reading()) {
        let all = StreamPolicy::default();
        let mut evidence = evidence;
        evidence.readings.extend(reading);
        let restricted = all.restrict(evidence.clone());
        prop_assert_eq!(format!("{restricted:?}"), format!("{evidence:?}"));
    }
}

#[test]
fn without_tribe_mls_score_is_not_used_and_its_readings_are() {
    let policy = StreamPolicy::new([Stream::Imessage, Stream::Typing]).unwrap();
    let ml = MlAnswer {
        score: Some(95.0),
        level: Some(Level::Red),
        confidence: Some(0.9),
        breakdown: vec![(Stream::Imessage, 61.0), (Stream::Facial, 99.0), (Stream::Tribe, 90.0)],
        ..MlAnswer::default()
    };
    let evidence = Evidence {
        readings: Vec::from_iter(Reading::new(Stream::Imessage, 20.0, 1.0, Origin::Local)),
        ml: Some(ml),
        asked_of_ml: vec![Stream::Imessage],
        themes: vec![Theme::Fatigue],
        ..Evidence::default()
    };
    let assessment = assess(&policy.restrict(evidence), &directory());
    let finding = assessment.finding();
    assert_eq!((assessment.score().value(), assessment.level()), (61, Level::Yellow));
    assert_eq!(assessment.scorer(), ScorerOrigin::Local);
    assert_eq!(finding.streams.len(), 1);
    assert_eq!(finding.streams[0].origin, Origin::Ml);
    assert_eq!(finding.top_indicators[0], "The reply speaks of tiredness");
}

#[test]
fn nothing_allowed_is_no_policy() {
    assert_eq!(StreamPolicy::new([]), None);
    let one = StreamPolicy::new([Stream::Imessage, Stream::Imessage]).unwrap();
    assert_eq!(one.streams().collect::<Vec<_>>(), [Stream::Imessage]);
    assert!(!one.takes_video() && StreamPolicy::default().takes_video());
}
