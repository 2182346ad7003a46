//! Safety rules: beside fusion, never a term in it, and only ever raising.
//!
//! A calm way of typing must not average away what a person wrote. So a rule that fires sets a
//! floor under the score and the level, whichever service scored and whatever it said.

use crate::score::{Level, Score};

named_enum! {
    /// How urgent the most urgent rule is that fired.
    "safety tier" Tier {
        /// No rule fired.
        None = "none",
        /// A passive wish, an urge, hopelessness, or worry about somebody else.
        Concern = "concern",
        /// Active thoughts of ending one's life.
        Ideation = "ideation",
        /// A plan, an intent, means at hand, a goodbye.
        Imminent = "imminent",
    }
}

impl Tier {
    /// 0 to 3, as results report it.
    #[must_use]
    pub const fn number(self) -> u8 {
        match self {
            Self::None => 0,
            Self::Concern => 1,
            Self::Ideation => 2,
            Self::Imminent => 3,
        }
    }

    /// The tier of a number; `None` above 3.
    #[must_use]
    pub const fn from_number(number: u8) -> Option<Self> {
        match number {
            0 => Some(Self::None),
            1 => Some(Self::Concern),
            2 => Some(Self::Ideation),
            3 => Some(Self::Imminent),
            _ => None,
        }
    }

    /// The least score of a result in which this tier fired.
    #[must_use]
    pub fn floor(self) -> Score {
        let value = match self {
            Self::None => 0,
            Self::Concern => 30,
            Self::Ideation => 80,
            Self::Imminent => 90,
        };
        Score::new(value).unwrap_or(Score::MAX)
    }
}

/// What the safety rules found in the person's own words. It names rules, never words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Safety {
    /// The most urgent tier that fired.
    pub tier: Tier,
    /// The names of the rules that fired.
    pub rules: Vec<String>,
}

impl Safety {
    /// Nothing fired.
    pub const NONE: Self = Self { tier: Tier::None, rules: Vec::new() };

    /// Whether support is offered whatever the level is.
    #[must_use]
    pub fn offers_support(&self) -> bool {
        self.tier > Tier::None
    }
}

/// Raises a score and a level to the floor of a tier. Neither is ever lowered.
#[must_use]
pub fn raise(score: Score, level: Level, tier: Tier) -> (Score, Level) {
    let score = score.max(tier.floor());
    (score, level.max(score.level()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tiers_two_and_three_are_red_and_tier_one_at_least_yellow() {
        let raised = |tier| raise(Score::MIN, Level::Green, tier);
        assert_eq!(raised(Tier::None), (Score::MIN, Level::Green));
        assert_eq!(raised(Tier::Concern).1, Level::Yellow);
        assert_eq!(raised(Tier::Ideation), (Score::new(80).unwrap(), Level::Red));
        assert_eq!(raised(Tier::Imminent), (Score::new(90).unwrap(), Level::Red));
    }

    #[test]
    fn nothing_is_ever_lowered() {
        assert_eq!(raise(Score::MAX, Level::Red, Tier::Concern), (Score::MAX, Level::Red));
    }
}
