//! GitHub's API as declared in `examples/github`: the documented answers are read without drift, requests are parsed as
//! they were sent, and errors contain GitHub's message.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a failure shows its line")]

use std::fmt::Debug;
use std::time::Duration;

use bytes::Bytes;
use countersign::param::Received;
use countersign::retry::RetryPolicy;
use countersign::transport::MemoryTransport;
use countersign::value::{Patch, Serde};
use countersign::{Body, Credentials, Endpoint, Error, ErrorKind, Outcome, Reply};
use http::{Method, Request, Response};
use proptest::prelude::proptest;
use serde_json::{Value, json};

/// The declarations of the example.
#[path = "../../../examples/github/api/mod.rs"]
pub mod api;

use api::account::{CheckStar, GetRateLimit, Star, Unstar};
use api::actions::{CancelRun, DispatchWorkflow, GetRunLogs};
use api::applications::{CheckToken, DeleteToken};
use api::contents::{Account, Contents, EntryKind};
use api::failure::{Failure, Fault};
use api::files::{GetCommit, GetCommitDiff, GetContents, GetTarball, ReadFile, WriteFile};
use api::gists::{CreateGist, NewFile, NewGist};
use api::issue::{IssueLabel, LabelOfIssue, LockReason, MergeMethod, State, StateFilter, StateReason};
use api::issues::{CreateIssue, GetIssue, ListIssues, LockIssue, MergePull, RemoveAssignees, UnlockIssue, UpdateIssue};
use api::labels::AddLabels;
use api::notifications::{ListNotifications, MarkNotificationsAsRead, Reason};
use api::releases::{AssetState, DownloadAsset, GetAsset, UploadAsset};
use api::repositories::{
    AddCollaborator, CreateFork, GetRepository, ListContributorActivity, ListLanguages, ListPublicRepositories,
    ReplaceTopics, Role, Topics,
};
use api::search::{ListAdvisories, SearchRepositories};
use api::text::{GetZen, RenderMarkdown};
use api::users::AccountKind;
use api::{GitHub, client};

/// A sample of the documentation.
macro_rules! sample {
    ($name:literal) => {
        include_str!(concat!("../../samples/github/", $name, ".json"))
    };
}

type Headers = &'static [(&'static str, &'static str)];

/// A client all of whose requests get this answer.
fn answered(status: u16, headers: Headers, body: impl Into<Bytes>) -> GitHub {
    let body = body.into();
    let transport = MemoryTransport::new(move |_| {
        let mut answer = Response::builder().status(status);
        for (name, value) in headers {
            answer = answer.header(*name, *value);
        }
        answer.body(Body::from(body.clone())).unwrap()
    });
    let credentials = Credentials::new("Iv1.0000000000000000", "ghp_0000").unwrap();
    client("lamp/1.0").credentials(credentials).transport(transport).retry(RetryPolicy::none()).build().unwrap()
}

const JSON: Headers = &[("content-type", "application/json; charset=utf-8")];

/// The result of an answer without drift.
async fn read<E: Endpoint>(request: E, status: u16, body: &'static str) -> E::Response {
    let reply = drifting(request, status, body, &[]).await;
    reply.into_value()
}

/// The result of an answer with exactly this drift.
async fn drifting<E: Endpoint>(request: E, status: u16, body: &'static str, drift: &[&str]) -> Reply<E::Response> {
    let reply = answered(status, JSON, body).call(request).await.unwrap();
    assert_eq!(reply.status(), status);
    assert_eq!(reply.drift().iter().map(ToString::to_string).collect::<Vec<_>>(), drift);
    reply
}

async fn refused<E: Endpoint>(request: E, status: u16, headers: Headers, body: &'static str) -> Error {
    answered(status, headers, body).call(request).await.map(|_| ()).unwrap_err()
}

/// What is sent, after the other side parsed the same request.
fn sent<E: Endpoint + PartialEq + Debug>(request: &E) -> Request<Bytes> {
    let prepared = answered(200, &[], "").prepare(request).unwrap().request;
    let received = Received::new(E::OPERATION, &prepared).unwrap();
    assert_eq!(&E::parse(&received).unwrap(), request);
    prepared
}

fn target(request: &Request<Bytes>) -> (&Method, &str) {
    (request.method(), request.uri().path_and_query().unwrap().as_str())
}

