//! What the process uses, as Linux tells it. Elsewhere there is nothing to read, and nothing is said.

use std::fs;
use std::time::SystemTime;

use prometheus::core::Collector;
use prometheus::proto::MetricFamily;
use prometheus::{Counter, Gauge};

/// Ticks of a CPU in a second, as Linux shows times to every process.
const TICKS_A_SECOND: f64 = 100.0;

const BYTES_A_KILOBYTE: f64 = 1024.0;

/// The use of the process since it started.
pub(super) fn usage(started: SystemTime) -> prometheus::Result<Vec<MetricFamily>> {
    let since = started.duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default();
    let gauges = [
        ("process_start_time_seconds", "When it started.", Some(since.as_secs_f64())),
        ("process_resident_memory_bytes", "Memory in use.", resident_bytes()),
        ("process_open_fds", "Open files and connections.", open_files()),
    ];
    let mut families = Vec::new();
    for (name, help, value) in gauges {
        if let Some(value) = value {
            let gauge = Gauge::new(name, help)?;
            gauge.set(value);
            families.extend(gauge.collect());
        }
    }
    if let Some(seconds) = cpu_seconds() {
        let counter = Counter::new("process_cpu_seconds_total", "Time on a CPU.")?;
        counter.inc_by(seconds);
        families.extend(counter.collect());
    }
    Ok(families)
}

fn resident_bytes() -> Option<f64> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"))?;
    let kilobytes: f64 = line.split_whitespace().next()?.parse().ok()?;
    Some(kilobytes * BYTES_A_KILOBYTE)
}

fn open_files() -> Option<f64> {
    let count = fs::read_dir("/proc/self/fd").ok()?.count();
    // The one that this reading opens is not counted.
    u32::try_from(count).ok().map(|count| f64::from(count.saturating_sub(1)))
}

fn cpu_seconds() -> Option<f64> {
    let stat = fs::read_to_string("/proc/self/stat").ok()?;
    // The name in parentheses may hold anything; the third field follows it.
    let (_, fields) = stat.rsplit_once(')')?;
    let mut fields = fields.split_whitespace().skip(11);
    let user: f64 = fields.next()?.parse().ok()?;
    let system: f64 = fields.next()?.parse().ok()?;
    Some((user + system) / TICKS_A_SECOND)
}

#[cfg(all(test, target_os = "linux"))]
mod tests {
    use super::*;

    #[test]
    fn what_is_read_is_of_this_process() {
        let megabyte = BYTES_A_KILOBYTE * BYTES_A_KILOBYTE;
        assert!((megabyte..1e12).contains(&resident_bytes().unwrap()));
        let before = open_files().unwrap();
        let held: Vec<_> = (0..50).map(|_| fs::File::open("/proc/self/stat").unwrap()).collect();
        // Other tests open and close files meanwhile.
        assert!(open_files().unwrap() >= before + 20.0);
        drop(held);
        let begun = cpu_seconds().unwrap();
        let mut turns = 0_u64;
        while cpu_seconds().unwrap() < begun + 0.02 {
            turns += 1;
            assert!(turns < 100_000_000);
        }
    }
}
