-- The bytes, each file once whoever sends it. They come before the event that names them, so bytes that no event names do no harm.
create table {schema}.files (
    sha256   bytea       primary key,
    size     bigint      not null,
    bytes    bytea       not null,
    added_at timestamptz not null default now()
);

-- PDF, images and workbooks are compressed already.
alter table {schema}.files alter column bytes set storage external;

create table {schema}.evidence (
    id                    uuid    primary key,
    owner_organization_id uuid    not null,
    collection            text    not null,
    record_id             uuid    not null,
    sha256                bytea   not null,
    withdrawn             boolean not null,
    version               bigint  not null,
    body                  json    not null
);

create index evidence_record on {schema}.evidence (record_id, id);
create index evidence_owner on {schema}.evidence (owner_organization_id, id);
