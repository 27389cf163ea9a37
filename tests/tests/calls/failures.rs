//! Failures in the vendor's answers: the kind of error of each, and its contents. Each is tested through an in-memory
//! transport and over HTTP from the running stand-in.
//!
//! Failures without an answer (no connection, no time, too many bytes) are in `unanswered.rs`.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, reason = "a failure shows its line")]

use api_1688::stand_in::{self, StandIn};
use api_1688::{Client, ConfirmReceipt};
use countersign::{Credentials, Endpoint as _, ErrorKind};
use countersign_server::stand_in::Served;
use countersign_tests::answers::given;
use countersign_tests::requests::{keyword_search, upload_image};
use http::StatusCode;
use http::header::{CONTENT_TYPE, RETRY_AFTER};

const SAMPLE: &str = include_str!("../../../api-1688/samples/keyword-search.response.json");
const CONFIRM_FAILURE: &str = include_str!("../../../api-1688/samples/confirm-receipt.error.response.json");
const SPRING: &str = r#"{
    "timestamp": 1721043314973, "status": 404, "error": "Not Found", "message": "No message available",
    "path": "/alibaba/product/keywordQuary"
}"#;

/// The vendor's sample with a part of its text replaced.
fn sample_with(from: &str, to: &str) -> String {
    assert!(SAMPLE.contains(from), "the sample has no `{from}`");
    SAMPLE.replacen(from, to, 1)
}

#[tokio::test]
async fn a_wrong_path_is_reported() {
    for error in given(404, SPRING).fails(ErrorKind::Http).await {
        let shown = error.to_string();
        assert!(shown.contains("No message available") && shown.contains("check the base URL"), "{shown}");
    }
}

#[tokio::test]
async fn a_misspelt_path_is_answered_by_the_stand_in_as_the_vendor_does() {
    let stand_in = StandIn::start().await.unwrap();
    let client = Client::builder()
        .base_url(stand_in.base_url())
        .credentials(stand_in::credentials().unwrap())
        .path(api_1688::KeywordSearch::OPERATION, "/alibaba/product/keywordQuary")
        .build()
        .unwrap();
    let error = client.call(keyword_search()).await.unwrap_err();
    assert_eq!((error.kind(), error.status()), (ErrorKind::Http, Some(StatusCode::NOT_FOUND)));
    let body: serde_json::Value = serde_json::from_slice(error.body().unwrap()).unwrap();
    assert_eq!(body["path"], "/alibaba/product/keywordQuary");
    assert_eq!((&body["status"], &body["error"]), (&404.into(), &"Not Found".into()));
    assert!(body["timestamp"].is_u64());
}

#[tokio::test]
async fn a_page_of_html_is_kept_whole() {
    let page = "<html>\r\n<head><title>404 Not Found</title></head>\r\n</html>\r\n";
    let answer = given(404, page).with_header(CONTENT_TYPE, "text/html");
    for error in answer.fails(ErrorKind::Http).await {
        assert!(error.to_string().contains("check the base URL"), "{error}");
    }
    // A proxy that answers everything with 200 is treated the same.
    given(200, page).fails(ErrorKind::Decode).await;
}

#[tokio::test]
async fn a_refused_signature_brings_the_signing_trace() {
    for body in [
        r#"{"message":"签名错误","traceId":"6b9849c1a5b0"}"#,
        r#"{"detail":"invalid signature","traceId":"6b9849c1a5b0"}"#,
    ] {
        for error in given(400, body).fails(ErrorKind::SignatureRefused).await {
            let trace = error.signing_trace().expect("has a trace");
            assert!(String::from_utf8_lossy(trace.signed()).contains("keyword=连衣裙"), "{trace}");
            assert_eq!(error.trace_id(), Some("6b9849c1a5b0"));
            assert!(error.to_string().contains("trace id 6b9849c1a5b0"), "{error}");
        }
    }
}

#[tokio::test]
async fn a_wrong_secret_is_refused_by_the_stand_in_with_its_reason() {
    let stand_in = StandIn::start().await.unwrap();
    let credentials = Credentials::new(stand_in::APP_KEY, "another-secret").unwrap();
    let client = Client::builder().base_url(stand_in.base_url()).credentials(credentials).build().unwrap();
    let error = client.call(keyword_search()).await.unwrap_err();
    assert_eq!((error.kind(), error.status()), (ErrorKind::SignatureRefused, Some(StatusCode::BAD_REQUEST)));
    assert!(error.to_string().contains("签名错误"), "{error}");
    assert!(error.signing_trace().is_some());
}

