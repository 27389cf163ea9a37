//! `api-1688 sign` and `api-1688 doctor` as a user starts them.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, reason = "a failure shows its line")]

#[allow(dead_code, reason = "shared with the other tests of the program")]
mod program;

use std::process::ExitCode;

use api_1688::stand_in::{self, APP_KEY, APP_SECRET};
use api_1688::{JsonSigning, Md5Sorted};
use countersign::{Credentials, Error, Secret};
use countersign_tools::cli::{self, RunningStandIn, Starting};

use self::program::{StandIn, ran, run, scratch};

const VECTORS: &str = r#"{"secret":"s1","params":{"appKey":"k1","keyword":"连衣裙","filter":""}}
{"secret":"s2","params":{"appKey":"k1","absent":null,"sign":"0"}}
"#;

/// A comparison with a program that is a script.
#[cfg(unix)]
fn other(script: &str) -> Vec<String> {
    let arguments = ["sign", "compare", "--vectors"];
    let vectors = scratch(&format!("vectors-{}.jsonl", script.len()), VECTORS);
    arguments
        .into_iter()
        .map(str::to_owned)
        .chain([vectors, "--".into(), "sh".into(), "-c".into(), script.into()])
        .collect()
}

/// The signatures of the vectors, as `md5sum` gives them.
#[cfg(unix)]
const REFERENCE: &str =
    "read line; echo F65082B0455DF58D16BEEDD3EACD3C0E; read line; echo 38E2BBA884B18D027995F4ACA0DD0DD9";

#[test]
#[cfg(unix)]
fn another_program_is_compared_line_by_line() {
    let shown = run(&other(REFERENCE));
    assert!(shown.succeeded() && shown.out == "2 agree, 0 differ\n", "{shown}");
    let shown = run(&other(&REFERENCE.replace("F65082", "000000")));
    assert_eq!(shown.status, 1, "{shown}");
    assert!(
        shown.out.contains("line 1: the signer returns") && shown.out.contains("line 1: the verifier refuses 000000"),
        "{shown}"
    );
    assert!(shown.out.ends_with("1 agree, 1 differ\n"), "{shown}");
    let shown = run(&other("read line; echo 0"));
    assert!(shown.status == 1 && shown.err.contains("`sh` ended before it answered every line"), "{shown}");
    let missing = ["sign", "compare", "--vectors", &scratch("some.jsonl", VECTORS), "--", "no-such-program"];
    let shown = run(&missing);
    assert!(shown.status == 2 && shown.err.contains("cannot start `no-such-program`"), "{shown}");
}

