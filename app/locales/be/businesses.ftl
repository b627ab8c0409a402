# Мой бізнес
nav-businesses = Мой бізнес
business-due = Што трэба зрабіць
business-nothing-due = Тут ад вас нічога не чакаюць.
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
