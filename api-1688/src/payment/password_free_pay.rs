//! `POST /alibaba/trade/pay/protocolPay/preparePay`: pay an order without a password.
//!
//! Source: <https://wiki-en.dajisaas.com/api-194164774> (Chinese edition: <https://wiki.dajisaas.com/api-194158434>);
//! the body is flat, without upstream's wrapper `tradeWithholdPreparePayParam`. The vendor's sample of the answer is
//! cut before the payload; its members are upstream's, `alibaba.trade.pay.protocolPay.preparePay-1`.

use countersign::{endpoint, model};

use crate::enumerations::PayChannel;
use crate::ids::OrderId;

/// Pays for an order by debit, as agreed with Cheng-e-She or Alipay: first by credit, then by Alipay. The client never
/// sends it twice.
///
/// After a timeout, the answer may be "not paid" although the debit went through. Therefore, every answer without
/// `paySuccess: true` leaves the outcome unknown: look the order up again before trying once more, and try at most
/// three times. Do the same after an error of kind [`Business`](crate::ErrorKind::Business), which is how an answer
/// with `success: false` and a code is read (inferred): the vendor calls the error codes unknown.
///
/// # Example
///
/// ```
/// # api_1688::stand_in::example(async |client| {
/// # let order_id = api_1688::stand_in::sample_order(&client).await?;
/// match client.password_free_pay().order_id(order_id).send().await {
///     Ok(payment) => println!("paid: {payment:?}"),
///     // The debit may have gone through nevertheless: look at the state of the order.
///     Err(error) if error.outcome() == api_1688::Outcome::Unknown => {
///         let order = client.order_details().order_id(order_id).send().await?;
///         println!("{:?}", order.base.as_ref().and_then(|base| base.status.as_ref()));
///     }
///     Err(error) => return Err(error),
/// }
/// # Ok(())
/// # });
/// ```
#[endpoint(
    POST,
    "/alibaba/trade/pay/protocolPay/preparePay",
    response = PasswordFreePayment,
    proof(paid, result.paid, result.result.paid),
    failure(code = "code", message = "message"),
    docs = "https://wiki-en.dajisaas.com/api-194164774",
)]
#[doc(alias = "/alibaba/trade/pay/protocolPay/preparePay")]
pub struct PasswordFreePay {
    /// The order; a string on the wire.
    #[param(reference)]
    pub order_id: OrderId,
}

/// Whether the order was paid (upstream).
///
/// Whether the vendor unwraps upstream's `result` twice, once or not at all is unknown, so all three levels are
/// declared and every field is optional; [`is_paid`](Self::is_paid) looks through them.
#[model]
pub struct PasswordFreePayment {
    /// Whether the call worked, which does not mean that the order is paid.
    pub success: Option<bool>,
    /// The error code.
    pub code: Option<String>,
    /// The error message.
    pub message: Option<String>,
    /// The payment method, if the answer is unwrapped twice.
    pub pay_channel: Option<PayChannel>,
    /// Whether the order is paid, if the answer is unwrapped twice.
    #[field(name = "paySuccess")]
    pub paid: Option<bool>,
    /// The next level, if the answer is unwrapped once or not at all.
    pub result: Option<PaymentResult>,
}

impl PasswordFreePayment {
    /// Returns whether the order is paid, at whatever level the answer reports it, or `None` if it does not. Always
    /// `Some(true)` in a client's reply.
    ///
    /// ```
    /// use api_1688::PasswordFreePayment;
    /// use countersign::Model as _;
    ///
    /// let payment = PasswordFreePayment::from_json(r#"{"success": true, "result": {"paySuccess": true}}"#)?;
    /// assert_eq!(payment.is_paid(), Some(true));
    /// assert_eq!(PasswordFreePayment::from_json(r#"{"success": true}"#)?.is_paid(), None);
    /// # Ok::<(), countersign::Error>(())
    /// ```
    #[must_use]
    pub fn is_paid(&self) -> Option<bool> {
        let result = self.result.as_ref();
        let innermost = result.and_then(|result| result.result.as_ref());
        let levels = [self.paid, result.and_then(|result| result.paid), innermost.and_then(|result| result.paid)];
        // One level that reports success is enough proof for the client, too.
        levels.into_iter().flatten().max()
    }
}

/// The second level of [`PasswordFreePayment`] (upstream).
#[model]
pub struct PaymentResult {
    /// Whether the call worked, which does not mean that the order is paid.
    pub success: Option<bool>,
    /// The error code.
    pub code: Option<String>,
    /// The error message.
    pub message: Option<String>,
    /// The payment method, if the answer is unwrapped once.
    pub pay_channel: Option<PayChannel>,
    /// Whether the order is paid, if the answer is unwrapped once.
    #[field(name = "paySuccess")]
    pub paid: Option<bool>,
    /// The next level, if the answer is not unwrapped at all.
    pub result: Option<PaymentOutcome>,
}

/// The third level of [`PasswordFreePayment`] (upstream).
#[model]
pub struct PaymentOutcome {
    /// The payment method.
    pub pay_channel: Option<PayChannel>,
    /// Whether the order is paid.
    #[field(name = "paySuccess")]
    pub paid: Option<bool>,
}
