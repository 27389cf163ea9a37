//! Constants of an operation: sent, signed, checked by the other side, and distinguishing operations with the same
//! path.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a failure shows its line")]

use std::fmt::Debug;

use bytes::Bytes;
use countersign::operation::Operation;
use countersign::param::Received;
use countersign::scheme::{Scheme, parameters, secret, signature};
use countersign::{Api as _, Credentials, Endpoint, Envelope, endpoint};
use countersign_server::stand_in::{Served, Service};
use countersign_tools::openapi::OpenApi;
use http::Request;
use proptest::prelude::{any, proptest};
use serde_json::json;

/// Looks up an item.
#[endpoint(POST, "/router/rest", body = form, constant("method" = "item.get", "v" = 2))]
pub struct GetItem {
    /// Its number.
    pub item_id: u64,
}

/// Looks up a shop.
#[endpoint(POST, "/router/rest", body = form, constant("method" = "shop.get"), constant("v" = 2))]
pub struct GetShop {
    /// Its name.
    pub nick: String,
}

/// Lists machines.
#[endpoint(GET, "/", constant("Action" = "ListMachines"))]
pub struct ListMachines {}

/// Stops a machine.
#[endpoint(GET, "/", constant("Action" = "StopMachine"))]
pub struct StopMachine {
    /// Its name.
    pub name: String,
}

/// Saves a row.
#[endpoint(POST, "/table", constant("x-target" = "PutItem", in = header), constant("dryRun" = true, "api" = "a\"b"))]
pub struct PutRow {
    /// Its key.
    pub key: String,
}

countersign::api! {
    /// The conventions of three vendors.
    pub struct Habits { base_url: "https://api.example", auth: Scheme::new(parameters().sorted().pairs("=", "&").hmac_sha256(secret()).hex()).parameter("sign", signature()).build(), envelope: Envelope::none() }
    operations { habits: GetItem, GetShop, ListMachines, StopMachine, PutRow; }
}

fn prepared<E: Endpoint>(request: &E) -> Request<Bytes> {
    let client = Habits::builder().credentials(credentials()).build().unwrap();
    client.prepare(request).unwrap().request
}

fn credentials() -> Credentials {
    Credentials::new("key", "secret").unwrap()
}

/// The other side parses the same request, and its signature is valid.
fn round_trips<E: Endpoint + PartialEq + Debug>(request: &E) -> Request<Bytes> {
    let prepared = prepared(request);
    let received = Received::new(E::OPERATION, &prepared).unwrap();
    Habits::auth().of(received.operation()).unwrap().verify(&received, &credentials()).unwrap();
    assert_eq!(&E::parse(&received).unwrap(), request);
    prepared
}

#[test]
fn constants_travel_where_parameters_do_or_where_they_are_declared() {
    let item = round_trips(&GetItem { item_id: 7 });
    assert!(item.body().starts_with(b"method=item.get&v=2&itemId=7&sign="), "{:?}", item.body());
    let stop = round_trips(&StopMachine { name: "a".into() });
    assert!(stop.uri().query().unwrap().starts_with("Action=StopMachine&name=a&sign="), "{}", stop.uri());
    let row = round_trips(&PutRow { key: "k".into() });
    assert_eq!(row.headers()["x-target"], "PutItem");
    let body: serde_json::Value = serde_json::from_slice(row.body()).unwrap();
    assert_eq!((&body["dryRun"], &body["api"], &body["key"]), (&json!(true), &json!("a\"b"), &json!("k")));
}

#[test]
fn constants_are_signed() {
    let client = Habits::builder().credentials(credentials()).build().unwrap();
    let trace = client.prepare(&GetItem { item_id: 7 }).unwrap().trace;
    assert_eq!(trace.signed(), b"itemId=7&method=item.get&v=2");
}

#[test]
fn wrong_missing_and_repeated_values_are_refused() {
    for (query, problem) in [
        ("Action=ListMachines&name=a", "`Action` must be `StopMachine`, is `ListMachines`"),
        ("name=a", "`Action` must be `StopMachine`, and is missing"),
        ("Action=StopMachine&Action=StopMachine&name=a", "`Action` must be `StopMachine`, and is given twice"),
    ] {
        let request = Request::get(format!("https://api.example/?{query}")).body(Bytes::new()).unwrap();
        let error = Received::new(StopMachine::OPERATION, &request).unwrap_err().to_string();
        assert!(error.contains(problem), "{query}: {error}");
    }
}

#[test]
fn a_stand_in_distinguishes_operations_of_one_path() {
    let service = Service::builder::<Habits>()
        .credentials(credentials())
        .on::<GetItem>(|request| Served::response(&json!({ "item": request.item_id })))
        .on::<GetShop>(|request| Served::response(&json!({ "shop": request.nick })))
        .on::<ListMachines>(|_| Served::response(&json!("all")))
        .on::<StopMachine>(|request| Served::response(&json!({ "stopped": request.name })))
        .build()
        .unwrap();
    let answer = |request: Request<Bytes>| {
        String::from_utf8(service.answer(request).body().as_bytes().unwrap().to_vec()).unwrap()
    };
    assert_eq!(answer(prepared(&GetShop { nick: "n".into() })), r#"{"shop":"n"}"#);
    assert_eq!(answer(prepared(&GetItem { item_id: 7 })), r#"{"item":7}"#);
    assert_eq!(answer(prepared(&StopMachine { name: "m".into() })), r#"{"stopped":"m"}"#);
    assert_eq!(answer(prepared(&ListMachines {})), r#""all""#);
    let unknown = Request::get("https://api.example/?Action=Fly").body(Bytes::new()).unwrap();
    assert!(answer(unknown).contains("`Action` must be `ListMachines`, is `Fly`"));
}

#[test]
fn the_document_has_every_operation_of_one_path() {
    const OPERATIONS: &[&Operation] =
        &[GetItem::OPERATION, GetShop::OPERATION, ListMachines::OPERATION, StopMachine::OPERATION, PutRow::OPERATION];
    let document = OpenApi::new("Habits", "1.0", &[("habits", OPERATIONS)]).to_json();
    let paths = document["paths"].as_object().unwrap();
    let names: Vec<&str> = paths.keys().map(String::as_str).collect();
    assert_eq!(names, ["/", "/#stop_machine", "/router/rest", "/router/rest#get_shop", "/table"]);
    let shop = &paths["/router/rest#get_shop"]["post"]["requestBody"]["content"]["application/x-www-form-urlencoded"];
    assert_eq!(shop["schema"]["properties"]["method"], json!({ "type": "string", "const": "shop.get" }));
    assert_eq!(shop["schema"]["required"], json!(["method", "v", "nick"]));
    assert_eq!(
        paths["/table"]["post"]["parameters"],
        json!([{ "name": "x-target", "in": "header", "required": true, "schema": { "type": "string", "const": "PutItem" } }])
    );
}

proptest! {
    #[test]
    fn a_request_with_constants_is_read_back(item_id in any::<u64>(), nick in ".*", key in ".*") {
        round_trips(&GetItem { item_id });
        round_trips(&GetShop { nick });
        round_trips(&PutRow { key });
    }
}
