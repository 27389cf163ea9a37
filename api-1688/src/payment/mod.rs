//! Payment: links to the cashier, and payment without a password.
//!
//! Both requests are the vendor's, both answers upstream's: the vendor's samples end early or are missing. After a
//! payment read the order again ([`OrderDetails`](crate::OrderDetails)); its state is what counts.

mod password_free_pay;
mod payment_links;

pub use self::password_free_pay::{PasswordFreePay, PasswordFreePayment, PaymentOutcome, PaymentResult};
pub use self::payment_links::{PaymentLink, PaymentLinks};
