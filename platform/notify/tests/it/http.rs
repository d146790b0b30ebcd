//! A small HTTP server of a test's own that answers, and misbehaves, as it is told.

use std::{
    io::{BufRead, BufReader, Read, Write},
    net::{TcpListener, TcpStream},
    sync::{Arc, Mutex},
    thread,
    time::Duration,
};

/// A request as it came.
#[derive(Clone, Debug, Default)]
pub struct Request {
    pub path: String,
    pub headers: Vec<(String, String)>,
    pub body: Vec<u8>,
}

impl Request {
    /// A header by its name in small letters; empty when it did not come.
    pub fn header(&self, name: &str) -> &str {
        self.headers.iter().find(|(own, _)| own == name).map_or("", |(_, value)| value)
    }

    pub fn json(&self) -> serde_json::Value {
        serde_json::from_slice(&self.body).unwrap()
    }
}

/// What the server does.
#[derive(Clone, Debug)]
pub enum Answer {
    /// Status, a header line or nothing, body.
    Say(u16, &'static str, String),
    /// The same after a while.
    Late(Duration, u16, String),
    /// The connection is closed without a word.
    Cut,
}

/// Serves until the test ends.
pub struct Server {
    pub origin: String,
    requests: Arc<Mutex<Vec<Request>>>,
}

impl Server {
    /// `answer` gets each request, and how many came before it.
    pub fn start(answer: impl Fn(&Request, usize) -> Answer + Send + Sync + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let origin = format!("http://{}", listener.local_addr().unwrap());
        let requests: Arc<Mutex<Vec<Request>>> = Arc::default();
        let (kept, answer) = (requests.clone(), Arc::new(answer));
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let (kept, answer) = (kept.clone(), answer.clone());
                thread::spawn(move || serve(stream, &kept, &*answer));
            }
        });
        Self { origin, requests }
    }

    /// What has come so far.
    pub fn requests(&self) -> Vec<Request> {
        self.requests.lock().unwrap().clone()
    }
}

fn serve(stream: TcpStream, kept: &Mutex<Vec<Request>>, answer: &dyn Fn(&Request, usize) -> Answer) -> Option<()> {
    let request = read(&stream)?;
    let before = {
        let mut all = kept.lock().unwrap();
        all.push(request.clone());
        all.len() - 1
    };
    match answer(&request, before) {
        Answer::Say(status, header, body) => say(stream, status, header, &body),
        Answer::Late(wait, status, body) => {
            thread::sleep(wait);
            say(stream, status, "", &body)
        }
        Answer::Cut => Some(()),
    }
}

fn read(stream: &TcpStream) -> Option<Request> {
    let mut reader = BufReader::new(stream);
    let mut line = String::new();
    reader.read_line(&mut line).ok()?;
    let mut request = Request { path: line.split(' ').nth(1)?.to_owned(), ..Request::default() };
    loop {
        let mut line = String::new();
        reader.read_line(&mut line).ok()?;
        let Some((name, value)) = line.trim_end().split_once(": ") else { break };
        request.headers.push((name.to_lowercase(), value.to_owned()));
    }
    request.body = vec![0; request.header("content-length").parse().unwrap_or(0)];
    reader.read_exact(&mut request.body).ok()?;
    Some(request)
}

fn say(mut stream: TcpStream, status: u16, header: &str, body: &str) -> Option<()> {
    let line = if header.is_empty() { String::new() } else { format!("{header}\r\n") };
    let head = format!("HTTP/1.1 {status} X\r\ncontent-length: {}\r\nconnection: close\r\n{line}\r\n", body.len());
    stream.write_all([head.as_bytes(), body.as_bytes()].concat().as_slice()).ok()
}
