//! Where a request stands in a trace: W3C Trace Context, level 1.
//!
//! A caller's `traceparent` is taken up where it is valid, and passed on to siblings with an id of
//! each call's own. `tracestate` is another product's, may hold anything, and goes no further.

use std::fmt;

use actix_web::http::header::{HeaderMap, HeaderName};
use pilotlight_clients::Correlation;
use tracing::{Instrument, Span};

const TRACEPARENT: HeaderName = HeaderName::from_static("traceparent");

/// One span of a trace.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Trace {
    /// Never 0, both.
    pub(super) trace_id: u128,
    pub(super) span_id: u64,
    /// Whether whoever began the trace keeps it.
    pub(super) is_sampled: bool,
}

impl Trace {
    /// What a caller says, if it may be said just so.
    pub(crate) fn of(headers: &HeaderMap) -> Option<Self> {
        let mut said = headers.get_all(TRACEPARENT);
        let (first, second) = (said.next()?, said.next());
        second.is_none().then(|| Self::parse(first.to_str().ok()?)).flatten()
    }

    fn parse(text: &str) -> Option<Self> {
        let (version, rest) = text.split_once('-')?;
        let (trace_id, rest) = rest.split_once('-')?;
        let (span_id, rest) = rest.split_once('-')?;
        // A later version may add parts.
        let (flags, more) = rest.split_once('-').map_or((rest, false), |(flags, _)| (flags, true));
        let version = hex(version, 2)?;
        if version == 0xff || (version == 0 && more) {
            return None;
        }
        let (trace_id, span_id) = (hex(trace_id, 32)?, hex(span_id, 16)?);
        let span_id = u64::try_from(span_id).ok()?;
        let is_sampled = hex(flags, 2)? & 1 == 1;
        (trace_id != 0 && span_id != 0).then_some(Self { trace_id, span_id, is_sampled })
    }

    /// A span of a trace of its own, which nobody has asked to keep.
    fn root() -> Self {
        Self { trace_id: fastrand::u128(1..), span_id: fastrand::u64(1..), is_sampled: false }
    }

    /// A span below this one.
    fn child(&self) -> Self {
        Self { span_id: fastrand::u64(1..), ..*self }
    }

    /// The trace's id, as logs have it.
    pub(crate) fn trace_id(&self) -> String {
        format!("{:032x}", self.trace_id)
    }
}

impl fmt::Display for Trace {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { trace_id, span_id, is_sampled } = self;
        write!(f, "00-{trace_id:032x}-{span_id:016x}-{:02x}", u8::from(*is_sampled))
    }
}

/// A number of so many lower-case digits.
fn hex(text: &str, digits: usize) -> Option<u128> {
    let is_hex = |byte: u8| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte);
    let whole = text.len() == digits && text.bytes().all(is_hex);
    whole.then(|| u128::from_str_radix(text, 16).ok()).flatten()
}

/// The request that is being handled.
#[derive(Debug, Clone)]
pub(crate) struct Current {
    request_id: String,
    trace: Trace,
}

tokio::task_local! {
    static CURRENT: Current;
}

impl Current {
    /// Begins a request, as part of the caller's trace if there is one; gives its span, which every
    /// line of the log stands in that is above `off`.
    pub(crate) fn begin(request_id: String, method: &str, caller: Option<Trace>) -> (Self, Span) {
        let trace = caller.map_or_else(Trace::root, |caller| caller.child());
        let trace_id = trace.trace_id();
        let span = tracing::error_span!("request", request_id, trace_id, method);
        #[cfg(feature = "otlp")]
        let trace = super::otlp::start(&span, caller, trace);
        (Self { request_id, trace }, span)
    }

    /// Does the work of the request.
    pub(crate) async fn scope<W: Future>(self, span: Span, work: W) -> W::Output {
        CURRENT.scope(self, work).instrument(span).await
    }

