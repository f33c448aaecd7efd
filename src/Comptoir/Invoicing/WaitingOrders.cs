using System.Data.Common;
using System.Globalization;
using Comptoir.Attention;
using Comptoir.Invoicing.Planning;
using Comptoir.Storage;
using Microsoft.EntityFrameworkCore;

namespace Comptoir.Invoicing;

/// <summary>An order whose documents wait.</summary>
/// <param name="Book">The order.</param>
/// <param name="Reason">Why.</param>
/// <param name="Words">What is missing, in words; null when the reason says all.</param>
/// <param name="SellerIsWhole">Nothing is missing of the office itself.</param>
sealed record WaitingOrder(OrderBook Book, WaitReason Reason, string? Words, bool SellerIsWhole);

/// <summary>Tells people of orders whose documents wait for something that only they can do.</summary>
sealed class WaitingOrders(Database database, AttentionBook attention, TimeProvider clock)
    : IDisposable
{
    readonly SemaphoreSlim turn = new(1, 1);

    /// <summary>What attention entries of invoicing are about: an order, by its number in the office.</summary>
    public const string SubjectKind = "OrderDocuments";

    /// <summary>Writes down what orders wait for, and settles what they wait for no more.</summary>
    /// <param name="officeId">The office.</param>
    /// <param name="looked">The orders that were looked at.</param>
    /// <param name="waiting">Those of them that wait.</param>
    /// <param name="ct">Stops it.</param>
    public async Task TellAsync(
        long officeId,
        IReadOnlyCollection<long> looked,
        IReadOnlyList<WaitingOrder> waiting,
        CancellationToken ct
    )
    {
        // Two that look at the same orders at once would write the same entry twice: here they take turns, and of two processes
        // the second one looks again.
        await turn.WaitAsync(ct);
        try
        {
            await TellInTurnAsync(officeId, looked, waiting, ct);
        }
        catch (DbException)
        {
            await TellInTurnAsync(officeId, looked, waiting, ct);
        }
        finally
        {
            turn.Release();
        }
    }

    async Task TellInTurnAsync(
        long officeId,
        IReadOnlyCollection<long> looked,
        IReadOnlyList<WaitingOrder> waiting,
        CancellationToken ct
    )
    {
        var troubles = waiting
            .Select(order => (order.Book.Order.WebShopId, Trouble: TroubleOf(order)))
            .Where(x => x.Trouble is not null)
            .ToList();
        List<long?> shops;
        await using var db = database.Open(officeId);
        var subjects = looked.Select(Subject).ToList();
        shops = await db
            .Attention.Where(item =>
                item.SubjectKind == SubjectKind
                && item.ResolvedAt == null
                && subjects.Contains(item.Subject)
            )
            .Select(item => item.WebShopId)
            .Distinct()
            .ToListAsync(ct);
        foreach (var shop in shops.Union(troubles.Select(x => x.WebShopId)))
        {
            var change = await attention.CompareAsync(
                db,
                shop,
                SubjectKind,
                subjects,
                [.. troubles.Where(x => x.WebShopId == shop).Select(x => x.Trouble!)],
                ct
            );
            if (change.Items.Count > 0)
                await database.WriteAsync(
                    officeId,
                    (write, token) => change.ApplyAsync(write, token),
                    ct
                );
        }
    }

    public void Dispose() => turn.Dispose();

    static string Subject(long orderId) => orderId.ToString(CultureInfo.InvariantCulture);

    Trouble? TroubleOf(WaitingOrder waiting)
    {
        var order = waiting.Book.Order;
        AttentionCode? code = waiting.Reason switch
        {
            // What is missing of the office itself is said once, on the pages: not with each order.
            WaitReason.MissingMention => waiting.SellerIsWhole
                ? AttentionCode.MentionMissing
                : null,
            WaitReason.Vat => AttentionCode.VatUnclear,
            WaitReason.ExternalNumber => AttentionCode.ExternalNumberMissing,
            WaitReason.CapturedLess => AttentionCode.CapturedLess,
            WaitReason.CreditedTooMuch => AttentionCode.CreditedTooMuch,
            WaitReason.Unmatched => AttentionCode.Unmatched,
            WaitReason.CancelledNotRefunded => clock.GetUtcNow().UtcDateTime - order.CancelledAt
            >= PlanOrder.CancelledFor
                ? AttentionCode.CancelledNotRefunded
                : null,
            // The others are told where they come from: equations, ledger, fraud on the order.
            _ => null,
        };
        return code is { } known
            ? new Trouble(known, SubjectKind, Subject(order.Id), order.Name, waiting.Words ?? "")
            : null;
    }
}
