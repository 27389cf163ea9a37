//! Names that generated code would take for its own, and names of which it cannot make others.

use countersign::{Credentials, Endpoint, Envelope, Md5Sorted, Model, endpoint, model, open_enum};

/// Looks for what is called as the parameters of generated functions are.
#[endpoint(GET, "/orders/{order}/state", response = Page<D, S>)]
pub struct OrderState {
    order: u64,
    _3ds_code: String,
    #[param(default = Via::Road)]
    route: Via,
}

/// A way.
#[open_enum]
pub enum Via {
    /// By road.
    Road,
    /// Neither.
    Err,
}

/// A page of two kinds of things.
#[model]
pub struct Page<A, S = D> {
    first: Vec<A>,
    second: Vec<S>,
}

/// A thing.
#[model]
#[derive(Default)]
pub struct D {
    a: Option<Box<A>>,
}

/// Another.
#[model]
pub struct S {
    d: D,
    #[field(default = D::default())]
    other: D,
}

/// A third.
#[model]
pub struct A {
    text: String,
}

countersign::api! {
    /// Orders.
    pub struct Orders { base_url: "https://orders.example", auth: Md5Sorted, envelope: Envelope }
    operations { order: OrderState; }
}

#[test]
fn works() {
    let orders = Orders::new(Credentials::new("k", "a secret of ours").unwrap()).unwrap();
    let request = orders.order_state().order(7).r#_3ds_code("1").build();
    assert_eq!((request.route, OrderState::OPERATION.parameters.len()), (Via::Road, 3));
    assert_eq!(<Page<D, S>>::info().fields.len(), 2);
    assert_eq!("err".parse(), Ok(Via::Err));
}
