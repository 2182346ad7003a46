//! What goes into the store and what comes out of it, in plain types.

mod alerts;

use std::collections::BTreeMap;
use std::time::Duration;

use pilotlight_domain::typing::TypingSample;
use pilotlight_domain::{
    AlertStatus, CheckIn, CountryCode, Evidence, Level, MeasuredScore, Previous, Reading, Regions,
    Score, UnixMillis, UserId,
};

use crate::error::StorageError;

pub use self::alerts::{
    Acknowledgement, AlertCursor, AlertFilter, AlertOutcome, AlertRecord, DueAlert, DueEscalation,
    EscalationOutcome,
};

/// A check-in to record, with what it was computed from.
///
/// It has no `Debug`, since it may hold the person's own words.
pub struct NewCheckIn {
    /// The check-in. Where it has an alert, the alert is queued with it, due at once, whatever
    /// status it is given here.
    pub check_in: CheckIn,
    /// When somebody on call is to be told of its alert, if there is one and it is neither
    /// delivered nor acknowledged by then.
    pub escalate_at: UnixMillis,
    /// What it was computed from.
    pub evidence: Evidence,
    /// How the reply was typed, if that was measured.
    pub typing: Option<TypingSample>,
    /// The reply itself: only where the host has turned storing it on.
    pub reply_text: Option<String>,
    /// What the video service measured.
    pub video: Option<VideoMeasures>,
    /// The request that must not be counted twice, where its client gave it a key.
    pub idempotency: Option<IdempotencyKey>,
    /// What the same text by SMS is known by, should it be delivered again.
    pub redelivery: Option<Redelivery>,
}

/// What the video service measured: numbers by its own names for them, a yes as 1 and a no as 0.
/// There is no place for a transcript.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct VideoMeasures {
    /// 0–100, as the service combined it.
    pub combined_score: Option<f64>,
    /// Measures of the face; empty where no face was found.
    pub facial: BTreeMap<String, f64>,
    /// Measures of the voice; empty where the analysis failed.
    pub voice: BTreeMap<String, f64>,
}

/// The key of a request, and what tells the same request from another under the same key.
///
/// It has no `Debug`, since a client may make its keys from a phone number.
#[derive(Clone, PartialEq, Eq)]
pub struct IdempotencyKey {
    /// The key, unique for one person.
    pub key: String,
    /// A digest of the request.
    pub fingerprint: String,
    /// What is answered beside the check-in, for the same request sent again.
    pub beside: Option<String>,
}

/// What a text by SMS is known by when it is delivered again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Redelivery {
    /// A digest of the text and all that goes with it, unique for one person.
    pub digest: String,
    /// For how long the same digest is the same text; then it is forgotten.
    pub window: Duration,
}

/// A request that was here before.
#[derive(Debug, Clone, PartialEq)]
pub struct Earlier {
    /// The digest of the request.
    pub fingerprint: String,
    /// The check-in that it made.
    pub check_in: CheckIn,
    /// What was answered beside it.
    pub beside: Option<String>,
}

/// What became of a check-in that was to be recorded.
#[derive(Debug, Clone, PartialEq)]
pub enum Recorded {
    /// It is stored.
    Stored,
    /// The same request was here before: the check-in that was stored then. Nothing was stored.
    Repeated {
        /// The check-in.
        check_in: Box<CheckIn>,
        /// What was answered beside it.
        beside: Option<String>,
    },
    /// Another request was here before under the same key. Nothing was stored.
    KeyReused,
}

/// What a stored check-in was computed from, so that it can be computed again and explained.
///
/// It has no `Debug`, since it may hold the person's own words.
#[derive(Clone, PartialEq)]
pub struct Inputs {
    /// The evidence; ages of readings in whole milliseconds.
    pub evidence: Evidence,
    /// How the reply was typed.
    pub typing: Option<TypingSample>,
    /// The reply, where it was kept.
    pub reply_text: Option<String>,
    /// What the video service measured.
    pub video: Option<VideoMeasures>,
}

/// A stored check-in and its evidence, or why it cannot be read.
#[derive(Debug, Clone, PartialEq)]
pub struct Stored {
    /// Which it is.
    pub place: Place,
    /// What is stored; an error is of this row alone.
    pub content: Result<Content, StorageError>,
}

/// What is stored of a check-in.
#[derive(Debug, Clone, PartialEq)]
pub struct Content {
    /// The check-in, as it is read by everybody.
    pub check_in: CheckIn,
    /// What it was computed from; ages of readings in whole milliseconds.
    pub evidence: Evidence,
}

/// How many rows there are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Counts {
    /// People that are known.
    pub users: u64,
    /// Check-ins.
    pub check_ins: u64,
    /// Check-ins that are red.
    pub red: u64,
    /// Alerts, in whatever state.
    pub alerts: u64,
}

