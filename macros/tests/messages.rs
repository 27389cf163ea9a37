//! The attributes as functions: what they say of mistakes, and that what comes out is Rust.
//!
//! The source of the macros is mounted here by path, the way the crate of all tests does it: a crate of macros can export
//! nothing else. Where the messages point is tested there, with the compiler.

#![allow(clippy::expect_used, clippy::indexing_slicing, reason = "a test stops at the first surprise")]

// The macros name it, and only a crate of macros has it anyway.
extern crate proc_macro;

#[path = "../src/expand.rs"]
mod expand;

use proc_macro2::TokenStream;

type Attribute = fn(TokenStream, TokenStream) -> TokenStream;

fn tokens(text: &str) -> TokenStream {
    text.parse().expect("the test is Rust")
}

/// The messages of an expansion, which is formatted as a file to see that it is one.
fn messages(expansion: TokenStream) -> Vec<String> {
    let file = syn::parse2(expansion).expect("the expansion is a file");
    let text = prettyplease::unparse(&file);
    let mut parts = text.split("compile_error!");
    parts.next();
    let messages = parts.filter_map(|part| part.split_once('"')).map(|(_, message)| message);
    messages.map(|message| message.replace("\\\"", "\"").trim_end_matches(['"', '\n', '}']).to_owned()).collect()
}

/// Every line gives one message, which has these words; the item is still there.
fn expect_one(attribute: Attribute, mistakes: &[(&str, &str, &str)]) {
    for (arguments, item, words) in mistakes {
        let expansion = attribute(tokens(arguments), tokens(item));
        assert!(expansion.to_string().contains(" Subject "), "{arguments} | {item}: the item is gone");
        let messages = messages(expansion);
        assert_eq!(messages.len(), 1, "{arguments} | {item}: {messages:#?}");
        assert!(messages[0].contains(words), "{arguments} | {item}: {messages:#?}");
    }
}

#[test]
fn mistakes_in_the_arguments_of_an_endpoint() {
    const ITEM: &str = "struct Subject { page: u32, name: Option<String>, note: Option<String>, done: bool }";
    expect_one(
        expand::endpoint,
        &[
            ("", ITEM, "no method and no path"),
            ("GET", ITEM, "missing path"),
            ("GET,", ITEM, "missing path"),
            ("get, \"/x\"", ITEM, "did you mean `GET`?"),
            ("FETCH, \"/x\"", ITEM, "valid: `GET`, `HEAD`, `POST`, `PUT`, `PATCH`, `DELETE`"),
            ("\"GET\", \"/x\"", ITEM, "without quotes"),
            ("\"/x\", GET", ITEM, "method comes before the path"),
            ("response = String", ITEM, "come before the keys"),
            ("GET, response = String", ITEM, "in quotes"),
            ("GET \"/x\"", ITEM, "expected `,` between"),
            ("GET, \"/x\",, retry = safe", ITEM, "unexpected `,`"),
            ("GET, \"/x\" retry = safe", ITEM, "expected `,` before"),
            ("1, \"/x\"", ITEM, "expected a method"),
            ("GET, \"x\"", ITEM, "must begin with `/`"),
            ("GET, \"/x?a=b\"", ITEM, "query as fields"),
            ("GET, \"/x#a\"", ITEM, "cannot contain `#`"),
            ("GET, \"/{x\"", ITEM, "unmatched brace"),
            ("GET, \"/x}\"", ITEM, "unmatched brace"),
            ("GET, \"/{}\"", ITEM, "needs the name"),
            ("GET, \"/{page}/{page}\"", ITEM, "only once"),
            ("GET, \"/{page:x}\"", ITEM, "nothing else"),
            ("GET, \"/x\", body = json", ITEM, "`GET` has no body"),
            ("POST, \"/x\", body = jsn", ITEM, "did you mean `json`?"),
            ("POST, \"/x\", body = \"json\"", ITEM, "without quotes"),
            ("GET, \"/x\", methd = 1", ITEM, "unknown key `methd`"),
            ("GET, \"/x\", default = 1", ITEM, "is a key of `#[param]`, `#[field]`"),
            ("GET, \"/x\", docs = \"a\", docs = \"b\"", ITEM, "duplicate key"),
            ("GET, \"/x\", docs = 1", ITEM, "expected a string in quotes"),
            ("GET, \"/x\", response", ITEM, "expected a type"),
            ("GET, \"/x\", response = ", ITEM, "expected a type"),
            ("GET, \"/x\", name = \"GetX\"", ITEM, "`\"get_x\"`"),
            ("GET, \"/x\", pages(page = pag)", ITEM, "did you mean `page`?"),
            ("GET, \"/x\", pages(page = done)", ITEM, "must be a whole number"),
            ("GET, \"/x\", pages(page_size = page)", ITEM, "needs a way to turn the page"),
            ("GET, \"/x\", pages = page", ITEM, "a list in parentheses"),
            ("GET, \"/x\", require_one_of(name)", ITEM, "two fields or more"),
            ("GET, \"/x\", require_one_of(name, nota)", ITEM, "did you mean `note`?"),
            ("GET, \"/x\", require_one_of(name, page)", ITEM, "make it an `Option`"),
        ],
    );
}