fn json_of(request: &Request<Bytes>) -> Value {
    serde_json::from_slice(request.body()).unwrap()
}

fn parsed(text: &str) -> Value {
    serde_json::from_str(text).unwrap()
}

fn get_repository() -> GetRepository {
    GetRepository::builder().owner("harbor-lab").repo("lantern").build()
}

fn get_issue() -> GetIssue {
    GetIssue::builder().owner("harbor-lab").repo("lantern").issue_number(17).build()
}

fn list_issues() -> ListIssues {
    ListIssues::builder().owner("harbor-lab").repo("lantern").build()
}

fn create_issue() -> CreateIssue {
    CreateIssue::builder().owner("harbor-lab").repo("lantern").title("Lamp flickers").build()
}

fn replace_topics(names: &[&str]) -> ReplaceTopics {
    let topics = Topics::builder().names(names.iter().copied()).build();
    ReplaceTopics::builder().owner("harbor-lab").repo("lantern").topics(topics).build()
}

#[tokio::test]
async fn repositories_are_read() {
    let repository = read(get_repository(), 200, sample!("get_repository")).await;
    assert_eq!((repository.id, repository.description), (4821, None));
    assert_eq!(repository.owner.kind, AccountKind::Organization);
    assert_eq!(repository.pushed_at.to_string(), "2026-02-27T17:45:12Z");
    assert!(repository.permissions.unwrap().pull);
    let languages = ListLanguages::builder().owner("harbor-lab").repo("lantern").build();
    assert_eq!(read(languages, 200, sample!("list_languages")).await["C++"], 4410);
    assert_eq!(read(replace_topics(&[]), 200, sample!("replace_topics")).await.names, ["http", "signing"]);
    let fork = CreateFork::builder().owner("harbor-lab").repo("lantern").build();
    assert!(read(fork, 202, sample!("create_fork")).await.fork);
    let all = read(ListPublicRepositories::builder().build(), 200, sample!("list_public_repositories")).await;
    assert_eq!(all.iter().map(|each| each.id).collect::<Vec<_>>(), [517, 518]);
}

#[tokio::test]
async fn an_invitation_is_read_and_a_collaborator_needs_none() {
    let request = || AddCollaborator::builder().owner("harbor-lab").repo("lantern").username("noor").build();
    let invitation = read(request(), 201, sample!("add_collaborator")).await.unwrap();
    assert_eq!((invitation.permissions, invitation.expired), (Role::Write, Some(false)));
    assert_eq!(read(request(), 204, "").await, None);
}

#[tokio::test]
async fn issues_are_read() {
    let issues = read(list_issues(), 200, sample!("list_issues")).await;
    assert_eq!((issues.len(), issues[0].number, &issues[0].state), (1, 17, &State::Open));
    let one = parsed(sample!("list_issues"))[0].to_string();
    let created = answered(201, JSON, one.clone()).call(create_issue()).await.unwrap();
    assert_eq!((created.title.as_str(), created.drift()), ("Lamp flickers", &[][..]));
    assert!(matches!(&created.labels[0], IssueLabel::Label(label) if label.color.as_deref() == Some("b60205")));
    assert_eq!(created.labels[1], IssueLabel::Name("needs-oil".into()));
    assert_eq!(answered(200, JSON, one).call(get_issue()).await.unwrap().as_ref().unwrap().comments, 2);
    let known = GetIssue { if_none_match: Some("W/\"9055\"".into()), ..get_issue() };
    assert_eq!(sent(&known).headers()["if-none-match"], "W/\"9055\"");
    assert_eq!(read(known, 304, "").await, None);
    let labels = AddLabels::builder().owner("harbor-lab").repo("lantern").issue_number(17).labels(["bug"]).build();
    assert_eq!(read(labels, 200, sample!("add_labels")).await[1].description.as_deref(), Some("Runs dry"));
    let merge = MergePull::builder().owner("harbor-lab").repo("lantern").pull_number(3).build();
    assert!(read(merge, 200, sample!("merge_pull")).await.merged);
}

