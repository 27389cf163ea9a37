//! Values with a marker as a type parameter: a currency, a time style. Markers are types without values, so they need
//! no bounds.

/// Implements what `derive` would, by the first field and without a bound on the marker.
macro_rules! marked {
    ($($value:ident),+) => {$(
        impl<M> Clone for $value<M> {
            fn clone(&self) -> Self {
                *self
            }
        }

        impl<M> Copy for $value<M> {}

        impl<M> PartialEq for $value<M> {
            fn eq(&self, other: &Self) -> bool {
                self.0 == other.0
            }
        }

        impl<M> Eq for $value<M> {}

        impl<M> PartialOrd for $value<M> {
            fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
                Some(self.cmp(other))
            }
        }

        impl<M> Ord for $value<M> {
            fn cmp(&self, other: &Self) -> std::cmp::Ordering {
                self.0.cmp(&other.0)
            }
        }

        impl<M> std::hash::Hash for $value<M> {
            fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
                self.0.hash(state);
            }
        }
    )+};
}
pub(super) use marked;

/// Text that is composed at compile time from the constants of a marker.
pub(super) struct ConstText {
    bytes: [u8; 192],
    length: usize,
}

impl ConstText {
    #[allow(clippy::indexing_slicing, reason = "evaluated while compiling, where a longer text is an error")]
    pub(super) const fn of(parts: &[&str]) -> Self {
        let mut text = Self { bytes: [0; 192], length: 0 };
        let mut parts = parts;
        while let [part, rest @ ..] = parts {
            let mut bytes = part.as_bytes();
            while let [byte, left @ ..] = bytes {
                text.bytes[text.length] = *byte;
                text.length += 1;
                bytes = left;
            }
            parts = rest;
        }
        text
    }

    pub(super) const fn as_str(&self) -> &str {
        match std::str::from_utf8(self.bytes.split_at(self.length).0) {
            Ok(text) => text,
            Err(_) => "",
        }
    }
}
