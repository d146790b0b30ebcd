//! One's choices: naming visits in notices, and which next of kin are told of what (N3, R7, B5).
//!
//! The person chooses all of it, and a parent for a child. One who holds a power to act chooses about missed visits, and
//! about themself: consents and others' powers are the person's alone (R5).

use access::{Allowed, Deed, GateError, See, rules::Basis};
use askama::Template;
use axum::{
    extract::State,
    response::{IntoResponse, Redirect, Response},
};
use visits::{KinWord, MISSED_AFTER, Settings};
use web::{Acting, Choice, Form, Page, PageError, Portal, Tab, again, render};

use super::{
    View,
    next_of_kin::{self, NextOfKin},
};
use crate::home_care::SERVICE;

/// The value of the choice that nobody is told of a missed visit.
const NEVER: &str = "aldri";

#[derive(Template)]
#[template(path = "home_care/pages/settings.html")]
struct Choices {
    page: Page,
    tabs: Vec<Tab>,
    form: Form,
    saved: bool,
    kin: Vec<NextOfKin>,
    /// The reader may agree for the person.
    own: bool,
    /// There is somebody who could be told of a missed visit.
    watched: bool,
    after: Vec<Choice>,
    /// Key of why the reader can look and not choose.
    refused: Option<&'static str>,
    action: String,
}

/// `GET /p/{handle}/hjemmetjeneste/valg`.
pub async fn get(State(portal): State<Portal>, acting: Acting, sent: Form) -> Result<Response, PageError> {
    let allowed = acting.see(&portal, &SERVICE, Deed::new("show_choices")).await?;
    let (settings, kin) = (visits::settings(&allowed).await?, next_of_kin::of(&portal, &acting, &allowed).await?);
    let form = filled(&settings, &kin);
    page(&portal, &acting, &allowed, form, kin, sent.value("gjort") == "lagret").await
}

/// `POST /p/{handle}/hjemmetjeneste/valg`.
pub async fn post(State(portal): State<Portal>, acting: Acting, mut form: Form) -> Result<Response, PageError> {
    let allowed = acting.see(&portal, &SERVICE, Deed::new("show_choices")).await?;
    let kin = next_of_kin::of(&portal, &acting, &allowed).await?;
    let after = check(&mut form, &kin, watched(&allowed, &kin));
    if form.has_faults() {
        return Ok(again(page(&portal, &acting, &allowed, form, kin, false).await?));
    }
    let agrees = next_of_kin::is_the_persons_own(&allowed).then(|| form.holds("navngi", "ja"));
    let words: Vec<KinWord> = kin.iter().map(|it| chosen(&form, it)).collect();
    let allowed = acting.act(&portal, &SERVICE, Deed::new("change_choices")).await?;
    let save = allowed.commit::<_, GateError, _>(move |tx| {
        Box::pin(async move {
            let named = match agrees {
                Some(agrees) => agrees,
                None => visits::settings_in(tx).await?.named,
            };
            visits::store(tx, &Settings { named, missed_after: after }).await?;
            for word in words {
                visits::choose_kin(tx, word).await?;
            }
            Ok(())
        })
    });
    save.await?;
    Ok(Redirect::to(&format!("{}?gjort=lagret", acting.path("hjemmetjeneste/valg"))).into_response())
}

/// The minutes that were chosen; what is wrong is said at the field.
fn check(form: &mut Form, kin: &[NextOfKin], watched: bool) -> Option<u16> {
    if !watched || form.value("frist") == NEVER {
        return None;
    }
    let minutes = form.value("frist").parse().ok().filter(|minutes| MISSED_AFTER.contains(minutes));
    if minutes.is_none() {
        form.refuse("frist", "home-care-choose-after");
    } else if !kin.is_empty() && !kin.iter().any(|it| form.holds("uteblitt", &it.handle)) {
        form.refuse("frist", "home-care-choose-whom");
    }
    minutes
}

fn chosen(form: &Form, kin: &NextOfKin) -> KinWord {
    KinWord {
        holder: kin.word.holder,
        completed: form.holds("gjennomfort", &kin.handle),
        missed: form.holds("uteblitt", &kin.handle),
    }
}

fn filled(settings: &Settings, kin: &[NextOfKin]) -> Form {
    let after = settings.missed_after.map_or(NEVER.to_owned(), |minutes| minutes.to_string());
    let mut fields = vec![("frist".to_owned(), after)];
    fields.extend(settings.named.then(|| ("navngi".to_owned(), "ja".to_owned())));
    for one in kin {
        fields.extend(one.word.completed.then(|| ("gjennomfort".to_owned(), one.handle.clone())));
        fields.extend(one.word.missed.then(|| ("uteblitt".to_owned(), one.handle.clone())));
    }
    Form::of(fields)
}

/// Parents are told of a child without being chosen.
fn watched(allowed: &Allowed<See>, kin: &[NextOfKin]) -> bool {
    !kin.is_empty() || *allowed.basis() == Basis::ParentalResponsibility
}

async fn page(
    portal: &Portal,
    acting: &Acting,
    allowed: &Allowed<See>,
    form: Form,
    kin: Vec<NextOfKin>,
    saved: bool,
) -> Result<Response, PageError> {
    let words = acting.words();
    let never = Choice::new(NEVER, words.t("home-care-after-never"));
    let after = MISSED_AFTER.map(|minutes| {
        Choice::new(minutes.to_string(), words.say("home-care-after").with("minutes", i64::from(minutes)).to_string())
    });
    let refused = acting.refused(portal, &SERVICE).await?;
    Ok(render(&Choices {
        page: acting.page("home-care-choices-title").under(acting.path("hjemmetjeneste"), words.t("home-care-title")),
        tabs: super::tabs(acting, View::Choices),
        form,
        saved,
        own: next_of_kin::is_the_persons_own(allowed),
        watched: watched(allowed, &kin),
        kin,
        after: std::iter::once(never).chain(after).collect(),
        refused: refused.and_then(|refusal| refusal.key()),
        action: acting.path("hjemmetjeneste/valg"),
    }))
}
