//! The pictures and the sound of the stimuli. Pilotlight serves them itself, so that no person's
//! visit is told to a third party.

/// A file to serve.
#[derive(Debug, Clone, Copy)]
pub struct Media {
    /// Its name below `/media/`.
    pub name: &'static str,
    /// Its media type.
    pub content_type: &'static str,
    /// Its bytes.
    pub bytes: &'static [u8],
}

macro_rules! media {
    ($($name:literal as $content_type:literal),+ $(,)?) => {
        &[$(Media {
            name: $name,
            content_type: $content_type,
            bytes: include_bytes!(concat!("../media/", $name)),
        }),+]
    };
}

/// Every file.
pub const ALL: &[Media] = media![
    "calm_01.svg" as "image/svg+xml",
    "calm_02.svg" as "image/svg+xml",
    "audio_01.mp3" as "audio/mpeg",
    "question_01.svg" as "image/svg+xml",
    "question_02.svg" as "image/svg+xml",
    "activating_01.svg" as "image/svg+xml",
    "img_calm_01.svg" as "image/svg+xml",
    "img_calm_02.svg" as "image/svg+xml",
    "img_calm_03.svg" as "image/svg+xml",
    "img_activating_01.svg" as "image/svg+xml",
    "img_activating_02.svg" as "image/svg+xml",
    "img_activating_03.svg" as "image/svg+xml",
];

/// The file of a name.
#[must_use]
pub fn find(name: &str) -> Option<&'static Media> {
    ALL.iter().find(|media| media.name == name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pictures_are_self_contained() {
        for media in ALL.iter().filter(|media| media.content_type == "image/svg+xml") {
            let text = std::str::from_utf8(media.bytes).unwrap();
            let outside = text.replace("http://www.w3.org/", "").contains("http");
            assert!(!outside && !text.contains("<script"), "{}", media.name);
        }
    }

    #[test]
    fn the_sound_is_small() {
        let sound = find("audio_01.mp3").unwrap();
        assert!((10_000..200_000).contains(&sound.bytes.len()), "{}", sound.bytes.len());
    }
}