/// Where a check-in stands among all: by person, by when it was answered, by id.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// Whose it is.
    pub user_id: UserId,
    /// When it was answered.
    pub answered_at: UnixMillis,
    /// Its id.
    pub check_in_id: String,
}

/// What tells whether something was written about a person since, by this process or, as of
/// [`Store::look_for_foreign_writes`](crate::Store::look_for_foreign_writes), by another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Version {
    pub(crate) everybody: u64,
    pub(crate) person: u64,
}

/// A person's settings; `None` where they have none.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Profile {
    /// Which helplines are offered.
    pub region: Option<CountryCode>,
    /// An IANA time zone: when midnight is.
    pub timezone: Option<String>,
    /// A BCP 47 language tag.
    pub locale: Option<String>,
}

/// What is known about a person just before a check-in is scored.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Context {
    /// The person's settings.
    pub profile: Profile,
    /// The latest result that measured anything, answered at or before the moment and at most
    /// [`RESULT_STANDS`](pilotlight_domain::fusion::RESULT_STANDS) earlier.
    pub previous: Option<Previous>,
    /// For each stream but TRIBE's, the latest reading that a check-in of the last 24 h measured,
    /// aged to the moment.
    pub readings: Vec<Reading>,
    /// How earlier replies were typed, newest first, at most [`crate::MOST_TYPING_SAMPLES`].
    pub typing_history: Vec<TypingSample>,
    /// TRIBE's baseline of the stimulus.
    pub baseline: Option<Baseline>,
    /// Whether some of this is stored and cannot be read. It is left out of the rest, and the log
    /// says which column it is in.
    pub unreadable: bool,
}

/// A place in a person's history, which runs from the newest to the oldest.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Cursor {
    /// When the check-in at this place was answered.
    pub answered_at: UnixMillis,
    /// Its id, which tells it from others of the same moment. Without one, the history goes on
    /// with what was answered before the moment.
    pub check_in_id: Option<String>,
}

/// How far somebody was told of a person's check-ins, in the order in which they were stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Told {
    /// There was none.
    Nothing,
    /// The check-in of this id, and all that were stored before it.
    UpTo(String),
}

/// A person's check-ins in the order in which they were stored, whichever was answered first.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct News {
    /// Those that are new.
    pub check_ins: Vec<CheckIn>,
    /// How far they are told of with these; `None` where nothing is new.
    pub told: Option<Told>,
}

/// A person's latest check-in, and the scores that it is held against.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Standing {
    /// The latest check-in.
    pub latest: Option<CheckIn>,
    /// In the order in which they were answered: the newest
    /// [`MOST_SCORES`](pilotlight_domain::MOST_SCORES) that measured anything.
    pub scores: Vec<MeasuredScore>,
}

/// A person's scores over time.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Metrics {
    /// Oldest first: the newest [`crate::MOST_TREND_POINTS`] check-ins that measured anything.
    pub trend: Vec<TrendPoint>,
    /// The latest check-in.
    pub latest: Option<CheckIn>,
    /// As in [`Standing::scores`], whatever the span.
    pub scores: Vec<MeasuredScore>,
    /// How many check-ins there are, those that measured nothing included.
    pub total_check_ins: u64,
}

/// One point of a trend.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TrendPoint {
    /// When the person answered.
    pub answered_at: UnixMillis,
    /// The score.
    pub score: Score,
    /// The level.
    pub level: Level,
}

/// TRIBE's baseline of one stimulus, as the ml service gave it.
#[derive(Debug, Clone, PartialEq)]
pub struct Baseline {
    /// The stimulus.
    pub stimulus_id: String,
    /// The modelled response of each region, 0–1.
    pub regions: Regions,
    /// The modelled response by function.
    pub macro_groups: BTreeMap<String, f64>,
    /// The modelled response as a whole.
    pub overall: Option<f64>,
    /// How many steps in time TRIBE modelled.
    pub total_timesteps: Option<i64>,
    /// The model's own summary.
    pub agent_summary: Option<String>,
    /// Which model made it.
    pub source: String,
    /// When it was fetched.
    pub fetched_at: UnixMillis,
}

/// The alerts of one status that have not reached the person.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct UndeliveredAlerts {
    /// Where they stand.
    pub status: AlertStatus,
    /// Whether somebody sees to them.
    pub acknowledged: bool,
    /// How many there are.
    pub count: u64,
}

/// The outbox in numbers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AlertGauges {
    /// How many alerts there are of each status but `delivered`, 0 included.
    pub undelivered: Vec<UndeliveredAlerts>,
    /// When the check-in of the oldest that nobody has acknowledged was received; `None` where there
    /// is none.
    pub oldest: Option<UnixMillis>,
}
