use crate::stream::rounded;

named_enum! {
    /// One of the five regions for which TRIBE predicts a response.
    "brain region" BrainRegion {
        /// Planning and self-control.
        PrefrontalCortex = "prefrontal_cortex",
        /// Noticing what matters.
        Amygdala = "amygdala_region",
        /// Sound and language.
        TemporalLobe = "temporal_lobe",
        /// Preparing to move.
        MotorCortex = "motor_cortex",
        /// Seeing.
        VisualCortex = "visual_cortex",
    }
}

/// The response of an average brain to one stimulus, as TRIBE models it: 0–1 for each region.
///
/// It says something about the stimulus, and nothing about the person who looked at it.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct Regions {
    /// 0–1.
    pub prefrontal_cortex: f64,
    /// 0–1.
    pub amygdala_region: f64,
    /// 0–1.
    pub temporal_lobe: f64,
    /// 0–1.
    pub motor_cortex: f64,
    /// 0–1.
    pub visual_cortex: f64,
}

/// From this modelled response on, a region is shown as higher.
const HIGHER: f64 = 0.6;

impl Regions {
    /// The value of one region.
    #[must_use]
    pub const fn get(&self, region: BrainRegion) -> f64 {
        match region {
            BrainRegion::PrefrontalCortex => self.prefrontal_cortex,
            BrainRegion::Amygdala => self.amygdala_region,
            BrainRegion::TemporalLobe => self.temporal_lobe,
            BrainRegion::MotorCortex => self.motor_cortex,
            BrainRegion::VisualCortex => self.visual_cortex,
        }
    }

    /// The mean of the five, 0–1, three decimals.
    #[must_use]
    pub fn mean(&self) -> f64 {
        let sum: f64 = BrainRegion::ALL.iter().map(|region| self.get(*region)).sum();
        rounded(sum / 5.0, 3)
    }

    /// The regions whose modelled response is higher, in their fixed order.
    #[must_use]
    pub fn higher(&self) -> Vec<BrainRegion> {
        BrainRegion::ALL.iter().copied().filter(|region| self.is_higher(*region)).collect()
    }

    /// Whether the modelled response of a region is higher (0.6 and more).
    #[must_use]
    pub fn is_higher(&self, region: BrainRegion) -> bool {
        self.get(region) >= HIGHER
    }
}

impl BrainRegion {
    /// What a sentence such as "Amygdala: …" is about, if it opens with a region's name.
    #[must_use]
    pub fn named_in(sentence: &str) -> Option<Self> {
        let lower = sentence.to_lowercase();
        let name = lower.split([':', '–', '(']).next().unwrap_or_default();
        let known = [
            ("prefrontal", Self::PrefrontalCortex),
            ("amygdala", Self::Amygdala),
            ("temporal", Self::TemporalLobe),
            ("motor", Self::MotorCortex),
            ("visual", Self::VisualCortex),
        ];
        known.into_iter().find(|(word, _)| name.contains(word)).map(|(_, region)| region)
    }

    /// What the region is often involved in, as half a sentence.
    #[must_use]
    pub const fn often_involved_in(self) -> &'static str {
        match self {
            Self::PrefrontalCortex => "planning, weighing things up and keeping impulses in check",
            Self::Amygdala => "noticing what matters and getting ready to react",
            Self::TemporalLobe => "following sounds, words and what they mean",
            Self::MotorCortex => "getting the body ready to move",
            Self::VisualCortex => "taking in shapes, light and movement",
        }
    }

    /// A plain-English line about the modelled response here. It speaks of the stimulus and of
    /// an average brain, never of the reader's own.
    #[must_use]
    pub fn explanation(self, regions: &Regions) -> String {
        let height = if regions.is_higher(self) { "higher" } else { "lower or middling" };
        format!(
            "For an average viewer the modelled response to this stimulus is {height} here. \
             This region is often involved in {}. It is a model of the stimulus, not a reading of \
             your brain.",
            self.often_involved_in()
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_are_mapped_to_regions() {
        let named = BrainRegion::named_in;
        assert_eq!(named("Amygdala: heightened response"), Some(BrainRegion::Amygdala));
        assert_eq!(named("Prefrontal cortex – low"), Some(BrainRegion::PrefrontalCortex));
        assert_eq!(named("visual_cortex"), Some(BrainRegion::VisualCortex));
        assert_eq!(named("Mood: motor slowing"), None);
        assert_eq!(named(""), None);
    }

    #[test]
    fn no_explanation_claims_to_read_a_brain() {
        let regions = Regions { amygdala_region: 0.9, ..Regions::default() };
        for region in BrainRegion::ALL {
            let text = region.explanation(&regions).to_lowercase();
            assert!(text.contains("average"), "{text}");
            assert!(!text.contains("your amygdala") && !text.contains("overactive"), "{text}");
        }
        assert_eq!(regions.higher(), [BrainRegion::Amygdala]);
    }
}
