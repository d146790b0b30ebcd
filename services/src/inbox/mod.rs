//! The inbox (C1): conversations with health services, letters, and what one is writing.

mod forms;
mod pages;
mod recipients;

use access::rules::table;
use web::{Group, Service, texts};

/// The service, for the register. Its tables are the platform's, as the desk's are: `platform/dialogue`.
pub static SERVICE: Service = Service {
    export: pages::export,
    erase: dialogue::erase,
    ..Service::new(
        access::Policy::everywhere(&table::INBOX),
        Group::FollowUp,
        "innboks",
        "inbox",
        texts!("inbox"),
        pages::routes,
    )
    .shows(&["Communication", "Binary"])
    .admitted_by(dialogue::ADMISSION)
    .followed_by(dialogue::CONSEQUENCE)
    .card(pages::card)
    .timeline(pages::timeline)
};

#[cfg(test)]
mod tests {
    #[test]
    fn what_dialogue_tells_and_does_has_its_words_here() {
        for kind in dialogue::NOTICES {
            assert!(include_str!("texts/nb.ftl").contains(&format!("inbox-notice-{kind} =")), "{kind}");
        }
        for verb in [dialogue::post::PRINT, dialogue::post::POST, dialogue::REOPEN, dialogue::MARK] {
            let verb = verb.replace('_', "-");
            assert!(include_str!("texts/nb.ftl").contains(&format!("inbox-deed-{verb} =")), "{verb}");
        }
    }

    #[test]
    fn the_text_says_how_many_drafts_are_kept() {
        let full = format!("inbox-drafts-full = Du har {} utkast", dialogue::drafts::MOST);
        assert!(include_str!("texts/nb.ftl").contains(&full));
    }
}
