//! Writing, answering, reading, ending, putting away, searching.

use std::collections::BTreeSet;

use dialogue::{DialogueError, Filter, State};

use crate::house::{House, texts};

#[tokio::test]
async fn a_question_and_its_answer_are_one_conversation_that_both_have_read() {
    for test in db::testing::both().await {
        let house = House::on(test).await;
        let asked = house.start(house.mother, &house.gp, "Han har feber").await;
        let [thread] = &house.list(house.mother, Filter::Inbox).await[..] else { panic!("one conversation") };
        assert_eq!((thread.address, thread.state, thread.messages), (asked, State::Open, 1));
        assert_eq!(thread.with.as_deref(), Some("Furulia legesenter"));
        assert_eq!(thread.subject.as_deref(), Some("Et spørsmål"));
        assert!(!thread.is_unread);
        house.later();
        house.answer(&house.gp, asked, "Gi paracet", "").await;
        let [thread] = &house.list(house.mother, Filter::Unread).await[..] else { panic!("unread") };
        assert_eq!((thread.state, thread.messages, thread.is_unread), (State::Answered, 2, true));
        assert_eq!(dialogue::badge(&house.see(house.mother).await).await.unwrap(), 1);
        house.later();
        let conversation = house.read(house.mother, asked).await;
        assert_eq!(texts(&conversation), ["Han har feber", "Gi paracet"]);
        assert_eq!(dialogue::badge(&house.see(house.mother).await).await.unwrap(), 0);
        assert!(house.list(house.mother, Filter::Unread).await.is_empty());
        let after = house.open(house.mother, asked).await.unwrap();
        assert_eq!(after.messages[1].opened_at, Some(house.clock.now()));
    }
}

#[tokio::test]
async fn what_was_sent_twice_is_there_once() {
    for test in db::testing::both().await {
        let house = House::on(test).await;
        let asked = house.start(house.mother, &house.gp, "Hei").await;
        let again = crate::house::content("Hei", None);
        let new = dialogue::New { kind: dialogue::Kind::Question, place: (&house.gp).into(), content: again };
        house
            .act(house.mother)
            .await
            .commit::<_, DialogueError, _>(move |tx| Box::pin(async move { dialogue::start(tx, asked, &new).await }))
            .await
            .unwrap();
        assert_eq!(house.count("dialogue_messages").await, 1);
        assert_eq!(house.count("record_versions").await, 0);
    }
}

#[tokio::test]
async fn nothing_more_is_written_in_what_has_ended() {
    for test in db::testing::both().await {
        let house = House::on(test).await;
        let asked = house.start(house.mother, &house.gp, "Hei").await;
        for _ in 0..2 {
            let allowed = house.act(house.mother).await;
            allowed
                .commit::<_, DialogueError, _>(move |tx| Box::pin(async move { dialogue::close(tx, asked).await }))
                .await
                .unwrap();
        }
        assert_eq!(house.list(house.mother, Filter::Inbox).await[0].state, State::Closed);
        let refused = house.write(house.mother, asked, "Mer").await;
        assert!(matches!(refused, Err(DialogueError::Closed)));
    }
}

#[tokio::test]
async fn what_is_put_away_comes_back_with_a_new_message_and_only_for_the_one_who_put_it_away() {
    for test in db::testing::both().await {
        let house = House::on(test).await;
        let asked = house.start(house.child, &house.gp, "Hei").await;
        house.later();
        let allowed = house.act(house.mother).await;
        allowed
            .commit::<_, DialogueError, _>(move |tx| Box::pin(async move { dialogue::archive(tx, asked, true).await }))
            .await
            .unwrap();
        assert!(house.list(house.mother, Filter::Inbox).await.is_empty());
        assert_eq!(house.list(house.mother, Filter::Archived).await.len(), 1);
        assert_eq!(house.list(house.child, Filter::Inbox).await.len(), 1);
        house.later();
        house.answer(&house.gp, asked, "Hei igjen", "").await;
        assert_eq!(house.list(house.mother, Filter::Inbox).await.len(), 1);
    }
}

