//! `POST` and `GET /alibaba/upload/image`: upload a picture for an image search.
//!
//! The POST is the vendor's: <https://wiki.dajisaas.com/api-207062632> (Chinese edition) and
//! <https://wiki-en.dajisaas.com/api-207114140>. The GET is in the English menu, but its page is not available.

use countersign::value::Base64Bytes;
use countersign::{endpoint, model};

use crate::ids::ImageId;

/// Uploads a picture. Search for its id with [`ImageSearch`](crate::ImageSearch).
///
/// The vendor's Chinese page shows a form; its English page shows the same names in the query. Like working clients,
/// this declaration sends a form, and the string of the picture is part of the signature. Uploading a picture twice
/// does no harm, so the command line does not ask first.
///
/// # Example
///
/// ```
/// # api_1688::stand_in::example(async |client| {
/// let picture = std::fs::read("coat.jpg").unwrap_or_else(|_| vec![0xff, 0xd8, 0xff]);
/// let uploaded = client.upload_image().image(picture).send().await?;
/// println!("search for it as {}", uploaded.image_id);
/// # Ok(())
/// # });
/// ```
#[endpoint(
    POST,
    "/alibaba/upload/image",
    response = UploadedImage,
    body = multipart,
    proof(image_id),
    confirm = false,
    docs = "https://wiki.dajisaas.com/api-207062632",
)]
#[doc(alias = "/alibaba/upload/image")]
pub struct UploadImage {
    /// The bytes of a JPG, PNG or WEBP picture, at most 3 MB (3 · 1024 · 1024 bytes). They are sent as a Base64 string,
    /// without the prefix of a data URL.
    #[param(name = "image_base64", max_len = 3_145_728)]
    pub image: Base64Bytes,
}

/// Uploads a picture by its URL. Search for its id with [`ImageSearch`](crate::ImageSearch).
///
/// Inferred: the vendor's page is not available. The corresponding Taobao operation takes only `pic_url` in this mode,
/// and the menu says "Image upload By Get".
///
/// # Example
///
/// ```
/// use api_1688::Language;
///
/// # api_1688::stand_in::example(async |client| {
/// let uploaded = client.upload_image_by_url().picture_url("https://cbu01.alicdn.com/img/a.jpg").send().await?;
/// let found = client.image_search().image_id(uploaded.image_id).country(Language::English).send().await?;
/// println!("{} products look like it", found.total_records);
/// # Ok(())
/// # });
/// ```
#[endpoint(GET, "/alibaba/upload/image", response = UploadedImage, source = inferred)]
#[doc(alias = "/alibaba/upload/image")]
pub struct UploadImageByUrl {
    /// The full URL of the picture.
    #[param(name = "pic_url")]
    pub picture_url: String,
}

/// An uploaded picture.
#[model]
pub struct UploadedImage {
    /// Its id, for [`ImageSearch::image_id`](crate::ImageSearch::image_id). How long it is valid is unknown.
    pub image_id: ImageId,
}
