//! A hashed logistic model beside the lists: what sounds like a crisis in words that no list has.
//!
//! It has two heads, for any crisis and for thoughts of ending one's life. Each sums a weight for
//! each word of a sentence, each pair of neighbours and each pair with a word between, after the
//! spelling of the lists; the three sentences that speak for it most are taken together as if they
//! were independent, so that a harmless sentence takes nothing away. The example `train_crisis`
//! makes the weights. Where it finds thoughts of ending one's life, what the lists count only
//! beside other rules counts. It raises a reading and lowers none.

use std::sync::LazyLock;

use super::lists::EMBEDDED;
use super::pieces::Pieces;
use super::rules::{
    DENIED, HYPERBOLE, LOSS, OTHER, PAST, RESEMBLES_CRISIS, RESEMBLES_IDEATION, TOLD,
};
use super::words::Word;
use super::{seen, spelling, taken_in};
use crate::safety::{Safety, Tier};
use crate::text::hash::Hash;

/// How many heads there are: any crisis, and thoughts of ending one's life.
pub const HEADS: usize = 2;

/// How many weights each head has.
pub const BUCKETS: usize = 1 << 15;

/// How many sentences speak for a text.
pub const MOST_SENTENCES: usize = 3;

/// A shorter sentence counts as about this many words.
const PRIOR_WORDS: f64 = 2.0;

/// The log odds from which a head's rule fires.
const ENOUGH: [f64; HEADS] = [1.2, 1.2];

const FILE: &[u8] = include_bytes!("../../data/crisis_model.bin");

/// Weights by head, of one signed byte, and what one step of them means in log odds.
struct Model {
    step: f64,
    bias: [f64; HEADS],
    weights: &'static [u8],
}

impl Model {
    /// Reads a file: lines of text, the last one `step`, a number and the biases; an empty line;
    /// the weights.
    fn parse(file: &'static [u8]) -> Option<Self> {
        let (text, weights) = file.split_at_checked(file.len().checked_sub(HEADS * BUCKETS)?)?;
        let numbers = str::from_utf8(text).ok()?.strip_suffix("\n\n")?.lines().last()?;
        let numbers = numbers.strip_prefix("step ")?.split(' ').map(|number| number.parse().ok());
        let [step, crisis, ideation] = numbers.collect::<Option<Vec<f64>>>()?.try_into().ok()?;
        Some(Self { step, bias: [crisis, ideation], weights })
    }

    fn weight(&self, head: usize, bucket: u16) -> f64 {
        let weight = self.weights.get(head * BUCKETS + usize::from(bucket)).copied();
        f64::from(i8::from_ne_bytes([weight.unwrap_or_default()])) * self.step
    }
}

#[expect(clippy::expect_used, reason = "the file is a constant, and a test parses it")]
static MODEL: LazyLock<Model> =
    LazyLock::new(|| Model::parse(FILE).expect("the embedded model is whole"));

/// Reads the weights, as [`super::prepare`] does.
pub(super) fn prepare() {
    LazyLock::force(&MODEL);
}

/// What the model sees of a sentence.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Sentence {
    /// The weights that count, each as often as it does; below [`BUCKETS`].
    pub buckets: Vec<u16>,
    words: u32,
}

impl Sentence {
    pub(super) fn new(words: &[Word]) -> Self {
        let mut sentence = Self::default();
        let keys = || words.iter().map(|word| word.key);
        let mut see = |hash: Hash| sentence.buckets.push(hash.bucket() >> 1);
        keys().for_each(|key| see(Hash::of("word").number(key)));
        for (kind, apart) in [("pair", 1), ("apart", 2)] {
            let pairs = keys().zip(keys().skip(apart));
            pairs.for_each(|(one, other)| see(Hash::of(kind).number(one).number(other)));
        }
        sentence.words = u32::try_from(words.len()).unwrap_or(u32::MAX);
        sentence
    }

    /// What the sum of the weights is multiplied by.
    #[must_use]
    pub fn scale(&self) -> f64 {
        1.0 / (f64::from(self.words) + PRIOR_WORDS).sqrt()
    }

    /// The log odds by these weights.
    #[must_use]
    pub fn log_odds(&self, bias: f64, weight: impl Fn(u16) -> f64) -> f64 {
        let sum: f64 = self.buckets.iter().map(|bucket| weight(*bucket)).sum();
        bias + sum * self.scale()
    }
}

