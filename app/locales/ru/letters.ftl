letter-no-term = Срок не установлен
letter-no-fee = Счёт не выставлялся
filing-named = { $slug ->
    [change-of-name] Заявление
    [change-of-charter] Заявление
    [correction] Заявление
    [name-approval] Заявление
    [registration-sole-proprietor] Заявление
    [registration-legal-entity] Заявление
    [certificate-duplicate] Заявление
   *[other] Уведомление
  }
filing-named-object = { $slug ->
    [change-of-name] заявление
    [change-of-charter] заявление
    [correction] заявление
    [name-approval] заявление
    [registration-sole-proprietor] заявление
    [registration-legal-entity] заявление
    [certificate-duplicate] заявление
   *[other] уведомление
  }
letter-received-subject = { filing-named } № { $number } подано
letter-returned-subject = { filing-named } № { $number }: нужно исправить
letter-decided-subject = { filing-named } № { $number }: есть решение
letter-received = 
    Здравствуйте!

    { $company }: { $procedure }.
    Номер: { $number }

    Рассматривает: { $office }.
    Решение не позднее: { $due }

    Если нужно будет что-то исправить, мы напишем.

    Состояние и расписка: { $link }

    Портал «Акно»
letter-returned = 
    Здравствуйте!

    { $company }: { $procedure }, № { $number }.

    { $office }: специалист просит исправить отдельные поля. Пока вы исправляете, срок рассмотрения приостановлен.

    Замечания: { $link }
    Замечания письмом (PDF): { $letter }

    Портал «Акно»
letter-reopened = 
    Здравствуйте!

    { $company }: { $procedure }, № { $number }.

    { $office }: дело открыто заново, прежнее решение утратило силу.
    Решение не позднее: { $due }

    Почему и что будет дальше: { $link }
    Письмо (PDF): { $letter }

    Портал «Акно»
letter-mended = 
    Здравствуйте!

    { $company }: { $procedure }, № { $number }.

    { $office }: специалист исправил опечатку в том, что вы подали.

    Что было, что стало и почему: { $link }
    Если вы не согласны, напишите органу там же.

    Портал «Акно»
letter-decided = 
    Здравствуйте!

    { $company }: { $procedure }, № { $number }.

    { $office }: рассмотрение закончено.

    Что решили: { $link }
    Письмо с решением (PDF): { $letter }

    Портал «Акно»
pdf-issuer = Акно: портал услуг для малого и среднего предпринимательства
pdf-page = Страница { "{page}" } из { "{pages}" }
pdf-demo = Демо: вымышленные данные
pdf-footer = Проверить этот документ может каждый: { $url }
pdf-receipt-title = Расписка о получении
pdf-receipt-what = Портал получил { filing-named-object } и передал в регистрирующий орган.
pdf-filed = Подано
pdf-office = Регистрирующий орган
pdf-due = Решение не позднее
pdf-digest = SHA-256 поданного
pdf-verify = Проверка документа
pdf-verify-alt = QR-код с адресом проверки документа
pdf-paper-mark = Не подано, пока не принято специалистом
pdf-paper-qr = Для специалиста: отсканируйте или введите код
pdf-paper-alt = QR-код, по которому специалист открывает черновик
pdf-paper-footer = Подготовлено на портале «Акно» { $moment }. Если ответы изменятся, эта бумага потеряет силу.
pdf-paper-statement = Подтверждаем, что сведения верны.
pdf-sign-name = Фамилия, имя, отчество, должность
pdf-sign-signature = Подпись
pdf-sign-date = Дата
applicant = Кто подал

blank-form-what = Заполните разборчиво, подпишите и отнесите или отправьте в регистрирующий орган. Вопросы, которые вас не касаются, оставьте пустыми.
blank-form-body = Регистрирующий орган
blank-form-footer = Пустая форма с портала «Акно». Подача считается со дня, когда её принял специалист.
