using System.Globalization;
using Comptoir.Invoicing;
using Comptoir.Invoicing.Styles;
using Comptoir.Storage;
using Comptoir.Web;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using MimeKit;
using MimeKit.Utils;

namespace Comptoir.Sending;

/// <summary>Makes an e-mail from its row: text, PDF and private link, as the shop's documents look today.</summary>
sealed class ComposeMail(
    Database database,
    DocumentFiles files,
    ShareDocument share,
    IOptions<ComptoirOptions> options
)
{
    /// <summary>The e-mail of a row.</summary>
    /// <exception cref="RefusedException">It cannot be made; the message says why.</exception>
    public async Task<MimeMessage> MakeAsync(OutgoingMail mail, CancellationToken cancellationToken)
    {
        if (mail.Words is { } text)
            return Make(mail, text);
        await using var db = database.Open(mail.OfficeId);
        var row = await db
            .Documents.AsNoTracking()
            .SingleAsync(document => document.Id == mail.DocumentId, cancellationToken);
        var document = FrozenDocument.Read(
            row.Content ?? throw new RefusedException("Only issued documents are sent.")
        );
        var style = await StyleView.OfAsync(db, row.WebShopId, cancellationToken);
        var settled = await SettlementView.ReadAsync(db, [row.OrderId], cancellationToken);
        var link = await share.AddressAsync(
            mail.OfficeId,
            row.Id,
            mail.QueuedBy,
            cancellationToken
        );
        var pdf =
            await files.PdfAsync(mail.OfficeId, row.Id, cancellationToken)
            ?? throw new RefusedException("The office has no such document.");
        return Make(mail, document, style, settled.GetValueOrDefault(row.Id)?.Left, link, pdf);
    }

    /// <summary>One that says something by itself.</summary>
    MimeMessage Make(OutgoingMail mail, MailText text)
    {
        var smtp = options.Value.Smtp;
        var message = Begin(mail);
        message.From.Add(
            new MailboxAddress(smtp.FromName.Length > 0 ? smtp.FromName : "Comptoir", smtp.From)
        );
        message.To.Add(new MailboxAddress((string?)null, mail.To));
        message.Body = new BodyBuilder
        {
            TextBody = text.Plain,
            HtmlBody = text.Html,
        }.ToMessageBody();
        return message;
    }

    static MimeMessage Begin(OutgoingMail mail)
    {
        var message = new MimeMessage
        {
            Subject = mail.Subject,
            MessageId = mail.MessageId,
            Date = new DateTimeOffset(mail.QueuedAt, TimeSpan.Zero),
        };
        message.Headers.Add("Auto-Submitted", mail.IsByRule ? "auto-generated" : "no");
        message.Headers.Add(HeaderId.ContentLanguage, mail.Language);
        return message;
    }

    MimeMessage Make(
        OutgoingMail mail,
        FrozenDocument document,
        DocumentStyle? style,
        long? left,
        Uri? link,
        DocumentFile pdf
    )
    {
        var words = new MailWords(document);
        var message = Begin(mail);
        message.From.Add(Sender(style, document.Seller.Name));
        message.To.Add(new MailboxAddress(document.Buyer.Name, mail.To));
        if (MailAddress.Usable(style?.ReplyTo) is { } reply)
            message.ReplyTo.Add(new MailboxAddress((string?)null, reply));
        var body = new BodyBuilder { TextBody = MailBody.Text(document, words, left, link) };
        string? logo = null;
        if (style?.Logo is { } picture && LogoPicture.TypeOf(picture) is { } type)
        {
            var inline = body.LinkedResources.Add(
                type == "image/png" ? "logo.png" : "logo.jpg",
                picture,
                ContentType.Parse(type)
            );
            inline.ContentId = logo = MimeUtils.GenerateMessageId(Domain(mail.MessageId));
        }
        body.HtmlBody = MailBody.Html(
            document,
            words,
            left,
            link,
            style?.Accent ?? AccentColour.Usual,
            logo
        );
        body.Attachments.Add(pdf.Name, pdf.Bytes, ContentType.Parse(pdf.MediaType));
        message.Body = body.ToMessageBody();
        return message;
    }

    MailboxAddress Sender(DocumentStyle? style, string seller)
    {
        var smtp = options.Value.Smtp;
        var name = style?.SenderName ?? (smtp.FromName.Length > 0 ? smtp.FromName : seller);
        return new(name, MailAddress.Usable(style?.SenderAddress) ?? smtp.From);
    }

    /// <summary>A new <c>Message-ID</c>, of the domain that e-mails come from.</summary>
    public string NewMessageId() =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{Guid.NewGuid():N}@{(options.Value.Smtp.From is { Length: > 0 } from ? Domain(from) : options.Value.PublicUrl?.IdnHost ?? "comptoir.invalid")}"
        );

    static string Domain(string address) => address[(address.LastIndexOf('@') + 1)..];
}
