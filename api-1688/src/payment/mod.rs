//! Payment: links to the cashier, and payment without a password.
//!
//! Both requests are the vendor's, both answers upstream's, because the vendor's samples are cut or missing. After a
//! payment, look the order up again ([`OrderDetails`](crate::OrderDetails)): only its state is reliable.

mod password_free_pay;
mod payment_links;

pub use self::password_free_pay::{PasswordFreePay, PasswordFreePayment, PaymentOutcome, PaymentResult};
pub use self::payment_links::{PaymentLink, PaymentLinks};
