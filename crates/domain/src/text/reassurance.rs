//! Reassurance that says more than it means: "i'm fine, all good, don't worry".
//!
//! To say once that all is well answers the question. To say it again and again, and little else,
//! is what people do so that nobody asks further. VADER hears good cheer in it; here it is counted.

use std::sync::LazyLock;

use super::negation::Denial;
use super::phrases::{Match, PhraseTable, rows};
use super::sentiment;
use super::statements::{self, Statement};
use super::strain;
use super::tokens::{Kind, Tokens};

/// `data/reassurance.tsv`, which explains its kinds.
const REASSURANCES: &str = include_str!("../../data/reassurance.tsv");

/// With more other words than these between them, two reassurances are not clustered.
const GAP: usize = 2;

/// With more than so many other words to each word of reassurance, it is not what is said.
const OTHER_WORDS: usize = 2;

/// The valence of what else is said from which on a reply is a happy one: of anything good, where
/// all is only said to be well; of something very good, where a worry is answered.
const HAPPY_CLAIMS: f64 = 0.5;
const HAPPY_ANSWER: f64 = 2.5;

/// What a phrase does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Role {
    /// Answers the question.
    Claim,
    /// Answers a worry that nobody voiced, or makes little of it.
    Deflect,
    /// Says nothing of its own.
    Filler,
    /// A claim that protests.
    Insist,
}

impl Role {
    fn of_row(kind: &str) -> Option<Self> {
        Some(match kind {
            "claim" => Self::Claim,
            "deflect" => Self::Deflect,
            "filler" => Self::Filler,
            "insist" => Self::Insist,
            _ => return None,
        })
    }
}

static TABLE: LazyLock<PhraseTable<Role>> = LazyLock::new(|| {
    PhraseTable::new(
        rows(REASSURANCES).filter_map(|(kind, phrase)| Some((Role::of_row(kind)?, phrase))),
    )
});

/// Reassurances with nothing, or next to nothing, between them.
#[derive(Debug, Default)]
struct Cluster<'a> {
    /// The last word of each.
    said: Vec<&'a str>,
    words: usize,
    /// Whether one deflects, protests, or says the same again.
    insists: bool,
}

impl Cluster<'_> {
    /// All that are more than an answer: of bare claims, the first answers the question.
    fn beyond_an_answer(&self) -> usize {
        self.said.len().saturating_sub(usize::from(!self.insists))
    }
}

/// What of a text is reassurance and what is not.
#[derive(Debug, Default)]
struct Parts<'a> {
    clusters: Vec<Cluster<'a>>,
    /// The other words.
    others: Vec<&'a str>,
}

impl<'a> Parts<'a> {
    /// Fillers, breaks and statements neither part two reassurances nor are anything else that is
    /// said: who adds "I'm tired" to them reassures no less.
    fn new(tokens: &'a Tokens, found: &[Match<Role>], statements: &[Statement]) -> Self {
        let mut parts = Self::default();
        let (mut found, mut statements) = (found.iter().peekable(), statements.iter().peekable());
        let (mut at, mut stated_to, mut gap) = (0, 0, usize::MAX);
        while let Some(kind) = tokens.kinds().get(at) {
            while let Some(statement) = statements.next_if(|s| s.tokens.start <= at) {
                stated_to = statement.tokens.end;
            }
            if let Some(found) = found.next_if(|found| found.tokens.start == at) {
                if found.label != Role::Filler {
                    if gap > GAP {
                        parts.clusters.push(Cluster::default());
                    }
                    gap = 0;
                    parts.add(found, tokens.text(found.tokens.end.saturating_sub(1)));
                }
                at = found.tokens.end;
                continue;
            }
            if *kind == Kind::Word && at >= stated_to {
                gap = gap.saturating_add(1);
                parts.others.push(tokens.text(at));
            }
            at += 1;
        }
        parts
    }

    /// `last` is the word that tells claims apart: "it's fine" and "I'm fine" say the same.
    fn add(&mut self, found: &Match<Role>, last: &'a str) {
        if let Some(cluster) = self.clusters.last_mut() {
            cluster.insists |= found.label != Role::Claim || cluster.said.contains(&last);
            cluster.said.push(last);
            cluster.words += found.tokens.len();
        }
    }
}

