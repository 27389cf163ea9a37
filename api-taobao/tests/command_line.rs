//! The program `api-taobao` as a user starts it.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, reason = "a failure shows its line")]

use std::io::{BufRead as _, BufReader};
use std::process::{Child, Command, Output, Stdio};

use api_taobao::Client;
use api_taobao::stand_in::{APP_KEY, APP_SECRET};
use serde_json::{Value, json};

/// The program, without the tester's environment.
fn program() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_api-taobao"));
    for name in ["API_TAOBAO_APP_KEY", "API_TAOBAO_APP_SECRET", "API_TAOBAO_BASE_URL", "COLUMNS"] {
        command.env_remove(name);
    }
    command
}

/// `api-taobao stand-in`, running until it is dropped.
struct StandIn {
    process: Child,
    base_url: String,
}

impl StandIn {
    fn start() -> Self {
        let mut process = program().arg("stand-in").stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
        let mut first = String::new();
        BufReader::new(process.stdout.take().unwrap()).read_line(&mut first).unwrap();
        let base_url = first.trim_end().strip_prefix("export API_TAOBAO_BASE_URL=").expect("the base URL").to_owned();
        Self { process, base_url }
    }

    fn run(&self, arguments: &[&str]) -> Output {
        let environment = [
            ("API_TAOBAO_APP_KEY", APP_KEY),
            ("API_TAOBAO_APP_SECRET", APP_SECRET),
            ("API_TAOBAO_BASE_URL", &self.base_url),
        ];
        program().envs(environment).args(arguments).output().unwrap()
    }

    /// The payload that a call prints with `--json`.
    fn json(&self, arguments: &[&str]) -> Value {
        let output = self.run(&[arguments, &["--json"]].concat());
        assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
        serde_json::from_slice(&output.stdout).unwrap()
    }
}

impl Drop for StandIn {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

const ITEM: &str = "703446760426";

fn address() -> String {
    json!({
        "country": "中国", "state": "上海市", "city": "上海市", "district": "张江区", "address": "中华大街888号",
        "zip": "000000", "name": "张三", "phone": "13800000000", "mobile_phone": "13800000000",
    })
    .to_string()
}

fn order<'a>(address: &'a str, lines: &'a str, number: &'a str) -> Vec<&'a str> {
    vec![
        "create-order",
        "--third-order-id",
        number,
        "--amount",
        "4900",
        "--seller-order-number",
        "",
        "--order-source",
        "web",
        "--lines",
        lines,
        "--receiver",
        address,
        "--warehouse",
        address,
    ]
}

#[test]
fn every_operation_is_called_from_the_command_line() {
    let stand_in = StandIn::start();
    let address = address();
    let area = json!({ "country": "中国", "state": "浙江省", "city": "杭州市", "district": "余杭区" }).to_string();
    let line =
        json!([{ "itemId": 2_048_153_758_314_474_u64, "quantity": "1", "skuId": 3_357_413_213_162_u64 }]).to_string();
    let picture = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join("picture.jpg");
    std::fs::write(&picture, [0xff, 0xd8]).unwrap();
    let picture = format!("@{}", picture.display());
    let mut called = Vec::new();
    let mut call = |arguments: &[&str]| {
        called.push(arguments[0].replace('-', "_"));
        stand_in.json(arguments)
    };
    call(&["upload-image", "--image", &picture]);
    let image = call(&["upload-image-by-url", "--picture-url", "https://a.example/b.jpg"])["imageId"].clone();
    call(&["image-search", "--image-id", image.as_str().unwrap()]);
    call(&["image-search-v2", "--picture-url", "https://a.example/b.jpg"]);
    let page = call(&["keyword-search", "--keyword", "夏季", "--filters", "min_price:2000", "--sort", "PRICE_ASC"]);
    let shop = page["data"][0]["shopId"].to_string();
    call(&["shop-search", "--shop-id", &shop]);
    call(&["product-detail", "--item-id", ITEM, "--language", "en"]);
    call(&["logistics-price", "--item-id", ITEM, "--address", &area]);
    call(&["logistics-price-post", "--item-id", ITEM, "--address", &area]);
    call(&["theme-list"]);
    call(&["theme-products", "--theme-id", "1"]);
    let matched = call(&["distribution-product", "--item-id", ITEM]);
    assert_eq!(matched["mpId"], "2048153758314474");
    call(&["preview-order", "--receiver", &address, "--warehouse", &address, "--lines", &line]);
    let line = json!([{
        "itemId": 2_048_153_758_314_474_u64, "quantity": "1", "skuId": 3_357_413_213_162_u64, "orderLineNo": "1",
        "price": 4900, "title": "测试商品1",
    }])
    .to_string();
    let id = |created: Value| created["orderList"][0]["purchaseId"].to_string();
    let first = id(call(&[&order(&address, &line, "T-1")[..], &["--yes"]].concat()));
    let second = id(call(&[&order(&address, &line, "T-2")[..], &["--yes"]].concat()));
    call(&["pay-orders", "--order-ids", &first, "--yes"]);
    call(&["cancel-order", "--order-id", &second, "--reason", "不要了", "--yes"]);
    let page = call(&["order-details", "--third-order-id", "T-1"]);
    assert_eq!(page["purchaseOrders"][0]["status"], "WAIT_SELLER_SEND_GOODS");
    for operation in Client::OPERATIONS {
        assert!(called.iter().any(|name| name == operation.name()), "{} is never called", operation.name());
    }
}

#[test]
fn an_order_is_not_sent_without_a_yes() {
    let stand_in = StandIn::start();
    let address = address();
    let line = json!([{
        "itemId": 2_048_153_758_314_474_u64, "quantity": "1", "skuId": 3_357_413_213_162_u64, "orderLineNo": "1",
        "price": 4900, "title": "测试商品1",
    }])
    .to_string();
    let refused = stand_in.run(&order(&address, &line, "T-1"));
    assert_eq!(refused.status.code(), Some(2), "{}", String::from_utf8_lossy(&refused.stderr));
    assert_eq!(stand_in.json(&["order-details", "--third-order-id", "T-1"])["resultsTotal"], 0);
}
