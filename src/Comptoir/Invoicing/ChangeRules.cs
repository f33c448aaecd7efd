using System.Text.Json;
using System.Text.Json.Serialization;
using Comptoir.Journal;
using Comptoir.Sales;
using Comptoir.Storage;
using Microsoft.EntityFrameworkCore;

namespace Comptoir.Invoicing;

/// <summary>
/// Changes what documents are made of a web shop's orders, and when. Another first day opens the sales from it on that
/// another program had, and closes those before it, as far as no document touches them. The law looks at these settings:
/// each change is recorded in the journal.
/// </summary>
sealed class ChangeRules(Database database, OfficeJournal journal, InvoicingSignal signal)
{
    const int MostNames = 50;
    const int LongestName = 255;
    const int MostDays = 365;

    /// <summary>Changes the rules of a web shop, made on what had this version.</summary>
    /// <returns>How it ended, and the rules as they are now; null when there are none of this web shop.</returns>
    /// <exception cref="RefusedException">A value will not do; nothing was changed.</exception>
    public async Task<RulesOutcome?> ChangeAsync(
        long officeId,
        long webShopId,
        RulesChange change,
        long version,
        string by,
        CancellationToken cancellationToken
    )
    {
        ArgumentNullException.ThrowIfNull(change);
        Check(change);
        try
        {
            var outcome = await database.WriteAsync(
                officeId,
                (db, ct) => ChangeAsync(db, webShopId, change, version, by, ct),
                cancellationToken
            );
            // What is due may be another now.
            signal.Wake(officeId);
            return outcome;
        }
        catch (DbUpdateConcurrencyException)
        {
            // Of two who saved at the same moment the other one was first.
            await using var db = database.Open(officeId);
            var now = await db
                .InvoicingRules.AsNoTracking()
                .SingleAsync(rules => rules.WebShopId == webShopId, cancellationToken);
            return new RulesOutcome(false, now, 0, 0);
        }
    }

    async Task<RulesOutcome?> ChangeAsync(
        ComptoirDb db,
        long webShopId,
        RulesChange change,
        long version,
        string by,
        CancellationToken ct
    )
    {
        // The end of the journal first, as whoever issues does: nobody waits for the other.
        var record = await journal.OpenAsync(db, ct);
        var rules = await db.InvoicingRules.FirstOrDefaultAsync(
            row => row.WebShopId == webShopId,
            ct
        );
        if (rules is null)
            return null;
        if (rules.Version != version)
            return new RulesOutcome(false, rules, 0, 0);
        var before = RulesRecord.Of(rules);
        change.Apply(rules);
        var after = RulesRecord.Of(rules);
        if (before.ToBytes().AsSpan().SequenceEqual(after.ToBytes()))
            return new RulesOutcome(true, rules, 0, 0);
        rules.Changed();
        var (opened, closed) =
            before.From == after.From ? (0, 0) : await MoveAsync(db, webShopId, after.From, ct);
        record.Add(
            JournalKind.LegalSettingChanged,
            $"Documents of web shop {webShopId}",
            new RulesChanged(webShopId, before, after, opened, closed).ToBytes(),
            by
        );
        await record.SaveAsync(ct);
        await db.SaveChangesAsync(ct);
        return new RulesOutcome(true, rules, opened, closed);
    }

    /// <summary>Moves the first day: whole sales only, and none that a document touches or touched.</summary>
    static async Task<(int Opened, int Closed)> MoveAsync(
        ComptoirDb db,
        long webShopId,
        DateOnly from,
        CancellationToken ct
    )
    {
        var untouched = db.Sales.Where(sale =>
            sale.Origin == SaleOrigin.Shop
            && db.Orders.Any(order => order.Id == sale.OrderId && order.WebShopId == webShopId)
            && !db.Allocations.Any(part => part.OrderId == sale.OrderId && part.Sale == sale.Number)
            // An order with documents here goes on here; one that another program invoiced stays there.
            && !db.Documents.Any(document => document.OrderId == sale.OrderId)
            && !db.ExternalInvoices.Any(invoice => invoice.OrderId == sale.OrderId)
        );
        var opened = await untouched
            .Where(sale => sale.HappenedOn >= from && sale.Cover == SaleCover.Elsewhere)
            .ExecuteUpdateAsync(
                set =>
                    set.SetProperty(sale => sale.Cover, SaleCover.Documents)
                        .SetProperty(sale => sale.OpenQuantity, sale => sale.Quantity ?? 0)
                        .SetProperty(sale => sale.Open, sale => sale.Total)
                        .SetProperty(sale => sale.OpenTax, sale => sale.Tax)
                        .SetProperty(sale => sale.CustomerOpen, sale => sale.CustomerTotal)
                        .SetProperty(sale => sale.CustomerOpenTax, sale => sale.CustomerTax)
                        .SetProperty(sale => sale.IsOpen, true),
                ct
            );
        // What a person asked a document for stays open, however old it is.
        var closed = await untouched
            .Where(sale =>
                sale.HappenedOn < from
                && sale.Cover == SaleCover.Documents
                && sale.IsOpen
                && sale.Open == sale.Total
                && sale.CustomerOpen == sale.CustomerTotal
                && sale.OpenQuantity == (sale.Quantity ?? 0)
                && !db.OrderInvoicings.Any(order =>
                    order.OrderId == sale.OrderId && order.RequestedBy != null
                )
            )
            .ExecuteUpdateAsync(
                set =>
                    set.SetProperty(sale => sale.Cover, SaleCover.Elsewhere)
                        .SetProperty(sale => sale.OpenQuantity, 0)
                        .SetProperty(sale => sale.Open, 0)
                        .SetProperty(sale => sale.OpenTax, 0)
                        .SetProperty(sale => sale.CustomerOpen, 0)
                        .SetProperty(sale => sale.CustomerOpenTax, 0)
                        .SetProperty(sale => sale.IsOpen, false),
                ct
            );
        return (opened, closed);
    }

