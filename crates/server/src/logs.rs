//! Logs on standard error: lines for a person at a terminal, JSON otherwise. What is logged while a
//! request is handled stands in the request's span, with its ids.

use std::io::IsTerminal;

use anyhow::Context;
use tracing_subscriber::filter::Targets;
use tracing_subscriber::layer::SubscriberExt;
use tracing_subscriber::util::SubscriberInitExt;
use tracing_subscriber::{Layer, fmt, registry};

use crate::settings::Telemetry;
#[cfg(feature = "otlp")]
use crate::telemetry::otlp::Sender;

/// What has to be stopped when the process ends.
pub(crate) struct Logs {
    #[cfg(feature = "otlp")]
    sender: Option<Sender>,
}

impl Logs {
    /// Starts logging at the levels of `telemetry.log`, and sending spans where they are wanted.
    pub(crate) fn start(settings: &Telemetry) -> anyhow::Result<Self> {
        let levels: Targets = settings.log.parse().context("telemetry.log")?;
        let writer = std::io::stderr;
        let layer = if writer().is_terminal() {
            fmt::layer().with_writer(writer).with_target(false).boxed()
        } else {
            // The list of spans has the current one too.
            fmt::layer()
                .json()
                .flatten_event(true)
                .with_current_span(false)
                .with_writer(writer)
                .boxed()
        };
        let registry = registry().with(layer.with_filter(levels));
        #[cfg(feature = "otlp")]
        let endpoint =
            Some(settings.otlp_endpoint.as_str()).filter(|endpoint| !endpoint.is_empty());
        #[cfg(feature = "otlp")]
        let sender = endpoint.map(Sender::new).transpose()?;
        #[cfg(feature = "otlp")]
        let registry = registry.with(sender.as_ref().map(Sender::layer));
        registry.try_init().context("logging was started twice")?;
        Ok(Self {
            #[cfg(feature = "otlp")]
            sender,
        })
    }

    /// Sees what was not sent yet on its way.
    pub(crate) fn stop(self) {
        #[cfg(feature = "otlp")]
        if let Some(sender) = self.sender {
            sender.stop();
        }
    }
}
