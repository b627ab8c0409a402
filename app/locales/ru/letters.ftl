letter-no-term = Срок не установлен
letter-received-subject = Уведомление № { $number } подано
letter-returned-subject = Уведомление № { $number }: нужно исправить
letter-decided-subject = Уведомление № { $number }: есть решение
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
pdf-receipt-what = Портал получил уведомление и передал его регистрирующему органу.
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
