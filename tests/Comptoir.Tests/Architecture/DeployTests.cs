using System.Collections;
using System.Diagnostics;
using System.Reflection;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Xunit;

namespace Comptoir.Tests.Architecture;

/// <summary>What lies in <c>deploy/</c> fits the program.</summary>
public sealed partial class DeployTests
{
    static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public void Every_setting_that_is_named_is_one_of_the_program()
    {
        var named = Directory
            .EnumerateFiles(Path.Combine(Root(), "deploy"), "*", SearchOption.AllDirectories)
            .Append(Path.Combine(Root(), "README.md"))
            .SelectMany(file =>
                Setting().Matches(File.ReadAllText(file)).Select(match => match.Value)
            )
            .Distinct()
            .ToList();

        Assert.Contains("Comptoir__MasterKey", named);
        Assert.Contains("Comptoir__Proxies__0", named);
        Assert.DoesNotContain(named, name => !IsSetting(name));
        Assert.False(IsSetting("Comptoir__MasterKeys"));
        Assert.False(IsSetting("Comptoir__Smtp__Hosts"));
    }

    [Fact]
    public void Both_nodes_are_the_same_but_for_their_own_directory()
    {
        var compose = File.ReadAllText(Path.Combine(Root(), "deploy", "compose.yml"));
        string[] nodes = [.. Node().Matches(compose).Select(match => match.Groups["body"].Value)];

        Assert.Equal(2, nodes.Length);
        foreach (var node in nodes)
        {
            // Database, master key, proxy and the rest come from the part that they share.
            Assert.Contains("<<: *comptoir", node, StringComparison.Ordinal);
            Assert.DoesNotContain("environment:", node, StringComparison.Ordinal);
            Assert.DoesNotContain("secrets:", node, StringComparison.Ordinal);
            Assert.Contains("e-invoicing:/e-invoicing", node, StringComparison.Ordinal);
        }
        Assert.Matches(@"source: master-key\s+target: Comptoir__MasterKey", compose);
        Assert.Matches(@"source: connection-string\s+target: ConnectionStrings__Comptoir", compose);
        // The address that is believed is the proxy's.
        Assert.Matches(
            $@"ipv4_address: {Regex.Escape(Proxy().Match(compose).Groups["address"].Value)}\s",
            compose
        );
    }

    [Fact]
    public async Task The_settings_of_a_node_start_the_program_with_secrets_from_files()
    {
        var directory = Directory.CreateTempSubdirectory("comptoir-secrets-").FullName;
        var key = Convert.ToBase64String(new byte[32]);
        await File.WriteAllTextAsync(
            Path.Combine(directory, "Comptoir__MasterKey"),
            key + "\n",
            Stop
        );
        await File.WriteAllTextAsync(
            Path.Combine(directory, "ConnectionStrings__Comptoir"),
            "Host=postgres;Database=comptoir;Username=comptoir;Password=from-a-file",
            Stop
        );
        var compose = await File.ReadAllTextAsync(
            Path.Combine(Root(), "deploy", "compose.yml"),
            Stop
        );
        string[] args =
        [
            .. Value()
                .Matches(compose)
                .Where(match => match.Groups["name"].Value != "Comptoir__Secrets")
                .Select(match =>
                    $"--{match.Groups["name"].Value.Replace("__", ":", StringComparison.Ordinal)}={Filled(match.Groups["value"].Value)}"
                ),
            $"--Comptoir:Secrets={directory}",
        ];
        await using var app = ComptoirHost.Build(args);

        var options = app.Services.GetRequiredService<IOptions<ComptoirOptions>>().Value;
        Assert.Equal(key, options.MasterKey);
        Assert.Equal("office.example.com", options.PublicUrl?.Host);
        Assert.Equal(
            Comptoir.Storage.DatabaseEngine.PostgreSql,
            app.Services.GetRequiredService<Comptoir.Storage.Database>().Engine
        );
        Directory.Delete(directory, recursive: true);
    }

    [Fact]
    public async Task systemd_understands_the_units()
    {
        Assert.SkipUnless(
            File.Exists("/usr/bin/systemd-analyze"),
            "systemd is not installed, so nobody can say."
        );
        var directory = Directory.CreateTempSubdirectory("comptoir-units-").FullName;
        foreach (
            var file in Directory
                .EnumerateFiles(Path.Combine(Root(), "deploy"))
                .Where(file => Path.GetExtension(file) is ".service" or ".timer")
        )
            await File.WriteAllTextAsync(
                Path.Combine(directory, Path.GetFileName(file)),
                // The program itself is not installed here.
                (await File.ReadAllTextAsync(file, Stop)).Replace(
                    "ExecStart=/opt/comptoir/comptoir",
                    "ExecStart=/bin/true",
                    StringComparison.Ordinal
                ),
                Stop
            );
        var start = new ProcessStartInfo("/usr/bin/systemd-analyze")
        {
            UseShellExecute = false,
            RedirectStandardError = true,
            RedirectStandardOutput = true,
        };
        start.ArgumentList.Add("verify");
        foreach (var file in Directory.EnumerateFiles(directory))
            start.ArgumentList.Add(file);
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync(Stop);
        var errors = await process.StandardError.ReadToEndAsync(Stop);
        await process.WaitForExitAsync(Stop);
        Directory.Delete(directory, recursive: true);

        Assert.Equal((0, "", ""), (process.ExitCode, errors, await output));
    }

    /// <summary>A value as compose reads it: what must be said is said, what may be left out is left out.</summary>
    static string Filled(string value) =>
        Variable()
            .Replace(
                value,
                match =>
                    match.Value.Contains(":-", StringComparison.Ordinal) ? "" : "office.example.com"
            );

    /// <summary>Whether a name leads from the options along their properties.</summary>
    static bool IsSetting(string name)
    {
        var type = typeof(ComptoirOptions);
        foreach (var part in name.Split("__")[1..])
        {
            if (int.TryParse(part, out _) && typeof(IEnumerable).IsAssignableFrom(type))
                continue;
            if (
                type.GetProperty(part, BindingFlags.Public | BindingFlags.Instance)
                is not { } property
            )
                return false;
            type = property.PropertyType;
        }
        return true;
    }

    static string Root()
    {
        var directory = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(directory.FullName, "Comptoir.slnx")))
            directory = directory.Parent!;
        return directory.FullName;
    }

    [GeneratedRegex(@"\bComptoir(__[A-Za-z0-9]+)+", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Setting();

    [GeneratedRegex(
        @"^  comptoir-\d:\n(?<body>(    .*\n)+)",
        RegexOptions.Multiline | RegexOptions.ExplicitCapture,
        1000
    )]
    private static partial Regex Node();

    [GeneratedRegex(
        @"Comptoir__Proxies__0: (?<address>[0-9.]+)",
        RegexOptions.ExplicitCapture,
        1000
    )]
    private static partial Regex Proxy();

    [GeneratedRegex(
        @"^    (?<name>Comptoir__\w+): (?<value>.*)$",
        RegexOptions.Multiline | RegexOptions.ExplicitCapture,
        1000
    )]
    private static partial Regex Value();

    [GeneratedRegex(@"\$\{[^}]*\}", RegexOptions.None, 1000)]
    private static partial Regex Variable();
}
