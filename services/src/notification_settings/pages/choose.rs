//! How much one wants to be told, about whom, and where one is written to (S5).

use access::{Allowed, Deed, GateError, See, Standing};
use askama::Template;
use axum::{
    extract::State,
    response::{IntoResponse, Redirect, Response},
};
use jiff::Timestamp;
use notify::{Alternative, ChannelKind, Device, Level, Settings, Setup};
use people::{Contact, Detail, PersonId, Unreachable};
use web::{Acting, Choice, Form, Page, PageError, Portal, Tab, again, render};

use super::device::{self, Offer};
use crate::notification_settings::SERVICE;

#[derive(Template)]
#[template(path = "notification_settings/pages/choose.html")]
struct Choose {
    page: Page,
    tabs: Vec<Tab>,
    form: Form,
    /// Key of what has just been done.
    done: Option<&'static str>,
    /// E-mail and telephone, as the register has them.
    addresses: Vec<Address>,
    /// Keys of why one of them is not used.
    troubles: Vec<&'static str>,
    levels: Vec<Choice>,
    /// Empty where there is nothing to choose among.
    alternatives: Vec<Choice>,
    devices: Vec<Device>,
    offer: Option<Offer>,
    children: Vec<String>,
    /// Those one holds a power from: handle and name.
    givers: Vec<(String, String)>,
    action: String,
    devices_path: String,
}

/// An address or a number in the contact register.
struct Address {
    /// Key of what it is.
    what: &'static str,
    value: String,
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
    page(&portal, &acting, &allowed, form, represented, done(sent.value("gjort"))).await
}

/// `POST /p/{handle}/varsler/innstillinger`.
pub async fn post(State(portal): State<Portal>, acting: Acting, mut form: Form) -> Result<Response, PageError> {
    let represented = represented(&portal, &acting).await?;
    let Some(level) = Level::parse(form.value("mengde")) else {
        let allowed = acting.see(&portal, &SERVICE, Deed::new("show")).await?;
        form.refuse("mengde", "notification-settings-choose-level");
        return Ok(again(page(&portal, &acting, &allowed, form, represented, None).await?));
    };
    // Not asked, where there is nothing to choose among.
    let alternative = Alternative::parse(form.value("alternativ"));
    let chosen = represented.givers.iter().filter(|(_, handle, _)| form.holds("om", handle));
    let about: Vec<PersonId> = chosen.map(|(person, ..)| *person).collect();
    let allowed = acting.act(&portal, &SERVICE, Deed::new("change")).await?;
    let save = allowed.commit::<_, GateError, _>(move |tx| {
        Box::pin(async move {
            notify::set_level(tx, level).await?;
            if let Some(alternative) = alternative {
                notify::set_alternative(tx, alternative).await?;
            }
            notify::set_about(tx, &about).await
        })
    });
    save.await?;
    Ok(Redirect::to(&format!("{}?gjort=lagret", super::own_choices(&portal, &acting))).into_response())
}

fn filled(settings: &Settings, represented: &Represented) -> Form {
    // What is used where nothing is chosen.
    let alternative = settings.alternative.unwrap_or(Alternative::Email);
    let mut fields = vec![
        ("mengde".to_owned(), settings.level.as_str().to_owned()),
        ("alternativ".to_owned(), alternative.as_str().to_owned()),
    ];
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
    allowed: &Allowed<See>,
    form: Form,
    represented: Represented,
    done: Option<&'static str>,
) -> Result<Response, PageError> {
    let contact = portal.notices().contacts().contact(acting.person()).await.map_err(PageError::unavailable)?;
    let contact = contact.unwrap_or_default();
    let words = acting.words();
    let choice = |value: &str, (text, description): (&str, &str)| Choice {
        value: value.to_owned(),
        text: words.t(text).to_owned(),
        description: words.t(description).to_owned(),
    };
    let setup = portal.notices().setup();
    let both = setup.offers(ChannelKind::Sms) && setup.offers(ChannelKind::Email);
    let alternatives = Alternative::ALL.into_iter().filter(|_| both);
    Ok(render(&Choose {
        page: acting
            .page("notification-settings-choose-title")
            .under(acting.path(SERVICE.path), words.t("notification-settings-title")),
        tabs: super::tabs(acting, true),
        form,
        done,
        addresses: addresses(acting, &contact, setup),
        troubles: troubles(&contact, setup, portal.clock().now()),
        levels: Level::ALL.map(|level| choice(level.as_str(), key(level))).to_vec(),
        alternatives: alternatives.map(|it| choice(it.as_str(), alternative_key(it))).collect(),
        devices: notify::devices(allowed).await?,
        offer: device::offer(portal, acting, allowed).await?,
        children: represented.children,
        givers: represented.givers.into_iter().map(|(_, handle, name)| (handle, name)).collect(),
        action: acting.path(&format!("{}/innstillinger", SERVICE.path)),
        devices_path: acting.path(&format!("{}/enheter", SERVICE.path)),
    }))
}

/// Key of what has just been done.
fn done(word: &str) -> Option<&'static str> {
    match word {
        "lagret" => Some("notification-settings-saved"),
        "fjernet" => Some("notification-settings-device-removed"),
        _ => None,
    }
}

/// What the register has, of the ways that the installation has.
fn addresses(acting: &Acting, contact: &Contact, setup: &Setup) -> Vec<Address> {
    let all = [
        (ChannelKind::Email, "notification-settings-email", &contact.email),
        (ChannelKind::Sms, "notification-settings-mobile", &contact.mobile),
    ];
    let address = |(kind, what, detail): (ChannelKind, &'static str, &Option<Detail>)| {
        let detail = detail.as_ref().filter(|_| setup.offers(kind))?;
        let confirmed = acting.words().moment(detail.confirmed_at());
        Some(Address { what, value: detail.value.clone(), confirmed })
    };
    all.into_iter().filter_map(address).collect()
}

/// Why an address or a number is not used; for one who is reserved, that alone.
fn troubles(contact: &Contact, setup: &Setup, now: Timestamp) -> Vec<&'static str> {
    let email = contact.reachable_email(now).err().map(|why| match why {
        Unreachable::Unknown => "notification-settings-no-address",
        Unreachable::Reserved => "notification-settings-reserved",
        Unreachable::Stale => "notification-settings-stale",
    });
    let mobile = contact.reachable_mobile(now).err().map(|why| match why {
        Unreachable::Unknown => "notification-settings-no-mobile",
        Unreachable::Reserved => "notification-settings-reserved",
        Unreachable::Stale => "notification-settings-stale-mobile",
    });
    let ways = [(ChannelKind::Email, email), (ChannelKind::Sms, mobile)];
    let mut keys: Vec<_> =
        ways.into_iter().filter(|(kind, _)| setup.offers(*kind)).filter_map(|(_, key)| key).collect();
    keys.dedup();
    keys
}

fn alternative_key(alternative: Alternative) -> (&'static str, &'static str) {
    match alternative {
        Alternative::Sms => ("notification-settings-sms", "notification-settings-sms-about"),
        Alternative::Email => ("notification-settings-by-mail", "notification-settings-by-mail-about"),
        Alternative::Both => ("notification-settings-both", "notification-settings-both-about"),
    }
}

fn key(level: Level) -> (&'static str, &'static str) {
    match level {
        Level::Few => ("notification-settings-few", "notification-settings-few-text"),
        Level::Standard => ("notification-settings-standard", "notification-settings-standard-text"),
        Level::Many => ("notification-settings-many", "notification-settings-many-text"),
    }
}
