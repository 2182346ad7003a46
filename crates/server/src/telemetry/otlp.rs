//! Sending spans to a collector, over OTLP.
//!
//! Only spans that have ended are sent, a few seconds later or when the server stops. They say what
//! the log says at `debug`, and name nobody either.

use std::cell::Cell;

use anyhow::Context as _;
use opentelemetry::trace::{
    SpanContext, SpanId, TraceContextExt, TraceFlags, TraceId, TraceState, TracerProvider,
};
use opentelemetry::{Context, KeyValue};
use opentelemetry_otlp::{SpanExporter, WithExportConfig};
use opentelemetry_sdk::Resource;
use opentelemetry_sdk::trace::{IdGenerator, RandomIdGenerator, SdkTracerProvider};
use tracing::{Span, Subscriber};
use tracing_opentelemetry::OpenTelemetrySpanExt;
use tracing_subscriber::Layer;
use tracing_subscriber::filter::{LevelFilter, Targets};
use tracing_subscriber::registry::LookupSpan;

use super::trace::Trace;

thread_local! {
    /// The ids of the span that is being started on this thread.
    static STARTING: Cell<Option<Trace>> = const { Cell::new(None) };
}

/// Gives spans the ids that siblings and logs are told of.
#[derive(Debug)]
struct OwnIds;

impl IdGenerator for OwnIds {
    fn new_trace_id(&self) -> TraceId {
        let own = STARTING.get().map(|trace| TraceId::from(trace.trace_id));
        own.unwrap_or_else(|| RandomIdGenerator::default().new_trace_id())
    }

    fn new_span_id(&self) -> SpanId {
        let own = STARTING.get().map(|trace| SpanId::from(trace.span_id));
        own.unwrap_or_else(|| RandomIdGenerator::default().new_span_id())
    }
}

/// Sends what has ended.
pub(crate) struct Sender(SdkTracerProvider);

impl Sender {
    /// A sender to the collector at `endpoint`. It must not be made or dropped where async code
    /// runs: its HTTP client blocks.
    pub(crate) fn new(endpoint: &str) -> anyhow::Result<Self> {
        let endpoint = format!("{}/v1/traces", endpoint.trim_end_matches('/'));
        let exporter = SpanExporter::builder().with_http().with_endpoint(endpoint).build();
        let resource = Resource::builder()
            .with_service_name("pilotlight")
            .with_attribute(KeyValue::new("service.version", env!("CARGO_PKG_VERSION")))
            .build();
        let provider = SdkTracerProvider::builder()
            .with_id_generator(OwnIds)
            .with_resource(resource)
            .with_batch_exporter(exporter.context("telemetry.otlp_endpoint")?)
            .build();
        Ok(Self(provider))
    }

    /// What takes the spans in.
    pub(crate) fn layer<S>(&self) -> impl Layer<S> + use<S>
    where
        S: Subscriber + for<'span> LookupSpan<'span>,
    {
        tracing_opentelemetry::layer()
            .with_tracer(self.0.tracer("pilotlight"))
            .with_location(false)
            .with_threads(false)
            .with_tracked_inactivity(false)
            .with_filter(Targets::new().with_target("pilotlight", LevelFilter::DEBUG))
    }

    /// Sends what is left.
    pub(crate) fn stop(self) {
        if let Err(error) = self.0.shutdown() {
            tracing::warn!(error = %error, "the last spans could not be sent");
        }
    }
}

/// Starts a span with these ids, below what a caller said if it said anything, and gives them with
/// whether it is kept.
pub(super) fn start(span: &Span, caller: Option<Trace>, own: Trace) -> Trace {
    if let Some(Trace { trace_id, span_id, is_sampled }) = caller {
        let flags = if is_sampled { TraceFlags::SAMPLED } else { TraceFlags::NOT_SAMPLED };
        let (trace_id, span_id) = (TraceId::from(trace_id), SpanId::from(span_id));
        let remote = SpanContext::new(trace_id, span_id, flags, true, TraceState::NONE);
        // An error says that nothing is sent.
        let _ = span.set_parent(Context::new().with_remote_span_context(remote));
    }
    STARTING.set(Some(own));
    let started = span.context().span().span_context().clone();
    STARTING.set(None);
    Trace {
        is_sampled: if started.is_valid() { started.is_sampled() } else { own.is_sampled },
        ..own
    }
}
