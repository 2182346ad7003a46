//! The ml service: its score of a check-in, and TRIBE's baseline of a stimulus.

mod answer;
mod baseline;
mod client;
mod request;

use std::time::Duration;

use async_trait::async_trait;
use pilotlight_domain::MlAnswer;

pub use self::baseline::TribeBaseline;
pub use self::client::HttpMl;
pub use self::request::MlRequest;
use crate::error::SiblingError;

/// What Pilotlight asks of the ml service. `budget` bounds the whole of a call.
#[async_trait]
pub trait Ml: Send + Sync {
    /// Has a check-in scored. The answer is as the service gave it, on the service's own scale.
    ///
    /// # Errors
    /// [`SiblingError`] where there is neither a usable score nor a known level.
    async fn score(&self, request: &MlRequest, budget: Duration) -> Result<MlAnswer, SiblingError>;

    /// Asks for TRIBE's baseline of a stimulus. The first call for a stimulus runs the model, for
    /// 30 to 90 s; so `budget` alone bounds this call, and not the timeout of scoring.
    ///
    /// # Errors
    /// [`SiblingError`] where there is no whole baseline.
    async fn baseline(
        &self,
        stimulus_id: &str,
        budget: Duration,
    ) -> Result<TribeBaseline, SiblingError>;

    /// Asks whether the service is up. It says so even while its models are not loaded.
    ///
    /// # Errors
    /// [`SiblingError`] where it is not.
    async fn health(&self, budget: Duration) -> Result<(), SiblingError>;
}
