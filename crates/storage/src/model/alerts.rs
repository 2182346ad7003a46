//! Alerts, on their way to the person and to whoever is on call.

use pilotlight_domain::safety::Tier;
use pilotlight_domain::{AlertStatus, Level, Score, UnixMillis, UserId};

/// An alert that was claimed, and has to be sent and settled before its lease runs out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DueAlert {
    /// The alert's id.
    pub id: String,
    /// Whom it is about.
    pub user_id: UserId,
    /// The check-in that raised it.
    pub check_in_id: String,
    /// The check-in's score.
    pub score: Score,
    /// The check-in's level.
    pub level: Level,
    /// The safety tier that fired.
    pub tier: Tier,
    /// What was said to the person.
    pub intervention: String,
    /// How often it was claimed, this time included.
    pub attempts: u32,
    /// How often since [`Self::trying_since`], this time included.
    pub tries: u32,
    /// When the person answered.
    pub answered_at: UnixMillis,
    /// When the check-in came.
    pub created_at: UnixMillis,
    /// Since when it has been tried: since it came, or since it was last revived.
    pub trying_since: UnixMillis,
}

/// What became of an attempt to send an alert.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum AlertOutcome {
    /// The SMS provider has taken it.
    Delivered {
        /// The provider's id of the message.
        message_id: String,
    },
    /// No phone is on file.
    Undeliverable {
        /// When to try again.
        retry_at: UnixMillis,
        /// What was answered, without personal data.
        error: String,
    },
    /// It could not be sent.
    Failed {
        /// When to try again.
        retry_at: UnixMillis,
        /// What went wrong, without personal data.
        error: String,
    },
    /// It could not be sent, and is not tried again by itself.
    GivenUp {
        /// What went wrong last, without personal data.
        error: String,
    },
}

/// An alert as whoever is on call sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AlertRecord {
    /// The alert's id.
    pub id: String,
    /// Whom it is about.
    pub user_id: UserId,
    /// The check-in that raised it.
    pub check_in_id: String,
    /// The check-in's level.
    pub level: Level,
    /// The check-in's score.
    pub score: Score,
    /// The safety tier that fired.
    pub tier: Tier,
    /// Where it stands.
    pub status: AlertStatus,
    /// Since when it stands there.
    pub since: UnixMillis,
    /// When the person answered.
    pub answered_at: UnixMillis,
    /// When the check-in came.
    pub created_at: UnixMillis,
    /// How often it was tried.
    pub attempts: u32,
    /// The provider's id of the message; `None` where it is not delivered.
    pub message_id: Option<String>,
    /// When it is tried next, or when its sender's lease runs out; `None` where it is delivered or
    /// given up.
    pub next_attempt_at: Option<UnixMillis>,
    /// What went wrong last, without personal data.
    pub last_error: Option<String>,
    /// When somebody on call was last told of it.
    pub escalated_at: Option<UnixMillis>,
    /// Who has taken care of it.
    pub acknowledged: Option<Acknowledgement>,
}

/// That somebody takes care of an alert.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Acknowledgement {
    /// Who.
    pub by: String,
    /// Since when.
    pub at: UnixMillis,
    /// What they had to say.
    pub note: Option<String>,
}

/// Which alerts to list.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct AlertFilter {
    /// Those that stand here.
    pub statuses: Vec<AlertStatus>,
    /// Those about this person; `None` for everybody's.
    pub user: Option<UserId>,
    /// Those that are acknowledged, or those that are not; `None` for both.
    pub acknowledged: Option<bool>,
    /// Those after this place.
    pub before: Option<AlertCursor>,
}

/// A place in the list of alerts, which runs from the newest to the oldest.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AlertCursor {
    /// When the check-in of the alert at this place came.
    pub created_at: UnixMillis,
    /// The alert's id.
    pub alert_id: String,
}

/// An alert of which somebody on call has to be told before the lease runs out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DueEscalation {
    /// The alert as it stands now.
    pub alert: AlertRecord,
    /// How often it was tried to tell somebody, this time included.
    pub attempts: u32,
    /// The same for every attempt to say the same thing: how often somebody was told before, and 1.
    pub round: u32,
    /// When the lease runs out.
    pub lease_until: UnixMillis,
}

/// What became of an attempt to tell somebody on call.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EscalationOutcome {
    /// Somebody was told.
    Told,
    /// Nobody was.
    Failed {
        /// When to try again.
        retry_at: UnixMillis,
    },
}
