//! The siblings of the demo: each answers a check-in what was put down for it, and is away otherwise.

use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use async_trait::async_trait;
use pilotlight_clients::ml::{MlRequest, TribeBaseline};
use pilotlight_clients::signals::{AlertMessage, AlertReceipt, AnalyzeRequest, SignalsAnalysis};
use pilotlight_clients::video::{VideoAnalysis, VideoUpload};
use pilotlight_clients::{Ml, SiblingError, Signals, Video};
use pilotlight_domain::fusion::fuse;
use pilotlight_domain::{MlAnswer, Origin, Reading, Regions, Stream, UserId, text, tribe};

/// What the siblings answer to one check-in.
#[derive(Default)]
pub(super) struct Lines {
    pub(super) signals: Option<SignalsAnalysis>,
    pub(super) ml: Option<MlAnswer>,
    pub(super) video: Option<VideoAnalysis>,
}

/// All three siblings.
#[derive(Default)]
pub(super) struct Stage(Mutex<Lines>);

impl Stage {
    /// Puts down the answers to the next check-in.
    pub(super) fn set(&self, lines: Lines) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = lines;
    }

    fn say<T>(&self, line: impl FnOnce(&mut Lines) -> Option<T>) -> Result<T, SiblingError> {
        let mut lines = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        line(&mut lines).ok_or(SiblingError::Unreachable)
    }
}

/// What signals makes of a reply: of the words what they are found to say here, give or take.
pub(super) fn signals(words: &str, off_by: f64, typing_stress: Option<f64>) -> SignalsAnalysis {
    let strain = text::read(words).map(|read| (read.strain + off_by).clamp(0.0, 100.0));
    SignalsAnalysis {
        strain,
        sentiment: strain.map(|strain| 1.0 - strain / 100.0),
        typing_stress,
        remarks: Vec::new(),
        coerced: Vec::new(),
    }
}

/// What ml makes of a check-in: the words, the video and TRIBE's baseline, fused.
pub(super) fn ml(
    words: &str,
    video: Option<&VideoAnalysis>,
    baseline: Option<&Regions>,
) -> Option<MlAnswer> {
    let said = text::read(words);
    let said =
        said.and_then(|it| Reading::new(Stream::Imessage, it.strain, it.quality, Origin::Ml));
    let face = video.and_then(|video| video.facial.as_ref());
    let face = face.and_then(|face| Reading::new(Stream::Facial, face.stress, 1.0, Origin::Ml));
    let voice = video.and_then(|video| video.voice.as_ref());
    let voice = voice.and_then(|voice| Reading::new(Stream::Voice, voice.stress, 1.0, Origin::Ml));
    let modelled =
        said.as_ref().zip(baseline).and_then(|(said, regions)| tribe::read(said, regions));
    let readings: Vec<Reading> = [said, face, voice, modelled].into_iter().flatten().collect();
    let fused = fuse(&readings);
    Some(MlAnswer {
        score: Some(fused.score?),
        level: None,
        tribe_deviation: said.as_ref().zip(baseline).map(|(said, it)| tribe::deviation(said, it)),
        behavioral_deviation: None,
        top_indicators: Vec::new(),
        brain_regions: baseline.map(Regions::higher).unwrap_or_default(),
        confidence: Some(fused.confidence),
        breakdown: readings.iter().map(|reading| (reading.stream(), reading.score())).collect(),
    })
}

#[async_trait]
impl Signals for Stage {
    async fn analyze(
        &self,
        _: &AnalyzeRequest,
        _: Duration,
    ) -> Result<SignalsAnalysis, SiblingError> {
        self.say(|lines| lines.signals.take())
    }

    async fn send_alert(
        &self,
        _: &AlertMessage,
        _: Duration,
    ) -> Result<AlertReceipt, SiblingError> {
        Err(SiblingError::Off)
    }

    async fn register_phone(&self, _: &UserId, _: &str, _: Duration) -> Result<(), SiblingError> {
        Err(SiblingError::Off)
    }

    async fn health(&self, _: Duration) -> Result<(), SiblingError> {
        Err(SiblingError::Off)
    }
}

#[async_trait]
impl Ml for Stage {
    async fn score(&self, _: &MlRequest, _: Duration) -> Result<MlAnswer, SiblingError> {
        self.say(|lines| lines.ml.take())
    }

    async fn baseline(&self, _: &str, _: Duration) -> Result<TribeBaseline, SiblingError> {
        Err(SiblingError::Off)
    }

    async fn health(&self, _: Duration) -> Result<(), SiblingError> {
        Err(SiblingError::Off)
    }
}

#[async_trait]
impl Video for Stage {
    async fn analyze(&self, _: VideoUpload, _: Duration) -> Result<VideoAnalysis, SiblingError> {
        self.say(|lines| lines.video.take())
    }

    async fn health(&self, _: Duration) -> Result<(), SiblingError> {
        Err(SiblingError::Off)
    }
}
