//! Repositories: `/repos/{owner}/{repo}` and what is under it.

use std::collections::BTreeMap;

use countersign::value::{Decimal, Timestamp};
use countersign::{endpoint, model, open_enum};
use serde_json::Value;

use super::activity::ContributorActivity;
use super::users::User;

/// Returns a repository.
#[endpoint(GET, "/repos/{owner}/{repo}", response = Repository, redirects = same_host)]
pub struct GetRepository {
    /// Owner of the repository.
    pub owner: String,
    /// Name of the repository.
    pub repo: String,
}

/// Returns how many bytes of code are written in which language.
#[endpoint(GET, "/repos/{owner}/{repo}/languages", response = BTreeMap<String, u64>)]
pub struct ListLanguages {
    /// Owner of the repository.
    pub owner: String,
    /// Name of the repository.
    pub repo: String,
}

/// Replaces all topics of a repository; an empty list clears them.
#[endpoint(PUT, "/repos/{owner}/{repo}/topics", response = Topics, retry = safe)]
pub struct ReplaceTopics {
    /// Owner of the repository.
    pub owner: String,
    /// Name of the repository.
    pub repo: String,
    /// The topics.
    #[param(body)]
    pub topics: Topics,
}

/// Forks a repository. The fork is filled in the background, within five minutes.
#[endpoint(POST, "/repos/{owner}/{repo}/forks", response = Repository, status = [202], rename_all = "snake_case")]
pub struct CreateFork {
    /// Owner of the repository.
    pub owner: String,
    /// Name of the repository.
    pub repo: String,
    /// Organization that owns the fork. Defaults to the user.
    pub organization: Option<String>,
    /// Name of the fork.
    pub name: Option<String>,
    /// Copies the default branch alone.
    pub default_branch_only: Option<bool>,
}

/// Invites a user to a repository, or changes what a collaborator may do.
#[endpoint(PUT, "/repos/{owner}/{repo}/collaborators/{username}", response = Option<Invitation>, status = [201])]
pub struct AddCollaborator {
    /// Owner of the repository.
    pub owner: String,
    /// Name of the repository.
    pub repo: String,
    /// The user.
    pub username: String,
    /// `pull`, `triage`, `push` (the default), `maintain`, `admin` or the name of a custom role.
    pub permission: Option<String>,
}

/// Returns the public repositories, in the order in which they were created.
#[endpoint(GET, "/repositories", response = Vec<RepositorySummary>, pages(cursor = since, last = id))]
pub struct ListPublicRepositories {
    /// Only repositories with a greater number.
    pub since: Option<u64>,
}

/// Returns the commits of every contributor by week; nothing while GitHub counts them, and of an empty repository.
#[endpoint(GET, "/repos/{owner}/{repo}/stats/contributors", response = Option<Vec<ContributorActivity>>, empty = [202, 204])]
pub struct ListContributorActivity {
    /// Owner of the repository.
    pub owner: String,
    /// Name of the repository.
    pub repo: String,
}

/// The topics of a repository.
#[model(builder)]
pub struct Topics {
    /// Their names.
    pub names: Vec<String>,
}

/// A repository as lists contain it.
#[model(rename_all = "snake_case")]
pub struct RepositorySummary {
    /// Number of the repository.
    pub id: u64,
    /// Name of the repository.
    pub name: String,
    /// Owner and name.
    pub full_name: String,
    /// Who it belongs to.
    pub owner: User,
    /// Not everybody can see it.
    pub private: bool,
    /// Address of the page.
    pub html_url: String,
    /// What it is.
    pub description: Option<String>,
    /// It is a copy of another repository.
    pub fork: bool,
}

/// A repository.
#[model(rename_all = "snake_case")]
pub struct Repository {
    /// Number of the repository.
    pub id: u64,
    /// Name of the repository.
    pub name: String,
    /// Owner and name.
    pub full_name: String,
    /// Who it belongs to.
    pub owner: User,
    /// Not everybody can see it.
    pub private: bool,
    /// What it is.
    pub description: Option<String>,
    /// It is a copy of another repository.
    pub fork: bool,
    /// Address of the page.
    pub html_url: String,
    /// Address of its own page.
    pub homepage: Option<String>,
    /// Most used language.
    pub language: Option<String>,
    /// Branch that is shown first.
    pub default_branch: String,
    /// Words for it.
    #[field(default)]
    pub topics: Vec<String>,
    /// Nothing can be changed.
    pub archived: bool,
    /// It is switched off.
    pub disabled: bool,
    /// Who can see it.
    pub visibility: Option<Visibility>,
    /// Its license.
    pub license: Option<License>,
    /// Users who starred it.
    pub stargazers_count: u64,
    /// Forks of it.
    pub forks_count: u64,
    /// Open issues and pull requests.
    pub open_issues_count: u64,
    /// Users who watch it; missing in searches.
    pub subscribers_count: Option<u64>,
    /// Size in kilobytes.
    pub size: u64,
    /// When it was created.
    pub created_at: Timestamp,
    /// When it was changed.
    pub updated_at: Timestamp,
    /// When commits last arrived.
    pub pushed_at: Timestamp,
    /// What the caller may do.
    pub permissions: Option<Permissions>,
    /// Who may open pull requests.
    pub pull_request_creation_policy: Option<PullRequestPolicy>,
    /// Title of a squashed commit.
    pub squash_merge_commit_title: Option<SquashTitle>,
    /// What it was forked from.
    pub parent: Option<Box<Repository>>,
    /// The first of the forks' parents.
    pub source: Option<Box<Repository>>,
    /// Properties that the organization defines.
    #[field(default)]
    pub custom_properties: BTreeMap<String, Value>,
    /// How well it matches; in searches only.
    pub score: Option<Decimal>,
}

/// Who can see a repository.
#[open_enum]
pub enum Visibility {
    /// Everybody.
    Public,
    /// Its collaborators.
    Private,
    /// Members of the enterprise.
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
    /// That of the pull request.
    PrTitle,
    /// That of its only commit, or of the pull request.
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
    /// Address of the license.
    pub url: Option<String>,
}

/// What the caller may do in a repository.
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
    /// Number of the invitation.
    pub id: u64,
    /// The repository.
    pub repository: RepositorySummary,
    /// Who is invited.
    pub invitee: Option<User>,
    /// Who invited.
    pub inviter: Option<User>,
    /// What will be allowed.
    pub permissions: Role,
    /// When it was created.
    pub created_at: Timestamp,
    /// It can no longer be accepted.
    pub expired: Option<bool>,
    /// Address in the API.
    pub url: String,
    /// Address of the page.
    pub html_url: String,
}

/// What a collaborator may do.
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
