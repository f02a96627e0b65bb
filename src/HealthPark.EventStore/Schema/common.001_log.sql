-- The log of the whole database: one order for the events of every module.

create schema if not exists event_store;

-- The lock under which every append runs, so that positions commit in order and a reader
-- that keeps "the last position I saw" misses nothing. Its number is named in this file only.
create function event_store.lock_log() returns void language sql as
$$ select pg_advisory_xact_lock(7310589462917) $$;

-- Waits until no append can be given this instant any more: until the database's clock, which stamps the events, has passed
-- it (another computer's may be a little ahead), and until the append under way has committed. An instant older than the
-- longest append has nothing to wait for.
create function event_store.wait_for_instant(instant timestamptz) returns void language plpgsql as
$$ begin
    if instant < clock_timestamp() - interval '1 minute' then
        return;
    end if;
    if instant > clock_timestamp() + interval '5 seconds' then
        raise exception 'The instant % lies in the future.', instant using errcode = 'datetime_field_overflow';
    end if;
    perform pg_sleep(extract(epoch from instant - clock_timestamp()));
    perform pg_advisory_xact_lock_shared(7310589462917);
end $$;

-- The last position and instant given out. A row, not a sequence: it moves with the transaction,
-- so a failed append leaves no hole.
create table event_store.log_head (
    only_row    boolean     primary key default true check (only_row),
    position    bigint      not null,
    recorded_at timestamptz not null
) with (fillfactor = 10);

insert into event_store.log_head (position, recorded_at) values (0, '2000-01-01T00:00:00Z');

-- First answers to writes, so that a retried write happens once (kept for seven days).
-- The body is not kept: it is rebuilt from the stream at that version.
create table event_store.idempotency_keys (
    client_id   text        not null,
    key         text        not null,
    fingerprint bytea       not null,
    status      int         not null,
    stream_id   uuid        not null,
    version     bigint      not null,
    position    bigint      not null,
    created_at  timestamptz not null,
    primary key (client_id, key)
);
create index idempotency_keys_created_at on event_store.idempotency_keys (created_at);

-- Appends take the lock first; this makes sure of it for a writer that forgot.
create function event_store.hold_log_order() returns trigger language plpgsql as
$$ begin perform event_store.lock_log(); return null; end $$;
