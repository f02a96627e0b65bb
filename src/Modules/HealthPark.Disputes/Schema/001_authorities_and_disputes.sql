create table {schema}.field_authorities (
    id         uuid   primary key,
    collection text   not null,
    member     text   not null,
    terms      jsonb  not null, -- who speaks from which day on
    version    bigint not null,
    body       json   not null
);
create unique index field_authorities_member on {schema}.field_authorities (collection, member);

create table {schema}.disputes (
    id                    uuid        primary key,
    collection            text        not null,
    record_id             uuid        not null,
    member                text        not null,
    state                 text        not null,
    proposed_by           uuid        not null,
    owner_organization_id uuid        not null, -- whose record it is
    opened_at             timestamptz not null,
    version               bigint      not null,
    body                  json        not null
);
create index disputes_record on {schema}.disputes (record_id, member, proposed_by);
create index disputes_state on {schema}.disputes (state, id);
create index disputes_proposed_by on {schema}.disputes (proposed_by, id);
create index disputes_owner on {schema}.disputes (owner_organization_id, id);

-- What a line of a file opened, when the file is sent again.
create index disputes_opened_under on {schema}.mt_events (causation_id) where type = 'dispute_opened';
