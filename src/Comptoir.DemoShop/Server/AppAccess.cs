using System.Security.Cryptography;
using Comptoir.DemoShop.Schema;

namespace Comptoir.DemoShop.Server;

/// <summary>
/// What a shop lets the app do, changeable while it runs: whether the app is installed and from the right organization, its
/// scopes, the personal data withheld from it, and the tokens it was granted.
/// </summary>
public sealed class AppAccess
{
    private readonly Lock gate = new();
    private readonly Dictionary<string, DateTimeOffset> granted = new(StringComparer.Ordinal);
    private readonly TimeProvider clock;
    private string? oldSecret;
    private DateTimeOffset oldUntil;

    internal AppAccess(DemoShopSettings settings, TimeProvider clock)
    {
        this.clock = clock;
        Token = settings.Token;
        Scopes = settings.Scopes;
        Withheld = settings.Withheld;
        TokenLife = settings.TokenLife;
    }

    /// <summary>The token that is entered by hand; another one after it was replaced.</summary>
    public string Token { get; set; }

    /// <summary>Scopes of all tokens.</summary>
    public IReadOnlyList<string> Scopes
    {
        get;
        set
        {
            IReadOnlyList<string>? before = field;
            field = value;
            if (before is not null && !before.Order().SequenceEqual(value.Order()))
            {
                ScopesChanged?.Invoke(before);
            }
        }
    }

    /// <summary>Kinds of personal data that the app was not approved for.</summary>
    public IReadOnlyList<PersonalData> Withheld { get; set; }

    /// <summary>How long a token lives that is granted from now on.</summary>
    public TimeSpan TokenLife { get; set; }

    /// <summary>Whether the app is installed; without, no token opens anything and none is granted.</summary>
    public bool IsInstalled
    {
        get;
        set
        {
            var before = field;
            field = value;
            if (before && !value)
            {
                Uninstalled?.Invoke();
            }
        }
    } = true;

    /// <summary>Whether app and shop belong to the same organization; without, no token is granted.</summary>
    public bool IsPermitted { get; set; } = true;

    /// <summary>The app's present secret; another one after it was rotated.</summary>
    public string ClientSecret { get; set; } = "";

    /// <summary>Gives the app another secret. Webhooks are still signed with the one before for a while, as on Shopify (up to an hour).</summary>
    /// <param name="secret">The new one; tokens are granted to it at once.</param>
    /// <param name="oldSigns">For how long the old one signs.</param>
    public void RotateSecret(string secret, TimeSpan oldSigns)
    {
        lock (gate)
        {
            (oldSecret, oldUntil) = (ClientSecret, clock.GetUtcNow() + oldSigns);
            ClientSecret = secret;
        }
    }

    /// <summary>What webhooks are signed with now.</summary>
    internal string SigningSecret
    {
        get
        {
            lock (gate)
            {
                return oldSecret is { } old && clock.GetUtcNow() < oldUntil ? old : ClientSecret;
            }
        }
    }

    /// <summary>Called when the app was removed from the shop.</summary>
    internal Action? Uninstalled { get; set; }

    /// <summary>Called with the scopes before when there are others now.</summary>
    internal Action<IReadOnlyList<string>>? ScopesChanged { get; set; }

    /// <summary>Ends every token that was granted; the one that was entered by hand lives on.</summary>
    public void RevokeGranted()
    {
        lock (gate)
        {
            granted.Clear();
        }
    }

    /// <summary>A new token, and how many seconds it lives.</summary>
    internal (string Token, int Seconds) Grant()
    {
        var token = $"shpat_{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16))}";
        lock (gate)
        {
            granted[token] = clock.GetUtcNow() + TokenLife;
        }

        return (token, (int)TokenLife.TotalSeconds);
    }

    /// <summary>Whether a token opens the shop now.</summary>
    internal bool Accepts(string? token)
    {
        if (!IsInstalled || token is null)
        {
            return false;
        }

        lock (gate)
        {
            return token == Token
                || (granted.TryGetValue(token, out var end) && clock.GetUtcNow() < end);
        }
    }
}
