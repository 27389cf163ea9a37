//! Schemes as the signing rule of a client, with declared endpoints.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, reason = "a failure shows its line")]
#![allow(clippy::wildcard_imports, reason = "an expression of parts uses many")]

use std::collections::BTreeMap;

use bytes::Bytes;
use countersign::operation::Operation;
use countersign::param::Received;
use countersign::scheme::*;
use countersign::transport::MemoryTransport;
use countersign::value::{File, Timestamp};
use countersign::{Auth, Client, Credentials, Endpoint, Envelope, Prepared, endpoint};

/// Looks for books.
#[endpoint(GET, "/shelves/{shelf}/books")]
pub struct FindBooks {
    /// The shelf.
    pub shelf: String,
    /// A word of the title.
    pub title: String,
    /// The language to answer in.
    #[param(in = header, name = "accept-language")]
    pub language: String,
}

/// Adds a book.
#[endpoint(POST, "/books")]
pub struct AddBook {
    /// Its title.
    pub title: String,
    /// Pages.
    pub page_count: u32,
}

/// Lends a book.
#[endpoint(POST, "/loans", body = form)]
pub struct LendBook {
    /// Title of the book.
    pub title: String,
}

/// Uploads a cover.
#[endpoint(POST, "/covers", body = multipart)]
pub struct UploadCover {
    /// The book.
    pub isbn: String,
    /// What is said of it.
    pub note: Option<String>,
    /// The picture.
    pub cover: File,
}

/// Counts books.
#[endpoint(POST, "/", body = form, constant("action" = "count", in = query), constant("version" = "2"))]
pub struct CountBooks {
    /// A word of the title.
    pub title: String,
}

countersign::api! {
    /// Counts and lends.
    pub struct Counter {
        base_url: "https://books.example",
        auth: by_action(),
        envelope: Envelope::none(),
    }
    operations {
        books: CountBooks;
    }
}

/// Signs a constant of the operation.
fn by_action() -> Result<Scheme, SchemeError> {
    let text = operation_constant("action") + "/" + operation_constant("absent").optional() + parameter("title");
    Scheme::new(text.hmac_sha256(secret()).hex()).header("x-signature", signature()).build()
}

#[test]
fn a_constant_that_an_operation_declares_is_signed_by_both_halves() {
    let scheme = by_action().unwrap();
    let prepared = check(&scheme, &CountBooks { title: "Faust".into() });
    assert_eq!(prepared.trace.signed(), b"count/Faust");
    assert!(Counter::builder().credentials(Credentials::of_secret("sesame").unwrap()).build().is_ok());

    assert_eq!(scheme.describe(CountBooks::OPERATION).problem, None);
    let problem = scheme.describe(LendBook::OPERATION).problem.unwrap();
    assert!(problem.contains("`operation_constant(\"action\")`, which the operation does not declare"), "{problem}");
}

/// Replaces a book.
#[endpoint(PUT, "/book")]
pub struct ReplaceBook {
    /// What it is called, by language.
    #[param(body)]
    pub titles: Option<BTreeMap<String, String>>,
}

/// Writes a review.
#[endpoint(PUT, "/review")]
pub struct Review {
    /// The text.
    #[param(body)]
    pub text: String,
}

/// Lists books. Its names sort otherwise than they are declared.
#[endpoint(GET, "/books")]
pub struct ListBooks {
    /// A word of the title.
    pub title: Option<String>,
    /// The tenth copy.
    pub copy10: Option<u32>,
    /// The ninth copy.
    pub copy9: Option<u32>,
    /// The zone.
    #[param(name = "Zone")]
    pub zone: Option<String>,
    /// Tags.
    #[param(name = "tag")]
    pub tags: Vec<String>,
    /// Any other parameters.
    pub more: BTreeMap<String, u32>,
}

fn account() -> Credentials {
    Credentials::new("reader", "canary-secret").unwrap().with("token", "canary-token").unwrap()
}

fn prepare(scheme: &Scheme, request: &impl Endpoint) -> Prepared {
    let client = Client::builder("https://books.example/v1", scheme.clone(), Envelope::none())
        .credentials(account())
        .transport(MemoryTransport::new(|_| panic!("nothing is sent")))
        .build()
        .unwrap();
    client.prepare(request).unwrap()
}

fn is_accepted<E: Endpoint>(scheme: &Scheme, request: &http::Request<Bytes>) -> bool {
    let received = Received::under("/v1", E::OPERATION, request).unwrap();
    Auth::verify(scheme, &received, &account()).is_ok()
}

