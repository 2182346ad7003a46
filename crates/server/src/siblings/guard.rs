//! How each call of a sibling is made: in which line, whether it may be held back, whether it may be
//! made twice.

use std::sync::Arc;
use std::time::Duration;

use async_trait::async_trait;
use futures_util::FutureExt;
use pilotlight_clients::ml::{MlRequest, TribeBaseline};
use pilotlight_clients::signals::{AlertMessage, AlertReceipt, AnalyzeRequest, SignalsAnalysis};
use pilotlight_clients::video::{VideoAnalysis, VideoUpload};
use pilotlight_clients::{Ml, SiblingError, Signals, Video};
use pilotlight_domain::{MlAnswer, UserId};

use super::line::{Attempt, Line, Outcome};
use super::room::Room;

/// Baselines that are asked for at once: they run a model, and must not take the room of check-ins.
const BASELINES_AT_ONCE: usize = 4;

/// A sibling that is called with care.
pub(super) struct Guard<S: ?Sized> {
    sibling: Arc<S>,
    line: Arc<Line>,
    baselines: Room,
}

impl<S: ?Sized + Send + Sync + 'static> Guard<S> {
    pub(super) fn new(sibling: Arc<S>, line: &Arc<Line>) -> Self {
        Self { sibling, line: Arc::clone(line), baselines: Room::new(BASELINES_AT_ONCE) }
    }

    /// A call that can be made again, of what is asked.
    fn attempt<R, T, F>(
        &self,
        request: R,
        call: impl Fn(Arc<S>, Arc<R>, Duration) -> F + Send + Sync + 'static,
    ) -> impl Attempt<T>
    where
        R: Send + Sync + 'static,
        F: Future<Output = Outcome<T>> + Send + 'static,
    {
        let (sibling, request) = (Arc::clone(&self.sibling), Arc::new(request));
        move |budget| call(Arc::clone(&sibling), Arc::clone(&request), budget).boxed()
    }
}

#[async_trait]
impl Signals for Guard<dyn Signals> {
    async fn analyze(
        &self,
        request: &AnalyzeRequest,
        budget: Duration,
    ) -> Result<SignalsAnalysis, SiblingError> {
        let attempt = self.attempt(request.clone(), |signals, request, budget| async move {
            signals.analyze(&request, budget).await
        });
        self.line.call("analyze", budget, attempt).await
    }

    /// Never held back, and never made twice: that would be two texts. Alerts are tried again by
    /// whoever keeps them.
    async fn send_alert(
        &self,
        alert: &AlertMessage,
        budget: Duration,
    ) -> Result<AlertReceipt, SiblingError> {
        self.line.deliver("send_alert", self.sibling.send_alert(alert, budget)).await
    }

    /// Never held back either: alerts wait for it.
    async fn register_phone(
        &self,
        user_id: &UserId,
        phone: &str,
        budget: Duration,
    ) -> Result<(), SiblingError> {
        let attempt = self.attempt(
            (user_id.clone(), phone.to_owned()),
            |signals, phone, budget| async move {
                signals.register_phone(&phone.0, &phone.1, budget).await
            },
        );
        self.line.deliver_again("register_phone", budget, attempt).await
    }

    async fn health(&self, budget: Duration) -> Result<(), SiblingError> {
        self.sibling.health(budget).await
    }
}

#[async_trait]
impl Ml for Guard<dyn Ml> {
    async fn score(&self, request: &MlRequest, budget: Duration) -> Result<MlAnswer, SiblingError> {
        let attempt = self.attempt(request.clone(), |ml, request, budget| async move {
            ml.score(&request, budget).await
        });
        self.line.call("score", budget, attempt).await
    }

    async fn baseline(
        &self,
        stimulus_id: &str,
        budget: Duration,
    ) -> Result<TribeBaseline, SiblingError> {
        let attempt = self.attempt(stimulus_id.to_owned(), |ml, stimulus_id, budget| async move {
            ml.baseline(&stimulus_id, budget).await
        });
        self.line.aside("baseline", &self.baselines, budget, attempt).await
    }

    async fn health(&self, budget: Duration) -> Result<(), SiblingError> {
        self.sibling.health(budget).await
    }
}

#[async_trait]
impl Video for Guard<dyn Video> {
    /// Made once: a recording that has been passed on is not kept to be passed on again.
    async fn analyze(
        &self,
        upload: VideoUpload,
        answer_within: Duration,
    ) -> Result<VideoAnalysis, SiblingError> {
        let call = self.sibling.analyze(upload, answer_within);
        self.line.call_once("analyze_video", answer_within, call).await
    }

    async fn health(&self, budget: Duration) -> Result<(), SiblingError> {
        self.sibling.health(budget).await
    }
}
