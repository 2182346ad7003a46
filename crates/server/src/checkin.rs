//! The flow of a check-in: what the siblings say, the assessment, one transaction, the alert.

use std::time::{Duration, Instant};

use pilotlight_clients::ml::MlRequest;
use pilotlight_clients::signals::{AnalyzeRequest, SignalsAnalysis};
use pilotlight_contract::submit::Reply;
use pilotlight_domain::text::{self, TextReading};
use pilotlight_domain::typing::{self, QUALITY_WITHOUT_BASELINE, TypingReading, TypingSample};
use pilotlight_domain::{
    AlertRef, AlertStatus, Channel, CheckIn, CountryCode, Evidence, Level,
    ML_LEVEL_CONTRADICTS_SCORE, MlAnswer, Origin, Reading, ServiceUse, ServicesUsed, Stream,
    UnixMillis, UserId, assess, quotes,
};
use pilotlight_storage::{Context, IdempotencyKey, NewCheckIn, Recorded, VideoMeasures};
use uuid::Uuid;

use crate::app::App;
use crate::clock;
use crate::error::ApiError;
use crate::siblings::Sibling;

/// What is left of the deadline for storing and answering.
const RESERVE: Duration = Duration::from_millis(300);

/// The oldest face or voice that ml is told of: ml cannot weigh its age, and after six hours half of
/// what it says is gone.
const ML_MAX_AGE: Duration = pilotlight_domain::fusion::HALF_LIFE;

/// The quality of a sibling's reading of words that Pilotlight itself finds nothing to read in.
const QUALITY_OF_FEW_WORDS: f64 = 0.1;

/// When a check-in was answered and received, and how long its siblings may take together.
#[derive(Clone, Copy)]
pub(crate) struct Timing {
    pub(crate) answered_at: UnixMillis,
    pub(crate) received_at: UnixMillis,
    deadline: Instant,
}

impl Timing {
    /// The timing of a check-in whose scoring starts now.
    pub(crate) fn starting_now(
        app: &App,
        received_at: UnixMillis,
        answered_at: Option<UnixMillis>,
    ) -> Self {
        Self {
            answered_at: answered_at.unwrap_or(received_at),
            received_at,
            deadline: Instant::now() + app.rules.deadline.saturating_sub(RESERVE),
        }
    }

    /// What the siblings still may take.
    fn left(&self) -> Duration {
        self.deadline.saturating_duration_since(Instant::now())
    }
}

/// A check-in that was scored, before it is stored.
pub(crate) struct Scored {
    pub(crate) user_id: UserId,
    pub(crate) stimulus_id: String,
    pub(crate) channel: Channel,
    pub(crate) timing: Timing,
    pub(crate) services: ServicesUsed,
    pub(crate) evidence: Evidence,
    pub(crate) typing: Option<TypingSample>,
    pub(crate) text: Option<String>,
    pub(crate) video: Option<VideoMeasures>,
    pub(crate) idempotency: Option<IdempotencyKey>,
}

/// Takes a check-in by app or SMS.
pub(crate) async fn submit(
    app: &App,
    reply: Reply,
    idempotency: Option<IdempotencyKey>,
) -> Result<CheckIn, ApiError> {
    if let Some(earlier) = earlier(app, &reply.user_id, idempotency.as_ref()).await? {
        return Ok(earlier);
    }
    let timing = Timing::starting_now(app, clock::now(), reply.answered_at);
    let context = app.store.context(&reply.user_id, &reply.stimulus_id, timing.answered_at).await?;
    let words = reply.text.as_deref().and_then(text::read);
    let own_typing = typing::read(&reply.typing, &context.typing_history);

    let (signals, signals_use) = ask_signals(app, &reply, timing.left()).await;
    let mut readings = read_reply(words.as_ref(), signals.as_ref(), own_typing, &reply.typing);
    let mut notes = reply.notes.clone();
    if reply.text.is_none() {
        notes.push("absent:response_text".to_owned());
    }
    let coerced = signals.iter().flat_map(|signals| &signals.coerced);
    notes.extend(coerced.map(|field| format!("coerced:signals.{field}")));
    carry_over(&mut readings, &context.readings, &mut notes);

    let request = MlRequest {
        response_text: reply.text.clone(),
        sentiment_score: signals.as_ref().and_then(|signals| signals.sentiment),
        error_rate: reply.typing.error_rate,
        typing_wpm: reply.typing.speed_wpm,
        response_time_ms: writing_time_ms(&reply),
        ..ml_request(&reply.user_id, &reply.stimulus_id, &readings)
    };
    let asked_of_ml = asked(&request);
    let (ml, ml_use) = ask_ml(app, &request, timing).await;

    let Reply { user_id, stimulus_id, text, typing, channel, country, .. } = reply;
    let evidence = Evidence {
        readings,
        ml,
        asked_of_ml,
        themes: words.map(|words| words.themes).unwrap_or_default(),
        remarks: signals.map(|signals| signals.remarks).unwrap_or_default(),
        behavioral_deviation: own_typing.map_or(0.0, |typing| typing.deviation),
        notes,
        ..context_evidence(app, &context, country, timing.answered_at)
    };
    let services = ServicesUsed { signals: signals_use, ml: ml_use, video: ServiceUse::NotAsked };
    let typing = Some(typing).filter(|typing| !typing.is_empty());
    let video = None;
    let scored = Scored {
        user_id,
        stimulus_id,
        channel,
        timing,
        services,
        evidence,
        typing,
        text,
        video,
        idempotency,
    };
    record(app, scored).await
}

