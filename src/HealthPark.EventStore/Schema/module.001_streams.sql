-- The streams of one module, in Marten's table layout (9.x, single tenancy, json data).
-- "{schema}" is the module's schema.

create table {schema}.mt_streams (
    id               uuid        primary key,
    type             varchar     not null,
    version          bigint      not null,
    timestamp        timestamptz not null,
    snapshot         jsonb,
    snapshot_version int,
    created          timestamptz not null,
    tenant_id        varchar     not null default '*DEFAULT*',
    is_archived      boolean     not null default false
);

create table {schema}.mt_events (
    seq_id         bigint       primary key,
    id             uuid         not null unique,
    stream_id      uuid         not null references {schema}.mt_streams (id),
    version        bigint       not null,
    data           json         not null, -- json, not jsonb: the hash covers the exact text
    bdata          bytea,
    type           varchar(500) not null,
    timestamp      timestamptz  not null,
    tenant_id      varchar      not null default '*DEFAULT*',
    mt_dotnet_type varchar,
    is_archived    boolean      not null default false,
    correlation_id varchar,
    causation_id   varchar,
    headers        jsonb        not null,
    hash           bytea        not null, -- SHA-256 over the previous event's hash and this event
    unique (stream_id, version)
);
create index mt_events_timestamp on {schema}.mt_events (timestamp);

create trigger hold_log_order before insert on {schema}.mt_events
    for each statement execute function event_store.hold_log_order();

-- Checkpoints: the last position that each subscription of this module has handled.
create table {schema}.mt_event_progression (
    name         varchar     primary key,
    last_seq_id  bigint      not null,
    last_updated timestamptz not null default now()
);

create view {schema}.mt_events_sequence as select position as last_value from event_store.log_head;

-- What only one stream of the module may hold at a time, such as a unified social credit code.
create table {schema}.claims (
    kind      text not null,
    key       text not null,
    stream_id uuid not null,
    primary key (kind, key)
);
create index claims_stream_id on {schema}.claims (stream_id);
