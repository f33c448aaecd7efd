using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Comptoir.Shopify;

namespace Comptoir.Tests.Shopify.Bulk;

/// <summary>
/// A Shopify that runs bulk operations: five at a time, each finished after a number of looks, its file served in one go,
/// in pieces that break off, or not at all, as the test wants.
/// </summary>
sealed class BulkStandIn
{
    public const string FileHost = "https://files.example/";

    readonly List<Operation> operations = [];

    public BulkStandIn()
    {
        Handler = new StandIn(Answer);
    }

    public sealed class Operation
    {
        public required long Number { get; init; }
        public required string Query { get; init; }
        public string Status { get; set; } = "CREATED";
        public string? ErrorCode { get; set; }
        public long? ObjectCount { get; set; }
        public int Looks { get; set; }
        public byte[] File { get; set; } = [];
    }

    public StandIn Handler { get; }
    public IReadOnlyList<Operation> Operations => operations;
    public int Started { get; private set; }

    /// <summary>How many looks until an operation is completed.</summary>
    public int LooksNeeded { get; set; } = 2;

    /// <summary>What an operation of this ordinal (from 1) ends as.</summary>
    public Func<int, (string Status, string? ErrorCode)> End { get; set; } =
        _ => ("COMPLETED", null);

    /// <summary>True: the operation starts, but the answer is lost.</summary>
    public Func<int, bool> LoseAnswer { get; set; } = _ => false;

    /// <summary>The file of every operation.</summary>
    public byte[] File { get; set; } = [];

    /// <summary>Serves a file; null for the normal way.</summary>
    public Func<StandIn.Call, byte[], HttpResponseMessage?> Serve { get; set; } = (_, _) => null;

    public int Limit { get; set; } = 5;

    public Operation Add(string query, string status = "RUNNING")
    {
        var operation = new Operation
        {
            Number = 100 + operations.Count,
            Query = query,
            Status = status,
            File = File,
        };
        operations.Add(operation);
        return operation;
    }

    public void Forget() => operations.Clear();

    public static HttpResponseMessage Part(
        StandIn.Call call,
        byte[] file,
        int most = int.MaxValue,
        string? tag = null
    )
    {
        var from = (int)(call.Request.Headers.Range?.Ranges.Single().From ?? 0);
        var rest = file.AsMemory(from);
        var response = new HttpResponseMessage(
            from > 0 ? HttpStatusCode.PartialContent : HttpStatusCode.OK
        )
        {
            Content = new StreamContent(
                new BreakingStream(rest[..Math.Min(most, rest.Length)], breaks: most < rest.Length)
            ),
        };
        if (from > 0)
            response.Content.Headers.ContentRange = new ContentRangeHeaderValue(
                from,
                file.Length - 1,
                file.Length
            );
        if (tag is not null)
            response.Headers.ETag = new EntityTagHeaderValue($"\"{tag}\"");
        return response;
    }

    HttpResponseMessage Answer(StandIn.Call call)
    {
        if (call.Request.Method == HttpMethod.Get)
        {
            var number = long.Parse(
                call.Request.RequestUri!.AbsolutePath.Trim('/'),
                System.Globalization.CultureInfo.InvariantCulture
            );
            var file = operations.Single(one => one.Number == number).File;
            return Serve(call, file) ?? Part(call, file);
        }
        if (call.Query.Contains("bulkOperationRunQuery", StringComparison.Ordinal))
            return Start(call);
        if (call.Query.Contains("bulkOperationCancel", StringComparison.Ordinal))
        {
            Find(call)!.Status = "CANCELED";
            return StandIn.Data(
                $$$"""{"bulkOperationCancel":{"bulkOperation":{{{Node(Find(call)!)}}},"userErrors":[]}}"""
            );
        }
        if (call.Query.Contains("bulkOperations(", StringComparison.Ordinal))
            return StandIn.Data(
                $$$"""{"bulkOperations":{"nodes":[{{{string.Join(',', operations.AsEnumerable().Reverse().Select(Node))}}}]}}"""
            );
        var known = Find(call);
        if (known is null)
            return StandIn.Data("""{"bulkOperation":null}""");
        Look(known);
        return StandIn.Data($$"""{"bulkOperation":{{Node(known)}} }""");
    }

    HttpResponseMessage Start(StandIn.Call call)
    {
        if (operations.Count(one => one.Status is "CREATED" or "RUNNING") >= Limit)
        {
            foreach (var one in operations)
                Look(one);
            return StandIn.Data(
                """
                {"bulkOperationRunQuery":{"bulkOperation":null,"userErrors":
                  [{"field":null,"message":"A bulk query operation is already in progress","code":"OPERATION_IN_PROGRESS"}]}}
                """
            );
        }
        Started++;
        var operation = Add(call.Variable("query")!.GetValue<string>(), "CREATED");
        if (LoseAnswer(Started))
            throw new HttpRequestException(HttpRequestError.ResponseEnded);
        return StandIn.Data(
            $$$"""{"bulkOperationRunQuery":{"bulkOperation":{{{Node(operation)}}},"userErrors":[]}}"""
        );
    }

    void Look(Operation operation)
    {
        if (operation.Status is not ("CREATED" or "RUNNING"))
            return;
        operation.Status = "RUNNING";
        if (++operation.Looks >= LooksNeeded)
            (operation.Status, operation.ErrorCode) = End((int)operation.Number - 99);
    }

    Operation? Find(StandIn.Call call)
    {
        var id = Gid.Parse(call.Variable("id")!.GetValue<string>());
        return operations.FirstOrDefault(one => one.Number == id.Number);
    }

    static string Node(Operation operation)
    {
        var lines = operation.ObjectCount ?? operation.File.AsSpan().Count((byte)'\n');
        var there = operation is { Status: "COMPLETED", File.Length: > 0 };
        return new JsonObject
        {
            ["id"] = $"gid://shopify/BulkOperation/{operation.Number}",
            ["status"] = operation.Status,
            ["errorCode"] = operation.ErrorCode,
            ["createdAt"] = "2026-11-25T12:00:00Z",
            ["completedAt"] = null,
            ["objectCount"] = $"{lines}",
            ["rootObjectCount"] = "0",
            ["fileSize"] = there ? $"{operation.File.Length}" : null,
            ["url"] = there ? $"{FileHost}{operation.Number}?Signature=abc" : null,
            ["partialDataUrl"] = null,
            ["query"] = operation.Query,
        }.ToJsonString();
    }

    /// <summary>Gives its bytes a few at a time, then ends or breaks off.</summary>
    sealed class BreakingStream(ReadOnlyMemory<byte> bytes, bool breaks)
        : MemoryStream(bytes.ToArray(), writable: false)
    {
        public override ValueTask<int> ReadAsync(
            Memory<byte> buffer,
            CancellationToken cancellationToken = default
        )
        {
            if (breaks && Position == Length)
                throw new IOException("connection reset");
            return base.ReadAsync(buffer[..Math.Min(buffer.Length, 97)], cancellationToken);
        }
    }

    public static byte[] Lines(params string[] lines) =>
        Encoding.UTF8.GetBytes(string.Concat(lines.Select(line => line + "\n")));
}
