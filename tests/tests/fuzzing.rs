//! The fuzz targets with inputs generated here: samples with a few changed bytes, and noise. cargo-fuzz searches much
//! further, but only when someone runs it; see CONTRIBUTING.md.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, reason = "a failure shows its line")]

#[path = "../../fuzz/lib.rs"]
#[allow(unreachable_pub, reason = "it is a crate of its own, with its own lints")]
mod fuzz;

use api_1688::Client;
use api_1688::message::pushes as pushed;
use countersign::Credentials;
use proptest::collection::vec;
use proptest::prelude::{Strategy, any, proptest};
use proptest::sample::{Index, select};

/// The position of an operation, as the targets select it.
fn place(name: &str) -> u8 {
    Client::OPERATIONS.iter().position(|operation| operation.name() == name).unwrap().try_into().unwrap()
}

fn requests() -> Vec<Vec<u8>> {
    let request = |name, target: &str, content_type: &str, body: &[u8]| {
        [&[place(name)][..], target.as_bytes(), b"\n", content_type.as_bytes(), b"\n", body].concat()
    };
    let search =
        "appKey=k2046747647&keyword=%E8%A3%99+a&country=en&beginPage=1&pageSize=20&filter=new7,1688Selection&sign=0";
    let form = "multipart/form-data; boundary=b";
    let picture = b"--b\r\nContent-Disposition: form-data; name=\"image_base64\"\r\n\r\n/9j/\r\n--b--\r\n";
    let order = include_bytes!("../../api-1688/samples/create-order.request.json");
    vec![
        request("keyword_search", search, "", b""),
        request("upload_image", "", form, picture),
        request("create_order", "", "application/json", order),
    ]
}

fn answers() -> Vec<Vec<u8>> {
    let answer = |name, body: &[u8]| [&[place(name), 0][..], body].concat();
    vec![
        answer("keyword_search", include_bytes!("../../api-1688/samples/keyword-search.response.json")),
        answer("confirm_receipt", include_bytes!("../../api-1688/samples/confirm-receipt.error.response.json")),
        answer("cancel_order", include_bytes!("../../api-1688/samples/cancel-order.response.json")),
    ]
}

fn pushes() -> Vec<Vec<u8>> {
    let message = r#"{"msgId":1,"gmtBorn":1,"type":"ORDER_BUYER_VIEW_BUYER_MAKE","userInfo":"u","data":{"orderId":1}}"#;
    let stranger = Credentials::new("k1", "another secret").unwrap();
    vec![countersign_tests::pushes::body(&pushed().unwrap().signer(&stranger), message).to_vec()]
}

/// A seed with some bytes changed and its end cut off, or noise.
fn input(seeds: Vec<Vec<u8>>) -> impl Strategy<Value = Vec<u8>> {
    let changed = (select(seeds), vec(any::<(Index, u8)>(), 0..4), proptest::option::of(any::<Index>()));
    let changed = changed.prop_map(|(mut seed, changes, end)| {
        for (at, byte) in changes {
            let at = at.index(seed.len());
            seed[at] = byte;
        }
        if let Some(end) = end {
            seed.truncate(end.index(seed.len()));
        }
        seed
    });
    proptest::prop_oneof![3 => changed, 1 => vec(any::<u8>(), 0..200)]
}

proptest! {
    #[test]
    fn a_request_is_read_as_it_is_written(data in input(requests())) {
        fuzz::parse_request::run(&data);
    }

    #[test]
    fn an_answer_is_read_without_a_panic(data in input(answers())) {
        fuzz::decode_answer::run(&data);
    }

    #[test]
    fn a_push_that_nobody_signed_is_refused(data in input(pushes())) {
        fuzz::verify_push::run(&data);
    }

    #[test]
    fn what_one_half_of_a_scheme_signs_the_other_verifies(
        (kind, codes) in (any::<u8>(), vec(0..54_u8, 1..14)),
        query in "([abx]?[a=&+%20é\u{1F600}-]{0,6}){0,4}",
        body in "([abx]?[ a=&+%20é]{0,6}){0,4}|\\{\"a\": ?[\"12, b]{0,6}\"?\\}|\\{\"a\": ?\\[[12,]{0,3}\\], ?\"b\": ?[{12]{1,2}(\"[cd]\": ?[1{\"]{1,2})?\\}{1,3}",
    ) {
        // A line break would end the schemes's line.
        let codes: Vec<u8> = [kind].into_iter().chain(codes).filter(|code| *code != b'\n').collect();
        fuzz::scheme::run(&[&codes[..], b"\n", query.as_bytes(), b"\n", body.as_bytes()].concat());
    }

    #[test]
    fn the_canonical_string_is_that_of_a_naive_implementation(lines in vec("[\u{0}-\u{10ffff}]{0,4}|[a-c]{1,2}", 0..24)) {
        fuzz::canonical::run(lines.join("\n").as_bytes());
    }
}
