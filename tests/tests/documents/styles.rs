//! The OpenAPI document for every place, style and type that a declaration can name, using an API made for this
//! purpose.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a failure shows its line")]

mod books;

use std::sync::Arc;

use countersign::auth::Schemes;
use countersign::operation::{FieldInfo, Method, ModelInfo, Notation, Operation, PathTemplate, Pattern, Schema};
use countersign::scheme::{Scheme, TimeFormat, key_id, method, path, secret, signature, time};
use countersign::value::{Date, TimeStyle, Timestamp, UnixMilliseconds, UnixSeconds};
use countersign::{Endpoint, Envelope, endpoint};
use countersign_tests::openapi::flaws;
use countersign_tools::openapi::{Example, OpenApi};
use serde_json::{Value, json};

use self::books::{AddBook, FindBooks, MoveShelf, ScanPage};

const BOOKS: &[&Operation] = &[FindBooks::OPERATION, AddBook::OPERATION];
const SHELVES: &[&Operation] = &[ScanPage::OPERATION, MoveShelf::OPERATION];

fn document() -> Value {
    let document = OpenApi::new("Books", "1.0", &[("books", BOOKS), ("shelves", SHELVES)])
        .description("Shelves of books.")
        .server("https://books.example")
        .license("MIT")
        .tag("books", "What can be read.")
        .tag("shelves", "Where it stands.")
        .envelope(Envelope::default().with_code("status", &["OK"]).with_data("payload"))
        .example(Example::request(MoveShelf::OPERATION, "one", "A move.", json!({ "books": [1, 2, 3] })).shortened(1))
        .example(Example::answer(&Operation::ANY, "one", "Of nothing.", json!({})))
        .to_json();
    let schema = serde_json::from_str(include_str!("../../openapi/schema-2022-10-07.json")).unwrap();
    jsonschema::draft202012::new(&schema).unwrap().validate(&document).unwrap();
    document
}

/// The parameter with this wire name, without name and description.
fn parameter(name: &str) -> Value {
    let document = document();
    let parameters = document["paths"]["/shelves/{shelfId}/books"]["get"]["parameters"].as_array().unwrap().clone();
    let mut found = parameters.into_iter().find(|parameter| parameter["name"] == name).unwrap();
    let members = found.as_object_mut().unwrap();
    members.retain(|member, _| !["name", "description"].contains(&member.as_str()));
    found
}

/// Media type and content of the body of an operation.
fn body(path: &str, method: &str) -> (String, Value) {
    let content = document()["paths"][path][method]["requestBody"]["content"].as_object().unwrap().clone();
    content.into_iter().next().unwrap()
}

#[test]
fn operations_of_one_path_share_its_item() {
    let document = document();
    let item = &document["paths"]["/shelves/{shelfId}/books"];
    assert_eq!((&item["get"]["operationId"], &item["post"]["operationId"]), (&json!("find_books"), &json!("add_book")));
    assert_eq!(document["tags"][1], json!({ "name": "shelves", "description": "Where it stands." }));
    assert_eq!(item["get"]["summary"], "Finds books.");
    assert_eq!(item["get"]["description"], "Everything that a query can hold.");
    assert_eq!(item["get"]["x-source"], "upstream");
    assert_eq!(item["get"]["x-data"], "payload.result.page");
    assert_eq!(item["get"]["security"], json!([]), "nothing is required");
    assert!(document["components"].get("securitySchemes").is_none());
}

#[test]
fn tools_of_other_languages_find_what_they_need() {
    assert_eq!(flaws(&document()), [""; 0]);
    let untitled = OpenApi::new("21 books", "1", &[("books", BOOKS)]).to_json();
    assert_eq!(untitled["info"]["title"], "API 21 books", "a package cannot be named after a digit");
    // The check works.
    let mut broken = document();
    broken["components"]["schemas"]["SuccessCode"] = json!({ "enum": [200, "200"] });
    broken["paths"]["/moves"]["post"]["responses"] = json!({});
    broken["paths"]["/moves"]["post"]["summary"] = json!("Like `Vec::push`.");
    assert_eq!(flaws(&broken).len(), 4, "{:?}", flaws(&broken));
}

