//! How requests name people and stimuli, as the description says it. What is taken is decided by
//! [`pilotlight_domain::UserId`] and [`pilotlight_domain::Stimulus::check_id`].

use utoipa::ToSchema;

/// Defines the schema of a name that can stand in a path.
macro_rules! identifier {
    ($(#[$meta:meta])* $name:ident, $example:literal) => {
        $(#[$meta])*
        #[derive(ToSchema)]
        #[schema(
            min_length = 1,
            max_length = 128,
            pattern = r"^(?!\.{1,2}$)[^/\\\s\u0000-\u001f\u007f-\u009f\ufffd]([^/\\\u0000-\u001f\u007f-\u009f\ufffd]*[^/\\\s\u0000-\u001f\u007f-\u009f\ufffd])?$",
            example = $example
        )]
        #[expect(dead_code, reason = "describes what is read as text")]
        pub struct $name(String);
    };
}

identifier! {
    /// A person, as the client names them: 1 to 128 characters, none of them a slash, a backslash or
    /// a control character, no white space at the ends, and neither `.` nor `..`.
    PersonId, "ana"
}

identifier! {
    /// A stimulus, named by the same rules as a person.
    StimulusId, "calm_01"
}