#[test]
fn mistakes_in_the_parameters_of_a_query() {
    const GET: &str = "GET, \"/x/{id}\"";
    let fields = [
        ("#[param(in = path)] a: u32", "no placeholder `{a}`"),
        ("#[param(in = body)] a: u32", "has no body"),
        ("#[param(in = qery)] a: u32", "did you mean `query`?"),
        ("a: u32, #[param(name = \"a\")] b: u32", "the field `a` already has the name `a` in the query"),
        ("#[param(default = 1)] a: Option<u32>", "without the `Option`"),
        ("#[param(default = 1)] a: Vec<u32>", "a list cannot have a default"),
        ("#[param(default = \"x\")] a: u32", "must be a whole number"),
        ("#[param(default = 1)] a: bool", "`true` or `false`"),
        ("#[param(default = 51, range = 1..=50)] a: u32", "outside of the range"),
        ("#[param(range = 1..5)] a: String", "use `max_len`"),
        ("#[param(range = 1..5)] a: bool", "is not a number"),
        ("#[param(range = 1..5)] a: Option<String>", "use `max_len`"),
        ("#[param(range = 1..5)] a: Vec<u32>", "use `max_items`"),
        ("#[param(range = 5..1)] a: u32", "range is empty"),
        ("#[param(range = 5)] a: u32", "a range of whole numbers"),
        ("#[param(join = \",\")] a: String", "is not a list"),
        ("#[param(join = \",\", json)] a: Vec<String>", "remove `join`"),
        ("#[param(number)] a: String", "applies only to JSON bodies"),
        ("#[param(json = true)] a: String", "takes no value"),
        ("#[param(max_len = 1)] a: u32", "use `range`"),
        ("#[param(max_len = 1)] a: bool", "has no length"),
        ("#[param(max_len = \"1\")] a: String", "expected a whole number"),
        ("#[param(max_items = 1)] a: String", "is not a list"),
        ("#[param(min_items = 2, max_items = 1)] a: Vec<String>", "lower `min_items`"),
        ("#[param(requird)] a: u32", "unknown key `requird`"),
        ("#[param] #[param = 1] a: u32", "in parentheses"),
        ("a: Option<Vec<u32>>", "without the `Option`"),
        ("build: u32", "rename the field"),
        ("#[cfg(test)] a: u32", "not supported here"),
    ];
    for (field, words) in fields {
        let item = format!("struct Subject {{ id: u64, {field} }}");
        expect_one(expand::endpoint, &[(GET, &item, words)]);
    }
    let of_the_path = [
        ("id: Option<u64>", "a plain `T`"),
        ("id: Vec<u64>", "a plain `T`"),
        ("#[param(default = 1)] id: u64", "remove `default`"),
        ("#[param(in = query)] id: u64", "fills the placeholder"),
    ];
    for (field, words) in of_the_path {
        expect_one(expand::endpoint, &[(GET, &format!("struct Subject {{ {field} }}"), words)]);
    }
}

