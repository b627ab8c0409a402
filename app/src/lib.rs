//! Pages and the design system: view model in, HTML out, no I/O.

pub mod l10n;
pub mod pages;
pub mod ui;
