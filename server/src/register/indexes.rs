//! The register without most of its indexes while it is loaded, and with them again; and those of words in one piece.

use crate::failure::Failure;
use crate::store::{Db, DbError, full_text, set_aside};

/// Sets the indexes aside for a load of millions, where the register is empty.
pub async fn set_aside(db: &Db) -> Result<(), Failure> {
    Ok(db.bulk(|conn| set_aside::set_aside(conn).map_err(DbError::from)).await?)
}

/// Makes those again that are set aside, one after the other, and says which.
pub async fn restore(db: &Db, mut say: impl FnMut(&str)) -> Result<(), Failure> {
    let waiting = db.read(|conn| set_aside::waiting(conn).map_err(DbError::from)).await?;
    if waiting.is_empty() {
        return Ok(());
    }
    for name in waiting {
        say(&name);
        db.bulk(move |conn| set_aside::restore(conn, &name).map_err(DbError::from)).await?;
    }
    Ok(db.bulk(|conn| set_aside::end(conn).map_err(DbError::from)).await?)
}

/// Puts the pieces of the full-text indexes together, after much was loaded. Step by step, so that others can write between.
pub async fn put_together(db: &Db) -> Result<(), DbError> {
    for index in full_text::INDEXES {
        while db.bulk(move |conn| full_text::put_together(conn, index).map_err(DbError::from)).await? {}
    }
    Ok(())
}
