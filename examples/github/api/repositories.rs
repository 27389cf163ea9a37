//! Repositories: `/repos/{owner}/{repo}` and its sub-resources.

use std::collections::BTreeMap;

use countersign::value::{Decimal, Timestamp};
use countersign::{endpoint, model, open_enum};
use serde_json::Value;

use super::activity::ContributorActivity;
use super::users::User;

/// Returns a repository.
#[endpoint(GET, "/repos/{owner}/{repo}", response = Repository, redirects = same_host)]
pub struct GetRepository {
    /// The owner of the repository.
    pub owner: String,
    /// The name of the repository.
    pub repo: String,
}

/// Returns the number of bytes of code per language.
#[endpoint(GET, "/repos/{owner}/{repo}/languages", response = BTreeMap<String, u64>)]
pub struct ListLanguages {
    /// The owner of the repository.
    pub owner: String,
    /// The name of the repository.
    pub repo: String,
}

/// Replaces all topics of a repository; an empty list clears them.
#[endpoint(PUT, "/repos/{owner}/{repo}/topics", response = Topics, retry = safe)]
pub struct ReplaceTopics {
    /// The owner of the repository.
    pub owner: String,
    /// The name of the repository.
    pub repo: String,
    /// The topics.
    #[param(body)]
    pub topics: Topics,
}

/// Forks a repository. The fork is filled in the background within five minutes.
#[endpoint(POST, "/repos/{owner}/{repo}/forks", response = Repository, status = [202], rename_all = "snake_case")]
pub struct CreateFork {
    /// The owner of the repository.
    pub owner: String,
    /// The name of the repository.
    pub repo: String,
    /// Organization that owns the fork. Defaults to the user.
    pub organization: Option<String>,
    /// Name of the fork.
    pub name: Option<String>,
    /// Whether to copy only the default branch.
    pub default_branch_only: Option<bool>,
}

/// Invites a user to a repository, or changes a collaborator's permission.
#[endpoint(PUT, "/repos/{owner}/{repo}/collaborators/{username}", response = Option<Invitation>, status = [201])]
pub struct AddCollaborator {
    /// The owner of the repository.
    pub owner: String,
    /// The name of the repository.
    pub repo: String,
    /// The user.
    pub username: String,
    /// `pull`, `triage`, `push` (the default), `maintain`, `admin` or the name of a custom role.
    pub permission: Option<String>,
}

/// Returns the public repositories, in the order in which they were created.
#[endpoint(GET, "/repositories", response = Vec<RepositorySummary>, pages(cursor = since, last = id))]
pub struct ListPublicRepositories {
    /// Only repositories with a larger number.
    pub since: Option<u64>,
}

/// Returns the commits of every contributor by week, or nothing while GitHub computes them, or if the repository is
/// empty.
#[endpoint(GET, "/repos/{owner}/{repo}/stats/contributors", response = Option<Vec<ContributorActivity>>, empty = [202, 204])]
pub struct ListContributorActivity {
    /// The owner of the repository.
    pub owner: String,
    /// The name of the repository.
    pub repo: String,
}

/// The topics of a repository.
#[model(builder)]
pub struct Topics {
    /// Their names.
    pub names: Vec<String>,
}

/// A repository, as contained in lists.
#[model(rename_all = "snake_case")]
pub struct RepositorySummary {
    /// The number of the repository.
    pub id: u64,
    /// The name of the repository.
    pub name: String,
    /// Owner and name.
    pub full_name: String,
    /// The owner.
    pub owner: User,
    /// Whether it is private.
    pub private: bool,
    /// The URL of the page.
    pub html_url: String,
    /// The description.
    pub description: Option<String>,
    /// Whether it is a fork.
    pub fork: bool,
}

