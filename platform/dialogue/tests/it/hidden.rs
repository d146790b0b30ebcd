//! What is hidden from somebody leaves them no trace: no message, no conversation, no time, no count, no word (R4).

use access::rules::Flags;
use dialogue::{Content, DialogueError, Filter};

use crate::house::{HIDDEN_FROM_PARENTS, HIDDEN_FROM_YOUTH, House, content, texts};

#[tokio::test]
async fn what_a_parent_wrote_is_not_there_for_the_youth() {
    for test in db::testing::both().await {
        let house = House::on(test).await;
        let asked = house.start(house.mother, &house.gp, "Hun spiser for lite").await;
        assert!(house.list(house.child, Filter::Inbox).await.is_empty());
        assert_eq!(house.open(house.child, asked).await, None);
        assert!(dialogue::find_text(&house.see(house.child).await, "spiser", 5).await.unwrap().is_empty());
        let written = house.write(house.child, asked, "Hva?").await;
        assert!(matches!(written, Err(DialogueError::NotFound)));
    }
}

#[tokio::test]
async fn an_answer_hidden_from_parents_is_seen_by_the_youth_alone_and_moves_nothing_for_the_parents() {
    for test in db::testing::both().await {
        let house = House::on(test).await;
        let asked = house.start(house.mother, &house.gp, "Hun spiser for lite").await;
        let before = house.list(house.mother, Filter::Inbox).await;
        house.later();
        let answer = house.answer(&house.gp, asked, "Vil du snakke alene?", HIDDEN_FROM_PARENTS).await;
        assert_eq!(house.list(house.mother, Filter::Inbox).await, before);
        assert_eq!(dialogue::badge(&house.see(house.mother).await).await.unwrap(), 0);
        assert_eq!(texts(&house.open(house.mother, asked).await.unwrap()), ["Hun spiser for lite"]);
        assert_eq!(house.open(house.mother, answer).await, None);
        let [thread] = &house.list(house.child, Filter::Inbox).await[..] else { panic!("the youth sees it") };
        // Neither the parent's subject nor the id of what the parent wrote, which tells when that was.
        assert_eq!((thread.address, thread.subject.as_deref(), thread.messages), (answer, None, 1));
        assert_eq!(texts(&house.open(house.child, answer).await.unwrap()), ["Vil du snakke alene?"]);
        assert_eq!(house.open(house.child, asked).await, None);
    }
}

#[tokio::test]
async fn an_answer_hidden_from_parents_does_not_end_their_conversation() {
    for test in db::testing::both().await {
        let house = House::on(test).await;
        let asked = house.start(house.mother, &house.gp, "Hun spiser for lite").await;
        let before = house.list(house.mother, Filter::Inbox).await;
        let closes = r#","extension":[{"url":"https://helsevei.no/fhir/StructureDefinition/closes-conversation","valueBoolean":true}]"#;
        house.answer(&house.gp, asked, "Vil du snakke alene?", &format!("{closes}{HIDDEN_FROM_PARENTS}")).await;
        assert_eq!(house.list(house.mother, Filter::Inbox).await, before);
        assert!(house.write(house.mother, asked, "Er dere der?").await.is_ok());
    }
}

#[tokio::test]
async fn what_a_youth_writes_to_the_school_nurse_is_not_there_for_the_parents_nor_is_the_answer() {
    for test in db::testing::both().await {
        let house = House::on(test).await;
        let asked = house.start(house.child, &house.nurse, "Kan jeg få prevensjon?").await;
        // The nurse's system forgot the mark.
        let answer = house.answer(&house.nurse, asked, "Kom innom", "").await;
        assert!(house.list(house.mother, Filter::Inbox).await.is_empty());
        assert_eq!(house.open(house.mother, answer).await, None);
        assert_eq!(texts(&house.open(house.child, asked).await.unwrap()).len(), 2);
    }
}

