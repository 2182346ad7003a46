use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;

named_enum! {
    /// What kind of human support a line is.
    "support kind" SupportKind {
        /// A crisis line or a directory of them.
        Crisis = "crisis",
        /// Counselling at a campus or workplace.
        Counseling = "counseling",
        /// A person one trusts.
        Personal = "personal",
        /// The emergency services.
        Emergency = "emergency",
    }
}

/// An ISO 3166-1 alpha-2 country code in capitals, such as `US`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CountryCode([u8; 2]);

impl CountryCode {
    /// A country that could not be read: the code that ISO 3166 leaves to its users. It has no lines
    /// of its own, so no other country's numbers are offered either.
    pub const UNKNOWN: Self = Self(*b"ZZ");

    /// The code as two capitals.
    #[must_use]
    pub fn as_str(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or_default()
    }
}

impl fmt::Display for CountryCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl std::str::FromStr for CountryCode {
    type Err = SupportError;

    /// Takes two ASCII letters of any case, and UK for GB, which ISO 3166 keeps for it. Which of
    /// them are countries is not checked: a country that the registry lacks gets the routes that
    /// exist everywhere.
    fn from_str(code: &str) -> Result<Self, SupportError> {
        match code.as_bytes() {
            [b'U' | b'u', b'K' | b'k'] => Ok(Self(*b"GB")),
            [a, b] if a.is_ascii_alphabetic() && b.is_ascii_alphabetic() => {
                Ok(Self([a.to_ascii_uppercase(), b.to_ascii_uppercase()]))
            }
            _ => Err(SupportError::Country(code.to_owned())),
        }
    }
}

/// One way to a human being.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SupportLine {
    /// What it is called.
    pub name: String,
    /// Its kind.
    pub kind: SupportKind,
    /// One line that says what to do, such as "Call or text 988".
    pub contact: String,
    /// The number to call, as a person types it.
    pub call: Option<String>,
    /// The number to text, as a person types it.
    pub text_to: Option<String>,
    /// The word to text to it.
    pub text_body: Option<String>,
    /// A web address without its scheme.
    pub url: Option<String>,
    /// When it answers, such as `24/7`; `None` where no source says.
    pub hours: Option<String>,
    /// BCP 47 tags of the languages it speaks; empty where no source says.
    pub languages: Vec<String>,
}

impl SupportLine {
    /// A line that is only its contact; the other fields say how, and may be set after.
    #[must_use]
    pub fn new(kind: SupportKind, name: impl Into<String>, contact: impl Into<String>) -> Self {
        Self {
            name: name.into(),
            kind,
            contact: contact.into(),
            call: None,
            text_to: None,
            text_body: None,
            url: None,
            hours: None,
            languages: Vec::new(),
        }
    }
}

/// Why a registry of support was refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SupportError {
    /// Not a country code.
    #[error("{0:?} is not a country code: two letters are expected, such as US")]
    Country(String),
    /// A line whose contact does not say what to dial or where to go.
    #[error("the contact of {name:?} must contain {missing:?}, or people cannot use it")]
    Contact {
        /// The line's name.
        name: String,
        /// What its contact lacks.
        missing: String,
    },
    /// A number to call or text, or a word to text, that a person cannot type as it is written.
    #[error(
        "{given:?} of {name:?} cannot be typed: a number is digits and single spaces, with + \
        before them at most; a word to text is letters and digits"
    )]
    Typing {
        /// The line's name.
        name: String,
        /// What cannot be typed.
        given: String,
    },
    /// The routes that exist everywhere lack one of the three that must be there.
    #[error("the lines for every country must contain {0}")]
    Universal(&'static str),
}

/// The registry of human support, by country.
///
/// It cannot be empty: whatever the country, it gives an emergency route, a directory and a
/// trusted person.
#[derive(Debug, Clone)]
pub struct SupportDirectory {
    by_country: BTreeMap<CountryCode, Arc<[SupportLine]>>,
    everywhere: Arc<[SupportLine]>,
}

