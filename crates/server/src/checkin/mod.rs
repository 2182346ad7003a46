//! The flow of a check-in: what the siblings say, the assessment, one transaction, the alert.

mod ask;
mod readings;

use std::time::{Duration, Instant};

use pilotlight_clients::ml::MlRequest;
use pilotlight_contract::submit::{Reply, UNKNOWN_REGION};
use pilotlight_domain::safety::Safety;
use pilotlight_domain::typing::{self, TypingSample};
use pilotlight_domain::{
    AlertRef, AlertStatus, Channel, CheckIn, CountryCode, Evidence, Level,
    ML_LEVEL_CONTRADICTS_SCORE, ServiceUse, ServicesUsed, Stream, UNREAD_LANGUAGE, UnixMillis,
    UserId, assess, crisis, quotes, text,
};
use pilotlight_storage::{
    Context, IdempotencyKey, NewCheckIn, Recorded, Redelivery, VideoMeasures,
};

use crate::app::App;
use crate::error::ApiError;
use crate::{clock, repeats};

pub(crate) use self::ask::{ask_ml, asked, ml_request};
use self::ask::{ask_signals, writing_time_ms};
pub(crate) use self::readings::carry_over;
use self::readings::read_reply;

/// What is left of the deadline for storing and answering.
const RESERVE: Duration = Duration::from_millis(300);

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

/// What the first of a check-in's two siblings may take of this deadline. However slow it is, the
/// other has as much left.
pub(crate) fn share(deadline: Duration) -> Duration {
    deadline.saturating_sub(RESERVE) / 2
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
    pub(crate) redelivery: Option<Redelivery>,
}

/// A check-in as it was taken, now or when the same request came before.
pub(crate) struct Taken {
    pub(crate) check_in: CheckIn,
    /// What was answered beside it, where it came before.
    pub(crate) beside: Option<String>,
}

/// Takes a check-in by app or SMS that came at this moment.
pub(crate) async fn submit(
    app: &App,
    received_at: UnixMillis,
    reply: Reply,
    idempotency: Option<IdempotencyKey>,
) -> Result<CheckIn, ApiError> {
    let _turn = match &idempotency {
        Some(IdempotencyKey { key, .. }) => Some(app.in_work.begin(&reply.user_id, key)?),
        None => None,
    };
    // A client that gives keys says itself what is the same.
    let redelivery = app.redeliveries.of(&reply).filter(|_| idempotency.is_none());
    let earlier = earlier(app, &reply.user_id, idempotency.as_ref(), redelivery.as_ref()).await?;
    if let Some(earlier) = earlier {
        return Ok(earlier);
    }
    let timing = Timing::starting_now(app, received_at, reply.answered_at);
    let context = context(app, &reply.user_id, &reply.stimulus_id, timing).await?;
    let said = app.rules.policy.only(Stream::Imessage, reply.text.as_deref());
    let words = said.and_then(text::read);
    let own_typing = typing::read(&reply.typing, &context.typing_history);

    let (signals, signals_use) = ask_signals(app, &reply, said, timing).await;
    let mut readings = read_reply(words.as_ref(), signals.as_ref(), own_typing, &reply.typing);
    let mut notes = reply.notes.clone();
    if reply.text.is_none() {
        notes.push("absent:response_text".to_owned());
    }
    let coerced = signals.iter().flat_map(|signals| &signals.coerced);
    notes.extend(coerced.map(|field| format!("coerced:signals.{field}")));
    let is_read_by_signals = signals.as_ref().is_some_and(|signals| signals.strain.is_some());
    if let Some(words) = words.as_ref().filter(|words| !words.is_read() && !is_read_by_signals) {
        notes.push(format!("{UNREAD_LANGUAGE}{}", words.language));
    }
    carry_over(&mut readings, &context, &mut notes);

    let request = MlRequest {
        response_text: said.map(str::to_owned),
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
        redelivery,
    };
    Ok(record(app, scored).await?.check_in)
}

