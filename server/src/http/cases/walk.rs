//! The way through a list from case to case. A case's address carries the list and the place in it; a cookie
//! keeps them while something is done with the case, which may take it out of the list.

use super::inbox::{Asked, bands};
use crate::access::OfficeCase;
use crate::failure::Failure;
use crate::http::cookies;
use crate::http::urls::encode;
use crate::state::AppState;
use crate::store::inbox as store;
use app::pages::office::inbox::Part;
use app::pages::office::walk::WalkView;
use axum::http::HeaderMap;
use axum::response::Response;

/// A list and a place in it, from 0.
pub struct Place {
    /// What stands behind `/office?`.
    pub query: String,
    pub at: i64,
}

impl Place {
    /// The address of a case in this place.
    pub fn href(&self, case: &str) -> String {
        format!("/office/cases/{case}?in={}&at={}", encode(&self.query), self.at)
    }

    /// From the case's address, or from what was kept while it was open.
    pub fn read(pairs: &[(String, String)], headers: &HeaderMap, case: &str) -> Option<Place> {
        let sent = |name: &str| pairs.iter().find(|(n, _)| n == name).map(|(_, value)| value.clone());
        if let Some((query, at)) = sent("in").zip(sent("at")) {
            return Place::of(query, &at);
        }
        let mut kept = cookies::list(headers)?.splitn(3, '|');
        let (id, at, query) = (kept.next()?, kept.next()?, kept.next()?);
        let uri = format!("/?in={query}").parse().ok()?;
        let pairs: Vec<(String, String)> = axum::extract::Query::try_from_uri(&uri).ok()?.0;
        (id == case).then(|| Place::of(pairs.into_iter().next()?.1, at)).flatten()
    }

    fn of(query: String, at: &str) -> Option<Place> {
        let at = at.parse().ok().filter(|at| (0..10_000_000).contains(at))?;
        (query.len() <= 1_500).then_some(Place { query, at })
    }

    /// Keeps the place for when the case's page is shown again.
    pub fn keep(&self, case: &str, response: &mut Response, https: bool) {
        let kept = format!("{case}|{}|{}", self.at, encode(&self.query));
        cookies::keep_list(response.headers_mut(), &kept, https);
    }

    /// The way on from a case: where it left the list, the next one stands in its place.
    pub async fn walk(&self, state: &AppState, case: &OfficeCase) -> Result<Option<WalkView>, Failure> {
        let Some(asked) = Asked::of_query(&self.query, case.clerk.is_supervisor()) else { return Ok(None) };
        if asked.part == Some(Part::Passed) {
            return Ok(None);
        }
        let me = &case.clerk.signed_in.account.id;
        let (wanted, order) = asked.wanted(case.clerk.office, me, bands(state));
        let first = (self.at - 1).max(0);
        let load = move |conn: &mut crate::store::AnyConn| -> Result<_, Failure> {
            Ok(store::List::of(conn, &wanted)?.counted(conn, order, |_| (3, first))?)
        };
        let (of, around) = state.db.read(load).await?;
        let query = asked.query();
        let at = |place: i64| {
            let id = usize::try_from(place - first).ok().and_then(|n| around.get(n))?;
            Some(Place { query: query.clone(), at: place }.href(id))
        };
        let here = usize::try_from(self.at - first).ok().and_then(|n| around.get(n)) == Some(&case.row.id);
        Ok(Some(WalkView {
            place: here.then_some(self.at + 1),
            of,
            previous: if self.at > 0 { at(self.at - 1) } else { None },
            next: at(if here { self.at + 1 } else { self.at }),
            back: format!("/office?{query}"),
        }))
    }
}
