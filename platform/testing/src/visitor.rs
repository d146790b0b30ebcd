//! A browser as a value: cookies, redirects, links and forms, over a real connection.

use std::sync::Mutex;

use reqwest::{
    Client, Method,
    header::{CONTENT_TYPE, COOKIE, LOCATION, ORIGIN, SET_COOKIE},
    redirect::Policy,
};

use crate::Answer;

/// Somebody in front of a browser without JavaScript. Keeps cookies, follows redirects.
pub struct Visitor {
    client: Client,
    /// `http://127.0.0.1:PORT`, without a slash at the end.
    origin: String,
    cookies: Mutex<Vec<(String, String)>>,
    address: Option<&'static str>,
}

const MOST_REDIRECTS: usize = 10;
/// Between the parts of a form with files.
const BETWEEN: &str = "between-the-parts";

impl Visitor {
    /// A browser that has just been opened.
    ///
    /// # Panics
    /// Where no HTTP client can be made.
    pub fn new(origin: &str) -> Self {
        let client = Client::builder().redirect(Policy::none()).build().expect("an HTTP client");
        Self { client, origin: origin.to_owned(), cookies: Mutex::default(), address: None }
    }

    /// The same browser at another address, as a proxy on this machine tells it.
    pub fn at(self, address: &'static str) -> Self {
        Self { address: Some(address), ..self }
    }

    /// A page, after its redirects.
    pub async fn get(&self, path: &str) -> Answer {
        self.send(Method::GET, path, &[]).await
    }

    /// Sends a form, and gives the page that follows.
    pub async fn post(&self, path: &str, fields: &[(&str, &str)]) -> Answer {
        self.send(Method::POST, path, fields).await
    }

    /// Sends the form on `page` that leads to an address with `part`: its hidden fields and the given ones.
    pub async fn submit(&self, page: &Answer, part: &str, fields: &[(&str, &str)]) -> Answer {
        let (action, hidden) = page.form(part);
        let mut all: Vec<(&str, &str)> = hidden.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        all.extend(fields);
        self.post(&action, &all).await
    }

    /// Sends a form with files (name of the field, name of the file, content), and gives the page that follows.
    pub async fn post_files(&self, path: &str, fields: &[(&str, &str)], files: &[(&str, &str, &[u8])]) -> Answer {
        let mut body = Vec::new();
        for (name, value) in fields {
            body.extend(
                format!("--{BETWEEN}\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n").bytes(),
            );
        }
        for (name, file, content) in files {
            let head =
                format!("--{BETWEEN}\r\nContent-Disposition: form-data; name=\"{name}\"; filename=\"{file}\"\r\n");
            body.extend(head.bytes().chain(*b"Content-Type: application/octet-stream\r\n\r\n"));
            body.extend(*content);
            body.extend(*b"\r\n");
        }
        body.extend(format!("--{BETWEEN}--\r\n").bytes());
        let request = self.client.post(format!("{}{path}", self.origin)).header(COOKIE, self.cookie_header());
        let kind = format!("multipart/form-data; boundary={BETWEEN}");
        let request = request.header(ORIGIN, &self.origin).header(CONTENT_TYPE, kind).body(body);
        let answer = self.answered(request, path).await;
        match answer.header(LOCATION.as_str()) {
            Some(next) if (300..400).contains(&answer.status) => self.get(&self.resolve(path, next)).await,
            _ => answer,
        }
    }

    /// Logs in at the demo's test eID as the holder of a number, and gives the page that follows.
    pub async fn log_in(&self, number: &str) -> Answer {
        let choice = self.get("/logg-inn").await;
        self.submit(&choice, "/test-eid/authorize", &[("number", number)]).await
    }

    /// Logs in at work, as the holder of a number, and gives the page that follows.
    pub async fn log_in_at_work(&self, number: &str) -> Answer {
        let choice = self.get("/skranke/logg-inn").await;
        self.submit(&choice, "/test-eid/authorize", &[("number", number)]).await
    }

    /// Forgets the cookies: another browser.
    pub fn forget(&self) {
        self.jar().clear();
    }

    /// The `Cookie` header as this browser sends it.
    pub fn cookie_header(&self) -> String {
        let pairs: Vec<String> = self.jar().iter().map(|(name, value)| format!("{name}={value}")).collect();
        pairs.join("; ")
    }

    /// Takes over somebody's `Cookie` header, as a thief would.
    pub fn carry(&self, header: &str) {
        let pairs = header.split("; ").filter_map(|pair| pair.split_once('='));
        *self.jar() = pairs.map(|(name, value)| (name.to_owned(), value.to_owned())).collect();
    }

    async fn send(&self, method: Method, path: &str, fields: &[(&str, &str)]) -> Answer {
        let (mut method, mut path, mut fields) = (method, path.to_owned(), fields);
        for _ in 0..MOST_REDIRECTS {
            let answer = self.once(&method, &path, fields).await;
            match answer.header(LOCATION.as_str()) {
                Some(next) if (300..400).contains(&answer.status) => path = self.resolve(&path, next),
                _ => return answer,
            }
            // 307 and 308 send the same form again; after all others a browser asks for a page.
            if !matches!(answer.status, 307 | 308) {
                (method, fields) = (Method::GET, &[]);
            }
        }
        panic!("more than {MOST_REDIRECTS} redirects, at {path}");
    }

    async fn once(&self, method: &Method, path: &str, fields: &[(&str, &str)]) -> Answer {
        let mut request = self.client.request(method.clone(), format!("{}{path}", self.origin));
        request = request.header(COOKIE, self.cookie_header());
        if let Some(address) = self.address {
            request = request.header("x-forwarded-for", address);
        }
        if *method == Method::POST {
            request = request.header(ORIGIN, &self.origin).form(fields);
        }
        self.answered(request, path).await
    }

    async fn answered(&self, request: reqwest::RequestBuilder, path: &str) -> Answer {
        let response = request.send().await.unwrap_or_else(|error| panic!("{path}: {error}"));
        let headers: Vec<(String, String)> = response
            .headers()
            .iter()
            .map(|(name, value)| (name.to_string(), String::from_utf8_lossy(value.as_bytes()).into_owned()))
            .collect();
        headers.iter().filter(|(name, _)| name == SET_COOKIE.as_str()).for_each(|(_, value)| self.keep(value));
        let status = response.status().as_u16();
        Answer { status, path: path.to_owned(), headers, body: response.text().await.unwrap_or_default() }
    }

    fn resolve(&self, path: &str, next: &str) -> String {
        if let Some(own) = next.strip_prefix(&self.origin) {
            return if own.is_empty() { "/".into() } else { own.into() };
        }
        assert!(next.starts_with('/'), "{path} leads out of the portal, to {next}");
        next.to_owned()
    }

    /// Takes a `Set-Cookie` in; an empty value or `Max-Age=0` removes it.
    fn keep(&self, line: &str) {
        let mut parts = line.split(';').map(str::trim);
        let Some((name, value)) = parts.next().and_then(|pair| pair.split_once('=')) else { return };
        let gone = value.is_empty() || parts.any(|part| part.eq_ignore_ascii_case("max-age=0"));
        let mut jar = self.jar();
        jar.retain(|(own, _)| own != name);
        if !gone {
            jar.push((name.to_owned(), value.to_owned()));
        }
    }

    fn jar(&self) -> std::sync::MutexGuard<'_, Vec<(String, String)>> {
        self.cookies.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
    }
}
