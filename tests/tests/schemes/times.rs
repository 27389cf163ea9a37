//! Schemes: times and nonces, as they are written, read back, and told apart from what stands beside them.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, reason = "a failure shows its line")]
#![allow(clippy::wildcard_imports, reason = "an expression of parts uses many")]

use std::collections::BTreeSet;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use countersign::Credentials;
use countersign::scheme::*;
use proptest::prelude::{Strategy as _, any, proptest};
use proptest::sample::select;

const EVERY: &str = "%Y-%y|%m|%d|%H:%M:%S|%3f|%6f|%9f|%a|%b|%%|ü";

const FORMATS: [TimeFormat; 13] = [
    TimeFormat::UnixSeconds,
    TimeFormat::UnixMillis,
    TimeFormat::UnixMicros,
    TimeFormat::UnixNanos,
    TimeFormat::UnixDecimal,
    TimeFormat::Iso8601,
    TimeFormat::Iso8601Millis,
    TimeFormat::Iso8601Basic,
    TimeFormat::HttpDate,
    TimeFormat::pattern(EVERY),
    TimeFormat::pattern(EVERY).at(480),
    TimeFormat::pattern("%d.%m.%y %H.%M.%S").at(-210),
    TimeFormat::pattern("%b%d%Y%H"),
];

fn account() -> Credentials {
    Credentials::new("reader", "sesame").unwrap()
}

fn request() -> Request {
    Request::new("GET", "https://books.example/books").unwrap()
}

fn built(scheme: SchemeBuilder) -> Scheme {
    scheme.build().unwrap_or_else(|error| panic!("{error}"))
}

fn timed(format: TimeFormat) -> Scheme {
    let now = time(format);
    built(Scheme::new(now.hmac_sha256(secret()).hex()).header("x-time", now).header("x-signature", signature()))
}

/// A time as it is written in a format.
fn written(format: TimeFormat, at: SystemTime) -> String {
    let signed = timed(format).sign(request(), &account(), &Fresh::at(at)).unwrap();
    String::from_utf8(signed.request.headers()["x-time"].as_bytes().to_vec()).unwrap()
}

/// The time that is read from a request with this header, whatever its signature.
fn read(format: TimeFormat, text: &str) -> Option<SystemTime> {
    let request = request().header("x-time", text).unwrap().header("x-signature", "00").unwrap();
    timed(format).read(&request).ok()?.time()
}

fn at(seconds: u64, nanos: u32) -> SystemTime {
    UNIX_EPOCH + Duration::new(seconds, nanos)
}

#[test]
fn times_are_written_as_their_formats_say() {
    let moment = at(1_435_361_952, 7_089_013);
    let expected = [
        "1435361952",
        "1435361952007",
        "1435361952007089",
        "1435361952007089013",
        "1435361952.007",
        "2015-06-26T23:39:12Z",
        "2015-06-26T23:39:12.007Z",
        "20150626T233912Z",
        "Fri, 26 Jun 2015 23:39:12 GMT",
        "2015-15|06|26|23:39:12|007|007089|007089013|Fri|Jun|%|ü",
        "2015-15|06|27|07:39:12|007|007089|007089013|Sat|Jun|%|ü",
        "26.06.15 20.09.12",
        "Jun26201523",
    ];
    for (format, expected) in FORMATS.into_iter().zip(expected) {
        assert_eq!(written(format, moment), expected, "{format:?}");
    }
    let date = |seconds| written(TimeFormat::HttpDate, at(seconds, 999_999_999));
    assert_eq!(date(0), "Thu, 01 Jan 1970 00:00:00 GMT");
    assert_eq!(date(951_782_399), "Mon, 28 Feb 2000 23:59:59 GMT");
    assert_eq!(date(951_782_400), "Tue, 29 Feb 2000 00:00:00 GMT");
    assert_eq!(date(4_107_542_399), "Sun, 28 Feb 2100 23:59:59 GMT");
    assert_eq!(date(4_107_542_400), "Mon, 01 Mar 2100 00:00:00 GMT");
    // Every month and every weekday.
    let names = |part: std::ops::Range<usize>| {
        (0..366).map(|day| date(day * 86_400)[part.clone()].to_owned()).collect::<BTreeSet<_>>().len()
    };
    assert_eq!((names(0..3), names(8..11)), (7, 12));
}

