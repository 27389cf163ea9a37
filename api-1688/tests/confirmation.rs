//! Operations that must not be repeated: the program asks before it sends them to anything but the embedded stand-in.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, reason = "a failure shows its line")]

#[allow(dead_code, reason = "shared with the other tests of the program")]
mod program;

use std::net::TcpListener;

use api_1688::Client;
use api_1688::stand_in::{APP_KEY, APP_SECRET};
use countersign::DynEndpoint;
use countersign_tools::cli::CommandLine;

use self::program::{Shown, StandIn, ran, ran_at_terminal, ran_with_input, run, scratch};

const SECRET: &str = "very-secret-0815";

const ORDER: [&str; 11] = [
    "create-order",
    "--third-order-id",
    "T-1",
    "--flow",
    "general",
    "--message",
    "",
    "--address",
    r#"{"fullName":"张三","mobile":"13800000000","phone":"057188158198","postCode":"000000","provinceText":"浙江省",
        "cityText":"杭州市","areaText":"滨江区","townText":"长河镇","address":"网商路699号","districtCode":"330108"}"#,
    "--cargo",
    r#"[{"offerId":623686863670,"quantity":5}]"#,
];

/// A call of every operation that must not be repeated.
const CALLS: [&[&str]; 4] = [
    &ORDER,
    &["password-free-pay", "--order-id", "19"],
    &["confirm-receipt", "--order-id", "19", "--order-item-ids", "1"],
    &["cancel-order", "--order-id", "19", "--reason", "buyerCancel", "--remark", ""],
];

/// Something that listens in place of the vendor, and whether anybody came.
struct Vendor(TcpListener);

impl Vendor {
    fn listen() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        listener.set_nonblocking(true).unwrap();
        Self(listener)
    }

    fn url(&self) -> String {
        format!("http://{}", self.0.local_addr().unwrap())
    }

    fn was_asked(&self) -> bool {
        self.0.accept().is_ok()
    }
}

fn is_refused(shown: &Shown, vendor: &Vendor) {
    assert_eq!((shown.status, shown.out.as_str()), (2, ""), "{shown}");
    assert!(shown.err.contains("nothing was sent"), "{shown}");
    assert!(!vendor.was_asked(), "{shown}");
    assert!(!shown.to_string().contains(SECRET), "{shown}");
}

#[test]
fn the_calls_are_all_that_need_confirmation() {
    let needs = Client::OPERATIONS.iter().filter(|operation| operation.needs_confirmation());
    let mut names: Vec<String> = needs.map(|operation| operation.name().replace('_', "-")).collect();
    names.sort_unstable();
    let mut called: Vec<&str> = CALLS.iter().map(|call| call[0]).collect();
    called.sort_unstable();
    assert_eq!(names, called);
}

#[test]
fn without_a_terminal_nothing_is_sent_unless_yes_is_said() {
    let vendor = Vendor::listen();
    let url = vendor.url();
    let account = [("API_1688_APP_KEY", "k1"), ("API_1688_APP_SECRET", SECRET)];
    let with_url = [account[0], account[1], ("API_1688_BASE_URL", &url)];
    for call in CALLS {
        for shown in [
            ran(call, &with_url),
            ran(&[call, &["--base-url", &url]].concat(), &account),
            ran(&[call, &["--json"]].concat(), &with_url),
            ran(&[call, &["--body"]].concat(), &with_url),
            ran_with_input(call, &with_url, b"y\nyes\n"),
        ] {
            is_refused(&shown, &vendor);
            assert!(shown.err.contains("--yes") && shown.err.contains(call[0]), "{shown}");
        }
    }
    // What only shows the request sends nothing, and needs no answer.
    for shows in ["--dry-run", "--explain"] {
        let shown = ran(&[&ORDER[..], &[shows]].concat(), &with_url);
        assert!(shown.succeeded() && !vendor.was_asked(), "{shown}");
    }
    let stand_in = StandIn::start();
    assert_eq!(stand_in.run(&ORDER).status, 2);
    let sent = stand_in.run(&[&ORDER[..], &["--yes"]].concat());
    assert!(sent.succeeded() && !sent.out.is_empty(), "{sent}");
}

#[test]
#[cfg(unix)]
fn a_person_sees_what_will_be_sent_and_is_asked() {
    let vendor = Vendor::listen();
    let url = vendor.url();
    let environment =
        [("API_1688_APP_KEY", "k1"), ("API_1688_APP_SECRET", SECRET), ("API_1688_BASE_URL", url.as_str())];
    // Control-D ends the input without an answer.
    for typed in ["n\n", "\n", "yesterday\n", "\u{4}"] {
        let shown = ran_at_terminal(&ORDER, &environment, typed);
        is_refused(&shown, &vendor);
        for part in [&format!("POST {url}/"), "T-1", "general", "张三", "623686863670", "appKey = k1", "Send it? [y/N]"]
        {
            assert!(shown.err.contains(part), "{part}: {shown}");
        }
    }
    let stand_in = StandIn::start();
    for typed in ["y\n", "YES\n"] {
        let shown = ran_at_terminal(&ORDER, &stand_in.environment((APP_KEY, APP_SECRET)), typed);
        assert!(shown.succeeded() && !shown.out.is_empty(), "{shown}");
        assert!(!shown.to_string().contains(APP_SECRET), "{shown}");
    }
    // Who says so beforehand is not asked.
    let environment = stand_in.environment((APP_KEY, APP_SECRET));
    let shown = ran_at_terminal(&[&ORDER[..], &["--yes"]].concat(), &environment, "");
    assert!(shown.succeeded() && !shown.err.contains("Send it?"), "{shown}");
}

