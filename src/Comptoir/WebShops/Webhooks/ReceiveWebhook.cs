using System.Globalization;
using Comptoir.Shopify;
using Comptoir.Storage;
using Comptoir.Sync;
using Comptoir.Sync.Live;
using Comptoir.WebShops.Privacy;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Comptoir.WebShops.Webhooks;

/// <summary>
/// Where Shopify's messages arrive. A message is believed when its signature is the shop's, kept in the inbox, and only then
/// acknowledged; what it says is looked up again in the shop.
/// </summary>
sealed partial class ReceiveWebhook(
    WebhookSecrets secrets,
    Inbox inbox,
    RunWorker worker,
    WebhooksHeard heard,
    KeepPrivacyRequest privacy,
    TimeProvider clock,
    ILogger<ReceiveWebhook> log
)
{
    /// <summary>Longer than any body that Shopify sends.</summary>
    const int LongestBody = 16 * 1024 * 1024;

    /// <summary>
    /// So many bytes of bodies are held at a time. More is sent by nobody who means well; Shopify sends again what it was told
    /// to send later.
    /// </summary>
    const long MostHeld = 256L * 1024 * 1024;

    long held;
    long refusalSaid;

    /// <summary>The path that a web shop sends to, below the public address.</summary>
    public static string PathOf(long webShopId) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{Api.ApiRegistration.Root}/webhooks/shopify/{webShopId}"
        );

    /// <summary>Takes a message.</summary>
    public async Task<Results<Ok, ProblemHttpResult>> RunAsync(
        long webShopId,
        HttpRequest request,
        CancellationToken cancellationToken
    )
    {
        if (request.ContentLength > LongestBody)
            return TooLong();
        // Nothing is read of what cannot be the shop's.
        if (
            request.Headers[WebhookHeaders.Signature].Count == 0
            || (await secrets.FindAsync(webShopId, again: false, cancellationToken)).Length == 0
        )
            return Stranger(webShopId);
        // The signature is over the bytes as they came.
        using var body = new MemoryStream();
        try
        {
            var buffer = new byte[16 * 1024];
            int read;
            while ((read = await request.Body.ReadAsync(buffer, cancellationToken)) > 0)
            {
                body.Write(buffer, 0, read);
                if (Interlocked.Add(ref held, read) > MostHeld)
                    return TooMany();
                if (body.Length > LongestBody)
                    return TooLong();
            }
            return await TakeAsync(webShopId, request, body, cancellationToken);
        }
        finally
        {
            Interlocked.Add(ref held, -body.Length);
        }
    }

    async Task<Results<Ok, ProblemHttpResult>> TakeAsync(
        long webShopId,
        HttpRequest request,
        MemoryStream body,
        CancellationToken cancellationToken
    )
    {
        var bytes = body.GetBuffer().AsMemory(0, (int)body.Length);
        if (await FindSenderAsync(webShopId, request, bytes, cancellationToken) is not { } sender)
            return Stranger(webShopId);
        var now = clock.GetUtcNow();
        var saidAt = SaidAt(request, now);
        var topic = request.Headers[WebhookHeaders.Topic].ToString();
        var said = WebhookBody.Read(topic, bytes);
        if (said.Privacy is { } asked)
            await privacy.RunAsync(
                sender.OfficeId,
                sender.WebShopId,
                topic,
                asked,
                request.Headers[WebhookHeaders.WebhookId].ToString(),
                cancellationToken
            );
        await inbox.PutAsync(
            [.. MessagesOf(sender, topic, said, saidAt.UtcDateTime)],
            cancellationToken
        );
        heard.Note(sender.OfficeId, sender.WebShopId, now, now - saidAt);
        worker.Wake(sender.OfficeId, sender.WebShopId);
        return TypedResults.Ok();
    }

    /// <summary>Said once a minute, whatever comes.</summary>
    ProblemHttpResult Stranger(long webShopId)
    {
        var now = clock.GetTimestamp();
        var last = Interlocked.Read(ref refusalSaid);
        if (
            (last == 0 || clock.GetElapsedTime(last, now) > TimeSpan.FromMinutes(1))
            && Interlocked.CompareExchange(ref refusalSaid, now, last) == last
        )
            Refused(webShopId);
        return TypedResults.Problem(
            "The signature is not the shop's. Messages are signed with the secret of the app that is entered with the web shop's credentials.",
            statusCode: StatusCodes.Status401Unauthorized
        );
    }

    async Task<WebhookSender?> FindSenderAsync(
        long webShopId,
        HttpRequest request,
        ReadOnlyMemory<byte> body,
        CancellationToken ct
    )
    {
        var signature = request.Headers[WebhookHeaders.Signature].ToString();
        var address = request.Headers[WebhookHeaders.Shop].ToString();
        foreach (var again in new[] { false, true })
        {
            var senders = await secrets.FindAsync(webShopId, again, ct);
            // Two offices may have connected shops under the same number, even with one app.
            var signed = senders
                .Where(one => WebhookSignature.IsValid(body.Span, signature, one.Secrets))
                .OrderByDescending(one =>
                    one.Address.Equals(address, StringComparison.OrdinalIgnoreCase)
                )
                .ToList();
            if (signed.Count > 0)
                return signed[0];
            foreach (var one in senders)
                if (again)
                    heard.NoteRefused(one.OfficeId, one.WebShopId, clock.GetUtcNow());
        }
        return null;
    }

    static IEnumerable<InboxMessage> MessagesOf(
        WebhookSender sender,
        string topic,
        WebhookBody body,
        DateTime saidAt
    )
    {
        InboxMessage Look(string kind, string subject, bool isGone = false) =>
            new(
                sender.OfficeId,
                sender.WebShopId,
                kind,
                subject,
                saidAt,
                isGone ? LookAt.Gone : null
            );
        if (
            WebhookTopics.Find(topic) is { } known
            && (
                known == WebhookTopics.AppUninstalled
                || known == WebhookTopics.ScopesUpdated
                || known == WebhookTopics.ShopUpdated
            )
        )
            yield return Look(LookAt.Shop, known.Name);
        foreach (var named in body.Objects)
            yield return Look(
                named.Kind.ToString(),
                named.Number.ToString(CultureInfo.InvariantCulture),
                IsGone(topic, named, body)
            );
    }

    /// <summary>Of a payment term or a company's place only what it belonged to is named, which is still there.</summary>
    static bool IsGone(string topic, WebhookObject named, WebhookBody body) =>
        body.Merged is { } merged
            ? named == new WebhookObject(WebhookObjectKind.Customer, merged.Deleted)
            : topic.ToUpperInvariant()
                is "ORDERS/DELETE"
                    or "CUSTOMERS/DELETE"
                    or "PRODUCTS/DELETE"
                    or "COMPANIES/DELETE"
                    or "INVENTORY_ITEMS/DELETE";

    static DateTimeOffset SaidAt(HttpRequest request, DateTimeOffset now) =>
        DateTimeOffset.TryParse(
            request.Headers[WebhookHeaders.TriggeredAt],
            CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal,
            out var moment
        )
            ? moment
            : now;

    static ProblemHttpResult TooMany() =>
        TypedResults.Problem(
            "Too much is being received at this moment. Send it again later.",
            statusCode: StatusCodes.Status503ServiceUnavailable
        );

    static ProblemHttpResult TooLong() =>
        TypedResults.Problem(
            "The message is longer than any of Shopify's.",
            statusCode: StatusCodes.Status413PayloadTooLarge
        );

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "A message for web shop {WebShop} was refused: its signature is false"
    )]
    partial void Refused(long webShop);
}
