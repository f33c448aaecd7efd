using Comptoir.DemoShop.Bulk;
using Comptoir.DemoShop.Webhooks;
using Comptoir.DemoShop.World;
using Microsoft.Extensions.Logging;

namespace Comptoir.DemoShop.Schema;

/// <summary>Who asks: a shop and what the token may read.</summary>
internal sealed record ShopSession(
    ShopWorld World,
    IReadOnlySet<string> Scopes,
    IReadOnlySet<PersonalData> Withheld,
    BulkOperations Bulk,
    WebhookSubscriptions Webhooks,
    TimeProvider Clock,
    Uri Address,
    ILogger Log
)
{
    public DateTimeOffset Now => Clock.GetUtcNow();

    /// <summary>Whether the token has the scope; to write includes to read.</summary>
    public bool Has(string scope) =>
        Scopes.Contains(scope)
        || (
            scope.StartsWith("read_", StringComparison.Ordinal)
            && Scopes.Contains("write_" + scope[5..])
        );

    /// <summary>Logs what went wrong in the demo shop itself; a fault that was asked for is not reported.</summary>
    public void Report(Exception exception) => DemoShopLog.Failed(Log, exception);
}

internal static partial class DemoShopLog
{
    [LoggerMessage(Level = LogLevel.Error, Message = "The demo shop failed")]
    public static partial void Failed(ILogger log, Exception exception);
}
