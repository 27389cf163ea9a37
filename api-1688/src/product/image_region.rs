//! A rectangle of a picture, and a list of them: `x0,x1,y0,y1;…`.
//!
//! The captions of the vendor's schema say `x0,y0,x1,y1`, but the values of its sample (`0,799,0,799`), of observed
//! answers (`0,1628,181,1335`) and of upstream (`266,799,48,581`) form a non-empty box only as x0, x1, y0, y1, which is
//! therefore used. These are the only values of this crate that need code of their own.

use std::fmt;
use std::str::FromStr;

use countersign::Decode;
use countersign::decode::{Lenient, read_lenient};
use countersign::operation::Schema;
use countersign::param::{ParamValue, ValueError, ValueWriter};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A rectangle in a picture, in pixels from its upper left corner; written `x0,x1,y0,y1`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[expect(clippy::exhaustive_structs, reason = "a rectangle has four edges")]
pub struct ImageRegion {
    /// Left edge.
    pub x0: u32,
    /// Right edge.
    pub x1: u32,
    /// Upper edge.
    pub y0: u32,
    /// Lower edge.
    pub y1: u32,
}

impl fmt::Display for ImageRegion {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{},{},{},{}", self.x0, self.x1, self.y0, self.y1)
    }
}

impl Lenient for ImageRegion {
    const EXPECTED: &'static str = "a region x0,x1,y0,y1, such as 266,799,48,581";

    fn from_text(text: &str) -> Option<Self> {
        let mut edges = text.split(',').map(|edge| edge.trim().parse().ok());
        let region = Self { x0: edges.next()??, x1: edges.next()??, y0: edges.next()??, y1: edges.next()?? };
        edges.next().is_none().then_some(region)
    }
}

/// Rectangles in a picture, separated by `;`. An empty string means no rectangle.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
#[expect(clippy::exhaustive_structs, reason = "a list of rectangles")]
pub struct ImageRegions(pub Vec<ImageRegion>);

impl fmt::Display for ImageRegions {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().enumerate().try_for_each(|(position, region)| match position {
            0 => write!(f, "{region}"),
            _ => write!(f, ";{region}"),
        })
    }
}

impl Lenient for ImageRegions {
    const EXPECTED: &'static str = "regions x0,x1,y0,y1 with `;` between them";

    fn from_text(text: &str) -> Option<Self> {
        let regions = text.split(';').filter(|region| !region.trim().is_empty());
        regions.map(ImageRegion::from_text).collect::<Option<_>>().map(Self)
    }
}

macro_rules! travels_as_text {
    ($($value:ty: $pattern:literal),+) => {$(
        impl FromStr for $value {
            type Err = ValueError;

            fn from_str(text: &str) -> Result<Self, ValueError> {
                Self::from_text(text).ok_or_else(|| ValueError::new(Self::EXPECTED, format_args!("{text:?}")))
            }
        }

        impl Serialize for $value {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_str(self)
            }
        }

        impl<'de> Deserialize<'de> for $value {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                read_lenient(deserializer)
            }
        }

        impl Decode for $value {
            const SCHEMA: Schema = Schema::Matching($pattern);

            fn decode<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                read_lenient(deserializer)
            }
        }

        impl ParamValue for $value {
            fn write(&self, to: &mut ValueWriter<'_>) {
                to.display(self);
            }

            fn parse(text: &str) -> Result<Self, ValueError> {
                text.parse()
            }
        }
    )+};
}

travels_as_text!(
    ImageRegion: "^[0-9]{1,9}(?:,[0-9]{1,9}){3}$",
    ImageRegions: "^(?:[0-9]{1,9}(?:,[0-9]{1,9}){3}(?:;[0-9]{1,9}(?:,[0-9]{1,9}){3})*)?$"
);
