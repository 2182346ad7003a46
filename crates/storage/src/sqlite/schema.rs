//! The tables as migrations/sqlite leaves them; a test compares the two.

diesel::table! {
    users (user_id) {
        user_id -> Text,
        region -> Nullable<Text>,
        timezone -> Nullable<Text>,
        locale -> Nullable<Text>,
        created_at_ms -> BigInt,
        updated_at_ms -> BigInt,
    }
}

diesel::table! {
    check_ins (user_id, answered_at_ms, check_in_id) {
        user_id -> Text,
        answered_at_ms -> BigInt,
        check_in_id -> Text,
        received_at_ms -> BigInt,
        stimulus_id -> Text,
        channel -> Text,
        score -> Integer,
        level -> Text,
        safety_tier -> Integer,
        has_evidence -> Bool,
        scorer -> Text,
        scorer_version -> Text,
        country -> Nullable<Text>,
        alert_id -> Nullable<Text>,
        typing -> Nullable<Text>,
        measured -> Text,
        intervention -> Text,
        details -> Text,
        inputs -> Text,
        reply_text -> Nullable<Text>,
    }
}

diesel::table! {
    video_analyses (user_id, answered_at_ms, check_in_id) {
        user_id -> Text,
        answered_at_ms -> BigInt,
        check_in_id -> Text,
        combined_score -> Nullable<Double>,
        facial -> Text,
        voice -> Text,
    }
}

diesel::table! {
    alerts (user_id, alert_id) {
        user_id -> Text,
        alert_id -> Text,
        answered_at_ms -> BigInt,
        check_in_id -> Text,
        safety_tier -> Integer,
        score -> Integer,
        status -> Text,
        status_since_ms -> BigInt,
        attempts -> Integer,
        due_at_ms -> Nullable<BigInt>,
        hastened -> Bool,
        trying_since_ms -> BigInt,
        message_id -> Nullable<Text>,
        last_error -> Nullable<Text>,
        created_at_ms -> BigInt,
        escalate_at_ms -> Nullable<BigInt>,
        escalation_attempts -> Integer,
        escalations -> Integer,
        escalated_at_ms -> Nullable<BigInt>,
        acknowledged_at_ms -> Nullable<BigInt>,
        acknowledged_by -> Nullable<Text>,
        acknowledged_note -> Nullable<Text>,
        escalated_status -> Nullable<Text>,
        attempts_before -> Integer,
    }
}

diesel::table! {
    idempotency_keys (user_id, key) {
        user_id -> Text,
        key -> Text,
        fingerprint -> Text,
        answered_at_ms -> BigInt,
        check_in_id -> Text,
        received_at_ms -> BigInt,
        beside -> Nullable<Text>,
    }
}

diesel::table! {
    secrets (name) {
        name -> Text,
        value -> Text,
    }
}

diesel::table! {
    redeliveries (user_id, digest) {
        user_id -> Text,
        digest -> Text,
        answered_at_ms -> BigInt,
        check_in_id -> Text,
        received_at_ms -> BigInt,
    }
}

diesel::table! {
    tribe_baselines (stimulus_id) {
        stimulus_id -> Text,
        regions -> Text,
        macro_groups -> Text,
        overall -> Nullable<Double>,
        total_timesteps -> Nullable<BigInt>,
        agent_summary -> Nullable<Text>,
        source -> Text,
        fetched_at_ms -> BigInt,
    }
}

diesel::allow_tables_to_appear_in_same_query!(users, check_ins, video_analyses, alerts);
