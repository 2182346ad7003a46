//! The rules that can fire, by name.

/// An attempt.
pub(crate) const ATTEMPT: &str = "attempt";
/// The means, or the place.
pub(crate) const MEANS_AT_HAND: &str = "means_at_hand";
/// Worry about somebody else, and what is somebody else's.
pub(crate) const OTHER: &str = "concern_for_other";
/// Somebody else's death by suicide, or attempt.
pub(super) const LOSS: &str = "suicide_loss";
/// What is left of a rule that fired for what is long past.
pub(super) const PAST: &str = "past_crisis";
/// What is left of one that is denied with reserve.
pub(super) const DENIED: &str = "hedged_denial";
/// What is left of one beside a trifle.
pub(super) const HYPERBOLE: &str = "hyperbole";
/// What is left of one that somebody else said.
pub(super) const TOLD: &str = "told_to_die";

/// No list reads it, and a model finds it like what is written about ending one's life.
pub(super) const RESEMBLES_IDEATION: &str = "resembles_ideation";
/// The same, of any crisis.
pub(super) const RESEMBLES_CRISIS: &str = "resembles_crisis";

/// Every rule that [`read`](super::read) can name, and what it means that it fired.
pub const RULES: [(&str, &str); 24] = [
    (ATTEMPT, "an attempt, under way or a short time ago"),
    ("plan_or_intent", "a plan, an intent or a time for ending one's life"),
    ("preparation", "something arranged for it: a note, the means, one's affairs"),
    (MEANS_AT_HAND, "the means at hand, or the place reached"),
    ("goodbye", "a farewell for good"),
    ("active_ideation", "thoughts of ending one's life, or the wish to"),
    ("unsafe", "no trust that one will keep oneself safe"),
    ("passive_wish", "a wish to be dead, not to wake up, never to have been born"),
    ("self_harm_urge", "an urge to hurt oneself, or having done it"),
    ("burden", "others would be better off without the person"),
    ("cannot_go_on", "not being able to go on"),
    ("hopelessness", "no hope left; counts only beside other rules"),
    ("worthlessness", "being worth nothing; counts only beside other rules"),
    ("isolation", "nobody there; counts only beside other rules"),
    ("pain", "pain that cannot be borne; counts only beside other rules"),
    ("exhaustion_of_life", "tired of everything; counts only beside other rules"),
    (OTHER, "worry that somebody else is in danger, or somebody else's own words"),
    (LOSS, "somebody close died by suicide, or tried to"),
    (PAST, "a crisis that is long past"),
    (DENIED, "thoughts that are denied, with reserve"),
    (HYPERBOLE, "strong words about a trifle"),
    (TOLD, "somebody told the person to end their life"),
    (RESEMBLES_IDEATION, "a model finds it like what is written about ending one's life"),
    (RESEMBLES_CRISIS, "a model finds it like what is written in a crisis"),
];
