# Одно уведомление уже рассматривают
choose-under-review = Уже подано: № { $number }, { $filed }
choose-under-review-what = Подавать второй раз не нужно, разве что с тех пор было ещё одно изменение.
choose-returned = № { $number }: специалист просит исправить
choose-anew-under-review = Всё равно начать новое

# Список вопросов
tasks-begin = Начать отвечать
tasks-continue = Продолжить
tasks-correct = Исправить

# Исправленное отправляют назад
check-title-correction = Проверьте исправления перед отправкой
check-remark = Замечание регистрирующего органа
check-unchanged = После замечания не изменено: { $fields }. Отправить можно и так, но специалист увидит то же самое.
check-unchanged-explain = Если всё было верно, объясните это в переписке
check-confirm-correction = Подтверждаю: исправленные сведения верны, и я имею право их подать
check-file-correction = Отправить исправления
check-next-correction = Исправленное увидит специалист, который просил исправить. Срок рассмотрения пойдёт дальше с того места, на котором его остановили.

# Расписка по решённому делу
receipt-outcome = Что решено
receipt-accepted = { filing-named } принято { $moment }
receipt-refused = { filing-named }: отказано { $moment }
receipt-unconsidered = { filing-named } оставлено без рассмотрения { $moment }
receipt-withdrawn = Вы отозвали { filing-named-object } { $moment }
receipt-accepted-then = Новые сведения уже в регистре.
receipt-refused-then = Регистр не изменился. Причины и что можно сделать — в решении.
receipt-unconsidered-then = Регистр не изменился. Почему и что можно сделать — в решении.
receipt-withdrawn-then = Регистр не изменился.
receipt-decision = Открыть решение
receipt-application = Открыть { filing-named-object }
receipt-now = Что сейчас
receipt-returned = Специалист просит исправить { filing-named-object }. Пока вы исправляете, срок приостановлен.
receipt-correct = Исправить
receipt-file = Расписка о получении
receipt-file-correction = Расписка о получении исправлений

# Подать ещё раз после отказа
again-title = Подать ещё раз
again-what = Ответы уже будут заполнены так, как вы их подали. Исправьте то, из-за чего отказали.
again-what-unconsidered = Ответы уже будут заполнены так, как вы их подали. Исправьте то, из-за чего заявление не рассмотрели.
again-what-withdrawn = Ответы уже будут заполнены так, как вы их подали.
again-what-accepted = Ответы уже будут заполнены так, как вы их подали. Измените то, что теперь другое.
again-button = Подать { filing-named-object } ещё раз
reason-act = Основание: { $act }

# Что говорил регистр, когда дело решали
compare-title-decided = Что просили и что было в регистре
compare-register-decided = В регистре до решения

# Ways on from a failure
failure-no-such-service-title = Такой услуги здесь нет
failure-no-such-service = Возможно, в адресе страницы ошибка. Посмотрите, что можно сделать на портале.
failure-way-services = Все услуги
failure-way-application = Открыть заявление
failure-way-applications = Мои заявления
failure-way-case = Открыть дело ещё раз
failure-way-office = Все дела органа
failure-way-counter = Приём бумаг

# Checking a document by its code
verify-title = Проверить документ
verify-code = Код документа
verify-code-hint = 26 латинских букв и цифр в конце адреса внизу документа, например 7k3v0m9x2c5b8n4h6j1d0r7t3w. Можно вставить весь адрес.
verify-button = Проверить
verify-register = Найти организацию в регистре

# The demo’s note on a phone
demo-note-short = Вымышленные данные.
demo-mail-short = Письма
