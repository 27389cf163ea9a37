//! The crates to compile: the same structs in four styles.
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

/// The size of an endpoint.
pub(crate) struct Shape {
    pub(crate) name: &'static str,
    parameters: usize,
    /// The number of fields in the response; 0 for an endpoint whose answer is any JSON.
    response: usize,
}

/// Both shapes, in the order of the tables.
pub(crate) const SHAPES: &[Shape] = &[
    Shape { name: "10 parameters", parameters: 10, response: 0 },
    Shape { name: "8 parameters and 6 fields of the response", parameters: 8, response: 6 },
];

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

    /// All crates that the tables need.
    pub(crate) fn all(styles: &[Style], sizes: &[usize]) -> Vec<Self> {
        let of_style = |style: Style| {
            let shapes =
                SHAPES.iter().flat_map(move |shape| sizes.iter().map(move |size| Self::new(style, shape, *size)));
            shapes.chain([Self::empty(style)])
        };
        styles.iter().copied().flat_map(of_style).collect()
    }

    pub(crate) fn name(&self) -> String {
        let Self { style, endpoints, .. } = self;
        let parameters = self.shape.map_or(0, |shape| shape.parameters);
        format!("{}-{parameters}-{endpoints}", style.name())
    }

    pub(crate) fn manifest(&self, runtime: &str) -> String {
        let dependency = self.style.dependency(runtime);
        format!("[package]\nname = \"{}\"\nedition = \"2024\"\n\n[dependencies]\n{dependency}\n", self.name())
    }

    pub(crate) fn source(&self) -> String {
        let Some(shape) = self.shape else { return String::new() };
        let mut source = String::from("#![allow(dead_code)]\n");
        for index in 0..self.endpoints {
            source.push_str(&self.endpoint(shape, index));
        }
        source
    }

    fn endpoint(&self, shape: &Shape, index: usize) -> String {
        let response = if shape.response > 0 { format!(", response = Answer{index}") } else { String::new() };
        let attribute = format!("#[countersign::endpoint(GET, \"/operation/{index}\"{response})]");
        let mut source = self.item(&attribute, &format!("Operation{index}"), shape.parameters, true);
        if shape.response > 0 {
            source += &self.item("#[countersign::model]", &format!("Answer{index}"), shape.response, false);
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
