namespace Comptoir.EInvoicing;

/// <summary>
/// An invoice or a credit note in the terms of EN 16931: what a file says of it, whatever its syntax. Amounts are units of the
/// currency with at most two decimals, texts hold only what XML can hold; BT and BG are the standard's own numbers.
/// </summary>
sealed record SemanticInvoice
{
    /// <summary>BT-23: the frame of invoicing, such as <c>B2</c> for goods that are paid already (AFNOR XP Z12-012).</summary>
    public required string Frame { get; init; }

    /// <summary>BT-1, BT-2, BT-3: number, day of issue, and 380 for an invoice or 381 for a credit note.</summary>
    public required string Number { get; init; }
    public required DateOnly IssuedOn { get; init; }
    public required string TypeCode { get; init; }

    /// <summary>BT-5: the currency; BT-6 and BT-111: the currency in which the VAT is declared, and the VAT in it.</summary>
    public required string Currency { get; init; }
    public string? TaxCurrency { get; init; }
    public decimal? TaxInTaxCurrency { get; init; }

    /// <summary>BT-10, BT-13, BT-14: the buyer's reference, its order, and ours.</summary>
    public string? BuyerReference { get; init; }
    public string? PurchaseOrder { get; init; }
    public string? SalesOrder { get; init; }

    /// <summary>BG-1: texts.</summary>
    public required IReadOnlyList<SemanticNote> Notes { get; init; }

    /// <summary>BG-3: the invoices before it that it corrects.</summary>
    public required IReadOnlyList<SemanticReference> Preceding { get; init; }

    /// <summary>BG-4 and BG-7.</summary>
    public required SemanticParty Seller { get; init; }
    public required SemanticParty Buyer { get; init; }

    /// <summary>BG-13, BT-72 and BG-14: where the goods go, when, and the time that a credit note is about.</summary>
    public SemanticPlace? DeliveredTo { get; init; }
    public DateOnly? SuppliedOn { get; init; }
    public (DateOnly From, DateOnly Until)? Period { get; init; }

    /// <summary>BG-16, BT-9, BT-20: how it is paid, by when, in words.</summary>
    public SemanticPayment? Payment { get; init; }
    public DateOnly? DueOn { get; init; }
    public string? PaymentTerms { get; init; }

    /// <summary>BG-25, BG-20 and BG-21, BG-23.</summary>
    public required IReadOnlyList<SemanticLine> Lines { get; init; }
    public required IReadOnlyList<SemanticAdjustment> Adjustments { get; init; }
    public required IReadOnlyList<SemanticTax> Taxes { get; init; }

    /// <summary>BT-112 as the document was frozen, BT-113.</summary>
    public required decimal Gross { get; init; }
    public required decimal Prepaid { get; init; }

    /// <summary>A French business sells to another one: the rules BR-FR hold, and approved platforms carry it.</summary>
    public required bool IsFrenchTrade { get; init; }

    /// <summary>BT-106 to BT-110 and BT-115, which follow from the rest.</summary>
    public decimal LineTotal => Lines.Sum(line => line.Net);
    public decimal AllowanceTotal => Adjustments.Where(row => !row.IsCharge).Sum(row => row.Amount);
    public decimal ChargeTotal => Adjustments.Where(row => row.IsCharge).Sum(row => row.Amount);
    public decimal Net => LineTotal - AllowanceTotal + ChargeTotal;
    public decimal Tax => Taxes.Sum(tax => tax.Tax);
    public decimal Due => Gross - Prepaid;

    /// <summary>It is a credit note.</summary>
    public bool IsCredit => TypeCode == "381";

    /// <summary>The category and rate of everything that is priced, for rules that look at them alike.</summary>
    public IEnumerable<SemanticVat> Priced =>
        Lines.Select(line => line.Vat).Concat(Adjustments.Select(row => row.Vat));
}

/// <summary>A text, and its subject by UNTDID 4451; null for none.</summary>
sealed record SemanticNote(string? Subject, string Text);

/// <summary>BT-25 and BT-26.</summary>
sealed record SemanticReference(string Number, DateOnly? IssuedOn);

/// <summary>A seller or buyer.</summary>
sealed record SemanticParty
{
    public required string Name { get; init; }

    /// <summary>Nine figures, scheme 0002 (BT-30, BT-47).</summary>
    public string? Siren { get; init; }

    /// <summary>BT-31, BT-48.</summary>
    public string? VatNumber { get; init; }

    /// <summary>BT-32: the number with the tax office, where no VAT number is to be named.</summary>
    public string? TaxNumber { get; init; }

    /// <summary>BT-34, BT-49: the address and its scheme.</summary>
    public (string Scheme, string Address)? Endpoint { get; init; }

    /// <summary>BT-33: legal form and registration.</summary>
    public string? LegalText { get; init; }
    public string? Phone { get; init; }
    public string? Email { get; init; }
    public required SemanticPlace Place { get; init; }
}

/// <summary>A postal address; the country is the code of ISO 3166-1, empty where it is not known.</summary>
sealed record SemanticPlace(
    string? Name,
    string? Line1,
    string? Line2,
    string? PostalCode,
    string? City,
    string? Province,
    string Country
);

/// <summary>How it is paid: the code of UNTDID 4461, words, and the account for transfers.</summary>
sealed record SemanticPayment(
    string Code,
    string Words,
    string? Iban,
    string? Bic,
    string? Reference
);

/// <summary>A category of VAT and its rate in percent; no rate for what is outside of VAT (O).</summary>
sealed record SemanticVat(string Category, decimal? Percent);

/// <summary>BG-25: <c>Net = round(Quantity × Price ÷ PriceBase) − Discount</c>.</summary>
sealed record SemanticLine(
    string Title,
    string? Detail,
    string? Sku,
    decimal Quantity,
    decimal Price,
    decimal? PriceBase,
    decimal Discount,
    decimal Net,
    SemanticVat Vat
);

/// <summary>BG-20 or BG-21: what is taken off the sum of the lines, or put on it.</summary>
sealed record SemanticAdjustment(
    bool IsCharge,
    decimal Amount,
    string Reason,
    string? ReasonCode,
    SemanticVat Vat
);

/// <summary>BG-23.</summary>
sealed record SemanticTax(
    SemanticVat Vat,
    decimal Base,
    decimal Tax,
    string? Reason,
    string? ReasonCode,
    bool OnDebits
);
