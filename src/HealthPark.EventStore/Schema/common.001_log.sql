-- The log of the whole database: one order for the events of every module.

create schema if not exists event_store;

-- The lock under which every append runs, so that positions commit in order and a reader
-- that keeps "the last position I saw" misses nothing. One number, named here once.
create function event_store.lock_log() returns void language sql as
$$ select pg_advisory_xact_lock(7310589462917) $$;

-- Waits for an append under way: what it commits is visible afterwards.
create function event_store.wait_for_append() returns void language sql as
$$ select pg_advisory_xact_lock_shared(7310589462917) $$;

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
