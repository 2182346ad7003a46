//! What is read from each recorded answer of the signals service.

use pilotlight_clients::signals::{AlertReceipt, AnalyzeRequest, SignalsAnalysis};
use pilotlight_clients::{Http, HttpSignals, SiblingError, Signals};
use pilotlight_domain::typing::BurstPattern;
use pilotlight_domain::typing::TypingSample;

use crate::calls::{AMPLE, PHONE, alert, reply, user};
use crate::fixtures::check;

const UNUSABLE: SiblingError =
    SiblingError::Malformed { expected: "an analysis with any usable field" };
const NO_OBJECT: SiblingError = SiblingError::Malformed { expected: "a JSON object" };
const OWN_ERROR: SiblingError =
    SiblingError::Unavailable { reason: "it answered with an error of its own" };

type Result<T> = std::result::Result<T, SiblingError>;

fn signals(url: &str) -> HttpSignals {
    HttpSignals::new(&Http::new().unwrap(), url, AMPLE).unwrap()
}

/// A reply typed on a keyboard that measures.
fn typed() -> AnalyzeRequest {
    AnalyzeRequest {
        response_time_ms: Some(5120.5),
        typing: TypingSample {
            speed_wpm: Some(61.6),
            error_rate: Some(3.5),
            hesitations: Some(3.0),
            correction_loops: Some(2.0),
            key_hold_ms: Some(98.4),
            flight_time_ms: Some(131.25),
        },
        burst_pattern: Some(BurstPattern::BurstPause),
        ..reply()
    }
}

fn typed_oddly() -> AnalyzeRequest {
    AnalyzeRequest {
        response_time_ms: Some(f64::NAN),
        typing: TypingSample {
            speed_wpm: Some(f64::INFINITY),
            error_rate: Some(f64::NAN),
            hesitations: Some(-3.0),
            correction_loops: Some(f64::NEG_INFINITY),
            key_hold_ms: Some(f64::NAN),
            flight_time_ms: Some(120.0),
        },
        ..reply()
    }
}

/// What the whole answer says, of a typed reply.
fn whole() -> SignalsAnalysis {
    SignalsAnalysis {
        strain: Some(71.4),
        sentiment: Some(0.18),
        typing_stress: Some(44.0),
        remarks: vec!["Strong negative sentiment".into(), "Absolutist wording: can't".into()],
        coerced: vec![],
    }
}

const fn status<T>(code: u16) -> Result<T> {
    Err(SiblingError::Status { code, retry_after: None })
}

