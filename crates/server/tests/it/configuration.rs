//! The configuration: checked before anything starts, and told in words that help.

use std::net::TcpListener;

use tempfile::TempDir;

use crate::process::{Ended, Environment, run};
use crate::server::{Setup, variable};

/// Runs the binary in an empty folder with these values; it must end by itself.
async fn with(arguments: &[&str], values: &[(&str, &str)]) -> Ended {
    let folder = TempDir::new().unwrap();
    in_folder(&folder, arguments, values).await
}

async fn in_folder(folder: &TempDir, arguments: &[&str], values: &[(&str, &str)]) -> Ended {
    let environment: Environment =
        values.iter().map(|(key, value)| (variable(key), (*value).to_owned())).collect();
    run(folder.path(), arguments, &environment).await
}

#[tokio::test]
async fn a_bad_value_stops_it_with_its_key_what_was_given_and_what_is_allowed() {
    let cases = [
        ("ml.scale", "happiness", "wellness"),
        ("signals.url", "localhost:8002", "http://"),
        ("ml.url", "https://ml.example.org", "http://"),
        ("video.url", "ftp://video", "http://"),
        ("signals.timeout_ms", "0", "1 to"),
        ("ml.max_calls", "0", "1 to"),
        ("checkin.deadline_ms", "86400000", "600000"),
        ("video.max_bytes", "0", "at least 1"),
        ("support.region", "Wales", "two letters"),
        (
            "policy.streams",
            "imessage,mood",
            "one or more of imessage, typing, facial, voice, tribe",
        ),
        ("policy.streams", "Facial", "facial"),
        ("policy.streams", "", "one or more of imessage"),
        ("policy.streams", " , ", "one or more of imessage"),
        ("sms.redelivery_window_seconds", "3601", "0 to 3600"),
        ("alerts.give_up_after_hours", "71", "72 to"),
        ("alerts.escalate_after_minutes", "1441", "0 to 1440"),
        ("alerts.escalation_url", "https://oncall.example.org", "no TLS is built in"),
        ("alerts.escalation_url", "http://me:hush@oncall", "without a login"),
        ("alerts.escalation_url", "http://oncall.internal/hook", "escalation_secret"),
        ("alerts.escalation_secret", "hush", "whsec_"),
        ("telemetry.listen", "9001", "127.0.0.1:9001"),
        ("telemetry.log", "pilotlight=loud", "info"),
        ("telemetry.otlp_endpoint", "localhost:4318", "otlp"),
        ("server.max_connections", "0", "1 to 100000"),
        ("server.port", "70000", ""),
        ("server.port", "eighty", ""),
        ("privacy.store_text", "perhaps", ""),
        ("database.url", "postgres://me:hush@db/x", "sqlite://"),
        ("database.url", "p.db", "sqlite://"),
        ("database.url", "/var/p.db", "three slashes"),
        ("database.url", "sqlite:////var/p.db", "three slashes"),
        ("database.url", "sqlite://~/p.db", "~"),
        ("database.url", "sqlite://.", "folder"),
    ];
    for (key, given, allowed) in cases {
        let mut values = vec![(key, given)];
        // The others are as in every test.
        values
            .extend([("server.port", "0"), ("telemetry.listen", "")].iter().filter(|v| v.0 != key));
        let ended = with(&["serve"], &values).await;
        let told = &ended.stderr;
        assert!(!ended.success, "{key} = {given}");
        assert!(told.contains(key) || told.contains("database"), "{key} = {given}: {told}");
        assert!(told.contains(allowed), "{key} = {given}: {told}");
        assert!(!told.contains("hush"), "{told}");
        assert!(!ended.stdout.contains("is up"), "{}", ended.stdout);
    }
}

