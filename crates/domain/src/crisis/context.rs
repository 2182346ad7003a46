//! What is said around a match: denied, long past, of somebody else, a manner of speaking.

use std::ops::Range;

use super::find::Found;
use super::lists::{Cue, Meaning};
use super::words::Word;
use crate::safety::Tier;

/// How far other cues may be, before and behind.
const BEFORE: usize = 14;
const BEHIND: usize = 12;
/// How far a subject may be before its verb.
const SUBJECT_REACH: usize = 8;

/// Marks the words that a match names.
fn set(marks: &mut [bool], found: &Found) {
    for at in found.own_words() {
        if let Some(mark) = marks.get_mut(at) {
            *mark = true;
        }
    }
}

/// The words of a text with what the cues and the idioms say of each.
pub(super) struct Context<'a> {
    words: &'a [Word],
    /// The bits of the cues, one entry a word and one behind the last.
    cues: Vec<u32>,
    in_idiom: Vec<bool>,
    /// What a rule that is not wide reads.
    in_rule: Vec<bool>,
    /// Whether the speaker is anywhere in the text.
    speaks: bool,
    /// Behind the last word that takes a denial back.
    pub(super) last_recant: usize,
}

impl<'a> Context<'a> {
    pub(super) fn new(words: &'a [Word], found: &[(Found, Meaning)]) -> Self {
        let mut context = Self {
            words,
            cues: vec![0; words.len() + 1],
            in_idiom: vec![false; words.len()],
            in_rule: vec![false; words.len()],
            speaks: false,
            last_recant: 0,
        };
        for (found, meaning) in found {
            match meaning {
                Meaning::Idiom if context.is_unbroken(found) => set(&mut context.in_idiom, found),
                Meaning::Rule(rule) if !rule.wide && rule.alone > Tier::None => {
                    set(&mut context.in_rule, found);
                }
                Meaning::Cue(cue) => context.mark(found, *cue),
                Meaning::Idiom | Meaning::Rule(_) => {}
            }
        }
        context
    }

    fn mark(&mut self, found: &Found, cue: Cue) {
        let marked = match cue {
            // About what begins behind them.
            Cue::Title | Cue::Said | Cue::Told => found.end..found.end + 1,
            // About what ends before it.
            Cue::After => found.start..found.start + 1,
            Cue::Recant => {
                self.last_recant = self.last_recant.max(found.start + 1);
                return;
            }
            Cue::Self_ => {
                self.speaks = true;
                found.start..found.end
            }
            _ => found.start..found.end,
        };
        for cues in self.cues.get_mut(marked).unwrap_or_default() {
            *cues |= cue.bit();
        }
    }

    pub(super) fn has(&self, at: usize, cue: Cue) -> bool {
        self.cues.get(at).is_some_and(|cues| cues & cue.bit() != 0)
    }

    pub(super) fn is_stop(&self, at: usize) -> bool {
        self.words.get(at).is_none_or(|word| word.stop)
    }

    pub(super) fn opens(&self, at: usize) -> bool {
        self.words.get(at).is_some_and(|word| word.opens)
    }

    /// Whether a match keeps within one line, bracket or comma.
    pub(super) fn is_unbroken(&self, found: &Found) -> bool {
        !(found.start + 1..found.end).any(|at| self.opens(at))
    }

    /// Whether a word of a match is part of an idiom, and of nothing that means what it says.
    pub(super) fn is_idiom(&self, found: &Found) -> bool {
        let is_idiom = |at| self.in_idiom.get(at).copied().unwrap_or(false);
        found.own_words().any(|at| is_idiom(at) && !self.has(at, Cue::Literal))
    }

    /// Whether a narrower rule reads a word of a match.
    pub(super) fn is_in_rule(&self, found: &Found) -> bool {
        found.own_words().any(|at| self.in_rule.get(at) == Some(&true))
    }