/// What the model sees of a text, to train on: its sentences, but for idioms and denials.
#[must_use]
pub fn sentences(text: &str) -> Vec<Sentence> {
    let lists = &*EMBEDDED;
    let pieces = Pieces::new(spelling::plain(text), &lists.letters);
    pieces.flat_map(|piece| seen(&piece, lists).sentences).collect()
}

/// What the rules say of a text without the model, which must not choose what it learns from.
#[must_use]
pub fn rules_alone(text: &str) -> Safety {
    taken_in(text).0.combined(false)
}

/// The log odds that at least one of several sentences counts, each of them independent: of the
/// three with the highest.
#[must_use]
pub fn together(log_odds: &[f64]) -> f64 {
    let mut sorted = log_odds.to_vec();
    sorted.sort_by(|a, b| b.total_cmp(a));
    // With odds o, 1 - p is 1 / (1 + o).
    let none: f64 = sorted.iter().take(MOST_SENTENCES).map(|odds| softplus(*odds)).sum();
    if none > 30.0 { none } else { none.exp_m1().ln() }
}

/// The logarithm of one and the odds.
fn softplus(log_odds: f64) -> f64 {
    log_odds.max(0.0) + (-log_odds.abs()).exp().ln_1p()
}

/// How like a crisis a text is, as its sentences are read.
#[derive(Debug, Default)]
pub(super) struct Likeness {
    /// By head, the sentences that speak for it most.
    most: [Vec<f64>; HEADS],
    pub(super) speaks: bool,
}

impl Likeness {
    pub(super) fn add(&mut self, sentence: &Sentence) {
        let model = &*MODEL;
        for (head, (most, bias)) in self.most.iter_mut().zip(model.bias).enumerate() {
            most.push(sentence.log_odds(bias, |bucket| model.weight(head, bucket)));
            most.sort_by(|a, b| b.total_cmp(a));
            most.truncate(MOST_SENTENCES);
        }
    }

    fn is_enough(&self, head: usize) -> bool {
        let of_head = self.most.iter().zip(ENOUGH).nth(head);
        of_head.is_some_and(|(most, enough)| !most.is_empty() && together(most) > enough)
    }

    /// Whether a speaker's text is like thoughts of ending one's life.
    pub(super) fn is_ideation(&self) -> bool {
        self.speaks && self.is_enough(1)
    }

    /// A reading with what the model finds beside the rules. What a rule finds denied, past or
    /// somebody else's stays at its tier.
    pub(super) fn raised(&self, mut reading: Safety) -> Safety {
        let demoted = [OTHER, LOSS, PAST, DENIED, HYPERBOLE, TOLD];
        let is_demoted = reading.rules.iter().any(|rule| demoted.contains(&rule.as_str()));
        if reading.tier < Tier::Ideation && !is_demoted && self.is_ideation() {
            reading.rules.insert(0, RESEMBLES_IDEATION.to_owned());
            reading.tier = Tier::Ideation;
        } else if reading.tier < Tier::Concern && self.is_enough(0) {
            reading.rules.insert(0, RESEMBLES_CRISIS.to_owned());
            reading.tier = Tier::Concern;
        }
        reading
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_embedded_file_is_whole() {
        let model = Model::parse(FILE).unwrap();
        assert!(model.step > 0.0 && model.weights.len() == HEADS * BUCKETS);
        assert!(model.weights.iter().any(|weight| *weight != 0));
        assert!(str::from_utf8(&FILE[..FILE.len() - HEADS * BUCKETS]).unwrap().contains("Apache"));
        assert!(Model::parse(&[]).is_none());
    }

    #[test]
    fn words_hash_as_they_did_when_the_weights_were_made() {
        let [sentence] = sentences("Quite sunny todayy").try_into().unwrap();
        assert_eq!(sentence.buckets, [20080, 2463, 25178]);
        assert_eq!(sentences("quite  SUNNY todayy"), [sentence]);
    }

    #[test]
    fn idioms_and_denials_are_not_seen() {
        assert_eq!(sentences("that would be career suicide. I'm not suicidal."), []);
        assert_eq!(sentences("rain again. it was sunny").len(), 2);
    }

    #[test]
    fn a_sentence_more_takes_nothing_away() {
        for (fewer, more) in [([0.5].as_slice(), [0.5, -9.0].as_slice()), (&[-3.0], &[-3.0, -3.0])]
        {
            assert!(together(more) >= together(fewer), "{more:?}");
        }
        assert!((together(&[0.7]) - 0.7).abs() < 1e-9 && together(&[800.0, 9.0]).is_finite());
        assert!((together(&[1.0, 1.0, 1.0]) - together(&[1.0; 40])).abs() < 1e-12);
    }
}
