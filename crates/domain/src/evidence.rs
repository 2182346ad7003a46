use crate::ml::{MlAnswer, MlScale};
use crate::region::Regions;
use crate::safety::{Safety, Tier};
use crate::score::{Level, Score};
use crate::stream::{Reading, Stream};
use crate::support::CountryCode;
use crate::text::Theme;

/// A person's result before this check-in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Previous {
    /// Its score.
    pub score: Score,
    /// Its level.
    pub level: Level,
    /// The safety tier that fired: where the result stands, so does its support.
    pub tier: Tier,
}

/// All that is known about one check-in: derived numbers and names, never the reply itself.
///
/// The same evidence always gives the same assessment, so it is what is stored for replay.
#[derive(Debug, Clone, PartialEq)]
pub struct Evidence {
    /// The streams that were read, now or up to a day ago.
    pub readings: Vec<Reading>,
    /// What ml answered, if it did.
    pub ml: Option<MlAnswer>,
    /// Which way ml's score runs.
    pub ml_scale: MlScale,
    /// The streams of which ml was sent the raw inputs.
    pub asked_of_ml: Vec<Stream>,
    /// What the safety rules found in the person's words.
    pub safety: Safety,
    /// What the reply is about, the most frequent first.
    pub themes: Vec<Theme>,
    /// What the signals service remarked on.
    pub remarks: Vec<String>,
    /// TRIBE's baseline of the stimulus, if one is known.
    pub baseline: Option<Regions>,
    /// 0–1: how far the typing was from the person's usual.
    pub behavioral_deviation: f64,
    /// The person's last result that measured anything, of the last
    /// [`RESULT_STANDS`](crate::fusion::RESULT_STANDS).
    pub previous: Option<Previous>,
    /// What was clamped, ignored or missing so far, as `data_quality` codes.
    pub notes: Vec<String>,
    /// The country whose support is offered.
    pub country: Option<CountryCode>,
    /// Picks among wordings of one meaning, so that not every day reads alike.
    pub variant: u32,
}

impl Default for Evidence {
    fn default() -> Self {
        Self {
            readings: Vec::new(),
            ml: None,
            ml_scale: MlScale::Burnout,
            asked_of_ml: Vec::new(),
            safety: Safety::NONE,
            themes: Vec::new(),
            remarks: Vec::new(),
            baseline: None,
            behavioral_deviation: 0.0,
            previous: None,
            notes: Vec::new(),
            country: None,
            variant: 0,
        }
    }
}
