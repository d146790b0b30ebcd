//! All SQL of treatments.

use std::collections::BTreeMap;

use db::{Db, DbError, Row, Tx, args};
use jiff::civil::Date;

use crate::{Catalogue, Changes, Field, Offer, Place, Position, Region, Stage, Treatment, Wait, catalogue::WaitKey};

/// The treatments of an installation, read afresh each time. Cheap to clone.
#[derive(Clone)]
pub struct Treatments(Db);

/// A municipality with places, to count distances from.
#[derive(Clone, Debug, PartialEq)]
pub struct Centre {
    /// Four digits.
    pub municipality: String,
    pub name: String,
    /// In the middle of its places.
    pub position: Position,
}

const TREATMENT: &str = "code, field, name_nb, name_nn, name_en, words";
const PLACE: &str =
    "p.organisation, p.name, p.private_agreement, p.region, p.municipality, p.municipality_name, p.street,
                     p.postal_code, p.city, p.latitude, p.longitude, p.telephone, p.web";

impl Treatments {
    /// The treatments in this database.
    pub fn new(db: Db) -> Self {
        Self(db)
    }

    /// All treatments, by their Bokmål name.
    pub async fn list(&self) -> Result<Vec<Treatment>, DbError> {
        let sql = format!("SELECT {TREATMENT} FROM treatments ORDER BY name_nb, code");
        self.0.fetch_all(sql, args![]).await?.iter().map(treatment).collect()
    }

    /// The treatment with a code; `None` also for what can be no code.
    pub async fn find(&self, code: &str) -> Result<Option<Treatment>, DbError> {
        if !Treatment::is_code(code) {
            return Ok(None);
        }
        let sql = format!("SELECT {TREATMENT} FROM treatments WHERE code = $1");
        self.0.fetch_optional(sql, args![code]).await?.as_ref().map(treatment).transpose()
    }

    /// Where a treatment is given, by organisation number.
    pub async fn offers(&self, code: &str) -> Result<Vec<Offer>, DbError> {
        let sql = format!(
            "SELECT {PLACE}, w.stage, w.weeks, w.updated_on FROM treatment_waits w
             JOIN treatment_places p ON p.organisation = w.organisation
             WHERE w.treatment = $1 ORDER BY p.organisation"
        );
        let mut offers: Vec<Offer> = Vec::new();
        for row in self.0.fetch_all(sql, args![code]).await? {
            let (place, given) = (place(&row)?, (stage(&row, 13)?, wait(&row, 14)?));
            match offers.last_mut().filter(|last| last.place.organisation == place.organisation) {
                Some(last) => last.waits.push(given),
                None => offers.push(Offer { place, waits: vec![given] }),
            }
        }
        offers.iter_mut().for_each(|offer| offer.waits.sort_by_key(|(stage, _)| *stage));
        Ok(offers)
    }

    /// The municipalities that places lie in, by name.
    pub async fn centres(&self) -> Result<Vec<Centre>, DbError> {
        let sql = "SELECT municipality, MIN(municipality_name), AVG(latitude), AVG(longitude) FROM treatment_places
                   WHERE latitude IS NOT NULL AND longitude IS NOT NULL GROUP BY municipality ORDER BY 2, 1";
        let read = |row: &Row| {
            let position = Position { latitude: row.real(2)?, longitude: row.real(3)? };
            Ok(Centre { municipality: row.text(0)?, name: row.text(1)?, position })
        };
        self.0.fetch_all(sql, args![]).await?.iter().map(read).collect()
    }

    /// Everything there is, as a file would say it.
    pub async fn catalogue(&self) -> Result<Catalogue, DbError> {
        self.0.write(|tx| Box::pin(async move { catalogue(tx).await })).await
    }

    /// Puts a catalogue in the place of what stands, whole or not at all, and says what that changes.
    ///
    /// # Errors
    /// A fault of the database: then all is as it was.
    pub async fn replace(&self, with: Catalogue) -> Result<Changes, DbError> {
        let job = self.0.write(move |tx| {
            let with = with.clone();
            Box::pin(async move {
                let changes = Changes::between(&catalogue(tx).await?, &with);
                if !changes.are_none() {
                    write(tx, &with).await?;
                }
                Ok(changes)
            })
        });
        job.await
    }
}