#[tokio::test]
async fn a_search_finds_words_of_all_messages_and_names_of_the_other_side() {
    for test in db::testing::both().await {
        let house = House::on(test).await;
        let fever = house.start(house.mother, &house.gp, "Han har Feber").await;
        let lice = house.start(house.mother, &house.nurse, "Lus igjen").await;
        house.answer(&house.gp, fever, "Mål om natten", "").await;
        let allowed = house.see(house.mother).await;
        let found = async |text: &str| -> Vec<uuid::Uuid> {
            let found = dialogue::find_text(&allowed, text, 20).await.unwrap();
            found.into_iter().map(|it| it.address).collect()
        };
        assert_eq!(found("feber NATTEN").await, [fever]);
        assert_eq!(found("skole").await, [lice]);
        assert!(found("feber lus").await.is_empty());
        assert!(found("  ").await.is_empty());
    }
}

#[tokio::test]
async fn a_new_message_and_a_sent_one_are_told_of() {
    for test in db::testing::both().await {
        let house = House::on(test).await;
        let asked = house.start(house.mother, &house.gp, "Hei").await;
        house.answer(&house.gp, asked, "Svar", "").await;
        let sql = "SELECT kind, class FROM notice_events ORDER BY class DESC";
        let rows = house.test.db.fetch_all(sql, vec![]).await.unwrap();
        let told: Vec<_> = rows.iter().map(|row| (row.text(0).unwrap(), row.int(1).unwrap())).collect();
        assert_eq!(told, [("sent".to_owned(), 3), ("answer".to_owned(), 1)]);
    }
}

#[tokio::test]
async fn drafts_are_their_authors_alone() {
    for test in db::testing::both().await {
        let house = House::on(test).await;
        let id = house.new_id();
        let fields = vec![("tekst".to_owned(), "Hemmelig".to_owned())];
        let saved = fields.clone();
        house
            .act(house.mother)
            .await
            .commit::<_, access::GateError, _>(move |tx| {
                Box::pin(async move { dialogue::drafts::save(tx, id, &saved).await })
            })
            .await
            .unwrap();
        let own = dialogue::drafts::find(&house.see(house.mother).await, id).await.unwrap().unwrap();
        assert_eq!(own.fields, fields);
        assert_eq!(dialogue::drafts::find(&house.see(house.child).await, id).await.unwrap(), None);
        assert_eq!(dialogue::drafts::list(&house.see(house.child).await).await.unwrap(), []);
        // Nor can another write over it or throw it away.
        house
            .act(house.child)
            .await
            .commit::<_, access::GateError, _>(move |tx| {
                Box::pin(async move {
                    dialogue::drafts::save(tx, id, &[]).await?;
                    assert!(!dialogue::drafts::discard(tx, id).await?);
                    Ok(())
                })
            })
            .await
            .unwrap();
        let own = dialogue::drafts::find(&house.see(house.mother).await, id).await.unwrap().unwrap();
        assert_eq!(own.fields, fields);
    }
}

#[tokio::test]
async fn the_queue_of_an_office_holds_what_waits_the_oldest_first() {
    for test in db::testing::both().await {
        let house = House::on(test).await;
        let queue = dialogue::Queue::new(house.test.db.clone());
        let first = house.start(house.mother, &house.gp, "Først").await;
        house.later();
        let second = house.start(house.child, &house.gp, "Så").await;
        house.start(house.child, &house.nurse, "Et annet sted").await;
        let waiting = async || -> Vec<uuid::Uuid> {
            let waiting = (dialogue::QueueFilter::Waiting, None);
            let rows = queue.list(house.gp.id, waiting, &BTreeSet::new(), crate::house::FIRST).await.unwrap();
            rows.into_iter().map(|row| row.thread).collect()
        };
        assert_eq!(waiting().await, [first, second]);
        house.answer(&house.gp, first, "Svar", "").await;
        assert_eq!(waiting().await, [second]);
        house.later();
        house.write(house.mother, first, "Takk").await.unwrap();
        assert_eq!(waiting().await, [second, first]);
        let (person, office, _) = queue.route(first).await.unwrap().unwrap();
        assert_eq!((person, office), (house.child, Some(house.gp.id)));
    }
}
