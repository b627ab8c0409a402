//! Every URL of the portal, on one screen.

use crate::access::auditors_only_read;
use crate::http::{
    accounts, administration, alerts, api_docs, applications, around, assets, attachments, bank, batch, businesses,
    cases, ckan, companies, counter, counter_drafts, data, demo, editor, egr, extracts, foundings, grp, health, home,
    letters, limits, messages, notices, observe, paper, phone, places, proceedings, region, register, services,
    sessions, tasks, uploads, verify,
};
use crate::office::uploads::LARGEST_PIECE;
use crate::state::AppState;
use axum::Router;
use axum::body::Body;
use axum::extract::DefaultBodyLimit;
use axum::http::{Extensions, HeaderMap, HeaderName, HeaderValue, Method, StatusCode, Uri, Version, header};
use axum::middleware::from_fn_with_state;
use axum::routing::{get, post};
use std::time::Duration;
use tower::ServiceBuilder;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::predicate::{DefaultPredicate, Predicate};
use tower_http::compression::{CompressionBody, CompressionLayer};
use tower_http::cors::{Any, CorsLayer};
use tower_http::csrf::CsrfLayer;
use tower_http::set_header::SetResponseHeaderLayer;
use tower_http::timeout::TimeoutLayer;

/// Bytes of a form: the largest step has five answers of 4,000 characters.
pub const LARGEST_FORM: usize = 256 * 1024;

/// Bytes of a sign-in that carries a form kept from before: its escapes are escaped once more.
const LARGEST_SIGN_IN: usize = 3 * LARGEST_FORM + 16 * 1024;

/// Bytes of a batch: ten thousand numbers, however they are set out.
const LARGEST_BATCH: usize = 1024 * 1024;

const CROSS_ORIGIN: HeaderName = HeaderName::from_static("cross-origin-resource-policy");

/// Whether a request only asks, though it is a POST: any site may, as it may by GET. None of these looks at cookies, so
/// that nobody asks in another's name.
fn only_asks(method: &Method, uri: &Uri) -> bool {
    let path = uri.path();
    let is_action = ["/api/3/action/", "/api/action/"].iter().any(|actions| path.starts_with(actions));
    *method == Method::POST && (is_action || path == "/api/v1/companies/batch")
}

/// Every route with its handlers. The golden table of the tests lists the same ones for each role.
pub fn routes(state: &AppState) -> Router<AppState> {
    // A form sent after the session has ended is kept through the sign-in.
    let keep_typed = from_fn_with_state(state.clone(), sessions::keep_typed);
    let only_read = from_fn_with_state(state.clone(), auditors_only_read);
    let usual = TimeoutLayer::with_status_code(StatusCode::REQUEST_TIMEOUT, Duration::from_secs(30));
    // Files of a telephone on a slow line.
    let long = TimeoutLayer::with_status_code(StatusCode::REQUEST_TIMEOUT, Duration::from_secs(20 * 60));
    for_everybody()
        .merge(open_data(state))
        .merge(for_programs())
        .merge(companies(state))
        .merge(for_signed_in().route_layer(keep_typed).route_layer(only_read.clone()))
        .layer(usual)
        .merge(attaching().layer(long).route_layer(only_read))
}

/// The papers of applications: here files come in and go out, however slowly.
#[rustfmt::skip]
fn attaching() -> Router<AppState> {
    let files = DefaultBodyLimit::max(attachments::LARGEST_FORM);
    let piece = DefaultBodyLimit::max(LARGEST_PIECE);
    Router::new()
        .route("/applications/{id}/attachments", get(attachments::show).post(attachments::create).layer(files))
        .route("/applications/{id}/attachments/{attachment}", get(attachments::read))
        .route("/applications/{id}/attachments/{attachment}/removal", post(attachments::remove))
        .route("/applications/{id}/uploads", post(uploads::create))
        .route("/applications/{id}/uploads/{upload}", get(uploads::show).patch(uploads::put).layer(piece))
        .route("/office/cases/{id}/attachments", get(cases::attachments::show).post(cases::attachments::create).layer(files))
        .route("/office/cases/{id}/attachments/{attachment}", get(cases::attachments::read))
        .route("/office/cases/{id}/attachments/{attachment}/text", get(cases::attachments::text))
}

