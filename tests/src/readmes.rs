//! The code in the README of each package compiles.

macro_rules! readmes {
    ($($name:ident: $file:literal,)*) => {$(
        #[doc = include_str!(concat!("../../", $file))]
        struct $name;
    )*};
}

readmes! {
    Runtime: "runtime/README.md",
    Api1688: "api-1688/README.md",
    ApiTaobao: "api-taobao/README.md",
    ApiPoizon: "api-poizon/README.md",
}
