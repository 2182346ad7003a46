//! Alerts, for whoever is on call.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use utoipa::ToSchema;

use crate::fields::FieldReader;
use crate::names::{AlertStatus, Level};
use crate::problem::FieldError;

/// The longest name of somebody on call, in characters.
const MAX_NAME_CHARS: usize = 128;

/// The longest note, in characters.
const MAX_NOTE_CHARS: usize = 2000;

/// An alert, as whoever is on call sees it. It holds nothing of what the person said.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct AlertView {
    /// The alert's id.
    pub id: String,
    /// The person.
    pub user_id: String,
    /// The check-in that raised it.
    pub check_in_id: String,
    /// The check-in's level.
    pub level: Level,
    /// The check-in's score, 0–100, higher is worse.
    #[schema(minimum = 0, maximum = 100)]
    pub score: u8,
    /// What the safety rules found: 0 none, 1 concern, 2 active thoughts, 3 imminent.
    #[schema(minimum = 0, maximum = 3)]
    pub tier: u8,
    /// Where it stands.
    pub status: AlertStatus,
    /// Since when it stands there, UTC.
    #[schema(value_type = String, format = DateTime)]
    pub since: Timestamp,
    /// When the person answered, UTC.
    #[schema(value_type = String, format = DateTime)]
    pub answered_at: Timestamp,
    /// When the check-in came, UTC.
    #[schema(value_type = String, format = DateTime)]
    pub created_at: Timestamp,
    /// How often it was tried to deliver it.
    #[schema(minimum = 0)]
    pub attempts: u32,
    /// The SMS provider's id of the message that was delivered; null where none was.
    #[schema(required)]
    pub message_id: Option<String>,
    /// When it is tried next, UTC, or when an attempt that is under way counts as failed; null where
    /// it is delivered or dead.
    #[schema(value_type = Option<String>, format = DateTime, required)]
    pub next_attempt_at: Option<Timestamp>,
    /// What went wrong last; null where nothing did.
    #[schema(required)]
    pub last_error: Option<String>,
    /// When whoever is on call was last told of it, UTC; null where they were not.
    #[schema(value_type = Option<String>, format = DateTime, required)]
    pub escalated_at: Option<Timestamp>,
    /// Who takes care of it; null where nobody does.
    #[schema(required)]
    pub acknowledged: Option<Acknowledged>,
}

/// That somebody takes care of an alert.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct Acknowledged {
    /// Who.
    pub by: String,
    /// Since when, UTC.
    #[schema(value_type = String, format = DateTime)]
    pub at: Timestamp,
    /// What they had to say; null where nothing.
    #[schema(required)]
    pub note: Option<String>,
}

/// Who takes care of an alert.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Acknowledge {
    /// Who: a name by which colleagues know them.
    #[schema(min_length = 1, max_length = 128, example = "Kim, night desk")]
    pub by: String,
    /// Anything that the next in charge should know. It is stored.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(max_length = 2000, example = "Reached by phone, a friend is with them.")]
    pub note: Option<String>,
}

impl Acknowledge {
    /// Takes an acknowledgement from a JSON object.
    ///
    /// # Errors
    /// Every field that cannot be taken.
    pub fn read(object: &Map<String, Value>) -> Result<Self, Vec<FieldError>> {
        let mut fields = FieldReader::new(object);
        let by = fields.required_text("by");
        let by = by.and_then(|by| fields.parsed("by", by, check_name));
        let note = fields.text("note", MAX_NOTE_CHARS).map(str::to_owned);
        fields.finish()?;
        Ok(Self { by: by.ok_or_else(Vec::new)?, note })
    }
}

fn check_name(name: &str) -> Result<String, String> {
    let name = name.trim();
    if (1..=MAX_NAME_CHARS).contains(&name.chars().count()) {
        Ok(name.to_owned())
    } else {
        Err(format!("must have 1 to {MAX_NAME_CHARS} characters"))
    }
}

/// What an escalation says: the body of the webhook.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Escalation {
    /// Always `alert.escalated`.
    #[serde(rename = "type")]
    pub kind: &'static str,
    /// When this was sent, UTC.
    pub timestamp: Timestamp,
    /// The alert as it stood then.
    pub data: AlertView,
}

impl Escalation {
    /// That an alert has reached nobody.
    #[must_use]
    pub const fn new(timestamp: Timestamp, alert: AlertView) -> Self {
        Self { kind: "alert.escalated", timestamp, data: alert }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn somebody_must_be_named() {
        let read = |body: Value| Acknowledge::read(body.as_object().unwrap());
        let taken = read(json!({"by": " Kim ", "note": null}));
        assert_eq!(taken, Ok(Acknowledge { by: "Kim".to_owned(), note: None }));
        for bad in [json!({}), json!({"by": " "}), json!({"by": 7}), json!({"by": "k".repeat(129)})]
        {
            assert_eq!(read(bad).unwrap_err()[0].field, "by");
        }
        let long = json!({"by": "Kim", "note": "n".repeat(2001)});
        assert_eq!(read(long).unwrap_err()[0].field, "note");
    }
}
