//! Paths and base URLs: one rule applies wherever they come from, and they are sent unchanged.
//!
//! The macros and the runtime each have a copy of the rule; here, both are tested with the same cases. Accepted
//! addresses are also passed to the URL parser that HTTP clients use.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, reason = "a failure shows its line")]

// The macros name it, and only a crate of macros has it anyway.
extern crate proc_macro;

use api_1688::Md5Sorted;
use countersign::transport::MemoryTransport;
use countersign::{BaseUrl, Credentials, Endpoint as _, Envelope, ErrorKind, api, endpoint};
use proc_macro2::TokenStream;
use proptest::collection::vec;
use proptest::prelude::{Strategy, prop_assert_eq, proptest};
use proptest::sample::select;

#[path = "../../macros/src/expand.rs"]
#[allow(dead_code, reason = "two of the four macros are asked")]
mod expand;

/// Looks at a thing.
#[endpoint(GET, "/things/{id}")]
pub struct Thing {
    /// Which one.
    pub id: String,
}

api! {
    /// Things.
    pub struct Things { base_url: "https://things.example", auth: Md5Sorted }
    operations { things: Thing; }
}

/// Paths with a placeholder `{id}`, and words of the refusal: the rule and the correct spelling.
const PATHS: &[(&str, &[&str])] = &[
    ("/x/{id}", &[]),
    ("/{id}", &[]),
    ("//x/{id}/", &[]),
    ("/x;v=1/a:b@c,d/{id}", &[]),
    ("/%C3%A9/%e2%82%ac/%2F/%7Bx%7D/{id}", &[]),
    ("/.well-known/a..b/.../{id}", &[]),
    ("", &["must begin with `/`"]),
    ("x/{id}", &["must begin with `/`", "`/x/{id}`"]),
    (" /x/{id}", &["must begin with `/`"]),
    ("https://h/x/{id}", &["address of the API", "`/x/{id}`"]),
    ("/x/{id}#f", &["`#`", "fragment", "`%23`"]),
    ("/x/{id}?y=1", &["`?`", "fields"]),
    ("/é/{id}", &["'é'", "`/%C3%A9/{id}`"]),
    ("/x y/{id}", &["' '", "`/x%20y/{id}`"]),
    ("/x/{id} ", &["' '", "remove it"]),
    ("/x\t/{id}", &["'\\t'", "remove it"]),
    ("/x\n/{id}", &["'\\n'", "remove it"]),
    ("/x\u{7f}/{id}", &["remove it"]),
    ("/a\\b/{id}", &["`/a%5Cb/{id}`"]),
    ("/a|b/{id}", &["`/a%7Cb/{id}`"]),
    ("/a\"b/{id}", &["`/a%22b/{id}`"]),
    ("/a/../b/{id}", &["`..`"]),
    ("/./{id}", &["`.`"]),
    ("/{id}/..", &["`..`"]),
    ("/%2e%2e/b/{id}", &["`..`", "percent-encoded"]),
    ("/.%2E/b/{id}", &["`..`", "percent-encoded"]),
    ("/%2e/{id}", &["`.`"]),
    ("/%zz/{id}", &["two hexadecimal digits", "`/%25zz/{id}`"]),
    ("/100%/{id}", &["two hexadecimal digits", "`/100%25/{id}`"]),
    ("/a%4/{id}", &["two hexadecimal digits"]),
    ("/%00/{id}", &["control characters"]),
    ("/%0a/{id}", &["control characters"]),
    ("/%7F/{id}", &["control characters"]),
    ("/%C2%85/{id}", &["control characters"]),
    ("/%c0%af/{id}", &["UTF-8"]),
    ("/%ff/{id}", &["UTF-8"]),
    ("/%E2%82/{id}", &["UTF-8"]),
    ("/%ED%A0%80/{id}", &["UTF-8"]),
    ("/a{id}", &["whole segment", "`a{id}`"]),
    ("/{id}.json", &["whole segment", "`{id}.json`"]),
    ("/{id}{x}", &["whole segment"]),
    ("/{id", &["unmatched brace", "%7B"]),
    ("/id}", &["unmatched brace"]),
    ("/{{id}}", &["unmatched brace"]),
    ("/{id}/{id}", &["only once", "`{id}`"]),
    ("/{}/{id}", &["needs the name of a field"]),
    ("/{1}/{id}", &["name of a field", "`{1}`"]),
    ("/{*rest}/{id}", &["several segments must be the last", "`{*rest}`"]),
    ("/{self}/{id}", &["name of a field", "`{self}`"]),
];

