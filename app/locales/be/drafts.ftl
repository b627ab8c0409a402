# Выдаленыя і забытыя чарнавікі
drafts-deleted = Выдаленыя чарнавікі
drafts-deleted-on = Выдалены { $deleted }. Яго можна аднавіць да { $until }.
drafts-forgotten-on = Выдалены { $deleted }: яго не змянялі 90 дзён. Яго можна аднавіць да { $until }.
drafts-restore = Аднавіць
event-restored = Чарнавік адноўлены
case-event-restored = Чарнавік адноўлены
event-expiry-warned = Папярэдзілі, што чарнавік будзе выдалены
case-event-expiry-warned = Папярэдзілі, што чарнавік будзе выдалены
letter-draft-ends-subject = Чарнавік будзе выдалены: { $company }
letter-draft-ends =
    Добры дзень!

    { $company }: { $procedure }.

    Гэты чарнавік даўно не змянялі. Калі яго не змяніць і не падаць, партал выдаліць яго: { $due }
    Пасля гэтага чарнавік яшчэ 14 дзён можна аднавіць на старонцы «Мае заявы».

    Працягнуць: { $link }
