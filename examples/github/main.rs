//! Shows a large API without signatures: GitHub's REST API, declared in `api`, called on a stand-in.
//!
//! `cargo run -p countersign-examples --features github --example github`
//!
//! These are not declared, for the following reasons:
//!
//! * `DownloadAsset` may answer with a redirect to another host instead of the bytes, which is an error that names the
//!   target.
//! * An optional scheme: public data can also be read without a token, by a client whose scheme `token` is replaced by
//!   `Scheme::none()`.
//! * `GET /notifications` page by page, because its answer is an `Option`: it may be unchanged.
#![allow(clippy::print_stdout, reason = "a program talks to its user")]

pub mod api;

use std::error::Error;

use countersign::value::Redirect;
use countersign::{Credentials, Endpoint};
use countersign_server::stand_in::{Served, Service, ServiceBuilder, StandIn};
use http::header::{ETAG, LINK};

use api::GitHub;
use api::account::{CheckStar, GetRateLimit, Star, Unstar};
use api::actions::{CancelRun, DispatchWorkflow, GetRunLogs};
use api::applications::{CheckToken, DeleteToken};
use api::contents::Contents;
use api::files::{GetCommit, GetCommitDiff, GetContents, GetTarball, ReadFile, WriteFile};
use api::gists::{CreateGist, NewFile, NewGist};
use api::issue::{IssueLabel, LockReason, State, StateReason};
use api::issues::{CreateIssue, GetIssue, ListIssues, LockIssue, MergePull, RemoveAssignees, UnlockIssue, UpdateIssue};
use api::labels::AddLabels;
use api::notifications::{ListNotifications, MarkNotificationsAsRead};
use api::releases::{DownloadAsset, GetAsset, UploadAsset};
use api::repositories::{
    AddCollaborator, CreateFork, GetRepository, ListContributorActivity, ListLanguages, ListPublicRepositories,
    ReplaceTopics, Topics,
};
use api::search::{ListAdvisories, SearchRepositories};
use api::text::{GetZen, MarkdownMode, RenderMarkdown};

/// Returns an answer, as GitHub documents it.
macro_rules! sample {
    ($name:literal) => {
        include_str!(concat!("../../tests/samples/github/", $name, ".json"))
    };
}

const OWNER: &str = "harbor-lab";
const REPO: &str = "lantern";

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    // The id and the secret of an application; a token consists only of a secret.
    let credentials = Credentials::new("Iv1.0000000000000000", "ghp_0000")?;
    let service = accounts(issues(repositories(Service::builder::<GitHub>().credentials(credentials.clone()))));
    let stand_in = StandIn::start(service.build()?).await?;
    // The same as `api::client`, but for a stand-in of both hosts.
    let github = stand_in.client::<GitHub>().user_agent("lamp/1.0").header("x-github-api-version", "2022-11-28");
    let github = github.credentials(credentials).build()?;

    use_repositories(&github).await?;
    use_files(&github).await?;
    use_issues(&github).await?;
    use_account(&github).await?;
    use_applications(&github).await?;
    stand_in.shutdown().await?;
    Ok(())
}

/// Answers an operation with a status and without a body.
fn nothing<E: Endpoint>(service: ServiceBuilder, status: u16) -> ServiceBuilder {
    service.on(move |_: E| Served::raw(status, ""))
}