#[test]
#[cfg(unix)]
fn control_characters_are_escaped_in_the_question() {
    let vendor = Vendor::listen();
    let url = vendor.url();
    let environment =
        [("API_1688_APP_KEY", "k1"), ("API_1688_APP_SECRET", SECRET), ("API_1688_BASE_URL", url.as_str())];
    let remark = ["cancel-order", "--order-id", "19", "--reason", "other", "--remark", "a\u{1b}[2Kb\u{202e}c\nd"];
    let shown = ran_at_terminal(&remark, &environment, "n\n");
    is_refused(&shown, &vendor);
    assert!(shown.err.contains(r"a\u{1b}[2Kb\u{202e}c\nd"), "{shown}");
}

#[test]
fn a_safe_operation_the_stand_in_and_an_upload_are_not_asked_about() {
    let stand_in = StandIn::start();
    let picture = format!("@{}", scratch("asked.jpg", b"\xff\xd8\xff\xe0"));
    for call in [&["upload-image", "--image", &picture][..], &["category", "--category-id", "0"]] {
        let shown = stand_in.run(call);
        assert!(shown.succeeded(), "{shown}");
        let needless = stand_in.run(&[call, &["--yes"]].concat());
        assert!(needless.status == 2 && needless.err.contains("unexpected argument '--yes'"), "{needless}");
    }
    assert!(run(&ORDER).succeeded(), "without credentials, the embedded stand-in is asked");
}

mod clock {
    use api_1688::Md5Sorted;
    use countersign::{Envelope, endpoint, model};

    /// Strokes of a bell.
    #[model]
    pub(crate) struct Strokes {
        pub(crate) items: Vec<Stroke>,
    }

    /// One of them.
    #[model]
    pub(crate) struct Stroke {
        pub(crate) at: u32,
    }

    /// Strikes page after page.
    #[endpoint(POST, "/strike", response = Strokes, pages(page = page))]
    pub(crate) struct Strike {
        #[param(default = 1)]
        pub(crate) page: u32,
    }

    countersign::api! {
        /// Client of a clock.
        pub(crate) struct Client { base_url: "https://clock.example", auth: Md5Sorted, envelope: Envelope::default() }
        operations { clock: Strike; }
    }
}

/// Runs the program of the clock in this process; credentials are only in the environment of a child.
fn strikes(arguments: &[&str]) -> (i32, String) {
    let harmless = || vec![Box::new(clock::Strike::builder().build()) as Box<dyn DynEndpoint>];
    let program = CommandLine::<clock::Client>::new("clock", "A clock.", clock::Client::GROUPS).harmless(harmless);
    let (mut out, mut err) = (Vec::new(), Vec::new());
    let arguments = ["clock"].iter().chain(arguments).map(std::ffi::OsString::from);
    let status = program.run_on(arguments, &mut out, &mut err);
    // The status can only be compared.
    let status = if status == std::process::ExitCode::from(2) { 2 } else { 1 };
    (status, String::from_utf8(err).unwrap())
}

#[test]
fn pages_and_the_doctor_ask_too() {
    if std::env::var_os("CLOCK_APP_KEY").is_none() {
        let mut child = std::process::Command::new(std::env::current_exe().unwrap());
        child.args(["pages_and_the_doctor_ask_too", "--exact"]).env("CLOCK_APP_KEY", "k1");
        let output = child.env("CLOCK_APP_SECRET", SECRET).output().unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stdout));
        return;
    }
    let vendor = Vendor::listen();
    let url = vendor.url();
    for call in [&["strike", "--all"][..], &["strike"], &["doctor"]] {
        let (status, err) = strikes(&[call, &["--base-url", &url]].concat());
        assert!(status == 2 && err.contains("nothing was sent") && err.contains("--yes"), "{call:?}: {err}");
        assert!(!vendor.was_asked(), "{call:?}: {err}");
    }
}

#[test]
fn the_metadata_of_the_program_shows_which_operations_need_confirmation() {
    let listed = run(&["endpoints", "--json"]).json();
    let document = run(&["openapi"]).json();
    for operation in Client::OPERATIONS {
        let listed = listed.as_array().unwrap().iter().find(|each| each["name"] == operation.name()).unwrap();
        assert_eq!(listed["confirm"], operation.needs_confirmation(), "{}", operation.name());
        let path = &document["paths"][operation.path().as_str()];
        let described = &path[operation.method().as_str().to_lowercase()];
        assert_eq!(described["x-confirm"] == true, operation.needs_confirmation(), "{}", operation.name());
    }
}
