//! Wire names follow from Rust names by `rename_all`, on both sides and in documents.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a failure shows its line")]
#![allow(dead_code, reason = "the declarations of all cases are one macro, and no test needs all that it makes")]

use countersign::operation::Operation;
use countersign::param::Received;
use countersign::scheme::Scheme;
use countersign::{Client, Credentials, Endpoint, Envelope, endpoint, model, open_enum};
use countersign_tools::openapi::OpenApi;
use proptest::prelude::{any, proptest};
use serde_json::{Value, json};

/// Declares the same endpoint, model and enumeration in this case, in a separate module.
macro_rules! in_case {
    ($($module:ident: $case:literal)+) => {$(
        mod $module {
            use super::*;

            /// Saves a note.
            #[endpoint(POST, "/shops/{shop_id}/notes", response = Note, rename_all = $case)]
            pub(super) struct SaveNote {
                /// The shop.
                pub(super) shop_id: u64,
                /// Its number on the page.
                pub(super) page_no: u32,
                /// Its colour.
                pub(super) paper_color: Color,
                /// Its text.
                pub(super) first_note: Note,
                /// Named by hand.
                #[param(name = "X-id")]
                pub(super) by_hand: Option<String>,
            }

            /// A note.
            #[model(rename_all = $case)]
            pub(super) struct Note {
                /// Its text.
                pub(super) note_text: String,
                /// Named by hand.
                #[field(name = "X-tags")]
                pub(super) by_hand: Vec<String>,
            }

            /// A colour.
            #[open_enum(rename_all = $case)]
            pub(super) enum Color {
                /// Blue, like the sky.
                SkyBlue,
                /// Named by hand.
                #[wire("X-red")]
                Red,
            }
        }
    )+};
}

in_case! {
    snake: "snake_case" camel: "camelCase" pascal: "PascalCase" screaming_snake: "SCREAMING_SNAKE_CASE"
    kebab: "kebab-case" screaming_kebab: "SCREAMING-KEBAB-CASE" lower: "lowercase" upper: "UPPERCASE"
}

fn client() -> Client {
    Client::builder("https://notes.example", Scheme::bearer(), Envelope::none())
        .credentials(Credentials::new("key", "secret").unwrap())
        .build()
        .unwrap()
}

/// What is sent, after the other side parsed it as the same request.
fn sent<E: Endpoint + PartialEq + std::fmt::Debug>(request: &E) -> Value {
    let prepared = client().prepare(request).unwrap();
    assert_eq!(&E::parse(&Received::new(E::OPERATION, &prepared.request).unwrap()).unwrap(), request);
    serde_json::from_slice(prepared.request.body()).unwrap()
}

macro_rules! says {
    ($module:ident, $page_no:literal, $color:literal, $blue:literal, $note:literal, $text:literal) => {{
        let note = || $module::Note { note_text: "hi".into(), by_hand: vec!["a".into()] };
        let request = $module::SaveNote {
            shop_id: 7,
            page_no: 3,
            paper_color: $module::Color::SkyBlue,
            first_note: note(),
            by_hand: Some("x".into()),
        };
        let mut body = sent(&request);
        body.as_object_mut().unwrap().remove("sign");
        let nested = json!({ $text: "hi", "X-tags": ["a"] });
        assert_eq!(body, json!({ $page_no: 3, $color: $blue, $note: nested, "X-id": "x" }));
        assert_eq!(serde_json::from_value::<$module::Note>(nested.clone()).unwrap(), note());
        assert_eq!(serde_json::to_value($module::Color::Red).unwrap(), "X-red");
        const OPERATIONS: &[&Operation] = &[$module::SaveNote::OPERATION];
        let document = OpenApi::new("Notes", "1.0", &[("notes", OPERATIONS)]).to_json();
        let path = document["paths"].as_object().unwrap().values().next().unwrap();
        let body = &path["post"]["requestBody"]["content"]["application/json"];
        let members = body["schema"]["properties"].as_object().unwrap();
        assert!([$page_no, $color, $note, "X-id"].iter().all(|name| members.contains_key(*name)), "{members:?}");
    }};
}

#[test]
fn each_case_matches_serde() {
    says!(snake, "page_no", "paper_color", "sky_blue", "first_note", "note_text");
    says!(camel, "pageNo", "paperColor", "skyBlue", "firstNote", "noteText");
    says!(pascal, "PageNo", "PaperColor", "SkyBlue", "FirstNote", "NoteText");
    says!(screaming_snake, "PAGE_NO", "PAPER_COLOR", "SKY_BLUE", "FIRST_NOTE", "NOTE_TEXT");
    says!(kebab, "page-no", "paper-color", "sky-blue", "first-note", "note-text");
    says!(screaming_kebab, "PAGE-NO", "PAPER-COLOR", "SKY-BLUE", "FIRST-NOTE", "NOTE-TEXT");
    says!(lower, "page_no", "paper_color", "skyblue", "first_note", "note_text");
    says!(upper, "PAGE_NO", "PAPER_COLOR", "SKYBLUE", "FIRST_NOTE", "NOTE_TEXT");
}

proptest! {
    #[test]
    fn what_is_sent_under_renamed_names_is_read_back(page_no in any::<u32>(), text in ".*", color in "[a-zA-Z-]{1,9}") {
        sent(&kebab::SaveNote {
            shop_id: 1,
            page_no,
            paper_color: color.parse().unwrap(),
            first_note: kebab::Note { note_text: text, by_hand: Vec::new() },
            by_hand: None,
        });
    }
}
