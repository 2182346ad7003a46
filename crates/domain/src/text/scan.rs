//! Where the statements of a text are.

use std::ops::Range;

use super::lexicon::Meaning;
use super::modifiers::{Emphasis, Modifier, modifiers};
use super::negation::Denial;
use super::phrases::Match;
use super::statements::Statement;
use super::tokens::{Kind, Tokens};

/// Words that lead to a phrase and say nothing of their own.
const LEADING: [&str; 29] = [
    "a", "am", "are", "be", "been", "being", "feel", "feeling", "feels", "felt", "get", "getting",
    "got", "had", "have", "i", "id", "im", "is", "its", "ive", "just", "my", "of", "pretty",
    "quite", "rather", "was", "were",
];

/// How many words behind a phrase an afterthought may stand ("tired, but in a good way").
const AFTERTHOUGHT_WITHIN: usize = 3;

/// Before and behind a contrast, as VADER weighs them at "but" (Hutto & Gilbert 2014).
const BEFORE_CONTRAST: f64 = 0.5;
const BEHIND_CONTRAST: f64 = 1.5;

/// The statements of a text, in its order, none overlapping.
pub(super) fn statements(
    text: &str,
    tokens: &Tokens,
    hits: &[Match<Meaning>],
    denial: &Denial,
) -> Vec<Statement> {
    let scan = Scan {
        text,
        tokens,
        modifiers: free_modifiers(tokens, hits),
        in_small_letters: in_small_letters(text, tokens),
        denial,
    };
    let mut statements: Vec<Statement> = Vec::with_capacity(hits.len());
    for (hit, denied) in hits.iter().zip(&denial.denied) {
        let free_from = statements.last().map_or(0, |statement| statement.tokens.end);
        statements.push(scan.statement(hit, *denied, free_from));
    }
    scan.weigh_contrasts(&mut statements);
    statements
}

/// The modifiers outside strain phrases: in "tired but wired", "but" turns nothing.
fn free_modifiers(tokens: &Tokens, hits: &[Match<Meaning>]) -> Vec<Option<Modifier>> {
    let mut modifiers = modifiers(tokens);
    for hit in hits {
        if let Some(covered) = modifiers.get_mut(hit.tokens.clone()) {
            covered.fill(None);
        }
    }
    modifiers
}

/// Of each token, whether its sentence has small letters.
fn in_small_letters(text: &str, tokens: &Tokens) -> Vec<bool> {
    let mut of_tokens = Vec::with_capacity(tokens.kinds().len());
    for sentence in tokens.kinds().split_inclusive(|kind| *kind == Kind::Stop) {
        let end = of_tokens.len() + sentence.len();
        let has = (of_tokens.len()..end).any(|at| has_small_letters(text, tokens, at));
        of_tokens.resize(end, has);
    }
    of_tokens
}

fn has_small_letters(text: &str, tokens: &Tokens, at: usize) -> bool {
    let token = tokens.spans().get(at).and_then(|span| text.get(span.clone()));
    token.is_some_and(|token| token.chars().any(char::is_lowercase))
}

/// A text while its statements are sought.
struct Scan<'a> {
    text: &'a str,
    tokens: &'a Tokens,
    modifiers: Vec<Option<Modifier>>,
    in_small_letters: Vec<bool>,
    denial: &'a Denial,
}

