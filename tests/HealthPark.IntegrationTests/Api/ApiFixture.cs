using HealthPark.Kernel;

namespace HealthPark.IntegrationTests.Api;

/// <summary>The program on a fresh database, one for each test class.</summary>
public class ApiFixture : IAsyncLifetime
{
    private ApiProgram? _program;

    public string AdminKey { get; } = "hp_" + new string('a', 8) + Guid.NewGuid().ToString("N");

    public string Database { get; private set; } = "";

    public ApiProgram Program => _program!;

    /// <summary>The park office, with every scope.</summary>
    public Client Admin => Program.As(AdminKey);

    public Client Anonymous => Program.As(null);

    public async Task InitializeAsync()
    {
        Database = await TestPostgres.CreateDatabase();
        _program = await Start();
    }

    /// <summary>Starts the program on the database; once more for another node.</summary>
    public virtual Task<ApiProgram> Start() => ApiProgram.Start(Database, AdminKey);

    public virtual async Task DisposeAsync() => await Program.DisposeAsync();

    /// <summary>A new partner with a key that reads and writes enterprises and reads the plan.</summary>
    public Task<Partner> NewPartner() => NewPartner(Scopes.EnterprisesRead, Scopes.EnterprisesWrite, Scopes.PlanRead, Scopes.OrganizationsRead);

    /// <summary>A new partner with a key of these scopes.</summary>
    public async Task<Partner> NewPartner(params string[] scopes)
    {
        var organization = (await Admin.Post("/v1/organizations", new { name = $"示例伙伴{Guid.NewGuid():N}", kind = "partner" })).ShouldBe(201).Id;
        return new Partner(organization, Program.As(await NewKey(organization, scopes)));
    }

    /// <summary>A new key of an organisation.</summary>
    public async Task<string> NewKey(string organizationId, params string[] scopes) =>
        (await Admin.Post("/v1/api-keys", new { name = "测试", organizationId, scopes, officer = "示例人" })).ShouldBe(201)["key"].Text();

    /// <summary>The park office's own organisation.</summary>
    public async Task<string> ParkOffice() => (await Admin.Get("/v1/organizations?kind=park-office")).ShouldBe(200)["items"].Items()[0]["id"].Text();
}

/// <summary>A partner and a client that acts for it.</summary>
public sealed record Partner(string OrganizationId, Client Client);
