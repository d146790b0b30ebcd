//! The places of a treatment, narrowed and in order.

use jiff::civil::date;
use proptest::prelude::*;
use treatments::{Filter, Offer, Place, Position, Region, Sort, Stage, Wait, choose};

const OSLO: Position = Position { latitude: 59.91, longitude: 10.75 };
const BERGEN: Position = Position { latitude: 60.39, longitude: 5.32 };
const TROMSO: Position = Position { latitude: 69.65, longitude: 18.96 };

fn offer(name: &str, region: Region, position: Option<Position>, waits: &[(Stage, u16)]) -> Offer {
    let place = Place {
        organisation: name.to_owned(),
        name: name.to_owned(),
        private_agreement: false,
        region,
        municipality: "0301".into(),
        municipality_name: "Oslo".into(),
        street: "Gata 1".into(),
        postal_code: "0001".into(),
        city: "Oslo".into(),
        position,
        telephone: None,
        web: None,
    };
    let waits = waits.iter().map(|(stage, weeks)| (*stage, Wait { weeks: *weeks, updated: date(2026, 11, 1) }));
    Offer { place, waits: waits.collect() }
}

fn all() -> Vec<Offer> {
    use Stage::{Assessment, DayTreatment, Inpatient};
    vec![
        offer("Åsheim", Region::SouthEast, Some(OSLO), &[(Assessment, 20), (Inpatient, 3)]),
        offer("Bryggen", Region::West, Some(BERGEN), &[(Assessment, 5), (Inpatient, 40)]),
        offer("Fjellet", Region::North, Some(TROMSO), &[(DayTreatment, 1)]),
        offer("Ukjent", Region::West, None, &[(Assessment, 9)]),
    ]
}

fn names(filter: Filter) -> Vec<String> {
    choose(all(), &filter).into_iter().map(|it| it.offer.place.name).collect()
}

#[test]
fn by_region_and_by_stage() {
    assert_eq!(names(Filter { region: Some(Region::West), ..Filter::default() }), ["Bryggen", "Ukjent"]);
    assert_eq!(names(Filter { stage: Some(Stage::Inpatient), ..Filter::default() }), ["Åsheim", "Bryggen"]);
    let none = Filter { region: Some(Region::North), stage: Some(Stage::Inpatient), ..Filter::default() };
    assert_eq!(names(none), [""; 0]);
}

#[test]
fn the_shortest_wait_for_the_same_stage_is_first() {
    assert_eq!(names(Filter::default()), ["Bryggen", "Ukjent", "Åsheim", "Fjellet"], "day treatment is no assessment");
    assert_eq!(names(Filter { sort: Sort::Name, ..Filter::default() }), ["Bryggen", "Fjellet", "Ukjent", "Åsheim"]);
}

#[test]
fn near_is_measured_in_a_straight_line_and_what_is_unknown_is_last() {
    let from = Filter { from: Some(OSLO), sort: Sort::Distance, ..Filter::default() };
    assert_eq!(names(from), ["Åsheim", "Bryggen", "Fjellet", "Ukjent"]);
    let far: Vec<Option<u32>> = choose(all(), &from).into_iter().map(|it| it.kilometres).collect();
    assert_eq!((far[0], far[3]), (Some(0), None));
    // Oslo to Bergen is 305 km and to Tromsø 1147 km as the crow flies.
    assert!(matches!((far[1], far[2]), (Some(300..=310), Some(1140..=1155))), "{far:?}");
    assert_eq!(names(Filter { within: Some(500), ..from }), ["Åsheim", "Bryggen"]);
    assert_eq!(names(Filter { within: Some(50), from: None, ..Filter::default() }).len(), 4, "from nowhere");
}

proptest! {
    #[test]
    fn a_filter_never_adds_and_an_order_never_takes_away(
        region in prop::sample::select(vec![None, Some(Region::North), Some(Region::West)]),
        stage in prop::sample::select(vec![None, Some(Stage::Assessment), Some(Stage::DayTreatment)]),
        within in prop::option::of(0_u32..2000),
        sort in prop::sample::select(vec![Sort::Wait, Sort::Distance, Sort::Name]),
    ) {
        let filter = Filter { region, stage, from: Some(BERGEN), within, sort };
        let chosen = names(filter);
        let mut other = names(Filter { sort: Sort::Name, ..filter });
        prop_assert!(chosen.len() <= all().len());
        let mut sorted = chosen;
        sorted.sort();
        other.sort();
        prop_assert_eq!(sorted, other);
    }

    #[test]
    fn it_is_as_far_there_as_back(a in (57.0..81.0, -10.0..34.0), b in (57.0..81.0, -10.0..34.0)) {
        let at = |(latitude, longitude)| Position { latitude, longitude };
        let (there, back) = (at(a).kilometres_to(at(b)), at(b).kilometres_to(at(a)));
        prop_assert!((there - back).abs() < 1e-6 && (0.0..4000.0).contains(&there), "{} {}", there, back);
        prop_assert!(at(a).kilometres_to(at(a)) < 1e-6);
    }
}
