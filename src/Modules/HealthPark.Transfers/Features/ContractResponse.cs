using HealthPark.EventStore;
using HealthPark.Transfers.Transfer;

namespace HealthPark.Transfers.Features;

/// <summary>A technology contract of a transfer.</summary>
/// <param name="Id">Its id (UUIDv7).</param>
/// <param name="TransferId">The transfer.</param>
/// <param name="Kind">Its kind. Codes: `technology-contract-kinds`.</param>
/// <param name="State">Where it stands on its way to registration.</param>
/// <param name="AmountYuan">Its amount in CNY yuan.</param>
/// <param name="TechnicalIncomeYuan">The technical income (技术性收入) in it, at most the amount.</param>
/// <param name="Parties">Its parties.</param>
/// <param name="SignedOn">When it was signed.</param>
/// <param name="SubmittedOn">When the registration body accepted it (受理).</param>
/// <param name="DecisionDueOn">When the decision is due: 30 days after that.</param>
/// <param name="RegisteredOn">When it was registered.</param>
/// <param name="RegistrationNumber">Its registration number, as the registration body wrote it.</param>
/// <param name="RefusedOn">When registration was refused.</param>
/// <param name="RefusalReason">Why it was refused.</param>
/// <param name="VoidReason">Why it was voided.</param>
/// <param name="Amendments">When and why it was amended.</param>
/// <param name="Findings">What is worth another look: `missing-registration-number`.</param>
/// <param name="UpdatedAt">When it was last changed (RFC 3339, UTC).</param>
/// <param name="Version">The version of that change; the ETag is made from it.</param>
public sealed record ContractResponse(
    Guid Id, Guid TransferId, string Kind, ContractState State, decimal AmountYuan, decimal TechnicalIncomeYuan, IReadOnlyList<string> Parties,
    DateOnly? SignedOn, DateOnly? SubmittedOn, DateOnly? DecisionDueOn, DateOnly? RegisteredOn, string? RegistrationNumber, DateOnly? RefusedOn,
    string? RefusalReason, string? VoidReason, IReadOnlyList<ContractAmendment> Amendments, IReadOnlyList<string> Findings, DateTime UpdatedAt, long Version)
{
    internal static Representation<TransferState, ContractResponse> Looks(Guid contractId) => new(
        TechnologyContract.Part(contractId), record => Of(record, contractId), TransfersJson.Api.ContractResponse,
        record => $"/v1/transfers/{record.Id}/contracts/{contractId}");

    internal static ContractResponse Of(Recorded<TransferState> record, Guid contractId)
    {
        var (c, part) = (record.State.Contract(contractId)!, record.Part(TechnologyContract.Part(contractId))!);
        return new(
            c.Id, record.Id, c.Kind, c.State, c.AmountYuan, c.TechnicalIncomeYuan, c.Parties, c.SignedOn, c.SubmittedOn, c.DecisionDueOn, c.RegisteredOn,
            c.RegistrationNumber, c.RefusedOn, c.RefusalReason, c.VoidReason, c.Amendments,
            c is { State: ContractState.Registered, RegistrationNumber: null } ? ["missing-registration-number"] : [],
            part.RecordedAt.UtcDateTime, part.Version);
    }
}
