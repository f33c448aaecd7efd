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
        "$0/postgres" -D "$directory/data" -k "$directory" -c listen_addresses= -c max_connections=200 -c fsync=off \
            -c synchronous_commit=off -c full_page_writes=off -c lc_messages=C -c max_parallel_workers_per_gather=0 \
            </dev/null 3<&- >&2 &
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

    /// <summary>Starts a server; its first line on standard output is the directory of its socket.</summary>
    public Process Start()
    {
        string[] command = ["/bin/sh", "-c", Script, directory];
        // PostgreSQL refuses to run as root.
        if (Environment.IsPrivilegedProcess)
        {
            var user = File.ReadLines("/etc/passwd")
                .Any(line => line.StartsWith("postgres:", StringComparison.Ordinal))
                ? "postgres"
                : "nobody";
            command =
            [
                "setpriv",
                $"--reuid={user}",
                $"--regid={GroupOf(user)}",
                "--clear-groups",
                .. command,
            ];
        }
        return Process.Start(
            new ProcessStartInfo(command[0], command[1..])
            {
                UseShellExecute = false,
                WorkingDirectory = "/",
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            }
        )!;
    }

    static string GroupOf(string user) =>
        File.ReadLines("/etc/passwd")
            .Select(line => line.Split(':'))
            .First(fields => fields[0] == user)[3];

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
