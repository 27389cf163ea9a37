//! Files and commits of a repository.

use countersign::endpoint;
use countersign::value::{Base64Bytes, Bytes, Redirect, Serde, Text};

use super::contents::{Author, Commit, Contents, WrittenFile};

/// Returns the file, the folder or the link at a path.
#[endpoint(
    GET, "/repos/{owner}/{repo}/contents/{*path}",
    constant("accept" = "application/vnd.github+json", in = header), response = Serde<Contents>,
)]
pub struct GetContents {
    /// The owner of the repository.
    pub owner: String,
    /// The name of the repository.
    pub repo: String,
    /// Path of the file or of the folder.
    pub path: String,
    /// Commit, branch or tag. Defaults to the default branch.
    #[param(name = "ref")]
    pub revision: Option<String>,
}

/// Returns the bytes of a file, up to 100 MB.
#[endpoint(
    GET, "/repos/{owner}/{repo}/contents/{*path}",
    constant("accept" = "application/vnd.github.raw+json", in = header), response = Bytes,
)]
pub struct ReadFile {
    /// The owner of the repository.
    pub owner: String,
    /// The name of the repository.
    pub repo: String,
    /// Path of the file.
    pub path: String,
    /// Commit, branch or tag. Defaults to the default branch.
    #[param(name = "ref")]
    pub revision: Option<String>,
}

/// Returns the URL of an archive of the repository. For a private repository, it is valid for five minutes.
#[endpoint(GET, "/repos/{owner}/{repo}/tarball/{*revision}", response = Redirect)]
pub struct GetTarball {
    /// The owner of the repository.
    pub owner: String,
    /// The name of the repository.
    pub repo: String,
    /// Commit, branch or tag.
    pub revision: String,
}

/// Creates or replaces a file.
#[endpoint(PUT, "/repos/{owner}/{repo}/contents/{*path}", response = WrittenFile, status = [201], proof(commit.sha))]
pub struct WriteFile {
    /// The owner of the repository.
    pub owner: String,
    /// The name of the repository.
    pub repo: String,
    /// Path of the file.
    pub path: String,
    /// Message of the commit.
    pub message: String,
    /// The whole file.
    pub content: Base64Bytes,
    /// The digest of the file to replace. Without it, the file is created.
    pub sha: Option<String>,
    /// The branch. Defaults to the default branch.
    pub branch: Option<String>,
    /// The committer. Defaults to the user.
    pub committer: Option<Author>,
    /// The author. Defaults to the committer.
    pub author: Option<Author>,
}

/// Returns a commit.
#[endpoint(
    GET, "/repos/{owner}/{repo}/commits/{*revision}",
    constant("accept" = "application/vnd.github+json", in = header), response = Commit, rename_all = "snake_case",
)]
pub struct GetCommit {
    /// The owner of the repository.
    pub owner: String,
    /// The name of the repository.
    pub repo: String,
    /// Digest of a commit, `heads/BRANCH` or `tags/TAG`.
    pub revision: String,
    /// The number of the page of files. Defaults to 1.
    pub page: Option<u64>,
    /// Files on a page.
    pub per_page: Option<u64>,
}

/// Returns the changes of a commit as a diff.
#[endpoint(
    GET, "/repos/{owner}/{repo}/commits/{*revision}",
    constant("accept" = "application/vnd.github.diff", in = header), response = Text,
)]
pub struct GetCommitDiff {
    /// The owner of the repository.
    pub owner: String,
    /// The name of the repository.
    pub repo: String,
    /// Digest of a commit, `heads/BRANCH` or `tags/TAG`.
    pub revision: String,
}
