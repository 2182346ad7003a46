//! Starting and stopping the server.

use std::net::SocketAddr;
use std::time::Duration;

use actix_cors::Cors;
use actix_web::middleware::from_fn;
use actix_web::web::{self, Data};
use actix_web::{App as WebApp, HttpResponse, HttpServer, rt};
use anyhow::Context;
use futures_util::future;
use utoipa_swagger_ui::{Config, SwaggerUi};

use crate::app::App;
use crate::handlers::docs::Description;
use crate::settings::Settings;
use crate::{alerts, baselines, cli, clock, extract, http, logs, openapi, routes};

/// Seconds that requests in flight may take to finish when the server is told to stop.
const SHUTDOWN_SECONDS: u64 = 10;

/// How often old idempotency keys are looked for.
const FORGET_EVERY: Duration = Duration::from_secs(3600);

/// Serves until the process is told to stop.
pub(crate) fn run(settings: Settings) -> anyhow::Result<()> {
    logs::start(&settings.telemetry.log)?;
    rt::System::new().block_on(serve(settings))
}

async fn serve(settings: Settings) -> anyhow::Result<()> {
    let app = Data::new(App::open(&settings).await?);
    let description = Data::new(Description(openapi::to_json()?));
    let address = (settings.server.host.trim_matches(['[', ']']).to_owned(), settings.server.port);
    let origins = settings.server.cors_origins.clone();
    let shared = app.clone();
    let server = HttpServer::new(move || {
        let docs = SwaggerUi::new("/docs/{_:.*}").config(Config::from("/openapi.json"));
        WebApp::new()
            .app_data(shared.clone())
            .app_data(description.clone())
            .app_data(extract::query_config())
            .app_data(extract::path_config())
            .wrap(cors(&origins))
            .wrap(from_fn(http::around))
            .configure(routes::register)
            .service(web::redirect("/docs", "/docs/"))
            .service(web::redirect("/", "/docs/"))
            .service(docs)
            .default_service(web::to(http::unmatched))
    })
    .shutdown_timeout(SHUTDOWN_SECONDS)
    .bind(address.clone())
    .with_context(|| {
        format!("server.host and server.port: {}:{} cannot be used", address.0, address.1)
    })?;
    let addresses = server.addrs();
    let server = server.run();
    start_telemetry(&settings, &app);
    let background = app.clone();
    rt::spawn(async move {
        let (alerts, baselines) = (alerts::run(&background), baselines::run(&background));
        future::join3(alerts, baselines, forget_old_keys(&background)).await
    });
    announce(&addresses)?;
    server.await?;
    app.store.close().await;
    Ok(())
}

/// Forgets idempotency keys a day after they came, as long as the server runs.
async fn forget_old_keys(app: &App) {
    loop {
        if let Err(error) = app.store.forget_old_keys(clock::now()).await {
            tracing::warn!(error = %error, "old idempotency keys could not be forgotten");
        }
        tokio::time::sleep(FORGET_EVERY).await;
    }
}

/// One line that says where to go next.
fn announce(addresses: &[SocketAddr]) -> anyhow::Result<()> {
    let address = addresses.first().context("the server has no address")?;
    cli::print(&format!(
        "Pilotlight is up on http://{address} - read and try its interface at http://{address}/docs/"
    ))
}

/// Serves the metrics on a listener of their own. Check-ins must not depend on it, so a port that is
/// taken is told and no more.
fn start_telemetry(settings: &Settings, app: &Data<App>) {
    let listen = settings.telemetry.listen.as_str();
    if listen.is_empty() {
        return;
    }
    let shared = app.clone();
    let server = HttpServer::new(move || {
        WebApp::new().app_data(shared.clone()).route("/metrics", web::get().to(metrics))
    })
    .workers(1)
    .disable_signals()
    .bind(listen);
    match server {
        Ok(server) => drop(rt::spawn(server.run())),
        Err(error) => {
            tracing::warn!(listen, error = %error, "telemetry.listen cannot be used: no metrics are served")
        }
    }
}

async fn metrics(app: Data<App>) -> HttpResponse {
    match app.telemetry.render() {
        Ok(text) => HttpResponse::Ok().content_type("text/plain; version=0.0.4").body(text),
        Err(_) => HttpResponse::InternalServerError().finish(),
    }
}

/// Pages of this machine may call, and those of the configured origins.
fn cors(origins: &[String]) -> Cors {
    let own = |origin: &str| {
        let host = origin.split_once("://").map_or("", |(_, host)| host);
        let name = host.rsplit_once(':').map_or(host, |(name, port)| {
            if port.chars().all(|c| c.is_ascii_digit()) { name } else { host }
        });
        matches!(name, "localhost" | "127.0.0.1" | "[::1]")
    };
    let cors = Cors::default()
        .allowed_origin_fn(move |origin, _| origin.to_str().is_ok_and(own))
        .allowed_methods(["GET", "POST", "PUT"])
        .allow_any_header()
        .expose_headers(["Link", "Retry-After", "X-Request-Id"])
        .max_age(3600);
    origins.iter().fold(cors, |cors, origin| cors.allowed_origin(origin))
}
