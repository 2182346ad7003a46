//! What makes a configuration one that can be started with.

use std::fmt;
use std::net::{SocketAddr, ToSocketAddrs};

use actix_web::http::Uri;
use pilotlight_clients::WebhookSecret;
use pilotlight_domain::{MlScale, Stream};

use super::Settings;
use super::keys::Alerts;

/// A value that cannot be used: which key, what was given, what is allowed.
#[derive(Debug, thiserror::Error)]
#[error("{key} = {given:?} cannot be used: {allowed}")]
pub(crate) struct SettingsProblem {
    key: &'static str,
    given: String,
    allowed: String,
}

impl Settings {
    /// Checks every value. All that is wrong is told at once.
    pub(crate) fn check(&self) -> anyhow::Result<()> {
        let mut problems = Vec::new();
        let mut expect = |holds: bool, key, given: &dyn fmt::Display, allowed: &str| {
            if !holds {
                let (given, allowed) = (given.to_string(), allowed.to_owned());
                problems.push(SettingsProblem { key, given, allowed }.to_string());
            }
        };
        let url = "an http:// address of a host, or nothing to turn the service off";
        for (key, value) in [
            ("signals.url", &self.signals.url),
            ("ml.url", &self.ml.url),
            ("video.url", &self.video.url),
        ] {
            expect(value.is_empty() || is_http_url(value), key, value, url);
        }
        for (key, value) in [
            ("signals.timeout_ms", self.signals.timeout_ms),
            ("ml.timeout_ms", self.ml.timeout_ms),
            ("video.timeout_ms", self.video.timeout_ms),
            ("checkin.deadline_ms", self.checkin.deadline_ms),
        ] {
            expect((1..=600_000).contains(&value), key, &value, "1 to 600000 milliseconds");
        }
        for (key, value) in [
            ("signals.max_calls", self.signals.max_calls),
            ("ml.max_calls", self.ml.max_calls),
            ("video.max_calls", self.video.max_calls),
        ] {
            expect((1..=10_000).contains(&value), key, &value, "1 to 10000 calls");
        }
        let deadline = self.checkin.deadline_ms;
        expect(deadline >= 500, "checkin.deadline_ms", &deadline, "at least 500 milliseconds");
        self.check_alerts(&mut expect);
        for origin in &self.server.cors_origins {
            let allowed = "an origin such as https://app.example.org, without a path";
            expect(is_origin(origin), "server.cors_origins", origin, allowed);
        }
        let most = self.server.max_connections;
        expect((1..=100_000).contains(&most), "server.max_connections", &most, "1 to 100000");
        let database = self.masked_database_url();
        let file = "a file: sqlite://pilotlight.db in the working directory or, with three slashes, \
            sqlite:///var/lib/pilotlight/data.db from the root";
        let has_file = database.strip_prefix("sqlite://").is_some_and(|file| !file.is_empty());
        expect(has_file, "database.url", &database, file);
        let window = self.sms.redelivery_window_seconds;
        let allowed = "0 to 3600 seconds";
        expect((0..=3600).contains(&window), "sms.redelivery_window_seconds", &window, allowed);
        let max_bytes = self.video.max_bytes;
        expect(max_bytes > 0, "video.max_bytes", &max_bytes, "at least 1 byte");
        let scale = &self.ml.scale;
        expect(scale.parse::<MlScale>().is_ok(), "ml.scale", scale, "burnout or wellness");
        for name in &self.policy.streams {
            expect(name.parse::<Stream>().is_ok(), "policy.streams", name, &streams_allowed());
        }
        let has_streams = !self.policy.streams.is_empty();
        expect(has_streams, "policy.streams", &"nothing", &streams_allowed());
        let region = &self.support.region;
        expect(
            region.is_empty() || self.country().is_some(),
            "support.region",
            region,
            "a country of two letters such as US, or nothing for none",
        );
        let listen = &self.telemetry.listen;
        expect(
            listen.is_empty() || listen.parse::<SocketAddr>().is_ok(),
            "telemetry.listen",
            listen,
            "an address with a port such as 127.0.0.1:9001, or nothing to turn it off",
        );
        let log = &self.telemetry.log;
        let levels = "levels such as info, or warn,pilotlight=debug";
        let is_level = is_levels(log);
        expect(is_level, "telemetry.log", log, levels);
        let otlp = &self.telemetry.otlp_endpoint;
        let collector = if cfg!(feature = "otlp") {
            "an http:// address of a collector such as http://localhost:4318, or nothing to send none"
        } else {
            "nothing: this binary is built without the feature otlp, which sends spans"
        };
        let can_send = cfg!(feature = "otlp") && is_http_url(otlp);
        expect(otlp.is_empty() || can_send, "telemetry.otlp_endpoint", otlp, collector);
        self.check_open(&mut expect);
        anyhow::ensure!(problems.is_empty(), "{}", problems.join("\n"));
        Ok(())
    }