#[test]
fn parameters_have_the_style_that_they_travel_in() {
    let kind = json!({ "$ref": "#/components/schemas/Kind" });
    let id = json!({ "type": "string", "pattern": "^[0-9]{1,19}$" });
    let integer = json!({ "type": "integer", "format": "int64", "minimum": 0, "maximum": u32::MAX });
    assert_eq!(parameter("shelfId"), json!({ "in": "path", "required": true, "schema": id }));
    assert_eq!(
        parameter("kinds"),
        json!({ "in": "query", "style": "form", "explode": true, "schema": { "type": "array", "items": kind } })
    );
    assert_eq!(
        parameter("books"),
        json!({
            "in": "query", "style": "form", "explode": false,
            "schema": { "type": "array", "items": id, "minItems": 1, "maxItems": 3 },
        })
    );
    assert_eq!(parameter("words")["style"], "pipeDelimited");
    let joined = json!({ "type": "string", "minLength": 1, "x-separator": ";" });
    assert_eq!(parameter("years"), json!({ "in": "query", "schema": joined }));
    // Generators do not support parameters with `content`.
    let like = parameter("like")["schema"].clone();
    assert_eq!((&like["type"], &like["contentMediaType"]), (&json!("string"), &json!("application/json")));
    assert_eq!(like["contentSchema"], json!({ "$ref": "#/components/schemas/ShelfRequest" }));
    let weights = parameter("weights")["schema"].clone();
    assert_eq!(weights["contentSchema"], json!({ "type": "array", "items": integer }));
    let validator = jsonschema::draft202012::new(&weights).unwrap();
    assert!(validator.is_valid(&json!("[1,20]")) && !validator.is_valid(&json!("[-1]")));
    assert_eq!(
        parameter("price")["schema"],
        json!({
            "type": "string", "format": "decimal", "x-minimum": 0, "x-maximum": 500,
            "pattern": r"^[0-9]{1,15}(\.[0-9]{1,8})?$",
        })
    );
    let day = parameter("day")["schema"].clone();
    let validator = jsonschema::draft202012::new(&day).unwrap();
    assert!(validator.is_valid(&json!("20240229")) && !validator.is_valid(&json!("20230229")));
    assert_eq!((&day["type"], &day["examples"]), (&json!("string"), &json!(["20240620"])));
    assert_eq!(
        parameter("signed"),
        json!({ "in": "query", "required": true, "schema": { "type": "boolean", "default": false } })
    );
    assert_eq!(
        parameter("Accept-Language"),
        json!({
            "in": "header", "style": "simple", "explode": false,
            "schema": { "type": "array", "items": { "type": "string", "pattern": "^[^,]+$" }, "minItems": 1 },
        })
    );
}

#[test]
fn a_form_describes_how_its_members_are_encoded() {
    let (media_type, content) = body("/shelves/{shelfId}/books", "post");
    assert_eq!(media_type, "application/x-www-form-urlencoded");
    assert_eq!(content["schema"]["required"], json!(["title", "authors"]));
    assert_eq!(
        content["schema"]["properties"]["title"],
        json!({ "type": "string", "maxLength": 80, "description": "Its title." })
    );
    let authors = jsonschema::draft202012::new(&content["schema"]["properties"]["authors"]).unwrap();
    assert!(authors.is_valid(&json!(["Goethe"])));
    assert!(![json!([]), json!([""]), json!(["Marx,Engels"])].iter().any(|list| authors.is_valid(list)));
    assert_eq!(
        content["encoding"],
        json!({
            "authors": { "style": "form", "explode": false },
            "beside": { "contentType": "application/json" },
            "kinds": { "style": "form", "explode": true },
        })
    );
}

#[test]
fn a_multipart_form_holds_bytes() {
    let (media_type, content) = body("/pages", "put");
    assert_eq!(media_type, "multipart/form-data");
    let members = &content["schema"]["properties"];
    assert_eq!(members["picture"]["contentMediaType"], "application/octet-stream");
    assert_eq!((&members["picture"]["maxLength"], &members["thumbnail"]["maxLength"]), (&json!(1000), &json!(136)));
    // It is a string, which no tool sends as a file.
    assert_eq!(members["thumbnail"]["format"], "byte");
    assert!(members["thumbnail"]["contentEncoding"].is_null() && content["encoding"].is_null());
    let thumbnail = jsonschema::draft202012::new(&members["thumbnail"]).unwrap();
    assert!(thumbnail.is_valid(&json!("aGVsbG8=")) && !thumbnail.is_valid(&json!("aGVsbG8")));
}

