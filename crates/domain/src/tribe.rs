//! Distance between what a person wrote and what TRIBE expects of the stimulus.
//!
//! TRIBE predicts how an average brain responds to a stimulus. A strained reply to a stimulus
//! that is itself stirring says less than the same reply to a calm one, and that is all that this
//! stream holds. It has not been validated against stress or burnout and is derived from the same
//! text as the imessage stream, so it weighs least.

use crate::region::Regions;
use crate::stream::{Origin, Reading, Stream, rounded};

/// How much text a TRIBE reading is worth: it adds no evidence of its own to the text's.
const QUALITY_SHARE: f64 = 0.5;

/// The distance, 0–1, between the strain of a reply and the stir that the stimulus causes in an
/// average brain, taken as the modelled response of the amygdala region. A product choice.
#[must_use]
pub fn deviation(imessage: &Reading, baseline: &Regions) -> f64 {
    rounded((imessage.score() / 100.0 - expected(baseline)).abs(), 3)
}

/// The tribe stream from a text reading and a baseline that was fetched earlier:
/// `50 + (strain − expected)/2`, so that a reply as strained as the stimulus is stirring gives 50.
#[must_use]
pub fn read(imessage: &Reading, baseline: &Regions) -> Option<Reading> {
    let score = 50.0 + (imessage.score() - 100.0 * expected(baseline)) / 2.0;
    let quality = QUALITY_SHARE * imessage.quality();
    Some(Reading::new(Stream::Tribe, score, quality, Origin::Cache)?.aged(imessage.age()))
}

fn expected(baseline: &Regions) -> f64 {
    if baseline.amygdala_region.is_finite() {
        baseline.amygdala_region.clamp(0.0, 1.0)
    } else {
        0.5
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(score: f64) -> Reading {
        Reading::new(Stream::Imessage, score, 1.0, Origin::Local).unwrap()
    }

    #[test]
    fn the_same_reply_weighs_more_against_a_calm_stimulus() {
        let calm = Regions { amygdala_region: 0.1, ..Regions::default() };
        let stirring = Regions { amygdala_region: 0.9, ..Regions::default() };
        let score = |baseline| read(&text(70.0), baseline).unwrap().score();
        assert!(score(&calm) > score(&stirring));
        assert!((deviation(&text(70.0), &calm) - 0.6).abs() < 1e-9);
    }
}
