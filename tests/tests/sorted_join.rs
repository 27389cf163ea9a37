//! Signing rules put together from parts: against signatures computed here, step by step, and against their own
//! verifying half.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, reason = "a failed test says where")]

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use bytes::Bytes;
use countersign::auth::{
    Digest, JsonBody, Order, SecretPlace, SignatureText, SortedJoin, Spelling, TimeFormat, Travel, hmac_sha256_hex,
    md5_hex,
};
use countersign::param::Received;
use countersign::transport::MemoryTransport;
use countersign::value::{Timestamp, Zone};
use countersign::{Auth, Client, Credentials, Endpoint, Envelope, Prepared, Secret, endpoint, model};
use hmac::{Hmac, KeyInit as _, Mac as _};
use http::Request;
use proptest::prelude::{Just, Strategy, any, prop_assert, prop_assert_eq, prop_oneof, proptest};
use sha1::Digest as _;

const SECRET: &str = "s3cret";

/// Looks for books.
#[endpoint(GET, "/shelves/{shelf}/books")]
#[derive(PartialEq)]
pub struct FindBooks {
    /// The shelf.
    pub shelf: String,
    /// A word of the title.
    pub title: String,
    /// A word of the author's name.
    pub author: Option<String>,
}

/// Adds a book.
#[endpoint(POST, "/books")]
#[derive(PartialEq)]
pub struct AddBook {
    /// Its title.
    pub title: String,
    /// Pages.
    #[param(name = "pages")]
    pub page_count: u32,
    /// Who wrote it.
    pub authors: Vec<Author>,
}

/// Who wrote a book.
#[model]
pub struct Author {
    /// The name.
    pub name: String,
}

/// Looks at a book.
#[endpoint(GET, "/books/{isbn}")]
#[derive(PartialEq)]
pub struct LookAt {
    /// Its number.
    pub isbn: String,
    /// A parameter.
    pub a: Option<String>,
    /// Another.
    pub aaa: Option<String>,
}

/// Lends a book.
#[endpoint(POST, "/loans", body = form)]
#[derive(PartialEq)]
pub struct LendBook {
    /// Title of the book.
    pub title: String,
    /// Who takes it.
    pub reader: String,
}

fn account() -> Credentials {
    Credentials::new("reader", SECRET).unwrap()
}

fn prepare(rule: &SortedJoin, request: &impl Endpoint) -> Prepared {
    let client = Client::builder("https://books.example/v1", rule.clone(), Envelope::none())
        .credentials(account())
        .clock(|| Timestamp::from_millisecond(1_724_224_057_972))
        .transport(MemoryTransport::new(|_| panic!("nothing is sent")))
        .build()
        .unwrap();
    client.prepare(request).unwrap()
}

fn is_accepted<E: Endpoint>(rule: &SortedJoin, request: &Request<Bytes>) -> bool {
    Received::under("/v1", E::OPERATION, request).is_ok_and(|received| rule.verify(&received, &account()).is_ok())
}

/// Asserts what is signed, secret included, and gives the signature as it arrived; the verifying half accepts it.
fn signs<E: Endpoint>(rule: &SortedJoin, request: &E, text: &str) -> String {
    let prepared = prepare(rule, request);
    let trace = &prepared.trace;
    let mut signed = String::from_utf8(trace.signed().to_vec()).unwrap();
    for at in trace.secret_at().into_iter().rev() {
        signed.insert_str(at, SECRET);
    }
    assert_eq!(signed, text);
    assert!(is_accepted::<E>(rule, &prepared.request), "{trace}");
    assert_eq!(trace.rule(), "sorted-join");
    let (signature, _) = trace.signature().unwrap();
    String::from_utf8(trace.value(signature).to_vec()).unwrap()
}

fn find(title: &str, author: Option<&str>) -> FindBooks {
    FindBooks { shelf: String::from("a b"), title: title.to_owned(), author: author.map(str::to_owned) }
}