#[tokio::test]
async fn search_results_are_read() {
    let request = SearchRepositories::builder().q("lamp stars:>10").build();
    let found = read(request, 200, sample!("search_repositories")).await;
    assert_eq!((found.total_count, found.items[0].score.unwrap().to_string()), (23, "1.0".into()));
    let advisories = read(ListAdvisories::builder().build(), 200, sample!("list_advisories")).await;
    assert_eq!(advisories[0].cvss.as_ref().unwrap().score.unwrap().to_string(), "7.6");
}

#[tokio::test]
async fn answers_about_the_account_are_read() {
    let limits = read(GetRateLimit::builder().build(), 200, sample!("get_rate_limit")).await;
    assert_eq!(limits.resources["code_search"].reset.to_string(), "1772357460");
    let mark = || MarkNotificationsAsRead::builder().build();
    let accepted = read(mark(), 202, sample!("mark_notifications_as_read")).await.unwrap();
    assert!(accepted.message.unwrap().starts_with("Marking"));
    assert_eq!(read(mark(), 205, "").await, None);
    read(Star::builder().owner("harbor-lab").repo("lantern").build(), 204, "").await;
    read(Unstar::builder().owner("harbor-lab").repo("lantern").build(), 204, "").await;
    let check = || CheckStar::builder().owner("harbor-lab").repo("lantern").build();
    assert_eq!(read(check(), 204, "").await, Some(()));
    assert_eq!(read(check(), 404, sample!("error_not_found")).await, None);
    let notifications = read(ListNotifications::builder().build(), 200, sample!("list_notifications")).await.unwrap();
    assert_eq!((notifications[0].id.as_str(), &notifications[0].reason), ("1042", &Reason::Subscribed));
    assert_eq!(read(ListNotifications::builder().build(), 304, "").await, None);
}

#[tokio::test]
async fn answers_are_text_and_bytes_too() {
    let asset = GetAsset::builder().owner("harbor-lab").repo("lantern").asset_id(31).build();
    assert_eq!(sent(&asset).headers()["accept"], "application/vnd.github+json");
    assert_eq!(read(asset, 200, sample!("get_asset")).await.state, AssetState::Uploaded);
    let bytes = DownloadAsset::builder().owner("harbor-lab").repo("lantern").asset_id(31).build();
    assert_eq!(sent(&bytes).headers()["accept"], "application/octet-stream");
    assert_eq!(answered(200, &[], &b"\x1f\x8b\xff"[..]).call(bytes).await.unwrap().as_ref(), b"\x1f\x8b\xff");
    assert_eq!(&*read(GetZen::builder().build(), 200, "Light one lamp at a time.").await, "Light one lamp at a time.");
    assert!(!sent(&GetZen::builder().build()).headers().contains_key("authorization"));
    let html = "<p>The <strong>lamp</strong> is lit.</p>";
    assert_eq!(&*read(RenderMarkdown::builder().text("The **lamp** is lit.").build(), 200, html).await, html);
}

fn get_contents(path: &str) -> GetContents {
    GetContents::builder().owner("harbor-lab").repo("lantern").path(path).revision("main").build()
}

#[tokio::test]
async fn files_folders_links_and_submodules_are_distinguished() {
    let entry = |contents: Serde<Contents>| match contents.into_inner() {
        Contents::Folder(entries) => panic!("a folder: {entries:?}"),
        Contents::Entry(entry) => entry,
    };
    let file = entry(read(get_contents("docs/NOTES.md"), 200, sample!("get_content_file")).await);
    assert_eq!((file.kind, file.encoding.as_deref()), (EntryKind::File, Some("base64")));
    let link = entry(read(get_contents("docs/LINK"), 200, sample!("get_content_symlink")).await);
    assert_eq!((link.kind, link.target.as_deref()), (EntryKind::Symlink, Some("../README.md")));
    let submodule = entry(read(get_contents("vendor/oil"), 200, sample!("get_content_submodule")).await);
    assert_eq!(submodule.submodule_git_url.as_deref(), Some("https://git.example/oil.git"));
    let folder = read(get_contents("src"), 200, sample!("get_content_directory")).await;
    assert!(matches!(&*folder, Contents::Folder(entries) if entries[0].kind == EntryKind::Dir));
}

