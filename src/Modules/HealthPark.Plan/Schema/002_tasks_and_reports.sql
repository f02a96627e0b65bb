-- The 29 tasks as they stand.
create table {schema}.tasks_under_way (
    id                    uuid   primary key,
    number                int    not null,
    status                text   not null,
    owner_organization_id uuid   not null, -- nobody's: every unit of the plan sees every task
    version               bigint not null,
    body                  json   not null
);

-- Reports: what was pinned, and how far each has come.
create table {schema}.reports (
    id                    uuid        primary key,
    owner_organization_id uuid        not null,
    period                text        not null,
    basis                 text        not null,
    state                 text        not null,
    pinned_position       bigint      not null,
    updated_at            timestamptz not null,
    version               bigint      not null,
    body                  json        not null
);
