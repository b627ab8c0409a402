# Мой бізнес
nav-businesses = Мой бізнес
business-due = Што трэба зрабіць
business-nothing-due = Зараз ад вас нічога не патрабуецца.
business-more-due = { $count ->
    [one] Яшчэ { $count } справа
    [few] Яшчэ { $count } справы
   *[other] Яшчэ { $count } спраў
  }
business-count-drafts = чарнавікоў: { $count }
business-count-under-way = на разглядзе: { $count }
business-count-decided = завершана: { $count }
business-drafts = Чарнавікі
business-day = Дзень
business-more-decided = Усе заявы
business-register = Што гаворыць рэгістр
business-register-page = Адкрытая старонка і ўся гісторыя
business-person = Хто
business-holders = Хто можа дзейнічаць
business-begin = Пачаць
business-documents = Атрыманыя дакументы
home-businesses = Мой бізнес: што трэба зрабіць

# Што трэба зрабіць
duty-correct = Выпраўце паводле заўваг: { $procedure }
duty-correct-why = Пакуль вы не падасце выпраўленне, тэрмін рашэння стаіць.
duty-file = Падайце: { $procedure }
duty-file-why = Ваш тэрмін лічыцца з дня, які вы ўказалі ў чарнавіку.
duty-hand-in = Перадайце паперу: { $procedure }
duty-hand-in-why = Яна лічыцца пададзенай, толькі калі падпісаная папера ў рэгіструючага органа.
duty-draft-ends = Чарнавік будзе выдалены: { $procedure }
duty-draft-ends-why = Яго даўно ніхто не мяняў. Змяніце або падайце яго, і ён застанецца.
duty-head-ends = Заканчваюцца паўнамоцтвы кіраўніка
duty-head-ends-why = Паведаміце рэгістру, што яны падоўжаны або хто цяпер кіруе арганізацыяй.
duty-no-head = У рэгістры няма кіраўніка
duty-no-head-why = Паўнамоцтвы апошняга скончыліся. Паведаміце рэгістру, хто цяпер кіруе арганізацыяй.
duty-passage-why = Наступны этап ліквідацыі або спынення дзейнасці.
duty-proceeding = Завяршыце ліквідацыю або спыненне дзейнасці
duty-proceeding-why = Гэта апошні дзень на ўсё разам, з усімі этапамі.
duty-right-ends = Заканчваюцца вашы паўнамоцтвы
duty-right-ends-why = Пасля гэтага дня вы не ўбачыце спраў гэтай арганізацыі. Новыя паўнамоцтвы можа даць яе кіраўнік.
duty-until = да { $date }
duty-late = тэрмін прайшоў { $date }
duty-next = наступны этап
duty-now = чакае вас

