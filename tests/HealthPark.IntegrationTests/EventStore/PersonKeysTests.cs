using HealthPark.EventStore;
using Npgsql;

namespace HealthPark.IntegrationTests.EventStore;

/// <summary>The keys that seal personal members: made once, bound to person and member, destroyed for good.</summary>
public sealed class PersonKeysTests : IAsyncLifetime
{
    private static readonly Guid Person = Guid.CreateVersion7();
    private PersonKeys _keys = null!;
    private string _beside = "";
    private string _address = "";

    public async Task InitializeAsync()
    {
        _beside = await TestPostgres.CreateDatabase();
        var settings = new NpgsqlConnectionStringBuilder(_beside);
        settings.Database += "_keys";
        _address = settings.ConnectionString;
        _keys = await Open();
    }

    public async Task DisposeAsync() => await _keys.DisposeAsync();

    [Fact]
    public async Task A_text_opens_with_the_key_of_its_person_for_its_member_only()
    {
        var key = (await _keys.MakeOrFind(Person, default)).ShouldNotBeNull();
        var sealedText = SealedText.Seal(key, Person, "name", "示例人才𠮷");

        SealedText.Open(key, Person, "name", sealedText).ShouldBe("示例人才𠮷");
        SealedText.Seal(key, Person, "name", "示例人才𠮷").ShouldNotBe(sealedText);
        SealedText.Open(key, Person, "phone", sealedText).ShouldBeNull();
        SealedText.Open(key, Guid.CreateVersion7(), "name", sealedText).ShouldBeNull();
        SealedText.Open(SealedText.NewKey(), Person, "name", sealedText).ShouldBeNull();
        SealedText.Open(key, Person, "name", "示例").ShouldBeNull();
        SealedText.Open(key, Person, "name", sealedText[..^4] + "AAAA").ShouldBeNull();
    }

    [Fact]
    public async Task Writers_who_ask_at_once_and_other_nodes_get_one_key()
    {
        await using var other = await Open();
        var asked = await Task.WhenAll(Enumerable.Range(0, 20).Select(i => (i % 2 == 0 ? _keys : other).MakeOrFind(Person, default)));

        asked.Select(k => Convert.ToHexString(k!)).Distinct().ShouldHaveSingleItem();
        (await other.Find([Person, Guid.CreateVersion7()], default)).Keys.ShouldBe([Person]);
    }

    [Fact]
    public async Task A_destroyed_key_is_never_made_again_and_an_identity_leads_nowhere()
    {
        await _keys.MakeOrFind(Person, default);
        var (token, isNew) = await _keys.TokenOf("passport:E12345678", make: true, default);
        isNew.ShouldBeTrue();
        (await _keys.TokenOf("passport:E12345678", make: true, default)).ShouldBe((token, false));
        (await _keys.TokenOf("passport:E00000000", make: false, default)).ShouldNotBe(await _keys.TokenOf("passport:E00000000", make: false, default));

        (await _keys.Destroy([Person], [token], default)).ShouldBe(2);
        (await _keys.Destroy([Person], [token], default)).ShouldBe(0);

        (await _keys.MakeOrFind(Person, default)).ShouldBeNull();
        (await _keys.Find([Person], default)).ShouldBeEmpty();
        (await _keys.TokenOf("passport:E12345678", make: true, default)).Token.ShouldNotBe(token);
    }

    private async Task<PersonKeys> Open()
    {
        var keys = new PersonKeys();
        await keys.Open(_address, _beside, default);
        return keys;
    }
}
