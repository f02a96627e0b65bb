using System.Data;
using System.Globalization;
using HealthPark.EventStore;
using HealthPark.Kernel.Http.Tables;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;

namespace HealthPark.Kernel.Http.Collections;

/// <summary>
/// A whole list as a file, from one snapshot that stands at a position of the log: the file, and the change feed after that position, are
/// the list as it is. Rows go out as they are read.
/// </summary>
internal sealed class ListExport(ICollection collection, ListQuery list, string type) : IResult
{
    // Personal members are opened, and their reading recorded, for so many rows at a time.
    private const int RowsAtOnce = 200;

    /// <summary>The list that a request asks for, as a file.</summary>
    /// <exception cref="RejectedException">A parameter is unknown or malformed; those that cut a list into pages are.</exception>
    public static async Task<IResult> Of(ICollection collection, HttpContext context, string type)
    {
        await Positions.Demanded(context);
        return new ListExport(collection, collection.List.Read(context), type);
    }

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var (response, ct) = (httpContext.Response, httpContext.RequestAborted);
        await using var file = type == MediaTypes.Xlsx ? NewFile() : null;
        await using (var connection = await Positions.OpenForReading(httpContext))
        await using (await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, ct))
        {
            await list.KeepTable(connection, ct);
            var position = await EventLog.Head(connection, ct); // its statement takes the snapshot
            response.Headers[Positions.Header] = position.ToString(CultureInfo.InvariantCulture);
            var reader = Caller.Of(httpContext);
            response.Headers.ETag = $"W/{StoredJson.TagOf($"{position} {type} {httpContext.Request.QueryString} {reader.ClientId} {reader.OrganizationId}")}";
            if (Preconditions.NotModified(httpContext.Request, response.Headers.ETag!))
            {
                response.StatusCode = 304;
                return;
            }

            response.ContentType = MediaTypes.WithCharset(type);
            response.Headers.ContentDisposition = MediaTypes.Attachment(string.Create(
                CultureInfo.InvariantCulture, $"{collection.Name}-{httpContext.RequestServices.GetRequiredService<TimeProvider>().Today():yyyy-MM-dd}"), type);
            httpContext.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
            await using var writer = WriterTo(file ?? response.Body, ColumnsFor(httpContext.Request), ct);
            await foreach (var rows in list.Rows(connection, ct).Chunk(RowsAtOnce).WithCancellation(ct))
            {
                foreach (var body in await list.Open(httpContext, rows))
                    await writer.Write(body);
            }
        }

        if (file is null)
            return;
        // Where its parts begin, a workbook says at its end: it is whole before it is sent, and the snapshot is not held meanwhile.
        response.ContentLength = file.Length;
        file.Position = 0;
        await file.CopyToAsync(response.Body, ct);
    }

    private IRecordWriter WriterTo(Stream output, IReadOnlyList<Column> columns, CancellationToken ct) => type switch
    {
        MediaTypes.NdJson => new NdJsonWriter(output, ct),
        MediaTypes.Csv => new CsvWriter(output, columns, ct),
        _ => new SheetWriter(output, columns, collection.Name),
    };

    private IReadOnlyList<Column> ColumnsFor(HttpRequest request)
    {
        var all = TableForm.Of(collection).Shown;
        var fields = request.Query["fields"].ToString().Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        return fields.Length == 0 ? all : [.. all.Where(c => c.Name == "id" || fields.Contains(c.Name))];
    }

    // For this program's user alone, and gone when it is closed.
    private static FileStream NewFile() =>
        new(Path.GetTempFileName(), FileMode.Open, FileAccess.ReadWrite, FileShare.None, 64 * 1024, FileOptions.DeleteOnClose | FileOptions.Asynchronous);
}
