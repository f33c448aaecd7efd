using Comptoir.Documents;
using Xunit;

namespace Comptoir.Tests.Documents;

/// <summary>Many documents in one file.</summary>
public sealed class ManyDocumentsTests
{
    [Fact]
    public void Each_document_begins_a_page_and_counts_its_own()
    {
        using var output = new MemoryStream();
        DocumentSheet[] sheets =
        [
            Sheets.DeliveryNote,
            Sheets.DeliveryNote with
            {
                Number = "BL-000452",
                Lines =
                [
                    .. Enumerable
                        .Range(1, 40)
                        .Select(i => new SheetLine { Title = $"Lampe {i}", Quantity = i }),
                ],
            },
            Sheets.DeliveryNote with
            {
                Number = "BL-000453",
            },
        ];

        new PdfWriter(Sheets.Fonts).Write(sheets, PaperSize.A4, output);

        var pages = Sheets.Read(output.ToArray()).Select(Sheets.Text).ToList();
        Assert.Equal(4, pages.Count);
        Assert.Contains("BL-000451", pages[0], StringComparison.Ordinal);
        Assert.Contains("Page 1 sur 1", pages[0], StringComparison.Ordinal);
        Assert.Contains("Page 1 sur 2", pages[1], StringComparison.Ordinal);
        Assert.Contains("BL-000452", pages[2], StringComparison.Ordinal);
        Assert.Contains("Page 2 sur 2", pages[2], StringComparison.Ordinal);
        Assert.Contains("BL-000453", pages[3], StringComparison.Ordinal);
    }

    [Fact]
    public void A_document_is_written_before_the_next_is_asked_for_to_a_stream_that_only_goes_forward()
    {
        using var output = new ForwardStream();
        var written = new List<long>();
        IEnumerable<DocumentSheet> Notes()
        {
            for (var i = 0; i < 20; i++)
            {
                written.Add(output.Written);
                yield return Sheets.DeliveryNote with
                {
                    Number = $"BL-{i}",
                };
            }
        }

        new PdfWriter(Sheets.Fonts).Write(Notes(), PaperSize.A4, output);

        for (var i = 1; i < written.Count; i++)
            Assert.True(written[i] > written[i - 1] + 500);
    }

    sealed class ForwardStream : Stream
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