/// Prepares a request, verifies it, and checks that it is refused if a byte of its target is changed.
fn check<E: Endpoint>(scheme: &Scheme, request: &E) -> Prepared {
    let prepared = prepare(scheme, request);
    assert!(is_accepted::<E>(scheme, &prepared.request), "{scheme}\n{prepared:?}");
    let mut changed = prepared.request.clone();
    *changed.uri_mut() = format!("{}?extra=1", changed.uri())
        .replacen("?extra", "&extra", usize::from(changed.uri().query().is_some()))
        .parse()
        .unwrap();
    assert_eq!(is_accepted::<E>(scheme, &changed), scheme.uncovered().contains(&"query"), "{scheme}");
    assert!(!format!("{:?}{}", prepared, prepared.trace).contains("canary"), "{prepared:?}");
    prepared
}

#[test]
fn what_is_signed_is_what_is_sent() {
    let (now, exact) = (time(TimeFormat::UnixMillis), time(TimeFormat::pattern("%Y-%m-%d %H:%M:%S")));
    let whole = join("\n", (&now, method(), path_and_query(), header("accept-language").optional(), body()));
    let sorted = parameters().sorted().plus("secret", secret()).pairs("=", "&");
    let schemes = [
        Scheme::new(whole.hmac_sha256(secret()).hex()).header("x-time", &now).header("x-signature", signature()),
        Scheme::new(sorted.md5().hex())
            .parameter("key", key_id())
            .parameter("at", &exact)
            .parameter("sign", signature()),
        Scheme::new(raw_query().hmac_sha1(secret()).base64()).query("at", exact).query("sign", signature()),
        Scheme::new(parameters().and(headers(["x-token"])).sorted().pairs("=", "&").hmac_sha256(secret()).hex())
            .header("x-token", credential("token"))
            .parameter("token", credential("token"))
            .header("x-signature", signature()),
    ];
    for scheme in schemes {
        let scheme = scheme.build().unwrap();
        let find = FindBooks::builder().shelf("a/b c").title("Faust & Wagner*~").language("de").build();
        let prepared = check(&scheme, &find);
        assert_eq!(prepared.request.uri().path(), "/v1/shelves/a%2Fb%20c/books");
        assert_eq!(prepared.request.headers()["accept-language"], "de");
        let prepared = check(&scheme, &AddBook::builder().title("Faust").page_count(280_u32).build());
        assert_eq!(prepared.request.headers()["content-type"], "application/json");
        check(&scheme, &LendBook::builder().title("Faust & Wagner").build());
    }
}

/// What is sent, but for the signature, in the order of a scheme.
fn sorted_pairs(query: &str, order: &Order) -> String {
    let mut pairs: Vec<(String, String)> = form_urlencoded::parse(query.as_bytes()).into_owned().collect();
    pairs.retain(|(name, _)| name != "sign");
    pairs.sort_by(|(name, value), (other, of_other)| match order {
        Order::Name => name.cmp(other),
        Order::NameThenValue => name.cmp(other).then_with(|| value.cmp(of_other)),
        _ => name.encode_utf16().cmp(other.encode_utf16()),
    });
    pairs.iter().map(|(name, value)| format!("{name}={value}")).collect::<Vec<_>>().join("&")
}

#[test]
fn parameters_are_sorted_by_name_whichever_of_them_are_set() {
    let more: [&[(&str, u32)]; 4] = [
        &[],
        &[("copy", 1), ("copy99", 2)],
        &[("\u{1f600}", 1), ("\u{ff21}", 2), ("é", 3)],
        &[("titles", 7), ("t", 8)],
    ];
    for order in [Order::Name, Order::NameThenValue, Order::Utf16] {
        let scheme = Scheme::new(parameters().sorted_by(order).pairs("=", "&").hmac_sha256(secret()).hex())
            .parameter("key", key_id())
            .parameter("é-key", key_id())
            .parameter("sign", signature());
        let scheme = built(scheme);
        for (set, more) in (0..48).flat_map(|set| more.map(|more| (set, more))) {
            let is_set = |bit: usize| set >> bit & 1 == 1;
            let tags = [vec![], vec!["new"], vec!["new", "a"]];
            let books = ListBooks {
                title: is_set(0).then(|| "Faust".to_owned()),
                copy10: is_set(1).then_some(10),
                copy9: is_set(2).then_some(9),
                zone: is_set(3).then(|| "z".to_owned()),
                tags: tags[set / 16].iter().map(ToString::to_string).collect(),
                more: more.iter().map(|(name, value)| ((*name).to_owned(), *value)).collect(),
            };
            let prepared = check(&scheme, &books);
            let sent = sorted_pairs(prepared.request.uri().query().unwrap_or_default(), &order);
            assert_eq!(String::from_utf8_lossy(prepared.trace.signed()), sent, "{order:?} {books:?}");
        }
    }
}

