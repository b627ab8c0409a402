nav-publishing = Наборы даных
demo-account-tamara = Рэдактар адкрытых даных Шклоўскага раённага выканаўчага камітэта.
demo-account-roman = Другі рэдактар там жа: правярае і зацвярджае падрыхтаванае.
account-role-editor = Рэдактар адкрытых даных
editor-title = Публікацыя даных
editor-lede = Наборы вашага органа: падрыхтуйце, аддайце на праверку калегу, апублікуйце.
editor-new = Новы набор
editor-new-lede = Спачатку дайце набору імя для адраса. Назву на трох мовах напішаце потым.
editor-name = Імя ў адрасе
editor-name-hint = Малыя лацінскія літары, лічбы, злучкі. Напрыклад: playgrounds. Змяніць яго потым нельга.
editor-name-empty = Напішыце імя ў адрасе
editor-name-form = Імя: да 40 малых лацінскіх літар, лічбаў і злучкоў, першая — літара
editor-name-taken = Такое імя ўжо занята. Выберыце іншае
editor-begin = Пачаць
editor-drafts = Рыхтуецца
editor-no-drafts = Чарнавікоў няма.
editor-sets = Апублікавана
editor-no-sets = Пакуль нічога не апублікавана
editor-gone = Адклікана
editor-column-set = Набор
editor-column-status = Стан
editor-column-changed = Зменена
editor-column-due = Чакаецца
editor-column-ways = Што зрабіць
editor-by-portal = Абнаўляе партал
editor-next-version = Новая версія
editor-withdraw = Адклікаць
editor-untitled = Набор без назвы
editor-status-draft = Чарнавік
editor-status-review = На праверцы
editor-status-approved = Зацверджана
editor-status-published = Апублікавана
editor-status-discarded = Выдалена
editor-remark = Вернута з праверкі
editor-passport = Пашпарт набору
editor-passport-owner = Уладальнік: { $owner }. Усе палі абавязковыя, апрача заўвагі.
editor-passport-title = Назва
editor-passport-about = Што гэта за даныя
editor-passport-about-hint = Адзін-два сказы для чалавека, які бачыць набор упершыню.
editor-passport-note = Заўвага
editor-passport-note-hint = Што трэба ведаць пра лікі: што не ўвайшло і чаму. Калі няма чаго сказаць, пакіньце пустым.
editor-passport-keywords = Ключавыя словы
editor-passport-keywords-hint = Праз коску, у адным парадку на ўсіх мовах.
editor-passport-area = Тэрыторыя
editor-passport-theme = Тэма
editor-passport-covers-from = Даныя з
editor-passport-covers-from-hint = Першы дзень, напрыклад 01.01.2026
editor-passport-covers-until = Даныя па
editor-passport-covers-until-hint = Апошні дзень, напрыклад 31.12.2026
editor-passport-period = Як часта абнаўляецца
editor-passport-next-on = Наступная версія не пазней за
editor-passport-next-on-hint = За тыдзень нагадаем поштай. Для аднаразовага набору пакіньце пустым.
editor-passport-licence = Умовы выкарыстання
editor-passport-languages = Мовы значэнняў у табліцы
editor-passport-officer = Пасада адказнага
editor-passport-contact = Пошта для пытанняў
editor-in-be = па-беларуску
editor-in-ru = па-руску
editor-in-en = па-англійску
editor-choose = Выберыце
editor-problem-empty = { $field }: запоўніце
editor-problem-long = { $field }: скараціце
editor-problem-choice = { $field }: выберыце
editor-problem-email = { $field }: напішыце адрас цалкам, напрыклад data@example.by
editor-problem-day = { $field }: такога дня няма. Напішыце як 31.12.2026
editor-problem-day-order = { $field }: раней за першы дзень
editor-problem-next-order = { $field }: павінна быць пасля апошняга дня даных
editor-problem-name = Імя слупка: малая лацінская літара, далей літары, лічбы і _
editor-problem-name-twice = Такое імя ўжо ёсць у іншага слупка
editor-problem-number = Напішыце лік, напрыклад 12.5
editor-problem-limits = Найбольшае меншае за найменшае
editor-problem-nothing-kept = Пакіньце хоць адзін слупок
editor-problem-no-key = Адзначце ключ: слупкі, якія разам адрозніваюць радкі
editor-save = Захаваць
editor-back = Назад да набору
editor-overtaken = { $who } захоўвае гэты чарнавік адначасова з вамі
editor-overtaken-unsaved = Вашае яшчэ не захавана.
editor-overtaken-what = Цяпер там напісана:
editor-overtaken-status = Стан чарнавіка цяпер: { $status }. Каб змяніць яго, спачатку вярніце яго ў працу.
editor-overtaken-mine = Вы напісалі:
editor-file-again = Выберыце файл яшчэ раз
editor-file = Файл з данымі
editor-file-lede = Прачытаем табліцу, назавём кожную памылку і тое, што можам выправіць самі.
editor-file-label = Файл
editor-file-hint = CSV, XLSX, ODS або JSON, да 20 МБ. У першым радку — назвы слупкоў.
editor-file-send = Загрузіць
editor-file-before = Цяпер: { $name }, радкоў: { $count }. Новы файл зойме яго месца, апісанне слупкоў застанецца.
editor-file-is = { $name }, радкоў: { $count }
editor-file-none = Выберыце файл
editor-file-other = Загрузіць іншы файл
editor-report = Праверка файла
editor-columns = Слупкі
editor-columns-lede = Тыпы мы адгадалі па значэннях. Праверце іх, назавіце слупкі на трох мовах і адзначце ключ.
editor-columns-are = Слупкоў: { $count }. Ключ: { $key }
editor-column-nameless = Слупок без назвы
editor-column-missing = У новым файле гэтага слупка няма. Вярніце яго або не публікуйце.
editor-column-kept = Публікаваць
editor-column-key = Ключ: адрознівае радкі
editor-column-more = Імя, адзінка, межы, апісанне
editor-column-name = Імя ў файлах
editor-column-name-hint = Па ім слупок бачаць праграмы.
editor-column-required = Значэнне ёсць у кожным радку
editor-column-unit = Адзінка
editor-column-unit-hint = Напрыклад BYN, kg, m2, %
editor-column-categories = Магчымыя значэнні
editor-column-categories-hint = Па адным у радку; пуста — любыя.
editor-column-least = Найменшае
editor-column-most = Найбольшае
editor-column-unp = Гэта УНП: правяраць апошнюю лічбу
editor-column-about = Апісанне
editor-task-done = Гатова
editor-task-todo = Не загружаны
editor-task-open = Засталося запоўніць: { $count }
editor-task-faults = Памылак: { $count }
editor-task-no-key = Няма ключа
editor-differences = Чым адрозніваецца ад апублікаванага
editor-rows-added = Радкоў дададзена
editor-rows-removed = Радкоў прыбрана
editor-rows-changed = Радкоў зменена
editor-columns-added = Новыя слупкі
editor-columns-removed = Прыбраныя слупкі
editor-what = Што
editor-becomes = Будзе апублікавана
editor-was = Апублікавана цяпер
editor-same = без змен
editor-change-changed = Зменена
editor-change-new = Новы слупок
editor-change-gone = Прыбраны
editor-left-out = Ёсць у файле і не публікуюцца: { $columns }
editor-all-rows = Усе радкі, як яны будуць апублікаваны (CSV)
editor-preview = Як гэта будзе выглядаць
editor-submit = Аддаць на праверку
editor-not-ready = На праверку можна аддаць, калі гатовыя пашпарт, файл без памылак і слупкі
editor-discard = Выдаліць чарнавік
editor-waits = Правярае і зацвярджае другі чалавек: іншы рэдактар або кіраўнік аддзела.
editor-recall = Забраць на дапрацоўку
editor-publishes-on = Будзе апублікавана { $day }
editor-publishes-now = Публікуем. Гэта займае хвіліну-дзве: абнавіце старонку
editor-published-as = Апублікавана як версія { $number }
editor-see-published = Паглядзець набор
editor-second = Рашэнне другога чалавека
editor-second-what = Праглядзіце пашпарт, слупкі і радкі вышэй. Пасля публікацыі версія застаецца назаўсёды.
editor-publish-when = Калі апублікаваць
editor-publish-now = Адразу
editor-publish-later = У пэўны дзень
editor-publish-day = Дзень публікацыі
editor-day-hint = Напрыклад 31.12.2026
editor-day-wrong = Напішыце дзень публікацыі: не раней за заўтра
editor-approve = Зацвердзіць
editor-return-remark = Што выправіць
editor-return = Вярнуць на дапрацоўку
editor-remark-missing = Напішыце, што выправіць
editor-words-too-long = Не больш за { $longest } знакаў
editor-history = Што было
editor-history-when = Калі
editor-history-what = Што
editor-history-who = Хто
editor-history-note = Словы
editor-portal = Партал
editor-event-begun = Пачаты чарнавік
editor-event-passport = Зменены пашпарт
editor-event-file = Загружаны файл
editor-event-mended = Выбраны выпраўленні
editor-event-columns = Зменены слупкі
editor-event-submitted = Аддадзена на праверку
editor-event-sent-back = Вернута на дапрацоўку
editor-event-recalled = Забрана на дапрацоўку
editor-event-approved = Зацверджана
editor-event-published = Апублікавана
editor-event-described = Апублікавана: радкі ранейшыя, змяніўся пашпарт
editor-event-unchanged = Апублікавана раней: нічога не змянілася
editor-event-discarded = Чарнавік выдалены
editor-withdrawal = Адклікаць набор
editor-withdrawal-what = Усе версіі і файлы знікнуць, вярнуць іх нельга. Па адрасе набору застанецца старонка з прычынай.
editor-withdrawal-why = Чаму
editor-withdrawal-missing = Выберыце прычыну
editor-withdrawal-words = Тлумачэнне для чытачоў
editor-withdrawal-words-hint = Бачаць усе. Можна пакінуць пустым.
editor-withdraw-do = Адклікаць назаўсёды
editor-successor = Імя новага набору
editor-successor-hint = Як у адрасе: playgrounds-7121
editor-successor-unknown = Такога набору няма
data-gone = Гэты набор адкліканы. Яго файлаў больш няма.
data-gone-at = Калі
data-gone-why = Чаму
data-gone-words = Тлумачэнне
data-gone-successor = Замест яго
data-gone-others = Іншыя наборы
data-gone-mistake = Апублікаваны памылкова
data-gone-personal = У ім былі асабістыя даныя
data-gone-replaced = Яго замяніў іншы набор
data-gone-ended = Больш не вядзецца
data-at-least = не менш за { $number }
data-at-most = не больш за { $number }
data-one-of = адно з: { $values }
data-filter-format = Фармат
data-filter-licence = Умовы выкарыстання
data-filter-quality = Якасць апісання
data-sort = Парадак:
data-sort-usual = спачатку агульныя
data-sort-newest = спачатку новыя
data-sort-title = па назве
data-sort-complete = спачатку поўныя
data-downloads = Спампавана за 30 дзён: { $lately }, усяго: { $ever }.
data-downloads-csv = Па днях (CSV)
failure-draft-moved-on-title = Чарнавік ужо ў іншым стане
failure-draft-moved-on = Пакуль старонка была адкрыта, чарнавік аддалі на праверку, зацвердзілі або выдалілі. Адкрыйце яго зноў.
failure-draft-changed-meanwhile-title = Чарнавік змяніў хтосьці іншы
failure-draft-changed-meanwhile = Адначасова з вамі чарнавік змяніў іншы рэдактар. Ягонае захавана, ваша яшчэ не. Адкрыйце чарнавік зноў і паўтарыце.
failure-not-your-own-review-title = Патрэбны другі чалавек
failure-not-your-own-review = Сваё зацвярджае іншы рэдактар або кіраўнік аддзела.
failure-no-file-yet-title = Спачатку файл
failure-no-file-yet = У чарнавіка яшчэ няма файла з данымі. Загрузіце яго і паўтарыце.
failure-way-draft = Да чарнавіка
failure-way-publishing = Да публікацыі даных
mail-data-review-subject = Набор { $set } чакае вашай праверкі
mail-data-review =
    Добры дзень, { $name }!

    Калега падрыхтаваў набор { $set } і аддаў яго на праверку.

    Праверыць і зацвердзіць: { $address }

    Партал «Акно»
mail-data-sent-back-subject = Набор { $set } вернуты на дапрацоўку
mail-data-sent-back =
    Добры дзень, { $name }!

    Набор { $set } вернуты на дапрацоўку. Што выправіць, напісана ў чарнавіку: { $address }

    Партал «Акно»
mail-data-published-subject = Набор { $set } апублікаваны
mail-data-published =
    Добры дзень, { $name }!

    Набор { $set } апублікаваны: { $address }

    Партал «Акно»
mail-data-due-subject = Набор { $set }: новая версія не пазней за { $day }
mail-data-due =
    Добры дзень, { $name }!

    Новая версія набору { $set } чакаецца не пазней за { $day }.

    Падрыхтаваць яе: { $address }

    Партал «Акно»