#[test]
fn both_halves_agree_around_the_end_of_each_february() {
    let scheme = timed(TimeFormat::Iso8601);
    let mut leap_days = 0;
    for year in 1970..2240_u64 {
        // The first of March, from leap years before it.
        let leap = |year: u64| year / 4 - year / 100 + year / 400;
        let march = year * 365 + leap(year) - (1970 * 365 + leap(1969)) + 59;
        for day in march - 7..march + 7 {
            let moment = at(day * 86_400 + 86_399, 0);
            let signed = scheme.sign(request(), &account(), &Fresh::at(moment)).unwrap().request;
            let verified = scheme.verify(&signed, |_| [account()], moment);
            assert_eq!(verified.map(|verified| verified.time), Ok(Some(moment)), "{year}");
            let text = signed.headers()["x-time"].to_str().unwrap();
            leap_days += usize::from(text.contains("-02-29T"));
            assert_eq!(day == march, text.starts_with(&format!("{year}-03-01T")), "{text}");
        }
    }
    assert_eq!(leap_days, 65);
}

proptest! {
    #[test]
    fn both_halves_have_the_same_calendar(
        format in select(&FORMATS[..]),
        seconds in 0_u64..9_000_000_000,
        nanos in 0_u32..1_000_000_000,
        offset in any::<i16>().prop_map(|minutes| minutes % (24 * 60)),
    ) {
        let format = format.at(offset);
        let moment = at(seconds + 86_400, nanos);
        let scheme = timed(format);
        let signed = scheme.sign(request(), &account(), &Fresh::at(moment)).unwrap();
        let has_seconds = format != TimeFormat::pattern("%b%d%Y%H").at(offset);
        // Two digits of a year are of this century.
        let has_two = matches!(format, TimeFormat::Pattern(pattern, _) if pattern.contains("%y"));
        let is_ambiguous = has_two && !(946_800_000..4_102_300_000).contains(&seconds);
        if !is_ambiguous {
            let verified = scheme.verify(&signed.request, |_| [account()], moment).unwrap_or_else(|refused| panic!("{format:?} {refused}"));
            let between = moment.duration_since(verified.time.unwrap()).unwrap();
            assert!(between < Duration::from_secs(if has_seconds { 1 } else { 3_600 }), "{format:?}: {between:?}");
        }
    }
}

#[test]
fn times_are_read_only_as_they_are_written() {
    assert_eq!(read(TimeFormat::Iso8601, "2015-06-26T23:39:12Z"), Some(at(1_435_361_952, 0)));
    assert_eq!(read(TimeFormat::UnixDecimal, "1435361952.007"), Some(at(1_435_361_952, 7_000_000)));
    assert_eq!(
        read(TimeFormat::pattern("%d.%m.%y %H.%M.%S").at(-210), "26.06.15 20.09.12"),
        Some(at(1_435_361_952, 0))
    );
    for (format, others) in [
        (TimeFormat::UnixSeconds, &["", "1x", "+1", "-1", "01", "1e3", "99999999999999999999999999999999"][..]),
        (
            TimeFormat::UnixDecimal,
            &["", "1", "1.", ".1", "1.1", "1.0000", "+1.000", "1.-01", "1.000.0", "99999999999999999999.000"],
        ),
        (
            TimeFormat::Iso8601,
            &[
                "2015-06-26T23:39:12",
                "2015-06-26T23:39:12Z0",
                "2015-06-26t23:39:12Z",
                "2015-6-26T23:39:12Z",
                "2015-00-26T23:39:12Z",
                "2015-13-26T23:39:12Z",
                "2015-06-00T23:39:12Z",
                "2015-06-31T23:39:12Z",
                "2015-02-29T23:39:12Z",
                "2015-06-26T24:39:12Z",
                "2015-06-26T23:60:12Z",
                "2015-06-26T23:39:60Z",
                "2015-06-26T23:39:1 Z",
                "+015-06-26T23:39:12Z",
            ],
        ),
        (
            TimeFormat::HttpDate,
            &[
                "Sat, 26 Jun 2015 23:39:12 GMT",
                "fri, 26 Jun 2015 23:39:12 GMT",
                "Fri, 26 Jux 2015 23:39:12 GMT",
                "Fri, 26 06 2015 23:39:12 GMT",
                "Fri, 26 Jun 2015 23:39:12 UTC",
            ],
        ),
        (TimeFormat::Iso8601Millis, &["2015-06-26T23:39:12Z", "2015-06-26T23:39:12.07Z", "2015-06-26T23:39:12.0070Z"]),
    ] {
        for other in others {
            assert_eq!(read(format, other), None, "{format:?}: {other}");
        }
    }
}

