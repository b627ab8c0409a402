money = { $sum } руб.
fee-reckoned = { $sum } (базовых величин: { $values })
guide-fee-note = Счёт приходит сразу после подачи. Срок рассмотрения начинается с оплаты.
check-fee = Плата за подачу: { $fee }.
check-fee-then = Счёт вы получите вместе с распиской. Срок рассмотрения начнётся на следующий день после оплаты.
bill-title = Счёт на оплату
bill-number = Номер счёта
bill-sum = К оплате
bill-state = Состояние счёта
bill-reckoned = Как посчитано
bill-reckoned-what = базовых величин: { $values }; одна базовая величина: { $value }
bill-act = Основание платы
bill-for = За что
bill-filing = Номер поданного
bill-issued = Счёт выставлен
bill-to = Кому
bill-account = Реквизиты
bill-account-ask = Реквизиты для оплаты спросите в регистрирующем органе.
bill-how = Как оплатить
bill-how-purpose = Напишите в назначении платежа номер счёта: { $bill }. По нему мы найдём оплату.
bill-how-term = Срок рассмотрения начнётся на следующий день после оплаты.
bill-how-cancelled = Если до оплаты вы отзовёте поданное, платить не нужно.
bill-verify = Проверить счёт и увидеть, оплачен ли он
bill-due = Ещё не оплачен.
bill-paid = Оплачен { $date }
bill-cancelled = Платить не нужно: рассмотрение закончено до оплаты.
bill-note = Плата: { $sum }, счёт № { $bill }.
bill-note-due = Оплатите { $sum } по счёту № { $bill }. Срок рассмотрения начнётся на следующий день после оплаты.
status-unpaid-sentence = Подано. Осталось оплатить счёт: срок рассмотрения пойдёт после оплаты.
bill-pay = Оплатите счёт: { $sum }
bill-open = Открыть счёт
bill-file = Счёт
bill-back = К поданному
document-bill = Счёт на оплату
pdf-receipt-fee = { $sum }, счёт № { $bill }. Срок рассмотрения начинается на следующий день после оплаты.
event-billed = Выставлен счёт
event-paid = Плата поступила
case-event-billed = Выставлен счёт
case-event-paid = Плата поступила
case-event-billed-more = Счёт № { $bill }, { $sum }
case-event-paid-more = Оплачено { $date }, документ № { $document }
case-fee = Плата
case-bill = счёт № { $bill }
case-payment-document = Документ № { $document }.
deadline-unpaid = Ждёт оплаты
deadline-unpaid-since = подано { $date }
finding-fee-unpaid = Плата ещё не отмечена. Срок не начался, принять дело нельзя.
finding-fee-paid = Плата { $sum } поступила { $date }, документ № { $document }.
counter-bill = Счёт (PDF)
nav-payments = Оплата
payment-mark = Отметить оплату
payment-title = Отметить оплату
payment-date = Когда оплачено
payment-date-hint = Дата платёжного документа. Срок рассмотрения считается с неё.
payment-date-not-real = Введите день, месяц и год платёжного документа, например 27 11 2026
payment-date-future = Этот день ещё не наступил. Введите сегодняшний день или прошедший
payment-date-early = Счёт выставлен { $date }. Введите этот день или более поздний
payment-document = Номер платёжного документа
payment-document-hint = Как в документе, например 15 или чек 0042
payment-document-missing = Введите номер платёжного документа
payment-document-long = Номер длиннее { $longest } знаков. Введите его короче
payment-says = Заявителю придёт письмо: срок пошёл. Отменить отметку нельзя.
payment-says-nobody = Письмо отправить некому: на портале от имени заявителя никто не действует. Скажите ему сами, что срок пошёл. Отменить отметку нельзя.
payment-button = Отметить оплату
failure-paid-otherwise-title = Оплата уже отмечена
failure-paid-otherwise = Счёт уже отмечен оплаченным по другому документу. Ничего не изменилось. Откройте дело и сверьте документы.
bank-title = Оплата из банка
bank-crumb = Файл банка
bank-lede = Загрузите выписку банка в CSV. Оплаченные счета вашего органа отметятся, о каждой другой строке будет сказано, что с ней не так.
bank-file = Файл банка
bank-file-hint = CSV до 1 МБ и 2000 строк, в UTF-8 или windows-1251
bank-file-empty = Выберите файл, в котором есть строки
bank-file-too-large = Файл больше 1 МБ. Разделите его
bank-file-no-columns = В первой строке нет названий столбцов: дата, номер документа, сумма, назначение платежа. Добавьте их и загрузите файл снова
bank-file-too-many-rows = В файле больше 2000 строк. Разделите его
bank-file-nameless = Файл без названия
bank-import = Загрузить
bank-columns = Какие столбцы нужны
bank-columns-what = Первая строка называет столбцы: дата, номер документа, сумма, назначение платежа (или date, document, amount, purpose). Их порядок не важен, лишние столбцы не мешают. Номер счёта ищется в назначении платежа.
bank-files = Загруженные файлы
bank-files-none = Файлов ещё не загружали.
bank-column-when = Загружен
bank-column-name = Файл
bank-column-paid = Отмечено
bank-column-already = Уже было
bank-column-problems = С вопросами
bank-column-line = Строка
bank-column-outcome = Что с ней
bank-column-bill = Счёт
bank-column-sum = Сумма
bank-column-date = Дата
bank-column-document = Документ
bank-column-case = Дело
bank-said = Что сделано
bank-said-paid = Отмечено оплат: { $count }
bank-said-already = Отмечены раньше: { $count }
bank-said-problems = Строк с вопросами: { $count }
bank-before = Этот файл уже загружали. Ничего не отмечено второй раз.
bank-problems = Строки с вопросами
bank-fine = Строки без вопросов
bank-imported-by = Загружен { $moment }: { $name }
bank-another = К файлам банка
bank-line-paid = Отмечен
bank-line-already = Отмечен раньше
bank-line-paid-otherwise = Счёт уже оплачен другим документом: возможно, заплатили дважды
bank-line-no-bill = В назначении нет номера счёта или в нём ошибка
bank-line-several-bills = В назначении несколько номеров счетов: отметьте их вручную
bank-line-unknown-bill = Счёта с таким номером нет
bank-line-other-office = Это счёт другого регистрирующего органа
bank-line-cancelled = Платить было не нужно: рассмотрение закончено до оплаты. Деньги нужно вернуть
bank-line-date-unreadable = Дата не читается: нужна, например, 27.11.2026
bank-line-date-impossible = Дата раньше счёта или ещё не наступила
bank-line-amount-unreadable = Сумма не читается: нужна, например, 42,00
bank-line-amount-differs = Сумма не равна сумме счёта
bank-line-no-document = Нет номера платёжного документа
letter-billed-subject = { filing-named } № { $number } подано: оплатите { $sum }
letter-billed =
    Здравствуйте!

    { $company }: { $procedure }.
    Номер: { $number }

    Рассматривает: { $office }.
    К оплате: { $sum }. В назначении платежа напишите номер счёта: { $bill }
    Срок рассмотрения начнётся на следующий день после оплаты.

    Счёт: { $address }
    Состояние и расписка: { $link }

    Портал «Акно»
letter-paid-subject = { filing-named } № { $number }: плата поступила
letter-paid =
    Здравствуйте!

    { $company }: { $procedure }, № { $number }.

    Плата поступила, срок рассмотрения пошёл.
    Решение не позднее: { $due }

    Состояние: { $link }

    Портал «Акно»
bill-payee = Получатель
bill-payee-unp = УНП получателя
bill-iban = Счёт
bill-bank-code = Код банка (BIC)
