exports-title = Заказанные файлы
exports-lede = Файл, в котором много дел, готовится не сразу. Когда он будет готов, придёт письмо. Скачать его можете только вы, в течение { $days } дней.
exports-what = Что
exports-columns = Колонки
exports-ordered = Заказан
exports-state = Состояние
exports-file = Файл
exports-time = { $from } – { $until }, { $format }
exports-making = готовится
exports-ready = готов, хранится до { $date }
exports-failed = не получился
exports-again = Закажите его ещё раз.
exports-download = Скачать
exports-cases = Дел: { $cases }, { $size }
exports-none = Вы не заказывали файлов.
exports-wait = Файл готовится. Страницу можно закрыть: когда он будет готов, придёт письмо.
exports-refresh = Посмотреть, готов ли
exports-another = Заказать другой файл
exports-too-many = У вас уже { $most } файлов, больше для одного человека не хранится. Каждый удаляется, когда пройдёт его срок.
export-large = Дел много: { $cases }. Файл подготовится отдельно; когда он будет готов, придёт письмо.
export-order = Заказать файл
export-ods = OpenDocument (ODS)
letter-export-ready-subject = Заказанный файл готов
letter-export-ready = Здравствуйте!

  Файл с делами вашего органа готов; дел в нём: { $cases }. Он хранится до { $date }. Скачать его можете только вы, после входа:
  { $link }
export-ready-ones = Заказанные файлы
