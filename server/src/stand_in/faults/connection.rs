//! Faults below HTTP: connections that are reset before a request is read, or instead of its answer.
//!
//! axum accepts connections from a [`FaultyListener`]. Each connection draws the fault of a request when its first
//! bytes arrive, and the handler gets it through [`Connection`]. Without faults, bytes pass through unchanged.

use std::io;
use std::net::SocketAddr;
use std::pin::Pin;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll, ready};

use axum::extract::connect_info::Connected;
use axum::serve::{IncomingStream, Listener};
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::{TcpListener, TcpStream};

use super::Fault;
use crate::stand_in::Service;

/// Accepts connections that can be reset.
pub(in crate::stand_in) struct FaultyListener {
    listener: TcpListener,
    service: Arc<Service>,
}

impl FaultyListener {
    pub(in crate::stand_in) fn new(listener: TcpListener, service: Arc<Service>) -> Self {
        Self { listener, service }
    }
}

impl Listener for FaultyListener {
    type Io = FaultyStream;
    type Addr = SocketAddr;

    async fn accept(&mut self) -> (FaultyStream, SocketAddr) {
        // axum's own listener waits and retries if accepting fails.
        let (stream, address) = Listener::accept(&mut self.listener).await;
        // An answer is sent when it is written. If the system refuses, it is sent a little later.
        let _ = stream.set_nodelay(true);
        let connection = Connection(Arc::new(Shared::default()));
        (FaultyStream { stream, connection, service: self.service.clone() }, address)
    }

    fn local_addr(&self) -> io::Result<SocketAddr> {
        self.listener.local_addr()
    }
}

/// What the handler of a request knows about its connection.
#[derive(Clone)]
pub(in crate::stand_in) struct Connection(Arc<Shared>);

#[derive(Default)]
struct Shared {
    /// Whether a request has arrived that is not answered yet.
    busy: AtomicBool,
    /// Whether the next write resets the connection instead.
    reset: AtomicBool,
    fault: Mutex<Option<Fault>>,
}

impl Connection {
    /// Takes the fault of the request that is being handled.
    pub(in crate::stand_in) fn take_fault(&self) -> Option<Fault> {
        self.0.fault.lock().unwrap_or_else(PoisonError::into_inner).take()
    }

    /// Records that the answer is being sent: what arrives next is another request.
    pub(in crate::stand_in) fn answered(&self) {
        self.0.busy.store(false, Ordering::Release);
    }

    /// Resets the connection when its answer would be written.
    pub(super) fn reset(&self) {
        self.0.reset.store(true, Ordering::Release);
    }

    fn begin(&self, fault: Option<Fault>) {
        *self.0.fault.lock().unwrap_or_else(PoisonError::into_inner) = fault;
        self.0.busy.store(true, Ordering::Release);
    }
}

impl Connected<IncomingStream<'_, FaultyListener>> for Connection {
    fn connect_info(stream: IncomingStream<'_, FaultyListener>) -> Self {
        stream.io().connection.clone()
    }
}

/// A connection that can be reset.
pub(in crate::stand_in) struct FaultyStream {
    stream: TcpStream,
    connection: Connection,
    service: Arc<Service>,
}

impl FaultyStream {
    /// Ends the connection with a reset. The error makes the server close the connection, and closing without lingering
    /// is what TCP calls a reset.
    fn reset(&self) -> io::Error {
        match self.stream.set_zero_linger() {
            Ok(()) => io::ErrorKind::ConnectionReset.into(),
            Err(error) => error,
        }
    }

    fn check(&self) -> io::Result<()> {
        if self.connection.0.reset.load(Ordering::Acquire) { Err(self.reset()) } else { Ok(()) }
    }
}

impl AsyncRead for FaultyStream {
    fn poll_read(self: Pin<&mut Self>, cx: &mut Context<'_>, buf: &mut ReadBuf<'_>) -> Poll<io::Result<()>> {
        let this = self.get_mut();
        if !this.connection.0.busy.load(Ordering::Acquire) {
            let mut byte = [0];
            // No bytes mean the end of the connection, which is not a request.
            if ready!(this.stream.poll_peek(cx, &mut ReadBuf::new(&mut byte)))? > 0 {
                let fault = this.service.injector().next();
                if fault == Some(Fault::ResetBeforeRead) {
                    return Poll::Ready(Err(this.reset()));
                }
                this.connection.begin(fault);
            }
        }
        Pin::new(&mut this.stream).poll_read(cx, buf)
    }
}

impl AsyncWrite for FaultyStream {
    fn poll_write(self: Pin<&mut Self>, cx: &mut Context<'_>, buf: &[u8]) -> Poll<io::Result<usize>> {
        self.check()?;
        Pin::new(&mut self.get_mut().stream).poll_write(cx, buf)
    }

    fn poll_write_vectored(
        self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        bufs: &[io::IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        self.check()?;
        Pin::new(&mut self.get_mut().stream).poll_write_vectored(cx, bufs)
    }

    fn is_write_vectored(&self) -> bool {
        self.stream.is_write_vectored()
    }

    fn poll_flush(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.get_mut().stream).poll_flush(cx)
    }

    fn poll_shutdown(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.get_mut().stream).poll_shutdown(cx)
    }
}
