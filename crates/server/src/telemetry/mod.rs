//! What can be seen from outside: metrics, and traces. Nothing here names a person.

#[cfg(feature = "otlp")]
pub(crate) mod otlp;
mod process;
pub(crate) mod scrape;
pub(crate) mod trace;
mod writer;

use std::sync::Arc;
use std::time::{Duration, SystemTime};

use pilotlight_domain::{CheckIn, SCORER_VERSION};
use pilotlight_storage::Observer;
use prometheus::core::Collector;
use prometheus::{
    HistogramOpts, HistogramVec, IntCounter, IntCounterVec, IntGauge, IntGaugeVec, Opts, Registry,
};

use self::writer::WriterWatch;
use crate::siblings::{Position, Sibling};

/// Upper bounds of durations, in seconds: of a database's milliseconds and of a model's minutes.
const DURATIONS: [f64; 16] = [
    0.001, 0.002_5, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0, 60.0,
    120.0,
];

/// What became of an attempt to deliver an alert.
const ATTEMPT_OUTCOMES: [&str; 4] = ["delivered", "undeliverable", "failed", "given_up"];

/// What became of an attempt to tell whoever is on call.
const ESCALATION_OUTCOMES: [&str; 2] = ["told", "failed"];

/// The metrics of one process. Every label has a few values that are known beforehand: a route is
/// its pattern, never a path.
pub(crate) struct Telemetry {
    registry: Registry,
    started: SystemTime,
    requests: HistogramVec,
    in_flight: IntGauge,
    streams: IntGauge,
    check_ins: IntCounterVec,
    sibling_calls: IntCounterVec,
    call_durations: HistogramVec,
    breakers: IntGaugeVec,
    alert_attempts: IntCounterVec,
    escalations: IntCounterVec,
    ml_contradictions: IntCounter,
    writer: WriterWatch,
}

impl Telemetry {
    /// Registers every metric.
    pub(crate) fn new() -> prometheus::Result<Self> {
        let registry = Registry::new();
        let counter = |name: &str, help: &str, labels: &[&str]| {
            registered(&registry, IntCounterVec::new(Opts::new(name, help), labels)?)
        };
        let gauge = |name: &str, help: &str, labels: &[&str]| {
            registered(&registry, IntGaugeVec::new(Opts::new(name, help), labels)?)
        };
        let durations = |name: &str, help: &str, labels: &[&str]| {
            let options = HistogramOpts::new(name, help).buckets(DURATIONS.to_vec());
            registered(&registry, HistogramVec::new(options, labels)?)
        };
        let telemetry = Self {
            started: SystemTime::now(),
            requests: durations(
                "pilotlight_http_request_duration_seconds",
                "Time to answer a request.",
                &["method", "route", "status"],
            )?,
            in_flight: registered(
                &registry,
                IntGauge::new("pilotlight_http_requests_in_flight", "Requests being answered.")?,
            )?,
            streams: registered(
                &registry,
                IntGauge::new("pilotlight_event_streams", "Streams of events that are open.")?,
            )?,
            check_ins: counter(
                "pilotlight_check_ins_total",
                "Check-ins stored.",
                &["channel", "level", "source", "tier"],
            )?,
            sibling_calls: counter(
                "pilotlight_sibling_calls_total",
                "What came of asking a sibling, calls that were not made included.",
                &["sibling", "outcome"],
            )?,
            call_durations: durations(
                "pilotlight_sibling_call_duration_seconds",
                "Time of a call that was made, every try by itself.",
                &["sibling", "call", "outcome"],
            )?,
            breakers: gauge(
                "pilotlight_sibling_breaker_state",
                "Whether a sibling is called: 0 closed (yes), 1 half open (one probe), 2 open (no).",
                &["sibling"],
            )?,
            alert_attempts: counter(
                "pilotlight_alert_attempts_total",
                "Attempts to deliver an alert.",
                &["outcome"],
            )?,
            escalations: counter(
                "pilotlight_alert_escalations_total",
                "Attempts to tell whoever is on call of an alert that has reached nobody.",
                &["outcome"],
            )?,
            ml_contradictions: registered(
                &registry,
                IntCounter::new(
                    "pilotlight_ml_level_contradictions_total",
                    "Answers of ml whose level contradicted its score: ml.scale may be set wrong.",
                )?,
            )?,
            writer: WriterWatch::new(&registry)?,
            registry: registry.clone(),
        };
        let build =
            gauge("pilotlight_build_info", "What runs; always 1.", &["version", "scorer_version"])?;
        build.with_label_values(&[env!("CARGO_PKG_VERSION"), SCORER_VERSION]).set(1);
        telemetry.begin_at_zero();
        Ok(telemetry)
    }

    /// What is counted from the start can be seen to rise with the first of its kind.
    fn begin_at_zero(&self) {
        for outcome in ATTEMPT_OUTCOMES {
            self.alert_attempts.with_label_values(&[outcome]);
        }
        for outcome in ESCALATION_OUTCOMES {
            self.escalations.with_label_values(&[outcome]);
        }
    }

    /// Whoever is to watch the database's writer.
    pub(crate) fn writer(&self) -> Arc<dyn Observer> {
        Arc::new(self.writer.clone())
    }

    /// A request came. It is in flight as long as what this gives lives.
    pub(crate) fn request_begins(&self) -> InFlight {
        self.in_flight.inc();
        InFlight(self.in_flight.clone())
    }

    /// A stream of events begins. It is open as long as what this gives lives.
    pub(crate) fn stream_begins(&self) -> InFlight {
        self.streams.inc();
        InFlight(self.streams.clone())
    }

    /// A request was answered.
    pub(crate) fn request(&self, method: &str, route: &str, status: u16, took: Duration) {
        let labels = [method, route, &status.to_string()];
        self.requests.with_label_values(&labels).observe(took.as_secs_f64());
    }

    /// A check-in was stored.
    pub(crate) fn check_in(&self, check_in: &CheckIn) {
        let level = check_in.assessment.level().as_str();
        let tier = check_in.assessment.finding().safety.tier.as_str();
        let labels = [check_in.channel.as_str(), level, check_in.source().as_str(), tier];
        self.check_ins.with_label_values(&labels).inc();
    }

    /// A sibling was asked.
    pub(crate) fn sibling_call(&self, sibling: &str, outcome: &str) {
        self.sibling_calls.with_label_values(&[sibling, outcome]).inc();
    }

    /// The durations of the calls that are made, by sibling, call and outcome.
    pub(crate) fn call_durations(&self) -> HistogramVec {
        self.call_durations.clone()
    }

    /// A breaker stands so.
    fn breaker(&self, sibling: Sibling, position: Position) {
        let value = match position {
            Position::Closed => 0,
            Position::HalfOpen => 1,
            Position::Open => 2,
        };
        self.breakers.with_label_values(&[sibling.name()]).set(value);
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
}

/// A request that is being answered, or a stream that is open.
pub(crate) struct InFlight(IntGauge);

impl Drop for InFlight {
    fn drop(&mut self) {
        self.0.dec();
    }
}

fn registered<M: Collector + Clone + 'static>(
    registry: &Registry,
    metric: M,
) -> prometheus::Result<M> {
    registry.register(Box::new(metric.clone()))?;
    Ok(metric)
}
