//! Answers that are not JSON.

use countersign::value::Text;
use countersign::{endpoint, open_enum};

/// Returns a sentence.
#[endpoint(GET, "/zen", response = Text, auth = none)]
pub struct GetZen {}

/// Returns Markdown as HTML.
#[endpoint(POST, "/markdown", response = Text, retry = safe)]
pub struct RenderMarkdown {
    /// The Markdown.
    pub text: String,
    /// Defaults to `markdown`.
    pub mode: Option<MarkdownMode>,
    /// Repository in which `gfm` looks up issues, such as `harbor-lab/lantern`.
    pub context: Option<String>,
}

/// Which Markdown it is.
#[open_enum]
pub enum MarkdownMode {
    /// That of files.
    Markdown,
    /// That of issues and comments.
    Gfm,
}
