//! Something that has happened and that somebody may want to know of (N2).

use access::{GateError, PersonTx, PersonalSql, args};
use fhir::NoticeTags;
use people::PersonId;
use uuid::Uuid;

use crate::{ChannelKind, Kin};

/// Label that a given name of a sender is sealed under, in events and in notices.
pub(crate) const SENDER: &str = "notices.sender";

/// What kind of news it is. The recipient's [`Level`] decides whether it goes out of the portal (N2).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(i64)]
pub enum Class {
    /// About one's treatment: appointments, messages, decisions, things to follow up.
    AboutTreatment = 1,
    /// An answer to what one has asked for.
    Answer = 2,
    /// Confirmations and receipts, completed home visits.
    Confirmation = 3,
}

impl Class {
    pub(crate) fn of_column(number: i64) -> Self {
        [Self::AboutTreatment, Self::Answer].into_iter().find(|it| *it as i64 == number).unwrap_or(Self::Confirmation)
    }
}

/// How many notices one wants (S5).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Level {
    /// As few as possible.
    Few,
    #[default]
    Standard,
    /// As many as possible.
    Many,
}

impl Level {
    pub const ALL: [Self; 3] = [Self::Few, Self::Standard, Self::Many];

    /// Whether news of a class goes out at this level (N2).
    pub fn includes(self, class: Class) -> bool {
        match self {
            Self::Few => class == Class::AboutTreatment,
            Self::Standard => class != Class::Confirmation,
            Self::Many => true,
        }
    }

    /// As it stands in the column `level` and in forms.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Few => "few",
            Self::Standard => "standard",
            Self::Many => "many",
        }
    }

    /// The way back from [`Level::as_str`].
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|level| level.as_str() == word)
    }
}

/// What one is told by where no device answers, or there is none (S5).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Alternative {
    Sms,
    Email,
    Both,
}

impl Alternative {
    pub const ALL: [Self; 3] = [Self::Sms, Self::Email, Self::Both];

    /// The ways that it stands for.
    pub fn channels(self) -> &'static [ChannelKind] {
        match self {
            Self::Sms => &[ChannelKind::Sms],
            Self::Email => &[ChannelKind::Email],
            Self::Both => &[ChannelKind::Sms, ChannelKind::Email],
        }
    }

    /// As it stands in the column `alternative` and in forms.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Sms => "sms",
            Self::Email => "email",
            Self::Both => "both",
        }
    }

    /// The way back from [`Alternative::as_str`].
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|alternative| alternative.as_str() == word)
    }
}

/// Who is said to have sent it (N3).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Sender {
    /// The organisation by its own name.
    #[default]
    Organisation,
    /// By the name that it asks for in notices.
    Given(String),
    /// Not named: who sends is itself sensitive.
    Unnamed,
}

/// News of one item of the person whose transaction it is raised in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Event {
    /// One word; its text is `<service>-notice-<kind>` in the service's texts.
    pub(crate) kind: &'static str,
    pub(crate) service: &'static str,
    pub(crate) class: Class,
    pub(crate) item: Uuid,
    pub(crate) organisation: Option<String>,
    pub(crate) sender: Sender,
    pub(crate) by: Option<PersonId>,
    pub(crate) kin: Kin,
    pub(crate) named: bool,
}

impl Event {
    /// News of `kind` about an item of a service, the service by its id in the table of rules.
    pub fn new(kind: &'static str, service: &'static str, class: Class, item: Uuid) -> Self {
        Self {
            kind,
            service,
            class,
            item,
            organisation: None,
            sender: Sender::Organisation,
            by: None,
            kin: Kin::All,
            named: false,
        }
    }

    /// Sent by an organisation, with what it says of notices; `None` when it says that nobody is to be told.
    pub fn from_source(self, organisation: &str, tags: &NoticeTags) -> Option<Self> {
        let sender = match (&tags.sender, tags.sensitive) {
            (_, true) => Sender::Unnamed,
            (Some(name), false) => Sender::Given(name.clone()),
            (None, false) => Sender::Organisation,
        };
        (!tags.silent).then(|| Self { organisation: Some(organisation.to_owned()), sender, ..self })
    }

    /// Of those who hold a power, tells these.
    pub fn to_kin(self, kin: Kin) -> Self {
        Self { kin, ..self }
    }

    /// May be named where it goes out of the portal: the person has agreed to it (N3).
    pub fn named(self) -> Self {
        Self { named: true, ..self }
    }

    /// Without the sender's name: who sends is sensitive (N3).
    pub fn unnamed(self) -> Self {
        Self { sender: Sender::Unnamed, ..self }
    }

    /// Follows from what a person did in the portal: they know of it already.
    pub fn by(self, person: PersonId) -> Self {
        Self { by: Some(person), ..self }
    }
}

/// Writes the event with the change that it follows from: both are kept, or neither (I9). Who is told, the worker finds
/// out, by the facts of that moment.
pub async fn raise(tx: &mut PersonTx<'_>, event: &Event) -> Result<(), GateError> {
    static INSERT: PersonalSql = PersonalSql::new(
        "INSERT INTO notice_events
           (person, id, at, service, kind, class, item, organisation, sender, unnamed, by_person, try_at, kin, named)
         VALUES (:person, :1, :2, :3, :4, :5, :6, :7, :8, :9, :10, :2, :11, :12)",
    );
    let sender = match &event.sender {
        Sender::Given(name) => Some(tx.seal(SENDER, name.as_bytes())),
        Sender::Organisation | Sender::Unnamed => None,
    };
    let what = args![tx.new_id(), tx.now(), event.service, event.kind, event.class as i64, event.item];
    let who = args![event.organisation.as_deref(), sender, event.sender == Sender::Unnamed, event.by];
    let told = args![event.kin.as_str(), event.named];
    tx.execute(&INSERT, [what, who, told].concat()).await.map(drop)
}
