//! The population register kept in the portal's own database, sealed under each person's key.

mod bulk;
mod changes;
mod household;
mod reads;
mod rows;

use db::{Clock, Db, Keyring, Migration, PersonId, Schema};
use jiff::civil::Date;

pub use bulk::SealedPeople;

use crate::{
    Household, Identifier, NationalNumber, Person, RegisterEvent, Surroundings,
    register::{Answer, PopulationRegister},
};

/// The register's tables.
pub const SCHEMA: Schema = Schema {
    name: "people",
    migrations: &[
        Migration {
            name: "20261121T1100_create_people",
            sql: include_str!("../../migrations/20261121T1100_create_people.sql"),
        },
        Migration {
            name: "20261122T0211_create_contacts",
            sql: include_str!("../../migrations/20261122T0211_create_contacts.sql"),
        },
        Migration {
            name: "20261122T0606_add_mobile_keys",
            sql: include_str!("../../migrations/20261122T0606_add_mobile_keys.sql"),
        },
    ],
    columns: include_str!("../../migrations/columns.toml"),
};

/// The register in tables of its own. Cheap to clone.
#[derive(Clone)]
pub struct EmbeddedRegister {
    db: Db,
    keyring: Keyring,
    clock: Clock,
}

impl EmbeddedRegister {
    /// Over a database that has [`SCHEMA`].
    pub fn new(db: Db, keyring: Keyring, clock: Clock) -> Self {
        Self { db, keyring, clock }
    }

    fn number_key(&self, number: &NationalNumber) -> String {
        self.keyring.lookup("number", number.digits())
    }

    fn birthday_key(&self, born: Date) -> String {
        self.keyring.lookup("born", &born.to_string())
    }
}

impl PopulationRegister for EmbeddedRegister {
    fn find_by_number<'a>(&'a self, number: &'a NationalNumber) -> Answer<'a, Option<PersonId>> {
        Box::pin(reads::find_by_number(self, number))
    }

    fn person(&self, id: PersonId) -> Answer<'_, Option<Person>> {
        Box::pin(async move { Ok(reads::persons(self, &[id]).await?.pop()) })
    }

    fn persons<'a>(&'a self, ids: &'a [PersonId]) -> Answer<'a, Vec<Person>> {
        Box::pin(reads::persons(self, ids))
    }

    fn surroundings(&self, subject: PersonId, actor: PersonId) -> Answer<'_, Option<Surroundings>> {
        Box::pin(household::surroundings(self, subject, actor))
    }

    fn household(&self, actor: PersonId) -> Answer<'_, Option<Household>> {
        Box::pin(household::household(self, actor))
    }

    fn responsible_for(&self, child: PersonId) -> Answer<'_, Vec<PersonId>> {
        Box::pin(reads::responsible_for(self, child))
    }

    fn identifiers(&self, person: PersonId) -> Answer<'_, Vec<Identifier>> {
        Box::pin(reads::identifiers(self, person))
    }

    fn reaching(&self, age: i16, day: Date) -> Answer<'_, Vec<PersonId>> {
        Box::pin(reads::reaching(self, age, day))
    }

    fn apply(&self, event: RegisterEvent) -> Answer<'_, ()> {
        let register = self.clone();
        Box::pin(self.db.write(move |tx| Box::pin(async move { changes::apply(&register, tx, event).await })))
    }
}