/// Base URLs, with either their normalized form or words of the refusal.
const BASE_URLS: &[(&str, Result<&str, &[&str]>)] = &[
    ("https://api.example", Ok("https://api.example")),
    ("https://api.example/", Ok("https://api.example")),
    ("https://api.example/v1/", Ok("https://api.example/v1")),
    ("HTTPS://API.Example:443/V1", Ok("https://api.example/V1")),
    ("https://api.example:0443", Ok("https://api.example")),
    ("https://api.example:8443/%C3%A9", Ok("https://api.example:8443/%C3%A9")),
    ("http://LOCALHOST:80", Ok("http://localhost")),
    ("http://127.0.0.1:8080", Ok("http://127.0.0.1:8080")),
    ("http://[::1]:80", Ok("http://[::1]")),
    ("https://[2001:DB8:0:0:0:0:0:1]", Ok("https://[2001:db8::1]")),
    ("https://my_host.example.", Ok("https://my_host.example.")),
    ("", Err(&["no scheme"])),
    ("api.example/v1", Err(&["no scheme", "`https://api.example/v1`"])),
    ("//api.example", Err(&["no scheme"])),
    ("ftp://api.example", Err(&["scheme `ftp`", "`https`"])),
    ("http://api.example", Err(&["not encrypted", "`https`"])),
    ("http://127.0.0.1.example", Err(&["not encrypted"])),
    ("http://10.0.0.1", Err(&["not encrypted"])),
    ("https://", Err(&["no host"])),
    ("https:///x", Err(&["no host"])),
    ("https://:443", Err(&["no host"])),
    ("https://api.example:", Err(&["port ``", "1 to 65535"])),
    ("https://api.example:0", Err(&["port `0`"])),
    ("https://api.example:99999", Err(&["port `99999`"])),
    ("https://api.example:+443", Err(&["port `+443`"])),
    ("https://api.example:https", Err(&["port `https`"])),
    ("https://::1", Err(&["brackets"])),
    ("https://[::g]", Err(&["not an IPv6 address"])),
    ("https://[::1", Err(&["brackets"])),
    ("https://[fe80::1%25eth0]", Err(&["not an IPv6 address"])),
    ("https://[::ffff:127.0.0.1]", Err(&["write the IPv4 address"])),
    ("https://127.1", Err(&["not an IPv4 address"])),
    ("https://0x7f.0.0.1", Err(&["not an IPv4 address"])),
    ("https://127.0.0.01", Err(&["not an IPv4 address"])),
    ("https://2130706433", Err(&["not an IPv4 address"])),
    ("https://bücher.example", Err(&["'ü'", "xn--"])),
    ("https://ex%61mple.com", Err(&["'%'"])),
    ("https://a..example", Err(&["empty label"])),
    ("https://api example", Err(&["' '"])),
    (" https://api.example", Err(&["begins or ends with a blank"])),
    ("https://api.example/ ", Err(&["begins or ends with a blank"])),
    ("https://api.example/v1\n", Err(&["begins or ends with a blank"])),
    ("https://api.example/a\tb", Err(&["'\\t'"])),
    ("https://api.example\\v1", Err(&["`\\`", "`/`"])),
    ("https://api.example/a\\b", Err(&["`\\`", "`/`"])),
    ("https://api.example?x=1", Err(&["query"])),
    ("https://api.example/#top", Err(&["fragment"])),
    ("https://api.example/é", Err(&["'é'", "`/%C3%A9`"])),
    ("https://api.example/a b", Err(&["' '", "`/a%20b`"])),
    ("https://api.example/a/../b", Err(&["`..`"])),
    ("https://api.example/%2e%2e/b", Err(&["`..`"])),
    ("https://api.example/%zz", Err(&["two hexadecimal digits"])),
    ("https://api.example/%00", Err(&["control"])),
    ("https://api.example/a//b", Err(&["empty segment"])),
    ("https://api.example//", Err(&["empty segment"])),
    ("https://{region}.api.example", Err(&["placeholder `{region}`"])),
    ("https://api.example/{region}", Err(&["placeholder `{region}`"])),
    ("https://api.example/a{b}", Err(&["placeholder `{b}`"])),
    ("https://api.example/a}", Err(&["unmatched brace"])),
    ("https://user:pass-w0rd@api.example", Err(&["contains a user"])),
    ("https://pass-w0rd@api.example:99999", Err(&["contains a user"])),
    ("http://user:pass-w0rd@localhost", Err(&["contains a user"])),
];

