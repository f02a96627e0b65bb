using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace HealthPark.Hostile;

/// <summary>An answer, as it stood on the wire.</summary>
/// <param name="Status">The status.</param>
/// <param name="Headers">The headers, names in lower case; of a header that came more than once, all values.</param>
/// <param name="Body">The body; of a stream of events, nothing.</param>
/// <param name="Closes">Whether the server said that it closes the connection.</param>
public sealed record Reply(int Status, IReadOnlyDictionary<string, string> Headers, byte[] Body, bool Closes)
{
    public string? Header(string name) => Headers.GetValueOrDefault(name);

    public string Text => Encoding.UTF8.GetString(Body);
}

/// <summary>The server did not answer as HTTP.</summary>
public class WireException(string message) : Exception(message);

/// <summary>The server closed the connection without an answer.</summary>
public sealed class ClosedException() : WireException("The connection was closed without an answer.");

/// <summary>One connection to the server, opened again when it was closed.</summary>
public sealed class Wire(Uri address) : IDisposable
{
    /// <summary>How long an answer may take before it is a fault.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly byte[] _buffer = new byte[64 * 1024];
    private TcpClient? _client;
    private Draft? _last;
    private int _from;
    private int _to;

    /// <summary>The request after which the server closed the connection without saying so; null if there is none.</summary>
    public Draft? ClosedAfter { get; private set; }

    /// <summary>Sends a request.</summary>
    /// <returns>The answer; null if the client hung up before there could be one.</returns>
    /// <exception cref="WireException">There was no answer, or none that is HTTP.</exception>
    public async Task<Reply?> Send(Draft request)
    {
        var bytes = request.ToBytes();
        using var patience = new CancellationTokenSource(Patience);
        try
        {
            ClosedAfter = null;
            var before = _last;
            var isUsed = await Open();
            Reply? reply;
            try
            {
                reply = await Send(request, bytes, _client!.GetStream(), patience.Token);
            }
            catch (Exception e) when (e is IOException or SocketException or ClosedException && isUsed)
            {
                // It was closed behind the request before, as this one was on its way.
                Close();
                await Open();
                (ClosedAfter, reply) = (before, await Send(request, bytes, _client!.GetStream(), patience.Token));
            }

            _last = request;
            if (reply is null || reply.Closes || request.IsBrokenHttp)
                Close();
            return reply;
        }
        catch (Exception e) when (e is IOException or SocketException or WireException)
        {
            Close();
            throw new WireException(e.Message);
        }
        catch (OperationCanceledException)
        {
            Close();
            throw new WireException($"No answer within {Patience.TotalSeconds:0} s.");
        }
    }

    public void Dispose() => Close();

    private async Task<Reply?> Send(Draft request, byte[] bytes, NetworkStream stream, CancellationToken cancelled)
    {
        if (request.CutOffAfter is { } most)
        {
            await stream.WriteAsync(bytes.AsMemory(0, Math.Min(most, bytes.Length)), cancelled);
            return null;
        }

        // Reading while writing: the server may answer, and close, before it has read everything.
        var writing = Write(request.Pieces, bytes, stream, cancelled);
        var reply = await Read(request.Method == "HEAD", stream, cancelled);
        try
        {
            await writing;
            return reply;
        }
        catch (IOException) when (reply.Closes || request.IsLarge)
        {
            return reply with { Closes = true }; // it did not read to the end
        }
    }

    private static async Task Write(int pieces, byte[] bytes, NetworkStream stream, CancellationToken cancelled)
    {
        var size = Math.Max(1, (bytes.Length + pieces - 1) / pieces);
        for (var at = 0; at < bytes.Length; at += size)
        {
            await stream.WriteAsync(bytes.AsMemory(at, Math.Min(size, bytes.Length - at)), cancelled);
            if (pieces > 1)
                await Task.Delay(TimeSpan.FromMilliseconds(5), cancelled);
        }
    }

