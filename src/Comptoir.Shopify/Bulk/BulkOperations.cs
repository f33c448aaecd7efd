using Comptoir.Shopify.Documents;

namespace Comptoir.Shopify;

/// <summary>
/// Bulk operations of one shop: Shopify walks through everything by itself and leaves a file. Up to five run at once for
/// an app and a shop. Whoever starts one keeps its id, so that after a crash it is found again instead of doubled.
/// </summary>
public sealed partial class BulkOperations
{
    /// <summary>How often an operation that Shopify gave up is started anew.</summary>
    public const int Submissions = 3;

    // Shopify says nothing for long while it walks over objects without writing: an hour is no sign of life at all.
    internal static readonly TimeSpan Stalled = TimeSpan.FromHours(1);
    internal static readonly TimeSpan WaitForSlot = TimeSpan.FromHours(1);
    static readonly TimeSpan FirstLook = TimeSpan.FromSeconds(1);
    static readonly TimeSpan SlowestLook = TimeSpan.FromSeconds(10);

    readonly ShopifyShop shop;
    readonly TimeProvider time;

    internal BulkOperations(ShopifyShop shop, TimeProvider time)
    {
        this.shop = shop;
        this.time = time;
    }

    /// <summary>
    /// Reads everything a query selects: takes up the operation known from before, or one that runs with the same text,
    /// or starts one; waits for its end; starts anew, a few times, what Shopify gave up.
    /// </summary>
    /// <param name="text">From <see cref="BulkDocument.Text"/>.</param>
    /// <param name="known">The id kept by an earlier process; null when there is none.</param>
    /// <param name="started">Called before any wait with the operation to keep the id of.</param>
    /// <param name="progress">Told about each look.</param>
    /// <param name="cancellation">Stops waiting; the operation goes on at Shopify's unless <see cref="CancelAsync"/> is called.</param>
    /// <returns>A completed operation. Its <see cref="BulkOperation.Url"/> is null when there are no rows.</returns>
    /// <exception cref="ShopifyException">AccessDenied, QueryRefused, or BulkFailed after several submissions.</exception>
    public async Task<BulkOperation> RunAsync(
        string text,
        Gid? known,
        Func<BulkOperation, Task>? started,
        IProgress<BulkOperation>? progress,
        CancellationToken cancellation
    )
    {
        var last = "";
        for (var submission = 1; submission <= Submissions; submission++)
        {
            var operation = known is { } id ? await GetAsync(id, cancellation) : null;
            known = null;
            if (operation is null || !(operation.IsRunning || operation.IsCompleted))
            {
                operation = await StartOrAdoptAsync(text, cancellation);
                if (started is not null)
                    await started(operation);
            }
            var ended = operation.IsCompleted
                ? operation
                : await WaitAsync(operation.Id, progress, cancellation);
            if (ended is { IsCompleted: true })
                return ended;
            if (ended?.ErrorCode == "ACCESS_DENIED")
                throw Denied();
            last = ended is null
                ? "is not known any more"
                : $"ended as {ended.Status} {ended.ErrorCode}".TrimEnd();
        }
        throw new ShopifyException(
            ShopifyFailure.BulkFailed,
            $"Shopify could not finish reading {shop.Address} in bulk: the last operation {last}.",
            "It is tried again later. If it stays, read a shorter window of time.",
            retryable: true
        );
    }

    /// <summary>The present state of an operation; null when Shopify does not know it (any more): then start again.</summary>
    public async Task<BulkOperation?> GetAsync(Gid operation, CancellationToken cancellation)
    {
        var answer = await shop.QueryAsync(
            BulkOperationDocuments.ById,
            variables => variables.WriteString("id", operation.ToString()),
            cancellation
        );
        return shop.Read(answer, "bulkOperation", ShopifyJson.Default.BulkOperation);
    }

    /// <summary>
    /// Looks again and again, less and less often, until an operation has ended, in whatever way. One that shows no
    /// progress for an hour is cancelled. Null when Shopify does not know it.
    /// </summary>
    public async Task<BulkOperation?> WaitAsync(
        Gid operation,
        IProgress<BulkOperation>? progress,
        CancellationToken cancellation
    )
    {
        var pause = FirstLook;
        var objects = -1L;
        var moved = time.GetTimestamp();
        while (true)
        {
            var now = await GetAsync(operation, cancellation);
            if (now is null || !now.IsRunning)
            {
                if (now is not null)
                    progress?.Report(now);
                return now;
            }
            progress?.Report(now);
            if (now.ObjectCount != objects)
            {
                objects = now.ObjectCount;
                moved = time.GetTimestamp();
            }
            else if (time.GetElapsedTime(moved) > Stalled)
            {
                await CancelAsync(operation, cancellation);
                moved = time.GetTimestamp();
            }
            await Task.Delay(pause, time, cancellation);
            pause = Longer(pause);
        }
    }

    /// <summary>Asks Shopify to stop an operation; one that has ended already is left as it is.</summary>
    public async Task CancelAsync(Gid operation, CancellationToken cancellation)
    {
        try
        {
            await shop.ChangeAsync(
                BulkOperationDocuments.Cancel,
                variables => variables.WriteString("id", operation.ToString()),
                cancellation
            );
        }
        catch (ShopifyException failure) when (failure.OutcomeUnknown)
        {
            // Asking twice does no harm, and the next look shows whether it was heard.
        }
    }

    /// <summary>The newest 25 operations of this app in this shop that read (not those that write).</summary>
    public async Task<IReadOnlyList<BulkOperation>> ListAsync(CancellationToken cancellation)
    {
        var answer = await shop.QueryAsync(
            BulkOperationDocuments.List,
            variables => variables.WriteString("query", "operation_type:query"),
            cancellation
        );
        var operations = new List<BulkOperation>();
        foreach (
            var node in answer
                .Data.GetProperty("bulkOperations")
                .GetProperty("nodes")
                .EnumerateArray()
        )
            operations.Add(shop.Record(node, ShopifyJson.Default.BulkOperation)!);
        return operations;
    }

    ShopifyException Denied() =>
        new(
            ShopifyFailure.AccessDenied,
            $"The app may not read in bulk what was asked for of {shop.Address}.",
            "Check the scopes of the app, and its access to protected customer data (names, e-mails, addresses)."
        );

    static TimeSpan Longer(TimeSpan pause) => pause * 1.5 < SlowestLook ? pause * 1.5 : SlowestLook;
}
