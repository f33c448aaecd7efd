using System.Net;
using System.Text;
using Comptoir.Invoicing;
using Comptoir.Journal;
using Comptoir.Users;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Comptoir.Tests.Invoicing;

/// <summary>Documents as PDF over HTTP, and what the journal keeps of it.</summary>
public sealed class DocumentPdfTests : IAsyncLifetime
{
    readonly ComptoirApplication application = new();
    HttpClient client = null!;

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        client = await application.CreateApiClientAsync(Role.Viewer);
        var office = application.OfficeId;
        await application.AddAsync(
            Ledgers.Order(office, 1),
            Ledgers.Sale(office, 1, 1, 60_00),
            Ledgers.Sale(office, 1, 2, -12_00),
            Ledgers.Issued(office, 1, 11, 60_00),
            Ledgers.Issued(office, 1, 12, 12_00, DocumentKind.CreditNote, corrects: 11)
        );
    }

    public ValueTask DisposeAsync() => application.DisposeAsync();

    [Theory]
    [InlineData("/api/v1/invoices/11/pdf", "F2026-00011.pdf")]
    [InlineData("/api/v1/invoices/11/pdf?paper=letter", "F2026-00011.pdf")]
    [InlineData("/api/v1/credit-notes/12/pdf", "A2026-00012.pdf")]
    [InlineData("/api/v1/documents/pdf?ids=11,12", "documents.pdf")]
    public async Task A_document_is_a_PDF_named_by_its_number(string address, string name)
    {
        using var answer = await client.GetAsync(address, Stop);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("application/pdf", answer.Content.Headers.ContentType!.MediaType);
        Assert.Equal(name, answer.Content.Headers.ContentDisposition!.FileName!.Trim('"'));
        var bytes = await answer.Content.ReadAsByteArrayAsync(Stop);
        Assert.StartsWith("%PDF-", Encoding.ASCII.GetString(bytes), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("invoices/12/pdf", HttpStatusCode.NotFound)]
    [InlineData("documents/pdf?ids=11,99", HttpStatusCode.NotFound)]
    [InlineData("documents/pdf?ids=", HttpStatusCode.BadRequest)]
    [InlineData("invoices/11/pdf?paper=a5", HttpStatusCode.BadRequest)]
    public async Task What_is_not_there_or_not_meant_is_refused(
        string address,
        HttpStatusCode expected
    ) => await client.RefusedAsync(HttpMethod.Get, address, null, expected);

    [Fact]
    public async Task A_print_is_recorded_once_a_day()
    {
        for (var i = 0; i < 3; i++)
            await client.GetByteArrayAsync("/api/v1/documents/pdf?ids=11,12", Stop);
        await using var db = application.Database.Open(application.OfficeId);
        var prints = await db
            .Journal.Where(row => row.Kind == JournalKind.DocumentPrinted)
            .Select(row => row.Subject)
            .ToListAsync(Stop);
        Assert.Equal(["F2026-00011", "A2026-00012"], prints);
    }

    [Fact]
    public void What_is_printed_is_what_was_frozen()
    {
        var document = Ledgers.Issued(1, 1, 11, 60_00);
        var sheet = PaperSheet.Of(FrozenDocument.Read(document.Content!), PaperLook.Usual);
        Assert.Equal(("F2026-00011", "fr"), (sheet.Number, sheet.Language));
        Assert.Equal(
            (50_00, 10_00, 60_00, 60_00L),
            (sheet.Amounts!.Net, sheet.Amounts.Tax, sheet.Amounts.Gross, sheet.Amounts.Left)
        );
        Assert.Equal("Lampe Opaline", Assert.Single(sheet.Lines).Title);
        Assert.Equal("20\u00A0%", Assert.Single(sheet.Amounts.Taxes).Label);
        Assert.Equal(
            ["Par virement, en rappelant F2026-00011", "IBAN FR76 3000 6000 0112 3456 7890 189"],
            sheet.PaymentAdvice.Select(line => line.Replace('\u00A0', ' '))
        );
    }
}
