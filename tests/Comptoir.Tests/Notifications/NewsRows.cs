using Comptoir.Attention;
using Comptoir.Notifications;
using Comptoir.Sales;
using Comptoir.Storage;
using Comptoir.Sync;
using Comptoir.WebShops;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Comptoir.Tests.Notifications;

/// <summary>Rows of which people are told, in an office of a test, and what was told of them.</summary>
sealed class NewsRows(ComptoirApplication app)
{
    static readonly DateTime Begin = new(2026, 11, 20, 8, 0, 0, DateTimeKind.Utc);
    long last = 800_000;

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    /// <summary>A web shop that was connected.</summary>
    public async Task<long> ShopAsync(string name = "Lumière")
    {
        var id = ++last;
        await app.AddAsync(
            new WebShop
            {
                OfficeId = app.OfficeId,
                Id = id,
                Name = name,
                Address = $"shop-{id}.myshopify.com",
                ShopName = name,
                Currency = "EUR",
                TimeZone = "Europe/Paris",
                Scopes = [],
                ConnectedAt = Begin,
            }
        );
        return id;
    }

    /// <summary>A run that has ended.</summary>
    public async Task<long> RunAsync(
        long shop,
        RunState state,
        RunKind kind = RunKind.Synchronization
    )
    {
        var id = ++last;
        await app.AddAsync(
            new Run
            {
                OfficeId = app.OfficeId,
                Id = id,
                WebShopId = shop,
                Kind = kind,
                State = state,
                QueuedAt = Begin.AddSeconds(id),
                StartedAt = Begin.AddSeconds(id),
                FinishedAt = Begin.AddSeconds(id),
                Progress = new RunProgress(),
                Counts = new RunCounts { Orders = new KindCounts { Created = 10_000 } },
                Cursor = new RunCursor(),
                Failure = state == RunState.Failed ? "TokenRefused" : null,
            }
        );
        return id;
    }

    /// <summary>An order that came in after the first synchronization.</summary>
    public async Task<long> OrderAsync(long shop)
    {
        var id = ++last;
        await app.AddAsync(
            new SalesOrder
            {
                OfficeId = app.OfficeId,
                Id = id,
                WebShopId = shop,
                ExternalId = id,
                Name = $"#{id}",
                CustomerName = "Ada Lovelace",
                PlacedAt = Begin.AddSeconds(id),
                PlacedOn = new DateOnly(2026, 11, 20),
                CreatedAt = Begin,
                UpdatedAt = Begin,
                IsNews = true,
                IsTest = false,
                IsEdited = false,
                TaxesIncluded = true,
                Tags = [],
                Attributes = [],
                DiscountCodes = [],
                Currency = "EUR",
                CustomerCurrency = "EUR",
                Total = 4_200,
                CustomerTotal = 4_200,
                Tax = 0,
                CustomerTax = 0,
                Discount = 0,
                CustomerDiscount = 0,
                Shipping = 0,
                CustomerShipping = 0,
                CurrentTotal = 4_200,
                CustomerCurrentTotal = 4_200,
                CurrentTax = 0,
                CustomerCurrentTax = 0,
                RefundDiscrepancy = 0,
                CustomerRefundDiscrepancy = 0,
                Received = 0,
                CustomerReceived = 0,
                Refunded = 0,
                CustomerRefunded = 0,
                Control = ControlState.Holds,
                ControlFindings = [],
                Search = "",
            }
        );
        return id;
    }

    /// <summary>A trouble that a synchronization meets, or meets no more.</summary>
    public async Task TroubleAsync(long shop, string subject, bool isThere = true)
    {
        var book = app.Services.GetRequiredService<AttentionBook>();
        await using var db = app.Database.Open(app.OfficeId);
        var change = await book.CompareAsync(
            db,
            shop,
            "Order",
            [subject],
            isThere
                ? [new Trouble(AttentionCode.Unreadable, "Order", subject, $"#{subject}", "odd")]
                : [],
            Stop
        );
        await app.Database.WriteAsync(app.OfficeId, change.ApplyAsync, Stop);
    }

    /// <summary>Tells what is new.</summary>
    public Task<bool> TellAsync() =>
        app.Services.GetRequiredService<TellNews>().RunAsync(app.OfficeId, Stop);

    /// <summary>What was told, oldest first.</summary>
    public async Task<List<Notification>> ToldAsync()
    {
        await using var db = app.Database.Open(app.OfficeId);
        return await db.Notifications.AsNoTracking().OrderBy(row => row.Id).ToListAsync(Stop);
    }

    /// <summary>The number of the office's owner.</summary>
    public async Task<long> OwnerAsync() => await UserAsync("owner@example.test");

    public async Task<long> UserAsync(string email)
    {
        await using var db = app.Database.OpenInstallation();
        return await db.Users.Where(x => x.Email == email).Select(x => x.Id).SingleAsync(Stop);
    }
}
