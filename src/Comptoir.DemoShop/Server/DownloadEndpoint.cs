using Comptoir.DemoShop.Faults;
using Microsoft.AspNetCore.Http;

namespace Comptoir.DemoShop.Server;

/// <summary>Serves the files of bulk operations, with ranges. Their address holds the right to read them: no token is asked for.</summary>
internal static class DownloadEndpoint
{
    public static async Task AnswerAsync(HttpContext http, ServedShop shop, string name)
    {
        shop.Requests.Add("download");
        var operation = shop.Bulk.Download(name);
        if (
            operation?.File is not { } file
            || GraphQLEndpoint.Struck(shop, FaultKind.ExpiredUrl) is not null
        )
        {
            http.Response.StatusCode = StatusCodes.Status403Forbidden;
            await http.Response.WriteAsync(
                "<Error><Code>ExpiredToken</Code><Message>The provided token has expired.</Message></Error>",
                http.RequestAborted
            );
            return;
        }

        if (GraphQLEndpoint.Struck(shop, FaultKind.TruncatedDownload) is not null)
        {
            await Truncated(http, file);
            return;
        }

        await Results
            .File(file, "application/jsonl", enableRangeProcessing: true)
            .ExecuteAsync(http);
    }

    /// <summary>Promises what was asked for, sends half of it and cuts the connection.</summary>
    private static async Task Truncated(HttpContext http, string file)
    {
        await using var stream = new FileStream(
            file,
            FileMode.Open,
            FileAccess.Read,
            FileShare.ReadWrite
        );
        var from = 0L;
        if (http.Request.GetTypedHeaders().Range?.Ranges.FirstOrDefault() is { From: { } start })
        {
            from = Math.Min(start, stream.Length);
            http.Response.StatusCode = StatusCodes.Status206PartialContent;
            http.Response.Headers.ContentRange =
                $"bytes {from}-{stream.Length - 1}/{stream.Length}";
        }

        http.Response.ContentType = "application/jsonl";
        http.Response.Headers.AcceptRanges = "bytes";
        http.Response.ContentLength = stream.Length - from;
        stream.Position = from;
        var buffer = new byte[64 * 1024];
        var left = (stream.Length - from) / 2;
        while (left > 0)
        {
            var read = await stream.ReadAsync(
                buffer.AsMemory(0, (int)Math.Min(left, buffer.Length)),
                http.RequestAborted
            );
            await http.Response.Body.WriteAsync(buffer.AsMemory(0, read), http.RequestAborted);
            left -= read;
        }

        await http.Response.Body.FlushAsync(http.RequestAborted);
        http.Abort();
    }
}