/// A repository.
#[model(rename_all = "snake_case")]
pub struct Repository {
    /// The number of the repository.
    pub id: u64,
    /// The name of the repository.
    pub name: String,
    /// Owner and name.
    pub full_name: String,
    /// The owner.
    pub owner: User,
    /// Whether it is private.
    pub private: bool,
    /// The description.
    pub description: Option<String>,
    /// Whether it is a fork.
    pub fork: bool,
    /// The URL of the page.
    pub html_url: String,
    /// The URL of its own website.
    pub homepage: Option<String>,
    /// The most used language.
    pub language: Option<String>,
    /// The default branch.
    pub default_branch: String,
    /// The topics.
    #[field(default)]
    pub topics: Vec<String>,
    /// Whether it is archived.
    pub archived: bool,
    /// Whether it is disabled.
    pub disabled: bool,
    /// The visibility.
    pub visibility: Option<Visibility>,
    /// Its license.
    pub license: Option<License>,
    /// The number of stars.
    pub stargazers_count: u64,
    /// The number of forks.
    pub forks_count: u64,
    /// The number of open issues and pull requests.
    pub open_issues_count: u64,
    /// The number of watchers; missing in searches.
    pub subscribers_count: Option<u64>,
    /// Size in kilobytes.
    pub size: u64,
    /// When it was created.
    pub created_at: Timestamp,
    /// When it was changed.
    pub updated_at: Timestamp,
    /// When commits were last pushed.
    pub pushed_at: Timestamp,
    /// The caller's permissions.
    pub permissions: Option<Permissions>,
    /// Who may open pull requests.
    pub pull_request_creation_policy: Option<PullRequestPolicy>,
    /// Title of a squashed commit.
    pub squash_merge_commit_title: Option<SquashTitle>,
    /// The repository from which it was forked.
    pub parent: Option<Box<Repository>>,
    /// The root of the network of forks.
    pub source: Option<Box<Repository>>,
    /// The custom properties, defined by the organization.
    #[field(default)]
    pub custom_properties: BTreeMap<String, Value>,
    /// The score of the match; only in searches.
    pub score: Option<Decimal>,
}

/// The visibility of a repository.
#[open_enum]
pub enum Visibility {
    /// Public.
    Public,
    /// Visible to its collaborators.
    Private,
    /// Visible to members of the enterprise.
    Internal,
}

/// Who may open pull requests.
#[open_enum(rename_all = "snake_case")]
pub enum PullRequestPolicy {
    /// Everybody.
    All,
    /// Collaborators.
    CollaboratorsOnly,
}

/// Title of a squashed commit.
#[open_enum(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum SquashTitle {
    /// The title of the pull request.
    PrTitle,
    /// The title of its only commit, or else of the pull request.
    CommitOrPrTitle,
}

/// A license.
#[model(rename_all = "snake_case")]
pub struct License {
    /// Its key, such as `mit`.
    pub key: String,
    /// Its name.
    pub name: String,
    /// Its identifier by SPDX.
    pub spdx_id: Option<String>,
    /// The URL of the license.
    pub url: Option<String>,
}

/// The caller's permissions in a repository.
#[model]
pub struct Permissions {
    /// Everything.
    pub admin: bool,
    /// Manage it.
    pub maintain: bool,
    /// Write.
    pub push: bool,
    /// Manage issues.
    pub triage: bool,
    /// Read.
    pub pull: bool,
}

/// An invitation to a repository.
#[model(rename_all = "snake_case")]
pub struct Invitation {
    /// The number of the invitation.
    pub id: u64,
    /// The repository.
    pub repository: RepositorySummary,
    /// The invited user.
    pub invitee: Option<User>,
    /// The inviting user.
    pub inviter: Option<User>,
    /// The granted permission.
    pub permissions: Role,
    /// When it was created.
    pub created_at: Timestamp,
    /// Whether it has expired.
    pub expired: Option<bool>,
    /// Address in the API.
    pub url: String,
    /// The URL of the page.
    pub html_url: String,
}

/// The permission of a collaborator.
#[open_enum]
pub enum Role {
    /// Read.
    Read,
    /// Write.
    Write,
    /// Everything.
    Admin,
    /// Manage issues.
    Triage,
    /// Manage the repository.
    Maintain,
}
