//! SIGTERM under load: what has been begun is answered whole, and the process is gone within five seconds.

use std::time::Duration;

use tokio::time::sleep;

use super::{Outcome, Plan, books, settle, verdict};
use crate::{
    installation::{Engine, Installation},
    load::{self, Load},
};

const BUDGET: Duration = Duration::from_secs(5);

pub async fn run(plan: &Plan) -> Outcome {
    let mut lost = Vec::new();
    let mut measured = Vec::new();
    for engine in Engine::all() {
        let mut installation = Installation::new(engine).await?;
        installation.start().await?;
        let people = load::people(&installation, plan.people).await?;
        let clinics = load::clinics(&installation, &people).await?;
        let before = books(&installation).await?;
        let load = Load::start(&installation, &people).with(&clinics, "drain");
        sleep(Duration::from_secs(1)).await;
        let (took, well) = installation.stop().await?;
        let tally = load.stop().await;
        lost.extend(settle(&installation, &before, &tally).await?);
        if took > BUDGET || !well {
            lost.push(format!("{engine:?}: it ended after {} ms, well: {well}", took.as_millis()));
        }
        if tally.broken > 0 {
            lost.push(format!("{engine:?}: {} answers broke off in the middle", tally.broken));
        }
        measured.push(format!("{engine:?}: gone in {} ms, no answer broken off", took.as_millis()));
    }
    Ok(verdict(lost, measured.join("; ")))
}
