//! Answers that are not JSON.

use countersign::value::Text;
use countersign::{endpoint, open_enum};

/// Returns a line of GitHub's wisdom.
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

/// The dialect of Markdown.
#[open_enum]
pub enum MarkdownMode {
    /// As in files.
    Markdown,
    /// As in issues and comments.
    Gfm,
}
