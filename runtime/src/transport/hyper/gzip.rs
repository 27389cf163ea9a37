//! Unpacks a body while it arrives, so that no more of it is unpacked than may be read.

use std::io::{self, BufRead, ErrorKind, Read};

use bytes::{Buf as _, Bytes};
use flate2::bufread::MultiGzDecoder;

use crate::transport::TransportError;
use crate::transport::http_client::{self, Chunks};

/// How a body begins that is compressed with gzip.
const MAGIC: [u8; 2] = [0x1f, 0x8b];

/// A body that is compressed with gzip, in one or more members.
pub(super) struct Gzip {
    decoder: MultiGzDecoder<Arrived>,
    /// How many bytes of [`MAGIC`] have arrived. The decoder looks at them only once its whole header is there.
    begun: usize,
}

impl Default for Gzip {
    fn default() -> Self {
        Self { decoder: MultiGzDecoder::new(Arrived::default()), begun: 0 }
    }
}

impl Gzip {
    /// Unpacks what a chunk completes.
    pub(super) fn unpack(&mut self, chunk: Bytes, chunks: &mut Chunks) -> Result<(), TransportError> {
        for (expected, byte) in MAGIC.iter().skip(self.begun).zip(&chunk) {
            if expected != byte {
                return Err(http_client::broken(io::Error::from(ErrorKind::InvalidData), true));
            }
            self.begun += 1;
        }
        self.decoder.get_mut().chunk = chunk;
        self.run(chunks)
    }

    /// Unpacks the rest. An empty body needs no header.
    pub(super) fn end(&mut self, chunks: &mut Chunks) -> Result<(), TransportError> {
        self.decoder.get_mut().is_complete = true;
        if self.begun == 0 { Ok(()) } else { self.run(chunks) }
    }

    fn run(&mut self, chunks: &mut Chunks) -> Result<(), TransportError> {
        let mut unpacked = [0; 8 * 1024];
        loop {
            match self.decoder.read(&mut unpacked) {
                Ok(0) => return Ok(()),
                Ok(count) => chunks.push(Bytes::copy_from_slice(unpacked.get(..count).unwrap_or_default()))?,
                Err(error) if error.kind() == ErrorKind::WouldBlock => return Ok(()),
                Err(error) if error.kind() == ErrorKind::Interrupted => {}
                Err(error) => return Err(http_client::broken(error, true)),
            }
        }
    }
}

/// The part of a compressed body that is here. Reading beyond it would block.
#[derive(Default)]
struct Arrived {
    chunk: Bytes,
    is_complete: bool,
}

impl Read for Arrived {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let count = self.fill_buf()?.read(into)?;
        self.consume(count);
        Ok(count)
    }
}

impl BufRead for Arrived {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if self.chunk.is_empty() && !self.is_complete {
            return Err(ErrorKind::WouldBlock.into());
        }
        Ok(&self.chunk)
    }

    fn consume(&mut self, count: usize) {
        self.chunk.advance(count.min(self.chunk.len()));
    }
}
