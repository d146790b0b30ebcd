//! What the demo's page of letters says, in three languages: it is the demo's, and not among the portal's texts.

use notify::ChannelKind;
use web::Language;

/// The words of the page in one language.
pub struct PageWords {
    pub language: Language,
    pub title: &'static str,
    pub none: &'static str,
    pub unsent: &'static str,
    pub by_push: &'static str,
    pub by_sms: &'static str,
    pub by_email: &'static str,
    pub went: &'static str,
    pub waits: &'static str,
}

const NB: PageWords = PageWords {
    language: Language::Nb,
    title: "Varsler som ville ha gått ut",
    none: "Ingen varsler ennå. Endre en time, for eksempel med helsevei import.",
    unsent: "Ingenting er sendt. Alle personer er oppdiktet.",
    by_push: "Til enheten",
    by_sms: "SMS til",
    by_email: "E-post til",
    went: "Gikk",
    waits: "Venter, går tidligst",
};

const NN: PageWords = PageWords {
    language: Language::Nn,
    title: "Varsel som ville ha gått ut",
    none: "Ingen varsel enno. Endre ein time, til dømes med helsevei import.",
    unsent: "Ingenting er sendt. Alle personar er oppdikta.",
    by_push: "Til eininga",
    by_sms: "SMS til",
    by_email: "E-post til",
    went: "Gjekk",
    waits: "Ventar, går tidlegast",
};

const EN: PageWords = PageWords {
    language: Language::En,
    title: "Notices that would have gone out",
    none: "No notices yet. Change an appointment, for instance with helsevei import.",
    unsent: "Nothing has been sent. All people are made up.",
    by_push: "To the device",
    by_sms: "SMS to",
    by_email: "E-mail to",
    went: "Went",
    waits: "Waits, goes at the earliest",
};

/// Those the page can be read in, in the order of its choice.
pub const ALL: [PageWords; 3] = [NB, NN, EN];

impl PageWords {
    /// Bokmål for a language that the page has not.
    pub fn of(language: Language) -> Self {
        match language {
            Language::Nb | Language::Se => NB,
            Language::Nn => NN,
            Language::En => EN,
        }
    }

    /// How it goes and to whom.
    pub fn by(&self, channel: ChannelKind) -> &'static str {
        match channel {
            ChannelKind::Push => self.by_push,
            ChannelKind::Sms => self.by_sms,
            ChannelKind::Email => self.by_email,
        }
    }
}
