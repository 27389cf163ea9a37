//! Names that generated code would take for its own, and names of which it cannot make others.

use countersign::scheme::Scheme;
use countersign::{Credentials, Endpoint, Envelope, Model, endpoint, model, open_enum};

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

/// Has fields that are called as methods are which its builder does not have.
#[endpoint(GET, "/names")]
pub struct Names {
    preview: bool,
    via: u32,
    builder: Option<u32>,
    pages: Option<u32>,
    items: Vec<u32>,
    prepare: Option<u32>,
    call: Option<u32>,
    value: Option<u32>,
    required: Option<u32>,
    optional: Option<u32>,
    poll: Option<u32>,
    into_future: Option<u32>,
    into_argument: Option<u32>,
    from: Option<u32>,
    into: Option<u32>,
}

countersign::api! {
    /// Orders.
    pub struct Orders { base_url: "https://orders.example", auth: Scheme::bearer(), envelope: Envelope }
    operations { order: OrderState; }
}

#[test]
fn works() {
    let orders = Orders::new(Credentials::new("k", "a secret of ours").unwrap()).unwrap();
    let request = orders.order_state().order(7).r#_3ds_code("1").build();
    assert_eq!((request.route, OrderState::OPERATION.parameters().len()), (Via::Road, 3));
    assert_eq!(<Page<D, S>>::info().fields().len(), 2);
    assert_eq!("err".parse(), Ok(Via::Err));
    let names = Names::builder().preview(true).via(1).builder(2_u32).pages(3_u32).items([4]).call(5_u32).build();
    assert_eq!((names.preview, names.via, names.builder, names.items), (true, 1, Some(2), vec![4]));
}
