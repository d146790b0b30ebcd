//! Staff's way through the gate: each person they look at has the look in their own usage log first (S4, H3).

use std::collections::{BTreeSet, HashMap};

use people::{Person, PersonId};
use uuid::Uuid;

use crate::{
    Act, Actor, Allowed, Deed, Gate, GateError, Policy, Reason, See, Seen, Staff,
    allowed::Grant,
    facts::subject_facts,
    log::Entry,
    rules::{Action, Refusal, WorkFacts, decide_at_work, is_of_health},
    state::{self, Stored},
};

/// One person whom staff ask about, in one deed.
struct Asked {
    subject: PersonId,
    deed: Deed,
}

/// What staff want with whom, and what the gate has read to decide it.
struct Question<'a> {
    gate: &'a Gate,
    staff: &'a Staff,
    policy: &'a Policy,
    reason: &'a Reason,
    action: Action,
    people: HashMap<PersonId, Person>,
    stored: HashMap<PersonId, Stored>,
    /// The member of staff and the children they are responsible for.
    own: BTreeSet<PersonId>,
}

impl Gate {
    /// Asks to look at a person at work. The line is on disk when this returns, granted or refused (I5).
    ///
    /// # Errors
    /// [`GateError::Refused`] with the reason; any fault: then nothing may be shown.
    pub async fn see_at_work(
        &self,
        staff: &Staff,
        subject: PersonId,
        policy: &Policy,
        deed: Deed,
        reason: Reason,
    ) -> Result<Allowed<See>, GateError> {
        let (grant, line) = self.ask_at_work(staff, subject, policy, deed, &reason, Action::See).await?;
        self.log(vec![line]).await?;
        Ok(Allowed::new(grant, Vec::new()))
    }

    /// Asks to change at work. A refusal is logged at once, a grant in the change's own transaction, in which the role
    /// must still stand.
    ///
    /// # Errors
    /// As [`Gate::see_at_work`].
    pub async fn act_at_work(
        &self,
        staff: &Staff,
        subject: PersonId,
        policy: &Policy,
        deed: Deed,
        reason: Reason,
    ) -> Result<Allowed<Act>, GateError> {
        let (grant, line) = self.ask_at_work(staff, subject, policy, deed, &reason, Action::Act).await?;
        Ok(Allowed::new(grant, vec![line]))
    }

    /// Asks to look at many people at once: a page of a queue. All lines are on disk by one append when this returns.
    ///
    /// Who may not be seen, for instance one's own child, is not among the answers, and has the refusal in their log.
    pub async fn see_many_at_work(
        &self,
        staff: &Staff,
        subjects: &[PersonId],
        policy: &Policy,
        deed: Deed,
        reason: Reason,
    ) -> Result<Vec<Allowed<See>>, GateError> {
        let asked = subjects.iter().map(|subject| Asked { subject: *subject, deed: deed.clone() }).collect();
        self.see_asked(staff, asked, policy, &reason).await
    }

    /// As [`Gate::see_many_at_work`], each look about one item: its line is seen by those who may see the item (R4). For
    /// what may be hidden from parents or from the youth.
    pub async fn see_items_at_work(
        &self,
        staff: &Staff,
        items: &[(PersonId, Uuid)],
        policy: &Policy,
        verb: &'static str,
        reason: Reason,
    ) -> Result<Vec<Allowed<See>>, GateError> {
        let asked = items.iter().map(|(subject, item)| Asked { subject: *subject, deed: Deed::on(verb, *item) });
        self.see_asked(staff, asked.collect(), policy, &reason).await
    }

    /// Everyone who works with health at the office of one at work now, themself among them: whom a conversation can be
    /// given to. None in a role that sees no health data.
    ///
    /// # Errors
    /// A fault of the database.
    pub async fn co_workers(&self, staff: &Staff) -> Result<Vec<PersonId>, GateError> {
        if !staff.role.sees_health() {
            return Ok(Vec::new());
        }
        let members = state::members_of(self.db(), &staff.organisation).await?;
        let here = |it: &state::Member| it.office == staff.office && it.ended_at.is_none() && it.role.sees_health();
        Ok(members.into_iter().filter(here).map(|it| it.person).collect::<BTreeSet<_>>().into_iter().collect())
    }

    /// Whom one at work never works with: themself and the children they are responsible for. A page that counts leaves
    /// them out before it does.
    ///
    /// # Errors
    /// A fault of the register.
    pub async fn own_of(&self, staff: &Staff) -> Result<BTreeSet<PersonId>, GateError> {
        let household = self.register().household(staff.person).await?;
        let wards = household.into_iter().flat_map(|household| household.wards);
        Ok(wards.map(|ward| ward.subject.id).chain([staff.person]).collect())
    }

