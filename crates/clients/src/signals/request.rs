use std::fmt;

use pilotlight_domain::typing::{BurstPattern, TypingSample};
use pilotlight_domain::{Level, Score, UserId};
use serde::Serialize;

use crate::read::whole;

/// A reply to analyse.
///
/// What was not measured is `None` and is not sent. That holds for a reply by SMS as a whole: the
/// fields that the SMS bot fills in are no measurements. `Debug` shows neither person nor words.
#[derive(Clone, PartialEq)]
pub struct AnalyzeRequest {
    /// Whose reply it is.
    pub user_id: UserId,
    /// The reply.
    pub response_text: String,
    /// From the question's appearing to the reply's sending, in milliseconds.
    pub response_time_ms: Option<f64>,
    /// How it was typed.
    pub typing: TypingSample,
    /// The rhythm of the typing.
    pub burst_pattern: Option<BurstPattern>,
}

/// An alert to text to the person. `Debug` shows neither person nor words.
#[derive(Clone, PartialEq, Eq)]
pub struct AlertMessage {
    /// The alert's own id, the same on every attempt.
    pub alert_id: String,
    /// Whose phone it goes to; the service knows the number.
    pub user_id: UserId,
    /// The score that raised it.
    pub score: Score,
    /// The level that raised it.
    pub level: Level,
    /// What to say to the person.
    pub intervention: String,
}

/// The body of `POST /analyze`. The service refuses a fraction in an integer field.
#[derive(Serialize)]
pub(super) struct AnalyzeBody<'a> {
    user_id: &'a str,
    response_text: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    response_time_ms: Option<u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    typing_wpm: Option<u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    error_rate: Option<u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    hesitation_count: Option<u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    correction_loops: Option<u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    avg_key_hold_ms: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    flight_time_ms: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    burst_pattern: Option<&'static str>,
}

impl<'a> From<&'a AnalyzeRequest> for AnalyzeBody<'a> {
    fn from(request: &'a AnalyzeRequest) -> Self {
        let AnalyzeRequest { user_id, response_text, response_time_ms, typing, burst_pattern } =
            request;
        let TypingSample {
            speed_wpm,
            error_rate,
            hesitations,
            correction_loops,
            key_hold_ms,
            flight_time_ms,
        } = *typing;
        let finite = |number: &f64| number.is_finite();
        Self {
            user_id: user_id.as_str(),
            response_text,
            response_time_ms: response_time_ms.and_then(whole),
            typing_wpm: speed_wpm.and_then(whole),
            error_rate: error_rate.and_then(whole),
            hesitation_count: hesitations.and_then(whole),
            correction_loops: correction_loops.and_then(whole),
            avg_key_hold_ms: key_hold_ms.filter(finite),
            flight_time_ms: flight_time_ms.filter(finite),
            burst_pattern: burst_pattern.map(BurstPattern::as_str),
        }
    }
}

impl AnalyzeBody<'_> {
    /// Whether anything is sent about how the reply was typed.
    pub(super) const fn has_typing(&self) -> bool {
        self.typing_wpm.is_some()
            || self.error_rate.is_some()
            || self.hesitation_count.is_some()
            || self.correction_loops.is_some()
            || self.avg_key_hold_ms.is_some()
            || self.flight_time_ms.is_some()
            || self.burst_pattern.is_some()
    }
}

/// The body of `POST /alert/send`.
#[derive(Serialize)]
pub(super) struct AlertBody<'a> {
    user_id: &'a str,
    score: u8,
    level: &'static str,
    intervention: &'a str,
}

impl<'a> From<&'a AlertMessage> for AlertBody<'a> {
    fn from(alert: &'a AlertMessage) -> Self {
        // The id goes along as a header.
        let AlertMessage { alert_id: _, user_id, score, level, intervention } = alert;
        Self {
            user_id: user_id.as_str(),
            score: score.value(),
            level: level.as_str(),
            intervention,
        }
    }
}

/// The body of `POST /register-phone`.
#[derive(Serialize)]
pub(super) struct RegisterPhoneBody<'a> {
    pub(super) user_id: &'a str,
    pub(super) phone: &'a str,
}

impl fmt::Debug for AnalyzeRequest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("AnalyzeRequest")
            .field("response_time_ms", &self.response_time_ms)
            .field("typing", &self.typing)
            .field("burst_pattern", &self.burst_pattern)
            .finish_non_exhaustive()
    }
}

impl fmt::Debug for AlertMessage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("AlertMessage")
            .field("alert_id", &self.alert_id)
            .field("score", &self.score)
            .field("level", &self.level)
            .finish_non_exhaustive()
    }
}
