//! The proxy of the environment: what is sent to it, and what stays on this machine. The proxy of a user's own client
//! is tested in `transports.rs`.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, reason = "a failure shows its line")]

use std::process::Command;

use countersign::Body;
use countersign::transport::Transport as _;
use countersign_tests::over::Over;
use countersign_tests::server::{Behaviour, Server};
use http::Request;

const VARIABLES: [&str; 6] = ["http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY", "no_proxy", "NO_PROXY"];

/// Sends one request using the environment of this process, for the next test, which must not change its own.
#[tokio::test]
#[ignore = "a child process of the next test"]
async fn child_sends_a_request() {
    let url = std::env::var("COUNTERSIGN_TEST_URL").unwrap();
    let over = Over::ALL.into_iter().find(|over| std::env::var("COUNTERSIGN_TEST_OVER") == Ok(format!("{over:?}")));
    let transport = over.unwrap().transport();
    let answer = transport.send(Request::get(url).body(Body::empty()).unwrap()).await.unwrap();
    assert_eq!(answer.status(), 204);
}

/// Runs a program that sends one request to this host on the server's port. Returns how many requests reached the proxy
/// of the environment, and how many the server.
async fn reached(over: Over, variable: &str, host: &str) -> (usize, usize) {
    let answer = Behaviour::answer("204 No Content", &[], b"");
    let (proxy, server) = (Server::start(answer.clone()).await, Server::start(answer).await);
    let url = server.base_url().replace("127.0.0.1", host);
    let mut child = Command::new(std::env::current_exe().unwrap());
    for each in VARIABLES {
        child.env_remove(each);
    }
    child.args(["--exact", "child_sends_a_request", "--ignored"]);
    child.env("COUNTERSIGN_TEST_OVER", format!("{over:?}"));
    child.env("COUNTERSIGN_TEST_URL", url).env(variable, proxy.base_url());
    let output = child.output().unwrap();
    assert!(output.status.success(), "{variable}, {host}: {}", String::from_utf8_lossy(&output.stdout));
    (proxy.requests(), server.requests())
}

#[tokio::test(flavor = "multi_thread")]
async fn only_plain_requests_to_this_machine_bypass_the_proxy() {
    for over in Over::ALL {
        for variable in ["http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"] {
            assert_eq!(reached(over, variable, "127.0.0.1").await, (0, 1), "{over:?}, {variable}");
            assert_eq!(reached(over, variable, "vendor.example").await, (1, 0), "{over:?}, {variable}");
        }
        assert_eq!(reached(over, "HTTP_PROXY", "localhost").await, (0, 1), "{over:?}");
    }
}
