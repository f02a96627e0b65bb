using System.Security.Cryptography;
using System.Text;
using HealthPark.Client;
using Npgsql;

namespace HealthPark.Follower;

/// <summary>A relational copy of the park's records, one event at a time, within one transaction a page.</summary>
internal sealed class Copy(NpgsqlConnection connection)
{
    /// <summary>Where the copy stands.</summary>
    public async Task<(string Cursor, long Count, string Digest)> Read()
    {
        await using var command = new NpgsqlCommand("select cursor, count, digest from followed", connection);
        await using var reader = await command.ExecuteReaderAsync();
        await reader.ReadAsync();
        return (reader.GetString(0), reader.GetInt64(1), reader.GetString(2));
    }

    /// <summary>Takes a page: its events and the cursor together, so that a death in between leaves neither.</summary>
    public async Task Take(ChangePage page, string? drop)
    {
        await using var transaction = await connection.BeginTransactionAsync();
        var (_, count, digest) = await Read();
        foreach (var e in page.Items.Where(e => e.Position != drop))
        {
            await Apply(e);
            (count, digest) = (count + 1, Next(digest, e.Id));
        }

        await Execute("update followed set cursor = $1, count = $2, digest = $3", page.Next, count, digest);
        await transaction.CommitAsync();
    }

    // As GET /v1/changes/digest makes it.
    private static string Next(string digest, Guid id) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{digest}{id}")));

    private Task Apply(CloudEvent e) => e.TypedData switch
    {
        OrganizationRegisteredV1 x => Execute("insert into organizations values ($1, $2, $3, $4)", e.Subject, x.Name, x.Kind, x.Code),
        EnterpriseRegisteredV1 x => Register(e.Subject, x),
        EnterpriseDescriptionRevisedV1 x => Revise(e.Subject, x),
        EnterpriseUsccRecordedV1 x => Execute("update enterprises set uscc = $2, verification = 'submitted', return_reason = null where id = $1", e.Subject, x.Uscc),
        EnterpriseReclassifiedV1 x => Reclassify(e.Subject, x),
        EnterpriseNegotiationStartedV1 x => Reach(e.Subject, "negotiating", x.On),
        EnterpriseSignedV1 x => Reach(e.Subject, "signed", x.On),
        EnterpriseLandedV1 x => Reach(e.Subject, "landed", x.On),
        EnterpriseOperationStartedV1 x => Reach(e.Subject, "operating", x.On),
        EnterpriseDateCorrectedV1 x => Reach(e.Subject, x.Stage, x.On),
        EnterpriseMovedOutV1 x => Execute("update enterprises set moved_out_on = $2, leave_reason = $3 where id = $1", e.Subject, x.On, x.Reason),
        EnterpriseDeregisteredV1 x => Execute("update enterprises set deregistered_on = $2, leave_reason = $3 where id = $1", e.Subject, x.On, x.Reason),
        EnterpriseVerifiedV1 => Execute("update enterprises set verification = 'verified', return_reason = null where id = $1", e.Subject),
        EnterpriseReturnedV1 x => Execute("update enterprises set verification = 'returned', return_reason = $2 where id = $1", e.Subject, x.Reason),
        EnterpriseVoidedV1 x => Execute("update enterprises set void_reason = $2 where id = $1", e.Subject, x.Reason),
        EnterpriseMergedV1 x => Execute("update enterprises set void_reason = $2, merged_into = $3 where id = $1", e.Subject, x.Reason, x.Into),
        EnterpriseTookOverV1 x => Execute("update enterprises set aliases = $2 where id = $1", e.Subject, x.Aliases.ToArray()),
        ScaleStatusDeclaredV1 x => Execute(
            """
            insert into scale_statuses values ($1, $2, $3, 'submitted', null)
            on conflict (enterprise_id, year) do update set above_scale = $3, verification = 'submitted', return_reason = null
            """,
            e.Subject, x.Year, x.AboveScale),
        ScaleStatusVerifiedV1 x => Execute(
            "update scale_statuses set verification = 'verified', return_reason = null where enterprise_id = $1 and year = $2", e.Subject, x.Year),
        ScaleStatusReturnedV1 x => Execute(
            "update scale_statuses set verification = 'returned', return_reason = $3 where enterprise_id = $1 and year = $2", e.Subject, x.Year, x.Reason),
        RevenueDeclaredV1 x => Execute(
            """
            insert into revenue_declarations values ($1, $2, $3, $4, 'submitted', null)
            on conflict (enterprise_id, period, source) do update set amount_yuan = $4, verification = 'submitted', return_reason = null
            """,
            e.Subject, x.Period, x.Source, x.AmountYuan),
        RevenueVerifiedV1 x => Execute(
            "update revenue_declarations set verification = 'verified', return_reason = null where enterprise_id = $1 and period = $2 and source = $3",
            e.Subject, x.Period, x.Source),
        RevenueReturnedV1 x => Execute(
            "update revenue_declarations set verification = 'returned', return_reason = $4 where enterprise_id = $1 and period = $2 and source = $3",
            e.Subject, x.Period, x.Source, x.Reason),
        _ => Task.CompletedTask, // a type that came after this program was written
    };

