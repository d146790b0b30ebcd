//! Why a text is not a national identity number.

use thiserror::Error;

/// The first check that failed. Never holds the number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Error)]
pub enum NumberError {
    #[error("a national identity number has digits only")]
    NotDigits,
    #[error("a national identity number has eleven digits")]
    Length,
    #[error("the first six digits are not a date")]
    Date,
    #[error("the first check digit is wrong")]
    FirstCheckDigit,
    #[error("the second check digit is wrong")]
    SecondCheckDigit,
}
