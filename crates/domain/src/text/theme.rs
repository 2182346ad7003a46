//! What a strain phrase is about.

named_enum! {
    /// What a strain phrase is about: the groups that explanations are written for.
    ///
    /// All but [`Theme::Overload`] and [`Theme::Masking`] follow constructs of the Suicide Risk
    /// Lexicon; none is a diagnosis.
    "theme" Theme {
        /// Tired, drained, nothing left.
        Fatigue = "fatigue",
        /// Too little sleep, or bad sleep.
        Sleep = "sleep",
        /// Nothing will get better.
        Hopelessness = "hopelessness",
        /// Worry, fear, dread, stress.
        Anxiety = "anxiety",
        /// Acute fear, felt in the body.
        Panic = "panic",
        /// Stuck, with no way out.
        Entrapment = "entrapment",
        /// Sad, down, in tears.
        LowMood = "low_mood",
        /// Emotional pain.
        Pain = "pain",
        /// Thoughts that keep circling.
        Rumination = "rumination",
        /// Inner unrest and a short fuse.
        Agitation = "agitation",
        /// Failing, beaten.
        Defeat = "defeat",
        /// Blame turned on oneself.
        Guilt = "guilt",
        /// Alone, unseen, unsupported.
        Loneliness = "loneliness",
        /// Being a weight on others.
        Burden = "burden",
        /// Numb, hollow, on autopilot.
        Emptiness = "emptiness",
        /// Interest and motivation are gone.
        Anhedonia = "anhedonia",
        /// Small or worthless in one's own eyes.
        Shame = "shame",
        /// Stress: too much to do and no way to stop.
        Overload = "overload",
        /// Reassures more than it tells; found by no single phrase, but by several clustered.
        Masking = "masking",
    }
}
