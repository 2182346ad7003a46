//! The names that clients switch on.

use pilotlight_domain as domain;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// Defines a wire enum with the same variants as a domain enum, and the way from one to the other.
macro_rules! wire_enum {
    (
        $(#[$meta:meta])*
        $name:ident from $domain:ty { $($variant:ident = $text:tt),+ $(,)? }
    ) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
        pub enum $name {
            $(#[doc = concat!("Sent as `", $text, "`.")] #[serde(rename = $text)] $variant,)+
        }

        impl From<$domain> for $name {
            fn from(value: $domain) -> Self {
                match value { $(<$domain>::$variant => Self::$variant),+ }
            }
        }
    };
}

wire_enum! {
    /// The light: green for a score of 0–29, yellow for 30–64, red for 65–100. It may be more
    /// severe than its score where a rule raised it, and is never less. Colours come from it.
    Level from domain::Level { Green = "green", Yellow = "yellow", Red = "red" }
}

wire_enum! {
    /// Who stands behind the score: the channel (`app`, `sms`, `video`) when the ml service scored,
    /// `fallback` when Pilotlight scored by itself, `none` before the first check-in.
    Source from domain::Source {
        App = "app", Sms = "sms", Video = "video", Fallback = "fallback", None = "none",
    }
}

wire_enum! {
    /// The way the check-in came.
    Channel from domain::Channel { App = "app", Sms = "sms", Video = "video" }
}

wire_enum! {
    /// One of the five streams of evidence.
    StreamName from domain::Stream {
        Imessage = "imessage", Typing = "typing", Facial = "facial", Voice = "voice", Tribe = "tribe",
    }
}

wire_enum! {
    /// What gives a score some of its points: a stream; `ml`, by how much the ml service's score
    /// differs from the fusion of the streams shown; `previous_result`, which stands over a check-in
    /// that measured nothing; `no_evidence`, where nothing is known; `safety`, what a safety rule
    /// added.
    ContributionSource from domain::ContributionSource {
        Imessage = "imessage", Typing = "typing", Facial = "facial", Voice = "voice",
        Tribe = "tribe", Ml = "ml", PreviousResult = "previous_result",
        NoEvidence = "no_evidence", Safety = "safety",
    }
}

wire_enum! {
    /// Who read a stream: a sibling service, Pilotlight itself (`local`), or Pilotlight against a
    /// TRIBE baseline that it had fetched earlier (`cache`).
    Origin from domain::Origin {
        Signals = "signals", Ml = "ml", Video = "video", Local = "local", Cache = "cache",
    }
}

wire_enum! {
    /// What became of a sibling service: `used`; `unavailable` (refused, too slow, an error);
    /// `unusable` (its answer made no sense); `not_asked` (nothing to ask it); `off` (turned off).
    ServiceUse from domain::ServiceUse {
        Used = "used", Unavailable = "unavailable", Unusable = "unusable",
        NotAsked = "not_asked", Off = "off",
    }
}

wire_enum! {
    /// The rhythm of the keys as a reply was typed.
    BurstPattern from domain::typing::BurstPattern {
        Steady = "steady", BurstPause = "burst-pause", Erratic = "erratic",
    }
}

wire_enum! {
    /// Where an alert stands: `undeliverable` means that no phone is on file for the person, `dead`
    /// that it could not be delivered for days and was given up. A phone that is registered has
    /// either tried again.
    AlertStatus from domain::AlertStatus {
        Queued = "queued", Sending = "sending", Delivered = "delivered",
        Undeliverable = "undeliverable", Dead = "dead",
    }
}

wire_enum! {
    /// The kind of a way to a human being.
    SupportKind from domain::SupportKind {
        Crisis = "crisis", Counseling = "counseling", Personal = "personal",
        Emergency = "emergency",
    }
}

wire_enum! {
    /// How far a baseline can be relied on: `silent` under seven check-ins, `provisional` to
    /// thirteen, `in_use` from fourteen on.
    BaselineStatus from domain::BaselineStatus {
        Silent = "silent", Provisional = "provisional", InUse = "in_use",
    }
}

wire_enum! {
    /// Where a person's scores are going, against their own usual: `rising` is worse, `falling` is
    /// better, `steady` is as usual, `unknown` is that there is no usual to hold them against yet.
    TrendDirection from domain::TrendDirection {
        Unknown = "unknown", Steady = "steady", Rising = "rising", Falling = "falling",
    }
}

wire_enum! {
    /// Whose score a result carries.
    ScorerOrigin from domain::ScorerOrigin { Ml = "ml", Local = "local" }
}

wire_enum! {
    /// One of the five regions for which TRIBE models a response.
    BrainRegion from domain::BrainRegion {
        PrefrontalCortex = "prefrontal_cortex", Amygdala = "amygdala_region",
        TemporalLobe = "temporal_lobe", MotorCortex = "motor_cortex",
        VisualCortex = "visual_cortex",
    }
}

wire_enum! {
    /// How a stimulus is shown.
    StimulusType from domain::StimulusKind { Image = "image", Audio = "audio", Text = "text" }
}

wire_enum! {
    /// What a stimulus is meant to be like.
    StimulusCategory from domain::Category {
        Calm = "calm", Neutral = "neutral", Activating = "activating",
    }
}
