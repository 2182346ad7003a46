//! Alerts, for whoever is on call.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use utoipa::ToSchema;

use crate::fields::FieldReader;
use crate::names::{AlertStatus, Level};
use crate::problem::FieldError;
use crate::time::Moment;

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
    pub since: Moment,
    /// When the person answered, UTC.
    #[schema(value_type = String, format = DateTime)]
    pub answered_at: Moment,
    /// When the check-in came, UTC.
    #[schema(value_type = String, format = DateTime)]
    pub created_at: Moment,
    /// How often it was tried to deliver it.
    #[schema(minimum = 0)]
    pub attempts: u32,
    /// The SMS provider's id of the message that was delivered; null where none was.
    #[schema(required)]
    pub message_id: Option<String>,
    /// When it is tried next, UTC, or when an attempt that is under way counts as failed; null where
    /// it is delivered or dead.
    #[schema(value_type = Option<String>, format = DateTime, required)]
    pub next_attempt_at: Option<Moment>,
    /// What went wrong last; null where nothing did.
    #[schema(required)]
    pub last_error: Option<String>,
    /// When whoever is on call was last told of it, UTC; null where they were not.
    #[schema(value_type = Option<String>, format = DateTime, required)]
    pub escalated_at: Option<Moment>,
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
    pub at: Moment,
    /// What they had to say; null where nothing.
    #[schema(required)]
    pub note: Option<String>,
}

/// Who takes care of an alert.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Acknowledge {
    /// Who: a name by which colleagues know them, on one line.
    #[schema(
        min_length = 1,
        max_length = 128,
        pattern = r"^[^\u0000-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]*[^\u0000-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069\s][^\u0000-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]*$",
        example = "Kim, night desk"
    )]
    pub by: String,
    /// Anything that the next in charge should know. It is stored.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(
        max_length = 2000,
        pattern = r"^[^\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]*$",
        example = "Reached by phone, a friend is with them."
    )]
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
        let note = fields.text("note", MAX_NOTE_CHARS);
        let note = note.and_then(|note| fields.parsed("note", note, check_note));
        fields.finish()?;
        Ok(Self { by: by.ok_or_else(Vec::new)?, note })
    }
}

fn check_name(name: &str) -> Result<String, String> {
    if name.trim().is_empty() || name.chars().count() > MAX_NAME_CHARS {
        return Err(format!("must have 1 to {MAX_NAME_CHARS} characters, not only white space"));
    }
    // Otherwise it could look like another name, or like more than a name.
    if name.chars().any(|c| c.is_control() || turns_text(c)) {
        return Err("must have no control character, and none that turns text around".to_owned());
    }
    Ok(name.trim().to_owned())
}

/// Whether it makes the text after it run the other way, as opposed to letters that do so themselves.
const fn turns_text(c: char) -> bool {
    matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

fn check_note(note: &str) -> Result<String, &'static str> {
    if note.chars().any(|c| c.is_control() && !matches!(c, '\n' | '\r' | '\t')) {
        return Err("must have no control character but line ends and tabs");
    }
    Ok(note.to_owned())
}

/// What an escalation says: the body of the webhook.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct Escalation {
    /// Always `alert.escalated`.
    #[serde(rename = "type")]
    pub kind: &'static str,
    /// When this was sent, UTC.
    #[schema(value_type = String, format = DateTime)]
    pub timestamp: Moment,
    /// The alert as it stood then.
    pub data: AlertView,
}

impl Escalation {
    /// That an alert has reached nobody.
    #[must_use]
    pub fn new(timestamp: Timestamp, alert: AlertView) -> Self {
        Self { kind: "alert.escalated", timestamp: timestamp.into(), data: alert }
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
        for bad in ["K\nim", "K\u{1b}[2Jim", "Kim\0x", "\u{202e}miK", "K\u{2066}im", "K\u{85}im"] {
            assert_eq!(read(json!({"by": bad})).unwrap_err()[0].field, "by", "{bad:?}");
        }
        for name in ["كيم", "Kim O’Brien, night desk", "קים"] {
            assert_eq!(read(json!({"by": name})).unwrap().by, name);
        }
        let with = |note: &str| read(json!({"by": "Kim", "note": note}));
        for bad in ["n".repeat(2001).as_str(), "a\0b", "a\u{1b}[2J", "a\u{7f}b"] {
            assert_eq!(with(bad).unwrap_err()[0].field, "note", "{bad:?}");
        }
        let lines = "Reached\r\nby phone\n\tat home";
        assert_eq!(with(lines).unwrap().note.as_deref(), Some(lines));
    }
}
