using Comptoir.Deliveries;
using Comptoir.Invoicing.Planning;
using Comptoir.Journal;
using Comptoir.Payments;
using Comptoir.Sales;
using Comptoir.Storage;
using Microsoft.EntityFrameworkCore;

namespace Comptoir.Invoicing;

/// <summary>
/// Pairs what was entered here with what the shop tells later of the same: a payment with its transaction, a delivery with its
/// fulfilment, a credit with its refund. By itself when it is unmistakable; a person says so otherwise.
/// </summary>
sealed class MatchFacts(Database database, IdSequence ids, OfficeJournal journals)
{
    /// <summary>Refunds of the shop that are in a ledger: agreements that gave something back.</summary>
    public static long[] KnownRefunds(OrderBook book) =>
        [.. RefundsOf(book).Select(refund => refund.Key)];

    static IEnumerable<IGrouping<long, Sale>> RefundsOf(OrderBook book) =>
        book
            .Order.Sales.Where(sale =>
                sale.Origin == SaleOrigin.Shop
                && sale.Reason is "REFUND" or "RETURN" or "ORDER_EDIT"
            )
            .GroupBy(sale => sale.Agreement)
            .Where(agreement => agreement.Sum(sale => sale.CustomerTotal) < 0);

    /// <summary>Matches all that is unmistakable in an office.</summary>
    /// <returns>How many facts were matched.</returns>
    public async Task<int> RunAsync(long officeId, CancellationToken cancellationToken)
    {
        List<long> orders;
        await using (var db = database.Open(officeId))
            orders = await db
                .ExpectedFacts.Where(fact => fact.SettledAt == null)
                .Select(fact => fact.OrderId)
                .Distinct()
                .ToListAsync(cancellationToken);
        var matched = 0;
        foreach (var order in orders)
        {
            var numbers = await InvoiceOrder.NumbersAsync(ids, officeId, cancellationToken, 1_000);
            matched += await database.WriteAsync(
                officeId,
                (db, ct) => MatchAsync(db, order, numbers, ct),
                cancellationToken
            );
        }
        return matched;
    }

    /// <summary>A person says that an entered fact is what the shop tells under this number; false when there is no such fact.</summary>
    /// <exception cref="RefusedException">It is settled already, or the shop tells no such thing of the order.</exception>
    public async Task<bool> MatchByHandAsync(
        long officeId,
        long factId,
        long externalId,
        string by,
        CancellationToken cancellationToken
    )
    {
        var numbers = await InvoiceOrder.NumbersAsync(ids, officeId, cancellationToken, 1_000);
        return await database.WriteAsync(
            officeId,
            async (db, ct) =>
            {
                var journal = await journals.OpenAsync(db, ct);
                var fact = await db.ExpectedFacts.FirstOrDefaultAsync(row => row.Id == factId, ct);
                if (fact is null)
                    return false;
                if (fact.SettledAt is not null)
                    throw new RefusedException("This is settled already.");
                var work = await WorkAsync(db, fact.OrderId, journal, numbers, ct);
                if (!Pair(work, fact, externalId, by))
                    throw new RefusedException(
                        "That cannot be the same: the shop tells no such thing of the order, or the credit note is still a draft. Issue it first."
                    );
                await SaveAsync(db, work, ct);
                return true;
            },
            cancellationToken
        );
    }

    /// <summary>A person says that the shop will never tell it; false when there is no such fact.</summary>
    /// <exception cref="RefusedException">It is settled already.</exception>
    public Task<bool> GiveUpAsync(
        long officeId,
        long factId,
        string by,
        CancellationToken cancellationToken
    ) =>
        database.WriteAsync(
            officeId,
            async (db, ct) =>
            {
                var journal = await journals.OpenAsync(db, ct);
                var fact = await db.ExpectedFacts.FirstOrDefaultAsync(row => row.Id == factId, ct);
                if (fact is null)
                    return false;
                if (fact.SettledAt is not null)
                    throw new RefusedException("This is settled already.");
                fact.GiveUp(journal.Now, by);
                await db.SaveChangesAsync(ct);
                return true;
            },
            cancellationToken
        );

    /// <summary>What a transaction works with.</summary>
    sealed record Work(
        OrderBook Book,
        List<ExpectedFact> Facts,
        JournalWriter Journal,
        PlanWriting Writing,
        Composing Composing,
        Queue<long> Ids
    )
    {
        public List<Payment> Payments { get; } = [];
        public List<Delivery> Deliveries { get; } = [];
    }

    async Task<int> MatchAsync(ComptoirDb db, long order, Queue<long> numbers, CancellationToken ct)
    {
        var journal = await journals.OpenAsync(db, ct);
        var work = await WorkAsync(db, order, journal, numbers, ct);
        var matched = 0;
        foreach (
            var kind in work
                .Facts.Where(fact => fact.SettledAt is null)
                .GroupBy(fact => (fact.Kind, fact.Amount))
                .ToList()
        )
        {
            // As many of the same amount on both sides are the same, in the order of time; otherwise a person looks.
            var facts = kind.OrderBy(fact => fact.Id).ToList();
            var told = Candidates(work, facts[0]).Order().ToList();
            if (told.Count == 0 || told.Count > facts.Count)
                continue;
            foreach (var (fact, externalId) in facts.Zip(told))
                if (Pair(work, fact, externalId, by: null))
                    matched++;
        }
        if (matched > 0)
            await SaveAsync(db, work, ct);
        return matched;
    }

