decided-what = Что решено
decided-on = Дата письма
decided-by = Специалист
decided-accepted-title = Решение: принято
decided-unconsidered-title = Решение: оставлено без рассмотрения
decided-refused-title = Решение: отказано
decided-returned-title = Возвращено на исправление
decided-accepted-what = { $office }: поданное рассмотрено и принято.
decided-unconsidered-what = { $office }: поданное оставлено без рассмотрения. Просьба по существу не рассматривалась.
decided-refused-what = { $office }: поданное рассмотрено, принято решение отказать.
decided-returned-what = { $office }: специалист просит исправить отдельные ответы. Решения по существу ещё нет.
decided-accepted-register = Что теперь записано в ЕГР, может посмотреть каждый: { $link }
decided-refused-reasons = Причины отказа
decided-unconsidered-reasons = Почему оставлено без рассмотрения
decided-words = Пояснение специалиста
decided-appeal = Что можно сделать
decided-refused-register = Сведения в ЕГР остались прежними.
decided-remarks = Что исправить
decided-column-field = Вопрос
decided-column-given = Ваш ответ
decided-column-remark = Замечание
decided-returned-next = Что будет дальше
decided-returned-how = Исправьте отмеченные ответы и подайте снова: { $link }
decided-returned-term = Пока вы исправляете, срок рассмотрения приостановлен. Номер остаётся прежним.
document-returned = { $round ->
    [1] Письмо о возврате на исправление
   *[other] Письмо о возврате на исправление, подача { $round }
  }
case-document-returned = Письмо о возврате на исправление
returned-letter = Замечания письмом (PDF)