#[tokio::test]
async fn files_are_read_and_written() {
    let expected = "/repos/harbor-lab/lantern/contents/docs/read%20me.md?ref=main";
    assert_eq!(target(&sent(&get_contents("docs/read me.md"))), (&Method::GET, expected));
    let raw = ReadFile::builder().owner("harbor-lab").repo("lantern").path("docs/NOTES.md").build();
    assert_eq!(sent(&raw).headers()["accept"], "application/vnd.github.raw+json");
    assert_eq!(answered(200, &[], "# Notes\n").call(raw).await.unwrap().as_ref(), b"# Notes\n");
    let write = WriteFile::builder().owner("harbor-lab").repo("lantern").path("docs/NOTES.md").message("Add notes");
    let write = write.content(&b"# Notes\n"[..]).build();
    assert_eq!(json_of(&sent(&write)), json!({ "message": "Add notes", "content": "IyBOb3Rlcwo=" }));
    let written = read(write, 201, sample!("put_content")).await;
    assert_eq!(written.commit.parents[0].sha, "36423ed0f88a972c460bb6e2bc2f16e1b14ab205");
}

#[tokio::test]
async fn a_commit_is_read_as_json_and_as_text() {
    let commit = GetCommit::builder().owner("harbor-lab").repo("lantern").revision("heads/main").build();
    assert_eq!(target(&sent(&commit)), (&Method::GET, "/repos/harbor-lab/lantern/commits/heads/main"));
    let read_commit = read(commit, 200, sample!("get_commit")).await;
    assert_eq!((read_commit.author, read_commit.committer), (None, Some(Account::Nobody {})));
    assert_eq!(read_commit.files[0].changes, 4);
    let diff = GetCommitDiff::builder().owner("harbor-lab").repo("lantern").revision("heads/main").build();
    assert_eq!(sent(&diff).headers()["accept"], "application/vnd.github.diff");
    let text = "diff --git a/src/wick.rs b/src/wick.rs\n";
    assert_eq!(&*read(diff, 200, text).await, text);
}

#[tokio::test]
async fn archives_and_logs_are_redirects() {
    let location: Headers = &[("location", "https://codeload.github.com/a/legacy.tar.gz/refs/heads/main?token=x")];
    let archive = GetTarball::builder().owner("harbor-lab").repo("lantern").revision("heads/main").build();
    assert_eq!(target(&sent(&archive)).1, "/repos/harbor-lab/lantern/tarball/heads/main");
    let reply = answered(302, location, "").call(archive).await.unwrap();
    assert_eq!(reply.target(), location[0].1);
    let logs = GetRunLogs::builder().owner("harbor-lab").repo("lantern").run_id(91_200_417).build();
    assert_eq!(answered(302, location, "").call(logs).await.unwrap().target(), location[0].1);
}

#[tokio::test]
async fn a_file_is_uploaded_to_the_host_of_uploads() {
    let upload = UploadAsset::builder().owner("harbor-lab").repo("lantern").release_id(5);
    let upload = upload.name("notes.txt").label("Notes").media_type("text/plain").content("Light it up").build();
    let request = sent(&upload);
    let url = "https://uploads.github.com/repos/harbor-lab/lantern/releases/5/assets?name=notes.txt&label=Notes";
    assert_eq!((request.uri().to_string().as_str(), request.method()), (url, &Method::POST));
    assert_eq!(
        (&request.headers()["content-type"], &request.body()[..]),
        (&"text/plain".parse().unwrap(), &b"Light it up"[..])
    );
    assert!(request.headers()["authorization"].to_str().unwrap().starts_with("Bearer "));
    assert_eq!(read(upload, 201, sample!("upload_asset")).await.size, 11);
}

#[tokio::test]
async fn a_renamed_repository_is_found_at_its_new_path() {
    let transport = MemoryTransport::new(|request| match request.uri().path() {
        "/repos/harbor-lab/lamp" => Response::builder()
            .status(301)
            .header("location", "https://api.github.com/repositories/4821")
            .body(Body::from(sample!("error_moved")))
            .unwrap(),
        "/repositories/4821" => Response::new(Body::from(sample!("get_repository"))),
        _ => Response::builder().status(404).body(Body::empty()).unwrap(),
    });
    let credentials = Credentials::new("Iv1.0000000000000000", "ghp_0000").unwrap();
    let github = client("lamp/1.0").credentials(credentials).transport(transport).build().unwrap();
    let found = github.get_repository().owner("harbor-lab").repo("lamp").send().await.unwrap();
    assert_eq!(found.full_name, "harbor-lab/lantern");
}

