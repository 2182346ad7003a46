//! What a reply says: how strained its words are.
//!
//! The analyser that runs when no other service read the reply. It is a lexical one, so that every
//! reading can be explained: VADER's compound, how much the speaker speaks of themselves, and
//! strain phrases that are not denied, joined by a logistic fit. It reads English; of a reply in
//! another language it reads the emoji, and says so by a low quality.

mod language;
mod lexicon;
mod negation;
mod normalise;
mod phrases;
mod strain;
mod theme;
mod tokens;

use std::sync::LazyLock;

use vader_parity::SentimentIntensityAnalyzer;

pub use language::Language;
pub use normalise::MAX_CHARS;
pub use theme::Theme;

use phrases::Match;
use strain::{Features, count};
use tokens::Tokens;

/// The words from which on a text is long enough to be read in full quality.
const FULL_QUALITY_WORDS: f64 = 8.0;

/// What is left of the quality in another language, of which only the emoji are read.
const UNREAD_LANGUAGE_QUALITY: f64 = 0.3;

/// On fewer words the language is too much of a guess to leave the words unread.
const GUESSED_BELOW_WORDS: usize = 4;

/// The quality of a reply of emoji alone: half a word's.
const EMOJI_QUALITY: f64 = 0.5 / FULL_QUALITY_WORDS;

static VADER: LazyLock<SentimentIntensityAnalyzer> = LazyLock::new(SentimentIntensityAnalyzer::new);

/// What a text says about strain.
#[derive(Debug, Clone, PartialEq)]
pub struct TextReading {
    /// 0–100, higher is worse: 100 times the logistic fit of the three features below, with
    /// strain and none weighted equally.
    pub strain: f64,
    /// 0–1: how much there was to read, and whether in a language that is read.
    pub quality: f64,
    /// How many words were read.
    pub words: usize,
    /// The language the text seems to be in.
    pub language: Language,
    /// What the strain phrases are about, the most frequent first; phrases that are denied ("not
    /// stressed") are left out.
    pub themes: Vec<Theme>,
    /// VADER's compound (Hutto & Gilbert 2014), −1 (negative) to 1; of the emoji alone in a
    /// language that is not read.
    pub compound: f64,
    /// First-person words per word (at least four words are assumed); one fewer for each strain
    /// phrase that is denied.
    pub first_person: f64,
    /// Strain phrases that are not denied per root of words (at least four words are assumed).
    pub lexical: f64,
}

impl TextReading {
    /// The probability of strain, 0–1, were strain as frequent as among the Reddit comments of
    /// GoEmotions (19 %). To rank and to explain, use [`TextReading::strain`].
    #[must_use]
    pub fn probability(&self) -> f64 {
        let Self { compound, first_person, lexical, .. } = *self;
        Features { compound, first_person, lexical }.probability()
    }
}

/// Reads a text. `None` where there is nothing to read: no letter, and no emoji with a feeling.
///
/// At most the first [`MAX_CHARS`] characters are read. The time taken is linear in them.
///
/// ```
/// use pilotlight_domain::text::{self, Theme};
///
/// let reading = text::read("I'm exhausted, I can't keep up").ok_or("nothing to read")?;
/// assert!(reading.strain > 70.0);
/// assert_eq!(reading.themes, [Theme::Fatigue, Theme::Overload]);
/// assert_eq!(text::read("  "), None);
/// # Ok::<(), &str>(())
/// ```
#[must_use]
pub fn read(text: &str) -> Option<TextReading> {
    let text = normalise::normalise(text);
    let tokens = Tokens::new(&text, lexicon::knows);
    let hits = lexicon::hits(&tokens);
    let language = language::detect(&text, &tokens, &hits);
    let (features, standing) = match language {
        Language::English | Language::Undetermined => in_words(&text, &tokens, &hits),
        _ if tokens.words() < GUESSED_BELOW_WORDS => in_words(&text, &tokens, &hits),
        _ => (in_emoji(&text, &tokens), Vec::new()),
    };
    // Digits and marks alone say nothing.
    if features.compound == 0.0 && !text.contains(char::is_alphabetic) {
        return None;
    }
    Some(TextReading {
        strain: features.strain(),
        quality: quality(tokens.words(), language),
        words: tokens.words(),
        language,
        themes: most_frequent_first(&standing),
        compound: features.compound,
        first_person: features.first_person,
        lexical: features.lexical,
    })
}

/// What an English text says, and the themes of its strain phrases.
fn in_words(text: &str, tokens: &Tokens, hits: &[Match<Theme>]) -> (Features, Vec<Theme>) {
    let standing = negation::standing(tokens, hits);
    // Who says "I'm not stressed" speaks of themselves, but not of strain.
    let denied = hits.len() - standing.len();
    let first_person = tokens.first_person().saturating_sub(denied);
    (Features::new(compound(text), tokens.words(), first_person, standing.len()), standing)
}

/// What the emoji of a text say. Its words mean other things here: "pain" is bread.
fn in_emoji(text: &str, tokens: &Tokens) -> Features {
    let emoji: String = text.chars().filter(|c| !c.is_alphanumeric()).collect();
    Features::new(compound(&emoji), tokens.words(), 0, 0)
}

fn compound(text: &str) -> f64 {
    VADER.polarity_scores(text).compound
}

fn quality(words: usize, language: Language) -> f64 {
    let length = (count(words) / FULL_QUALITY_WORDS).min(1.0);
    match language {
        Language::Undetermined => EMOJI_QUALITY,
        Language::English => length,
        _ => length * UNREAD_LANGUAGE_QUALITY,
    }
}

/// Each theme once; of equally frequent ones, the one that was named first.
fn most_frequent_first(named: &[Theme]) -> Vec<Theme> {
    let mut counted: Vec<(Theme, usize)> = Vec::new();
    for theme in named {
        match counted.iter_mut().find(|(known, _)| known == theme) {
            Some((_, times)) => *times += 1,
            None => counted.push((*theme, 1)),
        }
    }
    counted.sort_by_key(|(_, times)| std::cmp::Reverse(*times));
    counted.into_iter().map(|(theme, _)| theme).collect()
}
