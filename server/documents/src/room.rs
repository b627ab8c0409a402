//! How much room each place on the page has, in thousandths of the size of its type: a word that is
//! wider may break. The numbers follow from document.typ: the width of the place divided by the
//! size of the type there, rounded down.

use crate::plain::Width;

pub const TEXT: Width = 37_000;
pub const LEAD: Width = 34_000;
pub const HEADING: Width = 31_000;
pub const TITLE: Width = 16_000;
pub const REFERENCE: Width = 14_000;
pub const ISSUER: Width = 21_500;
pub const MARK: Width = 20_500;
pub const ASIDE: Width = 14_000;
/// At half its size, which a code too wide for the column is set in.
pub const CODE: Width = 11_000;
pub const LABEL: Width = 15_000;
pub const VALUE: Width = 32_000;
pub const TABLE: Width = 51_000;
/// Sixty and twenty-four millimetres of a chart, less the gap.
pub const BAR_LABEL: Width = 17_000;
pub const BAR_NUMBER: Width = 6_500;
pub const SIGNATURE: Width = 27_000;
pub const FOOTER: Width = 38_000;
/// All of the footer: four lines.
pub const WHOLE_FOOTER: Width = 4 * FOOTER;
pub const PAGE_LABEL: Width = 18_000;
/// The running header's line, less the mark and the gaps; the most that its second and third
/// part take of it.
pub const RUNNING: Width = 51_000;
pub const RUNNING_REFERENCE: Width = 10_000;
pub const RUNNING_MARK: Width = 28_000;
