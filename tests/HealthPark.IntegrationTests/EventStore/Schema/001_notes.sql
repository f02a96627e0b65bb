-- The tables of the store tests' modules; every module has all of them, and fills those it needs.

create table {schema}.notes (
    id      uuid        primary key,
    text    text        not null,
    code    text,
    changes int         not null,
    version bigint      not null,
    made_at timestamptz not null,
    body    jsonb       not null
);
create index notes_code on {schema}.notes (code);

-- What subscriptions were given, in that order. No unique position: a position given twice must show.
create table {schema}.copies (nth bigint primary key, position bigint not null, source text not null);
create table {schema}.northern (nth bigint primary key, position bigint not null, source text not null);
