//! Orders: placed and paid in one call, and listed.
//!
//! Ids are strings in this group. Prices are in **fen** in requests; in answers they are in **yuan**, as strings.

mod create_order;
mod order_list;

pub use self::create_order::{CreateOrder, Order, OrderLine, ProductLine, ShippingAddress};
pub use self::order_list::{OrderList, OrderPage};
