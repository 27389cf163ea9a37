//! The checks of the doctor, one function per cause: from what was sent and answered to a finding.

use serde_json::Value;

use super::{Cause, ClockSkew, Finding, Likelihood, Refused, sent};
use crate::auth::Oddities;
use crate::clip::clipped;
use crate::decode::look_at;
use crate::envelope::{Answer, words};
use crate::param::{Component, Origin};

/// Words in answers that are about time.
const TIME_WORDS: [&str; 6] = ["timestamp", "requesttime", "expired", "时间", "过期", "clock"];

/// Runs all checks.
pub(super) fn run(refused: &Refused<'_>) -> Vec<Finding> {
    let said = said(refused.answer);
    let checks = [
        not_activated(&said),
        value_changed(refused),
        odd_credentials(refused),
        swapped(refused, &said),
        clock_skew(refused, &said),
        timestamp_unit(refused, &said),
        secret_beside_signature(refused),
        other_reading(refused),
        empty_parameter(refused),
        fragile_value(refused),
    ];
    let mut findings: Vec<Finding> = checks.into_iter().flatten().collect();
    // The last resort, unless something is certain.
    if findings.iter().all(|finding| finding.likelihood != Likelihood::Certain) {
        findings.extend(wrong_secret(refused));
    }
    findings
}

fn finding(cause: Cause, likelihood: Likelihood, evidence: String, fix: impl Into<String>) -> Option<Finding> {
    Some(Finding { cause, likelihood, evidence, fix: fix.into() })
}

/// Returns the vendor's words in lower case: the strings of a JSON body, or else the beginning of the body.
pub(super) fn said(answer: &Answer) -> String {
    let text = match look_at(&answer.body).as_ref().and_then(Value::as_object) {
        Some(members) => members.values().filter_map(Value::as_str).collect::<Vec<_>>().join("; "),
        None => String::from_utf8_lossy(answer.body.get(..400).unwrap_or(&answer.body)).into_owned(),
    };
    text.to_lowercase()
}

fn says(said: &str, words: &[&str]) -> bool {
    words.iter().any(|word| said.contains(word))
}

fn not_activated(said: &str) -> Option<Finding> {
    let likelihood = match (words::of_activation(said), words::of_unknown_application(said)) {
        (true, _) => Likelihood::Certain,
        (false, true) => Likelihood::Likely,
        (false, false) => return None,
    };
    finding(
        Cause::NotActivated,
        likelihood,
        format!("the vendor says: {}", clipped(said, 160)),
        "create the application at the vendor, have it activated, and check that the key is this application's",
    )
}

fn value_changed(refused: &Refused<'_>) -> Option<Finding> {
    let differences = sent::differences(refused.trace, refused.request);
    (!differences.is_empty()).then_some(())?;
    finding(
        Cause::ValueChanged,
        Likelihood::Certain,
        differences.join("; "),
        "send what was signed: no layer may add, drop or rewrite parameters after signing",
    )
}

fn odd_credentials(refused: &Refused<'_>) -> Option<Finding> {
    let key = Oddities::of(refused.credentials.key_id()).words().map(|oddity| format!("the key {oddity}"));
    let secret = refused.credentials.fingerprint().warnings().map(|oddity| format!("the secret {oddity}"));
    let oddities: Vec<String> = key.chain(secret).collect();
    (!oddities.is_empty()).then_some(())?;
    let fix = "copy key and secret again, without surrounding characters";
    finding(Cause::OddCredentials, Likelihood::Likely, oddities.join(", "), fix)
}

fn swapped(refused: &Refused<'_>, said: &str) -> Option<Finding> {
    let (key, secret) = (refused.credentials.key_id(), refused.credentials.secret().expose());
    // Keys are numbers or short names; secrets are long and random.
    let looks_random = key.len() >= 24 && key.bytes().all(|byte| byte.is_ascii_alphanumeric());
    let looks_short = secret.len() <= 16 || secret.bytes().all(|byte| byte.is_ascii_digit());
    (looks_random && looks_short && secret.len() < key.len()).then_some(())?;
    let is_unknown = words::of_activation(said) || words::of_unknown_application(said);
    let likelihood = if is_unknown { Likelihood::Certain } else { Likelihood::Likely };
    let evidence = format!(
        "the key has {} random-looking characters, the secret only {}: usually it is the other way around",
        key.len(),
        secret.len()
    );
    finding(Cause::Swapped, likelihood, evidence, "pass the key first, then the secret")
}

/// Returns the time that was sent, if there is one.
fn time_sent<'r>(refused: &Refused<'r>) -> Option<(&'r Component, String)> {
    let clock = refused.trace.components().iter().find(|component| refused.trace.origin(component) == Origin::Clock)?;
    Some((clock, String::from_utf8_lossy(refused.trace.value(clock)).into_owned()))
}

