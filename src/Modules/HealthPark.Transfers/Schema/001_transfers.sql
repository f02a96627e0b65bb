create table {schema}.transfers (
    id                    uuid        primary key,
    owner_organization_id uuid        not null,
    title                 text        not null,
    direction             text        not null,
    sub_field             text,
    owner                 text        not null, -- the institution whose result it is
    owner_institution_id  uuid,
    enterprise_id         uuid,
    carrier               text,
    trl                   int,
    stage                 text        not null,
    stage_on              date,
    verification          text        not null,
    transferred_on        date,
    updated_at            timestamptz not null,
    version               bigint      not null, -- of the last change of the record itself
    body                  json        not null
);

create index transfers_owner on {schema}.transfers (owner_organization_id, id);
create index transfers_enterprise on {schema}.transfers (enterprise_id) where enterprise_id is not null;
create index transfers_verification on {schema}.transfers (verification, id);
create index transfers_transferred_on on {schema}.transfers (transferred_on, id);
