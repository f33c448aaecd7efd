using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using Comptoir.DemoShop;
using Comptoir.Invoicing;
using Comptoir.Offices;
using Comptoir.Storage;
using Comptoir.Sync;
using Comptoir.Sync.Scheduling;
using Comptoir.Users;
using Comptoir.WebShops;
using Microsoft.EntityFrameworkCore;
using Spectre.Console;

namespace Comptoir.Cli;

/// <summary>
/// <c>comptoir demo</c>: a demo office with a connected demo shop, synchronized before your eyes, then the screens. The shop
/// runs in a process of its own, as Shopify would, and ends with this one.
/// </summary>
static class DemoCommand
{
    const string Email = "demo@comptoir.example";
    const string Password = "comptoir demo";

    /// <summary>Days before today from which the demo office makes documents.</summary>
    const int InvoicedDays = 60;

    public static Command Create()
    {
        var urls = new Option<string?>("--urls")
        {
            Description = $"Where to listen (default {ComptoirHost.DefaultUrls})",
            HelpName = "URL",
        };
        var once = new Option<bool>("--once")
        {
            Description = "Synchronize and stop, without serving the screens",
        };
        var command = new Command("demo", "Synchronize a demo shop and serve the screens")
        {
            urls,
            once,
            DemoShopServerCommand.Orders,
            DemoShopServerCommand.Retail,
            DemoShopServerCommand.Seed,
        };
        command.SetAction(
            (parsed, ct) => RunAsync(parsed, parsed.GetValue(urls), parsed.GetValue(once), ct)
        );
        return command;
    }

    static async Task<int> RunAsync(
        ParseResult parsed,
        string? urls,
        bool once,
        CancellationToken ct
    )
    {
        if (parsed.GetValue(DemoShopServerCommand.Retail) is { } file && !File.Exists(file))
            throw new RefusedException($"There is no file {file}.");
        var listen = once ? "http://127.0.0.1:0" : urls ?? ComptoirHost.DefaultUrls;
        ListenAddress.Check(listen);
        // Without a directory of one's own each demo begins anew: yesterday's shop is not today's.
        using var fresh = new FreshDirectory();
        var kept = parsed.GetValue(ComptoirCommand.Data);
        var data = kept ?? fresh.Path;
        using var shop = await DemoShopProcess.StartAsync(parsed, Moment(kept), ct);
        string[] settings =
        [
            "--Comptoir:Data",
            data,
            "--Comptoir:Shopify:Endpoint",
            shop.Address,
            "--urls",
            listen,
            // The demo shop sends its webhooks to this machine; nobody else can reach a demo.
            .. PublicUrl(listen),
        ];
        await using var app = ComptoirHost.Build(settings);
        await app.PrepareAsync(ct);
        var officeId = await OfficeAsync(app.Services, ct);
        var webShop = await ConnectAsync(app.Services, officeId, ct);
        await app.StartAsync(ct);

        var watch = Stopwatch.StartNew();
        var run = await app
            .Services.GetRequiredService<Runs>()
            .AskAsync(officeId, webShop.Id, RunKind.Synchronization, ct);
        run = await RunDisplay.FollowAsync(app.Services.GetRequiredService<Database>(), run, ct);
        RunDisplay.Summarize(run);
        await SayDocumentsAsync(app.Services, officeId, ct);
        using var self = Process.GetCurrentProcess();
        Terminal.Errors.MarkupLineInterpolated(
            CultureInfo.InvariantCulture,
            $"{run.Counts.Orders.All} orders in {watch.Elapsed.TotalSeconds:0.0} s; this process used at most {self.PeakWorkingSet64 / 1_000_000} MB."
        );
        if (!once)
        {
            await LiveAsync(app, webShop, ct);
            // What happens in the demo shop ends with it: one that is to be met again stands still.
            if (kept is null)
                await shop.LiveAsync(ct);
            Terminal.Errors.MarkupLineInterpolated(
                $"Open [link]{app.Urls.First()}[/] and sign in as [bold]{Email}[/] with the password [bold]{Password}[/]. Ctrl+C stops."
            );
            await app.WaitForShutdownAsync(ct);
        }
        return run.State == RunState.Succeeded ? 0 : 1;
    }

    static string[] PublicUrl(string listen) =>
        Uri.TryCreate(listen, UriKind.Absolute, out var address)
        && address is { IsLoopback: true, Port: > 0 }
            ? ["--Comptoir:PublicUrl", address.GetLeftPart(UriPartial.Authority)]
            : [];

    /// <summary>The end of the shop's history: with data that stay, that of the first time.</summary>
    static DateTimeOffset? Moment(string? kept)
    {
        if (kept is null)
            return null;
        var file = Path.Combine(kept, "demo-shop-moment");
        if (
            File.Exists(file)
            && DateTimeOffset.TryParse(
                File.ReadAllText(file),
                CultureInfo.InvariantCulture,
                out var known
            )
        )
            return known;
        var now = TimeProvider.System.GetUtcNow();
        Preparation.CreatePrivateDirectory(kept);
        File.WriteAllText(file, now.ToString("O", CultureInfo.InvariantCulture));
        return now;
    }

