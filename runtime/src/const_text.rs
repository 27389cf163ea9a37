//! Text that is composed at compile time, for messages that contain names of a definition.

/// Text that is composed at compile time. Anything that does not fit is cut off.
#[derive(Clone, Copy, Debug)]
pub(crate) struct ConstText {
    bytes: [u8; Self::MOST],
    length: usize,
}

impl ConstText {
    const MOST: usize = 320;
    pub(crate) const EMPTY: Self = Self { bytes: [0; Self::MOST], length: 0 };

    /// Returns the parts, one after the other.
    pub(crate) const fn of(mut parts: &[&str]) -> Self {
        let mut text = Self::EMPTY;
        while let [part, rest @ ..] = parts {
            text = text.and(part);
            parts = rest;
        }
        text
    }

    #[expect(clippy::indexing_slicing, reason = "a constant function has no `get`, and runs at compile time")]
    pub(crate) const fn and(mut self, text: &str) -> Self {
        let text = text.as_bytes();
        let mut index = 0;
        while index < text.len() && self.length < Self::MOST {
            self.bytes[self.length] = text[index];
            self.length += 1;
            index += 1;
        }
        self
    }

    pub(crate) const fn quoted(self, text: &str) -> Self {
        self.and("`").and(text).and("`")
    }

    pub(crate) const fn as_str(&self) -> &str {
        match str::from_utf8(self.bytes.split_at(self.length).0) {
            Ok(text) => text,
            // The text was cut inside a character.
            Err(_) => "this definition has names that are too long to show what is wrong",
        }
    }
}