#[test]
fn a_json_body_is_typed() {
    let (media_type, content) = body("/moves", "post");
    assert_eq!(media_type, "application/json");
    let members = &content["schema"]["properties"];
    assert_eq!(members["shelf"]["$ref"], "#/components/schemas/ShelfRequest");
    assert_eq!((&members["price"]["type"], &members["price"]["minimum"]), (&json!("number"), &json!(1)));
    let at = jsonschema::draft202012::new(&members["at"]).unwrap();
    assert!(at.is_valid(&json!("20180614101942000+0800")) && !at.is_valid(&json!("20180631101942000+0800")));
    assert_eq!((&members["to"]["minimum"], &members["to"]["maximum"]), (&json!(0), &json!(u64::MAX)));
    assert_eq!(members["to"]["type"], "integer");
    let without = &members["without"];
    assert_eq!(
        (&without["type"], &without["minLength"], &without["x-separator"]),
        (&json!("string"), &json!(1), &json!(" "))
    );
    assert_eq!(content["schema"]["required"], json!(["shelf", "price", "at"]));
    assert_eq!(content["schema"]["allOf"], json!([{ "oneOf": [{ "required": ["to"] }, { "required": ["onto"] }] }]));
    assert_eq!(content["examples"]["one"], json!({ "summary": "A move.", "value": { "books": [1] } }));
    let document = document();
    let operation = &document["paths"]["/moves"]["post"];
    assert_eq!((&operation["x-retry"], &operation["x-reference"]), (&json!("safe"), &json!("at")));
    assert_eq!(operation["x-require-one-of"], json!([["to", "onto"]]));
}

#[test]
fn a_signature_is_described_where_it_travels() {
    let rule = Scheme::new((method() + path()).hmac_sha256(secret()).hex())
        .parameter("key", key_id())
        .query("way", time(TimeFormat::UnixSeconds))
        .header("x-seal", signature())
        .build();
    let schemes = Schemes::new(Arc::new(rule));
    let document = OpenApi::new("Books", "1.0", &[("books", BOOKS), ("shelves", SHELVES)]).schemes(schemes).to_json();
    let schemes = &document["components"]["securitySchemes"];
    assert_eq!((&schemes["key"]["in"], &schemes["x-seal"]["in"]), (&json!("query"), &json!("header")));
    assert_eq!(schemes["way"]["description"], "The time of the request.");
    assert_eq!(schemes["way"]["x-expression"], "time(TimeFormat::UnixSeconds)");
    assert_eq!(
        schemes["x-seal"]["description"],
        "The signature of the request.\n\nScheme scheme. The signature does not cover: host, query, body, content-type, key \
         id, way.\n\nA request is valid for 5 minutes."
    );
    assert_eq!(schemes["x-seal"]["x-expression"], "(method() + path()).hmac_sha256(secret()).hex()");
    let (get, form) = (&document["paths"]["/shelves/{shelfId}/books"]["get"], &document["paths"]["/pages"]["put"]);
    assert_eq!(get["security"], json!([{ "key": [], "way": [], "x-seal": [] }]));
    let note = &get["x-signature"];
    assert_eq!(
        (&note["rule"], &note["query"], &note["header"]),
        (&json!("scheme"), &json!(["key", "way"]), &json!(["x-seal"]))
    );
    // OpenAPI has no place for security in a body.
    assert_eq!(form["security"], json!([{ "scheme.body": [], "way": [], "x-seal": [] }]));
    assert_eq!(
        (&schemes["scheme.body"]["type"], &schemes["scheme.body"]["scheme"]),
        (&json!("http"), &json!("scheme"))
    );
    assert_eq!(form["x-signature"]["body"], json!(["key"]));
    let members = &form["requestBody"]["content"]["multipart/form-data"]["schema"];
    assert!(members["properties"]["key"].is_null(), "whoever signs adds it");
    assert_eq!(members["required"], json!(["picture"]));
    let members = &document["paths"]["/moves"]["post"]["requestBody"]["content"]["application/json"]["schema"];
    assert_eq!(members["required"], json!(["shelf", "price", "at"]));
}

#[test]
fn a_model_that_holds_itself_is_named_once_for_each_direction() {
    let document = document();
    let schemas = document["components"]["schemas"].as_object().unwrap();
    assert_eq!(
        schemas.keys().collect::<Vec<_>>(),
        [
            "AddBookAnswer",
            "Counted",
            "Counted2",
            "FailedAnswer",
            "Failure",
            "FindBooksAnswer",
            "Kind",
            "MoveShelfAnswer",
            "Rarity",
            "ScanPageAnswer",
            "Shelf",
            "ShelfRequest",
            "SuccessCode",
        ]
    );
    let (read, sent) = (&schemas["Shelf"]["properties"], &schemas["ShelfRequest"]["properties"]);
    assert_eq!(read["shelves"]["items"]["$ref"], "#/components/schemas/Shelf");
    assert_eq!(sent["shelves"]["items"]["$ref"], "#/components/schemas/ShelfRequest");
    assert_eq!((&read["books"]["type"], &sent["books"]["type"]), (&json!(["array", "null"]), &json!("array")));
    assert_eq!(read["books"]["items"]["type"], json!(["integer", "string"]));
    assert_eq!(sent["books"]["items"]["type"], "integer");
    assert_eq!(schemas["Counted2"]["properties"]["items"]["items"]["type"], json!(["string", "integer"]));
    assert_eq!(schemas["Rarity"]["anyOf"][0]["enum"], json!([1, 2]));
    assert_eq!(schemas["Kind"]["anyOf"][0]["x-enum-descriptions"], json!(["Made up.", "A dictionary."]));
}