fn clock_skew(refused: &Refused<'_>, said: &str) -> Option<Finding> {
    // A rule without a time does not depend on the clock.
    let (clock, _) = time_sent(refused)?;
    let skew = ClockSkew::of(refused.answer, refused.now).filter(|skew| !skew.is_small())?;
    let likelihood = if says(said, &TIME_WORDS) { Likelihood::Certain } else { Likelihood::Likely };
    let evidence = format!("{skew}, by its `Date` header; `{}` is signed", refused.trace.name(clock));
    finding(Cause::ClockSkew, likelihood, evidence, "set this machine's clock, or have it set by NTP")
}

fn timestamp_unit(refused: &Refused<'_>, said: &str) -> Option<Finding> {
    let (clock, value) = time_sent(refused)?;
    let number: i64 = value.parse().ok()?;
    let unit = if value.len() >= 12 { "milliseconds" } else { "seconds" };
    let other = if value.len() >= 12 { "seconds" } else { "milliseconds" };
    let in_milliseconds = if value.len() >= 12 { number } else { number.saturating_mul(1000) };
    let days_off = in_milliseconds.saturating_sub(refused.now.as_millisecond()).unsigned_abs() / 86_400_000;
    let name = refused.trace.name(clock);
    if days_off > 1 {
        let evidence = format!("`{name}` = {value} read as {unit} is {days_off} days from now");
        let fix = "send the time in the unit that the vendor expects: ten digits are seconds, thirteen milliseconds";
        return finding(Cause::TimestampUnit, Likelihood::Likely, evidence, fix);
    }
    says(said, &TIME_WORDS).then_some(())?;
    let evidence = format!("the vendor's message is about the time, and `{name}` = {value} is in {unit}");
    let fix = format!("if the clocks agree, send {other}: another format of the rule's time");
    finding(Cause::TimestampUnit, Likelihood::Likely, evidence, fix)
}

fn secret_beside_signature(refused: &Refused<'_>) -> Option<Finding> {
    refused.trace.signature()?;
    let secret = refused.trace.components().iter().find(|component| {
        let name = refused.trace.name(component).to_lowercase();
        component.place().is_some()
            && (component.carries_secret() || (name.contains("secret") && component.origin == Origin::Field))
    })?;
    finding(
        Cause::SecretBesideSignature,
        Likelihood::Likely,
        format!("`{}` is sent along with the signature", refused.trace.name(secret)),
        "send only one of them: the signature in production, the secret only in the vendor's debugging mode",
    )
}

fn other_reading(refused: &Refused<'_>) -> Option<Finding> {
    let others = refused.auth.other_readings(refused.trace.operation());
    let (other, _) = others.first()?;
    finding(
        Cause::OtherReading,
        Likelihood::Possible,
        format!("the vendor does not publish all of the rule `{}`, and this is one reading of it", refused.auth.name()),
        format!("try the other: {other}"),
    )
}

fn empty_parameter(refused: &Refused<'_>) -> Option<Finding> {
    let trace = refused.trace;
    let is_empty = |component: &&Component| {
        component.place().is_some() && component.is_signed() && trace.value(component).is_empty()
    };
    let names: Vec<String> =
        trace.components().iter().filter(is_empty).map(|component| format!("`{}`", trace.name(component))).collect();
    (!names.is_empty()).then_some(())?;
    finding(
        Cause::EmptyParameter,
        Likelihood::Possible,
        format!(
            "{} is sent and signed with an empty value, which some vendors leave out when they verify",
            names.join(", ")
        ),
        "leave the parameter out instead of sending it empty",
    )
}

fn fragile_value(refused: &Refused<'_>) -> Option<Finding> {
    let trace = refused.trace;
    let is_fragile = |value: &str| {
        value.trim().len() < value.len() || value.contains(['+', '%', '\n', '\r']) || value.contains("\u{fffd}")
    };
    let names: Vec<String> = trace
        .components()
        .iter()
        .filter(|component| component.place().is_some() && component.is_signed())
        .filter(|component| is_fragile(&String::from_utf8_lossy(trace.value(component))))
        .map(|component| format!("`{}`", trace.name(component)))
        .collect();
    (!names.is_empty()).then_some(())?;
    finding(
        Cause::FragileValue,
        Likelihood::Possible,
        format!(
            "{} has a blank at an end, a `+`, a `%` or a line break, which proxies and frameworks rewrite",
            names.join(", ")
        ),
        "try the call with a plain value there; if that is accepted, an intermediary decodes twice or trims",
    )
}

fn wrong_secret(refused: &Refused<'_>) -> Option<Finding> {
    let fingerprint = refused.credentials.fingerprint();
    finding(
        Cause::WrongSecret,
        Likelihood::Possible,
        format!("the request was signed with the secret {fingerprint}"),
        "compare it with the vendor's page: `printf %s THE_SECRET | sha256sum` must begin with these digits",
    )
}