#[test]
fn a_scheme_without_credentials_adds_the_time() {
    let scheme = built(Scheme::unsigned().parameter("at", time(TimeFormat::UnixSeconds)));
    let client: Client = Client::builder("https://books.example", scheme, Envelope::none()).build().unwrap();
    let prepared = client.prepare(&LendBook::builder().title("Faust").build()).unwrap();
    assert!(prepared.request.body().starts_with(b"title=Faust&at="));
}

#[test]
fn tokens_travel_and_stay_hidden() {
    let find = || FindBooks::builder().shelf("a").title("b").language("de").build();
    for scheme in [Scheme::bearer(), Scheme::basic(), Scheme::api_key_in_query("key").unwrap(), Scheme::none()] {
        let prepared = check(&scheme, &find());
        let mut without = prepared.request.clone();
        without.headers_mut().remove("authorization");
        *without.uri_mut() = "https://books.example/v1/shelves/a/books?title=b".parse().unwrap();
        assert_eq!(is_accepted::<FindBooks>(&scheme, &without), scheme == Scheme::none());
    }
}

#[test]
fn the_trace_shows_the_string_to_sign() {
    let text = lines((method(), path(), key_id(), secret(), "end"));
    let scheme = Scheme::new(text.hmac_sha256(secret()).hex()).header("x-key", key_id()).header("x", signature());
    let prepared = prepare(&scheme.build().unwrap(), &LendBook::builder().title("Faust").build());
    assert_eq!(prepared.trace.signed(), b"POST\n/v1/loans\nreader\n\nend");
    assert_eq!((prepared.trace.secret_at(), prepared.trace.digest()), (vec![22], "HMAC-SHA-256, in lower-case hex"));
    assert!(prepared.trace.signature().is_some());
}

fn built(scheme: SchemeBuilder) -> Scheme {
    scheme.build().unwrap_or_else(|error| panic!("{error}"))
}

fn signed(text: impl IntoText) -> Scheme {
    built(Scheme::new(text.into_text().hmac_sha256(secret()).hex()).header("x-signature", signature()))
}

/// The string that is signed for a request; it must be accepted as it arrives.
fn string<E: Endpoint>(text: impl IntoText, request: &E) -> String {
    let scheme = signed(text);
    let prepared = prepare(&scheme, request);
    assert!(is_accepted::<E>(&scheme, &prepared.request), "{scheme}\n{prepared:?}");
    String::from_utf8(prepared.trace.signed().to_vec()).unwrap()
}

#[test]
fn each_part_of_a_declared_request_is_signed_as_it_is_sent() {
    let find = FindBooks::builder().shelf("a/b c").title("Faust & Wagner").language("de").build();
    let text = join(" ", (method(), origin(), host(), host_name(), port(), path(), raw_query(), "[" + body() + "]"));
    let expected = "GET https://books.example books.example books.example 443 /v1/shelves/a%2Fb%20c/books title=Faust+%26+Wagner []";
    assert_eq!(string(text, &find), expected);
    assert_eq!(string(path_and_query(), &find), "/v1/shelves/a%2Fb%20c/books?title=Faust+%26+Wagner");
    assert_eq!(
        string(headers(["host", "Accept-Language", "content-type"]).pairs(":", "\n"), &find),
        "host:books.example\naccept-language:de"
    );
    assert_eq!(string(headers_starting("accept-l").pairs(":", "\n"), &find), "accept-language:de");
    assert_eq!(string(parameters().pairs("=", "&"), &find), "title=Faust & Wagner");
    let add = AddBook::builder().title("Faust").page_count(280_u32).build();
    assert_eq!(
        string(lines((header("Content-Type"), path_and_query(), body())), &add),
        "application/json\n/v1/books\n{\"title\":\"Faust\",\"pageCount\":280}"
    );
    assert_eq!(string(json_members().pairs("=", "&"), &add), "title=Faust&pageCount=280");
    assert_eq!(string("[" + form_pairs().pairs("=", "&") + query_pairs().names("&") + "]", &add), "[]");
    let lend = LendBook::builder().title("Faust & Wagner").build();
    assert_eq!(
        string(lines((header("content-type"), body(), form_pairs().pairs("=", "&"))), &lend),
        "application/x-www-form-urlencoded\ntitle=Faust+%26+Wagner\ntitle=Faust & Wagner"
    );
}

