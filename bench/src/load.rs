//! The load: keep-alive HTTP/1.1 connections over plain sockets, so that the generator costs little beside the server.

use std::{
    borrow::Cow,
    io,
    net::SocketAddr,
    sync::Arc,
    time::{Duration, Instant},
};

use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
    task::JoinSet,
};

use crate::errand::Errand;

/// What is asked, again and again: each connection begins at another request and goes round.
#[derive(Clone)]
pub struct Target {
    pub address: SocketAddr,
    pub requests: Requests,
}

/// What is sent.
#[derive(Clone)]
pub enum Requests {
    /// The same ones round and round.
    Round(Arc<Vec<Vec<u8>>>),
    /// A new one every time.
    Made(Arc<dyn Fn() -> Vec<u8> + Send + Sync>),
    /// Several that follow from each other, counted as one.
    Errand(Arc<Errand>),
}

impl Requests {
    /// The bytes of one of them; of an errand the first.
    pub fn nth(&self, at: usize) -> Cow<'_, [u8]> {
        match self {
            Self::Round(all) => Cow::Borrowed(&all[at % all.len()]),
            Self::Made(make) => Cow::Owned(make()),
            Self::Errand(errand) => Cow::Owned(errand.first(at)),
        }
    }
}

/// What came of one run.
pub struct Measured {
    pub seconds: f64,
    /// Answers with status 200, 201 or 304.
    pub answered: usize,
    /// Other answers and broken connections.
    pub failed: usize,
    /// Microseconds of each answer, sorted.
    latencies: Vec<u32>,
    /// Answers in each whole second.
    pub each_second: Vec<usize>,
    /// Milliseconds of the longest time in which nobody was answered.
    pub longest_silence: f64,
}

impl Measured {
    fn of(mut answers: Vec<Answered>, failed: usize, time: Duration) -> Self {
        answers.sort_unstable();
        let mut latencies: Vec<u32> = answers.iter().map(|(_, took)| *took).collect();
        latencies.sort_unstable();
        let mut each_second = vec![0; usize::try_from(time.as_secs()).unwrap_or(0)];
        let (mut before, mut silence) = (0, 0);
        for (at, _) in &answers {
            silence = silence.max(at - before);
            before = *at;
            if let Some(second) = each_second.get_mut((at / 1_000_000) as usize) {
                *second += 1;
            }
        }
        Self {
            seconds: time.as_secs_f64(),
            answered: answers.len(),
            failed,
            latencies,
            each_second,
            longest_silence: silence as f64 / 1000.0,
        }
    }

    pub fn per_second(&self) -> f64 {
        self.answered as f64 / self.seconds
    }

    /// Milliseconds within which the share `part` of all answers came.
    pub fn quantile(&self, part: f64) -> f64 {
        let last = self.latencies.len().saturating_sub(1);
        let at = ((last as f64) * part).round() as usize;
        self.latencies.get(at).map_or(0.0, |micros| f64::from(*micros) / 1000.0)
    }
}

/// The bytes of a GET with a session's cookie.
pub fn get(path: &str, cookie: &str) -> Vec<u8> {
    format!("GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nCookie: {cookie}\r\nAccept-Encoding: identity\r\n\r\n")
        .into_bytes()
}

/// Asks over `connections` at once for as long as `time`.
pub async fn run(target: &Target, connections: usize, time: Duration) -> Measured {
    let started = Instant::now();
    let mut tasks = JoinSet::new();
    for number in 0..connections {
        tasks.spawn(one_connection(target.clone(), number, started, time));
    }
    let (mut answers, mut failed) = (Vec::new(), 0);
    while let Some(done) = tasks.join_next().await {
        let Ok((some, its_failed)) = done else { continue };
        answers.extend(some);
        failed += its_failed;
    }
    Measured::of(answers, failed, started.elapsed())
}

/// When an answer came, in microseconds since the start, and how many it took.
type Answered = (u64, u32);

