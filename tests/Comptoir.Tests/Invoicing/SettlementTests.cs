using Comptoir.Invoicing;
using CsCheck;
using Xunit;

namespace Comptoir.Tests.Invoicing;

/// <summary>What of an order's documents is paid; amounts in cents.</summary>
public sealed class SettlementTests
{
    [Fact]
    public void Money_settles_the_oldest_documents_first()
    {
        var settled = Settle([Invoice(1, 60_00), Invoice(2, 40_00)], money: 75_00);
        Assert.Equal(new Settled(PaymentState.Paid, 60_00, 0, 0, 0), settled[1]);
        Assert.Equal(new Settled(PaymentState.PartPaid, 15_00, 0, 25_00, 0), settled[2]);
        Assert.Equal(
            PaymentState.Unpaid,
            Settle([Invoice(1, 60_00), Invoice(2, 40_00)], money: 60_00)[2].State
        );
    }

    [Fact]
    public void A_refund_gives_a_credit_note_back_and_leaves_its_invoice_paid()
    {
        IssuedDocument[] documents = [Invoice(1, 31_87), Credit(2, 8_99, 1)];
        var before = Settle(documents, money: 31_87);
        Assert.Equal(new Settled(PaymentState.ToGiveBack, 0, 0, 8_99, 0), before[2]);
        Assert.Equal(new Settled(PaymentState.Paid, 22_88, 8_99, 0, 0), before[1]);
        var part = Settle(documents, money: 31_87 - 5_00);
        Assert.Equal(new Settled(PaymentState.PartGivenBack, 5_00, 0, 3_99, 0), part[2]);
        var after = Settle(documents, money: 31_87 - 8_99);
        Assert.Equal(PaymentState.GivenBack, after[2].State);
        Assert.Equal(PaymentState.Paid, after[1].State);
    }

    [Fact]
    public void A_credit_note_on_an_unpaid_invoice_takes_off_what_is_owed()
    {
        var settled = Settle([Invoice(1, 31_87), Credit(2, 8_99, 1)], money: 0);
        Assert.Equal(new Settled(PaymentState.Unpaid, 0, 8_99, 22_88, 0), settled[1]);
        Assert.Equal(PaymentState.GivenBack, settled[2].State);
        Assert.Equal(
            PaymentState.Credited,
            Settle([Invoice(1, 31_87), Credit(2, 31_87, 1)], money: 0)[1].State
        );
    }

    [Fact]
    public void An_exchange_is_set_off_and_only_the_difference_is_paid()
    {
        var settled = Settle(
            [Invoice(1, 40_00), Credit(2, 40_00, 1), Invoice(3, 55_00)],
            money: 55_00
        );
        Assert.Equal(PaymentState.Credited, settled[1].State);
        Assert.Equal(PaymentState.GivenBack, settled[2].State);
        Assert.Equal(new Settled(PaymentState.Paid, 55_00, 0, 0, 0), settled[3]);
    }

    [Fact]
    public void What_another_program_invoiced_comes_before_and_what_is_not_invoiced_yet_after()
    {
        // 100.00 invoiced elsewhere and paid, 20.00 of it refunded with a credit note here.
        var refund = Settle([Credit(1, 20_00)], money: 80_00, elsewhere: 100_00);
        Assert.Equal(PaymentState.GivenBack, refund[1].State);
        // An order of 100.00 is paid in full, of which the first parcel is invoiced.
        var parcel = Settle([Invoice(1, 60_00)], money: 100_00, toCome: 40_00);
        Assert.Equal(new Settled(PaymentState.Paid, 60_00, 0, 0, 0), parcel[1]);
        // A refund whose credit note is not made yet does not make its invoice unpaid.
        var early = Settle([Invoice(1, 100_00)], money: 80_00, toCome: -20_00);
        Assert.Equal(PaymentState.Paid, early[1].State);
        var over = Settle([Invoice(1, 60_00)], money: 100_00);
        Assert.Equal(new Settled(PaymentState.Overpaid, 60_00, 0, 0, 40_00), over[1]);
    }

    [Fact]
    public void Only_what_is_left_to_pay_is_overdue()
    {
        var due = new DateOnly(2026, 10, 1);
        var unpaid = Settle([Invoice(1, 10_00)], money: 0)[1];
        Assert.True(unpaid.IsOverdue(due, due.AddDays(1)));
        Assert.False(unpaid.IsOverdue(due, due));
        Assert.False(unpaid.IsOverdue(null, due));
        Assert.False(Settle([Invoice(1, 10_00)], money: 10_00)[1].IsOverdue(due, due.AddDays(1)));
    }

    [Fact]
    public void Whatever_is_issued_and_paid_each_document_is_accounted_for_to_the_cent()
    {
        var documents = Gen.Select(
            Gen.Long[-50_00, 100_00],
            Gen.Int[0, 6],
            (owed, of) => (Owed: owed, Of: (long)of)
        ).Array[0, 7];
        Gen.Select(
                documents,
                Gen.Long[-100_00, 300_00],
                Gen.Long[0, 100_00],
                Gen.Long[-50_00, 50_00]
            )
            .Sample(
                (drawn, money, elsewhere, toCome) =>
                {
                    IssuedDocument[] issued =
                    [
                        .. drawn.Select((x, i) => new IssuedDocument(i, x.Owed, [x.Of])),
                    ];
                    var settled = Settlement.Of(issued, new OrderFunds(money, elsewhere, toCome));
                    Assert.Equal(issued.Length, settled.Count);
                    foreach (var document in issued)
                    {
                        var of = settled[document.Id];
                        Assert.True(of is { Paid: >= 0, Credited: >= 0, Left: >= 0, Over: >= 0 });
                        Assert.Equal(Math.Abs(document.Owed), of.Paid + of.Credited + of.Left);
                    }
                    // Nothing is paid from nowhere: money pays, and credit notes are set off.
                    var paid = issued.Where(x => x.Owed >= 0).Sum(x => settled[x.Id].Paid);
                    Assert.True(paid <= Math.Max(0, money - elsewhere));
                    var credited = issued.Sum(x => settled[x.Id].Credited);
                    var credits = -issued.Where(x => x.Owed < 0).Sum(x => x.Owed);
                    Assert.True(credited <= credits + Math.Max(0, -toCome));
                }
            );
    }

    static IssuedDocument Invoice(long id, long gross) => new(id, gross, []);

    static IssuedDocument Credit(long id, long gross, params long[] of) => new(id, -gross, of);

    static IReadOnlyDictionary<long, Settled> Settle(
        IssuedDocument[] documents,
        long money,
        long elsewhere = 0,
        long toCome = 0
    ) => Settlement.Of(documents, new OrderFunds(money, elsewhere, toCome));
}
