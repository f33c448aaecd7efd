using System.Globalization;
using Comptoir.Attention;
using Comptoir.Shopify;
using Comptoir.Storage;
using Microsoft.EntityFrameworkCore;

namespace Comptoir.WebShops.Privacy;

/// <summary>Writes down what a shop asks for on behalf of a person, once however often it says it.</summary>
sealed class KeepPrivacyRequest(
    Database database,
    IdSequence ids,
    PrivacySignal signal,
    TimeProvider clock
)
{
    /// <summary>Keeps it; when this is over it is in the database.</summary>
    /// <param name="officeId">The office.</param>
    /// <param name="webShopId">Its web shop, which has signed the message.</param>
    /// <param name="topic">The message's topic.</param>
    /// <param name="said">What it names.</param>
    /// <param name="messageId">Shopify's number of the message; empty when it gives none.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    public async Task RunAsync(
        long officeId,
        long webShopId,
        string topic,
        PrivacyRequest said,
        string messageId,
        CancellationToken cancellationToken
    )
    {
        PrivacyKind? known = topic.ToUpperInvariant() switch
        {
            "CUSTOMERS/DATA_REQUEST" => PrivacyKind.See,
            "CUSTOMERS/REDACT" => PrivacyKind.Redact,
            "SHOP/REDACT" => PrivacyKind.RedactShop,
            _ => null,
        };
        if (known is not { } kind)
            return;
        var subject = string.Create(
            CultureInfo.InvariantCulture,
            $"{kind} {said.Customer} {said.Request} {string.Join(',', said.Orders.Order())}"
        );
        // A very long list of orders is told apart by its beginning and its length.
        if (subject.Length > 400)
            subject = string.Create(
                CultureInfo.InvariantCulture,
                $"{subject[..380]} {said.Orders.Count}"
            );
        var id = await ids.NextAsync(officeId, cancellationToken);
        var entry = await ids.NextAsync(officeId, cancellationToken);
        var now = clock.GetUtcNow().UtcDateTime;
        try
        {
            await database.WriteAsync(
                officeId,
                async (db, ct) =>
                {
                    var told = await db.PrivacyRequests.AnyAsync(
                        x =>
                            x.WebShopId == webShopId
                            && x.Subject == subject
                            && (x.DoneAt == null || x.MessageId == messageId),
                        ct
                    );
                    if (told)
                        return;
                    db.Add(
                        new ShopPrivacyRequest
                        {
                            OfficeId = officeId,
                            Id = id,
                            WebShopId = webShopId,
                            Kind = kind,
                            Customer = said.Customer,
                            Orders = [.. said.Orders],
                            Subject = subject,
                            MessageId = messageId,
                            ReceivedAt = now,
                            DueAt = now.AddDays(ShopPrivacyRequest.Days),
                        }
                    );
                    // What Comptoir does by itself needs nobody.
                    if (kind != PrivacyKind.Redact)
                        db.Add(
                            new AttentionItem
                            {
                                OfficeId = officeId,
                                Id = entry,
                                WebShopId = webShopId,
                                Code = AttentionCode.PrivacyRequest,
                                SubjectKind = AttentionSubject,
                                Subject = id.ToString(CultureInfo.InvariantCulture),
                                Title = said.Customer is { } customer
                                    ? string.Create(CultureInfo.InvariantCulture, $"#{customer}")
                                    : "",
                                Detail = "",
                                RaisedAt = now,
                            }
                        );
                    await db.SaveChangesAsync(ct);
                },
                cancellationToken
            );
        }
        catch (DbUpdateException)
        {
            // The same message at the same moment: one of the two is enough.
            await using var db = database.Open(officeId);
            if (
                !await db.PrivacyRequests.AnyAsync(
                    x =>
                        x.WebShopId == webShopId
                        && x.Subject == subject
                        && x.MessageId == messageId,
                    cancellationToken
                )
            )
                throw;
        }
        signal.Wake();
    }

    /// <summary>The kind of object that an entry under Attention is about.</summary>
    public const string AttentionSubject = "Privacy";
}
