//! Arbitrary values for property tests: anything a caller can put into a request, with more hostile texts than by
//! chance.

use api_1688::{
    Address, CargoLine, CreateOrder, CrossBorderBusiness, Flow, KeywordSearch, Language, PreviewOrder, ProductDetail,
    SearchFilter, Sort, SortKey, SortOrder, UploadImage, Yuan,
};
use countersign::value::Decimal;
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::{Strategy, any, prop_oneof};
use proptest::sample::select;

/// Texts with a meaning in one of the encodings.
const HOSTILE: [&str; 26] = [
    "",
    " ",
    "&",
    "=",
    "%",
    "+",
    "&sign=0",
    "a=1&b=2",
    "%E4%BD",
    "%2B",
    "连衣裙 夏季",
    "\n",
    "\r\n",
    "\t",
    "\"",
    "'",
    "\\",
    "\\u0041",
    "null",
    "true",
    "{\"a\":1}",
    "[1]",
    "\u{0}",
    "\u{feff}",
    "👗\u{10ffff}",
    "\u{fffd}",
];

/// Any text.
pub fn text() -> impl Strategy<Value = String> + Clone {
    let piece = prop_oneof![select(&HOSTILE[..]).prop_map(str::to_owned), any::<char>().prop_map(String::from)];
    vec(piece, 0..6).prop_map(|pieces| pieces.concat())
}

/// A text that can be an item of a joined list: not empty, without the separator.
fn item() -> impl Strategy<Value = String> {
    text().prop_map(|text| text.replace(',', "")).prop_filter("an item is not empty", |text| !text.is_empty())
}

/// A value of an open enumeration: one of its own, or any text.
macro_rules! open {
    ($value:ty, $text:expr) => {
        prop_oneof![select(<$value>::ALL), $text.prop_map(|text| text.parse::<$value>().unwrap())]
    };
}

/// Any amount in yuan.
pub fn yuan() -> impl Strategy<Value = Yuan> {
    (any::<i64>(), 0..12_u32).prop_map(|(digits, scale)| Decimal::new(digits, scale).into())
}

/// Any keyword search that may be sent.
pub fn keyword_search() -> impl Strategy<Value = KeywordSearch> {
    let sort = (open!(SortKey, text()), open!(SortOrder, text())).prop_map(|(key, order)| Sort::new(key, order));
    let filter = vec(open!(SearchFilter, item()), 0..4);
    let needed = (text(), open!(Language, text()), 1..=u32::MAX, 1..=50_u32, filter, option::of(sort));
    let limits = (option::of(yuan()), option::of(yuan()), option::of(any::<u64>()));
    let texts = (option::of(text()), option::of(text()), option::of(text()), option::of(text()));
    (needed, limits, texts).prop_map(|(needed, limits, texts)| {
        let (keyword, country, begin_page, page_size, filter, sort) = needed;
        let (price_start, price_end, category_id) = limits;
        let (out_member_id, region_opportunity, product_collection_id, search_navigation_id) = texts;
        {
            let mut made = KeywordSearch::builder()
                .keyword(keyword)
                .country(country)
                .begin_page(begin_page)
                .page_size(page_size)
                .filter(filter)
                .build();
            made.sort = sort;
            made.price_start = price_start;
            made.price_end = price_end;
            made.category_id = category_id.map(Into::into);
            made.out_member_id = out_member_id;
            made.region_opportunity = region_opportunity;
            made.product_collection_id = product_collection_id;
            made.search_navigation_id = search_navigation_id;
            made
        }
    })
}

/// Any request for a product.
pub fn product_detail() -> impl Strategy<Value = ProductDetail> {
    (any::<u64>(), open!(Language, text()), option::of(text())).prop_map(|(offer_id, country, out_member_id)| {
        let mut made = ProductDetail::builder().offer_id(offer_id).country(country).build();
        made.out_member_id = out_member_id;
        made
    })
}

/// Any picture of a moderate size.
pub fn upload_image() -> impl Strategy<Value = UploadImage> {
    vec(any::<u8>(), 0..600).prop_map(|image| UploadImage::builder().image(image).build())
}

fn address() -> impl Strategy<Value = Address> {
    vec(text(), 10).prop_map(|texts| {
        let mut texts = texts.into_iter();
        let mut next = || texts.next().unwrap_or_default();
        Address::builder()
            .full_name(next())
            .mobile(next())
            .phone(next())
            .post_code(next())
            .province(next())
            .city(next())
            .area(next())
            .town(next())
            .street(next())
            .district_code(next())
            .build()
    })
}

fn cargo() -> impl Strategy<Value = Vec<CargoLine>> {
    let line = (any::<u64>(), option::of(text()), any::<u32>());
    vec(
        line.prop_map(|(offer, spec_id, quantity)| {
            let mut made = CargoLine::builder().offer_id(offer).quantity(quantity).build();
            made.spec_id = spec_id;
            made
        }),
        1..4,
    )
}

/// Any preview of an order.
pub fn preview_order() -> impl Strategy<Value = PreviewOrder> {
    (option::of(open!(Flow, text())), address(), cargo()).prop_map(|(flow, address, cargo)| {
        let mut made = PreviewOrder::builder().address(address).cargo(cargo).build();
        made.flow = flow;
        made
    })
}

/// Any order.
pub fn create_order() -> impl Strategy<Value = CreateOrder> {
    let enums = (open!(Flow, text()), open!(CrossBorderBusiness, text()));
    (text(), text(), enums, address(), cargo()).prop_map(|(third_order_id, message, enums, address, cargo)| {
        let (flow, business) = enums;
        CreateOrder::builder()
            .third_order_id(third_order_id)
            .flow(flow)
            .message(message)
            .business(business)
            .address(address)
            .cargo(cargo)
            .build()
    })
}
