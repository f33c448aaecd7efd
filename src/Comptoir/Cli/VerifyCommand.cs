using System.CommandLine;
using System.Globalization;
using Comptoir.Health;
using Comptoir.Storage;
using Microsoft.EntityFrameworkCore;

namespace Comptoir.Cli;

/// <summary><c>comptoir verify</c>: recomputes what can be proved; exits with 0 when everything is whole.</summary>
static class VerifyCommand
{
    public static Command Create()
    {
        var command = new Command(
            "verify",
            "Recompute what can be proved, and say what does not hold"
        );
        command.SetAction(
            async (parsed, cancellationToken) =>
            {
                var whole = true;
                await Terminal.RunAsync(
                    parsed,
                    async services =>
                        whole = await VerifyAsync(
                            services,
                            parsed.InvocationConfiguration.Output,
                            cancellationToken
                        ),
                    cancellationToken
                );
                return whole ? 0 : 1;
            }
        );
        return command;
    }

    static async Task<bool> VerifyAsync(
        IServiceProvider services,
        TextWriter output,
        CancellationToken ct
    )
    {
        var verify = services.GetRequiredService<VerifyOffice>();
        await using var db = services.GetRequiredService<Database>().OpenInstallation();
        var whole = true;
        var offices = await db.Offices.AsNoTracking().OrderBy(x => x.Id).ToListAsync(ct);
        if (offices.Count == 0)
            throw new RefusedException(
                "There is no office here to verify. Is --data the right directory?"
            );
        foreach (var office in offices)
        {
            var report = await verify.VerifyAsync(office.Id, ct);
            foreach (var finding in report.Findings)
                await output.WriteLineAsync($"{office.Name}: {finding.Where}: {finding.What}");
            if (report.Count > report.Findings.Count)
                await output.WriteLineAsync(
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"{office.Name}: and {report.Count - report.Findings.Count} more."
                    )
                );
            await output.WriteLineAsync(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{office.Name}: {report.Orders} orders, {report.Links} links, {report.Documents} documents, {report.Records} journal records and {report.Closings} closings looked at; {report.Count} {(report.Count == 1 ? "finding" : "findings")}."
                )
            );
            whole &= report.Count == 0;
        }
        return whole;
    }
}