    private async Task<Reply> Read(bool isHead, NetworkStream stream, CancellationToken cancelled)
    {
        while (true)
        {
            var line = await Line(stream, cancelled);
            if (!line.StartsWith("HTTP/1.", StringComparison.Ordinal) || line.Length < 12 || !int.TryParse(line.AsSpan(9, 3), CultureInfo.InvariantCulture, out var status))
                throw new WireException($"Not the beginning of an answer: {Draft.Shown(line, 100)}");
            var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
            for (string header; (header = await Line(stream, cancelled)).Length > 0;)
            {
                var colon = header.IndexOf(':', StringComparison.Ordinal);
                if (colon <= 0)
                    throw new WireException($"Not a header: {Draft.Shown(header, 100)}");
                var (name, value) = (header[..colon], header[(colon + 1)..].Trim());
                headers[name] = headers.TryGetValue(name, out var before) ? $"{before}, {value}" : value;
            }

            if (status is >= 100 and < 200)
                continue;
            var closes = headers.GetValueOrDefault("connection")?.Contains("close", StringComparison.OrdinalIgnoreCase) == true;
            if (isHead || status is 204 or 304)
                return new Reply(status, headers, [], closes);
            if (headers.GetValueOrDefault("content-type")?.StartsWith("text/event-stream", StringComparison.Ordinal) == true)
                return new Reply(status, headers, [], Closes: true); // it has no end: whoever asked hangs up
            return new Reply(status, headers, await Body(headers, closes, stream, cancelled), closes);
        }
    }

    private async Task<byte[]> Body(Dictionary<string, string> headers, bool closes, NetworkStream stream, CancellationToken cancelled)
    {
        using var body = new MemoryStream();
        if (headers.GetValueOrDefault("transfer-encoding") == "chunked")
        {
            while (true)
            {
                var size = await Line(stream, cancelled);
                if (!int.TryParse(size, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var length))
                    throw new WireException($"Not the size of a chunk: {Draft.Shown(size, 100)}");
                await Take(length, body, stream, cancelled);
                if ((await Line(stream, cancelled)).Length > 0)
                    throw new WireException("A chunk is longer than it says.");
                if (length == 0)
                    return body.ToArray();
            }
        }

        if (headers.GetValueOrDefault("content-length") is { } given)
        {
            await Take(int.Parse(given, CultureInfo.InvariantCulture), body, stream, cancelled);
            return body.ToArray();
        }

        if (!closes)
            throw new WireException("An answer without a length on a connection that stays open.");
        while (_from < _to || await Fill(stream, cancelled))
        {
            body.Write(_buffer, _from, _to - _from);
            _from = _to;
        }

        return body.ToArray();
    }

    private async Task Take(int length, MemoryStream body, NetworkStream stream, CancellationToken cancelled)
    {
        for (var left = length; left > 0;)
        {
            if (_from == _to && !await Fill(stream, cancelled))
                throw new WireException("The connection was closed within a body.");
            var part = Math.Min(left, _to - _from);
            body.Write(_buffer, _from, part);
            (_from, left) = (_from + part, left - part);
        }
    }

    private async Task<string> Line(NetworkStream stream, CancellationToken cancelled)
    {
        var line = new StringBuilder();
        while (true)
        {
            if (_from == _to && !await Fill(stream, cancelled))
                throw line.Length > 0 ? new WireException("The connection was closed within a line.") : new ClosedException();
            var c = (char)_buffer[_from++];
            if (c == '\n')
                return line.ToString();
            if (c != '\r')
                line.Append(c);
        }
    }

    private async Task<bool> Fill(NetworkStream stream, CancellationToken cancelled)
    {
        (_from, _to) = (0, await stream.ReadAsync(_buffer, cancelled));
        return _to > 0;
    }

    // Whether the connection has been used before.
    private async Task<bool> Open()
    {
        // What the server sent without being asked, or that it has left, shows before the next request is sent.
        if (_client is not null && (_from < _to || _client.Client.Poll(0, SelectMode.SelectRead)))
        {
            ClosedAfter = _last;
            Close();
        }

        if (_client is not null)
            return true;
        _client = new TcpClient { NoDelay = true };
        await _client.ConnectAsync(address.Host, address.Port);
        return false;
    }

    private void Close()
    {
        _client?.Dispose();
        (_client, _from, _to) = (null, 0, 0);
    }
}