#[test]
fn the_rule_of_a_captured_request_is_found() {
    let secret = scratch("solve-secret", "demoSecret\n");
    let url = "https://openapi.dajisaas.com/alibaba/product/queryProductDetail?appKey=demoKey&country=en\
               &offerId=670291644950&sign=DD19642BF9C7D52E7BB4EF1C6D36790A";
    let request = scratch("solve-request", url);
    let shown = run(&["sign", "solve", "--request", &request, "--secret-file", &secret]);
    assert!(shown.succeeded(), "{shown}");
    let rule = r#"Scheme::new((parameters().sorted().pairs("=", "&") + "&secret=" + secret()).md5().upper_hex())"#;
    assert!(shown.out.contains(rule) && shown.out.contains("A second example is needed"), "{shown}");
    assert!(shown.err.contains("signatures tried; now: everything is signed"), "{shown}");
    assert!(!shown.out.contains("demoSecret") && !shown.err.contains("demoSecret"), "{shown}");

    // The same by its parts, and with the secret from the environment.
    let parts =
        ["sign", "solve", "--param", "appKey=demoKey", "--param", "country=en", "--param", "offerId=670291644950"];
    let signature = ["--signature", "DD19642BF9C7D52E7BB4EF1C6D36790A"];
    let shown = ran(&[&parts[..], &signature].concat(), &[("API_1688_APP_SECRET", "demoSecret")]);
    assert!(shown.succeeded() && shown.out.contains(rule), "{shown}");
    let shown = ran(&[&parts[..], &signature].concat(), &[("API_1688_APP_SECRET", "another")]);
    assert!(shown.status == 1 && shown.out.contains("Check the secret"), "{shown}");
    for (arguments, words) in [
        (&parts[..], "`--param` needs `--signature`"),
        (&["sign", "solve", "--param", "x", "--signature", "0"], "is not NAME=VALUE"),
        (&["sign", "solve"], "--request"),
        (&["sign"], "--vectors"),
    ] {
        let shown = ran(arguments, &[("API_1688_APP_SECRET", "demoSecret")]);
        assert!(shown.status == 2 && shown.err.contains(words), "{shown}");
    }
    let shown = run(&["sign", "solve", "--request", &request]);
    assert!(shown.status == 2 && shown.err.contains("API_1688_APP_SECRET"), "{shown}");

    // A name that is not among the usual ones: the MD5 of `a=1&merchant_pass=s3`.
    let unusual = ["sign", "solve", "--param", "a=1", "--signature", "1213cbe527b91a83149d05a15d30cd54"];
    let secret = [("API_1688_APP_SECRET", "s3")];
    let shown = ran(&unusual, &secret);
    assert!(shown.status == 1 && shown.out.contains("--secret-name"), "{shown}");
    let shown = ran(&[&unusual[..], &["--secret-name", "merchant_pass"]].concat(), &secret);
    assert!(shown.succeeded() && shown.out.contains(r#""&merchant_pass=" + secret()"#), "{shown}");
}

#[test]
fn the_rule_of_a_captured_push_is_found() {
    let text = r#"{"data":{"orderId":167539019420540000,"currentStatus":"waitsellersend"},"type":"ORDER_BUYER_VIEW_ORDER_PAY"}"#;
    let signature = "60C6CA66AA429260553681F5AD94D3F964A0FF57";
    let body: String = text.bytes().map(|byte| format!("%{byte:02X}")).collect();
    let push = scratch("solve-push", format!("message={body}&_dj_signature={signature}\n"));
    let shown = ran(&["sign", "solve", "--push", &push], &[("API_1688_APP_SECRET", "testSecret")]);
    let expected = r#".hmac_sha1(secret()).upper_hex())"#;
    assert!(shown.succeeded() && shown.out.contains(expected), "{shown}");
}

#[test]
fn the_doctor_prints_a_checklist() {
    let shown = run(&["doctor"]);
    assert!(shown.succeeded(), "{shown}");
    for line in ["category\n✓ credentials", "freight_estimate\n", "✓ connection", "✓ clock", "✓ signature     accepted"]
    {
        assert!(shown.out.contains(line), "`{line}` is not in {shown}");
    }

    let stand_in = StandIn::start();
    assert!(stand_in.run_as((APP_KEY, APP_SECRET), &["doctor"]).succeeded());
    let shown = stand_in.run_as((APP_KEY, "an odd secret"), &["doctor"]);
    assert_eq!(shown.status, 1, "{shown}");
    for line in ["? credentials", "✗ signature", "✗ other reading", "1. key or secret was copied incorrectly (likely)"]
    {
        assert!(shown.out.contains(line), "`{line}` is not in {shown}");
    }
    assert!(!shown.out.contains("an odd secret") && !shown.err.contains("an odd secret"), "{shown}");
}

/// A vendor that signs JSON bodies by the other reading.
struct WholeBody;

impl cli::StandIn for WholeBody {
    fn credentials(&self) -> Result<Credentials, Error> {
        stand_in::credentials()
    }

    fn start(&self, port: u16) -> Starting<'_> {
        Box::pin(async move {
            let auth = Md5Sorted::default().with_json(JsonSigning::WholeBody);
            let running = stand_in::StandIn::start_with(
                stand_in::service().auth(auth).build().map_err(std::io::Error::other)?,
                port,
            )
            .await?;
            Ok(Box::new(running) as Box<dyn RunningStandIn>)
        })
    }
}

#[test]
fn the_doctor_names_the_option_of_the_reading_that_is_accepted() {
    let (mut out, mut err) = (Vec::new(), Vec::new());
    let program = api_1688::cli::command_line().stand_in(WholeBody).environment("NOBODY");
    let status = program.run_on(["api-1688", "doctor"].map(Into::into), &mut out, &mut err);
    let out = String::from_utf8(out).unwrap();
    assert_eq!(format!("{status:?}"), format!("{:?}", ExitCode::FAILURE));
    assert!(out.contains("fix:     use Md5Sorted::default().with_json(JsonSigning::WholeBody)\n"), "{out}");
    assert!(out.contains("`--other-reading`"), "{out}");
}

#[test]
fn the_two_halves_of_the_rule_agree_on_pairs() {
    let pairs = [("b", "2"), ("a", ""), ("sign", "0"), ("～", "1"), ("😀", "2")];
    let secret = Secret::new("s1");
    let signature = Md5Sorted::signature(pairs, &secret);
    assert!(!signature.is_empty() && Md5Sorted::accepts(pairs, &secret, &signature));
    // Foreign senders write hex in either case.
    assert!(Md5Sorted::accepts(pairs, &secret, &signature.to_lowercase()));
    assert!(!Md5Sorted::accepts(pairs, &secret, &signature.replace(char::is_numeric, "0")));
}
