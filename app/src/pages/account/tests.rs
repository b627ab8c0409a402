use super::confirm::ConfirmView;
use super::demo_mail::{MailView, Piece};
use super::faults::Faults;
use super::kept::KeptView;
use super::profile::{MandateView, ProfileView};
use super::sign_in::{DemoChoice, Kept, Onward, SignInView};
use super::sign_up::SignUpView;
use super::{confirm, demo_mail, kept, profile, sign_in, sign_up};
use crate::l10n::Tr;
use crate::ui::proof::stays_text;
use leptos::prelude::*;
use portal::lang::Lang;

const TR: Tr = Tr(Lang::Be);

fn sign_in_with(text: String) -> SignInView {
    let mut faults = Faults::default();
    faults.add("email", text.clone());
    SignInView {
        tr: TR,
        email: text.clone(),
        faults,
        notice: Some(text.clone()),
        unconfirmed: true,
        signed_in_as: Some(text.clone()),
        onward: Onward { return_to: Some(text.clone()), kept: Some(Kept { action: text.clone(), body: text.clone() }) },
        demo: vec![DemoChoice { key: "elena".into(), name: text.clone(), who: text.clone() }],
        demo_password: text,
    }
}

#[test]
fn whatever_is_typed_into_the_sign_in_stays_text() {
    stays_text(|text| sign_in::page(sign_in_with(text)).into_any());
}

#[test]
fn whatever_was_kept_stays_text() {
    stays_text(|text| {
        let fields = vec![(text.clone(), text.clone()), ("name".into(), text)];
        kept::page(KeptView { tr: TR, action: "/applications/1".into(), fields }).into_any()
    });
}

#[test]
fn whatever_is_typed_into_the_sign_up_stays_text() {
    stays_text(|text| {
        let mut faults = Faults::default();
        faults.add("name", text.clone());
        sign_up::page(SignUpView { tr: TR, name: text.clone(), email: text, faults }).into_any()
    });
}

#[test]
fn an_address_to_confirm_stays_text() {
    stays_text(|text| {
        let mut faults = Faults::default();
        faults.add("password", text.clone());
        confirm::page(ConfirmView { tr: TR, action: "/confirm-email/x".into(), email: text, faults }).into_any()
    });
}

#[test]
fn a_persons_own_words_stay_text_on_their_page() {
    stays_text(|text| {
        let mandate = MandateView {
            company: text.clone(),
            unp: "791397355".into(),
            scope: text.clone(),
            period: text.clone(),
            not_now: Some(text.clone()),
        };
        profile::page(ProfileView {
            tr: TR,
            name: text.clone(),
            email: text.clone(),
            role: text.clone(),
            office: Some(text.clone()),
            lang: Lang::Be,
            notice: Some(text.clone()),
            faults: Faults::page(text),
            closable: true,
            staff: false,
            second_step: true,
            mandates: vec![mandate],
            demo: true,
        })
        .into_any()
    });
}

#[test]
fn a_mails_words_stay_text() {
    stays_text(|text| {
        let pieces = vec![Piece::Text(text.clone()), Piece::Link(text.clone(), "/sign-in".into())];
        demo_mail::mail(MailView {
            tr: TR,
            recipient: text.clone(),
            at: text.clone(),
            subject: text,
            lang: "be".into(),
            paragraphs: vec![vec![pieces]],
        })
        .into_any()
    });
}
