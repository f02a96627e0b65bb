create table {schema}.organizations (
    id         uuid        primary key,
    name       text        not null,
    kind       text        not null,
    code       text,
    created_at timestamptz not null,
    version    bigint      not null,
    body       json        not null
);

create table {schema}.api_keys (
    id              uuid        primary key,
    organization_id uuid        not null,
    name            text        not null,
    officer         text,
    key_hash        bytea       not null unique,
    scopes          jsonb       not null,
    expires_at      timestamptz,
    revoked_at      timestamptz,
    is_environment  boolean     not null, -- the administrator key of HEALTHPARK_ADMIN_KEY
    version         bigint      not null,
    body            json        not null
);