    static async Task<Work> WorkAsync(
        ComptoirDb db,
        long order,
        JournalWriter journal,
        Queue<long> numbers,
        CancellationToken ct
    )
    {
        var book = (await OrderBooks.ReadAsync(db, [order], ct))[0];
        var composing = await Composing.ReadAsync(db, [book], journal.Now, ct);
        return new Work(
            book,
            await db.ExpectedFacts.Where(fact => fact.OrderId == order).ToListAsync(ct),
            journal,
            new PlanWriting(
                db,
                journal,
                await Issuing.BeginAsync(db, journal, ct),
                composing,
                numbers
            ),
            composing,
            numbers
        );
    }

    static async Task SaveAsync(ComptoirDb db, Work work, CancellationToken ct)
    {
        await db.SaveChangesAsync(ct);
        await db.UpsertAsync(work.Payments, ct);
        await db.UpsertAsync(work.Deliveries, ct);
        await work.Writing.SaveAsync(ct);
    }

    /// <summary>What the shop tells that could be the entered fact: as much, not known when it was entered, paired with no other.</summary>
    static IEnumerable<long> Candidates(Work work, ExpectedFact fact)
    {
        var taken = work
            .Facts.Where(other => other.Kind == fact.Kind)
            .Select(other => other.MatchedExternalId)
            .ToHashSet();
        IEnumerable<long> told = fact.Kind switch
        {
            ExpectedFactKind.Payment => Payment(work, fact) is { } entered
                ? work
                    .Book.Payments.Where(payment =>
                        payment.ExternalId is not null
                        && payment.Direction == entered.Direction
                        && payment.CustomerAmount == entered.CustomerAmount
                    )
                    .Select(payment => payment.ExternalId!.Value)
                : [],
            ExpectedFactKind.Delivery => Delivery(work, fact) is { } entered
                ? work
                    .Book.Deliveries.Where(delivery =>
                        delivery is { ExternalId: not null, Counts: true }
                        && SameLines(delivery, entered)
                    )
                    .Select(delivery => delivery.ExternalId!.Value)
                : [],
            // A draft may still be dropped: only what is issued stands for the shop's refund.
            _ when !IsIssued(work, fact) => [],
            _ => RefundsOf(work.Book)
                .Where(refund => -refund.Sum(sale => sale.CustomerTotal) == fact.Amount)
                .Select(refund => refund.Key),
        };
        return told.Where(id => !taken.Contains(id) && Array.IndexOf(fact.Known, id) < 0);
    }

    static bool IsIssued(Work work, ExpectedFact fact) =>
        work.Book.Documents.Exists(row =>
            row.Id == fact.EnteredId && row.State == DocumentState.Issued
        );

    static bool SameLines(Delivery a, Delivery b) =>
        a
            .Lines.Select(line => (line.Line, line.Quantity))
            .Order()
            .SequenceEqual(b.Lines.Select(line => (line.Line, line.Quantity)).Order());

    static Payment? Payment(Work work, ExpectedFact fact) =>
        work.Book.Payments.FirstOrDefault(payment =>
            payment.Id == fact.EnteredId && payment.Direction != PaymentDirection.None
        );

    static Delivery? Delivery(Work work, ExpectedFact fact) =>
        work.Book.Deliveries.FirstOrDefault(delivery =>
            delivery.Id == fact.EnteredId && delivery.Counts
        );

    static bool Pair(Work work, ExpectedFact fact, long externalId, string? by)
    {
        switch (fact.Kind)
        {
            case ExpectedFactKind.Payment:
                if (
                    Payment(work, fact) is not { } paid
                    || work.Book.Payments.FirstOrDefault(x => x.ExternalId == externalId)
                        is not { } transaction
                )
                    return false;
                paid.ToldByShop(transaction.Id);
                work.Payments.Add(paid);
                break;
            case ExpectedFactKind.Delivery:
                if (
                    Delivery(work, fact) is not { } sent
                    || work.Book.Deliveries.FirstOrDefault(x => x.ExternalId == externalId)
                        is not { } fulfilment
                )
                    return false;
                sent.ToldByShop(fulfilment.Id);
                work.Deliveries.Add(sent);
                break;
            default:
                if (CancelOut(work, fact, externalId) is not { } common)
                    return false;
                if (common < fact.Amount)
                {
                    fact.MatchPart(externalId, common);
                    return true;
                }
                break;
        }
        fact.Match(externalId, work.Journal.Now, by);
        return true;
    }

