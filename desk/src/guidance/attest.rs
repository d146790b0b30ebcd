//! `/skranke/veiledning/fullmakt`: a power on a doctor's certificate, for one who cannot give one (R9): what is typed, a
//! page to check it on, then done.

use access::{
    Deed, Reason,
    rules::{Area, latest_attested_end},
    state::{Attested, PowerError, Side},
};
use askama::Template;
use axum::{
    extract::State,
    response::{IntoResponse, Redirect, Response},
};
use jiff::{ToSpan, civil::Date};
use people::PersonId;
use web::{AtWork, Choice, Form, Page, PageError, Portal, again_if, render, texts::read_day};

use super::{ACCOUNTS, FORMS, ITEM, must, powers, reference};
use crate::members::{number, person};

const PATH: &str = "veiledning/fullmakt";
/// The names of the boxes, one for each area.
const BOXES: [(&str, Area); 3] =
    [("registrert", Area::Registered), ("journal", Area::PatientRecord), ("digitalt", Area::Digital)];

#[derive(Template)]
#[template(path = "guidance/attest.html")]
struct Ask {
    page: Page,
    form: Form,
    areas: [(&'static str, &'static str); 3],
    actions: Vec<Choice>,
    path: String,
    back: String,
    /// Key of what was done just now.
    done: Option<&'static str>,
}

#[derive(Template)]
#[template(path = "guidance/check.html")]
struct Check {
    page: Page,
    /// What was typed, to be sent again with the answer.
    fields: Vec<(String, String)>,
    giver: String,
    holder: String,
    terms: Terms,
    path: String,
}

/// What was typed of the power itself, when all of it holds.
struct Terms {
    areas: Vec<Area>,
    may_act: bool,
    starts: Date,
    ends: Date,
    certificate: String,
}

pub(super) async fn get(at_work: AtWork, asked: Form) -> Result<Response, PageError> {
    let done = match asked.value("gjort") {
        "ny" => Some("guidance-power-registered"),
        "finnes" => Some("guidance-power-registered-before"),
        _ => None,
    };
    ask(&at_work, Form::filled([("handling", "handle")]), done)
}

/// The three steps in one address: to check, back to change, and to register.
pub(super) async fn post(State(portal): State<Portal>, at_work: AtWork, mut form: Form) -> Result<Response, PageError> {
    must(&at_work)?;
    if form.value("steg") == "endre" {
        return ask(&at_work, form, None);
    }
    number(&mut form, "giver");
    number(&mut form, "mottaker");
    let terms = terms(&mut form, portal.clock().today());
    let Some(terms) = terms.filter(|_| !form.has_faults()) else { return ask(&at_work, form, None) };
    let sides = sides(&portal, &at_work, &mut form, &terms.certificate).await?;
    let Some(([giver, holder], names)) = sides else { return ask(&at_work, form, None) };
    match portal.gate().unfit_for_attested(giver, holder).await? {
        Some(Side::Giver) => form.refuse("giver", "guidance-power-giver-unfit"),
        Some(Side::Holder) => form.refuse("mottaker", "guidance-power-holder-unfit"),
        None if form.value("steg") == "registrer" => return register(&portal, &at_work, [giver, holder], terms).await,
        None => return Ok(check(&at_work, form, names, terms)),
    }
    ask(&at_work, form, None)
}

async fn register(
    portal: &Portal,
    at_work: &AtWork,
    [giver, holder]: [PersonId; 2],
    terms: Terms,
) -> Result<Response, PageError> {
    let why = Reason::Stated(terms.certificate.clone());
    let allowed = at_work.act(portal, giver, &FORMS, Deed::new("register_power"), why).await?;
    let Terms { areas, may_act, starts, ends, certificate } = terms;
    let new = Attested { holder, areas, may_act, starts, ends, certificate };
    let done = match powers::register(allowed, new).await {
        Ok(_) => "ny",
        Err(PowerError::Already(_)) => "finnes",
        Err(PowerError::Gate(fault)) => return Err(fault.into()),
        Err(fault) => return Err(PageError::unavailable(fault)),
    };
    Ok(Redirect::to(&at_work.path(&format!("{PATH}?gjort={done}"))).into_response())
}

