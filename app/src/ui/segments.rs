//! A row of small boxes, some filled: a count drawn beside the words that say it. Drawn with SVG
//! attributes, since inline styles are forbidden.

use leptos::prelude::*;

/// More than this many boxes become one bar.
const MOST_BOXES: u32 = 12;
const BOX: u32 = 10;
const GAP: u32 = 3;
const BAR: u32 = 120;

/// `filled` of `total` boxes, for the eye only. Nothing when the total is 0.
pub(super) fn segments(filled: u32, total: u32) -> Option<AnyView> {
    let filled = filled.min(total);
    match total {
        0 => None,
        1..=MOST_BOXES => Some(boxes(filled, total)),
        _ => Some(bar(filled, total)),
    }
}

fn boxes(filled: u32, total: u32) -> AnyView {
    let width = total * BOX + (total - 1) * GAP;
    let drawn: Vec<AnyView> = (0..total)
        .map(|place| {
            let x = place * (BOX + GAP);
            if place < filled {
                view! { <rect x=x y="0" width="10" height="12" rx="2" fill="currentColor"></rect> }.into_any()
            } else {
                let x = format!("{x}.5");
                view! { <rect class="off" x=x y="0.5" width="9" height="11" rx="2"></rect> }.into_any()
            }
        })
        .collect();
    drawing(width, drawn)
}

fn bar(filled: u32, total: u32) -> AnyView {
    // In 64 bits: a hostile or mistaken count must not overflow.
    let share = u64::from(BAR) * u64::from(filled) / u64::from(total);
    let frame = view! { <rect class="off" x="0.5" y="0.5" width="119" height="11" rx="2"></rect> }.into_any();
    let fill =
        view! { <rect x="0" y="0" width=share.to_string() height="12" rx="2" fill="currentColor"></rect> }.into_any();
    drawing(BAR, vec![frame, fill])
}

fn drawing(width: u32, drawn: Vec<AnyView>) -> AnyView {
    view! {
        <svg class="segments" width=width height="12" viewBox=format!("0 0 {width} 12") aria-hidden="true">{drawn}</svg>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::proof::html;

    #[test]
    fn a_few_are_boxes_and_many_a_bar() {
        let few = html(|| segments(2, 5).into_any());
        assert_eq!(few.matches("<rect").count(), 5, "{few}");
        assert_eq!(few.matches("class=\"off\"").count(), 3, "{few}");
        let many = html(|| segments(15, 30).into_any());
        assert_eq!(many.matches("<rect").count(), 2, "{many}");
        assert!(many.contains("width=\"60\""), "{many}");
    }

    #[test]
    fn nothing_overflows() {
        assert!(segments(3, 0).is_none());
        let out = html(|| segments(u32::MAX, u32::MAX).into_any());
        assert!(out.contains("width=\"120\""), "{out}");
        let full = html(|| segments(9, 2).into_any());
        assert_eq!(full.matches("class=\"off\"").count(), 0, "{full}");
    }
}
