using System.CommandLine;
using System.Globalization;
using Comptoir.Invoicing.Archiving;

namespace Comptoir.Cli;

/// <summary><c>comptoir export documents</c>: all documents of a month in one zip, for the accountant.</summary>
static class ExportCommand
{
    public static Command Create()
    {
        var month = new Option<string>("--month")
        {
            Description = "The month of issue, such as 2026-11",
            HelpName = "MONTH",
            Required = true,
        };
        var to = new Option<FileInfo>("--to")
        {
            Description = "The file, a zip; it must not be there yet",
            HelpName = "FILE",
            Required = true,
        };
        var office = new Option<string?>("--office")
        {
            Description = "The office, where there are several",
            HelpName = "OFFICE",
        };
        var documents = new Command(
            "documents",
            "Write all PDFs and XMLs issued in a month into one zip with an index"
        )
        {
            month,
            to,
            office,
        };
        month.Validators.Add(result =>
        {
            if (MonthRoutes.Read(result.GetValueOrDefault<string>() ?? "") is null)
                result.AddError("--month must be a month such as 2026-11.");
        });
        documents.SetAction(
            (parsed, cancellationToken) =>
                Terminal.RunAsync(
                    parsed,
                    async services =>
                    {
                        var count = await WriteAsync(
                            services,
                            await Terminal.OfficeAsync(
                                services,
                                parsed.GetValue(office),
                                cancellationToken
                            ),
                            MonthRoutes.Read(parsed.GetRequiredValue(month))!.Value,
                            parsed.GetRequiredValue(to).FullName,
                            cancellationToken
                        );
                        await parsed.InvocationConfiguration.Output.WriteLineAsync(
                            string.Create(
                                CultureInfo.InvariantCulture,
                                $"{count} {(count == 1 ? "document" : "documents")}."
                            )
                        );
                    },
                    cancellationToken
                )
        );
        return new Command("export", "Write what the office holds into files") { documents };
    }

    static async Task<long> WriteAsync(
        IServiceProvider services,
        long office,
        DateOnly month,
        string path,
        CancellationToken ct
    )
    {
        if (File.Exists(path))
            throw new RefusedException(
                $"{path} is there already, and nothing is overwritten: name another file."
            );
        var beside = path + ".part";
        try
        {
            long count;
            await using (var file = new FileStream(beside, FileMode.Create, FileAccess.Write))
                count = await services
                    .GetRequiredService<ExportMonth>()
                    .WriteAsync(office, month, file, ct);
            File.Move(beside, path, overwrite: false);
            return count;
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
}
