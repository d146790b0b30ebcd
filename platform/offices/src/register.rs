//! The register of municipalities and postal codes: kept whole, as it was read in.

use std::collections::BTreeMap;

use db::{DbError, Row, Tx, args};

use crate::{Municipality, Offices, PostalCode, fold};

/// The whole register: what is not in it is not there any more.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PostalRegister {
    pub municipalities: Vec<Municipality>,
    pub codes: Vec<PostalCode>,
}

impl PostalRegister {
    /// Puts the register in the place of the one before. Says whether it changed anything.
    ///
    /// # Errors
    /// A fault of the database.
    pub async fn save(&self, tx: &mut Tx) -> Result<bool, DbError> {
        let names = self.save_names(tx).await?;
        Ok(self.save_codes(tx).await? || names)
    }

    async fn save_names(&self, tx: &mut Tx) -> Result<bool, DbError> {
        let rows = tx.fetch_all(NAMES, args![]).await?;
        let mut before: BTreeMap<String, Municipality> =
            municipalities(&rows)?.into_iter().map(|it| (it.number.clone(), it)).collect();
        let mut changed = false;
        for municipality in &self.municipalities {
            let known = before.remove(&municipality.number);
            if known.as_ref() == Some(municipality) {
                continue;
            }
            changed = true;
            let delete = "DELETE FROM municipality_names WHERE municipality = $1";
            tx.execute(delete, args![&municipality.number]).await?;
            let insert = "INSERT INTO municipality_names (municipality, rank, name, folded) VALUES ($1, $2, $3, $4)";
            for (rank, name) in (0_i64..).zip(&municipality.names) {
                tx.execute(insert, args![&municipality.number, rank, name, fold(name)]).await?;
            }
        }
        for number in before.keys() {
            tx.execute("DELETE FROM municipality_names WHERE municipality = $1", args![number]).await?;
        }
        Ok(changed || !before.is_empty())
    }

    async fn save_codes(&self, tx: &mut Tx) -> Result<bool, DbError> {
        let sql = "SELECT code, place, municipality, category FROM postal_codes";
        let rows = tx.fetch_all(sql, args![]).await?;
        let code = |row: &Row| read_code(row).map(|it| (it.code.clone(), it));
        let mut before: BTreeMap<String, PostalCode> = rows.iter().map(code).collect::<Result<_, _>>()?;
        let mut changed = false;
        for it in &self.codes {
            if before.remove(&it.code).as_ref() == Some(it) {
                continue;
            }
            changed = true;
            let sql = "INSERT INTO postal_codes (code, place, folded, municipality, category)
                       VALUES ($1, $2, $3, $4, $5)
                       ON CONFLICT (code) DO UPDATE SET place = excluded.place, folded = excluded.folded,
                       municipality = excluded.municipality, category = excluded.category";
            tx.execute(sql, args![&it.code, &it.place, fold(&it.place), &it.municipality, &it.category]).await?;
        }
        for code in before.keys() {
            tx.execute("DELETE FROM postal_codes WHERE code = $1", args![code]).await?;
        }
        Ok(changed || !before.is_empty())
    }
}

const NAMES: &str = "SELECT municipality, name FROM municipality_names ORDER BY municipality, rank";

impl Offices {
    /// All municipalities of the register, by number.
    ///
    /// # Errors
    /// A fault of the database.
    pub async fn municipalities(&self) -> Result<Vec<Municipality>, DbError> {
        municipalities(&self.0.fetch_all(NAMES, args![]).await?)
    }

    /// The municipality with this number, if the register has it.
    ///
    /// # Errors
    /// A fault of the database.
    pub async fn municipality(&self, number: &str) -> Result<Option<Municipality>, DbError> {
        let sql = "SELECT municipality, name FROM municipality_names WHERE municipality = $1 ORDER BY rank";
        Ok(municipalities(&self.0.fetch_all(sql, args![number]).await?)?.pop())
    }

    /// The postal code with these digits, if the register has it.
    ///
    /// # Errors
    /// A fault of the database.
    pub async fn postal_code(&self, code: &str) -> Result<Option<PostalCode>, DbError> {
        let sql = "SELECT code, place, municipality, category FROM postal_codes WHERE code = $1";
        self.0.fetch_optional(sql, args![code]).await?.as_ref().map(read_code).transpose()
    }
}

/// From rows of number and name, by number and rank.
fn municipalities(rows: &[Row]) -> Result<Vec<Municipality>, DbError> {
    let mut all: Vec<Municipality> = Vec::new();
    for row in rows {
        let (number, name) = (row.text(0)?, row.text(1)?);
        match all.last_mut().filter(|last| last.number == number) {
            Some(last) => last.names.push(name),
            None => all.push(Municipality { number, names: vec![name] }),
        }
    }
    Ok(all)
}

fn read_code(row: &Row) -> Result<PostalCode, DbError> {
    Ok(PostalCode { code: row.text(0)?, place: row.text(1)?, municipality: row.text(2)?, category: row.text(3)? })
}
