namespace HealthPark.Kernel;

/// <summary>What a client may do. Each endpoint names the scope it needs; a key holds a list of them.</summary>
public static class Scopes
{
#pragma warning disable CS1591 // the names say it
    public const string EnterprisesRead = "enterprises:read";
    public const string EnterprisesWrite = "enterprises:write";
    public const string EnterprisesVerify = "enterprises:verify";
    public const string EnterprisesRevenue = "enterprises:revenue";
    public const string TransfersRead = "transfers:read";
    public const string TransfersWrite = "transfers:write";
    public const string TransfersVerify = "transfers:verify";
    public const string CarriersRead = "carriers:read";
    public const string CarriersWrite = "carriers:write";
    public const string CarriersVerify = "carriers:verify";
    public const string EventsRead = "events:read";
    public const string EventsWrite = "events:write";
    public const string FundsRead = "funds:read";
    public const string FundsWrite = "funds:write";
    public const string FundsAmounts = "funds:amounts";
    public const string TalentsRead = "talents:read";
    public const string TalentsWrite = "talents:write";
    public const string TalentsVerify = "talents:verify";
    public const string TalentsPersonal = "talents:personal";
    public const string PlanRead = "plan:read";
    public const string TasksWrite = "tasks:write";
    public const string ReportsWrite = "reports:write";
    public const string ReportsApprove = "reports:approve";
    public const string ChangesRead = "changes:read";
    public const string WebhooksRead = "webhooks:read";
    public const string WebhooksWrite = "webhooks:write";
    public const string AuthoritiesRead = "authorities:read";
    public const string AuthoritiesWrite = "authorities:write";
    public const string DisputesRead = "disputes:read";
    public const string DisputesWrite = "disputes:write";
    public const string OrganizationsRead = "organizations:read";
    public const string OrganizationsWrite = "organizations:write";
    public const string ApiKeysRead = "api-keys:read";
    public const string ApiKeysWrite = "api-keys:write";
    public const string DelegationsRead = "delegations:read";
    public const string DelegationsWrite = "delegations:write";
#pragma warning restore CS1591

    /// <summary>Every scope there is.</summary>
    public static readonly IReadOnlyList<string> All =
    [
        EnterprisesRead, EnterprisesWrite, EnterprisesVerify, EnterprisesRevenue, TransfersRead, TransfersWrite, TransfersVerify, CarriersRead, CarriersWrite,
        CarriersVerify, EventsRead, EventsWrite, FundsRead, FundsWrite, FundsAmounts, TalentsRead, TalentsWrite, TalentsVerify, TalentsPersonal, PlanRead,
        TasksWrite, ReportsWrite, ReportsApprove, ChangesRead, WebhooksRead, WebhooksWrite, AuthoritiesRead, AuthoritiesWrite, DisputesRead, DisputesWrite,
        OrganizationsRead, OrganizationsWrite, ApiKeysRead, ApiKeysWrite, DelegationsRead, DelegationsWrite,
    ];

    /// <summary>Scopes that only the park office's own keys may hold: it answers for what is verified and for who may enter. None can be delegated.</summary>
    public static readonly IReadOnlyList<string> ParkOfficeOnly =
    [
        EnterprisesVerify, TransfersVerify, CarriersVerify, TalentsVerify, ReportsWrite, ReportsApprove, AuthoritiesWrite, OrganizationsWrite, ApiKeysRead, ApiKeysWrite,
        DelegationsWrite,
    ];
}
