using Comptoir.Invoicing.Planning;
using Comptoir.Journal;
using Comptoir.Payments;
using Comptoir.Storage;
using Comptoir.Web;
using Microsoft.EntityFrameworkCore;

namespace Comptoir.Invoicing.Movements;

/// <summary>
/// Enters money that moved outside the shop, and takes it back when it was a mistake; what of it belongs into the journal is
/// written there by <see cref="RecordPayments"/>. Of an order of a shop the shop may tell the same later: it is expected then,
/// and matched instead of counted twice.
/// </summary>
sealed class EnterPayment(
    Database database,
    IdSequence ids,
    OfficeJournal journals,
    InvoicingSignal signal,
    TimeProvider clock
)
{
    const int LongestNote = 500;
    const int LongestReason = 1000;
    const int IdsOfOne = 2;

    /// <summary>Enters a payment on an order.</summary>
    /// <returns>The number of its row; null when the office has no such order.</returns>
    /// <exception cref="RefusedException">There is nothing to pay or to give back, the day is still to come, or it is a test order.</exception>
    public async Task<long?> EnterAsync(
        long officeId,
        long orderId,
        PaymentRequest request,
        string by,
        CancellationToken cancellationToken
    )
    {
        ArgumentNullException.ThrowIfNull(request);
        var note = Text(request.Note, LongestNote);
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
                var payment = Row(
                    book,
                    request,
                    numbers.Dequeue(),
                    await OfficeDay.MomentAsync(db, request.On, now, ct),
                    note,
                    by
                );
                await db.InsertMissingAsync([payment], ct);
                if (book.Order.ExternalId is not null)
                    await db.InsertMissingAsync(
                        [
                            new ExpectedFact
                            {
                                OfficeId = officeId,
                                Id = numbers.Dequeue(),
                                OrderId = orderId,
                                Kind = ExpectedFactKind.Payment,
                                EnteredId = payment.Id,
                                Amount = payment.CustomerAmount,
                                Known =
                                [
                                    .. book
                                        .Payments.Select(row => row.ExternalId)
                                        .OfType<long>()
                                        .Order(),
                                ],
                                EnteredAt = now,
                                EnteredBy = by,
                            },
                        ],
                        ct
                    );
                return payment.Id;
            },
            cancellationToken
        );
        if (entered is not null)
            signal.Wake(officeId);
        return entered;
    }

    /// <summary>Takes a payment back that was entered by hand, while the shop has not told it too; false when the office has no such payment.</summary>
    /// <exception cref="RefusedException">The reason is missing, it is the shop's own, or it counts no more already.</exception>
    public async Task<bool> ReverseAsync(
        long officeId,
        long paymentId,
        string? reason,
        CancellationToken cancellationToken
    )
    {
        var why =
            Text(reason, LongestReason)
            ?? throw new RefusedException("Say why it is taken back: the reason is kept with it.");
        var done = await database.WriteAsync(
            officeId,
            async (db, ct) =>
            {
                await journals.OpenAsync(db, ct);
                var payment = await db
                    .Payments.AsNoTracking()
                    .FirstOrDefaultAsync(row => row.Id == paymentId, ct);
                if (payment is null)
                    return false;
                if (payment.ExternalId is not null)
                    throw new RefusedException(
                        "The shop recorded this payment: it can be taken back there only."
                    );
                if (payment.SameAs is not null)
                    throw new RefusedException(
                        "The shop has told this payment too, and its own entry counts: give it back there."
                    );
                if (payment.Direction == PaymentDirection.None)
                    throw new RefusedException("This payment was taken back already.");
                payment.Reverse(why);
                await db.UpsertAsync([payment], ct);
                await ForgetAsync(db, ExpectedFactKind.Payment, paymentId, ct);
                return true;
            },
            cancellationToken
        );
        if (done)
            signal.Wake(officeId);
        return done;
    }

    /// <summary>What was taken back is expected of the shop no more.</summary>
    internal static Task ForgetAsync(
        ComptoirDb db,
        ExpectedFactKind kind,
        long enteredId,
        CancellationToken ct
    ) =>
        db
            .ExpectedFacts.Where(fact =>
                fact.Kind == kind && fact.EnteredId == enteredId && fact.SettledAt == null
            )
            .ExecuteDeleteAsync(ct);

    /// <summary>A text on one line; null when it is empty.</summary>
    /// <exception cref="RefusedException">It is too long.</exception>
    internal static string? Text(string? text, int longest) =>
        string.IsNullOrWhiteSpace(text) ? null : PlainText.Line(text, longest);

    /// <summary>Above it nothing is a payment, minor units: sums stay far from where numbers end.</summary>
    const long Largest = 1_000_000_000_000;

    static Payment Row(
        OrderBook book,
        PaymentRequest request,
        long id,
        DateTime at,
        string? note,
        string by
    )
    {
        var order = book.Order;
        if (order.IsTest)
            throw new RefusedException("This is a test order: no money moves for it.");
        if (request.Direction == PaymentDirection.None)
            throw new RefusedException("Say whether the money was received or given back.");
        var isIn = request.Direction == PaymentDirection.In;
        var open = isIn ? book.Ledger - book.Paid : book.Paid - book.Ledger;
        var amount = request.Amount ?? open;
        if (request.Amount is null && open <= 0 && isIn)
            throw new RefusedException("Nothing is left to pay on this order.");
        if (request.Amount is null && open <= 0)
            throw new RefusedException("Nothing is left to give back on this order.");
        if (amount <= 0)
            throw new RefusedException("Give an amount above zero.");
        if (amount > Largest)
            throw new RefusedException("This amount is too large to be a payment.");
        if (!isIn && amount > book.Paid)
            throw new RefusedException("More would be given back than was received on this order.");
        return new Payment
        {
            OfficeId = order.OfficeId,
            Id = id,
            OrderId = order.Id,
            ExternalId = null,
            Kind = isIn ? "SALE" : "REFUND",
            Status = "SUCCESS",
            Direction = request.Direction,
            Gateway = Gateway(request.Method),
            IsTest = false,
            ProcessedAt = at,
            Currency = order.Currency,
            Amount = InShopCurrency(book, amount),
            CustomerCurrency = order.CustomerCurrency,
            CustomerAmount = amount,
            Rounding = 0,
            CustomerRounding = 0,
            EnteredBy = by,
            Note = note,
        };
    }

    /// <summary>The same in the shop's currency: in proportion of what the order comes to in both.</summary>
    static long InShopCurrency(OrderBook book, long amount)
    {
        var order = book.Order;
        if (order.Currency == order.CustomerCurrency)
            return amount;
        var (shop, customer) =
            order.CustomerTotal != 0
                ? (order.Total, order.CustomerTotal)
                : (order.CurrentTotal, order.CustomerCurrentTotal);
        return customer == 0
            ? throw new RefusedException(
                "This order comes to nothing, so that an amount in its currency cannot be converted. Enter the payment in the shop."
            )
            : Shares.Rounded(amount, shop, customer);
    }

    static string Gateway(PaymentMethod method) =>
        method switch
        {
            PaymentMethod.BankTransfer => "bank_transfer",
            PaymentMethod.Cash => "cash",
            PaymentMethod.Card => "card",
            PaymentMethod.Cheque => "cheque",
            _ => "other",
        };
}
