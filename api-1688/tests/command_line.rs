//! The program `api-1688` as a user starts it: what it prints where, and its exit status.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, reason = "a failure shows its line")]

#[allow(dead_code, reason = "shared with the other tests of the program")]
mod program;

use api_1688::message::PushRule;
use api_1688::stand_in::{APP_KEY, APP_SECRET};
use api_1688::{Client, Credentials};
use countersign::operation::Operation;
use serde_json::Value;

use self::program::{StandIn, ran, run, scratch};

const SEARCH: [&str; 5] = ["keyword-search", "--keyword", "夏季", "--country", "en"];

/// A call of every operation, in an order in which the stand-in can answer each; `ORDER` is the order that is made, `LINES` are its lines.
const CALLS: &[&[&str]] = &[
    &["upload-image-by-url", "--picture-url", "https://a.example/b.jpg?x=1&y=2"],
    &["upload-image", "--image", "@PICTURE"],
    &["image-search", "--image-id", "1164408192156408878", "--country", "en"],
    &["keyword-search", "--keyword", "夏季", "--country", "en", "--filter", "isOnePsale", "--filter", "new7"],
    &["product-detail", "--offer-id", "670291644950", "--country", "en"],
    &["category", "--category-id", "15"],
    &[
        "shop-search",
        "--seller-open-id",
        "BBBEjczPHMQ_zHE-67YyNGXyw",
        "--country",
        "en",
        "--sort",
        r#"{"price":"asc"}"#,
    ],
    &[
        "freight-estimate",
        "--offer-id",
        "670291644950",
        "--to-province-code",
        "330000",
        "--to-city-code",
        "330100",
        "--to-district-code",
        "330108",
        "--total-quantity",
        "3",
        "--skus",
        r#"{"skuId":"4829152353068","number":3}"#,
    ],
    &["search-navigation", "--keyword", "手机", "--language", "en_US", "--region", "US", "--currency", "USD"],
    &["preview-order", "--address", "@ADDRESS", "--cargo", r#"[{"offerId":623686863670,"quantity":5}]"#],
    &[
        "create-order",
        "--third-order-id",
        "T-1",
        "--flow",
        "general",
        "--message",
        "",
        "--address",
        "@ADDRESS",
        "--cargo",
        r#"{"offerId":623686863670,"quantity":5}"#,
        "--cargo",
        r#"{"offerId":623686863671,"quantity":1}"#,
    ],
    &["order-details", "--order-id", "ORDER"],
    &["order-list", "--status", "waitbuyerpay"],
    &["payment-links", "--order-ids", "ORDER"],
    &["password-free-pay", "--order-id", "ORDER"],
    &["confirm-receipt", "--order-id", "ORDER", "--order-item-ids", "LINES"],
    &["top-list", "--rank-id", "111", "--rank-type", "hot", "--limit", "20", "--language", "en"],
    &["sales-trend", "--offer-id", "670291644950", "--start-date", "20240601", "--end-date", "20240630"],
];

/// What the sample says of products outside of a programme; it is read as absent.
const NULLS: &str = r#""jxhyPrice":null,"pfJxhyPrice":null,"#;

const ADDRESS: &str = r#"{
    "fullName": "张三", "mobile": "13800000000", "phone": "057188158198", "postCode": "000000",
    "provinceText": "浙江省", "cityText": "杭州市", "areaText": "滨江区", "townText": "长河镇",
    "address": "网商路699号", "districtCode": "330108"
}"#;

#[test]
fn every_operation_can_be_called() {
    let stand_in = StandIn::start();
    let files =
        [("PICTURE", scratch("picture.jpg", b"\xff\xd8\xff\xe0")), ("ADDRESS", scratch("address.json", ADDRESS))];
    let (mut order, mut lines) = (String::new(), String::new());
    let mut called = Vec::new();
    for call in CALLS {
        let with_files = |text: &&str| {
            let named = text.strip_prefix('@').and_then(|name| files.iter().find(|(each, _)| *each == name));
            named.map_or_else(|| text.replace("ORDER", &order).replace("LINES", &lines), |(_, path)| format!("@{path}"))
        };
        let mut arguments: Vec<String> = call.iter().map(with_files).collect();
        let is_called = |operation: &&&Operation| operation.name().replace('_', "-") == call[0];
        if Client::OPERATIONS.iter().find(is_called).unwrap().needs_confirmation() {
            arguments.push(String::from("--yes"));
        }
        let shown = stand_in.run(&arguments);
        assert!(shown.succeeded() && !shown.out.is_empty(), "{call:?}: {shown}");
        assert!(!shown.out.contains("Nothing was found") && !shown.err.contains("drift"), "{call:?}: {shown}");
        if call[0] == "create-order" || call[0] == "password-free-pay" || call[0] == "confirm-receipt" {
            // Done once; a second time would be another order, or refused.
        } else {
            arguments.push(String::from("--json"));
            let json = stand_in.run(&arguments);
            assert!(json.succeeded(), "{call:?}: {json}");
            serde_json::from_str::<Value>(&json.out).expect("is JSON");
        }
        if call[0] == "create-order" {
            let made = stand_in.run(&["order-list", "--json"]).json()["result"][0].take();
            let text = |value: &Value| value.as_str().expect("a number as text").to_owned();
            order = text(&made["baseInfo"]["idOfStr"]);
            let items = made["productItems"].as_array().expect("its lines").iter();
            lines = items.map(|item| text(&item["subItemIDString"])).collect::<Vec<_>>().join(",");
        }
        called.push(call[0].replace('-', "_"));
    }
    // An order can only be cancelled ten seconds after it was made: what is seen here is the refusal.
    let arguments = ["cancel-order", "--order-id", &order, "--reason", "buyerCancel", "--remark", "", "--yes"];
    let refused = stand_in.run(&arguments);
    assert_eq!(refused.status, 1, "{refused}");
    assert!(refused.err.contains("code 1009") && refused.err.contains("ORDER_STATUS_ERROR"), "{refused}");
    called.push(String::from("cancel_order"));
    called.sort();
    let mut all: Vec<_> = Client::OPERATIONS.iter().map(|operation| operation.name()).collect();
    all.sort_unstable();
    assert_eq!(called, all);
}

