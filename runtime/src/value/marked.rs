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
