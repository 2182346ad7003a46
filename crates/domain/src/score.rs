use std::fmt;

/// A burnout score: a whole number from 0 to 100, higher is worse.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(try_from = "u8", into = "u8"))]
pub struct Score(u8);

named_enum! {
    /// The light that a person sees. The bands are product choices, not clinical cut-offs.
    "level" Level {
        /// Score 0 to 29.
        Green = "green",
        /// Score 30 to 64.
        Yellow = "yellow",
        /// Score 65 to 100.
        Red = "red",
    }
}

impl Score {
    /// The least score.
    pub const MIN: Self = Self(0);
    /// The worst score.
    pub const MAX: Self = Self(100);
    /// The least score that is yellow.
    pub const YELLOW: Self = Self(30);
    /// The least score that is red.
    pub const RED: Self = Self(65);

    /// A score of exactly `value`; `None` above 100.
    #[must_use]
    pub const fn new(value: u8) -> Option<Self> {
        if value <= 100 { Some(Self(value)) } else { None }
    }

    /// The nearest score to any number: rounded, and clamped to 0–100. `None` for NaN alone.
    #[must_use]
    pub fn nearest(value: f64) -> Option<Self> {
        if value.is_nan() {
            return None;
        }
        #[expect(clippy::as_conversions, reason = "rounded and clamped to 0–100 just before")]
        let whole = value.clamp(0.0, 100.0).round() as u8;
        Some(Self(whole))
    }

    /// The number, 0 to 100.
    #[must_use]
    pub const fn value(self) -> u8 {
        self.0
    }

    /// The band that the score lies in.
    #[must_use]
    pub fn level(self) -> Level {
        if self >= Self::RED {
            Level::Red
        } else if self >= Self::YELLOW {
            Level::Yellow
        } else {
            Level::Green
        }
    }
}

impl fmt::Display for Score {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl From<Score> for u8 {
    fn from(score: Score) -> Self {
        score.0
    }
}

impl TryFrom<u8> for Score {
    type Error = ScoreOutOfRange;

    fn try_from(value: u8) -> Result<Self, ScoreOutOfRange> {
        Self::new(value).ok_or(ScoreOutOfRange(value))
    }
}

/// A number above 100 where a score belongs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a score is 0 to 100, not {0}")]
pub struct ScoreOutOfRange(pub u8);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bands_meet_without_a_gap() {
        let level = |value| Score::new(value).unwrap().level();
        assert_eq!((level(0), level(29)), (Level::Green, Level::Green));
        assert_eq!((level(30), level(64)), (Level::Yellow, Level::Yellow));
        assert_eq!((level(65), level(100)), (Level::Red, Level::Red));
    }

    #[test]
    fn any_number_has_a_nearest_score() {
        let nearest = |value| Score::nearest(value).map(Score::value);
        assert_eq!(nearest(64.5), Some(65));
        assert_eq!(nearest(1e9), Some(100));
        assert_eq!(nearest(f64::NEG_INFINITY), Some(0));
        assert_eq!(nearest(f64::NAN), None);
    }
}
