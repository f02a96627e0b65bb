using System.Text.Json;
using HealthPark.Disputes.Authority;
using HealthPark.Disputes.Features;
using HealthPark.EventStore;

namespace HealthPark.Disputes.ReadModels;

/// <summary>The row by which authorities are listed and asked for.</summary>
internal sealed record FieldAuthorityRow(Recorded<FieldAuthorityState> Record)
{
    public static readonly ReadModelTable<FieldAuthorityRow> Table = new ReadModelTable<FieldAuthorityRow>("field_authorities")
        .Column("id", "uuid", r => r.Record.Id)
        .Column("collection", "text", r => r.Record.State.Collection)
        .Column("member", "text", r => r.Record.State.Member)
        .Column("terms", "jsonb", r => JsonSerializer.Serialize(r.Record.State.Terms, DisputesJson.Api.IReadOnlyListFieldAuthorityTerm))
        .Column("version", "bigint", r => r.Record.Changed.Version)
        .Column("body", "json", r => FieldAuthorityResponse.Looks.Text(r.Record));

    public static FieldAuthorityRow Of(Recorded<FieldAuthorityState> record) => new(record);
}