async fn one_connection(target: Target, number: usize, started: Instant, time: Duration) -> (Vec<Answered>, usize) {
    let mut answers = Vec::new();
    let mut failed = 0;
    let mut next = number * 37;
    let mut open: Option<Connection> = None;
    while started.elapsed() < time {
        let asked = Instant::now();
        let answer = ask(&mut open, &target, next).await;
        next += 1;
        match answer {
            Ok(200 | 201 | 304) => {
                let took = u32::try_from(asked.elapsed().as_micros()).unwrap_or(u32::MAX);
                answers.push((u64::try_from(started.elapsed().as_micros()).unwrap_or(u64::MAX), took));
            }
            Ok(_) => failed += 1,
            Err(_) => {
                failed += 1;
                open = None;
                tokio::time::sleep(Duration::from_millis(10)).await;
            }
        }
    }
    (answers, failed)
}

async fn ask(open: &mut Option<Connection>, target: &Target, next: usize) -> io::Result<u16> {
    let connection = match open {
        Some(connection) => connection,
        None => open.insert(Connection::open(target.address).await?),
    };
    match &target.requests {
        Requests::Errand(errand) => errand.run(connection, next).await,
        requests => connection.ask(&requests.nth(next)).await,
    }
}

/// One keep-alive connection with its buffer.
pub struct Connection {
    stream: TcpStream,
    buffer: Vec<u8>,
}

impl Connection {
    pub async fn open(address: SocketAddr) -> io::Result<Self> {
        let stream = TcpStream::connect(address).await?;
        stream.set_nodelay(true)?;
        Ok(Self { stream, buffer: Vec::with_capacity(16 * 1024) })
    }

    /// Sends a request and reads the whole answer; its status.
    pub async fn ask(&mut self, request: &[u8]) -> io::Result<u16> {
        self.stream.write_all(request).await?;
        self.buffer.clear();
        let head = loop {
            self.read().await?;
            if let Some(at) = self.buffer.windows(4).position(|four| four == b"\r\n\r\n") {
                break at + 4;
            }
        };
        let (status, length) = head_of(&self.buffer[..head])?;
        while self.buffer.len() < head + length {
            self.read().await?;
        }
        Ok(status)
    }

    /// The body of the last answer.
    pub fn body(&self) -> &[u8] {
        let head = self.buffer.windows(4).position(|four| four == b"\r\n\r\n").map_or(0, |at| at + 4);
        &self.buffer[head..]
    }

    /// A header of the last answer.
    pub fn header(&self, name: &str) -> Option<String> {
        let head = &self.buffer[..self.buffer.len() - self.body().len()];
        String::from_utf8_lossy(head).lines().find_map(|line| {
            let (found, value) = line.split_once(':')?;
            found.eq_ignore_ascii_case(name).then(|| value.trim().to_owned())
        })
    }

    async fn read(&mut self) -> io::Result<()> {
        if self.stream.read_buf(&mut self.buffer).await? == 0 {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        Ok(())
    }
}

/// Status and length of the body.
fn head_of(head: &[u8]) -> io::Result<(u16, usize)> {
    let text = String::from_utf8_lossy(head);
    let status = text.split(' ').nth(1).and_then(|status| status.parse().ok());
    let length = text.lines().find_map(|line| {
        let (name, value) = line.split_once(':')?;
        name.eq_ignore_ascii_case("content-length").then(|| value.trim().parse().ok())?
    });
    match (status, length) {
        (Some(status), Some(length)) => Ok((status, length)),
        (Some(status @ (204 | 304)), None) => Ok((status, 0)),
        _ => Err(io::Error::other("an answer without status or content-length")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answers_head_gives_status_and_length() {
        assert_eq!(head_of(b"HTTP/1.1 200 OK\r\nContent-Length: 12\r\n\r\n").unwrap(), (200, 12));
        assert!(head_of(b"HTTP/1.1 200 OK\r\n\r\n").is_err());
    }

    #[test]
    fn quantiles_are_of_the_sorted_answers() {
        let answers = vec![(900_000, 2000), (1_000, 1000), (1_950_000, 9000), (2_000, 3000)];
        let measured = Measured::of(answers, 0, Duration::from_secs(2));
        assert_eq!((measured.each_second.as_slice(), measured.longest_silence), ([3, 1].as_slice(), 1050.0));
        assert!((measured.quantile(0.99) - 9.0).abs() < 0.001);
        assert!((measured.per_second() - 2.0).abs() < 0.001);
    }
}
