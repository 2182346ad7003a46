use super::*;

/// A number in the environment is text until a key wants a number: a phone number keeps its
/// leading zero.
#[test]
fn the_environment_is_taken_as_text() {
    let read = |pairs: &[(&str, &str)]| {
        let pairs = pairs.iter().map(|(key, value)| ((*key).to_owned(), (*value).to_owned()));
        Settings::from_sources(None, Some(pairs.collect())).unwrap()
    };
    let settings = read(&[
        ("PILOTLIGHT__SUPPORT__COUNSELING", "08001110111"),
        ("PILOTLIGHT__SERVER__PORT", "9000"),
        ("PILOTLIGHT__SECURITY__OPEN", "true"),
        ("PILOTLIGHT__SERVER__CORS_ORIGINS", "https://a.example, https://b.example:8443"),
        ("PILOTLIGHT__POLICY__STREAMS", "typing, imessage"),
        ("PILOTLIGHT__ML__URL", ""),
    ]);
    assert_eq!(settings.support.counseling, "08001110111");
    assert_eq!((settings.server.port, settings.security.open), (9000, true));
    assert_eq!(settings.server.cors_origins, ["https://a.example", "https://b.example:8443"]);
    assert_eq!(settings.stream_policy(), StreamPolicy::new([Stream::Imessage, Stream::Typing]));
    assert_eq!(settings.ml.url, "");
    let plus = read(&[("PILOTLIGHT__SUPPORT__COUNSELING", "+18005550100")]);
    assert_eq!(plus.support.counseling, "+18005550100");
}

#[test]
fn a_password_is_masked() {
    assert_eq!(mask("postgres://ana:s3:cret@db/x"), "postgres://ana:***@db/x");
    assert_eq!(mask("sqlite:///var/a@b.db"), "sqlite:///var/a@b.db");
}

/// Every key with its default stands in docs/configuration.md, and no other key does.
#[test]
fn the_documentation_lists_every_key_with_its_default() {
    let documented = include_str!("../../../../docs/configuration.md");
    let defaults = toml::Table::try_from(Settings::default()).unwrap();
    let mut rows = 0;
    for (section, keys) in &defaults {
        for (key, value) in keys.as_table().unwrap() {
            let row = format!("| `{section}.{key}` | `{value}` |");
            assert!(documented.contains(&row), "docs/configuration.md lacks {row}");
            rows += 1;
        }
    }
    let documented_rows = documented.lines().filter(|line| line.starts_with("| `")).count();
    assert_eq!(documented_rows, rows, "docs/configuration.md has a key that does not exist");
}

#[test]
fn the_defaults_hold() {
    Settings::default().check().unwrap();
    assert_eq!(Settings::default().country(), "US".parse().ok());
    assert_eq!(Settings::default().stream_policy(), Some(StreamPolicy::default()));
}
