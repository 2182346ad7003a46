//! What goes over the wire apart from the recorded requests.

use pilotlight_clients::{BaseUrlError, Http, HttpMl, HttpSignals, HttpVideo, Ml, Signals, Video};
use wiremock::matchers::any;
use wiremock::{Mock, MockServer, Request, ResponseTemplate};

use crate::calls::{AMPLE, Call, SLACK, alert, reply, upload};

async fn recorder() -> MockServer {
    let server = MockServer::start().await;
    server.register(Mock::given(any()).respond_with(ResponseTemplate::new(200))).await;
    server
}

async fn sent(server: &MockServer) -> Request {
    server.received_requests().await.unwrap().pop().unwrap()
}

fn header(request: &Request, name: &str) -> String {
    request.headers.get(name).unwrap().to_str().unwrap().to_owned()
}

#[tokio::test]
async fn an_alert_carries_its_id_and_every_call_says_who_calls() {
    let server = recorder().await;
    let signals = HttpSignals::new(&Http::new().unwrap(), &server.uri(), AMPLE).unwrap();
    let _ = signals.send_alert(&alert(), AMPLE).await;
    let request = sent(&server).await;
    assert_eq!(header(&request, "idempotency-key"), alert().alert_id);
    assert_eq!(header(&request, "content-type"), "application/json");

    let mut odd = alert();
    odd.alert_id = "a\r\nX-Injected: 1".to_owned();
    let _ = signals.send_alert(&odd, AMPLE).await;
    let request = sent(&server).await;
    assert!(request.headers.get("x-injected").is_none());
    assert!(request.headers.get("idempotency-key").is_none());

    for call in Call::ALL {
        let _ = call.make(&server.uri(), AMPLE, AMPLE).await;
        let agent = header(&sent(&server).await, "user-agent");
        assert_eq!(agent, format!("pilotlight/{}", env!("CARGO_PKG_VERSION")), "{call:?}");
    }
}

#[tokio::test]
async fn nothing_is_sent_twice() {
    let server = MockServer::start().await;
    let failing = ResponseTemplate::new(503).insert_header("Retry-After", "0");
    server.register(Mock::given(any()).respond_with(failing)).await;
    for (count, call) in Call::ALL.into_iter().enumerate() {
        let _ = call.make(&server.uri(), AMPLE, AMPLE).await;
        assert_eq!(server.received_requests().await.unwrap().len(), count + 1, "{call:?}");
    }
}

#[tokio::test]
async fn paths_are_joined_and_escaped() {
    let server = recorder().await;
    let http = Http::new().unwrap();
    let bases = ["", "/", "/api", "/api/"];
    for base in bases {
        let ml = HttpMl::new(&http, &format!("{}{base}", server.uri()), AMPLE).unwrap();
        let prefix = base.trim_end_matches('/');
        let _ = ml.health(AMPLE).await;
        assert_eq!(sent(&server).await.url.path(), format!("{prefix}/health"));
        let _ = ml.baseline("a/../b?c=d#e %é", AMPLE).await;
        let request = sent(&server).await;
        let escaped = format!("{prefix}/baseline/a%2F..%2Fb%3Fc=d%23e%20%25%C3%A9");
        assert_eq!((request.url.path(), request.url.query()), (escaped.as_str(), None));
    }
}

#[test]
fn an_address_that_cannot_be_a_base_is_refused() {
    let http = Http::new().unwrap();
    let refused = |url: &str| HttpVideo::new(&http, url, AMPLE).err();
    for not in ["", "localhost", "//localhost:8002", "http://", "http://local host"] {
        assert_eq!(refused(not), Some(BaseUrlError::NotAUrl), "{not:?}");
    }
    for other in ["https://localhost:8002", "localhost:8002", "file:///etc", "data:text/plain,x"] {
        assert_eq!(refused(other), Some(BaseUrlError::NotHttp), "{other:?}");
    }
    for more in ["http://a:b@localhost", "http://a@localhost", "http://h/?q", "http://h/#f"] {
        assert_eq!(refused(more), Some(BaseUrlError::NotABase), "{more:?}");
    }
    assert_eq!(refused("http://localhost:8004/api/"), None);
}

/// The upload as one part named `video`, with the boundary cut out.
async fn form(file_name: &str, content_type: &str, length: Option<u64>) -> (Request, String) {
    let server = recorder().await;
    let video = HttpVideo::new(&Http::new().unwrap(), &server.uri(), AMPLE).unwrap();
    let mut upload = upload(&[b"vid", b"", b"eo"]);
    upload.file_name = file_name.to_owned();
    upload.content_type = content_type.to_owned();
    upload.length = length;
    let _ = video.analyze(upload, AMPLE).await;
    let request = sent(&server).await;
    let boundary = header(&request, "content-type");
    let boundary = boundary.split_once("multipart/form-data; boundary=").unwrap().1;
    let form = String::from_utf8(request.body.clone()).unwrap().replace(boundary, "BOUNDARY");
    (request, form)
}

#[tokio::test]
async fn a_video_is_one_part_of_a_form() {
    let expected = "--BOUNDARY\r\n\
        Content-Disposition: form-data; name=\"video\"; filename=\"checkin.mp4\"\r\n\
        content-type: video/mp4\r\n\r\nvideo\r\n--BOUNDARY--\r\n";
    let (chunked, form_without_length) = form("checkin.mp4", "video/mp4", None).await;
    assert_eq!(form_without_length, expected);
    assert_eq!(header(&chunked, "transfer-encoding"), "chunked");

    let (request, form_with_length) = form("checkin.mp4", "video/mp4", Some(5)).await;
    assert_eq!(form_with_length, expected);
    assert_eq!(header(&request, "content-length"), request.body.len().to_string());
}

#[tokio::test]
async fn a_file_name_or_type_cannot_break_out_of_its_header() {
    let (_, form) = form("a\"\r\nX: 1/é.mp4", "video/mp4\r\nX-Injected: 1", None).await;
    assert!(form.contains("filename=\"a___X__1__.mp4\""), "{form}");
    assert!(form.contains("content-type: application/octet-stream\r\n\r\n"), "{form}");
}

#[test]
fn one_client_serves_runtimes_that_come_and_go() {
    let own = || tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let keeper = own();
    let server = keeper.block_on(async {
        let server = MockServer::start().await;
        let body = serde_json::json!({"combined_signal_score": 20});
        let answer = ResponseTemplate::new(200).set_body_json(body);
        server.register(Mock::given(any()).respond_with(answer)).await;
        server
    });
    let signals = HttpSignals::new(&Http::new().unwrap(), &server.uri(), AMPLE).unwrap();
    // The connection that this runtime leaves in its pool stands still with it.
    let idle = own();
    idle.block_on(signals.analyze(&reply(), AMPLE)).unwrap();
    for _ in 0..5 {
        let strain = own().block_on(signals.analyze(&reply(), SLACK)).unwrap().strain;
        assert_eq!(strain, Some(20.0));
    }
    std::thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| {
                own().block_on(async {
                    for _ in 0..20 {
                        signals.analyze(&reply(), AMPLE).await.unwrap();
                    }
                });
            });
        }
    });
}
