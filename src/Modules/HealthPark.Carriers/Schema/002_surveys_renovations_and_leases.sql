create table {schema}.renovation_projects (
    id                     uuid        primary key,
    owner_organization_id  uuid        not null,
    carrier_id             uuid        not null,
    title                  text        not null,
    status                 text        not null,
    area_before            numeric     not null,
    planned_area_after     numeric,
    area_after             numeric,
    budget                 numeric,
    cost                   numeric,
    updated_at             timestamptz not null,
    version                bigint      not null,
    body                   json        not null
);

create index renovation_projects_owner on {schema}.renovation_projects (owner_organization_id, id);
create index renovation_projects_carrier on {schema}.renovation_projects (carrier_id, id);
select event_store.make_searchable('{schema}', 'renovation_projects');
select event_store.make_searchable('{schema}', 'units');

-- Leases are listed too, and summed by what was signed. The rows are made again from the log.
delete from {schema}.leases;
alter table {schema}.leases
    add owner_organization_id uuid        not null,
    add area                  numeric     not null,
    add is_signed             boolean     not null,
    add starts_on             date        not null,
    add ends_on               date        not null,
    add updated_at            timestamptz not null,
    add version               bigint      not null,
    add body                  json        not null;

create index leases_owner on {schema}.leases (owner_organization_id, id);
create index leases_end on {schema}.leases (ends_on, id);
