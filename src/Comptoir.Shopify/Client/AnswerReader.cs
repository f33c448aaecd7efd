using System.Text.Json;

namespace Comptoir.Shopify;

/// <summary>Tells what an answer means: data, a failure that may pass, or one that will not.</summary>
static class AnswerReader
{
    /// <summary>Takes an answer with status 200 apart.</summary>
    /// <exception cref="ShopifyException">It holds no data, or no JSON.</exception>
    public static ShopifyAnswer Read(JsonElement root, ShopAddress shop)
    {
        if (root.ValueKind != JsonValueKind.Object)
            throw Malformed(shop, null);
        var errors = Errors(root);
        if (errors.FirstOrDefault(error => error.Code == "THROTTLED") is not null)
            throw new ShopifyException(
                ShopifyFailure.Throttled,
                $"The allowance of calls to {shop} is used up.",
                "Nothing to do: it is tried again later.",
                retryable: true
            );
        if (errors.FirstOrDefault(error => error.Code == "INTERNAL_SERVER_ERROR") is { } broken)
            throw new ShopifyException(
                ShopifyFailure.Unavailable,
                $"Shopify had an error of its own while answering for {shop}: {broken.Message}",
                "Nothing to do: it is tried again later. If it stays, report the request to Shopify's support.",
                retryable: true
            );
        if (root.TryGetProperty("data", out var data) && data.ValueKind == JsonValueKind.Object)
        {
            // A root field that may not be null takes the whole data with it; then it is a failure like the others.
            return new ShopifyAnswer(data, errors);
        }
        throw errors.Count == 0 ? Malformed(shop, null) : NoData(errors[0], shop);
    }

    /// <summary>The cost block of an answer; null when there is none.</summary>
    public static QueryCost? Cost(JsonElement root)
    {
        if (
            root.ValueKind != JsonValueKind.Object
            || !root.TryGetProperty("extensions", out var extensions)
            || extensions.ValueKind != JsonValueKind.Object
            || !extensions.TryGetProperty("cost", out var cost)
            || cost.ValueKind != JsonValueKind.Object
        )
            return null;
        var status =
            cost.TryGetProperty("throttleStatus", out var found)
            && found.ValueKind == JsonValueKind.Object
                ? found
                : default;
        return new QueryCost(
            Number(cost, "requestedQueryCost"),
            Number(status, "maximumAvailable"),
            Number(status, "currentlyAvailable"),
            Number(status, "restoreRate")
        );
    }

    public static ShopifyException Malformed(ShopAddress shop, Exception? inner) =>
        new(
            ShopifyFailure.Malformed,
            $"What answered for {shop} is not Shopify's API.",
            "Check the address, and whether a proxy stands between; otherwise try again later.",
            retryable: true,
            inner
        );

    /// <summary>The failure that an error without its data stands for.</summary>
    public static ShopifyException NoData(ShopifyError error, ShopAddress shop) =>
        error.Code switch
        {
            "ACCESS_DENIED" => new(
                error.Message.Contains("scope", StringComparison.OrdinalIgnoreCase)
                    ? ShopifyFailure.ScopeMissing
                    : ShopifyFailure.AccessDenied,
                $"The app may not read {(error.Path.Length == 0 ? "this" : error.Path)} of {shop}: {error.Message}",
                "Grant the scope that is named to the app in Shopify, then install it again; for names, e-mails and addresses, ask for access to protected customer data."
            )
            {
                Path = error.Path.Length == 0 ? null : error.Path,
            },
            "MAX_COST_EXCEEDED" => new(
                ShopifyFailure.QueryTooCostly,
                $"The query costs more than Shopify allows at once: {error.Message}",
                "Fewer objects must be asked for at a time."
            ),
            "SHOP_INACTIVE" => new(
                ShopifyFailure.ShopFrozen,
                $"The shop {shop} is not active.",
                "Reactivate it in Shopify's admin, then try again."
            ),
            _ => new(
                ShopifyFailure.QueryRefused,
                $"Shopify refused the query for {shop}: {error.Message}",
                "This is a mistake in Comptoir: please report it."
            ),
        };

    static List<ShopifyError> Errors(JsonElement root)
    {
        if (!root.TryGetProperty("errors", out var errors))
            return [];
        if (errors.ValueKind == JsonValueKind.String)
            return [new ShopifyError(Secrets.Redact(errors.GetString()!), null, "")];
        if (errors.ValueKind != JsonValueKind.Array)
            return [];
        return
        [
            .. errors
                .EnumerateArray()
                .Where(error => error.ValueKind == JsonValueKind.Object)
                .Select(Error),
        ];
    }

    static ShopifyError Error(JsonElement error)
    {
        string? code = null;
        if (
            error.TryGetProperty("extensions", out var extensions)
            && extensions.ValueKind == JsonValueKind.Object
            && extensions.TryGetProperty("code", out var found)
            && found.ValueKind == JsonValueKind.String
        )
            code = found.GetString();
        var path =
            error.TryGetProperty("path", out var steps) && steps.ValueKind == JsonValueKind.Array
                ? string.Join('.', steps.EnumerateArray().Select(step => step.ToString()))
                : "";
        var message =
            error.TryGetProperty("message", out var text) && text.ValueKind == JsonValueKind.String
                ? text.GetString()!
                : "no message";
        return new ShopifyError(Secrets.Redact(message), code, path);
    }

    static double Number(JsonElement parent, string name) =>
        parent.ValueKind == JsonValueKind.Object
        && parent.TryGetProperty(name, out var value)
        && value.ValueKind == JsonValueKind.Number
            ? value.GetDouble()
            : 0;
}
