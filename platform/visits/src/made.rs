//! A visit that was made, as its source's Encounter tells it.

use fhir::EncounterView;
use records::Record;
use uuid::Uuid;

/// A record of the store with what is read from it.
#[derive(Clone, Debug)]
pub struct Made {
    pub record: Record,
    pub view: EncounterView,
}

impl Made {
    /// Reads a record; `None` for an Encounter that is no home visit, or is not finished.
    pub fn read(record: Record) -> Option<Self> {
        let view = EncounterView::read(&record.body)?;
        (view.is_home_visit() && view.is_finished()).then_some(Self { record, view })
    }

    pub fn id(&self) -> Uuid {
        self.record.id
    }
}

/// The planned visit that an Encounter refers to, by the id it has here.
pub(crate) fn kept(view: &EncounterView) -> Option<Uuid> {
    let id = |it: &String| Uuid::try_parse(it.strip_prefix("Appointment/")?).ok();
    view.appointments.iter().find_map(id)
}
