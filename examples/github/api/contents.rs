//! Models of files and commits.

use countersign::value::Timestamp;
use countersign::{model, open_enum};
use serde::{Deserialize, Serialize};

use super::users::User;

/// The object at a path.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(untagged)]
#[non_exhaustive]
pub enum Contents {
    /// The entries of a folder.
    Folder(Vec<Entry>),
    /// Anything else.
    Entry(Box<Entry>),
}

/// A file, a link, a submodule, or a folder in another one.
#[model(rename_all = "snake_case")]
pub struct Entry {
    /// Its type.
    #[field(name = "type")]
    pub kind: EntryKind,
    /// The encoding of `content`: `base64`, with line breaks.
    pub encoding: Option<String>,
    /// Size in bytes.
    pub size: u64,
    /// Its name.
    pub name: String,
    /// Its path.
    pub path: String,
    /// The bytes of a file, encoded as `encoding` specifies.
    pub content: Option<String>,
    /// Its digest.
    pub sha: String,
    /// The target of a link.
    pub target: Option<String>,
    /// The URL of a submodule.
    pub submodule_git_url: Option<String>,
    /// Address in the API.
    pub url: Option<String>,
    /// The URL of the object in the API.
    pub git_url: Option<String>,
    /// The URL of the page.
    pub html_url: Option<String>,
    /// The URL of the bytes, valid once.
    pub download_url: Option<String>,
    /// The same URLs.
    #[field(name = "_links")]
    pub links: Option<Links>,
}

/// The type of an object at a path.
#[open_enum]
pub enum EntryKind {
    /// A folder.
    Dir,
    /// A file.
    File,
    /// Another repository.
    Submodule,
    /// A link.
    Symlink,
}

/// The URLs of what is at a path.
#[model]
pub struct Links {
    /// The URL in the API.
    #[field(name = "self")]
    pub this: String,
    /// The URL of the object in the API.
    pub git: Option<String>,
    /// The URL of the page.
    pub html: Option<String>,
}

/// The author or committer of something.
#[model(builder)]
pub struct Author {
    /// Name.
    pub name: Option<String>,
    /// The email address.
    pub email: Option<String>,
    /// When. Defaults to now.
    pub date: Option<Timestamp>,
}

/// A file that was written.
#[model]
pub struct WrittenFile {
    /// The file.
    pub content: Option<Entry>,
    /// The commit.
    pub commit: GitCommit,
}

/// A commit, as Git stores it.
#[model(rename_all = "snake_case")]
pub struct GitCommit {
    /// Its digest.
    pub sha: Option<String>,
    /// The URL of the page.
    pub html_url: Option<String>,
    /// Its message.
    pub message: String,
    /// The author.
    pub author: Option<Author>,
    /// The committer.
    pub committer: Option<Author>,
    /// The number of comments.
    pub comment_count: Option<u64>,
    /// Its tree.
    pub tree: Object,
    /// The parents.
    #[field(default)]
    pub parents: Vec<Object>,
    /// The verification of its signature.
    pub verification: Option<Verification>,
}

/// An object of Git.
#[model(rename_all = "snake_case")]
pub struct Object {
    /// Its digest.
    pub sha: String,
    /// Address in the API.
    pub url: String,
    /// The URL of the page.
    pub html_url: Option<String>,
}

/// The verification of a commit's signature.
#[model(rename_all = "snake_case")]
pub struct Verification {
    /// Whether the signature is valid.
    pub verified: bool,
    /// The reason.
    pub reason: String,
    /// The signature.
    pub signature: Option<String>,
    /// The signed bytes.
    pub payload: Option<String>,
    /// When it was verified.
    pub verified_at: Option<Timestamp>,
}

/// A commit and the files that it changed.
#[model(rename_all = "snake_case")]
pub struct Commit {
    /// Its digest.
    pub sha: String,
    /// The URL of the page.
    pub html_url: String,
    /// The commit, as Git stores it.
    pub commit: GitCommit,
    /// The author's account.
    #[field(serde)]
    pub author: Option<Account>,
    /// The committer's account.
    #[field(serde)]
    pub committer: Option<Account>,
    /// The parents.
    pub parents: Vec<Object>,
    /// Lines changed in all files.
    pub stats: Option<Stats>,
    /// The files.
    #[field(default)]
    pub files: Vec<ChangedFile>,
}

/// An account, or `{}` if the email address belongs to no account.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(untagged)]
#[non_exhaustive]
pub enum Account {
    /// The account.
    User(Box<User>),
    /// No account.
    Nobody {},
}

/// Lines that were changed.
#[model]
pub struct Stats {
    /// Added lines.
    pub additions: u64,
    /// Deleted lines.
    pub deletions: u64,
    /// The sum of both.
    pub total: u64,
}

/// A file that a commit changed.
#[model(rename_all = "snake_case")]
pub struct ChangedFile {
    /// Digest of the file.
    pub sha: Option<String>,
    /// Its path.
    pub filename: String,
    /// The kind of change.
    pub status: FileStatus,
    /// Added lines.
    pub additions: u64,
    /// Deleted lines.
    pub deletions: u64,
    /// The sum of both.
    pub changes: u64,
    /// The diff, unless it is too long.
    pub patch: Option<String>,
    /// Its previous path.
    pub previous_filename: Option<String>,
}

/// The kind of a file's change.
#[open_enum]
pub enum FileStatus {
    /// It was added.
    Added,
    /// It was removed.
    Removed,
    /// It was modified.
    Modified,
    /// It was renamed.
    Renamed,
    /// It was copied.
    Copied,
    /// Its type was changed.
    Changed,
    /// It is unchanged.
    Unchanged,
}
