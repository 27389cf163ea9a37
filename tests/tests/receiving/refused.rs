//! Requests that the embedded stand-in refuses, as any client could send them: misspelled, unsigned, wrongly signed, or
//! with missing or wrong parameters. Its answers follow the failure table of the contract.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, reason = "a failure shows its line")]

use api_1688::stand_in::{self, APP_KEY, APP_SECRET};
use api_1688::{CreateOrder, Md5Sorted, PreviewOrder};
use bytes::Bytes;
use countersign::{Endpoint, Secret};
use countersign_server::stand_in::Service;
use http::{Method, Request};
use serde_json::{Value, json};

const SEARCH: &str = "/alibaba/product/keywordQuery";
const COMPLETE: [(&str, &str); 5] =
    [("appKey", APP_KEY), ("keyword", ""), ("country", "en"), ("beginPage", "1"), ("pageSize", "20")];

/// Status and body of an answer.
fn answer(request: &Request<Bytes>) -> (u16, Value) {
    let service: Service = stand_in::service().build().unwrap();
    let answer = service.answer(request.clone());
    assert_eq!(answer.headers()["content-type"], "application/json");
    (answer.status().as_u16(), serde_json::from_slice(answer.body().as_bytes().unwrap()).unwrap())
}

fn get(path: &str, pairs: &[(&str, &str)]) -> Request<Bytes> {
    let query = form_urlencoded::Serializer::new(String::new()).extend_pairs(pairs).finish();
    Request::get(format!("{path}?{query}")).body(Bytes::new()).unwrap()
}

/// A correctly signed GET, whatever its parameters.
fn signed(path: &str, pairs: &[(&str, &str)]) -> Request<Bytes> {
    let sign = Md5Sorted::signature(pairs.iter().copied(), &Secret::new(APP_SECRET));
    get(path, &[pairs, &[("sign", sign.as_str())]].concat())
}

/// A POST of a JSON body, signed by the simplified rule.
fn signed_body(path: &str, mut body: Value) -> Request<Bytes> {
    let pairs = [("appKey", APP_KEY), ("requestTime", "1720000000000")];
    body["appKey"] = APP_KEY.into();
    body["requestTime"] = pairs[1].1.into();
    body["sign"] = Md5Sorted::signature(pairs, &Secret::new(APP_SECRET)).into();
    Request::post(path).header("content-type", "application/json").body(body.to_string().into()).unwrap()
}

/// Asserts that a request is a bad request, and that the answer contains these words.
fn is_bad(request: &Request<Bytes>, words: &[&str]) {
    let (status, body) = answer(request);
    let message = body["message"].as_str().unwrap_or_else(|| panic!("no message in {body}"));
    assert_eq!(status, 400, "{message}");
    for word in words {
        assert!(message.contains(word), "`{word}` is not in: {message}");
    }
    assert!(!message.contains(APP_SECRET), "{message}");
}

#[test]
fn the_requests_of_these_tests_have_exactly_one_mistake() {
    assert_eq!(answer(&signed(SEARCH, &COMPLETE)).0, 200);
    let (status, body) = answer(&signed_body(CreateOrder::OPERATION.path().as_str(), order(1)));
    assert_eq!((status, &body["code"]), (200, &json!(200)), "{body}");
}

#[test]
fn an_unknown_path_gets_the_body_of_spring() {
    for path in
        ["/alibaba/product/keywordQuary", "/", "/alibaba/product/keywordQuery/", "/Alibaba/product/keywordQuery"]
    {
        let (status, body) = answer(&signed(path, &COMPLETE));
        assert_eq!(status, 404, "{path}");
        assert_eq!((&body["status"], &body["error"], &body["path"]), (&json!(404), &json!("Not Found"), &json!(path)));
        assert_eq!(body["message"], "No message available");
        assert!(body["timestamp"].is_u64());
    }
}

#[test]
fn a_known_path_with_another_method_is_not_served() {
    for method in [Method::POST, Method::PUT, Method::DELETE, Method::HEAD] {
        let mut request = signed(SEARCH, &COMPLETE);
        *request.method_mut() = method.clone();
        let (status, body) = answer(&request);
        assert_eq!((status, &body["path"]), (405, &json!(SEARCH)), "{method}");
    }
    // One path and two methods are two operations.
    let (status, _) =
        answer(&signed("/alibaba/upload/image", &[("appKey", APP_KEY), ("pic_url", "https://a.example/b.jpg")]));
    assert_eq!(status, 200);
}

