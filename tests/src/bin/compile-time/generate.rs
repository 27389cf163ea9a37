//! The crates to compile: the same structs in all styles, and what declarations are made of.
//!
//! `main.rs` names the crates, `measure.rs` writes them. Field types are those that are most common in requests:
//! strings, numbers, options of both, and a list. Nothing is compiled here.

use std::fmt::Write as _;

/// The attributes of the structs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Style {
    /// `Clone`, `Debug`, `PartialEq`, which the others also have.
    Plain,
    /// Also what a client needs of serde: `Serialize` on requests, `Deserialize` on responses.
    Pair,
    /// Also both of serde's derives on everything.
    Serde,
    /// Also a builder with a typestate.
    Bon,
    /// `#[endpoint]` and `#[model]`.
    Countersign,
}

/// All styles, in the order of the tables.
pub(crate) const STYLES: &[Style] = &[Style::Plain, Style::Pair, Style::Serde, Style::Bon, Style::Countersign];

impl Style {
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Plain => "plain",
            Self::Pair => "pair",
            Self::Serde => "serde",
            Self::Bon => "bon",
            Self::Countersign => "countersign",
        }
    }

    pub(crate) fn named(name: &str) -> Option<Self> {
        STYLES.iter().copied().find(|style| style.name() == name)
    }

    /// The dependency of a crate in this style.
    fn dependency(self, runtime: &str) -> String {
        match self {
            Self::Plain => String::new(),
            Self::Pair | Self::Serde => "serde = { version = \"1.0\", features = [\"derive\"] }".to_owned(),
            Self::Bon => "bon = \"3\"".to_owned(),
            Self::Countersign => format!("countersign = {{ path = {runtime:?}, default-features = false }}"),
        }
    }
}

/// What is declared.
pub(crate) struct Shape {
    pub(crate) name: &'static str,
    declared: Declared,
}

#[derive(Clone, Copy)]
enum Declared {
    /// An endpoint, in every style.
    Endpoint {
        parameters: usize,
        /// The number of fields in the response; 0 for an endpoint whose answer is any JSON.
        response: usize,
    },
    /// An item that only this project has: its attribute, its first words, and its parts, in which `N` is a number.
    Item { attribute: &'static str, item: &'static str, part: &'static str, parts: usize },
}

/// The shapes that are compared, in the order of the tables.
pub(crate) const SHAPES: &[Shape] = &[
    Shape { name: "10 parameters", declared: Declared::Endpoint { parameters: 10, response: 0 } },
    Shape {
        name: "8 parameters and 6 fields of the response",
        declared: Declared::Endpoint { parameters: 8, response: 6 },
    },
];

/// What declarations are made of.
pub(crate) const KINDS: &[Shape] = &[
    kind("an endpoint without parameters", GET, "pub struct", "", 0),
    kind("with 6 optional strings", GET, "pub struct", "pub field_N: Option<String>,", 6),
    kind("with 6 required strings", GET, "pub struct", "pub field_N: String,", 6),
    kind("with 6 defaults", GET, "pub struct", "#[param(default = 1)] pub field_N: u32,", 6),
    kind("with 6 lists of numbers", GET, "pub struct", "#[param(join = \",\")] pub field_N: Vec<u64>,", 6),
    kind("with 6 types that only the compiler knows", GET, "pub struct", "pub field_N: Option<Known>,", 6),
    kind("with 6 headers", GET, "pub struct", "#[param(in = header, name = \"x-N\")] pub field_N: Option<String>,", 6),
    kind("with 6 patches", POST, "pub struct", "pub field_N: countersign::value::Patch<String>,", 6),
    kind("a model of 6 fields", "model", "pub struct", "pub field_N: Option<String>,", 6),
    kind("the same with a builder", "model(builder)", "pub struct", "pub field_N: Option<String>,", 6),
    kind("an open enumeration of 6 values", "open_enum", "pub enum", "ValueN,", 6),
];

const GET: &str = "endpoint(GET, \"/operation\")";
const POST: &str = "endpoint(POST, \"/operation\")";

const fn kind(
    name: &'static str,
    attribute: &'static str,
    item: &'static str,
    part: &'static str,
    parts: usize,
) -> Shape {
    Shape { name, declared: Declared::Item { attribute, item, part, parts } }
}

/// A field: its type, and the contents of its `#[param]`.
const FIELDS: [(&str, &str, &str); 10] = [
    ("keyword", "String", ""),
    ("offer_id", "u64", ""),
    ("begin_page", "u32", "default = 1, range = 1.."),
    ("page_size", "u32", "default = 20, range = 1..=50"),
    ("sort", "Option<String>", ""),
    ("price_start", "Option<u64>", "range = 0.."),
    ("filter", "Vec<String>", "join = \",\""),
    ("with_images", "Option<bool>", ""),
    ("seller", "Option<String>", "max_len = 100"),
    ("region", "Option<u32>", ""),
];

/// A crate to compile.
pub(crate) struct Crate<'s> {
    style: Style,
    shape: Option<&'s Shape>,
    endpoints: usize,
}

