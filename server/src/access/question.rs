//! Questions about open data: a council's own are before its editors and its supervisor; editors answer.

use super::{Publisher, path_param};
use crate::failure::Failure;
use crate::state::AppState;
use crate::store::data_questions::{self, QuestionRow};
use axum::extract::FromRequestParts;
use axum::http::request::Parts;

/// The question `{id}` of the path, of the publisher's own council, once it was asked.
#[derive(Clone, Debug)]
pub struct CouncilQuestion {
    pub publisher: Publisher,
    pub row: QuestionRow,
    _made_here: (),
}

impl FromRequestParts<AppState> for CouncilQuestion {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, Failure> {
        let publisher = Publisher::from_request_parts(parts, state).await?;
        let id = path_param(parts, state, "id").await?;
        let found = state.db.look(move |conn| Ok::<_, Failure>(data_questions::find(conn, &id)?)).await?;
        let own = found.filter(|row| row.office == publisher.office && row.asked_at.is_some());
        Ok(CouncilQuestion { publisher, row: own.ok_or(Failure::NotFound)?, _made_here: () })
    }
}

/// A question that the editor may answer or hide.
#[derive(Clone, Debug)]
pub struct AnswerableQuestion(CouncilQuestion);

impl std::ops::Deref for AnswerableQuestion {
    type Target = CouncilQuestion;

    fn deref(&self) -> &CouncilQuestion {
        &self.0
    }
}

impl FromRequestParts<AppState> for AnswerableQuestion {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, Failure> {
        let question = CouncilQuestion::from_request_parts(parts, state).await?;
        if question.publisher.writes { Ok(AnswerableQuestion(question)) } else { Err(Failure::NotFound) }
    }
}
