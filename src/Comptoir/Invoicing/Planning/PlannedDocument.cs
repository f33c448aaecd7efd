using System.Runtime.InteropServices;
using Comptoir.Sales;

namespace Comptoir.Invoicing.Planning;

/// <summary>What of an order a line of a document is about.</summary>
/// <param name="Kind">The kind of line.</param>
/// <param name="Line">The shop's number of the order line; null where there is none.</param>
[StructLayout(LayoutKind.Auto)]
readonly record struct LineKey(DocumentLineKind Kind, long? Line)
{
    /// <summary>It is a way of delivery: these are numbered apart from products.</summary>
    public bool IsShipping => Kind == DocumentLineKind.Shipping;

    /// <summary>What a sale is about; null for an adjustment, which belongs to no line.</summary>
    public static LineKey? Of(Sale sale) =>
        sale.Kind switch
        {
            "ADJUSTMENT" => null,
            "SHIPPING" => new(DocumentLineKind.Shipping, sale.Line),
            "GIFT_CARD" => new(DocumentLineKind.GiftCard, sale.Line),
            "TIP" => new(DocumentLineKind.Tip, sale.Line),
            "DUTY" => new(DocumentLineKind.Duty, sale.Line),
            "FEE" or "ADDITIONAL_FEE" => new(DocumentLineKind.Fee, sale.Line),
            _ => new(DocumentLineKind.Product, sale.Line),
        };
}

/// <summary>A part of a sale that is covered.</summary>
sealed record Covered(Sale Sale, int Quantity, Amounts Amounts);

/// <summary>A line of a document to be made, with the signs of the ledger.</summary>
sealed class PlannedLine(LineKey key, TaxKey tax)
{
    public LineKey Key => key;
    public TaxKey Tax => tax;
    public int Quantity { get; private set; }
    public Amounts Amounts { get; private set; }
    public List<Covered> Covers { get; } = [];

    /// <summary>What tells it apart from other lines without an order line.</summary>
    public string? Title { get; init; }

    public void Add(Covered part)
    {
        Quantity += part.Quantity;
        Amounts += part.Amounts;
        Covers.Add(part);
    }

    /// <summary>What is covered with the ledger's own tax, and has another on the document: adjustments, settled rates.</summary>
    public void Add(Covered part, long tax, long customerTax)
    {
        Quantity += part.Quantity;
        Covers.Add(part);
        Amounts += part.Amounts with { Tax = tax, CustomerTax = customerTax };
    }
}

/// <summary>A document to be made, with the signs of the ledger: a credit note's lines are negative here.</summary>
sealed class PlannedDocument
{
    readonly Dictionary<(LineKey, TaxKey, string?), PlannedLine> lines = [];

    /// <summary>The agreement it belongs to; null when it covers several.</summary>
    public long? Agreement { get; init; }

    public DocumentKind Kind { get; set; }
    public Correction[] Corrects { get; set; } = [];

    /// <summary>Its lines as they came.</summary>
    public IReadOnlyCollection<PlannedLine> Lines => lines.Values;

    public Amounts Total =>
        lines.Values.Aggregate(default(Amounts), (sum, line) => sum + line.Amounts);

    /// <summary>Nothing is on it.</summary>
    public bool IsEmpty => lines.Count == 0;

    /// <summary>The line of a key and a tax, made at first use.</summary>
    public PlannedLine Line(LineKey key, TaxKey tax, string? title = null)
    {
        if (!lines.TryGetValue((key, tax, title), out var line))
            lines[(key, tax, title)] = line = new PlannedLine(key, tax) { Title = title };
        return line;
    }

    /// <summary>Takes off lines whose units and money cancel out; what they covered cancels out without a document.</summary>
    public IEnumerable<Covered> TakeOffEmptyLines()
    {
        foreach (
            var (key, line) in lines
                .Where(x => x.Value is { Quantity: 0, Amounts.IsZero: true })
                .ToList()
        )
        {
            lines.Remove(key);
            foreach (var part in line.Covers)
                yield return part;
        }
    }
}

/// <summary>What is to be done with an order.</summary>
sealed class OrderPlan
{
    public List<PlannedDocument> Documents { get; } = [];

    /// <summary>What cancels out without a document.</summary>
    public List<Covered> Netted { get; } = [];

    /// <summary>The rule that leaves the order out.</summary>
    public LeftOutRule? LeftOut { get; set; }

    /// <summary>Why what is due is not made.</summary>
    public WaitReason? Waits { get; set; }

    public bool ChangesNothing => Documents.Count == 0 && Netted.Count == 0 && LeftOut is null;
}
