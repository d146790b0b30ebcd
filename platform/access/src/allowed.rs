//! The permission itself: made by the gate alone, and the only way to a person's rows.

use std::{marker::PhantomData, ops::Deref, sync::Arc};

use db::{DbError, PersonKey, Row, TableClasses, Tx, Value};
use futures_util::future::BoxFuture;
use jiff::Timestamp;
use people::PersonId;
use uuid::Uuid;

use crate::{
    Actor, Deed, Gate, GateError, PersonalSql, Policy, Seen,
    action::{Action, See, Writes},
    log::Entry,
    rules::{Basis, Flags, Granted, ItemSource, Reader, ServiceRules},
};

/// What the gate has found and decided. Reached through [`Allowed`] and [`PersonTx`].
#[derive(Clone)]
pub struct Grant {
    pub(crate) gate: Gate,
    pub(crate) actor: Actor,
    pub(crate) subject: PersonId,
    pub(crate) granted: Granted,
    pub(crate) key: PersonKey,
    pub(crate) at: Timestamp,
    /// Holds only while the person is a user, asked again in the transaction (L3).
    pub(crate) user_only: bool,
    /// A source's: and only while they are one of these services.
    pub(crate) users_of: Vec<&'static ServiceRules>,
    /// As the usage log has the reason.
    pub(crate) why: String,
    /// Who the person is, for one at work.
    pub(crate) seen: Option<Seen>,
}

/// Permission to do `A` in one service with one person's data, now.
///
/// Its fields are private and only [`Gate`] makes it, so forgetting to ask does not compile (I4).
pub struct Allowed<A: Action> {
    grant: Grant,
    /// Lines to be written with the change; already on disk for [`See`].
    pending: Vec<Entry>,
    kind: PhantomData<A>,
}

impl Grant {
    /// Whose data it is.
    pub fn subject(&self) -> PersonId {
        self.subject
    }

    /// Who asked.
    pub fn actor(&self) -> &Actor {
        &self.actor
    }

    /// Why access is given.
    pub fn basis(&self) -> &Basis {
        &self.granted.basis
    }

    /// The decision with what it leaves out.
    pub fn granted(&self) -> &Granted {
        &self.granted
    }

    /// How the reader's items are narrowed.
    pub fn reader(&self) -> &Reader {
        &self.granted.reader
    }

    /// The moment of the decision: what "upcoming" and "past" are counted from.
    pub fn now(&self) -> Timestamp {
        self.at
    }

    /// Who the person is, as staff are shown it: asked for by [`Gate::see_at_work`] and its like, else `None`.
    pub fn seen(&self) -> Option<&Seen> {
        self.seen.as_ref()
    }

    /// Opens what was sealed of the subject under the same label.
    pub fn open(&self, label: &str, sealed: &[u8]) -> Result<Vec<u8>, DbError> {
        self.key.open(label, sealed)
    }

    /// Seals what is to be stored of the subject.
    pub fn seal(&self, label: &str, plain: &[u8]) -> Vec<u8> {
        self.key.seal(label, plain)
    }

    /// A keyed hash of a name, 64 hex digits: for ids that tell nothing of what they were made from.
    pub fn keyed(&self, purpose: &str, name: &str) -> String {
        self.gate.keyring().lookup(purpose, name)
    }

    /// The statement for the engine with all its values: an `Arc` of its text, and the arguments.
    fn bound(&self, sql: &PersonalSql, args: Vec<Value>) -> Result<(Arc<str>, Vec<Value>), GateError> {
        let ready = self.gate.prepared(sql)?;
        let reader = self.granted.reader;
        match self.actor.organisation() {
            None => ready.bind(self.subject, &reader, args),
            Some(own) => ready.bind_at_work(self.subject, &reader, own, args),
        }
        .map_err(GateError::Statement)
    }

    /// Lets a single item pass, or not: for items that do not come from a statement with `:visible`.
    pub fn admit<I>(&self, item: I, flags: Flags, source: ItemSource) -> Option<I> {
        crate::rules::admits(self.reader(), flags, source).then_some(item)
    }
}

impl<A: Action> Deref for Allowed<A> {
    type Target = Grant;

    fn deref(&self) -> &Grant {
        &self.grant
    }
}

impl<A: Action> Allowed<A> {
    pub(crate) fn new(grant: Grant, pending: Vec<Entry>) -> Self {
        Self { grant, pending, kind: PhantomData }
    }
}

impl Allowed<See> {
    /// The subject's rows, as far as the reader may see them.
    pub async fn fetch_all(&self, sql: &PersonalSql, args: Vec<Value>) -> Result<Vec<Row>, GateError> {
        let (text, args) = self.grant.bound(sql, args)?;
        Ok(self.grant.gate.db().fetch_all(text, args).await?)
    }

    /// The first of them, or `None`: another person's id, a hidden item and one that never was look the same.
    pub async fn fetch_optional(&self, sql: &PersonalSql, args: Vec<Value>) -> Result<Option<Row>, GateError> {
        Ok(self.fetch_all(sql, args).await?.into_iter().next())
    }
}