#[tokio::test]
async fn every_bad_value_names_its_key_even_one_of_the_wrong_type() {
    for (key, given) in [
        ("server.port", "70000"),
        ("signals.timeout_ms", "soon"),
        ("database.url", "p.db"),
        ("security.open", "maybe"),
        ("video.max_bytes", "-1"),
    ] {
        let told = with(&["serve"], &[(key, given)]).await.stderr;
        assert!(told.contains(key), "{key} = {given}: {told}");
        assert!(told.contains(given), "{key} = {given}: {told}");
    }
}

#[tokio::test]
async fn a_level_of_the_log_that_is_none_is_refused() {
    // Taken for a target's name, it would silence the log altogether.
    for given in ["loud", "verbose", "warning"] {
        let ended = with(&["config"], &[("telemetry.log", given)]).await;
        assert!(!ended.success, "{given} is taken: {}", ended.stdout);
        assert!(ended.stderr.contains("telemetry.log"), "{}", ended.stderr);
    }
}

#[tokio::test]
async fn a_key_that_nobody_knows_is_refused() {
    for key in ["server.prot", "serve.port", "port"] {
        let ended = with(&["serve"], &[(key, "1")]).await;
        assert!(!ended.success, "{key}");
        let unknown = key.trim_end_matches(".port");
        assert!(ended.stderr.contains(unknown.trim_start_matches("server.")), "{}", ended.stderr);
    }
    let folder = TempDir::new().unwrap();
    std::fs::write(folder.path().join("pilotlight.toml"), "[server]\nprot = 1\n").unwrap();
    let ended = in_folder(&folder, &["serve"], &[]).await;
    assert!(!ended.success && ended.stderr.contains("prot"), "{}", ended.stderr);
}

#[tokio::test]
async fn beyond_this_machine_it_starts_only_when_something_stands_in_front_of_it() {
    for host in ["0.0.0.0", "::", "192.0.2.1"] {
        let ended = with(&["serve"], &[("server.host", host)]).await;
        assert!(!ended.success, "{host}");
        for word in ["server.host", host, "authentication", "security.open"] {
            assert!(ended.stderr.contains(word), "{word}: {}", ended.stderr);
        }
    }
    let elsewhere = with(&["serve"], &[("telemetry.listen", "0.0.0.0:0")]).await;
    assert!(!elsewhere.success && elsewhere.stderr.contains("telemetry.listen"));
    let setup = Setup::alone().set("server.host", "0.0.0.0").set("security.open", true);
    let mut server = setup.start().await;
    server.address = server.address.replace("0.0.0.0", "127.0.0.1");
    assert_eq!(server.get("/health/live").await.status, 200);
}

#[tokio::test]
async fn the_configuration_in_force_is_printed_with_secrets_masked() {
    let folder = TempDir::new().unwrap();
    let file = "[server]\nport = 9000\n[ml]\nscale = \"wellness\"\nurl = \"http://me:hush@ml:1\"\n\
        [support]\ncounseling = \"0800 1\"\n[policy]\nstreams = [\"imessage\", \"voice\"]\n";
    std::fs::write(folder.path().join("pilotlight.toml"), file).unwrap();
    let values = [
        ("server.port", "9100"),
        ("server.cors_origins", "https://a.example,https://b.example"),
        ("alerts.escalation_url", "http://oncall.internal/hook"),
        ("alerts.escalation_secret", "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"),
    ];
    let ended = in_folder(&folder, &["config"], &values).await;
    assert!(ended.success, "{}", ended.stderr);
    let shown: toml::Table = ended.stdout.parse().unwrap();
    assert_eq!(shown["server"]["port"].as_integer(), Some(9100), "the environment goes first");
    assert_eq!(shown["server"]["cors_origins"].as_array().unwrap().len(), 2);
    assert_eq!(shown["ml"]["scale"].as_str(), Some("wellness"), "then the file");
    assert_eq!(shown["checkin"]["deadline_ms"].as_integer(), Some(8000), "then the default");
    assert_eq!(shown["support"]["counseling"].as_str(), Some("0800 1"));
    assert_eq!(shown["policy"]["streams"].as_array().unwrap().len(), 2);
    for secret in ["hush", "MfKQ9r8"] {
        assert!(!ended.stdout.contains(secret), "{}", ended.stdout);
    }
}

