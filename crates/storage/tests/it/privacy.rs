//! A reply's text is in the file only where the host asked for it.

use pilotlight_storage::NewCheckIn;

use crate::support::{DAY, Place, record, scored};

const WORDS: &str = "I have not told anybody this";

fn files_contain(place: &Place, words: &str) -> bool {
    ["", "-wal"].iter().any(|suffix| {
        let bytes = std::fs::read(format!("{}{suffix}", place.file().display())).unwrap();
        bytes.windows(words.len()).any(|window| window == words.as_bytes())
    })
}

#[tokio::test]
async fn the_text_is_in_the_file_only_where_it_is_kept() {
    for kept in [false, true] {
        let place = Place::new();
        let store = place.store().await;
        let reply_text = kept.then(|| WORDS.to_owned());
        record(&store, NewCheckIn { reply_text, ..scored("ana", "a", DAY, 80) }).await;
        assert!(files_contain(&place, "alert-a"), "the scan sees what is stored");
        assert_eq!(files_contain(&place, WORDS), kept);
    }
}
