//! How long a company's page takes while filings run, beside the same reads alone. Both come at a
//! steady rate, a quarter of what the portal bears of each, and a page's time counts from the instant
//! at which it was due.

use super::database::Prepared;
use super::figures::{Figure, Wanted};
use super::filings::{Outcome, enough, warm_up};
use super::servers::Server;
use super::{Bench, argument, in_turn};
use crate::bench::pages::by_own_loader;
use anyhow::{Result, ensure};
use serde::Deserialize;

pub struct Reads<'a> {
    bench: &'a Bench,
    portal: &'a Server,
    prepared: &'a Prepared,
    /// Pages a second.
    rate: f64,
    /// Filings a second.
    filings_rate: f64,
    /// The path of something long that is taken meanwhile.
    download: Option<&'static str>,
    pub figure: Figure,
}

#[derive(Deserialize)]
struct Amid {
    reads: Outcome,
    filings: Outcome,
    downloaded: usize,
}

impl<'a> Reads<'a> {
    /// Learns what the portal bears.
    pub fn begin(bench: &'a Bench, portal: &'a Server, prepared: &'a Prepared) -> Result<Reads<'a>> {
        let figure = Figure::new("reads", "a page's p99 amid filings", "quiet", "ms", Wanted::AtMost(2.0));
        Reads::beside(bench, portal, prepared, None, figure)
    }

    /// Under another name, and with a download beside the filings.
    pub fn beside(
        bench: &'a Bench,
        portal: &'a Server,
        prepared: &'a Prepared,
        download: Option<&'static str>,
        mut figure: Figure,
    ) -> Result<Reads<'a>> {
        let rate = (by_own_loader(bench, &prepared.companies, portal.port, 1)? / 4.0).round();
        let filings_rate = (warm_up(bench, portal, prepared)? / 4.0).round();
        figure.note(format!("{rate} pages/s and {filings_rate} filings/s, a quarter of what it bears of each"));
        Ok(Reads { bench, portal, prepared, rate, filings_rate, download, figure })
    }

    pub fn round(&mut self, round: u32) -> Result<()> {
        // Filings begin before the reads and end after them.
        let drafts = self.prepared.drafts(self.bench, enough(self.filings_rate, self.bench.seconds + 1))?;
        let (port, seconds, rate) = (self.portal.port.to_string(), self.bench.seconds(), self.rate.to_string());
        let companies = argument(&self.prepared.companies)?;
        let reads = [
            "reads",
            "--port",
            &port,
            "--companies",
            companies,
            "--connections",
            "64",
            "--seconds",
            &seconds,
            "--rate",
            &rate,
        ];
        let (session, filings_rate) = (self.prepared.applicant.session.as_str(), self.filings_rate.to_string());
        let filings = ["--session", session, "--drafts", argument(&drafts)?, "--filings-rate", &filings_rate];
        let download: Vec<&str> = self.download.iter().flat_map(|path| ["--download", path]).collect();
        let (amid, quiet) = in_turn(
            round,
            || {
                let amid: Amid = self.bench.measured(&[&reads[..], &filings, &download].concat())?;
                ensure!(self.download.is_none() || amid.downloaded > 0, "nothing was downloaded");
                amid.filings.checked("filings")?;
                amid.reads.checked("pages")
            },
            || self.bench.measured::<Outcome>(&reads)?.checked("pages"),
        )?;
        self.figure.add(amid.p99, quiet.p99);
        self.figure.add_beside("p50", amid.p50, quiet.p50);
        Ok(())
    }
}
