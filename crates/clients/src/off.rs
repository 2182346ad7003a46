use std::time::Duration;

use async_trait::async_trait;
use pilotlight_domain::{MlAnswer, UserId};

use crate::error::SiblingError;
use crate::ml::{Ml, MlRequest, TribeBaseline};
use crate::signals::{AlertMessage, AlertReceipt, AnalyzeRequest, Signals, SignalsAnalysis};
use crate::video::{Video, VideoAnalysis, VideoUpload};

/// A sibling that the host has turned off: every call fails with [`SiblingError::Off`] at once.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Off;

#[async_trait]
impl Signals for Off {
    async fn analyze(
        &self,
        _: &AnalyzeRequest,
        _: Duration,
    ) -> Result<SignalsAnalysis, SiblingError> {
        Err(SiblingError::Off)
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
impl Ml for Off {
    async fn score(&self, _: &MlRequest, _: Duration) -> Result<MlAnswer, SiblingError> {
        Err(SiblingError::Off)
    }

    async fn baseline(&self, _: &str, _: Duration) -> Result<TribeBaseline, SiblingError> {
        Err(SiblingError::Off)
    }

    async fn health(&self, _: Duration) -> Result<(), SiblingError> {
        Err(SiblingError::Off)
    }
}

#[async_trait]
impl Video for Off {
    async fn analyze(&self, _: VideoUpload, _: Duration) -> Result<VideoAnalysis, SiblingError> {
        Err(SiblingError::Off)
    }

    async fn health(&self, _: Duration) -> Result<(), SiblingError> {
        Err(SiblingError::Off)
    }
}
