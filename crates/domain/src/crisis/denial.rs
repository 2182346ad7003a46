//! Whether something is denied: after NegEx and ConText, narrowed to what is sure.

use super::context::Context;
use super::find::Found;
use super::lists::Cue;

/// How far a negation may be from what it denies, in words.
const NEGATION_REACH: usize = 10;
/// How surely something is denied.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Denial {
    None,
    /// "I can't do it", "not that I want to".
    Weak,
    Full,
}

impl Context<'_> {
    /// Whether and how a match is denied. What is taken back later is not.
    pub(super) fn denial(&self, found: &Found) -> Denial {
        let denied_after = |at| self.has(at, Cue::After) && !self.opens(at);
        let is_denial = |at: usize| self.has(at, Cue::Negate) && !self.has(at, Cue::Pseudo);
        let within = found.gap_words().any(is_denial);
        let behind = (found.end.saturating_sub(1)..=found.end).any(denied_after);
        let denial = if within || behind { Denial::Full } else { self.denial_before(found.start) };
        if self.last_recant > found.end { Denial::None } else { denial }
    }

    /// A negation denies only over words that carry it on ("don't have any plans to …"): what is
    /// denied must be certain, and "not sleeping thinking about …" denies the sleep.
    fn denial_before(&self, start: usize) -> Denial {
        let listed = start.checked_sub(1).is_some_and(|before| self.has(before, Cue::List));
        let mut at = start;
        for _ in 0..NEGATION_REACH {
            // A clause of its own is denied only where it is embedded ("don't think I …").
            let embedded = self.has(at, Cue::Subject);
            let Some(before) = at.checked_sub(1) else { return Denial::None };
            if self.is_stop(before) || (self.opens(at) && !listed) {
                return Denial::None;
            }
            if embedded && !self.has(before, Cue::Embed) {
                return Denial::None;
            }
            if self.has(before, Cue::Pseudo) {
                return Denial::None;
            }
            if self.has(before, Cue::Weak) {
                return Denial::Weak;
            }
            if self.has(before, Cue::Negate) {
                return Denial::Full;
            }
            if !self.has(before, Cue::Via) {
                return Denial::None;
            }
            at = before;
        }
        Denial::None
    }
}