    static void Check(RulesChange change)
    {
        if (change.PaymentDays is < 0 or > MostDays)
            throw new RefusedException("Days to pay are a whole number from 0 to 365.");
        if (change.Language is not (null or "en" or "fr"))
            throw new RefusedException("Documents are written in English (en) or French (fr).");
        if (change.From is { Year: < 2000 or > 2200 })
            throw new RefusedException("This cannot be the first day of your documents here.");
        foreach (var names in new[] { change.LeaveOutTags, change.LeaveOutSources })
            if (
                names is not null
                && (
                    names.Count > MostNames
                    || names.Any(name =>
                        string.IsNullOrWhiteSpace(name) || name.Length > LongestName
                    )
                )
            )
                throw new RefusedException(
                    "Name at most 50 tags and 50 sources, none of them empty or longer than 255 characters."
                );
    }
}

/// <summary>What is changed of the rules of a web shop; null leaves as it is. The members are those of <see cref="InvoicingRules"/>.</summary>
public sealed record RulesChange(
    DateOnly? From = null,
    WhatToMake? Make = null,
    InvoiceMoment? When = null,
    InvoiceMoment? WhenTerms = null,
    bool? IssueAtOnce = null,
    bool? LeaveOutPointOfSale = null,
    bool? LeaveOutZeroTotal = null,
    IReadOnlyList<string>? LeaveOutTags = null,
    IReadOnlyList<string>? LeaveOutSources = null,
    bool? HoldFeared = null,
    bool? GiftCardsOnReceipt = null,
    bool? TipsOnReceipt = null,
    string? Language = null,
    int? PaymentDays = null
)
{
    internal void Apply(InvoicingRules rules)
    {
        rules.From = From ?? rules.From;
        rules.Make = Make ?? rules.Make;
        rules.When = When ?? rules.When;
        rules.WhenTerms = WhenTerms ?? rules.WhenTerms;
        rules.IssueAtOnce = IssueAtOnce ?? rules.IssueAtOnce;
        rules.LeaveOutPointOfSale = LeaveOutPointOfSale ?? rules.LeaveOutPointOfSale;
        rules.LeaveOutZeroTotal = LeaveOutZeroTotal ?? rules.LeaveOutZeroTotal;
        rules.LeaveOutTags = Names(LeaveOutTags) ?? rules.LeaveOutTags;
        rules.LeaveOutSources = Names(LeaveOutSources) ?? rules.LeaveOutSources;
        rules.HoldFeared = HoldFeared ?? rules.HoldFeared;
        rules.GiftCardsOnReceipt = GiftCardsOnReceipt ?? rules.GiftCardsOnReceipt;
        rules.TipsOnReceipt = TipsOnReceipt ?? rules.TipsOnReceipt;
        rules.Language = Language ?? rules.Language;
        rules.PaymentDays = PaymentDays ?? rules.PaymentDays;
    }

    static string[]? Names(IReadOnlyList<string>? names) =>
        names is null
            ? null
            : [.. names.Select(name => name.Trim()).Distinct(StringComparer.OrdinalIgnoreCase)];
}

/// <summary>How a change of rules ended.</summary>
/// <param name="IsSaved">False when somebody else saved in between; nothing was changed then.</param>
/// <param name="Rules">The rules as they are now.</param>
/// <param name="Opened">Entries of the ledger that are to be covered by documents here from now on.</param>
/// <param name="Closed">Entries that are not any more.</param>
public sealed record RulesOutcome(bool IsSaved, InvoicingRules Rules, int Opened, int Closed);

/// <summary>The rules of a web shop as the journal keeps them.</summary>
sealed record RulesRecord(
    DateOnly From,
    WhatToMake Make,
    InvoiceMoment When,
    InvoiceMoment WhenTerms,
    bool IssueAtOnce,
    bool LeaveOutPointOfSale,
    bool LeaveOutZeroTotal,
    string[] LeaveOutTags,
    string[] LeaveOutSources,
    bool HoldFeared,
    bool GiftCardsOnReceipt,
    bool TipsOnReceipt,
    string Language,
    int PaymentDays
)
{
    public static RulesRecord Of(InvoicingRules rules) =>
        new(
            rules.From,
            rules.Make,
            rules.When,
            rules.WhenTerms,
            rules.IssueAtOnce,
            rules.LeaveOutPointOfSale,
            rules.LeaveOutZeroTotal,
            rules.LeaveOutTags,
            rules.LeaveOutSources,
            rules.HoldFeared,
            rules.GiftCardsOnReceipt,
            rules.TipsOnReceipt,
            rules.Language,
            rules.PaymentDays
        );

    public byte[] ToBytes() =>
        JsonSerializer.SerializeToUtf8Bytes(this, RulesJson.Default.RulesRecord);
}

/// <summary>A change of rules, as the journal keeps it.</summary>
sealed record RulesChanged(
    long WebShop,
    RulesRecord Before,
    RulesRecord After,
    int SalesOpened,
    int SalesClosed
)
{
    public byte[] ToBytes() =>
        JsonSerializer.SerializeToUtf8Bytes(this, RulesJson.Default.RulesChanged);
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UseStringEnumConverter = true
)]
[JsonSerializable(typeof(RulesRecord))]
[JsonSerializable(typeof(RulesChanged))]
sealed partial class RulesJson : JsonSerializerContext;
