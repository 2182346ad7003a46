//! What the analyser is compared with: VADER alone, and a formula of three features.

use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, MatchKind};
use vader_parity::SentimentIntensityAnalyzer;

use super::count;

static VADER: LazyLock<SentimentIntensityAnalyzer> = LazyLock::new(SentimentIntensityAnalyzer::new);

/// The strain phrases, each with a space on either side of every word.
static PHRASES: LazyLock<Option<AhoCorasick>> = LazyLock::new(|| {
    let tables = [
        include_str!("../../data/strain_lexicon.tsv"),
        include_str!("../../data/burnout_phrases.tsv"),
    ];
    let rows = tables.iter().flat_map(|table| table.lines()).filter(|row| !row.starts_with('#'));
    let phrases = rows.filter_map(|row| Some(spaced(row.split_once('\t')?.1).0));
    AhoCorasick::builder().match_kind(MatchKind::LeftmostLongest).build(phrases).ok()
});

/// VADER's compound of a whole text, turned round: higher is worse.
pub(crate) fn vader(text: &str) -> f64 {
    -VADER.polarity_scores(text).compound
}

/// 100·σ(−0.352 − 2.183·compound + 2.595·first person + 4.236·phrases): VADER's compound of the
/// whole text, first-person words by words, strain phrases by the root of words (at least four).
/// No phrase is denied or modified.
pub(crate) fn three_features(text: &str) -> f64 {
    let (spaced, words) = spaced(text);
    let first_person = spaced.split_whitespace().filter(|word| is_first_person(word)).count();
    let hits = PHRASES.as_ref().map_or(0, |phrases| phrases.find_iter(&spaced).count());
    let words = count(words.max(4));
    let log_odds = -0.352
        + 2.183 * vader(text)
        + 2.595 * count(first_person) / words
        + 4.236 * count(hits) / words.sqrt();
    100.0 / (1.0 + (-log_odds).exp())
}

/// The words in lower case, without apostrophes and with spaces round each, and how many.
fn spaced(text: &str) -> (String, usize) {
    let text = text.to_lowercase().replace(['\'', '\u{2019}'], "");
    let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.fold((String::new(), 0), |(spaced, n), word| (format!("{spaced} {word} "), n + 1))
}

fn is_first_person(word: &str) -> bool {
    matches!(word, "i" | "im" | "ive" | "id" | "me" | "my" | "mine" | "myself")
}
