doctor-clean =
    Всё в порядке: { $count } { $count ->
        [one] строку
        [few] строки
       *[other] строк
    } можно опубликовать
doctor-faults =
    Найдено { $count } { $count ->
        [one] ошибка
        [few] ошибки
       *[other] ошибок
    }
doctor-column-missing = В файле нет столбца «{ $column }»
doctor-no-key = Не выбран ключ: столбцы, которые вместе различают строки
doctor-mend = Что исправить за вас
doctor-mend-hint = Ваш файл остаётся как есть: исправляем то, что будет опубликовано.
doctor-mend-do = Исправить
doctor-mended = Исправлено: { $count }
doctor-one-by-one = Ошибки по строкам
doctor-row = Строка
doctor-column = Столбец
doctor-value = Что написано
doctor-why = Что не так
doctor-becomes = Как станет или что сделать
doctor-of-row = повторяет строку { $row }
doctor-more = И ещё { $count }: исправьте эти и загрузите файл снова.
doctor-note-encoding = Файл был в кодировке { $value }. Опубликуем в UTF-8.
doctor-note-sheets = В книге несколько листов. Прочитали первый: «{ $value }».
doctor-note-title = Строку над названиями столбцов не публикуем: «{ $value }».
doctor-repair-spaces = Убрать лишние пробелы и невидимые знаки
doctor-repair-dates = Записать даты как 2024-02-01
doctor-repair-numbers = Записать числа с точкой и без пробелов: 1234.5
doctor-repair-words = Записать «да» и «нет» как true и false
doctor-repair-rows = Оставить одну из одинаковых строк
doctor-repair-formulas = Поставить апостроф перед тем, что таблица сочтёт формулой
doctor-fault-spaces = Лишние пробелы или невидимые знаки
doctor-fault-missing = Пусто, а значение должно быть в каждой строке
doctor-fault-formula = Таблица сочтёт это формулой
doctor-fault-number-none = Это не число
doctor-fault-number-large = Число слишком большое
doctor-fault-decimal-comma = Запятая вместо точки
doctor-fault-thousands = Пробелы или знаки между тысячами
doctor-fault-fraction = Дробное число в столбце целых
doctor-fault-word = «Да» или «нет» словом
doctor-fault-word-none = Ни «да», ни «нет»
doctor-fault-date-form = Дата записана иначе
doctor-fault-date-none = Такого дня нет в календаре
doctor-fault-date-ambiguous = Непонятно, где день, а где месяц
doctor-fault-date-unreadable = Это не дата
doctor-fault-category = Нет среди разрешённых значений
doctor-fault-below = Меньше разрешённого
doctor-fault-above = Больше разрешённого
doctor-fault-unp-digit = УНП: не сходится последняя цифра
doctor-fault-unp-form = Это не УНП
doctor-fault-row-long = В строке больше значений, чем столбцов
doctor-fault-row-repeated = Такая же строка уже есть
doctor-fault-key-missing = Пусто в ключе: по нему различают строки
doctor-fault-key-repeated = Ключ тот же, а строка другая
doctor-hint-spaces = Уберите их в файле
doctor-hint-missing = Заполните в файле или снимите требование у столбца
doctor-hint-formula = Измените текст в файле
doctor-hint-number-none = Исправьте в файле или сделайте столбец текстом
doctor-hint-number-large = Сделайте столбец текстом
doctor-hint-decimal-comma = Исправьте в файле
doctor-hint-thousands = Исправьте в файле
doctor-hint-fraction = Измените тип столбца на «число»
doctor-hint-word = Исправьте в файле
doctor-hint-word-none = Напишите «да» или «нет» либо сделайте столбец текстом
doctor-hint-date-form = Исправьте в файле
doctor-hint-date-none = Проверьте дату и исправьте в файле
doctor-hint-date-ambiguous = Запишите в файле как 2024-02-01
doctor-hint-date-unreadable = Запишите в файле как 2024-02-01 или сделайте столбец текстом
doctor-hint-category = Исправьте в файле или добавьте значение в список
doctor-hint-below = Исправьте в файле или измените границу
doctor-hint-above = Исправьте в файле или измените границу
doctor-hint-unp-digit = Проверьте номер по регистру: какая цифра ошибочна, вычислить нельзя
doctor-hint-unp-form = Напишите девять знаков УНП
doctor-hint-row-long = Уберите лишнее или возьмите текст с разделителем в кавычки
doctor-hint-row-repeated = Уберите лишнюю строку
doctor-hint-key-missing = Заполните или выберите другой ключ
doctor-hint-key-repeated = Исправьте ключ или добавьте к нему столбец
doctor-refusal-empty = Файл пуст. Выберите файл с таблицей
doctor-refusal-too-large = Файл больше 20 МБ или в нём слишком много данных. Разделите его
doctor-refusal-too-many-columns = В таблице больше 256 столбцов. Оставьте нужные или сделайте столбцы строками
doctor-refusal-too-many-rows = В таблице больше 500 000 строк. Разделите её на несколько наборов
doctor-refusal-cell-too-long = Строка { $row }: значение длиннее 8000 знаков. Возможно, не закрыта кавычка
doctor-refusal-broken = Файл повреждён или обрывается. Сохраните его заново и загрузите
doctor-refusal-binary = Это не текст: в файле есть нулевые байты. Сохраните таблицу как CSV, XLSX, ODS или JSON
doctor-refusal-unknown-kind = Такие файлы не читаем. Сохраните таблицу как CSV, XLSX, ODS или JSON
doctor-refusal-mixed-encodings = Строка { $row } в другой кодировке, чем строки до неё. Сохраните весь файл в UTF-8
doctor-refusal-no-head = В первой строке должны быть названия столбцов
doctor-refusal-no-rows = В файле только названия столбцов и ни одной строки
doctor-refusal-not-rows = Запись { $row }: нужен объект. JSON должен быть списком объектов
doctor-refusal-nested = Запись { $row }, «{ $column }»: здесь список или объект, а нужно одно значение
