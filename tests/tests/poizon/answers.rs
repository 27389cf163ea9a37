//! Answers that differ from the inferred form, and failures.

use api_poizon::{Balance, Client, CreateOrder, ErrorKind, KeywordSearch, OrderList, Outcome, ProductDetail};
use countersign::{Answer, Api as _, Endpoint as _};
use http::StatusCode;
use serde_json::{Value, json};

use super::{read, sample};

fn order() -> Value {
    sample("create-order.response.json")["data"].clone()
}

#[test]
fn orders_are_found_where_and_however_they_are_listed() {
    let (one, list) = (order(), json!([order()]));
    for body in [
        json!({ "code": 200, "data": { "total": 1, "orderList": list } }),
        json!({ "code": 200, "data": { "total": 1, "list": list } }),
        json!({ "code": 200, "data": { "records": list, "totalCount": "1" } }),
        json!({ "code": 200, "data": list }),
        json!({ "code": 200, "data": { "data": { "orderList": list } } }),
        json!({ "code": 200, "data": { "unheardOf": list } }),
        json!({ "code": 200, "msg": "success", "status": 200, "orderList": list }),
        json!({ "code": "200", "data": { "page": { "orders": list, "total": 1 } } }),
    ] {
        let page = read::<OrderList>(&body.to_string()).unwrap_or_else(|error| panic!("{body}: {error}"));
        assert_eq!(page.items.len(), 1, "{body}");
        assert_eq!(page.items[0].dist_order_no.as_deref(), Some("913033-OA00835379"), "{body}");
    }
    assert!(one["orderItems"].is_array());
}

#[test]
fn a_list_that_is_not_there_is_an_empty_page() {
    for data in
        [json!(null), json!([]), json!({}), json!(""), json!({ "spuList": null }), json!({ "spuList": [], "total": 0 })]
    {
        let body = json!({ "code": 200, "msg": "success", "data": data, "status": 200 });
        let page = read::<KeywordSearch>(&body.to_string()).unwrap_or_else(|error| panic!("{body}: {error}"));
        assert!(page.items.is_empty(), "{body}");
    }
}

#[test]
fn a_hidden_product_is_none() {
    assert_eq!(*read::<ProductDetail>(r#"{"code": 200, "msg": "success", "data": null}"#).unwrap(), None);
    assert_eq!(*read::<ProductDetail>(r#"{"code": 200, "msg": "success"}"#).unwrap(), None);
}

#[test]
fn a_product_is_read_in_other_spellings_and_forms() {
    let product = json!({
        "id": "7", "dwSpuid": "9007199254740993", "distCategory1Name": "Shoes", "authPrice": "604700", "skuList": null,
        "baseImage": null, "season": null, "sellDate": "1500000000000", "distStatus": "PRODUCT_SOON",
    });
    for data in [product.clone(), json!({ "spu": product }), json!({ "data": product })] {
        let reply = read::<ProductDetail>(&json!({ "code": 200, "data": data }).to_string()).unwrap();
        let read = (*reply).clone().unwrap();
        assert_eq!((read.id, read.spu_id.unwrap().get()), (Some(7), (1 << 53) + 1));
        assert_eq!((read.category.as_deref(), read.retail_price.unwrap().get()), (Some("Shoes"), 604_700));
        assert_eq!(read.released.unwrap().as_millisecond(), 1_500_000_000_000);
        assert_eq!(read.status.unwrap().to_string(), "PRODUCT_SOON");
        assert!(read.skus.is_empty() && read.images.is_empty() && !reply.drift().is_empty());
    }
    // A price is a whole number of fen. Anything else is refused rather than rounded.
    let body = r#"{"code": 200, "data": {"dwSpuId": 1, "authPrice": 59.5}}"#;
    assert_eq!(read::<ProductDetail>(body).unwrap_err().kind(), ErrorKind::Decode);
}

#[test]
fn a_balance_is_read_bare_or_under_another_name() {
    for data in [
        r#"{"amount": 123456789012345678.25}"#,
        r#""123456789012345678.25""#,
        "123456789012345678.25",
        r#"{"availableAmount": "123456789012345678.25", "currency": "CNY"}"#,
        r#"{"account": {"balance": 123456789012345678.25}}"#,
    ] {
        let balance = read::<Balance>(&format!(r#"{{"code": 200, "data": {data}}}"#)).unwrap();
        assert_eq!(balance.amount.to_string(), "123456789012345678.25", "{data}");
    }
    assert_eq!(read::<Balance>(r#"{"code": 200, "data": null}"#).unwrap_err().kind(), ErrorKind::Decode);
}

#[test]
fn an_order_is_believed_with_its_number_only() {
    for data in [
        json!({ "order": order() }),
        json!({ "dist_order_no": "1-OA1" }),
        json!({ "orderItems": [{ "distSubOrderNo": "1" }] }),
    ] {
        read::<CreateOrder>(&json!({ "code": 200, "data": data }).to_string())
            .unwrap_or_else(|error| panic!("{data}: {error}"));
        // A failure next to the number of an order is not believed.
        let error = read::<CreateOrder>(&json!({ "code": 30300012, "data": data }).to_string()).unwrap_err();
        assert_eq!(error.outcome(), Outcome::Unknown, "{data}");
    }
    for body in [
        r#"{"code": 200, "data": null}"#,
        r#"{"code": 200, "data": {"requestId": "R-1"}}"#,
        r#"{"code": 200}"#,
        "{}",
        "",
    ] {
        assert_eq!(read::<CreateOrder>(body).unwrap_err().outcome(), Outcome::Unknown, "{body}");
    }
}

#[test]
fn upstreams_codes_are_kinds_of_failure() {
    let failure = |code: Value| {
        let body = json!({ "code": code, "msg": "no", "data": null, "status": 200 });
        read::<CreateOrder>(&body.to_string()).unwrap_err()
    };
    for (code, kind, outcome) in [
        (30_300_012, ErrorKind::Business, Outcome::Refused),
        (30_300_013, ErrorKind::Credentials, Outcome::Refused),
        (30_300_014, ErrorKind::RateLimited, Outcome::Refused),
        (30_400_001, ErrorKind::Business, Outcome::Refused),
        (30_400_002, ErrorKind::Business, Outcome::Refused),
        (40_900_006, ErrorKind::Business, Outcome::Unknown),
        (1009, ErrorKind::Business, Outcome::Refused),
        (500, ErrorKind::Business, Outcome::Unknown),
    ] {
        for written in [json!(code), json!(code.to_string())] {
            let error = failure(written);
            assert_eq!((error.kind(), error.outcome()), (kind, outcome), "{code}");
            assert!(error.to_string().contains("no"), "{error}");
            assert_eq!(error.hint().is_some(), code != 500, "{code}: {error}");
        }
    }
    let limited = Answer::new(StatusCode::TOO_MANY_REQUESTS, r#"{"msg": "too frequent"}"#);
    let error = Client::envelope().read::<Value>(KeywordSearch::OPERATION, &limited).unwrap_err();
    assert_eq!((error.kind(), error.outcome()), (ErrorKind::RateLimited, Outcome::Refused));
    assert!(error.to_string().contains("too frequent"), "{error}");
}
