using System.Text.Json;
using Comptoir.Shopify.Documents;

namespace Comptoir.Shopify;

/// <content>Starting: once, whatever happens to the answer.</content>
public sealed partial class BulkOperations
{
    /// <summary>
    /// Starts an operation, or takes over one that runs with the same text. Waits up to an hour when all places are
    /// taken. When the answer to the start is lost, it is looked for before another is started.
    /// </summary>
    public async Task<BulkOperation> StartOrAdoptAsync(string text, CancellationToken cancellation)
    {
        var since = time.GetTimestamp();
        var lost = 0;
        var pause = FirstLook;
        while (true)
        {
            var before = await ListAsync(cancellation);
            var running = before.FirstOrDefault(one =>
                one.Status is "CREATED" or "RUNNING" && Same(one.Query, text)
            );
            if (running is not null)
                return running;
            try
            {
                if (await TryStartAsync(text, cancellation) is { } started)
                    return started;
            }
            catch (ShopifyException failure) when (failure.OutcomeUnknown && lost < Submissions)
            {
                lost++;
                await Task.Delay(FirstLook, time, cancellation);
                var after = await ListAsync(cancellation);
                var appeared = after.FirstOrDefault(one =>
                    Same(one.Query, text) && before.All(old => old.Id != one.Id)
                );
                if (appeared is not null)
                    return appeared;
                continue;
            }
            if (time.GetElapsedTime(since) > WaitForSlot)
                throw new ShopifyException(
                    ShopifyFailure.BulkFailed,
                    $"Shopify works on as many bulk operations for {shop.Address} as it allows.",
                    "It is tried again later. Another process with the same app may be reading this shop.",
                    retryable: true
                );
            await Task.Delay(pause, time, cancellation);
            pause = Longer(pause);
        }
    }

    // Null when all places are taken.
    async Task<BulkOperation?> TryStartAsync(string text, CancellationToken cancellation)
    {
        var answer = await shop.ChangeAsync(
            BulkOperationDocuments.Run,
            variables => variables.WriteString("query", text),
            cancellation
        );
        var payload = answer.Data.GetProperty("bulkOperationRunQuery");
        if (payload.ValueKind != JsonValueKind.Object)
            throw answer.Errors.Any(error => error.Code == "ACCESS_DENIED")
                ? Denied()
                : AnswerReader.Malformed(shop.Address, null);
        foreach (var error in payload.GetProperty("userErrors").EnumerateArray())
        {
            var code = error.TryGetProperty("code", out var found) ? found.GetString() : null;
            if (code is "OPERATION_IN_PROGRESS" or "LIMIT_REACHED")
                return null;
            throw new ShopifyException(
                ShopifyFailure.QueryRefused,
                $"Shopify refused the bulk operation for {shop.Address}: {error.GetProperty("message").GetString()}",
                "This is a mistake in Comptoir, or a rule that has changed: please report it."
            );
        }
        return shop.Record(payload.GetProperty("bulkOperation"), ShopifyJson.Default.BulkOperation)
            ?? throw AnswerReader.Malformed(shop.Address, null);
    }

    static bool Same(string? one, string other) =>
        one is not null
        && one.Trim().ReplaceLineEndings("\n") == other.Trim().ReplaceLineEndings("\n");
}
