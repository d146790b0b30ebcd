//! How long one waits who met another transaction, before the same is tried again.

use std::time::Duration;

use crate::Random;

/// Tries after the first.
const MOST: u32 = 4;
/// Before the second try; twice as long before each further one.
const FIRST: Duration = Duration::from_millis(8);

/// The waits in turn: each between half and the whole of its time, so that two who met do not meet again.
#[derive(Default)]
pub(crate) struct Waits(u32);

impl Iterator for Waits {
    type Item = Duration;

    fn next(&mut self) -> Option<Duration> {
        if self.0 == MOST {
            return None;
        }
        let longest = FIRST * 2_u32.pow(self.0);
        self.0 += 1;
        let [chance] = Random::system().bytes::<1>();
        Some(longest / 2 + longest / 2 * u32::from(chance) / 255)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn waits_grow_and_end() {
        let waits: Vec<Duration> = Waits::default().collect();
        assert_eq!(waits.len(), 4);
        assert!(waits.iter().zip([8, 16, 32, 64]).all(|(wait, most)| *wait <= Duration::from_millis(most)));
        assert!(waits.iter().zip([4, 8, 16, 32]).all(|(wait, least)| *wait >= Duration::from_millis(least)));
    }
}
