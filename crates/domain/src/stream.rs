use std::time::Duration;

named_enum! {
    /// One of the five sources of evidence that are fused into a score.
    "stream" Stream {
        /// What the reply says.
        Imessage = "imessage",
        /// How the reply was typed, against the person's own baseline.
        Typing = "typing",
        /// Tension in the face, from the video service.
        Facial = "facial",
        /// Tension in the voice, from the video service.
        Voice = "voice",
        /// Distance from the TRIBE baseline of the stimulus.
        Tribe = "tribe",
    }
}

named_enum! {
    /// Who made a reading.
    "origin" Origin {
        /// The signals service.
        Signals = "signals",
        /// The ml service.
        Ml = "ml",
        /// The video service.
        Video = "video",
        /// Pilotlight's own analysis.
        Local = "local",
        /// Pilotlight's own analysis, against a TRIBE baseline that was fetched earlier.
        Cache = "cache",
    }
}

impl Stream {
    /// The stream's share of the score when all five are present; they add up to 1.
    ///
    /// Product choices: no public data pairs the five streams with burnout.
    #[must_use]
    pub const fn weight(self) -> f64 {
        match self {
            Self::Imessage => 0.25,
            Self::Typing => 0.20,
            Self::Facial => 0.30,
            Self::Voice => 0.15,
            Self::Tribe => 0.10,
        }
    }

    /// How far the stream can be trusted by itself, 0–1. Guesses, ordered by the evidence that
    /// docs/scoring.md lists.
    #[must_use]
    pub const fn reliability(self) -> f64 {
        match self {
            Self::Imessage => 0.6,
            Self::Facial => 0.5,
            Self::Voice => 0.4,
            Self::Typing | Self::Tribe => 0.2,
        }
    }
}

/// What one stream said: a score, how good the measurement was, and how old it is.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Reading {
    stream: Stream,
    score: f64,
    quality: f64,
    age: Duration,
    origin: Origin,
}

impl Reading {
    /// A reading made now. `score` is clamped to 0–100 and `quality` to 0–1; `None` where either
    /// is NaN, since what was not measured is absent rather than calm.
    #[must_use]
    pub fn new(stream: Stream, score: f64, quality: f64, origin: Origin) -> Option<Self> {
        if score.is_nan() || quality.is_nan() {
            return None;
        }
        Some(Self {
            stream,
            score: score.clamp(0.0, 100.0),
            quality: quality.clamp(0.0, 1.0),
            age: Duration::ZERO,
            origin,
        })
    }

    /// The same reading, made `age` ago.
    #[must_use]
    pub const fn aged(self, age: Duration) -> Self {
        Self { age, ..self }
    }

    /// The stream that was read.
    #[must_use]
    pub const fn stream(&self) -> Stream {
        self.stream
    }

    /// 0–100, higher is worse.
    #[must_use]
    pub const fn score(&self) -> f64 {
        self.score
    }

    /// 0–1, how much there was to measure.
    #[must_use]
    pub const fn quality(&self) -> f64 {
        self.quality
    }

    /// How long before the check-in it was made.
    #[must_use]
    pub const fn age(&self) -> Duration {
        self.age
    }

    /// Who made it.
    #[must_use]
    pub const fn origin(&self) -> Origin {
        self.origin
    }
}

/// A stream as a result reports it: the reading and what it weighed.
#[derive(Debug, Clone, Copy, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct StreamReport {
    /// The stream.
    pub stream: Stream,
    /// 0–100, higher is worse, one decimal.
    pub score: f64,
    /// The stream's share when all five are present, 0–1.
    pub weight: f64,
    /// 0–1: halves every six hours.
    pub freshness: f64,
    /// 0–1: how much there was to measure.
    pub quality: f64,
    /// Who made the reading.
    pub origin: Origin,
}

/// The score of each stream, 0–100 with one decimal; 0 also stands for an absent stream.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct Breakdown {
    /// What the reply says.
    pub imessage: f64,
    /// How it was typed.
    pub typing: f64,
    /// Tension in the face.
    pub facial: f64,
    /// Tension in the voice.
    pub voice: f64,
    /// Distance from the TRIBE baseline.
    pub tribe: f64,
}

impl Breakdown {
    /// Reads the breakdown off the streams that are present.
    #[must_use]
    pub fn of(streams: &[StreamReport]) -> Self {
        let score = |stream| {
            streams.iter().find(|report| report.stream == stream).map_or(0.0, |report| report.score)
        };
        Self {
            imessage: score(Stream::Imessage),
            typing: score(Stream::Typing),
            facial: score(Stream::Facial),
            voice: score(Stream::Voice),
            tribe: score(Stream::Tribe),
        }
    }
}

/// Rounds to `decimals` places, as results are shown and stored.
pub(crate) fn rounded(value: f64, decimals: i32) -> f64 {
    let unit = 10_f64.powi(decimals);
    // Adding 0 makes 0 of −0, which an empty sum is.
    (value * unit).round() / unit + 0.0
}
