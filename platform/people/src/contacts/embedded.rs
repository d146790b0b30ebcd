//! The contact register kept in the portal's own database, sealed under each person's key.

use db::{Clock, Db, DbError, Keyring, PersonId, Tx, args};

use super::{Contact, ContactRegister, mobile_number, same_mailbox};
use crate::register::{Answer, RegisterError};

/// Label that binds a sealed value to its column.
const DETAILS: &str = "contacts.details";

/// The register in a table of its own. Cheap to clone.
#[derive(Clone)]
pub struct EmbeddedContacts {
    db: Db,
    keyring: Keyring,
    clock: Clock,
}

impl EmbeddedContacts {
    /// Over a database that has [`crate::SCHEMA`].
    pub fn new(db: Db, keyring: Keyring, clock: Clock) -> Self {
        Self { db, keyring, clock }
    }

    /// Many at once, in one transaction: the demo's people.
    pub async fn load(&self, contacts: Vec<(PersonId, Contact)>) -> Result<(), RegisterError> {
        let register = self.clone();
        self.db
            .write(move |tx| {
                Box::pin(async move {
                    for (person, contact) in &contacts {
                        register.write(tx, *person, contact).await?;
                    }
                    Ok(())
                })
            })
            .await
    }

    async fn read(&self, person: PersonId) -> Result<Option<Contact>, RegisterError> {
        let sql = "SELECT k.master, k.wrapped, c.details FROM contacts c JOIN person_keys k ON k.person = c.person
                   WHERE c.person = $1";
        let Some(row) = self.db.fetch_optional(sql, args![person]).await? else { return Ok(None) };
        let json = self.keyring.unwrap_row(person, &row, 0)?.open(DETAILS, &row.bytes(2)?)?;
        serde_json::from_slice(&json).map(Some).map_err(|_| RegisterError::Unreadable)
    }

    async fn write(&self, tx: &mut Tx, person: PersonId, contact: &Contact) -> Result<(), RegisterError> {
        let key = match self.keyring.person_in(tx, person).await {
            Err(DbError::NoKey) => return Err(RegisterError::UnknownPerson),
            known => known?,
        };
        let json = serde_json::to_vec(contact).map_err(|_| RegisterError::Unreadable)?;
        let email_key = contact.email.as_ref().map(|email| self.email_key(&email.value));
        let mobile_key = contact.mobile.as_ref().map(|mobile| self.mobile_key(&mobile.value));
        let sql =
            "INSERT INTO contacts (person, details, email_key, updated_at, mobile_key) VALUES ($1, $2, $3, $4, $5)
                   ON CONFLICT (person) DO UPDATE SET details = excluded.details, email_key = excluded.email_key,
                   updated_at = excluded.updated_at, mobile_key = excluded.mobile_key";
        tx.execute(sql, args![person, key.seal(DETAILS, &json), email_key, self.clock.now(), mobile_key]).await?;
        Ok(())
    }

    async fn sharing(&self, sql: &'static str, key: String) -> Result<Vec<PersonId>, RegisterError> {
        let rows = self.db.fetch_all(sql, args![key]).await?;
        rows.iter().map(|row| Ok(row.person(0)?)).collect()
    }

    fn email_key(&self, email: &str) -> String {
        self.keyring.lookup("email", &same_mailbox(email))
    }

    fn mobile_key(&self, number: &str) -> String {
        self.keyring.lookup("mobile", mobile_number(number).as_deref().unwrap_or(number))
    }
}

impl ContactRegister for EmbeddedContacts {
    fn contact(&self, person: PersonId) -> Answer<'_, Option<Contact>> {
        Box::pin(self.read(person))
    }

    fn with_email<'a>(&'a self, email: &'a str) -> Answer<'a, Vec<PersonId>> {
        Box::pin(
            self.sharing("SELECT person FROM contacts WHERE email_key = $1 ORDER BY person", self.email_key(email)),
        )
    }

    fn with_mobile<'a>(&'a self, number: &'a str) -> Answer<'a, Vec<PersonId>> {
        let key = self.mobile_key(number);
        Box::pin(self.sharing("SELECT person FROM contacts WHERE mobile_key = $1 ORDER BY person", key))
    }

    fn put(&self, person: PersonId, contact: Contact) -> Answer<'_, ()> {
        let register = self.clone();
        let write = self.db.write(move |tx| Box::pin(async move { register.write(tx, person, &contact).await }));
        Box::pin(write)
    }
}
