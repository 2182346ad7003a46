//! The embedded lists, and what their patterns mean.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::compile::{self, Compiled};
use super::repair::Speller;
use super::rules::RULES;
use super::spelling::Rewrites;
use crate::safety::Tier;

/// Spellings, in every language at once.
const SPELLING: &str = include_str!("../../data/crisis/spelling.tsv");

/// Every list runs, whatever language a text seems to be in. Each says where it comes from.
pub(super) const LISTS: [(&str, &str); 16] = [
    ("en_slots", include_str!("../../data/crisis/en_slots.tsv")),
    ("en_methods", include_str!("../../data/crisis/en_methods.tsv")),
    ("en_imminent", include_str!("../../data/crisis/en_imminent.tsv")),
    ("en_ideation", include_str!("../../data/crisis/en_ideation.tsv")),
    ("en_concern", include_str!("../../data/crisis/en_concern.tsv")),
    ("en_despair", include_str!("../../data/crisis/en_despair.tsv")),
    ("en_lexicon", include_str!("../../data/crisis/en_lexicon.tsv")),
    ("en_wide", include_str!("../../data/crisis/en_wide.tsv")),
    ("en_ends", include_str!("../../data/crisis/en_ends.tsv")),
    ("en_topics", include_str!("../../data/crisis/en_topics.tsv")),
    ("en_idioms", include_str!("../../data/crisis/en_idioms.tsv")),
    ("en_cues", include_str!("../../data/crisis/en_cues.tsv")),
    ("es", include_str!("../../data/crisis/es.tsv")),
    ("fr", include_str!("../../data/crisis/fr.tsv")),
    ("de", include_str!("../../data/crisis/de.tsv")),
    ("pt", include_str!("../../data/crisis/pt.tsv")),
];

/// What it means that a pattern matches.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Meaning {
    /// A rule fires, unless what is around it says otherwise.
    Rule(Rule),
    /// A manner of speaking: its words mean nothing else.
    Idiom,
    /// Something that a rule nearby is judged by.
    Cue(Cue),
}

/// One of [`RULES`], as one pattern shows it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Rule {
    pub(super) name: &'static str,
    /// Its tier when nothing else is said.
    pub(super) alone: Tier,
    /// Its tier beside another rule.
    pub(super) in_company: Tier,
    /// Said of now, in words that a time long past beside it does not change.
    pub(super) present: bool,
    /// Says what no idiom can be meant by.
    pub(super) literal: bool,
    /// Does not reach across a comma.
    pub(super) unbroken: bool,
    /// Said in a general way by somebody who means themselves ("what stops people from …").
    pub(super) general: bool,
    /// A strong word in any construction: read where no narrower rule reads the same words.
    pub(super) wide: bool,
}