#[test]
fn a_request_that_is_not_signed_is_refused() {
    is_bad(&get(SEARCH, &COMPLETE), &["签名错误", "the parameter `sign` did not arrive"]);
    is_bad(&get(SEARCH, &COMPLETE[1..]), &["签名错误", "the parameter `appKey` did not arrive"]);
    let secret = [&COMPLETE[..], &[("appSecret", APP_SECRET)]].concat();
    is_bad(&get(SEARCH, &secret), &["签名错误", "the parameter `sign` did not arrive"]);
    let mut body: Value =
        serde_json::from_slice(signed_body(CreateOrder::OPERATION.path().as_str(), order(1)).body()).unwrap();
    for (name, words) in
        [("sign", "the parameter `sign` did not arrive"), ("requestTime", "the parameter `requestTime` did not arrive")]
    {
        let kept = body.as_object_mut().unwrap().remove(name).unwrap();
        is_bad(
            &Request::post(CreateOrder::OPERATION.path().as_str()).body(body.to_string().into()).unwrap(),
            &["签名错误", words],
        );
        body[name] = kept;
    }
}

#[test]
fn a_request_that_is_wrongly_signed_is_refused() {
    let sign = Md5Sorted::signature(COMPLETE, &Secret::new("another"));
    is_bad(&get(SEARCH, &[&COMPLETE[..], &[("sign", &sign)]].concat()), &["签名错误", "signature is wrong"]);
    let sign = Md5Sorted::signature(COMPLETE, &Secret::new(APP_SECRET));
    let both = [&COMPLETE[..], &[("sign", sign.as_str()), ("appSecret", APP_SECRET)]].concat();
    is_bad(&get(SEARCH, &both), &["`sign`", "`appSecret`"]);
    let twice = [&COMPLETE[..], &[("sign", "0"), ("sign", &sign)]].concat();
    is_bad(&get(SEARCH, &twice), &["签名错误", "the parameter `sign` arrived twice"]);
    let key_twice = [&COMPLETE[..], &[("appKey", APP_KEY)]].concat();
    is_bad(&signed(SEARCH, &key_twice), &["签名错误", "the parameter `appKey` arrived twice"]);
}

#[test]
fn the_debugging_mode_takes_the_secret_itself_and_only_where_it_is_on() {
    let debugging = stand_in::service().auth(Md5Sorted::default().debug_by_sending_the_secret()).build().unwrap();
    let with_secret = |secret| get(SEARCH, &[&COMPLETE[..], &[("appSecret", secret)]].concat());
    assert_eq!(debugging.answer(with_secret(APP_SECRET)).status(), 200);
    assert_eq!(debugging.answer(signed(SEARCH, &COMPLETE)).status(), 200);
    let wrong = debugging.answer(with_secret("another"));
    let said = String::from_utf8_lossy(wrong.body().as_bytes().unwrap()).into_owned();
    assert!(wrong.status() == 400 && said.contains("a secret that arrived is wrong"), "{said}");
    is_bad(&with_secret(APP_SECRET), &["签名错误", "the parameter `sign` did not arrive"]);
}

#[test]
fn an_unknown_application_is_advised_to_be_activated() {
    let stranger = [&[("appKey", "stranger")], &COMPLETE[1..]].concat();
    is_bad(&signed(SEARCH, &stranger), &["请创建应用，再联系平台进行激活"]);
}

#[test]
fn a_missing_parameter_is_named() {
    for name in ["keyword", "country"] {
        let pairs: Vec<_> = COMPLETE.into_iter().filter(|pair| pair.0 != name).collect();
        is_bad(&signed(SEARCH, &pairs), &["参数错误", &format!("`{name}`"), "missing"]);
    }
    for name in ["thirdOrderId", "flow", "addressParam", "cargoParamList"] {
        let mut body = order(1);
        body.as_object_mut().unwrap().remove(name);
        is_bad(
            &signed_body(CreateOrder::OPERATION.path().as_str(), body),
            &["参数错误", &format!("`{name}`"), "missing"],
        );
    }
    is_bad(&signed_body(CreateOrder::OPERATION.path().as_str(), order(0)), &["参数错误", "`cargoParamList`"]);
}

