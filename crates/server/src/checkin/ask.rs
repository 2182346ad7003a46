//! Asking signals and ml within the deadline of a check-in.

use std::time::Duration;

use pilotlight_clients::ml::MlRequest;
use pilotlight_clients::signals::{AnalyzeRequest, SignalsAnalysis};
use pilotlight_contract::submit::Reply;
use pilotlight_domain::{Channel, MlAnswer, Reading, ServiceUse, Stream, UserId};

use super::{Timing, share};
use crate::app::App;
use crate::siblings::Sibling;

/// The oldest face or voice that ml is told of: ml cannot weigh its age, and after six hours half of
/// what it says is gone.
const ML_MAX_AGE: Duration = pilotlight_domain::fusion::HALF_LIFE;

/// What signals says of a reply whose words, as far as they may be read, are these. It may take its
/// share of the deadline.
pub(super) async fn ask_signals(
    app: &App,
    reply: &Reply,
    said: Option<&str>,
    timing: Timing,
) -> (Option<SignalsAnalysis>, ServiceUse) {
    let Some(text) = said.map(str::to_owned) else { return (None, ServiceUse::NotAsked) };
    let request = AnalyzeRequest {
        user_id: reply.user_id.clone(),
        response_text: text,
        response_time_ms: writing_time_ms(reply),
        typing: reply.typing,
        burst_pattern: reply.burst_pattern,
    };
    let budget = timing.left().min(share(app.rules.deadline));
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
pub(super) fn writing_time_ms(reply: &Reply) -> Option<f64> {
    reply.response_time_ms.filter(|_| reply.channel == Channel::App)
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
