//! Answers whose envelope reports success while their payload reports a failure: an error if the operation declares it,
//! and only then.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, reason = "a failure shows its line")]

use api_1688::{
    CancelOrder, CancelReason, ConfirmReceipt, Language, Md5Sorted, OrderDetails, OrderList, PasswordFreePay,
    PaymentLinks, ProductDetail, Website,
};
use countersign::transport::MemoryTransport;
use countersign::{Client, Envelope, ErrorKind};
use countersign_tests::answers::given;
use countersign_tests::requests::{account, create_order, preview_order};
use serde_json::{Value, json};

const ORDER: u64 = 2_257_164_624_870_311_973;

fn success(payload: &Value) -> String {
    json!({ "code": 200, "message": "操作成功", "data": payload, "timestamp": 1, "traceId": "1acbe76d3459" })
        .to_string()
}

fn cancel() -> CancelOrder {
    CancelOrder::builder()
        .website(Website::China)
        .order_id(ORDER)
        .reason(CancelReason::ALL[0].clone())
        .remark(String::new())
        .build()
}

#[tokio::test]
async fn each_operation_reports_failures_in_its_own_members() {
    let says_no = |code: &str, text_name: &str| {
        let mut payload = json!({ "success": false, "errorCode": code });
        payload[text_name] = Value::from("库存不足");
        success(&payload)
    };
    let mut errors = Vec::new();
    let answer = given(200, says_no("CLOSE_ORDER_TOO_FAST", "errorMessage"));
    errors.extend(answer.fails_for(&cancel(), ErrorKind::Business).await);
    let answer = given(200, says_no("500_004", "errorMsg"));
    errors.extend(answer.fails_for(&preview_order(), ErrorKind::Business).await);
    let links = PaymentLinks::builder().order_ids([ORDER]).build();
    let answer = given(200, says_no("500_004", "erroMsg"));
    errors.extend(answer.fails_for(&links, ErrorKind::Business).await);
    let confirm = ConfirmReceipt::builder().order_id(ORDER).order_item_ids([1]).build();
    let payload = json!({ "result": { "success": false, "errorCode": "4003", "errorInfo": "库存不足" } });
    errors.extend(given(200, success(&payload)).fails_for(&confirm, ErrorKind::Business).await);
    let payload =
        json!({ "success": false, "code": "500_004", "message": "库存不足", "orderId": null, "orderList": [] });
    errors.extend(given(200, success(&payload)).fails_for(&create_order("T-1"), ErrorKind::Business).await);
    let pay = PasswordFreePay::builder().order_id(ORDER).build();
    let payload = json!({ "success": "false", "code": 500, "message": "库存不足" });
    errors.extend(given(200, success(&payload)).fails_for(&pay, ErrorKind::Business).await);
    // The list and the details have no boolean: a code alone means failure.
    let payload = json!({ "result": null, "errorCode": "ISV_NO_PERMISSION", "errorMessage": "库存不足" });
    let list = OrderList::builder().build();
    errors.extend(given(200, success(&payload)).fails_for(&list, ErrorKind::Business).await);
    let details = OrderDetails::builder().website(Website::China).order_id(ORDER).build();
    errors.extend(given(200, success(&payload)).fails_for(&details, ErrorKind::Business).await);
    assert_eq!(errors.len(), 16);
    for error in errors {
        let code = error.code().expect("has a code");
        assert_eq!((error.upstream_code(), error.trace_id()), (Some(code), Some("1acbe76d3459")));
        assert!(error.to_string().contains(&format!("code {code}: 库存不足")), "{error}");
    }
}

#[tokio::test]
async fn the_vendors_code_comes_with_the_upstream_code() {
    let body = include_str!("../../../api-1688/samples/confirm-receipt.error.response.json");
    let confirm = ConfirmReceipt::builder().order_id(ORDER).order_item_ids([1]).build();
    for error in given(200, body).fails_for(&confirm, ErrorKind::Business).await {
        assert_eq!((error.code(), error.upstream_code()), (Some("1009"), Some("4003")));
        let shown = error.to_string();
        assert!(shown.contains("买家确认收货失败 (4003: 订单信息不存在,请核对后重试)"), "{shown}");
        assert!(!shown.contains("its own reason"), "the reason was just told: {shown}");
    }
    // An operation that declares no failure of its payload only has the vendor's code.
    let body = r#"{"code":1009,"message":"m","data":{"success":false,"errorCode":"4003"}}"#;
    let product = ProductDetail::builder().offer_id(1).country(Language::English).build();
    for error in given(200, body).fails_for(&product, ErrorKind::Business).await {
        assert_eq!((error.code(), error.upstream_code()), (Some("1009"), None));
        assert!(error.to_string().contains("its reason is in the `data`"), "{error}");
    }
}

