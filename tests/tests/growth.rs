//! A vendor's additions break nobody: a crate that uses an API's crate compiles unchanged when fields, parameters and
//! values of enumerations are added there.
//!
//! `growth/vendor.rs` and `growth/user.rs` become crates of a workspace in `target/growth`.
#![allow(clippy::unwrap_used, reason = "a failure shows its line")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::Mutex;

const MANIFEST: &str = r#"
[workspace]
resolver = "3"
members = ["vendor", "user"]
[workspace.package]
edition = "2024"
[workspace.dependencies]
countersign = { path = "RUNTIME", default-features = false }
vendor = { path = "vendor" }
"#;

/// One workspace serves all tests, because cargo would serialize them anyway.
static WORKSPACE: Mutex<()> = Mutex::new(());

#[test]
fn what_a_vendor_adds_breaks_no_user() {
    let _one = WORKSPACE.lock().unwrap();
    for (when, vendor) in [("before", before()), ("after", after())] {
        let check = check(&vendor, &read("user.rs"));
        assert!(check.status.success(), "{when}\n{}", String::from_utf8_lossy(&check.stderr));
    }
}

/// The premise of the test above: `exhaustive` lets users write what an addition breaks, and nothing else does.
#[test]
fn only_what_is_exhaustive_can_be_named_as_a_whole() {
    let _one = WORKSPACE.lock().unwrap();
    let whole = "
        use vendor::{Colour, GetOffer, Offer};
        pub fn request() -> GetOffer { GetOffer { offer_id: 7 } }
        pub fn offer(offer: Offer) -> u64 { let Offer { offer_id, colour: _ } = offer; offer_id }
        pub fn name(colour: &Colour) -> &str { match colour { Colour::Red => \"red\", Colour::Unknown(_) => \"?\" } }
    ";
    let exhaustive = |source: String| {
        let source = source.replace("#[model]", "#[model(exhaustive)]").replace("source =", "exhaustive, source =");
        source.replace("#[open_enum]", "#[open_enum(exhaustive)]")
    };
    for (vendor, codes) in [
        (before(), ["E0639", "E0638", "E0004"].as_slice()),
        (exhaustive(before()), &[]),
        (exhaustive(after()), &["E0063", "E0027", "E0004"]),
    ] {
        let check = check(&vendor, whole);
        let errors = String::from_utf8_lossy(&check.stderr).into_owned();
        assert_eq!(check.status.success(), codes.is_empty(), "{errors}");
        assert!(codes.iter().all(|code| errors.contains(&format!("error[{code}]"))), "{codes:?}: {errors}");
    }
}

fn before() -> String {
    read("vendor.rs")
}

fn after() -> String {
    before().replace("//+ ", "")
}

fn read(name: &str) -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("growth").join(name)).unwrap()
}

/// Writes the two crates and compiles the user's.
fn check(vendor: &str, user: &str) -> Output {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
    let scratch = root.join("target/growth");
    write(&scratch, "Cargo.toml", &MANIFEST.replace("RUNTIME", &root.join("runtime").display().to_string()));
    write(&scratch, "Cargo.lock", &fs::read_to_string(root.join("Cargo.lock")).unwrap());
    for (name, source, dependency) in [("vendor", vendor, ""), ("user", user, "vendor.workspace = true")] {
        let manifest = format!(
            "[package]\nname = \"{name}\"\nedition.workspace = true\n\
             [dependencies]\ncountersign.workspace = true\n{dependency}\n"
        );
        write(&scratch.join(name), "Cargo.toml", &manifest);
        write(&scratch.join(name).join("src"), "lib.rs", source);
    }
    let mut cargo = Command::new(env!("CARGO"));
    cargo.args(["check", "--offline", "--quiet", "--package", "user", "--manifest-path"]);
    cargo.arg(scratch.join("Cargo.toml")).arg("--target-dir").arg(scratch.join("target")).output().unwrap()
}

fn write(folder: &Path, name: &str, text: &str) {
    fs::create_dir_all(folder).unwrap();
    let path: PathBuf = folder.join(name);
    if fs::read_to_string(&path).is_ok_and(|there| there == text) {
        return;
    }
    fs::write(path, text).unwrap();
}
