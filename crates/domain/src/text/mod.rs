//! What a reply says: how strained its words are.
//!
//! The analyser that runs when no other service read the reply. Every reading can be explained:
//!
//! 1. Phrases of strain and of calm, and what people say they feel, are looked up, those that are
//!    denied set apart, the others weighed by their severity and by what modifies them ("a bit", "so", "but"). With the words
//!    that lead to them they are statements.
//! 2. What the statements leave is read by VADER and by a small hashed model.
//! 3. Both, and how much the speaker speaks of themselves, are joined by a logistic formula.
//! 4. Clustered reassurance sets a floor.
//!
//! It reads English; of a reply in another language it reads the emoji, and says so by a low
//! quality. A further statement of strain never lowers the strain of an English reply.

mod felt;
pub(crate) mod hash;
mod language;
mod lexicon;
mod misread;
pub mod model;
mod modifiers;
mod negation;
pub(crate) mod normalise;
mod phrases;
mod reassurance;
mod scan;
mod sentiment;
mod statements;
mod strain;
mod theme;
mod tokens;

pub use language::Language;
pub use normalise::MAX_CHARS;
pub use theme::Theme;

use lexicon::Meaning;
use model::Sample;
use phrases::Match;
use statements::Statement;
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

/// What a text says about strain.
#[derive(Debug, Clone, PartialEq)]
pub struct TextReading {
    /// 0–100, higher is worse; 30 where a text says nothing either way.
    ///
    /// 100·σ(−0.847 − 0.825·`compound` + 3·`first_person` + 2.75·`lexical` + 0.33·`model`), and
    /// at least 52 + 7·`reassurances` where there are any, at most 82. Of emoji without words, and
    /// in a language that is not read: 100·σ(−0.847 − 1.21·`compound`).
    pub strain: f64,
    /// 0–1: how much there was to read, and whether in a language that is read.
    pub quality: f64,
    /// How many words were read.
    pub words: usize,
    /// The language the text seems to be in.
    pub language: Language,
    /// What the strain phrases are about, the most frequent first; phrases that are denied ("not
    /// stressed") are left out. [`Theme::Masking`] where there are `reassurances`.
    pub themes: Vec<Theme>,
    /// VADER's valence (Hutto & Gilbert 2014) of what no statement covers, summed over the
    /// sentences, and 1.9 for each statement of calm, twice that for a feeling that somebody says
    /// they feel ("I feel let down": −3.8), half of it for strain that is denied and against it for
    /// calm that is denied; "like" that compares, "pretty" that stresses and a few emoji are kept
    /// from VADER, which misreads them. It is squashed as VADER's compound is, v / √(v² + 15), to −1
    /// (negative) to 1, of more than 15 words with as many in the place of the 15. Of the emoji
    /// alone in a language that is not read.
    pub compound: f64,
    /// First-person words by the words in no statement and 16 more, 1 at most; one fewer for each
    /// strain phrase that is denied.
    pub first_person: f64,
    /// √(stated strain / √(words in no statement + 16)). Each strain phrase that is not denied
    /// states 1, ⅓ if it is mild, 2 if it is severe; times 2 if intensified, 0.6 if softened, 0.1
    /// if it has a good reason, 0.5 before a "but" and 1.5 behind it. Never negative.
    pub lexical: f64,
    /// The log odds of strain, −3 to 3, that [`model`] sees in the words that no statement covers.
    pub model: f64,
    /// Reassurances that cluster and do more than answer the question ("i'm fine, all good, don't
    /// worry": 3); 0 where they do not cluster, or where more is said than that.
    pub reassurances: usize,
}

impl TextReading {
    /// Whether all was read: not where there are words in another language, of which only the emoji
    /// are read.
    #[must_use]
    pub fn is_read(&self) -> bool {
        self.language == Language::Undetermined || is_read(self.language, self.words)
    }

    /// Whether the reply reassures more than it tells, which reads as masking.
    #[must_use]
    pub const fn is_masked(&self) -> bool {
        self.reassurances > 0
    }

    /// The probability of strain, 0–1, were strain as frequent as among the Reddit comments of
    /// GoEmotions (19 %). To rank and to explain, use [`TextReading::strain`].
    #[must_use]
    pub fn probability(&self) -> f64 {
        let Self { compound, first_person, lexical, model, .. } = *self;
        Features { compound, first_person, lexical, model }.probability()
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
/// assert!(text::read("i'm fine, all good, don't worry").is_some_and(|masked| masked.is_masked()));
/// assert_eq!(text::read("  "), None);
/// # Ok::<(), &str>(())
/// ```
#[must_use]
pub fn read(text: &str) -> Option<TextReading> {
    let text = normalise::normalise(text);
    let tokens = Tokens::new(&text, lexicon::knows);
    let hits = lexicon::hits(&tokens);
    let language = language::detect(&text, &tokens, &hits);
    let said = if is_read(language, tokens.words()) {
        in_words(&text, &tokens, &hits)
    } else {
        in_emoji(&text)
    };
    // Digits and marks alone say nothing.
    if said.features.compound == 0.0 && !text.contains(char::is_alphabetic) {
        return None;
    }
    Some(TextReading {
        strain: said.strain,
        quality: quality(tokens.words(), language),
        words: tokens.words(),
        language,
        themes: said.themes,
        compound: said.features.compound,
        first_person: said.features.first_person,
        lexical: said.features.lexical,
        model: said.features.model,
        reassurances: said.reassurances,
    })
}

/// Of few words the language is a guess: they are read as English.
const fn is_read(language: Language, words: usize) -> bool {
    match language {
        Language::English => true,
        Language::Undetermined => false,
        _ => words < GUESSED_BELOW_WORDS,
    }
}

/// What a text says.
struct Said {
    strain: f64,
    features: Features,
    themes: Vec<Theme>,
    reassurances: usize,
}

/// What an English text says.
fn in_words(text: &str, tokens: &Tokens, hits: &[Match<Meaning>]) -> Said {
    let denial = negation::denial(tokens, hits);
    let statements = scan::statements(text, tokens, hits, &denial);
    let sample = Sample::new(tokens, &statements, &denial.reached);
    let valence =
        sentiment::of_the_rest(text, tokens, &statements) + statements::valence(&statements);
    // Who says "I'm not stressed" speaks of themselves, but not of strain.
    let denied = statements.iter().filter(|statement| statement.denies_strain()).count();
    let features = Features::new(
        sentiment::compound(valence, count(sample.words)),
        sample.words,
        tokens.first_person().saturating_sub(denied),
        statements::strain(&statements),
        model::log_odds(&sample),
    );
    let reassurances = reassurance::count(tokens, &statements, &denial);
    let masking = (reassurances > 0).then_some(Theme::Masking);
    let themes: Vec<Theme> =
        statements.iter().filter_map(Statement::theme).chain(masking).collect();
    Said {
        strain: features.strain().max(reassurance::floor(reassurances)),
        features,
        themes: most_frequent_first(&themes),
        reassurances,
    }
}

/// What the emoji of a text say. Its words mean other things here: "pain" is bread.
fn in_emoji(text: &str) -> Said {
    let emoji: String = text.chars().filter(|c| !c.is_alphanumeric()).collect();
    let compound = sentiment::compound(sentiment::valence(&emoji), 0.0);
    Said {
        strain: strain::of_emoji(compound),
        features: Features { compound, ..Features::default() },
        themes: Vec::new(),
        reassurances: 0,
    }
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
