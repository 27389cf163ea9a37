//! Models of issues, pull requests and milestones.

use countersign::value::Timestamp;
use countersign::{model, open_enum};
use serde::{Deserialize, Serialize};

use super::users::User;

/// The state of the listed issues.
#[open_enum]
pub enum StateFilter {
    /// Open ones.
    Open,
    /// Closed ones.
    Closed,
    /// All.
    All,
}

/// Order of a list of issues.
#[open_enum]
pub enum IssueSort {
    /// By creation.
    Created,
    /// By the last change.
    Updated,
    /// By the number of comments.
    Comments,
}

/// Direction of an order.
#[open_enum(rename_all = "lowercase")]
pub enum Direction {
    /// Smallest first.
    Asc,
    /// Largest first.
    Desc,
}

/// Whether an issue is open.
#[open_enum]
pub enum State {
    /// The issue is open.
    Open,
    /// The issue is closed.
    Closed,
}

/// The reason for the state of an issue.
#[open_enum(rename_all = "snake_case")]
pub enum StateReason {
    /// It was completed.
    Completed,
    /// It was reopened.
    Reopened,
    /// It is not planned.
    NotPlanned,
    /// It is a duplicate.
    Duplicate,
}

/// The reason why a conversation is locked.
#[open_enum(rename_all = "kebab-case")]
pub enum LockReason {
    /// It is off-topic.
    OffTopic,
    /// It is too heated.
    #[wire("too heated")]
    TooHeated,
    /// It is resolved.
    Resolved,
    /// It is spam.
    Spam,
}

/// How a pull request is merged.
#[open_enum]
pub enum MergeMethod {
    /// By a commit with two parents.
    Merge,
    /// As one commit.
    Squash,
    /// Commit by commit.
    Rebase,
}

/// A merge that was carried out.
#[model]
pub struct Merged {
    /// The new commit.
    pub sha: String,
    /// Whether it was merged.
    pub merged: bool,
    /// GitHub's message.
    pub message: String,
}

/// An issue, or a pull request if `pull_request` is present.
#[model(rename_all = "snake_case")]
pub struct Issue {
    /// The number of the issue in all of GitHub.
    pub id: u64,
    /// The number of the issue in the repository.
    pub number: u64,
    /// Whether it is open.
    pub state: State,
    /// The reason for the state.
    pub state_reason: Option<StateReason>,
    /// Its title.
    pub title: String,
    /// Its text.
    pub body: Option<String>,
    /// The author.
    pub user: Option<User>,
    /// Its labels.
    #[field(serde)]
    pub labels: Vec<IssueLabel>,
    /// The assignee.
    pub assignee: Option<User>,
    /// All assignees.
    #[field(default)]
    pub assignees: Vec<User>,
    /// Its milestone.
    pub milestone: Option<Milestone>,
    /// Whether only collaborators can comment.
    pub locked: bool,
    /// The reason why it is locked.
    pub active_lock_reason: Option<String>,
    /// The number of comments.
    pub comments: u64,
    /// The pull request; absent for an issue.
    pub pull_request: Option<PullRequestLinks>,
    /// When it was closed.
    pub closed_at: Option<Timestamp>,
    /// When it was opened.
    pub created_at: Timestamp,
    /// When it was changed.
    pub updated_at: Timestamp,
    /// The author's association with the repository.
    pub author_association: Option<Association>,
    /// The URL of the page.
    pub html_url: String,
}

/// A label of an issue: only its name, or all its details.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(untagged)]
#[non_exhaustive]
pub enum IssueLabel {
    /// The name.
    Name(String),
    /// The label.
    Label(LabelOfIssue),
}

impl From<&str> for IssueLabel {
    fn from(name: &str) -> Self {
        Self::Name(name.to_owned())
    }
}

/// The details of a label.
#[model(builder)]
pub struct LabelOfIssue {
    /// The number of the label.
    pub id: Option<u64>,
    /// Its name.
    pub name: Option<String>,
    /// Its color in six hexadecimal digits.
    pub color: Option<String>,
    /// The description.
    pub description: Option<String>,
    /// Whether every new repository has it.
    pub default: Option<bool>,
}

/// The URLs of a pull request.
#[model(rename_all = "snake_case")]
pub struct PullRequestLinks {
    /// In the API.
    pub url: Option<String>,
    /// Of the page.
    pub html_url: Option<String>,
    /// Of the changes.
    pub diff_url: Option<String>,
    /// Of the changes as a patch.
    pub patch_url: Option<String>,
    /// When it was merged.
    pub merged_at: Option<Timestamp>,
}

/// A milestone.
#[model(rename_all = "snake_case")]
pub struct Milestone {
    /// The number of the milestone in the repository.
    pub number: u64,
    /// Its title.
    pub title: String,
    /// Whether it is open.
    pub state: State,
    /// The description.
    pub description: Option<String>,
    /// When it is due.
    pub due_on: Option<Timestamp>,
    /// When it was closed.
    pub closed_at: Option<Timestamp>,
    /// The number of open issues.
    pub open_issues: u64,
    /// The number of closed issues.
    pub closed_issues: u64,
}

/// The association of a user with a repository.
#[open_enum(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Association {
    /// The user is invited.
    Collaborator,
    /// The user has contributed.
    Contributor,
    /// The user has never committed to anything on GitHub.
    FirstTimer,
    /// The user has never committed to this repository.
    FirstTimeContributor,
    /// The account is a placeholder.
    Mannequin,
    /// The user is a member of the organization.
    Member,
    /// There is no association.
    None,
    /// The user is the owner.
    Owner,
}
