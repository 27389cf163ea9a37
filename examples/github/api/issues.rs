//! Issues and pull requests: `/repos/{owner}/{repo}/issues` and its sub-resources.

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
    /// The owner of the repository.
    pub owner: String,
    /// The name of the repository.
    pub repo: String,
    /// The number of a milestone, `*` for any, or `none`.
    pub milestone: Option<String>,
    /// The state. Defaults to open.
    pub state: Option<StateFilter>,
    /// The assignee: a login, `*` or `none`.
    pub assignee: Option<String>,
    /// The name of an issue type, `*` or `none`.
    #[param(name = "type")]
    pub kind: Option<String>,
    /// The author.
    pub creator: Option<String>,
    /// A user who is mentioned.
    pub mentioned: Option<String>,
    /// Labels, all of which must match.
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
    /// The number of the page. Defaults to 1.
    #[param(range = 1..)]
    pub page: Option<u64>,
}

/// Creates an issue.
#[endpoint(POST, "/repos/{owner}/{repo}/issues", response = Issue, status = [201], proof(id))]
pub struct CreateIssue {
    /// The owner of the repository.
    pub owner: String,
    /// The name of the repository.
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

/// Returns an issue, unless it is the same as in an earlier answer.
#[endpoint(
    GET, "/repos/{owner}/{repo}/issues/{issue_number}", response = Option<Issue>, empty = [304], redirects = same_host,
    rename_all = "snake_case",
)]
pub struct GetIssue {
    /// The owner of the repository.
    pub owner: String,
    /// The name of the repository.
    pub repo: String,
    /// The number of the issue in the repository.
    pub issue_number: u64,
    /// The header `ETag` of an earlier answer.
    #[param(in = header, name = "if-none-match")]
    pub if_none_match: Option<String>,
}

/// Changes an issue. Omitted fields are kept; `null` clears a field.
#[endpoint(PATCH, "/repos/{owner}/{repo}/issues/{issue_number}", response = Issue, rename_all = "snake_case")]
pub struct UpdateIssue {
    /// The owner of the repository.
    pub owner: String,
    /// The name of the repository.
    pub repo: String,
    /// The number of the issue in the repository.
    pub issue_number: u64,
    /// Title of the issue.
    pub title: Patch<String>,
    /// Its text.
    pub body: Patch<String>,
    /// Opens or closes it.
    pub state: Option<State>,
    /// The reason; only used together with another `state`.
    pub state_reason: Patch<StateReason>,
    /// The issue that this one duplicates, for `duplicate`.
    pub duplicate_issue_id: Option<u64>,
    /// Number of a milestone.
    pub milestone: Patch<u64>,
    /// All labels.
    pub labels: Option<Vec<Serde<IssueLabel>>>,
    /// All assignees.
    pub assignees: Option<Vec<String>>,
}

/// Locks the conversation of an issue.
#[endpoint(PUT, "/repos/{owner}/{repo}/issues/{issue_number}/lock", response = (), status = [204], retry = safe, rename_all = "snake_case")]
pub struct LockIssue {
    /// The owner of the repository.
    pub owner: String,
    /// The name of the repository.
    pub repo: String,
    /// The number of the issue in the repository.
    pub issue_number: u64,
    /// Why.
    pub lock_reason: Option<LockReason>,
}

/// Unlocks the conversation of an issue.
#[endpoint(DELETE, "/repos/{owner}/{repo}/issues/{issue_number}/lock", response = (), status = [204], retry = safe, rename_all = "snake_case")]
pub struct UnlockIssue {
    /// The owner of the repository.
    pub owner: String,
    /// The name of the repository.
    pub repo: String,
    /// The number of the issue in the repository.
    pub issue_number: u64,
}

/// Removes assignees from an issue.
#[endpoint(
    DELETE, "/repos/{owner}/{repo}/issues/{issue_number}/assignees",
    response = Issue, body = json, rename_all = "snake_case",
)]
pub struct RemoveAssignees {
    /// The owner of the repository.
    pub owner: String,
    /// The name of the repository.
    pub repo: String,
    /// The number of the issue in the repository.
    pub issue_number: u64,
    /// The assignees to remove.
    pub assignees: Vec<String>,
}

/// Merges a pull request.
#[endpoint(PUT, "/repos/{owner}/{repo}/pulls/{pull_number}/merge", response = Merged, rename_all = "snake_case", proof(merged))]
pub struct MergePull {
    /// The owner of the repository.
    pub owner: String,
    /// The name of the repository.
    pub repo: String,
    /// The number of the pull request in the repository.
    pub pull_number: u64,
    /// Title of the commit.
    pub commit_title: Option<String>,
    /// Text of the commit.
    pub commit_message: Option<String>,
    /// The commit at which the head of the pull request must be.
    pub sha: Option<String>,
    /// Defaults to `merge`.
    pub merge_method: Option<MergeMethod>,
}
