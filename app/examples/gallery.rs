//! Every component on one page, to look at: `cargo run -p app --example gallery -- style.css > page.html`.
//! The first argument is the address of the style sheet to link.

use app::l10n::Tr;
use app::ui::frame::{FrameView, Work, document};
use app::ui::*;
use leptos::prelude::*;
use portal::lang::Lang;

fn main() {
    let stylesheet = std::env::args().nth(1).unwrap_or_else(|| "style.css".to_owned());
    println!("{}", Owner::new().with(|| document(frame(stylesheet), page()).to_html()).replace("<!>", ""));
}

fn frame(stylesheet: String) -> FrameView {
    FrameView {
        tr: Tr(Lang::Ru),
        title: "Изменение местонахождения".to_owned(),
        failed: false,
        crumbs: vec![Crumb::new("Услуги", "/services"), Crumb::here("Изменение местонахождения")],
        languages: vec![
            Language::new("be", "Беларуская", "?lang=be"),
            Language::new("ru", "Русский", "?lang=ru").current(true),
            Language::new("en", "English", "?lang=en"),
        ],
        account: Some(("Ганна Ковалёва".to_owned(), Work::Applications)),
        unreachable: false,
        path: "/services/change-of-location".to_owned(),
        demo: true,
        stylesheet,
        script: None,
        suggests: false,
        nonce: String::new(),
    }
}

fn page() -> impl IntoView {
    view! {
        {home()} <hr/> {guide()} <hr/> {question()} <hr/> {answers()} <hr/> {receipt()} <hr/> {company()} <hr/>
        {inbox()} <hr/> {case()} <hr/> {nothing_found()}
    }
}

fn home() -> impl IntoView {
    let doors = [
        ("Сообщить об изменении адреса", "Уведомление о местонахождении: 10 рабочих дней, бесплатно"),
        ("Назначить нового руководителя", "Уведомление, без пошлины"),
        ("Зарегистрировать компанию", "Наименование, устав, заявление"),
        ("Закрыть компанию", "Ликвидация шаг за шагом, со сроками"),
        ("Получить выписку", "Сразу, с подписью и QR-кодом"),
        ("Скачать данные регистра", "CSV, Parquet, API"),
    ];
    view! {
        <div class="hero">
            <h1>"Регистр Могилёвской области"</h1>
            <SearchBox label="Наименование или УНП" action="/register" button="Найти" large=true id="home-q"
                hint="Например, Днепр-Торг или 790 000 013"/>
        </div>
        <h2>"За чем приходят"</h2>
        <ul class="doors">
            {doors.map(|(text, more)| view! { <li><a href="/services">{text}</a><p>{more}</p></li> }).collect_view()}
        </ul>
        <Notification kind=NotificationKind::Attention title="До 26 ноября исправьте номер дома в уведомлении МГ-2026-000417">
            <p>"Специалист вернул его с одним замечанием. "<a href="/a">"Исправить"</a></p>
        </Notification>
    }
}

fn guide() -> impl IntoView {
    view! {
        <div class="split">
            <div>
                <div class="page-head">
                    <p class="caption">"Услуга"</p>
                    <h1>"Изменение местонахождения"</h1>
                    <p class="lede">"Сообщите регистрирующему органу, что компания переехала. Новый адрес появится в регистре после проверки."</p>
                </div>
                <FactsRow facts=vec![
                    Fact::new("Срок", "10 рабочих дней").note("со дня изменения"),
                    Fact::new("Плата", "Бесплатно"),
                    Fact::new("Время", "Около 10 минут"),
                    Fact::new("Кто подаёт", "Руководитель или представитель"),
                ]/>
                <h2>"Что дальше"</h2>
                <ol class="steps">
                    <li>"Вы подаёте уведомление и сразу получаете расписку с номером."</li>
                    <li>"Специалист проверяет адрес в течение пяти рабочих дней."</li>
                    <li>"Запись появляется в регистре, вам приходит письмо."</li>
                </ol>
                <Details summary="Если помещение ещё не оформлено" open=true><p>"Приложите договор аренды или гарантийное письмо собственника."</p></Details>
                <div class="actions">
                    <ButtonLink text="Начать" href="/start" kind=ButtonKind::Start/>
                    <Button text="Второстепенная" kind=ButtonKind::Secondary/>
                    <Button text="Отозвать" kind=ButtonKind::Warning/>
                    <a href="/x">"Вернуться позже"</a>
                </div>
            </div>
            <aside>
                <h2>"Правовое основание"</h2>
                <p>"Положение, утверждённое "<a href="https://pravo.by">"Декретом № 1 от 16 января 2009 г."</a></p>
                <DownloadList files=vec![
                    Download::new("Бланк уведомления", "/form.pdf").detail("PDF, 84 КБ"),
                    Download::new("Образец", "/sample.pdf").detail("PDF, 92 КБ"),
                ]/>
            </aside>
        </div>
        <h2>"Ваше уведомление"</h2>
        <TaskList id="steps" tasks=vec![
            Task::new("Новый адрес", "Готово", Tone::Green).href("/1").hint("Район, улица, дом, помещение"),
            Task::new("Право на помещение", "Исправьте", Tone::Amber).href("/2").hint("Одно замечание специалиста"),
            Task::new("Кто подаёт", "В работе", Tone::Blue).href("/3"),
            Task::new("Подача", "Пока нельзя", Tone::Neutral).hint("Сначала закончите три первых шага"),
        ]/>
    }
}

