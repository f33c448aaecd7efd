using Microsoft.Extensions.Logging;

namespace Comptoir.Shopify;

/// <summary>Fills a stage: downloads, sorts, checks that nothing is missing, and only then puts the marker in place.</summary>
sealed partial class StageDownload(BulkFile file, BulkOperations bulk, ILogger log)
{
    const int Attempts = 3;
    const long ReportEvery = 4 * 1024 * 1024;

    public async Task<BulkStage> RunAsync(
        BulkOperation operation,
        StageShape shape,
        string directory,
        int buckets,
        IProgress<StageProgress>? progress,
        CancellationToken cancellation
    )
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(buckets, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(buckets, BulkStage.MostBuckets);
        if (!operation.IsCompleted)
            throw new ArgumentException(
                "Only a completed operation has a file.",
                nameof(operation)
            );
        if (BulkStage.TryOpen(directory, operation.Id, shape, buckets) is { } whole)
            return whole;
        var problem = "";
        for (var attempt = 1; attempt <= Attempts; attempt++)
        {
            Clear(directory);
            var writer = new StageWriter(shape, directory, buckets);
            try
            {
                var bytes = await FillAsync(operation, writer, progress, cancellation);
                problem = Missing(operation, writer.Lines, bytes);
                if (problem.Length == 0)
                {
                    await Task.Run(writer.Finish, cancellation);
                    // The last line may have had no line break, so only now all are counted.
                    if (writer.Lines != operation.ObjectCount)
                        problem = $"it has {writer.Lines} lines instead of {operation.ObjectCount}";
                }
            }
            catch (FileRestarted)
            {
                problem = "the server would not go on with it where it broke";
            }
            if (problem.Length == 0)
                return BulkStage.Complete(directory, operation.Id, shape, buckets, writer);
            LogAgain(attempt, operation.Id.Number, problem);
        }
        throw new ShopifyException(
            ShopifyFailure.BulkFailed,
            $"The file of bulk operation {operation.Id.Number} cannot be had whole: {problem}.",
            "Start the operation again.",
            retryable: true
        );
    }

    async Task<long> FillAsync(
        BulkOperation operation,
        StageWriter writer,
        IProgress<StageProgress>? progress,
        CancellationToken cancellation
    )
    {
        // No address means no rows.
        if (operation.Url is null)
            return 0;
        var bytes = 0L;
        var reported = 0L;
        var total = await file.ReadAsync(
            operation.Url,
            operation.FileSize,
            async token => (await bulk.GetAsync(operation.Id, token))?.Url,
            chunk =>
            {
                writer.Take(chunk.Span);
                bytes += chunk.Length;
                if (bytes - reported < ReportEvery)
                    return;
                reported = bytes;
                progress?.Report(
                    new StageProgress(
                        bytes,
                        operation.FileSize,
                        writer.Lines,
                        operation.ObjectCount
                    )
                );
            },
            cancellation
        );
        progress?.Report(
            new StageProgress(total, operation.FileSize, writer.Lines, operation.ObjectCount)
        );
        return total;
    }

    // One line may still wait for its end: it is counted when the writer finishes.
    static string Missing(BulkOperation operation, long lines, long bytes)
    {
        if (operation.FileSize is { } size && operation.Url is not null && bytes != size)
            return $"it has {bytes} bytes instead of {size}";
        if (lines != operation.ObjectCount && lines + 1 != operation.ObjectCount)
            return $"it has {lines} lines instead of {operation.ObjectCount}";
        return "";
    }

    static void Clear(string directory)
    {
        if (Directory.Exists(directory))
            Directory.Delete(directory, recursive: true);
        Directory.CreateDirectory(directory);
    }

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "Attempt {Attempt} to download bulk operation {Operation} failed: {Problem}"
    )]
    partial void LogAgain(int attempt, long operation, string problem);
}