fn repositories(service: ServiceBuilder) -> ServiceBuilder {
    service
        .fixture(GetRepository::OPERATION, sample!("get_repository"))
        .fixture(ListLanguages::OPERATION, sample!("list_languages"))
        .on(|request: ReplaceTopics| Served::response(&request.topics))
        .fixture(CreateFork::OPERATION, Served::raw(202, sample!("create_fork")))
        .fixture(AddCollaborator::OPERATION, Served::raw(201, sample!("add_collaborator")))
        .on(|request: ListPublicRepositories| {
            Served::raw(200, if request.since.is_none() { sample!("list_public_repositories") } else { "[]" })
        })
        .fixture(GetContents::OPERATION, sample!("get_content_directory"))
        .fixture(ReadFile::OPERATION, "# Notes\n")
        .fixture(WriteFile::OPERATION, sample!("put_content"))
        .fixture(GetTarball::OPERATION, Served::response(&Redirect::to("https://codeload.github.com/a.tar.gz?token=x")))
        .fixture(GetCommit::OPERATION, sample!("get_commit"))
        .fixture(GetCommitDiff::OPERATION, "diff --git a/src/wick.rs b/src/wick.rs\n")
        .fixture(ListContributorActivity::OPERATION, sample!("list_contributor_activity"))
        .fixture(GetAsset::OPERATION, sample!("get_asset"))
        .fixture(DownloadAsset::OPERATION, "\x1f the bytes")
        .fixture(UploadAsset::OPERATION, sample!("upload_asset"))
        .fixture(GetRunLogs::OPERATION, Served::response(&Redirect::to("https://logs.example/1.zip?sig=x")))
        .fixture(SearchRepositories::OPERATION, sample!("search_repositories"))
        .fixture(ListAdvisories::OPERATION, sample!("list_advisories"))
}

fn issues(service: ServiceBuilder) -> ServiceBuilder {
    let service = nothing::<LockIssue>(nothing::<UnlockIssue>(service, 204), 204);
    service
        .on(|request: ListIssues| match request.page {
            None => Served::raw(200, sample!("list_issues"))
                .with_header(LINK, "</repos/harbor-lab/lantern/issues?page=2>; rel=\"next\""),
            Some(_) => Served::raw(200, "[]"),
        })
        .on(|_: CreateIssue| Served::raw(201, issue()))
        .on(|request: GetIssue| match request.if_none_match {
            None => Served::raw(200, issue()).with_header(ETAG, "W/\"9055\""),
            Some(_) => Served::raw(304, ""),
        })
        .on(|_: UpdateIssue| Served::raw(200, issue()))
        .on(|_: RemoveAssignees| Served::raw(200, issue()))
        .fixture(AddLabels::OPERATION, sample!("add_labels"))
        .fixture(MergePull::OPERATION, sample!("merge_pull"))
}

fn accounts(service: ServiceBuilder) -> ServiceBuilder {
    let service = nothing::<Star>(nothing::<Unstar>(service, 204), 204);
    let service = nothing::<CheckStar>(nothing::<DeleteToken>(service, 204), 204);
    service
        .fixture(ListNotifications::OPERATION, sample!("list_notifications"))
        .fixture(GetZen::OPERATION, "Light one lamp at a time.")
        .on(|request: RenderMarkdown| Served::raw(200, format!("<p>{}</p>", request.text)))
        .on(|_: MarkNotificationsAsRead| Served::raw(202, sample!("mark_notifications_as_read")))
        .fixture(GetRateLimit::OPERATION, sample!("get_rate_limit"))
        .fixture(DispatchWorkflow::OPERATION, sample!("dispatch_workflow"))
        .on(|_: CancelRun| Served::raw(202, sample!("cancel_run")))
        .on(|_: CreateGist| Served::raw(201, sample!("create_gist")))
        .fixture(CheckToken::OPERATION, sample!("check_token"))
}

/// The only issue of the list.
fn issue() -> &'static str {
    sample!("list_issues").trim().trim_start_matches('[').trim_end_matches(']')
}