fn add() -> AddBook {
    AddBook { title: String::from("Faust"), page_count: 144, authors: vec![Author { name: String::from("Goethe") }] }
}

fn last_pair() -> SortedJoin {
    SortedJoin::digest(Digest::Md5, SecretPlace::LastPair("key"))
}

#[test]
fn the_secret_stands_where_the_rule_puts_it() {
    let request = find("Faust", None);
    let text = "shelved=yes&title=Faust";
    let rule = |secret| SortedJoin::digest(Digest::Md5, secret).with_constant("shelved", "yes");
    for (secret, text) in [
        (SecretPlace::Before, format!("{SECRET}{text}")),
        (SecretPlace::After, format!("{text}{SECRET}")),
        (SecretPlace::Around, format!("{SECRET}{text}{SECRET}")),
        (SecretPlace::LastPair("secret"), format!("{text}&secret={SECRET}")),
        (SecretPlace::SortedPair("sic"), format!("shelved=yes&sic={SECRET}&title=Faust")),
    ] {
        let signature = signs(&rule(secret), &request, &text);
        assert_eq!(signature, md5_hex(text.as_bytes()));
    }
    let keyed = SortedJoin::hmac(Digest::Sha256).with_constant("shelved", "yes");
    assert_eq!(signs(&keyed, &request, text), hmac_sha256_hex(&Secret::new(SECRET), text.as_bytes()));
    let twice = format!("{text}&key={SECRET}");
    let signature = signs(&keyed.with_secret_in_text(SecretPlace::LastPair("key")), &request, &twice);
    assert_eq!(signature, hmac_sha256_hex(&Secret::new(SECRET), twice.as_bytes()));
}

#[test]
fn every_digest_in_every_text() {
    let text = b"title=Faust";
    macro_rules! mac {
        ($digest:ty) => {
            Hmac::<$digest>::new_from_slice(SECRET.as_bytes())
                .unwrap()
                .chain_update(text)
                .finalize()
                .into_bytes()
                .to_vec()
        };
    }
    let plain = [text, SECRET.as_bytes()].concat();
    let digests = [
        (Digest::Md5, md5::Md5::digest(&plain).to_vec(), mac!(md5::Md5)),
        (Digest::Sha1, sha1::Sha1::digest(&plain).to_vec(), mac!(sha1::Sha1)),
        (Digest::Sha256, sha2::Sha256::digest(&plain).to_vec(), mac!(sha2::Sha256)),
    ];
    let in_words = [["MD5", "SHA-1", "SHA-256"], ["HMAC-MD5", "HMAC-SHA1", "HMAC-SHA256"]];
    for (position, (digest, plain, mac)) in digests.into_iter().enumerate() {
        assert_eq!(digest.bytes(), plain.len());
        let rules = [(SortedJoin::digest(digest, SecretPlace::After), plain), (SortedJoin::hmac(digest), mac)];
        for (kind, (rule, bytes)) in rules.into_iter().enumerate() {
            let hex = |upper: bool| -> String {
                bytes.iter().map(|byte| if upper { format!("{byte:02X}") } else { format!("{byte:02x}") }).collect()
            };
            for (shape, expected, words) in [
                (SignatureText::LowerHex, hex(false), "in lower-case hex"),
                (SignatureText::UpperHex, hex(true), "in upper-case hex"),
                (SignatureText::Base64, STANDARD.encode(&bytes), "in Base64"),
            ] {
                let rule = rule.clone().with_signature_text(shape);
                let prepared = prepare(&rule, &find("Faust", None));
                let (signature, _) = prepared.trace.signature().unwrap();
                assert_eq!(prepared.trace.value(signature), expected.as_bytes(), "{rule}");
                assert_eq!(prepared.trace.digest(), format!("{}, {words}", in_words[kind][position]));
                assert!(is_accepted::<FindBooks>(&rule, &prepared.request), "{rule}");
            }
        }
    }
}

