# Сроки хранения
retention-title = Сроки хранения данных
retention-title-about = По видам данных, с актом и нижней границей; близкое удаление можно остановить.
retention-lede = Когда срок хранения истёк, портал удаляет данные сам. О важных данных он предупреждает за 14 дней; за это время удаление можно остановить.
retention-never = Записи регистра, решения и поданные заявления здесь не удаляются никогда. У приложения удаляется содержимое; имя и контрольная сумма, на которые ссылаются расписки и подписи, остаются.
retention-what = Данные
retention-kept = Срок хранения
retention-least = Наименьший срок
retention-basis = Основание
retention-basis-act = акт
retention-basis-own = настройка портала
retention-cases = Дела, из которых что-то удалится, первые 50
retention-pieces = Сколько
retention-how = Как удаляется
retention-warned = после предупреждения
retention-unwarned = автоматически
retention-for-good = бессрочно
retention-days = { $days ->
    [one] { $days } день
    [few] { $days } дня
   *[other] { $days } дней
  }
retention-years = { $years ->
    [one] { $years } год
    [few] { $years } года
   *[other] { $years } лет
  }
retention-hours = { $hours ->
    [one] { $hours } час
    [few] { $hours } часа
   *[other] { $hours } часов
  }
retention-unit = Считать в
retention-unit-days = днях
retention-unit-hours = часах
retention-stay = Хранить бессрочно
retention-kind-drafts = Черновики, которые никто не меняет
retention-kind-exports = Заказанные файлы со списками дел
retention-kind-batches = Ответы о многих субъектах сразу
retention-kind-links = Ссылки из писем после их срока
retention-kind-failures = Счётчики неверных паролей
retention-kind-presences = Отметки, кто открыл дело
retention-kind-mails = Отправленные письма
retention-kind-audit = Журнал действий
retention-kind-papers = Приложения к делам с отказом, оставленным без рассмотрения и отозванным
retention-kind-accepted-papers = Приложения к принятым делам исключённых из регистра
retention-kind-notes = Заметки органов о решённых делах
retention-kind-experts = Почтовые адреса тех, у кого просили заключение, в решённых делах
retention-kind-barred = Лица с запретом руководить — после окончания запрета
retention-kind-absences = Прошедшие отсутствия
retention-law-drafts = Собственная настройка портала, акт не найден: не меньше 30 дней, чтобы предупредить владельца за две недели.
retention-law-exports = Собственная настройка портала, акт не найден: не меньше суток.
retention-law-batches = Собственная настройка портала, акт не найден: не меньше часа.
retention-law-links = Собственная настройка портала, акт не найден: не меньше суток.
retention-law-failures = Собственная настройка портала, акт не найден: не меньше суток, чтобы подбор пароля оставался медленным.
retention-law-presences = Собственная настройка портала, акт не найден: не меньше часа.
retention-law-mails = Переписка органа: не меньше трёх лет (постановление Министерства юстиции от 24.05.2012 № 140, перечень типовых документов; с действующей редакцией не сверено).
retention-law-audit = Записи о том, кто что делал: не меньше пяти лет (постановление Министерства юстиции от 24.05.2012 № 140; с действующей редакцией не сверено).
retention-law-papers = Собственная настройка портала, акт не найден: не меньше трёх лет после окончания дела. Если дело открыто снова, срок идёт от следующего решения.
retention-law-accepted-papers = Собственная настройка портала, акт не найден: не меньше десяти лет после исключения из регистра. Пока организация в регистре, приложения остаются.
retention-law-notes = Собственная настройка портала, акт не найден: не меньше трёх лет после решения.
retention-law-experts = Собственная настройка портала, акт не найден: не меньше года после решения. Вопрос, имя и ответ остаются.
retention-law-barred = Собственная настройка портала, акт не найден: не меньше трёх лет после последнего дня.
retention-law-absences = Собственная настройка портала, акт не найден: не меньше года после последнего дня.
retention-now = Срок хранения сейчас: { $kept }. Наименьший допустимый: { $least }.
retention-ahead = Портал скоро удалит:
retention-announced = { $what }: { $count }, раньше { $before }; удаление { $date }
retention-halted = { $what }: { $count }, раньше { $before }; удаление { $date } остановлено
retention-halt = Остановить удаление
retention-go-on = Продолжить удаление
retention-is-halted = остановлено
retention-is-ahead = идёт
retention-done-title = Удалено
retention-done = { $date }: { $count }
retention-check-stays = Ничего удаляться не будет.
retention-check-nothing = По состоянию на сегодня удалять нечего.
retention-check-goes = По состоянию на сегодня удалится: { $count }, начиная с { $date }.
retention-check-warned = По состоянию на сегодня удалится: { $count }, первые — { $date }; за 14 дней администраторы получат письмо и смогут остановить удаление.
administration-fault-retention-not-for-good = Это бессрочно не хранится
administration-fault-retention-too-short = Не меньше: { $least }
administration-fault-retention-too-long = Не больше ста лет
administration-fault-retention-done = Удаление уже выполнено
changes-kind-retention = Сроки хранения
changes-one-retention = Срок хранения
changes-kind-retention-removal = Удаления
changes-one-retention-removal = Удаление
changes-cannot-retention-removal = Это изменение нельзя вернуть.
audit-did-removed-old = Удалены данные, срок хранения которых истёк
audit-did-removed-papers = Удалены приложения, срок хранения которых истёк
letter-retention-subject = { $date } портал удалит старые данные
letter-retention = { $what }: { $count }, все раньше { $before }. Удаление { $date }.

    До этого дня его можно остановить: { $link }
