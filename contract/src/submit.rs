//! What a check-in by app or SMS sends.

use pilotlight_domain as domain;
use pilotlight_domain::typing::{BurstPattern, TypingSample};
use pilotlight_domain::{CountryCode, Stimulus, Stream, StreamPolicy, UnixMillis, UserId};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use utoipa::ToSchema;

use crate::answered::check_answered_at;
use crate::fields::FieldReader;
use crate::ids::{PersonId, StimulusId};
use crate::names;
use crate::problem::FieldError;
use crate::time;

/// The longest reply, in characters.
pub const MAX_TEXT_CHARS: usize = 20_000;

/// A reply to a stimulus. A number out of range is clamped and told in `data_quality`; null means
/// that it was not measured; fields that are not listed are ignored. So are those that tell how a
/// reply was typed, where the host does not allow that stream.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct UserResponse {
    /// The person.
    #[schema(value_type = PersonId)]
    pub user_id: String,
    /// The stimulus that was answered. One that is not in the catalogue is taken, without a TRIBE
    /// baseline.
    #[schema(value_type = StimulusId)]
    pub stimulus_id: String,
    /// What the person wrote. It is read and not stored, unless the host has turned that on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(max_length = 20_000)]
    pub response_text: Option<String>,
    /// Milliseconds from the first key to sending (0 to a week).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub response_time_ms: Option<f64>,
    /// Milliseconds from the question to the reply (0 to a year). Hardly counts: a notification
    /// that is seen late is not fatigue.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub response_latency_ms: Option<f64>,
    /// Words per minute (0–400). Ignored on SMS, where nothing measures it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub typing_wpm: Option<f64>,
    /// Typing errors in per cent (0–100). Ignored on SMS.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub error_rate: Option<f64>,
    /// The way it came; `app` where it is absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<ReplySource>,
    /// When the person answered; now where it is absent. At most seven days ago, and at most five
    /// minutes ahead. One without an offset is taken for UTC; where it then lies ahead, it is taken
    /// for now (`clamped:timestamp` in `data_quality`).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(format = DateTime)]
    pub timestamp: Option<String>,
    /// The country whose support is offered, as ISO 3166-1 alpha-2; else the person's stored one,
    /// else the host's. Another text is taken for an unknown country.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(max_length = 256, example = "GB")]
    pub region: Option<String>,
    /// Pauses before going on (0–10,000).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hesitation_count: Option<f64>,
    /// The rhythm of the keys. Another is ignored.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub burst_pattern: Option<names::BurstPattern>,
    /// Mean time that a key is held, in milliseconds (0–60,000).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub avg_key_hold_ms: Option<f64>,
    /// Mean time from one key to the next, in milliseconds (0–60,000).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub flight_time_ms: Option<f64>,
    /// Times that something written was taken back (0–10,000).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub correction_loops: Option<f64>,
}

/// The way a reply came.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum ReplySource {
    /// Written in the app.
    App,
    /// Texted to the SMS bot.
    Sms,
}

/// A reply that was taken, in the domain's terms.
#[derive(Clone, PartialEq)]
pub struct Reply {
    /// Whose it is.
    pub user_id: UserId,
    /// The stimulus that was answered.
    pub stimulus_id: String,
    /// What the person wrote; `None` where there is nothing but white space. It is here whatever the
    /// host allows, since safety rules always read it: whoever infers anything else from it asks the
    /// [`StreamPolicy`] first.
    pub text: Option<String>,
    /// From the first key to sending, in milliseconds; `None` where typing is not allowed.
    pub response_time_ms: Option<f64>,
    /// How it was typed; empty on SMS, and where typing is not allowed.
    pub typing: TypingSample,
    /// The rhythm; `None` on SMS, and where typing is not allowed.
    pub burst_pattern: Option<BurstPattern>,
    /// The way it came.
    pub channel: domain::Channel,
    /// When the person answered; `None` for now.
    pub answered_at: Option<UnixMillis>,
    /// The moment that was sent, also where it was taken for now: by it the same reply is known again.
    pub said_at: Option<UnixMillis>,
    /// The country that the request names.
    pub country: Option<CountryCode>,
    /// What was clamped or ignored, as `data_quality` codes.
    pub notes: Vec<String>,
}

/// Shows nothing of the person or of what was written.
impl std::fmt::Debug for Reply {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Reply").field("channel", &self.channel).finish_non_exhaustive()
    }
}

/// The fields that tell how a reply was typed.
const OF_TYPING: [&str; 8] = [
    "response_time_ms",
    "typing_wpm",
    "error_rate",
    "hesitation_count",
    "burst_pattern",
    "avg_key_hold_ms",
    "flight_time_ms",
    "correction_loops",
];

const WEEK_MS: f64 = 604_800_000.0;
const YEAR_MS: f64 = 31_536_000_000.0;

