//! Look-ups that come at once, asked together.
//!
//! A database that is another process takes as long to be asked and to answer as to look one thing up. While one question is
//! under way whoever asks the like waits, and the next question asks for all of them: nobody waits longer than for the
//! question before, and a single one waits for nobody.

use super::AnyConn;
use super::db::{Db, DbError};
use diesel::QueryResult;
use std::sync::{Arc, Mutex, PoisonError};
use tokio::sync::oneshot;

/// Questions under way at once: while one is looked up, another's answer can be read.
const AT_ONCE: usize = 2;
/// Keys of one question at most.
const MOST: usize = 32;

/// What looks up several keys: a value for each, in their order.
type Ask<K, V> = fn(&mut AnyConn, &[K]) -> QueryResult<Vec<V>>;

/// Look-ups of one kind.
pub struct Together<K, V> {
    ask: Ask<K, V>,
    waiting: Arc<Mutex<Waiting<K, V>>>,
}

struct Waiting<K, V> {
    keys: Vec<(K, oneshot::Sender<Result<V, DbError>>)>,
    under_way: usize,
}

impl<K, V> Clone for Together<K, V> {
    fn clone(&self) -> Together<K, V> {
        Together { ask: self.ask, waiting: self.waiting.clone() }
    }
}

impl<K: Send + 'static, V: Send + 'static> Together<K, V> {
    /// Looks up by `ask`, on a reader.
    pub fn new(ask: Ask<K, V>) -> Together<K, V> {
        Together { ask, waiting: Arc::new(Mutex::new(Waiting { keys: Vec::new(), under_way: 0 })) }
    }

    /// The value of a key, as it is at a moment after this was called. Fails as [`Db::read`] does, together with those asked
    /// along.
    pub async fn ask(&self, db: &Db, key: K) -> Result<V, DbError> {
        let (answer, answered) = oneshot::channel();
        let leads = {
            let mut waiting = self.waiting.lock().unwrap_or_else(PoisonError::into_inner);
            waiting.keys.push((key, answer));
            let leads = waiting.under_way < AT_ONCE;
            waiting.under_way += usize::from(leads);
            leads
        };
        if leads {
            // Apart from this request, which may end before its time: others are answered along.
            tokio::spawn(self.clone().lead(db.clone()));
        }
        answered.await.unwrap_or(Err(DbError::Closed))
    }

    /// Asks for whoever waits until nobody does.
    async fn lead(self, db: Db) {
        while let Some((keys, answers)) = self.take() {
            let (ask, asked) = (self.ask, keys.len());
            let found = db.read(move |conn| Ok::<_, DbError>(ask(conn, &keys)?)).await;
            match found {
                Ok(values) if values.len() == asked => {
                    for (answer, value) in answers.into_iter().zip(values) {
                        // Whoever asked may have gone.
                        let _ = answer.send(Ok(value));
                    }
                }
                found => {
                    let why = found.err().unwrap_or(DbError::Closed);
                    answers.into_iter().for_each(|answer| drop(answer.send(Err(why.clone()))));
                }
            }
        }
    }

    /// Those who wait, the first first; `None` where nobody does, and then this question is no longer under way.
    #[allow(clippy::type_complexity)]
    fn take(&self) -> Option<(Vec<K>, Vec<oneshot::Sender<Result<V, DbError>>>)> {
        let mut waiting = self.waiting.lock().unwrap_or_else(PoisonError::into_inner);
        if waiting.keys.is_empty() {
            waiting.under_way -= 1;
            return None;
        }
        let taken = waiting.keys.len().min(MOST);
        Some(waiting.keys.drain(..taken).filter(|(_, answer)| !answer.is_closed()).unzip())
    }
}
