//! The first page for whoever builds on this: it is whole, needs nothing, and says what is so.

use std::collections::BTreeSet;

use reqwest::Method;
use reqwest::header::ACCEPT;
use serde_json::{Value, json};

use crate::described::DESCRIPTION;
use crate::server::Server;
use crate::sound;

/// Elements that have no end.
const VOID: [&str; 2] = ["meta", "link"];

/// The opening tags of a page, of which every one must be closed where it was opened.
fn tags(html: &str) -> Vec<&str> {
    let mut open: Vec<&str> = Vec::new();
    let mut tags = Vec::new();
    for part in html.split('<').skip(1) {
        let tag = part.split_once('>').unwrap_or_else(|| panic!("no end: {part}")).0;
        let name = tag.split_whitespace().next().unwrap();
        match name.strip_prefix('/') {
            Some(closed) => assert_eq!(open.pop(), Some(closed), "at {part}"),
            None if name == "!doctype" || VOID.contains(&name) => tags.push(tag),
            None => {
                open.push(name);
                tags.push(tag);
            }
        }
    }
    assert!(open.is_empty(), "{open:?}");
    tags
}

/// The values of an attribute, in their order.
fn values<'a>(tags: &[&'a str], attribute: &str) -> Vec<&'a str> {
    let start = format!(" {attribute}=\"");
    let value = |tag: &&'a str| Some(tag.split_once(&start)?.1.split_once('"')?.0);
    tags.iter().filter_map(value).collect()
}

/// The names in the first column of a table.
fn named(html: &str, table: &str) -> Vec<String> {
    let (_, rest) = html.split_once(&format!("<table id=\"{table}\">")).unwrap();
    let (rows, _) = rest.split_once("</table>").unwrap();
    let heads = rows.split("<th scope=\"row\"").skip(1);
    let name =
        |head: &str| head.split_once("<code>").unwrap().1.split_once('<').unwrap().0.to_owned();
    heads.map(name).collect()
}

async fn page() -> (Server, String) {
    let server = Server::alone().await;
    let page = server.get("/docs/").await;
    assert_eq!((page.status, page.header("content-type")), (200, "text/html; charset=utf-8"));
    let policy = page.header("content-security-policy");
    assert!(policy.starts_with("default-src 'none'; style-src 'sha256-"), "{policy}");
    assert!(!policy.contains("unsafe") && !policy.contains("script"), "{policy}");
    let html = page.text();
    (server, html)
}

#[tokio::test]
async fn every_value_is_explained_and_no_other() {
    let (_server, html) = page().await;
    let tables = [
        ("levels", "Level"),
        ("stream-names", "StreamName"),
        ("sources", "Source"),
        ("uses", "ServiceUse"),
        ("alerts", "AlertStatus"),
        ("codes", "ProblemCode"),
    ];
    for (table, schema) in tables {
        let described = &DESCRIPTION["components"]["schemas"][schema]["enum"];
        assert_eq!(json!(named(&html, table)), *described, "{table}");
    }
    assert!(!html.contains("{{"), "nothing was left out");
    for field in ["breakdown", "streams", "confidence", "coverage", "interval", "intervention"] {
        assert!(html.contains(&format!("<code>{field}</code>")), "{field}");
    }
}

#[tokio::test]
async fn the_page_is_whole_and_loads_nothing() {
    let (server, html) = page().await;
    let tags = tags(&html);
    let ids = values(&tags, "id");
    assert_eq!(ids.iter().collect::<BTreeSet<_>>().len(), ids.len(), "an id is there once");
    for href in values(&tags, "href") {
        match href.strip_prefix('#') {
            Some(id) => assert!(ids.contains(&id), "{href}"),
            None if href == "data:," => {}
            None => assert_eq!(server.get(href).await.status, 200, "{href}"),
        }
    }
    for label in values(&tags, "aria-labelledby") {
        assert!(ids.contains(&label), "{label}");
    }
    for loads in ["<script", "<img", "<iframe", " src=", "@import", "url(", "://", " style="] {
        assert!(!html.contains(loads), "{loads}");
    }
    for once in ["html lang=\"en\"", "header", "main", "footer", "h1", "title"] {
        let is_it = |tag: &&&str| **tag == once || tag.starts_with(&format!("{once} "));
        assert_eq!(tags.iter().filter(is_it).count(), 1, "{once}");
    }
}

#[tokio::test]
async fn the_first_request_on_the_page_gets_the_answer_on_the_page() {
    let (server, html) = page().await;
    let (_, request) = html.split_once("application/json").unwrap();
    let body: Value = serde_json::from_str(request.split_once("</code>").unwrap().0).unwrap();
    let result = server.post("/response/submit", &body).await.ok();
    sound::assert_sound(&result);
    for field in ["score", "level", "source", "support", "confidence"] {
        let shown = format!("\"{field}\": {}", result[field]);
        assert!(html.contains(&shown), "{shown}");
    }
}

#[tokio::test]
async fn every_way_leads_there() {
    let server = Server::alone().await;
    for path in ["/docs", "/docs/index.html"] {
        let answer = server.get(path).await;
        assert!(answer.text().contains("<title>Pilotlight"), "{path} leads to the page");
    }
    let links = server.get("/").await.ok();
    for link in ["docs", "try", "openapi", "health"] {
        let path = links[link].as_str().unwrap();
        assert_eq!(server.get(path).await.status, 200, "{link}");
    }
    let browser = |request: reqwest::RequestBuilder| {
        request.header(ACCEPT, "text/html,application/xhtml+xml,*/*;q=0.8")
    };
    let shown = server.send(Method::GET, "/", browser).await;
    assert!(shown.text().contains("<title>Pilotlight"), "a browser is shown the page");
}