/// Whether a scheme may use a time in one format and send it in another.
fn may_send(used: TimeFormat, sent: TimeFormat) -> bool {
    let scheme = Scheme::new(time(used).hmac_sha256(secret()).hex())
        .header("x-time", time(sent))
        .header("x-signature", signature());
    match scheme.build() {
        Ok(_) => true,
        Err(error) => {
            assert!(error.to_string().contains("less exactly"), "{error}");
            false
        }
    }
}

#[test]
fn a_time_is_sent_as_exactly_as_it_is_used() {
    use TimeFormat::*;
    let pattern = TimeFormat::pattern;
    let groups = [
        vec![UnixNanos, pattern("%Y%m%d%H%M%S%9f")],
        vec![UnixMicros, pattern("%y%b%d%H%M%S%6f")],
        vec![UnixMillis, UnixDecimal, Iso8601Millis, pattern("%Y%m%d%H%M%S%3f")],
        vec![UnixSeconds, Iso8601, Iso8601Basic, HttpDate, pattern("%Y%m%d%H%M%S"), pattern("%d.%m.%y %H:%M:%S")],
        vec![pattern("%Y%m%d%H%M"), pattern("%Y%m%d%H%M%3f")],
        vec![pattern("%Y%m%d%H"), pattern("%Y%m%d%H%S")],
        vec![pattern("%Y%m%d"), pattern("%Y%b%d"), pattern("%Y%m%d%M%S")],
    ];
    for (exact, group) in groups.iter().enumerate() {
        for (other, others) in groups.iter().enumerate() {
            for (one, another) in group.iter().flat_map(|one| others.iter().map(move |another| (one, another))) {
                assert_eq!(may_send(*one, *another), other <= exact, "{one:?} {another:?}");
            }
        }
    }
    // What names no day can be derived from any exact time, and tells no time itself.
    for part in [pattern("%H%M"), pattern("%m%d"), pattern("%Y%m"), pattern("%Y%d")] {
        assert!(may_send(part, UnixSeconds), "{part:?}");
        let alone = Scheme::new(time(part).hmac_sha256(secret()).hex())
            .header("x", time(part))
            .header("x-signature", signature());
        assert!(alone.build().unwrap_err().to_string().contains("cannot know the time"), "{part:?}");
    }
}

/// Reads the key id from beside another text, in both orders.
fn key_beside(text: &Text) -> Result<(), String> {
    for both in [key_id() + text, text + key_id()] {
        let now = time(TimeFormat::UnixNanos);
        let scheme = Scheme::new(lines((&now, nonce())).hmac_sha256(secret()).hex())
            .header("x-now", now)
            .header("x-once", nonce())
            .header("x-both", both)
            .header("x-signature", signature());
        let scheme = scheme.build().map_err(|error| error.to_string())?;
        let fresh = Fresh::at(at(1_435_361_952, 7_089_013));
        let account = || account().with("shop", "17").unwrap();
        let signed = scheme.sign(request(), &account(), &fresh).unwrap();
        let find = |claim: &Claim<'_>| (claim.key_id() == Some("reader")).then(account);
        let verified = scheme.verify(&signed.request, find, at(1_435_361_952, 0));
        assert!(verified.is_ok(), "{scheme}: {}\n{}", verified.unwrap_err(), signed.trace);
    }
    Ok(())
}

