using System.Text;
using Comptoir.Health;
using Comptoir.Invoicing;
using Comptoir.Journal;
using Comptoir.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using UglyToad.PdfPig;
using Xunit;

namespace Comptoir.Tests.Invoicing;

/// <summary>The files of documents: made once, kept, and proved.</summary>
public sealed class DocumentFilesTests : IAsyncLifetime
{
    const long Invoice = 11;
    const long CreditNote = 12;
    const long Draft = 13;

    readonly ComptoirApplication application = new();

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    long Office => application.OfficeId;

    public async ValueTask InitializeAsync()
    {
        await application.StartAsync();
        await application.AddAsync(
            Ledgers.Order(Office, 1),
            Ledgers.Sale(Office, 1, 1, 60_00),
            Ledgers.Sale(Office, 1, 2, -12_00),
            Ledgers.Issued(Office, 1, Invoice, 60_00),
            Ledgers.Issued(Office, 1, CreditNote, 12_00, DocumentKind.CreditNote, corrects: 11)
        );
    }

    public ValueTask DisposeAsync() => application.DisposeAsync();

    [Fact]
    public async Task Asked_again_the_same_bytes_come_back_although_the_look_was_changed_since()
    {
        var files = Files();
        var first = (await files.PdfAsync(Office, Invoice, Stop))!;
        await application.AddAsync(
            new DocumentStyle
            {
                OfficeId = Office,
                WebShopId = 0,
                Accent = "#aa2200",
                ClosingFrench = "Un mot de plus",
            }
        );
        var again = (await Files().PdfAsync(Office, Invoice, Stop))!;
        var other = (await files.PdfAsync(Office, CreditNote, Stop))!;

        Assert.Equal(("F2026-00011.pdf", "application/pdf"), (first.Name, first.MediaType));
        Assert.Equal(first.Bytes, again.Bytes);
        Assert.Equal(IssuedRecord.HashOf(first.Bytes), again.Sha256);
        // Nor does a text of today come onto what was issued before, even where nobody has asked for its file yet.
        Assert.DoesNotContain("Un mot de plus", Text(other.Bytes), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_shop_has_its_own_look_or_that_of_the_office()
    {
        await application.AddAsync(
            new DocumentStyle
            {
                OfficeId = Office,
                WebShopId = 0,
                Paper = Comptoir.Documents.PaperSize.Letter,
            }
        );
        using var pdf = PdfDocument.Open((await Files().PdfAsync(Office, Invoice, Stop))!.Bytes);
        Assert.Equal(792, pdf.GetPage(1).Height, 0.01);
    }

    [Fact]
    public async Task A_document_with_an_electronic_form_is_kept_as_both_and_the_PDF_holds_the_XML()
    {
        var xml = Encoding.UTF8.GetBytes("<rsm:CrossIndustryInvoice xmlns:rsm='urn:example'/>");
        var files = Files(new Form(xml));

        var given = (await files.XmlAsync(Office, Invoice, Stop))!;
        var pdf = (await files.PdfAsync(Office, Invoice, Stop))!;

        Assert.Equal(("F2026-00011.xml", "application/xml"), (given.Name, given.MediaType));
        Assert.Equal(xml, given.Bytes);
        using var document = PdfDocument.Open(pdf.Bytes);
        Assert.True(document.Advanced.TryGetEmbeddedFiles(out var embedded));
        var file = Assert.Single(embedded);
        Assert.Equal("factur-x.xml", file.Name);
        Assert.Equal(xml, file.Memory.ToArray());
    }

    [Fact]
    public async Task A_draft_has_no_XML_and_is_not_kept_and_what_is_not_there_is_null()
    {
        await using (var db = application.Database.Open(Office))
        {
            db.Add(Ledgers.Draft(Office, 1, Draft, 48_00));
            await db.SaveChangesAsync(Stop);
        }
        var files = Files(new Form([1]));

        Assert.Equal("draft.pdf", (await files.PdfAsync(Office, Draft, Stop))!.Name);
        Assert.Null(await files.XmlAsync(Office, Draft, Stop));
        Assert.Null(await files.PdfAsync(Office, 99, Stop));
        await using var after = application.Database.Open(Office);
        Assert.False(await after.KeptFiles.AnyAsync(Stop));
    }

    [Fact]
    public async Task Whoever_comes_at_the_same_time_gets_the_same_file_and_the_journal_knows_it_once()
    {
        var files = Files(new Form([1, 2, 3]));
        var given = await Task.WhenAll(
            Enumerable.Range(0, 8).Select(_ => files.PdfAsync(Office, Invoice, Stop))
        );

        Assert.Single(given.Select(file => file!.Sha256).Distinct());
        await using var db = application.Database.Open(Office);
        var record = await db.Journal.SingleAsync(x => x.Kind == JournalKind.DocumentKept, Stop);
        var content = KeptFilesRecord.Read(record.Content);
        Assert.Equal(given[0]!.Sha256, content.Pdf);
        Assert.Equal(IssuedRecord.HashOf([1, 2, 3]), content.Xml);
    }

    [Fact]
    public async Task A_kept_file_is_held_by_the_database_and_proved_by_the_journal()
    {
        await Files().PdfAsync(Office, Invoice, Stop);
        await Files().PdfAsync(Office, CreditNote, Stop);
        await using var db = application.Database.Open(Office);
        await Assert.ThrowsAnyAsync<Exception>(() =>
            db.KeptFiles.ExecuteUpdateAsync(set => set.SetProperty(x => x.Bytes, [0]), Stop)
        );
        await Assert.ThrowsAnyAsync<Exception>(() => db.KeptFiles.ExecuteDeleteAsync(Stop));
        Assert.Empty(await FindingsAsync());

        await db.Database.ExecuteSqlRawAsync(
            "drop trigger frozen_document_files_update; drop trigger frozen_document_files_delete",
            Stop
        );
        // Somebody who changes the bytes changes the hash beside them, too.
        await db
            .KeptFiles.Where(x => x.DocumentId == Invoice)
            .ExecuteUpdateAsync(
                set =>
                    set.SetProperty(x => x.Bytes, [0])
                        .SetProperty(x => x.Sha256, IssuedRecord.HashOf([0])),
                Stop
            );
        await db.KeptFiles.Where(x => x.DocumentId == CreditNote).ExecuteDeleteAsync(Stop);
        var found = await FindingsAsync();
        Assert.Contains(
            found,
            x =>
                x.Where == "PDF of F2026-00011"
                && x.What.StartsWith("It was changed", StringComparison.Ordinal)
        );
        Assert.Contains(
            found,
            x =>
                x.Where == "PDF of A2026-00012"
                && x.What.Contains("deleted", StringComparison.Ordinal)
        );
    }

    async Task<IReadOnlyList<Finding>> FindingsAsync() =>
        [
            .. (
                await application
                    .Services.GetRequiredService<VerifyOffice>()
                    .VerifyAsync(Office, Stop)
            ).Findings.Where(x => x.Where.StartsWith("PDF", StringComparison.Ordinal)),
        ];

    DocumentFiles Files(IElectronicForm? form = null) =>
        ActivatorUtilities.CreateInstance<DocumentFiles>(
            application.Services,
            form is null ? [] : [form]
        );

    static string Text(byte[] pdf) =>
        string.Concat(Documents.Sheets.Read(pdf).Select(Documents.Sheets.Text));

    sealed class Form(byte[] xml) : IElectronicForm
    {
        public byte[]? Write(FrozenDocument document, out string? why)
        {
            why = null;
            return xml;
        }
    }
}
