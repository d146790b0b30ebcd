//! What machines ask a public site for (P11): robots.txt, the map of the site, and a feed of changed articles.

use axum::{
    Extension,
    extract::State,
    http::header,
    response::{IntoResponse, Response},
};
use jiff::{ToSpan, civil::Date};
use web::{PageError, Portal, Site, Visitor, start_of_day, texts::Language};

use super::{LISTED, local, treatments};
use crate::{
    OpenSite,
    articles::{Article, escaped},
};

/// How many of the newest articles the feed tells of.
const IN_FEED: usize = 30;
/// Pages besides articles that search engines may show.
const PAGES: [&str; 8] =
    ["", "/tema", "/behandlingssteder", "/sok", "/a-til-aa", "/sprak", "/tilbakemelding", "/status"];
/// Days until what security.txt says must be looked at again: less than a year (RFC 9116, 2.5.5).
const HOLDS: i64 = 180;

/// `GET /robots.txt`: nothing of anybody's is read by search engines, which would come to the log-in only. What is found
/// for some words says itself that it is not to be indexed.
pub async fn robots(State(portal): State<Portal>) -> String {
    let closed = ["/p/", "/skranke", "/logg-inn", "/logg-ut", "/fhir", "/oauth"];
    let closed: String = closed.map(|path| format!("Disallow: {path}\n")).concat();
    format!("User-agent: *\n{closed}Sitemap: {}/sitemap.xml\n", portal.site().origin)
}

/// `GET /.well-known/security.txt` (RFC 9116): where holes are reported. Not there where `[contact]` names no place. The
/// same for a whole day.
pub async fn security(State(portal): State<Portal>) -> Result<Response, PageError> {
    let site = portal.site();
    let contact = site.contact.security.as_deref().ok_or(PageError::NotFound)?;
    let expires = start_of_day(portal.clock().today().saturating_add(HOLDS.days()));
    let policy = site.contact.security_policy.as_ref().map(|it| format!("Policy: {it}\n")).unwrap_or_default();
    let text = format!(
        "Contact: {contact}\nExpires: {expires}\nPreferred-Languages: nb, nn, en\n\
         Canonical: {}/.well-known/security.txt\n{policy}",
        site.origin
    );
    Ok(([(header::CONTENT_TYPE, "text/plain; charset=utf-8")], text).into_response())
}

/// `GET /sitemap.xml` (sitemaps.org 0.9): every open page in each language it is in.
pub async fn map(State(portal): State<Portal>, Extension(site): Extension<OpenSite>) -> Result<Response, PageError> {
    let treatments = treatments::list(&portal).await?;
    let municipalities = portal.offices().municipalities().await.map_err(PageError::unavailable)?;
    let (open, own) = (site.now(), portal.site());
    let pages = Language::WHOLE.into_iter().flat_map(|language| PAGES.map(|path| own.address(language, path)));
    let topics = Language::WHOLE.into_iter().flat_map(|language| {
        open.library.topics().map(move |(name, _)| own.address(language, &format!("/tema/{name}")))
    });
    let treatments = Language::WHOLE
        .into_iter()
        .flat_map(|language| treatments.iter().map(move |it| own.address(language, &treatments::address(it))));
    let listed = Language::WHOLE
        .into_iter()
        .flat_map(|language| LISTED.iter().map(move |(path, ..)| own.address(language, path)));
    let municipal = Language::WHOLE
        .into_iter()
        .flat_map(|language| municipalities.iter().map(move |it| own.address(language, &local::address(&it.number))));
    let mut xml = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n",
    );
    for address in pages.chain(topics).chain(treatments).chain(listed).chain(municipal) {
        xml.push_str(&format!("<url><loc>{}</loc></url>\n", escaped(&address)));
    }
    for article in open.library.articles() {
        let address = escaped(&own.address(article.language, &article.path()));
        xml.push_str(&format!("<url><loc>{address}</loc><lastmod>{}</lastmod></url>\n", article.front.updated));
    }
    xml.push_str("</urlset>\n");
    Ok(([(header::CONTENT_TYPE, "application/xml; charset=utf-8")], xml).into_response())
}

/// `GET /atom.xml` (RFC 4287): the articles that were changed last, in the reader's language.
pub async fn feed(State(portal): State<Portal>, Extension(site): Extension<OpenSite>, visitor: Visitor) -> Response {
    let (open, own, words) = (site.now(), portal.site(), visitor.words());
    let language = words.language();
    let mut newest: Vec<&Article> = open.library.all_for(language).collect();
    newest.sort_by_key(|article| (std::cmp::Reverse(article.front.updated), article.key()));
    newest.truncate(IN_FEED);
    let changed = newest.first().map_or(Date::ZERO, |article| article.front.updated);
    let title = escaped(words.t("site-feed"));
    let id = escaped(&own.address(language, "/atom.xml"));
    let entries: String = newest.into_iter().map(|article| entry(article, own)).collect();
    let xml = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"{language}\">\n\
         <title>{title}</title>\n<id>{id}</id>\n<link rel=\"self\" href=\"{id}\"/>\n<updated>{}</updated>\n\
         <author><name>Helsevei</name></author>\n{entries}</feed>\n",
        moment(changed)
    );
    ([(header::CONTENT_TYPE, "application/atom+xml; charset=utf-8")], xml).into_response()
}

fn entry(article: &Article, site: &Site) -> String {
    let address = escaped(&site.address(article.language, &article.path()));
    format!(
        "<entry><title>{}</title><id>{address}</id><link href=\"{address}\" hreflang=\"{}\"/><updated>{}</updated>\
         <summary>{}</summary></entry>\n",
        escaped(&article.front.title),
        article.language,
        moment(article.front.updated),
        escaped(&article.front.summary)
    )
}

/// A day as Atom wants a moment: its beginning in Norway.
fn moment(day: Date) -> String {
    web::start_of_day(day).to_string()
}
