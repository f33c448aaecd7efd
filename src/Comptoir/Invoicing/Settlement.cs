namespace Comptoir.Invoicing;

/// <summary>
/// What of an order's documents is paid. Payments belong to the order and settle its documents oldest first; a credit note
/// first takes off the invoices it corrects. It is computed whenever it is asked for, never kept.
/// </summary>
public static class Settlement
{
    /// <summary>Settles the issued documents of one order.</summary>
    /// <param name="oldestFirst">Its issued documents, in the order in which they were issued.</param>
    /// <param name="funds">The money of the order.</param>
    /// <returns>What of each is paid, by the number of its row.</returns>
    public static IReadOnlyDictionary<long, Settled> Of(
        IReadOnlyList<IssuedDocument> oldestFirst,
        OrderFunds funds
    )
    {
        ArgumentNullException.ThrowIfNull(oldestFirst);
        ArgumentNullException.ThrowIfNull(funds);
        var claims = new List<Claim>();
        var credits = new List<Claim>();
        foreach (var document in oldestFirst)
            (document.Owed >= 0 ? claims : credits).Add(new Claim(document));
        var offset = credits.Sum(credit => CreditedTo(claims, credit));
        // What another program invoiced is older than every document here, and what is not invoiced yet is younger.
        var cash = funds.Money - funds.Elsewhere;
        var pool = cash + offset + Math.Max(0, -funds.ToCome);
        cash = Math.Max(0, cash);
        foreach (var claim in claims)
        {
            var taken = Math.Min(claim.Left, Math.Max(0, pool));
            var paid = Math.Min(taken, cash);
            claim.Paid += paid;
            claim.Credited += taken - paid;
            claim.Left -= taken;
            pool -= taken;
            cash -= paid;
        }
        var tooMuch = Math.Max(0, pool - Math.Max(0, funds.ToCome));
        for (var i = credits.Count - 1; i >= 0; i--)
        {
            var open = Math.Min(credits[i].Gross, tooMuch);
            credits[i].Left = open;
            credits[i].Paid = credits[i].Gross - open;
            tooMuch -= open;
        }
        if (claims.Count > 0)
            claims[^1].Over = tooMuch;
        return claims.Concat(credits).ToDictionary(claim => claim.Id, claim => claim.Settled);
    }

    /// <summary>Takes a credit off the documents it corrects.</summary>
    /// <returns>What of it is left for the others.</returns>
    static long CreditedTo(List<Claim> claims, Claim credit)
    {
        var rest = credit.Gross;
        foreach (var claim in claims.Where(claim => credit.Corrects.Contains(claim.Id)))
        {
            var taken = Math.Min(claim.Left, rest);
            claim.Credited += taken;
            claim.Left -= taken;
            rest -= taken;
        }
        return rest;
    }

    sealed class Claim(IssuedDocument document)
    {
        public long Id => document.Id;
        public IReadOnlyList<long> Corrects => document.Corrects;
        public long Gross { get; } = Math.Abs(document.Owed);
        public long Left { get; set; } = Math.Abs(document.Owed);
        public long Paid { get; set; }
        public long Credited { get; set; }
        public long Over { get; set; }

        public Settled Settled => new(State, Paid, Credited, Left, Over);

        PaymentState State =>
            document.Owed < 0
                ? Left == 0
                    ? PaymentState.GivenBack
                    : Paid > 0
                        ? PaymentState.PartGivenBack
                        : PaymentState.ToGiveBack
                : Over > 0
                    ? PaymentState.Overpaid
                    : Left > 0
                        ? Paid > 0
                            ? PaymentState.PartPaid
                            : PaymentState.Unpaid
                        : Gross > 0 && Credited == Gross
                            ? PaymentState.Credited
                            : PaymentState.Paid;
    }
}

/// <summary>An issued document of an order. Amounts are minor units of the customer's currency.</summary>
/// <param name="Id">The number of its row.</param>
/// <param name="Owed">With tax: what it adds to what the customer owes, negative for a credit note.</param>
/// <param name="Corrects">The numbers of the rows that it corrects.</param>
public sealed record IssuedDocument(long Id, long Owed, IReadOnlyList<long> Corrects);

/// <summary>The money of an order, minor units of the customer's currency.</summary>
/// <param name="Money">Received less given back.</param>
/// <param name="Elsewhere">What of its ledger is not to be covered by documents made here.</param>
/// <param name="ToCome">What of its ledger no issued document covers yet; negative when more is to be credited.</param>
public sealed record OrderFunds(long Money, long Elsewhere, long ToCome);

/// <summary>What of a document is paid, minor units of its currency, none of them negative.</summary>
/// <param name="State">In a word.</param>
/// <param name="Paid">Paid with money; of a credit note what was given back or set off.</param>
/// <param name="Credited">Taken off by credit notes.</param>
/// <param name="Left">Left to pay; of a credit note to give back.</param>
/// <param name="Over">Paid beyond it.</param>
public sealed record Settled(PaymentState State, long Paid, long Credited, long Left, long Over)
{
    /// <summary>Something is left to pay after the day by which it was to be paid.</summary>
    public bool IsOverdue(DateOnly? dueOn, DateOnly today) =>
        State is PaymentState.Unpaid or PaymentState.PartPaid && dueOn < today;
}

/// <summary>Whether a document is paid. Texts are in the resources.</summary>
public enum PaymentState
{
    /// <summary>Nothing of what is left of it is paid.</summary>
    Unpaid,

    /// <summary>Some of it is paid.</summary>
    PartPaid,

    /// <summary>All of it is paid.</summary>
    Paid,

    /// <summary>More was paid than the order owes.</summary>
    Overpaid,

    /// <summary>Credit notes took all of it back.</summary>
    Credited,

    /// <summary>A credit note of which nothing was given back.</summary>
    ToGiveBack,

    /// <summary>A credit note of which some was given back.</summary>
    PartGivenBack,

    /// <summary>A credit note that was given back or set off.</summary>
    GivenBack,
}
