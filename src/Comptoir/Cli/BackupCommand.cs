using System.CommandLine;
using System.Globalization;
using Comptoir.Backup;

namespace Comptoir.Cli;

/// <summary><c>comptoir backup</c>: everything in one file, while the server goes on.</summary>
static class BackupCommand
{
    /// <summary>Instead of a file: standard output, for a program that encrypts or carries it away.</summary>
    const string StandardOutput = "-";

    public static Command Create()
    {
        var file = new Argument<string>("FILE")
        {
            Description = "The file, a zip; it must not be there yet. '-' is standard output",
        };
        var command = new Command(
            "backup",
            "Write all that the installation keeps into one file, while the server goes on"
        )
        {
            file,
        };
        command.SetAction(
            (parsed, cancellationToken) =>
                Terminal.RunAsync(
                    parsed,
                    static (app, ct) => app.PrepareToBackUpAsync(ct),
                    async services =>
                    {
                        var made = await MakeAsync(
                            services.GetRequiredService<MakeBackup>(),
                            parsed.GetRequiredValue(file),
                            cancellationToken
                        );
                        await Console.Error.WriteLineAsync(
                            string.Create(
                                CultureInfo.InvariantCulture,
                                $"{made.Rows} rows as of {made.At:yyyy-MM-dd HH:mm:ss} UTC, {made.Bytes / 1e6:F1} MB.\nThe master key is not in it: keep it too, in another place. Without it the secrets in the backup cannot be opened."
                            )
                        );
                    },
                    cancellationToken
                )
        );
        return command;
    }

    static async Task<MadeBackup> MakeAsync(MakeBackup make, string path, CancellationToken ct)
    {
        if (path == StandardOutput)
        {
            await using var output = Console.OpenStandardOutput();
            return await make.RunAsync(output, null, null, ct);
        }
        path = Path.GetFullPath(path);
        if (File.Exists(path))
            throw new RefusedException(
                $"{path} is there already, and nothing is overwritten: name another file."
            );
        var beside = $"{path}.{Guid.NewGuid():N}.part";
        try
        {
            MadeBackup made;
            await using (var output = OpenPrivate(beside))
            {
                made = await make.RunAsync(output, null, null, ct);
                output.Flush(flushToDisk: true);
            }
            File.Move(beside, path, overwrite: false);
            return made;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new RefusedException($"{path} cannot be written: {error.Message}");
        }
        finally
        {
            File.Delete(beside);
        }
    }

    // It holds personal data and hashes of passwords.
    static FileStream OpenPrivate(string path)
    {
        var access = new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.Write,
            Options = FileOptions.Asynchronous,
        };
        if (!OperatingSystem.IsWindows())
            access.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        return new FileStream(path, access);
    }
}
