create extension if not exists btree_gist; -- "with =" on uuid in an exclusion constraint

create table {schema}.carriers (
    id                     uuid        primary key,
    owner_organization_id  uuid        not null,
    code                   text,
    name                   text        not null,
    kind                   text        not null,
    zone                   text,
    phase                  int,
    batch                  text,
    status                 text        not null,
    verification           text        not null,
    usable_area            numeric,
    land_area              numeric,
    planned_floor_area     numeric,
    updated_at             timestamptz not null,
    version                bigint      not null, -- of the last change of the record itself
    body                   json        not null
);

create index carriers_owner on {schema}.carriers (owner_organization_id, id);
select event_store.make_searchable('{schema}', 'carriers');

create table {schema}.units (
    id                     uuid           primary key,
    owner_organization_id  uuid           not null,
    carrier_id             uuid           not null,
    floor                  text           not null,
    number                 text           not null,
    area                   numeric        not null,
    floor_height           numeric,
    load                   numeric,
    is_withdrawn           boolean        not null,
    let_days               datemultirange not null,
    updated_at             timestamptz    not null,
    version                bigint         not null,
    body                   json           not null
);

create index units_owner on {schema}.units (owner_organization_id, id);
create index units_carrier on {schema}.units (carrier_id, id);

-- The decision keeps a unit from being let twice for one day; the constraint would stop whatever passed it by.
create table {schema}.leases (
    id            uuid      primary key,
    unit_id       uuid      not null,
    enterprise_id uuid      not null,
    state         text      not null,
    days          daterange not null,
    exclude using gist (unit_id with =, days with &&)
);

create index leases_enterprise on {schema}.leases (enterprise_id);
