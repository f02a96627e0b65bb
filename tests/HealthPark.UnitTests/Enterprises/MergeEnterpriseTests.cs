using HealthPark.Enterprises.Enterprise;
using HealthPark.Enterprises.Features;
using HealthPark.Kernel;
using static HealthPark.UnitTests.Enterprises.EnterpriseGiven;

namespace HealthPark.UnitTests.Enterprises;

public class MergeEnterpriseTests
{
    private static readonly Guid This = new("0198a000-0000-7000-8000-000000000009");
    private static readonly MergeEnterpriseRequest Request = new(Other, " 同一企业 ");

    [Fact]
    public void The_other_record_goes_on_and_bears_the_names_of_both()
    {
        var (merged, into) = MergeEnterprise.Decide(
            Request, This, Of(Registered("乙公司", aliases: ["丙", "甲公司"])), Of(Registered("甲公司", aliases: ["丁"])));

        merged.Events.ShouldBe([new EnterpriseMerged(Other, "同一企业")]);
        into.ShouldBeOfType<EnterpriseTookOver>().ShouldSatisfyAllConditions(t => t.Other.ShouldBe(This), t => t.Aliases.ShouldBe(["丁", "乙公司", "丙"]));
    }

    [Fact]
    public void What_was_merged_is_void_and_says_where_it_went()
    {
        var state = EnterpriseState.Evolve(Of(Registered()), new EnterpriseMerged(Other, "同一企业"));

        (state.Stage, state.MergedInto).ShouldBe((EnterpriseStage.Voided, Other));
    }

    [Fact]
    public void Nothing_is_merged_into_itself_into_nothing_or_into_what_is_void()
    {
        Pointer(MergeEnterprise.Decide(Request with { Into = This }, This, Of(Registered()), Of(Registered()))).ShouldBe("/into same-record");
        Pointer(MergeEnterprise.Decide(Request, This, Of(Registered()), null)).ShouldBe("/into unknown-reference");
        Pointer(MergeEnterprise.Decide(Request, This, Of(Registered()), EnterpriseState.Evolve(Of(Registered()), Voided))).ShouldBe("/into unknown-reference");
    }

    [Fact]
    public void A_void_record_is_not_merged_and_merging_again_changes_nothing()
    {
        MergeEnterprise.Decide(Request, This, EnterpriseState.Evolve(Of(Registered()), Voided), Of(Registered())).Merged.Rejection!.Code.ShouldBe("enterprise-voided");
        var again = MergeEnterprise.Decide(Request, This, EnterpriseState.Evolve(Of(Registered()), new EnterpriseMerged(Other, "同一企业")), Of(Registered()));
        (again.Merged.Events.Count, again.Merged.Rejection, again.Into).ShouldBe((0, null, null));
    }

    private static EnterpriseState Of(EnterpriseRegistered registered) => EnterpriseState.Evolve(EnterpriseState.Initial, registered);

    private static string Pointer((Decision<EnterpriseEvent> Merged, EnterpriseEvent? Into) decided)
    {
        decided.Into.ShouldBeNull();
        return $"{decided.Merged.Rejection!.Errors[0].Pointer} {decided.Merged.Rejection.Errors[0].Code}";
    }
}
