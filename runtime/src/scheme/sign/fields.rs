//! Writes fields: `name=value` in one header, or the members of a JSON object.

use serde_json::value::RawValue;

use super::encode;
use super::writer::{Mark, Stop, Writer};
use crate::scheme::error::SignError;
use crate::scheme::fields::{Fields, Written};
use crate::scheme::text::Text;

impl<'w> Writer<'w> {
    pub(super) fn write_fields(&mut self, fields: &'w Fields) -> Result<(), Stop> {
        let written = &*fields.0;
        self.push(if written.object { b"{" } else { written.prefix.as_bytes() });
        let mut is_first = true;
        for (name, text) in &written.fields {
            let before = self.mark();
            if !is_first {
                self.push(written.separator.as_bytes());
            }
            self.write_name(written, name);
            let value = self.mark();
            if !self.present(text)? {
                self.back_to(before);
                continue;
            }
            self.encode_value(written, name, text, value)?;
            is_first = false;
        }
        if written.object {
            self.push(b"}");
        }
        Ok(())
    }

    fn write_name(&mut self, written: &Written, name: &str) {
        if written.object {
            encode::json_string(name.as_bytes(), &mut self.draft.bytes);
            return self.push(b":");
        }
        if written.percent {
            encode::percent_encode(name.as_bytes(), &mut self.draft.bytes);
        } else {
            self.push(name.as_bytes());
        }
        self.push(if written.quoted { b"=\"" } else { b"=" });
    }

    /// Encodes what was written since a mark as the value of a field.
    fn encode_value(&mut self, written: &Written, name: &str, text: &Text, value: Mark) -> Result<(), Stop> {
        if written.is_json(name) {
            let is_json = serde_json::from_slice::<&RawValue>(&self.collect(value)).is_ok();
            let problem = || SignError::new(format!("the member `{name}` of a JSON object is not JSON"));
            return if is_json { Ok(()) } else { Err(problem().into()) };
        }
        if written.object || written.percent {
            let encode = |bytes: &[u8], to: &mut Vec<u8>| {
                if written.object {
                    return encode::json_string(bytes, to);
                }
                encode::percent_encode(bytes, to);
                Some(())
            };
            self.change(value, encode).ok_or_else(|| Stop::Absent(text.clone()))?;
        }
        if written.quoted {
            self.push(b"\"");
        }
        Ok(())
    }
}
