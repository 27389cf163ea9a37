//! The keys of every attribute, and how users write them.
//!
//! `arguments.rs` reads attributes by these tables; the meaning of the keys is defined in the attributes' own files.

/// The keys of one attribute.
pub(crate) struct Grammar {
    /// The attribute as users write it.
    pub(crate) attribute: &'static str,
    /// What separates a key from its value.
    pub(crate) assign: Assign,
    /// Its keys, in the order of the documentation.
    pub(crate) keys: &'static [KeyForm],
}

/// What separates a key from its value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Assign {
    /// `key = value`.
    Equals,
    /// `key: value`.
    Colon,
}

/// One key of an attribute.
pub(crate) struct KeyForm {
    /// The word.
    pub(crate) name: &'static str,
    /// Key and value as users write them, for messages.
    pub(crate) form: &'static str,
    /// Whether it may be written more than once.
    pub(crate) repeats: bool,
}

impl KeyForm {
    /// A key that is written at most once.
    pub(crate) const fn once(name: &'static str, form: &'static str) -> Self {
        Self { name, form, repeats: false }
    }

    /// A key that may be repeated.
    pub(crate) const fn many(name: &'static str, form: &'static str) -> Self {
        Self { name, form, repeats: true }
    }
}

/// All grammars, so that the error of a key at the wrong attribute can name the right one.
pub(crate) const ALL: &[&Grammar] =
    &[&ENDPOINT_GRAMMAR, &PARAM_GRAMMAR, &MODEL_GRAMMAR, &FIELD_GRAMMAR, &OPEN_ENUM_GRAMMAR, &API_GRAMMAR];

/// The keys of `#[endpoint]`.
pub(crate) const ENDPOINT_GRAMMAR: Grammar = Grammar {
    attribute: "#[endpoint]",
    assign: Assign::Equals,
    keys: &[
        KeyForm::once("response", "response = Type"),
        KeyForm::once("empty", "empty = [304, 404]"),
        KeyForm::once("error", "error = Type"),
        KeyForm::once("status", "status = [201]"),
        KeyForm::once("name", "name = \"keyword_search\""),
        KeyForm::once("body", "body = json"),
        KeyForm::once("base", "base = \"https://…\""),
        KeyForm::once("redirects", "redirects = same_host"),
        KeyForm::once("auth", "auth = public"),
        KeyForm::many("constant", "constant(\"method\" = \"item.get\")"),
        KeyForm::once("data", "data = \"result\""),
        KeyForm::once("wrappers", "wrappers(\"data\")"),
        KeyForm::once("nearby", "nearby"),
        KeyForm::once("retry", "retry = never"),
        KeyForm::once("confirm", "confirm = false"),
        KeyForm::once("pages", "pages(page = field)"),
        KeyForm::many("require_one_of", "require_one_of(field, field)"),
        KeyForm::many("span", "span(from = field, until = field, months = 1)"),
        KeyForm::once("proof", "proof(field, field.field)"),
        KeyForm::once("failure", "failure(code = \"errorCode\", message = \"errorMessage\")"),
        KeyForm::once("source", "source = vendor"),
        KeyForm::once("docs", "docs = \"https://…\""),
        KeyForm::once("rename_all", "rename_all = \"snake_case\""),
        KeyForm::once("allow", "allow(W001)"),
        KeyForm::once("exhaustive", "exhaustive"),
        KeyForm::once("no_implicit_prelude", "no_implicit_prelude"),
        KeyForm::once("crate", "crate = path"),
    ],
};

/// The keys of `#[param]`.
pub(crate) const PARAM_GRAMMAR: Grammar = Grammar {
    attribute: "#[param]",
    assign: Assign::Equals,
    keys: &[
        KeyForm::once("name", "name = \"categoryID\""),
        KeyForm::once("in", "in = query"),
        KeyForm::once("body", "body"),
        KeyForm::once("content_type", "content_type = \"application/zip\""),
        KeyForm::once("default", "default = 1"),
        KeyForm::once("join", "join = \",\""),
        KeyForm::once("brackets", "brackets"),
        KeyForm::once("display", "display"),
        KeyForm::once("json", "json"),
        KeyForm::once("number", "number"),
        KeyForm::once("range", "range = 1..=50"),
        KeyForm::once("max_len", "max_len = 255"),
        KeyForm::once("min_items", "min_items = 1"),
        KeyForm::once("max_items", "max_items = 50"),
        KeyForm::once("reference", "reference"),
    ],
};

