//! Check-ins with everything in them, made of numbers that are the same in every run.

use std::time::Duration;

use pilotlight_domain::safety::{Safety, Tier};
use pilotlight_domain::text::Theme;
use pilotlight_domain::typing::TypingSample;
use pilotlight_domain::{
    BrainRegion, Contribution, ContributionSource, Evidence, Finding, Interval, Level, MlAnswer,
    MlScale, Origin, Previous, Reading, Regions, Score, ScorerOrigin, ServiceUse, ServicesUsed,
    Stream, StreamReport,
};

/// SplitMix64: the same numbers in every run.
pub(crate) struct Numbers(pub(crate) u64);

impl Numbers {
    pub(crate) fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// A number with all its bits in use, 0–1.
    pub(crate) fn unit(&mut self) -> f64 {
        let whole = f64::from(u32::try_from(self.next() >> 32).unwrap());
        let part = f64::from(u32::try_from(self.next() >> 32).unwrap());
        (whole + part / 4_294_967_296.0) / 4_294_967_296.0
    }

    /// Any number but NaN, which equals nothing.
    pub(crate) fn any(&mut self) -> f64 {
        if self.next().is_multiple_of(4) {
            return self.pick(&[0.0, -0.0, 1.0, -80.0, 2_147_483_648.0]);
        }
        let number = f64::from_bits(self.next());
        if number.is_nan() { f64::NEG_INFINITY } else { number }
    }

    pub(crate) fn some<T>(&mut self, value: impl FnOnce(&mut Self) -> T) -> Option<T> {
        (!self.next().is_multiple_of(3)).then(|| value(self))
    }

    pub(crate) fn pick<T: Copy>(&mut self, of: &[T]) -> T {
        of[usize::try_from(self.next()).unwrap() % of.len()]
    }

    pub(crate) fn several<T: Copy>(&mut self, of: &[T]) -> Vec<T> {
        (0..self.next() % 4).map(|_| self.pick(of)).collect()
    }

    pub(crate) fn words(&mut self) -> Vec<String> {
        self.several(&["a \"word\"", "ünï\u{1F6A8}", "", "line\nbreak"])
            .iter()
            .map(|w| (*w).to_owned())
            .collect()
    }

    pub(crate) fn finding(&mut self, score: u8) -> Finding {
        Finding {
            score: Score::new(score).unwrap(),
            level: Level::Green,
            tribe_deviation: self.unit(),
            behavioral_deviation: self.any(),
            top_indicators: self.words(),
            intervention: "A few words \u{2013} \"quoted\".".to_owned(),
            brain_regions_flagged: self.several(BrainRegion::ALL),
            confidence: self.unit(),
            streams: (0..self.next() % 6)
                .map(|_| StreamReport {
                    stream: self.pick(Stream::ALL),
                    score: self.unit() * 100.0,
                    weight: self.unit(),
                    freshness: self.unit(),
                    quality: self.unit(),
                    origin: self.pick(Origin::ALL),
                })
                .collect(),
            coverage: self.unit(),
            interval: self.some(|numbers| {
                let mut any_score =
                    || Score::new(u8::try_from(numbers.next() % 101).unwrap()).unwrap();
                Interval { low: any_score(), high: any_score() }
            }),
            contributions: (0..self.next() % 5)
                .map(|_| Contribution {
                    source: self.pick(ContributionSource::ALL),
                    points: self.unit() * 100.0,
                })
                .collect(),
            safety: Safety { tier: self.pick(Tier::ALL), rules: self.words() },
            scorer: self.pick(ScorerOrigin::ALL),
            scorer_version: "1".to_owned(),
            data_quality: self.words(),
            country: self
                .some(|numbers| numbers.pick(&["US".parse().unwrap(), "DE".parse().unwrap()])),
        }
    }

    pub(crate) fn reading(&mut self) -> Reading {
        let stream = self.pick(Stream::ALL);
        let (score, quality) = (self.unit() * 100.0, self.unit());
        let age = self.some(|numbers| Duration::from_millis(numbers.next() % 100_000_000));
        let age = age.unwrap_or_default();
        Reading::new(stream, score, quality, self.pick(Origin::ALL)).unwrap().aged(age)
    }

    pub(crate) fn evidence(&mut self) -> Evidence {
        Evidence {
            readings: (0..self.next() % 5).map(|_| self.reading()).collect(),
            ml: self.some(|numbers| MlAnswer {
                score: numbers.some(Self::any),
                level: numbers.some(|numbers| numbers.pick(Level::ALL)),
                tribe_deviation: numbers.some(Self::any),
                behavioral_deviation: numbers.some(Self::any),
                top_indicators: numbers.words(),
                brain_regions: numbers.several(BrainRegion::ALL),
                confidence: numbers.some(Self::any),
                breakdown: vec![(Stream::Tribe, numbers.any()), (Stream::Voice, f64::INFINITY)],
            }),
            ml_scale: self.pick(MlScale::ALL),
            asked_of_ml: self.several(Stream::ALL),
            safety: Safety { tier: self.pick(Tier::ALL), rules: self.words() },
            themes: self.several(Theme::ALL),
            remarks: self.words(),
            baseline: self.some(Self::regions),
            behavioral_deviation: self.any(),
            previous: self.some(|numbers| Previous {
                score: Score::new(u8::try_from(numbers.next() % 101).unwrap()).unwrap(),
                level: numbers.pick(Level::ALL),
                tier: numbers.pick(Tier::ALL),
            }),
            notes: self.words(),
            country: self.some(|_| "FR".parse().unwrap()),
            variant: u32::try_from(self.next() >> 32).unwrap(),
        }
    }

    pub(crate) fn regions(&mut self) -> Regions {
        Regions {
            prefrontal_cortex: self.unit(),
            amygdala_region: self.unit(),
            temporal_lobe: self.any(),
            motor_cortex: 0.0,
            visual_cortex: 1.0,
        }
    }

    pub(crate) fn typing(&mut self) -> TypingSample {
        TypingSample {
            speed_wpm: Some(self.unit() * 100.0),
            error_rate: self.some(Self::any),
            hesitations: self.some(Self::unit),
            correction_loops: self.some(Self::unit),
            key_hold_ms: self.some(Self::any),
            flight_time_ms: self.some(Self::any),
        }
    }
}

pub(crate) fn services(numbers: &mut Numbers) -> ServicesUsed {
    ServicesUsed {
        signals: numbers.pick(ServiceUse::ALL),
        ml: numbers.pick(ServiceUse::ALL),
        video: numbers.pick(ServiceUse::ALL),
    }
}