#[tokio::test]
async fn activity_is_read_once_it_is_computed() {
    let request = || ListContributorActivity::builder().owner("harbor-lab").repo("lantern").build();
    let activity = read(request(), 200, sample!("list_contributor_activity")).await.unwrap();
    assert_eq!((activity[0].weeks[0].additions, activity[1].author.is_none()), (412, true));
    for (status, body) in [(202, "{}"), (202, ""), (204, "")] {
        assert_eq!(read(request(), status, body).await, None);
    }
}

#[tokio::test]
async fn runs_gists_and_tokens_are_read() {
    let dispatch = || {
        DispatchWorkflow::builder()
            .owner("harbor-lab")
            .repo("lantern")
            .workflow_id("main.yaml")
            .reference("main")
            .build()
    };
    let run = read(dispatch(), 200, sample!("dispatch_workflow")).await.unwrap();
    assert_eq!(run.workflow_run_id, 91_200_417);
    assert_eq!(read(dispatch(), 204, "").await, None);
    let cancel = CancelRun::builder().owner("harbor-lab").repo("lantern").run_id(91_200_417).build();
    read(cancel, 202, sample!("cancel_run")).await;
    let gist = read(create_gist(), 201, sample!("create_gist")).await;
    assert_eq!(gist.files["lamp.rs"].as_ref().unwrap().size, 12);
    assert_eq!(gist.files["read me.md"], None);
    let check = CheckToken::builder().client_id("Iv1.0000000000000000").access_token("ghu_EXAMPLE").build();
    let drift = ["unknown field `url` of `Authorization` (1×)", "unknown field `note_url` of `Authorization` (1×)"];
    let authorization = drifting(check, 200, sample!("check_token"), &drift).await;
    assert_eq!(authorization.scopes.as_deref(), Some(&["public_repo".to_owned()][..]));
}

fn create_gist() -> CreateGist {
    let file = |content: &str| NewFile::builder().content(content).build();
    let files = [("lamp.rs".to_owned(), file("fn main() {}")), ("read me.md".to_owned(), file("# Lamp"))];
    let gist = NewGist::builder().description("Lamp").public(false).files(files).build();
    CreateGist::builder().gist(gist).build()
}

#[test]
fn bodies_travel_as_documented() {
    let update = UpdateIssue::builder().owner("harbor-lab").repo("lantern").issue_number(17);
    let update = update
        .state(State::Closed)
        .state_reason(StateReason::NotPlanned)
        .clear_milestone()
        .labels([] as [IssueLabel; 0]);
    let request = sent(&update.clear_body().build());
    assert_eq!(target(&request), (&Method::PATCH, "/repos/harbor-lab/lantern/issues/17"));
    assert_eq!(json_of(&request), parsed(sample!("update_issue.request")));

    let oil = LabelOfIssue::builder().name("needs-oil").color("e99695").build();
    let labels = [Serde::from(IssueLabel::from("bug")), Serde::from(IssueLabel::Label(oil))].to_vec();
    let create = CreateIssue { labels: Some(labels), body: Some("Since the new wick.".into()), ..create_issue() };
    let request = sent(&CreateIssue { assignees: Some(Vec::new()), milestone: Some(3), ..create });
    assert_eq!(json_of(&request), parsed(sample!("create_issue.request")));

    let labels = AddLabels::builder().owner("harbor-lab").repo("lantern").issue_number(17);
    let request = sent(&labels.labels(["bug", "needs-oil"]).build());
    assert_eq!(json_of(&request), parsed(sample!("add_labels.request")));

    let remove = RemoveAssignees::builder().owner("harbor-lab").repo("lantern").issue_number(17).assignees(["noor"]);
    let request = sent(&remove.build());
    assert_eq!(target(&request), (&Method::DELETE, "/repos/harbor-lab/lantern/issues/17/assignees"));
    assert_eq!(json_of(&request), parsed(sample!("remove_assignees.request")));

    assert_eq!(json_of(&sent(&create_gist())), parsed(sample!("create_gist.request")));
    assert_eq!(json_of(&sent(&replace_topics(&[]))), json!({ "names": [] }));

    let dispatch = DispatchWorkflow::builder().owner("harbor-lab").repo("lantern").workflow_id("main.yaml");
    let dispatch = dispatch
        .reference("main")
        .inputs([("level".to_owned(), "3".to_owned()), ("dry".to_owned(), "true".to_owned())])
        .return_run_details(true);
    assert_eq!(json_of(&sent(&dispatch.build())), parsed(sample!("dispatch_workflow.request")));
}

