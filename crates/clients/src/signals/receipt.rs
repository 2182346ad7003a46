use serde_json::{Map, Value};

use crate::read::Fields;

/// What became of an alert.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum AlertReceipt {
    /// The SMS provider has taken it.
    Delivered {
        /// The provider's id of the message.
        message_id: String,
    },
    /// No phone is on file for the person.
    NoPhoneOnFile,
    /// Nothing shows that it was sent.
    NotDelivered {
        /// Why that is concluded.
        reason: &'static str,
    },
}

/// How what stands in for a message id begins, where it has a number in it.
const NO_ID_PREFIXES: [&str; 4] = ["error", "fail", "no_", "invalid"];

const MAX_ID_CHARS: usize = 128;

impl AlertReceipt {
    /// Reads the answer to `POST /alert/send`. `sent: true` alone says nothing: the service answers it
    /// when it has no phone and when its provider fails. Only a message id is delivery.
    #[must_use]
    pub fn read(answer: &Map<String, Value>) -> Self {
        if Fields::of(answer).switch("sent") == Some(false) {
            return Self::NotDelivered { reason: "the service says that it was not sent" };
        }
        let given = answer.get("message_sid").and_then(Value::as_str).map_or("", str::trim);
        if given.to_lowercase().replace([' ', '-'], "_") == "no_phone_on_file" {
            return Self::NoPhoneOnFile;
        }
        if !is_message_id(given) {
            return Self::NotDelivered { reason: "the service gave no message id" };
        }
        Self::Delivered { message_id: given.to_owned() }
    }
}

/// Whether a provider may have given this id. Providers' ids are long and random, and so have
/// digits in them: a bare word such as `none`, or a 0, is no id.
fn is_message_id(given: &str) -> bool {
    let lower = given.to_lowercase();
    let is_id_char = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-');
    given.chars().all(is_id_char)
        && given.chars().any(|c| matches!(c, '1'..='9'))
        && given.len() <= MAX_ID_CHARS
        && !NO_ID_PREFIXES.iter().any(|word| lower.starts_with(word))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn receipt(sid: &Value) -> AlertReceipt {
        let answer = json!({"sent": true, "message_sid": sid});
        AlertReceipt::read(answer.as_object().unwrap())
    }

    #[test]
    fn only_a_message_id_is_delivery() {
        for id in ["SM9f8e7d6c5b4a39281706f5e4d3c2b1a0", "aa0bc1d2-1f00-4a6e-8d1c-0c1d2e3f4a5b"] {
            assert_eq!(receipt(&json!(id)), AlertReceipt::Delivered { message_id: id.to_owned() });
        }
        let long = "1".repeat(129);
        let words =
            ["", " ", "none", "null", "None", "error", "error_21211", "failed-3", "undefined"];
        let odd =
            ["true", "ok", "0", "no_provider_1", "invalid_21211", "SM1 or 2", "SM1\u{e9}", &long];
        for word in words.into_iter().chain(odd) {
            let receipt = receipt(&json!(word));
            assert!(matches!(receipt, AlertReceipt::NotDelivered { .. }), "{word:?}: {receipt:?}");
        }
        for odd in [json!(null), json!(12345), json!(true), json!(["SM1"]), json!({"id": "SM1"})] {
            assert!(matches!(receipt(&odd), AlertReceipt::NotDelivered { .. }), "{odd}");
        }
    }

    #[test]
    fn a_missing_phone_is_told_apart() {
        for word in ["no_phone_on_file", " No phone on file ", "NO-PHONE-ON-FILE"] {
            assert_eq!(receipt(&json!(word)), AlertReceipt::NoPhoneOnFile, "{word:?}");
        }
    }
}
