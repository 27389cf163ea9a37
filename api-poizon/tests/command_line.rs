//! The program `api-poizon` as a user starts it.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, reason = "a failure shows its line")]

use std::net::TcpListener;
use std::process::{Command, Output};

use api_poizon::Client;
use serde_json::Value;

const ADDRESS: &str = r#"{"name": "张三", "email": "user@example.com", "phone": "13800000000", "province": "上海",
    "city": "上海市", "district": "闵行区", "detailAddress": "中华路29弄01室"}"#;

const LINE: &str = r#"{"dwSpuId": "4329499", "dwSkuId": 620516702, "quantity": 1, "price": 5900}"#;

const ORDER: [&str; 7] = ["create-order", "--request-id", "R-1", "--address", ADDRESS, "--product", LINE];

/// A call of every operation.
const CALLS: [&[&str]; 5] = [
    &["keyword-search", "--english-title", "cortez"],
    &["product-detail", "--spu-id", "4329499"],
    &ORDER,
    &["order-list", "--page-size", "5"],
    &["balance"],
];

/// Runs the program without the tester's environment.
fn ran(arguments: &[&str], environment: &[(&str, &str)]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_api-poizon"));
    for name in ["API_POIZON_APP_KEY", "API_POIZON_APP_SECRET", "API_POIZON_BASE_URL", "COLUMNS"] {
        command.env_remove(name);
    }
    command.args(arguments).envs(environment.iter().copied()).output().unwrap()
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

#[test]
fn every_operation_can_be_called() {
    let mut called: Vec<String> = Vec::new();
    for call in CALLS {
        for format in ["--yes", "--json"] {
            let arguments =
                [call, &[format], if call == ORDER && format == "--json" { &["--yes"] } else { &[] }].concat();
            let arguments = if format == "--yes" && call != ORDER { call.to_vec() } else { arguments };
            let output = ran(&arguments, &[]);
            let (out, err) = (text(&output.stdout), text(&output.stderr));
            assert!(output.status.success() && !out.is_empty() && !err.contains("drift"), "{arguments:?}: {out} {err}");
            if format == "--json" {
                serde_json::from_str::<Value>(&out).expect("is JSON");
            }
        }
        called.push(call[0].replace('-', "_"));
    }
    assert_eq!(called, Client::OPERATIONS.iter().map(|operation| operation.name()).collect::<Vec<_>>());
}

#[test]
fn a_search_is_a_table() {
    let out = text(&ran(CALLS[0], &[]).stdout);
    assert!(out.contains("9042006") && out.contains("Nike Cortez White/Blue"), "{out}");
}

#[test]
fn an_order_is_not_paid_without_a_yes() {
    let vendor = TcpListener::bind("127.0.0.1:0").unwrap();
    vendor.set_nonblocking(true).unwrap();
    let url = format!("http://{}", vendor.local_addr().unwrap());
    let account =
        [("API_POIZON_APP_KEY", "k1"), ("API_POIZON_APP_SECRET", "very-secret-0815"), ("API_POIZON_BASE_URL", &*url)];
    let output = ran(&ORDER, &account);
    let err = text(&output.stderr);
    assert_eq!((output.status.code(), output.stdout.as_slice()), (Some(2), &b""[..]), "{err}");
    assert!(err.contains("nothing was sent") && err.contains("--yes") && !err.contains("very-secret"), "{err}");
    assert!(vendor.accept().is_err(), "somebody was asked");
}

#[test]
fn inferred_definitions_are_marked() {
    let out = text(&ran(&["endpoints", "--json"], &[]).stdout);
    let endpoints: Value = serde_json::from_str(&out).unwrap();
    let inferred = endpoints.as_array().unwrap().iter().filter(|each| each["source"] == "inferred").count();
    assert_eq!(inferred, 4, "{out}");
}