#[tokio::test]
async fn a_youth_may_keep_a_message_to_the_gp_from_the_parents() {
    for test in db::testing::both().await {
        let house = House::on(test).await;
        let kept = Content { hide_from_parents: true, ..content("Mitt", None) };
        house.start_with(house.child, &house.gp, kept).await;
        assert!(house.list(house.mother, Filter::Inbox).await.is_empty());
        house.start(house.child, &house.gp, "Vårt").await;
        assert_eq!(house.list(house.mother, Filter::Inbox).await.len(), 1);
        // A parent cannot hide anything from parents.
        let kept = Content { hide_from_parents: true, ..content("Mors", None) };
        house.start_with(house.mother, &house.gp, kept).await;
        assert_eq!(house.list(house.mother, Filter::Inbox).await.len(), 2);
    }
}

#[tokio::test]
async fn an_office_cannot_open_to_the_parents_what_a_youth_has_kept_from_them() {
    for test in db::testing::both().await {
        let house = House::on(test).await;
        let asked = house.start(house.child, &house.nurse, "Kan jeg få prevensjon?").await;
        let present = records::list(&house.see(house.child).await, "Communication").await.unwrap().remove(0);
        let opened = present.body.replace("NORN_FORANS", "NORN_APEN");
        let kept = house.deliver_as(&house.nurse, asked, records::Expected::Version(1), &opened).await;
        assert!(kept.is_ok(), "the system's own words are taken, the mark stays");
        assert!(house.list(house.mother, Filter::Inbox).await.is_empty());
    }
}

#[tokio::test]
async fn what_is_opened_to_somebody_later_is_new_to_them() {
    for test in db::testing::both().await {
        let house = House::on(test).await;
        let asked = house.start(house.child, &house.gp, "Hei").await;
        let (answer, received) = {
            let more = format!(r#","inResponseTo":[{{"reference":"Communication/{asked}"}}]{HIDDEN_FROM_PARENTS}"#);
            house.deliver(&house.gp, &crate::house::message("Svar", &more)).await.unwrap()
        };
        house.later();
        house.read(house.mother, asked).await;
        house.later();
        let more = format!(r#","id":"{answer}","inResponseTo":[{{"reference":"Communication/{asked}"}}]"#);
        let open = crate::house::message("Svar", &more);
        let expected = records::Expected::Version(received.version);
        house.deliver_as(&house.gp, answer, expected, &open).await.unwrap();
        assert_eq!(house.list(house.mother, Filter::Unread).await.len(), 1);
    }
}

#[tokio::test]
async fn a_message_hidden_from_the_youth_is_the_parents_alone() {
    for test in db::testing::both().await {
        let house = House::on(test).await;
        let asked = house.start(house.child, &house.gp, "Hei").await;
        let before = house.list(house.child, Filter::Inbox).await;
        house.later();
        house.answer(&house.gp, asked, "Til mor", HIDDEN_FROM_YOUTH).await;
        assert_eq!(house.list(house.child, Filter::Inbox).await, before);
        assert_eq!(texts(&house.open(house.mother, asked).await.unwrap()), ["Hei", "Til mor"]);
    }
}

#[tokio::test]
async fn an_office_hides_a_message_once_and_takes_no_mark_off_what_a_citizen_wrote() {
    for test in db::testing::both().await {
        let house = House::on(test).await;
        let asked = house.start(house.child, &house.gp, "Hei").await;
        let hidden = Flags { hidden_from_parents: true, hidden_from_youth: false };
        for flags in [hidden, hidden, Flags::default()] {
            house.at_office(&house.gp, move |tx| Box::pin(async move { dialogue::mark(tx, asked, flags).await })).await;
            assert!(house.list(house.mother, Filter::Inbox).await.is_empty());
        }
        let record = records::list(&house.see(house.child).await, "Communication").await.unwrap().remove(0);
        assert_eq!(record.version, 2);
        assert!(record.body.contains("NORN_FORANS"));
        // Its own answer it hides and shows; that was marked when what it answers still was open.
        let answer = house.answer(&house.gp, house.start(house.child, &house.gp, "Mer").await, "Svar", "").await;
        for flags in [hidden, Flags::default()] {
            house
                .at_office(&house.gp, move |tx| Box::pin(async move { dialogue::mark(tx, answer, flags).await }))
                .await;
            assert_eq!(house.open(house.mother, answer).await.is_none(), flags == hidden);
        }
    }
}
