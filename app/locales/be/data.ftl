# Адкрытыя даныя

nav-data = Адкрытыя даныя
home-door-data = Узяць адкрытыя даныя
home-door-data-about = Рэгістр і наборы Саветаў: паглядзець, спампаваць, падключыць праграму.
data-title = Адкрытыя даныя
data-about = Наборы рэгістра і Саветаў вобласці. Іх можна бясплатна браць і выкарыстоўваць з указаннем крыніцы.
data-search-label = Што шукаеце
data-search-hint = Напрыклад: адрасы, тарыфы, Шклоў
data-filters = Фільтры
data-apply = Паказаць
data-clear = Скінуць
data-filter-theme = Тэма
data-filter-kind = Чые даныя
data-filter-period = Як часта абнаўляецца
data-filter-freshness = Свежасць
data-filter-owner = Уладальнік
data-theme-econ = Эканоміка
data-theme-gove = Органы ўлады
data-theme-soci = Грамадства
data-theme-regi = Тэрыторыі
data-kind-register = Рэгістр
data-kind-council = Саветы
data-kind-union = Уся вобласць
data-kind-statistics = Статыстыка
data-period-daily = Штодня
data-period-monthly = Штомесяц
data-period-quarterly = Штоквартал
data-period-yearly = Штогод
data-period-once = Адзін раз
data-fresh-late = Спазняецца
data-fresh-current = Своечасова
data-late = Спазняецца
data-synthetic = Прыдумана
data-synthetic-note = Гэты набор прыдуманы для дэманстрацыі
data-found =
    { $count ->
        [one] Знойдзены { $count } набор
        [few] Знойдзена { $count } наборы
       *[other] Знойдзена { $count } набораў
    }
data-rows =
    { $count ->
        [one] { $number } радок
        [few] { $number } радкі
       *[other] { $number } радкоў
    }
data-rows-found =
    { $count ->
        [one] Знойдзены { $number } радок
        [few] Знойдзена { $number } радкі
       *[other] Знойдзена { $number } радкоў
    }
data-sets =
    { $count ->
        [one] { $count } набор
        [few] { $count } наборы
       *[other] { $count } набораў
    }
data-councils-count =
    { $count ->
        [one] { $count } орган вобласці; спазняюцца: { $late }
        [few] { $count } органы вобласці; спазняюцца: { $late }
       *[other] { $count } органаў вобласці; спазняюцца: { $late }
    }
data-updated = Абноўлены { $date }
data-nothing-found = Такіх набораў няма
data-nothing-found-try = Прыбярыце фільтры або напішыце карацей.
data-none-yet = Пакуль нічога не апублікавана
data-none-yet-about = Наборы з’явяцца тут пасля першай публікацыі.
data-programs = Для праграм
data-councils = Саветы і выканкамы
data-councils-late-table = Табліца: хто спазняецца
data-pages = Старонкі
data-bytes =
    { $number ->
        [one] { $number } байт
        [few] { $number } байты
       *[other] { $number } байтаў
    }