#[test]
fn without_credentials_the_embedded_stand_in_is_called_and_named() {
    let shown = run(&SEARCH);
    assert!(shown.succeeded(), "{shown}");
    assert!(shown.err.contains("asking the embedded stand-in at http://127.0.0.1:"), "{shown}");
    assert!(shown.out.contains("727920485853") && shown.out.contains("34.50"), "{shown}");
    let page = run(&[&SEARCH[..], &["--json"]].concat()).json();
    let offers = page["data"].as_array().unwrap();
    assert!(offers.len() == 20 && page["totalRecords"].as_u64().unwrap() > 20, "{page}");
    let english = |offer: &Value| offer["subjectTrans"].as_str().is_some_and(str::is_ascii);
    assert!(offers.iter().all(english), "{page}");
}

#[test]
fn unencrypted_requests_bypass_the_proxy() {
    for variable in ["HTTP_PROXY", "all_proxy"] {
        // Nobody listens there.
        let shown = ran(&SEARCH, &[(variable, "http://127.0.0.1:1")]);
        assert!(shown.succeeded(), "{variable}: {shown}");
    }
}

#[test]
fn pages_are_followed_to_their_end() {
    let total = run(&[&SEARCH[..], &["--json"]].concat()).json()["totalRecords"].as_u64().unwrap();
    let found = |shown: &program::Shown| shown.json().as_array().map(|items| items.len() as u64);
    let shown = run(&[&SEARCH[..], &["--page-size", "15", "--all", "--json"]].concat());
    assert_eq!(found(&shown), Some(total), "{shown}");
    let rest = run(&[&SEARCH[..], &["--page-size", "15", "--begin-page", "2", "--all", "--json"]].concat());
    assert_eq!(found(&rest), Some(total - 15), "{rest}");
    let table = run(&[&SEARCH[..], &["--page-size", "15", "--all"]].concat());
    assert!(table.err.contains(&format!("{total} items of {} pages", total.div_ceil(15))), "{table}");
    let refused = run(&["product-detail", "--offer-id", "1", "--country", "en", "--all"]);
    assert_eq!(refused.status, 2, "{refused}");
}

#[test]
fn a_trend_is_a_chart_with_days_and_numbers_at_its_axes() {
    let trend = ["sales-trend", "--offer-id", "727920485853", "--start-date", "20240601", "--end-date", "20240630"];
    let shown = run(&trend);
    // What the search shows as sold in a month.
    assert!(shown.out.contains("value by date, 20240601 to 20240630: 3911 in all"), "{shown}");
    let lines: Vec<&str> = shown.out.lines().collect();
    let [.., base, days, _] = &lines[..] else { panic!("{shown}") };
    assert!(base.trim_start().starts_with("0 ┼┬"), "{shown}");
    let days: Vec<&str> = days.split_whitespace().collect();
    assert!(days.len() > 5 && days[0] == "20240601" && days[1] == "20240605", "{shown}");
    // The scale ends at the best day, whose bar reaches the top.
    let sold = run(&[&trend[..], &["--json"]].concat()).json();
    let most = sold
        .as_array()
        .unwrap()
        .iter()
        .map(|day| day["value"].to_string().trim_matches('"').parse::<u64>().unwrap())
        .max()
        .unwrap();
    assert!(lines[0].trim_start().starts_with(&format!("{most} ┤")) && lines[0].contains('█'), "{shown}");

    let narrow = ran(&trend, &[("COLUMNS", "24")]);
    assert!(narrow.out.contains("3911 in all, each bar the sum of 2"), "{narrow}");
    let (chart, _) = narrow.out.split_once("value by").unwrap();
    assert!(chart.lines().count() > 5 && chart.lines().all(|line| line.chars().count() <= 24), "{narrow}");
}

#[test]
fn a_dry_run_sends_nothing_and_prints_no_secret() {
    let environment = [("API_1688_APP_KEY", "k1"), ("API_1688_APP_SECRET", "very-secret")];
    let shown = ran(&[&SEARCH[..], &["--dry-run"]].concat(), &environment);
    assert!(shown.succeeded(), "{shown}");
    let expected = "curl 'https://openapi.dajisaas.com/alibaba/product/keywordQuery?keyword=%E5%A4%8F%E5%AD%A3&country=en\
                    &beginPage=1&pageSize=20&appKey=k1&sign=";
    assert!(shown.out.starts_with(expected), "{shown}");
    assert!(!shown.to_string().contains("very-secret"), "{shown}");
    let body = ran(&["order-details", "--order-id", "19", "--dry-run"], &environment);
    for part in ["--request POST", "--header 'content-type: application/json'", r#"--data-raw '{"webSite":"1688""#] {
        assert!(body.out.contains(part), "{part}: {body}");
    }
    assert!(!body.to_string().contains("very-secret"), "{body}");
}

#[test]
fn the_trace_shows_what_is_signed_without_the_secret() {
    let environment = [("API_1688_APP_KEY", "k1"), ("API_1688_APP_SECRET", "very-secret")];
    let shown = ran(&[&SEARCH[..], &["--explain"]].concat(), &environment);
    assert!(shown.succeeded(), "{shown}");
    assert!(shown.out.contains("appKey=k1&beginPage=1&country=en&keyword=夏季&pageSize=20&secret="), "{shown}");
    assert!(!shown.to_string().contains("very-secret"), "{shown}");
}

