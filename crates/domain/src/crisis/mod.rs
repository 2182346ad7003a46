//! Crisis language: what a person writes when it is about staying alive.
//!
//! A rule beside the score that only ever raises it. It reads what is said in so many words, in
//! English, Spanish, French, German and Portuguese, whatever language the text seems to be in, and
//! names the rules that fired ([`RULES`]), never the words. Of texts by somebody who did not know
//! the lists it missed one in four of the severe ones, and it misses most that is meant and not said:
//! nobody should rely on it to be kept safe.
//!
//! Everything that is known about words is data, in `data/crisis`: spellings, slots, patterns with
//! their tiers, idioms, and the cues that deny or date them. This code folds the spelling, finds the
//! patterns, masks the idioms, and judges what is left by what is around it. Beside the lists stands
//! a small model ([`resemblance`]), for what sounds like a crisis in words that no list has.

mod compile;
mod context;
mod denial;
mod find;
mod grammar;
mod known;
mod lists;
mod masks;
mod pieces;
mod repair;
pub mod resemblance;
mod rules;
mod slot_sets;
mod spelling;
mod spellings;
mod symbols;
mod trie;
mod verdict;
mod vocabulary;
mod words;

pub use rules::RULES;

use std::ops::Range;
use std::sync::LazyLock;

use context::Context;
use denial::Denial;
use find::Found;
use lists::{EMBEDDED, Lists, Meaning};
use pieces::{Piece, Pieces};
use resemblance::{Likeness, Sentence};
pub(crate) use rules::{ATTEMPT, MEANS_AT_HAND, OTHER as CONCERN_FOR_OTHER};
use verdict::{Fired, Said};

use crate::safety::Safety;

/// Reads a text for crisis language.
///
/// The tier is the most urgent that fired, the rules are every one that fired, the most urgent
/// first. All of a text is read, since a goodbye stands at its end; the time taken is linear in it and
/// the memory is bounded. Case and repeated spaces change nothing. A sentence that is added, a
/// harmless one or an idiom, never lowers the tier.
///
/// ```
/// use pilotlight_domain::crisis;
/// use pilotlight_domain::safety::{Safety, Tier};
///
/// let reading = crisis::read("this deadline is killing me and i dont wanna be alive anymore");
/// assert_eq!(reading.tier, Tier::Concern);
/// assert_eq!(reading.rules, ["passive_wish"]);
/// assert_eq!(crisis::read("this deadline is killing me"), Safety::NONE);
/// ```
#[must_use]
pub fn read(text: &str) -> Safety {
    let (said, likeness) = taken_in(text);
    likeness.raised(said.combined(likeness.is_ideation()))
}

/// What fires in a text, and what the model finds it like.
fn taken_in(text: &str) -> (Said, Likeness) {
    let lists = &*EMBEDDED;
    let (mut said, mut likeness) = (Said::default(), Likeness::default());
    for piece in Pieces::new(spelling::plain(text), &lists.letters) {
        let seen = seen(&piece, lists);
        seen.sentences.iter().for_each(|sentence| likeness.add(sentence));
        likeness.speaks |= seen.speaks;
        seen.fired.into_iter().for_each(|fired| said.add(fired));
    }
    (said, likeness)
}

/// Compiles the lists now; [`read`] does so when it is first called. A server does it before it
/// answers, so that no person waits for it.
pub fn prepare() {
    LazyLock::force(&EMBEDDED);
    resemblance::prepare();
}

/// What is seen of a piece of a text.
struct Seen {
    fired: Vec<Fired>,
    /// What the model sees of each sentence that says nothing by halves: no idiom, no denial.
    sentences: Vec<Sentence>,
    /// Whether there is a word of the speaker's own.
    speaks: bool,
}

fn seen(piece: &Piece, lists: &Lists) -> Seen {
    let (words, own) = words::split(piece, &lists.speller);
    let found: Vec<(Found, Meaning)> = find::find(&lists.compiled, &words)
        .into_iter()
        .filter_map(|found| Some((found, *lists.meanings.get(usize::from(found.pattern))?)))
        .collect();
    let context = Context::new(&words, &found);
    let rules = || {
        found.iter().filter_map(|(found, meaning)| match meaning {
            Meaning::Rule(rule) if own.contains(&found.start) => Some((found, rule)),
            _ => None,
        })
    };
    let denied: Vec<usize> = rules()
        .filter(|(found, _)| context.denial(found) == Denial::Full)
        .map(|(found, _)| found.start)
        .collect();
    let is_said = |sentence: &Range<usize>| !denied.iter().any(|at| sentence.contains(at));
    let sentences = context.sentences(&own).filter(is_said);
    let sentences = sentences.filter_map(|sentence| words.get(sentence)).map(Sentence::new);
    Seen {
        sentences: sentences.collect(),
        speaks: context.speaks(),
        fired: rules().filter_map(|(found, rule)| verdict::judged(found, rule, &context)).collect(),
    }
}