/// The check-in that was stored under this key before.
async fn earlier(
    app: &App,
    user_id: &UserId,
    idempotency: Option<&IdempotencyKey>,
) -> Result<Option<CheckIn>, ApiError> {
    let Some(IdempotencyKey { key, fingerprint }) = idempotency else { return Ok(None) };
    match app.store.find_idempotent(user_id, key, clock::now()).await? {
        Some((earlier, check_in)) if earlier == *fingerprint => Ok(Some(check_in)),
        Some(_) => Err(ApiError::KeyReused),
        None => Ok(None),
    }
}

/// Assesses and stores a check-in in one transaction, with its alert if it is red.
pub(crate) async fn record(app: &App, mut scored: Scored) -> Result<CheckIn, ApiError> {
    if let Some(text) = scored.text.as_deref().filter(|_| !app.rules.store_text) {
        drop_quotations(&mut scored.evidence, text);
    }
    let assessment = assess(&scored.evidence, &app.directory);
    if assessment.finding().data_quality.iter().any(|note| note == ML_LEVEL_CONTRADICTS_SCORE) {
        app.telemetry.ml_contradiction();
        let total = app.telemetry.ml_contradictions();
        tracing::warn!(total, "ml gave a level that contradicts its score: is ml.scale set right?");
    }
    let is_red = assessment.level() == Level::Red;
    let alert = is_red.then(|| AlertRef { id: new_id(), status: AlertStatus::Queued });
    let check_in = CheckIn {
        id: new_id(),
        user_id: scored.user_id,
        stimulus_id: scored.stimulus_id,
        channel: scored.channel,
        answered_at: scored.timing.answered_at,
        received_at: scored.timing.received_at,
        services: scored.services,
        assessment,
        alert,
    };
    let new = NewCheckIn {
        check_in: check_in.clone(),
        evidence: scored.evidence,
        typing: scored.typing,
        reply_text: scored.text.filter(|_| app.rules.store_text),
        video: scored.video,
        idempotency: scored.idempotency,
    };
    match app.store.record(new).await? {
        Recorded::Stored => {
            app.telemetry.check_in(&check_in);
            if is_red {
                app.alerts.wake();
            }
            Ok(check_in)
        }
        Recorded::Repeated(earlier) => Ok(*earlier),
        Recorded::KeyReused => Err(ApiError::KeyReused),
    }
}

/// What a sibling repeats of a reply is kept no more than the reply is.
fn drop_quotations(evidence: &mut Evidence, text: &str) {
    evidence.remarks.retain(|remark| !quotes(remark, text));
    if let Some(ml) = evidence.ml.as_mut() {
        ml.top_indicators.retain(|indicator| !quotes(indicator, text));
    }
}

async fn ask_signals(
    app: &App,
    reply: &Reply,
    budget: Duration,
) -> (Option<SignalsAnalysis>, ServiceUse) {
    let Some(text) = reply.text.clone() else { return (None, ServiceUse::NotAsked) };
    let request = AnalyzeRequest {
        user_id: reply.user_id.clone(),
        response_text: text,
        response_time_ms: writing_time_ms(reply),
        typing: reply.typing,
        burst_pattern: reply.burst_pattern,
    };
    let outcome = app.siblings.signals.analyze(&request, budget).await;
    let used = app.siblings.note(&app.telemetry, Sibling::Signals, &outcome);
    let says_nothing = |analysis: &SignalsAnalysis| {
        analysis.strain.is_none() && analysis.typing_stress.is_none() && analysis.remarks.is_empty()
    };
    let used = if outcome.as_ref().is_ok_and(says_nothing) { ServiceUse::Unusable } else { used };
    (outcome.ok(), used)
}

