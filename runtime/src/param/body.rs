//! Encodes the body of a request from the components that travel in it.

use bytes::Bytes;

use super::draft::{Component, Draft, Form};
use super::multipart;
use crate::operation::{Body, Place};

/// An encoded body and its content type.
pub(crate) struct Encoded {
    pub(crate) bytes: Bytes,
    pub(crate) content_type: String,
}

/// Encodes the body; `None` if the operation has none.
pub(crate) fn encode(draft: &Draft) -> Option<Encoded> {
    let (bytes, content_type) = match draft.operation.body() {
        Body::None => return None,
        Body::Json => (json(draft), String::from("application/json")),
        Body::Form => (draft.pairs(Place::Body), String::from("application/x-www-form-urlencoded")),
        Body::Multipart => multipart::write(draft),
        Body::Whole => return whole(draft),
    };
    Some(Encoded { bytes: bytes.into(), content_type })
}

/// Encodes the parameter that is the whole body. A parameter `content-type` sets its media type.
fn whole(draft: &Draft) -> Option<Encoded> {
    let parameter = draft.operation.whole_body().filter(|_| draft.has_whole_body)?;
    let file = draft.in_place(Place::Body).find_map(|component| draft.file(component));
    let bytes = file.map_or_else(|| json(draft).into(), |file| file.bytes().clone());
    let mut headers = draft.in_place(Place::Header);
    let said = headers.find(|header| draft.name(header).eq_ignore_ascii_case("content-type"));
    let said = said.map(|header| String::from_utf8_lossy(draft.value(header)).into_owned());
    Some(Encoded { bytes, content_type: said.unwrap_or_else(|| parameter.media_type().to_owned()) })
}

fn json(draft: &Draft) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(draft.bytes.len() + 64);
    bytes.push(b'{');
    for (position, component) in draft.in_place(Place::Body).enumerate() {
        if position > 0 {
            bytes.push(b',');
        }
        write_text(&mut bytes, draft.name_bytes(component));
        bytes.push(b':');
        write_member(&mut bytes, draft, component);
    }
    bytes.push(b'}');
    bytes
}

/// Writes the value of a component as JSON.
pub(crate) fn write_member(bytes: &mut Vec<u8>, draft: &Draft, component: &Component) {
    let value = draft.value(component);
    match component.form {
        Form::Json => bytes.extend_from_slice(value),
        Form::Secret(_) if component.known.json => bytes.extend_from_slice(value),
        Form::Text | Form::File(_) | Form::Secret(_) => write_text(bytes, value),
    }
}

fn write_text(bytes: &mut Vec<u8>, text: &[u8]) {
    // Components are written from `str`s only, so nothing is lost here, and every string can be represented in JSON.
    let _ = crate::value::write_json(bytes, &*String::from_utf8_lossy(text));
}