# Паўнамоцтвы
rights-title = Хто можа дзейнічаць ад імя арганізацыі
rights-lede = Дайце бухгалтару або юрысту паўнамоцтвы да пэўнага дня. Адклікаць іх можна ў любы момант: яны спыняцца адразу. Справы арганізацыі застаюцца ў арганізацыі.
rights-give = Даць паўнамоцтвы
rights-give-or-take = Даць паўнамоцтвы або адклікаць іх
rights-allowed = Што дазволена
rights-email = Электронная пошта гэтага чалавека
rights-email-hint = Мы напішам туды. Чалавек увойдзе пад гэтым адрасам або зарэгіструецца з ім і прыме паўнамоцтвы.
rights-scope = Што можна рабіць
rights-read-about = Бачыць тэрміны, заявы і дакументы
rights-prepare-about = Яшчэ і рыхтаваць заявы; падаяце іх вы
rights-file-about = Яшчэ і падпісваць, падаваць і адклікаць ад імя арганізацыі
rights-from = Першы дзень, калі не сёння
rights-from-hint = Пакіньце пустым, і паўнамоцтвы пачнуцца, калі іх прымуць
rights-until = Апошні дзень
rights-until-hint = Не больш за { $months } месяцаў і не даўжэй за вашы ўласныя паўнамоцтвы
rights-button = Прапанаваць паўнамоцтвы
rights-offers = Прапанаваны і яшчэ не прыняты
rights-waits = Чакаем
rights-expires = да { $date }
rights-withdraw = Адклікаць прапанову
rights-revoke = Адклікаць паўнамоцтвы
rights-give-back = Адмовіцца ад паўнамоцтваў
notice-right-offered = Паўнамоцтвы прапанаваны. Мы напісалі на гэты адрас.
notice-right-withdrawn = Прапанова адклікана.
notice-right-revoked = Паўнамоцтвы адкліканы. З гэтай хвіліны яны не дзейнічаюць.
invitation-title = Вам прапануюць паўнамоцтвы
invitation-text = Прыміце іх, калі ведаеце гэтую арганізацыю. Усё, што вы падасце, будзе стаяць пад вашым імем і з указаннем, чые гэта паўнамоцтвы.
invitation-button = Прыняць
invitation-offered = { $company } прапануе вам паўнамоцтвы: { $scope }, { $period }.
invitation-look = Паглядзець і прыняць
problem-grant-email-missing = Увядзіце электронную пошту гэтага чалавека
problem-grant-email-own = Гэта ваш уласны адрас: у вас і так ёсць усе паўнамоцтвы
problem-grant-scope-missing = Выберыце, што можна рабіць
problem-grant-from-past = Першы дзень не можа быць у мінулым
problem-grant-until-missing = Увядзіце апошні дзень
problem-grant-until-before-start = Апошні дзень не можа быць раней за першы або за сённяшні
problem-grant-until-too-long = Паўнамоцтвы можна даць не даўжэй чым да { $until }
problem-grant-until-beyond-own = Вашы паўнамоцтвы заканчваюцца { $until }: выдадзеныя вамі скончацца не пазней
filed-under = { $name }, паводле паўнамоцтваў ад: { $giver }
filed-under-power = { $name }, паводле даверанасці, паказанай рэгіструючаму органу
status-filed-by = Пададзена: { $who }
letter-invited-subject = Вам прапануюць паўнамоцтвы: { $company }
letter-invited =
    Добры дзень!

    { $company } прапануе вам паўнамоцтвы на партале «Акно»: { $scope }, з { $from } да { $until }.

    Увайдзіце пад гэтым адрасам і прыміце іх: { $link }
    Калі ўліковага запісу яшчэ няма, спачатку зарэгіструйцеся з гэтым адрасам: { $signup }

    Калі вы не ведаеце гэтай арганізацыі, нічога не рабіце: без вашай згоды паўнамоцтвы не пачнуцца.
letter-right-accepted-subject = Паўнамоцтвы прыняты: { $company }
letter-right-accepted =
    Добры дзень!

    { $company }: { $address } прыняў(-ла) прапанаваныя вамі паўнамоцтвы: { $scope }, да { $until }.

    Адклікаць іх можна ў любы момант: { $link }
letter-right-revoked-subject = Вашы паўнамоцтвы спынены: { $company }
letter-right-revoked =
    Добры дзень!

    { $company } адклікала вашы паўнамоцтвы на партале «Акно». Яны больш не дзейнічаюць. Тое, што вы падалі, застаецца ў сіле і належыць арганізацыі.

# Каляндар тэрмінаў
calendar-title = Каляндар тэрмінаў
calendar-link = Тэрміны ў вашым календары
calendar-lede = Падпішыце сваю праграму-каляндар на тэрміны ўсіх вашых арганізацый: што трэба зрабіць і калі вырашае рэгіструючы орган.
calendar-address = Адрас календара
calendar-once = Скапіруйце яго цяпер: мы захоўваем яго так, што паказаць яшчэ раз не зможам. У праграме-календары выберыце «падпісацца па адрасе».
calendar-since = Адрас створаны { $moment }.
calendar-secret = Тэрміны ўбачыць кожны, хто ведае адрас. Калі ён трапіў у чужыя рукі, стварыце новы: ранейшы адразу перастане дзейнічаць.
calendar-make = Стварыць адрас
calendar-anew = Стварыць новы адрас
calendar-end = Выдаліць адрас
calendar-decision = рашэнне органа: { $procedure }
calendar-decision-why = Апошні дзень, да якога рэгіструючы орган прымае рашэнне.

