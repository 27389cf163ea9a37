//! Models of files and commits.

use countersign::value::Timestamp;
use countersign::{model, open_enum};
use serde::{Deserialize, Serialize};

use super::users::User;

/// What is at a path.
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
    /// What it is.
    #[field(name = "type")]
    pub kind: EntryKind,
    /// How `content` is written: `base64`, with line breaks.
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
    /// Where a link points to.
    pub target: Option<String>,
    /// Address of a submodule.
    pub submodule_git_url: Option<String>,
    /// Address in the API.
    pub url: Option<String>,
    /// Address of the object in the API.
    pub git_url: Option<String>,
    /// Address of the page.
    pub html_url: Option<String>,
    /// Address of the bytes, for one use.
    pub download_url: Option<String>,
    /// The same addresses.
    #[field(name = "_links")]
    pub links: Option<Links>,
}

/// What is at a path.
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

/// Addresses of what is at a path.
#[model]
pub struct Links {
    /// In the API.
    #[field(name = "self")]
    pub this: String,
    /// Of the object in the API.
    pub git: Option<String>,
    /// Of the page.
    pub html: Option<String>,
}

/// Who wrote or committed something.
#[model(builder)]
pub struct Author {
    /// Name.
    pub name: Option<String>,
    /// Mail address.
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

/// A commit as Git knows it.
#[model(rename_all = "snake_case")]
pub struct GitCommit {
    /// Its digest.
    pub sha: Option<String>,
    /// Address of the page.
    pub html_url: Option<String>,
    /// Its message.
    pub message: String,
    /// Who wrote it.
    pub author: Option<Author>,
    /// Who committed it.
    pub committer: Option<Author>,
    /// How many comments it has.
    pub comment_count: Option<u64>,
    /// Its tree.
    pub tree: Object,
    /// The commits before it.
    #[field(default)]
    pub parents: Vec<Object>,
    /// Whether it is signed.
    pub verification: Option<Verification>,
}

/// An object of Git.
#[model(rename_all = "snake_case")]
pub struct Object {
    /// Its digest.
    pub sha: String,
    /// Address in the API.
    pub url: String,
    /// Address of the page.
    pub html_url: Option<String>,
}

/// Whether a commit is signed.
#[model(rename_all = "snake_case")]
pub struct Verification {
    /// It is, and the signature is right.
    pub verified: bool,
    /// Why, or why not.
    pub reason: String,
    /// The signature.
    pub signature: Option<String>,
    /// What was signed.
    pub payload: Option<String>,
    /// When it was verified.
    pub verified_at: Option<Timestamp>,
}

/// A commit and the files that it changed.
#[model(rename_all = "snake_case")]
pub struct Commit {
    /// Its digest.
    pub sha: String,
    /// Address of the page.
    pub html_url: String,
    /// What Git knows of it.
    pub commit: GitCommit,
    /// Account of who wrote it.
    #[field(serde)]
    pub author: Option<Account>,
    /// Account of who committed it.
    #[field(serde)]
    pub committer: Option<Account>,
    /// The commits before it.
    pub parents: Vec<Object>,
    /// Lines changed in all files.
    pub stats: Option<Stats>,
    /// The files.
    #[field(default)]
    pub files: Vec<ChangedFile>,
}

/// An account, or `{}` where nobody has the mail address.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(untagged)]
#[non_exhaustive]
pub enum Account {
    /// The account.
    User(Box<User>),
    /// Nobody.
    Nobody {},
}

/// Lines that were changed.
#[model]
pub struct Stats {
    /// Added lines.
    pub additions: u64,
    /// Deleted lines.
    pub deletions: u64,
    /// Both.
    pub total: u64,
}

/// A file that a commit changed.
#[model(rename_all = "snake_case")]
pub struct ChangedFile {
    /// Digest of the file.
    pub sha: Option<String>,
    /// Its path.
    pub filename: String,
    /// What was done with it.
    pub status: FileStatus,
    /// Added lines.
    pub additions: u64,
    /// Deleted lines.
    pub deletions: u64,
    /// Both.
    pub changes: u64,
    /// The changes, unless they are long.
    pub patch: Option<String>,
    /// Its path before.
    pub previous_filename: Option<String>,
}

/// What was done with a file.
#[open_enum]
pub enum FileStatus {
    /// It is new.
    Added,
    /// It is gone.
    Removed,
    /// It was changed.
    Modified,
    /// It has another path.
    Renamed,
    /// It is a copy.
    Copied,
    /// Its kind was changed.
    Changed,
    /// It is the same.
    Unchanged,
}