    /// Has work that goes on in a task of its own be part of the request all the same.
    pub(crate) fn handed_on<W: Future>(work: W) -> impl Future<Output = W::Output> {
        let (current, span) = (CURRENT.try_with(Self::clone).ok(), Span::current());
        async move {
            match current {
                Some(current) => current.scope(span, work).await,
                None => work.instrument(span).await,
            }
        }
    }

    /// The id of the request; empty outside of one.
    pub(crate) fn request_id() -> String {
        CURRENT.try_with(|current| current.request_id.clone()).unwrap_or_default()
    }

    /// What a sibling is told that is called within this span: that of the request, or of a trace
    /// of the call's own where no request is behind it.
    pub(crate) fn correlation(span: &Span) -> Correlation {
        let current = CURRENT.try_with(Self::clone).ok();
        let parent = current.as_ref().map(|current| current.trace);
        let call = parent.map_or_else(Trace::root, |parent| parent.child());
        #[cfg(feature = "otlp")]
        let call = super::otlp::start(span, None, call);
        #[cfg(not(feature = "otlp"))]
        let _ = span;
        let request_id = current.map(|current| current.request_id);
        Correlation { traceparent: call.to_string(), request_id }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const VALID: &str = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

    #[test]
    fn what_is_said_well_is_read_and_written_as_it_was() {
        let trace = Trace::parse(VALID).unwrap();
        assert_eq!(trace.to_string(), VALID);
        assert_eq!(trace.trace_id(), "4bf92f3577b34da6a3ce929d0e0e4736");
        let later = VALID.replace("00-4", "cc-4");
        assert_eq!(Trace::parse(&later), Some(trace));
        assert_eq!(Trace::parse(&format!("{later}-what-ever")), Some(trace));
        let unsampled = Trace::parse(&VALID.replace("-01", "-fe")).unwrap();
        assert!(!unsampled.is_sampled);
    }

    #[actix_web::test]
    async fn a_task_of_its_own_is_part_of_the_request_where_it_is_handed_on() {
        let trace = Trace::parse(VALID);
        let (current, span) = Current::begin("req-77".to_owned(), "GET", trace);
        let told = async || {
            let Correlation { traceparent, request_id } = Current::correlation(&Span::none());
            (traceparent.contains("-4bf92f3577b34da6a3ce929d0e0e4736-"), request_id)
        };
        let of_tasks = async {
            let handed_on = tokio::spawn(Current::handed_on(async move { told().await }));
            let alone = tokio::spawn(async move { told().await });
            (handed_on.await.unwrap(), alone.await.unwrap())
        };
        let (handed_on, alone) = current.scope(span, of_tasks).await;
        assert_eq!(handed_on, (true, Some("req-77".to_owned())));
        assert_eq!(alone, (false, None));
    }

    #[test]
    fn what_is_said_badly_is_not_read() {
        let zeros = |from: &str| VALID.replace(from, &"0".repeat(from.len()));
        let wrong = [
            String::new(),
            "00".to_owned(),
            VALID.replace("00-4", "ff-4"),
            VALID.replace("00-4", "0-4"),
            VALID.to_uppercase(),
            VALID.replace('b', "g"),
            VALID.replace("-01", "-1"),
            VALID.replace("-01", ""),
            VALID.replace('-', "_"),
            format!("{VALID}-more"),
            format!("{VALID} "),
            zeros("4bf92f3577b34da6a3ce929d0e0e4736"),
            zeros("00f067aa0ba902b7"),
            VALID.replace("4bf9", "+bf9"),
        ];
        for text in wrong {
            assert_eq!(Trace::parse(&text), None, "{text}");
        }
    }

    #[test]
    fn a_child_is_another_span_of_the_same_trace() {
        let parent = Trace::parse(VALID).unwrap();
        let child = parent.child();
        assert_eq!((child.trace_id, child.is_sampled), (parent.trace_id, parent.is_sampled));
        assert_ne!(child.span_id, parent.span_id);
        let root = Trace::root();
        assert_eq!(Trace::parse(&root.to_string()), Some(root), "what is made is valid");
    }
}
