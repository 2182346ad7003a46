//! Which streams a host allows, and what that leaves of the evidence and of a result.

use std::collections::BTreeSet;

use crate::assess::{CARRIED_OVER, readings};
use crate::contribution::Contribution;
use crate::evidence::Evidence;
use crate::finding::Finding;
use crate::indicators;
use crate::ml::{MlAnswer, reconcile};
use crate::stream::{Reading, Stream, StreamReport};

/// The streams that a host allows to be read; at least one, and all five by default.
///
/// In the EU, inferring emotions from a face, a voice or keystrokes at work or in education is
/// prohibited outside medical and safety use (Regulation (EU) 2024/1689, article 5(1)(f)). A stream
/// that is not allowed is absent everywhere: [`StreamPolicy::restrict`] takes it out of the evidence
/// before anything is scored or stored, [`StreamPolicy::shown`] out of a result that was stored
/// before. Safety rules are no stream: what they found is never taken out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StreamPolicy {
    allowed: BTreeSet<Stream>,
}

impl Default for StreamPolicy {
    fn default() -> Self {
        Self { allowed: Stream::ALL.iter().copied().collect() }
    }
}

impl StreamPolicy {
    /// A policy that allows these streams; `None` where there are none, since nothing could ever be
    /// measured then.
    #[must_use]
    pub fn new(allowed: impl IntoIterator<Item = Stream>) -> Option<Self> {
        let allowed: BTreeSet<Stream> = allowed.into_iter().collect();
        (!allowed.is_empty()).then_some(Self { allowed })
    }

    /// Whether a stream may be read.
    #[must_use]
    pub fn allows(&self, stream: Stream) -> bool {
        self.allowed.contains(&stream)
    }

    /// The streams that are allowed, in the order of [`Stream::ALL`].
    pub fn streams(&self) -> impl Iterator<Item = Stream> {
        self.allowed.iter().copied()
    }

    /// Whether anything that a video shows may be read.
    #[must_use]
    pub fn takes_video(&self) -> bool {
        self.allows(Stream::Facial) || self.allows(Stream::Voice)
    }

    /// What belongs to a stream where that is allowed, and nothing where it is not.
    #[must_use]
    pub fn only<T: Default>(&self, stream: Stream, value: T) -> T {
        if self.allows(stream) { value } else { T::default() }
    }

    /// The `data_quality` code of what came with a request and was left out.
    #[must_use]
    pub fn left_out(stream: Stream) -> String {
        format!("not_allowed:{stream}")
    }

    /// The evidence without the streams that are not allowed: as if they had never been measured.
    ///
    /// ml's score has a share of TRIBE in it that nobody can take out. So without TRIBE neither that
    /// score nor its level is used; ml's readings of the allowed streams stand, for Pilotlight's own
    /// fusion. Sentences of a sibling do not say which stream they come from: while any stream is
    /// not allowed, none is kept.
    #[must_use]
    pub fn restrict(&self, evidence: Evidence) -> Evidence {
        if self.allows_all() {
            return evidence;
        }
        let readings = self.readings(&evidence);
        // In full, so that whoever adds to the evidence says here which stream it comes from.
        let Evidence {
            readings: _,
            ml,
            ml_scale,
            mut asked_of_ml,
            safety,
            themes,
            remarks: _,
            baseline,
            behavioral_deviation,
            previous,
            notes,
            country,
            variant,
        } = evidence;
        asked_of_ml.retain(|stream| self.allows(*stream));
        Evidence {
            readings,
            ml: self.only(Stream::Tribe, ml).map(|ml| self.answer(ml)),
            ml_scale,
            asked_of_ml,
            safety,
            themes: self.only(Stream::Imessage, themes),
            remarks: Vec::new(),
            baseline: self.only(Stream::Tribe, baseline),
            behavioral_deviation: self.only(Stream::Typing, behavioral_deviation),
            previous,
            notes,
            country,
            variant,
        }
    }