fn account() -> Credentials {
    Credentials::new("key", "secret").unwrap()
}

/// The message of an expansion, if there is one; more than one is a failure.
fn message(expansion: TokenStream) -> Option<String> {
    let file: syn::File = syn::parse2(expansion).unwrap();
    let mistakes = file.items.into_iter().filter_map(|item| match item {
        syn::Item::Macro(item) if item.mac.path.segments.last().unwrap().ident == "compile_error" => {
            Some(syn::parse2::<syn::LitStr>(item.mac.tokens).unwrap().value())
        }
        _ => None,
    });
    let mistakes: Vec<String> = mistakes.collect();
    assert!(mistakes.len() < 2, "{mistakes:#?}");
    mistakes.into_iter().next()
}

fn holds(case: &str, message: Option<&str>, words: &[&str]) {
    assert_eq!(message.is_some(), !words.is_empty(), "{case:?}: {message:?}");
    for word in words {
        assert!(message.is_some_and(|message| message.contains(word)), "{case:?}: `{word}` is not in: {message:?}");
    }
}

#[test]
fn a_path_is_refused_by_the_macro_and_by_the_client_with_the_same_words() {
    for (path, words) in PATHS {
        let item: TokenStream = "pub struct Subject { pub id: String }".parse().unwrap();
        let found = message(expand::endpoint(format!("GET, {path:?}").parse().unwrap(), item));
        holds(path, found.as_deref(), words);

        let transport = MemoryTransport::new(|_| http::Response::default());
        let client =
            Things::builder().credentials(account()).transport(transport).path(Thing::OPERATION, *path).build();
        let error = client.err();
        assert!(error.as_ref().is_none_or(|error| error.kind() == ErrorKind::Configuration), "{path}");
        let shown = error.map(|error| error.to_string());
        holds(path, shown.as_deref(), words);
        assert!(shown.as_ref().is_none_or(|shown| shown.contains("thing") && !shown.contains('\n')), "{shown:?}");
        if let (Some(found), Some(shown)) = (found, shown) {
            assert!(shown.ends_with(&found), "`{shown}` does not end with `{found}`");
        }
    }
}