#[test]
fn bodies_without_members_are_empty() {
    let lock = LockIssue::builder().owner("harbor-lab").repo("lantern").issue_number(17).build();
    let fork = CreateFork::builder().owner("harbor-lab").repo("lantern").build();
    let merge = MergePull::builder().owner("harbor-lab").repo("lantern").pull_number(3).build();
    for request in [sent(&lock), sent(&fork), sent(&merge)] {
        assert_eq!(json_of(&request), json!({}), "{}", request.uri());
    }
    let star = Star::builder().owner("harbor-lab").repo("lantern").build();
    let unlock = UnlockIssue::builder().owner("harbor-lab").repo("lantern").issue_number(17).build();
    assert!(sent(&star).body().is_empty() && sent(&unlock).body().is_empty());
    assert_eq!(sent(&star).headers()["content-length"], "0");
    let heated = LockIssue { lock_reason: Some(LockReason::TooHeated), ..lock };
    assert_eq!(json_of(&sent(&heated)), json!({ "lock_reason": "too heated" }));
    let rebase = MergePull { merge_method: Some(MergeMethod::Rebase), ..merge };
    assert_eq!(json_of(&sent(&rebase)), json!({ "merge_method": "rebase" }));
}

#[test]
fn queries_and_paths_travel_as_documented() {
    let issues =
        ListIssues { state: Some(StateFilter::All), labels: vec!["bug".into(), "@high".into()], ..list_issues() };
    let issues = ListIssues { since: Some("2026-03-01T09:30:00Z".parse().unwrap()), per_page: Some(2), ..issues };
    let expected =
        "/repos/harbor-lab/lantern/issues?state=all&labels=bug%2C%40high&since=2026-03-01T09%3A30%3A00Z&per_page=2";
    assert_eq!(target(&sent(&issues)), (&Method::GET, expected));
    let odd = GetRepository::builder().owner("a/b").repo("c d?").build();
    assert_eq!(sent(&odd).uri().path(), "/repos/a%2Fb/c%20d%3F");
    let search = SearchRepositories::builder().q("lamp+oil language:\"C#\" stars:>10").build();
    sent(&search);
    let advisories = ListAdvisories::builder().cwes(["79", "284"]).is_withdrawn(false).build();
    assert_eq!(sent(&advisories).uri().query(), Some("cwes=79%2C284&is_withdrawn=false"));
}

#[test]
fn applications_name_themselves_and_users_show_their_token() {
    let authorization = |request: &Request<Bytes>| request.headers()["authorization"].to_str().unwrap().to_owned();
    let star = sent(&Star::builder().owner("harbor-lab").repo("lantern").build());
    assert_eq!(
        (authorization(&star).as_str(), &star.headers()["x-github-api-version"]),
        ("Bearer ghp_0000", &"2022-11-28".parse().unwrap())
    );
    assert_eq!(star.headers()["user-agent"], "lamp/1.0");
    let delete = sent(&DeleteToken::builder().client_id("Iv1.0000000000000000").access_token("ghu_EXAMPLE").build());
    assert_eq!(target(&delete), (&Method::DELETE, "/applications/Iv1.0000000000000000/token"));
    assert_eq!(
        (authorization(&delete).starts_with("Basic "), json_of(&delete)),
        (true, json!({ "access_token": "ghu_EXAMPLE" }))
    );
}

