//! People whom a command is about: their national numbers come by standard input, so that no list of commands keeps them.

use std::{error::Error, io};

use people::{NationalNumber, PersonId, PopulationRegister};

use crate::house::House;

/// The person whose national number stands on the next line of standard input.
///
/// # Errors
/// A sentence for the operator, without the number.
pub async fn read(house: &House) -> Result<PersonId, Box<dyn Error + Send + Sync>> {
    let mut line = String::new();
    io::stdin().read_line(&mut line)?;
    let number = NationalNumber::parse(line.trim())
        .map_err(|_| "standard input holds no national number: eleven digits on a line of their own")?;
    let found = house.register.find_by_number(&number).await?;
    found.ok_or_else(|| "nobody in the register has this number".into())
}