/// The check-in that was stored when the same request came before.
async fn earlier(
    app: &App,
    user: &UserId,
    idempotency: Option<&IdempotencyKey>,
    redelivery: Option<&Redelivery>,
) -> Result<Option<CheckIn>, ApiError> {
    if let Some(IdempotencyKey { key, fingerprint, .. }) = idempotency {
        let earlier = repeats::earlier(app, user, key, fingerprint).await?;
        return Ok(earlier.map(|earlier| earlier.check_in));
    }
    let Some(redelivery) = redelivery else { return Ok(None) };
    Ok(app.store.find_redelivered(user, redelivery, clock::now()).await?)
}

/// What is known before a check-in is scored. Readings of streams that are not allowed any more are
/// not read back.
pub(crate) async fn context(
    app: &App,
    user_id: &UserId,
    stimulus_id: &str,
    timing: Timing,
) -> Result<Context, ApiError> {
    let mut context = app.store.context(user_id, stimulus_id, timing.answered_at).await?;
    context.readings.retain(|reading| app.rules.policy.allows(reading.stream()));
    Ok(context)
}

/// Assesses and stores a check-in in one transaction, with its alert if it is red. Nothing of a
/// stream that is not allowed gets beyond this point.
pub(crate) async fn record(app: &App, mut scored: Scored) -> Result<Taken, ApiError> {
    scored.evidence = app.rules.policy.restrict(scored.evidence);
    if scored.evidence.country.is_some_and(|country| !app.directory.knows(country)) {
        scored.evidence.notes.push(UNKNOWN_REGION.to_owned());
    }
    if let Some(text) = scored.text.as_deref() {
        // Safety is no stream: it is read whatever is allowed.
        scored.evidence.safety = read_crisis(text).await;
        if !app.rules.store_text {
            drop_quotations(&mut scored.evidence, text);
        }
    }
    let assessment = assess(&scored.evidence, &app.directory);
    if assessment.finding().data_quality.iter().any(|note| note == ML_LEVEL_CONTRADICTS_SCORE) {
        app.telemetry.ml_contradiction();
        let total = app.telemetry.ml_contradictions();
        tracing::warn!(total, "ml gave a level that contradicts its score: is ml.scale set right?");
    }
    let is_red = assessment.level() == Level::Red;
    let new_id = || app.ids.next(scored.timing.received_at);
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
        escalate_at: clock::later(check_in.received_at, app.rules.escalate_after),
        evidence: scored.evidence,
        typing: app.rules.policy.only(Stream::Typing, scored.typing),
        reply_text: scored.text.filter(|_| app.rules.store_text),
        video: scored.video,
        idempotency: scored.idempotency,
        redelivery: scored.redelivery,
    };
    match app.store.record(new).await? {
        Recorded::Stored => {
            app.telemetry.check_in(&check_in);
            app.events.tell(&check_in.user_id);
            if is_red {
                app.alerts.wake();
                app.escalations.wake();
            }
            Ok(Taken { check_in, beside: None })
        }
        Recorded::Repeated { check_in, beside } => Ok(Taken { check_in: *check_in, beside }),
        Recorded::KeyReused => Err(ApiError::KeyReused),
    }
}

/// Reads a person's own words for crisis language, whatever service scored. What is said in a long
/// video is read where it holds nobody up.
async fn read_crisis(text: &str) -> Safety {
    const AT_ONCE_BYTES: usize = 8_000;
    if text.len() <= AT_ONCE_BYTES {
        return crisis::read(text);
    }
    let sent = text.to_owned();
    let aside = actix_web::web::block(move || crisis::read(&sent)).await;
    aside.unwrap_or_else(|_| crisis::read(text))
}

/// What a sibling repeats of a reply is kept no more than the reply is.
fn drop_quotations(evidence: &mut Evidence, text: &str) {
    evidence.remarks.retain(|remark| !quotes(remark, text));
    if let Some(ml) = evidence.ml.as_mut() {
        ml.top_indicators.retain(|indicator| !quotes(indicator, text));
    }
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
