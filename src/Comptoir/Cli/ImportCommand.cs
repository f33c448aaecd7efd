using System.CommandLine;
using System.Globalization;
using Comptoir.Importing;
using Spectre.Console;

namespace Comptoir.Cli;

/// <summary><c>comptoir import</c>: brings a CSV file of contacts or products in; exits with 0 when no row is refused.</summary>
static class ImportCommand
{
    public static Command Create()
    {
        var command = new Command("import", "Import a CSV file of a former application");
        command.Add(Create(ImportKind.Contacts, "contacts"));
        command.Add(Create(ImportKind.Products, "products"));
        return command;
    }

    static Command Create(ImportKind kind, string name)
    {
        var file = new Argument<FileInfo>("FILE") { Description = "The CSV file" };
        var preview = new Option<bool>("--preview")
        {
            Description = "Say what would come of it, and write nothing",
        };
        var office = new Option<string?>("--office")
        {
            Description = "The office, where there are several",
            HelpName = "OFFICE",
        };
        var command = new Command(name, $"Import {name}") { file, preview, office };
        command.SetAction(
            async (parsed, cancellationToken) =>
            {
                var code = 0;
                await Terminal.RunAsync(
                    parsed,
                    async services =>
                        code = await ImportAsync(
                            services,
                            kind,
                            parsed.GetRequiredValue(file),
                            parsed.GetValue(preview),
                            parsed.GetValue(office),
                            cancellationToken
                        ),
                    cancellationToken
                );
                return code;
            }
        );
        return command;
    }

    static async Task<int> ImportAsync(
        IServiceProvider services,
        ImportKind kind,
        FileInfo file,
        bool preview,
        string? office,
        CancellationToken ct
    )
    {
        if (!file.Exists)
            throw new RefusedException($"There is no file {file.FullName}.");
        var officeId = await Terminal.OfficeAsync(services, office, ct);
        var run = services.GetRequiredService<RunImport>();
        await using var content = file.OpenRead();
        var import = await run.UploadAsync(
            officeId,
            kind,
            file.Name,
            content,
            "comptoir import",
            ct
        );
        var seen = await run.PreviewAsync(import, ct);
        foreach (var row in seen.Rows.Where(row => row.Action == RowAction.Refused))
        foreach (var fault in row.Faults)
            Terminal.Errors.MarkupLineInterpolated(
                $"[red]line {row.Line}[/] {(fault.Column.Length > 0 ? $"{fault.Column} “{fault.Value}”: " : "")}{fault.Fault}"
            );
        var counts = seen.Counts;
        if (preview)
        {
            services.GetRequiredService<ImportFiles>().Delete(officeId, import.Id);
        }
        else
        {
            counts = (await run.ApplyAsync(officeId, import.Id, ct))!.Counts!;
        }
        Terminal.Errors.MarkupLineInterpolated(
            CultureInfo.InvariantCulture,
            $"{counts.New} new, {counts.Merged} filled in, {counts.Unchanged} with nothing new, {counts.Refused} refused{(preview ? "; nothing was written" : "")}."
        );
        if (counts.Refused > 0 && !preview)
            Terminal.Errors.MarkupLineInterpolated(
                $"Refused rows with their reasons, kept for a day: {services.GetRequiredService<ImportFiles>().RefusedOf(officeId, import.Id)}"
            );
        return counts.Refused == 0 ? 0 : 1;
    }
}
