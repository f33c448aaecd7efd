using System.CommandLine;
using System.Diagnostics;
using Comptoir.Cli;
using Comptoir.Invoicing;
using Comptoir.Offices;
using Comptoir.Storage;
using Comptoir.Sync;
using Comptoir.WebShops;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Comptoir.Bench;

/// <summary>
/// Invoices a whole shop at once: every order of a generated shop is synchronized, then all documents that are due are made and
/// issued, with number, frozen content and journal record. Beside it the synchronization of the same orders.
/// </summary>
static class InvoiceCommand
{
    const long Office = 1;

    public static Command Create()
    {
        var orders = new Option<int>("--orders")
        {
            Description = "How many orders the shop has",
            DefaultValueFactory = _ => 10_000,
        };
        var engines = new Option<string>("--engine")
        {
            Description = "sqlite, postgres, or both parted by a comma",
            DefaultValueFactory = _ => "sqlite",
        };
        var command = new Command("invoice", "Measure issuing documents in bulk")
        {
            orders,
            engines,
        };
        command.SetAction(
            async (parsed, ct) =>
            {
                var table = new MarkdownTable(
                    "engine",
                    "orders",
                    "documents",
                    "seconds",
                    "documents/s",
                    "of the synchronization",
                    "peak MB"
                );
                foreach (var engine in parsed.GetValue(engines)!.Split(','))
                    await MeasureAsync(engine.Trim(), parsed.GetValue(orders), table, ct);
                await Console.Out.WriteLineAsync(Machine.Describe());
                await Console.Out.WriteAsync(table.ToString());
            }
        );
        return command;
    }

    const long FirstOfVat = 900_000_000;

    // As far back as the shop's orders go.
    const int DaysOfRates = 1_200;

    static async Task MeasureAsync(
        string engine,
        int orders,
        MarkdownTable table,
        CancellationToken ct
    )
    {
        await using var databases = new BenchDatabases(engine);
        var connection = await databases.CreateAsync(ct);
        await using var shop = await ShopProcess.StartAsync(orders, ct);
        await using var app = ComptoirHost.Build(
            [
                $"--ConnectionStrings:Comptoir={connection}",
                $"--Comptoir:Shopify:Endpoint={shop.Address}",
                $"--Comptoir:Data={databases.Scratch}",
                "--urls=http://127.0.0.1:0",
                "--Logging:LogLevel:Default=Error",
                "--Logging:LogLevel:Comptoir=Error",
            ],
            // What is measured is not to be done by the worker meanwhile.
            builder =>
                builder.Services.Remove(
                    builder.Services.Single(service =>
                        service.ImplementationType == typeof(InvoicingWorker)
                    )
                )
        );
        await app.StartAsync(ct);
        var synchronizing = await SynchronizeAsync(app, ct);
        var database = app.Services.GetRequiredService<Database>();
        await RulesAsync(database, WhatToMake.OrdersAndInvoices, ct);
        var watch = Stopwatch.StartNew();
        var report = await app.Services.GetRequiredService<InvoiceDue>().RunAsync(Office, null, ct);
        var seconds = watch.Elapsed.TotalSeconds;
        var documents = report.Invoices + report.CreditNotes + report.Receipts;
        // Here and there an order waits for a person: its taxes fit no case.
        if (report.Issued < documents * 0.99 || documents < orders / 2)
            throw new InvalidOperationException(
                $"{documents} documents were made and {report.Issued} issued of {orders} orders: this measures nothing."
            );
        table.Add(
            engine,
            orders,
            documents,
            seconds,
            (long)(documents / seconds),
            seconds / synchronizing.TotalSeconds,
            ProcessMemory.PeakMegabytes()
        );
        await app.StopAsync(ct);
    }

    static async Task<TimeSpan> SynchronizeAsync(WebApplication app, CancellationToken ct)
    {
        var database = app.Services.GetRequiredService<Database>();
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
        var connected = await app
            .Services.GetRequiredService<ConnectWebShop>()
            .ConnectAsync(
                Office,
                new ConnectRequest("Bench", ShopProcess.ShopAddress, ShopProcess.Token, null, null),
                ct
            );
        await database.WriteAsync(
            Office,
            (db, token) =>
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
                return db.SaveChangesAsync(token);
            },
            ct
        );
        await RulesAsync(database, WhatToMake.Orders, ct);
        var watch = Stopwatch.StartNew();
        var asked = await app
            .Services.GetRequiredService<Runs>()
            .AskAsync(Office, connected.Shop!.Id, RunKind.Synchronization, ct);
        app.Services.GetRequiredService<RunWorker>().Wake();
        while (true)
        {
            await Task.Delay(50, ct);
            await using var db = database.Open(Office);
            var run = await db.Runs.AsNoTracking().SingleAsync(x => x.Id == asked.Id, ct);
            if (run.State == RunState.Succeeded)
                return watch.Elapsed;
            if (run.FinishedAt is not null)
                throw new InvalidOperationException($"The run {run.State}: {run.Error}");
        }
    }

    static Task RulesAsync(Database database, WhatToMake make, CancellationToken ct) =>
        database.WriteAsync(
            Office,
            async (db, token) =>
            {
                // An office that is registered where its shop charges VAT, and whose customers' numbers are confirmed.
                if (!await db.VatRegistrations.AnyAsync(token))
                    db.AddRange(DemoVat.Rows(Office, FirstOfVat, TimeProvider.System, DaysOfRates));
                var rules = await db.InvoicingRules.SingleAsync(token);
                (rules.From, rules.Make, rules.IssueAtOnce) = (
                    new DateOnly(2000, 1, 1),
                    make,
                    true
                );
                await db.SaveChangesAsync(token);
            },
            ct
        );
}
