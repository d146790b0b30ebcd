//! The measured part of bench/RESULTS.md: the figures, the machine, the noise.

use std::{fmt::Write, fs};

use crate::{keys::Cost, load::Measured};

/// One line of the table.
pub struct Line {
    /// What was asked of what: `SQLite, 10 000 people`.
    pub what: String,
    pub connections: usize,
    pub measured: Measured,
    /// Of the server process, over the run.
    pub cpu_ms: f64,
    /// Of PostgreSQL's processes, over the run.
    pub database_cpu_ms: Option<f64>,
    pub memory_mb: f64,
}

impl Line {
    fn per_request(&self, cpu_ms: f64) -> f64 {
        cpu_ms / self.measured.answered.max(1) as f64
    }

    /// As a row of the table.
    pub fn cells(&self) -> String {
        let database = self.database_cpu_ms.map_or("–".into(), |cpu| format!("{:.3}", self.per_request(cpu)));
        format!(
            "| {} | {} | {:.0} | {:.1} | {:.1} | {:.3} | {database} | {:.0} | {} |",
            self.what,
            self.connections,
            self.measured.per_second(),
            self.measured.quantile(0.5),
            self.measured.quantile(0.99),
            self.per_request(self.cpu_ms),
            self.memory_mb,
            self.measured.failed,
        )
    }
}

const HEAD: &str = "| What | Connections | Requests/s | p50 ms | p99 ms | CPU-ms | Database CPU-ms | RSS MB | Failed |
|---|--:|--:|--:|--:|--:|--:|--:|--:|";

/// What the figures of a run stand between.
const TO: &str = "<!-- up to here -->";

/// The document with a run's figures between its marks; what people wrote around them stays. A run that it has no marks
/// for comes last.
fn put(document: &str, run: &str, text: &str) -> String {
    let from = format!("<!-- written by {run} -->");
    let (before, rest) = document.split_once(&from).unwrap_or((document, ""));
    let after = rest.split_once(TO).map_or("\n", |(_, after)| after);
    format!("{before}{from}\n\n{text}\n{TO}{after}")
}

/// The document with the figures of the open site.
pub fn put_open_site(document: &str, lines: &[Line], told: &[String], seconds: u64) -> String {
    let rows: String = lines.iter().map(|line| line.cells() + "\n").collect();
    let told: String = told.iter().map(|sentence| format!("- {sentence}\n")).collect();
    put(document, "bench open", &format!("Machine: {}. {seconds} s per line.\n\n{HEAD}\n{rows}\n{told}", machine()))
}

/// How much slower a page is beside something else.
pub fn slower(alone: &Line, beside: &Line) -> String {
    let times = |part: f64| {
        let (before, after) = (alone.measured.quantile(part), beside.measured.quantile(part));
        format!("{before:.1} and {after:.1} ms ({:.2} times)", after / before.max(0.001))
    };
    format!("alone and beside it p50 {}, p99 {}", times(0.5), times(0.99))
}

/// Everything that was measured.
pub struct Figures {
    pub lines: Vec<Line>,
    /// Sentences on each database, in the order they were made.
    pub told: Vec<String>,
    pub keys: Cost,
    /// CPU-ms of a durable line in the usage log, 64 at once.
    pub log_line: f64,
    pub page_bytes: usize,
    pub seconds: u64,
}

impl Figures {
    /// The document with these figures.
    pub fn put_into(&self, document: &str) -> String {
        put(document, "make bench", &self.text())
    }

    fn text(&self) -> String {
        let Self { lines, told, keys, log_line, page_bytes, seconds } = self;
        let mut text = String::new();
        let _ = writeln!(text, "Machine: {}. Page: {page_bytes} bytes. {seconds} s per line.", machine());
        let _ = writeln!(text, "Noise: {}\n\n{HEAD}", noise(lines));
        for line in lines {
            let _ = writeln!(text, "{}", line.cells());
        }
        text.push('\n');
        for sentence in told {
            let _ = writeln!(text, "- {sentence}");
        }
        let _ = writeln!(text, "\nA durable line in the usage log, 64 at once on SQLite: {log_line:.3} CPU-ms.");
        let _ = writeln!(
            text,
            "\nA key per person, in microseconds: read and unwrap {:.1} · seal 1 KB {:.1} · open 1 KB {:.1} · keyed hash {:.1}.",
            keys.unwrap, keys.seal, keys.open, keys.lookup
        );
        text
    }
}

/// Whether everybody was answered all the time.
pub fn steady(line: &Line) -> String {
    let Measured { each_second, longest_silence, .. } = &line.measured;
    // The last second may not be a whole one.
    let whole = &each_second[..each_second.len().saturating_sub(1)];
    let least = whole.iter().min().copied().unwrap_or(0);
    let most = whole.iter().max().copied().unwrap_or(0);
    format!(
        "{} at {} connections for {} s: {least} to {most} answers in each second, none for at most {longest_silence:.0} ms.",
        line.what,
        line.connections,
        each_second.len()
    )
}

/// How far the same bare handler differed within the run.
fn noise(lines: &[Line]) -> String {
    let bare = lines.iter().filter(|line| line.what.starts_with("bare axum") && line.connections == 64);
    let rates: Vec<f64> = bare.map(|line| line.measured.per_second()).collect();
    let least = rates.iter().copied().fold(f64::INFINITY, f64::min);
    let most = rates.iter().copied().fold(0.0, f64::max);
    let load = fs::read_to_string("/proc/loadavg").unwrap_or_default();
    let load = load.split(' ').next().unwrap_or("unknown");
    format!(
        "the bare handler gave {least:.0} to {most:.0} requests/s at 64 connections in this run; load average at its end {load}."
    )
}

fn machine() -> String {
    let cpu = fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let name = cpu.lines().find_map(|line| line.strip_prefix("model name")).unwrap_or("\t: unknown processor");
    let cores = cpu.lines().filter(|line| line.starts_with("processor")).count();
    let memory = fs::read_to_string("/proc/meminfo").unwrap_or_default();
    let kb = memory.lines().next().and_then(|line| line.split_whitespace().nth(1)?.parse::<f64>().ok());
    let gb = kb.unwrap_or(0.0) / 1024.0 / 1024.0;
    format!(
        "{}, {cores} cores, {gb:.0} GB, load generator on the same cores",
        name.trim_start_matches(['\t', ':', ' '])
    )
}