/// What anybody's program may read, from any site.
#[rustfmt::skip]
fn open_data(state: &AppState) -> Router<AppState> {
    let cors = CorsLayer::new()
        .allow_origin(Any)
        .allow_methods([Method::GET, Method::HEAD, Method::POST])
        .allow_headers(Any)
        .expose_headers([
            header::ETAG,
            header::LINK,
            header::ACCEPT_RANGES,
            header::CONTENT_RANGE,
            header::CONTENT_LOCATION,
            header::CONTENT_DISPOSITION,
            header::RETRY_AFTER,
            data::RESULT_SHA256,
        ]);
    Router::new()
        .route("/data", get(data::catalogue))
        .route("/data/{set}", get(data::show))
        .route("/data/feed.atom", get(data::newest_feed))
        .route("/data/{set}/question", get(data::asking::new).post(data::asking::create))
        .route("/questions/asked", get(data::asking::asked))
        .route("/questions/mailed", get(data::asking::mailed))
        .route("/questions/{token}/confirm", get(data::asking::confirm).post(data::asking::confirmed))
        .route("/data/{set}/{document}", get(data::document))
        .route("/data/{set}/{version}/{file}", get(data::file))
        .route("/catalog", get(data::catalog))
        .route("/catalog.ttl", get(data::catalog))
        .route("/catalog.jsonld", get(data::catalog))
        .route("/catalog.rdf", get(data::catalog))
        .route("/sitemap.xml", get(data::sitemap))
        .route("/councils", get(data::councils))
        .route("/councils/{council}", get(data::council))
        .route("/councils/{council}/feed.atom", get(data::council_feed))
        .route("/api/v1/data/{set}/rows", get(data::rows))
        .route("/api/v1/data/{set}/openapi.json", get(data::openapi))
        .route("/api/3", get(ckan::version))
        .route("/api/3/action/{action}", get(ckan::action).post(ckan::action))
        .route("/api/action/{action}", get(ckan::action).post(ckan::action))
        .route("/datastore/dump/{resource}", get(ckan::dump))
        .layer(from_fn_with_state(state.clone(), data::gone::tell))
        .layer(cors)
        .layer(SetResponseHeaderLayer::overriding(CROSS_ORIGIN, HeaderValue::from_static("cross-origin")))
}

/// What other systems' programs ask, in the words of the registers that they know.
#[rustfmt::skip]
fn for_programs() -> Router<AppState> {
    let cors = CorsLayer::new().allow_origin(Any).allow_methods([Method::GET, Method::HEAD]).allow_headers(Any);
    Router::new()
        .route("/api/v2/egr/{method}", get(egr::all))
        .route("/api/v2/egr/{method}/{argument}", get(egr::one))
        .route("/api/v2/egr/{method}/{from}/{until}", get(egr::period))
        .route("/grp/getData", get(grp::legacy))
        .route("/api/grp-public/data", get(grp::public))
        .layer(cors)
        .layer(SetResponseHeaderLayer::overriding(CROSS_ORIGIN, HeaderValue::from_static("cross-origin")))
}

/// The portal's own interface to the register, so many requests a minute for each network.
#[rustfmt::skip]
fn companies(state: &AppState) -> Router<AppState> {
    let cors = CorsLayer::new()
        .allow_origin(Any)
        .allow_methods([Method::GET, Method::HEAD, Method::POST])
        .allow_headers(Any)
        .expose_headers([header::ETAG, header::LINK, header::RETRY_AFTER, limits::POLICY, limits::LEFT]);
    Router::new()
        .route("/api/v1/companies", get(companies::list))
        .route("/api/v1/companies/batch", post(companies::batch).layer(DefaultBodyLimit::max(LARGEST_BATCH)))
        .route("/api/v1/companies/changes", get(companies::changes))
        .route("/api/v1/companies/{unp}", get(companies::show))
        .route("/api/v1/companies/{unp}/history", get(companies::history))
        .layer(from_fn_with_state(state.clone(), limits::limited))
        .route("/api/openapi.json", get(api_docs::document))
        .layer(cors)
        .layer(SetResponseHeaderLayer::overriding(CROSS_ORIGIN, HeaderValue::from_static("cross-origin")))
}

