//! What is read from each recorded answer of the ml service.

use std::collections::BTreeMap;

use pilotlight_clients::ml::{MlRequest, TribeBaseline};
use pilotlight_clients::{Http, HttpMl, Ml, SiblingError};
use pilotlight_domain::{BrainRegion, Level, MlAnswer, Regions, Stream};

use crate::calls::{AMPLE, check_in};
use crate::fixtures::check;

const NEITHER: SiblingError = SiblingError::Malformed { expected: "a score or a level" };
const NO_OBJECT: SiblingError = SiblingError::Malformed { expected: "a JSON object" };
const INCOMPLETE: SiblingError = SiblingError::Malformed { expected: "all five regions" };
const OWN_ERROR: SiblingError =
    SiblingError::Unavailable { reason: "it answered with an error of its own" };
const NO_TRIBE: SiblingError = SiblingError::Unavailable { reason: "tribe baseline unavailable" };

type Result<T> = std::result::Result<T, SiblingError>;

type ScoreCase = (&'static str, MlRequest, Result<MlAnswer>);

fn ml(url: &str) -> HttpMl {
    HttpMl::new(&Http::new().unwrap(), url, AMPLE).unwrap()
}

fn measured() -> MlRequest {
    MlRequest {
        sentiment_score: Some(0.18),
        error_rate: Some(3.5),
        typing_wpm: Some(61.6),
        response_time_ms: Some(5120.5),
        facial_score: Some(64.0),
        voice_score: Some(48.0),
        ..check_in()
    }
}

fn measured_oddly() -> MlRequest {
    MlRequest {
        response_text: None,
        sentiment_score: Some(f64::NAN),
        error_rate: Some(f64::INFINITY),
        typing_wpm: Some(61.6),
        response_time_ms: Some(f64::NEG_INFINITY),
        facial_score: Some(f64::NAN),
        voice_score: Some(f64::NAN),
        ..check_in()
    }
}

fn whole() -> MlAnswer {
    MlAnswer {
        score: Some(72.0),
        level: Some(Level::Red),
        tribe_deviation: Some(0.42),
        behavioral_deviation: Some(0.31),
        top_indicators: vec![
            "Strong negative sentiment".into(),
            "Slower typing than usual".into(),
            "Little future orientation".into(),
        ],
        brain_regions: vec![BrainRegion::Amygdala, BrainRegion::PrefrontalCortex],
        confidence: Some(0.78),
        breakdown: vec![
            (Stream::Imessage, 81.0),
            (Stream::Typing, 40.0),
            (Stream::Facial, 0.0),
            (Stream::Voice, 0.0),
            (Stream::Tribe, 42.0),
        ],
    }
}

fn is(name: &'static str, answer: MlAnswer) -> ScoreCase {
    (name, check_in(), Ok(answer))
}

fn fails(name: &'static str, error: SiblingError) -> ScoreCase {
    (name, check_in(), Err(error))
}

const fn status<T>(code: u16) -> Result<T> {
    Err(SiblingError::Status { code, retry_after: None })
}

fn scores() -> Vec<ScoreCase> {
    let wellness = vec![
        (Stream::Imessage, 12.0),
        (Stream::Typing, 20.0),
        (Stream::Facial, 0.0),
        (Stream::Voice, 0.0),
        (Stream::Tribe, 18.0),
    ];
    let healthy =
        MlAnswer { score: Some(85.0), level: Some(Level::Green), breakdown: wellness, ..whole() };
    let as_text = MlAnswer { breakdown: vec![(Stream::Imessage, 81.0)], ..whole() };
    let odd_deviations = MlAnswer {
        tribe_deviation: Some(1.0),
        behavioral_deviation: Some(0.0),
        confidence: None,
        ..whole()
    };
    let slower = MlAnswer { top_indicators: vec!["Slower typing than usual".into()], ..whole() };
    let visual = vec![BrainRegion::VisualCortex, BrainRegion::Amygdala];
    let odd_breakdown =
        vec![(Stream::Imessage, 100.0), (Stream::Voice, 0.0), (Stream::Tribe, 42.0)];
    let without_score = |name| is(name, MlAnswer { score: None, ..whole() });
    let without_level = |name| is(name, MlAnswer { level: None, ..whole() });
    let scored = |name, score| is(name, MlAnswer { score: Some(score), ..whole() });
    let flagged = |name, brain_regions| is(name, MlAnswer { brain_regions, ..whole() });
    vec![
        ("score_good", measured(), Ok(whole())),
        is("score_leaves_out_what_is_absent", whole()),
        ("score_nan_is_left_out", measured_oddly(), Ok(whole())),
        is("score_wellness", healthy),
        is("score_numbers_as_text", as_text),
        is("score_level_in_other_letters", whole()),
        without_level("score_level_unknown"),
        without_level("score_level_a_number"),
        without_score("score_null_with_level"),
        without_score("score_nan_with_level"),
        without_score("score_infinity_with_level"),
        scored("score_huge", 1e9),
        scored("score_negative", -1e9),
        is("score_least", MlAnswer { score: Some(40.0), ..MlAnswer::default() }),
        is("score_deviations_out_of_range", odd_deviations),
        is("score_indicators_odd", slower.clone()),
        is("score_indicators_a_single_text", slower),
        flagged("score_regions_odd", visual),
        flagged("score_regions_a_single_text", vec![BrainRegion::MotorCortex]),
        is("score_breakdown_odd", MlAnswer { breakdown: odd_breakdown, ..whole() }),
        is("score_breakdown_a_list", MlAnswer { breakdown: vec![], ..whole() }),
        fails("score_without_score_or_level", NEITHER),
        fails("score_empty_object", NEITHER),
        fails("score_error_with_200", OWN_ERROR),
        fails("score_error_beside_a_score", OWN_ERROR),
        fails("score_html_with_200", NO_OBJECT),
        fails("score_bare_nan", NO_OBJECT),
        ("score_null_input", check_in(), status(500)),
        ("score_wrong_type", check_in(), status(422)),
    ]
}

const REGIONS: Regions = Regions {
    prefrontal_cortex: 0.41,
    amygdala_region: 0.22,
    temporal_lobe: 0.63,
    motor_cortex: 0.18,
    visual_cortex: 0.71,
};

fn whole_baseline() -> TribeBaseline {
    let groups = [
        ("Attention", 0.44),
        ("Auditory", 0.12),
        ("Emotion", 0.25),
        ("Language", 0.38),
        ("Motor", 0.19),
        ("Visual", 0.7),
    ];
    TribeBaseline {
        regions: REGIONS,
        macro_groups: groups.map(|(name, value)| (name.to_owned(), value)).into(),
        overall: Some(0.43),
        total_timesteps: Some(24),
        agent_summary: Some("A calm scene that draws the eye.".into()),
        source: Some("tribe-v2".into()),
    }
}

fn baselines() -> Vec<(&'static str, (), Result<TribeBaseline>)> {
    let regions_only = TribeBaseline {
        regions: REGIONS,
        macro_groups: BTreeMap::new(),
        overall: None,
        total_timesteps: None,
        agent_summary: None,
        source: None,
    };
    let clamped = Regions {
        prefrontal_cortex: 0.41,
        amygdala_region: 0.0,
        temporal_lobe: 1.0,
        motor_cortex: 0.0,
        visual_cortex: 1.0,
    };
    let odd_extras = TribeBaseline {
        macro_groups: BTreeMap::from([("Language".to_owned(), 0.38)]),
        total_timesteps: Some(24),
        ..regions_only.clone()
    };
    let out_of_range = TribeBaseline { regions: clamped, ..whole_baseline() };
    let incomplete = || Err(INCOMPLETE);
    vec![
        ("baseline_good", (), Ok(whole_baseline())),
        ("baseline_regions_only", (), Ok(regions_only)),
        ("baseline_regions_out_of_range", (), Ok(out_of_range)),
        ("baseline_extras_odd", (), Ok(odd_extras)),
        ("baseline_unavailable", (), Err(NO_TRIBE)),
        ("baseline_regions_empty", (), incomplete()),
        ("baseline_without_regions", (), incomplete()),
        ("baseline_region_missing", (), incomplete()),
        ("baseline_region_null", (), incomplete()),
        ("baseline_region_nan", (), incomplete()),
        ("baseline_unknown_stimulus", (), status(404)),
    ]
}

#[tokio::test]
async fn every_recorded_score_is_read_as_expected() {
    let score = async |url: &str, check_in| ml(url).score(&check_in, AMPLE).await;
    check("ml", "POST /score", scores(), score).await;
}

#[tokio::test]
async fn every_recorded_baseline_is_read_as_expected() {
    let baseline = async |url: &str, ()| ml(url).baseline("calm_01", AMPLE).await;
    check("ml", "GET /baseline/calm_01", baselines(), baseline).await;
}

#[tokio::test]
async fn health_is_the_status() {
    let health = async |url: &str, ()| ml(url).health(AMPLE).await;
    check("ml", "GET /health", vec![("health_good", (), Ok(()))], health).await;
}
