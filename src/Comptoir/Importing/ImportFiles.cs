using System.Globalization;
using Microsoft.Extensions.Options;

namespace Comptoir.Importing;

/// <summary>Where uploaded files lie: in the data directory, each office's in a directory of its own.</summary>
public sealed class ImportFiles(IOptions<ComptoirOptions> options)
{
    /// <summary>The largest file that is taken, in bytes.</summary>
    public const long Largest = 50 * 1024 * 1024;

    string Root => Path.Combine(options.Value.Data, "imports");

    /// <summary>The file of an import.</summary>
    public string Of(long officeId, long importId) => Place(officeId, importId, "csv");

    /// <summary>The rows of an import that were refused.</summary>
    public string RefusedOf(long officeId, long importId) =>
        Place(officeId, importId, "refused.csv");

    /// <summary>Keeps what is uploaded, up to the largest size.</summary>
    /// <returns>Its size in bytes.</returns>
    /// <exception cref="RefusedException">It is larger; nothing is kept.</exception>
    public async Task<long> KeepAsync(
        long officeId,
        long importId,
        Stream content,
        CancellationToken cancellationToken
    )
    {
        var path = Of(officeId, importId);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        long size = 0;
        try
        {
            await using var file = File.Create(path);
            var buffer = new byte[64 * 1024];
            int read;
            while ((read = await content.ReadAsync(buffer, cancellationToken)) > 0)
            {
                size += read;
                if (size > Largest)
                    throw new RefusedException(
                        "The file is larger than 50 MB. Part it, and import the parts one after the other."
                    );
                await file.WriteAsync(buffer.AsMemory(0, read), cancellationToken);
            }
            return size;
        }
        catch
        {
            File.Delete(path);
            throw;
        }
    }

    /// <summary>Deletes the file of an import.</summary>
    public void Delete(long officeId, long importId) => File.Delete(Of(officeId, importId));

    /// <summary>Deletes what was last written before a moment.</summary>
    public void DeleteBefore(DateTime moment)
    {
        if (!Directory.Exists(Root))
            return;
        foreach (var file in Directory.EnumerateFiles(Root, "*.csv", SearchOption.AllDirectories))
            if (File.GetLastWriteTimeUtc(file) < moment)
                File.Delete(file);
    }

    string Place(long officeId, long importId, string ending) =>
        Path.Combine(
            Root,
            officeId.ToString(CultureInfo.InvariantCulture),
            string.Create(CultureInfo.InvariantCulture, $"{importId}.{ending}")
        );
}