/// The keys of `pages(…)`.
pub(crate) const PAGES_GRAMMAR: Grammar = Grammar {
    attribute: "pages(…)",
    assign: Assign::Equals,
    keys: &[
        KeyForm::once("page", "page = field"),
        KeyForm::once("first", "first = 0"),
        KeyForm::once("offset", "offset = field"),
        KeyForm::once("cursor", "cursor = field"),
        KeyForm::once("next", "next = field"),
        KeyForm::once("last", "last = field"),
        KeyForm::once("inclusive", "inclusive"),
        KeyForm::once("link", "link"),
        KeyForm::once("next_url", "next_url = field"),
        KeyForm::once("has_more", "has_more = field"),
        KeyForm::once("page_size", "page_size = field"),
        KeyForm::once("end", "end = short_page"),
    ],
};

/// The keys of `span(…)`.
pub(crate) const SPAN_GRAMMAR: Grammar = Grammar {
    attribute: "span(…)",
    assign: Assign::Equals,
    keys: &[
        KeyForm::once("from", "from = field"),
        KeyForm::once("until", "until = field"),
        KeyForm::once("months", "months = 1"),
    ],
};

/// The keys of `failure(…)`.
pub(crate) const FAILURE_GRAMMAR: Grammar = Grammar {
    attribute: "failure(…)",
    assign: Assign::Equals,
    keys: &[
        KeyForm::once("success", "success = \"success\""),
        KeyForm::once("code", "code = \"errorCode\""),
        KeyForm::once("message", "message = \"errorMessage\""),
    ],
};

/// The keys of `#[model]`.
pub(crate) const MODEL_GRAMMAR: Grammar = Grammar {
    attribute: "#[model]",
    assign: Assign::Equals,
    keys: &[
        KeyForm::once("rename_all", "rename_all = \"snake_case\""),
        KeyForm::once("alias_all", "alias_all = \"snake_case\""),
        KeyForm::once("allow", "allow(W008)"),
        KeyForm::once("builder", "builder"),
        KeyForm::once("exhaustive", "exhaustive"),
        KeyForm::once("crate", "crate = path"),
    ],
};

/// The keys of `#[field]`.
pub(crate) const FIELD_GRAMMAR: Grammar = Grammar {
    attribute: "#[field]",
    assign: Assign::Equals,
    keys: &[
        KeyForm::once("name", "name = \"categoryID\""),
        KeyForm::once("alias", "alias(\"category_id\")"),
        KeyForm::once("default", "default"),
        KeyForm::once("number", "number"),
        KeyForm::once("text", "text"),
        KeyForm::once("serde", "serde"),
    ],
};

/// The keys of `#[open_enum]`.
pub(crate) const OPEN_ENUM_GRAMMAR: Grammar = Grammar {
    attribute: "#[open_enum]",
    assign: Assign::Equals,
    keys: &[
        KeyForm::once("rename_all", "rename_all = \"snake_case\""),
        KeyForm::once("allow", "allow(W008)"),
        KeyForm::once("exhaustive", "exhaustive"),
        KeyForm::once("crate", "crate = path"),
    ],
};

/// The settings of `api!`.
pub(crate) const API_GRAMMAR: Grammar = Grammar {
    attribute: "api!",
    assign: Assign::Colon,
    keys: &[
        KeyForm::once("base_url", "base_url: \"https://…\""),
        KeyForm::once("auth", "auth: Scheme::bearer()"),
        KeyForm::once("envelope", "envelope: Type"),
        KeyForm::once("error", "error: Type"),
        KeyForm::once("crate", "crate: path"),
    ],
};
