using System.Buffers.Binary;
using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using System.IO.Compression;
using System.Text;
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
        var table = new MarkdownTable(
            "what",
            "ms each",
            "bytes each",
            "MB allocated each",
            "live MB",
            "peak MB"
        );
        // The first one finds the fonts and is compiled.
        Measure(table, "the first invoice", 1, () => Single(writer, Invoice(4), 1));
        Measure(table, "invoices of 4 lines", count, () => Single(writer, Invoice(4), count));
        Measure(table, "invoices of 300 lines", 20, () => Single(writer, Invoice(300), 20));
        Measure(
            table,
            "hybrid invoices (20 KB of XML)",
            count,
            () => Single(writer, Invoice(4), count, [SheetAttachment.FacturX(Xml(20_000))])
        );
        var logo = new SheetLook { Logo = SheetPicture.Read(Logo(600, 200)), Accent = "#b4491f" };
        Measure(
            table,
            "hybrid invoices with a logo",
            count,
            () =>
                Single(
                    writer,
                    Invoice(4) with
                    {
                        Look = logo,
                    },
                    count,
                    [SheetAttachment.FacturX(Xml(20_000))]
                )
        );
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
        var before = GC.GetTotalAllocatedBytes(precise: true);
        var watch = Stopwatch.StartNew();
        var bytes = print();
        var milliseconds = watch.Elapsed.TotalMilliseconds;
        var allocated = GC.GetTotalAllocatedBytes(precise: true) - before;
        using var process = Process.GetCurrentProcess();
        table.Add(
            what,
            milliseconds / count,
            bytes / count,
            allocated / 1_000_000.0 / count,
            // What is left when everything that was of use is gone: it must not grow with the number.
            GC.GetTotalMemory(forceFullCollection: true) >> 20,
            process.PeakWorkingSet64 >> 20
        );
    }

    static long Single(
        PdfWriter writer,
        DocumentSheet sheet,
        int count,
        IReadOnlyList<SheetAttachment>? attachments = null
    )
    {
        var bytes = 0L;
        for (var i = 0; i < count; i++)
        {
            using var output = new MemoryStream();
            writer.Write(
                sheet with
                {
                    Number = Number("F", i),
                },
                PaperSize.A4,
                output,
                attachments ?? []
            );
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

    /// <summary>As compressible as an invoice is.</summary>
    static byte[] Xml(int length)
    {
        var xml = new StringBuilder("<invoice>");
        for (var i = 0; xml.Length < length; i++)
            xml.Append(
                CultureInfo.InvariantCulture,
                $"<line><id>{i}</id><name>Applique</name><net>{i * 37}.00</net></line>\n"
            );
        return Encoding.UTF8.GetBytes(xml.Append("</invoice>").ToString());
    }

    /// <summary>A PNG with a soft edge and transparency, as logos have.</summary>
    static byte[] Logo(int width, int height)
    {
        using var data = new MemoryStream();
        using (var zip = new ZLibStream(data, CompressionLevel.Optimal, leaveOpen: true))
            for (var y = 0; y < height; y++)
            {
                zip.WriteByte(0);
                for (var x = 0; x < width; x++)
                {
                    var alpha = Math.Clamp(255 - Math.Abs(x % 100 - 50) * 6 - y % 40, 0, 255);
                    zip.Write([0xB4, 0x49, 0x1F, (byte)alpha]);
                }
            }
        using var png = new MemoryStream();
        png.Write([0x89, (byte)'P', (byte)'N', (byte)'G', 13, 10, 26, 10]);
        var header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), height);
        (header[8], header[9]) = (8, 6);
        Chunk("IHDR", header);
        Chunk("IDAT", data.ToArray());
        Chunk("IEND", []);
        return png.ToArray();

        void Chunk(string name, byte[] content)
        {
            Span<byte> length = stackalloc byte[4];
            BinaryPrimitives.WriteInt32BigEndian(length, content.Length);
            png.Write(length);
            png.Write(Encoding.ASCII.GetBytes(name));
            png.Write(content);
            // The sum of control is not looked at.
            png.Write(stackalloc byte[4]);
        }
    }

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
