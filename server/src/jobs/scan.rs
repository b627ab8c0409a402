//! Scanning a file for which the scanner had no time when it came. While it does not answer, the file
//! stays unscanned.

use super::Outcome;
use crate::failure::Failure;
use crate::files::scanner::Found;
use crate::state::AppState;
use crate::store::{AnyConn, attachment_keeping, attachments};
use futures::StreamExt;
use portal::attachment::Scan;

pub async fn run(state: &AppState, digest: &str) -> Outcome {
    let wanted = digest.to_owned();
    let file = state.db.read(move |conn: &mut AnyConn| Ok::<_, Failure>(attachments::file(conn, &wanted)?)).await;
    let Some(file) = file.map_err(words)?.filter(|file| file.scan() == Scan::Waiting) else { return Ok(()) };
    let scan = match &state.scanner {
        Some(scanner) => {
            let bytes = state.files.read(&file.place).await.map_err(words)?.into_data_stream();
            match scanner.scan(bytes.map(|piece| piece.map_err(std::io::Error::other))).await? {
                Found::Nothing => Scan::Clean,
                Found::Virus(name) => {
                    tracing::warn!(file = file.digest, virus = name, "an attached file is infected");
                    Scan::Infected
                }
            }
        }
        // It was taken out of the settings meanwhile.
        None => Scan::None,
    };
    let now = state.clock.now();
    let keep = move |conn: &mut AnyConn| Ok::<_, Failure>(attachment_keeping::scanned(conn, &file.digest, scan, now)?);
    state.db.write(keep).await.map_err(words)
}

fn words(failure: Failure) -> String {
    failure.to_string()
}
