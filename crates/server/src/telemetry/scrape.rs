//! Answering Prometheus, on a listener of its own.

use std::time::Duration;

use actix_web::web::{self, Data};
use actix_web::{App as WebApp, HttpResponse, HttpServer, rt};
use pilotlight_storage::{AlertGauges, UndeliveredAlerts};
use prometheus::core::Collector;
use prometheus::proto::MetricFamily;
use prometheus::{Encoder, IntGauge, IntGaugeVec, Opts, TextEncoder};

use super::process;
use crate::app::App;
use crate::clock;
use crate::settings::Settings;
use crate::siblings::{Position, Sibling};

/// What a scrape waits for the database at most: far less than the 10 s that Prometheus waits.
const DATABASE_LIMIT: Duration = Duration::from_secs(1);

/// Whoever scrapes needs one; those that stay open take nothing from anybody else.
const MOST_CONNECTIONS: usize = 32;

/// Serves the metrics. Check-ins must not depend on it, so a port that is taken is told and no more.
pub(crate) fn serve(settings: &Settings, app: &Data<App>) {
    let listen = settings.telemetry.listen.as_str();
    if listen.is_empty() {
        return;
    }
    let shared = app.clone();
    let server = HttpServer::new(move || {
        let only = web::resource("/metrics").get(metrics).head(metrics);
        WebApp::new().app_data(shared.clone()).service(only)
    })
    .workers(1)
    .max_connections(MOST_CONNECTIONS)
    .disable_signals()
    .bind(listen);
    match server {
        Ok(server) => {
            if let Some(address) = server.addrs().first() {
                tracing::info!(%address, "metrics are served");
            }
            drop(rt::spawn(server.run()));
        }
        Err(error) => {
            tracing::warn!(listen, error = %error, "telemetry.listen cannot be used: no metrics are served")
        }
    }
}

async fn metrics(app: Data<App>) -> HttpResponse {
    let alerts = tokio::time::timeout(DATABASE_LIMIT, app.store.alert_gauges()).await;
    let alerts = alerts.ok().and_then(Result::ok);
    match render(&app, alerts.as_ref()) {
        Ok(text) => HttpResponse::Ok().content_type("text/plain; version=0.0.4").body(text),
        Err(error) => {
            tracing::error!(error = %error, "the metrics cannot be written");
            HttpResponse::InternalServerError().finish()
        }
    }
}

fn render(app: &App, alerts: Option<&AlertGauges>) -> prometheus::Result<Vec<u8>> {
    for sibling in Sibling::ALL {
        // What is turned off is not left alone.
        let position =
            app.siblings.snapshot(sibling).map_or(Position::Closed, |line| line.position);
        app.telemetry.breaker(sibling, position);
    }
    let mut families = app.telemetry.registry.gather();
    families.extend(process::usage(app.telemetry.started)?);
    families.extend(gauge(
        "pilotlight_writer_queue_length",
        "Writes that wait for the writer.",
        i64::try_from(app.store.writes_waiting()).unwrap_or(i64::MAX),
    )?);
    families.extend(gauge(
        "pilotlight_database_readable",
        "Whether the database answered this scrape in time: 1 or 0.",
        i64::from(alerts.is_some()),
    )?);
    if let Some(alerts) = alerts {
        families.extend(of_alerts(alerts)?);
    }
    let mut text = Vec::new();
    TextEncoder::new().encode(&families, &mut text)?;
    Ok(text)
}

/// Made anew for every scrape: what the database did not say must not be what it said before.
fn of_alerts(alerts: &AlertGauges) -> prometheus::Result<Vec<MetricFamily>> {
    let AlertGauges { undelivered, oldest } = alerts;
    let help = "Alerts that have not reached the person.";
    let labels = ["status", "acknowledged"];
    let counts = IntGaugeVec::new(Opts::new("pilotlight_alerts", help), &labels)?;
    for UndeliveredAlerts { status, acknowledged, count } in undelivered {
        let acknowledged = if *acknowledged { "true" } else { "false" };
        let count = i64::try_from(*count).unwrap_or(i64::MAX);
        counts.with_label_values(&[status.as_str(), acknowledged]).set(count);
    }
    let age = oldest.map_or(Duration::ZERO, |oldest| clock::now().since(oldest));
    let mut families = counts.collect();
    families.extend(gauge(
        "pilotlight_alerts_oldest_undelivered_age_seconds",
        "How long the oldest that nobody has acknowledged has been waiting; 0 where there is none.",
        i64::try_from(age.as_secs()).unwrap_or(i64::MAX),
    )?);
    Ok(families)
}

fn gauge(name: &str, help: &str, value: i64) -> prometheus::Result<Vec<MetricFamily>> {
    let gauge = IntGauge::new(name, help)?;
    gauge.set(value);
    Ok(gauge.collect())
}
