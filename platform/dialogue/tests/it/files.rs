//! A citizen's file stays as it was and as hidden as it was, whatever its office sends of it; an office's own is as hidden
//! as the messages that name it.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use db::PersonId;
use dialogue::Content;
use dialogue::attachment::Clean;
use records::{Expected, ReceiveError, Record};
use uuid::Uuid;

use crate::house::{HIDDEN_FROM_PARENTS, HIDDEN_FROM_YOUTH, House, content, message};

const PDF: &[u8] = b"%PDF-1.7 hemmelig %%EOF";

/// The child asks the nurse, with a file.
async fn asked(house: &House) -> (Uuid, Record) {
    let file = Clean::of("svar.pdf", PDF).unwrap();
    let asked = Content { attachments: vec![file], ..content("Se vedlegg", None) };
    let asked = house.start_with(house.child, &house.nurse, asked).await;
    (asked, files(house, house.child).await.remove(0))
}

async fn files(house: &House, reader: PersonId) -> Vec<Record> {
    records::list(&house.see(reader).await, "Binary").await.unwrap()
}

/// The elements of a message that names a file.
fn naming(file: Uuid, text: &str, more: &str) -> String {
    let payload = format!(r#""payload":[{{"contentAttachment":{{"url":"Binary/{file}"}}}},"#);
    message(text, more).replacen(r#""payload":["#, &payload, 1)
}

fn binary(file: Uuid) -> String {
    let data = STANDARD.encode(PDF);
    format!(r#"{{"resourceType":"Binary","id":"{file}","contentType":"application/pdf","data":"{data}"}}"#)
}

#[tokio::test]
async fn a_health_service_neither_writes_over_a_citizens_file_nor_opens_it() {
    for test in db::testing::both().await {
        let house = House::on(test).await;
        let (asked, file) = asked(&house).await;
        let other = STANDARD.encode(b"%PDF-1.7 et annet %%EOF");
        let changes =
            [file.body.replace(&STANDARD.encode(PDF), &other), file.body.replace("application/pdf", "text/html")];
        for changed in changes {
            let refused = house.deliver_as(&house.nurse, file.id, Expected::Version(1), &changed).await.unwrap_err();
            let ReceiveError::Unfit(issue) = refused else { panic!("{refused}") };
            assert_eq!(issue.element, "Binary.data");
        }
        house.deliver_as(&house.nurse, file.id, Expected::Anything, &file.body).await.unwrap();
        assert!(files(&house, house.mother).await.is_empty());
        // A mark that the office has set on the file itself stays too.
        let marked = HIDDEN_FROM_YOUTH.trim_start_matches(',');
        let marked = file.body.replacen('{', &format!("{{{marked},"), 1);
        for body in [&marked, &file.body] {
            house.deliver_as(&house.nurse, file.id, Expected::Anything, body).await.unwrap();
            assert!(files(&house, house.child).await.is_empty());
        }
        house.answer(&house.nurse, asked, "Takk", "").await;
        assert!(files(&house, house.child).await.is_empty());
    }
}

#[tokio::test]
async fn an_open_message_that_names_a_citizens_hidden_file_does_not_open_it() {
    for test in db::testing::both().await {
        let house = House::on(test).await;
        let (asked, file) = asked(&house).await;
        house.later();
        let (open, _) = house.deliver(&house.nurse, &naming(file.id, "Til dere begge", "")).await.unwrap();
        assert!(house.open(house.mother, open).await.is_some());
        assert_eq!(dialogue::file(&house.see(house.mother).await, open, 0).await.unwrap(), None);
        assert!(files(&house, house.mother).await.is_empty());
        let own = dialogue::file(&house.see(house.child).await, asked, 0).await.unwrap().unwrap();
        assert_eq!(own.bytes, PDF);
    }
}

#[tokio::test]
async fn another_health_service_moves_no_mark_of_a_file_that_is_not_its_own() {
    for test in db::testing::both().await {
        let house = House::on(test).await;
        let (_, file) = asked(&house).await;
        house.deliver(&house.gp, &naming(file.id, "Åpent", "")).await.unwrap();
        assert!(files(&house, house.mother).await.is_empty());
        house.deliver(&house.gp, &naming(file.id, "Skjult", HIDDEN_FROM_YOUTH)).await.unwrap();
        assert_eq!(files(&house, house.child).await.len(), 1);
    }
}

#[tokio::test]
async fn an_offices_file_is_as_hidden_as_its_message_whichever_comes_first_and_is_opened_with_it() {
    for test in db::testing::both().await {
        let house = House::on(test).await;
        for message_first in [true, false] {
            let file = house.new_id();
            let hidden = naming(file, "Bare til deg", HIDDEN_FROM_PARENTS);
            if message_first {
                house.deliver(&house.nurse, &hidden).await.unwrap();
            }
            house.deliver_as(&house.nurse, file, Expected::Nothing, &binary(file)).await.unwrap();
            let (id, received) = if message_first {
                let message = records::list(&house.see(house.child).await, "Communication").await.unwrap().remove(0);
                (message.id, message.version)
            } else {
                let (id, received) = house.deliver(&house.nurse, &hidden).await.unwrap();
                (id, received.version)
            };
            assert!(files(&house, house.mother).await.iter().all(|it| it.id != file));
            let open = naming(file, "Til dere begge", &format!(r#","id":"{id}""#));
            house.deliver_as(&house.nurse, id, Expected::Version(received), &open).await.unwrap();
            assert!(files(&house, house.mother).await.iter().any(|it| it.id == file));
        }
    }
}

#[tokio::test]
async fn a_mark_on_an_offices_file_itself_holds_though_its_message_is_open() {
    for test in db::testing::both().await {
        let house = House::on(test).await;
        let file = house.new_id();
        let marked = HIDDEN_FROM_PARENTS.trim_start_matches(',');
        let marked = binary(file).replacen('{', &format!("{{{marked},"), 1);
        house.deliver_as(&house.nurse, file, Expected::Nothing, &marked).await.unwrap();
        house.deliver(&house.nurse, &naming(file, "Til dere begge", "")).await.unwrap();
        assert!(files(&house, house.mother).await.is_empty());
        house.deliver_as(&house.nurse, file, Expected::Anything, &binary(file)).await.unwrap();
        assert_eq!(files(&house, house.mother).await.len(), 1);
    }
}
