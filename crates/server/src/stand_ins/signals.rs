//! What the stand-in for signals answers.

use pilotlight_clients::signals::is_placeholder;
use pilotlight_domain::text;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use super::made_up::{rounded, strain, typing_stress, words};
use super::sign::MESSAGE_ID;
use super::stand_in::StandIn;

pub(super) const ANALYZE: &str = "POST /analyze";
pub(super) const SEND_ALERT: &str = "POST /alert/send";
pub(super) const REGISTER_PHONE: &str = "POST /register-phone";

/// What the words alone count in the combined score, where there is typing too.
const SHARE_OF_WORDS: f64 = 0.7;

/// Analyses a reply. It follows from the request alone, and so has no `timestamp`.
pub(super) fn analysis(request: &Value) -> Value {
    let said = words(request, "response_text").unwrap_or_default();
    let strain = strain(said);
    let typing = typing_stress(request);
    let combined =
        typing.map_or(strain, |typing| SHARE_OF_WORDS * strain + (1.0 - SHARE_OF_WORDS) * typing);
    let energy_level = match strain {
        65.0.. => "low",
        30.0.. => "medium",
        _ => "high",
    };
    let themes = text::read(said).map(|reading| reading.themes).unwrap_or_default();
    let flags = themes.iter().map(|theme| format!("Words of {}", theme.as_str().replace('_', " ")));
    let count = |wanted: char| said.chars().filter(|c| *c == wanted).count();
    json!({
        "sentiment_score": sentiment(strain),
        "energy_level": energy_level,
        "combined_signal_score": rounded(combined),
        "linguistic_flags": flags.collect::<Vec<_>>(),
        "typing_stress_score": rounded(typing.unwrap_or(0.0)),
        "flat_affect": false,
        "word_count": said.split_whitespace().count(),
        "exclamation_count": count('!'),
        "burst_pattern": words(request, "burst_pattern").unwrap_or("steady"),
        "detail": {},
    })
}

/// 1 is positive. Never what would stand for a model out of reach.
fn sentiment(strain: f64) -> f64 {
    let sentiment = rounded(1.0 - strain / 100.0);
    if is_placeholder(sentiment) { sentiment + 0.01 } else { sentiment }
}

/// Takes an alert for delivered where a phone is known. The id names the stand-in, and is the same
/// for the same alert.
pub(super) fn receipt(stand_in: &StandIn, alert: &Value) -> Value {
    let user = words(alert, "user_id").unwrap_or_default();
    if !stand_in.phones().contains(user) {
        return json!({"sent": true, "message_sid": "no_phone_on_file"});
    }
    let digest = Sha256::digest(alert.to_string());
    let hex: String = digest.iter().take(14).map(|byte| format!("{byte:02x}")).collect();
    json!({"sent": true, "message_sid": format!("{MESSAGE_ID}{hex}")})
}

/// Remembers that there is a phone, and not which.
pub(super) fn registered(stand_in: &StandIn, request: &Value) -> Value {
    let user = words(request, "user_id").unwrap_or_default();
    stand_in.phones().insert(user.to_owned());
    json!({"registered": true, "user_id": user, "phone": words(request, "phone")})
}
