//! The design system's components: finished sentences in, plain HTML out. Nothing here needs
//! JavaScript, knows a language or does I/O. Each component has a file of its own with its hostile
//! examples as tests; the looks are in `style/`.

mod breadcrumbs;
mod button;
mod check_list;
mod checkboxes;
mod choice;
mod countdown;
mod data_table;
mod date_field;
mod details;
mod diff;
mod download_list;
mod empty_state;
mod error_summary;
mod facts_row;
mod field;
mod filter_panel;
pub mod frame;
mod icon;
mod inset;
mod language_switch;
mod link;
mod message;
mod notification;
mod optional_text;
mod pagination;
mod panel;
mod phase_note;
mod radios;
mod remark;
mod result_list;
mod search_box;
mod segments;
mod select;
mod skip_link;
mod step_indicator;
mod summary_list;
mod tabs;
mod tag;
mod task_list;
mod textarea;
mod timeline;
mod unp_text;
mod wiring;
mod word_diff;

#[cfg(test)]
mod contrast;
#[cfg(test)]
pub(crate) mod proof;
#[cfg(test)]
mod source_rules;

pub use breadcrumbs::{Breadcrumbs, Crumb};
pub use button::{Button, ButtonKind, ButtonLink};
pub use check_list::{Check, CheckList};
pub use checkboxes::{Checkbox, Checkboxes};
pub use choice::Choice;
pub use countdown::{Countdown, CountdownState};
pub use data_table::{Cell, Column, DataTable, Row, Sort};
pub use date_field::{DateBoxes, DateField, DateLabels};
pub use details::Details;
pub use diff::{Diff, DiffNew, DiffOld};
pub use download_list::{Download, DownloadList};
pub use empty_state::EmptyState;
pub use error_summary::{ErrorSummary, FieldError};
pub use facts_row::{Fact, FactsRow};
pub use field::{Field, FieldKind, Width};
pub use filter_panel::{FilterGroup, FilterOption, FilterPanel};
pub use icon::{Glyph, Icon, Mark};
pub use inset::Inset;
pub use language_switch::{Language, LanguageSwitch};
pub use link::{Link, safe_href};
pub use message::{ErrorMessage, Hint};
pub use notification::{Notification, NotificationKind};
pub use optional_text::OptionalText;
pub use pagination::{Page, Pagination, page_window};
pub use panel::Panel;
pub use phase_note::PhaseNote;
pub use radios::Radios;
pub use remark::Remark;
pub use result_list::{Found, ResultList};
pub use search_box::SearchBox;
pub use select::Select;
pub use skip_link::SkipLink;
pub use step_indicator::StepIndicator;
pub use summary_list::{SummaryList, SummaryRow};
pub use tabs::{Tab, Tabs};
pub use tag::{Tag, Tone};
pub use task_list::{Task, TaskList};
pub use textarea::Textarea;
pub use timeline::{Timeline, TimelineEvent};
pub use unp_text::UnpText;
pub use wiring::element_id;
pub use word_diff::{Change, ChangeKind, word_diff};