#[test]
fn a_wrong_parameter_is_named_with_rule_and_value() {
    let with = |name: &'static str, value: &'static str| {
        let pairs: Vec<_> = COMPLETE.into_iter().filter(|pair| pair.0 != name).chain([(name, value)]).collect();
        signed(SEARCH, &pairs)
    };
    is_bad(&with("pageSize", "51"), &["参数错误", "`pageSize`", "from 1 to 50", "51"]);
    is_bad(&with("pageSize", "0"), &["参数错误", "`pageSize`", "from 1 to 50", "0"]);
    is_bad(&with("beginPage", "one"), &["参数错误", "`beginPage`", "one"]);
    is_bad(&with("priceStart", "cheap"), &["参数错误", "`priceStart`", "cheap"]);
    is_bad(&with("sort", "{\"price\""), &["参数错误", "`sort`"]);
    is_bad(&with("categoryId", "-1"), &["参数错误", "`categoryId`", "-1"]);
    let twice = [&COMPLETE[..], &[("pageSize", "10")]].concat();
    is_bad(&signed(SEARCH, &twice), &["参数错误", "`pageSize`", "more than once"]);
    let mut body = order(1);
    body["cargoParamList"][0]["quantity"] = json!("many");
    is_bad(
        &signed_body(CreateOrder::OPERATION.path().as_str(), body),
        &["参数错误", "`cargoParamList`", "[0].quantity"],
    );
}

#[test]
fn a_list_over_its_limit_is_named() {
    is_bad(
        &signed_body(CreateOrder::OPERATION.path().as_str(), order(101)),
        &["参数错误", "`cargoParamList`", "at most 100"],
    );
    let ids = (1..=31).map(|id| id.to_string()).collect::<Vec<_>>().join(",");
    let pairs = [("appKey", APP_KEY), ("orderIdList", ids.as_str())];
    is_bad(&signed("/alibaba/alipay/url/get", &pairs), &["参数错误", "`orderIdList`", "at most 30"]);
}

#[test]
fn a_picture_that_is_not_given_exactly_once_is_refused() {
    let search = |pictures: &[(&'static str, &'static str)]| {
        signed("/alibaba/product/imageQuery", &[&[("appKey", APP_KEY), ("country", "en")], pictures].concat())
    };
    assert_eq!(answer(&search(&[("imageId", "1")])).0, 200);
    is_bad(&search(&[]), &["参数错误", "`imageId`"]);
    is_bad(&search(&[("imageId", "1"), ("imageUrl", "https://a.example")]), &["参数错误", "`imageId`"]);
}

#[test]
fn a_body_that_cannot_be_taken_apart_is_refused() {
    let post = |path: &str, content_type: &str, body: &'static str| {
        Request::post(path).header("content-type", content_type).body(Bytes::from_static(body.as_bytes())).unwrap()
    };
    for body in ["", "no json", "[]", "{\"appKey\":", "null"] {
        is_bad(&post(PreviewOrder::OPERATION.path().as_str(), "application/json", body), &["参数错误", "JSON"]);
    }
    let upload = "/alibaba/upload/image";
    is_bad(&post(upload, "application/json", "{}"), &["参数错误", "multipart"]);
    is_bad(&post(upload, "multipart/form-data; boundary=b", "--b\r\n\r\n"), &["参数错误", "form"]);
    is_bad(&post(upload, "multipart/form-data; boundary=b", "--c--"), &["参数错误", "boundary"]);
}

#[test]
fn a_header_that_can_occur_once_is_refused_where_it_occurs_twice() {
    for name in ["host", "content-type", "content-length", "authorization"] {
        let mut request = signed(SEARCH, &COMPLETE);
        let value = || if name == "content-length" { "0" } else { "1" }.parse().unwrap();
        request.headers_mut().append(name, value());
        assert_eq!(answer(&request).0, 200, "{name}");
        request.headers_mut().append(name, value());
        is_bad(&request, &["参数错误", &format!("the header `{name}` is given more than once")]);
    }
}

#[test]
fn text_that_is_not_utf8_is_refused_instead_of_replaced() {
    let request = Request::get(format!("{SEARCH}?keyword=%FF")).body(Bytes::new()).unwrap();
    is_bad(&request, &["参数错误", "the query must be UTF-8"]);
}

/// The body of an order with this many lines.
fn order(lines: usize) -> Value {
    let line = json!({ "offerId": 623_686_863_670_u64, "specId": "53a1eff0fa008b2b9f32a120b0a050f2", "quantity": 5 });
    let mut body: Value =
        serde_json::from_str(include_str!("../../../api-1688/samples/create-order.request.json")).unwrap();
    body.as_object_mut().unwrap().remove("appSecret");
    body["cargoParamList"] = vec![line; lines].into();
    body
}
