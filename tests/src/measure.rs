//! Ratios of running times, measured pairwise in one run.
//!
//! Two pieces of work alternate in short batches, so that both run under the same conditions: the machine's frequency
//! and load. The ratio is the median over all turns.

use std::hint::black_box;
use std::time::{Duration, Instant};

/// The time of one execution of each piece of work, and their ratio, as medians over all turns.
#[derive(Clone, Copy, Debug)]
pub struct Comparison {
    /// One execution of the floor.
    pub floor: Duration,
    /// One execution of the work.
    pub work: Duration,
    /// Work over floor.
    pub ratio: f64,
}

/// Alternates `floor` and `work`, `executions` at a time.
#[must_use]
pub fn compare<F, W>(
    turns: usize,
    executions: u32,
    mut floor: impl FnMut() -> F,
    mut work: impl FnMut() -> W,
) -> Comparison {
    let mut time = |of_work: bool| {
        let start = Instant::now();
        for _ in 0..executions {
            if of_work {
                black_box(work());
            } else {
                black_box(floor());
            }
        }
        start.elapsed() / executions
    };
    let _ = (time(false), time(true));
    let mut pairs: Vec<(Duration, Duration)> = (0..turns).map(|_| (time(false), time(true))).collect();
    let ratio = median(pairs.iter().map(|(floor, work)| work.as_secs_f64() / floor.as_secs_f64()).collect());
    let floor = middle(&mut pairs, |pair| pair.0);
    let work = middle(&mut pairs, |pair| pair.1);
    Comparison { floor, work, ratio }
}

fn median(mut numbers: Vec<f64>) -> f64 {
    numbers.sort_by(f64::total_cmp);
    numbers.get(numbers.len() / 2).copied().unwrap_or_default()
}

fn middle(pairs: &mut [(Duration, Duration)], side: impl Fn(&(Duration, Duration)) -> Duration) -> Duration {
    pairs.sort_by_key(&side);
    pairs.get(pairs.len() / 2).map(side).unwrap_or_default()
}
