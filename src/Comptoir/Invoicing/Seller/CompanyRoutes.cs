using System.Globalization;
using System.Text.Json.Serialization;
using Comptoir.Api;
using Comptoir.Offices;
using Comptoir.Users;
using Comptoir.Web;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Comptoir.Invoicing.Seller;

/// <summary>Who the office is on its documents, in the API.</summary>
static class CompanyRoutes
{
    public static void MapCompany(this RouteGroupBuilder api)
    {
        var company = api.MapGroup("/company").WithTags("Company");
        company
            .MapGet("/", GetAsync)
            .WithSummary("Who the office is on its documents")
            .WithDescription(
                "`missing` says what the law asks for and is not entered: while it is not empty, no document can be issued."
            );
        company
            .MapPut("/", ChangeAsync)
            .RequireAuthorization(Policies.Manages)
            .ProducesProblem(StatusCodes.Status409Conflict)
            .ProducesProblem(StatusCodes.Status422UnprocessableEntity)
            .WithSummary("Says who the office is on its documents")
            .WithDescription(
                "All of it as a whole: what is left out is empty afterwards. `version` must be the one that was read; when somebody saved in between, the answer is 409 with what is stored now. The journal keeps what was changed. Documents that are issued stay as they are."
            );
    }

    static async Task<CompanyAnswer> GetAsync(
        CurrentOffice office,
        CancellationToken cancellationToken
    )
    {
        await using var db = office.Open();
        return CompanyAnswer.Of(
            await db.SellerIdentities.AsNoTracking().FirstOrDefaultAsync(cancellationToken)
                ?? new SellerIdentity { OfficeId = office.OfficeId }
        );
    }

    static async Task<Results<Ok<CompanyAnswer>, ProblemHttpResult>> ChangeAsync(
        CurrentOffice office,
        EditCompany edit,
        CompanyBody body,
        CancellationToken cancellationToken
    )
    {
        var outcome = await edit.SaveAsync(
            office.OfficeId,
            body.Values(),
            body.Version,
            office.Name,
            cancellationToken
        );
        if (outcome.End == EditEnd.Faulty)
            return FieldBody.Faulty(outcome.Faults, static name => name);
        var now = await GetAsync(office, cancellationToken);
        return outcome.End == EditEnd.Outdated
            ? FieldBody.Outdated(outcome.Stored!, now)
            : TypedResults.Ok(now);
    }
}

/// <summary>Who the office is on its documents, and what is missing of it.</summary>
/// <param name="Company">What is entered; <c>version</c> goes back with a change.</param>
/// <param name="Missing">What the law asks for and is not there, with what to do; empty when documents can be issued.</param>
public sealed record CompanyAnswer(CompanyBody Company, IReadOnlyList<string> Missing)
{
    internal static CompanyAnswer Of(SellerIdentity seller) =>
        new(
            new CompanyBody(
                seller.Version,
                seller.Name,
                seller.LegalForm,
                seller.Registration,
                seller.Siren,
                seller.VatNumber,
                seller.IsFranchise,
                seller.Line1,
                seller.Line2,
                seller.PostalCode,
                seller.City,
                seller.CountryCode,
                seller.Email,
                seller.Phone,
                seller.Iban,
                seller.Bic,
                seller.VatCurrency,
                seller.PaysVatOnDebits,
                seller.VatAnswerDays,
                seller.EarlyPayment,
                seller.LatePayment,
                seller.RecoveryCosts,
                seller.Footer,
                seller.IssuesElsewhere
            ),
            SellerMentions.Missing(seller)
        );
}

/// <summary>Who the office is on its documents.</summary>
/// <param name="Version">Raised by each change; a change must name the one it was made on.</param>
/// <param name="Name">Full legal name.</param>
/// <param name="LegalForm">Legal form and share capital.</param>
/// <param name="Registration">Where it is registered.</param>
/// <param name="Siren">Nine figures.</param>
/// <param name="VatNumber">With its country's letters.</param>
/// <param name="IsFranchise">Charges no VAT (art. 293 B CGI).</param>
/// <param name="Line1">Street and number.</param>
/// <param name="Line2">A further line of the address.</param>
/// <param name="PostalCode">Postal code.</param>
/// <param name="City">Town.</param>
/// <param name="CountryCode">Two letters.</param>
/// <param name="Email">Where customers write to.</param>
/// <param name="Phone">Where they call.</param>
/// <param name="Iban">Where they pay to.</param>
/// <param name="Bic">Its bank.</param>
/// <param name="VatCurrency">The currency in which VAT is declared, three letters.</param>
/// <param name="PaysVatOnDebits">VAT on services is paid with the invoice.</param>
/// <param name="VatAnswerDays">For how many days an answer about a VAT number counts, from 1 to 365.</param>
/// <param name="EarlyPayment">Discount for early payment, on invoices to businesses.</param>
/// <param name="LatePayment">Penalties for late payment, on invoices to businesses.</param>
/// <param name="RecoveryCosts">The indemnity for recovery, on invoices to businesses.</param>
/// <param name="Footer">The last line of documents.</param>
/// <param name="IssuesElsewhere">Another program numbers the documents; here they are only proposed.</param>
[ApiExample(
    """
        {
          "version": 0,
          "name": "Maison Lumière",
          "legalForm": "SAS au capital de 20 000 €",
          "registration": "RCS Lyon",
          "siren": "303265045",
          "vatNumber": "FR40303265045",
          "line1": "1 rue de la République",
          "postalCode": "69001",
          "city": "Lyon",
          "countryCode": "FR"
        }
        """
)]
public sealed record CompanyBody(
    [property: JsonRequired] long Version,
    string? Name = null,
    string? LegalForm = null,
    string? Registration = null,
    string? Siren = null,
    string? VatNumber = null,
    bool IsFranchise = false,
    string? Line1 = null,
    string? Line2 = null,
    string? PostalCode = null,
    string? City = null,
    string? CountryCode = null,
    string? Email = null,
    string? Phone = null,
    string? Iban = null,
    string? Bic = null,
    string? VatCurrency = "EUR",
    bool PaysVatOnDebits = false,
    int VatAnswerDays = 30,
    string? EarlyPayment = null,
    string? LatePayment = null,
    string? RecoveryCosts = null,
    string? Footer = null,
    bool IssuesElsewhere = false
)
{
    internal Dictionary<string, string?> Values() =>
        new(StringComparer.Ordinal)
        {
            ["name"] = Name,
            ["legalForm"] = LegalForm,
            ["registration"] = Registration,
            ["siren"] = Siren,
            ["vatNumber"] = VatNumber,
            ["isFranchise"] = IsFranchise ? "true" : "false",
            ["line1"] = Line1,
            ["line2"] = Line2,
            ["postalCode"] = PostalCode,
            ["city"] = City,
            ["countryCode"] = CountryCode,
            ["email"] = Email,
            ["phone"] = Phone,
            ["iban"] = Iban,
            ["bic"] = Bic,
            ["vatCurrency"] = VatCurrency,
            ["paysVatOnDebits"] = PaysVatOnDebits ? "true" : "false",
            ["vatAnswerDays"] = VatAnswerDays.ToString(CultureInfo.InvariantCulture),
            ["earlyPayment"] = EarlyPayment,
            ["latePayment"] = LatePayment,
            ["recoveryCosts"] = RecoveryCosts,
            ["footer"] = Footer,
            ["issuesElsewhere"] = IssuesElsewhere ? "true" : "false",
        };
}
