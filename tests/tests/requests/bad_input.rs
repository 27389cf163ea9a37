//! Bad input is refused before anything is sent, with a line that names the thing, the rule and the value, but never
//! the secret.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, reason = "a failure shows its line")]

use std::process::Command;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use api_1688::{Client, Date, ImageSearch, Language, Md5Sorted, PaymentLinks, SalesTrend, TopList, UploadImage};
use countersign::operation::{Method, Operation, PathTemplate};
use countersign::transport::MemoryTransport;
use countersign::{BaseUrl, Credentials, Endpoint, Envelope, Error, ErrorKind};
use countersign_tests::requests::{SECRET, account, cargo, create_order, keyword_search, preview_order, upload_image};

const MOST_BYTES: usize = 3 * 1024 * 1024;

/// How often a request was sent, and the error of the call if it is refused.
async fn call<E: Endpoint>(request: E) -> (usize, Option<Error>) {
    let sent = Arc::new(AtomicUsize::new(0));
    let counted = sent.clone();
    let transport = MemoryTransport::new(move |_| {
        counted.fetch_add(1, Ordering::SeqCst);
        http::Response::new("{}".into())
    });
    let client = Client::builder().credentials(account()).transport(transport).build().unwrap();
    let error = client.call(request).await.err();
    (sent.load(Ordering::SeqCst), error)
}

async fn is_refused<E: Endpoint>(request: E, says: &[&str]) {
    let (sent, error) = call(request).await;
    assert_eq!(sent, 0, "nothing may be sent");
    let error = error.expect("is refused");
    assert_eq!(error.kind(), ErrorKind::InvalidParameter, "{error}");
    assert_eq!(error.operation().map(Operation::name), Some(E::OPERATION.name()));
    let cause = std::error::Error::source(&error).expect("a refused parameter is the cause");
    assert_eq!(error.parameter().map(ToString::to_string), Some(cause.to_string()));
    assert!(error.to_string().contains(&cause.to_string()), "{error}");
    says_all(&error, says);
}

fn says_all(error: &Error, says: &[&str]) {
    let shown = error.to_string();
    for text in says {
        assert!(shown.contains(text), "`{text}` is not in: {shown}");
    }
    assert!(!shown.contains(SECRET) && !shown.contains('\n'), "{shown}");
}

async fn is_sent<E: Endpoint>(request: E) {
    assert_eq!(call(request).await.0, 1, "is allowed");
}

#[tokio::test]
async fn a_page_size_is_from_1_to_50() {
    for page_size in [0, 51, u32::MAX] {
        let request = {
            let mut changed = keyword_search();
            changed.page_size = page_size;
            changed
        };
        is_refused(request, &["`page_size`", "`pageSize`", "in the query", "from 1 to 50", &format!("is {page_size}")])
            .await;
    }
    for page_size in [1, 50] {
        is_sent({
            let mut changed = keyword_search();
            changed.page_size = page_size;
            changed
        })
        .await;
    }
}

#[tokio::test]
async fn pages_count_from_1() {
    let request = {
        let mut changed = keyword_search();
        changed.begin_page = 0;
        changed
    };
    is_refused(request, &["`begin_page`", "`beginPage`", "1 or more", "is 0"]).await;
}

#[tokio::test]
async fn a_limit_is_the_same_in_every_operation() {
    let list = |limit| {
        TopList::builder()
            .rank_id(1)
            .rank_type("hot".parse::<api_1688::RankType>().unwrap())
            .limit(limit)
            .language(Language::English)
            .build()
    };
    is_refused(list(0), &["`limit`", "from 1 to 20", "is 0"]).await;
    is_refused(list(21), &["`limit`", "from 1 to 20", "is 21"]).await;
    is_sent(list(20)).await;
}

#[tokio::test]
async fn an_image_has_at_most_3_megabytes() {
    let image = |bytes: usize| UploadImage::builder().image(vec![0xff; bytes]).build();
    is_refused(
        image(MOST_BYTES + 1),
        &["`image`", "`image_base64`", "in the body", "at most 3145728 bytes", "is 3145729 bytes"],
    )
    .await;
    is_sent(image(MOST_BYTES)).await;
    is_sent(upload_image()).await;
}

#[tokio::test]
async fn an_order_has_1_to_100_lines() {
    let order = |lines: usize| {
        let cargo = cargo().into_iter().cycle().take(lines).collect();
        {
            let mut changed = create_order("T-1");
            changed.cargo = cargo;
            changed
        }
    };
    is_refused(order(101), &["`cargo`", "`cargoParamList`", "at most 100", "a list of 101"]).await;
    is_refused(order(0), &["`cargo`", "`cargoParamList`", "at least 1", "a list of 0"]).await;
    is_sent(order(100)).await;
    is_refused(
        {
            let mut changed = preview_order();
            changed.cargo = vec![];
            changed
        },
        &["`cargo`", "at least 1"],
    )
    .await;
}