#[tokio::test]
async fn half_a_failure_is_not_a_failure() {
    // For a call that may be repeated, it is an ordinary answer.
    for payload in [
        json!({ "success": false, "errorCode": null, "errorMsg": null }),
        json!({ "success": false, "errorCode": "" }),
        json!({ "success": true, "errorCode": "400_3" }),
    ] {
        for preview in given(200, success(&payload)).read(&preview_order()).await {
            assert_eq!(preview.expect("is read").success, payload["success"].as_bool());
        }
    }
    // For a call that must not be repeated, `true` is a proof, and anything else leaves the outcome open.
    for cancelled in given(200, success(&json!({ "success": true, "errorCode": "400_3" }))).read(&cancel()).await {
        assert!(cancelled.expect("is read").success);
    }
    for payload in [json!({ "success": false, "errorCode": null }), json!({ "success": false, "errorCode": "" })] {
        let order = ORDER.to_string();
        for error in given(200, success(&payload)).fails_for(&cancel(), ErrorKind::OutcomeUnknown).await {
            assert_eq!(error.reference(), Some(order.as_str()), "{error}");
        }
    }
}

#[tokio::test]
async fn a_code_that_means_success_is_not_a_refusal() {
    for code in ["200", "0"] {
        let payload = json!({ "result": [], "errorCode": code, "errorMessage": "成功" });
        for page in given(200, success(&payload)).read(&OrderList::builder().build()).await {
            assert_eq!(page.expect("is read").items.len(), 0);
        }
        // Next to `false`, it is still a failure.
        let payload = json!({ "success": false, "errorCode": code });
        given(200, success(&payload)).fails_for(&cancel(), ErrorKind::Business).await;
    }
}

#[tokio::test]
async fn an_order_that_was_placed_is_not_a_failure_whatever_it_reports() {
    let one = json!({ "success": false, "code": "500_004", "message": "库存不足", "orderId": ORDER.to_string() });
    let split =
        json!({ "code": "500_004", "orderList": [{ "orderId": ORDER.to_string() }, { "resultCode": "500_004" }] });
    for payload in [one, split] {
        for created in given(200, success(&payload)).read(&create_order("T-1")).await {
            let created = created.expect("is read");
            let ids: Vec<_> = created.order_ids().collect();
            assert_eq!((ids, created.code.as_deref()), (vec![ORDER.into()], Some("500_004")));
        }
    }
}

#[tokio::test]
async fn a_server_error_leaves_the_outcome_unknown_in_every_form() {
    let broken = r#"{"code":500,"message":"系统异常","data":null}"#;
    for error in given(200, broken).fails_for(&create_order("T-1"), ErrorKind::OutcomeUnknown).await {
        assert_eq!((error.code(), error.reference()), (Some("500"), Some("T-1")));
    }
    // A vendor may use 500 for something else.
    let envelope = Envelope::default().with_unknown_outcome_codes(&["E1"]);
    for (code, kind) in [("500", ErrorKind::Business), ("E1", ErrorKind::OutcomeUnknown)] {
        let body = json!({ "code": code, "message": "m" }).to_string();
        let transport = MemoryTransport::new(move |_| http::Response::new(body.clone().into()));
        let client = Client::builder("https://shop.example", Md5Sorted::default(), envelope).credentials(account());
        let error = client.transport(transport).build().unwrap().call(create_order("T-1")).await.unwrap_err();
        assert_eq!(error.kind(), kind, "{error}");
    }
    // A caller who may try again may be told so.
    let list = OrderList::builder().build();
    given(200, broken).fails_for(&list, ErrorKind::Business).await;
    // A reason in the payload is a definite failure, whatever surrounds it.
    let refused = r#"{"code":500,"message":"m","data":{"success":false,"code":"500_004","message":"库存不足"}}"#;
    given(200, refused).fails_for(&create_order("T-1"), ErrorKind::Business).await;
}
