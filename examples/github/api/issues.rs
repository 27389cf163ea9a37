//! Issues and pull requests: `/repos/{owner}/{repo}/issues` and what is under it.

use countersign::endpoint;
use countersign::value::{Patch, Serde, Timestamp};

use super::issue::{
    Direction, Issue, IssueLabel, IssueSort, LockReason, MergeMethod, Merged, State, StateFilter, StateReason,
};

/// Returns the issues and pull requests of a repository.
#[endpoint(
    GET, "/repos/{owner}/{repo}/issues", response = Vec<Issue>, pages(link), redirects = same_host,
    rename_all = "snake_case",
)]
pub struct ListIssues {
    /// Owner of the repository.
    pub owner: String,
    /// Name of the repository.
    pub repo: String,
    /// Number of a milestone, `*` for any and `none` for none.
    pub milestone: Option<String>,
    /// Defaults to the open ones.
    pub state: Option<StateFilter>,
    /// Who works on it: a login, `*` or `none`.
    pub assignee: Option<String>,
    /// Name of an issue type, `*` or `none`.
    #[param(name = "type")]
    pub kind: Option<String>,
    /// Who opened it.
    pub creator: Option<String>,
    /// Who is mentioned in it.
    pub mentioned: Option<String>,
    /// All of these labels.
    #[param(join = ",")]
    pub labels: Vec<String>,
    /// Defaults to `created`.
    pub sort: Option<IssueSort>,
    /// Defaults to `desc`.
    pub direction: Option<Direction>,
    /// Changed at this time or later.
    pub since: Option<Timestamp>,
    /// Items on a page. Defaults to 30.
    #[param(range = 1..=100)]
    pub per_page: Option<u64>,
    /// Number of the page. Defaults to 1.
    #[param(range = 1..)]
    pub page: Option<u64>,
}

/// Creates an issue.
#[endpoint(POST, "/repos/{owner}/{repo}/issues", response = Issue, status = [201], proof(id))]
pub struct CreateIssue {
    /// Owner of the repository.
    pub owner: String,
    /// Name of the repository.
    pub repo: String,
    /// Title of the issue.
    pub title: String,
    /// Its text.
    pub body: Option<String>,
    /// Number of a milestone.
    pub milestone: Option<u64>,
    /// Labels; ignored without push access.
    pub labels: Option<Vec<Serde<IssueLabel>>>,
    /// Who works on it; ignored without push access.
    pub assignees: Option<Vec<String>>,
    /// Name of an issue type.
    #[param(name = "type")]
    pub kind: Option<String>,
}

/// Returns an issue, unless it is still the one of an earlier answer.
#[endpoint(
    GET, "/repos/{owner}/{repo}/issues/{issue_number}", response = Option<Issue>, empty = [304], redirects = same_host,
    rename_all = "snake_case",
)]
pub struct GetIssue {
    /// Owner of the repository.
    pub owner: String,
    /// Name of the repository.
    pub repo: String,
    /// Number of the issue in the repository.
    pub issue_number: u64,
    /// The header `ETag` of an earlier answer.
    #[param(in = header, name = "if-none-match")]
    pub if_none_match: Option<String>,
}

/// Changes an issue. What is kept is left out, what is cleared is `null`.
#[endpoint(PATCH, "/repos/{owner}/{repo}/issues/{issue_number}", response = Issue, rename_all = "snake_case")]
pub struct UpdateIssue {
    /// Owner of the repository.
    pub owner: String,
    /// Name of the repository.
    pub repo: String,
    /// Number of the issue in the repository.
    pub issue_number: u64,
    /// Title of the issue.
    pub title: Patch<String>,
    /// Its text.
    pub body: Patch<String>,
    /// Opens or closes it.
    pub state: Option<State>,
    /// Why; read with another `state` only.
    pub state_reason: Patch<StateReason>,
    /// Issue that this one repeats, for `duplicate`.
    pub duplicate_issue_id: Option<u64>,
    /// Number of a milestone.
    pub milestone: Patch<u64>,
    /// All labels.
    pub labels: Option<Vec<Serde<IssueLabel>>>,
    /// All who work on it.
    pub assignees: Option<Vec<String>>,
}

/// Locks the conversation of an issue.
#[endpoint(PUT, "/repos/{owner}/{repo}/issues/{issue_number}/lock", response = (), status = [204], retry = safe, rename_all = "snake_case")]
pub struct LockIssue {
    /// Owner of the repository.
    pub owner: String,
    /// Name of the repository.
    pub repo: String,
    /// Number of the issue in the repository.
    pub issue_number: u64,
    /// Why.
    pub lock_reason: Option<LockReason>,
}

/// Unlocks the conversation of an issue.
#[endpoint(DELETE, "/repos/{owner}/{repo}/issues/{issue_number}/lock", response = (), status = [204], retry = safe, rename_all = "snake_case")]
pub struct UnlockIssue {
    /// Owner of the repository.
    pub owner: String,
    /// Name of the repository.
    pub repo: String,
    /// Number of the issue in the repository.
    pub issue_number: u64,
}

/// Takes people off an issue.
#[endpoint(
    DELETE, "/repos/{owner}/{repo}/issues/{issue_number}/assignees",
    response = Issue, body = json, rename_all = "snake_case",
)]
pub struct RemoveAssignees {
    /// Owner of the repository.
    pub owner: String,
    /// Name of the repository.
    pub repo: String,
    /// Number of the issue in the repository.
    pub issue_number: u64,
    /// Who no longer works on it.
    pub assignees: Vec<String>,
}

/// Merges a pull request.
#[endpoint(PUT, "/repos/{owner}/{repo}/pulls/{pull_number}/merge", response = Merged, rename_all = "snake_case", proof(merged))]
pub struct MergePull {
    /// Owner of the repository.
    pub owner: String,
    /// Name of the repository.
    pub repo: String,
    /// Number of the pull request in the repository.
    pub pull_number: u64,
    /// Title of the commit.
    pub commit_title: Option<String>,
    /// Text of the commit.
    pub commit_message: Option<String>,
    /// Commit that the branch must be at.
    pub sha: Option<String>,
    /// Defaults to `merge`.
    pub merge_method: Option<MergeMethod>,
}
