//! Register events, written.

use db::{DbError, PersonId, PersonKey, Tx, args};
use jiff::civil::Date;

use super::{EmbeddedRegister, rows};
use crate::{
    Identifier, IdentifierStatus, NationalNumber, Person, RegisterError, RegisterEvent, Registration, Relation,
    RelationKind, Status,
};

pub(super) async fn apply(register: &EmbeddedRegister, tx: &mut Tx, event: RegisterEvent) -> Result<(), RegisterError> {
    use RegisterEvent::*;
    match event {
        Registered(new) => registered(register, tx, &new).await,
        Moved { person, address } => change(register, tx, person, |it| it.address = address).await,
        Died { person, on } => {
            let die = |it: &mut Person| (it.status, it.died) = (Status::Dead, Some(on));
            change(register, tx, person, die).await
        }
        ProtectionChanged { person, protection } => change(register, tx, person, |it| it.protection = protection).await,
        NameChanged { person, name } => change(register, tx, person, |it| it.name = name).await,
        CustodyChanged { child, responsible } => custody_changed(tx, child, &responsible).await,
        NumberChanged { person, number, from } => number_changed(register, tx, person, number, from).await,
        Merged { ended, continuing } => merged(register, tx, ended, continuing).await,
    }
}

async fn registered(register: &EmbeddedRegister, tx: &mut Tx, new: &Registration) -> Result<(), RegisterError> {
    let id = new.person.id;
    let key = match register.keyring.person_in(tx, id).await {
        Err(DbError::NoKey) => register.keyring.create(tx, id).await?,
        known => known?,
    };
    write_person(register, tx, &key, &new.person).await?;
    for identifier in &new.identifiers {
        write_identifier(register, tx, &key, id, identifier).await?;
    }
    for relation in &new.relations {
        write_relation(tx, *relation).await?;
    }
    Ok(())
}

/// Reads the person (the continuing one, where merged), lets `edit` change it and writes it back.
async fn change(
    register: &EmbeddedRegister,
    tx: &mut Tx,
    person: PersonId,
    edit: impl FnOnce(&mut Person),
) -> Result<(), RegisterError> {
    let sql = "SELECT p.person, k.master, k.wrapped, p.identity
         FROM people asked
         JOIN people p ON p.person = COALESCE(asked.merged_into, asked.person)
         JOIN person_keys k ON k.person = p.person
         WHERE asked.person = $1";
    let row = tx.fetch_optional(sql, args![person]).await?.ok_or(RegisterError::UnknownPerson)?;
    let key = register.keyring.unwrap_row(row.person(0)?, &row, 1)?;
    let mut person = rows::open_person(&key, &row.bytes(3)?)?;
    edit(&mut person);
    write_person(register, tx, &key, &person).await
}

async fn write_person(
    register: &EmbeddedRegister,
    tx: &mut Tx,
    key: &PersonKey,
    person: &Person,
) -> Result<(), RegisterError> {
    let sql = "INSERT INTO people (person, identity, birthday_key, updated_at) VALUES ($1, $2, $3, $4)
         ON CONFLICT (person) DO UPDATE SET
         identity = excluded.identity, birthday_key = excluded.birthday_key, updated_at = excluded.updated_at";
    let sealed = rows::seal_person(key, person)?;
    let values = args![person.id, sealed, register.birthday_key(person.born), register.clock.now()];
    tx.execute(sql, values).await?;
    Ok(())
}

/// A number never passes from one person to another but by a merger.
async fn write_identifier(
    register: &EmbeddedRegister,
    tx: &mut Tx,
    key: &PersonKey,
    person: PersonId,
    identifier: &Identifier,
) -> Result<(), RegisterError> {
    let sql = "INSERT INTO person_identifiers (lookup, person, identifier) VALUES ($1, $2, $3)
         ON CONFLICT (lookup) DO UPDATE SET identifier = excluded.identifier
         WHERE person_identifiers.person = excluded.person";
    let values = args![register.number_key(&identifier.number), person, rows::seal_identifier(key, identifier)?];
    match tx.execute(sql, values).await? {
        0 => Err(RegisterError::NumberTaken),
        _ => Ok(()),
    }
}

async fn write_relation(tx: &mut Tx, relation: Relation) -> Result<(), RegisterError> {
    let sql = "INSERT INTO person_relations (person, kind, other) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING";
    for end in [relation, relation.reversed()] {
        tx.execute(sql, args![end.person, end.kind.as_str(), end.other]).await?;
    }
    Ok(())
}