    fn check_alerts(&self, expect: &mut impl FnMut(bool, &'static str, &dyn fmt::Display, &str)) {
        let Alerts {
            give_up_after_hours: hours,
            escalate_after_minutes: minutes,
            escalation_url: url,
            escalation_secret: secret,
        } = &self.alerts;
        let allowed = "72 to 8760 hours: an alert is not given up before";
        expect((72..=8760).contains(hours), "alerts.give_up_after_hours", hours, allowed);
        let allowed = "0 to 1440 minutes";
        expect((0..=1440).contains(minutes), "alerts.escalate_after_minutes", minutes, allowed);
        let allowed = "an http:// address without a login (no TLS is built in: for https, put a \
            local proxy between), or nothing for the log alone";
        let is_allowed = url.is_empty() || is_http_url(url) && !url.contains('@');
        expect(is_allowed, "alerts.escalation_url", &super::mask(url), allowed);
        let allowed = "whsec_ and 24 to 64 random bytes in base64, such as \
            `echo whsec_$(openssl rand -base64 32)` gives; needed where alerts.escalation_url is set";
        let is_needed = !(url.is_empty() && secret.is_empty());
        let is_allowed = !is_needed || WebhookSecret::new(secret).is_ok();
        // What was given may be a secret that is only written wrongly.
        let given = if secret.is_empty() { "nothing" } else { "***" };
        expect(is_allowed, "alerts.escalation_secret", &given, allowed);
    }

    /// Pilotlight has no authentication yet, so it is closed to other machines by default.
    fn check_open(&self, expect: &mut impl FnMut(bool, &'static str, &dyn fmt::Display, &str)) {
        let closed = "without authentication only this machine may reach it, such as 127.0.0.1; set \
            security.open = true if something in front of it authenticates every caller";
        let open = self.security.open;
        let host = &self.server.host;
        expect(open || is_loopback(host), "server.host", host, closed);
        let listen = &self.telemetry.listen;
        let elsewhere = listen.parse::<SocketAddr>().is_ok_and(|addr| !addr.ip().is_loopback());
        expect(open || !elsewhere, "telemetry.listen", listen, closed);
    }

    /// Which way ml's score runs.
    pub(crate) fn ml_scale(&self) -> MlScale {
        self.ml.scale.parse().unwrap_or(MlScale::Burnout)
    }
}

fn streams_allowed() -> String {
    let names: Vec<&str> = Stream::ALL.iter().map(|stream| stream.as_str()).collect();
    format!("one or more of {}", names.join(", "))
}

fn is_http_url(url: &str) -> bool {
    url.parse::<Uri>().is_ok_and(|uri| {
        uri.scheme_str() == Some("http") && uri.host().is_some_and(|h| !h.is_empty())
    })
}

fn is_origin(origin: &str) -> bool {
    let Ok(uri) = origin.parse::<Uri>() else { return false };
    let authority = uri.authority().map(ToString::to_string).unwrap_or_default();
    let scheme = uri.scheme_str().unwrap_or_default();
    ["http", "https"].contains(&scheme)
        && !authority.is_empty()
        && !authority.contains(['@', '*'])
        && origin == format!("{scheme}://{authority}")
}

/// Levels for targets. A word alone would be read as a target by itself, and silence all others.
fn is_levels(log: &str) -> bool {
    let is_level = |level: &str| {
        let level = level.trim();
        level.eq_ignore_ascii_case("off") || level.parse::<tracing::Level>().is_ok()
    };
    !log.trim().is_empty()
        && log.split(',').all(|part| match part.split_once('=') {
            Some((target, level)) => !target.trim().is_empty() && is_level(level),
            None => is_level(part),
        })
}

/// Whether every address of a host is this machine's own.
fn is_loopback(host: &str) -> bool {
    let addresses = (host.trim_matches(['[', ']']), 0).to_socket_addrs();
    addresses.is_ok_and(|addresses| {
        let addresses: Vec<_> = addresses.collect();
        !addresses.is_empty() && addresses.iter().all(|address| address.ip().is_loopback())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn problem(change: impl FnOnce(&mut Settings)) -> String {
        let mut settings = Settings::default();
        change(&mut settings);
        settings.check().unwrap_err().to_string()
    }

    #[test]
    fn a_bad_value_is_told_with_its_key_and_what_is_allowed() {
        let told = problem(|s| s.ml.scale = "happiness".to_owned());
        assert!(
            told.contains("ml.scale") && told.contains("happiness") && told.contains("wellness")
        );
        let told = problem(|s| {
            s.signals.url = "localhost:8002".to_owned();
            s.checkin.deadline_ms = 0;
        });
        assert!(told.contains("signals.url") && told.contains("checkin.deadline_ms"), "{told}");
    }

    #[test]
    fn origins_and_levels_are_checked_before_anything_starts() {
        for origin in ["*", "https://a.example/", "b.example", "https://*.example"] {
            let told = problem(|s| s.server.cors_origins = vec![origin.to_owned()]);
            assert!(told.contains("server.cors_origins") && told.contains(origin), "{told}");
        }
        let told = problem(|s| s.telemetry.log = "loud".to_owned());
        assert!(told.contains("telemetry.log"), "{told}");
        let told = problem(|s| s.database.url = "p.db".to_owned());
        assert!(told.contains("database.url"), "{told}");
        let mut settings = Settings::default();
        settings.server.cors_origins = vec!["https://app.example.org:8443".to_owned()];
        settings.telemetry.log = "warn,pilotlight=debug".to_owned();
        settings.check().unwrap();
    }

    #[test]
    fn other_machines_are_refused_until_the_host_says_otherwise() {
        for host in ["0.0.0.0", "::", "192.0.2.1"] {
            let told = problem(|s| s.server.host = host.to_owned());
            assert!(told.contains("security.open"), "{told}");
        }
        let told = problem(|s| s.telemetry.listen = "0.0.0.0:9001".to_owned());
        assert!(told.contains("telemetry.listen"), "{told}");
        for host in ["127.0.0.1", "localhost", "::1", "127.0.0.2"] {
            let mut settings = Settings::default();
            settings.server.host = host.to_owned();
            settings.check().unwrap();
        }
        let mut open = Settings::default();
        open.server.host = "0.0.0.0".to_owned();
        open.security.open = true;
        open.check().unwrap();
    }
}
