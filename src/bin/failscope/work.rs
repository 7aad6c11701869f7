//! Work in threads whose results come in order.
//!
//! It knows nothing of what is worked on. A chunk is worked on by all cores while the results of
//! the one before are taken by the caller's thread, so that no more than two chunks are in
//! memory, and what comes out does not depend on how many cores there are. `build` uses it.

use std::thread;

use crate::command::Failure;

/// How many items are worked on at once: enough that starting threads costs nothing beside
/// them, and few enough that a hundred whole incidents are some megabytes.
const CHUNK: usize = 128;

/// Works on every item and hands the results over in the order of the items.
pub(crate) fn in_order<T: Sync, R: Send>(
    items: &[T],
    work: impl Fn(&T) -> R + Sync,
    mut take: impl FnMut(R) -> Result<(), Failure>,
) -> Result<(), Failure> {
    let cores = thread::available_parallelism().map_or(1, usize::from);
    let work = &work;
    let mut done: Vec<R> = Vec::new();
    // One round more than there are chunks, for the results of the last.
    for chunk in items.chunks(CHUNK).chain([&[][..]]) {
        done = thread::scope(|scope| {
            let shares = chunk.chunks(chunk.len().div_ceil(cores).max(1));
            let workers: Vec<_> =
                shares.map(|share| scope.spawn(move || share.iter().map(work).collect::<Vec<R>>())).collect();
            done.into_iter().try_for_each(&mut take)?;
            let mut next = Vec::with_capacity(chunk.len());
            for worker in workers {
                let results = worker.join();
                next.extend(
                    results.map_err(|_| Failure::Outside("a thread that read documents broke off".to_owned()))?,
                );
            }
            Ok::<_, Failure>(next)
        })?;
    }
    Ok(())
}
