//! `/skranke/drift/virksomheter`: the health services that offices belong to and systems work for (O2).

use ::offices::Operation;
use access::rules::ItemSource;
use askama::Template;
use axum::{
    extract::{Path, State},
    response::{IntoResponse, Redirect, Response},
};
use records::{Profile, Source};
use web::{AtWork, Choice, Form, Page, PageError, Portal, again, render};

use super::{ITEM, NEW, operate, page};

const PATH: &str = "drift/virksomheter";
/// Characters of a name.
const LONGEST: usize = 200;

#[derive(Template)]
#[template(path = "operator/organisations.html")]
struct List {
    page: Page,
    /// With the key of its kind.
    organisations: Vec<(Source, &'static str)>,
    path: String,
}

#[derive(Template)]
#[template(path = "operator/organisation.html")]
struct Edit {
    page: Page,
    form: Form,
    /// The number of one that is there already.
    number: Option<String>,
    kinds: Vec<Choice>,
    profiles: Vec<Choice>,
    action: String,
    back: String,
}

pub(super) async fn list(State(portal): State<Portal>, at_work: AtWork) -> Result<Response, PageError> {
    at_work.must(ITEM.is_for)?;
    let all = portal.organisations().list().await.map_err(PageError::unavailable)?;
    let organisations = all.into_iter().map(|source| {
        let key = kind(source.kind).1;
        (source, key)
    });
    let page = page(&at_work, "operator-organisations");
    Ok(render(&List { page, organisations: organisations.collect(), path: at_work.path(PATH) }))
}

pub(super) async fn get(
    State(portal): State<Portal>,
    at_work: AtWork,
    Path(number): Path<String>,
) -> Result<Response, PageError> {
    at_work.must(ITEM.is_for)?;
    let Some(known) = known(&portal, &number).await? else {
        return Ok(edit(&at_work, Form::filled([("slag", "other")]), None));
    };
    let profile = if known.profile == Profile::Helsenorge { "helsenorge" } else { "base" };
    let form = Form::filled([("navn", &known.name), ("slag", kind(known.kind).0), ("profil", profile)]);
    Ok(edit(&at_work, form, Some(number)))
}

/// Adds or changes one. One that is as typed already is left as it is, without a line.
pub(super) async fn post(
    State(portal): State<Portal>,
    at_work: AtWork,
    Path(number): Path<String>,
    mut form: Form,
) -> Result<Response, PageError> {
    at_work.must(ITEM.is_for)?;
    let known = known(&portal, &number).await?;
    let typed = read(&mut form, known.as_ref());
    if let (None, Some(typed)) = (&known, &typed) {
        let there = portal.organisations().find(&typed.organisation).await.map_err(PageError::unavailable)?;
        if there.is_some_and(|there| there != *typed) {
            form.refuse("nummer", "operator-organisation-exists");
        }
    }
    let Some(typed) = typed.filter(|_| !form.has_faults()) else {
        return Ok(again(edit(&at_work, form, known.map(|known| known.organisation))));
    };
    operate(&portal, &at_work, Operation::SaveOrganisation(typed)).await?;
    Ok(Redirect::to(&at_work.path(PATH)).into_response())
}

/// The one in the address; `None` where a new one is made.
async fn known(portal: &Portal, number: &str) -> Result<Option<Source>, PageError> {
    if number == NEW {
        return Ok(None);
    }
    let found = portal.organisations().find(number).await.map_err(PageError::unavailable)?;
    found.map(Some).ok_or(PageError::NotFound)
}

fn read(form: &mut Form, known: Option<&Source>) -> Option<Source> {
    let organisation = match known {
        Some(known) => known.organisation.clone(),
        None => form.value("nummer").chars().filter(|sign| !sign.is_whitespace()).collect(),
    };
    if organisation.len() != 9 || !organisation.bytes().all(|sign| sign.is_ascii_digit()) {
        form.refuse("nummer", "operator-organisation-number-wrong");
    }
    form.require("navn", "operator-name-wanting");
    form.at_most("navn", LONGEST, "operator-name-wanting");
    let kind = KINDS.into_iter().find(|(word, ..)| *word == form.value("slag")).map(|(.., kind)| kind);
    if kind.is_none() {
        form.refuse("slag", "operator-kind-wanting");
    }
    let profile = if form.value("profil") == "helsenorge" { Profile::Helsenorge } else { Profile::Base };
    let name = form.value("navn").to_owned();
    (!form.has_faults()).then_some(Source { organisation, name, kind: kind?, profile })
}

/// As forms name a kind, the key of its text, and the kind.
const KINDS: [(&str, &str, ItemSource); 5] = [
    ("gp", "operator-source-gp", ItemSource::Gp),
    ("municipal", "operator-source-municipal", ItemSource::Municipal),
    ("school_nurse", "operator-source-school-nurse", ItemSource::SchoolNurse),
    ("hospital", "operator-source-hospital", ItemSource::Hospital),
    ("other", "operator-source-other", ItemSource::Other),
];

fn kind(kind: ItemSource) -> (&'static str, &'static str) {
    let found = KINDS.into_iter().find(|(.., known)| *known == kind);
    found.map_or(("other", "operator-source-other"), |(word, key, _)| (word, key))
}

fn edit(at_work: &AtWork, form: Form, number: Option<String>) -> Response {
    let words = at_work.words();
    let title = if number.is_some() { "operator-organisation-change" } else { "operator-organisation-add" };
    let back = at_work.path(PATH);
    render(&Edit {
        page: page(at_work, title).under(back.clone(), words.t("operator-organisations")),
        form,
        kinds: KINDS.map(|(word, key, _)| Choice::new(word, words.t(key))).to_vec(),
        profiles: [("base", "operator-profile-base"), ("helsenorge", "operator-profile-helsenorge")]
            .map(|(word, key)| Choice::new(word, words.t(key)))
            .to_vec(),
        action: format!("{back}/{}", number.as_deref().unwrap_or(NEW)),
        number,
        back,
    })
}

/// All of them, to choose among.
pub(super) async fn choices(portal: &Portal) -> Result<Vec<Choice>, PageError> {
    let all = portal.organisations().list().await.map_err(PageError::unavailable)?;
    let choice = |it: Source| Choice::new(it.organisation.clone(), format!("{} ({})", it.name, it.organisation));
    Ok(all.into_iter().map(choice).collect())
}
