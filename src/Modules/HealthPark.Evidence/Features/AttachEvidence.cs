using System.Text.Json;
using System.Text.RegularExpressions;
using HealthPark.Evidence.Evidence;
using HealthPark.Evidence.ReadModels;
using HealthPark.Kernel.Http.Collections;
using Microsoft.Net.Http.Headers;

namespace HealthPark.Evidence.Features;

/// <summary>Attaches a file to a record.</summary>
internal static partial class AttachEvidence
{
    private const long MostBytes = 20 * 1024 * 1024;
    private const int MostFiles = 100;

    private const string Description = """
        The body is the file itself: PDF, PNG, JPEG, WEBP, XLSX, DOCX, plain text or CSV, 20 MiB at most. `Content-Type` names its type, and
        its bytes must be of that type; workbooks and documents with macros, HTML, SVG and programs are refused with 415. `Content-Digest`
        (RFC 9530, `sha-256` or `sha-512`) is required: a file that changed on its way is refused with 422. The name is that of
        `Content-Disposition` (RFC 6266, in Chinese as `filename*=UTF-8''…`) or of `name`, and ends as its type does. A record has 100
        files at most.

        The digest goes into the log, whose hash chain covers it: nobody can change the file unnoticed. Nothing of the record itself changes.
        """;

    public static void Map(IEndpointRouteBuilder routes, ICollection collection) => routes
        .MapPost($"/v1/{collection.Name}/{{id:guid}}/evidence",
            (Guid id, WriteRequest request, Records<EvidenceState, EvidenceEvent> evidence, EvidenceFiles files) => Handle(collection, id, request, evidence, files))
        .WithName($"Attach{collection.Singular}Evidence").WithSummary("Attaches a file that proves what the record says.").WithDescription(Description)
        .RequireScope(collection.WriteScope).WithMetadata(new RecordsMetadata(_ => collection)).Creates<EvidenceResponse>().TakesFile(MostBytes, FileTypes.All)
        .Takes(
            new QueryParameter("name", "The file's name, where `Content-Disposition` does not give it.", "营业执照.pdf"),
            new QueryParameter("describes", "JSON pointer (RFC 6901) of the member that it proves; absent: the record as a whole.", "/landedOn"))
        .TakesHeaders(
            new HeaderParameter("Content-Digest", "The file's digest (RFC 9530).", "sha-256=:47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=:", Required: true),
            new HeaderParameter("Content-Disposition", "The file's name (RFC 6266, RFC 8187).", "attachment; filename*=UTF-8''%E8%90%A5%E4%B8%9A%E6%89%A7%E7%85%A7.pdf"));

    private static async Task<IResult> Handle(
        ICollection collection, Guid id, WriteRequest request, Records<EvidenceState, EvidenceEvent> evidence, EvidenceFiles files)
    {
        // Who may not, need not send the file.
        if (await collection.OwnerSeen(request.Caller, id, request.Aborted) is not { } owner)
            return Rejection.NotFound(collection.Noun).ToResult();
        if (!request.Caller.MayChange(owner))
            return Rejection.NotYours.ToResult();
        return await evidence.Create(request, EvidenceResponse.Looks, async _ =>
        {
            var body = request.Context.Request.Body;
            var file = await FileFacts.Read(body, request.Aborted);
            var decision = Decide(Read(request, collection, id, owner), file, await files.Count(collection.Name, id, request.Aborted));
            if (decision.Rejection is null && !request.DryRun)
                await files.Keep(file.Sha256, file.Size, body, request.Aborted);
            return decision;
        });
    }

    private static EvidenceUpload Read(WriteRequest request, ICollection collection, Guid id, Guid owner)
    {
        var (headers, query) = (request.Context.Request.Headers, request.Context.Request.Query);
        return new(
            collection.Name, id, owner, [.. collection.Body.GetProperties().Select(p => JsonNamingPolicy.CamelCase.ConvertName(p.Name))],
            MediaTypeHeaderValue.TryParse(request.Context.Request.ContentType, out var type) ? type.MediaType.ToString().ToLowerInvariant() : null,
            headers["Content-Digest"].ToString(), FileNames.Of(headers.ContentDisposition.ToString()) ?? query["name"].ToString(),
            query["describes"].ToString() is { Length: > 0 } describes ? describes : null, request.Caller.ClientId, request.Caller.OrganizationId);
    }