async fn custody_changed(tx: &mut Tx, child: PersonId, responsible: &[PersonId]) -> Result<(), RegisterError> {
    let child = continuing_id(tx, child).await?;
    let former = "DELETE FROM person_relations WHERE other = $1 AND kind = 'ward' AND person IN
         (SELECT other FROM person_relations WHERE person = $1 AND kind = 'responsible')";
    tx.execute(former, args![child]).await?;
    tx.execute("DELETE FROM person_relations WHERE person = $1 AND kind = 'responsible'", args![child]).await?;
    for adult in responsible {
        let other = continuing_id(tx, *adult).await?;
        write_relation(tx, Relation { person: child, other, kind: RelationKind::Responsible }).await?;
    }
    Ok(())
}

async fn number_changed(
    register: &EmbeddedRegister,
    tx: &mut Tx,
    person: PersonId,
    number: NationalNumber,
    from: Date,
) -> Result<(), RegisterError> {
    let person = continuing_id(tx, person).await?;
    let key = register.keyring.person_in(tx, person).await?;
    for former in read_identifiers(tx, &key, person).await? {
        if former.status == IdentifierStatus::InUse && former.number != number {
            let until = from.yesterday().ok();
            let ended = Identifier { status: IdentifierStatus::Ended, until, ..former };
            write_identifier(register, tx, &key, person, &ended).await?;
        }
    }
    write_identifier(register, tx, &key, person, &Identifier::in_use(number, from)).await
}

/// The ended record stays, as long as anything stored under its id and key does; numbers and family move.
async fn merged(
    register: &EmbeddedRegister,
    tx: &mut Tx,
    ended: PersonId,
    continuing: PersonId,
) -> Result<(), RegisterError> {
    let (former, continuing) = (continuing_id(tx, ended).await?, continuing_id(tx, continuing).await?);
    if former == continuing {
        return Ok(());
    }
    let old_key = register.keyring.person_in(tx, former).await?;
    let new_key = register.keyring.person_in(tx, continuing).await?;
    let numbers = read_identifiers(tx, &old_key, former).await?;
    tx.execute("DELETE FROM person_identifiers WHERE person = $1", args![former]).await?;
    for number in numbers {
        let moved = Identifier { status: IdentifierStatus::Ended, ..number };
        write_identifier(register, tx, &new_key, continuing, &moved).await?;
    }
    move_relations(tx, former, continuing).await?;
    change(register, tx, former, |it| it.status = Status::Ended).await?;
    let lead = "UPDATE people SET merged_into = $1 WHERE person = $2 OR merged_into = $2";
    tx.execute(lead, args![continuing, former]).await?;
    Ok(())
}

async fn move_relations(tx: &mut Tx, former: PersonId, continuing: PersonId) -> Result<(), RegisterError> {
    let rows = tx.fetch_all("SELECT other, kind FROM person_relations WHERE person = $1", args![former]).await?;
    for row in rows {
        let other = row.person(0)?;
        let kind = RelationKind::from_column(&row.text(1)?).ok_or(RegisterError::Unreadable)?;
        let was = Relation { person: former, other, kind };
        for end in [was, was.reversed()] {
            let sql = "DELETE FROM person_relations WHERE person = $1 AND kind = $2 AND other = $3";
            tx.execute(sql, args![end.person, end.kind.as_str(), end.other]).await?;
        }
        if other != continuing {
            write_relation(tx, Relation { person: continuing, ..was }).await?;
        }
    }
    Ok(())
}

async fn read_identifiers(tx: &mut Tx, key: &PersonKey, person: PersonId) -> Result<Vec<Identifier>, RegisterError> {
    let sql = "SELECT identifier FROM person_identifiers WHERE person = $1";
    let rows = tx.fetch_all(sql, args![person]).await?;
    rows.iter().map(|row| rows::open_identifier(key, &row.bytes(0)?)).collect()
}

/// The person an id leads to: itself, or the continuing one after a merger.
async fn continuing_id(tx: &mut Tx, person: PersonId) -> Result<PersonId, RegisterError> {
    let sql = "SELECT COALESCE(merged_into, person) FROM people WHERE person = $1";
    let row = tx.fetch_optional(sql, args![person]).await?.ok_or(RegisterError::UnknownPerson)?;
    Ok(row.person(0)?)
}
