//! Extracts from the register: the guide, whose and of which day, and the extract that was made.

pub mod ask;
pub mod guide;
pub mod made;
