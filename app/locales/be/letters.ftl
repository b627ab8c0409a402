letter-no-term = Тэрмін не ўстаноўлены
letter-no-fee = Рахунак не выстаўляўся
filing-named = { $slug ->
    [change-of-name] Заява
    [change-of-charter] Заява
    [correction] Заява
    [name-approval] Заява
    [registration-sole-proprietor] Заява
    [registration-legal-entity] Заява
    [certificate-duplicate] Заява
   *[other] Паведамленне
  }
filing-named-object = { $slug ->
    [change-of-name] заяву
    [change-of-charter] заяву
    [correction] заяву
    [name-approval] заяву
    [registration-sole-proprietor] заяву
    [registration-legal-entity] заяву
    [certificate-duplicate] заяву
   *[other] паведамленне
  }
letter-received-subject = { filing-named } № { $number } пададзена
letter-returned-subject = { filing-named } № { $number }: трэба выправіць
letter-decided-subject = { filing-named } № { $number }: ёсць рашэнне
letter-received = 
    Добры дзень!

    { $company }: { $procedure }.
    Нумар: { $number }

    Разглядае: { $office }.
    Рашэнне не пазней за: { $due }

    Калі трэба будзе нешта выправіць, мы напішам.

    Стан і распіска: { $link }

    Партал «Акно»
letter-returned = 
    Добры дзень!

    { $company }: { $procedure }, № { $number }.

    { $office }: спецыяліст просіць выправіць асобныя палі. Пакуль вы выпраўляеце, тэрмін разгляду прыпынены.

    Заўвагі: { $link }
    Заўвагі лістом (PDF): { $letter }

    Партал «Акно»
letter-reopened = 
    Добры дзень!

    { $company }: { $procedure }, № { $number }.

    { $office }: справа адкрыта нанова, ранейшае рашэнне страціла сілу.
    Рашэнне не пазней за: { $due }

    Чаму і што будзе далей: { $link }
    Ліст (PDF): { $letter }

    Партал «Акно»
letter-mended = 
    Добры дзень!

    { $company }: { $procedure }, № { $number }.

    { $office }: спецыяліст выправіў памылку друку ў тым, што вы падалі.

    Што было, што стала і чаму: { $link }
    Калі вы не згодны, напішыце органу там жа.

    Партал «Акно»
letter-decided = 
    Добры дзень!

    { $company }: { $procedure }, № { $number }.

    { $office }: разгляд скончаны.

    Што вырашылі: { $link }
    Ліст з рашэннем (PDF): { $letter }

    Партал «Акно»
pdf-issuer = Акно: партал паслуг для малога і сярэдняга прадпрымальніцтва
pdf-page = Старонка { "{page}" } з { "{pages}" }
pdf-demo = Дэма: прыдуманыя даныя
pdf-footer = Праверыць гэты дакумент можа кожны: { $url }
pdf-receipt-title = Распіска аб атрыманні
pdf-receipt-what = Партал атрымаў { filing-named-object } і перадаў у рэгіструючы орган.
pdf-filed = Пададзена
pdf-office = Рэгіструючы орган
pdf-due = Рашэнне не пазней за
pdf-digest = SHA-256 пададзенага
pdf-verify = Праверка дакумента
pdf-verify-alt = QR-код з адрасам праверкі дакумента
pdf-paper-mark = Не пададзена, пакуль не прынята спецыялістам
pdf-paper-qr = Для спецыяліста: адсканіруйце або ўвядзіце код
pdf-paper-alt = QR-код, па якім спецыяліст адкрывае чарнавік
pdf-paper-footer = Падрыхтавана на партале «Акно» { $moment }. Калі адказы зменяцца, гэта папера страціць сілу.
pdf-paper-statement = Пацвярджаем, што звесткі дакладныя.
pdf-sign-name = Прозвішча, імя, імя па бацьку, пасада
pdf-sign-signature = Подпіс
pdf-sign-date = Дата
applicant = Хто падаў

blank-form-what = Запоўніце разборліва, падпішыце і аднясіце або дашліце ў рэгіструючы орган. Пытанні, якія вас не датычацца, пакіньце пустымі.
blank-form-body = Рэгіструючы орган
blank-form-footer = Пустая форма з партала «Акно». Падача лічыцца з дня, калі яе прыняў спецыяліст.
