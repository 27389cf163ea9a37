//! Requests of the 1688 API, and the two sides to try them on without a network.

use std::fmt::Debug;

use api_1688::{
    Address, CargoLine, Client, CreateOrder, CrossBorderBusiness, Flow, JsonSigning, KeywordSearch, Language,
    Md5Sorted, PreviewOrder, ProductDetail, SearchFilter, Sort, SortKey, SortOrder, UploadImage,
};
use bytes::Bytes;
use countersign::param::Received;
use countersign::transport::MemoryTransport;
use countersign::value::Timestamp;
use countersign::{Auth, Body, Credentials, Endpoint, Prepared};
use http::Request;

/// A secret that is easy to find in any text.
pub const SECRET: &str = "S3CRET-0f1e2d3c4b5a6978";

/// The account of all tests.
#[must_use]
pub fn account() -> Credentials {
    Credentials::new("k2046747647", SECRET).unwrap()
}

/// The time of all requests, so that the same request gives the same bytes.
#[must_use]
pub fn clock() -> Timestamp {
    Timestamp::from_millisecond(1_724_224_057_972)
}

/// The rule that signs key and time of a JSON body.
#[must_use]
pub fn simplified() -> Md5Sorted {
    Md5Sorted::default().with_json(JsonSigning::Simplified)
}

/// The rule that signs every member of a JSON body.
#[must_use]
pub fn whole_body() -> Md5Sorted {
    Md5Sorted::default().with_json(JsonSigning::WholeBody)
}

/// A client that signs by `auth` and prepares requests. Whatever it sends is answered with 501.
#[must_use]
pub fn client(auth: Md5Sorted) -> Client {
    let transport = MemoryTransport::new(|_| {
        let mut answer = http::Response::new(Body::empty());
        *answer.status_mut() = http::StatusCode::NOT_IMPLEMENTED;
        answer
    });
    Client::builder().credentials(account()).auth(auth).clock(clock).transport(transport).build().unwrap()
}

/// Signs a request.
#[must_use]
pub fn prepare<E: Endpoint>(auth: Md5Sorted, request: &E) -> Prepared {
    client(auth).prepare(request).unwrap()
}

/// The parameters that arrive at the stand-in, if it accepts the signature.
#[must_use]
pub fn accepted<'r, E: Endpoint>(auth: Md5Sorted, request: &'r Request<Bytes>) -> Option<Received<'r>> {
    let received = Received::new(E::OPERATION, request).ok()?;
    auth.verify(&received, &account()).ok()?;
    Some(received)
}

/// `parse(prepare(x)) == x`, and the verifier accepts it, under both readings of the rule for JSON.
pub fn round_trips<E: Endpoint + PartialEq + Debug>(request: &E) {
    for auth in [simplified(), whole_body()] {
        let prepared = prepare(auth, request);
        let received = accepted::<E>(auth, &prepared.request).expect("the verifier accepts what the signer signed");
        assert_eq!(E::parse(&received).as_ref(), Ok(request));
    }
}

/// The names and texts of all parameters that arrived, sorted by name: what a signature covers.
#[must_use]
pub fn parameters(received: &Received<'_>) -> Vec<(String, Option<String>)> {
    let mut parameters: Vec<_> = received
        .parameters()
        .iter()
        .map(|parameter| (parameter.name().to_owned(), parameter.text().map(str::to_owned)))
        .collect();
    parameters.sort();
    parameters
}

/// The main request, with a value for every kind of parameter.
#[must_use]
pub fn keyword_search() -> KeywordSearch {
    KeywordSearch::builder()
        .keyword("连衣裙 & co=100%+😀")
        .country(Language::English)
        .begin_page(2)
        .page_size(50)
        .filter(vec![SearchFilter::ShipIn48Hours, SearchFilter::StrictSelection])
        .sort(Sort::new(SortKey::Price, SortOrder::Ascending))
        .price_start("6.90".parse::<api_1688::Yuan>().unwrap())
        .category_id(1_045_268)
        .out_member_id(String::new())
        .product_collection_id("line\nbreak \"quoted\"")
        .search_navigation_id("978:1352")
        .build()
}

/// A request for one product.
#[must_use]
pub fn product_detail() -> ProductDetail {
    ProductDetail::builder().offer_id(670_291_644_950).country(Language::Thai).build()
}

/// A picture with every possible byte.
#[must_use]
pub fn upload_image() -> UploadImage {
    UploadImage::builder().image((0..=255).collect::<Vec<u8>>()).build()
}

/// A delivery address with characters that JSON escapes.
#[must_use]
pub fn address() -> Address {
    Address::builder()
        .full_name("张三 \"Zhang\\San\"")
        .mobile("13800000000")
        .phone("13800000000")
        .post_code("000000")
        .province("浙江省")
        .city("杭州市")
        .area("滨江区")
        .town(String::new())
        .street("网商路699号\n2楼")
        .district_code("310107")
        .build()
}

/// Lines of an order that the stand-in can sell, one without SKU.
#[must_use]
pub fn cargo() -> Vec<CargoLine> {
    vec![
        CargoLine::builder().offer_id(623_686_863_670).spec_id("53a1eff0fa008b2b9f32a120b0a050f2").quantity(5).build(),
        CargoLine::builder().offer_id(623_686_863_671).quantity(1).build(),
    ]
}

/// A preview of an order.
#[must_use]
pub fn preview_order() -> PreviewOrder {
    PreviewOrder::builder().flow(Flow::General).address(address()).cargo(cargo()).build()
}

/// An order with this number of the caller.
#[must_use]
pub fn create_order(third_order_id: &str) -> CreateOrder {
    CreateOrder::builder()
        .third_order_id(third_order_id.to_owned())
        .flow(Flow::General)
        .message("备注=信息&测试")
        .business(CrossBorderBusiness::CrossBorder)
        .address(address())
        .cargo(cargo())
        .build()
}
