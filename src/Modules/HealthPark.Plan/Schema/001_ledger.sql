-- The plan's ledger: what counts, what was left out and why, by when it was known. Append-only; a correction is a counter-entry.
create table {schema}.contributions (
    position     bigint      not null, -- of the source event
    line         int         not null,
    recorded_at  timestamptz not null, -- of the source event
    module       text        not null,
    record_id    uuid        not null,
    version      bigint      not null, -- of the source event in the record's stream
    owner_id     uuid        not null,
    reason       text        not null,
    sign         smallint    not null, -- 1: said from here on; -1: taken back
    indicator    text        not null,
    basis        text        not null,
    direction    text        not null, -- '' where the indicator has no directions
    bucket       text        not null, -- '' where it has no buckets
    occurred_on  date,                 -- null for a candidate without a date
    amount       numeric     not null, -- signed; in the indicator's unit, revenue in yuan
    item         text        not null, -- which of a record's amounts, such as 2026-03/tax; '' if it has one
    interim      boolean     not null,
    excluded     text,                 -- why a candidate does not count; null if it counts
    rule_version int         not null,
    primary key (position, line)
);
create index contributions_figure on {schema}.contributions (indicator, basis, occurred_on);

-- Running totals of what counts: the present figure without summing the ledger.
create table {schema}.figure_totals (
    indicator   text    not null,
    basis       text    not null,
    direction   text    not null,
    bucket      text    not null,
    occurred_on date    not null,
    amount      numeric not null,
    primary key (indicator, basis, occurred_on, direction, bucket)
);

-- What the plan knows of each record that may count: the state from which its contributions follow.
create table {schema}.counted_records (
    record_id uuid  primary key,
    state     jsonb not null
);

-- What each record was called, by when it was known.
create table {schema}.record_names (
    record_id uuid   not null,
    position  bigint not null,
    name      text   not null,
    primary key (record_id, position)
);
