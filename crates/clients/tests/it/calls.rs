//! Every call that there is, for what all of them have in common.

use std::time::Duration;

use bytes::Bytes;
use futures_util::StreamExt;
use futures_util::stream;
use pilotlight_clients::ml::MlRequest;
use pilotlight_clients::signals::{AlertMessage, AnalyzeRequest};
use pilotlight_clients::video::{VideoBody, VideoUpload};
use pilotlight_clients::{Http, HttpMl, HttpSignals, HttpVideo, Ml, SiblingError, Signals, Video};
use pilotlight_domain::typing::TypingSample;
use pilotlight_domain::{Level, Score, UserId};

pub(crate) const WORDS: &str = "I can't keep up, and I dread tomorrow.";
pub(crate) const PHONE: &str = "+15550100";
pub(crate) const USER: &str = "user-1";

/// More time than any test needs.
pub(crate) const AMPLE: Duration = Duration::from_secs(60);

/// What a busy machine may add to a time limit.
pub(crate) const SLACK: Duration = Duration::from_secs(3);

#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Call {
    Analyze,
    SendAlert,
    RegisterPhone,
    SignalsHealth,
    Score,
    Baseline,
    MlHealth,
    AnalyzeVideo,
    VideoHealth,
}

use Call::{
    Analyze, AnalyzeVideo, Baseline, MlHealth, RegisterPhone, Score as MlScore, SendAlert,
    SignalsHealth, VideoHealth,
};

impl Call {
    pub(crate) const ALL: [Self; 9] = [
        Analyze,
        SendAlert,
        RegisterPhone,
        SignalsHealth,
        MlScore,
        Baseline,
        MlHealth,
        AnalyzeVideo,
        VideoHealth,
    ];

    /// The calls whose answer is read, and not only its status.
    pub(crate) fn read() -> impl Iterator<Item = Self> {
        let health = [SignalsHealth, MlHealth, VideoHealth];
        Self::ALL.into_iter().filter(move |call| !health.contains(call))
    }

    /// Makes the call with a budget, under a configured timeout.
    pub(crate) async fn make(
        self,
        url: &str,
        budget: Duration,
        timeout: Duration,
    ) -> Result<(), SiblingError> {
        let http = Http::new().unwrap();
        let signals = HttpSignals::new(&http, url, timeout).unwrap();
        let ml = HttpMl::new(&http, url, timeout).unwrap();
        let video = HttpVideo::new(&http, url, timeout).unwrap();
        match self {
            Analyze => signals.analyze(&reply(), budget).await.map(drop),
            SendAlert => signals.send_alert(&alert(), budget).await.map(drop),
            RegisterPhone => signals.register_phone(&user(), PHONE, budget).await,
            SignalsHealth => signals.health(budget).await,
            MlScore => ml.score(&check_in(), budget).await.map(drop),
            Baseline => ml.baseline("calm_01", budget).await.map(drop),
            MlHealth => ml.health(budget).await,
            AnalyzeVideo => video.analyze(upload(&[b"video"]), budget).await.map(drop),
            VideoHealth => video.health(budget).await,
        }
    }
}

pub(crate) fn user() -> UserId {
    UserId::new(USER).unwrap()
}

/// A reply of which nothing but the words is known.
pub(crate) fn reply() -> AnalyzeRequest {
    AnalyzeRequest {
        user_id: user(),
        response_text: WORDS.to_owned(),
        response_time_ms: None,
        typing: TypingSample::default(),
        burst_pattern: None,
    }
}

pub(crate) fn alert() -> AlertMessage {
    AlertMessage {
        alert_id: "0195a3c0-7b1e-7c4d-9a55-1f2e3d4c5b6a".to_owned(),
        user_id: user(),
        score: Score::new(78).unwrap(),
        level: Level::Red,
        intervention: "Today asks a lot of you. Call or text 988.".to_owned(),
    }
}

/// A check-in of which nothing but the words is known.
pub(crate) fn check_in() -> MlRequest {
    MlRequest {
        user_id: user(),
        stimulus_id: "calm_01".to_owned(),
        response_text: Some(WORDS.to_owned()),
        sentiment_score: None,
        error_rate: None,
        typing_wpm: None,
        response_time_ms: None,
        facial_score: None,
        voice_score: None,
    }
}

pub(crate) fn upload(chunks: &[&'static [u8]]) -> VideoUpload {
    let chunks: Vec<_> = chunks.iter().map(|chunk| Ok(Bytes::from_static(chunk))).collect();
    upload_of(stream::iter(chunks).boxed())
}

pub(crate) fn upload_of(body: VideoBody) -> VideoUpload {
    VideoUpload {
        file_name: "checkin.mp4".to_owned(),
        content_type: "video/mp4".to_owned(),
        length: None,
        body,
    }
}
