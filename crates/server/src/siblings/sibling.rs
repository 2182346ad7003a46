use pilotlight_contract::siblings::{ML, SIGNALS, VIDEO, View};

/// Which sibling.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub(crate) enum Sibling {
    /// What a reply says and how it was typed, and texts to phones.
    Signals,
    /// Scores and baselines.
    Ml,
    /// Faces and voices.
    Video,
}

impl Sibling {
    pub(crate) const ALL: [Self; 3] = [Self::Signals, Self::Ml, Self::Video];

    /// What is assumed of it.
    pub(crate) fn view(self) -> serde_json::Result<View> {
        View::new(match self {
            Self::Signals => SIGNALS,
            Self::Ml => ML,
            Self::Video => VIDEO,
        })
    }

    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Signals => "signals",
            Self::Ml => "ml",
            Self::Video => "video",
        }
    }
}