fn question() -> impl IntoView {
    let offices = vec![
        Choice::new("1", "Могилёвский районный исполнительный комитет"),
        Choice::new("2", "Бобруйский районный исполнительный комитет"),
    ];
    let premises = || {
        vec![
            Choice::new("office", "Нежилое помещение").hint("Офис, склад, магазин"),
            Choice::new("home", "Жилое помещение")
                .hint("Квартира или дом, где вы прописаны")
                .reveal(view! { <Field label="Номер квартиры" name="flat" width=Width::Chars5/> }),
            Choice::new("none", "Помещения ещё нет"),
        ]
    };
    view! {
        <ErrorSummary title="Исправьте две ошибки" errors=vec![
            FieldError::new("house", "Укажите номер дома, например 7 или 7А"),
            FieldError::new("since", "Укажите день, когда изменился адрес"),
        ]/>
        <StepIndicator text="Шаг 2 из 5" current=2 total=5/>
        <div class="beside">
            <form method="post">
                <Field label="Улица и номер дома" name="street" value="ул. Ленинская" as_heading=true hint="Как в договоре аренды"/>
                <Remark title="Замечание регистрирующего органа" text="Номер дома не совпадает с договором аренды.\nПроверьте его." when="21 ноября 2026 г."/>
                <Field label="Номер дома" name="house" width=Width::Chars5 error="Укажите номер дома, например 7 или 7А"/>
                <Field label="Площадь" name="area" kind=FieldKind::Number width=Width::Chars5 suffix="м²" value="42"/>
                <Field label="Телефон" name="phone" kind=FieldKind::Tel width=Width::Chars20 prefix="+375"/>
                <Field label="Код с бумаги" name="code" kind=FieldKind::Code width=Width::Chars10 value="K7M-4QX"/>
                <Select label="Регистрирующий орган" name="office" choices=offices blank="Выберите" value="2"/>
                <DateField legend="Когда изменился адрес" name="since" labels=DateLabels::new("День", "Месяц", "Год")
                    hint="Например, 23 11 2026" error="Укажите день, когда изменился адрес" value=DateBoxes::new("", "11", "2026")/>
                <Radios legend="Какое это помещение?" name="premises" choices=premises() value="home" hint="От этого зависит, какие нужны документы"/>
                <Radios legend="Есть вывеска?" name="sign" inline=true choices=vec![Choice::new("y", "Да"), Choice::new("n", "Нет")]/>
                <Checkboxes legend="Что приложено" name="papers" values=vec!["a".to_owned()]
                    choices=vec![Choice::new("a", "Договор аренды"), Choice::new("b", "Согласие собственника").hint("Если помещение жилое")]/>
                <Textarea label="Пояснение" name="note" hint="Если есть что добавить" value="</textarea><script>alert(1)</script>"/>
                <Checkbox label="Подтверждаю, что сведения верны" name="confirm" error="Подтвердите, что сведения верны"/>
                <div class="actions">
                    <Button text="Сохранить и продолжить"/>
                    <Button text="Сохранить и вернуться позже" kind=ButtonKind::Plain/>
                </div>
            </form>
            <aside>
                <h2>"Сейчас в регистре"</h2>
                <p>"212030, г. Могилёв, ул. Первомайская, д. 12, офис 4"</p>
                <p class="soft">"С 15 сентября 2025 г."</p>
            </aside>
        </div>
    }
}

