//! `POST` and `GET /alibaba/upload/image`: bring a picture for image search.
//!
//! The POST is the vendor's: <https://wiki.dajisaas.com/api-207062632> (Chinese edition) and
//! <https://wiki-en.dajisaas.com/api-207114140>. The GET is in the English menu, but its page is not available.

use countersign::value::Base64Bytes;
use countersign::{endpoint, model};

use crate::ids::ImageId;

/// Uploads a picture; its id is then searched for with [`ImageSearch`](crate::ImageSearch).
///
/// The vendor's Chinese page shows a form, its English page the same names in the query: the form is sent, as working
/// clients do it, and the text of the picture is part of the signature, as it is theirs. Uploading a picture twice does no
/// harm, so the command line does not ask first.
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
    /// The bytes of a JPG, PNG or WEBP picture, at most 3 MB (3 · 1024 · 1024 bytes). They travel as bare base64 text,
    /// without a data-URL prefix.
    #[param(name = "image_base64", max_len = 3_145_728)]
    pub image: Base64Bytes,
}

/// Uploads a picture by its address; its id is then searched for with [`ImageSearch`](crate::ImageSearch).
///
/// Inferred: the vendor's page is not available. Its Taobao twin takes `pic_url` alone in this mode, and the menu says
/// "Image upload By Get".
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
    /// Full address of the picture.
    #[param(name = "pic_url")]
    pub picture_url: String,
}

/// A picture that was uploaded.
#[model]
pub struct UploadedImage {
    /// Its id, for [`ImageSearch::image_id`](crate::ImageSearch::image_id). How long it lives is unknown.
    pub image_id: ImageId,
}