impl<'s> Crate<'s> {
    pub(crate) fn new(style: Style, shape: &'s Shape, endpoints: usize) -> Self {
        Self { style, shape: Some(shape), endpoints }
    }

    /// Only the dependency of its style.
    pub(crate) fn empty(style: Style) -> Self {
        Self { style, shape: None, endpoints: 0 }
    }

    /// All crates that the tables of shapes need.
    pub(crate) fn all(styles: &[Style], shapes: &'s [Shape], sizes: &[usize]) -> Vec<Self> {
        let of_style = |style: Style| {
            let shapes =
                shapes.iter().flat_map(move |shape| sizes.iter().map(move |size| Self::new(style, shape, *size)));
            shapes.chain([Self::empty(style)])
        };
        styles.iter().copied().flat_map(of_style).collect()
    }

    pub(crate) fn name(&self) -> String {
        let Self { style, endpoints, .. } = self;
        let shape = match self.shape.map(|shape| (shape.name, shape.declared)) {
            None => "0".to_owned(),
            Some((_, Declared::Endpoint { parameters, .. })) => parameters.to_string(),
            Some((name, Declared::Item { .. })) => name.replace(' ', "-"),
        };
        format!("{}-{shape}-{endpoints}", style.name())
    }

    pub(crate) fn manifest(&self, runtime: &str) -> String {
        let dependency = self.style.dependency(runtime);
        format!("[package]\nname = \"{}\"\nedition = \"2024\"\n\n[dependencies]\n{dependency}\n", self.name())
    }

    pub(crate) fn source(&self) -> String {
        let Some(shape) = self.shape else { return String::new() };
        let mut source = String::from("#![allow(dead_code)]\n");
        if matches!(shape.declared, Declared::Item { .. }) {
            source.push_str("#[countersign::open_enum] pub enum Known { First }\n");
        }
        for index in 0..self.endpoints {
            source.push_str(&self.declaration(shape.declared, index));
        }
        source
    }

    fn declaration(&self, declared: Declared, index: usize) -> String {
        match declared {
            Declared::Endpoint { parameters, response } => self.endpoint(parameters, response, index),
            Declared::Item { attribute, item, part, parts } => {
                let parts: String = (0..parts).map(|number| part.replace('N', &number.to_string())).collect();
                format!("/// What it is for.\n#[countersign::{attribute}]\n{item} Item{index} {{ {parts} }}\n")
            }
        }
    }

    fn endpoint(&self, parameters: usize, response: usize, index: usize) -> String {
        let answer = if response > 0 { format!(", response = Answer{index}") } else { String::new() };
        let attribute = format!("#[countersign::endpoint(GET, \"/operation/{index}\"{answer})]");
        let mut source = self.item(&attribute, &format!("Operation{index}"), parameters, true);
        if response > 0 {
            source += &self.item("#[countersign::model]", &format!("Answer{index}"), response, false);
        }
        source
    }

    fn item(&self, attribute: &str, name: &str, fields: usize, of_request: bool) -> String {
        // Ours derives what all others have.
        let attribute = match self.style {
            Style::Countersign => attribute,
            Style::Plain => "#[derive(Clone, Debug, PartialEq)]",
            Style::Pair if of_request => "#[derive(Clone, Debug, PartialEq, serde::Serialize)]",
            Style::Pair => "#[derive(Clone, Debug, PartialEq, serde::Deserialize)]",
            Style::Serde => "#[derive(Clone, Debug, PartialEq, serde::Serialize, serde::Deserialize)]",
            Style::Bon => "#[derive(Clone, Debug, PartialEq, bon::Builder)]",
        };
        let mut source = format!("/// What it is for.\n{attribute}\npub struct {name} {{\n");
        for (field, type_, keys) in FIELDS.iter().take(fields) {
            source += "    /// What it means.\n";
            if self.style == Style::Countersign && of_request && !keys.is_empty() {
                let _ = writeln!(source, "    #[param({keys})]");
            }
            let _ = writeln!(source, "    pub {field}: {type_},");
        }
        source + "}\n"
    }
}
