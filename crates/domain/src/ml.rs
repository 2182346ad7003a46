use crate::region::BrainRegion;
use crate::score::{Level, Score};
use crate::stream::Stream;

named_enum! {
    /// Which way the ml service's score runs.
    "ml scale" MlScale {
        /// 0–100, higher is worse: Pilotlight's own scale.
        Burnout = "burnout",
        /// 0–100, higher is better: green at 70 and more, red under 40.
        Wellness = "wellness",
    }
}

/// What the ml service answered, as far as it could be read. Nothing in it is trusted yet.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct MlAnswer {
    /// The score on the service's own scale; `None` where it was not a number.
    pub score: Option<f64>,
    /// The level, where it was a known one.
    pub level: Option<Level>,
    /// 0–1, distance from the TRIBE baseline.
    pub tribe_deviation: Option<f64>,
    /// 0–1, distance of the behaviour from its usual.
    pub behavioral_deviation: Option<f64>,
    /// What moved the score, in the service's words.
    pub top_indicators: Vec<String>,
    /// The regions that its sentences name.
    pub brain_regions: Vec<BrainRegion>,
    /// 0–1.
    pub confidence: Option<f64>,
    /// The streams it scored, 0–100, on the burnout scale whatever the scale of `score`.
    pub breakdown: Vec<(Stream, f64)>,
}

/// The ml service's answer on Pilotlight's scale.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MlVerdict {
    /// The burnout score; `None` where the answer had no usable one.
    pub score: Option<Score>,
    /// The more severe of the score's level and the stated one; `None` where neither was usable.
    pub level: Option<Level>,
    /// The stated level is not the one that the service's own bands give its score: a sign that
    /// `ml.scale` is set wrong.
    pub contradicts: bool,
}

impl MlScale {
    fn burnout_score(self, score: f64) -> Option<Score> {
        match self {
            Self::Burnout => Score::nearest(score),
            Self::Wellness => Score::nearest(100.0 - score.clamp(0.0, 100.0)),
        }
    }

    /// The level that the service itself gives to a score on this scale; `None` of NaN.
    #[must_use]
    pub fn own_level(self, score: f64) -> Option<Level> {
        let whole = Score::nearest(score)?;
        Some(match (self, whole.value()) {
            (Self::Burnout, _) => whole.level(),
            (Self::Wellness, 70..) => Level::Green,
            (Self::Wellness, 40..) => Level::Yellow,
            (Self::Wellness, _) => Level::Red,
        })
    }
}

/// Reconciles the ml service's answer: out-of-range scores are clamped, an unknown level comes
/// from the score, and the more severe of score and level wins.
#[must_use]
pub fn reconcile(answer: &MlAnswer, scale: MlScale) -> MlVerdict {
    let score = answer.score.and_then(|score| scale.burnout_score(score));
    let own_level = answer.score.and_then(|score| scale.own_level(score));
    MlVerdict {
        score,
        level: score.map(Score::level).max(answer.level),
        contradicts: matches!((own_level, answer.level), (Some(own), Some(stated)) if own != stated),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn answer(score: impl Into<Option<f64>>, level: Option<Level>) -> MlAnswer {
        MlAnswer { score: score.into(), level, ..MlAnswer::default() }
    }

    fn verdict(score: u8, level: Level, contradicts: bool) -> MlVerdict {
        MlVerdict { score: Score::new(score), level: Some(level), contradicts }
    }

    #[test]
    fn the_more_severe_of_score_and_level_wins() {
        let burnout = |a: MlAnswer| reconcile(&a, MlScale::Burnout);
        assert_eq!(burnout(answer(65.0, Some(Level::Green))), verdict(65, Level::Red, true));
        assert_eq!(burnout(answer(40.0, Some(Level::Red))), verdict(40, Level::Red, true));
        assert_eq!(burnout(answer(40.0, None)), verdict(40, Level::Yellow, false));
    }

    #[test]
    fn numbers_are_clamped_and_no_number_is_no_score() {
        let burnout = |score| reconcile(&answer(score, None), MlScale::Burnout);
        assert_eq!(burnout(1e9), verdict(100, Level::Red, false));
        assert_eq!(burnout(-5.0), verdict(0, Level::Green, false));
        let nothing = MlVerdict { score: None, level: None, contradicts: false };
        assert_eq!(burnout(f64::NAN), nothing);
        assert_eq!(reconcile(&answer(None, None), MlScale::Burnout), nothing);
    }

    #[test]
    fn wellness_is_turned_round() {
        let wellness = |a: MlAnswer| reconcile(&a, MlScale::Wellness);
        assert_eq!(wellness(answer(85.0, Some(Level::Green))), verdict(15, Level::Green, false));
        assert_eq!(wellness(answer(38.0, Some(Level::Red))), verdict(62, Level::Red, false));
        assert_eq!(wellness(answer(20.0, Some(Level::Green))), verdict(80, Level::Red, true));
        assert_eq!(wellness(answer(1e9, None)), verdict(0, Level::Green, false));
    }

    #[test]
    fn a_wellness_service_taken_for_burnout_is_noticed() {
        assert!(reconcile(&answer(85.0, Some(Level::Green)), MlScale::Burnout).contradicts);
    }
}