#[rustfmt::skip]
fn for_everybody() -> Router<AppState> {
    Router::new()
        // Everybody
        .route("/", get(home::show))
        .route("/help", get(home::help))
        .route("/accessibility", get(home::accessibility))
        .route("/status", get(home::status))
        .route("/services", get(services::list))
        .route("/services/extract", get(extracts::guide))
        .route("/services/{procedure}", get(services::guide))
        .route("/services/{procedure}/form.pdf", get(services::blank_form))
        .route("/register", get(register::search))
        .route("/register/notices", get(notices::list))
        .route("/register/notices.atom", get(notices::feed))
        .route("/register/suggestions", get(register::suggestions))
        .route("/register/batch", get(batch::ask).post(batch::create).layer(DefaultBodyLimit::max(batch::LARGEST)))
        .route("/register/batch/{token}", get(batch::show))
        .route("/register/batch/{token}/result.csv", get(batch::csv))
        .route("/register/batch/{token}/result.xlsx", get(batch::xlsx))
        .route("/register/{unp}", get(register::company))
        .route("/register/{unp}/feed.atom", get(register::feed))
        .route("/register/{unp}/alert", get(alerts::new).post(alerts::create))
        .route("/alerts/asked", get(alerts::asked))
        .route("/alerts/{token}/confirm", get(alerts::confirm).post(alerts::confirmed))
        .route("/alerts/{token}/stop", get(alerts::stop).post(alerts::stopped))
        .route("/extracts", get(extracts::ask).post(extracts::create))
        .route("/extracts/{number}", get(extracts::show))
        .route("/extracts/{number}/pdf", get(extracts::pdf))
        .route("/verify", get(verify::ask))
        .route("/verify/{code}", get(verify::show).post(verify::compare).layer(DefaultBodyLimit::max(verify::LARGEST)))
        .route("/confirm/{token}", get(phone::show).post(phone::answer))
        .route("/opinions/{token}", get(cases::opinions::show_link).post(cases::opinions::answer_link))
        .route("/api/docs", get(api_docs::page))
        .route("/places/settlements", get(places::settlements))
        .route("/places/streets", get(places::streets))
        .route("/assets/{path}", get(assets::show))
        .route("/favicon.ico", get(assets::favicon))
        .route("/robots.txt", get(assets::robots))
        .route("/health/live", get(health::live))
        .route("/health/ready", get(health::ready))
        // Accounts and sessions
        .route("/sign-in", get(sessions::new).post(sessions::create).layer(DefaultBodyLimit::max(LARGEST_SIGN_IN)))
        .route("/sign-in/code", post(sessions::give).layer(DefaultBodyLimit::max(LARGEST_SIGN_IN)))
        .route("/sign-out", post(sessions::destroy))
        .route("/sign-up", get(accounts::new).post(accounts::create))
        .route("/sign-up/sent", get(accounts::sent))
        .route("/confirm-email", post(accounts::send_again))
        .route("/confirm-email/{token}", get(accounts::confirm).post(accounts::confirmed))
        .route("/password/forgotten", get(accounts::forgotten).post(accounts::send_reset))
        .route("/password/reset/{token}", get(accounts::reset).post(accounts::reset_done))
        .route("/account", get(accounts::show).post(accounts::change_password))
        .route("/account/second-step", get(accounts::second_step::show).post(accounts::second_step::begin))
        .route("/account/second-step/new", get(accounts::second_step::new).post(accounts::second_step::create))
        .route("/account/second-step/removal", get(accounts::second_step::confirm_removal).post(accounts::second_step::remove))
        .route("/account/data", get(accounts::copy))
        .route("/account/mails", get(accounts::letters))
        .route("/account/email", get(accounts::address).post(accounts::change_address))
        .route("/account/email/again", post(accounts::ask_again))
        .route("/account/email/{token}", get(accounts::new_address).post(accounts::take_address))
        .route("/account/closure", get(accounts::closure).post(accounts::close))
        .route("/account/language", post(accounts::change_language))
        .route("/account/sessions/end", post(accounts::end_sessions))
        .route("/calendar/{calendar}", get(businesses::feed))
        .route("/demo/sign-in", post(demo::sign_in).layer(DefaultBodyLimit::max(LARGEST_SIGN_IN)))
        .route("/demo/mail", get(demo::mails))
        .route("/demo/mail/{id}", get(demo::mail))
}

