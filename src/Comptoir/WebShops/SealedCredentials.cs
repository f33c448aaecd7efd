using System.Security.Cryptography;
using System.Text.Json;
using Comptoir.Users;

namespace Comptoir.WebShops;

/// <summary>
/// Carries what was entered as a secret from the test to the connection: closed, in a hidden field of the page, for this
/// office and for an hour. Nothing of it is kept here, and nobody can read it there.
/// </summary>
public sealed class SealedCredentials(OfficeSecrets secrets, TimeProvider clock)
{
    const string Purpose = "credentials entered";
    static readonly TimeSpan Life = TimeSpan.FromHours(1);

    /// <summary>The secrets of a request, closed; null when none was entered.</summary>
    public string? Seal(long officeId, ConnectRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (
            string.IsNullOrEmpty(request.Token)
            && string.IsNullOrEmpty(request.ApiSecret)
            && string.IsNullOrEmpty(request.ClientSecret)
        )
            return null;
        return secrets.Protect(
            officeId,
            Purpose,
            JsonSerializer.Serialize(
                new Entered(
                    clock.GetUtcNow() + Life,
                    request.Token,
                    request.ApiSecret,
                    request.ClientSecret
                )
            )
        );
    }

    /// <summary>The request with the secrets that were sealed, where none is entered anew.</summary>
    public ConnectRequest Open(long officeId, ConnectRequest request, string? closed)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (string.IsNullOrEmpty(closed))
            return request;
        Entered? entered;
        try
        {
            entered = JsonSerializer.Deserialize<Entered>(
                secrets.Unprotect(officeId, Purpose, closed)
            );
        }
        catch (CryptographicException)
        {
            // Changed on the way, or of another office: it opens nothing, and the secret is asked for again.
            return request;
        }
        if (entered is null || entered.Until < clock.GetUtcNow())
            return request;
        return request with
        {
            Token = Or(request.Token, entered.Token),
            ApiSecret = Or(request.ApiSecret, entered.ApiSecret),
            ClientSecret = Or(request.ClientSecret, entered.ClientSecret),
        };
    }

    static string? Or(string? entered, string? before) =>
        string.IsNullOrEmpty(entered) ? before : entered;

    sealed record Entered(
        DateTimeOffset Until,
        string? Token,
        string? ApiSecret,
        string? ClientSecret
    );
}
