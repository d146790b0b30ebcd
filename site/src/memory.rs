//! Open pages are made once and served from memory: with a strong validator, packed both ways, in front of every layer.

use std::{
    collections::HashMap,
    io::Write,
    sync::{Arc, PoisonError, RwLock},
};

use aws_lc_rs::digest;
use axum::{
    body::{Body, Bytes, to_bytes},
    extract::{Request, State},
    http::{HeaderMap, HeaderValue, Method, StatusCode, header},
    middleware::Next,
    response::{IntoResponse, Response},
};
use eid::sessions::SESSION_COOKIE;
use incidents::{Board, Incident};
use web::{Language, cookie, reader_language};

use crate::{Open, OpenSite, articles::to_hex};

/// A page larger than this is not kept, in bytes.
const LARGEST: usize = 512 * 1024;
/// More are not kept: every page in every language finds room.
const MOST: usize = 4_000;
/// Browsers ask again each time, and learn that nothing has changed.
const ASK_AGAIN: &str = "public, max-age=0, must-revalidate";
const VARIES: &str = "accept-encoding, accept-language, cookie";
/// Of a single request, not of the page.
const OF_ONE_REQUEST: [&str; 2] = ["x-request-id", "set-cookie"];

/// The pages made so far. Cheap to clone.
#[derive(Clone)]
pub struct Memory {
    site: OpenSite,
    board: Board,
    pages: Arc<RwLock<Pages>>,
}

/// What pages are made of: the articles, and what the operator tells on every page.
#[derive(Clone)]
struct Made {
    open: Arc<Open>,
    told: Arc<Vec<Incident>>,
}

impl Made {
    fn is(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.open, &other.open) && Arc::ptr_eq(&self.told, &other.told)
    }
}

/// Pages of what stood when they were made.
struct Pages {
    of: Made,
    kept: HashMap<Key, Arc<Kept>>,
}

#[derive(PartialEq, Eq, Hash)]
struct Key {
    path: String,
    language: Language,
}

/// A page as it goes out.
struct Kept {
    headers: HeaderMap,
    plain: Packed,
    gzip: Packed,
    brotli: Packed,
}

struct Packed {
    bytes: Bytes,
    validator: HeaderValue,
}

impl Memory {
    pub fn of(site: OpenSite, board: Board) -> Self {
        let of = Made { open: site.now(), told: board.current() };
        Self { site, board, pages: Arc::new(RwLock::new(Pages { of, kept: HashMap::new() })) }
    }

    fn now(&self) -> Made {
        Made { open: self.site.now(), told: self.board.current() }
    }

    fn find(&self, key: &Key) -> Option<Arc<Kept>> {
        let pages = self.pages.read().unwrap_or_else(PoisonError::into_inner);
        pages.of.is(&self.now()).then(|| pages.kept.get(key).cloned())?
    }

    /// Keeps a page that was made of what stood then, if that still stands.
    fn keep(&self, key: Key, of: Made, kept: Arc<Kept>) {
        let mut pages = self.pages.write().unwrap_or_else(PoisonError::into_inner);
        if !pages.of.is(&of) {
            *pages = Pages { of: of.clone(), kept: HashMap::new() };
        }
        if of.is(&self.now()) && pages.kept.len() < MOST {
            pages.kept.insert(key, kept);
        }
    }
}

/// Answers from memory what is the same for everyone who is not logged in, and lets the rest pass.
pub async fn remember(State(memory): State<Memory>, mut request: Request, next: Next) -> Response {
    let Some(key) = key(&request) else { return next.run(request).await };
    let (takes, known) = (takes(request.headers()), request.headers().get(header::IF_NONE_MATCH).cloned());
    if let Some(kept) = memory.find(&key) {
        metrics::counter!("helsevei_remembered_pages_total").increment(1);
        return kept.answer(takes, known.as_ref());
    }
    let of = memory.now();
    request.headers_mut().remove(header::ACCEPT_ENCODING);
    let response = next.run(request).await;
    if response.status() != StatusCode::OK || response.headers().contains_key(header::SET_COOKIE) {
        return response;
    }
    let (parts, body) = response.into_parts();
    let Ok(bytes) = to_bytes(body, usize::MAX).await else { return StatusCode::INTERNAL_SERVER_ERROR.into_response() };
    if bytes.len() > LARGEST {
        return Response::from_parts(parts, Body::from(bytes));
    }
    let kept = Arc::new(Kept::new(parts.headers, bytes));
    memory.keep(key, of, kept.clone());
    kept.answer(takes, known.as_ref())
}

