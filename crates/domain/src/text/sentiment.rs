//! VADER (Hutto & Gilbert 2014), sentence by sentence, of what the statements leave.

use std::collections::HashMap;
use std::sync::LazyLock;

use vader_parity::SentimentIntensityAnalyzer;

use super::misread;
use super::statements::Statement;
use super::tokens::{Kind, Tokens};

static VADER: LazyLock<SentimentIntensityAnalyzer> = LazyLock::new(SentimentIntensityAnalyzer::new);

/// VADER's own: what squashes a sum of valences to −1…1.
const ALPHA: f64 = 15.0;

/// VADER was made for tweets, of about as many words. Of a longer text, the sum grows by length
/// alone, so what squashes it grows too; else every long text reads as −1 or 1.
const WORDS_OF_A_TWEET: f64 = 15.0;

/// Keeps a sum finite where VADER rounds to ±1.
const MOST: f64 = 0.9999;

/// Stands in a sentence where a statement or a word that VADER misreads was: a word of no valence
/// and no case.
const STATED: &str = "0";

/// VADER's sum of valences, from the compound that it squashes it to.
pub(super) fn valence(text: &str) -> f64 {
    let text = misread::spelled_out(text);
    let compound = VADER.polarity_scores(&text).compound.clamp(-MOST, MOST);
    compound * (ALPHA / (1.0 - compound * compound)).sqrt()
}

/// The valences of a text's sentences and lines, each without its statements and what is misread.
pub(super) fn of_the_rest(text: &str, tokens: &Tokens, statements: &[Statement]) -> f64 {
    let rest = rest(text, tokens, statements);
    // VADER knows nothing shorter than ":)", and need not read the same again.
    let mut known: HashMap<&str, f64> = HashMap::new();
    let lines = rest.split('\n').filter(|line| line.len() > 1);
    lines.fold(0.0, |sum, line| sum + *known.entry(line).or_insert_with(|| valence(line)))
}

/// A text without its statements, each sentence on a line of its own.
fn rest(text: &str, tokens: &Tokens, statements: &[Statement]) -> String {
    let spans = tokens.spans();
    let mut rest = String::with_capacity(text.len() + 64);
    let mut statements = statements.iter().peekable();
    let (mut at, mut from) = (0, 0);
    while let Some(kind) = tokens.kinds().get(at) {
        if let Some(statement) = statements.next_if(|statement| statement.tokens.start == at) {
            let covered = spans.get(statement.tokens.clone()).unwrap_or_default();
            if let (Some(first), Some(last)) = (covered.first(), covered.last()) {
                rest.push_str(text.get(from..first.start).unwrap_or_default());
                rest.push_str(STATED);
                from = last.end;
            }
            at = statement.tokens.end.max(at + 1);
            continue;
        }
        if misread::is_plain(tokens, at)
            && let Some(span) = spans.get(at)
        {
            rest.push_str(text.get(from..span.start).unwrap_or_default());
            rest.push_str(STATED);
            from = span.end;
        }
        at += 1;
        if *kind == Kind::Stop {
            // Marks and emoji behind the stop belong to the sentence, unless on a new line.
            let stop = spans.get(at - 1).map_or(from, |span| span.start);
            let next = spans.get(at).map_or(text.len(), |span| span.start);
            rest.push_str(text.get(from..next).unwrap_or_default());
            if !text.get(stop..next).unwrap_or_default().contains('\n') {
                rest.push('\n');
            }
            from = next;
        }
    }
    rest.push_str(text.get(from..).unwrap_or_default());
    rest
}

/// A sum of valences over so many words as −1…1.
pub(super) fn compound(valence: f64, words: f64) -> f64 {
    let alpha = ALPHA * (words / WORDS_OF_A_TWEET).max(1.0);
    valence / (valence * valence + alpha).sqrt()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> f64 {
        of_the_rest(text, &Tokens::new(text, |_| true), &[])
    }

    #[test]
    fn one_sentence_reads_as_vader_reads_it() {
        for text in
            ["The plot was good", "VADER is smart, handsome, and funny!", "ok \u{1f62d}", ":)"]
        {
            let vader = VADER.polarity_scores(text).compound;
            assert!((compound(read(text), 1.0) - vader).abs() < 1e-9, "{text}");
        }
    }

    #[test]
    fn sentences_add_up() {
        let sum = read("Good food.") + read("Bad weather!");
        assert!((read("Good food. Bad weather!") - sum).abs() < 1e-9);
    }

    #[test]
    fn what_vader_misreads_is_kept_from_it() {
        assert!(read("It was like that").abs() < 1e-9 && read("I like that") > 1.0);
        assert!(read("It went pretty bad") < -2.0);
        assert!(read("done \u{1f494}") < -2.0);
    }

    #[test]
    fn length_alone_is_no_feeling() {
        assert!(compound(10.0, 100.0) < compound(10.0, 15.0));
        assert!((compound(10.0, 15.0) - compound(10.0, 1.0)).abs() < 1e-12);
    }
}
