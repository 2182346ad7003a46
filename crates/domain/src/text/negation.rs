//! Which strain phrases are denied: "not stressed" is no stress.
//!
//! After NegEx (Chapman et al. 2001): a trigger denies what follows within [`REACH`] words, unless
//! it is a pseudo-negation or the reach ends early. The cues are data, in `data/negation.tsv`,
//! which explains its kinds. A negation inside a strain phrase belongs to it ("can't sleep").

use std::sync::LazyLock;

use super::phrases::{Match, PhraseTable, rows};
use super::theme::Theme;
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
    /// Part of a strain phrase.
    Strain(&'a Match<Theme>),
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

/// The themes of the strain phrases that are not denied, in the order of the text.
pub(super) fn standing(tokens: &Tokens, hits: &[Match<Theme>]) -> Vec<Theme> {
    let roles = roles(tokens, hits);
    let mut standing = Vec::new();
    let mut reach = 0_usize;
    let mut behind_denied = false;
    let mut behind_embed = false;
    for (at, role) in roles.iter().enumerate() {
        match role {
            Role::Negate => reach = REACH,
            Role::End => reach = 0,
            Role::Join if !behind_denied => reach = 0,
            Role::Join => {}
            Role::Subject if !behind_embed => reach = 0,
            Role::Strain(hit) if hit.tokens.start == at => {
                behind_denied = reach > 0 || roles.get(hit.tokens.end) == Some(&Role::After);
                if !behind_denied {
                    standing.push(hit.label);
                }
                reach = reach.saturating_sub(1);
            }
            _ => reach = reach.saturating_sub(1),
        }
        behind_denied &= matches!(role, Role::Strain(_));
        behind_embed = matches!(role, Role::Embed);
    }
    standing
}

/// One role a token. A cue inside a strain phrase is part of the phrase.
fn roles<'a>(tokens: &Tokens, hits: &'a [Match<Theme>]) -> Vec<Role<'a>> {
    let mut roles: Vec<Role<'a>> = tokens
        .kinds()
        .iter()
        .map(|kind| match kind {
            Kind::Word => Role::Other,
            Kind::Comma => Role::Join,
            Kind::Stop => Role::End,
        })
        .collect();
    let cues = TABLE.matches(tokens).map(|cue| (cue.tokens, cue.label));
    let strain = hits.iter().map(|hit| (hit.tokens.clone(), Role::Strain(hit)));
    for (covered, role) in cues.chain(strain) {
        if let Some(covered) = roles.get_mut(covered) {
            covered.fill(role);
        }
    }
    roles
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::lexicon;

    fn counted(text: &str) -> usize {
        let tokens = Tokens::new(text, lexicon::knows);
        standing(&tokens, &lexicon::hits(&tokens)).len()
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
    }
}
