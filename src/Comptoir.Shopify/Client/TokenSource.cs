namespace Comptoir.Shopify;

/// <summary>Where the token of each call comes from. Safe for concurrent use.</summary>
interface ITokenSource
{
    /// <summary>The token to send now.</summary>
    ValueTask<AccessToken> GetAsync(CancellationToken cancellation);

    /// <summary>Another token in place of one that was refused; null when there is no other.</summary>
    ValueTask<AccessToken?> RenewAsync(AccessToken refused, CancellationToken cancellation);
}

/// <summary>A token that was entered, and does not change.</summary>
sealed class EnteredToken(AccessToken token) : ITokenSource
{
    public ValueTask<AccessToken> GetAsync(CancellationToken cancellation) => new(token);

    public ValueTask<AccessToken?> RenewAsync(
        AccessToken refused,
        CancellationToken cancellation
    ) => new((AccessToken?)null);
}

/// <summary>
/// Tokens that are granted for client credentials. One is kept in memory until four fifths of its life are over, or until
/// it is refused; however many callers want another, one of them asks for it and the others wait.
/// </summary>
sealed class GrantedToken(
    TokenGrant grant,
    ShopAddress shop,
    ClientCredentials credentials,
    TimeProvider time
) : ITokenSource, IDisposable
{
    const double Fresh = 0.8;

    readonly SemaphoreSlim turn = new(1, 1);
    volatile Held? held;

    public async ValueTask<AccessToken> GetAsync(CancellationToken cancellation)
    {
        if (held is { } known && Now < known.RenewAt)
            return known.Token;
        await turn.WaitAsync(cancellation);
        try
        {
            if (held is not { } old)
                return (await AskAsync(cancellation)).Token;
            if (Now < old.RenewAt)
                return old.Token;
            try
            {
                return (await AskAsync(cancellation)).Token;
            }
            catch (ShopifyException failure) when (failure.Retryable && Now < old.EndsAt)
            {
                // The old one is still good, and what is wrong may pass.
                return old.Token;
            }
        }
        finally
        {
            turn.Release();
        }
    }

    public async ValueTask<AccessToken?> RenewAsync(
        AccessToken refused,
        CancellationToken cancellation
    )
    {
        await turn.WaitAsync(cancellation);
        try
        {
            // Another caller met the same refusal and has a new one already.
            if (held is { } known && !known.Token.Equals(refused))
                return known.Token;
            held = null;
            return (await AskAsync(cancellation)).Token;
        }
        finally
        {
            turn.Release();
        }
    }

    public void Dispose() => turn.Dispose();

    DateTimeOffset Now => time.GetUtcNow();

    async Task<Held> AskAsync(CancellationToken cancellation)
    {
        var asked = Now;
        var (token, life) = await grant.AskAsync(shop, credentials, cancellation);
        var now = new Held(token, asked + (life * Fresh), asked + life);
        held = now;
        return now;
    }

    sealed record Held(AccessToken Token, DateTimeOffset RenewAt, DateTimeOffset EndsAt);
}
