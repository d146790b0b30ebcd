//! Files that stand by themselves (Binary): as hidden as all the messages that name them, and a citizen's stay as they were.

use access::rules::{Flags, ItemSource};
use access::{GateError, PersonTx, PersonalSql};
use db::{DbError, Row, args};
use fhir::json::Node;
use fhir::{Issue, IssueKind, Resource};
use records::{Delivery, Fit, ReceiveError};
use uuid::Uuid;

/// The FHIR type of such a file.
pub const TYPE: &str = "Binary";

/// A file as the messages that name it would have it.
struct Named {
    fit: Fit,
    is_citizens: bool,
    /// The marks that stand on it; none where it is not here.
    present: Flags,
}

/// Asks of a file whether it fits, and hides it as the messages do that name it, whichever came first. What a citizen has
/// sent stays as it is, and what has hidden it before hides it still.
///
/// # Errors
/// [`ReceiveError::Unfit`] where a citizen's file would become another.
pub async fn admit(tx: &mut PersonTx<'_>, delivery: &Delivery) -> Result<Fit, ReceiveError> {
    let own = Fit::own(delivery);
    let Some(named) = named(tx, &delivery.organisation, delivery.id).await? else { return Ok(own) };
    let Fit { item_source, mut flags } = named.fit;
    if named.is_citizens {
        untouched(tx, delivery).await?;
        flags = both(flags, named.present);
    }
    Ok(Fit { item_source, flags: both(flags, own.flags) })
}

/// Notes which files a message names, and hides them as all of their messages do.
pub async fn follow(
    tx: &mut PersonTx<'_>,
    message: &Delivery,
    files: impl Iterator<Item = Uuid>,
) -> Result<(), GateError> {
    for file in files {
        name(tx, message.id, file).await?;
        let Some(named) = named(tx, &message.organisation, file).await? else { continue };
        let Fit { item_source, mut flags } = named.fit;
        let is_opened = both(flags, named.present) != flags;
        if is_opened {
            flags = both(flags, if named.is_citizens { named.present } else { labels(tx, file).await? });
        }
        records::set_marks(tx, (TYPE, file), &message.organisation, flags, item_source).await?;
    }
    Ok(())
}

/// It is noted for good: a message that names a file no more hides it still.
async fn name(tx: &mut PersonTx<'_>, message: Uuid, file: Uuid) -> Result<(), GateError> {
    static SQL: PersonalSql = PersonalSql::new(
        "INSERT INTO dialogue_files (person, file, message) VALUES (:person, :1, :2)
         ON CONFLICT (person, file, message) DO NOTHING",
    );
    tx.execute(&SQL, args![file, message]).await.map(drop)
}

/// What the organisation's messages make of a file, here or not; `None` where none names it. A citizen's own comes first.
async fn named(tx: &mut PersonTx<'_>, organisation: &str, file: Uuid) -> Result<Option<Named>, GateError> {
    // Whoever asks: a mark that they may not see holds for them all the same.
    static SQL: PersonalSql = PersonalSql::new(
        "SELECT m.from_office, m.item_source, m.hidden_from_parents, m.hidden_from_youth,
           r.hidden_from_parents, r.hidden_from_youth
         FROM dialogue_files f
         JOIN dialogue_messages m ON m.person = f.person AND m.id = f.message
         LEFT JOIN records r ON r.person = f.person AND r.resource_type = :3 AND r.id = f.file
           AND r.organisation || '' = :2
         WHERE f.person = :person AND (:visible(m) OR TRUE) AND (:visible(r) OR TRUE) AND f.file = :1
           AND m.organisation = :2
         ORDER BY m.from_office, m.sent_at, m.id",
    );
    let rows = tx.fetch_all(&SQL, args![file, organisation, TYPE]).await?;
    let Some(first) = rows.first() else { return Ok(None) };
    let item_source = ItemSource::of_bit(first.int(1)?).unwrap_or(ItemSource::Other);
    let mut flags = Flags::default();
    for row in &rows {
        flags = both(flags, marks(row, 2)?);
    }
    Ok(Some(Named { fit: Fit { item_source, flags }, is_citizens: !first.bool(0)?, present: marks(first, 4)? }))
}

fn marks(row: &Row, at: usize) -> Result<Flags, DbError> {
    let mark = |at| Ok::<_, DbError>(row.opt_bool(at)?.unwrap_or_default());
    Ok(Flags { hidden_from_parents: mark(at)?, hidden_from_youth: mark(at + 1)? })
}

/// The marks in the text of a file itself.
async fn labels(tx: &mut PersonTx<'_>, file: Uuid) -> Result<Flags, GateError> {
    let Some(present) = records::find_in(tx, TYPE, file).await? else { return Ok(Flags::default()) };
    let node = Node::parse(&present.body).map_err(|_| DbError::Sealed)?;
    let (hidden_from_parents, hidden_from_youth) = Resource::new(&present.body, &node).denied();
    Ok(Flags { hidden_from_parents, hidden_from_youth })
}

/// A citizen's file stays theirs: a health service marks it, and changes no more.
async fn untouched(tx: &mut PersonTx<'_>, delivery: &Delivery) -> Result<(), ReceiveError> {
    let Some(present) = records::find_in(tx, TYPE, delivery.id).await? else { return Ok(()) };
    let essence = |text: &str| {
        let node = Node::parse(text).ok()?;
        let text = |name| node.text_of(name).map(str::to_owned);
        Some((text("contentType"), text("data")))
    };
    if essence(&present.body) == essence(&delivery.text) {
        return Ok(());
    }
    let (fault, mend) = ("is what a citizen sent", "change only meta.security");
    Err(ReceiveError::Unfit(Issue::new(IssueKind::BusinessRule, format!("{TYPE}.data"), fault, mend)))
}

/// Hidden from whom either hides it from.
pub fn both(one: Flags, other: Flags) -> Flags {
    Flags {
        hidden_from_parents: one.hidden_from_parents || other.hidden_from_parents,
        hidden_from_youth: one.hidden_from_youth || other.hidden_from_youth,
    }
}
