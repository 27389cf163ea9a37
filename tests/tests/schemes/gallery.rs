//! The page of the documentation with each vendor's scheme. `BLESS=1` generates it from the gallery.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, reason = "a failure shows its line")]
#![allow(clippy::wildcard_imports, reason = "an expression of parts uses many")]

use std::fmt::Write as _;
use std::fs;

const PAGE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../runtime/src/scheme/gallery.md");
const INTRODUCTION: &str = "\
The signing schemes of vendors and standards, each as its expression.

The example `schemes` signs a request with each of them and compares the signature with the vendor's, or with one that another
program computed: `cargo run --example schemes`.
";

/// A function of the gallery.
struct Shown {
    /// Vendor and source, as Markdown.
    docs: String,
    signature: String,
    body: Vec<String>,
}

fn shown(file: &str) -> Vec<Shown> {
    let mut found = Vec::new();
    let mut docs = String::new();
    let mut lines = file.lines();
    while let Some(line) = lines.next() {
        if let Some(text) = line.strip_prefix("/// ") {
            docs.push_str(if docs.is_empty() { "" } else { " " });
            docs.push_str(text);
        } else if line.starts_with("pub(crate) fn ") {
            let body = lines.by_ref().take_while(|line| *line != "}");
            let body = body.map(|line| line.strip_prefix("    ").unwrap_or(line).to_owned()).collect();
            let signature = line.replace("pub(crate) ", "");
            found.push(Shown { docs: std::mem::take(&mut docs), signature, body });
        } else {
            docs.clear();
        }
    }
    found
}

fn gallery() -> Vec<(&'static str, Vec<Shown>)> {
    let file = |name: &str| {
        let path = format!("{}/../examples/schemes/{name}.rs", env!("CARGO_MANIFEST_DIR"));
        shown(&fs::read_to_string(path).unwrap())
    };
    vec![
        ("Shops and payments", file("commerce")),
        ("Exchanges", file("exchanges")),
        ("Clouds and standards", file("clouds")),
        ("Pushes", file("pushes")),
    ]
}

#[test]
fn every_scheme_of_the_gallery_is_on_the_page() {
    let mut page = String::from(INTRODUCTION);
    for (title, schemes) in gallery() {
        writeln!(page, "\n# {title}").unwrap();
        for Shown { docs, signature, body } in schemes {
            writeln!(page, "\n{docs}\n\n```").unwrap();
            writeln!(page, "# use std::time::Duration;\n# use countersign::scheme::*;").unwrap();
            writeln!(page, "# const BEIJING: TimeFormat = TimeFormat::pattern(\"%Y-%m-%d %H:%M:%S\").at(8 * 60);")
                .unwrap();
            writeln!(page, "# {signature}").unwrap();
            body.iter().for_each(|line| writeln!(page, "{line}").unwrap());
            writeln!(page, "# }}\n```").unwrap();
        }
    }
    if std::env::var_os("BLESS").is_some() {
        fs::write(PAGE, &page).unwrap();
    }
    assert_eq!(fs::read_to_string(PAGE).unwrap(), page, "bless it and read the difference");
}

#[test]
fn no_expression_is_long() {
    for (_, schemes) in gallery() {
        for Shown { docs, body, .. } in schemes {
            let derives = body.iter().any(|line| line.contains("derived("));
            let lines = body.iter().filter(|line| !line.trim_start().starts_with("//")).count();
            assert!(lines <= if derives { 20 } else { 12 }, "{docs}: {lines} lines");
            assert!(docs.contains("<https://"), "{docs} has no source");
        }
    }
}
