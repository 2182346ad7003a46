//! What is said where a safety rule fired: calm, direct, the human way first.

use crate::crisis::{ATTEMPT, CONCERN_FOR_OTHER, MEANS_AT_HAND};
use crate::safety::{Safety, Tier};
use crate::score::Level;

/// The words for what the safety rules found; `None` where the level's own words stand.
pub(super) fn variants(safety: &Safety, level: Level) -> Option<&'static [&'static str]> {
    let of_others = safety.rules.iter().all(|rule| rule == CONCERN_FOR_OTHER);
    match safety.tier {
        Tier::None => None,
        // What is red for itself is taken seriously in its own words.
        Tier::Concern if level == Level::Red => None,
        Tier::Concern if of_others && !safety.rules.is_empty() => Some(&HELPER),
        Tier::Concern => Some(&CONCERN),
        Tier::Ideation => Some(&IDEATION),
        Tier::Imminent if safety.rules.iter().any(|rule| is_now(rule)) => Some(&NOW),
        Tier::Imminent => Some(&IMMINENT),
    }
}

/// Whether a rule tells of danger at this moment.
fn is_now(rule: &str) -> bool {
    rule == ATTEMPT || rule == MEANS_AT_HAND
}

const HELPER: [&str; 3] = [
    "It sounds as if somebody near you is having a very hard time. You may ask them openly how they \
     are, and just listen. A helpline is there for people who worry, too.",
    "Being worried about someone is heavy in itself. If they may be in danger now, stay with them \
     and call your local emergency number. A helpline will advise you as well.",
    "Thank you for looking out for somebody. You need not have the answer: listen, take it \
     seriously, and bring in another person. A helpline can guide you.",
];

const CONCERN: [&str; 3] = [
    "Thank you for saying that. It sounds heavy, and you do not have to carry it by yourself. You \
     can talk it over with a person, in your own time.",
    "There are words in this reply that we do not want to pass over, though we may be misreading \
     them. Talking with a person can make a hard stretch less lonely.",
    "What you wrote matters. You need not be sure of what you feel to talk it over with someone.",
];

const IDEATION: [&str; 3] = [
    "Thank you for telling us. What you wrote is serious, and you deserve a person with you in it, \
     now. Please reach out before anything else.",
    "We take what you wrote seriously, and it is good that you said it. Please talk with a person \
     today, as soon as you can.",
    "This sounds like more than anybody should be alone with. Please let a person listen today; \
     you need not explain it well.",
];

const IMMINENT: [&str; 3] = [
    "Please let a person be with you now. If you are in danger, call your local emergency number, \
     or go to someone close by. Nothing else has to be decided today.",
    "What you wrote sounds urgent. Please do not stay alone with it: call your local emergency \
     number if you are in danger, or go to somebody near you.",
    "Your safety comes first. Please go to where another person is, and call your local emergency \
     number if you are in danger now.",
];

const NOW: [&str; 3] = [
    "This is an emergency, and you deserve help at once. Please call your local emergency number \
     now, or have somebody near you call, and stay where people are.",
    "Please call your local emergency number now. Tell them what you told us, and go to somebody \
     close by until help is there.",
    "What you wrote cannot wait. Please call your local emergency number now, put some distance \
     between you and what could hurt you, and let a person stay with you.",
];

#[cfg(test)]
mod tests {
    use super::*;

    fn said(tier: Tier, rules: &[&str], level: Level) -> Option<&'static [&'static str]> {
        let rules = rules.iter().map(|rule| (*rule).to_owned()).collect();
        variants(&Safety { tier, rules }, level)
    }

    #[test]
    fn the_most_urgent_tier_speaks() {
        assert_eq!(said(Tier::None, &[], Level::Red), None);
        assert_eq!(said(Tier::Concern, &["passive_wish"], Level::Red), None);
        assert_eq!(said(Tier::Concern, &[], Level::Yellow), Some(&CONCERN[..]));
        assert_eq!(said(Tier::Ideation, &["active_ideation"], Level::Red), Some(&IDEATION[..]));
        assert_eq!(said(Tier::Imminent, &["goodbye"], Level::Red), Some(&IMMINENT[..]));
        let now = ["goodbye", "attempt"];
        assert_eq!(said(Tier::Imminent, &now, Level::Red), Some(&NOW[..]));
    }

    #[test]
    fn who_worries_about_somebody_is_spoken_to_as_a_helper() {
        let rules = ["concern_for_other"];
        assert_eq!(said(Tier::Concern, &rules, Level::Yellow), Some(&HELPER[..]));
        assert_eq!(said(Tier::Concern, &rules, Level::Red), None);
        // Who lost somebody is spoken to for their own sake.
        let loss = ["suicide_loss"];
        assert_eq!(said(Tier::Concern, &loss, Level::Yellow), Some(&CONCERN[..]));
        let both = ["passive_wish", "concern_for_other"];
        assert_eq!(said(Tier::Concern, &both, Level::Yellow), Some(&CONCERN[..]));
    }
}
