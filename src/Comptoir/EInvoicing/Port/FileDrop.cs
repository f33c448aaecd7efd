using Microsoft.Extensions.Options;

namespace Comptoir.EInvoicing.Port;

/// <summary>
/// A platform by way of folders: what is to go lies in <c>out</c>, what comes back in <c>answers</c>. The program of the
/// platform, or a person, carries between the two. An answer that was taken moves to <c>answers/taken</c>, one that cannot be
/// read to <c>answers/set-aside</c>, with its fault in a text beside it.
/// </summary>
sealed class FileDrop(IOptions<ComptoirOptions> options) : IInvoicePlatform
{
    // A longer answer is none; a longer name leaves no room for that of the text beside it.
    const long Longest = 5_000_000;
    const int LongestName = 200;

    const string Aside = "set-aside";
    const string Why = ".why.txt";

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
                // What begins with a point is still being written. A link could lead anywhere.
                .Where(file => !file.Name.StartsWith('.') && file.LinkTarget is null)
                .OrderBy(file => file.Name, StringComparer.Ordinal)
                .Select(Read)
                .OfType<PlatformAnswer>(),
        ];
    }

    static PlatformAnswer? Read(FileInfo file)
    {
        try
        {
            return new PlatformAnswer(
                file.Name,
                // A pipe has no length, and no end either.
                file.Length
                    is 0
                        or > Longest
                    ? []
                    : File.ReadAllBytes(file.FullName)
            );
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // Somebody took it away, or its name is none that can be written back: the others are read.
            return null;
        }
    }

    public async Task TakenAsync(
        long officeId,
        PlatformAnswer answer,
        string? wrong,
        CancellationToken cancellationToken
    )
    {
        var folder = Path.Combine(In(officeId), wrong is null ? "taken" : Aside);
        Directory.CreateDirectory(folder);
        var (name, kind) = (
            Path.GetFileNameWithoutExtension(answer.Name),
            Path.GetExtension(answer.Name)
        );
        if (answer.Name.Length > LongestName)
            (name, kind) = (answer.Name[..LongestName], "");
        var place = Path.Combine(folder, name + kind);
        // Another answer of the same name stays too.
        for (var i = 2; File.Exists(place); i++)
            place = Path.Combine(folder, $"{name} ({i}){kind}");
        if (wrong is not null)
            await File.WriteAllTextAsync(place + Why, wrong + "\n", cancellationToken);
        File.Move(Path.Combine(In(officeId), answer.Name), place);
    }

    /// <summary>How many answers could not be read, and wait for a person to look at them.</summary>
    public int SetAside(long officeId)
    {
        var folder = Path.Combine(In(officeId), Aside);
        return Directory.Exists(folder) ? Directory.EnumerateFiles(folder, "*" + Why).Count() : 0;
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
