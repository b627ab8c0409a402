//! The pieces of the guides by date.

use crate::failure::Failure;
use crate::store::AnyConn;
use crate::store::dated_texts as store;
use chrono::NaiveDate;
use portal::guide::Pieces;
use portal::procedures::Procedure;
use std::sync::Arc;

/// The kind of these changes; the subject is the procedure's slug.
pub const KIND: &str = "guide";

/// All pieces, read at start and whenever they changed.
#[derive(Clone, Debug, Default)]
pub struct Guides(Arc<Vec<(String, NaiveDate, Pieces)>>);

impl Guides {
    pub fn load(conn: &mut AnyConn) -> Result<Guides, Failure> {
        let rows = store::of_kind(conn, KIND)?;
        let read = rows.into_iter().filter_map(|row| row.read().map(|pieces| (row.subject, row.valid_from, pieces)));
        Ok(Guides(Arc::new(read.collect())))
    }

    /// What holds for a procedure on a day; `None`: the portal's own sentences.
    pub fn on(&self, procedure: Procedure, day: NaiveDate) -> Option<&Pieces> {
        let holds = |(slug, from, _): &&(String, NaiveDate, Pieces)| slug == procedure.slug() && *from <= day;
        self.0.iter().rfind(holds).map(|(.., pieces)| pieces)
    }
}
