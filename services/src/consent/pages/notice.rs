//! What must be done before the services open: said on the home page, and to a youth on a page of their own (L2, L3).

use access::rules::{AgeBand, Basis};
use askama::Template;
use axum::response::Response;
use web::{Acting, Notice, Page, PageError, Portal, render};

use crate::consent::SERVICE;

#[derive(Template)]
#[template(path = "consent/pages/youth.html")]
struct Youth {
    page: Page,
    lacks_level: bool,
    lacks_consent: bool,
}

/// What one who reads this page lacks, as facts.
struct Lacks {
    level: bool,
    consent: bool,
    /// 13–15 and logged in themself.
    youth: bool,
    parent: bool,
}

async fn lacks(portal: &Portal, acting: &Acting) -> Result<Lacks, PageError> {
    let standing = portal.gate().standing(acting.person(), acting.subject()).await?;
    let band = AgeBand::on(standing.subject.born, standing.today);
    Ok(Lacks {
        level: standing.subject.chosen_level(standing.today).is_none(),
        consent: band == AgeBand::From13To15 && !standing.subject.parental_consent,
        youth: acting.is_for_oneself() && band < AgeBand::From16To17,
        parent: standing.basis() == Some(Basis::ParentalResponsibility),
    })
}

/// The notice on the home page; `None` when nothing is wanting, or somebody else must do it.
pub async fn find(portal: &Portal, acting: &Acting) -> Result<Option<Notice>, PageError> {
    let lacks = lacks(portal, acting).await?;
    let (text, link) = match lacks {
        Lacks { youth: true, level, consent, .. } if level || consent => ("consent-notice-youth", "consent-notice-ask"),
        Lacks { youth: true, .. } => return Ok(None),
        Lacks { level: true, parent: true, .. } => ("consent-notice-child", "consent-notice-read"),
        Lacks { level: true, .. } if acting.is_for_oneself() => ("consent-notice-own", "consent-notice-read"),
        _ => return Ok(None),
    };
    let words = acting.words();
    Ok(Some(Notice { text: words.t(text).to_owned(), href: acting.path(SERVICE.path), link: words.t(link).to_owned() }))
}

/// What a youth can ask a parent for.
pub async fn youth_page(portal: &Portal, acting: &Acting) -> Result<Response, PageError> {
    let lacks = lacks(portal, acting).await?;
    let page = acting.service_page(&SERVICE);
    Ok(render(&Youth { page, lacks_level: lacks.level, lacks_consent: lacks.consent }))
}
