//! The one list of routes: it registers a handler and its description together.

use std::sync::LazyLock;

use actix_web::dev::ResourceDef;
use actix_web::web::ServiceConfig;
use utoipa::OpenApi;

use crate::guide;
use crate::handlers::{
    alerts, brain, docs, events, health, media, person, results, stimulus, submit, video,
};

macro_rules! routes {
    ($($module:ident :: $handler:ident),+ $(,)?) => {
        /// The paths of the description.
        #[derive(OpenApi)]
        #[openapi(paths($($module::$handler),+))]
        pub(crate) struct Paths;

        /// Registers every handler.
        pub(crate) fn register(config: &mut ServiceConfig) {
            $(config.service($module::$handler);)+
        }
    };
}

routes![
    submit::submit_response,
    video::submit_video,
    results::get_score,
    results::get_history,
    results::get_metrics,
    events::stream_events,
    brain::get_brain,
    // `today` and `all` come before the path that takes any id.
    stimulus::get_todays_stimulus,
    stimulus::list_stimuli,
    stimulus::get_stimulus,
    media::get_media,
    person::get_user,
    person::put_user,
    person::register_phone,
    alerts::list_alerts,
    alerts::get_alert,
    alerts::acknowledge_alert,
    alerts::retry_alert,
    health::get_health,
    health::get_liveness,
    health::get_readiness,
    docs::get_openapi,
];

static METHODS: LazyLock<Vec<(ResourceDef, String)>> = LazyLock::new(|| {
    let paths = Paths::openapi().paths.paths;
    let methods = paths.into_iter().map(|(path, item)| {
        let allowed = [
            ("GET", item.get.is_some()),
            ("HEAD", item.get.is_some()),
            ("POST", item.post.is_some()),
            ("PUT", item.put.is_some()),
        ];
        let allowed: Vec<&str> =
            allowed.into_iter().filter_map(|(name, has)| has.then_some(name)).collect();
        (ResourceDef::new(path), allowed.join(", "))
    });
    methods.collect()
});

/// The methods of a path that exists.
pub(crate) fn allowed_methods(path: &str) -> Option<String> {
    if guide::is_page(path) {
        return Some("GET, HEAD".to_owned());
    }
    METHODS.iter().find(|(route, _)| route.is_match(path)).map(|(_, allowed)| allowed.clone())
}
