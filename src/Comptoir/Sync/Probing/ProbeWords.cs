using Comptoir.Sales;
using Comptoir.Web;

namespace Comptoir.Sync.Probing;

/// <summary>What a probe found, in the words of the screens.</summary>
static class ProbeWords
{
    /// <summary>A class of orders.</summary>
    public static string Class(Texts texts, string name) =>
        name switch
        {
            OrderClasses.All => texts["All orders"],
            "Test" => texts["Test orders"],
            "Cancelled" => texts["Cancelled"],
            "Edited" => texts["Edited"],
            "Refunded" => texts["With refunds"],
            "Returned" => texts["With returns"],
            "ForeignCurrency" => texts["In another currency"],
            "Company" => texts["Bought by a company"],
            "PointOfSale" => texts["Sold over the counter"],
            "PaidByGiftCard" => texts["Paid by gift card"],
            "CashRounded" => texts["Rounded cash"],
            "GiftCardSold" => texts["With gift cards sold"],
            "Tip" => texts["With a tip"],
            "Duty" => texts["With duties"],
            "AdditionalFee" => texts["With additional fees"],
            "Adjustment" => texts["With adjustments"],
            "ChannelLiable" => texts["With tax that the channel pays"],
            "NoTax" => texts["Tax included, but none told"],
            _ => name,
        };

    /// <summary>An equation.</summary>
    public static string Equation(Texts texts, ControlEquation equation) =>
        equation switch
        {
            ControlEquation.TaxesOfSale => texts["Taxes of each ledger entry = its tax"],
            ControlEquation.SalesTotal => texts["Ledger = current total"],
            ControlEquation.SalesTax => texts["Tax of the ledger = current tax"],
            _ => texts["Payments = what the shop says it received"],
        };
}
