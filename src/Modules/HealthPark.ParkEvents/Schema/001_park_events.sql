create table {schema}.park_events (
    id                    uuid        primary key,
    owner_organization_id uuid        not null,
    title                 text        not null,
    kind                  text        not null,
    state                 text        not null,
    starts_on             date        not null,
    ends_on               date        not null, -- the first day, where it takes no more
    hosts                 jsonb       not null,
    enterprises           jsonb       not null, -- those that its registrations, outcomes and pitches name
    carrier               text,
    series_id             uuid,
    updated_at            timestamptz not null,
    version               bigint      not null, -- of the last change of the record itself
    body                  json        not null
);

create index park_events_owner on {schema}.park_events (owner_organization_id, id);
create index park_events_calendar on {schema}.park_events (starts_on, id);
create index park_events_enterprises on {schema}.park_events using gin (enterprises);
create index park_events_series on {schema}.park_events (series_id) where series_id is not null;

create table {schema}.event_series (
    id                    uuid        primary key,
    owner_organization_id uuid        not null,
    title                 text        not null,
    updated_at            timestamptz not null,
    version               bigint      not null,
    body                  json        not null
);

create index event_series_owner on {schema}.event_series (owner_organization_id, id);

select event_store.make_searchable('{schema}', 'park_events');
select event_store.make_searchable('{schema}', 'event_series');
