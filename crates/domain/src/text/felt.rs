//! What somebody says they feel: "I feel so let down, and a bit alone".
//!
//! A word for a feeling says more behind "feel" than anywhere else: "rich" is no feeling, to feel
//! rich is one. So the words of `data/felt_words.tsv` count there, and only there.

use std::sync::LazyLock;

use super::lexicon::Meaning;
use super::phrases::{Match, PhraseTable, rows};
use super::tokens::{Kind, Tokens};

const WORDS: &str = include_str!("../../data/felt_words.tsv");

static TABLE: LazyLock<PhraseTable<Meaning>> = LazyLock::new(|| {
    PhraseTable::new(rows(WORDS).map(|(kind, word)| {
        (if kind == "good" { Meaning::FeltGood } else { Meaning::FeltBad }, word)
    }))
});

const FEEL: [&str; 4] = ["feel", "feeling", "feels", "felt"];

/// What may stand between "feel" and the word for it, as may other felt words and adverbs in -ly.
const BETWEEN: [&str; 49] = [
    "a", "all", "also", "always", "am", "an", "and", "as", "at", "being", "bit", "both", "but",
    "damn", "even", "ever", "i", "if", "im", "is", "it", "its", "just", "kind", "kinda", "like",
    "little", "more", "most", "much", "not", "of", "or", "pretty", "quite", "rather", "sense",
    "so", "some", "sort", "still", "such", "that", "the", "this", "too", "very", "was", "yet",
];

/// How many of these at a stretch.
const REACH: usize = 6;

/// The felt words of a text that are no part of a phrase in `hits`, which are in order.
pub(super) fn words(tokens: &Tokens, hits: &[Match<Meaning>]) -> Vec<Match<Meaning>> {
    if !tokens.iter_words().any(|word| FEEL.contains(&word)) {
        return Vec::new();
    }
    let mut candidates = TABLE.matches(tokens).peekable();
    let mut hits = hits.iter().peekable();
    let mut felt = Vec::new();
    let (mut at, mut reach) = (0, 0_usize);
    while let Some(kind) = tokens.kinds().get(at) {
        while candidates.next_if(|candidate| candidate.tokens.start < at).is_some() {}
        let is_at = |found: &Match<Meaning>| found.tokens.start == at;
        let candidate = candidates.peek().filter(|candidate| is_at(candidate)).cloned();
        if let Some(hit) = hits.next_if(|hit| is_at(hit)) {
            // "feel lighter" holds one itself.
            let feels = hit.tokens.clone().any(|at| FEEL.contains(&tokens.text(at)));
            reach = if reach > 0 || feels { REACH } else { 0 };
            at = hit.tokens.end.max(at + 1);
            continue;
        }
        let free_to = hits.peek().map_or(usize::MAX, |hit| hit.tokens.start);
        if let Some(word) = candidate.filter(|word| reach > 0 && word.tokens.end <= free_to) {
            reach = REACH;
            at = word.tokens.end;
            felt.push(word);
            continue;
        }
        let text = tokens.text(at);
        reach = match kind {
            Kind::Word if FEEL.contains(&text) => REACH,
            Kind::Word if BETWEEN.contains(&text) || text.ends_with("ly") => {
                reach.saturating_sub(1)
            }
            Kind::Comma => reach.saturating_sub(1),
            Kind::Word | Kind::Stop => 0,
        };
        at += 1;
    }
    felt
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::lexicon;

    fn felt(text: &str) -> Vec<(Meaning, String)> {
        let tokens = Tokens::new(text, lexicon::knows);
        let word = |found: Match<Meaning>| {
            let words = found.tokens.map(|at| tokens.text(at));
            (found.label, words.collect::<Vec<_>>().join(" "))
        };
        words(&tokens, &[]).into_iter().map(word).collect()
    }

    #[test]
    fn every_row_is_read_once() {
        let written: Vec<_> = WORDS.lines().filter(|line| !line.starts_with('#')).collect();
        assert!(rows(WORDS).all(|(kind, _)| matches!(kind, "good" | "bad")));
        assert_eq!(rows(WORDS).count(), written.len());
        let words: std::collections::HashSet<_> = rows(WORDS).map(|(_, word)| word).collect();
        assert_eq!(words.len(), written.len());
    }

    #[test]
    fn only_behind_feel() {
        let (good, bad) = (Meaning::FeltGood, Meaning::FeltBad);
        assert_eq!(felt("I feel so let down"), [(bad, "let down".to_owned())]);
        assert_eq!(felt("i feel that i am rich"), [(good, "rich".to_owned())]);
        assert_eq!(
            felt("feeling rather petty, bitter and alone"),
            ["petty", "bitter", "alone"].map(|word| (bad, word.to_owned()))
        );
        for text in ["a rich man", "I feel the man is rich", "I feel. Rich people", "alone, I feel"]
        {
            assert_eq!(felt(text), [], "{text}");
        }
    }
}