# Паведамленні
duty-message = Прачытайце паведамленне органа: { $procedure }
duty-message-why = Магчыма, ад вашага адказу залежыць рашэнне.
messages-title = Перапіска
messages-none = Паведамленняў пакуль няма.
messages-unread = новых: { $count }
messages-new = Новае
messages-from-office = рэгіструючы орган
messages-from-applicant = заяўнік
messages-closed = Справа завершана: пісаць можна, толькі калі рэгіструючы орган гэта дазволіць.
messages-words = Ваша паведамленне
messages-hint = Яго ўбачаць спецыяліст і ўсе, хто дзейнічае ад імя арганізацыі. Адказы ў заяве паведамленнем не змяніць.
messages-hint-office = Яго ўбачаць усе, хто дзейнічае ад імя арганізацыі. Заўвагі да адказаў мацуйце да палёў справы.
messages-answerable = Заяўнік можа адказаць
messages-after-decision = Справа вырашана: без гэтай адзнакі адказаць нельга
messages-send = Адправіць
messages-back = Назад да заявы
message-empty = Напішыце паведамленне
message-too-long = Скараціце паведамленне да { $longest } знакаў
letter-message-subject = Паведамленне № { $number }: вам напісаў рэгіструючы орган
letter-message =
    Добры дзень!

    { $company }: { $procedure }, № { $number }.

    { $office }: прыйшло паведамленне. Прачытаць і адказаць можна на партале: { $link }
letter-office-message-subject = Справа № { $number }: паведамленне заяўніка
letter-office-message =
    Добры дзень!

    Па справе № { $number }, якая ў вас, напісаў заяўнік: { $link }

# Свае даныя
own-data-title = Вашы даныя
own-data-copy = Спампаваць усе даныя пра вас (JSON)
own-mails-title = Лісты, якія мы вам адпраўлялі
own-mails-lede = Апошнія пяцьдзясят. Тут відаць, ці дайшоў ліст да паштовага сервера.
own-mails-failed = Калі ліст не адправіўся, праверце, ці прымае ваша скрынка пошту: усё важнае ўсё роўна ёсць на партале.
own-mails-none = Лістоў пакуль не было.
closure-title = Закрыць уліковы запіс
closure-lede = Увайсці пад ім больш не атрымаецца. Вярнуць яго нельга; з тым самым адрасам можна зарэгістравацца нанова.
closure-goes = Што знікне адразу
closure-goes-sign-in = уваход і ўсе адкрытыя сеансы, ваш адрас і пароль, каляндар тэрмінаў
closure-goes-rights = вашы паўнамоцтвы дзейнічаць за арганізацыі і вашы прапановы паўнамоцтваў іншым
closure-goes-drafts = чарнавікі, якія не належаць ніводнай арганізацыі
closure-goes-mails = лісты пра ўліковы запіс
closure-stays = Што застаецца, бо гэтага патрабуе закон
closure-stays-filed = пададзеныя заявы, рашэнні па іх і ваша імя пад тым, што вы падпісалі
closure-stays-company = справы і чарнавікі арганізацый: яны належаць арганізацыям
closure-stays-record = запіс пра тое, хто і што рабіў, і лісты пра пададзеныя заявы
closure-copy-first = Спачатку спампаваць усе даныя пра вас
closure-button = Закрыць назаўсёды
notice-account-closed = Уліковы запіс закрыты.
mail-closed-subject = Уліковы запіс закрыты
mail-closed =
    Добры дзень!

    Ваш уліковы запіс на партале «Акно» закрыты { $at }. Усё, што вы падалі, застаецца ў сіле.

    Калі гэта былі не вы, адразу звярніцеся ў рэгіструючы орган.