#[test]
fn pairs_are_joined_as_the_rule_says() {
    let request = find("b c", Some("a&ü"));
    for (rule, text) in [
        (last_pair(), "author=a&ü&title=b c&key=s3cret"),
        (last_pair().with_separator(""), "author=a&ütitle=b ckey=s3cret"),
        (last_pair().with_pair_join(""), "authora&ü&titleb c&keys3cret"),
        (last_pair().with_pair_join(":").with_separator("|"), "author:a&ü|title:b c|key:s3cret"),
        (last_pair().with_values_only(), "a&ü&b c&s3cret"),
        (last_pair().with_spelling(Spelling::PercentEncoded), "author=a%26%C3%BC&title=b%20c&key=s3cret"),
        (last_pair().with_spelling(Spelling::FormEncoded), "author=a%26%C3%BC&title=b+c&key=s3cret"),
        (last_pair().excluding(["author"]), "title=b c&key=s3cret"),
        (last_pair().signing_only(["author"]), "author=a&ü&key=s3cret"),
        (last_pair().with_path(), "/v1/shelves/a%20b/books&author=a&ü&title=b c&key=s3cret"),
        (last_pair().with_path_after("/v1/"), "shelves/a%20b/books&author=a&ü&title=b c&key=s3cret"),
        (last_pair().with_path_after("/v2/"), "/v1/shelves/a%20b/books&author=a&ü&title=b c&key=s3cret"),
        (last_pair().signing_only(["nothing"]), "key=s3cret"),
    ] {
        signs(&rule, &request, text);
    }
}

/// A request that is signed, and whether another with the same signature has the same meaning.
fn is_the_only_cut(rule: &SortedJoin, sent: &Request<Bytes>) -> bool {
    let received = Received::under("/v1", LookAt::OPERATION, sent).unwrap();
    let meant = LookAt::parse(&received).unwrap();
    let target = sent.uri().path_and_query().unwrap().as_str();
    let bytes = target.replacen('?', "", 1);
    let raw = target.replacen('?', "&", 1);
    let cuts = (0..=bytes.len()).flat_map(|at| [&bytes, &raw].map(|text| text.split_at_checked(at)));
    cuts.flatten().all(|(path, query)| {
        ["?", ""].iter().all(|mark| {
            let query = query.strip_prefix('&').unwrap_or(query);
            let Ok(request) = Request::get(format!("{path}{mark}{query}")).body(Bytes::new()) else { return true };
            let Ok(received) = Received::under("/v1", LookAt::OPERATION, &request) else { return true };
            let accepted = rule.verify(&received, &account()).is_ok();
            !accepted || LookAt::parse(&received).as_ref() == Ok(&meant)
        })
    })
}

#[test]
fn nothing_moves_between_the_path_and_the_query_under_one_signature() {
    let rule = last_pair().with_path();
    let sent = prepare(&rule, &LookAt { isbn: "1".into(), a: None, aaa: Some("1".into()) }).request;
    let (path, query) = (sent.uri().path(), sent.uri().query().unwrap());
    let signature = query.split_once("sign=").unwrap().1;
    for cut in [
        format!("{path}&aaa=1?sign={signature}"),
        format!("{path}%26aaa%3D1?sign={signature}"),
        format!("{path}%26aaa=1?sign={signature}"),
    ] {
        let request = Request::get(format!("https://books.example{cut}")).body(Bytes::new()).unwrap();
        assert!(!is_accepted::<LookAt>(&rule, &request), "{cut}");
    }
    assert!(is_accepted::<LookAt>(&rule, &sent));
}