type AnalysisCase = (&'static str, AnalyzeRequest, Result<SignalsAnalysis>);

fn is(name: &'static str, analysis: SignalsAnalysis) -> AnalysisCase {
    (name, typed(), Ok(analysis))
}

fn fails(name: &'static str, error: SiblingError) -> AnalysisCase {
    (name, reply(), Err(error))
}

fn analyses() -> Vec<AnalysisCase> {
    let silent = SignalsAnalysis { typing_stress: None, ..whole() };
    let model_out = SignalsAnalysis { strain: None, sentiment: None, ..silent.clone() };
    let mut remarks = vec!["é".repeat(120)];
    remarks.extend((0..7).map(|i| format!("Remark {i}")));
    let odd_numbers = || vec!["combined_signal_score", "sentiment_score"];
    let as_text = SignalsAnalysis { coerced: odd_numbers(), ..whole() };
    let clamped = SignalsAnalysis {
        strain: Some(100.0),
        sentiment: Some(0.0),
        coerced: odd_numbers(),
        ..whole()
    };
    let one_remark = SignalsAnalysis {
        remarks: vec!["Strong negative sentiment".into()],
        coerced: vec!["linguistic_flags"],
        ..whole()
    };
    let odd_remarks = SignalsAnalysis { remarks, coerced: vec!["linguistic_flags"], ..whole() };
    let strain_only = SignalsAnalysis { strain: Some(55.0), ..SignalsAnalysis::default() };
    let sentiment_only = SignalsAnalysis { sentiment: Some(0.18), ..SignalsAnalysis::default() };
    let near_half = SignalsAnalysis { sentiment: Some(0.51), ..whole() };
    vec![
        is("analyze_good", whole()),
        ("analyze_sms_has_no_typing", reply(), Ok(silent)),
        ("analyze_no_nan_is_sent", typed_oddly(), Ok(whole())),
        ("analyze_sentiment_0_5_model_out_of_reach", reply(), Ok(model_out.clone())),
        ("analyze_sentiment_0_505_model_out_of_reach", reply(), Ok(model_out)),
        is("analyze_sentiment_near_half", near_half),
        is("analyze_sentiment_missing", strain_only),
        is("analyze_nulls", sentiment_only),
        is("analyze_numbers_as_text", as_text),
        is("analyze_out_of_range", clamped),
        is("analyze_flags_a_single_text", one_remark),
        is("analyze_flags_odd", odd_remarks),
        is("analyze_error_null", whole()),
        fails("analyze_nan_as_text", UNUSABLE),
        fails("analyze_detail_only", UNUSABLE),
        fails("analyze_wrong_types", UNUSABLE),
        fails("analyze_empty_object", UNUSABLE),
        fails("analyze_bare_nan", NO_OBJECT),
        fails("analyze_number_too_large", NO_OBJECT),
        fails("analyze_html_with_200", NO_OBJECT),
        fails("analyze_list", NO_OBJECT),
        fails("analyze_empty_body", NO_OBJECT),
        fails("analyze_cut_json", NO_OBJECT),
        fails("analyze_error_with_200", OWN_ERROR),
        ("analyze_fraction_refused", reply(), status(422)),
        ("analyze_internal_error", reply(), status(500)),
    ]
}

#[tokio::test]
async fn every_recorded_analysis_is_read_as_expected() {
    let analyze = async |url: &str, reply| signals(url).analyze(&reply, AMPLE).await;
    check("signals", "POST /analyze", analyses(), analyze).await;
}

#[tokio::test]
async fn only_a_message_id_is_delivery() {
    let delivered =
        || Ok(AlertReceipt::Delivered { message_id: "SM9f8e7d6c5b4a39281706f5e4d3c2b1a0".into() });
    let no_id = || Ok(AlertReceipt::NotDelivered { reason: "the service gave no message id" });
    let not_sent = AlertReceipt::NotDelivered { reason: "the service says that it was not sent" };
    let receipts = vec![
        ("alert_delivered", alert(), delivered()),
        ("alert_sent_missing", alert(), delivered()),
        ("alert_no_phone_on_file", alert(), Ok(AlertReceipt::NoPhoneOnFile)),
        ("alert_provider_failed", alert(), no_id()),
        ("alert_without_message_id", alert(), no_id()),
        ("alert_message_id_blank", alert(), no_id()),
        ("alert_message_id_a_word", alert(), no_id()),
        ("alert_message_id_an_error_code", alert(), no_id()),
        ("alert_message_id_a_number", alert(), no_id()),
        ("alert_not_sent", alert(), Ok(not_sent)),
        ("alert_without_provider_keys", alert(), status(500)),
        ("alert_error_with_200", alert(), Err(OWN_ERROR)),
    ];
    let send = async |url: &str, alert| signals(url).send_alert(&alert, AMPLE).await;
    check("signals", "POST /alert/send", receipts, send).await;
}

#[tokio::test]
async fn a_phone_is_registered_once_the_service_says_so() {
    let refused = SiblingError::Unavailable { reason: "the phone was not registered" };
    let unclear = SiblingError::Malformed { expected: "whether the phone is registered" };
    let phones = vec![
        ("register_phone_good", user(), Ok(())),
        ("register_phone_refused", user(), Err(refused)),
        ("register_phone_unclear", user(), Err(unclear)),
        ("register_phone_invalid", user(), status(422)),
    ];
    let register = async |url: &str, user| signals(url).register_phone(&user, PHONE, AMPLE).await;
    check("signals", "POST /register-phone", phones, register).await;
}

#[tokio::test]
async fn health_is_the_status() {
    let health = async |url: &str, ()| signals(url).health(AMPLE).await;
    check("signals", "GET /health", vec![("health_good", (), Ok(()))], health).await;
}
