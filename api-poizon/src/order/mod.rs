//! Orders: made and paid in one call, and listed.
//!
//! Ids are text in this group. Prices are in **fen** in requests and in **yuan**, as text, in answers.

mod create_order;
mod order_list;

pub use self::create_order::{CreateOrder, Order, OrderLine, ProductLine, ShippingAddress};
pub use self::order_list::{OrderList, OrderPage};