#[test]
fn a_path_that_runs_into_the_pairs_is_neither_signed_nor_accepted() {
    let client = |rule: &SortedJoin| {
        Client::builder("https://books.example/v1", rule.clone(), Envelope::none())
            .credentials(account())
            .transport(MemoryTransport::new(|_| panic!("nothing is sent")))
            .build()
            .unwrap()
    };
    let look = |isbn: &str| LookAt { isbn: isbn.into(), a: Some("1".into()), aaa: None };
    for (separator, isbn, words) in [
        ("", "1", "must be followed by a separator"),
        ("-", "1-2", "must be free of `-`, which separates it"),
        ("aa", "1a", "must be free of `a`"),
        ("%26", "a&b", "must be free of `%`"),
    ] {
        let rule = last_pair().with_path().with_separator(separator);
        let error = client(&rule).prepare(&look(isbn)).unwrap_err().to_string();
        assert!(error.contains("`isbn`") && error.contains(words), "{error}");
        // A signer of another make may sign it all the same.
        let text = format!("/v1/books/{}{separator}a=1{separator}key={SECRET}", isbn.replace('&', "%26"));
        let target = format!("/v1/books/{}?a=1&sign={}", isbn.replace('&', "%26"), md5_hex(text.as_bytes()));
        let received = Request::get(target).body(Bytes::new()).unwrap();
        let received = Received::under("/v1", LookAt::OPERATION, &received).unwrap();
        let refusal = rule.verify(&received, &account()).unwrap_err().to_string();
        assert!(refusal.contains("cannot be told from the parameters"), "{refusal}");
        // Where the path ends in fixed text, or is not signed, nothing is lost.
        signs(&rule, &find("x", None), &format!("/v1/shelves/a%20b/books{separator}title=x{separator}key={SECRET}"));
        client(&last_pair().with_separator(separator)).prepare(&look(isbn)).unwrap();
    }
    let rule = last_pair().with_path().with_separator("-");
    signs(&rule, &look("12"), &format!("/v1/books/12-a=1-key={SECRET}"));
}

#[test]
fn an_empty_value_is_signed_unless_the_rule_drops_it() {
    signs(&last_pair(), &find("", Some("")), "author=&title=&key=s3cret");
    signs(&last_pair().without_empty_values(), &find("", Some("x")), "author=x&key=s3cret");
    signs(&last_pair(), &find("", None), "title=&key=s3cret");
}

/// Pairs that every order puts differently.
#[endpoint(GET, "/orders")]
pub struct Orders {
    #[allow(missing_docs, reason = "a name to be sorted")]
    #[param(name = "b")]
    pub first: String,
    #[allow(missing_docs, reason = "a name to be sorted")]
    #[param(name = "a=")]
    pub second: String,
    #[allow(missing_docs, reason = "a name to be sorted")]
    #[param(name = "a")]
    pub third: String,
    #[allow(missing_docs, reason = "a name to be sorted")]
    #[param(name = "C")]
    pub fourth: String,
    #[allow(missing_docs, reason = "a name to be sorted")]
    #[param(name = "\u{ff5e}")]
    pub fifth: String,
    #[allow(missing_docs, reason = "a name to be sorted")]
    #[param(name = "😀")]
    pub sixth: String,
}

#[test]
fn pairs_stand_in_the_order_of_the_rule() {
    let request = Orders {
        first: "1".into(),
        second: "2".into(),
        third: "z".into(),
        fourth: "4".into(),
        fifth: "5".into(),
        sixth: "6".into(),
    };
    let rule = |order| SortedJoin::hmac(Digest::Md5).with_order(order).with_pair_join("").with_separator(" ");
    signs(&rule(Order::AsSent), &request, "b1 a=2 az C4 ～5 😀6");
    signs(&rule(Order::ByName), &request, "C4 az a=2 b1 😀6 ～5");
    signs(&rule(Order::ByNameIgnoringCase), &request, "az a=2 b1 C4 😀6 ～5");
    signs(&rule(Order::ByPair), &request, "C4 a=2 az b1 😀6 ～5");
}