    /// <summary>From now on the office hears of what happens in the shop.</summary>
    static Task LiveAsync(WebApplication app, WebShop webShop, CancellationToken ct) =>
        app
            .Services.GetRequiredService<ChooseSchedule>()
            .RunAsync(
                webShop.OfficeId,
                webShop.Id,
                new Timetable(ScheduleMode.Live, ShopSchedule.LiveMinutes, [], webShop.TimeZone),
                ct
            );

    /// <summary>Makes what is due, unless the worker has done so by now, and says what there is.</summary>
    static async Task SayDocumentsAsync(
        IServiceProvider services,
        long officeId,
        CancellationToken ct
    )
    {
        await services.GetRequiredService<InvoiceDue>().RunAsync(officeId, null, ct);
        await using var db = services.GetRequiredService<Database>().Open(officeId);
        var made = await db
            .Documents.GroupBy(row => row.Kind)
            .Select(rows => new { Kind = rows.Key, Count = rows.Count() })
            .ToDictionaryAsync(rows => rows.Kind, rows => rows.Count, ct);
        Terminal.Errors.MarkupLineInterpolated(
            $"{made.GetValueOrDefault(DocumentKind.Invoice)} invoices, {made.GetValueOrDefault(DocumentKind.CreditNote)} credit notes and {made.GetValueOrDefault(DocumentKind.Receipt)} receipts of the last {InvoicedDays} days; older sales were invoiced elsewhere."
        );
    }

    /// <summary>A directory for this demo alone, gone with it.</summary>
    sealed class FreshDirectory : IDisposable
    {
        public string Path { get; } = Directory.CreateTempSubdirectory("comptoir-demo-").FullName;

        public void Dispose()
        {
            // Connections that rest in the pool hold the files.
            Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
            Directory.Delete(Path, recursive: true);
        }
    }

    static async Task<long> OfficeAsync(IServiceProvider services, CancellationToken ct)
    {
        await using var scope = services.CreateAsyncScope();
        await using var db = services.GetRequiredService<Database>().OpenInstallation();
        if (!await db.Users.AnyAsync(ct))
            await scope
                .ServiceProvider.GetRequiredService<FoundInstallation>()
                .RunAsync("Maison Lumière", "Europe/Paris", Email, "Hélène Martin", Password, ct);
        return await db
            .Offices.OrderBy(office => office.Id)
            .Select(office => office.Id)
            .FirstAsync(ct);
    }

    static async Task<WebShop> ConnectAsync(
        IServiceProvider services,
        long officeId,
        CancellationToken ct
    )
    {
        var settings = new DemoShopSettings();
        await using (var db = services.GetRequiredService<Database>().Open(officeId))
            if (
                await db
                    .WebShops.AsNoTracking()
                    .FirstOrDefaultAsync(shop => shop.Address == settings.Address, ct) is
                { } known
            )
                return known;
        var result = await services
            .GetRequiredService<ConnectWebShop>()
            .ConnectAsync(
                officeId,
                new ConnectRequest(
                    null,
                    settings.Address,
                    settings.Token,
                    null,
                    settings.ClientSecret
                ),
                ct
            );
        var connected = result.Shop ?? throw new RefusedException(result.Problem!.Message);
        await PrepareDocumentsAsync(services, connected, ct);
        return connected;
    }

    /// <summary>
    /// The demo office has said who it is, and invoices its shop from the last weeks on: what is older is history, as in a shop
    /// that is connected in earnest.
    /// </summary>
    static async Task PrepareDocumentsAsync(
        IServiceProvider services,
        WebShop shop,
        CancellationToken ct
    )
    {
        var clock = services.GetRequiredService<TimeProvider>();
        var first = await services
            .GetRequiredService<IdSequence>()
            .NextAsync(shop.OfficeId, DemoVat.Numbers, ct);
        await services
            .GetRequiredService<Database>()
            .WriteAsync(
                shop.OfficeId,
                async (db, token) =>
                {
                    db.SellerIdentities.Add(Seller(shop.OfficeId));
                    db.AddRange(DemoVat.Rows(shop.OfficeId, first, clock, InvoicedDays));
                    var rules = await db.InvoicingRules.SingleAsync(
                        row => row.WebShopId == shop.Id,
                        token
                    );
                    rules.From = shop.Today(clock).AddDays(-InvoicedDays);
                    rules.IssueAtOnce = true;
                    await db.SaveChangesAsync(token);
                },
                ct
            );
    }

    static SellerIdentity Seller(long officeId) =>
        new()
        {
            OfficeId = officeId,
            Name = "Maison Lumière SAS",
            LegalForm = "SAS au capital de 20 000 €",
            Registration = "RCS Lyon",
            Siren = "812345676",
            VatNumber = "FR19812345676",
            Line1 = "14 rue des Cordeliers",
            PostalCode = "69002",
            City = "Lyon",
            CountryCode = "FR",
            Email = "bonjour@maison-lumiere.example",
            Iban = "FR7630006000011234567890189",
            Bic = "AGRIFRPP",
            Footer = "Merci de votre confiance.",
        };
}