impl Scan<'_> {
    fn modifier(&self, at: usize) -> Option<Modifier> {
        self.modifiers.get(at).copied().flatten()
    }

    fn kind(&self, at: usize) -> Option<Kind> {
        self.tokens.kinds().get(at).copied()
    }

    /// The statement of a phrase; its words start at `free_from` or later.
    fn statement(&self, hit: &Match<Meaning>, denied: bool, free_from: usize) -> Statement {
        let mut emphasis = Emphasis::of_capitals(self.is_shouted(&hit.tokens));
        let Range { mut start, mut end } = hit.tokens;
        while let Some(before) = start.checked_sub(1).filter(|before| *before >= free_from) {
            let leads = self.kind(before) == Some(Kind::Word)
                && (emphasis.add(self.modifier(before))
                    || LEADING.contains(&self.tokens.text(before))
                    || (denied && self.denial.negates.get(before) == Some(&true)));
            if !leads {
                break;
            }
            start = before;
        }
        while self.kind(end) == Some(Kind::Word) && emphasis.add(self.modifier(end)) {
            end += 1;
        }
        let behind =
            (end..end + AFTERTHOUGHT_WITHIN).take_while(|at| self.kind(*at) != Some(Kind::Stop));
        for at in behind {
            emphasis.add_afterthought(self.modifier(at));
        }
        Statement { meaning: hit.label, denied, weight: emphasis.factor(), tokens: start..end }
    }

    /// Whether a phrase stands in capitals in a sentence that does not.
    fn is_shouted(&self, phrase: &Range<usize>) -> bool {
        self.in_small_letters.get(phrase.start) == Some(&true)
            && !phrase.clone().any(|at| has_small_letters(self.text, self.tokens, at))
    }

    /// Weighs what stands before and behind a contrast, sentence by sentence.
    fn weigh_contrasts(&self, statements: &mut [Statement]) {
        let mut rest = statements;
        let mut start = 0;
        for sentence in self.tokens.kinds().split_inclusive(|kind| *kind == Kind::Stop) {
            let end = start + sentence.len();
            let within = rest.partition_point(|statement| statement.tokens.start < end);
            let (these, others) = rest.split_at_mut(within);
            let contrast = (start..end).find(|at| self.modifier(*at) == Some(Modifier::Contrast));
            let relief = these.iter().find(|statement| statement.is_relief());
            let relief = relief.map(|statement| statement.tokens.start);
            if let Some(turn) = contrast.into_iter().chain(relief).min().filter(|at| *at > start) {
                for statement in these {
                    let behind = statement.tokens.start >= turn;
                    statement.weight *= if behind { BEHIND_CONTRAST } else { BEFORE_CONTRAST };
                }
            }
            rest = others;
            start = end;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::{lexicon, negation, statements::strain as sum};

    /// The stated strain, and the words of the statements.
    fn stated(text: &str) -> (f64, Vec<String>) {
        let tokens = Tokens::new(text, lexicon::knows);
        let hits = lexicon::hits(&tokens);
        let found = statements(text, &tokens, &hits, &negation::denial(&tokens, &hits));
        let words = |statement: &Statement| {
            statement.tokens.clone().map(|at| tokens.text(at)).collect::<Vec<_>>().join(" ")
        };
        let words = found.iter().map(words).collect();
        (sum(&found), words)
    }

    fn strain(text: &str) -> f64 {
        stated(text).0
    }

    #[test]
    fn a_statement_takes_in_what_leads_to_it() {
        let (_, words) = stated("Today I'm really so exhausted, and I feel a bit lonely");
        assert_eq!(words, ["im really so exhausted", "i feel a bit lonely"]);
        assert_eq!(stated("I am not really stressed").1, ["i am not really stressed"]);
        assert_eq!(stated("stressed a lot lately").1, ["stressed a lot"]);
    }

    #[test]
    fn modifiers_scale() {
        let plain = strain("I'm stressed");
        assert!((plain - 1.0).abs() < 1e-12);
        for more in ["I'm so stressed", "I'm really, completely stressed", "I'm STRESSED"] {
            assert!((strain(more) - 2.0).abs() < 1e-12, "{more}");
        }
        for less in ["I'm a bit stressed", "kind of stressed", "stressed, I'm stressed a little"] {
            assert!(strain(less) < 1.7, "{less}");
        }
        assert!((strain("STRESSED") - 1.0).abs() < 1e-12, "all in capitals is no emphasis");
    }

    #[test]
    fn a_good_reason_leaves_little() {
        for text in ["exhausted after the marathon", "exhausted, but in a good way"] {
            assert!(strain(text) < 0.2, "{text}");
        }
        assert!((strain("exhausted after the meeting") - 1.0).abs() < 1e-12);
    }

    #[test]
    fn what_follows_a_contrast_counts_more() {
        assert!((strain("exhausted but fine") - 0.5).abs() < 1e-12);
        assert!((strain("fine but exhausted") - 1.5).abs() < 1e-12);
        assert!((strain("exhausted this morning, much better now") - 0.5).abs() < 1e-12);
        // Each sentence for itself, and none that begins with the contrast.
        assert!((strain("Exhausted. But fine.") - 1.0).abs() < 1e-12);
        assert!((strain("tired but wired") - 1.0).abs() < 1e-12);
    }
}
