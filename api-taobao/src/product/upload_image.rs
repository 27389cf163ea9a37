//! `POST` and `GET /taobao/upload/image`: upload a picture for an image search.
//!
//! Source of the POST: <https://wiki-en.dajisaas.com/api-216685825>. The same page says that the GET takes only
//! `pic_url`; the GET itself is only in the English menu.

use countersign::value::Base64Bytes;
use countersign::{endpoint, model};

/// Uploads a picture. Search for its id with [`ImageSearch`](crate::ImageSearch).
///
/// The vendor's page shows the parameters in the query, but working clients, another reseller and upstream send a form,
/// as this declaration does. Uploading a picture twice does no harm, so the command line does not ask first.
///
/// # Example
///
/// ```
/// # api_taobao::stand_in::example(async |client| {
/// let picture = std::fs::read("coat.jpg").unwrap_or_else(|_| vec![0xff, 0xd8, 0xff]);
/// let uploaded = client.upload_image().image(picture).send().await?;
/// println!("search for it as {}", uploaded.image_id);
/// # Ok(())
/// # });
/// ```
#[endpoint(
    POST,
    "/taobao/upload/image",
    response = UploadedImage,
    body = multipart,
    wrappers("data", "result"),
    nearby,
    require_one_of(image, picture_url),
    proof(image_id),
    confirm = false,
    docs = "https://wiki-en.dajisaas.com/api-216685825",
)]
#[doc(alias = "/taobao/upload/image")]
pub struct UploadImage {
    /// The bytes of a JPG, PNG or WEBP picture, at most 3 MB (3 · 1024 · 1024 bytes; upstream, and the vendor's page
    /// about 1688). They are sent as a Base64 string without a prefix.
    #[param(name = "image_base64", max_len = 3_145_728)]
    pub image: Option<Base64Bytes>,
    /// The full URL of a picture. According to another reseller's page, upstream accepts it for 1688 only.
    #[param(name = "pic_url")]
    pub picture_url: Option<String>,
}

/// Uploads a picture by its URL. Search for its id with [`ImageSearch`](crate::ImageSearch).
///
/// Inferred: the path is that of the POST, and the page of the POST says that the GET takes only `pic_url`.
///
/// # Example
///
/// ```
/// # api_taobao::stand_in::example(async |client| {
/// let uploaded = client.upload_image_by_url().picture_url("https://img.taobao.example/a.jpg").send().await?;
/// let found = client.image_search().image_id(uploaded.image_id.clone()).send().await?;
/// println!("{} products look like it", found.len());
/// # Ok(())
/// # });
/// ```
#[endpoint(
    GET,
    "/taobao/upload/image",
    response = UploadedImage,
    wrappers("data", "result"),
    nearby,
    source = inferred,
)]
#[doc(alias = "/taobao/upload/image")]
pub struct UploadImageByUrl {
    /// The full URL of the picture.
    #[param(name = "pic_url")]
    pub picture_url: String,
}

/// An uploaded picture.
#[model(alias_all = "snake_case")]
pub struct UploadedImage {
    /// Its id, for [`ImageSearch::image_id`](crate::ImageSearch::image_id). How long it is valid is unknown.
    pub image_id: String,
}
