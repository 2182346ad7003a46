use std::time::Duration;

use async_trait::async_trait;
use pilotlight_domain::UserId;
use reqwest::header::HeaderValue;

use super::analysis;
use super::request::{AlertBody, AnalyzeBody, RegisterPhoneBody};
use super::{AlertMessage, AlertReceipt, AnalyzeRequest, Signals, SignalsAnalysis};
use crate::error::{BaseUrlError, SiblingError};
use crate::http::{Endpoint, Http, object_within};
use crate::read::Fields;

/// The signals service over HTTP.
#[derive(Clone)]
pub struct HttpSignals {
    endpoint: Endpoint,
    timeout: Duration,
}

impl HttpSignals {
    /// The service at `base_url`; no call takes longer than `timeout`, or than its own budget.
    ///
    /// # Errors
    /// [`BaseUrlError`] where `base_url` is no address of a service.
    pub fn new(http: &Http, base_url: &str, timeout: Duration) -> Result<Self, BaseUrlError> {
        Ok(Self { endpoint: Endpoint::new(http, base_url)?, timeout })
    }
}

#[async_trait]
impl Signals for HttpSignals {
    async fn analyze(
        &self,
        request: &AnalyzeRequest,
        budget: Duration,
    ) -> Result<SignalsAnalysis, SiblingError> {
        let body = AnalyzeBody::from(request);
        let request = self.endpoint.post(&["analyze"])?.json(&body);
        let answer = object_within(budget.min(self.timeout), request).await?;
        analysis::read(&answer, body.has_typing())
    }

    async fn send_alert(
        &self,
        alert: &AlertMessage,
        budget: Duration,
    ) -> Result<AlertReceipt, SiblingError> {
        let mut request = self.endpoint.post(&["alert", "send"])?.json(&AlertBody::from(alert));
        // The service ignores the key today. No alert is held back over an id that cannot be one.
        if let Ok(key) = HeaderValue::from_str(&alert.alert_id) {
            request = request.header("Idempotency-Key", key);
        }
        let answer = object_within(budget.min(self.timeout), request).await?;
        Ok(AlertReceipt::read(&answer))
    }

    async fn register_phone(
        &self,
        user_id: &UserId,
        phone: &str,
        budget: Duration,
    ) -> Result<(), SiblingError> {
        let body = RegisterPhoneBody { user_id: user_id.as_str(), phone };
        let request = self.endpoint.post(&["register-phone"])?.json(&body);
        let answer = object_within(budget.min(self.timeout), request).await?;
        match Fields::of(&answer).switch("registered") {
            Some(true) => Ok(()),
            Some(false) => {
                Err(SiblingError::Unavailable { reason: "the phone was not registered" })
            }
            None => Err(SiblingError::Malformed { expected: "whether the phone is registered" }),
        }
    }

    async fn health(&self, budget: Duration) -> Result<(), SiblingError> {
        self.endpoint.health(budget.min(self.timeout)).await
    }
}
