using HealthPark.Evidence.Evidence;
using HealthPark.Evidence.ReadModels;
using HealthPark.Kernel.Http.Collections;
using Microsoft.Net.Http.Headers;

namespace HealthPark.Evidence.Features;

/// <summary>Shows a file's bytes.</summary>
public static class GetEvidenceContent
{
    internal static void Map(IEndpointRouteBuilder routes, IReadOnlyList<string> readScopes) => routes.MapGet("/v1/evidence/{id:guid}/content", Handle)
        .WithName("GetEvidenceContent").RequireAnyScope(readScopes).ShowsFile(FileTypes.All).MayBeGone();

    /// <summary>Shows a file, byte for byte as it was attached.</summary>
    /// <remarks>
    /// `Content-Digest` is the digest that the log holds: check the bytes against it. The file is sent as an attachment, never to be shown in
    /// a browser's page. A file that was withdrawn is 410 for all but the park office.
    /// </remarks>
    public static async Task<IResult> Handle(
        Guid id, HttpContext context, Records<EvidenceState, EvidenceEvent> evidence, IEnumerable<ICollection> collections, EvidenceFiles files)
    {
        ReadParameters.Only(context);
        await Positions.Demanded(context);
        if (await EvidenceAccess.Find(context, id, evidence, collections) is not { } found)
            return Rejection.NotFound(EvidenceAccess.Noun).ToResult();
        if (found.State.WithdrawReason is { } reason && !Caller.Of(context).IsParkOffice)
            return new Rejection(410, "withdrawn", new Text($"该材料已撤回:{reason}", $"This file was withdrawn: {reason}")).ToResult();

        var etag = $"\"{found.State.Attached!.Sha256}\"";
        context.Response.Headers.ETag = etag;
        return Preconditions.NotModified(context.Request, etag) ? Results.StatusCode(304) : new FileAnswer(found.State.Attached, files);
    }

    private sealed class FileAnswer(EvidenceAttached file, EvidenceFiles files) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            var (response, sha256) = (httpContext.Response, Convert.FromHexString(file.Sha256));
            return files.Send(sha256, response.Body, Begin, httpContext.RequestAborted);

            void Begin()
            {
                var disposition = new ContentDispositionHeaderValue("attachment");
                disposition.SetHttpFileName(file.FileName);
                response.ContentType = file.MediaType;
                response.ContentLength = file.Size;
                response.Headers["Content-Digest"] = ContentDigest.Of(sha256);
                response.Headers.ContentDisposition = disposition.ToString();
                response.Headers.XContentTypeOptions = "nosniff";
                response.Headers.ContentSecurityPolicy = "default-src 'none'; sandbox";
            }
        }
    }
}
