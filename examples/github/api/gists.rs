//! Gists.

use std::collections::BTreeMap;

use countersign::value::Timestamp;
use countersign::{endpoint, model, open_enum};

use super::users::User;

/// Creates a gist.
#[endpoint(POST, "/gists", response = Gist, status = [201], proof(id))]
pub struct CreateGist {
    /// The gist.
    #[param(body)]
    pub gist: NewGist,
}

/// A new gist.
#[model(builder)]
pub struct NewGist {
    /// The description.
    pub description: Option<String>,
    /// Whether it is public. Defaults to `false`.
    pub public: Option<bool>,
    /// Its files by name.
    pub files: BTreeMap<String, NewFile>,
}

/// A file of a new gist.
#[model(builder)]
pub struct NewFile {
    /// Its text.
    pub content: String,
}

/// A gist.
#[model(rename_all = "snake_case")]
pub struct Gist {
    /// Id of the gist.
    pub id: String,
    /// The URL of the page.
    pub html_url: String,
    /// Whether it is public.
    pub public: bool,
    /// The description.
    pub description: Option<String>,
    /// Its files by name.
    pub files: BTreeMap<String, Option<GistFile>>,
    /// When it was created.
    pub created_at: Timestamp,
    /// When it was changed.
    pub updated_at: Timestamp,
    /// The number of comments.
    pub comments: u64,
    /// The owner.
    pub owner: Option<User>,
    /// Whether it has more files.
    pub truncated: bool,
}

/// A file of a gist.
#[model(rename_all = "snake_case")]
pub struct GistFile {
    /// Its name.
    pub filename: String,
    /// Its media type.
    #[field(name = "type")]
    pub media_type: String,
    /// Its language.
    pub language: Option<String>,
    /// The URL of the bytes.
    pub raw_url: String,
    /// Its size in bytes.
    pub size: u64,
    /// Whether it is longer than `content`.
    pub truncated: Option<bool>,
    /// Its text.
    pub content: Option<String>,
    /// The encoding of `content`.
    pub encoding: Option<FileEncoding>,
}

/// The format of a text.
#[open_enum(rename_all = "kebab-case")]
pub enum FileEncoding {
    /// Unchanged.
    #[wire("utf-8")]
    Utf8,
    /// In Base64.
    Base64,
}
