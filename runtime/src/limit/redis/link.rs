//! The connection to Redis: opened when needed, reopened when it breaks, left alone while Redis is away.
//!
//! A call must not wait long for a limiter that is down, and thousands of calls must not all try to connect: after a
//! failure, Redis is not asked for [`PAUSE`]. Each cause of an outage is reported once, and so is its end.

use std::fmt;
use std::time::{Duration, Instant};

use redis::aio::MultiplexedConnection;
use redis::{AsyncConnectionConfig, Client, RedisError, ScriptInvocation};
use tokio::runtime::Handle;
use tokio::sync::Mutex;

use crate::error::{Error, ErrorKind};
use crate::per_runtime::PerRuntime;
use crate::printable::Printable;

/// How long Redis is not asked after it failed.
const PAUSE: Duration = Duration::from_secs(1);

/// How many causes of one outage are reported. A server whose every answer differs would flood the log.
const MOST_CAUSES: usize = 16;

pub(super) struct Link {
    client: Client,
    pub(super) timeout: Duration,
    state: Mutex<State>,
}

#[derive(Default)]
struct State {
    /// The connections, each with its number.
    connections: PerRuntime<(MultiplexedConnection, u64)>,
    /// Counts connections, to distinguish the one that broke from one opened since.
    made: u64,
    /// When Redis last failed, and why.
    away: Option<(Instant, Away)>,
    /// The causes reported since Redis last answered.
    reported: Vec<String>,
}

/// A connection to send a question on.
struct Taken {
    connection: MultiplexedConnection,
    number: u64,
    /// Whether it was opened for this question.
    is_fresh: bool,
    /// Whether Redis was away before.
    is_trial: bool,
}

/// The reason why Redis could not be asked.
#[derive(Clone, Debug)]
pub(super) struct Away(String);

impl fmt::Display for Away {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Redis cannot be asked: {}", Printable(&self.0))
    }
}

impl std::error::Error for Away {}

impl Link {
    pub(super) fn new(url: &str) -> Result<Self, Error> {
        // The cause describes what is wrong with the URL without repeating it: it may contain a password.
        let client = Client::open(url).map_err(|error| {
            let message = "the URL of Redis cannot be used: it must be like redis://host:6379/0";
            Error::new(ErrorKind::Configuration, message).with_source(error)
        })?;
        Ok(Self { client, timeout: Duration::from_millis(250), state: Mutex::default() })
    }

    /// Runs the script.
    pub(super) async fn ask(&self, question: &ScriptInvocation<'_>) -> Result<(bool, u64), Away> {
        let Ok(runtime) = Handle::try_current() else {
            let away = Away(String::from("there is no tokio runtime around this call"));
            self.state.lock().await.report(&away);
            return Err(away);
        };
        let mut taken = self.connection(&runtime, None).await?;
        let mut answer = question.invoke_async(&mut taken.connection).await;
        if !taken.is_fresh && answer.as_ref().is_err_and(RedisError::is_unrecoverable_error) {
            // A kept connection may have ended long ago, so a fresh one decides whether Redis is there. If the script
            // did run, it took one permit too many, which is the side that limits err on.
            taken = self.connection(&runtime, Some(taken.number)).await?;
            answer = question.invoke_async(&mut taken.connection).await;
        }
        match answer {
            Ok(answer) => {
                if taken.is_trial {
                    self.is_back().await;
                }
                Ok(answer)
            }
            Err(error) => Err(self.state.lock().await.fails(&runtime, &error)),
        }
    }

    /// Returns the connection of this runtime, unless it is the `broken` one, or else a new one. Calls that need a new
    /// one wait for each other.
    async fn connection(&self, runtime: &Handle, broken: Option<u64>) -> Result<Taken, Away> {
        let mut state = self.state.lock().await;
        if let Some((since, away)) = &state.away
            && since.elapsed() < PAUSE
        {
            return Err(away.clone());
        }
        let is_trial = state.away.is_some();
        if let Some((connection, number)) = state.connections.get(runtime)
            && broken != Some(number)
        {
            return Ok(Taken { connection, number, is_fresh: false, is_trial });
        }
        let limits = AsyncConnectionConfig::new()
            .set_connection_timeout(Some(self.timeout))
            .set_response_timeout(Some(self.timeout));
        match self.client.get_multiplexed_async_connection_with_config(&limits).await {
            Ok(connection) => {
                state.made += 1;
                let number = state.made;
                state.connections.put(runtime, (connection.clone(), number));
                Ok(Taken { connection, number, is_fresh: true, is_trial })
            }
            Err(error) => Err(state.fails(runtime, &error)),
        }
    }

    async fn is_back(&self) {
        let mut state = self.state.lock().await;
        state.reported.clear();
        if state.away.take().is_some() {
            tracing::info!("Redis is back: the limit is shared again");
        }
    }
}

impl State {
    fn fails(&mut self, runtime: &Handle, error: &RedisError) -> Away {
        let away = Away(error.to_string());
        self.report(&away);
        self.connections.remove(runtime);
        self.away = Some((Instant::now(), away.clone()));
        away
    }

    /// Reports a cause that was not reported before.
    fn report(&mut self, away: &Away) {
        if self.reported.len() < MOST_CAUSES && !self.reported.contains(&away.0) {
            self.reported.push(away.0.clone());
            tracing::warn!(error = %away, "Redis is away: the limit is not shared");
        }
    }
}
