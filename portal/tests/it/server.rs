//! What a connection may not do: come in slices, be larger than any request of ours, or be one too many.

use std::{net::SocketAddr, time::Duration};

use axum::{Router, routing::get};
use portal::server::{Bounds, accept};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpListener, TcpStream},
    sync::watch,
    task::JoinHandle,
    time::{sleep, timeout},
};

struct Server {
    address: SocketAddr,
    stop: watch::Sender<bool>,
    running: JoinHandle<()>,
}

async fn server(connections: usize, head: Duration) -> Server {
    let slow = || async {
        sleep(Duration::from_millis(500)).await;
        "done"
    };
    let app = Router::new().route("/", get(|| async { "hello" })).route("/slow", get(slow));
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let address = listener.local_addr().expect("its address");
    let (stop, stopped) = watch::channel(false);
    let running = tokio::spawn(accept(listener, app, Bounds { connections, head }, stopped));
    Server { address, stop, running }
}

impl Server {
    async fn connect(&self) -> TcpStream {
        TcpStream::connect(self.address).await.expect("a connection")
    }

    /// All of the answer to what is sent, until the server closes.
    async fn answer(&self, request: &str) -> String {
        let mut stream = self.connect().await;
        // The server may answer and close before all is sent.
        let _ = stream.write_all(request.as_bytes()).await;
        rest(&mut stream).await
    }
}

async fn rest(stream: &mut TcpStream) -> String {
    let mut bytes = Vec::new();
    let _ = timeout(Duration::from_secs(10), stream.read_to_end(&mut bytes)).await.expect("the server closes");
    String::from_utf8_lossy(&bytes).into_owned()
}

const SHORT: Duration = Duration::from_millis(300);
const LONG: Duration = Duration::from_secs(60);

#[tokio::test(flavor = "multi_thread")]
async fn a_head_that_comes_in_slices_is_cut_off_and_so_is_a_connection_that_lies_idle() {
    let server = server(10, SHORT).await;
    let mut slow = server.connect().await;
    let dripping = async {
        for byte in b"GET / HTTP/1.1\r\nhost: a\r\n".iter().cycle() {
            sleep(Duration::from_millis(50)).await;
            if slow.write_all(&[*byte]).await.is_err() {
                break;
            }
        }
    };
    timeout(Duration::from_secs(5), dripping).await.expect("cut off");
    let mut idle = server.connect().await;
    idle.write_all(b"GET / HTTP/1.1\r\nhost: a\r\n\r\n").await.expect("sent");
    assert!(rest(&mut idle).await.ends_with("hello"), "answered once, then closed");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_request_larger_than_any_of_ours_is_refused_with_its_reason() {
    let server = server(10, LONG).await;
    let large = "a".repeat(30_000);
    let fine = server.answer("GET / HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n").await;
    assert!(fine.starts_with("HTTP/1.1 200"), "{fine}");
    let head = server.answer(&format!("GET / HTTP/1.1\r\nhost: a\r\nx: {large}\r\n\r\n")).await;
    assert!(head.starts_with("HTTP/1.1 431"), "{head}");
    let many: String = (0..150).map(|n| format!("x{n}: a\r\n")).collect();
    let many = server.answer(&format!("GET / HTTP/1.1\r\nhost: a\r\n{many}\r\n")).await;
    assert!(many.starts_with("HTTP/1.1 431"), "{many}");
    let long = &large[..12_000];
    let address = server.answer(&format!("GET /?{long} HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n")).await;
    assert!(address.starts_with("HTTP/1.1 414"), "{address}");
    let nonsense = server.answer("\0\0\0\r\n\r\n").await;
    assert!(nonsense.starts_with("HTTP/1.1 400"), "{nonsense}");
}

#[tokio::test(flavor = "multi_thread")]
async fn one_connection_too_many_waits_until_another_ends() {
    let server = server(2, LONG).await;
    let ask = b"GET / HTTP/1.1\r\nhost: a\r\n\r\n";
    let (mut first, mut second, mut third) = (server.connect().await, server.connect().await, server.connect().await);
    let mut answer = [0; 15];
    for stream in [&mut first, &mut second] {
        stream.write_all(ask).await.expect("sent");
        stream.read_exact(&mut answer).await.expect("an answer");
    }
    third.write_all(ask).await.expect("sent");
    assert!(timeout(SHORT, third.read_exact(&mut answer)).await.is_err(), "it waits");
    drop(first);
    timeout(Duration::from_secs(5), third.read_exact(&mut answer)).await.expect("in time").expect("an answer");
    assert_eq!(&answer, b"HTTP/1.1 200 OK");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_under_way_when_it_stops_is_answered_and_what_lies_idle_is_closed() {
    let server = server(10, LONG).await;
    let (mut busy, mut idle) = (server.connect().await, server.connect().await);
    busy.write_all(b"GET /slow HTTP/1.1\r\nhost: a\r\n\r\n").await.expect("sent");
    idle.write_all(b"GET / HTTP/1.1\r\nhost: a\r\n\r\n").await.expect("sent");
    sleep(Duration::from_millis(100)).await;
    server.stop.send(true).expect("told");
    assert!(rest(&mut busy).await.ends_with("done"));
    assert!(rest(&mut idle).await.ends_with("hello"));
    timeout(Duration::from_secs(5), server.running).await.expect("it ends").expect("without a panic");
    assert!(TcpStream::connect(server.address).await.is_err(), "nobody new is taken");
}
