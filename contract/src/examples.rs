//! An example of every body, made by the code that makes the real ones, so that none can drift.

use pilotlight_domain as domain;
use serde_json::{Value, json};

use crate::alert::{Acknowledge, Acknowledged, AlertView, Escalation};
use crate::brain::{BrainSource, BrainView, Explanations};
use crate::course::ScoreView;
use crate::health::{
    Breaker, BreakerState, Breakers, CallError, DatabaseState, Health, HealthStatus, Probe,
    ProbeStatus, SiblingState, SiblingStates,
};
use crate::metrics::{Metrics, TrendPoint};
use crate::person::{PhoneRegistered, PhoneRegistration, UserSettings, UserView};
use crate::problem::{FieldError, Problem, ProblemCode};
use crate::result::BurnoutResult;
use crate::stimulus::{Stimulus, catalogue};
use crate::support::registry;
use crate::time::{Moment, timestamp};
use crate::video::{EyeIndicators, FacialAnalysis, FacialIndicators, VideoResult, VoiceAnalysis};

/// Why an example could not be made.
#[derive(Debug, thiserror::Error)]
#[error("an example could not be made: {0}")]
pub struct ExampleError(#[from] Box<dyn std::error::Error + Send + Sync>);

const EXAMPLE_TEXT: &str = "I'm exhausted, I can't keep up and I dread tomorrow";
const ANSWERED_AT: domain::UnixMillis = domain::UnixMillis(1_790_000_000_000);
const DAY_MS: i64 = 86_400_000;

/// The example of each schema, by the schema's name.
///
/// # Errors
/// [`ExampleError`] where the data that is served cannot be used.
pub fn all() -> Result<Vec<(&'static str, Value)>, ExampleError> {
    let policy = domain::StreamPolicy::default();
    let result = || check_in().map(|check_in| BurnoutResult::new(check_in, &policy));
    let stimulus = catalogue().map_err(boxed)?.all().next().cloned().map(Stimulus::from);
    Ok(vec![
        ("BurnoutResult", value(&result()?)?),
        ("ScoreView", value(&score_view(check_in()?, &policy))?),
        ("UserResponse", user_response()),
        ("VideoResult", value(&video(result()?))?),
        ("Stimulus", value(&stimulus)?),
        ("AlertView", value(&alert())?),
        ("Escalation", value(&escalation())?),
        ("Acknowledge", value(&acknowledge())?),
        ("Metrics", value(&metrics()?)?),
        ("BrainView", value(&brain())?),
        ("Health", value(&health(&policy))?),
        ("Probe", value(&Probe { status: ProbeStatus::Ok })?),
        ("Problem", value(&problem())?),
        ("UserSettings", value(&settings())?),
        ("UserView", value(&user_view())?),
        ("PhoneRegistration", value(&PhoneRegistration { phone: "+15550100123".to_owned() })?),
        (
            "PhoneRegistered",
            value(&PhoneRegistered { user_id: "ana".to_owned(), registered: true })?,
        ),
    ])
}

fn boxed(error: impl std::error::Error + Send + Sync + 'static) -> ExampleError {
    ExampleError(Box::new(error))
}

fn value(body: &impl serde::Serialize) -> Result<Value, ExampleError> {
    serde_json::to_value(body).map_err(boxed)
}

fn user_response() -> Value {
    json!({
        "user_id": "ana",
        "stimulus_id": "calm_01",
        "response_text": EXAMPLE_TEXT,
        "response_time_ms": 21_400,
        "typing_wpm": 38.5,
        "error_rate": 4.2,
        "source": "app",
        "timestamp": Moment::from(ANSWERED_AT).to_string(),
    })
}

fn check_in() -> Result<domain::CheckIn, ExampleError> {
    let directory = registry(None).map_err(boxed)?;
    let reading = domain::text::read(EXAMPLE_TEXT);
    let evidence = domain::Evidence {
        readings: reading
            .iter()
            .filter_map(|text| {
                let stream = domain::Stream::Imessage;
                domain::Reading::new(stream, text.strain, text.quality, domain::Origin::Local)
            })
            .collect(),
        themes: reading.map(|text| text.themes).unwrap_or_default(),
        country: "US".parse().ok(),
        ..domain::Evidence::default()
    };
    Ok(domain::CheckIn {
        id: "0199c7a2-5c00-7000-8000-000000000001".to_owned(),
        user_id: domain::UserId::new("ana").map_err(boxed)?,
        stimulus_id: "calm_01".to_owned(),
        channel: domain::Channel::App,
        answered_at: ANSWERED_AT,
        received_at: ANSWERED_AT,
        services: domain::ServicesUsed {
            signals: domain::ServiceUse::Unavailable,
            ml: domain::ServiceUse::Unavailable,
            video: domain::ServiceUse::NotAsked,
        },
        assessment: domain::assess(&evidence, &directory),
        alert: Some(domain::AlertRef {
            id: "0199c7a2-5c00-7000-8000-000000000002".to_owned(),
            status: domain::AlertStatus::Queued,
        }),
    })
}

fn score_view(check_in: domain::CheckIn, policy: &domain::StreamPolicy) -> ScoreView {
    let course = course(check_in.assessment.score());
    ScoreView::new(BurnoutResult::new(check_in, policy), course)
}

/// Of twenty days of about 41, two strained ones, and the latest.
fn course(latest: domain::Score) -> domain::Course {
    let days = [38.0, 44.0, 41.0, 47.0, 35.0].repeat(4).into_iter().chain([72.0, 79.0]);
    let points = (0..).zip(days).filter_map(|(day, score)| {
        let answered_at = domain::UnixMillis(ANSWERED_AT.0 - (22 - day) * DAY_MS);
        Some(domain::MeasuredScore { answered_at, score: domain::Score::nearest(score)? })
    });
    let latest = domain::MeasuredScore { answered_at: ANSWERED_AT, score: latest };
    domain::Course::of(&points.chain([latest]).collect::<Vec<_>>())
}

fn metrics() -> Result<Metrics, ExampleError> {
    let check_in = check_in()?;
    let point = |day: i64, score: domain::Score| TrendPoint {
        date: Moment::from(domain::UnixMillis(ANSWERED_AT.0 - day * DAY_MS)),
        score: score.value(),
        level: score.level().into(),
    };
    let domain::Course { baseline, trend } = course(check_in.assessment.score());
    let earlier = domain::Score::new(79).unwrap_or(domain::Score::MIN);
    Ok(Metrics {
        user_id: "ana".to_owned(),
        score_trend: vec![point(1, earlier), point(0, check_in.assessment.score())],
        latest_breakdown: check_in.assessment.breakdown().into(),
        total_checkins: 23,
        baseline: baseline.into(),
        trend: trend.into(),
    })
}

fn brain() -> BrainView {
    let regions = domain::Regions {
        prefrontal_cortex: 0.42,
        amygdala_region: 0.31,
        temporal_lobe: 0.38,
        motor_cortex: 0.17,
        visual_cortex: 0.66,
    };
    BrainView {
        user_id: "ana".to_owned(),
        stimulus_id: Some("calm_01".to_owned()),
        level: domain::Level::Yellow.into(),
        score: 41,
        activation_mean: regions.mean(),
        brain_regions_flagged: regions.higher().into_iter().map(Into::into).collect(),
        explanations: Explanations::of(|region| region.explanation(&regions)),
        regions: regions.into(),
        source: BrainSource::Tribe,
    }
}

fn video(burnout_result: BurnoutResult) -> VideoResult {
    VideoResult {
        facial: Some(FacialAnalysis {
            facial_stress_score: 72.0,
            eye_indicators: EyeIndicators {
                blink_rate_per_min: Some(24.0),
                eye_openness: Some(0.61),
                gaze_stability: Some(0.48),
            },
            facial_indicators: FacialIndicators {
                brow_furrow: Some(0.55),
                lip_compression: Some(0.4),
                jaw_clench: Some(0.35),
                forced_smile: Some(false),
                overall_affect: Some("tense".to_owned()),
            },
        }),
        voice: Some(VoiceAnalysis {
            voice_stress_score: 61.3,
            pitch_mean_hz: Some(190.0),
            pitch_variability: Some(22.0),
            speaking_rate_wpm: Some(132.0),
            pause_frequency: Some(4.0),
            voice_tremor: Some(true),
        }),
        combined_score: Some(68),
        video_service: true,
        burnout_result,
    }
}

fn health(policy: &domain::StreamPolicy) -> Health {
    Health {
        status: HealthStatus::Degraded,
        version: env!("CARGO_PKG_VERSION").to_owned(),
        services: SiblingStates {
            signals: SiblingState::Up,
            ml: SiblingState::Down,
            video: SiblingState::Off,
        },
        breakers: Breakers {
            signals: Some(closed_breaker()),
            ml: Some(open_breaker()),
            video: None,
        },
        database: DatabaseState::Up,
        ml_level_contradictions: 0,
        policy: policy.into(),
    }
}

fn closed_breaker() -> Breaker {
    let since = Moment::from(domain::UnixMillis(ANSWERED_AT.0 - 3_600_000));
    Breaker { state: BreakerState::Closed, since, next_probe_at: None, last_error: None }
}

fn open_breaker() -> Breaker {
    let failed_at = Moment::from(ANSWERED_AT);
    Breaker {
        state: BreakerState::Open,
        since: failed_at,
        next_probe_at: Some(Moment::from(domain::UnixMillis(ANSWERED_AT.0 + 5_200))),
        last_error: Some(CallError {
            at: failed_at,
            call: "score".to_owned(),
            error: "the service did not answer in time".to_owned(),
        }),
    }
}

fn alert() -> AlertView {
    let after = |minutes: i64| Moment::from(domain::UnixMillis(ANSWERED_AT.0 + minutes * 60_000));
    let Acknowledge { by, note } = acknowledge();
    AlertView {
        id: "0199c7a2-5c00-7000-8000-000000000002".to_owned(),
        user_id: "ana".to_owned(),
        check_in_id: "0199c7a2-5c00-7000-8000-000000000001".to_owned(),
        level: domain::Level::Red.into(),
        score: 79,
        tier: 0,
        status: domain::AlertStatus::Undeliverable.into(),
        since: after(16),
        answered_at: after(0),
        created_at: after(0),
        attempts: 2,
        message_id: None,
        next_attempt_at: Some(after(31)),
        last_error: Some("no phone is on file".to_owned()),
        escalated_at: Some(after(1)),
        acknowledged: Some(Acknowledged { by, at: after(4), note }),
    }
}

fn escalation() -> Escalation {
    let sent = domain::UnixMillis(ANSWERED_AT.0 + 60_000);
    let alert = AlertView {
        since: Moment::from(ANSWERED_AT),
        attempts: 1,
        next_attempt_at: Some(Moment::from(domain::UnixMillis(ANSWERED_AT.0 + 960_000))),
        escalated_at: None,
        acknowledged: None,
        ..alert()
    };
    Escalation::new(timestamp(sent), alert)
}

fn acknowledge() -> Acknowledge {
    let note = "Reached by phone, a friend is with them.".to_owned();
    Acknowledge { by: "Kim, night desk".to_owned(), note: Some(note) }
}

fn problem() -> Problem {
    Problem::new(
        ProblemCode::InvalidFields,
        "1 field cannot be taken: user_id is required, as a string.".to_owned(),
        vec![FieldError::new("user_id", "is required, as a string")],
        "0199c7a2-5c00-7000-8000-000000000003".to_owned(),
    )
}

fn user_view() -> UserView {
    let UserSettings { region, timezone, locale } = settings();
    UserView { user_id: "ana".to_owned(), region, timezone, locale }
}

fn settings() -> UserSettings {
    UserSettings {
        region: Some("GB".to_owned()),
        timezone: Some("Europe/London".to_owned()),
        locale: Some("en-GB".to_owned()),
    }
}
