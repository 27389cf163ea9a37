//! An arbitrary form, verified as a push message: nothing panics, nothing that was not signed is accepted, and no secret
//! is printed.
//!
//! Input: the body of the POST. Besides, its bytes are pushed as a message of their own, which must be accepted.

use api_1688::message::{Message, PUSH_FORM};
use countersign::webhook::PushSigning;

use super::{account, hides};

/// Runs the target on one input.
pub fn run(data: &[u8]) {
    for signing in PushSigning::ALL {
        let form = PUSH_FORM.with_signing(*signing);
        let receiver = form.receiver(&account());
        match receiver.verify(data) {
            Ok(verified) => panic!("nobody signed {verified:?}"),
            Err(error) => hides(&error.to_string()),
        }
        let _ = receiver.signing_of(data);
        let Ok(text) = std::str::from_utf8(data) else { continue };
        let verified = receiver.verify(&form.signer(&account()).body(text)).expect("what is signed is accepted");
        assert_eq!(verified.text(), text);
        if let Err(error) = verified.decode::<Message>() {
            hides(&error.to_string());
        }
    }
}
