using System.Collections.Concurrent;
using System.Diagnostics;

namespace Comptoir.Tests;

/// <summary>Where PostgreSQL is installed, and how to run a server of it as somebody who may.</summary>
sealed class PostgresPrograms(string directory)
{
    // The server listens on a socket in a directory of its own: no port that could be taken. It ends, and its directory
    // with it, when its standard input closes, that is when the tests end, even if they are killed.
    const string Script = """
        set -eu
        directory=$(mktemp -d /tmp/comptoir-postgres-XXXXXX)
        trap 'rm -rf "$directory"' EXIT
        "$0/initdb" --pgdata="$directory/data" --username=comptoir --auth=trust --encoding=UTF8 --locale=C.UTF-8 \
            --no-sync >"$directory/initdb" 2>&1 || { cat "$directory/initdb" >&2; exit 1; }
        echo "$directory"
        exec 3<&0
        "$0/postgres" -D "$directory/data" -k "$directory" -c listen_addresses= -c max_connections=200 \
            -c lc_messages=C -c max_parallel_workers_per_gather=0 "$@" </dev/null 3<&- >&2 &
        server=$!
        { cat <&3; kill -QUIT "$server"; } >/dev/null 2>&1 &
        exec 3<&-
        wait "$server" || true
        """;

    /// <summary>The newest installation, or null. Debian keeps the programs apart from the path.</summary>
    public static PostgresPrograms? Find()
    {
        const string debian = "/usr/lib/postgresql";
        var installed = Directory.Exists(debian)
            ? Directory
                .GetDirectories(debian)
                .OrderByDescending(path =>
                    double.TryParse(Path.GetFileName(path), out var version) ? version : 0
                )
                .Select(path => Path.Combine(path, "bin"))
            : [];
        var path = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(
            Path.PathSeparator,
            StringSplitOptions.RemoveEmptyEntries
        );
        return installed.Concat(path.Select(Resolve)).FirstOrDefault(IsWhole) is { } found
            ? new(found)
            : null;
    }

    /// <summary>Starts a server and waits for its own word that it takes connections.</summary>
    /// <param name="settings">Settings of the server, as <c>name=value</c>.</param>
    public async Task<PostgresProcess> StartAsync(params string[] settings)
    {
        string[] command =
        [
            "/bin/sh",
            "-c",
            Script,
            directory,
            .. settings.SelectMany(setting => new[] { "-c", setting }),
        ];
        // PostgreSQL refuses to run as root.
        if (Environment.IsPrivilegedProcess)
        {
            var (user, group) = SomebodyElse();
            command =
            [
                "setpriv",
                $"--reuid={user}",
                $"--regid={group}",
                "--clear-groups",
                .. command,
            ];
        }
        var process = Process.Start(
            new ProcessStartInfo(command[0], command[1..])
            {
                UseShellExecute = false,
                WorkingDirectory = "/",
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            }
        )!;
        var ready = new TaskCompletionSource();
        var log = new ConcurrentQueue<string>();
        process.ErrorDataReceived += (_, line) =>
        {
            if (line.Data is null)
                ready.TrySetException(
                    new InvalidOperationException(
                        $"PostgreSQL did not start:\n{string.Join('\n', log)}"
                    )
                );
            else if (line.Data.Contains("ready to accept connections", StringComparison.Ordinal))
                ready.TrySetResult();
            else if (!ready.Task.IsCompleted)
                log.Enqueue(line.Data);
        };
        process.BeginErrorReadLine();
        await ready.Task;
        var socket = await process.StandardOutput.ReadLineAsync();
        return new PostgresProcess(process, $"Host={socket};Username=comptoir;Database=postgres");
    }

    static (string User, string Group) SomebodyElse()
    {
        var users = File.ReadLines("/etc/passwd").Select(line => line.Split(':')).ToList();
        var user =
            users.Find(fields => fields[0] == "postgres")
            ?? users.First(fields => fields[0] == "nobody");
        return (user[0], user[3]);
    }

    // The server looks for its own files beside itself: a link is followed to where they are.
    static string Resolve(string directory)
    {
        var program = new FileInfo(Path.Combine(directory, "initdb"));
        return program.Exists && program.ResolveLinkTarget(returnFinalTarget: true) is { } target
            ? Path.GetDirectoryName(target.FullName)!
            : directory;
    }

    static bool IsWhole(string directory) =>
        File.Exists(Path.Combine(directory, "initdb"))
        && File.Exists(Path.Combine(directory, "postgres"));
}

/// <summary>A server that runs until it is disposed of, or this process ends.</summary>
sealed class PostgresProcess(Process process, string connectionString) : IAsyncDisposable
{
    /// <summary>The connection string of its administrator.</summary>
    public string ConnectionString => connectionString;

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        process.StandardInput.Close();
        await process.WaitForExitAsync();
        process.Dispose();
    }
}
