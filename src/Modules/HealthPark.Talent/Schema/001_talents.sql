create table {schema}.talents (
    id                    uuid        primary key,
    owner_organization_id uuid        not null,
    employer              text        not null,
    employer_id           uuid,
    enterprises           jsonb       not null, -- the same, to be found when an enterprise is merged into another
    direction             text,
    field                 text,
    mode                  text,
    class                 text,
    stage                 text        not null,
    verification          text        not null,
    introduced_on         date,
    recognised_on         date,
    expires_on            date,
    erased_on             date,
    updated_at            timestamptz not null,
    version               bigint      not null, -- of the last change of the record itself
    body                  json        not null  -- personal members in it are sealed
);

create index talents_owner on {schema}.talents (owner_organization_id, id);
create index talents_employer on {schema}.talents (employer_id) where employer_id is not null;
create index talents_enterprises on {schema}.talents using gin (enterprises);
create index talents_verification on {schema}.talents (verification, id);
create index talents_introduced_on on {schema}.talents (introduced_on, id);
create index talents_expires_on on {schema}.talents (expires_on, id) where expires_on is not null;
create index talents_erased_on on {schema}.talents (erased_on) where erased_on is not null;
select event_store.make_searchable('{schema}', 'talents');
