using Comptoir.Storage;

namespace Comptoir.Offices;

/// <summary>
/// Who the office is on its documents: what the law wants to see of the seller (art. 242 nonies A, ann. II CGI; R123-237 of
/// the commercial code), and its texts.
/// </summary>
public sealed class SellerIdentity : IOfficeOwned
{
    /// <inheritdoc/>
    public required long OfficeId { get; init; }

    /// <summary>Full legal name.</summary>
    public string Name { get; set; } = "";

    /// <summary>Legal form and share capital, such as <c>SAS au capital de 20 000 €</c>.</summary>
    public string? LegalForm { get; set; }

    /// <summary>Where it is registered, such as <c>RCS Lyon</c>.</summary>
    public string? Registration { get; set; }

    /// <summary>Nine digits; asked for in France.</summary>
    public string? Siren { get; set; }

    /// <summary>With its country's letters; null for a seller without one.</summary>
    public string? VatNumber { get; set; }

    /// <summary>Charges no VAT (art. 293 B CGI): needs no VAT number.</summary>
    public bool IsFranchise { get; set; }

    public string Line1 { get; set; } = "";
    public string? Line2 { get; set; }
    public string PostalCode { get; set; } = "";
    public string City { get; set; } = "";

    /// <summary>ISO code, two letters.</summary>
    public string CountryCode { get; set; } = "";

    public string? Email { get; set; }
    public string? Phone { get; set; }
    public string? Iban { get; set; }
    public string? Bic { get; set; }

    /// <summary>ISO code of the currency in which the office declares its VAT.</summary>
    public string VatCurrency { get; set; } = "EUR";

    /// <summary>VAT on services is paid with the invoice, not with its payment (art. 269, 2 c CGI; to be printed, 242 nonies A, I, 11° bis).</summary>
    public bool PaysVatOnDebits { get; set; }

    /// <summary>For how many days an answer of the register of VAT numbers counts, from 1 to 365.</summary>
    public int VatAnswerDays { get; set; } = 30;

    /// <summary>On invoices to businesses: the discount for early payment, or that there is none (L441-9, I, of the commercial code).</summary>
    public string? EarlyPayment { get; set; } = "Pas d’escompte pour règlement anticipé.";

    /// <summary>On invoices to businesses: the penalties for late payment (L441-10, II). The legal minimum is three times the legal interest rate.</summary>
    public string? LatePayment { get; set; } =
        "En cas de retard de paiement, pénalités au taux de trois fois l’intérêt légal.";

    /// <summary>On invoices to businesses: the indemnity for recovery, 40 € (D441-5).</summary>
    public string? RecoveryCosts { get; set; } =
        "Indemnité forfaitaire pour frais de recouvrement : 40 €.";

    /// <summary>A last line for all documents.</summary>
    public string? Footer { get; set; }

    /// <summary>Another program is the book of record: documents are proposed here, and their numbers come back from there.</summary>
    public bool IssuesElsewhere { get; set; }

    /// <summary>Raised by each change: who saves over a newer one is told.</summary>
    public long Version { get; private set; }

    /// <summary>Notes a change.</summary>
    public void Changed() => Version++;
}