#[rustfmt::skip]
fn for_signed_in() -> Router<AppState> {
    Router::new()
        // Entrepreneurs
        .route("/services/{procedure}/start", get(services::choose_company).post(services::start))
        .route("/applications", get(applications::list::list))
        .route("/applications/{id}", get(applications::list::show))
        .route("/applications/{id}/steps/{step}", get(applications::steps::show).post(applications::steps::save))
        .route("/applications/{id}/check", get(applications::filing::check))
        .route("/applications/{id}/filing", post(applications::filing::file))
        .route("/applications/{id}/filing/certificate", post(applications::certificate::file))
        .route("/applications/{id}/filings/{round}/signature.p7s", get(applications::filing::signature))
        .route("/applications/{id}/application.json", get(applications::filing::draft_form))
        .route("/applications/{id}/filings/{round}/application.json", get(applications::filing::filed_form))
        .route("/applications/{id}/receipt", get(applications::filing::receipt))
        .route("/applications/{id}/bill", get(applications::bill::show))
        .route("/applications/{id}/documents/{document}", get(applications::documents::show))
        .route("/applications/{id}/withdrawal", get(applications::withdrawal::confirm).post(applications::withdrawal::create))
        .route("/applications/{id}/messages", get(messages::show).post(messages::write))
        .route("/applications/{id}/deletion", post(applications::withdrawal::delete_draft))
        .route("/applications/{id}/restoration", post(applications::withdrawal::restore))
        .route("/applications/{id}/paper", get(paper::show).post(paper::prepare))
        .route("/applications/{id}/paper.pdf", get(paper::pdf))
        .route("/applications/{id}/founders", get(foundings::list).post(foundings::invite))
        .route("/foundings/{id}", get(foundings::show).post(foundings::confirm))
        .route("/foundings/{id}/application.json", get(foundings::form))
        .route("/businesses", get(businesses::list))
        .route("/businesses/calendar", get(businesses::calendar).post(businesses::new_calendar))
        .route("/businesses/calendar/revocation", post(businesses::end_calendar))
        .route("/businesses/{unp}", get(businesses::show))
        .route("/businesses/{unp}/rights", get(businesses::rights).post(businesses::offer))
        .route("/businesses/{unp}/rights/{right}/revocation", post(businesses::revoke))
        .route("/businesses/{unp}/invitations/{invitation}/withdrawal", post(businesses::withdraw))
        .route("/invitations/{id}", get(businesses::invitation).post(businesses::accept))
        .route("/proceedings/{id}", get(proceedings::show))
        // Bodies that confirm before an exclusion
        .route("/tasks", get(tasks::list))
        .route("/tasks/{id}", get(tasks::show).post(tasks::create))
        // Clerks
        .route("/office", get(cases::inbox::list))
        .route("/office/news", get(cases::news::show))
        .route("/office/settings", get(cases::settings::show).post(cases::settings::save))
        .route("/office/lists", get(cases::lists::new).post(cases::lists::create))
        .route("/office/lists/{id}/deletion", post(cases::lists::delete))
        .route("/office/absences", get(cases::absences::list).post(cases::absences::create))
        .route("/office/absences/{id}/end", post(cases::absences::end))
        .route("/office/runs", post(cases::runs::create))
        .route("/office/runs/{id}", get(cases::runs::show).post(cases::runs::choose))
        .route("/office/runs/{id}/confirmation", post(cases::runs::confirm))
        .route("/office/runs/{id}/cancellation", post(cases::runs::cancel))
        .route("/office/statistics", get(cases::statistics::show))
        .route("/office/statistics/cases", get(cases::statistics::cases))
        .route("/office/statistics/report.pdf", get(cases::statistics::report))
        .route("/office/statistics/exports", get(cases::exports::list).post(cases::exports::create))
        .route("/office/statistics/exports/{id}", get(cases::exports::file))
        .route("/office/letters", get(letters::list::office))
        .route("/office/letters/{kind}", get(letters::edit::show_office).post(letters::edit::save_office))
        .route("/office/letters/{kind}/versions/{edition}", get(letters::version::show_office).post(letters::version::put_back_office))
        .route("/office/second-person", get(cases::second_person::show).post(cases::second_person::create))
        .route("/office/distribution", get(cases::distribution::plan).post(cases::distribution::create))
        .route("/office/cases/{id}", get(cases::case::show))
        .route("/office/cases/{id}/assignment", post(cases::assignment::create))
        .route("/office/cases/{id}/release", post(cases::assignment::release))
        .route("/office/cases/{id}/handover", get(cases::handover::new).post(cases::handover::create))
        .route("/office/cases/{id}/opinions", get(cases::opinions::list).post(cases::opinions::ask))
        .route("/office/cases/{id}/opinions/{opinion}/answer", post(cases::opinions::answer))
        .route("/office/cases/{id}/opinions/{opinion}/withdrawal", post(cases::opinions::withdraw))
        .route("/office/cases/{id}/notes", post(cases::notes::create))
        .route("/office/cases/{id}/remarks", post(cases::remarks::pin))
        .route("/office/cases/{id}/return", get(cases::correction::confirm).post(cases::correction::create))
        .route("/office/cases/{id}/messages", get(messages::show_office).post(messages::write_office))
        .route("/office/cases/{id}/mending/{field}", get(cases::mending::new).post(cases::mending::create))
        .route("/office/cases/{id}/reopening", get(cases::reopening::new).post(cases::reopening::create))
        .route("/office/cases/{id}/decision", get(cases::decision::new).post(cases::decision::create))
        .route("/office/cases/{id}/confirmation", get(cases::confirmation::show).post(cases::confirmation::create))
        .route("/office/cases/{id}/recall", post(cases::confirmation::recall))
        .route("/office/cases/{id}/filings/{round}/signature.p7s", get(cases::case::signature))
        .route("/office/cases/{id}/filings/{round}/application.json", get(cases::case::filed_form))
        .route("/office/cases/{id}/documents/{document}", get(cases::case::document))
        .route("/office/cases/{id}/payment", get(cases::payment::new).post(cases::payment::create))
        .route("/office/payments", get(bank::list).post(bank::create).layer(DefaultBodyLimit::max(bank::LARGEST_FILE)))
        .route("/office/payments/{id}", get(bank::show))
        // The regional administration
        .route("/office/region", get(region::figures::show))
        .route("/office/region/offices", get(region::file::offices))
        .route("/office/region/report.pdf", get(region::report::show))
        .route("/office/region/cases", get(region::cases::list))
        .route("/office/region/cases/{id}", get(region::case::show))
        .route("/office/region/cases/{id}/transfer", post(region::case::transfer))
        .route("/office/region/cases/{id}/question", post(region::case::ask))
        // Administrators and auditors of the portal
        .route("/office/administration", get(administration::home::show))
        .route("/office/administration/users", get(administration::users::list).post(administration::users::invite))
        .route("/office/administration/users/new", get(administration::users::new))
        .route("/office/administration/users/{id}", get(administration::user::show))
        .route("/office/administration/users/{id}/post", post(administration::user::change_post))
        .route("/office/administration/users/{id}/lock", post(administration::user::lock))
        .route("/office/administration/users/{id}/sessions", post(administration::user::end_sessions))
        .route("/office/administration/users/{id}/invitation", post(administration::user::invite_again))
        .route("/office/administration/calendar", get(administration::calendar::show).post(administration::calendar::set))
        .route("/office/administration/terms", get(administration::terms::list))
        .route("/office/administration/terms/{procedure}/{term}", get(administration::terms::show).post(administration::terms::enter))
        .route("/office/administration/offices", get(administration::offices::list))
        .route("/office/administration/offices/new", get(administration::new_office::new).post(administration::new_office::create))
        .route("/office/administration/offices/{office}", get(administration::offices::show).post(administration::offices::enter))
        .route("/office/administration/offices/{office}/closure", post(administration::offices::close))
        .route("/office/administration/offices/{office}/opening", post(administration::office_mending::mend))
        .route("/office/administration/reasons", get(administration::reasons::list))
        .route("/office/administration/reasons/{decision}/{reason}", get(administration::reasons::show).post(administration::reasons::enter))
        .route("/office/administration/procedures", get(administration::guides::list))
        .route("/office/administration/procedures/{procedure}", get(administration::guides::show).post(administration::guides::enter))
        .route("/office/administration/letters", get(letters::list::portal))
        .route("/office/administration/letters/{kind}", get(letters::edit::show_portal).post(letters::edit::save_portal))
        .route("/office/administration/letters/{kind}/versions/{edition}", get(letters::version::show_portal).post(letters::version::put_back_portal))
        .route("/office/administration/disqualified", get(administration::disqualified::list).post(administration::disqualified::enter))
        .route("/office/administration/disqualified/file", post(administration::disqualified::upload).layer(DefaultBodyLimit::max(administration::disqualified::LARGEST)))
        .route("/office/administration/disqualified/{entry}", get(administration::disqualified::show).post(administration::disqualified::take_off))
        .route("/office/administration/retention", get(administration::retention::list))
        .route("/office/administration/retention/{kind}", get(administration::retention::show).post(administration::retention::enter))
        .route("/office/administration/retention/removals/{removal}", post(administration::retention::halt))
        .route("/office/administration/audit", get(administration::audit::list))
        .route("/office/administration/cases", get(administration::cases::list))
        .route("/office/administration/setup", get(administration::setup::show))
        .route("/office/administration/changes", get(administration::changes::list))
        .route("/office/administration/changes/{id}", get(administration::changes::show).post(administration::changes::put_back))
        // Editors of councils' open data, and their second person
        .route("/office/data", get(editor::list::list))
        .route("/office/data/new", get(editor::list::new).post(editor::list::create))
        .route("/office/data/sets/{set}/version", post(editor::list::version))
        .route("/office/data/sets/{set}/withdrawal", get(editor::withdrawal::confirm).post(editor::withdrawal::create))
        .route("/office/data/questions/{id}", get(editor::questions::show))
        .route("/office/data/questions/{id}/answer", post(editor::questions::answer))
        .route("/office/data/questions/{id}/hiding", post(editor::questions::hide))
        .route("/office/data/drafts/{id}", get(editor::draft::show))
        .route("/office/data/drafts/{id}/passport", get(editor::passport::show).post(editor::passport::save))
        .route("/office/data/drafts/{id}/file", get(editor::file::show).post(editor::file::create).layer(DefaultBodyLimit::max(editor::file::LARGEST)))
        .route("/office/data/drafts/{id}/report", get(editor::report::show).post(editor::report::mend))
        .route("/office/data/drafts/{id}/columns", get(editor::columns::show).post(editor::columns::save).layer(DefaultBodyLimit::max(editor::columns::LARGEST)))
        .route("/office/data/drafts/{id}/rows.csv", get(editor::contents::rows))
        .route("/office/data/drafts/{id}/submission", post(editor::draft::submit))
        .route("/office/data/drafts/{id}/recall", post(editor::draft::recall))
        .route("/office/data/drafts/{id}/return", post(editor::draft::send_back))
        .route("/office/data/drafts/{id}/approval", post(editor::draft::approve))
        .route("/office/data/drafts/{id}/deletion", post(editor::draft::discard))
        .route("/office/counter/drafts", get(counter_drafts::show).post(counter_drafts::create))
        .route("/office/counter", get(counter::new).post(counter::find))
        .route("/office/counter/{code}", get(counter::show).post(counter::receive))
        .route("/office/counter/{code}/phone", get(phone::state).post(phone::create))
}

/// The routes within everything that goes around each request.
pub fn app(state: AppState) -> Router {
    // Pages are compressed for each answer: half-way between the time it takes and the bytes it saves.
    let quality = tower_http::CompressionLevel::Precise(5);
    // The files of open data are stored compressed: their length and tag stay as they are.
    let compressible = DefaultPredicate::new()
        .and(|_: StatusCode, _: Version, _: &HeaderMap, about: &Extensions| about.get::<data::AsStored>().is_none());
    let around = ServiceBuilder::new()
        .map_response(observe::logged::<CompressionBody<Body>>)
        .layer(CompressionLayer::new().br(true).gzip(true).quality(quality).compress_when(compressible))
        .layer(from_fn_with_state(state.clone(), around::around))
        .layer(CatchPanicLayer::custom(observe::panicked))
        .layer(CsrfLayer::new().with_insecure_bypass(only_asks))
        .layer(DefaultBodyLimit::max(LARGEST_FORM));
    routes(&state).layer(around).with_state(state)
}
