//! From what was counted to a strain.
//!
//! Two logistic fits over the same three features, made on the dev split of GoEmotions (Demszky et
//! al. 2020). Strain there is anger, annoyance, disappointment, disgust, embarrassment, fear,
//! grief, nervousness, remorse or sadness.

/// What was measured of a text.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Features {
    /// VADER's compound, −1 (negative) to 1.
    pub(super) compound: f64,
    /// First-person words by words.
    pub(super) first_person: f64,
    /// Strain phrases that are not denied, by the root of words.
    pub(super) lexical: f64,
}

/// The weights of a fit, in log odds.
struct Fit {
    intercept: f64,
    compound: f64,
    first_person: f64,
    lexical: f64,
}

/// Strain and none weighted equally: at 50, as much speaks for strain as against it.
const BALANCED: Fit =
    Fit { intercept: -0.352, compound: -2.183, first_person: 2.595, lexical: 4.236 };

/// Strain as frequent as among those comments, 19 %: a probability.
const NATURAL: Fit =
    Fit { intercept: -1.812, compound: -2.209, first_person: 2.595, lexical: 3.363 };

/// A shorter text counts as this many words: in "I see", "I" is not half of what is said.
const FEWEST_WORDS: usize = 4;

impl Features {
    pub(super) fn new(
        compound: f64,
        words: usize,
        first_person: usize,
        strain_phrases: usize,
    ) -> Self {
        let words = count(words.max(FEWEST_WORDS));
        Self {
            compound,
            first_person: count(first_person) / words,
            lexical: count(strain_phrases) / words.sqrt(),
        }
    }

    /// 0–100, higher is worse.
    pub(super) fn strain(self) -> f64 {
        100.0 * self.logistic(&BALANCED)
    }

    /// 0–1.
    pub(super) fn probability(self) -> f64 {
        self.logistic(&NATURAL)
    }

    fn logistic(self, fit: &Fit) -> f64 {
        let log_odds = fit.intercept
            + fit.compound * self.compound
            + fit.first_person * self.first_person
            + fit.lexical * self.lexical;
        1.0 / (1.0 + (-log_odds).exp())
    }
}

/// A count as a number to calculate with.
pub(super) fn count(n: usize) -> f64 {
    u32::try_from(n).map_or(f64::INFINITY, f64::from)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_feature_moves_the_strain_its_way() {
        let strain =
            |compound, first_person, hits| Features::new(compound, 9, first_person, hits).strain();
        let plain = strain(0.0, 0, 0);
        assert!((plain - 41.29).abs() < 0.01, "{plain}");
        assert!(strain(0.5, 0, 0) < plain && strain(-0.5, 0, 0) > plain);
        assert!(strain(0.0, 2, 0) > plain && strain(0.0, 0, 1) > plain);
    }

    #[test]
    fn a_probability_is_below_the_balanced_odds() {
        let features = Features::new(-0.4, 9, 1, 1);
        assert!(features.probability() < features.strain() / 100.0);
    }
}