async fn catalogue(tx: &mut Tx) -> Result<Catalogue, DbError> {
    let treatments = tx.fetch_all(format!("SELECT {TREATMENT} FROM treatments"), args![]).await?;
    let places = tx.fetch_all(format!("SELECT {PLACE} FROM treatment_places p"), args![]).await?;
    let waits = "SELECT treatment, organisation, stage, weeks, updated_on FROM treatment_waits";
    let waits = tx.fetch_all(waits, args![]).await?;
    let treatments = treatments.iter().map(|row| treatment(row).map(|it| (it.code.clone(), it)));
    let places = places.iter().map(|row| place(row).map(|it| (it.organisation.clone(), it)));
    let waits = waits.iter().map(|row| Ok(((row.text(0)?, row.text(1)?, stage(row, 2)?), wait(row, 3)?)));
    Ok(Catalogue {
        treatments: treatments.collect::<Result<BTreeMap<_, _>, DbError>>()?,
        places: places.collect::<Result<BTreeMap<_, _>, DbError>>()?,
        waits: waits.collect::<Result<BTreeMap<_, _>, DbError>>()?,
    })
}

async fn write(tx: &mut Tx, catalogue: &Catalogue) -> Result<(), DbError> {
    for table in ["treatments", "treatment_places", "treatment_waits"] {
        tx.execute(format!("DELETE FROM {table}"), args![]).await?;
    }
    for treatment in catalogue.treatments.values() {
        insert_treatment(tx, treatment).await?;
    }
    for place in catalogue.places.values() {
        insert_place(tx, place).await?;
    }
    for (key, wait) in &catalogue.waits {
        insert_wait(tx, key, *wait).await?;
    }
    Ok(())
}

async fn insert_treatment(tx: &mut Tx, it: &Treatment) -> Result<(), DbError> {
    let sql = format!("INSERT INTO treatments ({TREATMENT}) VALUES ($1, $2, $3, $4, $5, $6)");
    let row = args![&it.code, it.field.as_str(), &it.nb, &it.nn, &it.en, it.words.join("|")];
    tx.execute(sql, row).await.map(drop)
}

async fn insert_place(tx: &mut Tx, it: &Place) -> Result<(), DbError> {
    let sql = "INSERT INTO treatment_places (organisation, name, private_agreement, region, municipality,
               municipality_name, street, postal_code, city, latitude, longitude, telephone, web)
               VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)";
    let row = args![
        &it.organisation,
        &it.name,
        it.private_agreement,
        it.region.as_str(),
        &it.municipality,
        &it.municipality_name,
        &it.street,
        &it.postal_code,
        &it.city,
        it.position.map(|at| at.latitude),
        it.position.map(|at| at.longitude),
        it.telephone.as_deref(),
        it.web.as_deref()
    ];
    tx.execute(sql, row).await.map(drop)
}

async fn insert_wait(tx: &mut Tx, (treatment, organisation, stage): &WaitKey, it: Wait) -> Result<(), DbError> {
    let sql = "INSERT INTO treatment_waits (treatment, organisation, stage, weeks, updated_on)
               VALUES ($1, $2, $3, $4, $5)";
    let row = args![treatment, organisation, stage.as_str(), i64::from(it.weeks), it.updated.to_string()];
    tx.execute(sql, row).await.map(drop)
}

fn treatment(row: &Row) -> Result<Treatment, DbError> {
    Ok(Treatment {
        code: row.text(0)?,
        field: Field::parse(row.str(1)?).ok_or(DbError::Column { index: 1, expected: "a field of medicine" })?,
        nb: row.text(2)?,
        nn: row.text(3)?,
        en: row.text(4)?,
        words: row.str(5)?.split('|').filter(|word| !word.is_empty()).map(str::to_owned).collect(),
    })
}

fn place(row: &Row) -> Result<Place, DbError> {
    let position = row.opt_real(9)?.zip(row.opt_real(10)?);
    Ok(Place {
        organisation: row.text(0)?,
        name: row.text(1)?,
        private_agreement: row.bool(2)?,
        region: Region::parse(row.str(3)?).ok_or(DbError::Column { index: 3, expected: "a health region" })?,
        municipality: row.text(4)?,
        municipality_name: row.text(5)?,
        street: row.text(6)?,
        postal_code: row.text(7)?,
        city: row.text(8)?,
        position: position.map(|(latitude, longitude)| Position { latitude, longitude }),
        telephone: row.opt_text(11)?,
        web: row.opt_text(12)?,
    })
}

fn stage(row: &Row, index: usize) -> Result<Stage, DbError> {
    Stage::parse(row.str(index)?).ok_or(DbError::Column { index, expected: "a stage of care" })
}

fn wait(row: &Row, index: usize) -> Result<Wait, DbError> {
    let weeks = u16::try_from(row.int(index)?).map_err(|_| DbError::Column { index, expected: "weeks" })?;
    let updated: Date =
        row.str(index + 1)?.parse().map_err(|_| DbError::Column { index: index + 1, expected: "a date" })?;
    Ok(Wait { weeks, updated })
}