async fn use_repositories(github: &GitHub) -> Result<(), Box<dyn Error>> {
    let repository = github.get_repository().owner(OWNER).repo(REPO).send().await?;
    println!("get_repository            {} since {}", repository.full_name, repository.created_at);
    let languages = github.list_languages().owner(OWNER).repo(REPO).send().await?;
    println!("list_languages            {:?}", *languages);
    let topics = Topics::builder().names(["lamps"]).build();
    let topics = github.replace_topics().owner(OWNER).repo(REPO).topics(topics).send().await?;
    println!("replace_topics            {:?}", topics.names);
    let fork = github.create_fork().owner(OWNER).repo(REPO).default_branch_only(true).send().await?;
    println!("create_fork               {} ({})", fork.full_name, fork.status());
    let invitation = github.add_collaborator().owner(OWNER).repo(REPO).username("noor").send().await?;
    println!("add_collaborator          {:?}", invitation.as_ref().map(|invitation| &invitation.permissions));
    let activity = github.list_contributor_activity().owner(OWNER).repo(REPO).send().await?;
    println!("list_contributor_activity {:?}", activity.as_ref().map(Vec::len));
    let asset = github.get_asset().owner(OWNER).repo(REPO).asset_id(31).send().await?;
    println!("get_asset                 {} with {} bytes", asset.name, asset.size);
    let bytes = github.download_asset().owner(OWNER).repo(REPO).asset_id(31).send().await?;
    println!("download_asset            {:?}", *bytes);
    let upload = github.upload_asset().owner(OWNER).repo(REPO).release_id(5).name("notes.txt").media_type("text/plain");
    println!("upload_asset              {}", upload.content("Light it up").send().await?.name);
    let mut all = github.list_public_repositories().items();
    while let Some(repository) = all.next().await {
        println!("list_public_repositories  {}", repository?.full_name);
    }
    let found = github.search_repositories().q("lamp language:rust stars:>10").send().await?;
    println!("search_repositories       {} of {}", found.items.len(), found.total_count);
    let advisories = github.list_advisories().cwes(["347", "79"]).send().await?;
    println!("list_advisories           {:?}", advisories.first().map(|advisory| &advisory.summary));
    Ok(())
}

async fn use_files(github: &GitHub) -> Result<(), Box<dyn Error>> {
    let contents = github.get_contents().owner(OWNER).repo(REPO).path("docs/notes").revision("main").send().await?;
    match &**contents {
        Contents::Folder(entries) => println!("get_contents              {} entries", entries.len()),
        Contents::Entry(entry) => println!("get_contents              {} bytes", entry.size),
    }
    let bytes = github.read_file().owner(OWNER).repo(REPO).path("docs/NOTES.md").send().await?;
    println!("read_file                 {:?}", *bytes);
    let write = github.write_file().owner(OWNER).repo(REPO).path("docs/NOTES.md").message("Add notes");
    println!("write_file                {}", write.content(bytes.into_value()).send().await?.commit.message);
    let archive = github.get_tarball().owner(OWNER).repo(REPO).revision("heads/main").send().await?;
    // `github.as_ref().fetch(&archive)` asks for it, without the token.
    println!("get_tarball               {:?} ({})", *archive, archive.status());
    let commit = github.get_commit().owner(OWNER).repo(REPO).revision("heads/main").send().await?;
    println!("get_commit                {}: {} files", commit.commit.message, commit.files.len());
    let diff = github.get_commit_diff().owner(OWNER).repo(REPO).revision("heads/main").send().await?;
    println!("get_commit_diff           {:?}", *diff);
    Ok(())
}

