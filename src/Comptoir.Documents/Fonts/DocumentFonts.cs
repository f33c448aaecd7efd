using System.Collections.Concurrent;
using System.Text;

namespace Comptoir.Documents.Fonts;

/// <summary>
/// The fonts that documents are written with. They are the machine's: a family that reads well is preferred, and characters
/// that it lacks are looked for in the others. Safe for use by many threads; one instance is meant to live as long as the
/// process, because font files are found and opened once.
/// </summary>
public sealed class DocumentFonts : IDisposable
{
    /// <summary>File names without ending, regular and bold, the best first.</summary>
    static readonly (string Regular, string Bold)[] Preferred =
    [
        ("Inter-Regular", "Inter-SemiBold"),
        ("NotoSans-Regular", "NotoSans-SemiBold"),
        ("NotoSans-Regular", "NotoSans-Bold"),
        ("OpenSans-Regular", "OpenSans-SemiBold"),
        ("LiberationSans-Regular", "LiberationSans-Bold"),
        ("DejaVuSansCondensed", "DejaVuSansCondensed-Bold"),
        ("DejaVuSans", "DejaVuSans-Bold"),
        ("arial", "arialbd"),
        ("Arial", "Arial Bold"),
    ];

    readonly Lazy<(Typeface Regular, Typeface Bold, string[] Others)> loaded;
    readonly ConcurrentDictionary<string, FontFile?> opened = new(StringComparer.Ordinal);
    readonly ConcurrentDictionary<(int Rune, bool Bold), Typeface?> substitutes = new();

    DocumentFonts(IReadOnlyList<string> directories) =>
        loaded = new Lazy<(Typeface, Typeface, string[])>(() => Load(directories));

    /// <summary>The fonts of the machine. They are looked for at the first document.</summary>
    public static DocumentFonts OfMachine() =>
        new([
            "/usr/share/fonts",
            "/usr/local/share/fonts",
            "/System/Library/Fonts",
            "/Library/Fonts",
            .. from folder in (Environment.SpecialFolder[])
                [Environment.SpecialFolder.Fonts, Environment.SpecialFolder.UserProfile]
            let path = Environment.GetFolderPath(folder)
            where path.Length > 0
            select folder == Environment.SpecialFolder.Fonts
                ? path
                : Path.Combine(path, ".local/share/fonts"),
        ]);

    /// <summary>
    /// The fonts below these directories. Without any, documents are written in Helvetica, which is not embedded and knows
    /// western European letters only.
    /// </summary>
    public static DocumentFonts In(params IReadOnlyList<string> directories) => new(directories);

    /// <summary>Whether there is a font that is embedded in documents, as archives (PDF/A) ask for.</summary>
    public bool AreEmbedded => loaded.Value.Regular is FontFile;

    /// <summary>The typeface to draw a character with.</summary>
    internal Typeface For(Rune rune, bool bold)
    {
        var first = First(bold);
        if (first.Has(rune))
            return first;
        return substitutes.GetOrAdd((rune.Value, bold), Substitute) ?? first;
    }

    /// <summary>The typeface that documents are written in.</summary>
    internal Typeface First(bool bold) => bold ? loaded.Value.Bold : loaded.Value.Regular;

    /// <summary>Any font that has the character; null when none has. Emphasis is lost rather than the character.</summary>
    Typeface? Substitute((int Rune, bool Bold) wanted)
    {
        var rune = new Rune(wanted.Rune);
        foreach (var path in loaded.Value.Others)
            if (Open(path) is { } font && font.Has(rune))
                return wanted.Bold && Heavier(path) is { } heavy && heavy.Has(rune) ? heavy : font;
        return null;
    }

    /// <summary>The bold one of a family, by the names of its files; null when it is not there.</summary>
    FontFile? Heavier(string path)
    {
        var name = Path.GetFileName(path);
        var bold = Path.Combine(
            Path.GetDirectoryName(path)!,
            name.Contains("Regular", StringComparison.Ordinal)
                ? name.Replace("Regular", "Bold", StringComparison.Ordinal)
                : Path.GetFileNameWithoutExtension(path) + "-Bold" + Path.GetExtension(path)
        );
        return loaded.Value.Others.Contains(bold, StringComparer.Ordinal) ? Open(bold) : null;
    }

    (Typeface, Typeface, string[]) Load(IReadOnlyList<string> directories)
    {
        // The order of a directory differs from machine to machine; that of the sorted names does not.
        string[] files =
        [
            .. directories
                .Where(Directory.Exists)
                .SelectMany(directory =>
                    Directory.EnumerateFiles(
                        directory,
                        "*",
                        new EnumerationOptions
                        {
                            RecurseSubdirectories = true,
                            IgnoreInaccessible = true,
                        }
                    )
                )
                .Where(file =>
                    Path.GetExtension(file).ToUpperInvariant() is ".TTF" or ".OTF" or ".TTC"
                )
                .OrderBy(Plainness)
                .ThenBy(file => file, StringComparer.Ordinal),
        ];
        try
        {
            foreach (var (regular, bold) in Preferred)
                if (Named(files, regular) is { } light && Named(files, bold) is { } heavy)
                    return (light, heavy, files);
            foreach (var file in files)
                if (Open(file) is { } font && font.Has(new Rune('é')) && font.Has(new Rune('€')))
                    return (font, font, files);
        }
        catch (DllNotFoundException)
        {
            // HarfBuzz's library does not exist for every machine; documents are still made.
        }
        return (StandardTypeface.Regular, StandardTypeface.Bold, []);
    }

    FontFile? Named(string[] files, string name) =>
        Array.Find(files, file => Path.GetFileNameWithoutExtension(file) == name) is { } path
            ? Open(path)
            : null;

    FontFile? Open(string path) => opened.GetOrAdd(path, FontFile.Open);

    /// <summary>Upright fonts of an ordinary weight without serifs come first, monospaced and slanted ones last.</summary>
    static int Plainness(string file)
    {
        var name = Path.GetFileNameWithoutExtension(file);
        var rank = name.Contains("Sans", StringComparison.OrdinalIgnoreCase) ? 0 : 1;
        string[] unwanted =
        [
            "Bold",
            "Black",
            "Light",
            "Thin",
            "Italic",
            "Oblique",
            "Mono",
            "Serif",
            "Condensed",
            "Math",
        ];
        return rank
            + 2 * unwanted.Count(word => name.Contains(word, StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>Closes the font files; nothing can be written with them afterwards.</summary>
    public void Dispose()
    {
        foreach (var font in opened.Values)
            font?.Dispose();
    }
}
