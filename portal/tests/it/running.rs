//! The program itself, started as an operator starts it, with all that it writes.

use std::{
    io::{BufRead, BufReader, Read},
    path::Path,
    process::{Child, Command, Stdio},
    sync::{Arc, Mutex},
    thread,
};

use demo::population::Population;
use testing::Visitor;

/// Fills a demo's folder, for the program to open, and gives its people.
pub async fn prepared(folder: &Path) -> Population {
    let demo = portal::commands::prepare_demo(folder, None, 0).await.expect("a demo");
    demo.house.db.close().await;
    demo.population
}

/// A demo that runs in a process of its own; killed when this value goes.
pub struct Running {
    pub origin: String,
    /// `http://127.0.0.1:PORT`, where metrics are served.
    pub metrics: String,
    child: Child,
    written: Arc<Mutex<String>>,
}

impl Running {
    /// Starts `helsevei demo` on free ports with its data in `folder`, and waits until it is open.
    pub fn demo(folder: &Path, log: &str) -> Self {
        let mut command = Command::new(env!("CARGO_BIN_EXE_helsevei"));
        command
            .args(["demo", "--port", "0", "--metrics", "0", "--json-log", "--data"])
            .arg(folder)
            .env("HELSEVEI_LOG", log);
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("the program starts");
        let mut words = BufReader::new(child.stdout.take().expect("its output"));
        let written = Arc::new(Mutex::new(String::new()));
        collect(child.stderr.take().expect("its log"), &written);
        let (mut origin, mut metrics, mut line) = (String::new(), String::new(), String::new());
        while !line.starts_with("Stop with") {
            line.clear();
            assert!(words.read_line(&mut line).expect("a line") > 0, "it ended: {}", written.lock().expect("words"));
            let address = line.split_whitespace().last().unwrap_or_default();
            if line.contains("is open on") {
                origin = address.to_owned();
            } else if line.contains("Metrics:") {
                metrics = address.trim_end_matches("/metrics").to_owned();
            }
        }
        collect(words, &written);
        Self { origin, metrics, child, written }
    }

    pub fn visitor(&self) -> Visitor {
        Visitor::new(&self.origin)
    }

    /// What is counted just now, as Prometheus reads it.
    pub async fn metrics(&self) -> String {
        Visitor::new(&self.metrics).get("/metrics").await.body
    }

    /// All that it has written until now, after its greeting.
    pub fn written(&self) -> String {
        self.written.lock().expect("words").clone()
    }

    /// Asks it to end, as systemd does.
    pub fn terminate(&self) {
        let told = Command::new("kill").arg(self.child.id().to_string()).status().expect("kill runs");
        assert!(told.success());
    }

    /// Waits for its end, and whether it ended well.
    pub fn ended(&mut self) -> bool {
        self.child.wait().expect("it ends").success()
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn collect(from: impl Read + Send + 'static, into: &Arc<Mutex<String>>) {
    let into = Arc::clone(into);
    thread::spawn(move || {
        for line in BufReader::new(from).lines().map_while(Result::ok) {
            let mut written = into.lock().expect("words");
            written.push_str(&line);
            written.push('\n');
        }
    });
}
