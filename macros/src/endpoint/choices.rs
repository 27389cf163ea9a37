//! The words that users choose from: methods, bodies, places and so on, each with its spelling.
//!
//! `head.rs` and `keys.rs` read them, all later stages use them. The enums mirror the runtime's.

/// HTTP method.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Method {
    Get,
    Head,
    Delete,
    Post,
    Put,
    Patch,
}

/// How parameters of the body travel.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Body {
    None,
    Json,
    Form,
    Multipart,
    /// A field is all of it.
    Whole,
}

/// Where a parameter travels.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Place {
    Query,
    Path,
    Header,
    Body,
}

/// Whether a call may be repeated.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Retry {
    Safe,
    Never,
}

/// What ends the pages, in addition to an empty page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum PageEnd {
    EmptyPage,
    ShortPage,
}

/// How sure the definition is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Source {
    Vendor,
    Upstream,
    Inferred,
}

impl Method {
    /// All methods by their word.
    pub(crate) const ALL: [(&'static str, Self); 6] = [
        ("GET", Self::Get),
        ("HEAD", Self::Head),
        ("POST", Self::Post),
        ("PUT", Self::Put),
        ("PATCH", Self::Patch),
        ("DELETE", Self::Delete),
    ];
}

impl Body {
    /// The bodies one can choose with `body = …`, by their word.
    pub(crate) const ALL: [(&'static str, Self); 4] =
        [("json", Self::Json), ("form", Self::Form), ("multipart", Self::Multipart), ("none", Self::None)];
}

impl Method {
    /// Whether it only reads, and has no body.
    pub(crate) fn only_reads(self) -> bool {
        matches!(self, Self::Get | Self::Head)
    }

    /// Its word.
    pub(crate) fn word(self) -> &'static str {
        Self::ALL.iter().find(|(_, method)| *method == self).map_or("", |(word, _)| word)
    }
}

impl Place {
    /// All places by their word.
    pub(crate) const ALL: [(&'static str, Self); 4] =
        [("query", Self::Query), ("path", Self::Path), ("header", Self::Header), ("body", Self::Body)];

    /// The places of constants by their word.
    pub(crate) const OF_CONSTANTS: [(&'static str, Self); 3] =
        [("query", Self::Query), ("header", Self::Header), ("body", Self::Body)];

    /// Its word.
    pub(crate) fn word(self) -> &'static str {
        Self::ALL.iter().find(|(_, place)| *place == self).map_or("", |(word, _)| word)
    }
}

impl Retry {
    /// Both classes by their word.
    pub(crate) const ALL: [(&'static str, Self); 2] = [("safe", Self::Safe), ("never", Self::Never)];

    /// The words that may be written, of which the last takes a field.
    pub(crate) const WRITTEN: [(&'static str, Self); 3] =
        [("safe", Self::Safe), ("never", Self::Never), ("idempotent", Self::Safe)];
}

impl PageEnd {
    /// Both ends by their word.
    pub(crate) const ALL: [(&'static str, Self); 2] =
        [("short_page", Self::ShortPage), ("empty_page", Self::EmptyPage)];
}

impl Source {
    /// All sources by their word.
    pub(crate) const ALL: [(&'static str, Self); 3] =
        [("vendor", Self::Vendor), ("upstream", Self::Upstream), ("inferred", Self::Inferred)];
}