data-kilobytes = { $number } КБ
data-megabytes = { $number } МБ
data-fresh = Дзейная версія — { $made }; правераны { $checked }.
data-next = Наступнае абнаўленне чакаецца не пазней за { $date }
data-next-late = Абнаўленне спазняецца: яго чакалі не пазней за { $date }
data-next-none = Абнаўляцца набор не будзе.
data-files = Спампаваць
data-format = Фармат
data-permanent = Пастаянны адрас гэтай версіі
data-permanent-about = Пастаянныя адрасы, кантрольныя сумы і апісанні
data-preview = Радкі
data-rows-search = Пошук па радках
data-rows-search-hint = Пошук ідзе па тэксце файла. Дні, «так» і «не» і некаторыя іншыя словы запісаны ў ім інакш, чым у табліцы: іх шукайце адборам па слупку
data-rows-filter = Адабраць па слупку
data-rows-column = Слупок
data-rows-value = Значэнне
data-rows-bad-value = Значэнне не падыходзіць слупку: паказаны ўсе радкі
data-rows-bad-day = Такога дня няма: паказаны ўсе радкі. Напішыце яго так: 31.12.2020
data-rows-bad-column = Такога слупка няма: паказаны ўсе радкі
data-rows-download = Спампаваць гэтыя радкі (CSV)
data-no-rows = Радкоў няма
data-columns = Слупкі
data-column = Слупок
data-meaning = Што азначае
data-type = Тып
data-remarks = Заўвагі
data-key = ключ
data-always = заўсёды запоўнены
data-type-text = тэкст
data-type-integer = цэлы лік
data-type-number = лік
data-type-boolean = true або false
data-type-date = дата
data-passport = Пашпарт
data-owner = Уладальнік
data-officer = Хто адказвае
data-contact = Пошта
data-covers = За які час
data-area = Тэрыторыя
data-licence = Ліцэнзія
data-size = Радкоў
data-versions = Версіі
data-version = Версія
data-made = Апублікавана
data-file = Файл
data-code = Прыклады кода
data-hours = Гадзіны прыёму
data-council-contact = Сувязь
data-council-notices = Аб’явы
data-council-notices-none = Дзейных аб’яў цяпер няма.
data-council-notices-all = Усе аб’явы
data-notice-until = да { $day }
data-council-none = Гэты орган яшчэ нічога не апублікаваў
data-feed-title = Адкрытыя даныя Магілёўскай вобласці
failure-data-too-deep-title = Занадта далёка
failure-data-too-deep = Так далёка ў адсартаваныя радкі зазірнуць нельга. Удакладніце адбор або спампуйце файл цалкам.
failure-data-too-long-title = Занадта доўга
failure-data-too-long = Адказ на такое пытанне заняў бы занадта шмат часу. Удакладніце адбор або спампуйце файл цалкам.
failure-data-dump-format-title = Такога фармату няма
failure-data-dump-format = Прасіце csv або tsv.
data-delta = Змены з папярэдняй версіі
data-delta-none = Радкі ранейшыя, змянілася толькі апісанне або перыяд
data-quality = Якасць апісання і свежасць
data-quality-points = Апісанне: { $points } з { $most } балаў, { $rating }.
data-freshness-points = Свежасць: { $points } са 100. Тэрмін абнаўлення не прапушчаны.
data-quality-why = Адкуль балы
data-quality-about = Вага кожнага пункта ўзята з методыкі партала data.europa.eu (Metadata Quality Assessment).
data-mark = Што ацэньваецца
data-points = Балы
data-mark-why = Чаму
data-mark-there = ёсць
data-mark-missing = няма або няпоўна
data-rating-excellent = выдатна
data-rating-good = добра
data-rating-sufficient = здавальняюча
data-rating-bad = дрэнна
failure-data-too-many-groups-title = Занадта многа груп
failure-data-too-many-groups = Спачатку адбярыце радкі або групуйце па іншым слупку.
data-freshness-late =
    { $days ->
        [one] Свежасць: { $points } са 100. Абнаўленне спазняецца на { $days } дзень.
        [few] Свежасць: { $points } са 100. Абнаўленне спазняецца на { $days } дні.
       *[other] Свежасць: { $points } са 100. Абнаўленне спазняецца на { $days } дзён.
    }
data-mark-keywords = Ключавыя словы
data-mark-theme = Тэма
data-mark-area = Тэрыторыя
data-mark-time = За які час
data-mark-access = Адрас доступу адказвае
data-mark-download = Файл можна спампаваць
data-mark-format = Названы фармат і тып
data-mark-vocabulary = Фармат названы словам агульнага слоўніка
data-mark-open-format = Ёсць фармат, які не належыць адной фірме
data-mark-machine = Ёсць фармат, які чытае праграма
data-mark-dcat = Апісанне адпавядае DCAT-AP
data-mark-licence = Ліцэнзія з агульнага слоўніка
data-mark-rights = Названы правы доступу
data-mark-contact = Ёсць пошта для пытанняў
data-mark-owner = Названы ўладальнік
data-mark-size = Правы і памер файлаў
data-mark-dates = Даты публікацыі і змянення
data-chart = Дыяграма
data-chart-another = Пабудаваць іншую
data-chart-by = Па чым згрупаваць
data-chart-measure = Што палічыць
data-chart-year = { $column }: па гадах
data-chart-month = { $column }: па месяцах
data-chart-count = Колькасць радкоў
data-chart-sum = Сума: { $column }
data-chart-avg = Сярэдняе: { $column }
data-chart-min = Найменшае: { $column }
data-chart-max = Найбольшае: { $column }
data-chart-title = { $what } · { $by }
data-chart-most = Паказаны { $shown } найбольшых груп з { $all }; усе — у інтэрфейсе для праграм.
data-chart-table = Лічбы табліцай
data-chart-nothing = не пазначана
data-chart-yes = так
data-chart-no = не
data-chart-bad = Такой дыяграмы не пабудаваць: выберыце слупок і што палічыць.
data-chart-too-many = Груп занадта шмат: спачатку адбярыце радкі.
