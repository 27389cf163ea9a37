//! The OpenAPI document of the 1688 API: it is current and valid, and the client's requests and the published samples
//! conform to it.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a failure shows its line")]

use std::collections::BTreeSet;
use std::env;
use std::fs;
use std::path::{Path, PathBuf};

use api_1688::{Client, openapi};
use countersign::operation::{Body, Operation, Place};
use countersign::{Endpoint, Prepared};
use countersign_tests::openapi::flaws;
use countersign_tests::requests::{
    create_order, keyword_search, prepare, preview_order, product_detail, simplified, upload_image,
};
use jsonschema::Validator;
use serde_json::{Value, json};

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../api-1688")
}

/// The text of a sample, by its path in the folder.
fn sample(name: &str) -> Value {
    let text = fs::read_to_string(folder().join("samples").join(name)).unwrap();
    serde_json::from_str(&text).unwrap()
}

#[test]
fn the_file_is_current() {
    let document = serde_json::to_string_pretty(&openapi::document()).unwrap() + "\n";
    let file = folder().join("openapi.json");
    if env::var_os("BLESS").is_some() {
        fs::write(&file, &document).unwrap();
    }
    let written = fs::read_to_string(&file).unwrap_or_default();
    let line = 1 + written.lines().zip(document.lines()).take_while(|(written, now)| written == now).count();
    assert!(written == document, "not the document of these declarations from line {line}; `tests/openapi/README.md`");
}

#[test]
fn the_document_is_valid() {
    let schema = serde_json::from_str(include_str!("../../openapi/schema-2022-10-07.json")).unwrap();
    let document = openapi::document();
    assert_eq!(problems(&jsonschema::draft202012::new(&schema).unwrap(), &document), [""; 0]);
    // That schema does not cover the schemas inside.
    let schemas = schemas(&document);
    assert!(schemas.len() > 100, "{} schemas", schemas.len());
    for (place, schema) in schemas {
        assert!(jsonschema::draft202012::meta::is_valid(schema), "{place}: {schema}");
    }
    // A document with a mistake is not valid, so the check works.
    let mut broken = openapi::document();
    broken["paths"]["/alibaba/category/get"]["get"]["parameters"][0]["in"] = json!("body");
    assert!(!jsonschema::draft202012::new(&schema).unwrap().is_valid(&broken));
}

#[test]
fn every_reference_leads_somewhere() {
    let document = openapi::document();
    let mut references = BTreeSet::new();
    walk(&document, "", &mut |_, value| {
        references.extend(value.get("$ref").and_then(Value::as_str).map(str::to_owned));
    });
    assert!(references.contains("#/components/schemas/Language"), "{references:?}");
    for reference in &references {
        assert!(document.pointer(reference.trim_start_matches('#')).is_some(), "{reference}");
    }
    // Everything described is used.
    for name in document["components"]["schemas"].as_object().unwrap().keys() {
        assert!(references.contains(&format!("#/components/schemas/{name}")), "{name}");
    }
}

#[test]
fn every_operation_is_in_it_with_every_parameter() {
    let document = openapi::document();
    let count: usize =
        document["paths"].as_object().unwrap().values().map(|item| item.as_object().unwrap().len()).sum();
    assert_eq!(count, Client::OPERATIONS.len());
    for operation in Client::OPERATIONS {
        let described = described(&document, operation);
        assert_eq!(described["operationId"], operation.name());
        assert_eq!(described["x-retry"], operation.retry().as_str());
        assert_eq!(described["x-source"], operation.source().as_str());
        assert_eq!(described["externalDocs"]["url"].as_str(), operation.docs_url(), "{}", operation.name());
        assert!(!described["summary"].as_str().unwrap().is_empty());
        let names: Vec<&str> = described["parameters"]
            .as_array()
            .into_iter()
            .flatten()
            .map(|each| each["name"].as_str().unwrap())
            .collect();
        let outside = operation.parameters().iter().filter(|parameter| parameter.place() != Place::Body);
        assert_eq!(names, outside.map(countersign::operation::Parameter::wire_name).collect::<Vec<_>>());
        for parameter in operation.parameters().iter().filter(|parameter| parameter.place() == Place::Body) {
            let member = &body_schema(described)["properties"][parameter.wire_name()];
            assert!(member["description"].is_string(), "{} {}", operation.name(), parameter.wire_name());
        }
    }
}

