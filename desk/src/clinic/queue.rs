//! The queue: who waits for the office, the one who has waited longest first.

use std::collections::HashMap;

use access::Reason;
use askama::Template;
use axum::{
    extract::{Query, State},
    response::Response,
};
use db::PersonId;
use dialogue::{Kind, QueueFilter, QueueRow};
use serde::Deserialize;
use web::{AtWork, Choice, Form, Page, PageError, Portal, Tab, Turn, render};

/// Conversations on one page.
const PER_PAGE: i64 = 25;

#[derive(Template)]
#[template(path = "clinic/queue.html")]
struct Queue {
    page: Page,
    tabs: Vec<Tab>,
    form: Form,
    kinds: Vec<Choice>,
    chosen: String,
    rows: Vec<Row>,
    turn: Turn,
}

struct Row {
    href: String,
    name: String,
    kind: String,
    when: String,
    assigned: String,
}

/// Which part of the queue.
#[derive(Deserialize)]
pub struct Chosen {
    vis: Option<String>,
    slag: Option<String>,
    side: Option<i64>,
}

const VIEWS: [(&str, &str); 4] = [
    ("venter", "clinic-queue-waiting"),
    ("ledige", "clinic-queue-unassigned"),
    ("mine", "clinic-queue-mine"),
    ("ferdige", "clinic-queue-done"),
];

/// Shows the queue. Each who is named on the page has a line in their usage log.
pub async fn get(
    State(portal): State<Portal>,
    at_work: AtWork,
    Query(chosen): Query<Chosen>,
) -> Result<Response, PageError> {
    at_work.must(access::rules::Role::sees_health)?;
    let view = chosen.vis.as_deref().filter(|it| VIEWS.iter().any(|(word, _)| word == it)).unwrap_or("venter");
    let filter = match view {
        "ledige" => QueueFilter::Unassigned,
        "mine" => QueueFilter::Mine(at_work.staff().person()),
        "ferdige" => QueueFilter::Done,
        _ => QueueFilter::Waiting,
    };
    let kind = chosen.slag.as_deref().and_then(Kind::parse);
    let number = chosen.side.unwrap_or(1).clamp(1, 10_000);
    // Their own child's are not even counted (R4). One more than is shown tells whether there is a next page.
    let page = dialogue::Page { size: PER_PAGE + 1, skip: (number - 1) * PER_PAGE };
    let own = portal.gate().own_of(at_work.staff()).await?;
    let found = portal.queue().list(at_work.office().id, (filter, kind), &own, page).await;
    let mut found = found.map_err(PageError::unavailable)?;
    let more = found.len() > PER_PAGE as usize;
    found.truncate(PER_PAGE as usize);
    let rows = rows(&portal, &at_work, &found).await?;
    let slag = kind.map_or("", Kind::as_str);
    let address = |side: i64| at_work.path(&format!("ko?vis={view}&slag={slag}&side={side}"));
    Ok(render(&Queue {
        tabs: tabs(&at_work, view, slag),
        kinds: kinds(&at_work),
        form: Form::filled([("slag", slag)]),
        chosen: view.to_owned(),
        rows,
        turn: Turn {
            number: u32::try_from(number).unwrap_or(1),
            newer: (number > 1).then(|| address(number - 1)),
            older: more.then(|| address(number + 1)),
        },
        page: at_work.page("clinic-queue"),
    }))
}

/// The lines that are this reader's to see.
async fn rows(portal: &Portal, at_work: &AtWork, found: &[QueueRow]) -> Result<Vec<Row>, PageError> {
    let items: Vec<_> = found.iter().map(|row| (row.person, row.thread)).collect();
    let allowed = at_work.see_items(portal, &items, &dialogue::POLICY, "list", Reason::Queue).await?;
    let names: HashMap<PersonId, String> =
        allowed.iter().filter_map(|it| Some((it.subject(), it.seen()?.name.full()))).collect();
    let colleagues = colleagues(portal, found.iter().filter_map(|row| row.assigned_to)).await?;
    let words = at_work.words();
    let row = |row: &QueueRow| {
        Some(Row {
            href: at_work.path(&format!("ko/{}", row.thread)),
            name: names.get(&row.person).cloned()?,
            kind: words.t(kind_key(row.kind)).to_owned(),
            when: words.moment(row.waiting_since.unwrap_or(row.last_at)),
            assigned: row.assigned_to.and_then(|it| colleagues.get(&it).cloned()).unwrap_or_default(),
        })
    };
    Ok(found.iter().filter_map(row).collect())
}

/// Names of members of staff.
pub async fn colleagues(
    portal: &Portal,
    people: impl Iterator<Item = PersonId>,
) -> Result<HashMap<PersonId, String>, PageError> {
    let mut people: Vec<PersonId> = people.collect();
    people.sort_unstable();
    people.dedup();
    let found = portal.gate().register().persons(&people).await.map_err(PageError::unavailable)?;
    Ok(found.into_iter().map(|person| (person.id, person.name.full())).collect())
}

pub fn kind_key(kind: Kind) -> &'static str {
    match kind {
        Kind::Question => "clinic-kind-question",
        Kind::EConsultation => "clinic-kind-e-consultation",
        Kind::Renewal => "clinic-kind-renewal",
        Kind::AppointmentRequest => "clinic-kind-appointment-request",
        Kind::Letter => "clinic-kind-letter",
    }
}

fn kinds(at_work: &AtWork) -> Vec<Choice> {
    let choice = |value: &str, key: &str| Choice::new(value, at_work.words().t(key));
    let all = std::iter::once(choice("", "clinic-kind-all"));
    all.chain(Kind::ALL.into_iter().map(|kind| choice(kind.as_str(), kind_key(kind)))).collect()
}

fn tabs(at_work: &AtWork, view: &str, slag: &str) -> Vec<Tab> {
    let tab = |(word, key): &(&str, &str)| Tab {
        href: at_work.path(&format!("ko?vis={word}&slag={slag}")),
        text: at_work.words().t(key).to_owned(),
        current: *word == view,
    };
    VIEWS.iter().map(tab).collect()
}
