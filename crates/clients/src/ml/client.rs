use std::time::Duration;

use async_trait::async_trait;
use pilotlight_domain::MlAnswer;

use super::request::ScoreBody;
use super::{Ml, MlRequest, TribeBaseline};
use super::{answer, baseline};
use crate::error::{BaseUrlError, SiblingError};
use crate::http::{Endpoint, Http, object_within};

/// The ml service over HTTP.
#[derive(Clone)]
pub struct HttpMl {
    endpoint: Endpoint,
    timeout: Duration,
}

impl HttpMl {
    /// The service at `base_url`; apart from a baseline, no call takes longer than `timeout`, or
    /// than its own budget.
    ///
    /// # Errors
    /// [`BaseUrlError`] where `base_url` is no address of a service.
    pub fn new(http: &Http, base_url: &str, timeout: Duration) -> Result<Self, BaseUrlError> {
        Ok(Self { endpoint: Endpoint::new(http, base_url)?, timeout })
    }
}

#[async_trait]
impl Ml for HttpMl {
    async fn score(&self, request: &MlRequest, budget: Duration) -> Result<MlAnswer, SiblingError> {
        let request = self.endpoint.post(&["score"])?.json(&ScoreBody::from(request));
        answer::read(&object_within(budget.min(self.timeout), request).await?)
    }

    async fn baseline(
        &self,
        stimulus_id: &str,
        budget: Duration,
    ) -> Result<TribeBaseline, SiblingError> {
        let request = self.endpoint.get(&["baseline", stimulus_id])?;
        baseline::read(&object_within(budget, request).await?)
    }

    async fn health(&self, budget: Duration) -> Result<(), SiblingError> {
        self.endpoint.health(budget.min(self.timeout)).await
    }
}
