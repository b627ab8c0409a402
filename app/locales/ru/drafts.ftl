# Удалённые и забытые черновики
drafts-deleted = Удалённые черновики
drafts-deleted-on = Удалён { $deleted }. Его можно восстановить до { $until }.
drafts-forgotten-on = Удалён { $deleted }: его не меняли 90 дней. Его можно восстановить до { $until }.
drafts-restore = Восстановить
event-restored = Черновик восстановлен
case-event-restored = Черновик восстановлен
event-expiry-warned = Предупредили, что черновик будет удалён
case-event-expiry-warned = Предупредили, что черновик будет удалён
letter-draft-ends-subject = Черновик будет удалён: { $company }
letter-draft-ends =
    Здравствуйте!

    { $company }: { $procedure }.

    Этот черновик давно не меняли. Если его не изменить и не подать, портал удалит его: { $due }
    После этого черновик ещё 14 дней можно восстановить на странице «Мои заявления».

    Продолжить: { $link }
