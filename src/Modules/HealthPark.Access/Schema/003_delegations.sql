create table {schema}.delegations (
    id                       uuid        primary key,
    organization_id          uuid        not null, -- the body acted for
    delegate_organization_id uuid        not null, -- whose clients act
    scopes                   jsonb       not null,
    valid_from               date        not null,
    valid_until              date        not null,
    revoked_at               timestamptz,
    version                  bigint      not null,
    body                     json        not null
);

create index delegations_delegate on {schema}.delegations (delegate_organization_id, organization_id);