#[test]
fn a_base_url_is_refused_by_the_macro_and_by_the_client_with_the_same_words() {
    for (url, expected) in BASE_URLS {
        let table = format!("pub struct Subject {{ base_url: {url:?}, auth: Md5Sorted }} operations {{}}");
        let words = expected.err().unwrap_or_default();
        // The macro has another message for an empty string.
        if !url.is_empty() {
            holds(url, message(expand::api(table.parse().unwrap())).as_deref(), words);
        }
        let built = BaseUrl::new(url);
        let shown = built.as_ref().err().map(ToString::to_string);
        holds(url, shown.as_deref(), words);
        assert!(shown.as_ref().is_none_or(|shown| !shown.contains("pass-w0rd") && !shown.contains('\n')), "{shown:?}");
        if let (Some(shown), false) = (&shown, url.is_empty()) {
            let found = message(expand::api(table.parse().unwrap())).unwrap();
            assert!(shown.ends_with(&found), "`{shown}` does not end with `{found}`");
        }
        if let (Ok(built), Ok(spelling)) = (&built, expected) {
            assert_eq!(built.as_str(), *spelling, "{url}");
            assert_eq!(&BaseUrl::new(spelling).unwrap(), built, "{url}");
        }
        let client = countersign::Client::builder(*url, Md5Sorted::default(), Envelope::none())
            .credentials(account())
            .transport(MemoryTransport::new(|_| http::Response::default()))
            .build();
        assert_eq!(client.is_ok(), expected.is_ok(), "{url}");
    }
}

#[test]
fn the_two_copies_of_each_rule_are_the_same() {
    // If this fails, copy the changed one over the other.
    let path = [include_str!("../../macros/src/path_rule.rs"), include_str!("../../runtime/src/address/path_rule.rs")];
    assert!(path[0] == path[1], "`path_rule.rs` differs between macros and runtime");
    let base =
        [include_str!("../../macros/src/base_url_rule.rs"), include_str!("../../runtime/src/address/base_url_rule.rs")];
    assert!(base[0] == base[1], "`base_url_rule.rs` differs between macros and runtime");
}

/// Strings composed of pieces that mean something to a URL parser.
fn pieces(most: usize) -> impl Strategy<Value = String> {
    const PIECES: &[&str] = &[
        "/",
        "a",
        "B",
        ".",
        "..",
        "%2e",
        "%2E",
        "%2F",
        "%5C",
        "%00",
        "%e9",
        "%C3%A9",
        "\\",
        "\t",
        " ",
        ":",
        "@",
        ";",
        "é",
        "[",
        "]",
        "^",
        "|",
        "`",
        "'",
        "\"",
        "<",
        "{",
        "}",
        "?",
        "#",
        "&",
        "=",
        "+",
        "~",
        "1",
        "127.0.0.1",
        "0x",
        "%",
    ];
    vec(select(PIECES), 0..most).prop_map(|pieces| pieces.concat())
}

proptest! {
    #[test]
    fn what_is_accepted_is_sent_byte_for_byte(
        host in pieces(4),
        base_path in pieces(5),
        path in pieces(6),
        id in pieces(4),
    ) {
        let base_url = format!("https://h{host}/{base_path}");
        let path = format!("/{path}/{{id}}");
        let client = Things::builder()
            .base_url(base_url)
            .credentials(account())
            .transport(MemoryTransport::new(|_| http::Response::default()))
            .path(Thing::OPERATION, path)
            .build();
        let Ok(client) = client else { return Ok(()) };
        let Ok(prepared) = client.prepare(&Thing { id }) else { return Ok(()) };
        let signed = prepared.request.uri().to_string();
        let sent = url::Url::parse(&signed).unwrap().to_string();
        prop_assert_eq!(sent, signed);
    }
}

#[test]
fn a_value_in_the_path_is_sent_byte_for_byte() {
    let client = Things::builder()
        .credentials(account())
        .transport(MemoryTransport::new(|_| http::Response::default()))
        .build()
        .unwrap();
    for character in (' '..='\u{ff}').filter(|character| !character.is_control()) {
        let id = format!("a{character}b");
        let signed = client.prepare(&Thing { id }).unwrap().request.uri().to_string();
        assert_eq!(url::Url::parse(&signed).unwrap().as_str(), signed);
    }
}
