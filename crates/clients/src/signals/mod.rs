//! The signals service: what a reply says, how it was typed, and texts to the person's phone.

mod analysis;
mod client;
mod receipt;
mod request;

use std::time::Duration;

use async_trait::async_trait;
use pilotlight_domain::UserId;

pub use self::analysis::{SignalsAnalysis, is_placeholder};
pub use self::client::HttpSignals;
pub use self::receipt::AlertReceipt;
pub use self::request::{AlertMessage, AnalyzeRequest};
use crate::error::SiblingError;

/// What Pilotlight asks of the signals service. `budget` bounds the whole of a call.
#[async_trait]
pub trait Signals: Send + Sync {
    /// Has a reply analysed.
    ///
    /// # Errors
    /// [`SiblingError`] where there is no answer that anything can be read from.
    async fn analyze(
        &self,
        request: &AnalyzeRequest,
        budget: Duration,
    ) -> Result<SignalsAnalysis, SiblingError>;

    /// Has an alert texted to the person. The service does not know an alert again: what is sent
    /// twice is two texts, so this sends once and leaves it to the caller to try again.
    ///
    /// # Errors
    /// [`SiblingError`] where it is not known what became of the alert.
    async fn send_alert(
        &self,
        alert: &AlertMessage,
        budget: Duration,
    ) -> Result<AlertReceipt, SiblingError>;

    /// Registers the person's phone. The service forgets it when it restarts.
    ///
    /// # Errors
    /// [`SiblingError`] where the service did not say that the phone is registered.
    async fn register_phone(
        &self,
        user_id: &UserId,
        phone: &str,
        budget: Duration,
    ) -> Result<(), SiblingError>;

    /// Asks whether the service is up. It says so even while its models are not loaded.
    ///
    /// # Errors
    /// [`SiblingError`] where it is not.
    async fn health(&self, budget: Duration) -> Result<(), SiblingError>;
}
