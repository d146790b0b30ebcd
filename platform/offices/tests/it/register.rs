//! The register of municipalities and postal codes: read in whole or not at all, and found by what people type.

use db::{Clock, Random, testing};
use jiff::Timestamp;
use offices::{Found, LineFault, LookUp, Municipality, Offices, Operation, PostalRegister};

const FILE: &str = "9008\tTROMSØ\t5501\tTROMSØ\tB\r\n\
9020\tTROMSDALEN\t5501\tTROMSØ\tB\r\n\
9730\tKARASJOK\t5610\tKÁRÁŠJOHKA - KARASJOK\tB\r\n\
8610\tMO I RANA\t1833\tRANA\tG\r\n\
6094\tLEINØY\t1515\tHERØY\tB\r\n\
8850\tHERØY\t1818\tHERØY\tB\r\n\
6002\tÅLESUND\t1508\tÅLESUND\tP\r\n\
2630\tRINGEBU\t3439\tRINGEBU\tB\r\n";

async fn import(offices: &Offices, register: &PostalRegister, time: u64) -> bool {
    let (clock, random) = (Clock::standing_at(Timestamp::UNIX_EPOCH), Random::seeded(time));
    offices.operate(Operation::Import(register.clone()), "test", &clock, &random).await.unwrap()
}

#[test]
fn the_postal_services_own_form_is_read_in_either_encoding_and_names_are_as_people_write_them() {
    let register = PostalRegister::read(FILE.as_bytes()).unwrap();
    let name = |number: &str| register.municipalities.iter().find(|it| it.number == number).unwrap().name();
    assert_eq!((name("5610").as_str(), name("5501").as_str()), ("Kárášjohka – Karasjok", "Tromsø"));
    let rana = register.codes.iter().find(|it| it.code == "8610").unwrap();
    assert_eq!((rana.place.as_str(), rana.category.as_str()), ("Mo i Rana", "G"));
    let one_byte = |text: &str| -> Vec<u8> {
        text.chars().map(|letter| if letter == 'Š' { 0x8a } else { u8::try_from(u32::from(letter)).unwrap() }).collect()
    };
    assert_eq!(PostalRegister::read(&one_byte(FILE)).unwrap(), register);
    assert_eq!(PostalRegister::read(format!("\u{feff}{FILE}\n").as_bytes()).unwrap(), register);
    let written = PostalRegister::read("7013\tTrondheim\t5001\tTrondheim – Tråante\tB".as_bytes()).unwrap();
    assert_eq!(written.municipalities, [Municipality::new("5001", "Trondheim – Tråante")]);
}

#[test]
fn every_line_that_is_wrong_is_named_with_its_mend() {
    let file = "9008\tTROMSØ\t5501\tTROMSØ\tB\n\
                908\tTROMSØ\t5501\tTROMSØ\tB\n\
                9009\tTROMSØ\t551\tTROMSØ\tB\n\
                9010\t\t5501\tTROMSØ\tB\n\
                9011\tTROMSØ\t5501\t\tB\n\
                9012\tTROMSØ\t5501\tTROMSØ\tBB\n\
                9013;TROMSØ;5501;TROMSØ;B\n\
                9008\tTROMSØ\t5501\tTROMSØ\tB\n\
                9014\tTROMSØ\t5501\tTROMSA\tB\n";
    let faults: Vec<_> =
        PostalRegister::read(file.as_bytes()).unwrap_err().into_iter().map(|it| (it.line, it.fault)).collect();
    let expected = [
        (2, LineFault::Code),
        (3, LineFault::Number),
        (4, LineFault::Place),
        (5, LineFault::Name),
        (6, LineFault::Category),
        (7, LineFault::Columns(1)),
        (8, LineFault::Twice(1)),
        (9, LineFault::Names(1)),
    ];
    assert_eq!(faults, expected);
    assert_eq!(PostalRegister::read(b"\n").unwrap_err()[0].fault, LineFault::Empty);
}

#[tokio::test]
async fn a_register_takes_the_place_of_the_one_before_and_the_same_again_changes_nothing() {
    for test in testing::both().await {
        test.db.migrate(&[access::SCHEMA, offices::SCHEMA], Timestamp::UNIX_EPOCH).await.unwrap();
        let offices = Offices::new(test.db.clone());
        let first = PostalRegister::read(FILE.as_bytes()).unwrap();
        assert!(import(&offices, &first, 1).await);
        assert!(!import(&offices, &first, 2).await, "{}", test.engine);
        assert_eq!(offices.municipalities().await.unwrap(), first.municipalities);

        let merged = FILE.replace("8850\tHERØY\t1818\tHERØY", "8850\tHERØY\t1833\tRANA").replace("9730", "9735");
        let second = PostalRegister::read(merged.as_bytes()).unwrap();
        assert!(import(&offices, &second, 3).await);
        assert_eq!(offices.municipality("1818").await.unwrap(), None);
        assert_eq!(offices.postal_code("9730").await.unwrap(), None);
        assert_eq!(offices.postal_code("8850").await.unwrap().unwrap().municipality, "1833");
        let details: Vec<String> = offices.changes(10).await.unwrap().into_iter().map(|it| it.detail).collect();
        assert_eq!(details.len(), 2, "{details:?}");
        assert!(details.contains(&"7 municipalities, 8 postal codes".to_owned()), "{details:?}");
    }
}

#[tokio::test]
async fn a_municipality_is_found_by_name_place_and_postal_code_however_it_is_typed() {
    for test in testing::both().await {
        test.db.migrate(&[access::SCHEMA, offices::SCHEMA], Timestamp::UNIX_EPOCH).await.unwrap();
        let offices = Offices::new(test.db.clone());
        import(&offices, &PostalRegister::read(FILE.as_bytes()).unwrap(), 1).await;
        let numbers = async |typed: &str| match offices.look_up(typed).await.unwrap() {
            LookUp::Found(found) => found.into_iter().map(|it| it.municipality.number).collect(),
            LookUp::Nothing { near } => near.into_iter().map(|it| format!("near {}", it.number)).collect(),
            LookUp::UnknownCode => vec!["no code".to_owned()],
        };
        for (typed, expected) in [
            ("tromso", &["5501"][..]),
            ("  TROMSØ kommune ", &["5501"]),
            ("Karasjok", &["5610"]),
            ("kárášjohka", &["5610"]),
            ("Karasjokk", &["5610"]),
            ("9008", &["5501"]),
            ("9008 Tromsø", &["5501"]),
            ("Tromsdalen", &["5501"]),
            ("Aalesund", &["1508"]),
            ("mo", &["1833"]),
            ("herøy", &["1515", "1818"]),
            ("5610", &["5610"]),
            ("ringbu", &["near 3439"]),
            ("Christiania", &[]),
            ("4711", &["no code"]),
            ("12", &["no code"]),
            ("%", &[]),
            ("", &[]),
        ] {
            assert_eq!(numbers(typed).await, expected, "{typed}, {}", test.engine);
        }
        let LookUp::Found(found) = offices.look_up("tromsdalen").await.unwrap() else { panic!("nothing") };
        assert_eq!(found[0].place.as_deref(), Some("Tromsdalen"));
        let exactly = async |typed: &str| -> Vec<Found> { offices.called(typed).await.unwrap() };
        assert_eq!(exactly("Tromsø").await.len(), 1);
        assert_eq!(
            (exactly("trom").await.len(), exactly("9008").await.len(), exactly("9008 x").await.len()),
            (0, 1, 0)
        );
    }
}
