//! What an organisation's own system may and may not do with messages.

use dialogue::{Filter, State};
use records::{Expected, ReceiveError, Stored};

use crate::house::{House, message};

fn unfit(fault: ReceiveError) -> String {
    match fault {
        ReceiveError::Unfit(issue) => format!("{}: {}", issue.element, issue.fault),
        other => panic!("{other}"),
    }
}

#[tokio::test]
async fn the_same_message_again_changes_nothing_also_from_a_school_nurse_of_the_municipality() {
    for test in db::testing::both().await {
        let house = House::on(test).await;
        let body = message("Velkommen til kontroll", "");
        let (id, _) = house.deliver(&house.nurse, &body).await.unwrap();
        let (_, again) = house.deliver_as(&house.nurse, id, Expected::Nothing, &body).await.unwrap();
        assert_eq!(again.stored, Stored::Unchanged);
        // By the office it is from, not by its organisation's kind: the youth sees it without a parent's consent too.
        let sql = "SELECT item_source FROM records WHERE resource_type = 'Communication'";
        assert_eq!(house.test.db.fetch_all(sql, vec![]).await.unwrap()[0].int(0).unwrap(), 4);
    }
}

#[tokio::test]
async fn an_answer_to_anothers_conversation_is_refused_with_the_element() {
    for test in db::testing::both().await {
        let house = House::on(test).await;
        let asked = house.start(house.mother, &house.gp, "Hei").await;
        let more = format!(r#","inResponseTo":[{{"reference":"Communication/{asked}"}}]"#);
        let refused = house.deliver(&house.nurse, &message("Svar", &more)).await.unwrap_err();
        assert!(unfit(refused).starts_with("Communication.inResponseTo"));
        assert_eq!(house.list(house.mother, Filter::Inbox).await[0].messages, 1);
    }
}

#[tokio::test]
async fn a_system_writes_no_citizens_words() {
    for test in db::testing::both().await {
        let house = House::on(test).await;
        let forged =
            message("Jeg trekker klagen", "").replace(r#"{"display":"Furulia"}"#, r#"{"reference":"Patient/1"}"#);
        let refused = house.deliver(&house.gp, &forged).await.unwrap_err();
        assert!(unfit(refused).starts_with("Communication.sender"));
        let asked = house.start(house.mother, &house.gp, "Hei").await;
        let present = records::list(&house.see(house.mother).await, "Communication").await.unwrap().remove(0);
        let changed = present.body.replace("Hei", "Ha det");
        let refused = house.deliver_as(&house.gp, asked, Expected::Version(1), &changed).await.unwrap_err();
        assert!(unfit(refused).starts_with("Communication.payload"));
        for gone in ["entered-in-error", "not-done"] {
            let gone = present.body.replace("completed", gone);
            let refused = house.deliver_as(&house.gp, asked, Expected::Version(1), &gone).await.unwrap_err();
            assert!(unfit(refused).starts_with("Communication.payload"));
        }
        assert_eq!(house.list(house.mother, Filter::Inbox).await.len(), 1);
        // To mark it is the system's.
        let marked = present.body.replacen(r#""security":["#, r#""security":[{"code":"NORN_FORANS"},"#, 1);
        house.deliver_as(&house.gp, asked, Expected::Version(1), &marked).await.unwrap();
        assert!(house.list(house.mother, Filter::Inbox).await.is_empty());
    }
}

#[tokio::test]
async fn what_was_entered_in_error_and_what_is_between_health_services_is_no_message() {
    for test in db::testing::both().await {
        let house = House::on(test).await;
        let (id, _) = house.deliver(&house.gp, &message("Feil", "")).await.unwrap();
        assert_eq!(house.list(house.mother, Filter::Inbox).await.len(), 1);
        let wrong = message("Feil", &format!(r#","id":"{id}""#)).replace("completed", "entered-in-error");
        house.deliver_as(&house.gp, id, Expected::Version(1), &wrong).await.unwrap();
        assert!(house.list(house.mother, Filter::Inbox).await.is_empty());
        let between =
            message("Epikrise", "").replace(r#"[{"reference":"Patient/1"}]"#, r#"[{"reference":"Organization/2"}]"#);
        house.deliver(&house.gp, &between).await.unwrap();
        assert!(house.list(house.mother, Filter::Inbox).await.is_empty());
        assert_eq!(house.count("dialogue_threads").await, 0);
    }
}

#[tokio::test]
async fn a_message_that_closes_ends_the_conversation() {
    for test in db::testing::both().await {
        let house = House::on(test).await;
        let asked = house.start(house.mother, &house.gp, "Hei").await;
        let closes = r#","extension":[{"url":"https://helsevei.no/fhir/StructureDefinition/closes-conversation","valueBoolean":true}]"#;
        house.answer(&house.gp, asked, "Da er vi ferdige", closes).await;
        assert_eq!(house.list(house.mother, Filter::Inbox).await[0].state, State::Closed);
    }
}

#[tokio::test]
async fn a_conversation_that_was_taken_up_again_is_not_ended_by_what_ended_it_before() {
    for test in db::testing::both().await {
        let house = House::on(test).await;
        let asked = house.start(house.mother, &house.gp, "Hei").await;
        let closes = r#","extension":[{"url":"https://helsevei.no/fhir/StructureDefinition/closes-conversation","valueBoolean":true}]"#;
        let answer = house.answer(&house.gp, asked, "Da er vi ferdige", closes).await;
        let state = async || house.list(house.mother, Filter::Inbox).await[0].state;
        assert_eq!(state().await, State::Closed);
        for _click in 0..2 {
            house
                .at_office(&house.gp, move |tx| Box::pin(async move { dialogue::reopen_at_work(tx, asked).await }))
                .await;
        }
        assert_eq!(state().await, State::Answered);
        let more = format!(r#","id":"{answer}","inResponseTo":[{{"reference":"Communication/{asked}"}}]{closes}"#);
        let changed = message("Da er vi ferdige, tror jeg", &more);
        house.deliver_as(&house.gp, answer, Expected::Version(1), &changed).await.unwrap();
        assert_eq!(state().await, State::Answered);
        for _click in 0..2 {
            house
                .at_office(&house.gp, move |tx| Box::pin(async move { dialogue::close_at_work(tx, asked).await }))
                .await;
        }
        assert_eq!(state().await, State::Closed);
        assert!(house.write(house.mother, asked, "Mer").await.is_err());
    }
}
