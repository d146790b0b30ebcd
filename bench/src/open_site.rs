//! The open site: an article beside nginx with the same bytes, and a crowd on it beside people who are logged in.

use std::{error::Error, fs, net::SocketAddr, path::Path, process::Command, sync::Arc, time::Duration};

use tokio::{sync::watch, task::JoinSet, time::Instant};

use crate::{
    load::{Connection, Requests, Target},
    measure::{self, Plan},
    process::Running,
    report::{self, Line},
    under_test::{UnderTest, free_port, wait_for},
};

/// What is read: an article of ordinary length.
const ARTICLE: &str = "/nb/tema/nodhjelp/hvem-ringer-du";
/// How many read it at once, and how long each takes before they ask again.
const CROWD: usize = 10_000;
const READING: Duration = Duration::from_secs(10);
/// Logged in beside them.
const LOGGED_IN: usize = 8;

/// What was measured, and what is to be said of it.
pub struct Open {
    pub lines: Vec<Line>,
    pub told: Vec<String>,
}

/// All of it against one portal.
pub async fn measure(plan: &Plan, portal: &UnderTest) -> Result<Open, Box<dyn Error + Send + Sync>> {
    let article = Article::read(portal.page.address).await?;
    let mut lines = beside_nginx(plan, portal, &article).await?;
    let mut told = vec![article.told(), ratio(&lines)];
    let alone = measure::one(portal, "page", &portal.page, LOGGED_IN, plan.time).await;
    let crowd = Crowd::gather(portal.page.address, &article).await;
    let with_crowd =
        measure::one(portal, "page, a crowd on an article beside", &portal.page, LOGGED_IN, plan.time).await;
    told.push(crowd.disperse(&alone, &with_crowd).await);
    lines.extend([alone, with_crowd]);
    Ok(Open { lines, told })
}

/// An article as it goes out, packed by brotli.
struct Article {
    head: Vec<(String, String)>,
    body: Vec<u8>,
}

/// The headers that nginx is to send too.
const HEAD: [&str; 6] =
    ["content-type", "content-encoding", "cache-control", "vary", "content-security-policy", "etag"];

impl Article {
    async fn read(portal: SocketAddr) -> Result<Self, Box<dyn Error + Send + Sync>> {
        let mut connection = Connection::open(portal).await?;
        // Twice: the first answer makes what is then remembered.
        connection.ask(&request(None)).await?;
        let status = connection.ask(&request(None)).await?;
        if status != 200 {
            return Err(format!("the article answers {status}").into());
        }
        let head = HEAD.iter().filter_map(|name| Some(((*name).to_owned(), connection.header(name)?))).collect();
        Ok(Self { head, body: connection.body().to_vec() })
    }

    fn validator(&self) -> Option<&str> {
        self.head.iter().find(|(name, _)| name == "etag").map(|(_, value)| value.as_str())
    }

    fn told(&self) -> String {
        format!("The article is {} bytes, packed by brotli, the same from both.", self.body.len())
    }
}

fn request(known: Option<&str>) -> Vec<u8> {
    let known = known.map(|it| format!("If-None-Match: {it}\r\n")).unwrap_or_default();
    format!("GET {ARTICLE} HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept-Encoding: br\r\n{known}\r\n").into_bytes()
}

fn target(address: SocketAddr, known: Option<&str>) -> Target {
    Target { address, requests: Requests::Round(Arc::new(vec![request(known)])) }
}

const PORTAL: &str = "article from the portal";
const NGINX: &str = "article from nginx, same bytes";

/// Portal and nginx in turn at each number of connections, so that both meet the same noise.
async fn beside_nginx(
    plan: &Plan,
    portal: &UnderTest,
    article: &Article,
) -> Result<Vec<Line>, Box<dyn Error + Send + Sync>> {
    let folder = tempfile::tempdir()?;
    let (nginx, address) = nginx(folder.path(), article).await?;
    let (own, other) = (target(portal.page.address, None), target(address, None));
    let mut lines = Vec::new();
    for connections in &plan.connections {
        lines.push(measure::of_process(portal.pid(), PORTAL, &own, *connections, plan.time).await);
        lines.push(measure::of_process(nginx.pid(), NGINX, &other, *connections, plan.time).await);
    }
    let most = plan.connections.iter().copied().max().unwrap_or(64);
    let again = target(portal.page.address, article.validator());
    lines.push(measure::of_process(portal.pid(), "article asked again, 304", &again, most, plan.time).await);
    // Its workers would outlive a first process that is killed.
    let stop = ["-s", "quit", "-p"];
    Command::new("nginx").args(stop).arg(folder.path()).arg("-c").arg(folder.path().join(SETTINGS)).status()?;
    Ok(lines)
}

const SETTINGS: &str = "nginx.conf";

