money = { $sum } руб.
fee-reckoned = { $sum } (базавых велічынь: { $values })
guide-fee-note = Рахунак прыходзіць адразу пасля падачы. Тэрмін разгляду пачынаецца з аплаты.
check-fee = Плата за падачу: { $fee }.
check-fee-then = Рахунак вы атрымаеце разам з распіскай. Тэрмін разгляду пачнецца на наступны дзень пасля аплаты.
bill-title = Рахунак на аплату
bill-number = Нумар рахунку
bill-sum = Да аплаты
bill-state = Стан рахунку
bill-reckoned = Як палічана
bill-reckoned-what = базавых велічынь: { $values }; адна базавая велічыня: { $value }
bill-act = Падстава платы
bill-for = За што
bill-filing = Нумар пададзенага
bill-issued = Рахунак выстаўлены
bill-to = Каму
bill-account = Рэквізіты
bill-account-ask = Рэквізіты для аплаты спытайце ў рэгіструючым органе.
bill-how = Як аплаціць
bill-how-purpose = Напішыце ў прызначэнні плацяжу нумар рахунку: { $bill }. Па ім мы знойдзем аплату.
bill-how-term = Тэрмін разгляду пачнецца на наступны дзень пасля аплаты.
bill-how-cancelled = Калі да аплаты вы адклічаце пададзенае, плаціць не трэба.
bill-verify = Праверыць рахунак і ўбачыць, ці аплачаны ён
bill-due = Яшчэ не аплачаны.
bill-paid = Аплачаны { $date }
bill-cancelled = Плаціць не трэба: разгляд скончаны да аплаты.
bill-note = Плата: { $sum }, рахунак № { $bill }.
bill-note-due = Аплаціце { $sum } па рахунку № { $bill }. Тэрмін разгляду пачнецца на наступны дзень пасля аплаты.
status-unpaid-sentence = Пададзена. Засталося аплаціць рахунак: тэрмін разгляду пойдзе пасля аплаты.
bill-pay = Аплаціце рахунак: { $sum }
bill-open = Адкрыць рахунак
bill-file = Рахунак
bill-back = Да пададзенага
document-bill = Рахунак на аплату
pdf-receipt-fee = { $sum }, рахунак № { $bill }. Тэрмін разгляду пачынаецца на наступны дзень пасля аплаты.
event-billed = Выстаўлены рахунак
event-paid = Плата паступіла
case-event-billed = Выстаўлены рахунак
case-event-paid = Плата паступіла
case-event-billed-more = Рахунак № { $bill }, { $sum }
case-event-paid-more = Аплачана { $date }, дакумент № { $document }
case-fee = Плата
case-bill = рахунак № { $bill }
case-payment-document = Дакумент № { $document }.
deadline-unpaid = Чакае аплаты
deadline-unpaid-since = пададзена { $date }
finding-fee-unpaid = Плата яшчэ не адзначана. Тэрмін не пачаўся, прыняць справу нельга.
finding-fee-paid = Плата { $sum } паступіла { $date }, дакумент № { $document }.
counter-bill = Рахунак (PDF)
nav-payments = Аплата
payment-mark = Адзначыць аплату
payment-title = Адзначыць аплату
payment-date = Калі аплачана
payment-date-hint = Дата плацежнага дакумента. Тэрмін разгляду лічыцца з яе.
payment-date-not-real = Увядзіце дзень, месяц і год плацежнага дакумента, напрыклад 27 11 2026
payment-date-future = Гэты дзень яшчэ не наступіў. Увядзіце сённяшні дзень або мінулы
payment-date-early = Рахунак выстаўлены { $date }. Увядзіце гэты дзень або пазнейшы
payment-document = Нумар плацежнага дакумента
payment-document-hint = Як у дакуменце, напрыклад 15 або чэк 0042
payment-document-missing = Увядзіце нумар плацежнага дакумента
payment-document-long = Нумар даўжэйшы за { $longest } знакаў. Увядзіце яго карацей
payment-says = Заяўніку прыйдзе ліст: тэрмін пайшоў. Адмяніць адзнаку нельга.
payment-says-nobody = Ліст адправіць няма каму: на партале ад імя заяўніка ніхто не дзейнічае. Скажыце яму самі, што тэрмін пайшоў. Адмяніць адзнаку нельга.
payment-button = Адзначыць аплату
failure-paid-otherwise-title = Аплата ўжо адзначана
failure-paid-otherwise = Рахунак ужо адзначаны аплачаным па іншым дакуменце. Нічога не змянілася. Адкрыйце справу і зверце дакументы.
bank-title = Аплата з банка
bank-crumb = Файл банка
bank-lede = Загрузіце выпіску банка ў CSV. Аплачаныя рахункі вашага органа адзначацца, пра кожны іншы радок будзе сказана, што з ім не так.
bank-file = Файл банка
bank-file-hint = CSV да 1 МБ і 2000 радкоў, у UTF-8 або windows-1251
bank-file-empty = Выберыце файл, у якім ёсць радкі
bank-file-too-large = Файл большы за 1 МБ. Падзяліце яго
bank-file-no-columns = У першым радку няма назваў слупкоў: дата, нумар дакумента, сума, прызначэнне плацяжу. Дадайце іх і загрузіце файл зноў
bank-file-too-many-rows = У файле больш за 2000 радкоў. Падзяліце яго
bank-file-nameless = Файл без назвы
bank-import = Загрузіць
bank-columns = Якія слупкі патрэбны
bank-columns-what = Першы радок называе слупкі: дата, нумар дакумента, сума, прызначэнне плацяжу (або date, document, amount, purpose). Іх парадак не важны, лішнія слупкі не перашкаджаюць. Нумар рахунку шукаецца ў прызначэнні плацяжу.
bank-files = Загружаныя файлы
bank-files-none = Файлаў яшчэ не загружалі.
bank-column-when = Загружаны
bank-column-name = Файл
bank-column-paid = Адзначана
bank-column-already = Ужо было
bank-column-problems = З пытаннямі
bank-column-line = Радок
bank-column-outcome = Што з ім
bank-column-bill = Рахунак
bank-column-sum = Сума
bank-column-date = Дата
bank-column-document = Дакумент
bank-column-case = Справа
bank-said = Што зроблена
bank-said-paid = Адзначана аплат: { $count }
bank-said-already = Адзначаны раней: { $count }
bank-said-problems = Радкоў з пытаннямі: { $count }
bank-before = Гэты файл ужо загружалі. Нічога не адзначана другі раз.
bank-problems = Радкі з пытаннямі
bank-fine = Радкі без пытанняў
bank-imported-by = Загружаны { $moment }: { $name }
bank-another = Да файлаў банка
bank-line-paid = Адзначаны
bank-line-already = Адзначаны раней
bank-line-paid-otherwise = Рахунак ужо аплачаны іншым дакументам: магчыма, заплацілі двойчы
bank-line-no-bill = У прызначэнні няма нумара рахунку або ў ім памылка
bank-line-several-bills = У прызначэнні некалькі нумароў рахункаў: адзначце іх уручную
bank-line-unknown-bill = Рахунку з такім нумарам няма
bank-line-other-office = Гэта рахунак іншага рэгіструючага органа
bank-line-cancelled = Плаціць было не трэба: разгляд скончаны да аплаты. Грошы трэба вярнуць
bank-line-date-unreadable = Дата не чытаецца: патрэбна, напрыклад, 27.11.2026
bank-line-date-impossible = Дата раней за рахунак або яшчэ не настала
bank-line-amount-unreadable = Сума не чытаецца: патрэбна, напрыклад, 42,00
bank-line-amount-differs = Сума не роўная суме рахунку
bank-line-no-document = Няма нумара плацежнага дакумента
letter-billed-subject = { filing-named } № { $number } пададзена: аплаціце { $sum }
letter-billed =
    Добры дзень!

    { $company }: { $procedure }.
    Нумар: { $number }

    Разглядае: { $office }.
    Да аплаты: { $sum }. У прызначэнні плацяжу напішыце нумар рахунку: { $bill }
    Тэрмін разгляду пачнецца на наступны дзень пасля аплаты.

    Рахунак: { $address }
    Стан і распіска: { $link }

    Партал «Акно»
letter-paid-subject = { filing-named } № { $number }: плата паступіла
letter-paid =
    Добры дзень!

    { $company }: { $procedure }, № { $number }.

    Плата паступіла, тэрмін разгляду пайшоў.
    Рашэнне не пазней за: { $due }

    Стан: { $link }

    Партал «Акно»
bill-payee = Атрымальнік
bill-payee-unp = УНП атрымальніка
bill-iban = Рахунак
bill-bank-code = Код банка (BIC)