#[test]
fn items_of_the_wrong_kind() {
    const GET: &str = "GET, \"/x\"";
    expect_one(
        expand::endpoint,
        &[
            (GET, "struct Subject (String);", "fields with names"),
            (GET, "enum Subject { A }", "`#[open_enum]`"),
            (GET, "union Subject { a: u32 }", "belongs on a struct"),
            (GET, "struct Subject <'a> { a: &'a str }", "use owned types"),
            (GET, "fn Subject () {}", "belongs on a struct"),
        ],
    );
    expect_one(
        expand::model,
        &[
            ("", "struct Subject (String);", "fields with names"),
            ("", "enum Subject { A }", "`#[open_enum]`"),
            ("", "struct Subject <'a> { a: &'a str }", "use owned types"),
            ("name = \"x\"", "struct Subject { a: u32 }", "not of `#[model]`"),
            ("", "struct Subject { #[field(nam = \"x\")] a: u32 }", "did you mean `name`?"),
            (
                "",
                "struct Subject { a: u32, #[field(name = \"a\")] b: u32 }",
                "the field `a` already has the name `a` on the wire",
            ),
        ],
    );
    expect_one(
        expand::open_enum,
        &[
            ("", "struct Subject { a: u32 }", "`#[model]`"),
            ("", "enum Subject { }", "has no variants"),
            ("", "enum Subject { A(u32) }", "cannot have fields"),
            ("", "enum Subject { A = 1 }", "`#[wire(…)]`"),
            ("", "enum Subject { A, Unknown }", "is added by"),
            ("", "enum Subject { A, #[wire(\"a\")] B }", "duplicate value `a`"),
            ("", "enum Subject { #[wire(1)] A, #[wire(\"b\")] B }", "other values are numbers"),
            ("", "enum Subject { #[wire = 1] A }", "a string or a whole number"),
            ("", "enum Subject { #[wire(a)] A }", "a string or a whole number"),
            ("name = \"x\"", "enum Subject { A }", "not of `#[open_enum]`"),
        ],
    );
}

#[test]
fn independent_mistakes_are_all_reported() {
    let item = "struct Subject { #[param(nam = \"x\")] a: u32, #[param(default = 1)] b: Option<u32>, build: u8 }";
    let found = messages(expand::endpoint(tokens("get, \"x\", respons = String, retry = maybe"), tokens(item)));
    assert_eq!(found.len(), 7, "{found:#?}");
}

#[test]
fn mistakes_in_a_table_of_contents() {
    let table = |settings: &str, rest: &str| {
        messages(expand::api(tokens(&format!("pub struct Client {{ {settings} }} {rest}"))))
    };
    const SETTINGS: &str = "base_url: \"https://x\", auth: Md5Sorted";
    let mistakes = [
        ("auth: Md5Sorted", "operations {}", "base URL of the API"),
        ("base_url: \"https://x\"", "operations {}", "needs a signing scheme"),
        ("base_url: \"x\", auth: Md5Sorted", "operations {}", "has no scheme"),
        ("base_url: \"https://x\", auth: Md5Sorted, envelop: E", "operations {}", "did you mean `envelope`?"),
        (SETTINGS, "", "list of operations"),
        (SETTINGS, "operations { a: A, A; }", "duplicate operation `A`"),
        (SETTINGS, "operations { a: x::A, y::A; }", "both the method `a`"),
        (SETTINGS, "operations { a: A; a: B; }", "duplicate group `a`"),
        (SETTINGS, "operations { a: A B; }", "expected `,`"),
        (SETTINGS, "operations { a: New; }", "already has a method `new`"),
        (SETTINGS, "operations { A, B }", "expected a group"),
    ];
    for (settings, rest, words) in mistakes {
        let found = table(settings, rest);
        assert_eq!(found.len(), 1, "{settings} | {rest}: {found:#?}");
        assert!(found[0].contains(words), "{settings} | {rest}: {found:#?}");
    }
    assert_eq!(messages(expand::api(tokens("pub enum Client {}"))).len(), 1);
    assert_eq!(messages(expand::api(TokenStream::new())).len(), 1);
}

#[test]
fn every_warning_is_documented_and_can_be_allowed() {
    const DOCUMENTATION: &str = include_str!("../src/lib.rs");
    const ITEM: &str = "struct Subject { #[param(name = \"shopId\")] shop_id: u32, price: f64, \
                        #[param(in = header)] trace_id: String, #[param(range = 1..=1)] one: u8 }";
    let warned = |arguments: &str| {
        let expansion = expand::endpoint(tokens(arguments), tokens(ITEM)).to_string();
        let parts: Vec<String> = expansion.split("const W").skip(1).map(|part| format!("W{}", &part[..3])).collect();
        parts
    };
    let all = warned("GET, \"/x/\", name = \"subject\"");
    assert_eq!(all, ["W001", "W006", "W001", "W003", "W002", "W004", "W007"]);
    for code in &all {
        assert!(DOCUMENTATION.contains(&format!("/// | `{code}` | ")), "{code} has no line in the documentation");
        assert!(!warned(&format!("GET, \"/x/\", name = \"subject\", allow({code})")).contains(code), "{code} stays");
    }
    assert_eq!(warned("GET, \"/x/:one\""), ["W005", "W001", "W003", "W002", "W004", "W007"]);
}