#[tokio::test]
async fn a_bad_parameter_is_reported_in_the_vendors_words() {
    for body in [r#"{"message":"beginPage 不能为空"}"#, r#"{"detail":"beginPage 不能为空"}"#, "beginPage 不能为空\n"]
    {
        for error in given(400, body).fails(ErrorKind::Http).await {
            assert!(error.to_string().contains("beginPage 不能为空"), "{error}");
            assert!(error.signing_trace().is_none());
        }
    }
}

#[tokio::test]
async fn an_inactive_application_is_distinguished_from_a_bad_signature() {
    let text = "请创建应用，再联系平台进行激活";
    for body in [format!(r#"{{"message":"{text}"}}"#), format!(r#"{{"detail":"{text}"}}"#), text.to_owned()] {
        for error in given(400, body).fails(ErrorKind::Credentials).await {
            assert!(error.hint().is_some_and(|hint| hint.contains("activate")), "{error}");
            assert!(error.to_string().contains(text), "{error}");
        }
    }
    let stand_in = StandIn::start().await.unwrap();
    let stranger = Credentials::new("stranger", stand_in::APP_SECRET).unwrap();
    let client = Client::builder().base_url(stand_in.base_url()).credentials(stranger).build().unwrap();
    assert_eq!(client.call(keyword_search()).await.unwrap_err().kind(), ErrorKind::Credentials);
}

#[tokio::test]
async fn a_business_failure_has_its_code_its_trace_id_and_its_details() {
    let request = ConfirmReceipt::builder().order_id(56_623_232_655_125_698).order_item_ids([1]).build();
    for error in given(200, CONFIRM_FAILURE).fails_for(&request, ErrorKind::Business).await {
        assert_eq!((error.code(), error.trace_id()), (Some("1009"), Some("585461efd015")));
        assert!(error.to_string().contains("买家确认收货失败 (4003: "), "{error}");
    }
    let stand_in = StandIn::start().await.unwrap();
    let error = stand_in.client().unwrap().call(request).await.unwrap_err();
    assert_eq!((error.kind(), error.code()), (ErrorKind::Business, Some("1009")));
    assert!(String::from_utf8_lossy(error.body().unwrap()).contains("4003"));
    assert!(error.trace_id().is_some());
}

#[tokio::test]
async fn a_business_code_may_be_a_string_and_may_come_last() {
    for code in ["500_004", "ORDER_STATUS_ERROR", "CLOSE_ORDER_TOO_FAST", "400_3", "ORDER_NOT_EXIST"] {
        for body in [
            format!(r#"{{"code":"{code}","message":"库存不足","data":null,"timestamp":1,"traceId":"6b9849c1a5b0"}}"#),
            format!(r#"{{"data":["of another shape"],"traceId":"6b9849c1a5b0","message":"库存不足","code":"{code}"}}"#),
        ] {
            for error in given(200, body).fails(ErrorKind::Business).await {
                assert_eq!((error.code(), error.trace_id()), (Some(code), Some("6b9849c1a5b0")));
            }
        }
    }
}

#[tokio::test]
async fn too_many_requests_report_the_requested_wait() {
    for wait in ["30", "Wed, 21 Oct 2026 07:28:00 GMT"] {
        let answer = given(429, r#"{"message":"too many requests"}"#).with_header(RETRY_AFTER, wait);
        for error in answer.fails(ErrorKind::RateLimited).await {
            assert_eq!(error.retry_after(), Some(wait));
        }
    }
    for error in given(429, "").fails(ErrorKind::RateLimited).await {
        assert_eq!(error.retry_after(), None);
    }
}

#[tokio::test]
async fn any_other_status_is_an_http_failure() {
    for status in [301, 302, 304, 403, 405, 500, 502, 503, 504] {
        let body = if status == 304 { "" } else { "oops" };
        given(status, body).fails(ErrorKind::Http).await;
    }
    given(401, "oops").fails(ErrorKind::Credentials).await;
}

#[tokio::test]
async fn a_truncated_answer_is_a_decode_error_wherever_it_ends() {
    let cuts = (0..SAMPLE.trim_end().len()).step_by(97).filter(|&cut| SAMPLE.is_char_boundary(cut));
    let stand_in = StandIn::start().await.unwrap();
    let client = stand_in.client().unwrap();
    for cut in cuts {
        stand_in.service().script(api_1688::KeywordSearch::OPERATION, Served::raw(200, &SAMPLE.as_bytes()[..cut]));
        let error = client.call(keyword_search()).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Decode, "cut at {cut}: {error}");
        assert_eq!(error.body().unwrap().len(), cut);
    }
    for error in given(200, &SAMPLE.as_bytes()[..1500]).fails(ErrorKind::Decode).await {
        assert!(error.path().is_some_and(|path| path.starts_with("data.data[")), "{:?}", error.path());
    }
}

#[tokio::test]
async fn a_payload_of_another_shape_is_named_by_its_path() {
    for (body, path) in [
        (r#"{"code":200,"message":"操作成功","data":null}"#.to_owned(), "data"),
        (r#"{"code":200,"message":"操作成功","data":[]}"#.to_owned(), "data"),
        (r#"{"code":200,"message":"操作成功","data":"none"}"#.to_owned(), "data"),
        (r#"{"data":[],"code":200,"message":"操作成功"}"#.to_owned(), "data"),
        (sample_with(r#""totalRecords": 2000"#, r#""totalRecords": "many""#), "data.totalRecords"),
        (sample_with(r#""totalRecords": 2000"#, r#""totalRecords": null"#), "data.totalRecords"),
        (sample_with(r#""monthSold": 36"#, r#""monthSold": 36.5"#), "data.data[1].monthSold"),
        (sample_with(r#""price": "12.00""#, r#""price": "cheap""#), "data.data[0].priceInfo.price"),
    ] {
        for error in given(200, body).fails(ErrorKind::Decode).await {
            assert_eq!(error.path(), Some(path), "{error}");
            assert!(error.to_string().contains(path), "{error}");
        }
    }
}

#[tokio::test]
async fn a_price_that_is_not_a_number_is_named_by_path_and_excerpt() {
    let start = SAMPLE.find(r#""priceInfo": {"#).unwrap() + r#""priceInfo": "#.len();
    let end = start + SAMPLE[start..].find('}').unwrap() + 1;
    let body = format!("{}\"{{price=53.00; jxhyPrice=null}}\"{}", &SAMPLE[..start], &SAMPLE[end..]);
    for error in given(200, body).fails(ErrorKind::Decode).await {
        assert_eq!(error.path(), Some("data.data[0].priceInfo"));
        let excerpt = error.excerpt().unwrap();
        let (line, caret) = excerpt.split_once('\n').unwrap();
        assert!(line.contains("{price=53.00; jxhyPrice=null}"), "{excerpt}");
        let under = line.chars().nth(caret.chars().count() - 1);
        assert!(under.is_some_and(|character| "\"{,".contains(character)), "{excerpt}");
    }
}

#[tokio::test]
async fn a_payload_before_its_code_is_shown_in_place() {
    let body = r#"{"traceId":"9e3779b97f4a","data":{"totalRecords":"many"},"code":200,"message":"操作成功"}"#;
    for error in given(200, body).fails(ErrorKind::Decode).await {
        assert_eq!(error.path(), Some("data.totalRecords"));
        let (line, caret) = error.excerpt().unwrap().split_once('\n').unwrap();
        let before: String = line.chars().take(caret.chars().count()).collect();
        assert!(before.trim_end_matches('}').ends_with(r#""many""#), "{line}\n{caret}");
    }
}

#[tokio::test]
async fn a_missing_payload_or_member_is_named() {
    let confirm = ConfirmReceipt::builder().order_id(1).order_item_ids([1]).build();
    for error in given(200, r#"{"code":200,"data":{}}"#).fails_for(&confirm, ErrorKind::OutcomeUnknown).await {
        assert!(error.to_string().contains("`result`"), "{error}");
    }
    for error in given(200, r#"{"code":200,"data":{}}"#).fails_for(&upload_image(), ErrorKind::OutcomeUnknown).await {
        assert!(error.to_string().contains("`imageId`"), "{error}");
    }
    for error in given(200, r#"{"code":200}"#).fails(ErrorKind::Decode).await {
        assert!(error.to_string().contains("`data`"), "{error}");
    }
    for error in given(200, r#"{"data":{}}"#).fails(ErrorKind::Decode).await {
        assert!(error.to_string().contains("`code`"), "{error}");
    }
    given(200, "").fails(ErrorKind::Decode).await;
    given(200, &b"{\"code\":200,\"message\":\"\xff\"}"[..]).fails(ErrorKind::Decode).await;
}

#[tokio::test]
async fn odd_successes_are_read() {
    for page in
        given(200, r#"{"code":200,"data":{"totalRecords":0,"totalPage":1,"pageSize":20,"currentPage":1,"data":null}}"#)
            .succeeds()
            .await
    {
        assert_eq!((page.items.len(), page.current_page), (0, Some(1)));
    }
    for page in given(200, sample_with(r#""currentPage": 1,"#, "")).succeeds().await {
        assert_eq!((page.items.len(), page.current_page), (20, None));
    }
    for code in ["0", "\"200\"", "\"0\""] {
        for page in given(200, sample_with(r#""code": 200"#, &format!(r#""code": {code}"#))).succeeds().await {
            assert_eq!(page.total_records, 2000);
        }
    }
}

#[tokio::test]
async fn a_vendors_message_cannot_break_the_line() {
    let body = r#"{"code":1,"message":"first\nsecond\r\n\u001b[31mred","data":null,"traceId":"a\nb"}"#;
    for error in given(200, body).fails(ErrorKind::Business).await {
        let shown = error.to_string();
        assert!(shown.contains(r"first\nsecond") && shown.contains(r"\u{1b}[31mred"), "{shown}");
        assert!(!shown.contains(char::is_control), "{shown:?}");
    }
    let body = format!(r#"{{"code":1,"message":"{}"}}"#, "库存".repeat(100_000));
    for error in given(200, body.clone()).fails(ErrorKind::Business).await {
        let shown = error.to_string();
        assert!(shown.contains('…') && shown.chars().count() < 1000, "a line is no book: {}", shown.len());
        assert_eq!(error.body().unwrap().len(), body.len());
    }
}
