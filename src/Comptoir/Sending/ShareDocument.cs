using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Comptoir.Invoicing;
using Comptoir.Storage;
using Comptoir.Users;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Comptoir.Sending;

/// <summary>Makes, shows, withdraws and follows the private addresses of documents.</summary>
sealed class ShareDocument(
    Database database,
    IdSequence ids,
    OfficeSecrets secrets,
    IOptions<ComptoirOptions> options,
    TimeProvider clock
)
{
    /// <summary>Where private addresses begin.</summary>
    public const string Root = "/d/";

    const string Purpose = "document link";
    const int TokenBytes = 32;

    DateTime Now => clock.GetUtcNow().UtcDateTime;

    /// <summary>The private address of an issued document, made when there is none; null without a public address of this server.</summary>
    public async Task<Uri?> AddressAsync(
        long officeId,
        long documentId,
        string? by,
        CancellationToken cancellationToken
    ) =>
        options.Value.PublicUrl is null
            ? null
            : Address(
                await OpenLinkAsync(officeId, documentId, cancellationToken)
                    ?? await MakeAsync(officeId, documentId, null, by, cancellationToken)
            );

    /// <summary>The newest link of a document that leads to it; null when none does.</summary>
    public async Task<DocumentLink?> OpenLinkAsync(
        long officeId,
        long documentId,
        CancellationToken cancellationToken
    )
    {
        var now = Now;
        await using var db = database.Open(officeId);
        return await db
            .DocumentLinks.AsNoTracking()
            .Where(link =>
                link.DocumentId == documentId
                && link.WithdrawnAt == null
                && (link.ExpiresAt == null || link.ExpiresAt > now)
            )
            .OrderByDescending(link => link.Id)
            .FirstOrDefaultAsync(cancellationToken);
    }

    /// <summary>Makes a link to an issued document.</summary>
    /// <exception cref="RefusedException">It is no issued document of the office, or the link would be over already.</exception>
    public async Task<DocumentLink> MakeAsync(
        long officeId,
        long documentId,
        DateTime? expiresAt,
        string? by,
        CancellationToken cancellationToken
    )
    {
        if (expiresAt <= Now)
            throw new RefusedException("The link would be over already: choose a later day.");
        var secret = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(TokenBytes));
        // The office stands before the secret, so that the row is looked for among its own only.
        var token = string.Create(CultureInfo.InvariantCulture, $"{officeId}-{secret}");
        var link = new DocumentLink
        {
            OfficeId = officeId,
            Id = await ids.NextAsync(officeId, cancellationToken),
            DocumentId = documentId,
            TokenHash = Hash(token),
            ProtectedToken = secrets.Protect(officeId, Purpose, token),
            MadeAt = Now,
            MadeBy = by,
            ExpiresAt = expiresAt,
        };
        await database.WriteAsync(
            officeId,
            async (db, ct) =>
            {
                if (
                    !await db.Documents.AnyAsync(
                        row => row.Id == documentId && row.State == DocumentState.Issued,
                        ct
                    )
                )
                    throw new RefusedException("Only issued documents are sent.");
                db.Add(link);
                await db.SaveChangesAsync(ct);
            },
            cancellationToken
        );
        return link;
    }

    /// <summary>Withdraws all links of a document: from now on they lead nowhere.</summary>
    /// <returns>How many led to it.</returns>
    public Task<int> WithdrawAsync(
        long officeId,
        long documentId,
        string by,
        CancellationToken cancellationToken
    ) =>
        database.WriteAsync(
            officeId,
            async (db, ct) =>
            {
                var open = await db
                    .DocumentLinks.Where(link =>
                        link.DocumentId == documentId && link.WithdrawnAt == null
                    )
                    .ToListAsync(ct);
                foreach (var link in open)
                    link.Withdraw(Now, by);
                await db.SaveChangesAsync(ct);
                return open.Count;
            },
            cancellationToken
        );

    /// <summary>The address of a link; without a public address of this server only what follows it.</summary>
    public Uri Address(DocumentLink link)
    {
        var path = Root + secrets.Unprotect(link.OfficeId, Purpose, link.ProtectedToken);
        return options.Value.PublicUrl is { } url
            ? new Uri($"{url.AbsoluteUri.TrimEnd('/')}{path}")
            : new Uri(path, UriKind.Relative);
    }

    /// <summary>The link of a token; null for one that is unknown, withdrawn or over: nobody is told which.</summary>
    public async Task<DocumentLink?> FindAsync(string token, CancellationToken cancellationToken)
    {
        if (
            token.IndexOf('-', StringComparison.Ordinal) is var at && at is not (> 0 and < 20)
            || !long.TryParse(
                token.AsSpan(0, at),
                NumberStyles.None,
                CultureInfo.InvariantCulture,
                out var office
            )
            || office < 1
        )
            return null;
        var hash = Hash(token);
        await using var db = database.Open(office);
        // The hash of 256 random bits is looked up as it is: there is nothing to guess by timing.
        var link = await db
            .DocumentLinks.AsNoTracking()
            .FirstOrDefaultAsync(row => row.TokenHash == hash, cancellationToken);
        return link?.IsOpen(Now) == true ? link : null;
    }

    /// <summary>Counts that a link was followed, and nothing about who did.</summary>
    public Task CountAsync(DocumentLink link, bool isDownload, CancellationToken cancellationToken)
    {
        var now = Now;
        return database.WriteAsync(
            link.OfficeId,
            (db, ct) =>
                db
                    .DocumentLinks.Where(row => row.Id == link.Id)
                    .ExecuteUpdateAsync(
                        set =>
                            set.SetProperty(
                                    row => row.Views,
                                    row => row.Views + (isDownload ? 0 : 1)
                                )
                                .SetProperty(
                                    row => row.Downloads,
                                    row => row.Downloads + (isDownload ? 1 : 0)
                                )
                                .SetProperty(
                                    row => row.FirstViewedAt,
                                    row => row.FirstViewedAt ?? now
                                )
                                .SetProperty(row => row.LastViewedAt, now),
                        ct
                    ),
            cancellationToken
        );
    }

    static byte[] Hash(string token) => SHA256.HashData(Encoding.UTF8.GetBytes(token));
}
