use clap::{Args, ValueEnum};
use pilotlight_domain::MlScale;

use crate::siblings::Sibling;

/// How the stand-ins behave, and where.
#[derive(Debug, Clone, Args)]
pub(crate) struct ServeArgs {
    /// How those behave that are not named.
    #[arg(long, value_enum, value_name = "BEHAVIOUR", default_value = "good")]
    all: Behaviour,
    /// How signals behaves.
    #[arg(long, value_enum, value_name = "BEHAVIOUR", hide_possible_values = true)]
    signals: Option<Behaviour>,
    /// How ml behaves.
    #[arg(long, value_enum, value_name = "BEHAVIOUR", hide_possible_values = true)]
    ml: Option<Behaviour>,
    /// How video behaves.
    #[arg(long, value_enum, value_name = "BEHAVIOUR", hide_possible_values = true)]
    video: Option<Behaviour>,
    /// What ml scores: burnout (higher is worse) or wellness (higher is better).
    #[arg(long, value_name = "SCALE", default_value = "burnout")]
    ml_scale: MlScale,
    /// The port of signals; 0 takes a free one.
    #[arg(long, value_name = "PORT", default_value_t = 8002)]
    signals_port: u16,
    /// The port of ml; 0 takes a free one.
    #[arg(long, value_name = "PORT", default_value_t = 8003)]
    ml_port: u16,
    /// The port of video; 0 takes a free one.
    #[arg(long, value_name = "PORT", default_value_t = 8004)]
    video_port: u16,
}

/// How a stand-in behaves.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Behaviour {
    /// Answers at once, and what it should: a strained reply is strained, and the same request gets
    /// the same answer.
    Good,
    /// As good, a second after Pilotlight's default timeout: 4 s for signals, 7 s for ml, 121 s for
    /// video. Only /health comes at once.
    Slow,
    /// Answers in turn, each operation by itself: without a field, with text for a number (or
    /// without a phone on file), with a number far out of range, with a page of HTML, with an error
    /// and status 200, with status 500.
    Wrong,
    /// Refuses every connection.
    Dead,
}

/// What one stand-in is to do.
#[derive(Debug, Clone, Copy)]
pub(super) struct Role {
    pub(super) sibling: Sibling,
    pub(super) behaviour: Behaviour,
    pub(super) port: u16,
    pub(super) scale: MlScale,
}

impl ServeArgs {
    pub(super) fn role(&self, sibling: Sibling) -> Role {
        let (behaviour, port) = match sibling {
            Sibling::Signals => (self.signals, self.signals_port),
            Sibling::Ml => (self.ml, self.ml_port),
            Sibling::Video => (self.video, self.video_port),
        };
        Role { sibling, behaviour: behaviour.unwrap_or(self.all), port, scale: self.ml_scale }
    }
}