/// What a page is kept under; `None` for what is not the same for everyone.
fn key(request: &Request) -> Option<Key> {
    let (uri, headers) = (request.uri(), request.headers());
    let is_open = request.method() == Method::GET && uri.query().is_none() && is_open(uri.path());
    if !is_open || cookie::read(headers, SESSION_COOKIE).is_some() {
        return None;
    }
    Some(Key { path: uri.path().to_owned(), language: reader_language(headers) })
}

/// The pages of the open site, in a language's prefix or without. No address of theirs needs `%`: written with it, one page
/// has more addresses than there is room for.
fn is_open(path: &str) -> bool {
    if path.contains('%') {
        return false;
    }
    let inner = Language::ALL.iter().find_map(|it| path.strip_prefix('/')?.strip_prefix(it.code())).unwrap_or(path);
    let begins = |start: &str| inner.strip_prefix(start).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'));
    inner.is_empty() || inner == "/" || ["/tema", "/a-til-aa", "/sprak"].into_iter().any(begins)
}

/// How a page may be packed for a browser.
#[derive(Clone, Copy)]
enum Packing {
    Plain,
    Gzip,
    Brotli,
}

fn takes(headers: &HeaderMap) -> Packing {
    let accepted = headers.get(header::ACCEPT_ENCODING).and_then(|it| it.to_str().ok()).unwrap_or_default();
    let takes = |coding: &str| {
        accepted.split(',').any(|part| {
            let mut fields = part.split(';').map(str::trim);
            fields.next() == Some(coding)
                && fields.next().is_none_or(|q| !matches!(q, "q=0" | "q=0.0" | "q=0.00" | "q=0.000"))
        })
    };
    match () {
        () if takes("br") => Packing::Brotli,
        () if takes("gzip") => Packing::Gzip,
        () => Packing::Plain,
    }
}

impl Kept {
    fn new(mut headers: HeaderMap, bytes: Bytes) -> Self {
        for name in OF_ONE_REQUEST {
            headers.remove(name);
        }
        headers.remove(header::CONTENT_LENGTH);
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static(ASK_AGAIN));
        headers.insert(header::VARY, HeaderValue::from_static(VARIES));
        let hash = digest::digest(&digest::SHA256, &bytes);
        let name = to_hex(&hash.as_ref()[..12]);
        let packed = |bytes: Bytes, ending: &str| Packed {
            bytes,
            validator: HeaderValue::try_from(format!("\"{name}{ending}\"")).unwrap_or(HeaderValue::from_static("\"\"")),
        };
        Self {
            headers,
            gzip: packed(gzip(&bytes), "-gz"),
            brotli: packed(brotli(&bytes), "-br"),
            plain: packed(bytes, ""),
        }
    }

    fn answer(&self, packing: Packing, known: Option<&HeaderValue>) -> Response {
        let (packed, coding) = match packing {
            Packing::Gzip if !self.gzip.bytes.is_empty() => (&self.gzip, Some("gzip")),
            Packing::Brotli if !self.brotli.bytes.is_empty() => (&self.brotli, Some("br")),
            _ => (&self.plain, None),
        };
        let is_known = known.is_some_and(|known| names(known, &packed.validator));
        let mut response = Response::new(if is_known { Body::empty() } else { Body::from(packed.bytes.clone()) });
        if is_known {
            *response.status_mut() = StatusCode::NOT_MODIFIED;
        }
        *response.headers_mut() = self.headers.clone();
        response.headers_mut().insert(header::ETAG, packed.validator.clone());
        if let Some(coding) = coding.filter(|_| !is_known) {
            response.headers_mut().insert(header::CONTENT_ENCODING, HeaderValue::from_static(coding));
        }
        response
    }
}

/// Whether a list of validators holds one (RFC 9110, 13.1.2).
fn names(known: &HeaderValue, validator: &HeaderValue) -> bool {
    let (Ok(known), Ok(validator)) = (known.to_str(), validator.to_str()) else { return false };
    known.trim() == "*" || known.split(',').any(|it| it.trim().trim_start_matches("W/") == validator)
}

fn gzip(bytes: &[u8]) -> Bytes {
    let mut packer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    match packer.write_all(bytes).and_then(|()| packer.finish()) {
        Ok(packed) => packed.into(),
        Err(_) => Bytes::new(),
    }
}

fn brotli(bytes: &[u8]) -> Bytes {
    let mut packed = Vec::new();
    let mut packer = brotli::CompressorWriter::new(&mut packed, 4096, 9, 20);
    let written = packer.write_all(bytes).and_then(|()| packer.flush());
    drop(packer);
    written.map(|()| packed.into()).unwrap_or_default()
}
