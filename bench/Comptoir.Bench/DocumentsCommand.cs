using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using Comptoir.Documents;
using Comptoir.Documents.Fonts;

namespace Comptoir.Bench;

/// <summary>Measures how fast documents are printed, and in how much memory.</summary>
static class DocumentsCommand
{
    public static Command Create()
    {
        var count = new Option<int>("--count")
        {
            Description = "How many documents",
            DefaultValueFactory = _ => 1000,
        };
        var command = new Command("documents", "Print invoices and delivery notes as PDF")
        {
            count,
        };
        command.SetAction(parsed => Run(parsed.GetValue(count)));
        return command;
    }

    static void Run(int count)
    {
        using var fonts = DocumentFonts.OfMachine();
        var writer = new PdfWriter(fonts);
        var table = new MarkdownTable("what", "ms each", "bytes each", "peak MB");
        // The first one finds the fonts and is compiled.
        Measure(table, "the first invoice", 1, () => Single(writer, Invoice(4), 1));
        Measure(table, "invoices of 4 lines", count, () => Single(writer, Invoice(4), count));
        Measure(table, "invoices of 300 lines", 20, () => Single(writer, Invoice(300), 20));
        Measure(
            table,
            "delivery notes in one file",
            count,
            () =>
            {
                using var output = new CountingStream();
                var notes = Enumerable.Range(0, count).Select(DeliveryNote);
                writer.Write(notes, PaperSize.A4, output);
                return output.Written;
            }
        );
        Console.Out.WriteLine(Machine.Describe());
        Console.Out.Write(table.ToString());
    }

    static void Measure(MarkdownTable table, string what, int count, Func<long> print)
    {
        var watch = Stopwatch.StartNew();
        var bytes = print();
        var milliseconds = watch.Elapsed.TotalMilliseconds;
        using var process = Process.GetCurrentProcess();
        table.Add(what, milliseconds / count, bytes / count, process.PeakWorkingSet64 >> 20);
    }

    static long Single(PdfWriter writer, DocumentSheet sheet, int count)
    {
        var bytes = 0L;
        for (var i = 0; i < count; i++)
        {
            using var output = new MemoryStream();
            writer.Write(sheet with { Number = Number("F", i) }, PaperSize.A4, output);
            bytes += output.Length;
        }
        return bytes;
    }

    static DocumentSheet Invoice(int lines) =>
        DeliveryNote(0) with
        {
            Kind = SheetKind.Invoice,
            Lines =
            [
                .. Enumerable
                    .Range(1, lines)
                    .Select(i => new SheetLine
                    {
                        Title = $"Applique « Galet » n° {i}, laiton brossé",
                        Detail = Number("SKU-", i),
                        Quantity = i,
                        UnitPrice = 42m,
                        TaxRate = "20 %",
                        Amount = 42_00L * i,
                    }),
            ],
            Amounts = new SheetAmounts
            {
                Currency = "EUR",
                Decimals = 2,
                Net = 1081_36,
                Tax = 216_27,
                Gross = 1297_63,
                Taxes = [new SheetTax("20 %, régime normal", 1081_36, 216_27)],
                Left = 1297_63,
            },
            LegalTexts = ["Pas d’escompte pour règlement anticipé. Indemnité forfaitaire : 40 €."],
        };

    static DocumentSheet DeliveryNote(int number) =>
        new()
        {
            Kind = SheetKind.DeliveryNote,
            Language = "fr",
            Number = Number("BL", number),
            IssuedOn = new DateOnly(2026, 11, 20),
            Order = Number("#", 1000 + number),
            Seller = new SheetParty(
                "Maison Lumière SAS",
                ["14 rue des Cordeliers", "69002 Lyon"],
                []
            ),
            Buyer = new SheetParty("Hôtel des Arcades", ["3 rue Mably", "33000 Bordeaux"], []),
            Lines =
            [
                .. Enumerable
                    .Range(1, 4)
                    .Select(i => new SheetLine
                    {
                        Title = $"Lampe de table « Opaline » n° {i}",
                        Detail = Number("SKU-", i),
                        Quantity = i,
                    }),
            ],
            Tracking = [Number("Colissimo 6A", number)],
            Footer = "Maison Lumière SAS, capital 20 000 €, RCS Lyon 812 345 619",
        };

    static string Number(string prefix, int number) =>
        prefix + number.ToString("D6", CultureInfo.InvariantCulture);

    /// <summary>Keeps nothing of what is written to it but its length.</summary>
    sealed class CountingStream : Stream
    {
        public long Written { get; private set; }

        public override bool CanRead => false;
        public override bool CanSeek => false;
        public override bool CanWrite => true;
        public override long Length => throw new NotSupportedException();
        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public override void Flush() { }

        public override int Read(byte[] buffer, int offset, int count) =>
            throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) =>
            throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => Written += count;
    }
}
