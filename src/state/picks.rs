//! Incidents that were picked in the list, to stand side by side. They are no part of a link until they do.

use leptos::prelude::*;

use crate::link::MOST_COMPARED;
use crate::state::explorer::Explorer;

impl Explorer {
    /// Whether an incident is picked.
    pub fn is_picked(self, index: usize) -> bool {
        self.desk.picked.with(|picked| picked.contains(&index))
    }

    /// Picks an incident, or puts it back. Where there are as many as fit beside each other, the first
    /// makes room.
    pub fn pick(self, index: usize) {
        self.desk.picked.update(|picked| match picked.iter().position(|known| *known == index) {
            Some(place) => drop(picked.remove(place)),
            None => {
                if picked.len() == MOST_COMPARED {
                    picked.remove(0);
                }
                picked.push(index);
            }
        });
    }

    /// The ids of what is picked, in the order in which it was.
    pub fn picked(self) -> Vec<String> {
        let catalog = self.catalog();
        self.desk.picked.with(|picked| picked.iter().map(|index| catalog.id(*index).to_owned()).collect())
    }
}
