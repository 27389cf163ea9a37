//! Good declarations, taken from the sources of api-1688 and of the fixtures.
//!
//! `main.rs` expands them, `mutate.rs` breaks them. Documentation is left out: it is never sent, but a table that only
//! differs in it would look like a detected mutant.

use std::fmt;
use std::fs;
use std::path::{Path, PathBuf};

use proc_macro2::TokenStream;
use quote::ToTokens as _;
use syn::{Attribute, Item, Meta};

/// The macro of a declaration.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Macro {
    Endpoint,
    Model,
    OpenEnum,
    Api,
}

/// A declaration in the parts that the compiler passes to the macro.
#[derive(Clone)]
pub(crate) struct Declaration {
    /// File and name, for messages.
    pub(crate) origin: String,
    pub(crate) macro_: Macro,
    /// The contents of the attribute's parentheses; for `api!`, everything.
    pub(crate) arguments: TokenStream,
    /// The item without the attribute; empty for `api!`.
    pub(crate) item: TokenStream,
}

impl Declaration {
    /// Whether both are written the same, except for a trailing comma.
    pub(crate) fn is(&self, other: &Self) -> bool {
        let text = |of: &Self| of.to_string().replace(", }", "}").replace(" }", "}").replace(" ,)", ")");
        text(self) == text(other)
    }

    /// The same with other arguments.
    pub(crate) fn with_arguments(&self, arguments: TokenStream) -> Self {
        Self { arguments, ..self.clone() }
    }

    /// The same with another item.
    pub(crate) fn with_item(&self, item: TokenStream) -> Self {
        Self { item, ..self.clone() }
    }

    fn of_item(origin: &str, mut item: Item) -> Option<Self> {
        let (attributes, ident) = match &mut item {
            Item::Struct(item) => (&mut item.attrs, item.ident.to_string()),
            Item::Enum(item) => (&mut item.attrs, item.ident.to_string()),
            Item::Macro(item) if item.mac.path.segments.last()?.ident == "api" => {
                let arguments = item.mac.tokens.clone();
                let origin = format!("{origin}: api!");
                return Some(Self { origin, macro_: Macro::Api, arguments, item: TokenStream::new() });
            }
            _ => return None,
        };
        let (index, macro_) = attributes.iter().enumerate().find_map(|(index, each)| Some((index, macro_of(each)?)))?;
        let arguments = match attributes.remove(index).meta {
            Meta::List(list) => list.tokens,
            _ => TokenStream::new(),
        };
        remove_docs(&mut item);
        let origin = format!("{origin}: {ident}");
        Some(Self { origin, macro_, arguments, item: item.into_token_stream() })
    }
}

impl fmt::Display for Declaration {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "({}) {}", self.arguments, self.item)
    }
}

fn macro_of(attribute: &Attribute) -> Option<Macro> {
    match attribute.path().segments.last()?.ident.to_string().as_str() {
        "endpoint" => Some(Macro::Endpoint),
        "model" => Some(Macro::Model),
        "open_enum" => Some(Macro::OpenEnum),
        _ => None,
    }
}

fn remove_docs(item: &mut Item) {
    let remove = |attributes: &mut Vec<Attribute>| attributes.retain(|each| !each.path().is_ident("doc"));
    match item {
        Item::Struct(item) => {
            remove(&mut item.attrs);
            item.fields.iter_mut().for_each(|field| remove(&mut field.attrs));
        }
        Item::Enum(item) => {
            remove(&mut item.attrs);
            item.variants.iter_mut().for_each(|variant| remove(&mut variant.attrs));
        }
        _ => {}
    }
}

/// Every good declaration, sorted by the files' names.
pub(crate) fn all() -> Vec<Declaration> {
    let tests = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut files = Vec::new();
    for directory in [tests.join("../api-1688/src"), tests.join("pass"), tests.join("expand")] {
        collect(&directory, &mut files);
    }
    // Snapshots are expansions, and one input contains a mistake on purpose.
    let is_input = |path: &PathBuf| {
        let path = path.to_string_lossy();
        !path.contains("mistake") && (!path.contains("/expand/") || path.ends_with(".in.rs"))
    };
    files.retain(is_input);
    files.sort();
    files.iter().flat_map(|path| of_file(path)).collect()
}

fn collect(directory: &Path, files: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(directory).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            collect(&path, files);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            files.push(path);
        }
    }
}

fn of_file(path: &Path) -> Vec<Declaration> {
    let name = path.file_name().unwrap().to_string_lossy().into_owned();
    let file = syn::parse_file(&fs::read_to_string(path).unwrap()).unwrap();
    file.items.into_iter().filter_map(|item| Declaration::of_item(&name, item)).collect()
}
