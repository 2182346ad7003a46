// Made from contract/openapi.json by `npm run generate`; not to be changed by hand.

export interface paths {
    "/alerts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List alerts, for whoever is on call.
         * @description Newest first. Where there are more, the `Link` header has the address of the next page
         *     (`rel="next"`). They name people, so this belongs behind whatever authenticates callers.
         */
        get: operations["listAlerts"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/alerts/{alert_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One alert, wherever it stands.
         * @description Also one that is delivered meanwhile, which the list leaves out where no status is named.
         */
        get: operations["getAlert"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/alerts/{alert_id}/acknowledge": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Acknowledge an alert: somebody takes care of it.
         * @description Whoever is on call is told no more of it. It is still tried to deliver it to the person. The
         *     first acknowledgement stands: a second changes nothing and gets the same answer.
         */
        post: operations["acknowledgeAlert"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/alerts/{alert_id}/retry": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Try an alert again now.
         * @description Also one that was given up, for days once more. One that is delivered stays so; one that is being
         *     sent is tried again at once if that fails.
         */
        post: operations["retryAlert"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/brain/{user_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What TRIBE models of the stimulus that a person answered last.
         * @description TRIBE predicts how an average brain responds to the stimulus; nothing was measured in the
         *     person's brain. `source: "fallback"` is an illustration. Where the host does not allow TRIBE, every
         *     region is 0 and `source` is `none`.
         */
        get: operations["getBrain"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/events/{user_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A person's results as they come, as server-sent events.
         * @description First the latest result, where there is one, else a `ping`, and then one event for every check-in
         *     that is stored, by whatever channel:
         *
         *     ```text
         *     id: 0199c7a2-5c00-7000-8000-000000000001
         *     event: score
         *     data: {"user_id":"ana","check_in_id":"0199c7a2-5c00-7000-8000-000000000001","score":42,…}
         *     ```
         *
         *     `data` is a `BurnoutResult` in one line, as the history has it, and `id` its `check_in_id`. With
         *     the last of them in `Last-Event-ID`, as browsers send it by themselves, a stream goes on there: with
         *     everything that was stored after it, in that order, each once. A reply that comes late is among
         *     them, though it is not the latest: `timestamp` says when it was answered. An id that is no check-in
         *     of this person's is as none. What becomes of an alert is no event: `alert.status` is as of when the
         *     event is sent, so read the score again while it is neither `delivered` nor seen to. Nor are
         *     `baseline` and `trend` in it.
         *
         *     Every 15 seconds there is a `ping` with the time as data. The stream has no end of its own, so a
         *     page that waits for the whole answer shows nothing: try it by `curl -N`. It ends where the server
         *     stops and where its client does not read. A browser then comes again by itself, but not after any
         *     answer other than a 200: where `readyState` is `CLOSED`, open a new one after a while. Half of the
         *     server's connections may be streams; one more is refused (`streams_full`). A browser has some six
         *     connections to an origin over HTTP/1.1, all tabs together: share one stream, or put something that
         *     speaks HTTP/2 in front.
         */
        get: operations["streamEvents"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/health": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * How the service and its siblings are, asked just now.
         * @description It answers 200 whatever is away: `status` says what that means.
         */
        get: operations["getHealth"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/health/live": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Whether the process runs. */
        get: operations["getLiveness"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/health/ready": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Whether check-ins can be taken. */
        get: operations["getReadiness"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/history/{user_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A person's results, newest first.
         * @description Where there are more, the `Link` header has the address of the next page (`rel="next"`).
         */
        get: operations["getHistory"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/media/{file}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The picture or the sound of a stimulus. */
        get: operations["getMedia"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/metrics/{user_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A person's scores over time, and where they usually lie. */
        get: operations["getMetrics"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/openapi.json": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** This description. */
        get: operations["getOpenapi"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/response/submit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Take a check-in by app or SMS.
         * @description Answers the result once it is stored. With an `Idempotency-Key`, the same request sent again
         *     within a day gets the same answer and is one check-in; the same key with another body is refused.
         *     A text by SMS without a key that comes again within moments, the same in person, stimulus,
         *     words and moment, however that is written, is taken for one that the provider has delivered
         *     twice: it is one check-in too.
         */
        post: operations["submitResponse"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/score/{user_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The latest result of a person, beside what is usual for them.
         * @description Before the first check-in it has the same shape: score 0, green, no support, source `none`, no baseline
         *     and no trend.
         */
        get: operations["getScore"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/stimulus/all": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Every stimulus. */
        get: operations["listStimuli"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/stimulus/today/{user_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A person's stimulus of today.
         * @description It stays the same until midnight in the person's time zone, and a person sees every stimulus
         *     once before any twice.
         */
        get: operations["getTodaysStimulus"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/stimulus/{stimulus_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One stimulus. */
        get: operations["getStimulus"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/users/{user_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A person's settings.
         * @description A person who is not known has none: every one is null, and the host's defaults hold.
         */
        get: operations["getUser"];
        /**
         * Set a person's settings.
         * @description They replace those that were set: what is absent or null is unset.
         */
        put: operations["putUser"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/users/{user_id}/phone": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Register a person's phone.
         * @description The number goes to the signals service, which texts alerts; Pilotlight keeps none. Alerts that
         *     waited for a phone are sent now.
         */
        post: operations["registerPhone"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/video/submit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Take a check-in by video.
         * @description The recording is passed on to the video service as it comes, and never stored. Without that
         *     service the result rests on what else is known of the last day; with nothing to go on, the last
         *     result stands and `data_quality` says so. The service reads face and voice alike: of these, what
         *     the host does not allow is dropped when it comes, and where it allows neither no video is taken.
         *
         *     With an `Idempotency-Key`, the same fields and recording sent again within a day get the same
         *     answer and are one check-in. It has to be uploaded again to be known for the same; where
         *     `user_id` comes before `video`, one whose key is known is not passed on for a second time.
         */
        post: operations["submitVideo"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export interface webhooks {
    alertEscalated: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * An alert has reached nobody.
         * @description Sent to `alerts.escalation_url`, where the host has one, for each alert that has waited too long,
         *     that has no phone, or that is given up; again and again until it is taken. It is signed after
         *     Standard Webhooks with the host's `alerts.escalation_secret`.
         */
        post: operations["alertEscalated"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export interface components {
    schemas: {
        /**
         * @description Who takes care of an alert.
         * @example {
         *       "by": "Kim, night desk",
         *       "note": "Reached by phone, a friend is with them."
         *     }
         */
        Acknowledge: {
            /**
             * @description Who: a name by which colleagues know them, on one line.
             * @example Kim, night desk
             */
            by: string;
            /**
             * @description Anything that the next in charge should know. It is stored.
             * @example Reached by phone, a friend is with them.
             */
            note?: string | null;
        };
        /** @description That somebody takes care of an alert. */
        Acknowledged: {
            /**
             * Format: date-time
             * @description Since when, UTC.
             */
            at: string;
            /** @description Who. */
            by: string;
            /** @description What they had to say; null where nothing. */
            note: string | null;
        };
        /** @description The alert of a red result. */
        Alert: {
            /** @description The alert's id. */
            id: string;
            status: components["schemas"]["AlertStatus"];
        };
        /**
         * @description Where an alert stands: `undeliverable` means that no phone is on file for the person, `dead`
         *     that it could not be delivered for days and was given up. A phone that is registered has
         *     either tried again.
         * @enum {string}
         */
        AlertStatus: "queued" | "sending" | "delivered" | "undeliverable" | "dead";
        /**
         * @description An alert, as whoever is on call sees it. It holds nothing of what the person said.
         * @example {
         *       "acknowledged": {
         *         "at": "2026-09-21T14:17:20.000Z",
         *         "by": "Kim, night desk",
         *         "note": "Reached by phone, a friend is with them."
         *       },
         *       "answered_at": "2026-09-21T14:13:20.000Z",
         *       "attempts": 2,
         *       "check_in_id": "0199c7a2-5c00-7000-8000-000000000001",
         *       "created_at": "2026-09-21T14:13:20.000Z",
         *       "escalated_at": "2026-09-21T14:14:20.000Z",
         *       "id": "0199c7a2-5c00-7000-8000-000000000002",
         *       "last_error": "no phone is on file",
         *       "level": "red",
         *       "message_id": null,
         *       "next_attempt_at": "2026-09-21T14:44:20.000Z",
         *       "score": 79,
         *       "since": "2026-09-21T14:29:20.000Z",
         *       "status": "undeliverable",
         *       "tier": 0,
         *       "user_id": "ana"
         *     }
         */
        AlertView: {
            /** @description Who takes care of it; null where nobody does. */
            acknowledged: components["schemas"]["Acknowledged"] | null;
            /**
             * Format: date-time
             * @description When the person answered, UTC.
             */
            answered_at: string;
            /**
             * Format: int32
             * @description How often it was tried to deliver it.
             */
            attempts: number;
            /** @description The check-in that raised it. */
            check_in_id: string;
            /**
             * Format: date-time
             * @description When the check-in came, UTC.
             */
            created_at: string;
            /**
             * Format: date-time
             * @description When whoever is on call was last told of it, UTC; null where they were not.
             */
            escalated_at: string | null;
            /** @description The alert's id. */
            id: string;
            /** @description What went wrong last; null where nothing did. */
            last_error: string | null;
            /** @description The check-in's level. */
            level: components["schemas"]["Level"];
            /** @description The SMS provider's id of the message that was delivered; null where none was. */
            message_id: string | null;
            /**
             * Format: date-time
             * @description When it is tried next, UTC, or when an attempt that is under way counts as failed; null where
             *     it is delivered or dead.
             */
            next_attempt_at: string | null;
            /**
             * Format: int32
             * @description The check-in's score, 0–100, higher is worse.
             */
            score: number;
            /**
             * Format: date-time
             * @description Since when it stands there, UTC.
             */
            since: string;
            /** @description Where it stands. */
            status: components["schemas"]["AlertStatus"];
            /**
             * Format: int32
             * @description What the safety rules found: 0 none, 1 concern, 2 active thoughts, 3 imminent.
             */
            tier: number;
            /** @description The person. */
            user_id: string;
        };
        /**
         * @description Where a person's scores usually lie. Show it beside the score: it changes neither the score nor
         *     the level, and being used to strain makes no strain smaller.
         *
         *     It rests on check-ins that measured something, at most the 60 newest that are a fortnight old and
         *     not older than half a year; while those are fewer than fourteen, on the oldest fourteen. Scores
         *     far off and scores of a rising or falling run are left out, until a run of fourteen check-ins is
         *     90 days long (or has 120): then it is what is usual.
         */
        Baseline: {
            /**
             * Format: double
             * @description The upper end of the usual band, 0–100; null while `silent`.
             */
            high: number | null;
            /**
             * Format: double
             * @description The lower end of the usual band, 0–100; null while `silent`. Some three in four of the usual
             *     scores lie in the band.
             */
            low: number | null;
            /**
             * Format: double
             * @description The middle of the usual scores, 0–100; null while `silent`.
             */
            median: number | null;
            /**
             * Format: int32
             * @description How many check-ins it rests on; while `silent`, how many there are so far.
             */
            n: number;
            status: components["schemas"]["BaselineStatus"];
        };
        /**
         * @description How far a baseline can be relied on: `silent` under seven check-ins, `provisional` to
         *     thirteen, `in_use` from fourteen on.
         * @enum {string}
         */
        BaselineStatus: "silent" | "provisional" | "in_use";
        /**
         * @description One of the five regions for which TRIBE models a response.
         * @enum {string}
         */
        BrainRegion: "prefrontal_cortex" | "amygdala_region" | "temporal_lobe" | "motor_cortex" | "visual_cortex";
        /**
         * @description Where modelled regions come from.
         * @enum {string}
         */
        BrainSource: "tribe" | "cache" | "fallback" | "none";
        /**
         * @description What TRIBE models of the stimulus that a person answered last.
         *
         *     TRIBE predicts how an average brain responds to a stimulus. Nothing here was measured in the
         *     person's brain.
         * @example {
         *       "activation_mean": 0.388,
         *       "brain_regions_flagged": [
         *         "visual_cortex"
         *       ],
         *       "explanations": {
         *         "amygdala_region": "For an average viewer the modelled response to this stimulus is lower or middling here. This region is often involved in noticing what matters and getting ready to react. It is a model of the stimulus, not a reading of your brain.",
         *         "motor_cortex": "For an average viewer the modelled response to this stimulus is lower or middling here. This region is often involved in getting the body ready to move. It is a model of the stimulus, not a reading of your brain.",
         *         "prefrontal_cortex": "For an average viewer the modelled response to this stimulus is lower or middling here. This region is often involved in planning, weighing things up and keeping impulses in check. It is a model of the stimulus, not a reading of your brain.",
         *         "temporal_lobe": "For an average viewer the modelled response to this stimulus is lower or middling here. This region is often involved in following sounds, words and what they mean. It is a model of the stimulus, not a reading of your brain.",
         *         "visual_cortex": "For an average viewer the modelled response to this stimulus is higher here. This region is often involved in taking in shapes, light and movement. It is a model of the stimulus, not a reading of your brain."
         *       },
         *       "level": "yellow",
         *       "regions": {
         *         "amygdala_region": 0.31,
         *         "motor_cortex": 0.17,
         *         "prefrontal_cortex": 0.42,
         *         "temporal_lobe": 0.38,
         *         "visual_cortex": 0.66
         *       },
         *       "score": 41,
         *       "source": "tribe",
         *       "stimulus_id": "calm_01",
         *       "user_id": "ana"
         *     }
         */
        BrainView: {
            /**
             * Format: double
             * @description The mean of the five regions, 0–1.
             */
            activation_mean: number;
            /** @description The regions where the modelled response is higher. */
            brain_regions_flagged: components["schemas"]["BrainRegion"][];
            /** @description A plain line about each region, by its key; empty where `source` is `none`. */
            explanations: components["schemas"]["Explanations"];
            /** @description The light of the latest check-in. */
            level: components["schemas"]["Level"];
            /** @description The modelled response of each region. */
            regions: components["schemas"]["Regions"];
            /**
             * Format: int32
             * @description The score of the latest check-in, 0–100.
             */
            score: number;
            /** @description Where the regions come from. */
            source: components["schemas"]["BrainSource"];
            /** @description The stimulus that was answered last; null before the first check-in. */
            stimulus_id: string | null;
            /** @description The person. */
            user_id: string;
        };
        /**
         * @description The score of each stream, 0–100 with one decimal, higher is worse. An absent stream shows as 0:
         *     `streams` says which were present.
         */
        Breakdown: {
            /**
             * Format: double
             * @description Tension in the face.
             */
            facial: number;
            /**
             * Format: double
             * @description What the reply says.
             */
            imessage: number;
            /**
             * Format: double
             * @description Distance from the TRIBE baseline of the stimulus.
             */
            tribe: number;
            /**
             * Format: double
             * @description How it was typed.
             */
            typing: number;
            /**
             * Format: double
             * @description Tension in the voice.
             */
            voice: number;
        };
        /** @description A breaker opens when a sibling fails again and again, so that nobody waits for what is dead. */
        Breaker: {
            /** @description How a call failed last; null if none did since the start. */
            last_error: components["schemas"]["CallError"] | null;
            /**
             * Format: date-time
             * @description The earliest moment of the next probe, UTC; null unless it is open.
             */
            next_probe_at: string | null;
            /**
             * Format: date-time
             * @description When it last began to let calls through, or ceased to, UTC. Probes that fail in between do
             *     not change it.
             */
            since: string;
            /** @description Where it stands. */
            state: components["schemas"]["BreakerState"];
        };
        /**
         * @description Where a breaker stands.
         * @enum {string}
         */
        BreakerState: "closed" | "open" | "half_open";
        /** @description Whether each sibling is called; null for one that the host has turned off. */
        Breakers: {
            /** @description Of ml. */
            ml: components["schemas"]["Breaker"] | null;
            /** @description Of signals. Alerts are sent whatever it says. */
            signals: components["schemas"]["Breaker"] | null;
            /** @description Of the video service. */
            video: components["schemas"]["Breaker"] | null;
        };
        /**
         * @description The result of a check-in, the same on every later reading (only `alert.status` moves on).
         *
         *     A red one always carries human support, in `support` and in the words of `intervention`. The
         *     score is a product measure, not a clinical instrument.
         * @example {
         *       "alert": {
         *         "id": "0199c7a2-5c00-7000-8000-000000000002",
         *         "status": "queued"
         *       },
         *       "behavioral_deviation": 0,
         *       "brain_regions_flagged": [],
         *       "breakdown": {
         *         "facial": 0,
         *         "imessage": 86.6,
         *         "tribe": 0,
         *         "typing": 0,
         *         "voice": 0
         *       },
         *       "channel": "app",
         *       "check_in_id": "0199c7a2-5c00-7000-8000-000000000001",
         *       "confidence": 0.15,
         *       "contributions": [
         *         {
         *           "points": 87,
         *           "source": "imessage"
         *         }
         *       ],
         *       "coverage": 0.25,
         *       "data_quality": [
         *         "low_coverage"
         *       ],
         *       "interval": {
         *         "high": 100,
         *         "low": 71
         *       },
         *       "intervention": "This sounds like far more tiredness than a short break can mend, and that is worth taking seriously. Please let somebody help you carry today. Call or text 988 (988 Suicide & Crisis Lifeline).",
         *       "level": "red",
         *       "received_at": "2026-09-21T14:13:20.000Z",
         *       "safety": {
         *         "rules": [],
         *         "tier": 0
         *       },
         *       "score": 87,
         *       "scorer": {
         *         "origin": "local",
         *         "version": "3"
         *       },
         *       "services": {
         *         "ml": "unavailable",
         *         "signals": "unavailable",
         *         "video": "not_asked"
         *       },
         *       "source": "fallback",
         *       "stimulus_id": "calm_01",
         *       "streams": [
         *         {
         *           "freshness": 1,
         *           "origin": "local",
         *           "quality": 1,
         *           "score": 86.6,
         *           "stream": "imessage",
         *           "weight": 0.25
         *         }
         *       ],
         *       "support": [
         *         {
         *           "call": "988",
         *           "contact": "Call or text 988",
         *           "hours": "24/7",
         *           "languages": [
         *             "en",
         *             "es"
         *           ],
         *           "name": "988 Suicide & Crisis Lifeline",
         *           "text_body": null,
         *           "text_to": "988",
         *           "type": "crisis",
         *           "url": null
         *         },
         *         {
         *           "call": null,
         *           "contact": "Text HOME to 741741",
         *           "hours": "24/7",
         *           "languages": [
         *             "en"
         *           ],
         *           "name": "Crisis Text Line",
         *           "text_body": "HOME",
         *           "text_to": "741741",
         *           "type": "crisis",
         *           "url": null
         *         },
         *         {
         *           "call": "911",
         *           "contact": "Call 911 if you or someone near you is in danger right now",
         *           "hours": null,
         *           "languages": [],
         *           "name": "Emergency services",
         *           "text_body": null,
         *           "text_to": null,
         *           "type": "emergency",
         *           "url": null
         *         },
         *         {
         *           "call": null,
         *           "contact": "Find a free helpline where you are at findahelpline.com",
         *           "hours": null,
         *           "languages": [],
         *           "name": "Find a Helpline",
         *           "text_body": null,
         *           "text_to": null,
         *           "type": "crisis",
         *           "url": "findahelpline.com"
         *         },
         *         {
         *           "call": null,
         *           "contact": "Call or message someone you trust, and tell them how today is",
         *           "hours": null,
         *           "languages": [],
         *           "name": "Someone you trust",
         *           "text_body": null,
         *           "text_to": null,
         *           "type": "personal",
         *           "url": null
         *         },
         *         {
         *           "call": null,
         *           "contact": "Ask your campus or workplace counselling service for a time to talk; you do not need a special reason",
         *           "hours": null,
         *           "languages": [],
         *           "name": "Campus or workplace counselling",
         *           "text_body": null,
         *           "text_to": null,
         *           "type": "counseling",
         *           "url": null
         *         }
         *       ],
         *       "timestamp": "2026-09-21T14:13:20.000Z",
         *       "top_indicators": [
         *         "The reply speaks of tiredness",
         *         "The reply speaks of having too much to do",
         *         "The reply speaks of worry",
         *         "The words of the reply sound strained"
         *       ],
         *       "tribe_deviation": 0,
         *       "user_id": "ana"
         *     }
         */
        BurnoutResult: {
            /** @description The alert that a red result raised; null otherwise. */
            alert: components["schemas"]["Alert"] | null;
            /**
             * Format: double
             * @description 0–1: distance of the behaviour from the person's own usual; 0 where that is not known.
             */
            behavioral_deviation: number;
            /** @description Regions where the modelled response of an average brain to the stimulus is higher. */
            brain_regions_flagged: components["schemas"]["BrainRegion"][];
            breakdown: components["schemas"]["Breakdown"];
            /** @description The way the check-in came; null before the first. */
            channel: components["schemas"]["Channel"] | null;
            /** @description The check-in's id; null before the first check-in. */
            check_in_id: string | null;
            /**
             * Format: double
             * @description 0–1: how much reliable evidence the score rests on.
             */
            confidence: number;
            /**
             * @description What moved the score, in points that add up to it: the streams, and what came beside them.
             *     Empty where one of the streams may not be shown any more.
             */
            contributions: components["schemas"]["Contribution"][];
            /**
             * Format: double
             * @description 0–1: how much of the full weight of the five streams was present.
             */
            coverage: number;
            /**
             * @description Codes for what was clamped (`clamped:FIELD`), ignored (`ignored:FIELD`), sent although the
             *     host does not allow it (`not_allowed:STREAM`), carried over or missing (`low_coverage`,
             *     `no_evidence`, `previous_result_stands`, …).
             */
            data_quality: string[];
            /** @description How far off the score may be; null where nothing was measured, or a safety rule set the score. */
            interval: components["schemas"]["Interval"] | null;
            /**
             * @description What to say to the person. On red it names a human contact by itself, for channels that
             *     show nothing else.
             */
            intervention: string;
            level: components["schemas"]["Level"];
            /**
             * Format: date-time
             * @description When the check-in came, UTC: later than `timestamp` where a phone was offline; null before the
             *     first.
             */
            received_at: string | null;
            safety: components["schemas"]["Safety"];
            /**
             * Format: int32
             * @description 0–100, higher is worse.
             */
            score: number;
            scorer: components["schemas"]["Scorer"];
            services: components["schemas"]["Services"];
            source: components["schemas"]["Source"];
            /** @description The stimulus that was answered; null before the first check-in. */
            stimulus_id: string | null;
            /**
             * @description The streams that were present. One that is missing here was absent, whatever `breakdown`
             *     shows.
             */
            streams: components["schemas"]["StreamReport"][];
            /**
             * @description Ways to a human being, the most immediate first. Never empty on red, or where a safety rule
             *     fired; else empty.
             */
            support: components["schemas"]["SupportLine"][];
            /**
             * Format: date-time
             * @description When the person answered, UTC; null before the first check-in.
             */
            timestamp: string | null;
            /** @description What moved the result, in plain words, at most five. */
            top_indicators: string[];
            /**
             * Format: double
             * @description 0–1: distance between the reply and what TRIBE models of the stimulus.
             */
            tribe_deviation: number;
            /** @description The person, as the client names them. */
            user_id: string;
        };
        /**
         * @description The rhythm of the keys as a reply was typed.
         * @enum {string}
         */
        BurstPattern: "steady" | "burst-pause" | "erratic";
        /** @description How a call failed. It holds nothing of any person's. */
        CallError: {
            /**
             * Format: date-time
             * @description When, UTC.
             */
            at: string;
            /** @description What was asked for, such as `analyze`, `score`, `baseline` or `send_alert`. */
            call: string;
            /** @description What went wrong, in words. */
            error: string;
        };
        /**
         * @description The way the check-in came.
         * @enum {string}
         */
        Channel: "app" | "sms" | "video";
        /** @description Some of a score's points. */
        Contribution: {
            /**
             * Format: double
             * @description Points of the score, one decimal; negative where the source lowers it.
             */
            points: number;
            source: components["schemas"]["ContributionSource"];
        };
        /**
         * @description What gives a score some of its points: a stream; `ml`, by how much the ml service's score
         *     differs from the fusion of the streams shown; `previous_result`, which stands over a check-in
         *     that measured nothing; `no_evidence`, where nothing is known; `safety`, what a safety rule
         *     added.
         * @enum {string}
         */
        ContributionSource: "imessage" | "typing" | "facial" | "voice" | "tribe" | "ml" | "previous_result" | "no_evidence" | "safety";
        /**
         * @description The state of the database.
         * @enum {string}
         */
        DatabaseState: "up" | "down";
        /**
         * @description What an escalation says: the body of the webhook.
         * @example {
         *       "data": {
         *         "acknowledged": null,
         *         "answered_at": "2026-09-21T14:13:20.000Z",
         *         "attempts": 1,
         *         "check_in_id": "0199c7a2-5c00-7000-8000-000000000001",
         *         "created_at": "2026-09-21T14:13:20.000Z",
         *         "escalated_at": null,
         *         "id": "0199c7a2-5c00-7000-8000-000000000002",
         *         "last_error": "no phone is on file",
         *         "level": "red",
         *         "message_id": null,
         *         "next_attempt_at": "2026-09-21T14:29:20.000Z",
         *         "score": 79,
         *         "since": "2026-09-21T14:13:20.000Z",
         *         "status": "undeliverable",
         *         "tier": 0,
         *         "user_id": "ana"
         *       },
         *       "timestamp": "2026-09-21T14:14:20.000Z",
         *       "type": "alert.escalated"
         *     }
         */
        Escalation: {
            /** @description The alert as it stood then. */
            data: components["schemas"]["AlertView"];
            /**
             * Format: date-time
             * @description When this was sent, UTC.
             */
            timestamp: string;
            /** @description Always `alert.escalated`. */
            type: string;
        };
        /** @description A plain line about each region that there is something to say of. */
        Explanations: {
            /** @description Of noticing what matters. */
            amygdala_region?: string;
            /** @description Of preparing to move. */
            motor_cortex?: string;
            /** @description Of planning and self-control. */
            prefrontal_cortex?: string;
            /** @description Of sound and language. */
            temporal_lobe?: string;
            /** @description Of seeing. */
            visual_cortex?: string;
        };
        /** @description What the eyes showed, as the video service measures it. */
        EyeIndicators: {
            /**
             * Format: double
             * @description Blinks per minute.
             */
            blink_rate_per_min: number | null;
            /**
             * Format: double
             * @description How open the eyes were.
             */
            eye_openness: number | null;
            /**
             * Format: double
             * @description How steady the gaze was.
             */
            gaze_stability: number | null;
        };
        /** @description What the face showed. What the service did not measure is null. */
        FacialAnalysis: {
            /** @description The eyes. */
            eye_indicators: components["schemas"]["EyeIndicators"];
            /** @description The rest of the face. */
            facial_indicators: components["schemas"]["FacialIndicators"];
            /**
             * Format: double
             * @description 0–100, higher is worse.
             */
            facial_stress_score: number;
        };
        /** @description What the rest of the face showed, as the video service measures it. */
        FacialIndicators: {
            /**
             * Format: double
             * @description How much the brow was furrowed.
             */
            brow_furrow: number | null;
            /** @description Whether a smile looked forced. */
            forced_smile: boolean | null;
            /**
             * Format: double
             * @description How much the jaw was clenched.
             */
            jaw_clench: number | null;
            /**
             * Format: double
             * @description How much the lips were pressed together.
             */
            lip_compression: number | null;
            /** @description The service's word for the whole. */
            overall_affect: string | null;
        };
        /** @description One field that cannot be taken. */
        FieldError: {
            /**
             * @description The field's name; for a path or query parameter, the parameter's.
             * @example user_id
             */
            field: string;
            /**
             * @description What is wrong with it, and what is allowed.
             * @example is required
             */
            message: string;
        };
        /**
         * @description How the service and its siblings are.
         * @example {
         *       "breakers": {
         *         "ml": {
         *           "last_error": {
         *             "at": "2026-09-21T14:13:20.000Z",
         *             "call": "score",
         *             "error": "the service did not answer in time"
         *           },
         *           "next_probe_at": "2026-09-21T14:13:25.200Z",
         *           "since": "2026-09-21T14:13:20.000Z",
         *           "state": "open"
         *         },
         *         "signals": {
         *           "last_error": null,
         *           "next_probe_at": null,
         *           "since": "2026-09-21T13:13:20.000Z",
         *           "state": "closed"
         *         },
         *         "video": null
         *       },
         *       "database": "up",
         *       "ml_level_contradictions": 0,
         *       "policy": {
         *         "streams": [
         *           "imessage",
         *           "typing",
         *           "facial",
         *           "voice",
         *           "tribe"
         *         ]
         *       },
         *       "services": {
         *         "ml": "down",
         *         "signals": "up",
         *         "video": "off"
         *       },
         *       "status": "degraded",
         *       "version": "0.1.0"
         *     }
         */
        Health: {
            /** @description Whether each sibling is called at the moment. */
            breakers: components["schemas"]["Breakers"];
            /** @description The database, asked just now. */
            database: components["schemas"]["DatabaseState"];
            /**
             * Format: int64
             * @description Answers of ml whose level contradicted its score, since the start. Many are a sign that
             *     `ml.scale` is set wrong.
             */
            ml_level_contradictions: number;
            /** @description What the host allows. */
            policy: components["schemas"]["Policy"];
            /** @description Each sibling, asked just now. */
            services: components["schemas"]["SiblingStates"];
            /** @description The whole. */
            status: components["schemas"]["HealthStatus"];
            /** @description The version of Pilotlight. */
            version: string;
        };
        /**
         * @description `ok`; `degraded` while a sibling is away or left alone and Pilotlight scores by itself; `unavailable` while
         *     nothing can be stored.
         * @enum {string}
         */
        HealthStatus: "ok" | "degraded" | "unavailable";
        /**
         * @description Four times out of five, a measurement without error would have given a score from `low` to
         *     `high`, as far as the streams' assumed reliability holds. It says nothing about whether the score
         *     tells burnout.
         */
        Interval: {
            /**
             * Format: int32
             * @description Never below the score.
             */
            high: number;
            /**
             * Format: int32
             * @description Never above the score.
             */
            low: number;
        };
        /**
         * @description The light: green for a score of 0–29, yellow for 30–64, red for 65–100. It may be more
         *     severe than its score where a rule raised it, and is never less. Colours come from it.
         * @enum {string}
         */
        Level: "green" | "yellow" | "red";
        /**
         * @description A person's scores over time.
         * @example {
         *       "baseline": {
         *         "high": 53,
         *         "low": 29,
         *         "median": 41,
         *         "n": 14,
         *         "status": "in_use"
         *       },
         *       "latest_breakdown": {
         *         "facial": 0,
         *         "imessage": 86.6,
         *         "tribe": 0,
         *         "typing": 0,
         *         "voice": 0
         *       },
         *       "score_trend": [
         *         {
         *           "date": "2026-09-20T14:13:20.000Z",
         *           "level": "red",
         *           "score": 79
         *         },
         *         {
         *           "date": "2026-09-21T14:13:20.000Z",
         *           "level": "red",
         *           "score": 87
         *         }
         *       ],
         *       "total_checkins": 23,
         *       "trend": {
         *         "direction": "rising",
         *         "ewma": 1.668,
         *         "limit": 1.258,
         *         "since": "2026-09-19T14:13:20.000Z"
         *       },
         *       "user_id": "ana"
         *     }
         */
        Metrics: {
            /** @description Where the person's scores usually lie, whatever the span. */
            baseline: components["schemas"]["Baseline"];
            /** @description The breakdown of the latest check-in; all 0 before the first. */
            latest_breakdown: components["schemas"]["Breakdown"];
            /**
             * @description The check-ins of the span that was asked for, oldest first; at most the newest 2,000. One
             *     that had nothing to measure is left out.
             */
            score_trend: components["schemas"]["TrendPoint"][];
            /**
             * Format: int64
             * @description All check-ins of the person, whatever the span.
             */
            total_checkins: number;
            /** @description Whether they are moving away from there, whatever the span. */
            trend: components["schemas"]["Trend"];
            /** @description The person. */
            user_id: string;
        };
        /**
         * @description Who read a stream: a sibling service, Pilotlight itself (`local`), or Pilotlight against a
         *     TRIBE baseline that it had fetched earlier (`cache`).
         * @enum {string}
         */
        Origin: "signals" | "ml" | "video" | "local" | "cache";
        /**
         * @description A person, as the client names them: 1 to 128 characters, none of them a slash, a backslash or
         *     a control character, no white space at the ends, and neither `.` nor `..`.
         * @example ana
         */
        PersonId: string;
        /**
         * @description That a phone was registered. The signals service keeps the number; Pilotlight keeps none.
         * @example {
         *       "registered": true,
         *       "user_id": "ana"
         *     }
         */
        PhoneRegistered: {
            /** @description Always true: otherwise a problem is answered. */
            registered: boolean;
            /** @description The person. */
            user_id: string;
        };
        /**
         * @description A phone to register.
         * @example {
         *       "phone": "+15550100123"
         *     }
         */
        PhoneRegistration: {
            /**
             * @description The number after E.164: a plus, then 7 to 15 digits.
             * @example +15550100123
             */
            phone: string;
        };
        /** @description What the host allows. */
        Policy: {
            /**
             * @description The streams that may be read. With neither `facial` nor `voice` among them no video is
             *     taken, so that a client had better hide its camera.
             */
            streams: components["schemas"]["StreamName"][];
        };
        /**
         * @description That the process runs, or that it can serve.
         * @example {
         *       "status": "ok"
         *     }
         */
        Probe: {
            /** @description Always `ok`: otherwise a problem is answered. */
            status: components["schemas"]["ProbeStatus"];
        };
        /**
         * @description The one state of a probe that succeeds.
         * @enum {string}
         */
        ProbeStatus: "ok";
        /**
         * @description A problem, after RFC 9457.
         * @example {
         *       "code": "invalid_fields",
         *       "detail": "1 field cannot be taken: user_id is required, as a string.",
         *       "errors": [
         *         {
         *           "field": "user_id",
         *           "message": "is required, as a string"
         *         }
         *       ],
         *       "request_id": "0199c7a2-5c00-7000-8000-000000000003",
         *       "status": 422,
         *       "title": "Some fields cannot be taken",
         *       "type": "urn:pilotlight:problem:invalid_fields"
         *     }
         */
        Problem: {
            /** @description What went wrong, for a program to switch on. */
            code: components["schemas"]["ProblemCode"];
            /** @description What was wrong this time, and what is allowed. */
            detail: string;
            /** @description The fields that cannot be taken; empty where the problem is not one of fields. */
            errors: components["schemas"]["FieldError"][];
            /** @description Finds this request in the server's log; also in the `X-Request-Id` header. */
            request_id: string;
            /**
             * Format: int32
             * @description The HTTP status again.
             */
            status: number;
            /** @description A short title, the same for every problem of the kind. */
            title: string;
            /**
             * @description A URN that names the kind of problem.
             * @example urn:pilotlight:problem:invalid_fields
             */
            type: string;
        };
        /**
         * @description What went wrong, for a program to switch on.
         * @enum {string}
         */
        ProblemCode: "malformed_body" | "invalid_fields" | "body_too_large" | "unsupported_media_type" | "upload_too_slow" | "foreign_origin" | "stream_not_allowed" | "not_found" | "method_not_allowed" | "request_in_work" | "idempotency_key_reused" | "overloaded" | "streams_full" | "storage_unavailable" | "sibling_unavailable" | "sibling_off" | "storage_full" | "internal";
        /** @description The modelled response of an average brain to the stimulus, 0–1 for each region. */
        Regions: {
            /**
             * Format: double
             * @description Noticing what matters.
             */
            amygdala_region: number;
            /**
             * Format: double
             * @description Preparing to move.
             */
            motor_cortex: number;
            /**
             * Format: double
             * @description Planning and self-control.
             */
            prefrontal_cortex: number;
            /**
             * Format: double
             * @description Sound and language.
             */
            temporal_lobe: number;
            /**
             * Format: double
             * @description Seeing.
             */
            visual_cortex: number;
        };
        /**
         * @description The way a reply came.
         * @enum {string}
         */
        ReplySource: "app" | "sms";
        /** @description What the safety rules found in the person's own words. It names rules, never words. */
        Safety: {
            /**
             * @description The names of the rules that fired, as docs/safety.md lists them; empty where a result with a
             *     tier stands over a check-in that measured nothing. They are for code and for whoever is on
             *     call, and not for showing to the person.
             */
            rules: string[];
            /**
             * Format: int32
             * @description 0 none, 1 concern, 2 active thoughts, 3 imminent.
             */
            tier: number;
        };
        /**
         * @description The latest result, and how it stands to the person's own usual.
         * @example {
         *       "alert": {
         *         "id": "0199c7a2-5c00-7000-8000-000000000002",
         *         "status": "queued"
         *       },
         *       "baseline": {
         *         "high": 53,
         *         "low": 29,
         *         "median": 41,
         *         "n": 14,
         *         "status": "in_use"
         *       },
         *       "behavioral_deviation": 0,
         *       "brain_regions_flagged": [],
         *       "breakdown": {
         *         "facial": 0,
         *         "imessage": 86.6,
         *         "tribe": 0,
         *         "typing": 0,
         *         "voice": 0
         *       },
         *       "channel": "app",
         *       "check_in_id": "0199c7a2-5c00-7000-8000-000000000001",
         *       "confidence": 0.15,
         *       "contributions": [
         *         {
         *           "points": 87,
         *           "source": "imessage"
         *         }
         *       ],
         *       "coverage": 0.25,
         *       "data_quality": [
         *         "low_coverage"
         *       ],
         *       "interval": {
         *         "high": 100,
         *         "low": 71
         *       },
         *       "intervention": "This sounds like far more tiredness than a short break can mend, and that is worth taking seriously. Please let somebody help you carry today. Call or text 988 (988 Suicide & Crisis Lifeline).",
         *       "level": "red",
         *       "received_at": "2026-09-21T14:13:20.000Z",
         *       "safety": {
         *         "rules": [],
         *         "tier": 0
         *       },
         *       "score": 87,
         *       "scorer": {
         *         "origin": "local",
         *         "version": "3"
         *       },
         *       "services": {
         *         "ml": "unavailable",
         *         "signals": "unavailable",
         *         "video": "not_asked"
         *       },
         *       "source": "fallback",
         *       "stimulus_id": "calm_01",
         *       "streams": [
         *         {
         *           "freshness": 1,
         *           "origin": "local",
         *           "quality": 1,
         *           "score": 86.6,
         *           "stream": "imessage",
         *           "weight": 0.25
         *         }
         *       ],
         *       "support": [
         *         {
         *           "call": "988",
         *           "contact": "Call or text 988",
         *           "hours": "24/7",
         *           "languages": [
         *             "en",
         *             "es"
         *           ],
         *           "name": "988 Suicide & Crisis Lifeline",
         *           "text_body": null,
         *           "text_to": "988",
         *           "type": "crisis",
         *           "url": null
         *         },
         *         {
         *           "call": null,
         *           "contact": "Text HOME to 741741",
         *           "hours": "24/7",
         *           "languages": [
         *             "en"
         *           ],
         *           "name": "Crisis Text Line",
         *           "text_body": "HOME",
         *           "text_to": "741741",
         *           "type": "crisis",
         *           "url": null
         *         },
         *         {
         *           "call": "911",
         *           "contact": "Call 911 if you or someone near you is in danger right now",
         *           "hours": null,
         *           "languages": [],
         *           "name": "Emergency services",
         *           "text_body": null,
         *           "text_to": null,
         *           "type": "emergency",
         *           "url": null
         *         },
         *         {
         *           "call": null,
         *           "contact": "Find a free helpline where you are at findahelpline.com",
         *           "hours": null,
         *           "languages": [],
         *           "name": "Find a Helpline",
         *           "text_body": null,
         *           "text_to": null,
         *           "type": "crisis",
         *           "url": "findahelpline.com"
         *         },
         *         {
         *           "call": null,
         *           "contact": "Call or message someone you trust, and tell them how today is",
         *           "hours": null,
         *           "languages": [],
         *           "name": "Someone you trust",
         *           "text_body": null,
         *           "text_to": null,
         *           "type": "personal",
         *           "url": null
         *         },
         *         {
         *           "call": null,
         *           "contact": "Ask your campus or workplace counselling service for a time to talk; you do not need a special reason",
         *           "hours": null,
         *           "languages": [],
         *           "name": "Campus or workplace counselling",
         *           "text_body": null,
         *           "text_to": null,
         *           "type": "counseling",
         *           "url": null
         *         }
         *       ],
         *       "timestamp": "2026-09-21T14:13:20.000Z",
         *       "top_indicators": [
         *         "The reply speaks of tiredness",
         *         "The reply speaks of having too much to do",
         *         "The reply speaks of worry",
         *         "The words of the reply sound strained"
         *       ],
         *       "trend": {
         *         "direction": "rising",
         *         "ewma": 1.668,
         *         "limit": 1.258,
         *         "since": "2026-09-19T14:13:20.000Z"
         *       },
         *       "tribe_deviation": 0,
         *       "user_id": "ana"
         *     }
         */
        ScoreView: components["schemas"]["BurnoutResult"] & {
            /** @description Where the person's scores usually lie, as of the latest check-in. */
            baseline: components["schemas"]["Baseline"];
            /** @description Whether they are moving away from there, as of the latest check-in. */
            trend: components["schemas"]["Trend"];
        };
        /** @description Who scored, and by which version of the rules. */
        Scorer: {
            origin: components["schemas"]["ScorerOrigin"];
            /** @description The version of Pilotlight's scoring rules. */
            version: string;
        };
        /**
         * @description Whose score a result carries.
         * @enum {string}
         */
        ScorerOrigin: "ml" | "local";
        /**
         * @description What became of a sibling service: `used`; `unavailable` (refused, too slow, an error);
         *     `unusable` (its answer made no sense); `not_asked` (nothing to ask it); `off` (turned off).
         * @enum {string}
         */
        ServiceUse: "used" | "unavailable" | "unusable" | "not_asked" | "off";
        /** @description What became of each sibling service in this check-in. */
        Services: {
            ml: components["schemas"]["ServiceUse"];
            signals: components["schemas"]["ServiceUse"];
            video: components["schemas"]["ServiceUse"];
        };
        /**
         * @description The state of a sibling service.
         * @enum {string}
         */
        SiblingState: "up" | "down" | "off";
        /** @description The state of each sibling service. */
        SiblingStates: {
            /** @description Scores, and holds TRIBE's baselines. */
            ml: components["schemas"]["SiblingState"];
            /** @description Reads replies, and sends alerts. */
            signals: components["schemas"]["SiblingState"];
            /** @description Reads faces and voices. */
            video: components["schemas"]["SiblingState"];
        };
        /**
         * @description Who stands behind the score: the channel (`app`, `sms`, `video`) when the ml service scored,
         *     `fallback` when Pilotlight scored by itself, `none` before the first check-in.
         * @enum {string}
         */
        Source: "app" | "sms" | "video" | "fallback" | "none";
        /**
         * @description What a person looks at, listens to or is asked before a check-in.
         * @example {
         *       "category": "calm",
         *       "id": "calm_01",
         *       "prompt": "Here is a lake at dusk, with a small boat tied up by the jetty. Stay with it as long as you like, then write whatever is on your mind.",
         *       "type": "image",
         *       "url": "/media/calm_01.svg"
         *     }
         */
        Stimulus: {
            category: components["schemas"]["StimulusCategory"];
            /**
             * @description The id to send back as `stimulus_id`.
             * @example calm_01
             */
            id: string;
            /** @description What to say to the person. */
            prompt: string;
            type: components["schemas"]["StimulusType"];
            /**
             * @description Where Pilotlight serves its picture or sound, from the server's root. For a question, a
             *     quiet backdrop.
             * @example /media/calm_01.svg
             */
            url: string;
        };
        /**
         * @description What a stimulus is meant to be like.
         * @enum {string}
         */
        StimulusCategory: "calm" | "neutral" | "activating";
        /**
         * @description A stimulus, named by the same rules as a person.
         * @example calm_01
         */
        StimulusId: string;
        /**
         * @description How a stimulus is shown.
         * @enum {string}
         */
        StimulusType: "image" | "audio" | "text";
        /**
         * @description One of the five streams of evidence.
         * @enum {string}
         */
        StreamName: "imessage" | "typing" | "facial" | "voice" | "tribe";
        /** @description A stream that was present, and what it weighed: weight × freshness × quality. */
        StreamReport: {
            /**
             * Format: double
             * @description 0–1: 1 is measured now; it halves every six hours.
             */
            freshness: number;
            origin: components["schemas"]["Origin"];
            /**
             * Format: double
             * @description 0–1: how much there was to measure.
             */
            quality: number;
            /**
             * Format: double
             * @description 0–100, higher is worse, one decimal.
             */
            score: number;
            stream: components["schemas"]["StreamName"];
            /**
             * Format: double
             * @description 0–1: its share when all five streams are present.
             */
            weight: number;
        };
        /**
         * @description The kind of a way to a human being.
         * @enum {string}
         */
        SupportKind: "crisis" | "counseling" | "personal" | "emergency";
        /** @description One way to a human being. */
        SupportLine: {
            /** @description The number to call, as a person types it. */
            call: string | null;
            /**
             * @description What to do, in one line, with the number as a person types it.
             * @example Call or text 988
             */
            contact: string;
            /** @description When it answers; null where no source says. */
            hours: string | null;
            /** @description BCP 47 tags of the languages it speaks; empty where no source says. */
            languages: string[];
            /**
             * @description What it is called.
             * @example 988 Suicide & Crisis Lifeline
             */
            name: string;
            /** @description The word to text to it. */
            text_body: string | null;
            /** @description The number to text, as a person types it. */
            text_to: string | null;
            type: components["schemas"]["SupportKind"];
            /** @description A web address without its scheme. */
            url: string | null;
        };
        /**
         * @description Whether a person's scores are moving away from their own usual: a moving average over the last
         *     ten check-ins or so of how far each was from what was usual before it.
         *
         *     After a pause of more than 30 days it starts anew.
         */
        Trend: {
            /**
             * @description It turns to rising when `ewma` passes `limit`, to falling when it passes −`limit`, and back
             *     to steady when it is within half of it.
             */
            direction: components["schemas"]["TrendDirection"];
            /**
             * Format: double
             * @description The average, in units of how much the person's own scores vary, −3.5 to 3.5. 0 is the usual,
             *     positive is worse. Null while `unknown`.
             */
            ewma: number | null;
            /**
             * Format: double
             * @description How far `ewma` may be from 0 by chance, in the same unit; null while `unknown`.
             */
            limit: number | null;
            /**
             * Format: date-time
             * @description While rising or falling, the time of the check-in with which that began, UTC; else null. A
             *     small change may have begun a few check-ins earlier.
             */
            since: string | null;
        };
        /**
         * @description Where a person's scores are going, against their own usual: `rising` is worse, `falling` is
         *     better, `steady` is as usual, `unknown` is that there is no usual to hold them against yet.
         * @enum {string}
         */
        TrendDirection: "unknown" | "steady" | "rising" | "falling";
        /** @description One check-in in a trend. */
        TrendPoint: {
            /**
             * Format: date-time
             * @description When the person answered, UTC.
             */
            date: string;
            /** @description The light. */
            level: components["schemas"]["Level"];
            /**
             * Format: int32
             * @description 0–100, higher is worse.
             */
            score: number;
        };
        /**
         * @description A reply to a stimulus. A number out of range is clamped and told in `data_quality`; null means
         *     that it was not measured; fields that are not listed are ignored. So are those that tell how a
         *     reply was typed, where the host does not allow that stream.
         * @example {
         *       "error_rate": 4.2,
         *       "response_text": "I'm exhausted, I can't keep up and I dread tomorrow",
         *       "response_time_ms": 21400,
         *       "source": "app",
         *       "stimulus_id": "calm_01",
         *       "timestamp": "2026-09-21T14:13:20.000Z",
         *       "typing_wpm": 38.5,
         *       "user_id": "ana"
         *     }
         */
        UserResponse: {
            /**
             * Format: double
             * @description Mean time that a key is held, in milliseconds (0–60,000).
             */
            avg_key_hold_ms?: number | null;
            /** @description The rhythm of the keys. Another is ignored. */
            burst_pattern?: components["schemas"]["BurstPattern"] | null;
            /**
             * Format: double
             * @description Times that something written was taken back (0–10,000).
             */
            correction_loops?: number | null;
            /**
             * Format: double
             * @description Typing errors in per cent (0–100). Ignored on SMS.
             */
            error_rate?: number | null;
            /**
             * Format: double
             * @description Mean time from one key to the next, in milliseconds (0–60,000).
             */
            flight_time_ms?: number | null;
            /**
             * Format: double
             * @description Pauses before going on (0–10,000).
             */
            hesitation_count?: number | null;
            /**
             * @description The country whose support is offered, as ISO 3166-1 alpha-2; else the person's stored one,
             *     else the host's. Another text is taken for an unknown country.
             * @example GB
             */
            region?: string | null;
            /**
             * Format: double
             * @description Milliseconds from the question to the reply (0 to a year). Hardly counts: a notification
             *     that is seen late is not fatigue.
             */
            response_latency_ms?: number | null;
            /** @description What the person wrote. It is read and not stored, unless the host has turned that on. */
            response_text?: string | null;
            /**
             * Format: double
             * @description Milliseconds from the first key to sending (0 to a week).
             */
            response_time_ms?: number | null;
            /** @description The way it came; `app` where it is absent. */
            source?: components["schemas"]["ReplySource"] | null;
            /**
             * @description The stimulus that was answered. One that is not in the catalogue is taken, without a TRIBE
             *     baseline.
             */
            stimulus_id: components["schemas"]["StimulusId"];
            /**
             * Format: date-time
             * @description When the person answered; now where it is absent. At most seven days ago, and at most five
             *     minutes ahead. One without an offset is taken for UTC; where it then lies ahead, it is taken
             *     for now (`clamped:timestamp` in `data_quality`).
             */
            timestamp?: string | null;
            /**
             * Format: double
             * @description Words per minute (0–400). Ignored on SMS, where nothing measures it.
             */
            typing_wpm?: number | null;
            /** @description The person. */
            user_id: components["schemas"]["PersonId"];
        };
        /**
         * @description A person's settings; null where nothing was set, and the host's defaults hold.
         * @example {
         *       "locale": "en-GB",
         *       "region": "GB",
         *       "timezone": "Europe/London"
         *     }
         */
        UserSettings: {
            /**
             * @description The BCP 47 tag of the person's language.
             * @example en-GB
             */
            locale?: string | null;
            /**
             * @description The country whose support is offered, as ISO 3166-1 alpha-2.
             * @example GB
             */
            region?: string | null;
            /**
             * @description The IANA time zone in which the person's day begins.
             * @example Europe/London
             */
            timezone?: string | null;
        };
        /**
         * @description The settings of one person.
         * @example {
         *       "locale": "en-GB",
         *       "region": "GB",
         *       "timezone": "Europe/London",
         *       "user_id": "ana"
         *     }
         */
        UserView: {
            /** @description The BCP 47 tag of the person's language; null where it is not known. */
            locale: string | null;
            /** @description The country whose support is offered; null where the host's holds. */
            region: string | null;
            /** @description The IANA time zone in which the person's day begins; null for UTC. */
            timezone: string | null;
            /** @description The person. */
            user_id: string;
        };
        /** @description The form of a check-in by video. The order of the fields does not matter. */
        VideoForm: {
            /**
             * @description The country whose support is offered, as ISO 3166-1 alpha-2. Another text is taken for an
             *     unknown country.
             * @example GB
             */
            region?: string;
            /** @description The stimulus that was shown; `video` where it is absent. */
            stimulus_id?: components["schemas"]["StimulusId"];
            /**
             * Format: date-time
             * @description When it was recorded, after RFC 3339; now where it is absent. At most seven days ago, and at
             *     most five minutes ahead.
             */
            timestamp?: string;
            /** @description The person. */
            user_id: components["schemas"]["PersonId"];
            /**
             * Format: binary
             * @description The recording, of a media type `video/*`; bytes that are plainly something else are refused.
             *     It is passed on and never stored.
             */
            video: Blob;
        };
        /**
         * @description What a video showed, and the result of the check-in.
         * @example {
         *       "burnout_result": {
         *         "alert": {
         *           "id": "0199c7a2-5c00-7000-8000-000000000002",
         *           "status": "queued"
         *         },
         *         "behavioral_deviation": 0,
         *         "brain_regions_flagged": [],
         *         "breakdown": {
         *           "facial": 0,
         *           "imessage": 86.6,
         *           "tribe": 0,
         *           "typing": 0,
         *           "voice": 0
         *         },
         *         "channel": "app",
         *         "check_in_id": "0199c7a2-5c00-7000-8000-000000000001",
         *         "confidence": 0.15,
         *         "contributions": [
         *           {
         *             "points": 87,
         *             "source": "imessage"
         *           }
         *         ],
         *         "coverage": 0.25,
         *         "data_quality": [
         *           "low_coverage"
         *         ],
         *         "interval": {
         *           "high": 100,
         *           "low": 71
         *         },
         *         "intervention": "This sounds like far more tiredness than a short break can mend, and that is worth taking seriously. Please let somebody help you carry today. Call or text 988 (988 Suicide & Crisis Lifeline).",
         *         "level": "red",
         *         "received_at": "2026-09-21T14:13:20.000Z",
         *         "safety": {
         *           "rules": [],
         *           "tier": 0
         *         },
         *         "score": 87,
         *         "scorer": {
         *           "origin": "local",
         *           "version": "3"
         *         },
         *         "services": {
         *           "ml": "unavailable",
         *           "signals": "unavailable",
         *           "video": "not_asked"
         *         },
         *         "source": "fallback",
         *         "stimulus_id": "calm_01",
         *         "streams": [
         *           {
         *             "freshness": 1,
         *             "origin": "local",
         *             "quality": 1,
         *             "score": 86.6,
         *             "stream": "imessage",
         *             "weight": 0.25
         *           }
         *         ],
         *         "support": [
         *           {
         *             "call": "988",
         *             "contact": "Call or text 988",
         *             "hours": "24/7",
         *             "languages": [
         *               "en",
         *               "es"
         *             ],
         *             "name": "988 Suicide & Crisis Lifeline",
         *             "text_body": null,
         *             "text_to": "988",
         *             "type": "crisis",
         *             "url": null
         *           },
         *           {
         *             "call": null,
         *             "contact": "Text HOME to 741741",
         *             "hours": "24/7",
         *             "languages": [
         *               "en"
         *             ],
         *             "name": "Crisis Text Line",
         *             "text_body": "HOME",
         *             "text_to": "741741",
         *             "type": "crisis",
         *             "url": null
         *           },
         *           {
         *             "call": "911",
         *             "contact": "Call 911 if you or someone near you is in danger right now",
         *             "hours": null,
         *             "languages": [],
         *             "name": "Emergency services",
         *             "text_body": null,
         *             "text_to": null,
         *             "type": "emergency",
         *             "url": null
         *           },
         *           {
         *             "call": null,
         *             "contact": "Find a free helpline where you are at findahelpline.com",
         *             "hours": null,
         *             "languages": [],
         *             "name": "Find a Helpline",
         *             "text_body": null,
         *             "text_to": null,
         *             "type": "crisis",
         *             "url": "findahelpline.com"
         *           },
         *           {
         *             "call": null,
         *             "contact": "Call or message someone you trust, and tell them how today is",
         *             "hours": null,
         *             "languages": [],
         *             "name": "Someone you trust",
         *             "text_body": null,
         *             "text_to": null,
         *             "type": "personal",
         *             "url": null
         *           },
         *           {
         *             "call": null,
         *             "contact": "Ask your campus or workplace counselling service for a time to talk; you do not need a special reason",
         *             "hours": null,
         *             "languages": [],
         *             "name": "Campus or workplace counselling",
         *             "text_body": null,
         *             "text_to": null,
         *             "type": "counseling",
         *             "url": null
         *           }
         *         ],
         *         "timestamp": "2026-09-21T14:13:20.000Z",
         *         "top_indicators": [
         *           "The reply speaks of tiredness",
         *           "The reply speaks of having too much to do",
         *           "The reply speaks of worry",
         *           "The words of the reply sound strained"
         *         ],
         *         "tribe_deviation": 0,
         *         "user_id": "ana"
         *       },
         *       "combined_score": 68,
         *       "facial": {
         *         "eye_indicators": {
         *           "blink_rate_per_min": 24,
         *           "eye_openness": 0.61,
         *           "gaze_stability": 0.48
         *         },
         *         "facial_indicators": {
         *           "brow_furrow": 0.55,
         *           "forced_smile": false,
         *           "jaw_clench": 0.35,
         *           "lip_compression": 0.4,
         *           "overall_affect": "tense"
         *         },
         *         "facial_stress_score": 72
         *       },
         *       "video_service": true,
         *       "voice": {
         *         "pause_frequency": 4,
         *         "pitch_mean_hz": 190,
         *         "pitch_variability": 22,
         *         "speaking_rate_wpm": 132,
         *         "voice_stress_score": 61.3,
         *         "voice_tremor": true
         *       }
         *     }
         */
        VideoResult: {
            /** @description The result of the check-in. */
            burnout_result: components["schemas"]["BurnoutResult"];
            /**
             * Format: int32
             * @description 0–100, higher is worse: 0.6 face and 0.4 voice, or the one that there is; null for neither.
             */
            combined_score: number | null;
            /**
             * @description What the face showed; null where no face was found, the service was away, or the host does not
             *     allow `facial`.
             */
            facial: components["schemas"]["FacialAnalysis"] | null;
            /** @description Whether the video service analysed the recording. */
            video_service: boolean;
            /**
             * @description What the voice told; null where none could be read, the service was away, or the host does not
             *     allow `voice`. What was said is not repeated here.
             */
            voice: components["schemas"]["VoiceAnalysis"] | null;
        };
        /** @description What the voice told. What the service did not measure is null. */
        VoiceAnalysis: {
            /**
             * Format: double
             * @description Pauses, as the service counts them.
             */
            pause_frequency: number | null;
            /**
             * Format: double
             * @description Mean pitch in hertz.
             */
            pitch_mean_hz: number | null;
            /**
             * Format: double
             * @description How much the pitch varied.
             */
            pitch_variability: number | null;
            /**
             * Format: double
             * @description Words per minute.
             */
            speaking_rate_wpm: number | null;
            /**
             * Format: double
             * @description 0–100, higher is worse: the service's own, or computed from pitch, tremor and pauses.
             */
            voice_stress_score: number;
            /** @description Whether the voice trembled. */
            voice_tremor: boolean | null;
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type Acknowledge = components['schemas']['Acknowledge'];
export type Acknowledged = components['schemas']['Acknowledged'];
export type Alert = components['schemas']['Alert'];
export type AlertStatus = components['schemas']['AlertStatus'];
export type AlertView = components['schemas']['AlertView'];
export type Baseline = components['schemas']['Baseline'];
export type BaselineStatus = components['schemas']['BaselineStatus'];
export type BrainRegion = components['schemas']['BrainRegion'];
export type BrainSource = components['schemas']['BrainSource'];
export type BrainView = components['schemas']['BrainView'];
export type Breakdown = components['schemas']['Breakdown'];
export type Breaker = components['schemas']['Breaker'];
export type BreakerState = components['schemas']['BreakerState'];
export type Breakers = components['schemas']['Breakers'];
export type BurnoutResult = components['schemas']['BurnoutResult'];
export type BurstPattern = components['schemas']['BurstPattern'];
export type CallError = components['schemas']['CallError'];
export type Channel = components['schemas']['Channel'];
export type Contribution = components['schemas']['Contribution'];
export type ContributionSource = components['schemas']['ContributionSource'];
export type DatabaseState = components['schemas']['DatabaseState'];
export type Escalation = components['schemas']['Escalation'];
export type Explanations = components['schemas']['Explanations'];
export type EyeIndicators = components['schemas']['EyeIndicators'];
export type FacialAnalysis = components['schemas']['FacialAnalysis'];
export type FacialIndicators = components['schemas']['FacialIndicators'];
export type FieldError = components['schemas']['FieldError'];
export type Health = components['schemas']['Health'];
export type HealthStatus = components['schemas']['HealthStatus'];
export type Interval = components['schemas']['Interval'];
export type Level = components['schemas']['Level'];
export type Metrics = components['schemas']['Metrics'];
export type Origin = components['schemas']['Origin'];
export type PersonId = components['schemas']['PersonId'];
export type PhoneRegistered = components['schemas']['PhoneRegistered'];
export type PhoneRegistration = components['schemas']['PhoneRegistration'];
export type Policy = components['schemas']['Policy'];
export type Probe = components['schemas']['Probe'];
export type ProbeStatus = components['schemas']['ProbeStatus'];
export type Problem = components['schemas']['Problem'];
export type ProblemCode = components['schemas']['ProblemCode'];
export type Regions = components['schemas']['Regions'];
export type ReplySource = components['schemas']['ReplySource'];
export type Safety = components['schemas']['Safety'];
export type ScoreView = components['schemas']['ScoreView'];
export type Scorer = components['schemas']['Scorer'];
export type ScorerOrigin = components['schemas']['ScorerOrigin'];
export type ServiceUse = components['schemas']['ServiceUse'];
export type Services = components['schemas']['Services'];
export type SiblingState = components['schemas']['SiblingState'];
export type SiblingStates = components['schemas']['SiblingStates'];
export type Source = components['schemas']['Source'];
export type Stimulus = components['schemas']['Stimulus'];
export type StimulusCategory = components['schemas']['StimulusCategory'];
export type StimulusId = components['schemas']['StimulusId'];
export type StimulusType = components['schemas']['StimulusType'];
export type StreamName = components['schemas']['StreamName'];
export type StreamReport = components['schemas']['StreamReport'];
export type SupportKind = components['schemas']['SupportKind'];
export type SupportLine = components['schemas']['SupportLine'];
export type Trend = components['schemas']['Trend'];
export type TrendDirection = components['schemas']['TrendDirection'];
export type TrendPoint = components['schemas']['TrendPoint'];
export type UserResponse = components['schemas']['UserResponse'];
export type UserSettings = components['schemas']['UserSettings'];
export type UserView = components['schemas']['UserView'];
export type VideoForm = components['schemas']['VideoForm'];
export type VideoResult = components['schemas']['VideoResult'];
export type VoiceAnalysis = components['schemas']['VoiceAnalysis'];
export type $defs = Record<string, never>;
export interface operations {
    listAlerts: {
        parameters: {
            query?: {
                /**
                 * @description Where they stand, one or more of them; all but `delivered` where it is absent. Commas between
                 *     the names do as well as naming the parameter again.
                 * @example [
                 *       "undeliverable",
                 *       "dead"
                 *     ]
                 */
                status?: components["schemas"]["AlertStatus"][];
                /** @description Those about this person; everybody's where it is absent. */
                user_id?: components["schemas"]["PersonId"];
                /** @description `false` for those that nobody has acknowledged, `true` for the others. */
                acknowledged?: boolean;
                /** @description How many, 1 to 200. */
                limit?: number;
                /** @description Only those after this place, as a `Link` header gave it. */
                before?: string;
            };
            header?: {
                /** @description `ETag`s of answers that the client has, with commas between, or `*` */
                "If-None-Match"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The alerts, newest first */
            200: {
                headers: {
                    /** @description What `If-None-Match` names this answer by */
                    ETag?: string;
                    /** @description The next page, where there is one */
                    Link?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AlertView"][];
                };
            };
            /** @description The client has it already: `If-None-Match` names its tag */
            304: {
                headers: {
                    /** @description What `If-None-Match` names this answer by */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The request came under a foreign host name, or from a web page of a foreign origin. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A parameter cannot be taken. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A fault of the server's, found in its log by the request id. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Overloaded, or the database cannot be used: try again after `Retry-After` seconds. */
            503: {
                headers: {
                    /** @description Seconds to wait before trying again */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getAlert: {
        parameters: {
            query?: never;
            header?: {
                /** @description `ETag`s of answers that the client has, with commas between, or `*` */
                "If-None-Match"?: string;
            };
            path: {
                /**
                 * @description The alert's id.
                 * @example 0199c7a2-5c00-7000-8000-000000000002
                 */
                alert_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The alert as it is now */
            200: {
                headers: {
                    /** @description What `If-None-Match` names this answer by */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AlertView"];
                };
            };
            /** @description The client has it already: `If-None-Match` names its tag */
            304: {
                headers: {
                    /** @description What `If-None-Match` names this answer by */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The request came under a foreign host name, or from a web page of a foreign origin. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such alert */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A fault of the server's, found in its log by the request id. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Overloaded, or the database cannot be used: try again after `Retry-After` seconds. */
            503: {
                headers: {
                    /** @description Seconds to wait before trying again */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    acknowledgeAlert: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The alert's id.
                 * @example 0199c7a2-5c00-7000-8000-000000000002
                 */
                alert_id: string;
            };
            cookie?: never;
        };
        /** @description Who takes care of it */
        requestBody: {
            content: {
                "application/json": components["schemas"]["Acknowledge"];
            };
        };
        responses: {
            /** @description The alert as it is now */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AlertView"];
                };
            };
            /** @description The body cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request came under a foreign host name, or from a web page of a foreign origin. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such alert */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body came too slowly. */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is larger than allowed. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is of a media type that is not taken here. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Fields are missing, of the wrong type, too long or not among those allowed. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A fault of the server's, found in its log by the request id. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Overloaded, or something that this needs is away: try again after `Retry-After` seconds. */
            503: {
                headers: {
                    /** @description Seconds to wait before trying again */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The disk is full; nothing was stored. There is no `Retry-After`: a human must make room. */
            507: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    retryAlert: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The alert's id.
                 * @example 0199c7a2-5c00-7000-8000-000000000002
                 */
                alert_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The alert as it is now */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AlertView"];
                };
            };
            /** @description The request came under a foreign host name, or from a web page of a foreign origin. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such alert */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A fault of the server's, found in its log by the request id. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Overloaded, or the database cannot be used: try again after `Retry-After` seconds. */
            503: {
                headers: {
                    /** @description Seconds to wait before trying again */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The disk is full; nothing was stored. There is no `Retry-After`: a human must make room */
            507: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getBrain: {
        parameters: {
            query?: never;
            header?: {
                /** @description `ETag`s of answers that the client has, with commas between, or `*` */
                "If-None-Match"?: string;
            };
            path: {
                /** @description The person. */
                user_id: components["schemas"]["PersonId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The modelled regions */
            200: {
                headers: {
                    /** @description What `If-None-Match` names this answer by */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BrainView"];
                };
            };
            /** @description The client has it already: `If-None-Match` names its tag */
            304: {
                headers: {
                    /** @description What `If-None-Match` names this answer by */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The request came under a foreign host name, or from a web page of a foreign origin. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A parameter cannot be taken. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A fault of the server's, found in its log by the request id. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Overloaded, or the database cannot be used: try again after `Retry-After` seconds. */
            503: {
                headers: {
                    /** @description Seconds to wait before trying again */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    streamEvents: {
        parameters: {
            query?: {
                /**
                 * @description As `Last-Event-ID`, for clients that cannot send it with their first request, as browsers
                 *     cannot; the header goes before it.
                 */
                last_event_id?: string;
            };
            header?: {
                /** @description The `id` of the last event that the client has */
                "Last-Event-ID"?: string;
            };
            path: {
                /** @description The person. */
                user_id: components["schemas"]["PersonId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The events, without end */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example retry: 3000
                     *
                     *     id: 0199c7a2-5c00-7000-8000-000000000001
                     *     event: score
                     *     data: {"alert":{"id":"0199c7a2-5c00-7000-8000-000000000002","status":"queued"},"behavioral_deviation":0.0,"brain_regions_flagged":[],"breakdown":{"facial":0.0,"imessage":86.6,"tribe":0.0,"typing":0.0,"voice":0.0},"channel":"app","check_in_id":"0199c7a2-5c00-7000-8000-000000000001","confidence":0.15,"contributions":[{"points":87.0,"source":"imessage"}],"coverage":0.25,"data_quality":["low_coverage"],"interval":{"high":100,"low":71},"intervention":"This sounds like far more tiredness than a short break can mend, and that is worth taking seriously. Please let somebody help you carry today. Call or text 988 (988 Suicide & Crisis Lifeline).","level":"red","received_at":"2026-09-21T14:13:20.000Z","safety":{"rules":[],"tier":0},"score":87,"scorer":{"origin":"local","version":"3"},"services":{"ml":"unavailable","signals":"unavailable","video":"not_asked"},"source":"fallback","stimulus_id":"calm_01","streams":[{"freshness":1.0,"origin":"local","quality":1.0,"score":86.6,"stream":"imessage","weight":0.25}],"support":[{"call":"988","contact":"Call or text 988","hours":"24/7","languages":["en","es"],"name":"988 Suicide & Crisis Lifeline","text_body":null,"text_to":"988","type":"crisis","url":null},{"call":null,"contact":"Text HOME to 741741","hours":"24/7","languages":["en"],"name":"Crisis Text Line","text_body":"HOME","text_to":"741741","type":"crisis","url":null},{"call":"911","contact":"Call 911 if you or someone near you is in danger right now","hours":null,"languages":[],"name":"Emergency services","text_body":null,"text_to":null,"type":"emergency","url":null},{"call":null,"contact":"Find a free helpline where you are at findahelpline.com","hours":null,"languages":[],"name":"Find a Helpline","text_body":null,"text_to":null,"type":"crisis","url":"findahelpline.com"},{"call":null,"contact":"Call or message someone you trust, and tell them how today is","hours":null,"languages":[],"name":"Someone you trust","text_body":null,"text_to":null,"type":"personal","url":null},{"call":null,"contact":"Ask your campus or workplace counselling service for a time to talk; you do not need a special reason","hours":null,"languages":[],"name":"Campus or workplace counselling","text_body":null,"text_to":null,"type":"counseling","url":null}],"timestamp":"2026-09-21T14:13:20.000Z","top_indicators":["The reply speaks of tiredness","The reply speaks of having too much to do","The reply speaks of worry","The words of the reply sound strained"],"tribe_deviation":0.0,"user_id":"ana"}
                     *
                     *     event: ping
                     *     data: 2026-11-22T08:30:15.000Z
                     */
                    "text/event-stream": string;
                };
            };
            /** @description The request came under a foreign host name, or from a web page of a foreign origin. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A parameter cannot be taken. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A fault of the server's, found in its log by the request id. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Overloaded, or the database cannot be used: try again after `Retry-After` seconds. */
            503: {
                headers: {
                    /** @description Seconds to wait before trying again */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getHealth: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description How it is */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Health"];
                };
            };
            /** @description The request came under a foreign host name, or from a web page of a foreign origin. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A fault of the server's, found in its log by the request id. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Overloaded, or the database cannot be used: try again after `Retry-After` seconds. */
            503: {
                headers: {
                    /** @description Seconds to wait before trying again */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getLiveness: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It runs */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Probe"];
                };
            };
            /** @description The request came under a foreign host name */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getReadiness: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description They can */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Probe"];
                };
            };
            /** @description The request came under a foreign host name, or from a web page of a foreign origin. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A fault of the server's, found in its log by the request id. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Overloaded, or the database cannot be used: try again after `Retry-After` seconds. */
            503: {
                headers: {
                    /** @description Seconds to wait before trying again */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getHistory: {
        parameters: {
            query?: {
                /** @description How many results, 1 to 200. */
                limit?: number;
                /**
                 * @description Only results before this: a time after RFC 3339, or what a `Link` header gave.
                 * @example 2026-11-22T08:30:00Z
                 */
                before?: string;
            };
            header?: {
                /** @description `ETag`s of answers that the client has, with commas between, or `*` */
                "If-None-Match"?: string;
            };
            path: {
                /** @description The person. */
                user_id: components["schemas"]["PersonId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The results, newest first; empty before the first check-in */
            200: {
                headers: {
                    /** @description What `If-None-Match` names this answer by */
                    ETag?: string;
                    /** @description The next page, where there is one */
                    Link?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BurnoutResult"][];
                };
            };
            /** @description The client has it already: `If-None-Match` names its tag */
            304: {
                headers: {
                    /** @description What `If-None-Match` names this answer by */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The request came under a foreign host name, or from a web page of a foreign origin. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A parameter cannot be taken. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A fault of the server's, found in its log by the request id. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Overloaded, or the database cannot be used: try again after `Retry-After` seconds. */
            503: {
                headers: {
                    /** @description Seconds to wait before trying again */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getMedia: {
        parameters: {
            query?: never;
            header?: {
                /** @description `ETag`s of answers that the client has, with commas between, or `*` */
                "If-None-Match"?: string;
            };
            path: {
                /**
                 * @description The file.
                 * @example calm_01.svg
                 */
                file: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The file */
            200: {
                headers: {
                    /** @description What `If-None-Match` names this answer by */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "image/svg+xml": Blob;
                    "audio/mpeg": Blob;
                };
            };
            /** @description The client has it already: `If-None-Match` names its tag */
            304: {
                headers: {
                    /** @description What `If-None-Match` names this answer by */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The request came under a foreign host name, or from a web page of a foreign origin. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such file */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A fault of the server's, found in its log by the request id. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Overloaded, or the database cannot be used: try again after `Retry-After` seconds. */
            503: {
                headers: {
                    /** @description Seconds to wait before trying again */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getMetrics: {
        parameters: {
            query?: {
                /** @description Only check-ins at or after this time, after RFC 3339. */
                from?: string;
                /** @description Only check-ins before this time, after RFC 3339. */
                to?: string;
            };
            header?: {
                /** @description `ETag`s of answers that the client has, with commas between, or `*` */
                "If-None-Match"?: string;
            };
            path: {
                /** @description The person. */
                user_id: components["schemas"]["PersonId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The scores; empty before the first check-in */
            200: {
                headers: {
                    /** @description What `If-None-Match` names this answer by */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Metrics"];
                };
            };
            /** @description The client has it already: `If-None-Match` names its tag */
            304: {
                headers: {
                    /** @description What `If-None-Match` names this answer by */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The request came under a foreign host name, or from a web page of a foreign origin. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A parameter cannot be taken. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A fault of the server's, found in its log by the request id. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Overloaded, or the database cannot be used: try again after `Retry-After` seconds. */
            503: {
                headers: {
                    /** @description Seconds to wait before trying again */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getOpenapi: {
        parameters: {
            query?: never;
            header?: {
                /** @description `ETag`s of answers that the client has, with commas between, or `*` */
                "If-None-Match"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The OpenAPI description */
            200: {
                headers: {
                    /** @description What `If-None-Match` names this answer by */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description The client has it already: `If-None-Match` names its tag */
            304: {
                headers: {
                    /** @description What `If-None-Match` names this answer by */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The request came under a foreign host name, or from a web page of a foreign origin. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A fault of the server's, found in its log by the request id. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Overloaded, or the database cannot be used: try again after `Retry-After` seconds. */
            503: {
                headers: {
                    /** @description Seconds to wait before trying again */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    submitResponse: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description A key of the client's own, 1–255 printable ASCII characters, once: the same for every try of
                 *     one check-in. It is compared as it is sent, quotes included, and the request byte by byte: a
                 *     JSON body whole, a form by its fields and its recording. It belongs to its `user_id`, across
                 *     both ways to submit.
                 * @example 3f1c9a4e-2b7d-4a51-9d0e-6c8b1f2a7e90
                 */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        /** @description The reply */
        requestBody: {
            content: {
                "application/json": components["schemas"]["UserResponse"];
            };
        };
        responses: {
            /** @description The result, stored */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BurnoutResult"];
                };
            };
            /** @description The body cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request came under a foreign host name, or from a web page of a foreign origin. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body came too slowly. */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A request under the same key is still in work (`request_in_work`): try again after `Retry-After` seconds */
            409: {
                headers: {
                    /** @description Seconds to wait before trying again */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is larger than allowed. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is of a media type that is not taken here. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Fields are missing, of the wrong type, too long or not among those allowed (`invalid_fields`); or the `Idempotency-Key` came with another request before (`idempotency_key_reused`) */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A fault of the server's, found in its log by the request id. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Overloaded, or something that this needs is away: try again after `Retry-After` seconds. */
            503: {
                headers: {
                    /** @description Seconds to wait before trying again */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The disk is full; nothing was stored. There is no `Retry-After`: a human must make room. */
            507: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getScore: {
        parameters: {
            query?: never;
            header?: {
                /** @description `ETag`s of answers that the client has, with commas between, or `*` */
                "If-None-Match"?: string;
            };
            path: {
                /** @description The person. */
                user_id: components["schemas"]["PersonId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The latest result */
            200: {
                headers: {
                    /** @description What `If-None-Match` names this answer by */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ScoreView"];
                };
            };
            /** @description The client has it already: `If-None-Match` names its tag */
            304: {
                headers: {
                    /** @description What `If-None-Match` names this answer by */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The request came under a foreign host name, or from a web page of a foreign origin. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A parameter cannot be taken. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A fault of the server's, found in its log by the request id. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Overloaded, or the database cannot be used: try again after `Retry-After` seconds. */
            503: {
                headers: {
                    /** @description Seconds to wait before trying again */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listStimuli: {
        parameters: {
            query?: never;
            header?: {
                /** @description `ETag`s of answers that the client has, with commas between, or `*` */
                "If-None-Match"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Every stimulus */
            200: {
                headers: {
                    /** @description What `If-None-Match` names this answer by */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Stimulus"][];
                };
            };
            /** @description The client has it already: `If-None-Match` names its tag */
            304: {
                headers: {
                    /** @description What `If-None-Match` names this answer by */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The request came under a foreign host name, or from a web page of a foreign origin. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A fault of the server's, found in its log by the request id. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Overloaded, or the database cannot be used: try again after `Retry-After` seconds. */
            503: {
                headers: {
                    /** @description Seconds to wait before trying again */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getTodaysStimulus: {
        parameters: {
            query?: {
                /**
                 * @description An IANA time zone; else the person's stored one, else UTC.
                 * @example Europe/London
                 */
                tz?: string;
            };
            header?: {
                /** @description `ETag`s of answers that the client has, with commas between, or `*` */
                "If-None-Match"?: string;
            };
            path: {
                /** @description The person. */
                user_id: components["schemas"]["PersonId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The stimulus of today */
            200: {
                headers: {
                    /** @description What `If-None-Match` names this answer by */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Stimulus"];
                };
            };
            /** @description The client has it already: `If-None-Match` names its tag */
            304: {
                headers: {
                    /** @description What `If-None-Match` names this answer by */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The request came under a foreign host name, or from a web page of a foreign origin. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A parameter cannot be taken. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A fault of the server's, found in its log by the request id. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Overloaded, or the database cannot be used: try again after `Retry-After` seconds. */
            503: {
                headers: {
                    /** @description Seconds to wait before trying again */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getStimulus: {
        parameters: {
            query?: never;
            header?: {
                /** @description `ETag`s of answers that the client has, with commas between, or `*` */
                "If-None-Match"?: string;
            };
            path: {
                /** @description The stimulus. */
                stimulus_id: components["schemas"]["StimulusId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The stimulus */
            200: {
                headers: {
                    /** @description What `If-None-Match` names this answer by */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Stimulus"];
                };
            };
            /** @description The client has it already: `If-None-Match` names its tag */
            304: {
                headers: {
                    /** @description What `If-None-Match` names this answer by */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The request came under a foreign host name, or from a web page of a foreign origin. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such stimulus */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A fault of the server's, found in its log by the request id. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Overloaded, or the database cannot be used: try again after `Retry-After` seconds. */
            503: {
                headers: {
                    /** @description Seconds to wait before trying again */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getUser: {
        parameters: {
            query?: never;
            header?: {
                /** @description `ETag`s of answers that the client has, with commas between, or `*` */
                "If-None-Match"?: string;
            };
            path: {
                /** @description The person. */
                user_id: components["schemas"]["PersonId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The settings */
            200: {
                headers: {
                    /** @description What `If-None-Match` names this answer by */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UserView"];
                };
            };
            /** @description The client has it already: `If-None-Match` names its tag */
            304: {
                headers: {
                    /** @description What `If-None-Match` names this answer by */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The request came under a foreign host name, or from a web page of a foreign origin. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A parameter cannot be taken. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A fault of the server's, found in its log by the request id. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Overloaded, or the database cannot be used: try again after `Retry-After` seconds. */
            503: {
                headers: {
                    /** @description Seconds to wait before trying again */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    putUser: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The person. */
                user_id: components["schemas"]["PersonId"];
            };
            cookie?: never;
        };
        /** @description The settings */
        requestBody: {
            content: {
                "application/json": components["schemas"]["UserSettings"];
            };
        };
        responses: {
            /** @description The settings as they are now */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UserView"];
                };
            };
            /** @description The body cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request came under a foreign host name, or from a web page of a foreign origin. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body came too slowly. */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is larger than allowed. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is of a media type that is not taken here. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Fields are missing, of the wrong type, too long or not among those allowed. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A fault of the server's, found in its log by the request id. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Overloaded, or something that this needs is away: try again after `Retry-After` seconds. */
            503: {
                headers: {
                    /** @description Seconds to wait before trying again */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The disk is full; nothing was stored. There is no `Retry-After`: a human must make room. */
            507: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    registerPhone: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The person. */
                user_id: components["schemas"]["PersonId"];
            };
            cookie?: never;
        };
        /** @description The phone */
        requestBody: {
            content: {
                "application/json": components["schemas"]["PhoneRegistration"];
            };
        };
        responses: {
            /** @description The phone is registered */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PhoneRegistered"];
                };
            };
            /** @description The body cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request came under a foreign host name, or from a web page of a foreign origin. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body came too slowly. */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is larger than allowed. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is of a media type that is not taken here. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Fields are missing, of the wrong type, too long or not among those allowed. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A fault of the server's, found in its log by the request id. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The host has turned signals off, so that no phone can be registered (`sibling_off`) */
            501: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Overloaded, or something that this needs is away: try again after `Retry-After` seconds. */
            503: {
                headers: {
                    /** @description Seconds to wait before trying again */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The disk is full; nothing was stored. There is no `Retry-After`: a human must make room. */
            507: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    submitVideo: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description A key of the client's own, 1–255 printable ASCII characters, once: the same for every try of
                 *     one check-in. It is compared as it is sent, quotes included, and the request byte by byte: a
                 *     JSON body whole, a form by its fields and its recording. It belongs to its `user_id`, across
                 *     both ways to submit.
                 * @example 3f1c9a4e-2b7d-4a51-9d0e-6c8b1f2a7e90
                 */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        /** @description The recording and whose it is */
        requestBody: {
            content: {
                "multipart/form-data": components["schemas"]["VideoForm"];
            };
        };
        responses: {
            /** @description What the video showed, and the result, stored */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["VideoResult"];
                };
            };
            /** @description The body cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The host allows neither `facial` nor `voice`, so that no video is taken (`stream_not_allowed`); or the request came under a foreign host name, or from a web page of a foreign origin (`foreign_origin`) */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body came too slowly. */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A request under the same key is still in work (`request_in_work`): try again after `Retry-After` seconds */
            409: {
                headers: {
                    /** @description Seconds to wait before trying again */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is larger than allowed. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is of a media type that is not taken here. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Fields are missing, of the wrong type, too long or not among those allowed (`invalid_fields`); or the `Idempotency-Key` came with another request before (`idempotency_key_reused`) */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A fault of the server's, found in its log by the request id. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Overloaded, or something that this needs is away: try again after `Retry-After` seconds. */
            503: {
                headers: {
                    /** @description Seconds to wait before trying again */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The disk is full; nothing was stored. There is no `Retry-After`: a human must make room. */
            507: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    alertEscalated: {
        parameters: {
            query?: never;
            header: {
                /** @description The same for every try to tell the same */
                "webhook-id": string;
                /** @description When it was sent, in seconds since 1970 */
                "webhook-timestamp": number;
                /** @description `v1,` and the HMAC-SHA256 in base64 of id, timestamp and body with a dot between each */
                "webhook-signature": string;
            };
            path?: never;
            cookie?: never;
        };
        /** @description The alert as it stood then */
        requestBody: {
            content: {
                "application/json": components["schemas"]["Escalation"];
            };
        };
        responses: {
            /** @description It is taken; any other answer has it sent again */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
}
