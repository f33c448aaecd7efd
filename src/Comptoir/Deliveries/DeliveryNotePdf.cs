using Comptoir.Contacts;
using Comptoir.Documents;
using Comptoir.Storage;

namespace Comptoir.Deliveries;

/// <summary>Prints delivery notes as PDF: what was sent and where to, never an amount.</summary>
sealed class DeliveryNotePdf(Database database, PdfWriter writer)
{
    /// <summary>Notes in one file, in the order given; null when the office lacks one of the deliveries.</summary>
    public async Task<byte[]?> PrintAsync(
        long officeId,
        IReadOnlyList<long> ids,
        PaperSize? paper,
        CancellationToken cancellationToken
    )
    {
        await using var db = database.Open(officeId);
        var notes = await DeliveryNoteView.ReadAsync(db, ids, cancellationToken);
        if (notes.Count == 0 || notes.Count != ids.Distinct().Count())
            return null;
        using var file = new MemoryStream();
        writer.Write(notes.Select(Sheet), paper ?? notes[0].Paper, file);
        return file.ToArray();
    }

    static DocumentSheet Sheet(DeliveryNoteView note)
    {
        var (order, seller) = (note.Order, note.Seller);
        var buyer = order.CompanyName ?? order.CustomerName;
        var to = order.ShippingAddress ?? order.BillingAddress;
        var town = $"{seller.PostalCode} {seller.City}".Trim();
        return new DocumentSheet
        {
            Kind = SheetKind.DeliveryNote,
            Language = note.Language,
            Number = note.Delivery.Name,
            IssuedOn = note.SentOn,
            Order = order.Name,
            BuyerReference = order.PurchaseOrder,
            Look = note.Look,
            Seller = new SheetParty(
                seller.Name,
                [
                    .. new[] { seller.Line1, seller.Line2, town }
                        .OfType<string>()
                        .Where(line => line.Length > 0),
                ],
                []
            ),
            Buyer = new SheetParty(buyer, PostalLines.Of(to, note.Language, buyer), []),
            Tracking =
            [
                .. note
                    .Delivery.Tracking.Select(parcel => $"{parcel.Company} {parcel.Number}".Trim())
                    .Where(line => line.Length > 0),
            ],
            Lines =
            [
                .. note.Lines.Select(line => new SheetLine
                {
                    Title = line.Detail is null ? line.Title : $"{line.Title}, {line.Detail}",
                    Detail = line.Sku,
                    Quantity = line.Units,
                }),
            ],
            Footer = seller.Footer,
        };
    }
}