/// How many clustered reassurances do more than answer; 0 where there is one, or where something
/// else is what the reply says.
pub(super) fn count(tokens: &Tokens, statements: &[Statement], denial: &Denial) -> usize {
    let found: Vec<Match<Role>> = TABLE
        .matches(tokens)
        .filter(|found| denial.reached.get(found.tokens.start) != Some(&true))
        .filter(|found| !is_part_of_strain(found, statements))
        .collect();
    // Most replies have none.
    if found.iter().filter(|found| found.label != Role::Filler).count() < 2 {
        return 0;
    }
    let parts = Parts::new(tokens, &found, statements);
    let Some(cluster) = parts.clusters.iter().max_by_key(|cluster| cluster.beyond_an_answer())
    else {
        return 0;
    };
    let happy = if cluster.insists { HAPPY_ANSWER } else { HAPPY_CLAIMS };
    let good = sentiment::valence(&parts.others.join(" ")) + statements::valence(statements);
    let says_else = parts.others.len() > OTHER_WORDS * cluster.words || good > happy;
    if says_else { 0 } else { cluster.beyond_an_answer() }
}

/// Whether it is the end of a strain statement: "not ok", "can't stop worrying".
fn is_part_of_strain(found: &Match<Role>, statements: &[Statement]) -> bool {
    let at = statements.partition_point(|statement| statement.tokens.end <= found.tokens.start);
    statements.get(at).is_some_and(|statement| {
        statement.tokens.start < found.tokens.start && statement.theme().is_some()
    })
}

/// The least strain of a text with so many reassurances.
pub(super) fn floor(reassurances: usize) -> f64 {
    if reassurances == 0 { 0.0 } else { (52.0 + 7.0 * strain::count(reassurances)).min(82.0) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::{lexicon, negation, scan};

    fn reassurances(text: &str) -> usize {
        let tokens = Tokens::new(text, lexicon::knows);
        let hits = lexicon::hits(&tokens);
        let denial = negation::denial(&tokens, &hits);
        count(&tokens, &scan::statements(text, &tokens, &hits, &denial), &denial)
    }

    #[test]
    fn every_row_is_read() {
        let written = REASSURANCES.lines().filter(|line| !line.starts_with('#')).count();
        assert_eq!(rows(REASSURANCES).count(), written);
        assert!(rows(REASSURANCES).all(|(kind, _)| Role::of_row(kind).is_some()));
    }

    #[test]
    fn clustered_reassurance_counts() {
        for (text, counted) in [
            ("i'm fine, all good, don't worry", 3),
            ("Fine. Totally fine. Everything is fine.", 3),
            ("I'm okay. Really, I'm okay", 2),
            ("it's nothing, I'm fine", 2),
            ("honestly, don't worry about me, I'll manage", 2),
            ("I'm fine, just tired", 2),
            ("the week was long, but it's fine, I can handle it", 2),
            // The first of two bare claims is the answer.
            ("I'm fine, all good", 1),
        ] {
            assert_eq!(reassurances(text), counted, "{text}");
        }
    }

    #[test]
    fn an_answer_is_no_masking() {
        for text in [
            "I'm fine",
            "all good, great day, lovely weather",
            "All good thanks, I'm fine",
            "no worries, all good here, enjoying the garden",
            "I'm good! The project shipped, it's all good, we are so happy and proud",
            "I'm not fine, it's not ok",
            "I'm fine. Not ok",
            "I'm fine but I can't stop worrying",
            "the food was fine and the room was ok, then we drove up to the lake for a swim",
            "don't worry",
        ] {
            assert_eq!(reassurances(text), 0, "{text}");
        }
    }

    #[test]
    fn the_floor_is_capped() {
        assert!(floor(0).abs() < 1e-12 && (floor(2) - 66.0).abs() < 1e-12);
        assert!((floor(9) - 82.0).abs() < 1e-12);
    }
}
