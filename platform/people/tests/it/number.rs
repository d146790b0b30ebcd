//! National identity numbers against the tax administration's published vectors.

use jiff::civil::{Date, date};
use people::{
    NationalNumber, NumberError,
    number::{CheckRule, Environment, NumberKind, NumberSource, SyntheticNumbers},
};
use proptest::prelude::*;

use NumberKind::{BirthNumber, CommonHelpNumber, DNumber};
use NumberSource::{HealthNetworkTest, LocalOrNav, PopulationRegister, TaxAdministrationTest};

type Reading = Result<(NumberKind, CheckRule), NumberError>;

/// Published in Skatteetaten's documentation of Folkeregisteret (`foedselsnummer.csv` and the page on 2032).
const PUBLISHED: [(&str, Reading); 12] = [
    ("30108299939", Ok((BirthNumber(PopulationRegister), CheckRule::Of2032))),
    ("30908299902", Ok((BirthNumber(TaxAdministrationTest), CheckRule::Of2032))),
    ("20036914700", Ok((BirthNumber(PopulationRegister), CheckRule::Of1964))),
    ("03851598730", Ok((BirthNumber(TaxAdministrationTest), CheckRule::Of1964))),
    ("20036914712", Err(NumberError::SecondCheckDigit)),
    ("29020073150", Ok((BirthNumber(PopulationRegister), CheckRule::Of1964))),
    ("29020105729", Err(NumberError::Date)),
    ("55102499947", Ok((DNumber(PopulationRegister), CheckRule::Of2032))),
    ("41819077906", Ok((DNumber(TaxAdministrationTest), CheckRule::Of2032))),
    ("41819077302", Ok((DNumber(TaxAdministrationTest), CheckRule::Of1964))),
    // Examples of the rule of 2032 whose remainder is 0, so that they satisfy the old rule too.
    ("02013299997", Ok((BirthNumber(PopulationRegister), CheckRule::Of1964))),
    ("30108299920", Ok((BirthNumber(PopulationRegister), CheckRule::Of1964))),
];

#[test]
fn the_published_numbers_are_read_as_published() {
    for (text, expected) in PUBLISHED {
        let read = NationalNumber::parse(text).map(|number| (number.kind(), number.check_rule()));
        assert_eq!(read, expected, "{text}");
    }
}

#[test]
fn each_failure_says_which_check_failed_and_never_the_number() {
    let cases = [
        ("", NumberError::Length),
        ("2003691470", NumberError::Length),
        ("200369147000", NumberError::Length),
        ("2003691470O", NumberError::NotDigits),
        ("200369 14700", NumberError::NotDigits),
        ("٢٠٠٣٦٩", NumberError::NotDigits),
        ("20136914700", NumberError::Date),
        ("32016914700", NumberError::Date),
        ("29999999999", NumberError::Date),
        ("20036915100", NumberError::FirstCheckDigit),
        ("20036914701", NumberError::SecondCheckDigit),
    ];
    for (text, expected) in cases {
        let error = NationalNumber::parse(text).unwrap_err();
        assert_eq!(error, expected, "{text}");
        assert!(!error.to_string().chars().any(|c| c.is_ascii_digit()));
    }
}

#[test]
fn it_masks_itself() {
    let number: NationalNumber = "03851598730".parse().unwrap();
    assert_eq!(format!("{number}"), "***********");
    assert!(!format!("{number:?}").contains('3'));
    assert_eq!(number.digits(), "03851598730");
}

/// Finds a valid number with the given first six digits, by trying: independent of the generator.
fn any_number(first_six: &str) -> NationalNumber {
    (0..100_000).find_map(|rest| NationalNumber::parse(&format!("{first_six}{rest:05}")).ok()).unwrap()
}

#[test]
fn the_series_is_read_from_the_month_and_its_meaning_from_where_it_is_met() {
    let forty = any_number("154270").kind();
    assert_eq!(forty, BirthNumber(LocalOrNav));
    assert!(forty.is_help_number(Environment::Production) && !forty.is_synthetic(Environment::Production));
    assert!(forty.is_synthetic(Environment::Test) && !forty.is_help_number(Environment::Test));
    assert_eq!(any_number("554270").kind(), DNumber(LocalOrNav));
    assert_eq!(any_number("156670").kind(), BirthNumber(HealthNetworkTest));
    assert!(any_number("157770").kind().is_synthetic(Environment::Production));
    for no_series in ["152070", "154070", "155370", "156570", "157870", "159370", "150070"] {
        assert_eq!(NationalNumber::parse(&format!("{no_series}00000")), Err(NumberError::Date));
    }
}

#[test]
fn a_common_help_number_has_no_date_and_keeps_the_old_check_digits() {
    let number = any_number("899999");
    assert_eq!(number.kind(), CommonHelpNumber);
    assert_eq!(number.check_rule(), CheckRule::Of1964);
    assert!(number.kind().is_help_number(Environment::Production));
    assert!(!number.kind().is_synthetic(Environment::Production));
}

#[test]
fn synthetic_numbers_are_valid_marked_and_distinct() {
    for born in [date(1899, 12, 31), date(1944, 2, 29), date(1984, 7, 1), date(2000, 2, 29), date(2026, 11, 21)] {
        let numbers: Vec<_> = SyntheticNumbers::birth_numbers(born).collect();
        assert!(numbers.len() > 700, "{} numbers", numbers.len());
        assert!(numbers.iter().all(|number| NationalNumber::parse(number.digits()) == Ok(*number)));
        assert!(numbers.iter().all(|number| number.kind() == BirthNumber(TaxAdministrationTest)));
        assert_eq!(numbers[0].check_rule(), CheckRule::Of1964);
        assert_eq!(numbers.last().unwrap().check_rule(), CheckRule::Of2032);
        let distinct: std::collections::BTreeSet<_> = numbers.iter().collect();
        assert_eq!(distinct.len(), numbers.len());
    }
    assert_eq!(SyntheticNumbers::d_numbers(date(1990, 1, 1)).next().unwrap().kind(), DNumber(TaxAdministrationTest));
    assert_eq!(SyntheticNumbers::birth_numbers(date(2040, 1, 1)).next(), None);
    assert_eq!(SyntheticNumbers::birth_numbers(date(1800, 1, 1)).next(), None);
}

fn any_text() -> impl Strategy<Value = String> {
    prop_oneof![".{0,20}", "[0-9]{11}", "[0-9]{9,13}"]
}

fn any_birth_date() -> impl Strategy<Value = Date> {
    (0i32..67_000).prop_map(|days| date(1855, 1, 1).saturating_add(jiff::Span::new().days(days)))
}

proptest! {
    #[test]
    fn reading_never_panics(text in any_text()) {
        if let Ok(number) = NationalNumber::parse(&text) {
            prop_assert_eq!(number.digits(), text);
        }
    }

    #[test]
    fn one_wrong_digit_by_the_rule_of_1964_is_never_taken_for_the_same_rule(
        born in any_birth_date(), at in 0usize..11, change in 1u8..10,
    ) {
        let number = SyntheticNumbers::birth_numbers(born).next().unwrap();
        let mut digits = number.digits().as_bytes().to_vec();
        digits[at] = b'0' + (digits[at] - b'0' + change) % 10;
        let read = NationalNumber::parse(std::str::from_utf8(&digits).unwrap());
        prop_assert!(read.is_err() || read.unwrap().check_rule() == CheckRule::Of2032);
    }
}