impl SupportDirectory {
    /// Builds the registry from lines; those without a country are offered everywhere, after a
    /// country's own.
    ///
    /// # Errors
    /// [`SupportError`] where a line cannot be used as it is written, or a universal one is missing.
    pub fn new(
        lines: impl IntoIterator<Item = (Option<CountryCode>, SupportLine)>,
    ) -> Result<Self, SupportError> {
        let mut own: BTreeMap<CountryCode, Vec<SupportLine>> = BTreeMap::new();
        let mut everywhere = Vec::new();
        for (country, line) in lines {
            check_contact(&line)?;
            check_typing(&line)?;
            match country {
                Some(country) => own.entry(country).or_default().push(line),
                None => everywhere.push(line),
            }
        }
        check_universal(&everywhere)?;
        let by_country = own
            .into_iter()
            .map(|(country, mut lines)| {
                let has_emergency = lines.iter().any(|line| line.kind == SupportKind::Emergency);
                let general = everywhere
                    .iter()
                    .filter(|line| !(has_emergency && line.kind == SupportKind::Emergency));
                lines.extend(general.cloned());
                (country, Arc::from(lines))
            })
            .collect();
        Ok(Self { by_country, everywhere: Arc::from(everywhere) })
    }

    /// The ways to a human being in a country, the most immediate first; never empty. A country
    /// that is unknown gets those that exist everywhere, and no other country's number.
    #[must_use]
    pub fn lines(&self, country: Option<CountryCode>) -> Arc<[SupportLine]> {
        let own = country.and_then(|country| self.by_country.get(&country));
        Arc::clone(own.unwrap_or(&self.everywhere))
    }

    /// Whether a country has lines of its own.
    #[must_use]
    pub fn knows(&self, country: CountryCode) -> bool {
        self.by_country.contains_key(&country)
    }

    /// The countries with lines of their own.
    pub fn countries(&self) -> impl Iterator<Item = CountryCode> {
        self.by_country.keys().copied()
    }
}

fn check_contact(line: &SupportLine) -> Result<(), SupportError> {
    let must_appear = [&line.call, &line.text_to, &line.text_body, &line.url];
    match must_appear.into_iter().flatten().find(|part| !line.contact.contains(part.as_str())) {
        Some(missing) => {
            Err(SupportError::Contact { name: line.name.clone(), missing: missing.clone() })
        }
        None => Ok(()),
    }
}

fn check_typing(line: &SupportLine) -> Result<(), SupportError> {
    let numbers = [&line.call, &line.text_to].into_iter().flatten();
    let wrong = numbers.filter(|number| !is_number(number)).chain(
        // A word needs a number to be sent to.
        line.text_body.iter().filter(|word| line.text_to.is_none() || !is_word(word)),
    );
    match wrong.into_iter().next() {
        Some(given) => Err(SupportError::Typing { name: line.name.clone(), given: given.clone() }),
        None => Ok(()),
    }
}

/// Whether a person can type a number as it is written. Short codes stay short.
fn is_number(text: &str) -> bool {
    let groups = text.strip_prefix('+').unwrap_or(text).split(' ');
    let is_digits = |group: &str| !group.is_empty() && group.chars().all(|c| c.is_ascii_digit());
    let digits = text.chars().filter(char::is_ascii_digit).count();
    groups.into_iter().all(is_digits) && (3..=15).contains(&digits)
}

fn is_word(text: &str) -> bool {
    !text.is_empty() && text.chars().all(|c| c.is_ascii_alphanumeric())
}

fn check_universal(lines: &[SupportLine]) -> Result<(), SupportError> {
    let kind = |kind| lines.iter().any(|line| line.kind == kind);
    if !kind(SupportKind::Emergency) {
        return Err(SupportError::Universal("an emergency route"));
    }
    if !kind(SupportKind::Personal) {
        return Err(SupportError::Universal("a trusted person"));
    }
    if !lines.iter().any(|line| line.kind == SupportKind::Crisis && line.url.is_some()) {
        return Err(SupportError::Universal("a directory of helplines with its address"));
    }
    Ok(())
}

#[cfg(test)]
pub(crate) mod tests;
