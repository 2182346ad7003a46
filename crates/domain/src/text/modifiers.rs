//! Words that make a strain phrase weigh more or less: "so tired", "a bit tired".

use std::sync::LazyLock;

use super::phrases::{PhraseTable, rows};
use super::tokens::Tokens;

/// `data/modifiers.tsv`, which explains its kinds.
const MODIFIERS: &str = include_str!("../../data/modifiers.tsv");

/// What a modifier does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Modifier {
    /// Less of it, said afterwards.
    Aside,
    /// The tiredness of a good day, or tears of another kind.
    Benign,
    /// What follows is what is meant ("but").
    Contrast,
    /// More of it.
    Intense,
    /// Less of it.
    Soft,
    /// Holds the word of a modifier and is none.
    Pseudo,
}

impl Modifier {
    fn of_row(kind: &str) -> Option<Self> {
        Some(match kind {
            "aside" => Self::Aside,
            "benign" => Self::Benign,
            "contrast" => Self::Contrast,
            "intense" => Self::Intense,
            "pseudo" => Self::Pseudo,
            "soft" => Self::Soft,
            _ => return None,
        })
    }
}

static TABLE: LazyLock<PhraseTable<Modifier>> = LazyLock::new(|| {
    PhraseTable::new(
        rows(MODIFIERS).filter_map(|(kind, phrase)| Some((Modifier::of_row(kind)?, phrase))),
    )
});

/// The modifier that each token belongs to.
pub(super) fn modifiers(tokens: &Tokens) -> Vec<Option<Modifier>> {
    let mut modifiers = vec![None; tokens.kinds().len()];
    for found in TABLE.matches(tokens) {
        if let Some(covered) = modifiers.get_mut(found.tokens) {
            covered.fill(Some(found.label));
        }
    }
    modifiers
}

/// How much what is modified counts.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Emphasis {
    intense: bool,
    soft: bool,
    benign: bool,
}

impl Emphasis {
    /// Strain counts by its root, so that "so" adds two fifths to what a phrase says, and "a bit"
    /// takes a fifth off.
    const INTENSE: f64 = 2.0;
    const SOFT: f64 = 0.6;
    /// Not nothing: who is tired from a good day is tired.
    const BENIGN: f64 = 0.1;

    /// Emphasis by capitals.
    pub(super) fn of_capitals(shouted: bool) -> Self {
        Self { intense: shouted, ..Self::default() }
    }

    /// Takes in what is said a few words later.
    pub(super) fn add_afterthought(&mut self, modifier: Option<Modifier>) {
        match modifier {
            Some(Modifier::Aside) => self.soft = true,
            Some(Modifier::Benign) => self.benign = true,
            _ => {}
        }
    }

    /// Takes a modifier in; `false` for what is none.
    pub(super) fn add(&mut self, modifier: Option<Modifier>) -> bool {
        match modifier {
            Some(Modifier::Intense) => self.intense = true,
            Some(Modifier::Soft) => self.soft = true,
            Some(Modifier::Benign) => self.benign = true,
            Some(Modifier::Aside | Modifier::Contrast | Modifier::Pseudo) | None => return false,
        }
        true
    }

    /// What the weight is multiplied by. Each kind counts once, however often it is said.
    pub(super) fn factor(self) -> f64 {
        let factor = |present, factor| if present { factor } else { 1.0 };
        factor(self.intense, Self::INTENSE)
            * factor(self.soft, Self::SOFT)
            * factor(self.benign, Self::BENIGN)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_is_read() {
        let written = MODIFIERS.lines().filter(|line| !line.starts_with('#')).count();
        assert_eq!(rows(MODIFIERS).count(), written);
        assert!(rows(MODIFIERS).all(|(kind, _)| Modifier::of_row(kind).is_some()));
    }

    #[test]
    fn nothing_but_is_no_contrast() {
        let contrasts = |text: &str| {
            let tokens = Tokens::new(text, |_| true);
            modifiers(&tokens).iter().filter(|m| **m == Some(Modifier::Contrast)).count()
        };
        assert_eq!((contrasts("tired but fine"), contrasts("nothing but work")), (1, 0));
    }
}
