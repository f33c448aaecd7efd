using System.Diagnostics;

namespace Comptoir.Bench;

/// <summary>This program once more, as another process; it ends at the latest when this one closes its input.</summary>
sealed class ChildProcess : IAsyncDisposable
{
    readonly Process process;

    public ChildProcess(params string[] arguments) =>
        process = Process.Start(
            new ProcessStartInfo(Environment.ProcessPath!, arguments)
            {
                UseShellExecute = false,
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
            }
        )!;

    /// <summary>The next line that it writes.</summary>
    /// <exception cref="InvalidOperationException">It ended without.</exception>
    public async Task<string> ReadLineAsync(CancellationToken ct) =>
        await process.StandardOutput.ReadLineAsync(ct)
        ?? throw new InvalidOperationException(
            $"'{string.Join(' ', process.StartInfo.ArgumentList)}' ended early; its messages are above."
        );

    /// <summary>Ends it without a word, wherever it stands.</summary>
    public async Task KillAsync()
    {
        process.Kill(entireProcessTree: true);
        await process.WaitForExitAsync();
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        process.StandardInput.Close();
        await process.WaitForExitAsync();
        process.Dispose();
    }
}
