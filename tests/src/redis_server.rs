//! A separate Redis server for tests, from the program `redis-server`.

use std::io::{Read as _, Write as _};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

/// A running server that stores nothing on disk. Dropping it kills it.
#[derive(Debug)]
pub struct RedisServer {
    process: Child,
    port: u16,
}

impl RedisServer {
    /// Starts a server. Returns `None`, with a notice on the terminal, if the program is missing.
    #[must_use]
    pub fn start() -> Option<Self> {
        Self::start_on(free_port())
    }

    /// Starts a server on this port.
    #[must_use]
    pub fn start_on(port: u16) -> Option<Self> {
        let port_text = port.to_string();
        let options = ["--port", &port_text, "--bind", "127.0.0.1", "--save", "", "--appendonly", "no"];
        let started = Command::new("redis-server").args(options).stdout(Stdio::null()).stderr(Stdio::null()).spawn();
        let Ok(process) = started else {
            // Written around the test harness, which hides the output of tests that succeed.
            let notice = b"\nSKIPPED: the program redis-server is missing (Debian's package: redis-server)\n";
            std::io::stderr().write_all(notice).unwrap();
            return None;
        };
        let server = Self { process, port };
        let start = Instant::now();
        while TcpStream::connect((Ipv4Addr::LOCALHOST, port)).is_err() {
            assert!(start.elapsed() < Duration::from_secs(30), "redis-server does not listen");
            std::thread::sleep(Duration::from_millis(10));
        }
        Some(server)
    }

    /// Its port on the loopback address.
    #[must_use]
    pub fn port(&self) -> u16 {
        self.port
    }

    /// Its address for clients.
    #[must_use]
    pub fn url(&self) -> String {
        format!("redis://127.0.0.1:{}/", self.port)
    }

    /// Its answer to a command, in Redis' own format, without the line end.
    #[must_use]
    pub fn says(&self, command: &str) -> String {
        let mut stream = TcpStream::connect((Ipv4Addr::LOCALHOST, self.port)).unwrap();
        stream.write_all(format!("{command}\r\nQUIT\r\n").as_bytes()).unwrap();
        let mut said = String::new();
        stream.read_to_string(&mut said).unwrap();
        said.trim_end().trim_end_matches("+OK").trim_end().to_owned()
    }
}

impl Drop for RedisServer {
    fn drop(&mut self) {
        // It may have ended on its own.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// A port on which nobody is listening at this moment.
#[must_use]
pub fn free_port() -> u16 {
    TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap().local_addr().unwrap().port()
}
