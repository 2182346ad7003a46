//! A hashed logistic model of the words that no statement covers.
//!
//! What VADER and the phrases do not know, a model learnt from 43,410 Reddit comments (GoEmotions,
//! Demszky et al. 2020): the log odds of strain are the sum of the weights of a text's words, word
//! pairs and word parts, each hashed to one of [`BUCKETS`] weights of a byte. The example
//! `train_strain` makes them. It was trained on top of the phrases and VADER, so that it holds only
//! what they lack; how much it counts is limited, since comments are not check-ins.

use std::sync::LazyLock;

use super::hash::Hash;
use super::lexicon;
use super::negation;
use super::normalise::normalise;
use super::scan::statements;
use super::statements::Statement;
use super::strain::count;
use super::tokens::{Kind, Tokens};

/// How many weights there are.
pub const BUCKETS: usize = 1 << 16;

const FILE: &[u8] = include_bytes!("../../data/strain_model.bin");

/// A shorter text counts as about this many words, which shrinks it towards nothing said: two
/// words cannot say as much as twelve.
const PRIOR_WORDS: f64 = 10.0;

/// The longest comments have about so many words. Behind them, evidence no longer grows with the
/// root of the length, but is the mean over the text: what a model of comments says of a long
/// text was never trained.
const LONGEST_TRAINED: f64 = 40.0;

/// The most log odds there are, approached smoothly.
const MOST: f64 = 3.0;

/// The letters of which word parts consist.
const PART: [usize; 2] = [4, 5];

/// Words with more letters are no words.
const LONGEST_WORD: usize = 24;

/// A model: the weights, and what one step of them means in log odds.
struct Model {
    step: f64,
    weights: &'static [u8],
}

impl Model {
    /// Reads a file: lines of text, the last one `step` and a number, an empty line, the weights.
    fn parse(file: &'static [u8]) -> Option<Self> {
        let (text, weights) = file.split_at_checked(file.len().checked_sub(BUCKETS)?)?;
        let step = str::from_utf8(text).ok()?.strip_suffix("\n\n")?.lines().last()?;
        Some(Self { step: step.strip_prefix("step ")?.parse().ok()?, weights })
    }

    fn weight(&self, bucket: u16) -> f64 {
        let weight = self.weights.get(usize::from(bucket)).copied().unwrap_or_default();
        f64::from(i8::from_ne_bytes([weight])) * self.step
    }
}

#[expect(clippy::expect_used, reason = "the file is a constant, and a test parses it")]
static MODEL: LazyLock<Model> =
    LazyLock::new(|| Model::parse(FILE).expect("the embedded model is whole"));

/// What the model sees of a text, to train on.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Sample {
    /// The weights that count, each as often as it does.
    pub buckets: Vec<u16>,
    /// How many words are in no statement.
    pub words: usize,
}

impl Sample {
    /// What a sum of weights is multiplied by: one by the root of the words and of ten more.
    #[must_use]
    pub fn scale(&self) -> f64 {
        1.0 / (count(self.words) + PRIOR_WORDS).sqrt()
    }

    /// The log odds of strain, from −3 to 3, by these weights: their scaled sum, for more than 40
    /// words by the mean instead of the root, bounded by a hyperbolic tangent.
    #[must_use]
    pub fn log_odds(&self, weight: impl Fn(u16) -> f64) -> f64 {
        let sum = self.buckets.iter().fold(0.0, |sum, bucket| sum + weight(*bucket));
        let words = count(self.words);
        let long = ((LONGEST_TRAINED + PRIOR_WORDS) / (words + PRIOR_WORDS)).sqrt().min(1.0);
        MOST * (sum * self.scale() * long / MOST).tanh()
    }