#[test]
fn a_model_at_two_addresses_is_one() {
    const fn fields(child: fn() -> &'static ModelInfo) -> [FieldInfo; 1] {
        [FieldInfo::new("child", "child", Schema::Object(child))]
    }
    fn one() -> &'static ModelInfo {
        static FIELDS: [FieldInfo; 1] = fields(other);
        static NODE: ModelInfo = ModelInfo::new("Node", &FIELDS);
        &NODE
    }
    fn other() -> &'static ModelInfo {
        static FIELDS: [FieldInfo; 1] = fields(one);
        static NODE: ModelInfo = ModelInfo::new("Node", &FIELDS);
        &NODE
    }
    const NODES: &Operation =
        &Operation::new("nodes", Method::Get, PathTemplate::new("/")).with_response(Schema::Object(one));
    let document = OpenApi::new("Nodes", "1", &[("all", &[NODES])]).to_json();
    let names: Vec<&String> = document["components"]["schemas"].as_object().unwrap().keys().collect();
    assert_eq!(names, ["Failure", "Node"]);
    assert_eq!(
        document["paths"]["/"]["get"]["responses"]["200"]["content"]["application/json"]["schema"],
        json!({ "$ref": "#/components/schemas/Node" }),
        "without an envelope the answer is the response"
    );
}

#[test]
fn where_else_an_answer_may_have_its_values_is_listed() {
    let document = document();
    assert_eq!(document["components"]["schemas"]["Counted"]["properties"]["count"]["x-aliases"], json!(["total"]));
    assert!(document["components"]["schemas"]["Counted"]["properties"]["items"].get("x-aliases").is_none());

    let document = api_taobao::openapi::document();
    let created = &document["paths"]["/taobao/purchase/order/create"]["post"];
    assert_eq!(created["x-wrappers"], json!(["data", "result"]));
    let sent = &document["components"]["schemas"]["OrderLine"]["properties"];
    assert!(sent.as_object().unwrap().values().all(|member| member.get("x-aliases").is_none()), "{sent}");
}

#[test]
fn a_time_is_described_in_the_style_that_it_has() {
    enum Receipt {}
    impl TimeStyle for Receipt {
        const TIME: Notation =
            Notation::Text(Pattern::new("%d.%m.%Y %H:%M:%S%.3f (%z)", "14.06.2018 10:19:42.000 (+0200)"));
    }
    /// Times in every style.
    #[endpoint(POST, "/times", body = json)]
    struct Times {
        /// As a number of seconds.
        seconds: Timestamp<UnixSeconds>,
        /// As a number of milliseconds.
        milliseconds: Timestamp<UnixMilliseconds>,
        /// By RFC 3339.
        plain: Timestamp,
        /// The same of a day.
        day: Date,
        /// As tills print it.
        till: Timestamp<Receipt>,
    }
    let unix = |most: i64| json!({ "type": "integer", "format": "int64", "minimum": 0, "maximum": most });
    let document = OpenApi::new("Times", "1.0", &[("times", &[Times::OPERATION])]).to_json();
    let properties =
        &document["paths"]["/times"]["post"]["requestBody"]["content"]["application/json"]["schema"]["properties"];
    for (name, schema) in [
        ("seconds", unix(253_402_207_199)),
        ("milliseconds", unix(253_402_207_199_000)),
        ("plain", json!({ "type": "string", "format": "date-time", "examples": ["2018-06-14T02:19:42Z"] })),
        ("day", json!({ "type": "string", "format": "date", "examples": ["2018-06-14"] })),
        (
            "till",
            json!({
                "type": "string",
                "pattern": r"^(?:0[1-9]|[12][0-9]|3[01])\.(?:0[1-9]|1[0-2])\.[12][0-9]{3} (?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]\.[0-9]{3} \([+-](?:0[0-9]|1[0-4])[0-5][0-9]\)$",
                "examples": ["14.06.2018 10:19:42.000 (+0200)"],
            }),
        ),
    ] {
        let mut found = properties[name].clone();
        found.as_object_mut().unwrap().remove("description");
        assert_eq!(found, schema, "{name}");
    }
}
