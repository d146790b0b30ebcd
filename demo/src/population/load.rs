//! People into the register's tables: the demo's in a moment, a whole country's in flat memory.

use people::{EmbeddedRegister, PopulationRegister, RegisterError, Registration, SealedPeople};
use tokio::{sync::mpsc, task::spawn_blocking};

use super::Population;

/// People in one transaction.
const BATCH: usize = 2_000;
/// Sealed batches that wait for the writer.
const AHEAD: usize = 2;

impl Population {
    /// Registers everyone and then applies the events.
    ///
    /// # Errors
    /// A fault of the database, or a register that knows some of these people already.
    pub async fn load_into(&self, register: &EmbeddedRegister) -> Result<(), RegisterError> {
        register.load(register.seal(&self.registrations())?).await?;
        for event in &self.events {
            register.apply(event.clone()).await?;
        }
        Ok(())
    }
}

/// Loads people into an empty register, telling `loaded` after each batch how many stand there; the last is returned.
///
/// One thread makes and seals the next people while the database writes those before.
///
/// # Errors
/// The first fault; the batches before it stay.
pub async fn load(
    register: &EmbeddedRegister,
    people: impl Iterator<Item = Registration> + Send + 'static,
    mut loaded: impl FnMut(u64),
) -> Result<u64, RegisterError> {
    let (sender, mut sealed) = mpsc::channel(AHEAD);
    let sealer = register.clone();
    spawn_blocking(move || seal_all(&sealer, people, &sender));
    let mut total = 0;
    while let Some(batch) = sealed.recv().await {
        let (count, batch) = batch?;
        register.load(batch).await?;
        total += count;
        loaded(total);
    }
    Ok(total)
}

type Sealed = Result<(u64, SealedPeople), RegisterError>;

/// Ends early when the receiver has gone: then the load has failed.
fn seal_all(
    register: &EmbeddedRegister,
    mut people: impl Iterator<Item = Registration>,
    sender: &mpsc::Sender<Sealed>,
) {
    loop {
        let batch: Vec<Registration> = people.by_ref().take(BATCH).collect();
        if batch.is_empty() {
            return;
        }
        let sealed = register.seal(&batch).map(|sealed| (batch.len() as u64, sealed));
        if sender.blocking_send(sealed).is_err() {
            return;
        }
    }
}
