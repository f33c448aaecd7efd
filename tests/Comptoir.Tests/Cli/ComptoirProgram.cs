using System.Diagnostics;
using System.Text.RegularExpressions;
using Xunit;

namespace Comptoir.Tests.Cli;

/// <summary>The program itself, in a process of its own.</summary>
/// <param name="data">Its data directory.</param>
/// <param name="shopify">What stands in for Shopify; null for none.</param>
sealed partial class ComptoirProgram(string data, Uri? shopify = null)
{
    /// <summary>How it ended.</summary>
    /// <param name="Code">The exit code.</param>
    /// <param name="Output">Standard output, as it came.</param>
    /// <param name="Errors">Standard error on one line, however wide the terminal was taken to be.</param>
    public sealed record Ended(int Code, string Output, string Errors);

    /// <summary>Starts it with its three streams redirected.</summary>
    public Process Start(params string[] args)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        string[] all =
        [
            "exec",
            Path.Combine(AppContext.BaseDirectory, "comptoir.dll"),
            .. args,
            "--data",
            data,
        ];
        foreach (var arg in all)
            start.ArgumentList.Add(arg);
        // No test asks a service of the world outside.
        start.Environment["Comptoir__Vies__Endpoint"] = "";
        start.Environment["Comptoir__Ecb__Endpoint"] = "";
        if (shopify is not null)
            start.Environment["Comptoir__Shopify__Endpoint"] = shopify.GetLeftPart(
                UriPartial.Authority
            );
        return Process.Start(start)!;
    }

    /// <summary>Runs it to its end with something to read on its input.</summary>
    public async Task<Ended> RunWithAsync(string input, params string[] args)
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        using var process = Start(args);
        var output = process.StandardOutput.ReadToEndAsync(cancellationToken);
        var errors = process.StandardError.ReadToEndAsync(cancellationToken);
        await process.StandardInput.WriteLineAsync(input.AsMemory(), cancellationToken);
        process.StandardInput.Close();
        await process.WaitForExitAsync(cancellationToken);
        return new Ended(process.ExitCode, await output, Blanks().Replace(await errors, " "));
    }

    /// <summary>Runs it to its end.</summary>
    public Task<Ended> RunAsync(params string[] args) => RunWithAsync("", args);

    [GeneratedRegex(@"\s+", RegexOptions.None, 1000)]
    private static partial Regex Blanks();
}
