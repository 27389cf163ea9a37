//! Odd forms of values, which are read and reported, and the maximum number of elements in an answer.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, reason = "a failure shows its line")]

use std::collections::BTreeMap;

use api_1688::{Fen, Md5Sorted};
use countersign::decode::{Drift, DriftKind};
use countersign::operation::Operation;
use countersign::transport::MemoryTransport;
use countersign::{Answer, Client, Credentials, Decode, Envelope, Error, ErrorKind, Reply, endpoint, model};
use http::StatusCode;
use serde_json::Value;

/// A shop.
#[model]
#[derive(Debug, Default, PartialEq)]
struct Shop {
    open: Option<bool>,
    goods: Vec<u32>,
    prices: BTreeMap<String, u32>,
    owner: Owner,
    count: Option<u32>,
    fee: Option<Fen>,
}

/// An owner, all of whose fields are optional.
#[model]
#[derive(Debug, Default, PartialEq)]
struct Owner {
    name: Option<String>,
}

/// Finds a shop.
#[endpoint(GET, "/shop", response = Value)]
struct FindShop {}

fn read<T: Decode>(body: &str) -> Result<Reply<T>, Error> {
    Envelope::none().read(&Operation::ANY, &Answer::new(StatusCode::OK, body.to_owned()))
}

