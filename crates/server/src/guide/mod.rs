//! The first page for whoever builds on this, and the ways there. It needs neither scripts nor
//! anything from elsewhere, and says so to the browser.

mod tables;

use actix_web::http::header::{
    ACCEPT, CACHE_CONTROL, CONTENT_SECURITY_POLICY, ContentType, LOCATION, REFERRER_POLICY, VARY,
};
use actix_web::web::{self, Data, ServiceConfig};
use actix_web::{HttpRequest, HttpResponse};
use anyhow::Context;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde_json::json;
use sha2::{Digest, Sha256};
use utoipa_swagger_ui::{Config, SwaggerUi};

const PAGE: &str = include_str!("page.html");

/// Where the page is, and where requests can be tried.
const HERE: &str = "/docs/";
const TRY: &str = "/docs/try/";

/// The page, made once, and what a browser may do on it.
pub(crate) struct Guide {
    html: String,
    policy: String,
}

impl Guide {
    pub(crate) fn new() -> anyhow::Result<Self> {
        let parts = [
            ("{{levels}}", tables::levels()),
            ("{{streams}}", tables::streams()),
            ("{{sources}}", tables::sources()),
            ("{{uses}}", tables::uses()),
            ("{{alerts}}", tables::alerts()),
            ("{{codes}}", tables::codes()),
            ("{{version}}", env!("CARGO_PKG_VERSION").to_owned()),
        ];
        let fill = |html: String, (place, part): &(&str, String)| html.replace(place, part);
        let html = parts.iter().fold(PAGE.to_owned(), fill);
        let style = html.split_once("<style>").and_then(|(_, rest)| rest.split_once("</style>"));
        let (style, _) = style.context("the page has a style")?;
        let digest = STANDARD.encode(Sha256::digest(style.as_bytes()));
        // `data:` is the icon, which would otherwise be asked for.
        let policy = format!(
            "default-src 'none'; style-src 'sha256-{digest}'; img-src data:; base-uri 'none'; \
             form-action 'none'; frame-ancestors 'none'"
        );
        Ok(Self { html, policy })
    }
}

/// Whether a path is of the pages, which are in no description.
pub(crate) fn is_page(path: &str) -> bool {
    ["/", "/docs", HERE, "/docs/index.html", "/docs/try"].contains(&path) || path.starts_with(TRY)
}

/// Registers the page, the page to try requests on, and what leads to them.
pub(crate) fn register(config: &mut ServiceConfig) {
    config
        .route("/", web::get().to(index))
        .service(web::redirect("/docs", HERE))
        .service(web::redirect("/docs/index.html", HERE))
        .route(HERE, web::get().to(page))
        .service(web::redirect("/docs/try", TRY))
        .service(SwaggerUi::new("/docs/try/{_:.*}").config(swagger()));
}

/// The page asks nobody else: without this it has an online service check the description.
fn swagger() -> Config<'static> {
    Config::from("/openapi.json").validator_url("none")
}

async fn page(guide: Data<Guide>) -> HttpResponse {
    HttpResponse::Ok()
        .insert_header((CACHE_CONTROL, "public, max-age=300"))
        .insert_header((CONTENT_SECURITY_POLICY, guide.policy.as_str()))
        .insert_header((REFERRER_POLICY, "no-referrer"))
        .content_type(ContentType::html())
        .body(guide.html.clone())
}

/// Where to go next: the page for a browser, links for a program.
async fn index(request: HttpRequest) -> HttpResponse {
    let accept = request.headers().get(ACCEPT).and_then(|accept| accept.to_str().ok());
    if accept.is_some_and(|accept| accept.contains("text/html")) {
        return HttpResponse::TemporaryRedirect()
            .insert_header((LOCATION, HERE))
            .insert_header((VARY, ACCEPT.as_str()))
            .finish();
    }
    HttpResponse::Ok().insert_header((VARY, ACCEPT.as_str())).json(json!({
        "name": "Pilotlight",
        "version": env!("CARGO_PKG_VERSION"),
        "docs": HERE,
        "try": TRY,
        "openapi": "/openapi.json",
        "health": "/health",
    }))
}
