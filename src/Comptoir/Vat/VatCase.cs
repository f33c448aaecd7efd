namespace Comptoir.Vat;

/// <summary>How the VAT of a line is treated, and why: what decides rate, code and wording.</summary>
public enum VatCase
{
    /// <summary>Taxed where the seller is established.</summary>
    Domestic,

    /// <summary>The seller charges no VAT (small enterprises; art. 293 B CGI in France).</summary>
    Franchise,

    /// <summary>Goods to a business in another member state, exempt (art. 138 of directive 2006/112/EC; 262 ter I CGI).</summary>
    IntraEuSupply,

    /// <summary>Goods that leave the VAT territory of the Union, exempt (art. 146; 262 I CGI). A tax of the destination is that state's.</summary>
    Export,

    /// <summary>Services to a business in another member state: the customer owes the tax (art. 44 and 196; 259-1° CGI).</summary>
    ReverseCharge,

    /// <summary>The customer owes the tax within the seller's own country (art. 283 CGI in France).</summary>
    DomesticReverseCharge,

    /// <summary>To consumers of another member state, declared in the one-stop shop (art. 33 and 58; 369a and after).</summary>
    OneStopShop,

    /// <summary>Exempt for another reason, which a person names.</summary>
    Exempt,

    /// <summary>Taxed in another country where the seller is registered.</summary>
    ForeignRegistration,

    /// <summary>Services whose place is outside the Union: no VAT of the Union (art. 44 and 59; 259-1° and 259 B CGI).</summary>
    OutsideScope,

    /// <summary>The sales channel owes the tax, not the seller.</summary>
    ChannelLiable,
}

/// <summary>What is supplied.</summary>
public enum SupplyNature
{
    /// <summary>Goods alone.</summary>
    Goods,

    /// <summary>Services alone: what is not sent.</summary>
    Services,

    /// <summary>Both.</summary>
    Mixed,
}