    /// Whether the speaker is near, or at least in the text.
    pub(super) fn speaks(&self) -> bool {
        self.speaks
    }

    /// Whether a cue is near, in the same sentence.
    pub(super) fn is_near(&self, found: &Found, cue: Cue) -> bool {
        self.near(found).any(|at| self.has(at, cue))
    }

    /// The words of a match and those around it, in the same sentence.
    fn near(&self, found: &Found) -> impl Iterator<Item = usize> {
        let before = (found.start.saturating_sub(BEFORE)..found.start).rev();
        let behind = found.end..found.end + BEHIND;
        let before = before.take_while(|at| !self.is_stop(*at));
        let behind = behind.take_while(|at| !self.is_stop(*at));
        before.chain(found.start..found.end).chain(behind)
    }

    /// Whether what matches was long ago, and nothing near says that it is now.
    pub(super) fn is_past(&self, found: &Found) -> bool {
        // "Better now" is past, whatever its "now" says.
        let says_now =
            |cue: Cue| self.near(found).any(|at| self.has(at, cue) && !self.has(at, Cue::Past));
        let past = self.is_near(found, Cue::Past) && !says_now(Cue::Ongoing);
        (past || self.is_near(found, Cue::Habit)) && !says_now(Cue::Present)
    }

    /// Whether a match without a word of the speaker's own has another subject: "people who want to
    /// die". Without any subject it is the speaker's, who left the "I" out.
    pub(super) fn is_of_others(&self, found: &Found) -> bool {
        // "I ... she is ...": who comes last is meant.
        let is_person = |at: &usize| self.has(*at, Cue::Other) || self.has(*at, Cue::Self_);
        if found.gap_words().rev().find(is_person).is_some_and(|at| self.has(at, Cue::Other)) {
            return true;
        }
        if found.own_words().any(|at| self.has(at, Cue::Self_)) {
            return false;
        }
        let mut at = found.start;
        for _ in 0..SUBJECT_REACH {
            let Some(before) = at.checked_sub(1) else { return false };
            if self.is_stop(before) || self.opens(at) {
                return false;
            }
            // Before the speaker: "a friend of mine".
            if self.has(before, Cue::Other) {
                return true;
            }
            if self.has(before, Cue::Self_) {
                return false;
            }
            at = before;
        }
        false
    }

    /// The sentences whose first word is within, without those that have an idiom in them.
    pub(super) fn sentences(&self, own: &Range<usize>) -> impl Iterator<Item = Range<usize>> {
        let mut from = own.start;
        // A sentence that begins before is the piece before's.
        while from > 0 && !self.is_stop(from - 1) {
            from += 1;
        }
        let within = move |start: &usize| *start < own.end;
        std::iter::from_fn(move || {
            let start = Some(from).filter(within)?;
            let end = (start..self.words.len()).find(|at| self.is_stop(*at));
            let end = end.unwrap_or(self.words.len());
            from = end + 1;
            Some(start..end)
        })
        .filter(|sentence| {
            !self.in_idiom.get(sentence.clone()).is_some_and(|all| all.contains(&true))
        })
    }

    /// Whether it is the words of a song, a film or a caption.
    pub(super) fn is_title(&self, found: &Found) -> bool {
        self.has(found.start, Cue::Title)
    }

    /// Whether somebody else is quoted: a quotation in which a match stands was announced as theirs.
    pub(super) fn is_quoted(&self, found: &Found) -> bool {
        let before = (found.start.saturating_sub(SUBJECT_REACH)..=found.start).rev();
        let mut inside = before.take_while(|at| !self.is_stop(*at));
        let opening = inside.find(|at| self.words.get(*at).is_some_and(|word| word.quoted));
        opening.is_some_and(|at| self.has(at, Cue::Said))
    }

    /// Whether somebody else said that the person should.
    pub(super) fn is_told(&self, found: &Found) -> bool {
        self.has(found.start, Cue::Told)
    }
}