#[test]
fn what_is_right_gives_no_message() {
    let endpoint = "
        /// Lists.
        pub struct List {
            pub id: u64,
            #[param(default = 1, range = 1..)] pub page: u32,
            #[param(default = Vec::<(u8, u8)>::new().len(), name = \"N\")] pub n: usize,
            #[param(min_items = 1, max_items = 50)] pub ids: ::std::vec::Vec<u64>,
            pub r#type: Option<String>,
            pub note: Option<String>,
        }";
    let arguments = "POST, \"/x/{id}\", response = Map<String, u32>, pages(page = page), require_one_of(r#type, note)";
    assert_eq!(messages(expand::endpoint(tokens(arguments), tokens(endpoint))), [""; 0]);
    assert_eq!(messages(expand::endpoint(tokens("GET, \"/ping\""), tokens("pub struct Ping;"))), [""; 0]);
    let model = "pub struct Page<T> { #[field(default)] pub items: Vec<T>, pub next: Option<u32> }";
    assert_eq!(messages(expand::model(tokens("crate = countersign"), tokens(model))), [""; 0]);
    let open_enum = "pub enum State { #[wire(0)] Off, #[wire(-1)] On }";
    assert_eq!(messages(expand::open_enum(TokenStream::new(), tokens(open_enum))), [""; 0]);
    let table =
        "pub struct Client { base_url: \"https://x\", auth: auth::With { a: 1 } } operations { a: m::A, B; c: C }";
    assert_eq!(messages(expand::api(tokens(table))), [""; 0]);
}

#[test]
fn what_is_half_typed_is_left_to_the_compiler() {
    let structs = [
        "struct Subject { kept: u32, pub q }",
        "struct Subject { pub q kept: u32 }",
        "struct Subject { pub q: u32 kept: u32 }",
        "struct Subject { kept: u32, pub q: }",
        "struct Subject { q: , kept: u32 }",
        "struct Subject { kept: u32; q: u32 }",
        "struct Subject { kept: u32, pub }",
        "struct Subject { kept: u32, #[param(default = 1)] }",
        "struct Subject { kept: u32, /** What. */ }",
        "struct Subject { q = u32, kept: u32 }",
        "struct Subject { let kept: u32 }",
        "struct Subject { q: Option<u32, kept: u32 }",
        "struct Subject { type: u32, kept: u32 }",
        "struct Subject { fn new() {} kept: u32 }",
        "struct Subject { String, kept: u32 }",
        "struct Subject { q: std::, kept: u32 }",
        "struct Subject where { kept: u32, q }",
    ];
    let enums = [
        "enum Subject { Kept Other }",
        "enum Subject { Kept; Other }",
        "enum Subject { Kept, #[wire(\"x\")] }",
        "enum Subject { type, Kept }",
        "enum Subject { Kept, Other = }",
        "enum struct Subject { Kept }",
    ];
    let endpoint: Attribute = expand::endpoint;
    let cases = structs.iter().flat_map(|item| [(endpoint, "GET, \"/x\"", item), (expand::model, "", item)]);
    let cases = cases.chain(enums.iter().map(|item| (expand::open_enum as Attribute, "", item)));
    for (attribute, arguments, item) in cases {
        let expansion = attribute(tokens(arguments), tokens(item));
        let text = expansion.to_string().to_lowercase();
        assert!(text.contains(" subject ") && text.contains("kept"), "{item}: what can be read is gone: {text}");
        assert_eq!(messages(expansion), [""; 0], "{item}");
    }
    for generic in ["struct Subject<T> { kept: u32, q }", "struct Subject<T> where T: Copy { q, kept: u32 }"] {
        let text = expand::model(tokens(""), tokens(generic)).to_string();
        assert!(text.contains("PhantomData < (T ,) >"), "{generic}: nothing uses its parameter: {text}");
    }
}
