//! What a durable line in the usage log costs: the same decision with its line and without, 64 at once.

use std::{
    error::Error,
    sync::Arc,
    time::{Duration, Instant},
};

use access::{
    Deed, Gate, GateError, Policy, Standing,
    rules::{self, table},
};
use tokio::task::JoinSet;

use crate::process;

const AT_ONCE: usize = 64;
const TIME: Duration = Duration::from_secs(4);

static APPOINTMENTS: Policy = Policy::everywhere(&table::APPOINTMENTS);

/// CPU-ms of one line, on an embedded database of its own.
pub async fn cost() -> Result<f64, Box<dyn Error + Send + Sync>> {
    let folder = tempfile::tempdir()?;
    let demo = portal::commands::prepare_demo(folder.path(), None, 0).await?;
    let house = demo.house;
    let person = demo.population.persona("kari-mor").ok_or("the demo has lost its people")?.person.id;
    let standing = Arc::new(house.gate.standing(person, person).await?);
    let with = each(&house.gate, &standing, true).await?;
    let without = each(&house.gate, &standing, false).await?;
    house.db.close().await;
    Ok(with - without)
}

/// CPU-ms of one decision.
async fn each(gate: &Gate, standing: &Arc<Standing>, logged: bool) -> Result<f64, GateError> {
    let (before, started) = (process::cpu_ms(std::process::id()), Instant::now());
    let mut tasks = JoinSet::new();
    for _ in 0..AT_ONCE {
        let (gate, standing) = (gate.clone(), standing.clone());
        tasks.spawn(async move {
            let mut count = 0_u64;
            while started.elapsed() < TIME {
                if logged {
                    gate.see_as(&standing, &APPOINTMENTS, Deed::new("list")).await?;
                } else {
                    gate.decide(&standing, &APPOINTMENTS, rules::Action::See).await?;
                    tokio::task::coop::consume_budget().await;
                }
                count += 1;
            }
            Ok::<_, GateError>(count)
        });
    }
    let mut count = 0;
    while let Some(done) = tasks.join_next().await {
        count += done.unwrap_or(Ok(0))?;
    }
    Ok((process::cpu_ms(std::process::id()) - before) / count.max(1) as f64)
}