    /// <summary>
    /// The shop's refund and the office's credit are the same: an opposite entry of the office takes the place of a second
    /// credit note. Σ documents = Σ entries of the shop + Σ entries of the office goes on to hold. Where the amounts differ, what
    /// both have in common cancels out: the rest of the refund is credited, the rest of the credit is expected yet.
    /// </summary>
    /// <returns>What cancelled out, minor units; null when it cannot be the same.</returns>
    static long? CancelOut(Work work, ExpectedFact fact, long agreement)
    {
        work.Book.TakeBackDrafts();
        work.Writing.Drop(work.Book);
        var refund = work
            .Book.Order.Sales.Where(sale =>
                sale.Origin == SaleOrigin.Shop && sale.Agreement == agreement
            )
            .ToList();
        var total = -refund.Sum(sale => sale.CustomerTotal);
        if (
            total <= 0
            || !IsIssued(work, fact)
            || refund.Count > work.Ids.Count
            || refund.Exists(sale =>
                !sale.IsOpen || (sale.CustomerOpen, sale.Open) != (sale.CustomerTotal, sale.Total)
            )
        )
            return null;
        var common = Math.Min(total, fact.Amount ?? 0);
        var left = common;
        var entries = new List<Sale>(refund.Count);
        var parts = new List<Covered>(2 * refund.Count);
        // What was kept of the refund first, so that what was given back can fill the common part.
        foreach (var sale in refund.OrderByDescending(sale => sale.CustomerTotal))
        {
            var taken = common == total ? Whole(sale) : Part(sale, left);
            if (taken is null)
                continue;
            left += taken.Amounts.CustomerGross;
            var opposite = Opposite(
                taken,
                -work.Ids.Dequeue(),
                -fact.Id,
                work.Journal.Now,
                work.Composing.DayOf(work.Journal.Now)
            );
            entries.Add(opposite);
            parts.Add(taken);
            parts.Add(Whole(opposite));
        }
        work.Writing.Enter(entries);
        work.Writing.Net(work.Book, parts);
        return common;
    }

    static Covered Whole(Sale sale) =>
        Take(
            sale,
            sale.OpenQuantity,
            new Amounts(sale.Open, sale.OpenTax, sale.CustomerOpen, sale.CustomerOpenTax)
        );

    /// <summary>So much of what a sale gave back, with its units where the amount is that of whole ones; null when none is left to fill.</summary>
    static Covered? Part(Sale sale, long left)
    {
        var open = new Amounts(sale.Open, sale.OpenTax, sale.CustomerOpen, sale.CustomerOpenTax);
        if (left <= 0 || open.CustomerGross >= 0)
            return open.CustomerGross > 0 && left > 0 ? Whole(sale) : null;
        if (-open.CustomerGross <= left)
            return Whole(sale);
        var units = (int)Shares.Rounded(sale.OpenQuantity, left, -open.CustomerGross);
        if (Shares.Rounded(-open.CustomerGross, units, Math.Min(-1, sale.OpenQuantity)) != left)
            units = 0;
        return Take(
            sale,
            units,
            open.Part(left, -open.CustomerGross) with
            {
                CustomerGross = -left,
            }
        );
    }

    static Covered Take(Sale sale, int units, Amounts amounts)
    {
        sale.Take(units, amounts.Gross, amounts.Tax, amounts.CustomerGross, amounts.CustomerTax);
        return new Covered(sale, units, amounts);
    }

    static Sale Opposite(Covered part, long number, long agreement, DateTime now, DateOnly today)
    {
        var (sale, units, amounts) = part;
        long[] weights = [.. sale.Taxes.Select(tax => Math.Abs(tax.CustomerAmount))];
        if (weights.Sum() == 0)
            weights = [.. weights.Select(_ => 1L)];
        var taxes = weights.Length == 0 ? [] : Shares.Of(-amounts.Tax, weights);
        var customerTaxes = weights.Length == 0 ? [] : Shares.Of(-amounts.CustomerTax, weights);
        return new Sale
        {
            OfficeId = sale.OfficeId,
            OrderId = sale.OrderId,
            Number = number,
            Agreement = agreement,
            Reason = sale.Reason,
            HappenedAt = now,
            HappenedOn = today,
            Kind = sale.Kind,
            Action = "UPDATE",
            Line = sale.Line,
            Quantity = units == 0 ? null : -units,
            Total = -amounts.Gross,
            CustomerTotal = -amounts.CustomerGross,
            Tax = -amounts.Tax,
            CustomerTax = -amounts.CustomerTax,
            DiscountBeforeTax = 0,
            CustomerDiscountBeforeTax = 0,
            DiscountAfterTax = 0,
            CustomerDiscountAfterTax = 0,
            Origin = SaleOrigin.Office,
            Taxes =
            [
                .. sale.Taxes.Select(
                    (tax, i) =>
                        new SaleTax
                        {
                            OfficeId = tax.OfficeId,
                            OrderId = tax.OrderId,
                            Sale = number,
                            Position = tax.Position,
                            Title = tax.Title,
                            Rate = tax.Rate,
                            Amount = taxes[i],
                            CustomerAmount = customerTaxes[i],
                            ChannelLiable = tax.ChannelLiable,
                        }
                ),
            ],
        }.Opened();
    }
}
