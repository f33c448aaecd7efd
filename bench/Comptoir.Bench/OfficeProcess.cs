using System.CommandLine;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Comptoir.Cli;
using Comptoir.Invoicing;
using Comptoir.Offices;
using Comptoir.Storage;
using Comptoir.Sync;
using Comptoir.Sync.Scheduling;
using Comptoir.WebShops;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Comptoir.Bench;

/// <summary>
/// The whole application in a process of its own, at one address, with an office that invoices and a live web shop. It can be
/// killed and started again.
/// </summary>
sealed class OfficeProcess : IAsyncDisposable
{
    public const long Office = 1;
    const long FirstOfVat = 900_000_000;
    const int DaysOfRates = 40;

    readonly string[] arguments;
    ChildProcess child;

    OfficeProcess(string[] arguments, WebShop shop)
    {
        (this.arguments, Shop) = (arguments, shop);
        child = new ChildProcess(arguments);
    }

    /// <summary>Its web shop.</summary>
    public WebShop Shop { get; }

    /// <summary>Makes the office, whose first synchronization is asked for, and starts the process.</summary>
    public static async Task<OfficeProcess> StartAsync(
        string database,
        Uri shops,
        string data,
        CancellationToken ct
    )
    {
        var urls = $"http://127.0.0.1:{FreePort().ToString(CultureInfo.InvariantCulture)}";
        WebShop shop;
        await using (var app = Build(database, shops.ToString(), data, urls))
            shop = await FoundAsync(app.Services, ct);
        var office = new OfficeProcess(
            [
                "office",
                "--database",
                database,
                "--shop",
                shops.ToString(),
                "--data",
                data,
                "--urls",
                urls,
            ],
            shop
        );
        await office.child.ReadLineAsync(ct);
        return office;
    }

    /// <summary>kill -9, and another one at once.</summary>
    public async Task KillAndStartAsync(CancellationToken ct)
    {
        await child.KillAsync();
        await child.DisposeAsync();
        child = new ChildProcess(arguments);
        await child.ReadLineAsync(ct);
    }

    /// <summary>What the other process runs.</summary>
    public static Command Command()
    {
        var database = new Option<string>("--database") { Required = true };
        var shop = new Option<string>("--shop") { Required = true };
        var data = new Option<string>("--data") { Required = true };
        var urls = new Option<string>("--urls") { Required = true };
        var command = new Command("office", "An office that is served (used by webhooks and live)")
        {
            database,
            shop,
            data,
            urls,
        };
        command.Hidden = true;
        command.SetAction(
            async (parsed, ct) =>
            {
                await using var app = Build(
                    parsed.GetValue(database)!,
                    parsed.GetValue(shop)!,
                    parsed.GetValue(data)!,
                    parsed.GetValue(urls)!
                );
                await app.PrepareAsync(ct);
                await app.StartAsync(ct);
                await Console.Out.WriteLineAsync("listening");
                // Whoever started this process ends it by closing its input.
                while (await Console.In.ReadLineAsync(ct) is not null)
                    ct.ThrowIfCancellationRequested();
                await app.StopAsync(ct);
            }
        );
        return command;
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => child.DisposeAsync();

    static WebApplication Build(string database, string shops, string data, string urls) =>
        ComptoirHost.Build([
            $"--ConnectionStrings:Comptoir={database}",
            $"--Comptoir:Shopify:Endpoint={shops}",
            $"--Comptoir:Data={data}",
            $"--Comptoir:PublicUrl={urls}",
            $"--urls={urls}",
            "--Logging:LogLevel:Default=Error",
            "--Logging:LogLevel:Comptoir=Error",
        ]);

    static async Task<WebShop> FoundAsync(IServiceProvider services, CancellationToken ct)
    {
        var database = services.GetRequiredService<Database>();
        await services.GetRequiredService<Inbox>().CreateAsync(ct);
        await database.WriteAsync(
            0,
            (db, token) =>
            {
                db.Offices.Add(
                    new Office
                    {
                        Id = Office,
                        Name = "Bench",
                        TimeZone = "Europe/Paris",
                        CreatedAt = DateTime.UtcNow,
                    }
                );
                return db.SaveChangesAsync(token);
            },
            ct
        );
        var connected = await services
            .GetRequiredService<ConnectWebShop>()
            .ConnectAsync(
                Office,
                new ConnectRequest(
                    "Bench",
                    ShopProcess.ShopAddress,
                    ShopProcess.Token,
                    null,
                    ShopProcess.Secret
                ),
                ct
            );
        var shop =
            connected.Shop ?? throw new InvalidOperationException(connected.Problem?.Message);
        await database.WriteAsync(
            Office,
            async (db, token) =>
            {
                db.SellerIdentities.Add(
                    new SellerIdentity
                    {
                        OfficeId = Office,
                        Name = "Bench SAS",
                        Siren = "812345676",
                        VatNumber = "FR19812345676",
                        Line1 = "1 rue du Banc",
                        PostalCode = "69002",
                        City = "Lyon",
                        CountryCode = "FR",
                    }
                );
                db.AddRange(DemoVat.Rows(Office, FirstOfVat, TimeProvider.System, DaysOfRates));
                var rules = await db.InvoicingRules.SingleAsync(token);
                (rules.From, rules.Make, rules.IssueAtOnce) = (
                    shop.Today(TimeProvider.System),
                    WhatToMake.OrdersAndInvoices,
                    true
                );
                await db.SaveChangesAsync(token);
            },
            ct
        );
        await services
            .GetRequiredService<ChooseSchedule>()
            .RunAsync(
                Office,
                shop.Id,
                new Timetable(ScheduleMode.Live, ShopSchedule.LiveMinutes, [], shop.TimeZone),
                ct
            );
        await services
            .GetRequiredService<Runs>()
            .AskAsync(Office, shop.Id, RunKind.Synchronization, ct);
        return shop;
    }

    static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