#[tokio::test]
async fn links_are_for_1_to_30_orders() {
    let links = |orders: u64| PaymentLinks::builder().order_ids(1..=orders).build();
    is_refused(links(31), &["`order_ids`", "`orderIdList`", "at most 30", "a list of 31"]).await;
    is_refused(links(0), &["`order_ids`", "`orderIdList`", "at least 1", "a list of 0"]).await;
    is_sent(links(30)).await;
}

#[tokio::test]
async fn a_trend_covers_one_month_of_the_calendar() {
    let trend = |from: (i16, i8, i8), until: (i16, i8, i8)| {
        SalesTrend::builder()
            .offer_id(670_291_644_950)
            .start_date(Date::new(from.0, from.1, from.2).unwrap())
            .end_date(Date::new(until.0, until.1, until.2).unwrap())
            .build()
    };
    for (from, until) in
        [((2024, 6, 20), (2024, 7, 20)), ((2024, 1, 31), (2024, 2, 29)), ((2024, 6, 20), (2024, 6, 20))]
    {
        is_sent(trend(from, until)).await;
    }
    let rules = ["`end_date`", "`endDate`", "at most 1 month after `startDate` (20240620)", "20240720 or earlier"];
    is_refused(trend((2024, 6, 20), (2024, 7, 21)), &[&rules[..], &["is 20240721"]].concat()).await;
    is_refused(trend((2024, 2, 29), (2024, 3, 30)), &["20240329 or earlier"]).await;
    is_refused(trend((2024, 6, 20), (2024, 6, 19)), &["`endDate`", "`startDate` (20240620) or later"]).await;
}

#[tokio::test]
async fn an_item_of_a_joined_list_is_one_item() {
    let filter = |text: &str| {
        let mut changed = keyword_search();
        changed.filter = vec![text.parse().unwrap()];
        changed
    };
    is_refused(filter("new7,new30"), &["`filter`", "items without `,`", "new7,new30"]).await;
    is_refused(filter(""), &["`filter`", "without empty items"]).await;
    is_sent(filter("new90")).await;
}

#[tokio::test]
async fn a_picture_must_be_set_exactly_once() {
    let search = |image_id: Option<u64>, image_url: Option<&str>| {
        let mut made = ImageSearch::builder().country(Language::English).begin_page(1).page_size(20).build();
        made.image_id = image_id.map(Into::into);
        made.image_url = image_url.map(str::to_owned);
        made
    };
    let names = ["`imageId`", "`imageAddress`", "`imageUrl`"];
    is_refused(search(None, None), &[&names[..], &["exactly one", "none is"]].concat()).await;
    is_refused(search(Some(1), Some("https://a.example")), &[&names[..], &["exactly one", "2 are"]].concat()).await;
    is_sent(search(Some(1), None)).await;
}

#[test]
fn credentials_are_refused_where_copying_went_wrong() {
    for (key, secret, says) in [
        ("", SECRET, ["key id", "is empty"]),
        (" k1", SECRET, ["key id", "blank"]),
        ("k1\n", SECRET, ["key id", "line break"]),
        ("k1", "", ["the secret", "is empty"]),
        ("k1", " S3CRET-0f1e2d3c4b5a6978", ["the secret", "blank"]),
        ("k1", "S3CRET-0f1e2d3c4b5a6978 ", ["the secret", "blank"]),
        ("k1", "S3CRET-0f1e2d3c4b5a6978\u{3000}", ["the secret", "blank"]),
        ("k1", "S3CRET-0f1e2d3c4b5a6978\n", ["the secret", "line break"]),
        ("k1", "S3CRET-0f1e2d3c4b5a6978\r\n", ["the secret", "line break"]),
        ("k1", "\nS3CRET-0f1e2d3c4b5a6978", ["the secret", "line break"]),
        ("k1", "S3CRET-0f1e2d3c\n4b5a6978", ["the secret", "control character"]),
    ] {
        let error = Credentials::new(key, secret).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Credentials);
        says_all(&error, &says);
        assert!(!error.to_string().contains("S3CRET"), "{error}");
    }
    // A blank inside may be part of it.
    assert_eq!(Credentials::new("k1", "two words").unwrap().key_id(), "k1");
}

