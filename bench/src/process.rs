//! What a process has used, from /proc.

use std::{fs, process::Child};

/// Clock ticks per second of /proc/PID/stat, fixed at 100 on Linux for user space.
const TICKS: f64 = 100.0;

/// User and system time of a process so far, in milliseconds.
pub fn cpu_ms(pid: u32) -> f64 {
    let fields = stat(pid);
    // Fields 14 and 15 of proc(5), counted after the name in brackets, which ends field 2.
    let ticks = |at: usize| fields.get(at).and_then(|field| field.parse::<f64>().ok()).unwrap_or(0.0);
    (ticks(11) + ticks(12)) * 1000.0 / TICKS
}

/// The same for a process and its living children: PostgreSQL's one per connection.
pub fn family_cpu_ms(pid: u32) -> f64 {
    cpu_ms(pid) + children(pid).into_iter().map(cpu_ms).sum::<f64>()
}

/// Resident memory in MB.
pub fn memory_mb(pid: u32) -> f64 {
    let status = fs::read_to_string(format!("/proc/{pid}/status")).unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
    let kb = line.and_then(|line| line.split_whitespace().next()).and_then(|kb| kb.parse::<f64>().ok());
    kb.unwrap_or(0.0) / 1024.0
}

fn children(of: u32) -> Vec<u32> {
    let Ok(folder) = fs::read_dir("/proc") else { return Vec::new() };
    folder
        .filter_map(|entry| entry.ok()?.file_name().to_str()?.parse().ok())
        .filter(|pid| stat(*pid).get(1).is_some_and(|parent| *parent == of.to_string()))
        .collect()
}

/// The fields of /proc/PID/stat after the name in brackets.
fn stat(pid: u32) -> Vec<String> {
    let stat = fs::read_to_string(format!("/proc/{pid}/stat")).unwrap_or_default();
    let after = stat.rsplit_once(')').map_or("", |(_, after)| after);
    after.split_whitespace().map(str::to_owned).collect()
}

/// A process that ends with this value.
pub struct Running(pub Child);

impl Running {
    pub fn pid(&self) -> u32 {
        self.0.id()
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn this_process_has_used_memory() {
        assert!(memory_mb(std::process::id()) > 1.0);
        assert!(["R", "S"].contains(&stat(std::process::id())[0].as_str()));
    }
}