macro_rules! cues {
    ($($(#[$meta:meta])* $cue:ident = $name:literal $bit:literal),+ $(,)?) => {
        /// What a rule nearby is judged by; `en_cues.tsv` explains each.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub(super) enum Cue { $($cue),+ }

        impl Cue {
            fn named(name: &str) -> Option<Self> {
                match name { $($name => Some(Self::$cue),)+ _ => None }
            }

            /// A bit of its own.
            pub(super) const fn bit(self) -> u32 {
                match self { $(Self::$cue => 1 << $bit),+ }
            }
        }
    };
}

cues! {
    Negate = "negate" 0,
    Weak = "weak" 1,
    Pseudo = "pseudo" 2,
    Via = "via" 3,
    Subject = "subject" 4,
    Embed = "embed" 5,
    After = "after" 6,
    Recant = "recant" 7,
    Past = "past" 8,
    Present = "present" 9,
    Hyperbole = "hyperbole" 10,
    Media = "media" 11,
    Title = "title" 12,
    Said = "said" 13,
    Told = "told" 14,
    Benign = "benign" 15,
    List = "list" 16,
    Other = "other" 17,
    Self_ = "self" 18,
    Literal = "literal" 19,
    Habit = "habit" 20,
    Ongoing = "ongoing" 21,
    Topic = "topic" 22,
}

/// Everything that a text is read with.
pub(super) struct Lists {
    /// Letters of other scripts that look like ours.
    pub(super) letters: HashMap<char, char>,
    pub(super) speller: Speller,
    pub(super) compiled: Compiled,
    /// By the number of a pattern.
    pub(super) meanings: Vec<Meaning>,
}

/// Compiled on first use.
#[expect(clippy::expect_used, reason = "the lists are constants, and a test compiles them")]
pub(super) static EMBEDDED: LazyLock<Lists> =
    LazyLock::new(|| Lists::new(SPELLING, &LISTS).expect("embedded lists compile"));

impl Lists {
    fn new(spelling: &'static str, lists: &[(&str, &'static str)]) -> Result<Self, String> {
        let rewrites = Rewrites::new(rows(spelling))?;
        let mut meanings = Vec::new();
        let mut patterns = Vec::new();
        let rows = || lists.iter().flat_map(|(_, list)| rows(list));
        for (kind, name, pattern) in rows().filter(|(kind, ..)| *kind != "slot") {
            meanings.push(meaning(kind, name).ok_or_else(|| format!("{kind} {name}: {pattern}"))?);
            patterns.push(pattern);
        }
        let slots = rows().filter(|(kind, ..)| *kind == "slot");
        let slots = slots.map(|(_, name, phrases)| (name, phrases));
        let (compiled, words) = compile::compile(&rewrites, slots, patterns.into_iter())?;
        let speller = Speller::new(&rewrites, words)?;
        meanings.shrink_to_fit();
        Ok(Self { letters: rewrites.letters, speller, compiled, meanings })
    }
}

/// The rows of a table: three columns, `# ` starts a comment line.
pub(super) fn rows(
    table: &'static str,
) -> impl Iterator<Item = (&'static str, &'static str, &'static str)> {
    table.lines().filter(|line| !line.starts_with('#')).filter_map(|line| {
        let (kind, rest) = line.split_once('\t')?;
        let (name, pattern) = rest.split_once('\t')?;
        Some((kind, name, pattern))
    })
}

fn meaning(kind: &str, name: &'static str) -> Option<Meaning> {
    match kind {
        "idiom" => Some(Meaning::Idiom),
        "cue" => Cue::named(name).map(Meaning::Cue),
        tiers => {
            let flag = |flag: char| tiers.contains(flag);
            let (literal, present) = (flag('='), flag('!'));
            let (unbroken, general, wide) = (flag('-'), flag('@'), flag('*'));
            let tiers = tiers.trim_end_matches(['!', '=', '-', '@', '*']);
            let (alone, in_company) = tiers.split_once('+').unwrap_or((tiers, tiers));
            let (name, _) = *RULES.iter().find(|(known, _)| *known == name)?;
            let tier = |number: &str| Tier::from_number(number.parse().ok()?);
            let (alone, in_company) = (tier(alone)?, tier(in_company)?);
            Some(Meaning::Rule(Rule {
                name,
                alone,
                in_company,
                present,
                literal,
                unbroken,
                general,
                wide,
            }))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What a server keeps for as long as it runs: 1.4 MB with the lists as they are.
    const MOST_BYTES: usize = 2_000_000;

    #[test]
    fn the_lists_take_little_memory() {
        let Lists { speller, compiled, meanings, .. } = &*EMBEDDED;
        let patterns = compiled.trie.bytes() + compiled.symbols.bytes();
        let meanings = size_of::<Meaning>() * meanings.capacity();
        let bytes = [patterns, speller.bytes(), meanings];
        assert!(bytes.iter().sum::<usize>() < MOST_BYTES, "{bytes:?}");
        assert!(bytes.iter().all(|bytes| *bytes > 10_000), "{bytes:?} leave something out");
    }
}
