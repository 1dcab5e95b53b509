-- What outlives a call. Times are in UTC with microseconds; statuses and kinds are the words of the API.

create table account (
    sid           varchar(34)                 not null primary key,
    friendly_name varchar                     not null,
    status        varchar(16)                 not null,
    auth_token    varchar                     not null,
    owner_sid     varchar(34)                 not null,
    created_at    timestamp(6) with time zone not null,
    updated_at    timestamp(6) with time zone not null
);

create table incoming_number (
    sid                    varchar(34)                 not null primary key,
    account_sid            varchar(34)                 not null,
    phone_number           varchar(16)                 not null,
    friendly_name          varchar                     not null,
    voice_url              varchar,
    voice_method           varchar(8),
    voice_fallback_url     varchar,
    voice_fallback_method  varchar(8),
    status_callback_url    varchar,
    status_callback_method varchar(8),
    caller_id_lookup       boolean                     not null,
    created_at             timestamp(6) with time zone not null,
    updated_at             timestamp(6) with time zone not null,
    constraint incoming_number_unique unique (phone_number)
);
create index incoming_number_page on incoming_number (account_sid, created_at desc, sid desc);

create table call_record (
    sid            varchar(34)                 not null primary key,
    session_sid    varchar(34)                 not null,
    account_sid    varchar(34)                 not null,
    parent_sid     varchar(34),
    direction      varchar(16)                 not null,
    from_address   varchar                     not null,
    to_address     varchar                     not null,
    caller_name    varchar,
    forwarded_from varchar,
    number_sid     varchar(34),
    status         varchar(16)                 not null,
    created_at     timestamp(6) with time zone not null,
    updated_at     timestamp(6) with time zone not null,
    started_at     timestamp(6) with time zone not null,
    answered_at    timestamp(6) with time zone,
    ended_at       timestamp(6) with time zone,
    sip_status     integer                     not null,
    sip_call_id    varchar                     not null,
    reason         varchar                     not null
);
create index call_record_page on call_record (account_sid, created_at desc, sid desc);
create index call_record_to on call_record (account_sid, to_address, created_at desc, sid desc);
create index call_record_from on call_record (account_sid, from_address, created_at desc, sid desc);
create index call_record_status on call_record (account_sid, status, created_at desc, sid desc);
create index call_record_started on call_record (account_sid, started_at);
create index call_record_ended on call_record (account_sid, ended_at);
create index call_record_parent on call_record (parent_sid);

create table notification (
    sid               varchar(34)                 not null primary key,
    account_sid       varchar(34)                 not null,
    call_sid          varchar(34),
    log_level         integer                     not null,
    error_code        integer                     not null,
    message           varchar                     not null,
    request_url       varchar                     not null,
    request_method    varchar(8)                  not null,
    request_variables varchar                     not null,
    response_body     varchar                     not null,
    created_at        timestamp(6) with time zone not null
);
create index notification_page on notification (account_sid, created_at desc, sid desc);
create index notification_call on notification (call_sid);

create table recording (
    sid           varchar(34)                 not null primary key,
    account_sid   varchar(34)                 not null,
    call_sid      varchar(34)                 not null,
    status        varchar(16)                 not null,
    source        varchar(32)                 not null,
    channels      integer                     not null,
    length_millis bigint                      not null,
    error_code    integer,
    started_at    timestamp(6) with time zone not null,
    created_at    timestamp(6) with time zone not null,
    updated_at    timestamp(6) with time zone not null
);
create index recording_page on recording (account_sid, created_at desc, sid desc);
create index recording_call on recording (call_sid);

-- Keys of what the outbox has written. A key outlives a record that a tenant removes, so that an entry which comes
-- again does not bring the record back.
create table written_entry (
    session_sid  varchar(34)                 not null,
    kind         varchar(16)                 not null,
    entry_number integer                     not null,
    written_at   timestamp(6) with time zone not null,
    primary key (session_sid, kind, entry_number)
);
create index written_entry_age on written_entry (written_at);