#[test]
fn what_always_has_the_same_length_needs_nothing_between() {
    let digest = path().sha256();
    for text in [
        "key:".into_text(),
        digest.hex(),
        digest.upper_hex(),
        digest.base64(),
        digest.base64url(),
        digest.base64url_unpadded(),
        path().sha1().base64(),
        path().sha1().base64url_unpadded(),
        path().sha512().base64url_unpadded(),
        path().hmac_sha384("k").base64(),
        derived(Hash::Md5, "k", ("day", "place")).hex(),
        digest.hex().lower(),
        digest.hex().upper(),
        digest.hex().first(7),
        digest.hex().first(70),
        digest.hex().skip(60),
        digest.hex().named("digest"),
        digest.hex() + "-" + path().md5().hex(),
        time(TimeFormat::Iso8601),
        time(TimeFormat::Iso8601Millis),
        time(TimeFormat::Iso8601Basic),
        time(TimeFormat::HttpDate),
        time(TimeFormat::pattern("%Y-%y|%m|%d|%H:%M:%S|%3f|%6f|%9f|%a|%b|%%")).named("now"),
        time_after(Duration::from_secs(60), TimeFormat::Iso8601),
        time(TimeFormat::Iso8601).base64url_unpadded(),
        time(TimeFormat::Iso8601Millis).hex(),
        ("v1." + digest.hex()).base64(),
        (digest.hex() + "/" + path().md5().base64()).base64url_unpadded(),
    ] {
        assert_eq!(key_beside(&text), Ok(()), "{text}");
    }
    for text in [
        time(TimeFormat::UnixSeconds),
        time(TimeFormat::UnixDecimal),
        identifier("shop"),
        path(),
        path().hex(),
        path().first(3),
        digest.hex().percent_encoded(),
        digest.hex() + path(),
        join(":", (path(), digest.hex())),
        nonce(),
    ] {
        let error = key_beside(&text).unwrap_err();
        assert!(error.contains("nothing separates"), "{text}: {error}");
    }
}

#[test]
fn nonces_are_random_and_written_in_their_form() {
    let scheme = |text: Text| {
        built(Scheme::new(text.hmac_sha256(secret()).hex()).header("x-once", text).header("x-signature", signature()))
    };
    let once = |text: Text| {
        let signed = scheme(text).sign(request(), &account(), &Fresh::now()).unwrap();
        signed.request.headers()["x-once"].to_str().unwrap().to_owned()
    };
    let (mut nonces, mut uuids) = (BTreeSet::new(), BTreeSet::new());
    for _ in 0..100 {
        let (nonce, uuid) = (once(nonce()), once(uuid()));
        assert!(nonce.len() == 32 && nonce.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f')), "{nonce}");
        let groups: Vec<&str> = uuid.split('-').collect();
        assert_eq!(groups.iter().map(|group| group.len()).collect::<Vec<_>>(), [8, 4, 4, 4, 12], "{uuid}");
        // Version 4, variant 1.
        assert!(groups[2].starts_with('4') && groups[3].starts_with(['8', '9', 'a', 'b']), "{uuid}");
        assert!(nonces.insert(nonce) && uuids.insert(uuid));
    }
    // Each digit but that of the version varies.
    for at in (0..36).filter(|at| ![8, 13, 14, 18, 23].contains(at)) {
        assert!(uuids.iter().map(|uuid| uuid.as_bytes()[at]).collect::<BTreeSet<_>>().len() > 1, "digit {at}");
    }
}

#[test]
fn nonces_of_some_characters_have_their_length() {
    let short = nonce_of("abcü", 5);
    let scheme =
        built(Scheme::new(short.hmac_sha256(secret()).hex()).header("x-once", short.hex()).header("x", signature()));
    let mut seen = BTreeSet::new();
    for _ in 0..200 {
        let signed = scheme.sign(request(), &account(), &Fresh::now()).unwrap();
        let once = String::from_utf8(signed.trace.signed().to_vec()).unwrap();
        assert!(once.chars().count() == 5 && once.chars().all(|each| "abcü".contains(each)), "{once}");
        scheme.verify(&signed.request, |_| [account()], SystemTime::now()).unwrap();
        seen.insert(once);
    }
    assert!(seen.len() > 50, "{seen:?}");
    // Longer than what its random bits suffice for.
    let long = nonce_of("0123456789abcdef", 200);
    let scheme = built(Scheme::new(long.hmac_sha256(secret()).hex()).header("x-once", &long).header("x", signature()));
    let signed = scheme.sign(request(), &account(), &Fresh::now()).unwrap();
    assert_eq!(signed.trace.signed().len(), 200);
}
