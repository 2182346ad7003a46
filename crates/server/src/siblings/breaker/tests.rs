use super::*;
use Verdict::{Answered, Failed, Unknown};

/// No jitter: a rest is as long as it is meant to be.
const MIDDLE: f64 = 0.5;

/// A breaker, and a clock that is moved by hand.
struct Scene {
    breaker: Breaker,
    now: Instant,
}

impl Scene {
    fn new() -> Self {
        let now = Instant::now();
        Self { breaker: Breaker::new(now), now }
    }

    /// One that has just opened.
    fn open() -> Self {
        let mut scene = Self::new();
        scene.calls(&[Failed; IN_A_ROW]);
        assert_eq!(scene.position(), Position::Open);
        scene
    }

    fn pass(&mut self) -> Option<Pass> {
        self.breaker.admit(self.now)
    }

    fn settle(&mut self, pass: Pass, verdict: Verdict) -> Option<Change> {
        self.breaker.settle(pass, verdict, self.now, MIDDLE)
    }

    /// Makes calls one after the other, each of which must be let through.
    fn calls(&mut self, verdicts: &[Verdict]) -> Option<Change> {
        let call = |verdict: &Verdict| {
            let pass = self.pass().unwrap();
            self.settle(pass, *verdict)
        };
        verdicts.iter().map(call).last().unwrap()
    }

    fn later(&mut self, seconds: u64) {
        self.now += Duration::from_secs(seconds);
    }

    fn position(&self) -> Position {
        self.breaker.look(self.now).0
    }
}

fn opened(seconds: u64) -> Option<Change> {
    Some(Change::Opened(Duration::from_secs(seconds)))
}

#[test]
fn five_failures_in_a_row_open_it_and_four_do_not() {
    let mut scene = Scene::new();
    assert_eq!(scene.calls(&[Failed; 4]), None);
    assert_eq!(scene.calls(&[Answered]), None);
    assert_eq!(scene.calls(&[Failed; 4]), None);
    assert_eq!(scene.position(), Position::Closed);
    assert_eq!(scene.calls(&[Failed]), opened(5));
    assert_eq!(scene.pass(), None);
}

#[test]
fn half_of_the_latest_twenty_open_it_however_they_are_spread() {
    let mut scene = Scene::new();
    assert_eq!(scene.calls(&[Failed, Answered].repeat(9)), None);
    assert_eq!(scene.calls(&[Answered, Failed]), opened(5));
    let mut rarer = Scene::new();
    assert_eq!(rarer.calls(&[Failed, Answered, Answered].repeat(100)), None);
    assert_eq!(rarer.position(), Position::Closed);
}

#[test]
fn what_shows_nothing_counts_for_nothing() {
    let mut scene = Scene::new();
    assert_eq!(scene.calls(&[Unknown; 100]), None);
    scene.calls(&[Failed; 4]);
    scene.calls(&[Unknown; 100]);
    assert_eq!(scene.calls(&[Failed]), opened(5), "nor does it break a row");
}

#[test]
fn after_its_rest_one_call_finds_out_and_the_others_are_held_back() {
    let mut scene = Scene::open();
    scene.later(4);
    assert_eq!((scene.position(), scene.pass()), (Position::Open, None));
    scene.later(1);
    assert_eq!(scene.position(), Position::HalfOpen);
    let probe = scene.pass().unwrap();
    assert!(probe.is_probe);
    assert_eq!((scene.position(), scene.pass()), (Position::HalfOpen, None));
    assert_eq!(scene.settle(probe, Answered), Some(Change::Closed));
    assert_eq!(scene.position(), Position::Closed);
    assert_eq!(scene.calls(&[Failed; 4]), None, "what was before is forgotten");
    assert_eq!(scene.calls(&[Failed]), opened(5), "and so is how long it rested");
}

#[test]
fn a_probe_that_fails_doubles_the_rest_up_to_a_minute() {
    let mut scene = Scene::open();
    let (_, since, _) = scene.breaker.look(scene.now);
    for seconds in [10, 20, 40, 60, 60, 60] {
        scene.later(60);
        assert_eq!(scene.calls(&[Failed]), opened(seconds));
        let until = scene.now + Duration::from_secs(seconds);
        assert_eq!(scene.breaker.look(scene.now), (Position::Open, since, Some(until)));
    }
}

#[test]
fn a_probe_of_which_nothing_is_known_leaves_the_next_call_to_find_out() {
    let mut scene = Scene::open();
    scene.later(5);
    let probe = scene.pass().unwrap();
    scene.settle(probe, Unknown);
    assert_eq!(scene.position(), Position::HalfOpen);
    assert_eq!(scene.calls(&[Answered]), Some(Change::Closed));
}

#[test]
fn a_call_from_before_a_change_says_nothing_about_now() {
    let mut scene = Scene::new();
    let slow: Vec<Pass> = (0..20).map(|_| scene.pass().unwrap()).collect();
    scene.calls(&[Failed; IN_A_ROW]);
    for pass in &slow {
        assert_eq!(scene.settle(*pass, Answered), None);
    }
    assert_eq!(scene.position(), Position::Open);
    scene.later(5);
    let probe = scene.pass().unwrap();
    for pass in &slow {
        assert_eq!(scene.settle(*pass, Failed), None);
    }
    assert_eq!(scene.settle(probe, Answered), Some(Change::Closed));
    for pass in &slow {
        assert_eq!(scene.settle(*pass, Failed), None);
    }
    assert_eq!(scene.position(), Position::Closed);
}

#[test]
fn a_rest_is_given_or_taken_a_fifth() {
    for (jitter, milliseconds) in [(0.0, 4000), (MIDDLE, 5000), (1.0, 6000)] {
        let mut breaker = Breaker::new(Instant::now());
        let now = Instant::now();
        let mut change = None;
        for _ in 0..IN_A_ROW {
            let pass = breaker.admit(now).unwrap();
            change = breaker.settle(pass, Failed, now, jitter);
        }
        assert_eq!(change, Some(Change::Opened(Duration::from_millis(milliseconds))));
    }
}

#[test]
fn an_alert_that_fails_counts_and_one_that_gets_through_brings_the_probe_forward() {
    let mut scene = Scene::new();
    let hint = |scene: &mut Scene, verdict| scene.breaker.hint(verdict, scene.now, MIDDLE);
    scene.calls(&[Failed; 4]);
    assert_eq!(hint(&mut scene, Answered), None);
    assert_eq!(hint(&mut scene, Unknown), None);
    assert_eq!(hint(&mut scene, Failed), opened(5), "an alert that got through breaks no row");
    scene.later(5);
    assert_eq!(scene.calls(&[Failed]), opened(10));
    hint(&mut scene, Answered);
    scene.later(4);
    assert_eq!(scene.position(), Position::Open, "no probe comes sooner than after a first rest");
    hint(&mut scene, Failed);
    scene.later(1);
    assert_eq!(scene.position(), Position::HalfOpen);
    assert_eq!(scene.calls(&[Answered]), Some(Change::Closed));
}

#[test]
fn a_probe_that_takes_for_ever_holds_nobody_up_for_ever() {
    let mut scene = Scene::open();
    scene.later(5);
    let slow = scene.pass().unwrap();
    scene.later(29);
    assert_eq!(scene.pass(), None);
    scene.later(1);
    let probe = scene.pass().unwrap();
    assert_eq!(scene.settle(slow, Failed), None, "another finds out now");
    assert_eq!(scene.settle(probe, Answered), Some(Change::Closed));
}
