//! Which strain phrases are denied: "not stressed" is no stress.
//!
//! After NegEx (Chapman et al. 2001): a trigger denies what follows within [`REACH`] words, unless
//! it is a pseudo-negation or the reach ends early. The cues are data, in `data/negation.tsv`,
//! which explains its kinds. A negation inside a strain phrase belongs to it ("can't sleep").

use std::sync::LazyLock;

use super::lexicon::Meaning;
use super::phrases::{Match, PhraseTable, rows};
use super::tokens::{Kind, Tokens};

/// How many words behind a negation are denied, as in NegEx.
const REACH: usize = 5;

const CUES: &str = include_str!("../../data/negation.tsv");

static TABLE: LazyLock<PhraseTable<Role<'static>>> = LazyLock::new(|| {
    PhraseTable::new(rows(CUES).filter_map(|(kind, phrase)| Some((Role::of_cue(kind)?, phrase))))
});

/// What a token does to the reach of a negation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Role<'a> {
    /// Denies the strain phrase that it follows directly.
    After,
    /// Carries a negation on over a new subject.
    Embed,
    End,
    Join,
    Negate,
    /// An ordinary word, or a cue that denies nothing.
    Other,
    /// Part of a phrase.
    Phrase(&'a Match<Meaning>),
    Subject,
}

impl Role<'_> {
    fn of_cue(kind: &str) -> Option<Self> {
        Some(match kind {
            "after" => Self::After,
            "embed" => Self::Embed,
            "end" => Self::End,
            "join" => Self::Join,
            "negate" => Self::Negate,
            "pseudo" => Self::Other,
            "subject" => Self::Subject,
            _ => return None,
        })
    }
}

/// What is denied in a text.
pub(super) struct Denial {
    /// Of each phrase, whether it is denied.
    pub(super) denied: Vec<bool>,
    /// Of each token, whether it is within the reach of a negation.
    pub(super) reached: Vec<bool>,
    /// Of each token, whether it belongs to a negation.
    pub(super) negates: Vec<bool>,
}

/// Which phrases are denied.
pub(super) fn denial(tokens: &Tokens, hits: &[Match<Meaning>]) -> Denial {
    let roles = roles(tokens, hits);
    let mut denied = Vec::with_capacity(hits.len());
    let mut reached = Vec::with_capacity(roles.len());
    let mut reach = 0_usize;
    let mut behind_denied = false;
    let mut behind_embed = false;
    for (at, role) in roles.iter().enumerate() {
        reached.push(reach > 0);
        match role {
            Role::Negate => reach = REACH,
            Role::End => reach = 0,
            Role::Join if !behind_denied => reach = 0,
            Role::Join => {}
            Role::Subject if !behind_embed => reach = 0,
            Role::Phrase(hit) if hit.tokens.start == at => {
                behind_denied = reach > 0 || roles.get(hit.tokens.end) == Some(&Role::After);
                denied.push(behind_denied);
                reach = reach.saturating_sub(1);
            }
            _ => reach = reach.saturating_sub(1),
        }
        behind_denied &= matches!(role, Role::Phrase(_));
        behind_embed = matches!(role, Role::Embed);
    }
    let negates = roles.iter().map(|role| *role == Role::Negate).collect();
    Denial { denied, reached, negates }
}

/// One role a token. A cue inside a phrase is part of the phrase, and so is one that shares its
/// "not" with it: "is not great" denies nothing.
fn roles<'a>(tokens: &Tokens, hits: &'a [Match<Meaning>]) -> Vec<Role<'a>> {
    let mut roles: Vec<Role<'a>> = tokens
        .kinds()
        .iter()
        .map(|kind| match kind {
            Kind::Word => Role::Other,
            Kind::Comma => Role::Join,
            Kind::Stop => Role::End,
        })
        .collect();
    for hit in hits {
        if let Some(covered) = roles.get_mut(hit.tokens.clone()) {
            covered.fill(Role::Phrase(hit));
        }
    }
    for cue in TABLE.matches(tokens) {
        let texts = cue.tokens.clone().map(|at| tokens.text(at));
        let covered = roles.get_mut(cue.tokens).unwrap_or_default();
        let is_phrase = |role: &Role| matches!(role, Role::Phrase(_));
        if covered.iter().zip(texts).any(|(role, text)| is_phrase(role) && text == "not") {
            continue;
        }
        covered.iter_mut().filter(|role| !is_phrase(role)).for_each(|role| *role = cue.label);
    }
    roles
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::lexicon;

    fn counted(text: &str) -> usize {
        let tokens = Tokens::new(text, lexicon::knows);
        let denial = denial(&tokens, &lexicon::hits(&tokens));
        denial.denied.iter().filter(|denied| !**denied).count()
    }

    #[test]
    fn every_row_is_read() {
        let written = CUES.lines().filter(|line| !line.starts_with('#')).count();
        assert_eq!(rows(CUES).count(), written);
        assert!(rows(CUES).all(|(kind, _)| Role::of_cue(kind).is_some()));
    }

    #[test]
    fn denied() {
        for text in [
            "I'm not stressed at all",
            "no stress today",
            "I am no longer exhausted",
            "I don't think I'm burnt out",
            "not stressed, anxious or tired",
            "never felt overwhelmed",
            "can't say I'm worried",
            "the anxiety is gone",
            "a stress-free week",
        ] {
            assert_eq!(counted(text), 0, "{text}");
        }
    }

    #[test]
    fn not_denied() {
        for text in [
            "not only tired",
            "I don't know why I'm so tired",
            "can't deal with the noise",
            "I can't sleep",
            "not sleeping",
            "I'm not lazy, I'm exhausted",
            "No, exhausted",
            "not fast but exhausted",
            "I did not go out because I was tired",
            "never been so tired",
            "we are not there yet. Exhausted",
            "nothing but one two three four stress",
            "not one two three four five six stress",
        ] {
            assert_eq!(counted(text), 1, "{text}");
        }
        assert_eq!(counted("I can't keep up and I dread tomorrow"), 2);
        assert_eq!(counted("I'm not tired, I'm exhausted"), 1);
        assert_eq!(counted("work is not great, it is not ok"), 2);
    }
}
