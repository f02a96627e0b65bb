using Npgsql;

namespace HealthPark.IntegrationTests;

public sealed class TestPostgresTests
{
    [Fact]
    public async Task Each_test_class_can_have_a_database_of_its_own()
    {
        var first = await TestPostgres.CreateDatabase();
        var second = await TestPostgres.CreateDatabase();

        (await TableCount(first, "create table only_here (id int)")).ShouldBe(1);
        (await TableCount(second, "select 1")).ShouldBe(0);
    }

    private static async Task<long> TableCount(string database, string sql)
    {
        await using var source = NpgsqlDataSource.Create(database);
        await using var change = source.CreateCommand(sql);
        await change.ExecuteNonQueryAsync();
        await using var count = source.CreateCommand("select count(*) from pg_tables where schemaname = 'public'");
        return (long)(await count.ExecuteScalarAsync())!;
    }
}
