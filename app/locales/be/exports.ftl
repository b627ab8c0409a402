exports-title = Замоўленыя файлы
exports-lede = Файл, у якім шмат спраў, рыхтуецца не адразу. Калі ён будзе гатовы, прыйдзе ліст. Спампаваць яго можаце толькі вы, на працягу { $days } дзён.
exports-what = Што
exports-columns = Калонкі
exports-ordered = Замоўлены
exports-state = Стан
exports-file = Файл
exports-time = { $from } – { $until }, { $format }
exports-making = рыхтуецца
exports-ready = гатовы, захоўваецца да { $date }
exports-failed = не атрымаўся
exports-again = Замоўце яго яшчэ раз.
exports-download = Спампаваць
exports-cases = Спраў: { $cases }, { $size }
exports-none = Вы не замаўлялі файлаў.
exports-wait = Файл рыхтуецца. Старонку можна закрыць: калі ён будзе гатовы, прыйдзе ліст.
exports-refresh = Паглядзець, ці гатовы
exports-another = Замовіць іншы файл
exports-too-many = У вас ужо { $most } файлаў, больш для аднаго чалавека не захоўваецца. Кожны выдаляецца, калі пройдзе яго тэрмін.
export-large = Спраў шмат: { $cases }. Файл падрыхтуецца асобна; калі ён будзе гатовы, прыйдзе ліст.
export-order = Замовіць файл
export-ods = OpenDocument (ODS)
letter-export-ready-subject = Замоўлены файл гатовы
letter-export-ready = Добры дзень!

  Файл са справамі вашага органа гатовы; спраў у ім: { $cases }. Ён захоўваецца да { $date }. Спампаваць яго можаце толькі вы, пасля ўваходу:
  { $link }
export-ready-ones = Замоўленыя файлы