/// nginx over a file with the article's bytes, as quick as it can be set.
async fn nginx(folder: &Path, article: &Article) -> Result<(Running, SocketAddr), Box<dyn Error + Send + Sync>> {
    let port = free_port()?;
    let root = folder.join("root");
    let file = root.join(ARTICLE.trim_start_matches('/'));
    fs::create_dir_all(file.parent().unwrap_or(&root))?;
    fs::write(&file, &article.body)?;
    let headers: String = article
        .head
        .iter()
        .filter(|(name, _)| name != "content-type" && name != "etag")
        .map(|(name, value)| format!("      add_header {name} \"{}\";\n", value.replace('"', "\\\"")))
        .collect();
    let (root, at) = (root.display(), folder.display());
    let settings = format!(
        "daemon off;\nmaster_process on;\nworker_processes auto;\npid {at}/pid;\nerror_log {at}/error.log;\n\
         events {{ worker_connections 20000; }}\n\
         http {{\n  access_log off;\n  sendfile on;\n  tcp_nopush on;\n  keepalive_requests 1000000;\n\
         \x20 open_file_cache max=10 inactive=600s;\n  default_type \"text/html; charset=utf-8\";\n\
         \x20 client_body_temp_path {at}/body;\n  proxy_temp_path {at}/proxy;\n  fastcgi_temp_path {at}/fastcgi;\n\
         \x20 uwsgi_temp_path {at}/uwsgi;\n  scgi_temp_path {at}/scgi;\n\
         \x20 server {{\n    listen 127.0.0.1:{port};\n    location / {{\n      root {root};\n{headers}    }}\n  }}\n}}\n"
    );
    let file = folder.join(SETTINGS);
    fs::write(&file, settings)?;
    let child = Command::new("nginx").arg("-p").arg(folder).arg("-c").arg(&file).spawn();
    let nginx = Running(child.map_err(|fault| format!("nginx does not start: {fault}"))?);
    let address = SocketAddr::from(([127, 0, 0, 1], port));
    wait_for(address).await?;
    let mut connection = Connection::open(address).await?;
    let status = connection.ask(&request(None)).await?;
    if status != 200 || connection.body() != article.body {
        return Err(format!("nginx answers {status}, not with the same bytes").into());
    }
    Ok((nginx, address))
}

/// The share of nginx at the most connections.
fn ratio(lines: &[Line]) -> String {
    let rate = |what: &str| {
        let of_it = lines.iter().filter(|line| line.what == what);
        of_it.max_by_key(|line| line.connections).map_or(0.0, |line| line.measured.per_second())
    };
    format!("At the most connections the portal gives {:.2} of what nginx gives.", rate(PORTAL) / rate(NGINX).max(1.0))
}

/// Many who read an article, each on a connection that stays open.
struct Crowd {
    readers: JoinSet<Read>,
    stop: watch::Sender<bool>,
    since: Instant,
}

#[derive(Default)]
struct Read {
    answered: usize,
    failed: usize,
}

impl Crowd {
    /// They come within the time that one takes to read, and each asks again after it.
    async fn gather(address: SocketAddr, article: &Article) -> Self {
        let (stop, stopped) = watch::channel(false);
        let since = Instant::now();
        let (first, again): (Arc<[u8]>, Arc<[u8]>) = (request(None).into(), request(article.validator()).into());
        let mut readers = JoinSet::new();
        for number in 0..CROWD {
            let arrival = READING.mul_f64(number as f64 / CROWD as f64);
            readers.spawn(one_reader(address, arrival, [first.clone(), again.clone()], stopped.clone()));
        }
        tokio::time::sleep(READING).await;
        Self { readers, stop, since }
    }

    /// Sends them home, and says what they and those who were logged in got.
    async fn disperse(mut self, alone: &Line, beside: &Line) -> String {
        let seconds = self.since.elapsed().as_secs_f64();
        let _ = self.stop.send(true);
        let mut all = Read::default();
        while let Some(read) = self.readers.join_next().await {
            let read = read.unwrap_or_default();
            (all.answered, all.failed) = (all.answered + read.answered, all.failed + read.failed);
        }
        format!(
            "A crowd of {CROWD} connections on the article, each asking every {} s ({:.0} answers/s, {} failed): the logged-in page {}.",
            READING.as_secs(),
            all.answered as f64 / seconds,
            all.failed,
            report::slower(alone, beside)
        )
    }
}

/// Asks for the article, then every while whether it has changed, as a browser does.
async fn one_reader(
    address: SocketAddr,
    arrival: Duration,
    asked: [Arc<[u8]>; 2],
    mut stopped: watch::Receiver<bool>,
) -> Read {
    let mut read = Read::default();
    tokio::time::sleep(arrival).await;
    let Ok(mut connection) = Connection::open(address).await else { return Read { failed: 1, ..read } };
    let [mut next, again] = asked;
    loop {
        let answer = tokio::select! {
            _ = stopped.changed() => return read,
            answer = connection.ask(&next) => answer,
        };
        if !matches!(answer, Ok(200 | 304)) {
            return Read { failed: 1, ..read };
        }
        read.answered += 1;
        next = again.clone();
        tokio::select! {
            _ = stopped.changed() => return read,
            () = tokio::time::sleep(READING) => {}
        }
    }
}
