use crate::finding::{Assessment, ScorerOrigin};
use crate::id::UserId;
use crate::time::UnixMillis;

named_enum! {
    /// The way a check-in came.
    "channel" Channel {
        /// Written in the app.
        App = "app",
        /// Texted to the SMS bot.
        Sms = "sms",
        /// Recorded as a video.
        Video = "video",
    }
}

named_enum! {
    /// What became of a sibling service in one check-in.
    "service use" ServiceUse {
        /// It answered, and its answer was used.
        Used = "used",
        /// It could not be reached, was too slow, or answered an error.
        Unavailable = "unavailable",
        /// It answered something that could not be used.
        Unusable = "unusable",
        /// There was nothing to ask it.
        NotAsked = "not_asked",
        /// The host has turned it off.
        Off = "off",
    }
}

named_enum! {
    /// The state of an alert.
    "alert status" AlertStatus {
        /// Waiting to be sent, for the first time or again.
        Queued = "queued",
        /// Being sent.
        Sending = "sending",
        /// The SMS provider has taken it and given it a message id.
        Delivered = "delivered",
        /// No phone is on file for the person; it is tried again now and then.
        Undeliverable = "undeliverable",
        /// It could not be delivered for days and is tried no more, until somebody has it revived.
        Dead = "dead",
    }
}

named_enum! {
    /// Who stands behind a result's score.
    "source" Source {
        /// Scored by ml, from the app.
        App = "app",
        /// Scored by ml, from SMS.
        Sms = "sms",
        /// Scored by ml, from a video.
        Video = "video",
        /// Scored by Pilotlight itself.
        Fallback = "fallback",
        /// There is no check-in yet.
        None = "none",
    }
}

/// Which siblings had a part in a check-in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ServicesUsed {
    /// The signals service.
    pub signals: ServiceUse,
    /// The ml service.
    pub ml: ServiceUse,
    /// The video service.
    pub video: ServiceUse,
}

/// The alert that a red check-in raised.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AlertRef {
    /// The alert's id.
    pub id: String,
    /// Where it stands now.
    pub status: AlertStatus,
}

/// A finished check-in: what is stored, and what every view is made from.
#[derive(Debug, Clone, PartialEq)]
pub struct CheckIn {
    /// The check-in's id, a UUID; later ones sort later.
    pub id: String,
    /// Whose it is.
    pub user_id: UserId,
    /// The stimulus that was answered, known to the catalogue or not.
    pub stimulus_id: String,
    /// The way it came.
    pub channel: Channel,
    /// When the person answered.
    pub answered_at: UnixMillis,
    /// When Pilotlight got it.
    pub received_at: UnixMillis,
    /// Which siblings had a part in it.
    pub services: ServicesUsed,
    /// The result.
    pub assessment: Assessment,
    /// The alert, on red.
    pub alert: Option<AlertRef>,
}

impl CheckIn {
    /// The channel when ml scored, `fallback` when Pilotlight did.
    #[must_use]
    pub fn source(&self) -> Source {
        match (self.assessment.scorer(), self.channel) {
            (ScorerOrigin::Local, _) => Source::Fallback,
            (ScorerOrigin::Ml, Channel::App) => Source::App,
            (ScorerOrigin::Ml, Channel::Sms) => Source::Sms,
            (ScorerOrigin::Ml, Channel::Video) => Source::Video,
        }
    }
}
