//! Telling a host's own service of something, signed after Standard Webhooks
//! (<https://www.standardwebhooks.com>), so that it knows who speaks and that nothing was changed.

use std::time::Duration;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use hmac::{Hmac, KeyInit, Mac};
use reqwest::Url;
use reqwest::header::CONTENT_TYPE;
use sha2::Sha256;

use crate::error::{BaseUrlError, SiblingError};
use crate::http::{Http, taken_within};

/// How a secret begins that is written after Standard Webhooks.
const SECRET_PREFIX: &str = "whsec_";

/// What a webhook and the service behind it share. It has no `Debug`.
#[derive(Clone)]
pub struct WebhookSecret {
    key: Vec<u8>,
}

/// A secret that cannot be one. The secret itself is not repeated.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("must be whsec_ and then 24 to 64 random bytes in base64")]
pub struct BadSecret;

impl WebhookSecret {
    /// Reads a secret: `whsec_` and then 24 to 64 bytes in base64.
    ///
    /// # Errors
    /// [`BadSecret`] where it is anything else.
    pub fn new(secret: &str) -> Result<Self, BadSecret> {
        let encoded = secret.strip_prefix(SECRET_PREFIX).ok_or(BadSecret)?;
        let key = STANDARD.decode(encoded).map_err(|_| BadSecret)?;
        if (24..=64).contains(&key.len()) { Ok(Self { key }) } else { Err(BadSecret) }
    }

    /// The signature of a message: `v1,` and the HMAC-SHA256 of id, moment and body in base64.
    fn sign(&self, id: &str, timestamp: i64, body: &[u8]) -> String {
        // HMAC takes a key of any length.
        let Ok(mac) = Hmac::<Sha256>::new_from_slice(&self.key) else { return String::new() };
        let mac = mac.chain_update(format!("{id}.{timestamp}.")).chain_update(body);
        format!("v1,{}", STANDARD.encode(mac.finalize().into_bytes()))
    }
}

/// A service of the host's that is told of something.
#[derive(Clone)]
pub struct Webhook {
    http: Http,
    url: Url,
    secret: WebhookSecret,
}

impl Webhook {
    /// The service at exactly this address.
    ///
    /// # Errors
    /// [`BaseUrlError`] where `url` is no address of a service. A login has no place in it: the
    /// signature says who speaks.
    pub fn new(http: &Http, url: &str, secret: WebhookSecret) -> Result<Self, BaseUrlError> {
        let url = Url::parse(url).map_err(|_| BaseUrlError::NotAUrl)?;
        if url.scheme() != "http" {
            return Err(BaseUrlError::NotHttp);
        }
        if !url.username().is_empty() || url.password().is_some() {
            return Err(BaseUrlError::NotABase);
        }
        Ok(Self { http: http.clone(), url, secret })
    }

    /// Sends a JSON body once, signed at `timestamp` (seconds since 1970). `id` is the same for
    /// every try of one message, so that the service can tell a repetition. Whatever is answered
    /// with a status of success is taken.
    ///
    /// # Errors
    /// [`SiblingError`] where it is not known that the service has taken it.
    pub async fn send(
        &self,
        id: &str,
        timestamp: i64,
        body: Vec<u8>,
        budget: Duration,
    ) -> Result<(), SiblingError> {
        let request = self
            .http
            .here()?
            .post(self.url.clone())
            .header(CONTENT_TYPE, "application/json")
            .header("webhook-id", id)
            .header("webhook-timestamp", timestamp)
            .header("webhook-signature", self.secret.sign(id, timestamp, &body))
            .body(body);
        taken_within(budget, request).await
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The example of the reference implementations of Standard Webhooks.
    #[test]
    fn it_is_signed_as_others_expect_it() {
        let secret = WebhookSecret::new("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw").unwrap();
        let body = br#"{"test": 2432232314}"#;
        let signature = secret.sign("msg_p5jXN8AQM9LWM0D4loKWxJek", 1_614_265_330, body);
        assert_eq!(signature, "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
    }

    #[test]
    fn a_secret_that_is_none_is_refused() {
        let short = format!("whsec_{}", STANDARD.encode([7; 23]));
        let long = format!("whsec_{}", STANDARD.encode([7; 65]));
        for bad in ["", "whsec_", "hunter2", "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", &short, &long] {
            assert!(WebhookSecret::new(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn an_address_with_a_login_or_tls_is_refused() {
        let http = Http::new().unwrap();
        let secret = WebhookSecret::new(&format!("whsec_{}", STANDARD.encode([7; 32]))).unwrap();
        let error = |url| Webhook::new(&http, url, secret.clone()).err();
        assert_eq!(error("http://oncall.internal/hook?to=us"), None);
        assert_eq!(error("https://oncall.example"), Some(BaseUrlError::NotHttp));
        assert_eq!(error("http://me:pw@oncall.internal"), Some(BaseUrlError::NotABase));
        assert_eq!(error("oncall"), Some(BaseUrlError::NotAUrl));
    }
}