fn answers() -> impl IntoView {
    view! {
        <h1>"Проверьте ответы"</h1>
        <SummaryList title="Новый адрес" action=Link::new("Изменить всё", "/all") rows=vec![
            SummaryRow::new("Район", "Могилёвский").action("Изменить", "/1", "район"),
            SummaryRow::new("Улица", "ул. Ленинская").action("Изменить", "/2", "улицу"),
            SummaryRow::new("Дом", view! { "7А " <Tag text="Исправлено" tone=Tone::Amber/> }).action("Изменить", "/3", "дом").marked(),
        ]/>
        <div class="document">
            <h2>"Уведомление об изменении местонахождения"</h2>
            <p>"ООО «Днепр-Торг», УНП "<UnpText unp="790000013"/>", сообщает об изменении местонахождения."</p>
        </div>
        <Inset><p>"После подачи изменить ответы нельзя, пока специалист не вернёт уведомление."</p></Inset>
    }
}

fn receipt() -> impl IntoView {
    view! {
        <Panel title="Уведомление подано" label="Номер подачи" number="МГ-2026-000417">
            <p>"23 ноября 2026 г., 14:05. Письмо отправлено на h.kavaliova@example.by."</p>
        </Panel>
        <Notification kind=NotificationKind::Success title="Письмо подтверждено"/>
        <Notification kind=NotificationKind::Info title="Ответ придёт до 30 ноября">
            <p>"Пять рабочих дней, считая с завтрашнего."</p>
        </Notification>
    }
}

fn company() -> impl IntoView {
    let pages: Vec<Page> = page_window(5, 20)
        .into_iter()
        .map(|n| match n {
            None => Page::gap(),
            Some(5) => Page::new("5", "?p=5", "Страница 5").current(),
            Some(n) => Page::new(n.to_string(), format!("?p={n}"), format!("Страница {n}")),
        })
        .collect();
    view! {
        <div class="split">
            <div>
                <div class="entry-head">
                    <h1>"Общество с ограниченной ответственностью «Днепр-Торг»"</h1>
                    <p class="cluster"><Tag text="Действует" tone=Tone::Green/><span>"с 15 сентября 2025 г."</span></p>
                    <p>"УНП "<UnpText unp="790000013"/></p>
                </div>
                <Tabs label="О компании" tabs=vec![
                    Tab::new("Сведения", "?a").current(true),
                    Tab::new("История", "?b").count("4"),
                    Tab::new("Документы", "?c"),
                ]/>
                <SummaryList rows=vec![
                    SummaryRow::new("Местонахождение", "212030, г. Могилёв, ул. Ленинская, д. 7А, офис 4"),
                    SummaryRow::new("Вид деятельности", "47.11 Розничная торговля в неспециализированных магазинах"),
                    SummaryRow::new("Регистрирующий орган", "Могилёвский городской исполнительный комитет"),
                ]/>
                <h2>"История"</h2>
                <Timeline events=vec![
                    TimelineEvent::new("23 ноября 2026 г.", "Изменён адрес", view! {
                        <p><Diff old="ул. Первомайская, д. 12, офис 4" new="ул. Ленинская, д. 7А, офис 4" removed="было:" added="стало:"/></p>
                    }).datetime("2026-11-23"),
                    TimelineEvent::new("3 марта 2026 г.", "Назначен руководитель", "Ковалёва Анна Петровна").datetime("2026-03-03"),
                    TimelineEvent::new("15 сентября 2025 г.", "Зарегистрирована", "Могилёвский горисполком").datetime("2025-09-15"),
                ]/>
            </div>
            <aside>
                <h2>"Что можно сделать"</h2>
                <ul class="plain">
                    <li><a href="/e">"Получить выписку"</a></li>
                    <li><a href="/w">"Следить за изменениями"</a></li>
                    <li><a href="/api">"Данные и API"</a></li>
                </ul>
            </aside>
        </div>
        <h2>"Найдено: 2"</h2>
        <ResultList results=vec![
            Found::new("ООО «Днепр-Торг»", "/register/790000013").unp("790000013").tag("Действует", Tone::Green).line("г. Могилёв, ул. Ленинская, д. 7А"),
            Found::new("ИП Сидоренко Пётр", "/register/790000026").unp("790000026").tag("Исключена", Tone::Neutral).line("г. Бобруйск, ул. Минская, д. 3"),
        ]/>
        <Pagination label="Страницы" previous=Link::new("Назад", "?p=4") next=Link::new("Дальше", "?p=6")
            pages/>
    }
}

