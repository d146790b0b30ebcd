//! What follows when a source tells of a visit: it is remembered, and those who may know of it are told (R7, N2, N3).

use access::{GateError, PersonTx, PersonalSql, args, rules::table};
use fhir::{EncounterView, NoticeTags};
use futures_util::future::BoxFuture;
use jiff::{SignedDuration, Timestamp};
use notify::{Class, Event, Kin};
use records::Change;
use uuid::Uuid;

use crate::{COMPLETED, MISSED, made::kept, settings_in};

/// How old news of a visit may be: one who sends months of visits at once tells nobody of them.
const NEWS: SignedDuration = SignedDuration::from_hours(24);

/// After a source has made or changed an Encounter.
pub fn follow<'a>(tx: &'a mut PersonTx<'_>, change: &'a Change<'a>) -> BoxFuture<'a, Result<(), GateError>> {
    Box::pin(async move {
        remember(tx, change).await?;
        let was_made = change.before.and_then(|it| EncounterView::read(&it.body)).is_some_and(|it| is_made(&it));
        let Some(after) = EncounterView::read(&change.delivery.text).filter(is_made) else { return Ok(()) };
        if was_made || !is_news(&after, tx.now()) {
            return Ok(());
        }
        let tags = NoticeTags::read(&change.delivery.text);
        let event = Event::new(COMPLETED, table::HOME_CARE.service, Class::Confirmation, change.delivery.id);
        let event = event.to_kin(Kin::UnlessRefused).from_source(&change.delivery.organisation, &tags);
        let named = settings_in(tx).await?.named && !tags.sensitive;
        match event {
            Some(event) if named => notify::raise(tx, &event.named()).await,
            // That somebody has home care is itself sensitive.
            Some(event) => notify::raise(tx, &event.unnamed()).await,
            None => Ok(()),
        }
    })
}

/// Remembers a visit that has begun, or forgets one that was no visit after all; tells nobody. That it is missed is not
/// told any more once somebody has come, where the letter waits for the morning. What another organisation has planned
/// nobody else has made.
pub fn remember<'a>(tx: &'a mut PersonTx<'_>, change: &'a Change<'a>) -> BoxFuture<'a, Result<(), GateError>> {
    static FORGET: PersonalSql = PersonalSql::new("DELETE FROM home_visits WHERE person = :person AND encounter = :1");
    static KEEP: PersonalSql = PersonalSql::new(
        "INSERT INTO home_visits (person, encounter, visit, began_at, finished) VALUES (:person, :1, :2, :3, :4)
         ON CONFLICT (person, encounter) DO UPDATE SET visit = excluded.visit, began_at = excluded.began_at,
         finished = excluded.finished",
    );
    Box::pin(async move {
        let id: Uuid = change.delivery.id;
        let view = EncounterView::read(&change.delivery.text).filter(|it| it.is_home_visit() && it.has_begun());
        let Some(view) = view else { return tx.execute(&FORGET, args![id]).await.map(drop) };
        let began_at = view.start.unwrap_or(tx.now());
        let planned = match kept(&view) {
            Some(planned) if of_another(tx, planned, &change.delivery.organisation).await? => None,
            planned => planned,
        };
        tx.execute(&KEEP, args![id, planned, began_at, view.is_finished()]).await?;
        match planned {
            Some(planned) => notify::withdraw(tx, MISSED, planned).await,
            None => Ok(()),
        }
    })
}

async fn of_another(tx: &mut PersonTx<'_>, planned: Uuid, organisation: &str) -> Result<bool, GateError> {
    static OTHERS: PersonalSql = PersonalSql::new(
        "SELECT id FROM records WHERE person = :person AND :visible AND resource_type = 'Appointment' AND id = :1
         AND organisation <> :2",
    );
    Ok(tx.fetch_optional(&OTHERS, args![planned, organisation]).await?.is_some())
}

fn is_made(view: &EncounterView) -> bool {
    view.is_home_visit() && view.is_finished()
}

fn is_news(view: &EncounterView, now: Timestamp) -> bool {
    view.end.or(view.start).is_some_and(|over| now.duration_since(over) <= NEWS)
}
