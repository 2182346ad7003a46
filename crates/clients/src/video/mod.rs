//! The video service: stress in the face and in the voice, and what was said.

mod analysis;
mod client;
mod facial;
mod upload;
mod voice;

use std::time::Duration;

use async_trait::async_trait;

pub use self::analysis::VideoAnalysis;
pub use self::client::{HttpVideo, STALL_LIMIT};
pub use self::facial::FacialAnalysis;
pub use self::upload::{VideoBody, VideoUpload};
pub use self::voice::VoiceAnalysis;
use crate::error::SiblingError;

/// What Pilotlight asks of the video service.
#[async_trait]
pub trait Video: Send + Sync {
    /// Passes a video through and has it analysed, holding no more of it than a few chunks.
    ///
    /// A person may upload slowly: `answer_within` counts from the end of the upload. What bounds
    /// the upload is its stream, which yields an error to end the call.
    ///
    /// # Errors
    /// [`SiblingError::UploadAborted`] where the upload yielded an error or is not as long as it
    /// said; otherwise what went wrong at the service.
    async fn analyze(
        &self,
        upload: VideoUpload,
        answer_within: Duration,
    ) -> Result<VideoAnalysis, SiblingError>;

    /// Asks whether the service is up. It says so even while its models are not loaded.
    ///
    /// # Errors
    /// [`SiblingError`] where it is not.
    async fn health(&self, budget: Duration) -> Result<(), SiblingError>;
}