/// Asks ml for a score, with what is left of the deadline.
pub(crate) async fn ask_ml(
    app: &App,
    request: &MlRequest,
    timing: Timing,
) -> (Option<MlAnswer>, ServiceUse) {
    let budget = timing.left();
    let outcome = app.siblings.ml.score(request, budget).await;
    let mut used = app.siblings.note(&app.telemetry, Sibling::Ml, &outcome);
    // A level alone may raise a result, but the score is then Pilotlight's own.
    if outcome.as_ref().is_ok_and(|answer| answer.score.is_none_or(f64::is_nan)) {
        used = ServiceUse::Unusable;
    }
    (outcome.ok(), used)
}

/// How long the writing took. On SMS the field holds the time since the question was texted, which
/// says nothing of the writing.
fn writing_time_ms(reply: &Reply) -> Option<f64> {
    reply.response_time_ms.filter(|_| reply.channel == Channel::App)
}

/// The readings of what was written and how it was typed, by signals where it is there.
fn read_reply(
    words: Option<&TextReading>,
    signals: Option<&SignalsAnalysis>,
    own_typing: Option<TypingReading>,
    typing: &TypingSample,
) -> Vec<Reading> {
    let quality = words.map_or(QUALITY_OF_FEW_WORDS, |words| words.quality);
    let strain = signals.and_then(|signals| signals.strain);
    let imessage = match (strain, words) {
        (Some(strain), _) => Reading::new(Stream::Imessage, strain, quality, Origin::Signals),
        (None, Some(words)) => Reading::new(Stream::Imessage, words.strain, quality, Origin::Local),
        (None, None) => None,
    };
    let stress = signals.and_then(|signals| signals.typing_stress).filter(|_| !typing.is_empty());
    let typing = match (own_typing, stress) {
        (Some(own), _) => Reading::new(Stream::Typing, own.score, own.quality, Origin::Local),
        (None, Some(stress)) => {
            Reading::new(Stream::Typing, stress, QUALITY_WITHOUT_BASELINE, Origin::Signals)
        }
        (None, None) => None,
    };
    imessage.into_iter().chain(typing).collect()
}

/// Adds what earlier check-ins measured of streams that this one did not.
pub(crate) fn carry_over(
    readings: &mut Vec<Reading>,
    earlier: &[Reading],
    notes: &mut Vec<String>,
) {
    for reading in earlier {
        let stream = reading.stream();
        if readings.iter().all(|present| present.stream() != stream) {
            readings.push(*reading);
            notes.push(format!("carried_over:{stream}"));
        }
    }
}

/// What ml is told of the streams; the rest is left out.
pub(crate) fn ml_request(user_id: &UserId, stimulus_id: &str, readings: &[Reading]) -> MlRequest {
    let recent = |stream| {
        let of_stream =
            |reading: &&Reading| reading.stream() == stream && reading.age() < ML_MAX_AGE;
        readings.iter().find(of_stream).map(Reading::score)
    };
    MlRequest {
        user_id: user_id.clone(),
        stimulus_id: stimulus_id.to_owned(),
        response_text: None,
        sentiment_score: None,
        error_rate: None,
        typing_wpm: None,
        response_time_ms: None,
        facial_score: recent(Stream::Facial),
        voice_score: recent(Stream::Voice),
    }
}

/// The streams that ml can score from a request.
pub(crate) fn asked(request: &MlRequest) -> Vec<Stream> {
    let typing = request.typing_wpm.is_some() || request.error_rate.is_some();
    [
        (Stream::Imessage, request.response_text.is_some()),
        (Stream::Typing, typing),
        (Stream::Facial, request.facial_score.is_some()),
        (Stream::Voice, request.voice_score.is_some()),
    ]
    .into_iter()
    .filter_map(|(stream, sent)| sent.then_some(stream))
    .collect()
}

/// What is known apart from the check-in itself.
pub(crate) fn context_evidence(
    app: &App,
    context: &Context,
    country: Option<CountryCode>,
    answered_at: UnixMillis,
) -> Evidence {
    const DAY_MS: i64 = 86_400_000;
    Evidence {
        ml_scale: app.rules.ml_scale,
        baseline: context.baseline.as_ref().map(|baseline| baseline.regions),
        previous: context.previous,
        country: country.or(context.profile.region).or(app.rules.country),
        variant: u32::try_from(answered_at.0.div_euclid(DAY_MS)).unwrap_or(0),
        ..Evidence::default()
    }
}

/// A new id; later ones sort later.
fn new_id() -> String {
    Uuid::now_v7().hyphenated().to_string()
}