#[test]
fn tools_of_other_languages_find_what_they_need() {
    assert_eq!(flaws(&openapi::document()), [""; 0]);
}

#[test]
fn descriptions_use_wire_names() {
    let document = openapi::document();
    let search = &document["paths"]["/alibaba/product/keywordQuery"]["get"];
    let details = search["description"].as_str().unwrap();
    assert!(details.contains("totalPage."), "{details}");
    let quantity = &document["components"]["schemas"]["CargoLine"]["properties"]["specId"]["description"];
    assert_eq!(quantity, "The SKU, by its specId: 32 hex digits. Omit it for products without SKUs.");
}

#[test]
fn values_of_requests_have_patterns_and_bounds() {
    let document = openapi::document();
    let schema_of = |path: &str, name: &str| {
        let parameters = document["paths"][path]["get"]["parameters"].as_array().unwrap();
        parameters.iter().find(|parameter| parameter["name"] == name).unwrap()["schema"].clone()
    };
    let search = "/alibaba/product/keywordQuery";
    assert_eq!(schema_of(search, "priceStart")["pattern"], "^-?[0-9]{1,15}(\\.[0-9]{1,8})?$");
    assert_eq!(
        schema_of(search, "pageSize"),
        json!({ "type": "integer", "format": "int64", "minimum": 1, "maximum": 50, "default": 20 })
    );
    assert_eq!(schema_of("/alibaba/category/get", "categoryID")["pattern"], "^[0-9]{1,19}$");
    let day = schema_of("/alibaba/product/getPerdaySellQuantityTrend", "startDate");
    let day = jsonschema::draft202012::new(&day).unwrap();
    for (text, is_day) in
        [("20240229", true), ("20230229", false), ("20240431", false), ("20241231", true), ("2024-12-31", false)]
    {
        assert_eq!(day.is_valid(&json!(text)), is_day, "{text}");
    }
    let region = schema_of("/alibaba/product/imageQuery", "region");
    let region = jsonschema::draft202012::new(&region).unwrap();
    assert!(region.is_valid(&json!("266,799,48,581")) && !region.is_valid(&json!("")));
    let sort = schema_of(search, "sort");
    assert_eq!((&sort["type"], &sort["contentMediaType"]), (&json!("string"), &json!("application/json")));
    let sort = jsonschema::draft202012::new(&sort).unwrap();
    assert!(sort.is_valid(&json!(r#"{"price":"asc"}"#)) && !sort.is_valid(&json!(r#"{"price":"up"}"#)));
}

#[test]
fn pushes_are_webhooks_with_the_topics_of_each_kind() {
    let document = openapi::document();
    let webhooks = document["webhooks"].as_object().unwrap();
    let names: Vec<&str> = webhooks.keys().map(String::as_str).collect();
    assert_eq!(names, ["batch_paid", "order", "parcel_moved", "refund", "tracking_number_changed"]);
    let push = &webhooks["refund"]["post"];
    let form = &push["requestBody"]["content"]["application/x-www-form-urlencoded"]["schema"];
    assert_eq!(form["properties"]["message"]["contentMediaType"], "application/json");
    assert_eq!(push["responses"]["200"]["content"]["text/plain"]["schema"]["const"], "success");
    assert_eq!(push["x-signature"]["body"], json!(["_dj_signature"]));
    // The published parts of such messages are as described.
    let pointer =
        "/webhooks/refund/post/requestBody/content/application~1x-www-form-urlencoded/schema/properties/message";
    let schema = validator(&document, &format!("{pointer}/contentSchema"));
    let message = sample("messages/ORDER_BUYER_VIEW_ORDER_REFUND_AFTER_SALES.json");
    assert_eq!(problems(&schema, &message), [""; 0]);
    assert!(!schema.is_valid(&json!({ "type": "ORDER_BUYER_VIEW_ORDER_PAY", "data": {} })));
}

#[test]
fn every_example_has_arrived_and_is_valid() {
    let document = openapi::document();
    let mut count = 0;
    walk(&document, "", &mut |place, value| {
        let examples: Vec<&Value> = value
            .get("examples")
            .and_then(Value::as_object)
            .into_iter()
            .flat_map(|examples| examples.values())
            .collect();
        count += examples.len();
        for example in examples {
            let schema = validator(&document, &format!("{place}/schema"));
            assert_eq!(problems(&schema, &example["value"]), [""; 0], "{place}");
        }
    });
    assert_eq!(count, 25, "7 requests, 13 answers, a failure, 4 answers of upstream");
}

/// Every sample in the vendor's envelope, and upstream's in the place of the payload.
#[test]
fn samples_match_the_document() {
    let vendor = [
        ("keyword_search", "keyword-search.response.json"),
        ("shop_search", "keyword-search.response.json"),
        ("image_search", "image-search.response.json"),
        ("product_detail", "product-detail.response.json"),
        ("upload_image", "image-upload.response.json"),
        ("upload_image_by_url", "image-upload.response.json"),
        ("category", "category.response.json"),
        ("freight_estimate", "freight-estimate.response.json"),
        ("preview_order", "preview-order.response.partial.json"),
        ("create_order", "create-order.response.partial.json"),
        ("cancel_order", "cancel-order.response.json"),
        ("order_details", "order-details.response.partial.json"),
        ("order_list", "order-list.response.partial.json"),
        ("confirm_receipt", "confirm-receipt.error.response.json"),
    ];
    let upstream = [
        ("preview_order", "preview-order.response.json", ""),
        ("create_order", "create-order-alipay.response.json", ""),
        ("create_order", "create-order-account-period.response.json", ""),
        ("create_order", "create-order-multi.response.json", "/result"),
        ("cancel_order", "cancel-order.response.json", ""),
        ("order_details", "order-details.response.json", "/result"),
        ("order_list", "order-list.response.json", ""),
        ("payment_links", "payment-links-single.response.json", ""),
        ("payment_links", "payment-links-multi.response.json", ""),
        ("search_navigation", "search-navigation.response.json", "/result/result"),
        ("top_list", "top-list.response.json", "/result/result"),
        ("sales_trend", "sales-trend.response.json", "/result/result"),
    ];
    let document = openapi::document();
    for (name, file) in vendor {
        assert_eq!(problems(&answers_of(&document, name), &sample(file)), [""; 0], "{name}: {file}");
    }
    for (name, file, place) in upstream {
        let whole = sample(&format!("upstream/{file}"));
        let answer = json!({ "code": 200, "message": "操作成功", "data": whole.pointer(place) });
        assert_eq!(problems(&answers_of(&document, name), &answer), [""; 0], "{name}: {file}");
    }
}

#[test]
fn an_answer_that_contradicts_the_document_is_detected() {
    let document = openapi::document();
    let searches = answers_of(&document, "keyword_search");
    let page = sample("keyword-search.response.json");
    let changed = |pointer: &str, value: Value| {
        let mut page = page.clone();
        *page.pointer_mut(pointer).unwrap() = value;
        searches.is_valid(&page)
    };
    assert!(!changed("/data", Value::Null));
    assert!(!changed("/data/data/0", json!("a product")));
    assert!(!changed("/data/data/0/subject", json!(7)));
    assert!(!changed("/data/data/0/priceInfo", json!("{price=53.00; …}")));
    // The document allows whatever the client accepts.
    assert!(changed("/data/data", Value::Null));
    assert!(changed("/data/data/0/offerId", json!("670291644950")));
    assert!(changed("/data/data/0/sellerIdentities/0", json!("a new identity")));
    assert!(changed("/data/currentPage", Value::Null));
    // A failure may contain anything.
    assert!(searches.is_valid(&json!({ "code": 1009, "message": "…", "data": null })));
    assert!(!searches.is_valid(&json!({ "code": 200, "message": "…" })));
    assert!(!searches.is_valid(&json!({ "message": "…" })));
}

#[test]
fn prepared_requests_match_the_document() {
    check(&keyword_search());
    check(&product_detail());
    check(&upload_image());
    check(&preview_order());
    check(&create_order("T20240708002"));
}

/// Checks that the query has the described parameters, and the body the described form.
fn check<E: Endpoint>(request: &E) {
    let document = openapi::document();
    let described = described(&document, E::OPERATION);
    let Prepared { request, .. } = prepare(simplified(), request);
    let query = request.uri().query().unwrap_or_default();
    let sent: BTreeSet<String> = form_urlencoded::parse(query.as_bytes()).map(|(name, _)| name.into_owned()).collect();
    let security = described["security"][0].as_object().into_iter().flat_map(|schemes| schemes.keys());
    let in_query = |name: &&String| document["components"]["securitySchemes"][*name]["in"] == "query";
    let mut allowed: BTreeSet<String> = security.filter(in_query).cloned().collect();
    let mut required = allowed.clone();
    for parameter in described["parameters"].as_array().into_iter().flatten() {
        let name = parameter["name"].as_str().unwrap().to_owned();
        required.extend((parameter["required"] == true).then(|| name.clone()));
        allowed.insert(name);
    }
    assert!(sent.is_subset(&allowed) && sent.is_superset(&required), "{sent:?}, {required:?}, {allowed:?}");
    if E::OPERATION.body() == Body::Json {
        let body = serde_json::from_slice(request.body()).unwrap();
        let pointer = format!("{}/requestBody/content/application~1json/schema", pointer_to(E::OPERATION));
        assert_eq!(problems(&validator(&document, &pointer), &body), [""; 0], "{}", E::OPERATION.name());
        assert!(!validator(&document, &pointer).is_valid(&json!({})));
    }
    if E::OPERATION.body() == Body::Multipart {
        let text = String::from_utf8_lossy(request.body());
        for name in body_schema(described)["properties"].as_object().unwrap().keys() {
            assert!(text.contains(&format!("name=\"{name}\"")), "{name}");
        }
    }
}

fn described<'d>(document: &'d Value, operation: &Operation) -> &'d Value {
    document.pointer(&pointer_to(operation)).unwrap()
}

fn pointer_to(operation: &Operation) -> String {
    let path = operation.path().as_str().replace('/', "~1");
    format!("/paths/{path}/{}", operation.method().as_str().to_ascii_lowercase())
}

/// The schema of the body, whatever its media type.
fn body_schema(described: &Value) -> &Value {
    &described["requestBody"]["content"].as_object().unwrap().values().next().unwrap()["schema"]
}

fn answers_of(document: &Value, name: &str) -> Validator {
    let operation = Client::OPERATIONS.iter().find(|operation| operation.name() == name).unwrap();
    validator(document, &format!("{}/responses/200/content/application~1json/schema", pointer_to(operation)))
}

/// A validator of the schema at this place, with the document around it for references.
fn validator(document: &Value, pointer: &str) -> Validator {
    assert!(document.pointer(pointer).is_some(), "{pointer}");
    let mut schema = document.clone();
    schema["$ref"] = json!(format!("#{pointer}"));
    jsonschema::draft202012::new(&schema).unwrap()
}

fn problems(validator: &Validator, value: &Value) -> Vec<String> {
    validator.iter_errors(value).map(|error| format!("{}: {error}", error.instance_path())).collect()
}

/// The schemas of a document, by place.
fn schemas(document: &Value) -> Vec<(String, &Value)> {
    let named = document["components"]["schemas"].as_object().unwrap();
    let mut schemas: Vec<_> = named.iter().map(|(name, schema)| (name.clone(), schema)).collect();
    walk(document, "", &mut |place, value| {
        schemas.extend(value.get("schema").map(|schema| (place.to_owned(), schema)));
    });
    schemas
}

/// Visits every value but those of examples.
fn walk<'v>(value: &'v Value, place: &str, visit: &mut impl FnMut(&str, &'v Value)) {
    visit(place, value);
    match value {
        Value::Object(members) => {
            let members = members.iter().filter(|(name, _)| *name != "examples");
            members.for_each(|(name, member)| {
                walk(member, &format!("{place}/{}", name.replace('~', "~0").replace('/', "~1")), visit);
            });
        }
        Value::Array(items) => {
            items.iter().enumerate().for_each(|(index, item)| walk(item, &format!("{place}/{index}"), visit));
        }
        _ => {}
    }
}
