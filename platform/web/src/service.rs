//! A service as the pages that span services know it (I1): never its tables, only this value.

use access::{GateError, PersonTx, Policy, Schema, rules::ServiceRules};
use axum::Router;
use futures_util::future::BoxFuture;
use jiff::Timestamp;
use records::{Admission, Consequence};

use crate::{Acting, Help, PageError, Portal, texts::Source};

/// What a service answers, in time.
pub type Answer<'a, T> = BoxFuture<'a, Result<T, PageError>>;

/// The line in the service's box: what is next or new; empty for none.
pub type CardLine = for<'a> fn(&'a Portal, &'a Acting) -> Answer<'a, String>;
/// What happened after a moment, newest first.
pub type Timeline = for<'a> fn(&'a Portal, &'a Acting, Timestamp) -> Answer<'a, Vec<TimelineItem>>;
/// Everything the service holds of the person, as far as the reader may see it.
pub type Export = for<'a> fn(&'a Portal, &'a Acting) -> Answer<'a, serde_json::Value>;
/// What must be done before anything else, said on the home page; `None` when nothing is.
pub type NoticeFirst = for<'a> fn(&'a Portal, &'a Acting) -> Answer<'a, Option<Notice>>;
/// Removes what the service stores of the person, in the transaction that removes it everywhere (L4).
pub type Erase = for<'a, 't> fn(&'a mut PersonTx<'t>) -> BoxFuture<'a, Result<(), GateError>>;

/// A service of the portal: a `static` in its `mod.rs`, and a line in the register.
///
/// Its id (in [`ServiceRules::service`]) is the start of its keys, with hyphens. Six of them are fixed:
/// `…-title`, `…-about` and `…-help-consent`, `-power`, `-children`, `-unlisted` (P9).
pub struct Service {
    /// Who may, at which level, and where the service is to be had.
    pub policy: Policy,
    pub group: Group,
    /// The Norwegian word in its address: `timer` for `/p/{handle}/timer`.
    pub path: &'static str,
    /// A symbol in `ui/images/icons.svg`.
    pub icon: &'static str,
    pub texts: Source,
    pub schema: Option<Schema>,
    /// FHIR resource types that it shows: what an import says of the others is "kept, not shown yet".
    pub resource_types: &'static [&'static str],
    /// The rules of those resources, where they are another row's than the service's own.
    pub resource_policy: Option<&'static Policy>,
    /// Where the same stands open to all, without anybody's data.
    pub open: Option<&'static str>,
    /// Whether one of them fits what else is here, asked before it is kept.
    pub admission: Admission,
    /// What follows when a source makes or changes one of them, in the same transaction (I9).
    pub consequence: Consequence,
    /// Its pages, with their whole paths.
    pub routes: fn() -> Router<Portal>,
    pub card: CardLine,
    pub timeline: Timeline,
    pub notice: NoticeFirst,
    pub export: Export,
    pub erase: Erase,
}

/// The four groups of the overview (L6), in its order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Group {
    FollowUp,
    Overviews,
    Applications,
    Management,
}

impl Group {
    pub const ALL: [Self; 4] = [Self::FollowUp, Self::Overviews, Self::Applications, Self::Management];

    /// Key of its heading.
    pub fn key(self) -> &'static str {
        match self {
            Self::FollowUp => "group-follow-up",
            Self::Overviews => "group-overviews",
            Self::Applications => "group-applications",
            Self::Management => "group-management",
        }
    }
}

/// Something that happened in a service ("Since you were last here", L5).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TimelineItem {
    pub at: Timestamp,
    /// In the reader's language.
    pub text: String,
    pub href: String,
}

/// Something that must be done first, with the way there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    /// In the reader's language.
    pub text: String,
    pub href: String,
    /// The words on the button.
    pub link: String,
}

impl Service {
    /// A service without card line, timeline, export and stored data. Add what it has.
    pub const fn new(
        policy: Policy,
        group: Group,
        path: &'static str,
        icon: &'static str,
        texts: Source,
        routes: fn() -> Router<Portal>,
    ) -> Self {
        Self {
            policy,
            group,
            path,
            icon,
            texts,
            schema: None,
            resource_types: &[],
            resource_policy: None,
            open: None,
            admission: records::as_it_comes,
            consequence: records::nothing,
            routes,
            card: |_, _| Box::pin(async { Ok(String::new()) }),
            timeline: |_, _, _| Box::pin(async { Ok(Vec::new()) }),
            notice: |_, _| Box::pin(async { Ok(None) }),
            export: |_, _| Box::pin(async { Ok(serde_json::Value::Null) }),
            erase: |_| Box::pin(async { Ok(()) }),
        }
    }

    /// With tables of its own, and how to take a person out of them and along.
    pub const fn stores(mut self, schema: Schema, export: Export, erase: Erase) -> Self {
        self.schema = Some(schema);
        self.export = export;
        self.erase = erase;
        self
    }

    /// With what one takes along, where its tables are the platform's.
    pub const fn exports(mut self, export: Export) -> Self {
        self.export = export;
        self
    }

    /// With the FHIR resource types that it shows.
    pub const fn shows(mut self, resource_types: &'static [&'static str]) -> Self {
        self.resource_types = resource_types;
        self
    }

    /// With other rules for what it shows than its own: a source that delivers it, and who reads it, goes by those.
    pub const fn kept_under(mut self, policy: &'static Policy) -> Self {
        self.resource_policy = Some(policy);
        self
    }

    /// With the address of what stands open to all.
    pub const fn open_at(mut self, address: &'static str) -> Self {
        self.open = Some(address);
        self
    }

    /// With what follows from a change of what it shows.
    pub const fn followed_by(mut self, consequence: Consequence) -> Self {
        self.consequence = consequence;
        self
    }

    /// With what is asked of what it shows before that is kept.
    pub const fn admitted_by(mut self, admission: Admission) -> Self {
        self.admission = admission;
        self
    }

    /// With a line in its box.
    pub const fn card(mut self, card: CardLine) -> Self {
        self.card = card;
        self
    }

    /// With events in "Since you were last here".
    pub const fn timeline(mut self, timeline: Timeline) -> Self {
        self.timeline = timeline;
        self
    }

    /// With what must be done before anything else.
    pub const fn notice(mut self, notice: NoticeFirst) -> Self {
        self.notice = notice;
        self
    }

    pub fn rules(&self) -> &'static ServiceRules {
        self.policy.rules
    }

    /// For instance `appointments`.
    pub fn id(&self) -> &'static str {
        self.policy.rules.service
    }

    /// A key of this service: `service.key("title")` is `appointments-title`.
    pub fn key(&self, ending: &str) -> String {
        format!("{}-{ending}", self.id().replace('_', "-"))
    }

    /// Its help under the four fixed headings.
    pub fn help(&self) -> Help {
        Help {
            consent: self.key("help-consent"),
            power: self.key("help-power"),
            children: self.key("help-children"),
            unlisted: self.key("help-unlisted"),
            about: format!("/om/{}", self.path),
        }
    }
}
