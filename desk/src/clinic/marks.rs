//! Who sees a message that has been sent, and changing it: whoever loses it loses it at once, without a trace (R4).

use access::{Deed, Reason, rules::Flags};
use askama::Template;
use axum::{
    extract::State,
    response::{IntoResponse, Redirect, Response},
};
use dialogue::Message;
use people::age_on;
use uuid::Uuid;
use web::{AtWork, Choice, Form, ItemId, Page, PageError, Portal, again_if, render};

use super::{
    conversation::{AGES, Line, Opened, failed, line},
    day::oslo_day,
};

#[derive(Template)]
#[template(path = "clinic/marks.html")]
struct Marks {
    page: Page,
    form: Form,
    message: Line,
    /// Key of who sees it now.
    now: &'static str,
    /// Key of who of those has read it, and when.
    read: Option<(&'static str, String)>,
    choices: Vec<Choice>,
    /// Key of why nothing can be changed.
    fixed: Option<&'static str>,
    action: String,
    back: String,
}

/// What can be chosen: its value, its marks, its key and that of what changes.
const CHOICES: [(&str, Flags, &str, &str); 3] = [
    ("ingen", marks(false, false), "clinic-marks-all", "clinic-marks-all-about"),
    ("foreldre", marks(true, false), "clinic-marks-youth", "clinic-marks-youth-about"),
    ("ungdom", marks(false, true), "clinic-marks-parents", "clinic-marks-parents-about"),
];

const fn marks(hidden_from_parents: bool, hidden_from_youth: bool) -> Flags {
    Flags { hidden_from_parents, hidden_from_youth }
}

/// Shows who sees it now, and what changes with each choice.
pub async fn get(State(portal): State<Portal>, at_work: AtWork, ItemId(id): ItemId) -> Result<Response, PageError> {
    let opened = Opened::find(&portal, &at_work, id).await?;
    let message = message(&opened, id)?;
    let chosen = CHOICES.iter().find(|(_, flags, ..)| *flags == message.flags).map_or("", |(value, ..)| value);
    show(&at_work, &opened, message, Form::filled([("skjul", chosen)]))
}

/// Changes it; again changes nothing.
pub async fn post(
    State(portal): State<Portal>,
    at_work: AtWork,
    ItemId(id): ItemId,
    mut form: Form,
) -> Result<Response, PageError> {
    let opened = Opened::find(&portal, &at_work, id).await?;
    let message = message(&opened, id)?;
    let (choices, fixed) = offered(&at_work, &opened, message)?;
    let is_offered = |value: &str| fixed.is_none() && choices.iter().any(|it| it.value == value);
    let chosen = CHOICES.into_iter().find(|(value, ..)| *value == form.value("skjul") && is_offered(value));
    let Some((_, flags, ..)) = chosen else {
        form.refuse("skjul", "clinic-marks-choose");
        return show(&at_work, &opened, message, form);
    };
    let person = opened.allowed.subject();
    let deed = Deed::on(dialogue::MARK, id);
    let allowed = at_work.act(&portal, person, &dialogue::POLICY, deed, Reason::Queue).await?;
    let done = allowed.commit(move |tx| Box::pin(async move { dialogue::mark(tx, id, flags).await })).await;
    done.map_err(failed)?;
    Ok(Redirect::to(&at_work.path(&format!("ko/{id}"))).into_response())
}

fn message(opened: &Opened, id: Uuid) -> Result<&Message, PageError> {
    opened.conversation.messages.iter().find(|it| it.id == id).ok_or(PageError::NotFound)
}

fn show(at_work: &AtWork, opened: &Opened, message: &Message, form: Form) -> Result<Response, PageError> {
    let seen = opened.allowed.seen().ok_or(PageError::NotFound)?;
    let back = at_work.path(&format!("ko/{}", message.id));
    let (choices, fixed) = offered(at_work, opened, message)?;
    let faulty = form.has_faults();
    let page = render(&Marks {
        page: at_work.page("clinic-marks").under(back.clone(), seen.name.full()),
        message: line(at_work, message, false),
        now: match (message.flags.hidden_from_parents, message.flags.hidden_from_youth) {
            (false, false) => "clinic-marks-all",
            (true, false) => "clinic-marks-youth",
            (false, true) => "clinic-marks-parents",
            (true, true) => "clinic-marks-us",
        },
        read: read(at_work, message),
        choices,
        fixed,
        action: at_work.path(&format!("melding/{}", message.id)),
        back,
        form,
    });
    Ok(again_if(faulty, page))
}

/// What can be chosen, or the key of why nothing can.
fn offered(
    at_work: &AtWork,
    opened: &Opened,
    message: &Message,
) -> Result<(Vec<Choice>, Option<&'static str>), PageError> {
    let seen = opened.allowed.seen().ok_or(PageError::NotFound)?;
    let is_of_age = AGES.contains(&age_on(seen.born, oslo_day(opened.allowed.now())));
    let choices = choices(at_work, opened, message);
    let fixed = match (is_of_age, choices.len()) {
        (false, _) => Some("clinic-marks-nobody"),
        (true, ..2) => Some("clinic-marks-kept"),
        (true, _) => None,
    };
    Ok((choices, fixed))
}

/// Those that take away nothing that is to stay. What a citizen wrote is not hidden from the youth: a parent's is already.
fn choices(at_work: &AtWork, opened: &Opened, message: &Message) -> Vec<Choice> {
    let kept = opened.conversation.kept(message);
    let stands = |flags: &Flags| {
        let keeps = (flags.hidden_from_parents || !kept.hidden_from_parents)
            && (flags.hidden_from_youth || !kept.hidden_from_youth);
        keeps && (message.from_office || !flags.hidden_from_youth || kept.hidden_from_youth)
    };
    let words = at_work.words();
    let choice = |(value, _, key, about): (&str, Flags, &str, &str)| Choice {
        value: value.to_owned(),
        text: words.t(key).to_owned(),
        description: words.t(about).to_owned(),
    };
    CHOICES.into_iter().filter(|(_, flags, ..)| stands(flags)).map(choice).collect()
}

/// Who of the citizen's side has read it first: what they have read they know.
fn read(at_work: &AtWork, message: &Message) -> Option<(&'static str, String)> {
    let first = message.receipts.iter().min_by_key(|it| it.read_at)?;
    let key = match first.reader_is.as_str() {
        "oneself" => "clinic-marks-read-by-youth",
        "parent" => "clinic-marks-read-by-parent",
        _ => return None,
    };
    Some((key, at_work.words().moment(first.read_at)))
}
