//! The members by which a payload reports a failure.

metadata! {
    /// The members of a payload by which it reports a failure although the envelope reports success. They are next to
    /// the response. It is a failure if the code is a code, and `success` is `false`, or absent with a code that does
    /// not mean success in the envelope either. If the answer contains a [`proof`](super::Operation::proof), it is not
    /// a failure.
    ///
    /// ```
    /// use countersign::operation::PayloadFailure;
    ///
    /// // Reports `{"success": false, "errorCode": "SOLD_OUT", "errorMessage": "The book is sold out."}`.
    /// const FAILURE: PayloadFailure = PayloadFailure::new("success", "errorCode").with_message(Some("errorMessage"));
    /// assert_eq!((FAILURE.success(), FAILURE.code()), ("success", "errorCode"));
    /// assert_eq!(FAILURE.message(), Some("errorMessage"));
    /// ```
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub struct PayloadFailure {
        /// Returns the name of the boolean on the wire.
        success: &'static str,
        /// Returns the name of the code on the wire.
        code: &'static str,
    } with {
        /// Returns the name of the message on the wire.
        message: Option<&'static str> = None, with_message,
    }
}