    /// What no statement covers. A word that is denied is another one, and none of its parts
    /// count: "laughed" in "haven't laughed" is no laughter.
    pub(super) fn new(tokens: &Tokens, statements: &[Statement], denied: &[bool]) -> Self {
        let mut sample = Self::default();
        let mut statements = statements.iter().peekable();
        let (mut covered_to, mut before) = (0, None);
        for (at, kind) in tokens.kinds().iter().enumerate() {
            if let Some(statement) = statements.next_if(|statement| statement.tokens.start == at) {
                covered_to = statement.tokens.end;
            }
            match kind {
                Kind::Stop => before = None,
                Kind::Word if at < covered_to => before = None,
                Kind::Word => {
                    let text = tokens.text(at);
                    let word = if text.chars().all(char::is_numeric) { "0" } else { text };
                    sample.see(word, before, denied.get(at) == Some(&true));
                    before = Some(word);
                }
                Kind::Comma => {}
            }
        }
        sample
    }

    fn see(&mut self, word: &str, before: Option<&str>, denied: bool) {
        self.words += 1;
        self.buckets.push(Hash::of(if denied { "not" } else { "word" }).and(word).bucket());
        self.buckets.extend(before.map(|before| Hash::of("pair").and(before).and(word).bucket()));
        if !denied && word.chars().count() <= LONGEST_WORD {
            self.see_parts(word);
        }
    }

    /// Parts of a word, its two ends marked.
    fn see_parts(&mut self, word: &str) {
        let mut marked = String::with_capacity(word.len() + 2);
        marked.extend(["<", word, ">"]);
        let [fewest, most] = PART;
        for (start, _) in marked.char_indices() {
            let mut hash = Hash::of("part");
            let letters = marked.get(start..).unwrap_or_default().chars().take(most);
            for (letter, length) in letters.zip(1..) {
                hash = hash.letter(letter);
                if length >= fewest {
                    self.buckets.push(hash.bucket());
                }
            }
        }
    }
}

/// What the model sees of a text; of one that is not English, too.
#[must_use]
pub fn sample(text: &str) -> Sample {
    let text = normalise(text);
    let tokens = Tokens::new(&text, lexicon::knows);
    let hits = lexicon::hits(&tokens);
    let denial = negation::denial(&tokens, &hits);
    Sample::new(&tokens, &statements(&text, &tokens, &hits, &denial), &denial.reached)
}

/// The model's log odds of strain, −3 to 3.
pub(super) fn log_odds(sample: &Sample) -> f64 {
    let model = &*MODEL;
    sample.log_odds(|bucket| model.weight(bucket))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_embedded_file_is_whole() {
        let model = Model::parse(FILE).unwrap();
        assert_eq!(model.weights.len(), BUCKETS);
        assert!(model.step > 0.0 && FILE.len() <= 300_000);
        assert!(model.weights.iter().any(|weight| *weight != 0));
        assert!(str::from_utf8(&FILE[..FILE.len() - BUCKETS]).unwrap().contains("Apache-2.0"));
        assert!(Model::parse(&[]).is_none());
    }

    #[test]
    fn words_hash_as_they_did_when_the_weights_were_made() {
        let buckets = sample("ok, sunny").buckets;
        assert_eq!(buckets, sample("OK sunny").buckets);
        let made = [52084, 44807, 6854, 61188, 52661, 24401, 22423, 54098, 40750, 37377, 40103];
        assert_eq!(buckets, made);
    }

    #[test]
    fn what_is_stated_is_not_seen() {
        assert_eq!(sample("I'm so exhausted"), Sample::default());
        let sunny = sample("sunny");
        let stated = sample("sunny. I'm so exhausted");
        assert_eq!(sunny, stated);
    }

    #[test]
    fn a_denied_word_is_another_one() {
        assert_eq!(sample("laughed").buckets.len(), 1 + 6 + 5);
        let denied = sample("haven't laughed").buckets;
        assert!(sample("laughed").buckets.iter().all(|bucket| !denied.contains(bucket)));
    }

    #[test]
    fn evidence_is_bounded_and_of_long_texts_a_mean() {
        let of = |words: usize, weight: f64| {
            let sample = Sample { buckets: vec![0; words], words };
            sample.log_odds(|_| weight)
        };
        assert!(of(10, 100.0) <= MOST && of(10, -100.0) >= -MOST && of(0, 1.0).abs() < 1e-12);
        assert!(of(5, 0.1) < of(20, 0.1));
        assert!((of(4_000, 0.1) - of(2_000, 0.1)).abs() < 0.01);
    }
}
