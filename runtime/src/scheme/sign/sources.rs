//! Writes what a request sends, byte for byte, and its time.

use std::ops::Range;
use std::time::Duration;

use zeroize::Zeroizing;

use super::Raw;
use super::writer::{Stop, Writer, note};
use crate::param::{Draft, Form, Name, Origin};
use crate::scheme::TimeFormat;
use crate::scheme::definition::Place;
use crate::scheme::error::SignError;
use crate::scheme::json_path::JsonPath;
use crate::scheme::request::{Kind, host_and_port};
use crate::scheme::text::Source;

impl Writer<'_> {
    /// Writes at most `most` bytes of a time that lies `before` or `after` that of the request.
    pub(super) fn time(&mut self, name: &'static str, offsets: [Duration; 2], format: TimeFormat, most: usize) {
        let start = self.draft.bytes.len();
        if !self.time.as_ref().is_some_and(|(known, of, _)| *known == offsets && *of == format) {
            let start = self.scratch.len();
            self.fresh.write(offsets, format, &mut self.scratch);
            self.time = Some((offsets, format, start..self.scratch.len()));
        }
        if let Some(written) = self.time.as_ref().and_then(|(.., written)| self.scratch.get(written.clone())) {
            self.draft.bytes.extend_from_slice(written.get(..most).unwrap_or(written));
        }
        self.note(Name::Static(name), Origin::Clock, Form::Text, start);
    }

    /// Returns whether a header carries the signature: one of an earlier signing, which is replaced, is not signed.
    pub(super) fn carries(&self, header: &str) -> bool {
        let mut carriers = self.plan.after.iter().filter(|send| send.place == Place::Header);
        carriers.any(|send| send.is_called(header))
    }

    pub(super) fn source(&mut self, source: Source) -> Result<(), Stop> {
        let [scheme, host] = self.message.origin();
        let start = self.draft.bytes.len();
        let (label, origin) = match source {
            Source::RawQuery => return self.query(""),
            Source::Body => {
                let raw = self.message.body(self.draft)?;
                write_raw(self.draft, "body", Origin::Body, &raw);
                return Ok(());
            }
            Source::Path | Source::PathAndQuery => {
                let path = self.message.path(self.draft);
                self.draft.bytes.extend_from_slice(&path);
                ("path", Origin::Path)
            }
            Source::Method => {
                self.draft.bytes.extend_from_slice(self.message.method().as_bytes());
                ("method", Origin::Method)
            }
            Source::Host | Source::HostName | Source::Port | Source::Origin => {
                let (name, port) = host_and_port(scheme, host);
                let (label, parts) = match source {
                    Source::Host => ("host", ["", "", host]),
                    Source::HostName => ("host", ["", "", name]),
                    Source::Port => ("port", ["", "", port]),
                    _ => ("origin", [scheme, "://", host]),
                };
                parts.into_iter().for_each(|part| self.draft.bytes.extend_from_slice(part.as_bytes()));
                (label, Origin::Host)
            }
        };
        self.note(Name::Static(label), origin, Form::Text, start);
        if source == Source::PathAndQuery { self.query("?") } else { Ok(()) }
    }

    /// Returns the JSON of a member of the body, and whether it is secret.
    pub(super) fn json(&self, path: &JsonPath) -> Result<Option<(Zeroizing<String>, bool)>, SignError> {
        if self.message.kind() != Kind::Json {
            return Ok(None);
        }
        let raw = self.message.body(self.draft)?;
        let Some(found) = path.find(&raw.bytes).map_err(SignError::new)? else { return Ok(None) };
        let start = (found.get().as_ptr() as usize).wrapping_sub(raw.bytes.as_ptr() as usize);
        let secret = raw.secret.iter().any(|secret| secret.start < start + found.get().len() && secret.end > start);
        Ok(Some((Zeroizing::new(found.get().to_owned()), secret)))
    }

    fn query(&mut self, before: &str) -> Result<(), Stop> {
        match self.message.query(self.draft) {
            Some(raw) => {
                self.draft.bytes.extend_from_slice(before.as_bytes());
                write_raw(self.draft, "query", Origin::Query, &raw);
            }
            None if before.is_empty() => self.part(Name::Static("query"), Origin::Query, &[], false),
            None => {}
        }
        Ok(())
    }
}

/// Returns the text of a string, and any other JSON as it is.
pub(super) fn text_of(json: &str) -> Result<Zeroizing<String>, SignError> {
    let text = if json.starts_with('"') { serde_json::from_str(json) } else { Ok(json.to_owned()) };
    text.map(Zeroizing::new).map_err(|_| SignError::new("a string in the body is malformed"))
}

/// Writes a query or a body. Secrets in it are kept outside of the buffer.
fn write_raw(draft: &mut Draft, label: &'static str, origin: Origin, raw: &Raw<'_>) {
    let mut secrets: Vec<_> = raw.secret.iter().collect();
    secrets.sort_unstable_by_key(|range| range.start);
    let visible = |draft: &mut Draft, range: Range<usize>| {
        let start = draft.bytes.len();
        draft.bytes.extend_from_slice(raw.bytes.get(range).unwrap_or_default());
        note(draft, Name::Static(label), origin, Form::Text, start..draft.bytes.len());
    };
    let mut written = 0;
    for range in secrets {
        visible(draft, written..range.start);
        let secret = Zeroizing::new(raw.bytes.get(range.clone()).unwrap_or_default().to_vec());
        let (end, form) = (draft.bytes.len(), draft.keep_secret(secret));
        note(draft, Name::Static(label), Origin::Secret, form, end..end);
        written = range.end;
    }
    visible(draft, written..raw.bytes.len());
}