async fn use_issues(github: &GitHub) -> Result<(), Box<dyn Error>> {
    let mut issues = github.list_issues().owner(OWNER).repo(REPO).labels(["bug", "needs-oil"]).items();
    while let Some(issue) = issues.next().await {
        println!("list_issues               #{}", issue?.number);
    }
    let issue = github
        .create_issue()
        .owner(OWNER)
        .repo(REPO)
        .title("Lamp flickers")
        .labels([IssueLabel::from("bug")])
        .send()
        .await?;
    println!("create_issue              #{} ({})", issue.number, issue.status());
    let number = issue.number;
    let issue = github.get_issue().owner(OWNER).repo(REPO).issue_number(number).send().await?;
    println!("get_issue                 {:?}", issue.as_ref().map(|issue| &issue.labels));
    let tag = issue.headers().get(ETAG).ok_or("no ETag")?.to_str()?;
    let same = github.get_issue().owner(OWNER).repo(REPO).issue_number(number).if_none_match(tag).send().await?;
    println!("get_issue                 {}: {:?}", same.status(), *same);
    let change = github.update_issue().owner(OWNER).repo(REPO).issue_number(number).state(State::Closed);
    let issue =
        change.state_reason(StateReason::NotPlanned).clear_milestone().labels([IssueLabel::from("bug")]).send().await?;
    println!("update_issue              {}", issue.state);
    let lock = github.lock_issue().owner(OWNER).repo(REPO).issue_number(number);
    println!("lock_issue                {}", lock.lock_reason(LockReason::TooHeated).send().await?.status());
    let unlock = github.unlock_issue().owner(OWNER).repo(REPO).issue_number(number);
    println!("unlock_issue              {}", unlock.send().await?.status());
    let labels = github.add_labels().owner(OWNER).repo(REPO).issue_number(number).labels(["bug", "needs-oil"]);
    println!(
        "add_labels                {:?}",
        labels.send().await?.iter().map(|label| &label.name).collect::<Vec<_>>()
    );
    let remove = github.remove_assignees().owner(OWNER).repo(REPO).issue_number(number).assignees(["noor"]);
    println!("remove_assignees          {:?}", remove.send().await?.assignees);
    let merge = github.merge_pull().owner(OWNER).repo(REPO).pull_number(3).send().await?;
    println!("merge_pull                {}", merge.message);
    Ok(())
}

async fn use_account(github: &GitHub) -> Result<(), Box<dyn Error>> {
    println!("star                      {}", github.star().owner(OWNER).repo(REPO).send().await?.status());
    println!("check_star                {:?}", *github.check_star().owner(OWNER).repo(REPO).send().await?);
    println!("unstar                    {}", github.unstar().owner(OWNER).repo(REPO).send().await?.status());
    let notifications = github.list_notifications().all(true).send().await?;
    println!(
        "list_notifications        {:?}",
        notifications.iter().flatten().map(|each| &each.reason).collect::<Vec<_>>()
    );
    println!("get_zen                   {}", *github.get_zen().send().await?);
    let html = github.render_markdown().text("The lamp is lit.").mode(MarkdownMode::Gfm).send().await?;
    println!("render_markdown           {}", *html);
    let marked = github.mark_notifications_as_read().send().await?;
    println!("mark_notifications        {}", marked.status());
    let limits = github.get_rate_limit().send().await?;
    println!("get_rate_limit            {:?}", limits.resources.get("search").map(|limit| limit.remaining));
    let dispatch = github.dispatch_workflow().owner(OWNER).repo(REPO).workflow_id("main.yaml").reference("main");
    let run = dispatch.return_run_details(true).send().await?;
    println!("dispatch_workflow         {:?}", run.as_ref().map(|run| run.workflow_run_id));
    let cancelled = github.cancel_run().owner(OWNER).repo(REPO).run_id(91_200_417).send().await?;
    println!("cancel_run                {}", cancelled.status());
    let logs = github.get_run_logs().owner(OWNER).repo(REPO).run_id(91_200_417).send().await?;
    println!("get_run_logs              {:?}", *logs);
    let file = NewFile::builder().content("fn main() {}").build();
    let gist = NewGist::builder().files([("lamp.rs".to_owned(), file)]).build();
    let gist = github.create_gist().gist(gist).send().await?;
    println!("create_gist               {} with {} files", gist.id, gist.files.len());
    Ok(())
}

async fn use_applications(github: &GitHub) -> Result<(), Box<dyn Error>> {
    let token = github.check_token().client_id("Iv1.0000000000000000").access_token("ghu_0000").send().await?;
    println!("check_token               {:?}", token.scopes);
    let deleted = github.delete_token().client_id("Iv1.0000000000000000").access_token("ghu_0000").send().await?;
    println!("delete_token              {}", deleted.status());
    Ok(())
}
