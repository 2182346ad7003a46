//! From what was measured to a strain.
//!
//! Two logistic formulas over the same four features. Strain in GoEmotions (Demszky et al. 2020)
//! is anger, annoyance, disappointment, disgust, embarrassment, fear, grief, nervousness, remorse
//! or sadness.

/// What was measured of a text.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(super) struct Features {
    /// VADER's valence of what no statement covers, −1 (negative) to 1.
    pub(super) compound: f64,
    /// First-person words by words and 16 more.
    pub(super) first_person: f64,
    /// The root of the stated strain by the root of words.
    pub(super) lexical: f64,
    /// The model's log odds.
    pub(super) model: f64,
}

/// The weights of a formula, in log odds.
struct Weights {
    intercept: f64,
    compound: f64,
    first_person: f64,
    lexical: f64,
    model: f64,
}

/// Strain as a check-in means it.
///
/// A fit on the dev split, strain and none weighted equally, gives −1.57, 5.61, 8.57 and 1.41. It
/// is taken for VADER and the first person; phrases and model count for about half of it (5, 0.6),
/// since comments overrate them: there a single strain word tells most, in replies to "how are
/// you?" it does not. All is then multiplied by 0.55, about what fits the tuned half of
/// `tests/data/checkin_replies.tsv`: what decides a label is only a shade of a person's day.
/// The intercept is set so that a text that says nothing either way reads 30, the least yellow, as
/// does a check-in with nothing to go on.
const CHECK_IN: Weights =
    Weights { intercept: -0.847, compound: -0.825, first_person: 3.0, lexical: 2.75, model: 0.33 };

/// What VADER weighs where there is nothing beside it: a fit on the dev split gives −2.2, and all
/// is multiplied as above.
const ALONE: f64 = -1.21;

/// Strain as frequent as among those comments, 19 %: a probability. As fitted on the dev split.
const NATURAL: Weights = Weights {
    intercept: -2.307,
    compound: -1.531,
    first_person: 6.258,
    lexical: 6.945,
    model: 1.404,
};

/// A text counts as this many words more than it has, for the strain that is stated in it and for
/// who speaks of themselves: three words are too little to say how strained somebody is, whichever
/// they are, and in "I see", "I" is not half of what is said.
const PRIOR_WORDS: f64 = 16.0;

impl Features {
    /// `words` are those that no statement covers. `strain` counts by its root: the second
    /// exhausted sentence says less than the first.
    pub(super) fn new(
        compound: f64,
        words: usize,
        first_person: usize,
        strain: f64,
        model: f64,
    ) -> Self {
        Self {
            compound,
            first_person: (count(first_person) / (count(words) + PRIOR_WORDS)).min(1.0),
            lexical: (strain / (count(words) + PRIOR_WORDS).sqrt()).sqrt(),
            model,
        }
    }

    /// 0–100, higher is worse.
    pub(super) fn strain(self) -> f64 {
        100.0 * self.logistic(&CHECK_IN)
    }

    /// 0–1.
    pub(super) fn probability(self) -> f64 {
        self.logistic(&NATURAL)
    }

    fn logistic(self, weights: &Weights) -> f64 {
        let log_odds = weights.intercept
            + weights.compound * self.compound
            + weights.first_person * self.first_person
            + weights.lexical * self.lexical
            + weights.model * self.model;
        sigmoid(log_odds)
    }
}

/// 0–100, where VADER has only emoji to read.
pub(super) fn of_emoji(compound: f64) -> f64 {
    100.0 * sigmoid(CHECK_IN.intercept + ALONE * compound)
}

fn sigmoid(log_odds: f64) -> f64 {
    1.0 / (1.0 + (-log_odds).exp())
}

/// A count as a number to calculate with.
pub(super) fn count(n: usize) -> f64 {
    u32::try_from(n).map_or(f64::INFINITY, f64::from)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn strain(compound: f64, first_person: usize, strain: f64, model: f64) -> f64 {
        Features::new(compound, 9, first_person, strain, model).strain()
    }

    #[test]
    fn nothing_said_is_the_least_yellow() {
        assert!((strain(0.0, 0, 0.0, 0.0) - 30.0).abs() < 0.01);
    }

    #[test]
    fn each_feature_moves_the_strain_its_way() {
        let plain = strain(0.0, 0, 0.0, 0.0);
        assert!(strain(0.5, 0, 0.0, 0.0) < plain && strain(-0.5, 0, 0.0, 0.0) > plain);
        assert!(strain(0.0, 2, 0.0, 0.0) > plain && strain(0.0, 0, 1.0, 0.0) > plain);
        assert!(strain(0.0, 0, 0.0, -1.0) < plain && strain(0.0, 0, 0.0, 1.0) > plain);
    }

    #[test]
    fn the_second_statement_says_less() {
        let [none, one, two] = [0.0, 1.0, 2.0].map(|stated| Features::new(0.0, 9, 0, stated, 0.0));
        assert!(two.lexical - one.lexical < one.lexical - none.lexical);
    }
}
