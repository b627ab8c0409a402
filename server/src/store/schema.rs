//! The tables, as Diesel sees them: the same for SQLite and PostgreSQL (a test compares).

diesel::table! {
    offices (code) {
        code -> Integer,
        soato -> BigInt,
        kind -> Text,
        parent -> Nullable<Integer>,
        registering -> Bool,
        name_be -> Text,
        name_ru -> Text,
        name_en -> Text,
        area_be -> Text,
        area_ru -> Text,
        area_en -> Text,
        opened_on -> Nullable<Date>,
        area_of -> Nullable<Integer>,
    }
}

diesel::table! {
    office_details (id) {
        id -> Text,
        office -> Integer,
        valid_from -> Date,
        name_be -> Text,
        name_ru -> Text,
        name_en -> Text,
        address -> Text,
        phone -> Text,
        email -> Text,
        hours -> Text,
        entered_by -> Nullable<Text>,
        entered_at -> Timestamp,
    }
}

diesel::table! {
    office_closures (office) {
        office -> Integer,
        closes_on -> Date,
        successor -> Integer,
        entered_by -> Nullable<Text>,
        entered_at -> Timestamp,
        passed_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    calendar_days (day) {
        day -> Date,
        kind -> Text,
        name_be -> Text,
        name_ru -> Text,
        name_en -> Text,
        act -> Text,
        verified -> Bool,
        entered_by -> Nullable<Text>,
        entered_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    terms (procedure, name, valid_from) {
        procedure -> Text,
        name -> Text,
        valid_from -> Date,
        value -> Integer,
        act -> Text,
        verified -> Bool,
        entered_by -> Nullable<Text>,
        entered_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    register_entries (id) {
        id -> BigInt,
        unp -> BigInt,
        kind -> Text,
        identity -> Text,
        valid_from -> Nullable<Date>,
        valid_to -> Nullable<Date>,
        active -> Bool,
        body -> Binary,
        digest -> Binary,
        source -> Text,
        application_id -> Nullable<Text>,
        supersedes -> Nullable<BigInt>,
        superseded_by -> Nullable<BigInt>,
        recorded_at -> Timestamp,
    }
}

diesel::table! {
    companies (unp) {
        unp -> BigInt,
        kind -> Text,
        standing -> Integer,
        registered_on -> Nullable<Date>,
        excluded_on -> Nullable<Date>,
        office -> Nullable<Integer>,
        name -> Text,
        short_name -> Nullable<Text>,
        brand -> Nullable<Text>,
        name_be -> Nullable<Text>,
        short_name_be -> Nullable<Text>,
        address -> Nullable<Text>,
        activity -> Nullable<Text>,
        head -> Nullable<Text>,
        synthetic -> Bool,
        search -> Text,
        name_key -> Text,
        updated_at -> Timestamp,
    }
}

diesel::table! {
    places (settlement_key, street_key, area, settlement_kind, street_kind) {
        area -> Integer,
        settlement_key -> Text,
        settlement_kind -> Text,
        street_key -> Text,
        street_kind -> Text,
        settlement -> Text,
        street -> Text,
    }
}

diesel::table! {
    import_runs (source, feed) {
        source -> Text,
        feed -> Text,
        position -> BigInt,
        finished -> Bool,
        read -> BigInt,
        added -> BigInt,
        replaced -> BigInt,
        unchanged -> BigInt,
        refused -> BigInt,
        updated_at -> Timestamp,
    }
}

diesel::table! {
    import_refusals (id) {
        id -> Text,
        source -> Text,
        feed -> Text,
        position -> BigInt,
        reason -> Text,
        record -> Text,
        refused_at -> Timestamp,
    }
}

diesel::table! {
    accounts (id) {
        id -> Text,
        email -> Text,
        name -> Text,
        password_hash -> Text,
        role -> Text,
        office -> Nullable<Integer>,
        lang -> Text,
        email_confirmed_at -> Nullable<Timestamp>,
        disabled_at -> Nullable<Timestamp>,
        created_at -> Timestamp,
    }
}

diesel::table! {
    sessions (token_hash) {
        token_hash -> Text,
        account_id -> Text,
        created_at -> Timestamp,
        seen_at -> Timestamp,
        expires_at -> Timestamp,
    }
}

diesel::table! {
    email_tokens (token_hash) {
        token_hash -> Text,
        account_id -> Text,
        purpose -> Text,
        created_at -> Timestamp,
        expires_at -> Timestamp,
        used_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    sign_in_failures (subject) {
        subject -> Text,
        failures -> Integer,
        first_at -> Timestamp,
        last_at -> Timestamp,
    }
}

diesel::table! {
    messages (id) {
        id -> Text,
        application_id -> Text,
        author -> Text,
        from_office -> Bool,
        body -> Text,
        answerable -> Bool,
        created_at -> Timestamp,
    }
}

diesel::table! {
    message_reads (application_id, account_id) {
        application_id -> Text,
        account_id -> Text,
        read_at -> Timestamp,
    }
}

diesel::table! {
    calendar_feeds (account_id) {
        account_id -> Text,
        token_hash -> Text,
        created_at -> Timestamp,
    }
}

diesel::table! {
    invitations (id) {
        id -> Text,
        unp -> BigInt,
        email -> Text,
        scope -> Text,
        valid_from -> Date,
        valid_to -> Date,
        invited_by -> Text,
        created_at -> Timestamp,
        expires_at -> Timestamp,
        accepted_by -> Nullable<Text>,
        accepted_at -> Nullable<Timestamp>,
        withdrawn_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    mandates (id) {
        id -> Text,
        account_id -> Text,
        unp -> BigInt,
        scope -> Text,
        valid_from -> Date,
        valid_to -> Nullable<Date>,
        granted_by -> Nullable<Text>,
        revoked_at -> Nullable<Timestamp>,
        created_at -> Timestamp,
        authorised -> Nullable<Text>,
    }
}

diesel::table! {
    applications (id) {
        id -> Text,
        procedure -> Text,
        form_version -> Integer,
        unp -> Nullable<BigInt>,
        started_by -> Text,
        status -> Text,
        number -> Nullable<Text>,
        paper_code -> Nullable<Text>,
        office -> Nullable<Integer>,
        clerk -> Nullable<Text>,
        answers -> Text,
        round -> Integer,
        filed_at -> Nullable<Timestamp>,
        filed_on -> Nullable<Date>,
        channel -> Nullable<Text>,
        due_on -> Nullable<Date>,
        decided_at -> Nullable<Timestamp>,
        created_at -> Timestamp,
        updated_at -> Timestamp,
        revision -> Integer,
        party -> Nullable<Text>,
        party_key -> Nullable<Text>,
    }
}

diesel::table! {
    filings (id) {
        id -> Text,
        application_id -> Text,
        round -> Integer,
        answers -> Text,
        digest -> Text,
        filed_by -> Nullable<Text>,
        channel -> Text,
        filed_on -> Date,
        filed_at -> Timestamp,
        mandate -> Nullable<Text>,
    }
}

diesel::table! {
    application_events (id) {
        id -> Text,
        application_id -> Text,
        position -> Integer,
        kind -> Text,
        actor -> Nullable<Text>,
        actor_role -> Text,
        body -> Text,
        at -> Timestamp,
    }
}

diesel::table! {
    remarks (id) {
        id -> Text,
        application_id -> Text,
        round -> Integer,
        field -> Text,
        body -> Text,
        created_by -> Text,
        created_at -> Timestamp,
    }
}

diesel::table! {
    decisions (application_id, turn) {
        application_id -> Text,
        turn -> Integer,
        outcome -> Text,
        reasons -> Text,
        words -> Text,
        decided_by -> Text,
        decided_at -> Timestamp,
    }
}

diesel::table! {
    documents (id) {
        id -> Text,
        application_id -> Text,
        kind -> Text,
        round -> Integer,
        lang -> Text,
        verify_code -> Text,
        digest -> Nullable<Text>,
        bytes -> Nullable<Binary>,
        created_at -> Timestamp,
        typeset_at -> Nullable<Timestamp>,
        turn -> Integer,
    }
}

diesel::table! {
    mendings (id) {
        id -> Text,
        application_id -> Text,
        round -> Integer,
        field -> Text,
        was -> Text,
        became -> Text,
        why -> Text,
        answers -> Text,
        office -> Integer,
        mended_by -> Text,
        mended_at -> Timestamp,
    }
}

diesel::table! {
    counter_drafts (application_id) {
        application_id -> Text,
        office -> Integer,
        drafted_by -> Text,
        lang -> Text,
        created_at -> Timestamp,
    }
}

diesel::allow_tables_to_appear_in_same_query!(counter_drafts, applications);
diesel::allow_tables_to_appear_in_same_query!(counter_drafts, companies);
diesel::allow_tables_to_appear_in_same_query!(counter_drafts, accounts);
diesel::allow_tables_to_appear_in_same_query!(counter_drafts, name_approvals);

diesel::table! {
    reopenings (application_id, turn) {
        application_id -> Text,
        turn -> Integer,
        reason -> Text,
        words -> Text,
        act -> Text,
        act_on -> Nullable<Date>,
        reopened_by -> Text,
        reopened_at -> Timestamp,
    }
}

diesel::table! {
    extracts (id) {
        id -> Text,
        number -> Text,
        unp -> BigInt,
        on_day -> Date,
        lang -> Text,
        personal -> Bool,
        facts -> Text,
        facts_digest -> Text,
        verify_code -> Text,
        digest -> Text,
        bytes -> Binary,
        made_on -> Date,
        made_at -> Timestamp,
    }
}

diesel::table! {
    mails (id) {
        id -> Text,
        account_id -> Nullable<Text>,
        application_id -> Nullable<Text>,
        recipient -> Text,
        lang -> Text,
        subject -> Text,
        body -> Text,
        message_id -> Text,
        state -> Text,
        last_error -> Nullable<Text>,
        created_at -> Timestamp,
        sent_at -> Nullable<Timestamp>,
        unsubscribe -> Nullable<Text>,
    }
}

diesel::table! {
    jobs (id) {
        id -> Text,
        kind -> Text,
        subject -> Text,
        run_at -> Timestamp,
        attempts -> Integer,
        claimed_by -> Nullable<Text>,
        claimed_until -> Nullable<Timestamp>,
        done_at -> Nullable<Timestamp>,
        failed_at -> Nullable<Timestamp>,
        last_error -> Nullable<Text>,
        created_at -> Timestamp,
    }
}

diesel::table! {
    audit (id) {
        id -> Text,
        account_id -> Nullable<Text>,
        role -> Text,
        action -> Text,
        subject_kind -> Text,
        subject -> Text,
        request_id -> Nullable<Text>,
        at -> Timestamp,
    }
}

diesel::table! {
    proceedings (id) {
        id -> Text,
        unp -> BigInt,
        kind -> Text,
        stage -> Text,
        application_id -> Text,
        asked_by -> Nullable<Text>,
        decided_on -> Date,
        published_on -> Date,
        claims_until -> Date,
        due_on -> Date,
        due_at_most -> Date,
        extended -> Bool,
        claims_address -> Text,
        claims_phone -> Text,
        claims_email -> Text,
        ended_on -> Nullable<Date>,
        updated_at -> Timestamp,
        revision -> Integer,
    }
}

diesel::table! {
    proceeding_events (id) {
        id -> Text,
        proceeding_id -> Text,
        position -> Integer,
        kind -> Text,
        application_id -> Nullable<Text>,
        actor -> Nullable<Text>,
        actor_role -> Text,
        body -> Text,
        at -> Timestamp,
    }
}

diesel::table! {
    proceeding_tasks (id) {
        id -> Text,
        proceeding_id -> Text,
        application_id -> Text,
        body -> Text,
        office -> Nullable<Integer>,
        answer -> Text,
        reason -> Text,
        asked_on -> Date,
        due_on -> Nullable<Date>,
        answered_by -> Nullable<Text>,
        answered_at -> Nullable<Timestamp>,
        closed_at -> Nullable<Timestamp>,
        revision -> Integer,
    }
}

diesel::table! {
    deleted_drafts (id) {
        id -> Text,
        procedure -> Text,
        form_version -> Integer,
        unp -> Nullable<BigInt>,
        started_by -> Text,
        answers -> Text,
        created_at -> Timestamp,
        deleted_by -> Nullable<Text>,
        deleted_at -> Timestamp,
    }
}

diesel::table! {
    name_approvals (application_id) {
        application_id -> Text,
        number -> Text,
        holder -> Text,
        office -> Nullable<Integer>,
        full_name -> Text,
        short_name -> Text,
        brand_name -> Text,
        full_name_be -> Text,
        short_name_be -> Text,
        name_key -> Text,
        founder -> Text,
        approved_on -> Date,
        valid_until -> Date,
        used_by -> Nullable<Text>,
    }
}

diesel::table! {
    unp_sequences (region) {
        region -> Integer,
        next -> BigInt,
    }
}

diesel::table! {
    registered_persons (unp) {
        unp -> BigInt,
        person -> Text,
    }
}

diesel::table! {
    certificates (application_id) {
        application_id -> Text,
        number -> Text,
        unp -> BigInt,
        duplicate -> Bool,
        issued_on -> Date,
        void_since -> Nullable<Date>,
    }
}

diesel::table! {
    founder_invitations (application_id, email) {
        application_id -> Text,
        email -> Text,
        invited_by -> Text,
        invited_at -> Timestamp,
    }
}

diesel::table! {
    mail_returns (mail_id) {
        mail_id -> Text,
        token -> Text,
        asks -> Bool,
    }
}

diesel::table! {
    dead_addresses (address) {
        address -> Text,
        reason -> Text,
        since -> Timestamp,
    }
}

diesel::table! {
    address_changes (token_hash) {
        token_hash -> Text,
        account_id -> Text,
        email -> Text,
        expires_at -> Timestamp,
    }
}

diesel::table! {
    draft_writings (application_id) {
        application_id -> Text,
        body -> Text,
    }
}

diesel::table! {
    founder_confirmations (id) {
        id -> Text,
        application_id -> Text,
        email -> Text,
        account_id -> Text,
        digest -> Text,
        confirmed_at -> Timestamp,
        void_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    signatures (id) {
        id -> Text,
        application_id -> Text,
        round -> Integer,
        account_id -> Text,
        part -> Text,
        method -> Text,
        form -> Text,
        algorithm -> Text,
        digest -> Text,
        signed_at -> Timestamp,
        void_at -> Nullable<Timestamp>,
        cms -> Nullable<Binary>,
        certificate_subject -> Nullable<Text>,
        certificate_issuer -> Nullable<Text>,
        certificate_serial -> Nullable<Text>,
    }
}

diesel::joinable!(signatures -> accounts (account_id));
diesel::table! {
    second_steps (account_id) {
        account_id -> Text,
        secret -> Nullable<Text>,
        since -> Nullable<Timestamp>,
        last_step -> BigInt,
        pending -> Nullable<Text>,
        pending_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    recovery_codes (hash) {
        hash -> Text,
        account_id -> Text,
        used_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    sign_in_steps (token_hash) {
        token_hash -> Text,
        account_id -> Text,
        expires_at -> Timestamp,
    }
}

diesel::table! {
    reserved_words (word, valid_from) {
        word -> Text,
        valid_from -> Date,
        valid_to -> Nullable<Date>,
        forbidden -> Bool,
        act -> Text,
        verified -> Bool,
    }
}

diesel::table! {
    bills (id) {
        id -> Text,
        number -> Text,
        application_id -> Text,
        amount -> BigInt,
        hundredths -> Integer,
        base_value -> BigInt,
        act -> Text,
        issued_on -> Date,
        issued_at -> Timestamp,
        cancelled_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    payments (bill_id) {
        bill_id -> Text,
        paid_on -> Date,
        document -> Text,
        file_id -> Nullable<Text>,
        marked_by -> Text,
        marked_at -> Timestamp,
    }
}

diesel::table! {
    bank_files (id) {
        id -> Text,
        digest -> Text,
        office -> Integer,
        name -> Text,
        imported_by -> Text,
        imported_at -> Timestamp,
    }
}

diesel::table! {
    bank_file_rows (file_id, line) {
        file_id -> Text,
        line -> Integer,
        outcome -> Text,
        bill -> Text,
        paid_on -> Text,
        document -> Text,
        amount -> Text,
        application_id -> Nullable<Text>,
    }
}

diesel::joinable!(payments -> bills (bill_id));

diesel::table! {
    seeds (name) {
        name -> Text,
        at -> Timestamp,
    }
}

diesel::table! {
    data_sets (id) {
        id -> Text,
        kind -> Text,
        owner -> Nullable<Integer>,
        theme -> Text,
        period -> Text,
        synthetic -> Bool,
        title_be -> Text,
        title_ru -> Text,
        title_en -> Text,
        search -> Text,
        latest -> Integer,
        row_count -> BigInt,
        next_on -> Nullable<Date>,
        created_at -> Timestamp,
        updated_at -> Timestamp,
        checked_at -> Timestamp,
        licence -> Text,
        points -> Integer,
    }
}

diesel::table! {
    data_versions (data_set, number) {
        data_set -> Text,
        number -> Integer,
        row_count -> BigInt,
        passport -> Text,
        made_at -> Timestamp,
    }
}

diesel::table! {
    data_files (data_set, number, format) {
        data_set -> Text,
        number -> Integer,
        format -> Text,
        size -> BigInt,
        sha256 -> Text,
        brotli_size -> Nullable<BigInt>,
        zstd_size -> Nullable<BigInt>,
        gzip_size -> Nullable<BigInt>,
    }
}

diesel::allow_tables_to_appear_in_same_query!(
    data_sets,
    data_versions,
    data_files,
    offices,
    calendar_days,
    terms,
    register_entries,
    companies,
    places,
    import_runs,
    import_refusals,
    accounts,
    sessions,
    email_tokens,
    sign_in_failures,
    mandates,
    invitations,
    messages,
    message_reads,
    case_lists,
    inbox_choices,
    absences,
    presences,
    case_notes,
    escalations,
    case_runs,
    run_cases,
    opinions,
    calendar_feeds,
    applications,
    filings,
    application_events,
    remarks,
    decisions,
    documents,
    extracts,
    mails,
    jobs,
    audit,
    proceedings,
    proceeding_events,
    proceeding_tasks,
    deleted_drafts,
    name_approvals,
    unp_sequences,
    registered_persons,
    certificates,
    founder_invitations,
    founder_confirmations,
    draft_writings,
    mail_returns,
    dead_addresses,
    address_changes,
    reserved_words,
    bills,
    payments,
    bank_files,
    bank_file_rows,
    files,
    attachments,
    filed_attachments,
    uploads,
    upload_parts,
    seeds,
);

diesel::table! {
    case_lists (id) {
        id -> Text,
        account_id -> Text,
        office -> Integer,
        name -> Text,
        query -> Text,
        shared -> Bool,
        created_at -> Timestamp,
    }
}

diesel::table! {
    inbox_choices (account_id) {
        account_id -> Text,
        shown -> Text,
        first_list -> Nullable<Text>,
        keys -> Bool,
    }
}

diesel::table! {
    absences (id) {
        id -> Text,
        account_id -> Text,
        office -> Integer,
        first_day -> Date,
        last_day -> Date,
        substitute -> Nullable<Text>,
        created_by -> Text,
        created_at -> Timestamp,
        begun_at -> Nullable<Timestamp>,
        ended_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    presences (application_id, account_id) {
        application_id -> Text,
        account_id -> Text,
        seen_at -> Timestamp,
    }
}

diesel::table! {
    case_notes (id) {
        id -> Text,
        application_id -> Text,
        author -> Text,
        body -> Text,
        created_at -> Timestamp,
    }
}

diesel::table! {
    escalations (application_id, due_on) {
        application_id -> Text,
        due_on -> Date,
        told_at -> Timestamp,
    }
}

diesel::table! {
    case_runs (id) {
        id -> Text,
        office -> Integer,
        account_id -> Text,
        action -> Text,
        reasons -> Text,
        words -> Text,
        clerk -> Nullable<Text>,
        created_at -> Timestamp,
        confirmed_at -> Nullable<Timestamp>,
        starts_at -> Nullable<Timestamp>,
        cancelled_at -> Nullable<Timestamp>,
        finished_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    run_cases (run_id, application_id) {
        run_id -> Text,
        application_id -> Text,
        position -> Integer,
        revision -> Integer,
        state -> Text,
        why -> Text,
    }
}

diesel::table! {
    opinions (id) {
        id -> Text,
        application_id -> Text,
        asked_by -> Text,
        asked_of -> Text,
        account_id -> Nullable<Text>,
        email -> Nullable<Text>,
        token_hash -> Nullable<Text>,
        question -> Text,
        due_on -> Date,
        asked_at -> Timestamp,
        reminded_at -> Nullable<Timestamp>,
        answer -> Nullable<Text>,
        answered_by -> Nullable<Text>,
        answered_at -> Nullable<Timestamp>,
        withdrawn_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    register_words (word) {
        word -> Text,
        backwards -> Text,
    }
}

diesel::table! {
    word_fills (version) {
        version -> Integer,
        position -> BigInt,
        finished -> Bool,
    }
}

diesel::table! {
    batches (id) {
        id -> Text,
        asked -> Text,
        created_at -> Timestamp,
    }
}

diesel::table! {
    alerts (id) {
        id -> Text,
        unp -> BigInt,
        email -> Text,
        lang -> Text,
        confirm_hash -> Text,
        confirm_until -> Timestamp,
        confirmed_at -> Nullable<Timestamp>,
        stop_token -> Text,
        told -> BigInt,
        created_at -> Timestamp,
    }
}

diesel::table! {
    files (digest) {
        digest -> Text,
        place -> Text,
        size -> BigInt,
        kind -> Text,
        stored_at -> Timestamp,
        scan -> Text,
        scanned_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    attachments (id) {
        id -> Text,
        application_id -> Text,
        digest -> Text,
        name -> Text,
        from_office -> Bool,
        added_by -> Text,
        added_at -> Timestamp,
        removed_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    erased_attachments (id, round) {
        id -> Text,
        round -> Integer,
        application_id -> Text,
        digest -> Text,
        name -> Text,
        size -> BigInt,
        kind -> Text,
        from_office -> Bool,
        added_by -> Text,
        added_at -> Timestamp,
        removed_at -> Nullable<Timestamp>,
        erased_at -> Timestamp,
    }
}

diesel::table! {
    filed_attachments (application_id, round, attachment_id) {
        application_id -> Text,
        round -> Integer,
        attachment_id -> Text,
    }
}

diesel::table! {
    uploads (id) {
        id -> Text,
        application_id -> Text,
        account_id -> Text,
        name -> Text,
        mark -> Text,
        size -> BigInt,
        received -> BigInt,
        created_at -> Timestamp,
        touched_at -> Timestamp,
    }
}

diesel::table! {
    upload_parts (upload_id, start) {
        upload_id -> Text,
        start -> BigInt,
        place -> Text,
    }
}

diesel::table! {
    data_drafts (id) {
        id -> Text,
        data_set -> Text,
        office -> Integer,
        status -> Text,
        revision -> Integer,
        passport -> Text,
        plan -> Nullable<Text>,
        analysis -> Nullable<Text>,
        upload -> Nullable<Text>,
        upload_name -> Text,
        upload_notes -> Text,
        upload_rows -> BigInt,
        created_at -> Timestamp,
        changed_by -> Nullable<Text>,
        changed_at -> Timestamp,
        submitted_by -> Nullable<Text>,
        approved_by -> Nullable<Text>,
        publish_on -> Nullable<Date>,
        remark -> Nullable<Text>,
        number -> Nullable<Integer>,
    }
}

diesel::table! {
    data_draft_events (id) {
        id -> Text,
        draft_id -> Text,
        kind -> Text,
        account_id -> Nullable<Text>,
        note -> Nullable<Text>,
        at -> Timestamp,
    }
}

diesel::table! {
    data_tombstones (id) {
        id -> Text,
        owner -> Nullable<Integer>,
        title_be -> Text,
        title_ru -> Text,
        title_en -> Text,
        reason -> Text,
        words -> Text,
        successor -> Nullable<Text>,
        files -> Text,
        withdrawn_by -> Nullable<Text>,
        withdrawn_at -> Timestamp,
    }
}

diesel::table! {
    data_reminders (data_set, due_on) {
        data_set -> Text,
        due_on -> Date,
        sent_at -> Timestamp,
    }
}

diesel::allow_tables_to_appear_in_same_query!(data_draft_events, accounts);

diesel::table! {
    data_questions (id) {
        id -> Text,
        data_set -> Text,
        office -> Integer,
        lang -> Text,
        name -> Text,
        question -> Text,
        email -> Nullable<Text>,
        confirm_hash -> Nullable<Text>,
        confirm_until -> Nullable<Timestamp>,
        created_at -> Timestamp,
        asked_at -> Nullable<Timestamp>,
        due_on -> Nullable<Date>,
        answer -> Nullable<Text>,
        answered_by -> Nullable<Text>,
        answered_at -> Nullable<Timestamp>,
        hidden -> Nullable<Text>,
        hidden_by -> Nullable<Text>,
        hidden_at -> Nullable<Timestamp>,
        revision -> Integer,
    }
}

diesel::table! {
    data_downloads (data_set, day, format) {
        data_set -> Text,
        day -> Date,
        format -> Text,
        times -> BigInt,
    }
}

diesel::allow_tables_to_appear_in_same_query!(signatures, accounts);

diesel::table! {
    case_exports (id) {
        id -> Text,
        office -> Integer,
        account_id -> Text,
        first_day -> Date,
        last_day -> Date,
        chosen -> Text,
        format -> Text,
        lang -> Text,
        place -> Nullable<Text>,
        size -> Nullable<BigInt>,
        cases -> Nullable<BigInt>,
        created_at -> Timestamp,
        made_at -> Nullable<Timestamp>,
        failed_at -> Nullable<Timestamp>,
        expires_at -> Timestamp,
    }
}

diesel::table! {
    phone_confirmations (id) {
        id -> Text,
        application_id -> Text,
        digest -> Text,
        token_hash -> Text,
        office -> Integer,
        shown_by -> Text,
        created_at -> Timestamp,
        expires_at -> Timestamp,
        answer -> Nullable<Text>,
        answered_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    second_person_rules (id) {
        id -> Text,
        office -> Integer,
        procedure -> Text,
        valid_from -> Date,
        accepting -> Bool,
        refusing -> Bool,
        set_by -> Text,
        set_at -> Timestamp,
    }
}

diesel::table! {
    preparations (id) {
        id -> Text,
        application_id -> Text,
        outcome -> Text,
        reasons -> Text,
        words -> Text,
        choice -> Nullable<Integer>,
        revision -> Integer,
        prepared_by -> Text,
        prepared_at -> Timestamp,
        ending -> Nullable<Text>,
        ended_by -> Nullable<Text>,
        ended_at -> Nullable<Timestamp>,
        ending_words -> Text,
    }
}

diesel::allow_tables_to_appear_in_same_query!(preparations, applications);

diesel::table! {
    admin_changes (id) {
        id -> Text,
        kind -> Text,
        subject -> Text,
        revision -> Integer,
        was -> Text,
        became -> Text,
        why -> Text,
        account_id -> Text,
        at -> Timestamp,
        reverts -> Nullable<Text>,
    }
}

diesel::table! {
    administration (id) {
        id -> Integer,
        version -> BigInt,
    }
}

diesel::allow_tables_to_appear_in_same_query!(admin_changes, accounts);

diesel::table! {
    letter_versions (id) {
        id -> Text,
        office -> Integer,
        kind -> Text,
        procedure -> Text,
        number -> Integer,
        texts -> Text,
        why -> Text,
        puts_back -> Nullable<Integer>,
        made_by -> Text,
        made_at -> Timestamp,
    }
}

diesel::table! {
    letters_made (document_id, place) {
        document_id -> Text,
        place -> Integer,
        version_id -> Text,
    }
}

diesel::allow_tables_to_appear_in_same_query!(letter_versions, letters_made, accounts);

diesel::table! {
    dated_texts (kind, subject, valid_from) {
        kind -> Text,
        subject -> Text,
        valid_from -> Date,
        body -> Text,
        entered_by -> Nullable<Text>,
        entered_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    disqualified (id) {
        id -> Text,
        batch -> Text,
        name -> Text,
        name_key -> Text,
        born_on -> Nullable<Date>,
        number_hash -> Nullable<Text>,
        from_day -> Date,
        until_day -> Nullable<Date>,
        act -> Text,
        entered_by -> Text,
        entered_at -> Timestamp,
        ended_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    retention_terms (kind, valid_from) {
        kind -> Text,
        valid_from -> Date,
        hours -> Nullable<Integer>,
        act -> Text,
        entered_by -> Text,
        entered_at -> Timestamp,
    }
}

diesel::table! {
    retention_removals (id) {
        id -> Text,
        kind -> Text,
        count -> BigInt,
        before -> Timestamp,
        announced_at -> Timestamp,
        remove_on -> Date,
        halted_at -> Nullable<Timestamp>,
        done_at -> Nullable<Timestamp>,
        removed -> Nullable<BigInt>,
    }
}
