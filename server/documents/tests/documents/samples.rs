//! Documents as the portal makes them, in three languages: what the tests read and the specimens
//! show.

use chrono::{DateTime, TimeZone, Utc};
use documents::{Block, Document, Language, Qr};

pub fn noon() -> DateTime<Utc> {
    Utc.with_ymd_and_hms(2026, 11, 23, 12, 0, 0).unwrap()
}

/// The least that can be typeset.
pub fn bare(title: &str, blocks: Vec<Block>) -> Document {
    Document {
        lang: Language::Ru,
        title: title.to_owned(),
        issuer: "Акно".to_owned(),
        reference: None,
        reference_label: None,
        created: noon(),
        blocks,
        qr: None,
        footer: String::new(),
        page_label: "{page}/{pages}".to_owned(),
        mark: None,
    }
}

pub fn receipt(lang: Language) -> Document {
    match lang {
        Language::Ru => Document {
            lang,
            title: "Расписка о получении уведомления".to_owned(),
            issuer: "Акно. Услуги регистрирующих органов Могилёвской области".to_owned(),
            reference: Some("АК-2026-000 417".to_owned()),
            reference_label: Some("Номер подачи".to_owned()),
            created: noon(),
            blocks: vec![
                Block::Paragraph("Уведомление об изменении местонахождения получено и передано в Могилёвский городской исполнительный комитет. Сохраните эту расписку: по номеру подачи можно узнать, что происходит с уведомлением.".to_owned()),
                Block::Facts(facts(&[
                    ("Получено", "23 ноября 2026 года, 15:00"),
                    ("Способ подачи", "через портал, с учётной записью заявителя"),
                    ("Организация", "Общество с ограниченной ответственностью «Днепровский берег и сыновья»"),
                    ("УНП", "791 234 567"),
                    ("Прежнее местонахождение", "212030, г. Могилёв, ул. Ленинская, д. 7А, пом. 12"),
                    ("Новое местонахождение", "213826, Могилёвская область, г. Бобруйск, ул. Социалистическая, д. 91, каб. 3"),
                    ("Вид помещения", "нежилое помещение"),
                    ("Основание пользования", "договор аренды от 2 ноября 2026 года № 14/26"),
                    ("Решение принято", "19 ноября 2026 года, протокол № 3"),
                    ("Заявитель", "Ёлкина Анна Сергеевна, директор"),
                    ("Регистрирующий орган", "Могилёвский городской исполнительный комитет"),
                    ("Срок рассмотрения", "до 30 ноября 2026 года, 5 рабочих дней"),
                ])),
                Block::Heading("Что будет дальше".to_owned()),
                Block::Steps(vec![
                    "Специалист проверит уведомление до 30 ноября 2026 года. Если понадобится исправление, мы напишем вам и покажем, в каком месте.".to_owned(),
                    "Новое местонахождение появится в ЕГР в день принятия решения. Отдельного документа об этом не выдаётся.".to_owned(),
                    "Сообщите новый адрес банку и контрагентам. Налоговый орган и ФСЗН узнают его из ЕГР.".to_owned(),
                ]),
                Block::Note("За внесение изменения местонахождения плата не взимается.".to_owned()),
            ],
            qr: Some(Qr {
                url: "https://akno.example/v/ak-2026-000417".to_owned(),
                caption: "Проверить расписку: наведите камеру телефона или откройте адрес ниже.".to_owned(),
                code: None,
                alt: "QR-код с адресом страницы, где проверяют эту расписку".to_owned(),
            }),
            footer: "Расписка составлена порталом «Акно» 23 ноября 2026 года и действительна без подписи и печати.".to_owned(),
            page_label: "Страница {page} из {pages}".to_owned(),
            mark: Some("Демонстрация: данные вымышлены".to_owned()),
        },
        Language::Be => Document {
            lang,
            title: "Распіска аб атрыманні паведамлення".to_owned(),
            issuer: "Акно. Паслугі рэгіструючых органаў Магілёўскай вобласці".to_owned(),
            reference: Some("АК-2026-000 417".to_owned()),
            reference_label: Some("Нумар падачы".to_owned()),
            created: noon(),
            blocks: vec![
                Block::Paragraph("Паведамленне аб змяненні месцазнаходжання атрымана і перададзена ў Магілёўскі гарадскі выканаўчы камітэт. Захавайце гэту распіску: па нумары падачы можна даведацца, што адбываецца з паведамленнем.".to_owned()),
                Block::Facts(facts(&[
                    ("Атрымана", "23 лістапада 2026 года, 15:00"),
                    ("Спосаб падачы", "праз партал, з уліковага запісу заяўніка"),
                    ("Арганізацыя", "Таварыства з абмежаванай адказнасцю «Дняпроўскі бераг і сыны»"),
                    ("УНП", "791 234 567"),
                    ("Ранейшае месцазнаходжанне", "212030, г. Магілёў, вул. Ленінская, д. 7А, пам. 12"),
                    ("Новае месцазнаходжанне", "213826, Магілёўская вобласць, г. Бабруйск, вул. Сацыялістычная, д. 91, каб. 3"),
                    ("Від памяшкання", "нежылое памяшканне"),
                    ("Падстава карыстання", "дагавор арэнды ад 2 лістапада 2026 года № 14/26"),
                    ("Рашэнне прынята", "19 лістапада 2026 года, пратакол № 3"),
                    ("Заяўнік", "Ёлкіна Ганна Сяргееўна, дырэктар"),
                    ("Узгадненне", "ўзгадненне наймення не патрабуецца; аб’ект нежылы"),
                    ("Тэрмін разгляду", "да 30 лістапада 2026 года, 5 рабочых дзён"),
                ])),
                Block::Heading("Што будзе далей".to_owned()),
                Block::Steps(vec![
                    "Спецыяліст праверыць паведамленне да 30 лістапада 2026 года. Калі спатрэбіцца выпраўленне, мы напішам вам і пакажам, у якім месцы.".to_owned(),
                    "Новае месцазнаходжанне з’явіцца ў АДР у дзень прыняцця рашэння. Асобны дакумент аб гэтым не выдаецца.".to_owned(),
                    "Паведаміце новы адрас банку і контрагентам. Падатковы орган і ФСАН даведаюцца яго з АДР.".to_owned(),
                ]),
                Block::Note("За ўнясенне змянення месцазнаходжання плата не бярэцца.".to_owned()),
            ],
            qr: Some(Qr {
                url: "https://akno.example/v/ak-2026-000417".to_owned(),
                caption: "Праверыць распіску: навядзіце камеру тэлефона або адкрыйце адрас ніжэй.".to_owned(),
                code: None,
                alt: "QR-код з адрасам старонкі, дзе правяраюць гэту распіску".to_owned(),
            }),
            footer: "Распіска складзена парталам «Акно» 23 лістапада 2026 года і сапраўдная без подпісу і пячаткі.".to_owned(),
            page_label: "Старонка {page} з {pages}".to_owned(),
            mark: Some("Дэманстрацыя: даныя выдуманыя".to_owned()),
        },
        Language::En => Document {
            lang,
            title: "Receipt for a notification".to_owned(),
            issuer: "Akno. Services of the registering bodies of the Mogilev region".to_owned(),
            reference: Some("AK-2026-000 417".to_owned()),
            reference_label: Some("Filing number".to_owned()),
            created: noon(),
            blocks: vec![
                Block::Paragraph("We have received your notification of a change of location and passed it to the Mogilev City Executive Committee. Keep this receipt: the filing number tells you what is happening with the notification.".to_owned()),
                Block::Facts(facts(&[
                    ("Received", "23 November 2026, 15:00"),
                    ("How it was filed", "on the portal, signed in as the applicant"),
                    ("Company", "Dneprovsky Bereg and Sons, limited liability company"),
                    ("UNP", "791 234 567"),
                    ("Location until now", "212030, Mogilev, Leninskaya street 7A, room 12"),
                    ("New location", "213826, Mogilev region, Bobruisk, Sotsialisticheskaya street 91, office 3"),
                    ("Premises", "non-residential"),
                    ("Right of use", "lease of 2 November 2026, no. 14/26"),
                    ("Decision taken", "19 November 2026, minutes no. 3"),
                    ("Applicant", "Anna Yolkina, head of the company"),
                    ("Registering body", "Mogilev City Executive Committee"),
                    ("Answer due", "by 30 November 2026, 5 working days"),
                ])),
                Block::Heading("What happens next".to_owned()),
                Block::Steps(vec![
                    "A clerk checks the notification by 30 November 2026. If something needs correcting, we write to you and show you where.".to_owned(),
                    "The new location appears in the register on the day of the decision. No separate document is issued.".to_owned(),
                    "Tell your bank and your partners the new address. The tax office learns it from the register.".to_owned(),
                ]),
                Block::Note("There is no fee for recording a change of location.".to_owned()),
            ],
            qr: Some(Qr {
                url: "https://akno.example/v/ak-2026-000417".to_owned(),
                caption: "Check this receipt: point a phone’s camera here or open the address below.".to_owned(),
                code: None,
                alt: "QR code with the address of the page where this receipt can be checked".to_owned(),
            }),
            footer: "This receipt was made by the Akno portal on 23 November 2026. It needs no signature and no seal.".to_owned(),
            page_label: "Page {page} of {pages}".to_owned(),
            mark: Some("Demo: invented data".to_owned()),
        },
    }
}

