//! From the matches to the tier.

use std::collections::BTreeSet;

use super::context::Context;
use super::denial::Denial;
use super::find::Found;
use super::lists::{Cue, Rule};
use super::rules::{DENIED, HYPERBOLE, LOSS, OTHER, PAST, TOLD};
use super::spellings::Number;
use crate::safety::{Safety, Tier};

/// Whether a rule is about somebody else.
fn is_of_others(rule: &str) -> bool {
    matches!(rule, OTHER | LOSS)
}

/// A rule that fired, after what is around it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Fired {
    name: &'static str,
    alone: Tier,
    in_company: Tier,
    /// The pattern and the words that it took.
    pattern: Number,
    start: usize,
    end: usize,
    wide: bool,
}

/// So many kinds of despair at once are worth a gentle line.
const ENOUGH_DESPAIR: usize = 4;

impl Fired {
    /// Something of the speaker's own that stands by itself.
    fn is_certain(&self) -> bool {
        self.alone > Tier::None && !is_of_others(self.name)
    }

    /// Nothing alone, and more than despair beside something else.
    fn is_hint(&self) -> bool {
        !self.wide && self.alone == Tier::None && self.in_company > Tier::Concern
    }

    fn is_despair(&self) -> bool {
        self.alone == Tier::None && self.in_company == Tier::Concern
    }

    /// At most a concern, by the name of another rule.
    fn as_concern(self, name: &'static str) -> Self {
        let [alone, in_company] = [self.alone, self.in_company].map(|tier| tier.min(Tier::Concern));
        Self { name, alone, in_company, ..self }
    }

    fn capped(self, name: &'static str, most: Tier) -> Self {
        let (alone, in_company) = (self.alone.min(most), self.in_company.min(most));
        let name = if in_company < self.in_company { name } else { self.name };
        Self { name, alone, in_company, ..self }
    }
}

/// Whether a strong word is a topic: of the news, of a job, of a lecture.
fn is_talk(found: &Found, context: &Context<'_>) -> bool {
    context.is_near(found, Cue::Media) || context.is_near(found, Cue::Topic)
}

/// What a match says where it stands; `None` where it says nothing.
pub(super) fn judged(found: &Found, rule: &Rule, context: &Context<'_>) -> Option<Fired> {
    let Rule { name, alone, in_company, present, literal, unbroken, general, wide } = *rule;
    let masked = (context.is_idiom(found) && !literal) || context.is_title(found);
    if masked || (unbroken && !context.is_unbroken(found)) {
        return None;
    }
    let Found { pattern, start, end, .. } = *found;
    let mut fired = Fired { name, alone, in_company, pattern, start, end, wide };
    if wide && (context.is_in_rule(found) || is_talk(found, context)) {
        return None;
    }
    let is_elsewhere = |cue| context.is_near(found, cue);
    if alone < in_company && (is_elsewhere(Cue::Benign) || is_elsewhere(Cue::Media)) {
        return None;
    }
    match context.denial(found) {
        Denial::Full => return None,
        Denial::Weak => fired = fired.capped(DENIED, Tier::Concern),
        Denial::None => {}
    }
    if is_of_others(name) {
        // Worry is about now; a loss does not lapse.
        let lapsed = name == OTHER && context.is_past(found);
        let elsewhere = context.is_near(found, Cue::Media) || lapsed;
        return (!elsewhere).then_some(fired);
    }
    if !general && context.is_of_others(found) {
        let concerns = wide && context.speaks() && !context.is_past(found);
        return concerns.then(|| fired.as_concern(OTHER));
    }
    if context.is_quoted(found) {
        return Some(fired.capped(OTHER, Tier::Concern));
    }
    if context.is_told(found) {
        return Some(fired.capped(TOLD, Tier::Concern));
    }
    if !present && context.is_past(found) {
        fired = fired.capped(PAST, Tier::Concern);
    }
    if context.is_near(found, Cue::Hyperbole) {
        fired = fired.capped(HYPERBOLE, Tier::Concern);
    }
    Some(fired)
}

/// Counts hints that were given one beside the other.
#[derive(Default)]
struct Hints {
    patterns: BTreeSet<Number>,
    start: usize,
    end: usize,
}

impl Hints {
    /// Counts another, unless it was counted or shares words with the last one.
    fn count(&mut self, fired: &Fired) {
        let Fired { pattern, start, end, .. } = *fired;
        // In the next piece of a text the words are numbered anew.
        let beside = start >= self.end || start < self.start;
        if fired.is_hint() && (beside || self.patterns.is_empty()) && self.patterns.insert(pattern)
        {
            (self.start, self.end) = (start, end);
        }
    }
}

/// Everything that fired, in the order of the text.
#[derive(Default)]
pub(super) struct Said {
    distinct: Vec<Fired>,
    hints: Hints,
}

impl Said {
    pub(super) fn add(&mut self, fired: Fired) {
        self.hints.count(&fired);
        match self.distinct.iter_mut().find(|known| known.name == fired.name) {
            Some(known) => {
                known.alone = known.alone.max(fired.alone);
                known.in_company = known.in_company.max(fired.in_company);
            }
            None => self.distinct.push(fired),
        }
    }

    /// The tier and the names. `in_company`: something beside the rules says that all of it is meant.
    pub(super) fn combined(&self, in_company: bool) -> Safety {
        let count =
            |kind: &dyn Fn(&Fired) -> bool| self.distinct.iter().filter(|said| kind(said)).count();
        let certain = count(&Fired::is_certain);
        let hints = self.hints.patterns.len();
        let despair = count(&Fired::is_despair);
        // What is nothing alone is worth a gentle line together.
        let adds_up = hints > 1 || (hints > 0 && despair > 1) || despair >= ENOUGH_DESPAIR;
        let tier = |fired: &Fired| {
            let others = certain - usize::from(fired.is_certain());
            if others > 0 || in_company {
                fired.in_company
            } else if adds_up {
                fired.alone.max(fired.in_company.min(Tier::Concern))
            } else {
                fired.alone
            }
        };
        let tiers = self.distinct.iter().map(|fired| (tier(fired), fired.name));
        let mut tiers: Vec<(Tier, &str)> = tiers.filter(|(tier, _)| *tier > Tier::None).collect();
        tiers.sort_by_key(|(tier, _)| std::cmp::Reverse(*tier));
        Safety {
            tier: tiers.first().map_or(Tier::None, |(tier, _)| *tier),
            rules: tiers.into_iter().map(|(_, name)| name.to_owned()).collect(),
        }
    }
}
