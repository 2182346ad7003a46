//! What leaves for a sibling, and what is taken from it, after the host's policy.
//!
//! Every call of a sibling goes through here, so that no path can forget the policy. What a sibling
//! answers to a check-in is [evidence](pilotlight_domain::StreamPolicy::restrict) and is restricted
//! there; an analysis of a video is shown and stored besides, so it is restricted on arrival.

use std::sync::Arc;
use std::time::Duration;

use async_trait::async_trait;
use pilotlight_clients::ml::{MlRequest, TribeBaseline};
use pilotlight_clients::signals::{AlertMessage, AlertReceipt, AnalyzeRequest, SignalsAnalysis};
use pilotlight_clients::video::{VideoAnalysis, VideoUpload};
use pilotlight_clients::{Ml, SiblingError, Signals, Video};
use pilotlight_domain::{MlAnswer, Stream, StreamPolicy, UserId};

/// The stimulus that ml is told of where TRIBE is not allowed: it models the one that it is told of.
const NO_STIMULUS: &str = "none";

/// A sibling behind the host's policy.
pub(super) struct Gate<S: ?Sized> {
    sibling: Arc<S>,
    policy: StreamPolicy,
}

impl<S: ?Sized> Gate<S> {
    pub(super) fn new(sibling: Arc<S>, policy: &StreamPolicy) -> Self {
        Self { sibling, policy: policy.clone() }
    }
}

#[async_trait]
impl Signals for Gate<dyn Signals> {
    async fn analyze(
        &self,
        request: &AnalyzeRequest,
        budget: Duration,
    ) -> Result<SignalsAnalysis, SiblingError> {
        if !self.policy.allows(Stream::Imessage) {
            return Err(SiblingError::Off);
        }
        let AnalyzeRequest { user_id, response_text, response_time_ms, typing, burst_pattern } =
            request.clone();
        let permitted = AnalyzeRequest {
            user_id,
            response_text,
            response_time_ms: self.policy.only(Stream::Typing, response_time_ms),
            typing: self.policy.only(Stream::Typing, typing),
            burst_pattern: self.policy.only(Stream::Typing, burst_pattern),
        };
        self.sibling.analyze(&permitted, budget).await
    }

    async fn send_alert(
        &self,
        alert: &AlertMessage,
        budget: Duration,
    ) -> Result<AlertReceipt, SiblingError> {
        self.sibling.send_alert(alert, budget).await
    }

    async fn register_phone(
        &self,
        user_id: &UserId,
        phone: &str,
        budget: Duration,
    ) -> Result<(), SiblingError> {
        self.sibling.register_phone(user_id, phone, budget).await
    }

    async fn health(&self, budget: Duration) -> Result<(), SiblingError> {
        self.sibling.health(budget).await
    }
}

#[async_trait]
impl Ml for Gate<dyn Ml> {
    async fn score(&self, request: &MlRequest, budget: Duration) -> Result<MlAnswer, SiblingError> {
        let MlRequest {
            user_id,
            stimulus_id,
            response_text,
            sentiment_score,
            error_rate,
            typing_wpm,
            response_time_ms,
            facial_score,
            voice_score,
        } = request.clone();
        let models = self.policy.allows(Stream::Tribe);
        let permitted = MlRequest {
            user_id,
            stimulus_id: if models { stimulus_id } else { NO_STIMULUS.to_owned() },
            response_text: self.policy.only(Stream::Imessage, response_text),
            sentiment_score: self.policy.only(Stream::Imessage, sentiment_score),
            error_rate: self.policy.only(Stream::Typing, error_rate),
            typing_wpm: self.policy.only(Stream::Typing, typing_wpm),
            response_time_ms: self.policy.only(Stream::Typing, response_time_ms),
            facial_score: self.policy.only(Stream::Facial, facial_score),
            voice_score: self.policy.only(Stream::Voice, voice_score),
        };
        self.sibling.score(&permitted, budget).await
    }

    async fn baseline(
        &self,
        stimulus_id: &str,
        budget: Duration,
    ) -> Result<TribeBaseline, SiblingError> {
        if !self.policy.allows(Stream::Tribe) {
            return Err(SiblingError::Off);
        }
        self.sibling.baseline(stimulus_id, budget).await
    }

    async fn health(&self, budget: Duration) -> Result<(), SiblingError> {
        self.sibling.health(budget).await
    }
}

#[async_trait]
impl Video for Gate<dyn Video> {
    async fn analyze(
        &self,
        upload: VideoUpload,
        answer_within: Duration,
    ) -> Result<VideoAnalysis, SiblingError> {
        let VideoAnalysis { facial, voice, transcript, coerced } =
            self.sibling.analyze(upload, answer_within).await?;
        let has_both = self.policy.allows(Stream::Facial) && self.policy.allows(Stream::Voice);
        Ok(VideoAnalysis {
            facial: self.policy.only(Stream::Facial, facial),
            voice: self.policy.only(Stream::Voice, voice),
            transcript,
            // The fields of both, without a word of which is whose.
            coerced: if has_both { coerced } else { Vec::new() },
        })
    }

    async fn health(&self, budget: Duration) -> Result<(), SiblingError> {
        self.sibling.health(budget).await
    }
}
