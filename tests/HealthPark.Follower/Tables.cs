namespace HealthPark.Follower;

/// <summary>The follower's own tables. The foreign keys are checked at once: a record never comes before what it refers to.</summary>
internal static class Tables
{
    public const string Create =
        """
        create table if not exists followed (
            only_row boolean primary key default true check (only_row),
            cursor   text not null,
            count    bigint not null,
            digest   text not null
        );
        insert into followed values (true, '0', 0, '') on conflict do nothing;

        create table if not exists organizations (
            id   uuid primary key,
            name text not null,
            kind text not null,
            code text
        );
        create table if not exists enterprises (
            id              uuid primary key,
            owner_id        uuid not null references organizations,
            name            text not null,
            uscc            text,
            sub_field       text,
            aliases         text[] not null,
            cxo_kinds       text[] not null,
            tiers           text[] not null,
            industry_code   text,
            zone            text,
            carrier         text,
            negotiating_on  date,
            signed_on       date,
            landed_on       date,
            operating_on    date,
            moved_out_on    date,
            deregistered_on date,
            leave_reason    text,
            verification    text not null,
            return_reason   text,
            void_reason     text,
            merged_into     uuid references enterprises
        );
        create table if not exists directions (
            enterprise_id uuid not null references enterprises,
            holds_from    date not null,
            direction     text not null,
            primary key (enterprise_id, holds_from)
        );
        create table if not exists scale_statuses (
            enterprise_id uuid not null references enterprises,
            year          int not null,
            above_scale   boolean not null,
            verification  text not null,
            return_reason text,
            primary key (enterprise_id, year)
        );
        create table if not exists revenue_declarations (
            enterprise_id uuid not null references enterprises,
            period        text not null,
            source        text not null,
            amount_yuan   numeric not null,
            verification  text not null,
            return_reason text,
            primary key (enterprise_id, period, source)
        );
        """;
}
