using Comptoir.Invoicing;
using Comptoir.Sales;

namespace Comptoir.Health;

/// <summary>What documents cover of a sale, and what is still open of it, make the whole.</summary>
static class VerifyCover
{
    /// <summary>Looks at one entry of an order's ledger.</summary>
    public static void Verify(
        string order,
        Sale sale,
        IReadOnlyList<Allocation> allocations,
        Findings findings
    )
    {
        var where = $"Order {order}, sale {sale.Number}";
        Part(
            "units",
            allocations.Sum(x => (long)x.Quantity),
            sale.OpenQuantity,
            sale.Quantity ?? 0
        );
        Part("total", allocations.Sum(x => x.Gross), sale.Open, sale.Total);
        Part("tax", allocations.Sum(x => x.Tax), sale.OpenTax, sale.Tax);
        Part(
            "total in the customer's currency",
            allocations.Sum(x => x.CustomerGross),
            sale.CustomerOpen,
            sale.CustomerTotal
        );
        Part(
            "tax in the customer's currency",
            allocations.Sum(x => x.CustomerTax),
            sale.CustomerOpenTax,
            sale.CustomerTax
        );

        void Part(string what, long covered, long open, long whole)
        {
            if (covered < Math.Min(0, whole) || covered > Math.Max(0, whole))
                findings.Add(
                    where,
                    $"Documents cover {covered} of its {what}, which is {whole}: more than there is."
                );
            // What is covered elsewhere, or by nothing, has no allocations that must make it up.
            else if (sale.Cover == SaleCover.Documents && covered + open != whole)
                findings.Add(
                    where,
                    $"Documents cover {covered} of its {what} and {open} is open, which does not make {whole}."
                );
        }
    }
}