#[test]
fn a_base_url_is_https_or_loopback_and_nothing_but_a_place() {
    for (url, says) in [
        ("http://openapi.dajisaas.com", "not encrypted"),
        ("http://127.0.0.1.example", "not encrypted"),
        ("http://localhost.example:8080", "not encrypted"),
        ("http://10.0.0.1", "not encrypted"),
        ("http://[2001:db8::1]", "not encrypted"),
        ("ftp://openapi.dajisaas.com", "use `https`"),
        ("https://openapi.dajisaas.com?x=1", "query"),
        ("https://openapi.dajisaas.com/#top", "fragment"),
        ("openapi.dajisaas.com", "no scheme"),
        ("/alibaba", "no scheme"),
        ("https://", "no host"),
        ("https://open api", "' ' in its host"),
        ("", "no scheme"),
        ("连衣裙", "no scheme"),
    ] {
        let built = Client::builder().credentials(account()).base_url(url).build();
        let error = built.err().unwrap_or_else(|| panic!("`{url}` is refused"));
        assert_eq!(error.kind(), ErrorKind::Configuration, "{url}");
        says_all(&error, &["base URL", url, says]);
    }
    for url in
        ["https://user:pass-w0rd@openapi.dajisaas.com", "http://user:pass-w0rd@localhost", "https://pass-w0rd@a?b"]
    {
        let error = Error::from(BaseUrl::new(url).unwrap_err());
        says_all(&error, &["base URL", "user"]);
        assert!(!error.to_string().contains("pass-w0rd"), "{error}");
    }
    for url in [
        "https://openapi.dajisaas.com",
        "https://a.example:8443/prefix",
        "http://127.0.0.1:1",
        "http://localhost",
        "http://[::1]:8080",
    ] {
        assert_eq!(BaseUrl::new(url).unwrap().as_str(), url);
        assert_eq!(BaseUrl::new(&format!("{url}/")).unwrap().as_str(), url);
    }
}

#[test]
fn a_client_is_not_built_from_settings_that_contradict_each_other() {
    const TOP_LISTS: &Operation = &Operation::new("top_lists", Method::Get, PathTemplate::new("/"));
    let transport = || MemoryTransport::new(|_| http::Response::default());
    let builder = || Client::builder().credentials(account());
    let refused = |built: Result<Client, Error>, kind, says: &[&str]| {
        let error = built.expect_err("is refused");
        assert_eq!(error.kind(), kind, "{error}");
        says_all(&error, says);
    };
    let configuration = ErrorKind::Configuration;
    refused(Client::builder().build(), ErrorKind::Credentials, &["no credentials", ".credentials("]);
    refused(builder().transport(transport()).timeout(Duration::from_secs(1)).build(), configuration, &["timeout"]);
    refused(builder().path(TOP_LISTS, "/x").build(), configuration, &["`top_lists`", "not an operation"]);
    refused(builder().path(TopList::OPERATION, "x").build(), configuration, &["top_list: ", "`x`", "begin with `/`"]);
    refused(builder().path(TopList::OPERATION, "/{x}").build(), configuration, &["`/{x}`", "placeholders"]);
    assert!(builder().path(TopList::OPERATION, "/x").build().is_ok());
}

#[test]
fn a_client_without_operations_reports_why_it_accepts_no_path() {
    let builder = countersign::Client::builder("https://vendor.example", Md5Sorted::default(), Envelope::default());
    let error = builder.credentials(account()).path(TopList::OPERATION, "/x").build().unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Configuration);
    says_all(&error, &["`top_list`", "has no list of operations", "in the definition"]);
}

/// Reads the environment of this process, for the next test, which must not change its own.
#[test]
#[ignore = "a child process of the next test"]
#[expect(clippy::print_stdout, reason = "the parent reads it")]
fn child_reads_its_environment() {
    match Credentials::from_env("COUNTERSIGN_TEST") {
        Ok(credentials) => println!("read: {:?}", credentials.map(|account| account.key_id().to_owned())),
        Err(error) => println!("refused: {:?} {error}", error.kind()),
    }
}

#[test]
fn an_environment_with_one_of_two_names_the_other() {
    let read = |variables: &[(&str, &str)]| {
        let output = Command::new(std::env::current_exe().unwrap())
            .args(["--exact", "bad_input::child_reads_its_environment", "--ignored", "--nocapture"])
            .env_remove("COUNTERSIGN_TEST_APP_KEY")
            .env_remove("COUNTERSIGN_TEST_APP_SECRET")
            .envs(variables.iter().copied())
            .output()
            .unwrap();
        let text = String::from_utf8(output.stdout).unwrap();
        assert!(!text.contains(SECRET), "{text}");
        text
    };
    let (key, secret) = (("COUNTERSIGN_TEST_APP_KEY", "k1"), ("COUNTERSIGN_TEST_APP_SECRET", SECRET));
    assert!(read(&[]).contains("read: None"));
    assert!(read(&[key, secret]).contains(r#"read: Some("k1")"#));
    for (set, unset) in [(key, secret), (secret, key)] {
        let text = read(&[set]);
        assert!(text.contains("refused: Credentials"), "{text}");
        assert!(text.contains(&format!("{} is set, but {} is not", set.0, unset.0)), "{text}");
    }
    assert!(read(&[("COUNTERSIGN_TEST_APP_KEY", ""), secret]).contains("refused: Credentials the key id is empty"));
}
