nav-publishing = Наборы данных
demo-account-tamara = Редактор открытых данных Шкловского районного исполнительного комитета.
demo-account-roman = Второй редактор там же: проверяет и утверждает подготовленное.
account-role-editor = Редактор открытых данных
editor-title = Публикация данных
editor-lede = Наборы вашего органа: подготовьте, отдайте на проверку коллеге, опубликуйте.
editor-new = Новый набор
editor-new-lede = Сначала дайте набору имя для адреса. Название на трёх языках напишете потом.
editor-name = Имя в адресе
editor-name-hint = Строчные латинские буквы, цифры, дефисы. Например: playgrounds. Изменить его потом нельзя.
editor-name-empty = Напишите имя в адресе
editor-name-form = Имя: до 40 строчных латинских букв, цифр и дефисов, первая — буква
editor-name-taken = Такое имя уже занято. Выберите другое
editor-begin = Начать
editor-drafts = Готовится
editor-no-drafts = Черновиков нет.
editor-sets = Опубликовано
editor-no-sets = Пока ничего не опубликовано
editor-gone = Отозвано
editor-column-set = Набор
editor-column-status = Состояние
editor-column-changed = Изменено
editor-column-due = Ожидается
editor-column-ways = Что сделать
editor-by-portal = Обновляет портал
editor-next-version = Новая версия
editor-withdraw = Отозвать
editor-untitled = Набор без названия
editor-status-draft = Черновик
editor-status-review = На проверке
editor-status-approved = Утверждено
editor-status-published = Опубликовано
editor-status-discarded = Удалено
editor-remark = Возвращено с проверки
editor-passport = Паспорт набора
editor-passport-owner = Владелец: { $owner }. Все поля обязательны, кроме примечания.
editor-passport-title = Название
editor-passport-about = Что это за данные
editor-passport-about-hint = Одно-два предложения для человека, который видит набор впервые.
editor-passport-note = Примечание
editor-passport-note-hint = Что нужно знать о числах: что не вошло и почему. Если сказать нечего, оставьте пустым.
editor-passport-keywords = Ключевые слова
editor-passport-keywords-hint = Через запятую, в одном порядке на всех языках.
editor-passport-area = Территория
editor-passport-theme = Тема
editor-passport-covers-from = Данные с
editor-passport-covers-from-hint = Первый день, например 01.01.2026
editor-passport-covers-until = Данные по
editor-passport-covers-until-hint = Последний день, например 31.12.2026
editor-passport-period = Как часто обновляется
editor-passport-next-on = Следующая версия не позднее
editor-passport-next-on-hint = За неделю напомним по почте. Для разового набора оставьте пустым.
editor-passport-licence = Условия использования
editor-passport-languages = Языки значений в таблице
editor-passport-officer = Должность ответственного
editor-passport-contact = Почта для вопросов
editor-in-be = по-белорусски
editor-in-ru = по-русски
editor-in-en = по-английски
editor-choose = Выберите
editor-problem-empty = { $field }: заполните
editor-problem-long = { $field }: сократите
editor-problem-choice = { $field }: выберите
editor-problem-email = { $field }: напишите адрес целиком, например data@example.by
editor-problem-day = { $field }: такого дня нет. Напишите как 31.12.2026
editor-problem-day-order = { $field }: раньше первого дня
editor-problem-next-order = { $field }: должно быть после последнего дня данных
editor-problem-name = Имя столбца: строчная латинская буква, дальше буквы, цифры и _
editor-problem-name-twice = Такое имя уже есть у другого столбца
editor-problem-number = Напишите число, например 12.5
editor-problem-limits = Наибольшее меньше наименьшего
editor-problem-nothing-kept = Оставьте хотя бы один столбец
editor-problem-no-key = Отметьте ключ: столбцы, которые вместе различают строки
editor-save = Сохранить
editor-back = Назад к набору
editor-overtaken = { $who } сохраняет этот черновик одновременно с вами
editor-overtaken-unsaved = Ваше ещё не сохранено.
editor-overtaken-what = Сейчас там написано:
editor-overtaken-status = Состояние черновика теперь: { $status }. Чтобы изменить его, сначала верните его в работу.
editor-overtaken-mine = Вы написали:
editor-file-again = Выберите файл ещё раз
editor-file = Файл с данными
editor-file-lede = Прочитаем таблицу, назовём каждую ошибку и то, что можем исправить сами.
editor-file-label = Файл
editor-file-hint = CSV, XLSX, ODS или JSON, до 20 МБ. В первой строке — названия столбцов.
editor-file-send = Загрузить
editor-file-before = Сейчас: { $name }, строк: { $count }. Новый файл займёт его место, описание столбцов останется.
editor-file-is = { $name }, строк: { $count }
editor-file-none = Выберите файл
editor-file-other = Загрузить другой файл
editor-report = Проверка файла
editor-columns = Столбцы
editor-columns-lede = Типы мы угадали по значениям. Проверьте их, назовите столбцы на трёх языках и отметьте ключ.
editor-columns-are = Столбцов: { $count }. Ключ: { $key }
editor-column-nameless = Столбец без названия
editor-column-missing = В новом файле этого столбца нет. Верните его или не публикуйте.
editor-column-kept = Публиковать
editor-column-key = Ключ: различает строки
editor-column-more = Имя, единица, границы, описание
editor-column-name = Имя в файлах
editor-column-name-hint = По нему столбец видят программы.
editor-column-required = Значение есть в каждой строке
editor-column-unit = Единица
editor-column-unit-hint = Например BYN, kg, m2, %
editor-column-categories = Возможные значения
editor-column-categories-hint = По одному в строке; пусто — любые.
editor-column-least = Наименьшее
editor-column-most = Наибольшее
editor-column-unp = Это УНП: проверять последнюю цифру
editor-column-about = Описание
editor-task-done = Готово
editor-task-todo = Не загружен
editor-task-open = Осталось заполнить: { $count }
editor-task-faults = Ошибок: { $count }
editor-task-no-key = Нет ключа
editor-differences = Чем отличается от опубликованного
editor-rows-added = Строк добавлено
editor-rows-removed = Строк убрано
editor-rows-changed = Строк изменено
editor-columns-added = Новые столбцы
editor-columns-removed = Убранные столбцы
editor-what = Что
editor-becomes = Будет опубликовано
editor-was = Опубликовано сейчас
editor-same = без изменений
editor-change-changed = Изменено
editor-change-new = Новый столбец
editor-change-gone = Убран
editor-left-out = Есть в файле и не публикуются: { $columns }
editor-all-rows = Все строки, как они будут опубликованы (CSV)
editor-preview = Как это будет выглядеть
editor-submit = Отдать на проверку
editor-not-ready = На проверку можно отдать, когда готовы паспорт, файл без ошибок и столбцы
editor-discard = Удалить черновик
editor-waits = Проверяет и утверждает второй человек: другой редактор или руководитель отдела.
editor-recall = Забрать на доработку
editor-publishes-on = Будет опубликовано { $day }
editor-publishes-now = Публикуем. Это занимает минуту-две: обновите страницу
editor-published-as = Опубликовано как версия { $number }
editor-see-published = Посмотреть набор
editor-second = Решение второго человека
editor-second-what = Просмотрите паспорт, столбцы и строки выше. После публикации версия остаётся навсегда.
editor-publish-when = Когда опубликовать
editor-publish-now = Сразу
editor-publish-later = В определённый день
editor-publish-day = День публикации
editor-day-hint = Например 31.12.2026
editor-day-wrong = Напишите день публикации: не раньше завтрашнего
editor-approve = Утвердить
editor-return-remark = Что исправить
editor-return = Вернуть на доработку
editor-remark-missing = Напишите, что исправить
editor-words-too-long = Не больше { $longest } знаков
editor-history = Что было
editor-history-when = Когда
editor-history-what = Что
editor-history-who = Кто
editor-history-note = Слова
editor-portal = Портал
editor-event-begun = Начат черновик
editor-event-passport = Изменён паспорт
editor-event-file = Загружен файл
editor-event-mended = Выбраны исправления
editor-event-columns = Изменены столбцы
editor-event-submitted = Отдано на проверку
editor-event-sent-back = Возвращено на доработку
editor-event-recalled = Забрано на доработку
editor-event-approved = Утверждено
editor-event-published = Опубликовано
editor-event-described = Опубликовано: строки прежние, изменился паспорт
editor-event-unchanged = Опубликовано раньше: ничего не изменилось
editor-event-discarded = Черновик удалён
editor-withdrawal = Отозвать набор
editor-withdrawal-what = Все версии и файлы исчезнут, вернуть их нельзя. По адресу набора останется страница с причиной.
editor-withdrawal-why = Почему
editor-withdrawal-missing = Выберите причину
editor-withdrawal-words = Пояснение для читателей
editor-withdrawal-words-hint = Видят все. Можно оставить пустым.
editor-withdraw-do = Отозвать навсегда
editor-successor = Имя нового набора
editor-successor-hint = Как в адресе: playgrounds-7121
editor-successor-unknown = Такого набора нет
data-gone = Этот набор отозван. Его файлов больше нет.
data-gone-at = Когда
data-gone-why = Почему
data-gone-words = Пояснение
data-gone-successor = Вместо него
data-gone-others = Другие наборы
data-gone-mistake = Опубликован по ошибке
data-gone-personal = В нём были личные данные
data-gone-replaced = Его заменил другой набор
data-gone-ended = Больше не ведётся
data-at-least = не меньше { $number }
data-at-most = не больше { $number }
data-one-of = одно из: { $values }
data-filter-format = Формат
data-filter-licence = Условия использования
data-filter-quality = Качество описания
data-sort = Порядок:
data-sort-usual = сначала общие
data-sort-newest = сначала новые
data-sort-title = по названию
data-sort-complete = сначала полные
data-downloads = Скачано за 30 дней: { $lately }, всего: { $ever }.
data-downloads-csv = По дням (CSV)
failure-draft-moved-on-title = Черновик уже в другом состоянии
failure-draft-moved-on = Пока страница была открыта, черновик отдали на проверку, утвердили или удалили. Откройте его снова.
failure-draft-changed-meanwhile-title = Черновик изменил кто-то другой
failure-draft-changed-meanwhile = Одновременно с вами черновик изменил другой редактор. Его сохранено, ваше ещё нет. Откройте черновик снова и повторите.
failure-not-your-own-review-title = Нужен второй человек
failure-not-your-own-review = Своё утверждает другой редактор или руководитель отдела.
failure-no-file-yet-title = Сначала файл
failure-no-file-yet = У черновика ещё нет файла с данными. Загрузите его и повторите.
failure-way-draft = К черновику
failure-way-publishing = К публикации данных
mail-data-review-subject = Набор { $set } ждёт вашей проверки
mail-data-review =
    Здравствуйте, { $name }!

    Коллега подготовил набор { $set } и отдал его на проверку.

    Проверить и утвердить: { $address }

    Портал «Акно»
mail-data-sent-back-subject = Набор { $set } возвращён на доработку
mail-data-sent-back =
    Здравствуйте, { $name }!

    Набор { $set } возвращён на доработку. Что исправить, написано в черновике: { $address }

    Портал «Акно»
mail-data-published-subject = Набор { $set } опубликован
mail-data-published =
    Здравствуйте, { $name }!

    Набор { $set } опубликован: { $address }

    Портал «Акно»
mail-data-due-subject = Набор { $set }: новая версия не позднее { $day }
mail-data-due =
    Здравствуйте, { $name }!

    Новая версия набора { $set } ожидается не позднее { $day }.

    Подготовить её: { $address }

    Портал «Акно»
