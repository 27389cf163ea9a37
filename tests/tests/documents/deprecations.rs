//! Deprecations are visible in the metadata, the OpenAPI document and the help of the command line.
#![allow(clippy::unwrap_used, reason = "a failure shows its line")]

use api_1688::Md5Sorted;
use countersign::operation::Deprecation;
use countersign::{Endpoint, Model, endpoint, model};
use countersign_tools::cli::CommandLine;
use countersign_tools::openapi::OpenApi;
use serde_json::{Value, json};

/// A price.
#[model]
struct Price {
    /// The amount.
    amount: u32,
    /// The currency.
    #[deprecated(note = "it is always the same.")]
    currency: Option<String>,
}

/// Finds offers.
///
/// In all shops.
#[endpoint(POST, "/offers", response = Price)]
#[deprecated(since = "2.0.0", note = "use `list`")]
struct Find {
    /// The keyword.
    #[deprecated(note = "use `words`")]
    word: String,
    /// The page.
    #[deprecated]
    #[param(in = query)]
    page: Option<u32>,
    /// The shop.
    #[param(in = query)]
    #[deprecated = "offers know their shop"]
    shop: Option<u32>,
}

/// Lists offers.
#[endpoint(GET, "/list")]
struct List {
    /// The shop.
    shop: u32,
}

countersign::api! {
    /// A shop.
    struct Shop { base_url: "https://shop.example", auth: Md5Sorted }
    operations { offers: Find, List; }
}

/// The output of the program.
fn printed(arguments: &[&str]) -> String {
    let arguments = ["shop"].iter().chain(arguments).map(Into::into);
    let (mut out, mut err) = (Vec::new(), Vec::new());
    let _status = CommandLine::<Shop>::new("shop", "Asks a shop.", Shop::GROUPS).run_on(arguments, &mut out, &mut err);
    // The help wraps lines.
    String::from_utf8([out, err].concat()).unwrap().split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn metadata_contains_deprecations() {
    let find = Deprecation::new().with_since("2.0.0").with_note("use `list`");
    #[expect(deprecated, reason = "it is")]
    let operation = Find::OPERATION;
    assert_eq!(operation.deprecated(), Some(find));
    assert_eq!((find.since(), find.note()), (Some("2.0.0"), Some("use `list`")));
    let of_parameters: Vec<_> =
        operation.parameters().iter().map(countersign::operation::Parameter::deprecated).collect();
    let notes = [
        Deprecation::new().with_note("use `words`"),
        Deprecation::new(),
        Deprecation::new().with_note("offers know their shop"),
    ];
    assert_eq!(of_parameters, notes.map(Some));
    assert!(
        List::OPERATION.deprecated().is_none()
            && List::OPERATION.parameters().iter().all(|each| each.deprecated().is_none())
    );
    let of_fields: Vec<_> =
        Price::info().fields().iter().map(|field| field.deprecated().map(|it| it.to_string())).collect();
    assert_eq!(of_fields, [None, Some("deprecated: it is always the same".to_owned())]);
}

#[test]
fn the_document_contains_deprecations() {
    let document = OpenApi::new("Shop", "1.0", Shop::GROUPS).to_json();
    let schema = serde_json::from_str(include_str!("../../openapi/schema-2022-10-07.json")).unwrap();
    jsonschema::draft202012::new(&schema).unwrap().validate(&document).unwrap();
    let find = &document["paths"]["/offers"]["post"];
    assert_eq!(find["deprecated"], true);
    assert_eq!(find["description"], "In all shops.\n\nDeprecated since 2.0.0: use list.");
    let list = &document["paths"]["/list"]["get"];
    assert_eq!((list.get("deprecated"), list["parameters"][0].get("deprecated")), (None, None));
    assert_eq!(
        (&find["parameters"][0]["deprecated"], &find["parameters"][1]["deprecated"]),
        (&json!(true), &json!(true))
    );
    assert_eq!(find["parameters"][0]["description"], "The page.\n\nDeprecated.");
    let word = &find["requestBody"]["content"]["application/json"]["schema"]["properties"]["word"];
    assert_eq!(
        (&word["deprecated"], &word["description"]),
        (&json!(true), &json!("The keyword.\n\nDeprecated: use words."))
    );
    let price = &document["components"]["schemas"]["Price"]["properties"];
    assert_eq!((price["amount"].get("deprecated"), &price["currency"]["deprecated"]), (None, &json!(true)));
}

#[test]
fn the_help_mentions_deprecations() {
    assert!(printed(&["--help"]).contains("Finds offers. [deprecated since 2.0.0: use `list`] list Lists offers."));
    let help = printed(&["find", "--help"]);
    for words in [
        "Finds offers. In all shops. [deprecated since 2.0.0: use `list`]",
        "The keyword. [deprecated: use `words`]",
        "The page. [deprecated]",
        "The shop. [deprecated: offers know their shop]",
    ] {
        assert!(help.contains(words), "{words}: {help}");
    }
    assert!(!printed(&["list", "--help"]).contains("deprecated"));
    assert!(printed(&["endpoints"]).contains("[deprecated] Finds offers."));
    let listed: Value = serde_json::from_str(&printed(&["endpoints", "--json"])).unwrap();
    assert_eq!(listed[0]["deprecated"], "deprecated since 2.0.0: use `list`");
    assert_eq!((&listed[0]["params"][1]["deprecated"], &listed[1]["deprecated"]), (&json!("deprecated"), &Value::Null));
}
