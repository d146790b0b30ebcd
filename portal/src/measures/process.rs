//! The process itself, as Linux tells of it in `/proc/self` (proc(5)).

use std::{fs, sync::OnceLock};

use db::Clock;
use metrics::{counter, gauge};

/// Linux counts processor time in hundredths of a second, whatever the machine.
const TICKS: f64 = 100.0;

static BEGAN: OnceLock<f64> = OnceLock::new();

/// Remembers when the process began.
pub fn begin(clock: &Clock) {
    let _ = BEGAN.set(clock.now().as_second() as f64);
}

pub(super) fn read(clock: &Clock) {
    begin(clock);
    if let Some(began) = BEGAN.get() {
        gauge!("process_start_time_seconds").set(*began);
    }
    if let Some(bytes) = resident() {
        gauge!("process_resident_memory_bytes").set(bytes);
    }
    if let Some(seconds) = processor_seconds() {
        counter!("process_cpu_seconds_total").absolute(seconds as u64);
    }
    if let Ok(open) = fs::read_dir("/proc/self/fd") {
        gauge!("process_open_fds").set(open.count() as f64);
    }
}

fn resident() -> Option<f64> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"))?;
    let kilobytes: f64 = line.split_whitespace().next()?.parse().ok()?;
    Some(kilobytes * 1024.0)
}

/// Fields 14 and 15 of `stat`, counted after the name, which may hold spaces.
fn processor_seconds() -> Option<f64> {
    let stat = fs::read_to_string("/proc/self/stat").ok()?;
    let mut fields = stat.rsplit_once(')')?.1.split_whitespace().skip(11);
    let ticks: f64 = fields.next()?.parse::<f64>().ok()? + fields.next()?.parse::<f64>().ok()?;
    Some(ticks / TICKS)
}
