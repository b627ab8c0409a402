//! Queries that are known to stay prepared.
//!
//! Each time a query is asked Diesel goes through all of it to see whether it may be kept prepared. Of one whose text
//! never differs the answer is known, and a page asks several. How it sees is no part of what Diesel promises to leave as
//! it is: should a later version ask in another way, this saves nothing or does not compile, and does no harm.

use diesel::backend::Backend;
use diesel::prelude::*;
use diesel::query_builder::{AstPass, Query, QueryFragment, QueryId};

/// A query whose text is the same whatever its values: nothing in it is boxed, written by hand or as long as a list.
pub(super) struct Kept<Q>(pub(super) Q);

impl<Q: QueryId> QueryId for Kept<Q> {
    type QueryId = Q::QueryId;
    const HAS_STATIC_QUERY_ID: bool = Q::HAS_STATIC_QUERY_ID;
}

impl<Q: Query> Query for Kept<Q> {
    type SqlType = Q::SqlType;
}

impl<Q, Conn> RunQueryDsl<Conn> for Kept<Q> {}

impl<Q: QueryFragment<DB> + QueryId, DB: Backend> QueryFragment<DB> for Kept<Q> {
    fn walk_ast<'b>(&'b self, out: AstPass<'_, 'b, DB>) -> QueryResult<()> {
        const { assert!(Q::HAS_STATIC_QUERY_ID, "a query that is told from others by its text") };
        self.0.walk_ast(out)
    }

    fn is_safe_to_cache_prepared(&self, backend: &DB) -> QueryResult<bool> {
        debug_assert!(self.0.is_safe_to_cache_prepared(backend)?);
        Ok(true)
    }
}
