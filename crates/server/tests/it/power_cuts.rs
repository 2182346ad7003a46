//! Fifty power cuts under load, at moments that a seed chose: nothing that was answered is lost,
//! nothing is there twice, and every alert goes out.

mod clients;
mod siblings;

use std::sync::Arc;
use std::time::Duration;

use futures_util::future::join_all;
use serde_json::Value;

use self::clients::{Client, World};
use self::siblings::Siblings;
use crate::process::run;
use crate::server::{Server, Setup, variable};
use crate::wait::within;

const CUTS: usize = 50;
const SEED: u64 = 20_251_122;
const CLIENTS: usize = 6;

/// Checks that what was answered lately is there.
async fn nothing_answered_is_lost(server: &Server, world: &World) {
    for (user, ids) in world.take_unchecked() {
        let url = format!("{}/history/{user}?limit=200", server.address);
        let history = server.client.get(url).send().await.unwrap().text().await.unwrap();
        for id in ids {
            assert!(history.contains(&id), "{id} of {user} was answered, and is gone");
        }
    }
}

/// All check-ins of all people, once every red one's alert is delivered.
async fn delivered(server: &Server, people: &[String]) -> Vec<(String, Vec<Value>)> {
    let all = async || {
        let mut histories = Vec::new();
        for user in people {
            histories.push((user.clone(), server.history(user).await));
        }
        let mut results = histories.iter().flat_map(|(_, history)| history);
        let is_settled =
            |result: &Value| result["alert"].is_null() || result["alert"]["status"] == "delivered";
        results.all(is_settled).then_some(histories)
    };
    within(Duration::from_secs(60), "every alert is delivered", all).await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn fifty_power_cuts_lose_nothing_and_double_nothing() {
    let siblings = Siblings::start().await;
    // Leases outlast the test by far: who waited for them to run out would not see the end of it.
    let setup = Setup::alone().set("ml.url", siblings.ml()).set("signals.timeout_ms", 600_000);
    let mut server = setup.set("signals.url", siblings.signals(0)).start().await;
    let world = Arc::new(World::new(&server.address));
    let clients: Vec<_> =
        (0..CLIENTS).map(|number| tokio::spawn(Client::new(number, &world).run())).collect();
    let mut moments = fastrand::Rng::with_seed(SEED);
    for life in 1..=CUTS {
        tokio::time::sleep(Duration::from_millis(moments.u64(20..=200))).await;
        server.kill();
        server.set("signals.url", siblings.signals(life));
        server.start_again().await;
        world.moved_to(&server.address);
        nothing_answered_is_lost(&server, &world).await;
    }
    world.end();
    let clients: Vec<Client> =
        join_all(clients).await.into_iter().map(|client| client.unwrap()).collect();
    nothing_answered_is_lost(&server, &world).await;

    let people: Vec<String> = clients.iter().flat_map(Client::people).collect();
    let histories = delivered(&server, &people).await;
    for (user, history) in &histories {
        let client = clients.iter().find(|client| client.people().contains(user)).unwrap();
        client.check(user, history);
    }
    let results = || histories.iter().flat_map(|(_, history)| history);
    let red = results().filter(|result| result["level"] == "red").count();
    let alerts: Vec<String> =
        results().filter_map(|result| result["alert"]["id"].as_str().map(str::to_owned)).collect();
    assert_eq!(alerts.len(), red, "every red has its alert");
    siblings.check(&alerts);
    let answered: usize = clients.iter().map(Client::answered).sum();
    assert!(answered > 4 * CUTS && red > CUTS, "there was load: {answered} answered, {red} red");

    server.ask_to_stop();
    assert_eq!(server.ended().await.code(), Some(0));
    let url = format!("sqlite://{}", server.folder().join("p.db").display());
    let checked = run(server.folder(), &["check"], &vec![(variable("database.url"), url)]).await;
    assert!(checked.success && checked.stdout.contains("all is sound"), "{}", checked.stderr);
}
