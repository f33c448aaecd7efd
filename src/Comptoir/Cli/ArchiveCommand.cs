using System.CommandLine;
using System.Globalization;
using Comptoir.Invoicing.Archiving;

namespace Comptoir.Cli;

/// <summary>
/// <c>comptoir archive</c>: writes a closed period into a file that can be read without this program; <c>--check</c> reads
/// one back and exits with 0 when it is whole.
/// </summary>
static class ArchiveCommand
{
    public static Command Create()
    {
        var file = new Argument<FileInfo>("FILE") { Description = "The archive, a zip file" };
        var from = new Option<DateOnly?>("--from")
        {
            Description = "The first day of the period, such as 2026-01-01",
            HelpName = "DATE",
        };
        var until = new Option<DateOnly?>("--until")
        {
            Description = "The last day of the period; it must be closed",
            HelpName = "DATE",
        };
        var check = new Option<bool>("--check")
        {
            Description = "Read an archive back and say whether it is whole",
        };
        var office = new Option<string?>("--office")
        {
            Description = "The office, where there are several",
            HelpName = "OFFICE",
        };
        var command = new Command(
            "archive",
            "Write a closed period into a signed file, or check one"
        )
        {
            file,
            from,
            until,
            check,
            office,
        };
        command.Validators.Add(result =>
        {
            var days = (result.GetValue(from) is not null, result.GetValue(until) is not null);
            if (result.GetValue(check) ? days != (false, false) : days != (true, true))
                result.AddError(
                    "Say --from DATE and --until DATE to make an archive, or --check alone to read one back."
                );
        });
        command.SetAction(
            async (parsed, cancellationToken) =>
            {
                var whole = true;
                await Terminal.RunAsync(
                    parsed,
                    async services =>
                    {
                        var output = parsed.InvocationConfiguration.Output;
                        var path = parsed.GetRequiredValue(file).FullName;
                        if (parsed.GetValue(check))
                            whole = await CheckAsync(services, path, output, cancellationToken);
                        else
                            await MakeAsync(
                                services,
                                parsed.GetValue(office),
                                parsed.GetValue(from)!.Value,
                                parsed.GetValue(until)!.Value,
                                path,
                                output,
                                cancellationToken
                            );
                    },
                    cancellationToken
                );
                return whole ? 0 : 1;
            }
        );
        return command;
    }

    static async Task MakeAsync(
        IServiceProvider services,
        string? office,
        DateOnly from,
        DateOnly until,
        string path,
        TextWriter output,
        CancellationToken ct
    )
    {
        if (File.Exists(path))
            throw new RefusedException(
                $"{path} is there already. An archive never takes another's place: name another file."
            );
        var report = await services
            .GetRequiredService<MakeArchive>()
            .MakeAsync(
                await Terminal.OfficeAsync(services, office, ct),
                from,
                until,
                path,
                null,
                ct
            );
        await output.WriteLineAsync(Held(report));
    }

    static async Task<bool> CheckAsync(
        IServiceProvider services,
        string path,
        TextWriter output,
        CancellationToken ct
    )
    {
        var check = await services.GetRequiredService<CheckArchive>().CheckAsync(path, ct);
        foreach (var finding in check.Findings)
            await output.WriteLineAsync(finding);
        if (check.Office is not null)
            await output.WriteLineAsync(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{check.Office}, {check.From:yyyy-MM-dd} to {check.Until:yyyy-MM-dd}: {Held(check.Held)}"
                )
            );
        await output.WriteLineAsync(
            check.Findings.Count == 0 ? "The archive is whole." : "The archive is not whole."
        );
        return check.Findings.Count == 0;
    }

    static string Held(ArchiveReport report) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{report.Records} journal records, {report.Documents} documents, {report.Closings} closings."
        );
}
