//! Bars beside their numbers: a table whose rows bear a drawing, so that the chart and its table are one.

use leptos::prelude::*;

/// One bar.
#[derive(Clone, Debug, PartialEq)]
pub struct Bar {
    label: String,
    /// As people read it.
    shown: String,
    value: f64,
}

impl Bar {
    /// A bar of a length, with the number as it is to be read. What is not finite is drawn as nothing.
    pub fn new(label: impl Into<String>, shown: impl Into<String>, value: f64) -> Bar {
        Bar { label: label.into(), shown: shown.into(), value: if value.is_finite() { value } else { 0.0 } }
    }
}

/// Horizontal bars from a common line; values below nothing go to its left.
#[component]
pub fn BarChart(
    /// What the chart shows.
    #[prop(into)]
    caption: String,
    /// What the rows are.
    #[prop(into)]
    rows_are: String,
    /// What the numbers are.
    #[prop(into)]
    numbers_are: String,
    /// In the order to be shown.
    bars: Vec<Bar>,
) -> impl IntoView {
    let most = bars.iter().map(|bar| bar.value).fold(0.0, f64::max);
    let least = bars.iter().map(|bar| bar.value).fold(0.0, f64::min);
    let span = if most - least > 0.0 { most - least } else { 1.0 };
    let at = move |value: f64| (value - least) / span * 1000.0;
    let line = at(0.0);
    let rows: Vec<_> = bars
        .into_iter()
        .map(|bar| {
            let end = at(bar.value);
            let (x, width) = (line.min(end), (end - line).abs());
            view! {
                <tr>
                    <th scope="row">{bar.label}</th>
                    <td class="num">{bar.shown}</td>
                    <td class="drawn" aria-hidden="true">
                        <svg viewBox="0 0 1000 10" preserveAspectRatio="none" focusable="false">
                            <rect x=format!("{x:.1}") y="0" width=format!("{width:.1}") height="10"></rect>
                        </svg>
                    </td>
                </tr>
            }
        })
        .collect();
    view! {
        <table class="bars dense">
            <caption>{caption}</caption>
            <thead><tr><th scope="col">{rows_are}</th><th scope="col" class="num">{numbers_are}</th><td></td></tr></thead>
            <tbody>{rows}</tbody>
        </table>
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::proof::{html, stays_text};

    fn chart(bars: Vec<Bar>) -> String {
        html(|| view! { <BarChart caption="C" rows_are="R" numbers_are="N" bars/> }.into_any())
    }

    #[test]
    fn words_and_numbers_stay_text() {
        stays_text(|s| {
            let bars = vec![Bar::new(s.clone(), s.clone(), 3.0)];
            view! { <BarChart caption=s.clone() rows_are=s.clone() numbers_are=s bars/> }.into_any()
        });
    }

    #[test]
    fn bars_are_as_long_as_their_numbers() {
        let out = chart(vec![Bar::new("a", "4", 4.0), Bar::new("b", "1", 1.0)]);
        assert!(out.contains("width=\"1000.0\"") && out.contains("width=\"250.0\""), "{out}");
    }

    #[test]
    fn what_is_below_nothing_goes_the_other_way() {
        let out = chart(vec![Bar::new("a", "3", 3.0), Bar::new("b", "-1", -1.0)]);
        assert!(out.contains("x=\"250.0\" y=\"0\" width=\"750.0\""), "{out}");
        assert!(out.contains("x=\"0.0\" y=\"0\" width=\"250.0\""), "{out}");
    }

    #[test]
    fn no_bars_and_no_numbers_are_drawn_without_fault() {
        for bars in [vec![], vec![Bar::new("a", "0", 0.0)], vec![Bar::new("a", "?", f64::NAN)]] {
            let out = chart(bars);
            assert!(!out.contains("NaN") && !out.contains("inf"), "{out}");
        }
    }
}
