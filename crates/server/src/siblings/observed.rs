//! Every call that is made of a sibling: its span, its time, and the headers that lead back here.

use std::time::{Duration, Instant};

use async_trait::async_trait;
use pilotlight_clients::ml::{MlRequest, TribeBaseline};
use pilotlight_clients::signals::{AlertMessage, AlertReceipt, AnalyzeRequest, SignalsAnalysis};
use pilotlight_clients::video::{VideoAnalysis, VideoUpload};
use pilotlight_clients::{Ml, SiblingError, Signals, Video};
use pilotlight_domain::{MlAnswer, ServiceUse, UserId};
use prometheus::HistogramVec;
use tracing::Instrument;

use super::Sibling;
use crate::telemetry::Telemetry;
use crate::telemetry::trace::Current;

/// What a call came to whose caller went away before it ended.
const GIVEN_UP: &str = "given_up";

/// A sibling whose calls can be seen.
pub(super) struct Observed<S> {
    client: S,
    sibling: Sibling,
    durations: HistogramVec,
}

/// A call that is under way. It is counted when it ends, in whatever way.
struct Call<'a> {
    durations: &'a HistogramVec,
    labels: [&'static str; 2],
    start: Instant,
    outcome: &'static str,
}

impl Drop for Call<'_> {
    fn drop(&mut self) {
        let [sibling, call] = self.labels;
        let seconds = self.start.elapsed().as_secs_f64();
        self.durations.with_label_values(&[sibling, call, self.outcome]).observe(seconds);
    }
}

impl<S> Observed<S> {
    pub(super) fn new(client: S, sibling: Sibling, telemetry: &Telemetry) -> Self {
        Self { client, sibling, durations: telemetry.call_durations() }
    }

    async fn see<T>(
        &self,
        call: &'static str,
        work: impl Future<Output = Result<T, SiblingError>>,
    ) -> Result<T, SiblingError> {
        let sibling = self.sibling.name();
        let span = tracing::debug_span!(
            "sibling_call",
            otel.kind = "client",
            sibling,
            call,
            outcome = tracing::field::Empty
        );
        let correlation = Current::correlation(&span);
        let labels = [sibling, call];
        let start = Instant::now();
        let mut seen = Call { durations: &self.durations, labels, start, outcome: GIVEN_UP };
        let result = correlation.carried_by(work).instrument(span.clone()).await;
        let used = result.as_ref().map_or_else(SiblingError::service_use, |_| ServiceUse::Used);
        seen.outcome = used.as_str();
        span.record("outcome", seen.outcome);
        result
    }
}

#[async_trait]
impl<S: Signals> Signals for Observed<S> {
    async fn analyze(
        &self,
        request: &AnalyzeRequest,
        budget: Duration,
    ) -> Result<SignalsAnalysis, SiblingError> {
        self.see("analyze", self.client.analyze(request, budget)).await
    }

    async fn send_alert(
        &self,
        alert: &AlertMessage,
        budget: Duration,
    ) -> Result<AlertReceipt, SiblingError> {
        self.see("send_alert", self.client.send_alert(alert, budget)).await
    }

    async fn register_phone(
        &self,
        user_id: &UserId,
        phone: &str,
        budget: Duration,
    ) -> Result<(), SiblingError> {
        self.see("register_phone", self.client.register_phone(user_id, phone, budget)).await
    }

    async fn health(&self, budget: Duration) -> Result<(), SiblingError> {
        self.see("health", self.client.health(budget)).await
    }
}

#[async_trait]
impl<S: Ml> Ml for Observed<S> {
    async fn score(&self, request: &MlRequest, budget: Duration) -> Result<MlAnswer, SiblingError> {
        self.see("score", self.client.score(request, budget)).await
    }

    async fn baseline(
        &self,
        stimulus_id: &str,
        budget: Duration,
    ) -> Result<TribeBaseline, SiblingError> {
        self.see("baseline", self.client.baseline(stimulus_id, budget)).await
    }

    async fn health(&self, budget: Duration) -> Result<(), SiblingError> {
        self.see("health", self.client.health(budget)).await
    }
}

#[async_trait]
impl<S: Video> Video for Observed<S> {
    async fn analyze(
        &self,
        upload: VideoUpload,
        answer_within: Duration,
    ) -> Result<VideoAnalysis, SiblingError> {
        self.see("analyze_video", self.client.analyze(upload, answer_within)).await
    }

    async fn health(&self, budget: Duration) -> Result<(), SiblingError> {
        self.see("health", self.client.health(budget)).await
    }
}
