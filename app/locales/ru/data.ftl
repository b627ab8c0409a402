# Открытые данные

nav-data = Открытые данные
home-door-data = Взять открытые данные
home-door-data-about = Регистр и наборы Советов: посмотреть, скачать, подключить программу.
data-title = Открытые данные
data-about = Наборы регистра и Советов области. Их можно бесплатно брать и использовать с указанием источника.
data-search-label = Что ищете
data-search-hint = Например: адреса, тарифы, Шклов
data-filters = Фильтры
data-apply = Показать
data-clear = Сбросить
data-filter-theme = Тема
data-filter-kind = Чьи данные
data-filter-period = Как часто обновляется
data-filter-freshness = Свежесть
data-filter-owner = Владелец
data-theme-econ = Экономика
data-theme-gove = Органы власти
data-theme-soci = Общество
data-theme-regi = Территории
data-kind-register = Регистр
data-kind-council = Советы
data-kind-union = Вся область
data-kind-statistics = Статистика
data-period-daily = Ежедневно
data-period-monthly = Ежемесячно
data-period-quarterly = Ежеквартально
data-period-yearly = Ежегодно
data-period-once = Один раз
data-fresh-late = Опаздывает
data-fresh-current = Вовремя
data-late = Опаздывает
data-synthetic = Вымышлено
data-synthetic-note = Этот набор вымышлен для демонстрации
data-found =
    { $count ->
        [one] Найден { $count } набор
        [few] Найдено { $count } набора
       *[other] Найдено { $count } наборов
    }
data-rows =
    { $count ->
        [one] { $number } строка
        [few] { $number } строки
       *[other] { $number } строк
    }
data-rows-found =
    { $count ->
        [one] Найдена { $number } строка
        [few] Найдено { $number } строки
       *[other] Найдено { $number } строк
    }
data-sets =
    { $count ->
        [one] { $count } набор
        [few] { $count } набора
       *[other] { $count } наборов
    }
data-councils-count =
    { $count ->
        [one] { $count } орган области; опаздывают: { $late }
        [few] { $count } органа области; опаздывают: { $late }
       *[other] { $count } органов области; опаздывают: { $late }
    }
data-updated = Обновлён { $date }
data-nothing-found = Таких наборов нет
data-nothing-found-try = Уберите фильтры или напишите короче.
data-none-yet = Пока ничего не опубликовано
data-none-yet-about = Наборы появятся здесь после первой публикации.
data-programs = Для программ
data-councils = Советы и исполкомы
data-councils-late-table = Таблица: кто опаздывает
data-pages = Страницы
data-bytes =
    { $number ->
        [one] { $number } байт
        [few] { $number } байта
       *[other] { $number } байт
    }
