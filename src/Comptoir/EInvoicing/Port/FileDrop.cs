using Microsoft.Extensions.Options;

namespace Comptoir.EInvoicing.Port;

/// <summary>
/// A platform by way of folders: what is to go lies in <c>out</c>, what comes back in <c>answers</c>. The program of the
/// platform, or a person, carries between the two. An answer that was taken moves to <c>answers/taken</c>, one that cannot be
/// read to <c>answers/set-aside</c>, with its fault in a text beside it.
/// </summary>
sealed class FileDrop(IOptions<ComptoirOptions> options) : IInvoicePlatform
{
    // A longer answer is none.
    const long Longest = 5_000_000;

    /// <summary>The folder of an office.</summary>
    public string FolderOf(long officeId) =>
        Path.Combine(
            options.Value.EInvoicing is { Length: > 0 } named
                ? Path.GetFullPath(named)
                : Path.Combine(options.Value.Data, "e-invoicing"),
            $"{officeId}"
        );

    string Out(long officeId) => Path.Combine(FolderOf(officeId), "out");

    string In(long officeId) => Path.Combine(FolderOf(officeId), "answers");

    public async Task HandOverAsync(
        long officeId,
        string name,
        ReadOnlyMemory<byte> file,
        CancellationToken cancellationToken
    )
    {
        var folder = Out(officeId);
        Directory.CreateDirectory(folder);
        var place = Path.Combine(folder, name);
        if (File.Exists(place))
        {
            var there = await File.ReadAllBytesAsync(place, cancellationToken);
            if (file.Span.SequenceEqual(there))
                return;
        }
        // Who looks into the folder sees whole files only: it gets its name when all of it is on the disk.
        var unfinished = Path.Combine(folder, $".{name}.{Guid.NewGuid():N}");
        try
        {
            await using (
                var written = new FileStream(unfinished, FileMode.CreateNew, FileAccess.Write)
            )
            {
                await written.WriteAsync(file, cancellationToken);
                written.Flush(flushToDisk: true);
            }
            File.Move(unfinished, place, overwrite: true);
        }
        finally
        {
            File.Delete(unfinished);
        }
    }

    public IReadOnlyList<PlatformAnswer> Answers(long officeId)
    {
        var folder = In(officeId);
        if (!Directory.Exists(folder))
            return [];
        return
        [
            .. new DirectoryInfo(folder)
                .EnumerateFiles()
                // What begins with a point is still being written.
                .Where(file => !file.Name.StartsWith('.'))
                .OrderBy(file => file.Name, StringComparer.Ordinal)
                .Select(file => new PlatformAnswer(
                    file.Name,
                    file.Length > Longest ? [] : File.ReadAllBytes(file.FullName)
                )),
        ];
    }

    public async Task TakenAsync(
        long officeId,
        PlatformAnswer answer,
        string? wrong,
        CancellationToken cancellationToken
    )
    {
        var folder = Path.Combine(In(officeId), wrong is null ? "taken" : "set-aside");
        Directory.CreateDirectory(folder);
        var place = Path.Combine(folder, answer.Name);
        // Another answer of the same name stays too.
        for (var i = 2; File.Exists(place); i++)
            place = Path.Combine(
                folder,
                $"{Path.GetFileNameWithoutExtension(answer.Name)} ({i}){Path.GetExtension(answer.Name)}"
            );
        if (wrong is not null)
            await File.WriteAllTextAsync(place + ".why.txt", wrong + "\n", cancellationToken);
        File.Move(Path.Combine(In(officeId), answer.Name), place);
    }

    public string? Trouble(long officeId)
    {
        try
        {
            var folder = Out(officeId);
            Directory.CreateDirectory(folder);
            Directory.CreateDirectory(In(officeId));
            using var probe = new FileStream(
                Path.Combine(folder, $".probe-{Guid.NewGuid():N}"),
                FileMode.CreateNew,
                FileAccess.Write,
                FileShare.None,
                1,
                FileOptions.DeleteOnClose
            );
            return null;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return error.Message;
        }
    }
}