impl Allowed<See> {
    /// Keeps what the look itself leaves behind, and nothing else: that the reader has seen it now. The look is in the
    /// usage log already.
    ///
    /// # Errors
    /// As [`Allowed::commit`].
    pub async fn mark_seen<T, E, F>(&self, marks: F) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<GateError> + From<DbError> + Send + 'static,
        F: for<'a, 't> FnOnce(&'a mut PersonTx<'t>) -> BoxFuture<'a, Result<T, E>> + Clone + Send + 'static,
    {
        let grant = self.grant.clone();
        let db = grant.gate.db().clone();
        db.write(move |tx| Box::pin(async move { marks(&mut PersonTx { grant: &grant, tx }).await })).await
    }
}

impl<A: Writes> Allowed<A> {
    /// Runs a change and its lines in the usage log in one transaction (I5, I9).
    ///
    /// # Errors
    /// What the change returns, or [`GateError`] where the log or the commit fails: then nothing of it remains.
    pub async fn commit<T, E, F>(self, change: F) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<GateError> + From<DbError> + Send + 'static,
        F: for<'a, 't> FnOnce(&'a mut PersonTx<'t>) -> BoxFuture<'a, Result<T, E>> + Clone + Send + 'static,
    {
        let db = self.grant.gate.db().clone();
        // The change may be run again, where it met another.
        let this = Arc::new(self);
        db.write(move |tx| {
            Box::pin(async move {
                if this.grant.user_only {
                    crate::state::still_a_user(tx, this.grant.subject, &this.grant.users_of).await?;
                }
                if let Actor::Staff(staff) = &this.grant.actor {
                    crate::state::still_at_work(tx, staff).await?;
                }
                crate::log::insert(tx, &this.pending).await?;
                let mut tx = PersonTx { grant: &this.grant, tx };
                change(&mut tx).await
            })
        })
        .await
    }
}

/// A transaction that is bound to the subject and the reader, as [`Allowed`] is.
pub struct PersonTx<'t> {
    grant: &'t Grant,
    tx: &'t mut Tx,
}

impl Deref for PersonTx<'_> {
    type Target = Grant;

    fn deref(&self) -> &Grant {
        self.grant
    }
}

impl PersonTx<'_> {
    /// Runs a statement on the subject's rows and says how many it touched.
    pub async fn execute(&mut self, sql: &PersonalSql, args: Vec<Value>) -> Result<u64, GateError> {
        let (text, args) = self.grant.bound(sql, args)?;
        Ok(self.tx.execute(text, args).await?)
    }

    /// The subject's rows, as far as the reader may see them.
    pub async fn fetch_all(&mut self, sql: &PersonalSql, args: Vec<Value>) -> Result<Vec<Row>, GateError> {
        let (text, args) = self.grant.bound(sql, args)?;
        Ok(self.tx.fetch_all(text, args).await?)
    }

    /// The first of them, or `None`.
    pub async fn fetch_optional(&mut self, sql: &PersonalSql, args: Vec<Value>) -> Result<Option<Row>, GateError> {
        Ok(self.fetch_all(sql, args).await?.into_iter().next())
    }

    /// Registers an item of the subject, or changes its marks (R4), with the change that stores it.
    pub async fn set_item(&mut self, item: Uuid, flags: Flags, source: ItemSource) -> Result<(), GateError> {
        Ok(crate::items::set(self.tx, self.grant.subject, item, flags, source).await?)
    }

    /// Writes one more line of the same deed, when a delivery holds several items: each has its own visibility (R4).
    pub async fn note(&mut self, policy: &Policy, deed: &Deed) -> Result<(), GateError> {
        let Grant { gate, actor, subject, at, why, .. } = self.grant;
        let mut entry = gate.entry(actor, *subject, policy.rules.service, deed, *at);
        entry.reason = why.clone();
        Ok(crate::log::insert(self.tx, &[entry]).await?)
    }

    /// A new id, made at the moment of the decision.
    pub fn new_id(&self) -> Uuid {
        self.grant.gate.new_id(self.grant.at)
    }

    /// The same transaction bound to another subject, as the platform has found it allowed.
    pub(crate) fn beside<'b>(&'b mut self, grant: &'b Grant) -> PersonTx<'b> {
        PersonTx { grant, tx: self.tx }
    }

    pub(crate) fn gate(&self) -> &Gate {
        &self.grant.gate
    }

    /// What the tables hold, and for how long.
    pub(crate) fn classes(&self) -> &TableClasses {
        self.grant.gate.classes()
    }

    /// The bare transaction with the classes of tables.
    pub(crate) fn parts(&mut self) -> (&mut Tx, &TableClasses) {
        (self.tx, self.grant.gate.classes())
    }

    /// The bare transaction: for the platform's own crates, which bind the person themselves.
    pub(crate) fn raw(&mut self) -> &mut Tx {
        self.tx
    }
}