    private async Task Register(Guid id, EnterpriseRegisteredV1 x)
    {
        await Execute(
            "insert into enterprises values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, null, null, null, 'submitted', null, null)",
            id, x.OwnerOrganizationId, x.Name, x.Uscc, x.SubField, x.Aliases.ToArray(), x.CxoKinds.ToArray(), x.Tiers.ToArray(),
            x.IndustryCode, x.Zone, x.Carrier, x.NegotiatingOn, x.SignedOn, x.LandedOn, x.OperatingOn);
        await Execute("insert into directions values ($1, '-infinity', $2)", id, x.Direction);
    }

    private Task Revise(Guid id, EnterpriseDescriptionRevisedV1 x) => Execute(
        """
        update enterprises
           set name = coalesce($2, name), aliases = coalesce($3, aliases), cxo_kinds = coalesce($4, cxo_kinds), tiers = coalesce($5, tiers),
               sub_field     = case when 'subField'     = any($10) then null else coalesce($6, sub_field) end,
               industry_code = case when 'industryCode' = any($10) then null else coalesce($7, industry_code) end,
               zone          = case when 'zone'         = any($10) then null else coalesce($8, zone) end,
               carrier       = case when 'carrier'      = any($10) then null else coalesce($9, carrier) end,
               verification  = case when verification = 'returned' then 'submitted' else verification end,
               return_reason = null
         where id = $1
        """,
        id, x.Name, x.Aliases?.ToArray(), x.CxoKinds?.ToArray(), x.Tiers?.ToArray(), x.SubField, x.IndustryCode, x.Zone, x.Carrier, x.Cleared.ToArray());

    private async Task Reclassify(Guid id, EnterpriseReclassifiedV1 x)
    {
        await Execute("delete from directions where enterprise_id = $1 and holds_from >= $2", id, x.From);
        await Execute("insert into directions values ($1, $2, $3)", id, x.From, x.Direction);
        await Execute("update enterprises set sub_field = $2, verification = 'submitted', return_reason = null where id = $1", id, x.SubField);
    }

    private Task Reach(Guid id, string stage, DateOnly on) => Execute(
        """
        update enterprises
           set negotiating_on = case when $2 = 'negotiating' then $3 else negotiating_on end,
               signed_on      = case when $2 = 'signed'      then $3 else signed_on end,
               landed_on      = case when $2 = 'landed'      then $3 else landed_on end,
               operating_on   = case when $2 = 'operating'   then $3 else operating_on end,
               verification   = 'submitted', return_reason = null
         where id = $1
        """,
        id, stage, on);

    private async Task Execute(string sql, params object?[] values)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        foreach (var value in values)
            command.Parameters.Add(new NpgsqlParameter { Value = value ?? DBNull.Value });
        await command.ExecuteNonQueryAsync();
    }
}
