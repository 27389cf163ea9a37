//! Models of issues, pull requests and milestones.

use countersign::value::Timestamp;
use countersign::{model, open_enum};
use serde::{Deserialize, Serialize};

use super::users::User;

/// Which issues a list contains.
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
    /// Greatest first.
    Desc,
}

/// Whether an issue is open.
#[open_enum]
pub enum State {
    /// It is.
    Open,
    /// It is not.
    Closed,
}

/// Why an issue has its state.
#[open_enum(rename_all = "snake_case")]
pub enum StateReason {
    /// It is done.
    Completed,
    /// It was opened again.
    Reopened,
    /// Nobody will do it.
    NotPlanned,
    /// There is another one.
    Duplicate,
}

/// Why a conversation is locked.
#[open_enum(rename_all = "kebab-case")]
pub enum LockReason {
    /// It is about something else.
    OffTopic,
    /// It is impolite.
    #[wire("too heated")]
    TooHeated,
    /// It is done.
    Resolved,
    /// It is advertising.
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
    /// It was merged.
    pub merged: bool,
    /// What GitHub says about it.
    pub message: String,
}

/// An issue, or a pull request where `pull_request` is there.
#[model(rename_all = "snake_case")]
pub struct Issue {
    /// Number of the issue in all of GitHub.
    pub id: u64,
    /// Number of the issue in the repository.
    pub number: u64,
    /// Whether it is open.
    pub state: State,
    /// Why.
    pub state_reason: Option<StateReason>,
    /// Its title.
    pub title: String,
    /// Its text.
    pub body: Option<String>,
    /// Who opened it.
    pub user: Option<User>,
    /// Its labels.
    #[field(serde)]
    pub labels: Vec<IssueLabel>,
    /// Who works on it.
    pub assignee: Option<User>,
    /// All who work on it.
    #[field(default)]
    pub assignees: Vec<User>,
    /// Its milestone.
    pub milestone: Option<Milestone>,
    /// Nobody but collaborators can comment.
    pub locked: bool,
    /// Why it is locked.
    pub active_lock_reason: Option<String>,
    /// How many comments it has.
    pub comments: u64,
    /// What makes it a pull request.
    pub pull_request: Option<PullRequestLinks>,
    /// When it was closed.
    pub closed_at: Option<Timestamp>,
    /// When it was opened.
    pub created_at: Timestamp,
    /// When it was changed.
    pub updated_at: Timestamp,
    /// How its author belongs to the repository.
    pub author_association: Option<Association>,
    /// Address of the page.
    pub html_url: String,
}

/// A label of an issue: its name alone, or with what is known of it.
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

/// What is known of a label.
#[model(builder)]
pub struct LabelOfIssue {
    /// Number of the label.
    pub id: Option<u64>,
    /// Its name.
    pub name: Option<String>,
    /// Its color in six hexadecimal digits.
    pub color: Option<String>,
    /// What it is for.
    pub description: Option<String>,
    /// Every new repository has it.
    pub default: Option<bool>,
}

/// Addresses of a pull request.
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
    /// Number of the milestone in the repository.
    pub number: u64,
    /// Its title.
    pub title: String,
    /// Whether it is open.
    pub state: State,
    /// What it is.
    pub description: Option<String>,
    /// When it is due.
    pub due_on: Option<Timestamp>,
    /// When it was closed.
    pub closed_at: Option<Timestamp>,
    /// How many of its issues are open.
    pub open_issues: u64,
    /// How many of its issues are closed.
    pub closed_issues: u64,
}

/// How somebody belongs to a repository.
#[open_enum(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Association {
    /// Invited.
    Collaborator,
    /// Commits were merged.
    Contributor,
    /// Never committed to anything on GitHub.
    FirstTimer,
    /// Never committed to this repository.
    FirstTimeContributor,
    /// A placeholder for an unknown account.
    Mannequin,
    /// Of the organization.
    Member,
    /// Not at all.
    None,
    /// Owns it.
    Owner,
}