#[test]
fn bodies_of_every_kind_are_signed_as_they_are_read() {
    let upload = UploadCover::builder().isbn("7").note("a b").cover(File::new("cover.png", "image/png", "PNG")).build();
    assert_eq!(string(parameters().sorted().pairs("=", "&"), &upload), "isbn=7&note=a b");
    assert_eq!(string("[" + json_members().names(",") + form_pairs().names(",") + "]", &upload), "[isbn,note]");
    let titles = BTreeMap::from([("de".to_owned(), "Faust".to_owned())]);
    let whole = ReplaceBook::builder().titles(titles).build();
    assert_eq!(string(lines((body(), json_members().pairs("=", "&"))), &whole), "{\"de\":\"Faust\"}\nde=Faust");
    let nothing = ReplaceBook::builder().build();
    assert_eq!(string("[" + parameters().names(",") + body() + "]", &nothing), "[]");
    let review = Review::builder().text("a=1").build();
    assert_eq!(string("[" + form_pairs().names(",") + "]" + body(), &review), "[]a=1");
    // Parameters of another body cannot be signed.
    let client = client(signed(parameters().pairs("=", "&")));
    assert!(client.prepare(&review).unwrap_err().to_string().contains("none can be read from the body"));
}

fn client(scheme: impl Auth) -> Client {
    Client::builder("https://books.example/v1", scheme, Envelope::none())
        .credentials(account())
        .transport(MemoryTransport::new(|_| panic!("nothing is sent")))
        .build()
        .unwrap()
}

