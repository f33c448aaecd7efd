using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using Comptoir.DemoShop.Faults;
using Comptoir.DemoShop.Schema;
using Comptoir.DemoShop.World;

namespace Comptoir.DemoShop.Bulk;

/// <summary>The bulk operations of one shop: at most five at once, each writing its rows to a staged file.</summary>
internal sealed class BulkOperations(
    DemoShopBulkOptions options,
    FaultPlan faults,
    string staging,
    long firstNumber,
    TimeProvider clock
)
{
    private const int MostAtOnce = 5;
    private static readonly TimeSpan FileLife = TimeSpan.FromDays(7);

    private readonly Lock gate = new();
    private readonly List<BulkOperation> all = [];
    private readonly ConcurrentDictionary<string, BulkOperation> byFile = new(
        StringComparer.Ordinal
    );
    private readonly List<Task> running = [];

    /// <summary>Called when one has ended, in whatever way.</summary>
    public Action<BulkOperation>? Finished { get; set; }

    public BulkOperation? Find(string? gid)
    {
        lock (gate)
        {
            return all.Find(operation => operation.Id == gid);
        }
    }

    public List<BulkOperation> List(SearchQuery query, bool reverse)
    {
        lock (gate)
        {
            var found = all.FindAll(query.Matches);
            if (reverse)
            {
                found.Reverse();
            }

            return found;
        }
    }

    /// <summary>The operation whose file has that name and may still be read; null otherwise.</summary>
    public BulkOperation? Download(string name) =>
        byFile.TryGetValue(name, out var operation) && operation.FileExpiresAt > clock.GetUtcNow()
            ? operation
            : null;

    public BulkOperationPayload Run(ShopSession session, string query, bool groupObjects)
    {
        BulkPlan plan;
        try
        {
            // Compiling a query only reads the schema: it never waits.
            plan = BulkPlan.Of(query).GetAwaiter().GetResult();
        }
        catch (BulkQueryException e)
        {
            return Refused("INVALID", "query", e.Message);
        }

        if (options.Refused.FirstOrDefault(plan.Selects) is { } refused)
        {
            return Refused(
                "INVALID",
                "query",
                $"Invalid bulk query: `{refused}` is not supported in bulk operations."
            );
        }

        BulkOperation operation;
        lock (gate)
        {
            var busy = all.FindAll(o => !o.Done);
            if (busy.Count >= MostAtOnce)
            {
                return Refused(
                    "OPERATION_IN_PROGRESS",
                    null,
                    $"A bulk query operation for this app and shop is already in progress: {busy[0].Id}."
                );
            }

            operation = BulkOperation.Create(firstNumber + all.Count, query, clock.GetUtcNow());
            all.Add(operation);
            running.RemoveAll(task => task.IsCompleted);
            running.Add(
                Task.Run(() =>
                    Work(
                        operation,
                        plan,
                        session,
                        groupObjects ? BulkRowOrder.Grouped : options.RowOrder
                    )
                )
            );
        }

        return new BulkOperationPayload(operation, []);
    }

    public BulkOperationPayload Cancel(string? gid)
    {
        if (Find(gid) is not { } operation)
        {
            return Refused("INVALID", "id", "Bulk operation does not exist");
        }

        return operation.Cancel()
            ? new BulkOperationPayload(operation, [])
            : new BulkOperationPayload(
                operation,
                [
                    new(
                        "INVALID",
                        ["id"],
                        $"A bulk operation cannot be canceled when it is {operation.Status.ToLowerInvariant()}"
                    ),
                ]
            );
    }

    /// <summary>Stops what runs and waits for it.</summary>
    public async Task StopAsync()
    {
        Task[] left;
        lock (gate)
        {
            all.ForEach(operation => operation.Cancel());
            left = [.. running];
        }

        await Task.WhenAll(left);
    }

    private async Task Work(
        BulkOperation operation,
        BulkPlan plan,
        ShopSession session,
        BulkRowOrder order
    )
    {
        var cancel = operation.Cancellation.Token;
        try
        {
            await Task.Delay(options.QueueTime, clock, cancel);
            operation.Start();
            if (Denied(plan.Root, session))
            {
                operation.Fail(clock.GetUtcNow(), "ACCESS_DENIED");
                return;
            }

            var file = Path.Combine(
                staging,
                $"bulk-{operation.Number.ToString(CultureInfo.InvariantCulture)}.jsonl"
            );
            Write(operation, plan, session, order, file, cancel);
            await Task.Delay(options.RunTime, clock, cancel);
            Finish(operation, session, file);
        }
        catch (OperationCanceledException)
        {
            operation.Canceled(clock.GetUtcNow(), null, null);
        }
#pragma warning disable CA1031 // Whatever fails inside a bulk operation is its outcome, as on Shopify; nobody awaits it.
        catch (Exception e)
#pragma warning restore CA1031
        {
            session.Report(e);
            operation.Fail(clock.GetUtcNow(), "INTERNAL_SERVER_ERROR");
        }

        Finished?.Invoke(operation);
    }

    private static void Write(
        BulkOperation operation,
        BulkPlan plan,
        ShopSession session,
        BulkRowOrder order,
        string file,
        CancellationToken cancel
    )
    {
        using var stream = new FileStream(
            file,
            FileMode.Create,
            FileAccess.Write,
            FileShare.Read,
            1 << 20
        );
        using var rows = new RowOrder(stream, order, (ulong)operation.Number);
        using var writer = new BulkWriter(session, rows);
        operation.File = file;
        writer.Write(plan, cancel);
        (operation.ObjectCount, operation.RootObjectCount) = (writer.Objects, writer.Roots);
    }

    private void Finish(BulkOperation operation, ShopSession session, string file)
    {
        var error =
            faults.Take(FaultKind.BulkInternalError) is not null ? "INTERNAL_SERVER_ERROR"
            : faults.Take(FaultKind.BulkTimeout) is not null ? "TIMEOUT"
            : null;
        var length = new FileInfo(file).Length;
        if (faults.Take(FaultKind.MalformedLine) is not null)
        {
            Malform(file, length);
            length = new FileInfo(file).Length;
        }

        if (error is not null)
        {
            length = Halved(file, length);
        }

        var url = length > 0 ? Serve(operation, session) : null;
        if (error is null)
        {
            operation.Complete(clock.GetUtcNow(), url, length);
        }
        else
        {
            operation.Fail(clock.GetUtcNow(), error, url, length);
        }
    }

    private string Serve(BulkOperation operation, ShopSession session)
    {
        var name =
            $"{operation.Number.ToString(CultureInfo.InvariantCulture)}-{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(12))}.jsonl";
        operation.FileExpiresAt = clock.GetUtcNow() + FileLife;
        byFile[name] = operation;
        return new Uri(
            session.Address,
            $"/__bulk/{session.World.Shop.MyshopifyDomain}/{name}"
        ).ToString();
    }

    private static bool Denied(FieldPlan field, ShopSession session) =>
        Access.Missing(field.TypeName, field.FieldName, session) is not null
        || PersonalFields.Withheld(field.ParentName, field.FieldName, field.TypeName, session)
            is not null
        || (field.Selection is { } below && below.All.Any(f => Denied(f, session)));

    /// <summary>Breaks the line in the middle of the file.</summary>
    private static void Malform(string file, long length)
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.ReadWrite);
        stream.Position = length / 2;
        int next;
        while ((next = stream.ReadByte()) >= 0 && next != '{')
        {
            // On to the start of an object.
        }

        if (next == '{')
        {
            stream.Position--;
            stream.WriteByte((byte)'!');
        }
    }

    /// <summary>Keeps the first half of the lines, as the partial data of a failed operation.</summary>
    private static long Halved(string file, long length)
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.ReadWrite);
        stream.Position = length / 2;
        int next;
        while ((next = stream.ReadByte()) >= 0 && next != '\n')
        {
            // On to the end of the line.
        }

        stream.SetLength(stream.Position);
        return stream.Position;
    }

    private static BulkOperationPayload Refused(string code, string? field, string message) =>
        new(null, [new BulkOperationUserError(code, field is null ? null : [field], message)]);
}
