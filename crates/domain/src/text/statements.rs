//! What is stated of strain and of calm, and how much each statement counts.
//!
//! A statement is a phrase with the words that only lead to it or modify it: "I'm so exhausted".
//! What a statement says is counted here and nowhere else: VADER, the model and the length of the
//! text see only the rest. So no word counts twice, and a further statement of strain can only
//! raise the strain.

use std::ops::Range;

use super::lexicon::{Meaning, Severity};
use super::theme::Theme;

/// What VADER gives "good".
const GOOD: f64 = 1.9;

/// What somebody says they feel tells twice what a word of the same valence tells elsewhere.
const FELT: f64 = 2.0 * GOOD;

/// A phrase, and the words that belong to it.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Statement {
    /// What the phrase says.
    pub(super) meaning: Meaning,
    /// Whether that is denied.
    pub(super) denied: bool,
    /// What modifies it, and on which side of a contrast it stands: 1 for neither.
    pub(super) weight: f64,
    /// The tokens it covers.
    pub(super) tokens: Range<usize>,
}

impl Statement {
    /// The theme of strain that is not denied.
    pub(super) fn theme(&self) -> Option<Theme> {
        match self.meaning {
            Meaning::Strain(theme, _) if !self.denied => Some(theme),
            _ => None,
        }
    }

    /// Whether it denies strain.
    pub(super) fn denies_strain(&self) -> bool {
        self.denied && matches!(self.meaning, Meaning::Strain(..) | Meaning::FeltBad)
    }

    /// Whether it says that what came before is over.
    pub(super) fn is_relief(&self) -> bool {
        !self.denied && self.meaning == Meaning::Relief
    }

    fn strain(&self) -> f64 {
        match self.meaning {
            Meaning::Strain(_, severity) if !self.denied => self.weight * severity.weight(),
            _ => 0.0,
        }
    }

    fn valence(&self) -> f64 {
        match self.meaning {
            Meaning::Strain(..) | Meaning::FeltBad if self.denied => GOOD / 2.0,
            Meaning::Calm | Meaning::Relief | Meaning::FeltGood if self.denied => -GOOD / 2.0,
            Meaning::Calm | Meaning::Relief => GOOD * self.weight,
            Meaning::FeltBad => -FELT * self.weight,
            Meaning::FeltGood => FELT * self.weight,
            Meaning::Strain(..) | Meaning::Plain => 0.0,
        }
    }
}

impl Severity {
    /// How much strain a phrase states that nothing modifies. It counts by its root, so that a
    /// mild phrase moves the strain by 0.6 and a severe one by 1.4 times what a marked one does.
    const fn weight(self) -> f64 {
        match self {
            Self::Mild => 1.0 / 3.0,
            Self::Marked => 1.0,
            Self::Severe => 2.0,
        }
    }
}

/// How much strain is stated. Never negative.
pub(super) fn strain(statements: &[Statement]) -> f64 {
    statements.iter().fold(0.0, |sum, statement| sum + statement.strain())
}

/// How good it is to hear, on VADER's scale of valences. Strain that is not denied is no part of
/// it: it counts by itself.
pub(super) fn valence(statements: &[Statement]) -> f64 {
    statements.iter().fold(0.0, |sum, statement| sum + statement.valence())
}
