//! Rows of a CSV file: the first line names the columns, in any order.

use std::collections::BTreeMap;

use super::{
    Fault,
    column::{Cell, Column, Row},
};

/// The rows that can be read, and what cannot.
pub fn rows(text: &str) -> (Vec<Row>, Vec<Fault>) {
    let head = text.lines().next().unwrap_or_default();
    // Spreadsheets in Norway write semicolons.
    let delimiter = if head.matches(';').count() > head.matches(',').count() { b';' } else { b',' };
    let mut reader =
        csv::ReaderBuilder::new().delimiter(delimiter).has_headers(false).flexible(true).from_reader(text.as_bytes());
    let mut records = reader.records();
    let names: Vec<String> = match records.next() {
        Some(Ok(names)) => names.iter().map(|name| name.trim().to_lowercase()).collect(),
        _ => Vec::new(),
    };
    let (mut rows, mut faults) = (Vec::new(), of_head(&names));
    if !faults.is_empty() {
        return (rows, faults);
    }
    for record in records {
        let record = match record {
            Ok(record) => record,
            Err(fault) => {
                let line = fault.position().map_or(0, csv::Position::line);
                faults.push(Fault::new(format!("line {line}"), "cannot be read", "write it as CSV (RFC 4180)"));
                break;
            }
        };
        let line = record.position().map_or(0, csv::Position::line);
        if record.len() != names.len() {
            let fault = format!("has {} values, and the first line names {}", record.len(), names.len());
            faults.push(Fault::new(format!("line {line}"), fault, "put a value with the separator in it in quotes"));
        } else if record.iter().any(|value| !value.trim().is_empty()) {
            rows.push(row(&names, &record, line));
        }
    }
    (rows, faults)
}

fn row(names: &[String], record: &csv::StringRecord, line: u64) -> Row {
    let values: BTreeMap<&str, &str> = names.iter().map(String::as_str).zip(record).collect();
    let cell = |column: &Column| {
        let value = values.get(column.name()).map_or("", |value| value.trim()).to_owned();
        (*column, Cell { value, at: format!("line {line}, column {}", column.name()) })
    };
    Column::ALL.iter().map(cell).collect()
}

fn of_head(names: &[String]) -> Vec<Fault> {
    let mut faults = Vec::new();
    for column in Column::ALL {
        match names.iter().filter(|name| *name == column.name()).count() {
            0 => {
                let mend = "add the column; it may be empty where the guide says so";
                faults.push(Fault::new("line 1", format!("does not name the column {}", column.name()), mend));
            }
            1 => {}
            _ => {
                let fault = format!("names the column {} more than once", column.name());
                faults.push(Fault::new("line 1", fault, "keep one of them"));
            }
        }
    }
    for name in names.iter().filter(|name| Column::ALL.iter().all(|column| column.name() != *name)) {
        let fault = format!("names a column that is not known, \"{}\"", name.escape_debug());
        faults.push(Fault::new("line 1", fault, "remove the column, or spell it as the guide does"));
    }
    faults
}