impl Reply {
    /// Takes a reply from a JSON object, received at `now`. How it was typed is not even looked at
    /// where the host does not allow that.
    ///
    /// # Errors
    /// Every field that cannot be taken.
    pub fn read(
        object: &Map<String, Value>,
        now: UnixMillis,
        policy: &StreamPolicy,
    ) -> Result<Self, Vec<FieldError>> {
        let mut fields = FieldReader::new(object);
        let left_out_typing = !policy.allows(Stream::Typing) && fields.leave_out(&OF_TYPING);
        let user_id = fields.required_text("user_id");
        let user_id = user_id.and_then(|id| fields.parsed("user_id", id, |id| UserId::new(id)));
        let stimulus_id = fields.required_text("stimulus_id");
        if let Some(id) = stimulus_id {
            fields.parsed("stimulus_id", id, Stimulus::check_id);
        }
        let text =
            fields.text("response_text", MAX_TEXT_CHARS).filter(|text| !text.trim().is_empty());
        let response_time_ms = fields.measure("response_time_ms", 0.0..=WEEK_MS);
        fields.measure("response_latency_ms", 0.0..=YEAR_MS);
        let typing = read_typing(&mut fields);
        let burst_pattern = read_burst_pattern(&mut fields);
        let channel = read_channel(&mut fields);
        let said_at = fields.text("timestamp", 256);
        let answered_at = said_at.and_then(|text| read_answered_at(&mut fields, text, now));
        let country = read_country(&mut fields);

        // The SMS bot fills these in; nothing measured them.
        let is_sms = channel == domain::Channel::Sms;
        if is_sms && !(typing.is_empty() && burst_pattern.is_none()) {
            fields.note("ignored:typing_on_sms".to_owned());
        }
        if left_out_typing && !is_sms {
            fields.note(StreamPolicy::left_out(Stream::Typing));
        }
        if text.is_some() && !policy.allows(Stream::Imessage) {
            fields.note(StreamPolicy::left_out(Stream::Imessage));
        }
        let notes = fields.finish()?;
        // `finish` has failed where either is missing.
        let (Some(user_id), Some(stimulus_id)) = (user_id, stimulus_id) else {
            return Err(Vec::new());
        };
        Ok(Self {
            user_id,
            stimulus_id: stimulus_id.to_owned(),
            text: text.map(str::to_owned),
            response_time_ms,
            typing: if is_sms { TypingSample::default() } else { typing },
            burst_pattern: burst_pattern.filter(|_| !is_sms),
            channel,
            answered_at,
            said_at: said_at.and_then(time::read).map(|given| given.moment),
            country,
            notes,
        })
    }
}

fn read_typing(fields: &mut FieldReader<'_>) -> TypingSample {
    TypingSample {
        speed_wpm: fields.measure("typing_wpm", 0.0..=400.0),
        error_rate: fields.measure("error_rate", 0.0..=100.0),
        hesitations: fields.measure("hesitation_count", 0.0..=10_000.0),
        correction_loops: fields.measure("correction_loops", 0.0..=10_000.0),
        key_hold_ms: fields.measure("avg_key_hold_ms", 0.0..=60_000.0),
        flight_time_ms: fields.measure("flight_time_ms", 0.0..=60_000.0),
    }
}

fn read_burst_pattern(fields: &mut FieldReader<'_>) -> Option<BurstPattern> {
    let known = fields.text("burst_pattern", 256)?.parse().ok();
    if known.is_none() {
        fields.note("ignored:burst_pattern".to_owned());
    }
    known
}

fn read_channel(fields: &mut FieldReader<'_>) -> domain::Channel {
    match fields.text("source", 256) {
        None | Some("app") => domain::Channel::App,
        Some("sms") => domain::Channel::Sms,
        Some(_) => {
            fields.error("source", "must be app or sms".to_owned());
            domain::Channel::App
        }
    }
}

fn read_country(fields: &mut FieldReader<'_>) -> Option<CountryCode> {
    let (country, note) = country(fields.text("region", 256)?);
    if let Some(note) = note {
        fields.note(note.to_owned());
    }
    Some(country)
}

/// The country that a request names. One that cannot be read is an unknown country: the check-in is
/// not refused over it, and nobody else's numbers are offered in its place. The note says so.
#[must_use]
pub fn country(code: &str) -> (CountryCode, Option<&'static str>) {
    code.parse().map_or((CountryCode::UNKNOWN, Some(UNKNOWN_REGION)), |country| (country, None))
}

/// The `data_quality` code of a check-in for whose country there are no lines: those that exist
/// everywhere are offered.
pub const UNKNOWN_REGION: &str = "unknown:region";

fn read_answered_at(
    fields: &mut FieldReader<'_>,
    text: &str,
    now: UnixMillis,
) -> Option<UnixMillis> {
    match check_answered_at(text, now) {
        Ok(given) => {
            if let Some(note) = given.note {
                fields.note(note.to_owned());
            }
            Some(given.moment)
        }
        Err(message) => {
            fields.error("timestamp", message);
            None
        }
    }
}

#[cfg(test)]
mod tests;