#[test]
fn a_usage_error_names_the_option_and_exits_with_status_2() {
    let cases: [(&[&str], &str); 8] = [
        (&["keyword-serch"], "similar subcommand exists: 'keyword-search'"),
        (&["keyword-search", "--country", "en"], "--keyword <TEXT>"),
        (&["keyword-search", "--keyward", "夏季", "--country", "en"], "'--keyword'"),
        (
            &["keyword-search", "--keyword", "夏", "--country", "en", "--page-size", "51"],
            "from 1 to 50, is 51: see `--page-size`",
        ),
        (&["image-search", "--country", "en"], "--image-id <ID>|--image-address <TEXT>|--image-url <TEXT>"),
        (&["upload-image", "--image", "@no-such-file.jpg"], "cannot read `no-such-file.jpg`, the value of `--image`"),
        (&["order-details", "--order-id", "12a"], "`orderId` in the body"),
        (
            &["order-list", "--base-url", "http://openapi.dajisaas.com"],
            "no credentials are set for http://openapi.dajisaas.com",
        ),
    ];
    for (arguments, says) in cases {
        let shown = run(arguments);
        assert_eq!((shown.status, shown.out.as_str()), (2, ""), "{arguments:?}: {shown}");
        assert!(shown.err.contains(says), "{arguments:?} should say {says}: {shown}");
    }
    let half = ran(&SEARCH, &[("API_1688_APP_KEY", "k1")]);
    assert_eq!(half.status, 2, "{half}");
    assert!(half.err.contains("API_1688_APP_SECRET is not"), "{half}");
}

#[test]
fn an_address_that_would_be_changed_on_the_way_is_refused_with_status_2() {
    let environment = [("API_1688_APP_KEY", "k1"), ("API_1688_APP_SECRET", "very-secret")];
    for (option, address, says) in [
        ("--path", "/x#f", "a path cannot contain `#`"),
        ("--path", "/x?y=1", "a path cannot contain `?`"),
        ("--path", "/é", "write `/%C3%A9`"),
        ("--path", "/a/../b", "`..`"),
        ("--base-url", "https://h/é", "write `/%C3%A9`"),
        ("--base-url", "https://h/%2e%2e/b", "`..`"),
        ("--base-url", "https://h:99999", "from 1 to 65535"),
    ] {
        let shown = ran(&[&SEARCH[..], &["--dry-run", option, address]].concat(), &environment);
        assert_eq!((shown.status, shown.out.as_str()), (2, ""), "{address}: {shown}");
        assert!(shown.err.contains(says), "{address} should say {says}: {shown}");
    }
}

