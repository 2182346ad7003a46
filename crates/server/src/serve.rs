//! Starting and stopping the server.

use std::net::SocketAddr;
use std::time::Duration;

use actix_cors::Cors;
use actix_web::dev::RequestHead;
use actix_web::http::header::HeaderValue;
use actix_web::middleware::from_fn;
use actix_web::web::{self, Data};
use actix_web::{App as WebApp, HttpResponse, HttpServer, rt};
use anyhow::Context;
use pilotlight_domain::crisis;
use utoipa_swagger_ui::{Config, SwaggerUi};

use crate::app::App;
use crate::handlers::docs::Description;
use crate::settings::Settings;
use crate::{alerts, baselines, cli, clock, extract, http, logs, openapi, routes};

/// Seconds that requests in flight may take to finish when the server is told to stop.
const SHUTDOWN_SECONDS: u64 = 10;

/// How often old idempotency keys are looked for.
const FORGET_EVERY: Duration = Duration::from_secs(3600);

/// How often what others wrote into the database is looked for.
const LOOK_EVERY: Duration = Duration::from_secs(1);

/// Serves until the process is told to stop.
pub(crate) fn run(settings: Settings) -> anyhow::Result<()> {
    logs::start(&settings.telemetry.log)?;
    // Beside the start, so that the first person does not wait for it.
    std::thread::spawn(crisis::prepare);
    rt::System::new().block_on(serve(settings))
}

async fn serve(settings: Settings) -> anyhow::Result<()> {
    let app = Data::new(App::open(&settings).await?);
    let description = Data::new(Description(openapi::to_json()?));
    let address = (settings.server.host.trim_matches(['[', ']']).to_owned(), settings.server.port);
    let shared = app.clone();
    let server = HttpServer::new(move || {
        let docs = SwaggerUi::new("/docs/{_:.*}").config(docs_config());
        WebApp::new()
            .app_data(shared.clone())
            .app_data(description.clone())
            .app_data(extract::query_config())
            .app_data(extract::path_config())
            .wrap(cors(&shared))
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
    let dispatcher = rt::spawn(keep_sending_alerts(app.clone()));
    let background = app.clone();
    rt::spawn(async move { baselines::run(&background).await });
    let background = app.clone();
    rt::spawn(async move { forget_old_keys(&background).await });
    let background = app.clone();
    rt::spawn(async move { look_for_foreign_writes(&background).await });
    announce(&addresses)?;
    server.await?;
    app.alerts.stop();
    // An alert that is being sent is heard out, or the person would get it again from the next.
    let patience = app.rules.signals_timeout.saturating_add(Duration::from_secs(1));
    if tokio::time::timeout(patience, dispatcher).await.is_err() {
        tracing::warn!("an alert is still being sent; it will be sent again");
    }
    app.store.close().await;
    Ok(())
}

/// Sends alerts until the server stops, whatever goes wrong in between.
async fn keep_sending_alerts(app: Data<App>) {
    loop {
        let sender = app.clone();
        match rt::spawn(async move { alerts::run(&sender).await }).await {
            Ok(()) => return,
            Err(error) => {
                tracing::error!(error = %error, "the sender of alerts ended; it is started again");
                tokio::time::sleep(Duration::from_secs(1)).await;
            }
        }
    }
}

/// The page asks nobody else: without this it has an online service check the description.
fn docs_config() -> Config<'static> {
    Config::from("/openapi.json").validator_url("none")
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

/// Nobody else is to write into the database while the server runs; where somebody does, what they
/// changed, and erased above all, is not answered for long.
async fn look_for_foreign_writes(app: &App) {
    loop {
        tokio::time::sleep(LOOK_EVERY).await;
        if let Err(error) = app.store.look_for_foreign_writes().await {
            tracing::debug!(error = %error, "the database could not be looked at");
        }
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
fn cors(app: &Data<App>) -> Cors {
    let app = app.clone();
    let is_own = move |origin: &HeaderValue, _: &RequestHead| {
        origin.to_str().is_ok_and(|origin| http::is_own_origin(&app.rules, origin))
    };
    Cors::default()
        .allowed_origin_fn(is_own)
        .allowed_methods(["GET", "POST", "PUT"])
        .allow_any_header()
        .expose_headers(["Link", "Retry-After", "X-Request-Id"])
        .max_age(3600)
}