#[tokio::test]
async fn the_defaults_are_those_of_the_design() {
    let ended = with(&["config"], &[]).await;
    let shown: toml::Table = ended.stdout.parse().unwrap();
    let text = |section: &str, key: &str| shown[section][key].as_str().unwrap().to_owned();
    let number = |section: &str, key: &str| shown[section][key].as_integer().unwrap();
    assert_eq!((text("server", "host"), number("server", "port")), ("127.0.0.1".to_owned(), 8001));
    assert_eq!(text("database", "url"), "sqlite://pilotlight.db");
    for (sibling, port, timeout) in
        [("signals", 8002, 3000), ("ml", 8003, 6000), ("video", 8004, 120_000)]
    {
        assert_eq!(text(sibling, "url"), format!("http://localhost:{port}"));
        assert_eq!(number(sibling, "timeout_ms"), timeout);
    }
    assert_eq!(number("checkin", "deadline_ms"), 8000);
    assert_eq!(text("ml", "scale"), "burnout");
    assert_eq!(text("support", "region"), "US");
    assert_eq!(shown["privacy"]["store_text"].as_bool(), Some(false));
    assert_eq!(text("telemetry", "listen"), "127.0.0.1:9001");
    assert_eq!(shown["security"]["open"].as_bool(), Some(false));
}

#[tokio::test]
async fn a_file_that_was_named_must_be_there() {
    let folder = TempDir::new().unwrap();
    for arguments in [["--config", "none.toml", "config"], ["config", "--config", "none.toml"]] {
        let ended = in_folder(&folder, &arguments, &[]).await;
        assert!(!ended.success);
        assert!(ended.stderr.contains("none.toml"), "{}", ended.stderr);
    }
    std::fs::write(folder.path().join("mine.conf"), "[server]\nport = 9200\n").unwrap();
    let ended = in_folder(&folder, &["--config", "mine.conf", "config"], &[]).await;
    assert!(ended.success && ended.stdout.contains("9200"), "{}", ended.stderr);
}

#[tokio::test]
async fn migrating_makes_the_database_and_a_second_time_does_nothing() {
    let folder = TempDir::new().unwrap();
    let url = format!("sqlite://{}/data/p.db", folder.path().display());
    let first = in_folder(&folder, &["migrate"], &[("database.url", &url)]).await;
    assert!(first.success && first.stdout.contains("took"), "{}", first.stdout);
    assert!(folder.path().join("data/p.db").exists());
    let second = in_folder(&folder, &["migrate"], &[("database.url", &url)]).await;
    assert!(second.success && !second.stdout.contains("took"), "{}", second.stdout);
    assert!(second.stdout.contains("current schema"), "{}", second.stdout);
    let broken = folder.path().join("broken.db");
    std::fs::write(&broken, "this is no database, whatever its name says".repeat(100)).unwrap();
    let url = format!("sqlite://{}", broken.display());
    let ended = in_folder(&folder, &["migrate"], &[("database.url", &url)]).await;
    assert!(!ended.success && !ended.stderr.is_empty());
}

#[tokio::test]
async fn a_taken_port_for_metrics_does_not_stop_it() {
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let listen = taken.local_addr().unwrap().to_string();
    let server = Setup::alone().set("telemetry.listen", listen).start().await;
    server.say("ana", "so so").await;
    assert!(server.log().contains("telemetry.listen"), "{}", server.log());
}

#[tokio::test]
async fn a_taken_port_for_requests_stops_it_with_the_key() {
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = taken.local_addr().unwrap().port().to_string();
    let values = [("server.port", port.as_str()), ("telemetry.listen", "")];
    let ended = with(&["serve"], &values).await;
    assert!(!ended.success && ended.stderr.contains("server.port"), "{}", ended.stderr);
    assert!(ended.stderr.contains(&port), "{}", ended.stderr);
}