fn shop(member: &str) -> Reply<Shop> {
    let owner = if member.contains("owner") { "" } else { r#","owner":{}"# };
    read(&format!("{{{member}{owner}}}")).unwrap_or_else(|error| panic!("{member}: {error}"))
}

#[test]
fn a_boolean_in_an_odd_form_is_read_and_reported() {
    for (written, value) in [
        ("1", true),
        ("0", false),
        ("1.0", true),
        ("\"1\"", true),
        ("\"0\"", false),
        ("\"Y\"", true),
        ("\"n\"", false),
        ("\"yes\"", true),
        ("\"NO\"", false),
        ("\"True\"", true),
    ] {
        let reply = shop(&format!(r#""open":{written}"#));
        assert_eq!(reply.open, Some(value), "{written}");
        let found = Drift::new(DriftKind::OddForm, "Shop", "open", 1);
        assert_eq!(reply.drift(), [found], "{written}");
    }
    for written in ["true", "false", "\"true\"", "\"false\"", "null", "\"\""] {
        assert_eq!(shop(&format!(r#""open":{written}"#)).drift(), [], "{written}");
    }
    for written in ["2", "-1", "0.5", "\"maybe\"", "[]", "{}", "\"YY\""] {
        let error = read::<Shop>(&format!(r#"{{"open":{written},"owner":{{}}}}"#)).expect_err(written);
        assert_eq!((error.kind(), error.path()), (ErrorKind::Decode, Some("open")), "{error}");
    }
}

#[test]
fn an_empty_list_or_object_in_an_odd_form_is_read_and_reported() {
    for (member, name) in [
        (r#""goods":"""#, "goods"),
        (r#""goods":{}"#, "goods"),
        (r#""prices":[]"#, "prices"),
        (r#""prices":"""#, "prices"),
        (r#""owner":[]"#, "owner"),
    ] {
        let reply = shop(member);
        assert_eq!(*reply, Shop::default(), "{member}");
        let found = Drift::new(DriftKind::OddForm, "Shop", name, 1);
        assert_eq!(reply.drift(), [found], "{member}");
    }
    for member in [r#""goods":null"#, r#""goods":[]"#, r#""prices":{}"#, r#""owner":{}"#] {
        assert_eq!(shop(member).drift(), [], "{member}");
    }
    for member in [r#""goods":" ""#, r#""goods":{"a":1}"#, r#""prices":[1]"#, r#""owner":[{}]"#] {
        assert!(read::<Shop>(&format!("{{{member}}}")).is_err(), "{member}");
    }
}

#[test]
fn an_odd_form_is_counted_once_for_each_value() {
    let list =
        read::<Vec<Shop>>(r#"[{"open":1,"owner":{}},{"open":"Y","owner":{}},{"open":true,"owner":[]}]"#).unwrap();
    let found = |name: &str, count| Drift::new(DriftKind::OddForm, "Shop", name, count);
    assert_eq!(list.drift(), [found("open", 2), found("owner", 1)]);
    assert!(list.drift()[0].to_string().contains("oddly written"), "{}", list.drift()[0]);
}

#[test]
fn a_whole_number_with_a_fraction_of_zeros_is_an_ordinary_form() {
    for written in ["5", "\"5\"", "5.0", "\"5.0\"", "\"5.00\"", "5e0", "\" 5 \""] {
        let reply = shop(&format!(r#""count":{written}"#));
        assert_eq!((reply.count, reply.drift().len()), (Some(5), 0), "{written}");
    }
    for written in ["690", "\"690\"", "690.0", "\"690.0\"", "6.9e2"] {
        let reply = shop(&format!(r#""fee":{written}"#));
        assert_eq!((reply.fee, reply.drift().len()), (Some(Fen::new(690)), 0), "{written}");
    }
    assert!(read::<u32>("\"5.5\"").is_err() && read::<Fen>("\"690.5\"").is_err());
}

fn list_of(item: &str, count: usize) -> String {
    format!("[{}]", vec![item; count].join(","))
}

fn too_many<T: Decode>(body: &str, path: &str) {
    let error = read::<T>(body).err().expect("more elements than the bound were read");
    assert_eq!((error.kind(), error.path()), (ErrorKind::Decode, Some(path)), "{error}");
    let told = error.to_string();
    assert!(told.contains("more than 100000 elements") && told.contains("max_items"), "{told}");
}

#[test]
fn the_elements_of_one_answer_are_limited_by_default() {
    assert_eq!(read::<Vec<Owner>>(&list_of("{}", 100_000)).unwrap().len(), 100_000);
    too_many::<Vec<Owner>>(&list_of("{}", 100_001), "");
    let shop = |goods: &str| format!(r#"{{"owner":{{}},"goods":{goods}}}"#);
    too_many::<Shop>(&shop(&list_of("1", 100_001)), "goods");
    // Together: neither list alone is too long.
    let two = format!("{{\"a\":{0},\"b\":{0}}}", list_of("1", 60_000));
    too_many::<BTreeMap<String, Vec<u32>>>(&two, "b");
    let members: Vec<String> = (0..100_001).map(|name| format!("\"{name}\":1")).collect();
    too_many::<BTreeMap<String, u32>>(&format!("{{{}}}", members.join(",")), "");
}

#[test]
fn the_elements_of_untyped_json_are_limited_too() {
    too_many::<Value>(&list_of("{}", 100_001), "");
    too_many::<BTreeMap<String, Value>>(&format!("{{\"a\":{}}}", list_of("1", 100_000)), "a");
    let members: Vec<String> = (0..100_001).map(|name| format!("\"{name}\":1")).collect();
    too_many::<Option<Value>>(&format!("{{{}}}", members.join(",")), "");
}

#[test]
fn the_limit_applies_to_one_answer() {
    for _ in 0..3 {
        read::<Vec<u8>>(&list_of("1", 60_000)).unwrap();
    }
}

#[tokio::test]
async fn a_client_sets_the_limit_of_its_answers() {
    async fn call(items: usize) -> Result<usize, Error> {
        let transport = MemoryTransport::new(|_| http::Response::new("[1,2,3,4]".into()));
        let client = Client::builder("https://shops.example", Md5Sorted::default(), Envelope::none())
            .credentials(Credentials::new("key", "secret").unwrap())
            .max_items(items)
            .transport(transport)
            .build()
            .unwrap();
        client.call(FindShop {}).await.map(|reply| reply.as_array().unwrap().len())
    }
    assert_eq!(call(4).await.unwrap(), 4);
    let error = call(3).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Decode);
    assert!(error.to_string().contains("more than 3 elements"), "{error}");
}
