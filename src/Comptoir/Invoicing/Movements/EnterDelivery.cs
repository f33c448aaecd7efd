using System.Globalization;
using Comptoir.Deliveries;
using Comptoir.Invoicing.Planning;
using Comptoir.Journal;
using Comptoir.Sales;
using Comptoir.Storage;
using Microsoft.EntityFrameworkCore;

namespace Comptoir.Invoicing.Movements;

/// <summary>
/// Enters goods that were sent without the shop knowing, and takes a delivery back that was entered by mistake. The shop may
/// tell the same later: it is expected then, and matched instead of counted twice.
/// </summary>
sealed class EnterDelivery(
    Database database,
    IdSequence ids,
    OfficeJournal journals,
    InvoicingSignal signal,
    TimeProvider clock
)
{
    const int LongestText = 200;
    const int LongestAddress = 1000;
    const int LongestReason = 1000;
    const int IdsOfOne = 2;

    /// <summary>Enters a delivery on an order.</summary>
    /// <returns>The number of its row; null when the office has no such order.</returns>
    /// <exception cref="RefusedException">More is sent than is left to send, nothing is, or the day is still to come.</exception>
    public async Task<long?> EnterAsync(
        long officeId,
        long orderId,
        DeliveryRequest request,
        string by,
        CancellationToken cancellationToken
    )
    {
        ArgumentNullException.ThrowIfNull(request);
        var tracking = TrackingOf(request);
        var numbers = await InvoiceOrder.NumbersAsync(ids, officeId, cancellationToken, IdsOfOne);
        var entered = await database.WriteAsync(
            officeId,
            async (db, ct) =>
            {
                // Of two who enter the same at once, the second sees what the first has entered.
                await journals.OpenAsync(db, ct);
                if (
                    (await OrderBooks.ReadAsync(db, [orderId], ct)).FirstOrDefault() is not { } book
                )
                    return (long?)null;
                var now = clock.GetUtcNow().UtcDateTime;
                var order = book.Order;
                var id = numbers.Dequeue();
                var lines = Lines(book, request.Lines, id);
                var delivery = new Delivery
                {
                    OfficeId = officeId,
                    Id = id,
                    OrderId = orderId,
                    ExternalId = null,
                    Name = string.Create(
                        CultureInfo.InvariantCulture,
                        $"{order.Name}/{1 + book.Deliveries.Count(row => row.ExternalId is null)}"
                    ),
                    Status = "SUCCESS",
                    CreatedAt = await OfficeDay.MomentAsync(db, request.On, now, ct),
                    UpdatedAt = now,
                    Tracking = tracking,
                    EnteredBy = by,
                };
                await db.InsertMissingAsync([delivery], ct);
                await db.InsertMissingAsync(lines, ct);
                if (order.ExternalId is not null)
                    await db.InsertMissingAsync(
                        [
                            new ExpectedFact
                            {
                                OfficeId = officeId,
                                Id = numbers.Dequeue(),
                                OrderId = orderId,
                                Kind = ExpectedFactKind.Delivery,
                                EnteredId = id,
                                Known =
                                [
                                    .. book
                                        .Deliveries.Select(row => row.ExternalId)
                                        .OfType<long>()
                                        .Order(),
                                ],
                                EnteredAt = now,
                                EnteredBy = by,
                            },
                        ],
                        ct
                    );
                return id;
            },
            cancellationToken
        );
        if (entered is not null)
            signal.Wake(officeId);
        return entered;
    }

    /// <summary>Takes a delivery back that was entered by hand, while the shop has not told it too; false when the office has no such delivery.</summary>
    /// <exception cref="RefusedException">The reason is missing, it is the shop's own, or it counts no more already.</exception>
    public async Task<bool> ReverseAsync(
        long officeId,
        long deliveryId,
        string? reason,
        CancellationToken cancellationToken
    )
    {
        var why =
            EnterPayment.Text(reason, LongestReason)
            ?? throw new RefusedException("Say why it is taken back: the reason is kept with it.");
        var done = await database.WriteAsync(
            officeId,
            async (db, ct) =>
            {
                await journals.OpenAsync(db, ct);
                var delivery = await db
                    .Deliveries.AsNoTracking()
                    .FirstOrDefaultAsync(row => row.Id == deliveryId, ct);
                if (delivery is null)
                    return false;
                if (delivery.ExternalId is not null)
                    throw new RefusedException(
                        "The shop recorded this delivery: it can be cancelled there only."
                    );
                if (delivery.SameAs is not null)
                    throw new RefusedException(
                        "The shop has told this delivery too, and its own entry counts: cancel it there."
                    );
                if (!delivery.Counts)
                    throw new RefusedException("This delivery was taken back already.");
                delivery.Reverse(clock.GetUtcNow().UtcDateTime, why);
                await db.UpsertAsync([delivery], ct);
                await EnterPayment.ForgetAsync(db, ExpectedFactKind.Delivery, deliveryId, ct);
                return true;
            },
            cancellationToken
        );
        if (done)
            signal.Wake(officeId);
        return done;
    }

    static List<DeliveryLine> Lines(OrderBook book, IReadOnlyList<LineQuantity>? asked, long id)
    {
        if (book.Order.CancelledAt is not null)
            throw new RefusedException("This order was cancelled: nothing of it is to be sent.");
        var left = book
            .Order.Lines.Where(line => line.Kind == OrderLineKind.Product)
            .Select(line => (line.Number, Units: book.ToSend(line)))
            .Where(line => line.Units > 0)
            .ToDictionary(line => line.Number, line => line.Units);
        if (left.Count == 0)
            throw new RefusedException("Nothing of this order is left to send.");
        if (asked is { Count: 0 } || asked?.Contains(null!) == true)
            throw new RefusedException("Choose at least one line that was sent.");
        var sent = asked ?? [.. left.Select(line => new LineQuantity(line.Key, line.Value))];
        var lines = new List<DeliveryLine>(sent.Count);
        foreach (var (number, quantity, _) in sent)
        {
            if (quantity < 1 || lines.Exists(line => line.Line == number))
                throw new RefusedException("Give each line once, with one unit at least.");
            if (quantity > left.GetValueOrDefault(number))
                throw new RefusedException(
                    "More units were given than are left to send on this line."
                );
            lines.Add(
                new DeliveryLine
                {
                    OfficeId = book.Order.OfficeId,
                    DeliveryId = id,
                    Line = number,
                    Quantity = quantity,
                }
            );
        }
        return lines;
    }

    static Tracking[] TrackingOf(DeliveryRequest request)
    {
        var carrier = EnterPayment.Text(request.Carrier, LongestText);
        var number = EnterPayment.Text(request.TrackingNumber, LongestText);
        var address = EnterPayment.Text(request.TrackingUrl, LongestAddress);
        if (
            address is not null
            && !(
                Uri.TryCreate(address, UriKind.Absolute, out var uri)
                && uri.Scheme is ("https" or "http")
            )
        )
            throw new RefusedException(
                "This is not a web address. Write one such as https://example.com/parcel/123."
            );
        return (carrier, number, address) is (null, null, null)
            ? []
            : [new Tracking(carrier, number, address)];
    }
}
