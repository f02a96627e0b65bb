create table {schema}.enterprises (
    id                    uuid        primary key,
    owner_organization_id uuid        not null,
    name                  text        not null,
    folded_names          jsonb       not null, -- the name and the aliases, folded: how namesakes are found
    uscc                  text,
    direction             text        not null,
    sub_field             text,
    cxo_kinds             jsonb       not null,
    tiers                 jsonb       not null,
    industry_code         text,
    zone                  text,
    carrier               text,
    stage                 text        not null,
    verification          text        not null,
    signed_on             date,
    landed_on             date,
    updated_at            timestamptz not null,
    version               bigint      not null, -- of the last change of the record itself
    body                  json        not null
);

create unique index enterprises_uscc on {schema}.enterprises (uscc) where stage <> 'voided';
create index enterprises_folded_names on {schema}.enterprises using gin (folded_names) with (fastupdate = off);
create index enterprises_owner on {schema}.enterprises (owner_organization_id, id);
create index enterprises_verification on {schema}.enterprises (verification, id);
create index enterprises_landed_on on {schema}.enterprises (landed_on, id);