    async fn see_asked(
        &self,
        staff: &Staff,
        asked: Vec<Asked>,
        policy: &Policy,
        reason: &Reason,
    ) -> Result<Vec<Allowed<See>>, GateError> {
        let question = Question::new(self, staff, policy, reason, Action::See);
        let question = question.read(asked.iter().map(|asked| asked.subject)).await?;
        let (mut lines, mut allowed) = (Vec::with_capacity(asked.len()), Vec::with_capacity(asked.len()));
        for (line, decided) in asked.iter().filter_map(|asked| question.answer(asked)) {
            lines.push(line);
            allowed.extend(decided.ok().map(|grant| Allowed::new(grant, Vec::new())));
        }
        self.log(lines).await?;
        Ok(allowed)
    }

    async fn ask_at_work(
        &self,
        staff: &Staff,
        subject: PersonId,
        policy: &Policy,
        deed: Deed,
        reason: &Reason,
        action: Action,
    ) -> Result<(Grant, Entry), GateError> {
        let question = Question::new(self, staff, policy, reason, action).read(std::iter::once(subject)).await?;
        let answer = question.answer(&Asked { subject, deed });
        let (line, decided) = answer.ok_or(GateError::Refused(Refusal::NoTrace))?;
        match decided {
            Ok(grant) => Ok((grant, line)),
            Err(refusal) => {
                self.log(vec![line]).await?;
                Err(GateError::Refused(refusal))
            }
        }
    }
}

impl<'a> Question<'a> {
    fn new(gate: &'a Gate, staff: &'a Staff, policy: &'a Policy, reason: &'a Reason, action: Action) -> Self {
        let (people, stored, own) = (HashMap::new(), HashMap::new(), BTreeSet::new());
        Self { gate, staff, policy, reason, action, people, stored, own }
    }

    /// Reads afresh what is known of everyone asked about, in three questions however many they are.
    async fn read(mut self, subjects: impl Iterator<Item = PersonId>) -> Result<Self, GateError> {
        let subjects: Vec<PersonId> = subjects.collect::<BTreeSet<_>>().into_iter().collect();
        let people = self.gate.register().persons(&subjects).await?;
        self.people = people.into_iter().map(|person| (person.id, person)).collect();
        self.stored = state::stored_of(self.gate.db(), self.gate.keyring(), &subjects).await?;
        self.own = self.gate.own_of(self.staff).await?;
        Ok(self)
    }

    /// The line of one look, and the permission or why there is none. `None` for one who is not, or no longer, in the
    /// register under this id.
    fn answer(&self, Asked { subject, deed }: &Asked) -> Option<(Entry, Result<Grant, Refusal>)> {
        let (person, stored) = (self.people.get(subject)?, self.stored.get(subject)?);
        let work = WorkFacts { role: self.staff.role, own: self.own.contains(subject) };
        let decided = decide_at_work(self.policy.rules, &work, &subject_facts(person, stored), self.action);
        let (actor, at) = (Actor::Staff(self.staff.clone()), self.gate.clock().now());
        let mut line = self.gate.entry(&actor, *subject, self.policy.rules.service, deed, at);
        line.granted = decided.is_ok();
        let refusal = decided.as_ref().err().copied();
        line.reason = self.staff.word(refusal.map_or(self.reason.as_str(), Refusal::as_str));
        let granted = match decided {
            Ok(granted) => granted,
            Err(refusal) => return Some((line, Err(refusal))),
        };
        line.words = self.reason.words().map(|words| stored.key.seal(&words_label(line.id), words.as_bytes()));
        let grant = Grant {
            gate: self.gate.clone(),
            actor,
            subject: *subject,
            granted,
            key: stored.key.clone(),
            at,
            user_only: is_of_health(self.policy.rules),
            users_of: Vec::new(),
            why: line.reason.clone(),
            seen: Some(seen(person, stored)),
        };
        Some((line, Ok(grant)))
    }
}

/// Words that were stated are sealed for their line alone: they cannot be moved to another.
pub(crate) fn words_label(line: Uuid) -> String {
    format!("usage_log_words.words:{line}")
}

fn seen(person: &Person, stored: &Stored) -> Seen {
    let home = person.address.clone().filter(|_| !person.protection.is_protected());
    Seen { name: person.name.clone(), born: person.born, dead: person.is_dead(), user: stored.level.is_some(), home }
}