#[test]
fn of_a_json_body_is_signed_what_the_rule_says() {
    let rule = SortedJoin::hmac(Digest::Sha1)
        .with_key(Travel::Parameter, "key")
        .with_time(Travel::Query, "time", TimeFormat::Milliseconds)
        .with_signature(Travel::Header, "x-sign");
    let time = "time=1724224057972";
    let members = format!(r#"authors=[{{"name":"Goethe"}}]&key=reader&pages=144&{time}&title=Faust"#);
    signs(&rule, &add(), &members);
    signs(&rule.clone().with_json(JsonBody::Scalars), &add(), &format!("key=reader&pages=144&{time}&title=Faust"));
    signs(&rule.clone().with_json(JsonBody::Added), &add(), &format!("key=reader&{time}"));
    let body = r#"{"title":"Faust","pages":144,"authors":[{"name":"Goethe"}],"key":"reader"}"#;
    signs(&rule.clone().with_json(JsonBody::WholeText), &add(), &format!("{time}&{body}"));
    // A form has no nested values: all of them are signed.
    let loan = LendBook { title: String::from("a b"), reader: String::from("ü") };
    for json in [JsonBody::Members, JsonBody::Scalars, JsonBody::Added, JsonBody::WholeText] {
        signs(&rule.clone().with_json(json), &loan, &format!("key=reader&reader=ü&{time}&title=a b"));
    }
}

#[test]
fn a_signature_that_would_change_the_signed_body_is_refused_with_the_fix() {
    let rule = SortedJoin::hmac(Digest::Sha1).with_json(JsonBody::WholeText);
    let client = Client::builder("https://books.example", rule, Envelope::none())
        .credentials(account())
        .transport(MemoryTransport::new(|_| panic!("nothing is sent")))
        .build()
        .unwrap();
    let error = client.prepare(&add()).unwrap_err().to_string();
    assert!(error.contains("`sign`") && error.contains("before the body is signed"), "{error}");
}

/// Counts books, for a language.
#[endpoint(GET, "/count")]
pub struct CountBooks {
    /// A word of the title.
    pub title: String,
    /// Language of the answer.
    #[param(in = header, name = "accept-language")]
    pub language: String,
}

#[test]
fn of_headers_only_those_are_signed_that_the_rule_adds() {
    let request = CountBooks { title: String::from("Faust"), language: String::from("de") };
    let rule = SortedJoin::hmac(Digest::Md5).with_key(Travel::Header, "x-key");
    signs(&rule, &request, "title=Faust&x-key=reader");
}

#[test]
fn times_are_written_in_the_format_of_the_rule() {
    for (format, text) in [
        (TimeFormat::Seconds, "t=1724224057&title=x"),
        (TimeFormat::Milliseconds, "t=1724224057972&title=x"),
        (TimeFormat::DateTime(Zone::hours(8)), "t=2024-08-21 15:07:37&title=x"),
    ] {
        signs(&SortedJoin::hmac(Digest::Md5).with_time(Travel::Parameter, "t", format), &find("x", None), text);
    }
}

#[test]
fn what_the_rule_adds_must_arrive() {
    let rule = SortedJoin::hmac(Digest::Sha256)
        .with_key(Travel::Header, "x-key")
        .with_time(Travel::Header, "x-time", TimeFormat::Seconds)
        .with_signature(Travel::Header, "x-signature");
    let sent = prepare(&rule, &add()).request;
    let verify = |request: &Request<Bytes>| {
        rule.verify(&Received::under("/v1", AddBook::OPERATION, request).unwrap(), &account())
    };
    assert_eq!(verify(&sent), Ok(()));
    for name in ["x-key", "x-time", "x-signature"] {
        let mut without = sent.clone();
        without.headers_mut().remove(name);
        assert_eq!(verify(&without).unwrap_err().to_string(), format!("`{name}` is missing"));
        let mut other = sent.clone();
        other.headers_mut().insert(name, "1".parse().unwrap());
        let refusal = verify(&other).unwrap_err();
        assert_eq!(refusal.is_unknown_key(), name == "x-key", "{refusal}");
    }
    let rule = SortedJoin::hmac(Digest::Sha256);
    let mut twice = prepare(&rule, &find("x", None)).request;
    *twice.uri_mut() = format!("{}&sign=0", twice.uri()).parse().unwrap();
    assert!(!is_accepted::<FindBooks>(&rule, &twice), "which of two signatures counts is not clear");
}

#[test]
fn a_signed_parameter_cannot_be_moved_to_where_nobody_reads_it() {
    let rule = last_pair();
    let request = prepare(&rule, &LendBook { title: "Faust".into(), reader: "Goethe".into() }).request;
    let (mut parts, body) = request.into_parts();
    parts.uri = format!("{}?{}", parts.uri, std::str::from_utf8(&body).unwrap()).parse().unwrap();
    let moved = Request::from_parts(parts, Bytes::new());
    let error = Received::under("/v1", LendBook::OPERATION, &moved).expect_err("is refused").to_string();
    assert!(error.contains("`title` is in the query: send it in the body"), "{error}");
}

#[test]
fn a_member_that_is_there_twice_is_refused() {
    let rule = SortedJoin::hmac(Digest::Sha256);
    let sent = prepare(&rule, &add()).request;
    let body = String::from_utf8(sent.body().to_vec()).unwrap().replacen('{', r#"{"title":"Faust","#, 1);
    let twice = Request::post(sent.uri()).body(Bytes::from(body)).unwrap();
    let error = Received::under("/v1", AddBook::OPERATION, &twice).unwrap_err().to_string();
    assert!(error.contains("`title` is there twice"), "{error}");
}

#[test]
fn a_rule_prints_as_the_expression_that_makes_it() {
    let rule = SortedJoin::hmac(Digest::Sha1)
        .with_secret_in_text(SecretPlace::SortedPair("secret"))
        .with_path_after("/openapi/")
        .with_order(Order::ByPair)
        .with_pair_join("")
        .with_separator("")
        .with_spelling(Spelling::FormEncoded)
        .without_empty_values()
        .excluding(["sign_type", "a\"b"])
        .with_json(JsonBody::Scalars)
        .with_constant("v", "2.0")
        .with_key(Travel::Query, "app_key")
        .with_time(Travel::Header, "x-time", TimeFormat::DateTime(Zone::hours(8)))
        .with_signature_text(SignatureText::UpperHex)
        .with_signature(Travel::Parameter, "_aop_signature");
    let printed = "SortedJoin::hmac(Digest::Sha1)
    .with_secret_in_text(SecretPlace::SortedPair(\"secret\"))
    .with_path_after(\"/openapi/\")
    .with_order(Order::ByPair)
    .with_pair_join(\"\")
    .with_separator(\"\")
    .with_spelling(Spelling::FormEncoded)
    .without_empty_values()
    .excluding([\"sign_type\", \"a\\\"b\"])
    .with_json(JsonBody::Scalars)
    .with_constant(\"v\", \"2.0\")
    .with_key(Travel::Query, \"app_key\")
    .with_time(Travel::Header, \"x-time\", TimeFormat::DateTime(Zone::hours(8)))
    .with_signature_text(SignatureText::UpperHex)
    .with_signature(Travel::Parameter, \"_aop_signature\")";
    assert_eq!(rule.to_string(), printed);
    let plain = SortedJoin::digest(Digest::Md5, SecretPlace::LastPair("key"))
        .signing_only(["a"])
        .with_path()
        .with_values_only();
    let printed = "SortedJoin::digest(Digest::Md5, SecretPlace::LastPair(\"key\"))\n    .with_path()\n    .with_values_only()\n    .signing_only([\"a\"])";
    assert_eq!(plain.to_string(), printed);
    assert_eq!(SortedJoin::hmac(Digest::Sha256).to_string(), "SortedJoin::hmac(Digest::Sha256)");
}

/// Any rule, as far as its halves can differ.
fn rules() -> impl Strategy<Value = SortedJoin> {
    let secret = prop_oneof![
        Just(None),
        Just(Some(SecretPlace::Before)),
        Just(Some(SecretPlace::After)),
        Just(Some(SecretPlace::Around)),
        Just(Some(SecretPlace::LastPair("secret"))),
        Just(Some(SecretPlace::SortedPair("n"))),
    ];
    let order =
        prop_oneof![Just(Order::ByName), Just(Order::ByNameIgnoringCase), Just(Order::ByPair), Just(Order::AsSent)];
    let spelling = prop_oneof![Just(Spelling::Raw), Just(Spelling::PercentEncoded), Just(Spelling::FormEncoded)];
    let json = prop_oneof![Just(JsonBody::Members), Just(JsonBody::Scalars), Just(JsonBody::Added)];
    let digest = proptest::sample::select(&Digest::ALL[..]);
    let joins = (proptest::sample::select(&["=", "", ":"][..]), proptest::sample::select(&["&", "", "\n"][..]));
    let switches = any::<[bool; 3]>();
    (secret, order, spelling, json, digest, joins, switches).prop_map(
        |(secret, order, spelling, json, digest, (join, separator), [path, empty, values])| {
            let mut rule = match secret {
                Some(secret) if !empty => SortedJoin::digest(digest, secret),
                Some(secret) => SortedJoin::hmac(digest).with_secret_in_text(secret),
                None => SortedJoin::hmac(digest),
            };
            rule = rule.with_order(order).with_spelling(spelling).with_json(json).with_separator(separator);
            rule = if values { rule.with_values_only() } else { rule.with_pair_join(join) };
            rule = rule.with_key(Travel::Parameter, "app").with_time(Travel::Query, "t", TimeFormat::Seconds);
            rule = if path { rule.with_path() } else { rule };
            if empty { rule.without_empty_values() } else { rule }
        },
    )
}

proptest! {
    #[test]
    fn no_byte_moves_between_the_path_and_the_query(
        isbn in "[a&=%-]{1,4}",
        a in proptest::option::of("[a&=1-]{0,4}"),
        aaa in proptest::option::of("[a&=1-]{0,4}"),
        rule in rules(),
        separator in proptest::sample::select(&["&", "", "-", "aa", "a", "=", "\n"][..]),
    ) {
        let rule = rule.with_path().with_separator(separator);
        let client = Client::builder("https://books.example/v1", rule.clone(), Envelope::none())
            .credentials(account())
            .transport(MemoryTransport::new(|_| panic!("nothing is sent")))
            .build()
            .unwrap();
        let Ok(prepared) = client.prepare(&LookAt { isbn, a, aaa }) else { return Ok(()) };
        prop_assert!(is_accepted::<LookAt>(&rule, &prepared.request), "{}", prepared.trace);
        prop_assert!(is_the_only_cut(&rule, &prepared.request), "{}", prepared.trace);
    }

    #[test]
    fn one_half_accepts_what_the_other_signs(
        rule in rules(),
        title in countersign_tests::arbitrary::text(),
        author in proptest::option::of(countersign_tests::arbitrary::text()),
    ) {
        let find = FindBooks { shelf: String::from("s"), title: title.clone(), author: author.clone() };
        let sent = prepare(&rule, &find);
        prop_assert!(is_accepted::<FindBooks>(&rule, &sent.request), "{}", sent.trace);
        let lend = LendBook { title: title.clone(), reader: author.clone().unwrap_or_default() };
        let sent = prepare(&rule, &lend);
        prop_assert!(is_accepted::<LendBook>(&rule, &sent.request), "{}", sent.trace);
        let add = AddBook { title, page_count: 3, authors: author.map(|name| Author { name }).into_iter().collect() };
        let sent = prepare(&rule, &add);
        prop_assert!(is_accepted::<AddBook>(&rule, &sent.request), "{}", sent.trace);
        let received = Received::under("/v1", AddBook::OPERATION, &sent.request).unwrap();
        prop_assert_eq!(AddBook::parse(&received).unwrap(), add);
    }
}