    /// A result as it may be shown: one of before the policy loses the streams that are not allowed
    /// now. What was said to the person, its score and its level are what they were.
    #[must_use]
    pub fn shown(&self, finding: Finding) -> Finding {
        if self.allows_all() {
            return finding;
        }
        let Finding {
            score,
            level,
            tribe_deviation,
            behavioral_deviation,
            mut top_indicators,
            intervention,
            brain_regions_flagged,
            confidence,
            mut streams,
            coverage,
            interval,
            mut contributions,
            safety,
            scorer,
            scorer_version,
            mut data_quality,
            country,
        } = finding;
        let hidden = |report: &StreamReport| !self.allows(report.stream);
        let hidden: Vec<String> =
            streams.iter().filter(|r| hidden(r)).map(|r| Self::left_out(r.stream)).collect();
        streams.retain(|report| self.allows(report.stream));
        top_indicators.retain(|text| indicators::is_own(text, |stream| self.allows(stream)));
        let is_left_out =
            |part: &Contribution| part.source.stream().is_some_and(|s| !self.allows(s));
        if contributions.iter().any(is_left_out) {
            // Without a part of it they would not add up to the score any more.
            contributions.clear();
        }
        let carried_over = |note: &String| note.strip_prefix(CARRIED_OVER)?.parse().ok();
        data_quality.retain(|note| carried_over(note).is_none_or(|stream| self.allows(stream)));
        data_quality.retain(|note| !self.tells_of_hidden(note));
        data_quality.extend(hidden);
        Finding {
            score,
            level,
            tribe_deviation: self.only(Stream::Tribe, tribe_deviation),
            behavioral_deviation: self.only(Stream::Typing, behavioral_deviation),
            top_indicators,
            intervention,
            brain_regions_flagged: self.only(Stream::Tribe, brain_regions_flagged),
            confidence,
            streams,
            coverage,
            interval,
            contributions,
            safety,
            scorer,
            scorer_version,
            data_quality,
            country,
        }
    }

    /// Whether a note is of a number of a stream that is not allowed: of how a reply was typed, as all
    /// numbers of a request are, or of what a video showed.
    fn tells_of_hidden(&self, note: &str) -> bool {
        let of_request = note.starts_with("clamped:") && !note.starts_with("clamped:ml.");
        let of_video = note.starts_with("coerced:video.");
        let all_video = self.allows(Stream::Facial) && self.allows(Stream::Voice);
        (of_request && !self.allows(Stream::Typing)) || (of_video && !all_video)
    }

    fn allows_all(&self) -> bool {
        self.allowed.len() == Stream::ALL.len()
    }

    /// The readings that are left. Without TRIBE ml does not score, and lends its readings instead.
    fn readings(&self, evidence: &Evidence) -> Vec<Reading> {
        let scores = |ml: &&MlAnswer| reconcile(ml, evidence.ml_scale).score.is_some();
        let lent = evidence.ml.as_ref().filter(|_| !self.allows(Stream::Tribe)).filter(scores);
        let mut left = match lent {
            Some(ml) => readings(evidence, Some(ml)),
            None => evidence.readings.clone(),
        };
        left.retain(|reading| self.allows(reading.stream()));
        left
    }

    /// What is left of an answer of ml where TRIBE is allowed.
    fn answer(&self, answer: MlAnswer) -> MlAnswer {
        let MlAnswer {
            score,
            level,
            tribe_deviation,
            behavioral_deviation,
            top_indicators: _,
            brain_regions,
            confidence,
            mut breakdown,
        } = answer;
        breakdown.retain(|(stream, _)| self.allows(*stream));
        MlAnswer {
            score,
            level,
            tribe_deviation,
            behavioral_deviation: self.only(Stream::Typing, behavioral_deviation),
            top_indicators: Vec::new(),
            brain_regions,
            confidence,
            breakdown,
        }
    }
}
