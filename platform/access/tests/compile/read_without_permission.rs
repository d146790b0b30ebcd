//! A statement on a personal table runs through `Allowed` alone: the gate gives out neither its pool nor the text.

use access::{Gate, PersonalSql};

static LIST: PersonalSql = PersonalSql::new("SELECT id FROM usage_log WHERE person = :person");

async fn reads(gate: &Gate) {
    gate.db().fetch_all(&LIST, vec![]).await;
}

fn main() {}
