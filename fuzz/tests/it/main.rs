//! The targets without a fuzzer: every corpus, and mutations of it from a fixed seed, so that each run tells the same.

use std::{env, fs, path::Path};

use db::Random;

/// Mutations a target in the tests of every day; `HELSEVEI_FUZZ_RUNS` asks for more.
const RUNS: usize = 3_000;

/// Bytes that mean something to one parser or another.
const SIGNS: &[u8] = b"\0\"\\{}[]%&=;.:-+0123456789\xc3\xa5";

fn corpus(name: &str) -> Vec<Vec<u8>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus").join(name);
    let mut files: Vec<_> = fs::read_dir(folder).expect("a corpus").map(|file| file.expect("a file").path()).collect();
    files.sort();
    files.iter().map(|file| fs::read(file).expect("bytes")).collect()
}

/// Changes, takes out, doubles or joins: what a fuzzer does most.
fn mutated(seeds: &[Vec<u8>], random: &Random) -> Vec<u8> {
    let any = |below: usize| u64::from_le_bytes(random.bytes()) as usize % below.max(1);
    let mut bytes = seeds[any(seeds.len())].clone();
    for _ in 0..=any(4) {
        let (at, other) = (any(bytes.len() + 1), any(bytes.len() + 1));
        let (from, to) = (at.min(other), at.max(other));
        match any(6) {
            0 if at < bytes.len() => bytes[at] = random.bytes::<1>()[0],
            1 => drop(bytes.drain(from..to)),
            2 => bytes.splice(at..at, bytes[from..to].to_vec()).for_each(drop),
            3 => bytes.insert(at, SIGNS[any(SIGNS.len())]),
            4 => {
                let seed = &seeds[any(seeds.len())];
                bytes.splice(from..to, seed[any(seed.len())..].iter().copied()).for_each(drop);
            }
            _ => bytes.truncate(to),
        }
    }
    bytes
}

#[test]
fn no_target_breaks_on_its_corpus_or_mutations_of_it() {
    let runs = env::var("HELSEVEI_FUZZ_RUNS").ok().and_then(|runs| runs.parse().ok()).unwrap_or(RUNS);
    for (name, run) in fuzz::TARGETS {
        let seeds = corpus(name);
        seeds.iter().for_each(|seed| run(seed));
        let random = Random::seeded(1);
        for _ in 0..runs {
            run(&mutated(&seeds, &random));
        }
    }
}
