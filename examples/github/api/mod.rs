//! GitHub's REST API (version 2022-11-28), with one module per group of operations and its models.

pub mod account;
pub mod actions;
pub mod activity;
pub mod applications;
pub mod contents;
pub mod failure;
pub mod files;
pub mod gists;
pub mod issue;
pub mod issues;
pub mod labels;
pub mod notifications;
pub mod releases;
pub mod repositories;
pub mod search;
pub mod text;
pub mod users;

use countersign::ClientBuilder;
use countersign::scheme::Scheme;

use account::{CheckStar, GetRateLimit, Star, Unstar};
use actions::{CancelRun, DispatchWorkflow, GetRunLogs};
use applications::{CheckToken, DeleteToken};
use failure::{Failure, envelope};
use files::{GetCommit, GetCommitDiff, GetContents, GetTarball, ReadFile, WriteFile};
use gists::CreateGist;
use issues::{CreateIssue, GetIssue, ListIssues, LockIssue, MergePull, RemoveAssignees, UnlockIssue, UpdateIssue};
use labels::AddLabels;
use notifications::{ListNotifications, MarkNotificationsAsRead};
use releases::{DownloadAsset, GetAsset, UploadAsset};
use repositories::{
    AddCollaborator, CreateFork, GetRepository, ListContributorActivity, ListLanguages, ListPublicRepositories,
    ReplaceTopics,
};
use search::{ListAdvisories, SearchRepositories};
use text::{GetZen, RenderMarkdown};

countersign::api! {
    /// The client of GitHub's REST API.
    pub struct GitHub {
        base_url: "https://api.github.com",
        auth: {
            token: Scheme::bearer(),
            application: Scheme::basic(),
        },
        envelope: envelope(),
        error: Failure,
    }
    operations {
        account: CheckStar, Star, Unstar, GetRateLimit;
        actions: DispatchWorkflow, CancelRun, GetRunLogs;
        applications: CheckToken, DeleteToken;
        files: GetContents, ReadFile, WriteFile, GetTarball, GetCommit, GetCommitDiff;
        gists: CreateGist;
        issues: ListIssues, CreateIssue, GetIssue, UpdateIssue, LockIssue, UnlockIssue, AddLabels, RemoveAssignees, MergePull;
        notifications: ListNotifications, MarkNotificationsAsRead;
        releases: GetAsset, DownloadAsset, UploadAsset;
        repositories: GetRepository, ListLanguages, ReplaceTopics, CreateFork, AddCollaborator, ListPublicRepositories,
            ListContributorActivity;
        search: SearchRepositories, ListAdvisories;
        text: GetZen, RenderMarkdown;
    }
}

/// Returns a builder of clients with the headers that GitHub requires.
pub fn client(user_agent: &str) -> ClientBuilder<GitHub> {
    GitHub::builder().user_agent(user_agent).header("x-github-api-version", "2022-11-28")
}
