//! Appointments of ordinary people: none to four, as they fall.

use access::rules::age;
use jiff::civil::Date;

use super::visit::{Leave, Meeting, Unit, Visit, past, visit};
use crate::population::{Dice, Persona};

const CHILD: [(Unit, &str); 3] = [
    (Unit::HealthCentre, "Kontroll på helsestasjonen"),
    (Unit::Gp, "Time hos fastlegen"),
    (Unit::HealthCentre, "Vaksine"),
];
const PUPIL: [(Unit, &str); 3] = [
    (Unit::School, "Samtale med helsesykepleier"),
    (Unit::Gp, "Time hos fastlegen"),
    (Unit::Hospital("Barne- og ungdomspoliklinikken"), "Kontroll"),
];
const ADULT: [(Unit, &str); 6] = [
    (Unit::Gp, "Time hos fastlegen"),
    (Unit::Gp, "Svar på prøver"),
    (Unit::Hospital("Medisinsk poliklinikk"), "Kontroll"),
    (Unit::Imaging, "Røntgen"),
    (Unit::Emergency, "Time på legevakten"),
    (Unit::Lifestyle, "Samtale om kosthold"),
];
const OLD: [(Unit, &str); 4] = [
    (Unit::Gp, "Kontroll av medisiner"),
    (Unit::Vaccination, "Influensavaksine"),
    (Unit::Hospital("Øyepoliklinikken"), "Øyekontroll"),
    (Unit::Hospital("Hjertepoliklinikken"), "Kontroll av hjertet"),
];

/// The same for the same person and date.
pub(super) fn of(persona: &Persona, today: Date) -> Vec<Visit> {
    let mut dice = Dice::new(persona.person.id.0.as_u64_pair().1);
    let kinds: &[(Unit, &str)] = match age::years(persona.person.born, today) {
        ..6 => &CHILD,
        6..18 => &PUPIL,
        18..67 => &ADULT,
        _ => &OLD,
    };
    (0..dice.below(5)).map(|_| one(kinds, &mut dice)).collect()
}

fn one(kinds: &[(Unit, &'static str)], dice: &mut Dice) -> Visit {
    let (unit, title) = *dice.pick(kinds);
    let clock = (dice.between(8, 15) as i8, *dice.pick(&[0, 20, 40]));
    // Nobody books an hour at the emergency clinic ahead of time.
    if unit == Unit::Emergency || dice.in_hundred(60) {
        return past(unit, title, dice.between(3, 400), clock);
    }
    let ahead = visit(unit, title, dice.between(2, 60), clock);
    let by_telephone = unit == Unit::Gp && dice.in_hundred(20);
    let ahead = if by_telephone { ahead.meeting(Meeting::Telephone).minutes(10) } else { ahead };
    if dice.in_hundred(30) { ahead.leave(Leave::Change) } else { ahead }
}
