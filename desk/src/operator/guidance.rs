//! `/skranke/veiledning`: how somebody's account stands, told to them in their usage log, and forms on paper (O4, P10).

use access::{
    Deed, GateError, Policy, Reason,
    rules::{GUIDANCE, PAPER_FORMS},
    state::{Account, FormKind, PaperForm, account},
};
use askama::Template;
use axum::{extract::State, response::Response};
use jiff::civil::Date;
use people::PersonId;
use web::{AtWork, Choice, Form, Page, PageError, Portal, again, render, texts::read_day};

use super::ITEMS;
use crate::members::{number, person};

const ACCOUNTS: Policy = Policy::everywhere(&GUIDANCE);
const FORMS: Policy = Policy::everywhere(&PAPER_FORMS);
/// Characters of a stated reason, and of a form's name in the archive.
const LONGEST: usize = 500;

#[derive(Template)]
#[template(path = "pages/guidance.html")]
struct Guidance {
    page: Page,
    form: Form,
    found: Option<Found>,
    kinds: Vec<Choice>,
    path: String,
}

/// What guidance is shown of a person: how the account stands, and nothing of their health.
struct Found {
    name: String,
    born: Date,
    dead: bool,
    account: Account,
    /// A form was registered just now.
    registered: bool,
}

pub(super) async fn get(State(portal): State<Portal>, at_work: AtWork) -> Result<Response, PageError> {
    let _ = portal;
    show(&at_work, Form::default(), None)
}

/// `POST /skranke/veiledning`: looks a person up, with a reason that they read.
pub(super) async fn look_up(
    State(portal): State<Portal>,
    at_work: AtWork,
    mut form: Form,
) -> Result<Response, PageError> {
    at_work.must(ITEMS[0].is_for)?;
    // Nobody is looked up without a reason: whether there is such a person is told with a line in their log.
    number(&mut form, "nummer");
    let Some(reason) = reason(&mut form) else { return show(&at_work, form, None) };
    if form.has_faults() {
        return show(&at_work, form, None);
    }
    let Some(subject) = person(&portal, &mut form, "nummer").await? else { return show(&at_work, form, None) };
    let found = found(&portal, &at_work, subject, reason, false).await?;
    show(&at_work, form, Some(found))
}

/// `POST /skranke/veiledning/skjema`: registers a form, and does what it asks for.
pub(super) async fn register(
    State(portal): State<Portal>,
    at_work: AtWork,
    mut form: Form,
) -> Result<Response, PageError> {
    at_work.must(ITEMS[0].is_for)?;
    let subject = person(&portal, &mut form, "nummer").await?.ok_or(PageError::BadInput)?;
    let said = reason(&mut form).ok_or(PageError::BadInput)?;
    let paper = paper(&portal, &at_work, &mut form);
    let registered = paper.is_some();
    if let Some(paper) = paper {
        let why = Reason::Stated(paper.form.clone());
        let allowed = at_work.act(&portal, subject, &FORMS, Deed::new("register_form"), why).await?;
        let done =
            allowed.commit::<_, GateError, _>(move |tx| Box::pin(async move { Ok(tx.register_form(&paper).await?) }));
        done.await?;
    }
    let found = found(&portal, &at_work, subject, said, registered).await?;
    show(&at_work, form, Some(found))
}

fn reason(form: &mut Form) -> Option<Reason> {
    let words = form.value("grunn").to_owned();
    if words.is_empty() || words.chars().count() > LONGEST {
        form.refuse("grunn", "desk-guidance-reason-wanting");
        return None;
    }
    Some(Reason::Stated(words))
}

fn paper(portal: &Portal, at_work: &AtWork, form: &mut Form) -> Option<PaperForm> {
    let kind = FormKind::parse(form.value("slag"));
    if kind.is_none() {
        form.refuse("slag", "desk-guidance-kind-wanting");
    }
    let name = form.value("skjema").to_owned();
    if name.is_empty() || name.chars().count() > LONGEST {
        form.refuse("skjema", "desk-guidance-form-wanting");
    }
    let received = read_day(form.value("mottatt")).filter(|day| *day <= portal.clock().today());
    if received.is_none() {
        form.refuse("mottatt", "desk-guidance-received-wrong");
    }
    let (kind, received) = (kind?, received?);
    let registered_by = at_work.staff().person();
    (!form.has_faults()).then_some(PaperForm { kind, form: name, received, registered_by })
}

async fn found(
    portal: &Portal,
    at_work: &AtWork,
    subject: PersonId,
    reason: Reason,
    registered: bool,
) -> Result<Found, PageError> {
    let allowed = at_work.see(portal, subject, &ACCOUNTS, Deed::new("look_up"), reason).await?;
    let account = account(&allowed).await?;
    let seen = allowed.seen().ok_or(PageError::NotFound)?;
    Ok(Found { name: seen.name.full(), born: seen.born, dead: seen.dead, account, registered })
}

fn show(at_work: &AtWork, form: Form, found: Option<Found>) -> Result<Response, PageError> {
    at_work.must(ITEMS[0].is_for)?;
    let text = |kind: FormKind| format!("desk-form-{}", kind.as_str().replace('_', "-"));
    let choice = |kind: FormKind| Choice::new(kind.as_str(), at_work.words().t(&text(kind)));
    let faulty = form.has_faults();
    let page = render(&Guidance {
        page: at_work.page(ITEMS[0].key),
        form,
        found,
        kinds: FormKind::ALL.into_iter().map(choice).collect(),
        path: at_work.path(ITEMS[0].path),
    });
    Ok(if faulty { again(page) } else { page })
}
