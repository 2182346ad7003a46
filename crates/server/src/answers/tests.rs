use pilotlight_storage::StoreConfig;
use tempfile::TempDir;

use super::*;

async fn store() -> (Store, TempDir) {
    let folder = tempfile::tempdir().unwrap();
    let url = format!("sqlite://{}", folder.path().join("x.db").display());
    let directory = pilotlight_contract::support::registry(None).unwrap();
    (Store::open(StoreConfig::new(url), directory.into()).await.unwrap(), folder)
}

const HISTORY: Page = Page::History { limit: 30, before: None };

fn user(name: impl Into<String>) -> UserId {
    UserId::new(name).unwrap()
}

fn answer(text: &str) -> Answer {
    Answer::new(text.as_bytes(), None)
}

async fn change(store: &Store, user: &UserId) {
    let now = pilotlight_domain::UnixMillis(1);
    store.put_profile(user, Default::default(), now).await.unwrap();
}

async fn give(answers: &Answers, store: &Store, page: Page, who: &UserId, new: &str) -> String {
    let given = answers.give(store, page, who, async || Ok(answer(new))).await.unwrap();
    String::from_utf8(given.body.to_vec()).unwrap()
}

#[tokio::test]
async fn an_answer_is_given_again_until_something_is_written_about_the_person() {
    let ((store, _folder), answers) = (store().await, Answers::default());
    let (ana, ben) = (user("ana"), user("ben"));
    assert_eq!(give(&answers, &store, Page::Score, &ana, "1").await, "1");
    assert_eq!(give(&answers, &store, Page::Score, &ana, "2").await, "1");
    // Every page and every person has its own.
    assert_eq!(give(&answers, &store, HISTORY, &ana, "3").await, "3");
    assert_eq!(give(&answers, &store, Page::Score, &ben, "4").await, "4");
    change(&store, &ana).await;
    assert_eq!(give(&answers, &store, Page::Score, &ana, "5").await, "5");
    assert_eq!(give(&answers, &store, HISTORY, &ana, "6").await, "6");
    assert_eq!(give(&answers, &store, Page::Score, &ben, "7").await, "4");
}

#[tokio::test]
async fn an_answer_that_a_write_overtook_is_not_given_again() {
    let ((store, _folder), answers, ana) = (store().await, Answers::default(), user("ana"));
    let slow = async || {
        let read_before_the_write = answer("old");
        change(&store, &ana).await;
        Ok(read_before_the_write)
    };
    answers.give(&store, Page::Score, &ana, slow).await.unwrap();
    assert_eq!(give(&answers, &store, Page::Score, &ana, "new").await, "new");
}

#[tokio::test]
async fn what_is_kept_is_bounded_and_what_is_wanted_stays() {
    let ((store, _folder), mut kept) = (store().await, Kept::default());
    let (body, wanted) = ("x".repeat(1000), (Page::Score, user("person-www")));
    let version = store.version(&wanted.1).unwrap();
    // Every name is as long as this one.
    let most_bytes = 10 * (1000 + 2 * wanted.1.as_str().len() + OVERHEAD_BYTES);
    kept.keep(wanted.clone(), version, answer(&body), most_bytes);
    for number in 0..500 {
        assert!(kept.find(&wanted, version).is_some(), "gone after {number}");
        // The same one again takes no more room.
        for _ in 0..2 {
            let one = (HISTORY, user(format!("person-{number:03}")));
            kept.keep(one, version, answer(&body), most_bytes);
        }
        assert!(kept.bytes <= most_bytes);
        assert_eq!(
            kept.bytes,
            kept.entries.iter().map(|(key, entry)| entry.bytes(key)).sum::<usize>()
        );
        assert_eq!(kept.order.len(), kept.entries.len());
    }
    assert_eq!(kept.entries.len(), 10);
}

#[tokio::test]
async fn a_long_place_in_a_history_takes_the_room_that_it_needs() {
    let ((store, _folder), mut kept) = (store().await, Kept::default());
    let version = store.version(&user("ana")).unwrap();
    for number in 0..100 {
        let check_in_id = Some(format!("{number}{}", "x".repeat(10_000)));
        let before = Some(Cursor { answered_at: UnixMillis(1), check_in_id });
        let page = Page::History { limit: 30, before };
        kept.keep((page, user("ana")), version, answer("[]"), 100_000);
    }
    assert_eq!(kept.entries.len(), 4);
}
