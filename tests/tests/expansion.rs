//! The expansions of the macros, as files to read: `expand/name.in.rs` becomes `expand/name.rs` (`expand/README.md`).
//!
//! The source of the macros is mounted here by path; a crate of macros can export nothing else.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test stops at the first surprise")]

// The macros name it, and only a crate of macros has it anyway.
extern crate proc_macro;

use std::env;
use std::fs;
use std::path::{Path, PathBuf};

use proc_macro2::TokenStream;
use quote::ToTokens as _;
use syn::{Attribute, Item, Meta};

use self::expand::grammar::{ALL, FAILURE_GRAMMAR, PAGES_GRAMMAR, SPAN_GRAMMAR};

#[path = "../../macros/src/expand.rs"]
mod expand;

/// The number of lines printed around a difference.
const CONTEXT: usize = 3;

#[test]
fn expansions_are_what_was_reviewed() {
    let bless = env::var_os("BLESS").is_some();
    let mut wrong = Vec::new();
    for input in inputs() {
        let snapshot = PathBuf::from(input.to_string_lossy().replace(".in.rs", ".rs"));
        let expansion = expansion(&fs::read_to_string(&input).unwrap());
        if bless {
            fs::write(&snapshot, &expansion).unwrap();
        }
        let reviewed = fs::read_to_string(&snapshot).unwrap_or_default();
        if reviewed != expansion {
            wrong.push(format!("{}\n{}", snapshot.display(), difference(&reviewed, &expansion)));
        }
    }
    assert!(wrong.is_empty(), "not what was reviewed; `expand/README.md` says how to bless\n\n{}", wrong.join("\n"));
}

#[test]
fn every_snapshot_has_its_input() {
    let inputs = inputs();
    assert!(inputs.len() >= 14, "{} inputs", inputs.len());
    let stems: Vec<String> = inputs.iter().map(|input| input.to_string_lossy().replace(".in.rs", ".rs")).collect();
    let orphans = files().into_iter().filter(|path| !path.to_string_lossy().ends_with(".in.rs"));
    let orphans: Vec<PathBuf> = orphans.filter(|path| !stems.contains(&path.to_string_lossy().into_owned())).collect();
    assert!(orphans.is_empty(), "snapshots of nothing: {orphans:?}");
}

#[test]
fn an_expansion_is_a_function_of_its_tokens() {
    for input in inputs() {
        let source = fs::read_to_string(&input).unwrap();
        assert_eq!(expansion(&source), expansion(&source), "{}", input.display());
    }
}

#[test]
fn every_key_of_a_grammar_is_read() {
    let nested = [&PAGES_GRAMMAR, &SPAN_GRAMMAR, &FAILURE_GRAMMAR];
    for grammar in ALL.iter().chain(&nested) {
        for key in grammar.keys {
            let said = using(grammar.attribute, key.form).to_string();
            assert!(!said.contains("is not read"), "`{}` of {}: {said}", key.name, grammar.attribute);
        }
    }
}

/// The expansion of something with this argument in this attribute.
fn using(attribute: &str, argument: &str) -> TokenStream {
    let endpoint = |arguments: &str, field: &str| {
        let arguments = format!("GET, \"/path\", {arguments}").parse().unwrap();
        expand::endpoint(arguments, format!("struct Scratch {{ {field} first: u32 }}").parse().unwrap())
    };
    let model = |field: &str| format!("struct Scratch {{ {field} first: u32 }}").parse().unwrap();
    let arguments = argument.parse().unwrap();
    match attribute {
        "#[endpoint]" => endpoint(argument, ""),
        "#[param]" => endpoint("", &format!("#[param({argument})]")),
        "#[model]" => expand::model(arguments, model("")),
        "#[field]" => expand::model(TokenStream::new(), model(&format!("#[field({argument})]"))),
        "#[open_enum]" => expand::open_enum(arguments, "enum Scratch { First }".parse().unwrap()),
        "api!" => expand::api(format!("pub struct Scratch {{ {argument} }} operations {{ }}").parse().unwrap()),
        nested => endpoint(&nested.replace('…', argument), ""),
    }
}

fn inputs() -> Vec<PathBuf> {
    files().into_iter().filter(|path| path.to_string_lossy().ends_with(".in.rs")).collect()
}

/// The Rust files next to the snapshots, sorted by name.
fn files() -> Vec<PathBuf> {
    let directory = Path::new(env!("CARGO_MANIFEST_DIR")).join("expand");
    let mut files: Vec<PathBuf> = fs::read_dir(directory).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.retain(|path| path.extension().is_some_and(|extension| extension == "rs"));
    files.sort();
    files
}

/// The formatted expansion of the only item in a source.
fn expansion(source: &str) -> String {
    let file = syn::parse_file(source).unwrap();
    let [item] = file.items.as_slice() else { panic!("one item in each file") };
    let expanded = expand_item(item.clone());
    prettyplease::unparse(&syn::parse2(expanded).unwrap())
}

/// Does what the compiler does: removes the attribute and passes it the item.
fn expand_item(mut item: Item) -> TokenStream {
    let attributes = match &mut item {
        Item::Macro(item) => return expand::api(item.mac.tokens.clone()),
        Item::Struct(item) => &mut item.attrs,
        Item::Enum(item) => &mut item.attrs,
        _ => panic!("no attribute of ours belongs there"),
    };
    let is_ours =
        |attribute: &Attribute| ["endpoint", "model", "open_enum"].iter().any(|name| attribute.path().is_ident(name));
    let position = attributes.iter().position(is_ours).unwrap();
    let ours = attributes.remove(position);
    let arguments = match &ours.meta {
        Meta::List(list) => list.tokens.clone(),
        _ => TokenStream::new(),
    };
    let macro_ = match ours.path().get_ident().unwrap().to_string().as_str() {
        "endpoint" => expand::endpoint,
        "model" => expand::model,
        _ => expand::open_enum,
    };
    macro_(arguments, item.into_token_stream())
}

/// The lines from the first to the last difference, with a few around them.
fn difference(reviewed: &str, now: &str) -> String {
    let (old, new): (Vec<&str>, Vec<&str>) = (reviewed.lines().collect(), now.lines().collect());
    let same_start = old.iter().zip(&new).take_while(|(old, new)| old == new).count();
    let shorter = old.len().min(new.len()) - same_start;
    let same_end = old.iter().rev().zip(new.iter().rev()).take(shorter).take_while(|(old, new)| old == new).count();
    let start = same_start.saturating_sub(CONTEXT);
    let mut lines = vec![format!("@@ line {} @@", start + 1)];
    let mut print = |sign: char, part: &[&str]| lines.extend(part.iter().map(|line| format!("{sign} {line}")));
    print(' ', &old[start..same_start]);
    print('-', &old[same_start..old.len() - same_end]);
    print('+', &new[same_start..new.len() - same_end]);
    print(' ', &new[new.len() - same_end..new.len().min(new.len() - same_end + CONTEXT)]);
    lines.join("\n") + "\n"
}