data-kilobytes = { $number } КБ
data-megabytes = { $number } МБ
data-fresh = Действующая версия — { $made }; проверен { $checked }.
data-next = Следующее обновление ожидается не позднее { $date }
data-next-late = Обновление опаздывает: его ждали не позднее { $date }
data-next-none = Обновляться набор не будет.
data-files = Скачать
data-format = Формат
data-permanent = Постоянный адрес этой версии
data-permanent-about = Постоянные адреса, контрольные суммы и описания
data-preview = Строки
data-rows-search = Поиск по строкам
data-rows-search-hint = Поиск идёт по тексту файла. Дни, «да» и «нет» и некоторые другие слова записаны в нём иначе, чем в таблице: их ищите отбором по столбцу
data-rows-filter = Отобрать по столбцу
data-rows-column = Столбец
data-rows-value = Значение
data-rows-bad-value = Значение не подходит столбцу: показаны все строки
data-rows-bad-day = Такого дня нет: показаны все строки. Напишите его так: 31.12.2020
data-rows-bad-column = Такого столбца нет: показаны все строки
data-rows-download = Скачать эти строки (CSV)
data-no-rows = Строк нет
data-columns = Столбцы
data-column = Столбец
data-meaning = Что означает
data-type = Тип
data-remarks = Примечания
data-key = ключ
data-always = всегда заполнен
data-type-text = текст
data-type-integer = целое число
data-type-number = число
data-type-boolean = true или false
data-type-date = дата
data-passport = Паспорт
data-owner = Владелец
data-officer = Кто отвечает
data-contact = Почта
data-covers = За какое время
data-area = Территория
data-licence = Лицензия
data-size = Строк
data-versions = Версии
data-version = Версия
data-made = Опубликовано
data-file = Файл
data-code = Примеры кода
data-hours = Часы приёма
data-council-contact = Связь
data-council-notices = Объявления
data-council-notices-none = Действующих объявлений сейчас нет.
data-council-notices-all = Все объявления
data-notice-until = до { $day }
data-council-none = Этот орган ещё ничего не опубликовал
data-feed-title = Открытые данные Могилёвской области
failure-data-too-deep-title = Слишком далеко
failure-data-too-deep = Так далеко в отсортированные строки заглянуть нельзя. Уточните отбор или скачайте файл целиком.
failure-data-too-long-title = Слишком долго
failure-data-too-long = Ответ на такой вопрос занял бы слишком много времени. Уточните отбор или скачайте файл целиком.
failure-data-dump-format-title = Такого формата нет
failure-data-dump-format = Просите csv или tsv.
data-delta = Изменения с предыдущей версии
data-delta-none = Строки прежние, изменилось только описание или период
data-quality = Качество описания и свежесть
data-quality-points = Описание: { $points } из { $most } баллов, { $rating }.
data-freshness-points = Свежесть: { $points } из 100. Срок обновления не пропущен.
data-quality-why = Откуда баллы
data-quality-about = Вес каждого пункта взят из методики портала data.europa.eu (Metadata Quality Assessment).
data-mark = Что оценивается
data-points = Баллы
data-mark-why = Почему
data-mark-there = есть
data-mark-missing = нет или неполно
data-rating-excellent = отлично
data-rating-good = хорошо
data-rating-sufficient = удовлетворительно
data-rating-bad = плохо
failure-data-too-many-groups-title = Слишком много групп
failure-data-too-many-groups = Сначала отберите строки или группируйте по другому столбцу.
data-freshness-late =
    { $days ->
        [one] Свежесть: { $points } из 100. Обновление опаздывает на { $days } день.
        [few] Свежесть: { $points } из 100. Обновление опаздывает на { $days } дня.
       *[other] Свежесть: { $points } из 100. Обновление опаздывает на { $days } дней.
    }
data-mark-keywords = Ключевые слова
data-mark-theme = Тема
data-mark-area = Территория
data-mark-time = За какое время
data-mark-access = Адрес доступа отвечает
data-mark-download = Файл можно скачать
data-mark-format = Названы формат и тип
data-mark-vocabulary = Формат назван словом общего словаря
data-mark-open-format = Есть формат, не принадлежащий одной фирме
data-mark-machine = Есть формат, который читает программа
data-mark-dcat = Описание соответствует DCAT-AP
data-mark-licence = Лицензия из общего словаря
data-mark-rights = Названы права доступа
data-mark-contact = Есть почта для вопросов
data-mark-owner = Назван владелец
data-mark-size = Права и размер файлов
data-mark-dates = Даты публикации и изменения
data-chart = Диаграмма
data-chart-another = Построить другую
data-chart-by = По чему сгруппировать
data-chart-measure = Что посчитать
data-chart-year = { $column }: по годам
data-chart-month = { $column }: по месяцам
data-chart-count = Число строк
data-chart-sum = Сумма: { $column }
data-chart-avg = Среднее: { $column }
data-chart-min = Наименьшее: { $column }
data-chart-max = Наибольшее: { $column }
data-chart-title = { $what } · { $by }
data-chart-most = Показаны { $shown } самых больших групп из { $all }; все — в интерфейсе для программ.
data-chart-table = Числа таблицей
data-chart-nothing = не указано
data-chart-yes = да
data-chart-no = нет
data-chart-bad = Такой диаграммы не построить: выберите столбец и что посчитать.
data-chart-too-many = Групп слишком много: сначала отберите строки.
