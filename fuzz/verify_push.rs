//! An arbitrary form, verified as a push message: nothing panics, nothing that was not signed is accepted, and no secret
//! is printed.
//!
//! Input: the body of the POST. In addition, its bytes are pushed as a genuine message, which must be accepted.

use api_1688::message::{Message, PushRule};

use super::{account, hides};

/// Runs the target on one input.
pub fn run(data: &[u8]) {
    for rule in PushRule::ALL {
        let pushes = rule.pushes().expect("the schemes are sound");
        let receiver = pushes.receiver(&account());
        match receiver.verify(&http::Request::new(data)) {
            Ok(verified) => panic!("nobody signed {verified:?}"),
            Err(error) => hides(&error.to_string()),
        }
        let Ok(text) = std::str::from_utf8(data) else { continue };
        let request = pushes.signer(&account()).request("https://receiver.example/", text).expect("it can be signed");
        let verified = receiver.verify(&request).expect("what is signed is accepted");
        assert_eq!(verified.text(), text);
        if let Err(error) = verified.decode::<Message>() {
            hides(&error.to_string());
        }
    }
}
