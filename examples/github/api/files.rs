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
    /// Owner of the repository.
    pub owner: String,
    /// Name of the repository.
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
    /// Owner of the repository.
    pub owner: String,
    /// Name of the repository.
    pub repo: String,
    /// Path of the file.
    pub path: String,
    /// Commit, branch or tag. Defaults to the default branch.
    #[param(name = "ref")]
    pub revision: Option<String>,
}

/// Returns where an archive of the repository is. Of a private one, the address holds for five minutes.
#[endpoint(GET, "/repos/{owner}/{repo}/tarball/{*revision}", response = Redirect)]
pub struct GetTarball {
    /// Owner of the repository.
    pub owner: String,
    /// Name of the repository.
    pub repo: String,
    /// Commit, branch or tag.
    pub revision: String,
}

/// Creates or replaces a file.
#[endpoint(PUT, "/repos/{owner}/{repo}/contents/{*path}", response = WrittenFile, status = [201], proof(commit.sha))]
pub struct WriteFile {
    /// Owner of the repository.
    pub owner: String,
    /// Name of the repository.
    pub repo: String,
    /// Path of the file.
    pub path: String,
    /// Message of the commit.
    pub message: String,
    /// The whole file.
    pub content: Base64Bytes,
    /// Digest of the file that is replaced; none creates one.
    pub sha: Option<String>,
    /// Defaults to the default branch.
    pub branch: Option<String>,
    /// Who commits. Defaults to the user.
    pub committer: Option<Author>,
    /// Who wrote it. Defaults to who commits.
    pub author: Option<Author>,
}

/// Returns a commit.
#[endpoint(
    GET, "/repos/{owner}/{repo}/commits/{*revision}",
    constant("accept" = "application/vnd.github+json", in = header), response = Commit, rename_all = "snake_case",
)]
pub struct GetCommit {
    /// Owner of the repository.
    pub owner: String,
    /// Name of the repository.
    pub repo: String,
    /// Digest of a commit, `heads/BRANCH` or `tags/TAG`.
    pub revision: String,
    /// Number of the page of files. Defaults to 1.
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
    /// Owner of the repository.
    pub owner: String,
    /// Name of the repository.
    pub repo: String,
    /// Digest of a commit, `heads/BRANCH` or `tags/TAG`.
    pub revision: String,
}