#[tokio::test]
async fn lists_continue_at_their_link() {
    let transport = MemoryTransport::new(|request| {
        let page = format!("{}?{}", request.uri().path(), request.uri().query().unwrap_or_default());
        let (next, number) = match page.as_str() {
            "/repos/harbor-lab/lantern/issues?per_page=1" => (true, 17),
            "/repositories/4821/issues?per_page=1&page=2" => (false, 18),
            _ => return Response::builder().status(404).body(Body::from(page)).unwrap(),
        };
        let mut issues = parsed(sample!("list_issues"));
        issues[0]["number"] = number.into();
        let mut answer = Response::builder().status(200);
        if next {
            let link = "<https://api.github.com/repositories/4821/issues?per_page=1&page=2>; rel=\"next\", \
                        <https://api.github.com/repositories/4821/issues?per_page=1&page=2>; rel=\"last\"";
            answer = answer.header("link", link);
        }
        answer.body(Body::from(issues.to_string())).unwrap()
    });
    let github = client("lamp/1.0").credentials(Credentials::of_secret("ghp_0000").unwrap()).transport(transport);
    let github = github.build().unwrap();
    let mut issues = github.list_issues().owner("harbor-lab").repo("lantern").per_page(1).items();
    let mut numbers = Vec::new();
    while let Some(issue) = issues.next().await {
        numbers.push(issue.unwrap().number);
    }
    assert_eq!(numbers, [17, 18]);
}

#[tokio::test]
async fn errors_contain_githubs_message() {
    let detail = |error: &Error| error.detail::<Failure>().unwrap();
    let error = refused(get_repository(), 404, JSON, sample!("error_not_found")).await;
    assert_eq!((error.kind(), error.outcome()), (ErrorKind::Http, Outcome::Refused));
    assert_eq!((detail(&error).status.as_deref(), error.hint()), (Some("404"), Some(INVISIBLE)));
    let error = refused(create_issue(), 422, JSON, sample!("error_validation")).await;
    assert!(error.to_string().contains("Validation Failed (HTTP 422)"), "{error}");
    assert!(matches!(&detail(&error).errors[2], Fault::Field(fault) if fault.field.as_deref() == Some("milestone")));
    let error = refused(replace_topics(&["1"]), 422, JSON, sample!("error_validation_simple")).await;
    assert_eq!(detail(&error).errors, [Fault::Text(SIMPLE.into())]);
    let page = "<html>Request forbidden by administrative rules.</html>";
    let error = refused(get_repository(), 403, &[("content-type", "text/html")], page).await;
    assert_eq!((error.kind(), error.outcome()), (ErrorKind::Http, Outcome::Refused));
    assert!(error.to_string().contains("administrative rules"), "{error}");
}

#[tokio::test]
async fn limits_are_distinguished_from_refusals() {
    let error = refused(get_repository(), 403, &[("retry-after", "60")], sample!("error_secondary_limit")).await;
    assert_eq!((error.kind(), error.wait()), (ErrorKind::RateLimited, Some(Duration::from_secs(60))));
    let reset = &[("x-ratelimit-remaining", "0"), ("x-ratelimit-reset", "4102444800")];
    let error = refused(get_repository(), 403, reset, sample!("error_secondary_limit")).await;
    assert_eq!(error.kind(), ErrorKind::RateLimited);
    assert!(error.wait() > Some(Duration::from_secs(3600)), "{:?}", error.wait());
    let error = refused(get_repository(), 403, &[("x-ratelimit-remaining", "7")], sample!("error_credentials")).await;
    assert_eq!(error.kind(), ErrorKind::Http);
}

const INVISIBLE: &str = "it does not exist, or this token cannot see it";

const SIMPLE: &str = "Topics must start with a lowercase letter or number";

proptest! {
    #[test]
    fn requests_are_read_back_as_they_were_sent(
        owner in "[a-zé/?#% ]{1,6}",
        path in "[a-z连 %?]{1,5}(/[a-z.]{0,2}[a-z]){0,2}",
        title: String,
        names: Vec<String>,
        milestone: Option<u64>,
        number: u64,
    ) {
        let at = |revision| GetContents { revision, ..get_contents(&path) };
        sent(&GetContents { owner: owner.clone(), ..at(None) });
        sent(&at(Some("heads/main".into())));
        sent(&GetIssue { owner: owner.clone(), issue_number: number, ..get_issue() });
        let labels = names.iter().map(|name| Serde::from(IssueLabel::Name(name.clone()))).collect::<Vec<_>>();
        sent(&CreateIssue { title: title.clone(), labels: Some(labels), milestone, ..create_issue() });
        let title = if title.is_empty() { Patch::Clear } else { Patch::Set(title) };
        let milestone = milestone.map_or(Patch::Keep, Patch::Set);
        let update = UpdateIssue::builder().owner(owner).repo("lantern").issue_number(number).build();
        sent(&UpdateIssue { title, milestone, assignees: Some(names), ..update });
    }
}