/// A form to be signed by hand and brought to the counter.
pub fn form(lang: Language) -> Document {
    let (title, issuer, addressee, heading, declaration, caption, alt, footer, page, mark) = match lang {
        Language::Ru => (
            "Уведомление об изменении местонахождения",
            "Могилёвский городской исполнительный комитет",
            "Прошу внести в ЕГР сведения о новом местонахождении организации.",
            "Подпись",
            "Сведения в уведомлении достоверны. Мне известно, что за недостоверные сведения установлена ответственность.",
            "Для специалиста: отсканируйте или введите код.",
            "QR-код с кодом черновика для специалиста",
            "Подготовлено на портале «Акно». Подайте лично или по почте: 212030, г. Могилёв, ул. Первомайская, д. 28А.",
            "Страница {page} из {pages}",
            "Черновик: ещё не подано",
        ),
        Language::Be => (
            "Паведамленне аб змяненні месцазнаходжання",
            "Магілёўскі гарадскі выканаўчы камітэт",
            "Прашу ўнесці ў АДР звесткі аб новым месцазнаходжанні арганізацыі.",
            "Подпіс",
            "Звесткі ў паведамленні праўдзівыя. Мне вядома, што за непраўдзівыя звесткі ўстаноўлена адказнасць.",
            "Для спецыяліста: адскануйце або ўвядзіце код.",
            "QR-код з кодам чарнавіка для спецыяліста",
            "Падрыхтавана на партале «Акно». Падайце асабіста або поштай: 212030, г. Магілёў, вул. Першамайская, д. 28А.",
            "Старонка {page} з {pages}",
            "Чарнавік: яшчэ не пададзена",
        ),
        Language::En => (
            "Notification of a change of location",
            "Mogilev City Executive Committee",
            "Enter the company’s new location in the register.",
            "Signature",
            "What this notification says is true. I know that giving false information is an offence.",
            "For the clerk: scan or type the code.",
            "QR code with the draft’s code for the clerk",
            "Prepared on the Akno portal. Bring it to the office or post it: 212030, Mogilev, Pervomaiskaya street 28A.",
            "Page {page} of {pages}",
            "Draft: not filed yet",
        ),
    };
    let Block::Facts(facts) = receipt(lang).blocks.remove(1) else { unreachable!() };
    let signatures = match lang {
        Language::Ru => ["Подпись заявителя", "Фамилия и инициалы", "Дата"],
        Language::Be => ["Подпіс заяўніка", "Прозвішча і ініцыялы", "Дата"],
        Language::En => ["Applicant’s signature", "Name in full", "Date"],
    };
    let (table, head, copy) = match lang {
        Language::Ru => ("Приложения", ["Документ", "Листов", "Подлинник или копия"], "копия"),
        Language::Be => ("Дадаткі", ["Дакумент", "Аркушаў", "Арыгінал або копія"], "копія"),
        Language::En => ("Attachments", ["Document", "Sheets", "Original or copy"], "copy"),
    };
    Document {
        lang,
        title: title.to_owned(),
        issuer: issuer.to_owned(),
        reference: None,
        reference_label: None,
        created: noon(),
        blocks: vec![
            Block::Paragraph(addressee.to_owned()),
            Block::Facts(facts[2..9].to_vec()),
            Block::Table {
                caption: table.to_owned(),
                head: head.map(str::to_owned).to_vec(),
                rows: vec![
                    vec![facts[7].1.clone(), "4".to_owned(), copy.to_owned()],
                    vec![facts[8].1.clone(), "1".to_owned(), String::new()],
                ],
            },
            Block::Heading(heading.to_owned()),
            Block::Paragraph(declaration.to_owned()),
            Block::Signature(signatures.map(str::to_owned).to_vec()),
        ],
        qr: Some(Qr {
            url: "https://akno.example/draft/7H4K-M2QX".to_owned(),
            caption: caption.to_owned(),
            code: Some("7H4K-M2QX".to_owned()),
            alt: alt.to_owned(),
        }),
        footer: footer.to_owned(),
        page_label: page.to_owned(),
        mark: Some(mark.to_owned()),
    }
}

fn facts(rows: &[(&str, &str)]) -> Vec<(String, String)> {
    rows.iter().map(|(label, value)| ((*label).to_owned(), (*value).to_owned())).collect()
}