#[test]
fn headers_user_agent_and_unencrypted_hosts_are_given_as_options() {
    let environment = [("API_1688_APP_KEY", "k1"), ("API_1688_APP_SECRET", "s1")];
    let with = |options: &[&'static str]| ran(&[&SEARCH[..], &["--dry-run"], options].concat(), &environment);
    let headers = ["--header", "x-shop: 7", "--header", "x-empty:", "--user-agent", "bookshop/2.1"];
    let shown = with(&headers);
    assert_eq!(shown.status, 0, "{shown}");
    for header in ["'x-shop: 7'", "'x-empty: '", "'user-agent: bookshop/2.1'"] {
        assert!(shown.out.contains(header), "{header} is missing: {shown}");
    }
    let host = with(&["--base-url", "http://market.internal", "--allow-unencrypted", "market.internal"]);
    assert!(host.status == 0 && host.out.contains("http://market.internal/"), "{host}");
    for (options, says) in [
        (&["--header", "x-shop"][..], "a header is written as `name: value`"),
        (&["--header", "Host: a"], "belongs to HTTP itself"),
        (&["--header", "x shop: a"], "is not a header name"),
        (&["--user-agent", "\u{1b}[31m"], "visible ASCII"),
        (&["--base-url", "http://market.internal"], "is not encrypted"),
        (&["--allow-unencrypted", "market.internal"], "no request goes to that host"),
    ] {
        let shown = with(options);
        assert_eq!((shown.status, shown.out.as_str()), (2, ""), "{options:?}: {shown}");
        assert!(shown.err.contains(says), "{options:?} should say {says}: {shown}");
    }
}

#[test]
fn parameters_are_added_and_left_out_by_options() {
    let environment = [("API_1688_APP_KEY", "k1"), ("API_1688_APP_SECRET", "s1")];
    let with = |options: &[&'static str]| ran(&[&SEARCH[..], &["--dry-run"], options].concat(), &environment);
    let plain = with(&[]);
    assert!(plain.out.contains("beginPage=1"), "{plain}");
    let changed = with(&["--without", "beginPage", "--parameter", "experiment=new ranking", "--parameter", "level=2"]);
    assert_eq!(changed.status, 0, "{changed}");
    assert!(!changed.out.contains("beginPage"), "{changed}");
    assert!(
        changed.out.contains("experiment=new%20ranking") || changed.out.contains("experiment=new+ranking"),
        "{changed}"
    );
    assert!(changed.out.contains("level=2"), "{changed}");
    let body =
        ran(&["order-details", "--order-id", "19", "--dry-run", "--parameter", r#"more={"a":[1,"2"]}"#], &environment);
    assert!(body.out.contains("more"), "{body}");
    for (options, says) in [
        (&["--parameter", "keyword=a"][..], "is the field `keyword` of `keyword_search`: set that"),
        (&["--parameter", "keyword"], "the two parts are written as `one=other`"),
        (&["--without", "nothing"], "it is not a parameter of `keyword_search`"),
        (&["--parameter", "a=1", "--all"], "cannot be used with"),
    ] {
        let shown = with(options);
        assert_eq!((shown.status, shown.out.as_str()), (2, ""), "{options:?}: {shown}");
        assert!(shown.err.contains(says), "{options:?} should say {says}: {shown}");
    }
}

#[test]
fn a_failed_call_exits_with_status_1_and_prints_one_cause_per_line() {
    // Nobody listens on port 1 of the loopback address.
    let environment = [
        ("API_1688_APP_KEY", "k1"),
        ("API_1688_APP_SECRET", "very-secret"),
        ("API_1688_BASE_URL", "http://127.0.0.1:1"),
    ];
    let shown = ran(&SEARCH, &environment);
    assert_eq!((shown.status, shown.out.as_str()), (1, ""), "{shown}");
    let lines: Vec<&str> = shown.err.lines().collect();
    assert!(lines[0].starts_with("error: keyword_search: no connection to 127.0.0.1:1"), "{shown}");
    assert!(lines.len() > 1 && lines[1..].iter().all(|line| line.starts_with("  because: ")), "{shown}");
    assert!(!shown.err.contains("very-secret") && !shown.err.contains("sign="), "{shown}");
    let stand_in = StandIn::start();
    let wrong = stand_in.run_as(("stand-in", "another-secret"), &SEARCH);
    assert_eq!(wrong.status, 1, "{wrong}");
    assert!(wrong.err.contains("`--explain` prints what is signed"), "{wrong}");
}

#[test]
fn the_other_reading_signs_every_member_and_is_offered_where_there_is_one() {
    let order = CALLS.iter().find(|call| call[0] == "order-list").unwrap();
    let first = run(&[*order, &["--explain"]].concat());
    assert!(!first.out.contains("orderStatus=waitbuyerpay&"), "{first}");
    let other = run(&[*order, &["--explain", "--other-reading"]].concat());
    assert!(other.out.contains("orderStatus=waitbuyerpay&"), "{other}");
    let no_body = run(&[&SEARCH[..], &["--other-reading"]].concat());
    assert!(no_body.status == 2 && no_body.err.contains("--other-reading"), "{no_body}");
}

#[test]
fn vectors_are_checked() {
    let vectors = include_str!("../../tests/vectors/md5-sorted.jsonl");
    let all = scratch("vectors.jsonl", vectors);
    let shown = run(&["sign", "--vectors", &all]);
    assert_eq!((shown.status, shown.out.as_str()), (0, "300 passed, 0 failed\n"), "{shown}");
    let first = vectors.lines().next().unwrap();
    let broken = scratch("broken.jsonl", format!("{first}\n{}\n", first.replace("55EA", "55EB")));
    let shown = run(&["sign", "--vectors", &broken]);
    assert_eq!(shown.status, 1, "{shown}");
    assert!(shown.out.starts_with("line 2: the signature is 55EA"), "{shown}");
    assert!(shown.out.ends_with("1 passed, 1 failed\n"), "{shown}");
    let no_vector = scratch("no-vector.jsonl", "{\"secret\":1}\n");
    assert_eq!(run(&["sign", "--vectors", &no_vector]).status, 2);
}

#[test]
fn captured_answers_are_read_as_the_client_reads_them() {
    let sample = include_str!("../samples/keyword-search.response.json");
    let shown = run(&["decode", "keyword_search", &scratch("good.json", sample)]);
    assert_eq!((shown.status, shown.err.as_str()), (0, ""), "{shown}");
    let whole: Value = serde_json::from_str(sample).unwrap();
    let (read, sent) = (shown.json(), &whole["data"]);
    assert_eq!((&read["totalRecords"], read["data"].as_array().map(Vec::len)), (&sent["totalRecords"], Some(20)));
    for name in ["offerId", "subject", "priceInfo", "traceInfo"] {
        let named = |list: &Value| list["data"].as_array().unwrap().iter().map(|item| item[name].to_string()).collect();
        let [read, sent]: [Vec<String>; 2] =
            [named(&read), named(sent).iter().map(|text: &String| text.replace(NULLS, "")).collect()];
        assert_eq!(read, sent, "{name}");
    }

    let newer = sample.replacen("\"isJxhy\"", "\"isNewer\": 1, \"isJxhy\"", 1);
    let shown = run(&["decode", "keyword_search", &scratch("newer.json", newer)]);
    assert_eq!((shown.status, shown.err.as_str()), (0, "drift: unknown field `isNewer` of `ProductSummary` (1×)\n"));

    let broken = sample.replacen("\"monthSold\": ", "\"monthSold\": \"many\", \"was\": ", 1);
    let shown = run(&["decode", "keyword_search", &scratch("broken.json", broken)]);
    assert_eq!((shown.status, shown.out.as_str()), (1, ""), "{shown}");
    assert!(shown.err.contains("`data.data[0].monthSold`"), "{shown}");
    let spring = scratch("spring.json", r#"{"status":404,"message":"No message available"}"#);
    let shown = run(&["decode", "keyword_search", &spring, "--status", "404"]);
    assert!(shown.status == 1 && shown.err.contains("No message available"), "{shown}");
    // The name may be that of the sub-command, and a path that is a guess is called one.
    let shown = run(&["decode", "top-list", &spring, "--status", "404"]);
    assert!(shown.status == 1 && shown.err.contains("the path is a guess"), "{shown}");
}

#[test]
fn a_captured_order_is_one_only_with_its_proof() {
    let made = r#"{"code":200,"data":{"orderId":"2257164624870311973"}}"#;
    assert_eq!(run(&["decode", "create-order", &scratch("made.json", made)]).status, 0);
    for (name, body, status) in [
        ("without.json", r#"{"code":200,"data":{"success":true}}"#, "200"),
        ("refused.json", made, "400"),
        ("unreadable.json", r#"{"code":true,"data":{"orderId":"2257164624870311973"}}"#, "200"),
    ] {
        let shown = run(&["decode", "create-order", &scratch(name, body), "--status", status]);
        assert_eq!((shown.status, shown.out.as_str()), (1, ""), "{shown}");
    }
    let shown = run(&["decode", "create-order", &scratch("without.json", r#"{"code":200,"data":{}}"#)]);
    assert!(shown.err.contains("without `orderId` or `orderList.orderId`"), "{shown}");
}

#[test]
fn the_help_of_a_nested_value_names_its_members() {
    let shown = run(&["create-order", "--help"]);
    assert!(shown.out.contains("[members: offerId, specId?, quantity]"), "{shown}");
}

#[test]
fn a_push_message_is_verified_before_it_is_read() {
    let credentials = Credentials::new(APP_KEY, APP_SECRET).unwrap();
    let message = r#"{"data":{"orderId":167539019420540000,"currentStatus":"waitsellersend"},"type":"ORDER_BUYER_VIEW_ORDER_PAY"}"#;
    let posted = |rule: PushRule| {
        let signer = rule.pushes().unwrap().signer(&credentials);
        signer.request("https://receiver.example/", message).unwrap().into_body()
    };
    let shown = run(&["verify-message", "--file", &scratch("pushed", posted(PushRule::EveryField))]);
    assert_eq!(shown.status, 0, "{shown}");
    assert_eq!(shown.json()["data"]["orderId"], 167_539_019_420_540_000_u64);
    let other = posted(PushRule::MessageValue);
    let file = scratch("pushed-otherwise", other);
    let shown = run(&["verify-message", "--file", &file]);
    assert!(shown.status == 1 && shown.err.contains("add `--rule message-value`"), "{shown}");
    assert_eq!(run(&["verify-message", "--file", &file, "--rule", "message-value"]).status, 0);
}

#[test]
fn operations_are_listed_for_programs() {
    let listed = run(&["endpoints", "--json"]).json();
    let listed = listed.as_array().unwrap();
    assert_eq!(listed.len(), Client::OPERATIONS.len());
    for (listed, operation) in listed.iter().zip(Client::OPERATIONS) {
        let told = |name: &str| listed[name].as_str().unwrap_or_default();
        assert_eq!((told("name"), told("path")), (operation.name(), operation.path().as_str()));
        assert_eq!((told("method"), told("retry")), (operation.method().as_str(), operation.retry().as_str()));
        assert_eq!((told("source"), told("body")), (operation.source().as_str(), operation.body().as_str()));
        assert_eq!(listed["docs"].as_str(), operation.docs_url());
        assert_eq!(listed["proof"].as_array().map(Vec::len), Some(operation.proof().len()));
        assert_eq!(listed["params"].as_array().map(Vec::len), Some(operation.parameters().len()));
    }
    let order = listed.iter().find(|listed| listed["name"] == "create_order").unwrap();
    assert_eq!(order["proof"], serde_json::json!(["orderId", "orderList.orderId"]));
    let search = listed.iter().find(|listed| listed["name"] == "keyword_search").unwrap();
    let size = &search["params"][3];
    assert_eq!(
        (&size["name"], &size["wire_name"], &size["in"]),
        (&"page_size".into(), &"pageSize".into(), &"query".into())
    );
    assert_eq!((&size["type"], &size["required"], &size["default"]), (&"integer".into(), &false.into(), &"20".into()));
    assert!(size["doc"].as_str().unwrap().contains("at most 50"));
    let table = run(&["endpoints"]);
    assert!(Client::OPERATIONS.iter().all(|operation| table.out.contains(operation.path().as_str())), "{table}");
}

#[test]
fn documents_and_completions_are_printed() {
    let document = run(&["openapi"]).json();
    let kept: Value = serde_json::from_str(include_str!("../openapi.json")).unwrap();
    assert!(document == kept, "bless the document: see CONTRIBUTING.md");
    for shell in ["bash", "zsh", "fish"] {
        let script = run(&["completions", shell]);
        assert!(script.succeeded() && script.out.contains("keyword-search"), "{shell}: {script}");
    }
}

/// Text before which an editor put a byte order mark.
fn marked(text: impl AsRef<[u8]>) -> Vec<u8> {
    [b"\xef\xbb\xbf", text.as_ref()].concat()
}

#[test]
fn a_byte_order_mark_in_a_text_file_is_skipped() {
    let environment = [("API_1688_APP_KEY", "k1"), ("API_1688_APP_SECRET", "very-secret")];
    let shown = |value: &str, content: &[u8]| {
        let file = format!("@{}", scratch(value, content));
        ran(&["keyword-search", "--keyword", &file, "--country", "en", "--dry-run"], &environment)
    };
    let [with, without] = [shown("marked.txt", &marked("夏季")), shown("plain.txt", "夏季".as_bytes())];
    assert!(with.succeeded(), "{with}");
    assert_eq!(with.out, without.out);
    let piped = ["keyword-search", "--keyword", "@-", "--country", "en", "--dry-run"];
    assert_eq!(program::ran_with_input(&piped, &environment, &marked("夏季\n")).out, without.out);
    let order = |name: &str, content: Vec<u8>| {
        let file = format!("@{}", scratch(name, content));
        let cargo = r#"{"offerId":1,"quantity":5}"#;
        let shown = ran(&["preview-order", "--address", &file, "--cargo", cargo, "--dry-run"], &environment);
        assert!(shown.succeeded(), "{shown}");
        // What follows is the time.
        shown.out.split("appKey").next().map(str::to_owned)
    };
    assert_eq!(order("marked.json", marked(ADDRESS)), order("plain.json", ADDRESS.into()));

    let vectors = include_str!("../../tests/vectors/md5-sorted.jsonl");
    let vectors = scratch("marked-vectors.jsonl", marked(vectors));
    assert_eq!(run(&["sign", "--vectors", &vectors]).out, "300 passed, 0 failed\n");
    let sample = include_str!("../samples/keyword-search.response.json");
    let shown = run(&["decode", "keyword_search", &scratch("marked-answer.json", marked(sample))]);
    assert_eq!((shown.status, shown.err.as_str()), (0, ""), "{shown}");
    let credentials = Credentials::new(APP_KEY, APP_SECRET).unwrap();
    let message = r#"{"data":{"orderId":1,"currentStatus":"waitsellersend"},"type":"ORDER_BUYER_VIEW_ORDER_PAY"}"#;
    let signer = PushRule::EveryField.pushes().unwrap().signer(&credentials);
    let pushed = marked(signer.request("https://receiver.example/", message).unwrap().into_body());
    let shown = run(&["verify-message", "--file", &scratch("marked-push", pushed)]);
    assert_eq!(shown.status, 0, "{shown}");
    let request = "GET /x?appKey=1&a=2&sign=0123456789abcdef0123456789abcdef HTTP/1.1\n\n";
    let solve = ["sign", "solve", "--request", &scratch("marked-request", marked(request))];
    let shown = ran(&solve, &[("API_1688_APP_SECRET", "very-secret")]);
    assert!(shown.status == 1 && shown.out.contains("No rule fits"), "{shown}");
}

#[test]
fn a_picture_that_begins_with_those_bytes_keeps_them() {
    let environment = [("API_1688_APP_KEY", "k1"), ("API_1688_APP_SECRET", "very-secret")];
    let picture = format!("@{}", scratch("marked.jpg", marked(b"\xff\xd8\xff")));
    let shown = ran(&["upload-image", "--image", &picture, "--dry-run"], &environment);
    assert!(shown.succeeded() && shown.out.contains("77u//9j/"), "{shown}");
}

#[test]
fn a_secret_with_a_byte_order_mark_is_refused_by_name() {
    let request = scratch("request", "GET /x?appKey=1&sign=0123456789abcdef0123456789abcdef HTTP/1.1\n\n");
    let secret = scratch("marked-secret", marked("very-secret\n"));
    let shown = run(&["sign", "solve", "--request", &request, "--secret-file", &secret]);
    assert!(shown.status == 2 && shown.err.contains("byte order mark") && shown.err.contains(&secret), "{shown}");
    let shown = ran(&["sign", "solve", "--request", &request], &[("API_1688_APP_SECRET", "\u{feff}very-secret")]);
    assert!(shown.status == 2 && shown.err.contains("API_1688_APP_SECRET contains a byte order mark"), "{shown}");
    let shown = ran(&SEARCH, &[("API_1688_APP_KEY", "k1"), ("API_1688_APP_SECRET", "\u{feff}very-secret")]);
    assert!(shown.status == 2 && shown.err.contains("the secret begins or ends with a byte order mark"), "{shown}");
    let wide = scratch("utf-16.txt", b"\xff\xfea\0");
    let shown = run(&["keyword-search", "--keyword", &format!("@{wide}"), "--country", "en"]);
    assert!(shown.status == 2 && shown.err.contains("it is UTF-16: save it as UTF-8"), "{shown}");
}

#[test]
#[cfg(unix)]
fn a_variable_that_is_not_utf_8_is_an_error() {
    use std::os::unix::ffi::OsStrExt as _;
    let wrong = std::ffi::OsStr::from_bytes(b"very-secret\xff");
    let right = [
        ("API_1688_APP_KEY", "k1"),
        ("API_1688_APP_SECRET", "very-secret"),
        ("API_1688_BASE_URL", "http://127.0.0.1:1"),
    ];
    for (name, _) in right {
        let output = program::program(&right).env(name, wrong).args(SEARCH).output().unwrap();
        let err = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(2), "{name}: {err}");
        assert!(err.contains(&format!("the value of {name} is not UTF-8")) && !err.contains("very"), "{err}");
    }
    let alone = program::program(&[]).env("API_1688_APP_KEY", wrong).args(SEARCH).output().unwrap();
    assert_eq!(alone.status.code(), Some(2), "it counts as set");
}

#[test]
#[cfg(unix)]
fn a_program_that_is_compared_with_is_not_given_key_and_secret() {
    let vectors = include_str!("../../tests/vectors/md5-sorted.jsonl");
    let vectors = scratch("one-vector.jsonl", vectors.lines().next().unwrap());
    let environment = [("API_1688_APP_KEY", "key-0815"), ("API_1688_APP_SECRET", "very-secret")];
    let script = "env >&2; while read -r line; do echo x; done";
    let shown = ran(&["sign", "compare", "--vectors", &vectors, "--", "sh", "-c", script], &environment);
    assert!(shown.out.contains("0 agree, 1 differ") && shown.err.contains("PATH="), "{shown}");
    assert!(!shown.to_string().contains("key-0815") && !shown.to_string().contains("very-secret"), "{shown}");
}

#[test]
fn a_password_in_the_base_url_is_not_printed() {
    let url = "https://user:very-secret@openapi.dajisaas.com";
    let credentials = [("API_1688_APP_KEY", "k1"), ("API_1688_APP_SECRET", "another-one")];
    for environment in [&[][..], &credentials] {
        let shown = ran(&[&SEARCH[..], &["--base-url", url]].concat(), environment);
        assert!(shown.status == 2 && shown.err.contains("openapi.dajisaas.com"), "{shown}");
        assert!(!shown.err.contains("very-secret"), "{shown}");
    }
}

/// Steers a terminal in every way there is, in JSON's escapes.
const STEERING: &str = r"\u001b]52;c;aGk=\u0007 \u009b31m \u007f \u202e \u2066 \u200b \u2028 \ufeff \b\r\n";

fn steers(text: &str) -> bool {
    text.chars().any(|each| {
        (each.is_control() && each != '\n')
            || matches!(each, '\u{202e}' | '\u{2066}' | '\u{200b}' | '\u{2028}' | '\u{feff}')
    })
}

#[test]
fn text_from_the_vendor_does_not_control_the_terminal() {
    let raw: String = serde_json::from_str(&format!("\"{STEERING}\"")).unwrap();
    let answers = [
        format!(
            r#"{{"code":1009,"message":"{STEERING}","traceId":"{STEERING}","data":{{"{STEERING}":"x","message":"{STEERING}"}}}}"#
        ),
        format!(
            r#"{{"code":200,"data":{{"data":[{{"offerId":1,"subjectTrans":"{STEERING}","{STEERING}":1}},{{"offerId":2}}]}},"traceId":"{STEERING}"}}"#
        ),
        format!(r#"{{"code":200,"data":{{"data":[{{"offerId":1,"subject":"{STEERING}"}}]}}}}"#),
        format!(r#"{{"code":"{STEERING}"}}"#),
        format!(r#"{{"code":200,"data":{{"data":[{{"offerId":"{STEERING}"}}]}}}}"#),
        format!("<p>{raw}"),
        format!(r#"{{"code":200,"data":{{"data":{raw}"#),
    ];
    for answer in answers {
        let file = scratch("steering.json", &answer);
        for operation in ["keyword_search", "category", "password_free_pay", "order_list", "search_navigation"] {
            for status in ["200", "400", "403", "500"] {
                let shown = run(&["decode", operation, &file, "--status", status]);
                assert!(
                    !steers(&shown.out) && !steers(&shown.err),
                    "{operation} {status} {answer:?}: {:?}",
                    shown.to_string()
                );
                if shown.succeeded() {
                    shown.json();
                }
            }
        }
    }
    let named = scratch("steering.jsonl", format!(r#"{{"secret":"a","params":{{"b":"c"}},"sign":"{STEERING}"}}"#));
    let shown = run(&["sign", "--vectors", &named]);
    assert!(shown.status == 1 && !steers(&shown.to_string()), "{shown}");
}

/// Answers every request with this body.
fn answering(body: String) -> String {
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    std::thread::spawn(move || {
        for stream in listener.incoming().map_while(Result::ok) {
            use std::io::{Read as _, Write as _};
            let mut stream = stream;
            let _ = stream.read(&mut [0; 65536]);
            let head = format!("HTTP/1.1 200 OK\r\ncontent-length: {}\r\nconnection: close\r\n\r\n", body.len());
            let _ = stream.write_all(&[head.as_bytes(), body.as_bytes()].concat());
        }
    });
    url
}

#[test]
fn tables_and_bodies_do_not_control_the_terminal() {
    let text: String = serde_json::from_str(&format!("\"{STEERING}\"")).unwrap();
    let mut answer: Value = serde_json::from_str(include_str!("../samples/keyword-search.response.json")).unwrap();
    answer["traceId"] = text.clone().into();
    answer["data"][&text] = serde_json::json!([{ &text: 1 }, { "b": text }]);
    for item in answer["data"]["data"].as_array_mut().unwrap() {
        item["subjectTrans"] = text.clone().into();
        item[&text] = 1.into();
    }
    // As a vendor writes it that escapes no more than JSON asks for.
    let raw = answer.to_string();
    assert!(steers(&raw));
    let url = answering(raw.clone());
    let environment =
        [("API_1688_APP_KEY", "k1"), ("API_1688_APP_SECRET", "very-secret"), ("API_1688_BASE_URL", url.as_str())];
    for more in [&[][..], &["--json"], &["--body"], &["--explain"], &["--dry-run"]] {
        let shown = ran(&[&SEARCH[..], more].concat(), &environment);
        assert!(shown.succeeded() && !shown.out.is_empty(), "{shown}");
        assert!(!steers(&shown.out) && !steers(&shown.err), "{more:?}: {:?}", shown.to_string());
    }
    let shown = ran(&["category", "--category-id", "1"], &environment);
    assert!(!steers(&shown.to_string()), "{shown}");
    // It is still the JSON that came.
    let shown = ran(&[&SEARCH[..], &["--body"]].concat(), &environment).json();
    assert_eq!(shown, serde_json::from_str::<Value>(&raw).unwrap());
}

#[test]
fn a_refused_payment_prints_its_reason_and_body() {
    for (data, reason) in [
        (r#"{"code":"BALANCE_LOW","message":"余额不足"}"#, "BALANCE_LOW"),
        (r#"{"result":{"success":false,"errorCode":"BALANCE_LOW","errorMsg":"余额不足"}}"#, "BALANCE_LOW: 余额不足"),
        (r#"{"result":{"result":{"resultCode":"BALANCE_LOW"}}}"#, "BALANCE_LOW"),
        (r#""余额不足""#, "余额不足"),
    ] {
        let body = format!(r#"{{"code":1009,"message":"trade service","data":{data},"traceId":"t-1"}}"#);
        let url = answering(body.clone());
        let environment =
            [("API_1688_APP_KEY", "k1"), ("API_1688_APP_SECRET", "very-secret"), ("API_1688_BASE_URL", url.as_str())];
        let pay = ["password-free-pay", "--order-id", "19", "--yes"];
        let shown = ran(&pay, &environment);
        assert!(shown.status == 1 && shown.out.is_empty(), "{shown}");
        assert!(shown.err.contains(reason) && shown.err.contains("`--body`"), "{reason}: {shown}");
        let shown = ran(&[&pay[..], &["--body"]].concat(), &environment);
        assert_eq!((shown.status, shown.out.as_str()), (1, format!("{body}\n").as_str()), "{shown}");
    }
}

#[test]
fn standard_input_is_read_for_one_value_only() {
    let order = ["create-order", "--flow", "general", "--address", "{}", "--cargo", "{}", "--dry-run"];
    let twice = [&order[..], &["--third-order-id", "@-", "--message", "@-"]].concat();
    let secret = scratch("a-secret", "s");
    for (arguments, named) in [
        (&twice[..], "cannot read `-`, the value of `--message`"),
        (&["sign", "solve", "--request", "-", "--secret-file", "-"], "cannot read `-`"),
        (&["sign", "solve", "--request", "-", "--request", "-", "--secret-file", &secret], "cannot read `-`"),
    ] {
        let shown =
            program::ran_with_input(arguments, &[], b"GET /x?a=1&sign=0123456789abcdef0123456789abcdef HTTP/1.1\n\n");
        assert_eq!((shown.status, shown.out.as_str()), (2, ""), "{arguments:?}: {shown}");
        assert!(shown.err.contains(named) && shown.err.contains("standard input was already read"), "{shown}");
    }
}

#[test]
fn a_value_that_begins_with_a_dash_is_suggested_with_an_equals_sign() {
    for (arguments, tip) in [
        (&["create-order", "--message", "-10% please"][..], "--message='-10% please'"),
        (&["create-order", "--message", "-hello"], "--message='-hello'"),
        (&["create-order", "--message", "--urgent"], "--message='--urgent'"),
        (&["keyword-search", "--country", "en", "--keyword", "-V8"], "--keyword='-V8'"),
        (&["sign", "solve", "--param", "-a=1", "--signature", "x"], "--param='-a=1'"),
    ] {
        let shown = run(arguments);
        assert_eq!((shown.status, shown.out.as_str()), (2, ""), "{arguments:?}: {shown}");
        assert!(shown.err.contains(&format!("tip: to pass it as a value, write `{tip}`")), "{shown}");
    }
    let told = run(&["keyword-search", "--keyword=-10%", "--country", "en", "--explain"]);
    assert!(told.succeeded() && told.out.contains("keyword=-10%"), "{told}");
    // What was forgotten is a value, not a way to write one.
    let forgotten = run(&["keyword-search", "--keyword", "--country", "en"]);
    assert!(forgotten.err.contains("a value is required") && !forgotten.err.contains("tip"), "{forgotten}");
}

#[test]
fn help_is_also_a_command() {
    let asked = run(&["help", "create-order"]);
    assert_eq!(asked.status, 0, "{asked}");
    assert_eq!(asked.out, run(&["create-order", "--help"]).out);
    assert_eq!(run(&["help", "sign", "solve"]).out, run(&["sign", "solve", "--help"]).out);
    assert_eq!(run(&["help"]).out, run(&["--help"]).out);
}

#[test]
fn unknown_values_are_sent_with_a_warning() {
    let search = ["keyword-search", "--keyword", "夏季", "--country", "xx", "--dry-run"];
    let shown = run(&[&search[..], &["--filter", "bogus", "--filter", "new7"]].concat());
    assert!(shown.succeeded() && shown.out.contains("country=xx"), "{shown}");
    assert!(shown.err.contains("warning: `xx` is not a known value of `--country`: en, "), "{shown}");
    assert!(shown.err.contains("warning: `bogus` is not a known value of `--filter`: "), "{shown}");
    assert!(!shown.err.contains("`new7` is not"), "{shown}");
    let sort =
        run(&["shop-search", "--seller-open-id", "B", "--country", "en", "--dry-run", "--sort", r#"{"age":"up"}"#]);
    for unknown in ["age", "up"] {
        assert!(sort.err.contains(&format!("warning: `{unknown}` is not a known value of `--sort`: ")), "{sort}");
    }
    let known = run(&SEARCH);
    assert!(!known.err.contains("warning"), "{known}");
}

#[test]
fn without_arguments_three_commands_are_shown_that_work() {
    let shown = run(&[] as &[&str]);
    assert_eq!((shown.status, shown.out.as_str()), (2, ""), "{shown}");
    let commands = shown.err.lines().filter_map(|line| line.strip_prefix("  api-1688 "));
    let commands: Vec<&str> = commands.map(|command| command.split("  ").next().unwrap()).collect();
    assert_eq!(commands.len(), 3, "{shown}");
    for command in commands {
        let tried = run(&command.split(' ').collect::<Vec<_>>());
        assert!(tried.succeeded() && !tried.out.is_empty(), "{command}: {tried}");
    }
    assert!(shown.err.contains("api-1688 --help"), "{shown}");
}

/// The width of a line in a terminal; East Asian characters take two cells.
fn cells(line: &str) -> usize {
    line.chars()
        .map(|each| {
            if ('\u{1100}'..'\u{ffff}').contains(&each)
                && each < '\u{fffd}'
                && !('\u{2000}'..'\u{2e80}').contains(&each)
            {
                2
            } else {
                1
            }
        })
        .sum()
}

#[test]
fn tables_fit_the_terminal_and_have_one_rule() {
    let commands: [&[&str]; 4] = [
        &SEARCH,
        &["endpoints"],
        &["top-list", "--rank-id", "111", "--rank-type", "hot", "--limit", "20", "--language", "en"],
        &["product-detail", "--offer-id", "670291644950", "--country", "en"],
    ];
    for command in commands {
        for width in [60, 80, 160] {
            let shown = ran(command, &[("COLUMNS", &width.to_string())]);
            assert!(shown.succeeded(), "{shown}");
            let wide: Vec<&str> = shown.out.lines().filter(|line| cells(line) > width).collect();
            assert!(wide.is_empty(), "{command:?} at {width}: {wide:#?}");
        }
    }
    // Names stay whole.
    let listed = ran(&["endpoints"], &[("COLUMNS", "80")]);
    assert!(
        Client::OPERATIONS.iter().all(|operation| listed.out.contains(&format!(" {} ", operation.name()))),
        "{listed}"
    );
    let table = ran(&SEARCH, &[("COLUMNS", "80")]).out;
    let rules: Vec<usize> =
        table.lines().enumerate().filter(|(_, line)| line.contains('─')).map(|(at, _)| at).collect();
    assert_eq!(rules, [1], "{table}");
}

#[test]
fn html_is_shown_as_text() {
    let mut answer: Value = serde_json::from_str(include_str!("../samples/keyword-search.response.json")).unwrap();
    let titles = [
        ("<font color=red>Summer</font> shirt&nbsp;&amp; hat", "Summer shirt & hat"),
        ("<div style=\"x\"><img src='a.jpg'/><br></div>", "(HTML of 43 characters)"),
        ("<STYLE>p {color: red}</STYLE><!-- a > b --><P>Cotton</P><p>95%", "Cotton 95%"),
        ("5 < 6 and 7 > 6 <3", "5 < 6 and 7 > 6 <3"),
        ("Map<String>", "Map<String>"),
    ];
    let items = answer["data"]["data"].as_array_mut().unwrap();
    for (item, (title, _)) in items.iter_mut().zip(titles) {
        item["subjectTrans"] = title.into();
    }
    let count = items.len().min(titles.len());
    let url = answering(answer.to_string());
    let environment = [("API_1688_APP_KEY", "k1"), ("API_1688_APP_SECRET", "s1"), ("API_1688_BASE_URL", url.as_str())];
    let shown = ran(&SEARCH, &environment);
    for (title, text) in &titles[..count] {
        assert!(shown.out.contains(&format!(" {text} ")), "{title:?} should be {text:?}: {shown}");
    }
    // Programs get what came.
    let json = ran(&[&SEARCH[..], &["--json"]].concat(), &environment);
    assert!(json.out.contains("<font color=red>"), "{json}");
}