/// The two that the numbers are of, with their names. Whoever has one of the numbers has the look in their log, with the
/// certificate as its reason, before anything is told of either: that there is such a person, too. Guidance registers
/// nothing for themself or their child.
async fn sides(
    portal: &Portal,
    at_work: &AtWork,
    form: &mut Form,
    certificate: &str,
) -> Result<Option<([PersonId; 2], Vec<String>)>, PageError> {
    let (mut found, mut names) = (Vec::with_capacity(2), Vec::with_capacity(2));
    for field in ["giver", "mottaker"] {
        let Some(side) = person(portal, form, field).await? else { continue };
        let why = Reason::Stated(certificate.to_owned());
        let allowed = at_work.see(portal, side, &ACCOUNTS, Deed::new("look_up"), why).await?;
        names.push(allowed.seen().ok_or(PageError::NotFound)?.name.full());
        found.push(side);
    }
    let [giver, holder] = found[..] else { return Ok(None) };
    if giver == holder {
        form.refuse("mottaker", "guidance-power-same");
        return Ok(None);
    }
    Ok(Some(([giver, holder], names)))
}

fn terms(form: &mut Form, today: Date) -> Option<Terms> {
    let areas: Vec<Area> = BOXES.into_iter().filter(|(name, _)| form.holds(name, "ja")).map(|(_, area)| area).collect();
    if areas.is_empty() {
        form.refuse("omrade", "guidance-power-areas-wanting");
    }
    if !["se", "handle"].contains(&form.value("handling")) {
        form.refuse("handling", "guidance-power-action-wanting");
    }
    let may_act = form.value("handling") == "handle";
    let starts = first_day(form, today);
    let ends = last_day(form, starts);
    let certificate = reference(form, "erklaring");
    Some(Terms { areas, may_act, starts: starts?, ends: ends?, certificate: certificate? })
}

/// From today to a year ahead: a slip of the finger is more likely than a plan.
fn first_day(form: &mut Form, today: Date) -> Option<Date> {
    let Some(starts) = read_day(form.value("fra")) else {
        form.refuse("fra", "guidance-power-day-wrong");
        return None;
    };
    if starts < today || starts > today.saturating_add(1.year()) {
        form.refuse("fra", "guidance-power-first-wrong");
    }
    Some(starts)
}

fn last_day(form: &mut Form, starts: Option<Date>) -> Option<Date> {
    let Some(ends) = read_day(form.value("til")) else {
        form.refuse("til", "guidance-power-day-wrong");
        return None;
    };
    match starts {
        Some(starts) if ends < starts => form.refuse("til", "guidance-power-last-before-first"),
        Some(starts) if ends > latest_attested_end(starts) => form.refuse("til", "guidance-power-last-too-late"),
        _ => {}
    }
    Some(ends)
}

fn ask(at_work: &AtWork, form: Form, done: Option<&'static str>) -> Result<Response, PageError> {
    must(at_work)?;
    let words = at_work.words();
    let choice = |value: &str, key: &str| Choice::new(value, words.t(key));
    let faulty = form.has_faults();
    let page = render(&Ask {
        page: page(at_work),
        form,
        areas: BOXES.map(|(name, area)| (name, area.key())),
        actions: vec![choice("se", "guidance-power-sees"), choice("handle", "guidance-power-acts")],
        path: at_work.path(PATH),
        back: at_work.path(ITEM.path),
        done,
    });
    Ok(again_if(faulty, page))
}

fn check(at_work: &AtWork, form: Form, names: Vec<String>, terms: Terms) -> Response {
    let mut names = names.into_iter();
    let typed = form.into_fields().into_iter().filter(|(name, _)| name != "steg");
    render(&Check {
        page: page(at_work),
        fields: typed.collect(),
        giver: names.next().unwrap_or_default(),
        holder: names.next().unwrap_or_default(),
        terms,
        path: at_work.path(PATH),
    })
}

fn page(at_work: &AtWork) -> Page {
    at_work.page("guidance-power-title").under(at_work.path(ITEM.path), at_work.words().t(ITEM.key))
}
