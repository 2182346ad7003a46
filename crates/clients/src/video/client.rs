use std::time::Duration;

use async_trait::async_trait;

use super::upload::{Turn, give_up};
use super::{Video, VideoAnalysis, VideoUpload, analysis};
use crate::error::{BaseUrlError, SiblingError};
use crate::http::{Endpoint, Http, object};

/// How long the service may leave a chunk that is ready for it.
pub const STALL_LIMIT: Duration = Duration::from_secs(30);

/// The most bytes of an analysis: it holds a transcript.
const ANALYSIS_CAP: usize = 1024 * 1024;

/// The video service over HTTP.
#[derive(Clone)]
pub struct HttpVideo {
    endpoint: Endpoint,
    timeout: Duration,
    stall_limit: Duration,
}

impl HttpVideo {
    /// The service at `base_url`. No answer is waited for longer than `timeout` after the upload's
    /// end, or than the call's own `answer_within`.
    ///
    /// # Errors
    /// [`BaseUrlError`] where `base_url` is no address of a service.
    pub fn new(http: &Http, base_url: &str, timeout: Duration) -> Result<Self, BaseUrlError> {
        let endpoint = Endpoint::new(http, base_url)?;
        Ok(Self { endpoint, timeout, stall_limit: STALL_LIMIT })
    }

    /// The same client with another limit than [`STALL_LIMIT`].
    #[must_use]
    pub fn with_stall_limit(self, stall_limit: Duration) -> Self {
        Self { stall_limit, ..self }
    }
}

#[async_trait]
impl Video for HttpVideo {
    async fn analyze(
        &self,
        upload: VideoUpload,
        answer_within: Duration,
    ) -> Result<VideoAnalysis, SiblingError> {
        let (form, turn) = upload.into_form();
        let request = self.endpoint.post(&["analyze", "video"])?.multipart(form);
        let answer_within = answer_within.min(self.timeout);
        let answer = tokio::select! {
            answer = object(request, ANALYSIS_CAP) => answer,
            given_up = give_up(turn.clone(), self.stall_limit, answer_within) => Err(given_up),
        };
        // A failed upload breaks the connection too; and no answer to half a video counts.
        if *turn.borrow() == Turn::Aborted {
            return Err(SiblingError::UploadAborted);
        }
        analysis::read(&answer?)
    }

    async fn health(&self, budget: Duration) -> Result<(), SiblingError> {
        self.endpoint.health(budget.min(self.timeout)).await
    }
}
