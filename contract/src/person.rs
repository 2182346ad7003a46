//! A person's settings and phone.

use jiff::tz::TimeZone;
use pilotlight_domain::CountryCode;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use utoipa::ToSchema;

use crate::fields::FieldReader;
use crate::problem::FieldError;

/// A person's settings; null where nothing was set, and the host's defaults hold.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct UserSettings {
    /// The country whose support is offered, as ISO 3166-1 alpha-2.
    #[schema(pattern = "^([A-Za-z]{2})?$", example = "GB")]
    pub region: Option<String>,
    /// The IANA time zone in which the person's day begins.
    #[schema(max_length = 64, example = "Europe/London")]
    pub timezone: Option<String>,
    /// The BCP 47 tag of the person's language.
    #[schema(
        max_length = 35,
        pattern = "^([A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*)?$",
        example = "en-GB"
    )]
    pub locale: Option<String>,
}

/// The settings of one person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct UserView {
    /// The person.
    pub user_id: String,
    /// The country whose support is offered; null where the host's holds.
    #[schema(required, pattern = "^[A-Z]{2}$")]
    pub region: Option<String>,
    /// The IANA time zone in which the person's day begins; null for UTC.
    #[schema(required)]
    pub timezone: Option<String>,
    /// The BCP 47 tag of the person's language; null where it is not known.
    #[schema(required)]
    pub locale: Option<String>,
}

/// Settings that were taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TakenSettings {
    /// The country whose support is offered.
    pub region: Option<CountryCode>,
    /// An IANA time zone that exists.
    pub timezone: Option<String>,
    /// A BCP 47 tag.
    pub locale: Option<String>,
}

/// A phone to register.
#[derive(Clone, Serialize, Deserialize, ToSchema)]
pub struct PhoneRegistration {
    /// The number after E.164: a plus, then 7 to 15 digits.
    #[schema(pattern = r"^\+[1-9][0-9]{6,14}$", example = "+15550100123")]
    pub phone: String,
}

/// That a phone was registered. The signals service keeps the number; Pilotlight keeps none.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct PhoneRegistered {
    /// The person.
    pub user_id: String,
    /// Always true: otherwise a problem is answered.
    pub registered: bool,
}

impl UserSettings {
    /// Takes settings from a JSON object. What is absent or null is unset.
    ///
    /// # Errors
    /// Every field that cannot be taken.
    pub fn read(object: &Map<String, Value>) -> Result<TakenSettings, Vec<FieldError>> {
        let mut fields = FieldReader::new(object);
        let region = fields.text("region", 64);
        let region = region.and_then(|code| fields.parsed("region", code, str::parse));
        let timezone = fields.text("timezone", 64);
        let timezone = timezone.and_then(|name| fields.parsed("timezone", name, time_zone));
        let locale = fields.text("locale", 35);
        let locale = locale.and_then(|tag| fields.parsed("locale", tag, check_locale));
        fields.finish()?;
        let timezone = timezone.and_then(|zone| zone.iana_name().map(str::to_owned));
        Ok(TakenSettings { region, timezone, locale })
    }
}

impl PhoneRegistration {
    /// Takes a phone number from a JSON object.
    ///
    /// # Errors
    /// Why the number cannot be taken; never the number itself.
    pub fn read(object: &Map<String, Value>) -> Result<String, Vec<FieldError>> {
        let mut fields = FieldReader::new(object);
        let phone = fields.required_text("phone");
        let phone = phone.and_then(|phone| fields.parsed("phone", phone, check_phone));
        fields.finish()?;
        phone.ok_or_else(Vec::new)
    }
}

/// The IANA time zone of a name.
///
/// # Errors
/// What is allowed, in words for the caller.
pub fn time_zone(name: &str) -> Result<TimeZone, &'static str> {
    const ALLOWED: &str = "must be the name of an IANA time zone, such as Europe/London or UTC";
    let zone = TimeZone::get(name).map_err(|_| ALLOWED)?;
    if zone.iana_name().is_some() { Ok(zone) } else { Err(ALLOWED) }
}

fn check_locale(tag: &str) -> Result<String, &'static str> {
    let mut parts = tag.split('-');
    let language = parts.next().unwrap_or_default();
    let is_language =
        (2..=8).contains(&language.len()) && language.chars().all(|c| c.is_ascii_alphabetic());
    let is_part = |part: &str| {
        (1..=8).contains(&part.len()) && part.chars().all(|c| c.is_ascii_alphanumeric())
    };
    if is_language && parts.all(is_part) {
        Ok(tag.to_owned())
    } else {
        Err("must be a BCP 47 language tag, such as en or pt-BR")
    }
}

fn check_phone(phone: &str) -> Result<String, &'static str> {
    let spaced = |c: char| matches!(c, ' ' | '-' | '(' | ')' | '.');
    let compact: String = phone.chars().filter(|c| !spaced(*c)).collect();
    let digits = compact.strip_prefix('+').unwrap_or_default();
    let all_digits = digits.chars().all(|c| c.is_ascii_digit());
    if all_digits && (7..=15).contains(&digits.len()) && !digits.starts_with('0') {
        Ok(compact)
    } else {
        Err("must be a number after E.164: a plus, the country code and the number, 7 to 15 digits")
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn settings_are_checked() {
        let read = |body: Value| UserSettings::read(body.as_object().unwrap());
        let taken = read(json!({"region": "gb", "timezone": "europe/london", "locale": "en-GB"}));
        assert_eq!(
            taken,
            Ok(TakenSettings {
                region: "GB".parse().ok(),
                timezone: Some("Europe/London".to_owned()),
                locale: Some("en-GB".to_owned()),
            })
        );
        let wrong = json!({"region": "Britain", "timezone": "Mars/Base", "locale": "-"});
        assert_eq!(read(wrong).unwrap_err().len(), 3);
        assert!(read(json!({})).is_ok());
    }

    #[test]
    fn a_phone_is_written_as_it_is_dialled_and_never_repeated_in_an_error() {
        let read =
            |phone: &str| PhoneRegistration::read(json!({"phone": phone}).as_object().unwrap());
        assert_eq!(read("+1 (555) 010-0123"), Ok("+15550100123".to_owned()));
        for bad in ["5550100123", "+0123456789", "+12", "+1555010012345678", "+1555abc0123"] {
            let errors = read(bad).unwrap_err();
            assert!(!errors[0].message.contains("555"), "{}", errors[0].message);
        }
    }
}
