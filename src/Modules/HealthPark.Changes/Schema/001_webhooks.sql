create table {schema}.webhooks (
    id                 uuid        primary key,
    organization_id    uuid        not null,
    state              text        not null,
    secret_id          uuid        not null,
    previous_secret_id uuid,
    previous_ends_at   timestamptz,
    url                text        not null,
    types              jsonb       not null,
    only_own           boolean     not null,
    version            bigint      not null,
    body               json        not null
);

-- Signing secrets stand here and not in the log: the log is for ever, is read by whoever may read an event, and its hash chain
-- allows no deletion, while a secret that was rotated out must go. They stand in the clear, because a signature is made with the
-- secret itself. An event names a secret by its id; a secret is written before its event, so no event names one that is missing,
-- and one whose event never came is named by none and is removed.
create table {schema}.webhook_secrets (
    id         uuid        primary key,
    secret     bytea       not null,
    created_at timestamptz not null default now()
);

-- What follows is a queue of work, no read model: that something was sent, the log does not know.

-- The last position whose change has been put in the queue, or was not for the webhook.
create table {schema}.webhook_checkpoints (
    webhook_id uuid   primary key,
    position   bigint not null
);

create table {schema}.deliveries (
    id              uuid        primary key,
    webhook_id      uuid        not null,
    event_id        uuid        not null,
    position        bigint      not null,
    subject         uuid        not null,
    type            text        not null,
    status          text        not null default 'pending', -- pending, delivered, withheld
    attempts        int         not null default 0,
    failures        int         not null default 0, -- in the present run of the retry plan
    next_attempt_at timestamptz not null,
    last_attempt_at timestamptz,
    last_status     int,
    last_error      text,
    last_answer     text,
    ended_at        timestamptz,
    unique (webhook_id, event_id)
);
create index deliveries_due on {schema}.deliveries (webhook_id, next_attempt_at) where status = 'pending';
create index deliveries_order on {schema}.deliveries (webhook_id, subject, position) where status = 'pending';
create index deliveries_ended on {schema}.deliveries (ended_at) where status <> 'pending';
create index deliveries_list on {schema}.deliveries (webhook_id, id);

create function {schema}.instant(at timestamptz) returns text language sql immutable as
$$ select to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') $$;

-- Deliveries as they are shown.
create view {schema}.delivery_list as
select id, webhook_id, position, subject, type, status, next_attempt_at,
       json_build_object(
           'id', id,
           'webhookId', webhook_id,
           'eventId', event_id,
           'position', position::text,
           'subject', subject,
           'type', type,
           'status', status,
           'attempts', attempts,
           'nextAttemptAt', case when status = 'pending' then {schema}.instant(next_attempt_at) end,
           'lastAttemptAt', {schema}.instant(last_attempt_at),
           'lastStatus', last_status,
           'lastError', last_error,
           'lastAnswer', last_answer,
           'deliveredAt', case when status = 'delivered' then {schema}.instant(ended_at) end) as body
  from {schema}.deliveries;
