//! What can be counted from outside. Nothing here names a person.

use std::time::Duration;

use pilotlight_domain::CheckIn;
use prometheus::{
    Encoder, HistogramOpts, HistogramVec, IntCounter, IntCounterVec, Opts, Registry, TextEncoder,
};

/// The counters of one process.
pub(crate) struct Telemetry {
    registry: Registry,
    requests: HistogramVec,
    check_ins: IntCounterVec,
    sibling_calls: IntCounterVec,
    alert_attempts: IntCounterVec,
    escalations: IntCounterVec,
    ml_contradictions: IntCounter,
}

impl Telemetry {
    /// Registers every metric.
    pub(crate) fn new() -> prometheus::Result<Self> {
        let registry = Registry::new();
        let counter = |name: &str, help: &str, labels: &[&str]| {
            let counter = IntCounterVec::new(Opts::new(name, help), labels)?;
            registry.register(Box::new(counter.clone()))?;
            prometheus::Result::Ok(counter)
        };
        let check_ins = counter(
            "pilotlight_check_ins_total",
            "Check-ins stored.",
            &["channel", "level", "source"],
        )?;
        let sibling_calls = counter(
            "pilotlight_sibling_calls_total",
            "Calls of sibling services.",
            &["sibling", "outcome"],
        )?;
        let alert_attempts = counter(
            "pilotlight_alert_attempts_total",
            "Attempts to deliver an alert.",
            &["outcome"],
        )?;
        let escalations = counter(
            "pilotlight_alert_escalations_total",
            "Attempts to tell whoever is on call of an alert that has reached nobody.",
            &["outcome"],
        )?;
        let ml_contradictions = IntCounter::new(
            "pilotlight_ml_level_contradictions_total",
            "Answers of ml whose level contradicted its score: ml.scale may be set wrong.",
        )?;
        registry.register(Box::new(ml_contradictions.clone()))?;
        let buckets =
            vec![0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0];
        let requests = HistogramVec::new(
            HistogramOpts::new("pilotlight_http_request_seconds", "Time to answer a request.")
                .buckets(buckets),
            &["route", "status"],
        )?;
        registry.register(Box::new(requests.clone()))?;
        Ok(Self {
            registry,
            requests,
            check_ins,
            sibling_calls,
            alert_attempts,
            escalations,
            ml_contradictions,
        })
    }

    /// A request was answered.
    pub(crate) fn request(&self, route: &str, status: u16, took: Duration) {
        let status = status.to_string();
        self.requests.with_label_values(&[route, status.as_str()]).observe(took.as_secs_f64());
    }

    /// A check-in was stored.
    pub(crate) fn check_in(&self, check_in: &CheckIn) {
        let level = check_in.assessment.level().as_str();
        let labels = [check_in.channel.as_str(), level, check_in.source().as_str()];
        self.check_ins.with_label_values(&labels).inc();
    }

    /// A sibling was called.
    pub(crate) fn sibling_call(&self, sibling: &str, outcome: &str) {
        self.sibling_calls.with_label_values(&[sibling, outcome]).inc();
    }

    /// The delivery of an alert was tried.
    pub(crate) fn alert_attempt(&self, outcome: &str) {
        self.alert_attempts.with_label_values(&[outcome]).inc();
    }

    /// It was tried to tell whoever is on call of an alert.
    pub(crate) fn escalation(&self, outcome: &str) {
        self.escalations.with_label_values(&[outcome]).inc();
    }

    /// ml gave a level that contradicts its score.
    pub(crate) fn ml_contradiction(&self) {
        self.ml_contradictions.inc();
    }

    /// How often ml gave such a level.
    pub(crate) fn ml_contradictions(&self) -> u64 {
        self.ml_contradictions.get()
    }

    /// Everything as Prometheus reads it.
    pub(crate) fn render(&self) -> prometheus::Result<Vec<u8>> {
        let mut text = Vec::new();
        TextEncoder::new().encode(&self.registry.gather(), &mut text)?;
        Ok(text)
    }
}
