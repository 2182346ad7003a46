//! One spelling for what is meant alike.

use std::borrow::Cow;
use std::collections::{BTreeSet, HashMap};

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use crate::text::normalise::cleaned;

/// The characters of a text without accents and invisible characters, each in its plainest form.
///
/// Combining marks are left out first: a word may carry thousands, and nothing waits for them.
pub(super) fn plain(text: &str) -> impl Iterator<Item = char> {
    let characters = text.chars().filter(|c| !is_mark(*c)).filter_map(|c| match c {
        // Two characters may end one line.
        '\r' => Some(' '),
        // Arabic ligatures, of which one can be eighteen letters. No list is in Arabic.
        '\u{fb50}'..='\u{fdff}' => Some(' '),
        _ => cleaned(c),
    });
    characters.nfkd().filter_map(cleaned).filter(|c| !is_mark(*c))
}

/// Adds a character in small letters, what only looks like a letter of ours as ours.
pub(super) fn push_folded(folded: &mut String, c: char, letters: &HashMap<char, char>) {
    if c.is_ascii() {
        folded.push(c.to_ascii_lowercase());
        return;
    }
    for c in c.to_lowercase().filter(|c| !is_mark(*c)) {
        match c {
            'ß' => folded.push_str("ss"),
            'æ' => folded.push_str("ae"),
            'œ' => folded.push_str("oe"),
            _ => folded.push(letters.get(&c).copied().unwrap_or(c)),
        }
    }
}

fn is_mark(c: char) -> bool {
    !c.is_ascii() && is_combining_mark(c)
}

/// A whole text, folded.
pub(super) fn fold(text: &str, letters: &HashMap<char, char>) -> String {
    let mut folded = String::with_capacity(text.len());
    plain(text).for_each(|c| push_folded(&mut folded, c, letters));
    folded
}

/// What two words mean together: the first, and the words that both mean.
type Pair = (&'static str, Vec<&'static str>);

/// What is written in place of other words, and what is left out.
#[derive(Debug, Default)]
pub(super) struct Rewrites {
    /// Letters of other scripts that look like ours.
    pub(super) letters: HashMap<char, char>,
    /// By what is written: the words that are meant; none for a filler.
    pub(super) words: HashMap<&'static str, Vec<&'static str>>,
    /// By the second of two words as it is written.
    pub(super) pairs: HashMap<&'static str, Vec<Pair>>,
    /// Words that are recognised in a mutilated spelling.
    pub(super) keys: BTreeSet<&'static str>,
    /// Words behind which a clause begins.
    pub(super) joins: BTreeSet<&'static str>,
    /// Words before which a "2" is the number.
    pub(super) units: BTreeSet<&'static str>,
}

impl Rewrites {
    /// From the rows of a table: kind, what is meant, what is written.
    pub(super) fn new(
        rows: impl Iterator<Item = (&'static str, &'static str, &'static str)>,
    ) -> Result<Self, String> {
        let mut rewrites = Self::default();
        for (kind, meant, written) in rows {
            let written = written.split_whitespace();
            match kind {
                "letter" => {
                    let meant = meant.chars().next().ok_or("no letter is meant")?;
                    let written = written.flat_map(str::chars).flat_map(char::to_lowercase);
                    rewrites.letters.extend(written.map(|written| (written, meant)));
                }
                "filler" => rewrites.insert(written, &[]),
                "spell" => {
                    let meant: Vec<&'static str> = meant.split(' ').collect();
                    rewrites.insert(written, &meant);
                }
                "pair" => rewrites.pair(written, meant)?,
                "key" => rewrites.keys.extend(written),
                "units" => rewrites.units.extend(written),
                "joins" => rewrites.joins.extend(written),
                other => return Err(format!("{other} is no kind of spelling")),
            }
        }
        Ok(rewrites)
    }

    fn insert(&mut self, written: impl Iterator<Item = &'static str>, meant: &[&'static str]) {
        self.words.extend(written.map(|written| (written, meant.to_vec())));
    }

    fn pair(
        &mut self,
        written: impl Iterator<Item = &'static str>,
        meant: &'static str,
    ) -> Result<(), String> {
        for pair in written {
            let (first, second) = pair.split_once('+').ok_or_else(|| format!("no pair: {pair}"))?;
            let meant = meant.split(' ').filter(|word| *word != "-").collect();
            self.pairs.entry(second).or_default().push((first, meant));
        }
        Ok(())
    }

    /// A word of a pattern, folded. Most are already.
    pub(super) fn folded<'a>(&self, word: &'a str) -> Cow<'a, str> {
        let is_plain = word.bytes().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit());
        if is_plain { word.into() } else { fold(word, &self.letters).into() }
    }
}

/// A word with each run of a letter cut to `keep`; runs that are no longer than `least` stay.
pub(super) fn squeezed(word: &str, least: usize, keep: usize) -> String {
    let mut short = String::with_capacity(word.len());
    let mut chars = word.chars().peekable();
    while let Some(c) = chars.next() {
        let mut run = 1;
        while chars.next_if_eq(&c).is_some() {
            run += 1;
        }
        let kept = if run > least { keep } else { run };
        short.extend(std::iter::repeat_n(c, kept));
    }
    short
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn looks_alike_reads_alike() {
        let letters = HashMap::from([('і', 'i'), ('а', 'a')]);
        assert_eq!(fold("KÍLL mуsеlf… Straße", &letters), "kill mуsеlf... strasse");
        assert_eq!(
            fold("d\u{336}i\u{336}e\u{20dd} \u{1d48c}\u{1d48a}ll ſо", &letters),
            "die kill sо"
        );
        assert_eq!(fold("İ", &letters), "i");
    }

    #[test]
    fn runs_are_cut() {
        assert_eq!(squeezed("killl", 2, 2), "kill");
        assert_eq!(squeezed("kiill", 1, 1), "kil");
        assert_eq!(squeezed("", 1, 1), "");
    }
}
