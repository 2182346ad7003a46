use std::sync::Arc;

use crate::contribution::{self, Contribution};
use crate::interval::Interval;
use crate::intervention::contact_sentence;
use crate::region::BrainRegion;
use crate::safety::{self, Safety};
use crate::score::{Level, Score};
use crate::stream::{Breakdown, StreamReport};
use crate::support::{CountryCode, SupportDirectory, SupportLine};

named_enum! {
    /// Whose score a result carries.
    "scorer origin" ScorerOrigin {
        /// The ml service's, reconciled.
        Ml = "ml",
        /// Pilotlight's own fusion.
        Local = "local",
    }
}

/// A result that has no support attached yet, and so cannot be shown to anybody.
///
/// It is what scoring finds and what storage keeps; [`Finding::finish`] makes an [`Assessment`].
#[derive(Debug, Clone, PartialEq)]
pub struct Finding {
    /// 0–100, higher is worse.
    pub score: Score,
    /// At least the level of the score.
    pub level: Level,
    /// 0–1: distance of the reply from the TRIBE baseline of its stimulus.
    pub tribe_deviation: f64,
    /// 0–1: distance of the behaviour from the person's usual.
    pub behavioral_deviation: f64,
    /// What moved the result, at most five.
    pub top_indicators: Vec<String>,
    /// What is said to the person.
    pub intervention: String,
    /// The regions where the modelled response to the stimulus is higher.
    pub brain_regions_flagged: Vec<BrainRegion>,
    /// 0–1.
    pub confidence: f64,
    /// The streams that are present.
    pub streams: Vec<StreamReport>,
    /// 0–1: how much of the full weight of the five streams was present.
    pub coverage: f64,
    /// How far off the score may be; `None` where nothing was measured, or a safety rule set it.
    pub interval: Option<Interval>,
    /// What moved the score, in points that add up to it.
    pub contributions: Vec<Contribution>,
    /// What the safety rules found.
    pub safety: Safety,
    /// Whose score it is.
    pub scorer: ScorerOrigin,
    /// The version of the rules that made it.
    pub scorer_version: String,
    /// What was clamped, ignored or missing.
    pub data_quality: Vec<String>,
    /// The country whose support is offered.
    pub country: Option<CountryCode>,
}

/// A finished result. A red one always carries human support: this type has one constructor,
/// [`Finding::finish`], and it attaches the support.
#[derive(Debug, Clone, PartialEq)]
pub struct Assessment {
    finding: Finding,
    support: Arc<[SupportLine]>,
}

impl Finding {
    /// Attaches human support from the level and the country, now as on every later reading.
    ///
    /// The level is never less than the score's, neither is ever less than the safety tier asks,
    /// and a red text names a human contact in itself.
    #[must_use]
    pub fn finish(mut self, directory: &SupportDirectory) -> Assessment {
        self.raise();
        let offered = self.level == Level::Red || self.safety.offers_support();
        let support = if offered { directory.lines(self.country) } else { Arc::from(Vec::new()) };
        if offered {
            let contact = contact_sentence(&support, self.safety.tier);
            if !self.intervention.contains(&contact) {
                self.intervention = format!("{} {contact}", self.intervention).trim().to_owned();
            }
        }
        Assessment { finding: self, support }
    }

    /// Raises score and level to what the safety tier asks.
    pub(crate) fn raise(&mut self) {
        let tier = self.safety.tier;
        let before = self.score;
        let level = self.level.max(before.level());
        (self.score, self.level) = safety::raise(before, level, tier);
        if self.score > before {
            // A floor is no measurement.
            self.interval = None;
        }
        contribution::add_safety(&mut self.contributions, before, self.score);
    }
}

impl Assessment {
    /// The finding that it was made from, as it stands after [`Finding::finish`].
    #[must_use]
    pub const fn finding(&self) -> &Finding {
        &self.finding
    }

    /// 0–100, higher is worse.
    #[must_use]
    pub const fn score(&self) -> Score {
        self.finding.score
    }

    /// The light.
    #[must_use]
    pub const fn level(&self) -> Level {
        self.finding.level
    }

    /// Whose score it is.
    #[must_use]
    pub const fn scorer(&self) -> ScorerOrigin {
        self.finding.scorer
    }

    /// The score of each stream; 0 also stands for an absent one.
    #[must_use]
    pub fn breakdown(&self) -> Breakdown {
        Breakdown::of(&self.finding.streams)
    }

    /// The ways to a human being. Never empty on red, or where a safety rule fired.
    #[must_use]
    pub fn support(&self) -> &[SupportLine] {
        &self.support
    }
}
