create table {schema}.funds (
    id                    uuid        primary key,
    owner_organization_id uuid        not null,
    name                  text        not null,
    kind                  text        not null,
    status                text        not null,
    manager               text,
    fund_code             text,
    size                  numeric,
    uninvested            numeric     not null,
    established_on        date,
    updated_at            timestamptz not null,
    version               bigint      not null, -- of the last change of the record itself
    body                  json        not null
);

create index funds_owner on {schema}.funds (owner_organization_id, id);

create table {schema}.deals (
    id                    uuid        primary key,
    owner_organization_id uuid        not null,
    name                  text        not null,
    stage                 text        not null,
    stage_on              date        not null,
    source                text        not null,
    financing_stage       text        not null,
    enterprise_id         uuid,
    enterprises           jsonb       not null, -- the same, to be found when an enterprise is merged into another
    transfer_id           uuid,
    fund_id               uuid,
    updated_at            timestamptz not null,
    version               bigint      not null,
    body                  json        not null
);

create index deals_owner on {schema}.deals (owner_organization_id, id);
create index deals_enterprise on {schema}.deals (enterprise_id) where enterprise_id is not null;
create index deals_enterprises on {schema}.deals using gin (enterprises);
create index deals_fund on {schema}.deals (fund_id) where fund_id is not null;

select event_store.make_searchable('{schema}', 'funds');
select event_store.make_searchable('{schema}', 'deals');