fn inbox() -> impl IntoView {
    let days = |text: &str, left, state| Cell::view(view! { <Countdown text=text left total=5 state/> });
    let row = |term: Cell, number: &str, who: &str, status: &str, tone: Tone| {
        let status = status.to_owned();
        Row::new(vec![
            term,
            Cell::link(number, "/cases/1").nowrap(),
            Cell::text(who),
            Cell::text("Изменение адреса"),
            Cell::view(view! { <Tag text=status tone/> }),
        ])
    };
    view! {
        <div class="split side-first">
            <aside>
                <FilterPanel title="Фильтры" action="/inbox" submit="Показать" clear=Link::new("Сбросить", "/inbox") groups=vec![
                    FilterGroup::new("Состояние", "status", vec![
                        FilterOption::new("new", "Новые").count("12").checked(true),
                        FilterOption::new("mine", "У меня").count("3"),
                        FilterOption::new("back", "Исправлены заявителем").count("1"),
                    ]),
                    FilterGroup::new("Процедура", "procedure", vec![
                        FilterOption::new("a", "Изменение адреса").count("9"),
                        FilterOption::new("b", "Руководитель").count("7"),
                    ]),
                ]/>
            </aside>
            <div>
                <h1>"Входящие"</h1>
                <DataTable caption="Дела Могилёвского горисполкома" dense=true row_links=true
                    columns=vec![
                        Column::new("Срок").sortable("?sort=term", Sort::Ascending),
                        Column::new("Номер").sortable("?sort=number", Sort::Unsorted),
                        Column::new("Заявитель"),
                        Column::new("О чём"),
                        Column::new("Состояние"),
                    ]
                    rows=vec![
                        row(days("Просрочено на 1 день", 0, CountdownState::Overdue), "МГ-2026-000399", "ООО «Весна»", "Новое", Tone::Blue),
                        row(days("Сегодня", 1, CountdownState::Soon), "МГ-2026-000405", "ИП Сидоренко", "У специалиста", Tone::Blue),
                        row(days("3 рабочих дня", 3, CountdownState::Running), "МГ-2026-000417", "ООО «Днепр-Торг»", "Исправлено", Tone::Amber).marked(),
                        row(days("Срок приостановлен", 4, CountdownState::Paused), "МГ-2026-000421", "ОАО «Зенит»", "У заявителя", Tone::Neutral),
                        row(days("Решено в срок", 5, CountdownState::Done), "МГ-2026-000388", "ЧУП «Лён»", "Принято", Tone::Green),
                    ]/>
                <DataTable caption="Пошлины" empty="Пока ничего нет." columns=vec![Column::new("Дата"), Column::new("Сумма, BYN").numeric()]
                    rows=vec![Row::new(vec![Cell::text("23 ноября 2026 г."), Cell::text("42,00")]), Row::new(vec![Cell::text("3 марта 2026 г."), Cell::text("1 234,50")])]/>
            </div>
        </div>
    }
}

fn case() -> impl IntoView {
    let (old, new) = ("ул. Первомайская, д. 12, офис 4", "ул. Ленинская, д. 7А, офис 4");
    view! {
        <div class="entry-head">
            <p class="caption">"Дело МГ-2026-000417"</p>
            <h1>"ООО «Днепр-Торг» меняет адрес"</h1>
            <p><Countdown text="Осталось 22 рабочих дня, до 24 декабря" left=22 total=30/></p>
        </div>
        <div class="case">
            <section><h2>"Просят"</h2>
                <SummaryList rows=vec![SummaryRow::new("Адрес", view! { <DiffNew old=old new=new added="стало:"/> })]/>
            </section>
            <section><h2>"В регистре"</h2>
                <SummaryList rows=vec![SummaryRow::new("Адрес", view! { <DiffOld old=old new=new removed="было:"/> })]/>
            </section>
            <section><h2>"Проверки"</h2>
                <CheckList checks=vec![
                    Check::new(Tone::Green, "Сходится:", "подписал руководитель, указанный в регистре.").act("Статья 58 Гражданского кодекса", "https://pravo.by"),
                    Check::new(Tone::Amber, "Посмотрите:", "по этому адресу уже 14 компаний."),
                    Check::new(Tone::Red, "Не сходится:", "дома 7А нет на улице Ленинской.").act("Пункт 13 Положения", "https://pravo.by"),
                ]/>
            </section>
        </div>
        <form class="bar" method="post">
            <p>"Принять: запись появится в регистре сразу, заявитель получит письмо."</p>
            <div class="actions"><Button text="Принять"/><Button text="Вернуть на исправление" kind=ButtonKind::Secondary/><Button text="Отказать" kind=ButtonKind::Warning/></div>
        </form>
    }
}

fn nothing_found() -> impl IntoView {
    view! {
        <EmptyState title="Ничего не нашлось">
            <p>"Проверьте номер или введите часть наименования."</p>
            <SearchBox label="Искать ещё раз" action="/register" button="Найти" id="again" value="Днепрторг"/>
        </EmptyState>
    }
}