#[test]
fn what_is_sent_needs_room_in_the_body() {
    let prepared = |scheme: &Scheme, request: &dyn Fn(&Client) -> Result<Prepared, countersign::Error>| {
        request(&client(scheme.clone()))
            .map(|prepared| String::from_utf8(prepared.request.body().to_vec()).unwrap())
            .map_err(|error| error.to_string())
    };
    let json = built(Scheme::unsigned().json("key", key_id()));
    let titles = || BTreeMap::from([("de".to_owned(), "Faust".to_owned())]);
    let add = |client: &Client| client.prepare(&AddBook::builder().title("Faust").page_count(280_u32).build());
    let replace = |client: &Client| client.prepare(&ReplaceBook::builder().titles(titles()).build());
    assert_eq!(prepared(&json, &add).as_deref(), Ok(r#"{"title":"Faust","pageCount":280,"key":"reader"}"#));
    let number = built(Scheme::unsigned().json_number("at", nonce_of("123456789", 1)).json("key", key_id()));
    let body = prepared(&number, &add).unwrap();
    let at = body
        .strip_prefix(r#"{"title":"Faust","pageCount":280,"at":"#)
        .and_then(|rest| rest.strip_suffix(r#","key":"reader"}"#));
    assert!(at.is_some_and(|at| at.parse::<u8>().is_ok()), "{body}");
    let refused = prepared(&json, &replace).unwrap_err();
    assert!(refused.contains("cannot be added to a body whose members are not declared"), "{refused}");
    let review = |client: &Client| client.prepare(&Review::builder().text("a").build());
    let parameter = built(Scheme::unsigned().query("key", key_id()));
    assert_eq!(prepared(&parameter, &review).as_deref(), Ok("a"));
}

#[test]
fn the_origin_of_an_arrived_request_is_that_of_its_url_or_its_host() {
    let scheme = signed(lines((origin(), path())));
    let is_accepted = |operation: &'static Operation, request: &http::Request<Bytes>| {
        Auth::verify(&scheme, &Received::under("/v1", operation, request).unwrap(), &account()).is_ok()
    };
    let lend = || LendBook::builder().title("Faust").build();
    for (base, target, host) in [
        ("https://books.example/v1", "https://books.example/v1/loans", None),
        ("https://books.example/v1", "/v1/loans", Some("books.example")),
        ("https://books.example:8443/v1", "/v1/loans", Some("books.example:8443")),
        ("http://127.0.0.1:80/v1", "/v1/loans", Some("127.0.0.1")),
        ("http://127.0.0.1:8080/v1", "/v1/loans", Some("127.0.0.1:8080")),
        ("http://localhost:8080/v1", "/v1/loans", Some("localhost:8080")),
        ("http://[::1]:8080/v1", "/v1/loans", Some("[::1]:8080")),
        ("https://127.0.0.1.example/v1", "/v1/loans", Some("127.0.0.1.example")),
        ("http://127.0.0.1:8080/v1", "http://127.0.0.1:8080/v1/loans", Some("books.example")),
        ("https://localhost/v1", "/v1/loans", None),
        ("https://localhost/v1", "/v1/loans", Some("")),
    ] {
        let client = Client::builder(base, scheme.clone(), Envelope::none()).credentials(account());
        let client = client.transport(MemoryTransport::new(|_| panic!("nothing is sent"))).build().unwrap();
        let mut request = client.prepare(&lend()).unwrap().request;
        *request.uri_mut() = target.parse().unwrap();
        request.headers_mut().remove("host");
        if let Some(host) = host {
            request.headers_mut().insert("host", host.parse().unwrap());
        }
        assert!(is_accepted(LendBook::OPERATION, &request), "{base} {target} {host:?}");
        request.headers_mut().insert("host", "other.example".parse().unwrap());
        assert_eq!(is_accepted(LendBook::OPERATION, &request), target.starts_with("http"), "{base} {target}");
    }
}

#[test]
fn the_age_of_an_arrived_request_is_that_of_the_clock_of_its_receiver() {
    let now = time(TimeFormat::UnixSeconds);
    let scheme = Scheme::new(lines((path(), &now)).hmac_sha256(secret()).hex()).header("x-time", now);
    let scheme = built(scheme.header("x-signature", signature()));
    let signed_at = Timestamp::from_millisecond(1_528_942_782_000);
    let client = Client::builder("https://books.example/v1", scheme.clone(), Envelope::none()).credentials(account());
    let client = client.clock(move || signed_at).transport(MemoryTransport::new(|_| panic!("nothing is sent")));
    let prepared = client.build().unwrap().prepare(&LendBook::builder().title("Faust").build()).unwrap();
    let received = || Received::under("/v1", LendBook::OPERATION, &prepared.request).unwrap();
    let verify =
        |received: Received<'_>| Auth::verify(&scheme, &received, &account()).map_err(|refusal| refusal.to_string());
    assert_eq!(verify(received().at(signed_at)), Ok(()));
    let later = Timestamp::from_millisecond(1_528_942_782_000 + 300_001);
    for received in [received().at(later), received()] {
        assert!(verify(received).unwrap_err().contains("is too old"));
    }
}

#[test]
fn a_scheme_that_was_not_built_is_refused_with_its_problems() {
    let unsound: Result<Scheme, SchemeError> = Scheme::new(body().hmac_sha256(secret())).build();
    assert!(!unsound.needs_credentials());
    let description = unsound.describe(LendBook::OPERATION);
    assert!(description.problem.as_ref().unwrap().contains("the signature is not sent"), "{description:?}");
    let prepared = prepare(&signed(body()), &LendBook::builder().title("Faust").build());
    let received = Received::under("/v1", LendBook::OPERATION, &prepared.request).unwrap();
    assert!(Auth::verify(&unsound, &received, &account()).is_err());
    let sound: Result<Scheme, SchemeError> = Ok(signed(body()));
    assert!(Auth::verify(&sound, &received, &account()).is_ok() && sound.needs_credentials());
    assert!(Auth::verify(&sound, &received, &Credentials::new("reader", "other").unwrap()).is_err());
    assert_eq!(sound.describe(LendBook::OPERATION).expression.as_deref(), Some("body().hmac_sha256(secret()).hex()"));
    assert_eq!((sound.name(), unsound.name(), Scheme::none().name()), ("scheme", "scheme", "scheme"));
    for (scheme, needs) in [(Scheme::none(), false), (Scheme::bearer(), true)] {
        assert_eq!(scheme.needs_credentials(), needs);
    }
    for part in [key_id(), identifier("shop")] {
        assert!(built(Scheme::unsigned().header("x", part)).needs_credentials());
    }
    assert!(!built(Scheme::unsigned().header("x", path().sha256().hex())).needs_credentials());
}