    internal static Decision<EvidenceEvent> Decide(EvidenceUpload upload, FileFacts file, long filesBefore)
    {
        if (upload.MediaType is null || !FileTypes.All.Contains(upload.MediaType))
        {
            return new Rejection(415, "unsupported-media-type", new Text(
                $"不接受这种文件;可用类型:{string.Join("、", FileTypes.All)}。", $"Files of this type are not taken; these are: {string.Join(", ", FileTypes.All)}."));
        }

        if (upload.Digest.Length == 0)
            return Rejection.Malformed("Content-Digest", "content-digest-required", new Text("须以 Content-Digest 头给出文件的摘要(RFC 9530)。", "Give the file's digest in the header Content-Digest (RFC 9530)."));
        if (ContentDigest.Parse(upload.Digest) is not { IsUsable: true } digest)
        {
            return Rejection.Malformed("Content-Digest", "invalid-content-digest", new Text(
                "Content-Digest 须含 sha-256=:…: 或 sha-512=:…:(Base64)。", "Content-Digest must have sha-256=:…: or sha-512=:…: (Base64)."));
        }

        if (!digest.Fits(file))
        {
            var computed = digest.Computed(file);
            return Rejection.Invalid("Content-Digest", "digest-mismatch", new Text(
                $"收到的文件与所给摘要不符:所给 {upload.Digest},实为 {computed}。", $"The file that arrived is not the one that the digest is of: given {upload.Digest}, computed {computed}."))
                .With("given", upload.Digest).With("computed", computed);
        }

        if (file.Size == 0)
            return Rejection.Invalid("", "empty-file", new Text("文件是空的。", "The file is empty."));
        if (!FileTypes.Fits(upload.MediaType, file))
        {
            return new Rejection(415, "not-of-its-type", new Text(
                $"文件内容不是 {upload.MediaType},或含有宏、脚本等可执行内容。", $"What is in the file is not {upload.MediaType}, or it holds macros or scripts that can run."));
        }

        if (FileNames.Check(upload.FileName, upload.MediaType) is { } wrong)
            return Rejection.Invalid(wrong);
        if (upload.Describes is { } pointer && !(JsonPointerForm().IsMatch(pointer) && upload.Members.Contains(pointer.Split('/')[1])))
        {
            return Rejection.Malformed("describes", "unknown-member", new Text(
                $"须为记录中某项的 JSON 指针,如 /{upload.Members[1]}。", $"Must be the JSON pointer of a member of the record, such as /{upload.Members[1]}."));
        }

        if (filesBefore >= MostFiles)
            return Rejection.Conflict("too-many-files", new Text($"每条记录最多 {MostFiles} 个文件。", $"A record has {MostFiles} files at most."));
        return new EvidenceAttached(
            upload.Owner, upload.Collection, upload.RecordId, FileNames.Normal(upload.FileName!), upload.MediaType, file.Size,
            Convert.ToHexStringLower(file.Sha256), upload.Describes, upload.AddedBy, upload.AddedFor);
    }

    [GeneratedRegex("^(/([^~/\\p{C}]|~[01])+){1,4}$")]
    private static partial Regex JsonPointerForm();
}

/// <summary>What the sender of a file says of it.</summary>
/// <param name="Collection">The record's collection.</param>
/// <param name="RecordId">The record.</param>
/// <param name="Owner">The organisation whose record it is.</param>
/// <param name="Members">The members that such a record has.</param>
/// <param name="MediaType">The file's type.</param>
/// <param name="Digest">Its digest, as the header states it.</param>
/// <param name="FileName">Its name.</param>
/// <param name="Describes">The member that it proves; null: the record as a whole.</param>
/// <param name="AddedBy">The client.</param>
/// <param name="AddedFor">The organisation for which it acts.</param>
internal sealed record EvidenceUpload(
    string Collection, Guid RecordId, Guid Owner, IReadOnlyList<string> Members, string? MediaType, string Digest, string? FileName, string? Describes,
    string AddedBy, Guid AddedFor);
