//! How much one wants to be told, about whom, and where one is written to (S5).

use access::{Deed, GateError, Standing};
use askama::Template;
use axum::{
    extract::State,
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
};
use notify::{Level, Settings};
use people::{Contact, PersonId, Unreachable};
use web::{Acting, Choice, Form, Page, PageError, Portal, Tab, render};

use crate::notification_settings::SERVICE;

#[derive(Template)]
#[template(path = "notification_settings/pages/choose.html")]
struct Choose {
    page: Page,
    tabs: Vec<Tab>,
    form: Form,
    saved: bool,
    email: Option<Email>,
    /// Key of why no e-mail is sent; `None` when it is.
    trouble: Option<&'static str>,
    levels: Vec<Choice>,
    children: Vec<String>,
    /// Those one holds a power from: handle and name.
    givers: Vec<(String, String)>,
    action: String,
}

/// The address in the contact register.
struct Email {
    address: String,
    confirmed: String,
}

/// Whom the reader represents, by what.
struct Represented {
    children: Vec<String>,
    givers: Vec<(PersonId, String, String)>,
}

/// `GET /p/{handle}/varsler/innstillinger`. Choices are the reader's own: for another one is led to them.
pub async fn get(State(portal): State<Portal>, acting: Acting, sent: Form) -> Result<Response, PageError> {
    if !acting.is_for_oneself() {
        return Ok(Redirect::to(&super::own_choices(&portal, &acting)).into_response());
    }
    let allowed = acting.see(&portal, &SERVICE, Deed::new("show")).await?;
    let (settings, represented) = (notify::settings(&allowed).await?, represented(&portal, &acting).await?);
    let form = filled(&settings, &represented);
    let saved = sent.value("gjort") == "lagret";
    page(&portal, &acting, form, represented, saved).await
}

/// `POST /p/{handle}/varsler/innstillinger`.
pub async fn post(State(portal): State<Portal>, acting: Acting, mut form: Form) -> Result<Response, PageError> {
    let represented = represented(&portal, &acting).await?;
    let Some(level) = Level::parse(form.value("mengde")) else {
        acting.see(&portal, &SERVICE, Deed::new("show")).await?;
        form.refuse("mengde", "notification-settings-choose-level");
        let mut again = page(&portal, &acting, form, represented, false).await?;
        *again.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
        return Ok(again);
    };
    let chosen = represented.givers.iter().filter(|(_, handle, _)| form.holds("om", handle));
    let about: Vec<PersonId> = chosen.map(|(person, ..)| *person).collect();
    let allowed = acting.act(&portal, &SERVICE, Deed::new("change")).await?;
    let save = allowed.commit::<_, GateError, _>(move |tx| {
        Box::pin(async move {
            notify::set_level(tx, level).await?;
            notify::set_about(tx, &about).await
        })
    });
    save.await?;
    Ok(Redirect::to(&format!("{}?gjort=lagret", super::own_choices(&portal, &acting))).into_response())
}

fn filled(settings: &Settings, represented: &Represented) -> Form {
    let mut fields = vec![("mengde".to_owned(), settings.level.as_str().to_owned())];
    let chosen = represented.givers.iter().filter(|(person, ..)| settings.about.contains(person));
    fields.extend(chosen.map(|(_, handle, _)| ("om".to_owned(), handle.clone())));
    Form::of(fields)
}

async fn represented(portal: &Portal, acting: &Acting) -> Result<Represented, PageError> {
    let (_, everyone) = portal.gate().standings(acting.person()).await?;
    let (givers, children): (Vec<&Standing>, Vec<&Standing>) = everyone.iter().partition(|it| is_giver(it));
    let giver = |standing: &Standing| {
        let person = standing.subject.person;
        (person, portal.handles().of(acting.person(), person), standing.name.full())
    };
    Ok(Represented {
        children: children.into_iter().map(|it| it.name.full()).collect(),
        givers: givers.into_iter().map(giver).collect(),
    })
}

fn is_giver(standing: &Standing) -> bool {
    standing.basis().is_some_and(|basis| basis.is_power())
}

async fn page(
    portal: &Portal,
    acting: &Acting,
    form: Form,
    represented: Represented,
    saved: bool,
) -> Result<Response, PageError> {
    let contact = portal.notices().contacts().contact(acting.person()).await.map_err(PageError::unavailable)?;
    let contact = contact.unwrap_or_default();
    let words = acting.words();
    let choice = |level: Level| Choice {
        value: level.as_str().to_owned(),
        text: words.t(key(level).0).to_owned(),
        description: words.t(key(level).1).to_owned(),
    };
    Ok(render(&Choose {
        page: acting
            .page("notification-settings-choose-title")
            .under(acting.path(SERVICE.path), words.t("notification-settings-title")),
        tabs: super::tabs(acting, true),
        form,
        saved,
        email: email(acting, &contact),
        trouble: contact.reachable_email(portal.clock().now()).err().map(trouble),
        levels: Level::ALL.map(choice).to_vec(),
        children: represented.children,
        givers: represented.givers.into_iter().map(|(_, handle, name)| (handle, name)).collect(),
        action: acting.path(&format!("{}/innstillinger", SERVICE.path)),
    }))
}

fn email(acting: &Acting, contact: &Contact) -> Option<Email> {
    let email = contact.email.as_ref()?;
    let day = acting.words().moment(email.confirmed_at());
    Some(Email { address: email.value.clone(), confirmed: day })
}

fn trouble(why: Unreachable) -> &'static str {
    match why {
        Unreachable::Unknown => "notification-settings-no-address",
        Unreachable::Reserved => "notification-settings-reserved",
        Unreachable::Stale => "notification-settings-stale",
    }
}

fn key(level: Level) -> (&'static str, &'static str) {
    match level {
        Level::Few => ("notification-settings-few", "notification-settings-few-text"),
        Level::Standard => ("notification-settings-standard", "notification-settings-standard-text"),
        Level::Many => ("notification-settings-many", "notification-settings-many-text"),
    }
}
